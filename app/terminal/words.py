"""The command line's own words and the sentences of faults, in French or English. No Qt."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from sync.model.faults import Fault

LANGUAGES = ("fr", "en")


def language() -> str:
    """Return the language of the terminal (`LC_ALL`, `LC_MESSAGES`, `LANG`); French where it asks for another one."""
    asked = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return asked[:2] if asked[:2] in LANGUAGES else "fr"


@cache
def _table(name: str, wanted: str) -> dict[str, Any]:
    path = resources.files("resources") / "i18n" / f"{name}.{wanted}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def word(key: str, **parameters: object) -> str:
    """Return one of our own words by its key ("send.help"), its places filled."""
    found: Any = _table("terminal", language())
    for part in key.split("."):
        found = found[part]
    return str(found).format(**parameters)


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""


def sentence(fault: Fault) -> str:
    """Return what a person reads of a fault: what happened, what is safe, what to do."""
    kinds = _table("faults", language())
    kind = kinds.get(fault.kind, kinds["bug"])
    entry = kind.get(fault.code) or kind[fault.kind if fault.kind in kinds else "bug"]
    filled = _Known({name: "" if value is None else value for name, value in fault.parameters.items()})
    filled.setdefault("code", fault.code)
    return " ".join(text for part in ("what", "safe", "do") if (text := entry.get(part, "").format_map(filled).strip()))
