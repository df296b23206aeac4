"""Files that are no items of the store (a letter, a calendar, business cards on a disk), read as the reader shows letters."""

from __future__ import annotations

from sync.engine.opened import OpenStore
from sync.engine.parsing import Parsing
from sync.engine.seals.opening import Opening
from sync.model.accounts import Service
from sync.model.calendar import Entry, Window
from sync.model.contacts import Card
from sync.model.faults import Bug, Rejected, Unreadable
from sync.model.ids import BlobName
from sync.model.invitations import Invitation, Method
from sync.model.mail import Address, Content, Envelope

LARGEST = 256 * 1024 * 1024
SHOWN = 200
"""Entries or cards of one file that are shown; all of them are imported."""


class Outside:
    """Reads such files for the window, which has handed their bytes over as blobs."""

    def __init__(self, store: OpenStore, parsing: Parsing, opening: Opening) -> None:
        self._store = store
        self._parsing = parsing
        self._opening = opening

    async def open(self, kind: str, blob: bytes) -> Content:
        """Return what a file says: a letter as such; entries as published invitations, cards as cards of an empty letter.

        Raises `Unreadable`, `Rejected("file_too_large")`.
        """
        raw = await self._bytes(blob)
        if kind == "message":
            return await self._opening.content(raw, await self._parsing.content(raw))
        try:
            service = {"calendar": Service.CALENDAR, "contacts": Service.CONTACTS}[kind]
        except KeyError as error:
            raise Bug("bad_kind", kind=kind) from error
        parts = (await self._parsing.cut(service, raw))[:SHOWN]
        found = await self._parsing.resources(service, parts, Window(0, 0))
        invitations = tuple(Invitation(Method.PUBLISH, one) for one in found if isinstance(one, Entry))
        cards = tuple(one for one in found if isinstance(one, Card))
        if not invitations and not cards:
            raise Unreadable("no_entry")
        return Content(Envelope("", Address("", "")), "", "", (), invitations=invitations, cards=cards)

    async def part(self, blob: bytes, path: str) -> tuple[BlobName, int]:
        """Take an attachment out of a letter and keep it as a blob; return its name and size. Raises `Unreadable`."""
        raw = await self._bytes(blob)
        seal = (await self._parsing.content(raw)).seal
        content = await self._parsing.part(raw if seal is None else await self._opening.plain(raw, seal.scheme), path)
        return await self._store.write(self._store.put_blob, content), len(content)

    async def _bytes(self, blob: bytes) -> bytes:
        name = BlobName(blob)
        if self._store.read(self._store.blob_size, name) > LARGEST:
            raise Rejected("file_too_large", limit=LARGEST)
        return await self._store.blob(name)
