"""Attachments too heavy for a letter, put on a drive instead and shared by a link; where a drive can share."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QObject, Signal

from sync.model.accounts import Capability
from sync.model.faults import Fault
from sync.model.file_names import numbered
from sync.model.files import LinkWish, PublicLink
from sync.model.ids import CollectionId, new_operation_id
from sync.model.mail import DraftAttachment
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from sync.store.read import files as read_files
from ui.common import dates
from ui.common.drive_picker import drives_of
from ui.common.slots import slot_async
from ui.link import Link

SECONDS = 3600.0


class DriveLinks(QObject):
    """Finds a drive that can share, and shares by it. An invisible part of the composer."""

    found = Signal()
    """There is a drive that can share by links."""

    def __init__(self, link: Link, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self._asked = False
        self.drive: CollectionId | None = None

    @slot_async
    async def look(self) -> None:
        """Ask the drives, once, whether one can share."""
        if self._asked:
            return
        self._asked = True
        for row in drives_of(self._link, writable=True):
            try:
                answer = await self._link.ask_for(m.DriveAbilities(row.id), m.BesideAnswer, 60)
            except Fault:
                self._asked = False  # to be asked again
                continue
            if Capability.LINKS in from_json(answer.rows, list[str]):
                self.drive = row.id
                self.found.emit()
                return

    async def share(self, file: DraftAttachment) -> PublicLink:
        """Put a file on the drive and share it for reading. Raises what keeps the server from taking it, `Gone("file")` where
        it could not be reached: the file goes up later then, and nothing is shared."""
        drive = self.drive or CollectionId(0)
        name, number = file.name, 1
        while read_files.named(self._link.reader(), drive, None, name) is not None:
            number += 1
            name = numbered(file.name, number)
        asked = m.Upload(new_operation_id(), drive, "", 0, name, blob=file.blob)
        saved = await self._link.ask_for(asked, m.Saved, 60)
        await self._link.ask(m.Rest(), SECONDS)
        answer = await self._link.ask_for(
            m.MakeLink(saved.items[0], to_json(LinkWish()).encode()), m.BesideAnswer, 120
        )
        (made,) = from_json(answer.rows, list[PublicLink])
        return made


def heaviest(files: Sequence[DraftAttachment], limit: int) -> list[DraftAttachment]:
    """Return the files that have to go, the largest first, for the others to fit."""
    left, gone = sum(file.size for file in files), []
    for file in sorted(files, key=lambda one: one.size, reverse=True):
        if left <= limit:
            break
        gone.append(file)
        left -= file.size
    return gone


def as_html(file: DraftAttachment, link: PublicLink) -> str:
    """Return the line of a letter that stands for a file."""
    address = escape(link.address, quote=True)
    return f'<p>{escape(file.name)} ({dates.size(file.size)}) – <a href="{address}">{address}</a></p>'
