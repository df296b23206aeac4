"""What an administrator fixes for all persons of a machine, in `/etc/ecritoire/policy.toml`.

    [settings]
    remote_pictures = false
    lock_after_minutes = 15

A policy that cannot be understood stops the program: going on without it would be going against it.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

from app import settings
from sync.model.faults import Forbidden


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
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Forbidden("bad_policy", path=str(path), name="") from error
    chosen = content.pop("settings", {})
    if content or not isinstance(chosen, dict):
        raise Forbidden("bad_policy", path=str(path), name=next(iter(content), "settings"))
    fixed: dict[str, str] = {}
    for name, value in chosen.items():
        setting = settings.SETTINGS.get(name)
        if setting is None or not setting.allows(value):
            raise Forbidden("bad_policy", path=str(path), name=name)
        fixed[name] = json.dumps(value)
    return fixed
