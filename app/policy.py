"""What an administrator fixes for all persons of a machine, in `/etc/ecritoire/policy.toml`.

    [settings]
    remote_pictures = false
    demanded_law = "FR"

    [hosts]
    only = [".exemple.gouv.fr", "ssl0.ovh.net"]

    [[declared]]
    hosts = [".exemple.gouv.fr"]
    law = "FR"
    qualifications = ["secnumcloud"]
    source = "Marché 2026-014"
    date = 2026-03-01

The other tables (`backends`, `network`, `storage`, `features`, `account`) are those of `app.prepared`. On Windows
the registry's group policies say the same (`app.registry`). A policy that cannot be understood stops the program: going on
without it would be going against it.
"""

from __future__ import annotations

import datetime
import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec

from app import prepared, settings
from sync.model.faults import Forbidden
from sync.model.sovereignty import Declaration, Organisation


def policy_file() -> Path:
    """Return where the policy is: a place that only administrators can write."""
    if sys.platform == "win32":
        return Path(r"C:\ProgramData\ecritoire\policy.toml")
    return Path("/etc/ecritoire/policy.toml")


def fixed_settings(path: Path | None = None) -> dict[str, str]:
    """Return the fixed settings as JSON values by name; none where there is no policy.

    Raises `Forbidden("bad_policy")` where the file cannot be read or understood, or names a setting or a value that does not
    exist.
    """
    known, path = content(path), path or policy_file()
    chosen = {**known.get("settings", {}), **prepared.as_settings(known)}
    fixed: dict[str, str] = {}
    for name, value in chosen.items():
        setting = settings.SETTINGS.get(name)
        if setting is None or not setting.allows(value):
            raise _bad(path, name)
        fixed[name] = json.dumps(value)
    return fixed


def organisation(path: Path | None = None) -> Organisation:
    """Return what the administrator says of hosts: which ones alone may be reached, and what is declared of some.

    Raises `Forbidden("bad_policy")`: a declaration without source and date is none.
    """
    known, path = content(path), path or policy_file()
    try:
        hosts = msgspec.convert(known.get("hosts", {}), _Hosts)
        declared = msgspec.convert(known.get("declared", []), list[_Declared])
    except msgspec.ValidationError as error:
        raise _bad(path, "declared" if "declared" in known else "hosts") from error
    return Organisation(
        tuple(
            Declaration(tuple(one.hosts), one.law, frozenset(one.qualifications), one.source, one.date)
            for one in declared
        ),
        tuple(hosts.only),
        prepared.backends(known),
        prepared.keep(known),
        prepared.accounts(known, prepared.person()),
    )


def personal(profile: Path, fixed: Mapping[str, str]) -> tuple[Declaration, ...]:
    """Return what the person declares for themselves, in `declared.toml` of the profile, in the words of the policy.

    It counts where the person alone demands something; where the administrator does, only the administrator declares.
    """
    if fixed.keys() & {"demanded_law", "demanded_qualification"}:
        return ()
    return organisation(profile / "declared.toml").declared


_Host = Annotated[str, msgspec.Meta(pattern=r"^\.?[a-z0-9][a-z0-9.-]*$")]
_Law = Annotated[str, msgspec.Meta(pattern=r"^([A-Z]{2})?$")]
_Said = Annotated[str, msgspec.Meta(min_length=1)]


class _Hosts(msgspec.Struct, forbid_unknown_fields=True):
    only: list[_Host] = []


class _Declared(msgspec.Struct, forbid_unknown_fields=True):
    hosts: Annotated[list[_Host], msgspec.Meta(min_length=1)]
    source: _Said
    date: datetime.date
    law: _Law = ""
    qualifications: list[_Said] = []


def content(path: Path | None = None) -> dict[str, Any]:
    """Return the tables of the policy; without a `path` that of the machine, with the group policies over it.

    Raises `Forbidden("bad_policy")`.
    """
    file = path or policy_file()
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        found = {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _bad(file) from error
    if path is None and sys.platform == "win32":
        from app import registry

        try:
            found = registry.over(found)
        except ValueError as error:
            raise _bad(Path("HKLM", registry.KEY), str(error)) from error
    for name, table in found.items():
        if name not in _TABLES or not isinstance(table, _TABLES[name]):
            raise _bad(file, name)
    try:
        prepared.check(found)
    except msgspec.ValidationError as error:
        raise _bad(file, str(error).partition("$.")[2].rstrip("`")) from error
    return found


_TABLES: dict[str, type] = {"settings": dict, "hosts": dict, "declared": list, **prepared.TABLES}


def _bad(path: Path, name: str = "") -> Forbidden:
    return Forbidden("bad_policy", path=str(path), name=name)
