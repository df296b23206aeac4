"""Spreadsheets read: XLSX, ODS (and XLS) as sheets of values, by calamine. They are shown, never written."""

from __future__ import annotations

import datetime
import math
from io import BytesIO

from editors.document.sheets import Sheet, Value, Workbook
from sync.model.faults import Unreadable

MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_SHEETS = 20_000, 512, 400_000, 64
LONGEST = 2_000
"""Characters of a cell that are shown."""


def read(document: bytes) -> Workbook:
    """Return the visible sheets of a spreadsheet. Raises `Unreadable("not_a_spreadsheet")`."""
    import python_calamine as calamine  # 2 MB of Rust that only this needs

    try:
        book = calamine.load_workbook(BytesIO(document))
        shown = [one.name for one in book.sheets_metadata
                 if one.visible == calamine.SheetVisibleEnum.Visible and one.typ == calamine.SheetTypeEnum.WorkSheet]  # fmt: skip
        left, sheets = MOST_CELLS, []
        for name in shown[:MOST_SHEETS]:
            found = _sheet(book.get_sheet_by_name(name), left)
            left -= sum(len(row) for row in found.rows)
            sheets.append(found)
    except (calamine.CalamineError, ValueError, OSError, KeyError) as error:
        raise Unreadable("not_a_spreadsheet") from error
    return Workbook(tuple(sheets))


def _sheet(sheet: object, left: int) -> Sheet:
    columns = min(sheet.total_width + 1, MOST_COLUMNS)  # type: ignore[attr-defined]
    most = min(MOST_ROWS, left // columns)
    cells = sheet.to_python(skip_empty_area=False, nrows=most + 1) if most else []  # type: ignore[attr-defined]
    is_cut = not most or len(cells) > most or any(len(row) > MOST_COLUMNS for row in cells[:1])
    rows = tuple(tuple(_value(one) for one in row[:MOST_COLUMNS]) for row in cells[:most])
    while rows and all(one is None for one in rows[-1]):
        rows = rows[:-1]
    return Sheet(sheet.name, rows, is_cut)  # type: ignore[attr-defined]


def _value(cell: object) -> Value:
    match cell:
        case bool() | int():
            return cell
        case float():
            return (int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell) if math.isfinite(cell) else None
        case datetime.datetime() if cell.time() == datetime.time():
            return cell.date().isoformat()
        case datetime.datetime():
            return cell.isoformat(" ", "seconds")
        case datetime.date() | datetime.time():
            return cell.isoformat()
        case datetime.timedelta():
            seconds = int(cell.total_seconds())
            return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        case "" | None:
            return None
        case _:
            return str(cell)[:LONGEST]
