"""A spreadsheet as it is shown: sheets of cells with their values. Nothing of it can be changed here."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

Value = str | float | int | bool | None
"""A cell: text, a number, true or false, or nothing; dates and times as ISO 8601 text."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows` end where nothing follows; `is_cut` where it has more than is shown."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets that a person sees, in their order."""

    sheets: tuple[Sheet, ...]


def encode(workbook: Workbook) -> bytes:
    """Return a workbook as bytes."""
    return msgspec.msgpack.encode(workbook)


def decode(content: bytes) -> Workbook:
    """Return the workbook of `encode`'s bytes."""
    return msgspec.msgpack.decode(content, type=Workbook)
