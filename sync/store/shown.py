"""How what is shown of an item is written in a column: JSON of an `Entry`, a `Card` or a `FileTruth`, told apart by its kind."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from sync.model.calendar import Component, Entry
from sync.model.contacts import Card
from sync.model.files import FileTruth

Shown: TypeAlias = Entry | Card | FileTruth

CONTACT = "contact"
FILE = "file"
FOLDER = "folder"
UNREADABLE = "unreadable"
"""A resource that the parser could not understand: its bytes are kept, lists do not show it."""

_encode = msgspec.json.Encoder(order="deterministic").encode
_entry = msgspec.json.Decoder(Entry).decode
_card = msgspec.json.Decoder(Card).decode
_file = msgspec.json.Decoder(FileTruth).decode
_COMPONENTS = frozenset(Component)


def kind_of(shown: Shown | None) -> str:
    """Return the kind under which something is kept."""
    match shown:
        case Entry():
            return shown.component.value
        case Card():
            return CONTACT
        case FileTruth():
            return FOLDER if shown.is_folder else FILE
        case None:
            return UNREADABLE


def shown_text(shown: Shown | None) -> str:
    """Return what a column holds of it."""
    return "{}" if shown is None else _encode(shown).decode()


def shown_of(kind: str, text: str) -> Shown | None:
    """Return what a column holds."""
    if kind in _COMPONENTS:
        return _entry(text)
    if kind == CONTACT:
        return _card(text)
    return _file(text) if kind in (FILE, FOLDER) else None
