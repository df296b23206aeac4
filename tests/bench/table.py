"""Measures as a table to read: one part for each file, one row for each thing measured, peers of the same run side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tests.bench.measures import Measure

OURS = "Écritoire"


def table(parts: Mapping[str, Iterable[Measure]]) -> str:
    """Return the table; the keys are the headings. A measure that begins with two spaces belongs to the one before it."""
    return "\n\n".join(_part(heading, list(measures)) for heading, measures in parts.items())


def _part(heading: str, measures: list[Measure]) -> str:
    whose = [OURS, *dict.fromkeys(one.who for one in measures if one.who != OURS)]
    rows: dict[tuple[str, str], dict[str, Measure]] = {}
    above = ""
    for one in measures:
        above = above if one.what.startswith("  ") else one.what
        rows.setdefault((above, one.what), {})[one.who] = one
    lines = [["", *whose, "goal"]]
    for (_, what), row in rows.items():
        some = next(iter(row.values()))
        values = [f"{row[who].value:,.2f}" if who in row else "" for who in whose]
        goal = next((one.goal for one in row.values() if one.goal), "")
        lines.append([f"{what} ({some.unit})" if some.unit else what, *values, goal])
    widths = [max(len(line[column]) for line in lines) for column in range(len(whose) + 1)]
    written = (
        "  ".join(
            [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:-1], widths[1:], strict=True)), line[-1]]
        ).rstrip()
        for line in lines
    )
    return "\n".join((heading, *written))
