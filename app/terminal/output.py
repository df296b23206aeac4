"""What the command line prints: tables or JSON on standard output, remarks and a progress bar on standard error."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

BAR_WIDTH = 30
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def harmless(text: str, *, lines: bool = False) -> str:
    """Return text from outside without what could steer a terminal: control characters and text-direction overrides.

    `lines` keeps line ends and tabs.
    """
    kept = {"\n", "\t"} if lines else set()
    return "".join(
        mark if mark in kept or (unicodedata.category(mark) != "Cc" and mark not in _BIDI) else " " for mark in text
    )


class Output:
    """Prints results. With `as_json` everything on standard output is one JSON value."""

    def __init__(self, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.as_json = as_json
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._bar_shown = False

    def rows(self, rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
        """Print rows: all their fields as JSON, or the named columns as a table."""
        if self.as_json:
            self._json(list(rows))
            return
        shown = [[harmless(_cell(row[column])) for column in columns] for row in rows]
        widths = [max((len(cells[place]) for cells in shown), default=0) for place in range(len(columns))]
        room = shutil.get_terminal_size((160, 24)).columns if self._out.isatty() else 10_000
        for cells in shown:
            line = "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
            print(line[:room], file=self._out)

    def record(self, record: Mapping[str, Any], text: str | None = None) -> None:
        """Print one result: as JSON, or `text`, or one line per field."""
        if self.as_json:
            self._json(dict(record))
        elif text is not None:
            if text:
                print(text, file=self._out)
        else:
            for name, value in record.items():
                print(f"{name}: {harmless(_cell(value))}", file=self._out)

    def octets(self, raw: bytes) -> None:
        """Write bytes as they are."""
        self._out.flush()
        self._out.buffer.write(raw)
        self._out.buffer.flush()

    def remark(self, text: str) -> None:
        """Say something beside the result."""
        self.end_progress()
        print(text, file=self._err)

    def progress(self, label: str, done: int, total: int) -> None:
        """Draw a bar where there is a terminal and no JSON asked for; `total` 0: unknown."""
        if self.as_json or not self._err.isatty():
            return
        filled = BAR_WIDTH * min(done, total) // total if total else 0
        amount = f"{done:,} / {total:,}" if total else f"{done:,}"
        bar = "█" * filled + "░" * (BAR_WIDTH - filled)
        print(f"\r\x1b[K{label} {bar} {amount}".replace(",", "\u202f"), end="", file=self._err, flush=True)
        self._bar_shown = True

    def end_progress(self) -> None:
        """Leave the line of the bar."""
        if self._bar_shown:
            print(file=self._err)
            self._bar_shown = False

    def _json(self, value: Any) -> None:
        print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain), file=self._out)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(sorted(map(str, value)))
    return "" if value is None else str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)
