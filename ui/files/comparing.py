"""Contents of a file compared: both sides of a kept pair, or an earlier version with the one of now."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sync.model.conflicts import Conflict, Resolution
from sync.model.files import FileTruth, Version
from sync.model.ids import new_operation_id
from sync.rpc import messages as m
from sync.serial import from_json
from sync.store.item_rows import FileRow
from ui.common import dates, toasts
from ui.common.slots import slot_async, slot_owed
from ui.files.compare_dialog import CompareDialog
from ui.files.intents import FileIntents
from ui.files.opening import show_copy
from ui.files.sides import Side
from ui.link import Link

BRINGING_SECONDS = 3600.0


class Comparing(QObject):
    """Opens comparisons for a window."""

    def __init__(self, link: Link, intents: FileIntents, parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._intents, self._widget = link, intents, parent

    @slot_async
    async def compare_pair(self, row: FileRow, conflict: Conflict) -> None:
        """Show both sides of a kept pair, to be settled there."""
        answer = await self._link.ask_for(m.OpenConflict(conflict.id), m.ConflictAnswer)
        mine = Side(self.tr("Yours"), _facts(answer.mine), partial(self._side, conflict, mine=True))
        theirs = Side(self.tr("Server’s"), _facts(answer.theirs), partial(self._side, conflict, mine=False))
        dialog = CompareDialog(self._link, row.name, mine, theirs, self.tr("Save what is chosen"), self._widget)
        for words, resolution in (
            (self.tr("Keep both"), Resolution.KEEP_BOTH),
            (self.tr("Keep mine"), Resolution.KEEP_MINE),
            (self.tr("Keep the server’s"), Resolution.KEEP_THEIRS),
        ):
            dialog.add(words, partial(self._intents.resolve, conflict.id, resolution))
        dialog.made.connect(
            lambda kept, _, right: self._intents.resolve(conflict.id, Resolution.MERGE, kept.blob, right.revision)
        )
        dialog.open()

    def compare_version(self, row: FileRow, version: Version, parent: QWidget | None = None) -> CompareDialog:
        """Show an earlier version beside the one of now: what is chosen of it is taken over, or all of it."""
        now = Side(self.tr("Now"), _said(row.modified, row.size), partial(self._now, row))
        earlier, take = self._earlier(row, version), self.tr("Take over what is chosen")
        dialog = CompareDialog(self._link, row.name, now, earlier, take, parent or self._widget)
        dialog.add(self.tr("Restore this version"), partial(self.restore, row, version))
        dialog.made.connect(lambda kept, left, _: self._take_over(row, kept, left.revision))
        dialog.open()
        return dialog

    def _earlier(self, row: FileRow, version: Version) -> Side:
        title = self.tr("Version of {date}").format(date=dates.full(version.modified))
        facts = " · ".join(part for part in (dates.size(version.size), version.author) if part)
        return Side(title, facts, partial(self._version, row, version))

    @slot_async
    async def open_version(self, row: FileRow, version: Version, parent: QWidget | None = None) -> None:
        """Open an earlier version in another program, for reading."""
        kept = await self._version(row, version)
        out = await self._link.ask_for(m.ShowCopy(kept.blob, row.name), m.CheckedOut, BRINGING_SECONDS)
        show_copy(parent or self._widget, out.path)

    @slot_async
    async def restore(self, row: FileRow, version: Version) -> None:
        """Make an earlier version the file's content."""
        await self._link.ask(m.RestoreVersion(row.id, version.id), 120)
        toasts.say(self, self.tr("Restored. What was there before is a version now."))

    @slot_owed
    async def _take_over(self, row: FileRow, kept: m.Kept, base: str) -> None:
        asked = m.Upload(new_operation_id(), row.collection, "", item=row.id, base=base, blob=kept.blob)
        await self._link.ask(asked, 120)
        toasts.say(self, self.tr("Saved: {name}").format(name=row.name))

    async def _side(self, conflict: Conflict, *, mine: bool) -> m.Kept:
        return await self._link.ask_for(m.OpenSide(conflict.id, mine), m.Kept, BRINGING_SECONDS)

    async def _now(self, row: FileRow) -> m.Kept:
        return await self._link.ask_for(m.OpenFile(row.id), m.Kept, BRINGING_SECONDS)

    async def _version(self, row: FileRow, version: Version) -> m.Kept:
        return await self._link.ask_for(m.OpenVersion(row.id, version.id), m.Kept, BRINGING_SECONDS)


def _facts(side: bytes) -> str:
    if not side:
        return ""
    truth = from_json(side, FileTruth)
    return _said(truth.modified, truth.size)


def _said(modified: int, size: int) -> str:
    return " · ".join(part for part in (dates.full(modified), dates.size(size)) if part)
