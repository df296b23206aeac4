"""The sentence for a fault: what happened, what is safe, what to do, in the user's language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sync.model.faults import Bug, Fault
from sync.serial import fault_from_json
from ui import i18n


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a person reads of a fault; `safe` and `do` may be empty."""

    what: str
    safe: str = ""
    do: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.safe, self.do) if part)


class _Known(dict[str, object]):
    """Parameters for `format_map`: one that is missing leaves nothing behind."""

    def __missing__(self, key: str) -> str:
        return ""


@cache
def _table(language: str) -> dict[str, dict[str, dict[str, str]]]:
    path = resources.files("resources") / "i18n" / f"faults.{language}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def sentence(fault: Fault) -> Sentence:
    """Return the sentence of a fault; a code without one falls back to the general sentence of its kind."""
    kinds = _table(i18n.language())
    kind = kinds.get(fault.kind, kinds["bug"])
    entry = kind.get(fault.code) or kind[fault.kind if fault.kind in kinds else "bug"]
    filled = _Known({name: "" if value is None else value for name, value in fault.parameters.items()})
    filled.setdefault("code", fault.code)
    return Sentence(*(entry.get(part, "").format_map(filled).strip() for part in ("what", "safe", "do")))


def sentence_of(kind: str, code: str, parameters: str) -> Sentence | None:
    """Return the sentence of a fault kept in a row or a notice; None where there is none."""
    if not kind:
        return None
    try:
        return sentence(fault_from_json(kind, code, parameters or "{}"))
    except Bug:
        return sentence(Bug(code))
