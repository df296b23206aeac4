"""Contacts."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from sync.rpc.messages.frame import Frame


class SaveContact(Frame):
    """Save a contact (JSON of `CardDraft`): a new one, or over `item` whose `base` revision was looked at → `Saved`.

    `absorbed` are contacts that turned out to be the same: what they alone have comes into `item`, and they go. Nothing of it
    leaves before `not_before` (milliseconds since 1970).
    """

    id: str
    collection: int
    draft: bytes
    item: int = 0
    base: str = ""
    absorbed: list[int] = msgspec.field(default_factory=list)
    not_before: int = 0


class ExportContacts(Frame):
    """Write contacts into a file at `path`, which is replaced → `Done`. `form`: `vcard`, or a CSV: `spreadsheet`, `outlook`,
    `outlook_en`, `google`, `google_en`."""

    items: list[int]
    form: str
    path: str


class ContactPhoto(Frame):
    """A contact's photo → `PicturesAnswer` with one entry named `photo`, or none."""

    item: int


class LookUpPeople(Frame):
    """Ask the directories of all accounts for people by words of their names → `DirectoryFound`; the store has them then."""

    text: str
    limit: int = 20


class DirectoryFound(Frame):
    """JSON of the `DirectoryPerson`s that are known now."""

    people: bytes


ContactCommand: TypeAlias = SaveContact | ExportContacts | ContactPhoto | LookUpPeople
ContactReply: TypeAlias = DirectoryFound
