"""What the person wants done with files and folders, as commands; and how to take the last one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import time

from PySide6.QtCore import QObject, Signal

from sync.model.accounts import Service
from sync.model.conflicts import Resolution
from sync.model.ids import AccountId, BlobName, CollectionId, ItemId, OperationId, new_operation_id
from sync.model.operations import CreateFolder, DeleteItems, Intention, MoveFile
from sync.rpc import messages as m
from sync.serial import intention_to_json
from sync.store.item_rows import FileRow
from sync.store.read import collections as read_collections
from ui.common.slots import slot_owed
from ui.link import Link

UNDO_SECONDS = 8
"""How long a deletion waits in the outbox, so that it can be taken back."""
SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Target:
    """A folder (None: the top) of a drive."""

    drive: CollectionId
    folder: ItemId | None = None


@dataclass(frozen=True, slots=True)
class Put:
    """A file or folder of this machine on its way to a folder: under which name, and over what that is there already."""

    path: Path
    name: str
    over: FileRow | None = None


class FileIntents(QObject):
    """Turns actions into commands."""

    done = Signal(str, object)
    """What was done, in words, and what takes it back (a function, or None)."""
    made = Signal(int)
    """The item that came to be."""

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link

    @slot_owed
    async def upload(self, puts: Sequence[Put], target: Target) -> None:
        """Take files and folders of this machine in."""
        for put in puts:
            over = put.over
            asked = m.Upload(
                new_operation_id(), target.drive, str(put.path), target.folder or 0, put.name, over.id if over else 0
            )
            await self._link.ask(asked, SECONDS)
        self.done.emit(self.tr("%n file(s) or folder(s) taken in", "", len(puts)), None)

    @slot_owed
    async def make_folder(self, name: str, target: Target) -> None:
        """Make a folder."""
        await self._intend(self._account(target.drive), CreateFolder(target.drive, target.folder, name))

    @slot_owed
    async def make_document(self, kind: str, name: str, language: str, target: Target) -> None:
        """Make an empty document in a folder, and tell its item."""
        kept = await self._link.ask_for(m.NewDocument(kind, language), m.Kept, 60)
        asked = m.Upload(
            new_operation_id(), target.drive, "", target.folder or 0, name, blob=BlobName(kept.blob)
        )
        saved = await self._link.ask_for(asked, m.Saved, 60)
        self.made.emit(saved.items[0])

    @slot_owed
    async def rename(self, row: FileRow, name: str) -> None:
        """Give an entry another name."""
        if name == row.name:
            return
        account = self._account(row.collection)
        await self._intend(account, MoveFile((row.id,), row.folder, name))
        self.done.emit(
            self.tr("Renamed to “{name}”").format(name=name),
            lambda: self._reverse(account, [MoveFile((row.id,), row.folder, row.name)]),
        )

    @slot_owed
    async def move(self, rows: Sequence[FileRow], target: Target) -> None:
        """Move entries into a folder. To another drive they are copied, compared and then deleted here, after the time for
        undoing."""
        stay = [row for row in rows if row.collection == target.drive and row.folder == target.folder]
        inside = [row for row in rows if row.collection == target.drive and row not in stay]
        elsewhere = [row for row in rows if row.collection != target.drive]
        account = self._account(target.drive)
        for row in inside:
            await self._intend(account, MoveFile((row.id,), target.folder, row.name))
        begun: list[OperationId] = []
        for row in elsewhere:
            begun.append(new_operation_id())
            moment = int((time() + UNDO_SECONDS) * 1000)
            await self._link.ask(m.MoveToDrive(begun[-1], row.id, target.drive, target.folder or 0, moment))
        back: list[Intention] = [MoveFile((row.id,), row.folder, row.name) for row in inside]
        if inside:
            self.done.emit(self.tr("%n moved", "", len(inside)), lambda: self._reverse(account, back))
        if elsewhere:
            self.done.emit(
                self.tr("%n on the way to another drive; the original goes once it is there", "", len(elsewhere)),
                lambda: self._cancel(begun),
            )

    @slot_owed
    async def copy(self, rows: Sequence[FileRow], target: Target) -> None:
        """Copy entries into a folder of any drive."""
        for row in rows:
            await self._copy(row, target)
        self.done.emit(self.tr("%n copied", "", len(rows)), None)

    @slot_owed
    async def delete(self, rows: Sequence[FileRow]) -> None:
        """Delete entries after the time for undoing."""
        steps: list[OperationId] = []
        for drive in dict.fromkeys(row.collection for row in rows):
            items = tuple(row.id for row in rows if row.collection == drive)
            steps.append(await self._intend(self._account(drive), DeleteItems(items, Service.FILES), delay=UNDO_SECONDS))
        self.done.emit(self.tr("%n deleted", "", len(rows)), lambda: self._cancel(steps))

    @slot_owed
    async def pin(self, rows: Sequence[FileRow], wanted: bool) -> None:
        """Keep entries here always, or no longer."""
        for row in rows:
            await self._link.ask(m.Pin(row.id, wanted))

    @slot_owed
    async def resolve(self, conflict: int, resolution: Resolution, made: bytes = b"", over: str = "") -> None:
        """End a conflict as the person chose; merging, with the blob `made` over the revision `over` of theirs."""
        await self._link.ask(m.Resolve(conflict, resolution, made, over))

    @slot_owed
    async def retry(self, operation: OperationId) -> None:
        """Try a refused operation again."""
        await self._link.ask(m.RetryOperation(operation))

    @slot_owed
    async def give_up(self, operation: OperationId) -> None:
        """Give an operation up."""
        await self._link.ask(m.DiscardOperation(operation))

    @slot_owed
    async def _cancel(self, operations: Sequence[OperationId]) -> None:
        for operation in operations:
            await self._link.ask(m.CancelOperation(operation))

    @slot_owed
    async def _reverse(self, account: AccountId, intentions: Sequence[Intention]) -> None:
        for intention in intentions:
            await self._intend(account, intention)

    async def _copy(self, row: FileRow, target: Target) -> None:
        await self._link.ask(m.CopyFile(new_operation_id(), row.id, target.drive, target.folder or 0), SECONDS)

    async def _intend(self, account: AccountId, intention: Intention, delay: int = 0) -> OperationId:
        operation = new_operation_id()
        kind, text = intention_to_json(intention)
        not_before = int((time() + delay) * 1000) if delay else 0
        await self._link.ask(m.Intend(operation, account, kind, text.encode(), not_before))
        return operation

    def _account(self, drive: CollectionId) -> AccountId:
        rows = read_collections.collections(self._link.reader(), Service.FILES)
        return next((row.account for row in rows if row.id == drive), AccountId(0))


Undo = Callable[[], object]
