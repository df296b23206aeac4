"""Records of a mail merge: a table with names of columns, read from CSV; its values fill the fields of letters and documents."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

MOST = 5_000
"""Records that one merge takes."""
FIELD = re.compile(r"\{([^{}\n]{1,80})\}")
"""A field as people write it: `{Nom}`."""


@dataclass(frozen=True, slots=True)
class Records:
    """Columns by name, and for each record its values by column. `is_cut`: the file had more than are taken."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    is_cut: bool = False


def from_csv(text: str) -> Records:
    """Return the records of a CSV whose first line names the columns; separated by semicolons, commas or tabs.

    Raises `ValueError("no_columns")` where there is no line of names, or no record.
    """
    head = text.lstrip("\ufeff").split("\n", 1)[0]
    separator = max(";,\t", key=head.count)
    lines = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator)
    try:
        columns = tuple(" ".join(name.split()) for name in next(lines))
        rows: list[Mapping[str, str]] = []
        for line in lines:
            if any(one.strip() for one in line) and len(rows) <= MOST:
                rows.append(dict(zip(columns, (one.strip() for one in line), strict=False)))
    except (StopIteration, csv.Error) as error:
        raise ValueError("no_columns") from error
    if not any(columns) or not rows:
        raise ValueError("no_columns")
    return Records(tuple(one for one in columns if one), tuple(rows[:MOST]), len(rows) > MOST)


def key(name: str) -> str:
    """Return a name as names of fields are compared: without accents, case, spaces."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(one for one in plain.casefold() if one.isalnum())


def value(record: Mapping[str, str], name: str) -> str | None:
    """Return what a record has for a field, None where it has no such column."""
    wanted = key(name)
    return next((said for column, said in record.items() if key(column) == wanted), None)


def filled(text: str, record: Mapping[str, str], write: Callable[[str], str] = str) -> str:
    """Return a text with its fields filled in by `write`; those that the record does not know stay."""

    def put(found: re.Match[str]) -> str:
        said = value(record, found[1])
        return found[0] if said is None else write(said)

    return FIELD.sub(put, text)


def missing(names: Sequence[str], columns: Sequence[str]) -> list[str]:
    """Return the fields for which no column has a value."""
    known = {key(one) for one in columns}
    return [name for name in dict.fromkeys(names) if key(name) not in known]
