"""Rows as JSON records, and the texts of dates and flags in tables."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum, Flag
from typing import Any

import msgspec

from sync.store.rows import MessageRow


def record_of(row: Any) -> dict[str, Any]:
    """Return a row's fields by name: enums as their values, flags as a list of names in small letters."""
    names = row.__struct_fields__ if isinstance(row, msgspec.Struct) else [one.name for one in fields(row)]
    return {name: _plain(getattr(row, name)) for name in names}


def message_record(row: MessageRow) -> dict[str, Any]:
    """Return a message's fields with `when`, its date as local time, and `sender`, a name to show."""
    record = record_of(row)
    record["when"] = datetime.fromtimestamp(row.date).astimezone().strftime("%Y-%m-%d %H:%M")
    record["sender"] = row.sender_name or row.sender_address
    return record


def _plain(value: Any) -> Any:
    if isinstance(value, Flag):
        return [str(one.name).lower() for one in type(value) if one & value]
    if isinstance(value, Enum):
        return value.value if isinstance(value.value, str) else str(value.name).lower()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [record_of(one) if is_dataclass(one) else _plain(one) for one in value]
    return value
