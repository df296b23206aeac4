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

A policy that cannot be understood stops the program: going on without it would be going against it.
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

from app import settings
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
    path = path or policy_file()
    chosen = _content(path).get("settings", {})
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
    path = path or policy_file()
    content = _content(path)
    try:
        hosts = msgspec.convert(content.get("hosts", {}), _Hosts)
        declared = msgspec.convert(content.get("declared", []), list[_Declared])
    except msgspec.ValidationError as error:
        raise _bad(path, "declared" if "declared" in content else "hosts") from error
    return Organisation(
        tuple(
            Declaration(tuple(one.hosts), one.law, frozenset(one.qualifications), one.source, one.date)
            for one in declared
        ),
        tuple(hosts.only),
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


def _content(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _bad(path) from error
    for name, found in content.items():
        if name not in _TABLES or not isinstance(found, _TABLES[name]):
            raise _bad(path, name)
    return content


_TABLES: dict[str, type] = {"settings": dict, "hosts": dict, "declared": list}


def _bad(path: Path, name: str = "") -> Forbidden:
    return Forbidden("bad_policy", path=str(path), name=name)
