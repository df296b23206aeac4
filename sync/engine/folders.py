"""Whole folders: taken in from this machine, and copied inside a drive or from one to another."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

from sync.engine.drive import Drive
from sync.engine.saving import following
from sync.engine.workshop import Workshop
from sync.model.accounts import Service
from sync.model.faults import Gone, Rejected
from sync.model.file_names import held_here, numbered
from sync.model.ids import AccountId, CollectionId, ItemId, OperationId
from sync.model.operations import CreateFolder, Intention, Operation, UploadFile
from sync.rpc.messages import Progress
from sync.store.connection import Connection
from sync.store.item_rows import FileRow
from sync.store.read import files as read_files
from sync.store.read import items as read_items
from sync.store.read import outbox as read_outbox
from sync.store.write import outbox as write_outbox
from sync.store.write.touched import Touched

DEEPEST = 64
"""Folders inside folders: what is deeper is no folder that a person made."""
PAGE = 500


class Folders:
    """Folders with everything in them, as one action of the user; each of its operations follows from the first id, so that
    a command that comes again makes nothing twice."""

    def __init__(self, shop: Workshop, drive: Drive) -> None:
        self._shop = shop
        self._drive = drive

    async def take_in(
        self, operation: OperationId, collection: CollectionId, path: Path, folder: ItemId | None, name: str
    ) -> list[ItemId]:
        """Copy a folder of this machine into the store and let it be uploaded; return the item that it becomes.

        Links to folders are left out: they may lead in circles. Raises as `Drive.take_in`.
        """
        account = self._shop.writable(collection, Service.FILES)
        listed = await asyncio.to_thread(_beneath, path)
        steps = _Steps(operation)
        made: dict[Path, ItemId] = {}
        top = await self.make(steps.next(), account, collection, folder, name or path.name)
        made[path] = top
        for done, (entry, is_folder) in enumerate(listed, 1):
            above = made[entry.parent]
            if is_folder:
                made[entry] = await self.make(steps.next(), account, collection, above, entry.name)
            else:
                await self._drive.take_in(steps.next(), collection, entry, above, "", None, "")
            self._shop.notices.tell(Progress(account, f"taking:{operation}", done, len(listed)))
        return [top]

    async def copy(
        self, operation: OperationId, item: ItemId, collection: CollectionId, folder: ItemId | None, name: str
    ) -> list[ItemId]:
        """Copy a file, or a folder with everything in it, into a folder of any drive, under a name that is free there.

        Contents that are not here are brought first. Raises `Gone("file")`, `Rejected` `read_only` or `into_itself`, and what
        keeps a content from being brought.
        """
        account = self._shop.writable(collection, Service.FILES)
        row = self._shop.store.read(read_files.file, item)
        if row is None:
            raise Gone("file", file=item)
        if folder is not None and item in [one.id for one in self._shop.store.read(read_files.path, folder)]:
            raise Rejected("into_itself", name=row.name)
        wanted = self._shop.store.read(free_name, collection, folder, name or row.name)
        steps = _Steps(operation)
        first: ItemId | None = None
        waiting: list[tuple[FileRow, ItemId | None, str]] = [(row, folder, wanted)]
        while waiting:
            one, target, called = waiting.pop()
            if one.is_folder:
                made = await self.make(steps.next(), account, collection, target, called)
                waiting += [(child, made, child.name) for child in self._children(one)]
            else:
                made = await self._copy_file(steps.next(), account, one, collection, target, called)
            first = first or made
        return [first] if first else []

    async def export(self, item: ItemId, path: Path) -> None:
        """Write a folder with everything in it to a path that does not exist yet, under names that this machine can hold.

        Raises `Rejected` `path_exists` or `not_writable_path`, and as `Drive.open`; what is written by then stays.
        """
        row = self._shop.store.read(read_files.file, item)
        if row is None:
            raise Gone("file", file=item)
        waiting = [(row, path)]
        while waiting:
            one, target = waiting.pop()
            if not one.is_folder:
                await self._drive.export(one.id, target)
                continue
            try:
                target.mkdir()
            except FileExistsError as error:
                raise Rejected("path_exists", path=str(target)) from error
            except OSError as error:
                raise Rejected("not_writable_path", path=str(target)) from error
            taken: set[str] = set()
            for child in self._children(one):
                name, number = held_here(child.name), 1
                while name.casefold() in taken:
                    number += 1
                    name = numbered(held_here(child.name), number)
                taken.add(name.casefold())
                waiting.append((child, target / name))

    async def _copy_file(
        self, operation: OperationId, account: AccountId, row: FileRow, collection: CollectionId, folder: ItemId | None,
        name: str,
    ) -> ItemId:  # fmt: skip
        blob, size = await self._drive.open(row.id)
        upload = UploadFile(collection, folder, name, blob, size, modified=row.modified, media_type=row.media_type)
        return await self.add_copy(operation, account, upload)

    async def add_copy(self, operation: OperationId, account: AccountId, upload: UploadFile) -> ItemId:
        """Let a new file be uploaded, or give the one that the same command made before."""
        return await self._add(
            operation, account, upload, lambda opened: _named(opened, upload.collection, upload.folder, upload.name)
        )

    async def make(
        self, operation: OperationId, account: AccountId, collection: CollectionId, folder: ItemId | None, name: str
    ) -> ItemId:
        """Make a folder, or give the one that the same command made before."""
        return await self._add(
            operation,
            account,
            CreateFolder(collection, folder, name),
            lambda opened: _named(opened, collection, folder, name),
        )

    async def _add(
        self, name: OperationId, account: AccountId, intention: Intention, again: Callable[[Connection], ItemId | None]
    ) -> ItemId:
        """Put an operation into the outbox and return the item that it makes; one that was there before and is settled has
        made what is `again` to be found."""

        def write(connection: Connection) -> tuple[Touched, ItemId | None]:
            touched = Touched()
            if not read_outbox.is_known(connection, name):
                touched = write_outbox.add(
                    connection, Operation(name, account, intention, created=self._shop.clock.now_ms())
                )
            found = read_items.of_operation(connection, name)
            return touched, found[0] if found else again(connection)

        touched, item = await self._shop.store.write_durably(write)
        if item is None:
            raise Gone("folder")
        self._shop.notices.touched(touched)
        return item

    def _children(self, folder: FileRow) -> list[FileRow]:
        found: list[FileRow] = []
        after = None
        while page := self._shop.store.read(
            read_files.listing, folder.collection, folder.id, after=after, limit=PAGE
        ):
            found += page
            after = read_files.key_of(page[-1])
        return found


class _Steps:
    """The ids of the operations that one command makes, in order."""

    def __init__(self, first: OperationId) -> None:
        self._first = first
        self._number = 0

    def next(self) -> OperationId:
        """Return the id of the next one."""
        self._number += 1
        return self._first if self._number == 1 else following(self._first, self._number - 1)


def free_name(connection: Connection, collection: CollectionId, folder: ItemId | None, name: str) -> str:
    """Return a name that no entry of a folder has, not even in other letters: `rapport.odt`, `rapport (2).odt`…"""
    wanted, number = name, 1
    while read_files.named(connection, collection, folder, wanted) is not None:
        number += 1
        wanted = numbered(name, number)
    return wanted


def _named(connection: Connection, collection: CollectionId, folder: ItemId | None, name: str) -> ItemId | None:
    row = read_files.named(connection, collection, folder, name)
    return row.id if row is not None else None


def _beneath(path: Path) -> list[tuple[Path, bool]]:
    """Return everything inside a folder, parents first, and whether each is a folder. Raises `Rejected`."""
    found: list[tuple[Path, bool]] = []
    folders = [(path, 0)]
    while folders:
        folder, depth = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda one: one.name)
        except OSError as error:
            raise Rejected("not_a_file", path=str(folder)) from error
        for entry in entries:
            below = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                if depth + 1 >= DEEPEST:
                    raise Rejected("too_deep", path=str(folder))
                found.append((below, True))
                folders.append((below, depth + 1))
            elif entry.is_file():
                found.append((below, False))
    return found
