"""What `doctor` finds without an engine: program, policy, disk and session; no name, address or path of a person."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from app import policy
from app.engine import program_version
from sync.model.faults import Fault
from sync.store.files import STORE, VAULT, refuse_network_home

LEAST_FREE = 512 * 1024 * 1024
"""Octets of free disk under which trouble is near."""


def report(profile: Path) -> dict[str, Any]:
    """Return what is found, with `problems`: codes of what an administrator has to mend."""
    problems: list[str] = []
    found = {
        "program": {
            "version": program_version(),
            "web_reader": importlib.util.find_spec("PySide6.QtWebEngineWidgets") is not None,
        },
        "policy": _policy(problems),
        "machine": _machine(profile, problems),
        "session": {
            name: os.environ.get(name, "")
            for name in ("XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "LANG")
            if sys.platform != "win32"
        },
    }
    return {**found, "problems": problems}


def _policy(problems: list[str]) -> dict[str, Any]:
    """Return whether the policy is understood, and the names of what it fixes; never their values."""
    try:
        content, fixed = policy.content(), policy.fixed_settings()
        policy.organisation()
    except Fault as fault:
        problems.append(fault.code)
        return {"sound": False, "name": str(fault.parameters.get("name", ""))}
    return {"sound": True, "tables": sorted(content), "fixed": sorted(fixed)}


def _machine(profile: Path, problems: list[str]) -> dict[str, Any]:
    there = next((place for place in (profile, *profile.parents) if place.exists()), profile)
    free = shutil.disk_usage(there).free
    if free < LEAST_FREE:
        problems.append("disk_low")
    try:
        refuse_network_home(there)
    except Fault as fault:
        problems.append(fault.code)
    if not os.access(there, os.W_OK):
        problems.append("not_writable")
    copies = sorted(path.name for path in profile.glob(f"{STORE}.before-*")) if profile.is_dir() else []
    return {"free": free, "store": (profile / VAULT).exists(), "copies_before_migrations": copies}
