"""Moves from one drive to another: copied, compared on the other side, and only then deleted here.

A move is one operation of the source's account, in the outbox until it is over. What it copies are operations of the target's
account whose ids follow from its own, so that going on after a crash makes nothing twice. Once all of them are carried out, each
file is written once more: a protocol that finds the very same bytes there leaves them. The originals are then deleted file by
file in the revisions that were copied, folders last; one that somebody changed meanwhile becomes a conflict instead.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from sync.engine.carrying import Carrying
from sync.engine.drive import Drive
from sync.engine.folders import Folders, free_name
from sync.engine.payloads import BlobPayload
from sync.engine.saving import following
from sync.engine.session import Lane
from sync.engine.treatments import FIRST_RETRY_SECONDS, TREATMENTS, Treatment
from sync.engine.workshop import Workshop
from sync.model.accounts import Service
from sync.model.faults import Fault, Gone, Rejected, Stale
from sync.model.ids import CollectionId, ItemId, OperationId, RemoteId
from sync.model.operations import Applied, DeleteItems, MoveAway, Operation, OperationState, RemoteOperation, UploadFile
from sync.model.pending import Pending
from sync.store.connection import Connection
from sync.store.item_rows import FileRow
from sync.store.read import files as read_files
from sync.store.read import items as read_items
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import outbox as read_outbox
from sync.store.write import outbox as write_outbox
from sync.store.write.settle import settle
from sync.store.write.touched import Touched

_log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
"""How often moves that wait are looked at."""


@dataclass(frozen=True, slots=True)
class Original:
    """An entry that moves: its row, the revision its server has, and the way from the top of the move down to it."""

    row: FileRow
    revision: str
    way: tuple[str, ...]


class Moving:
    """The moves of all accounts."""

    def __init__(self, shop: Workshop, drive: Drive, folders: Folders, resting: Callable[[], bool]) -> None:
        self._shop = shop
        self.carrying = Carrying(shop)
        self._resting = resting
        self._drive = drive
        self._folders = folders
        self._compared: dict[tuple[OperationId, int], set[tuple[ItemId, str]]] = {}

    async def begin(
        self, operation: OperationId, item: ItemId, collection: CollectionId, folder: ItemId | None, not_before: int = 0
    ) -> None:
        """Put a move into the outbox. Raises `Gone("file")`, `Rejected` `read_only` or `same_drive`."""
        row = self._shop.store.read(read_files.file, item)
        if row is None:
            raise Gone("file", file=item)
        if row.collection == collection:
            raise Rejected("same_drive")
        self._shop.writable(collection, Service.FILES)
        account = self._shop.writable(row.collection, Service.FILES)
        intention = MoveAway((item,), collection, folder, row.name)
        made = Operation(operation, account, intention, created=self._shop.clock.now_ms(), not_before=not_before)
        self._shop.notices.touched(await self._shop.store.write_durably(write_outbox.add, made))
        self._shop.notices.rows("operation")

    async def run(self) -> None:
        """Go on with what waits until cancelled."""
        while True:
            await self._shop.clock.sleep(LOOK_SECONDS)
            try:
                if not self._resting():
                    await self.look()
            except Fault as fault:
                _log.warning("moves go on later: %s", fault.code)

    async def look(self) -> None:
        """Take every move that is due a step further."""
        for operation in self._shop.store.read(read_outbox.due_of, MoveAway.kind, self._shop.clock.now_ms()):
            if isinstance(operation.intention, MoveAway):
                try:
                    if operation.intention.service is Service.FILES:
                        await self._go_on(operation, operation.intention)
                    else:
                        await self.carrying.go_on(operation, operation.intention)
                except Fault as fault:
                    await self._meet(operation, fault)

    async def _go_on(self, operation: Operation, intention: MoveAway) -> None:
        originals = self._shop.store.read(_originals, intention.items[0])
        if originals is None:
            return  # something of it is still on its way to the server
        if not originals:
            raise Gone("file", file=intention.items[0])
        intention = await self._copy(operation, intention, originals)
        if self._shop.store.read(_waits, [_step(operation, one) for one in originals]):
            return
        done = self._compared.setdefault((operation.id, operation.attempts), set())
        for one in originals:
            if not one.row.is_folder and (one.row.id, one.revision) not in done:
                await self._compare(operation, intention, one)
                done.add((one.row.id, one.revision))
        await self._delete(operation, originals)
        self._compared.pop((operation.id, operation.attempts), None)

    # --- copying

    async def _copy(self, operation: Operation, intention: MoveAway, originals: list[Original]) -> MoveAway:
        """Let what is not copied yet be copied; return the move with the name that its copy has."""
        top = originals[0]
        if not self._known(_step(operation, top)):
            name = self._shop.store.read(free_name, intention.target, intention.folder, top.row.name)
            intention = replace(intention, name=name)
            await self._shop.store.write_durably(write_outbox.revise, operation.id, intention)
        account = self._shop.writable(intention.target, Service.FILES)
        for one in originals:
            step = _step(operation, one)
            if self._known(step):
                continue
            above, name = self._place(intention, one)
            if one.row.is_folder:
                await self._folders.make(step, account, intention.target, above, name)
            else:
                await self._folders.add_copy(step, account, await self._upload(intention, one, above, name))
        self._shop.notices.rows("operation")
        self._shop.worker_of(account).wake_outbox()
        return intention

    async def _upload(self, intention: MoveAway, one: Original, above: ItemId | None, name: str) -> UploadFile:
        blob, size, revision = await self._drive.as_served(one.row.id)
        if revision != one.revision:
            raise Stale("changed_there")
        row = one.row
        return UploadFile(intention.target, above, name, blob, size, modified=row.modified, media_type=row.media_type)

    def _place(self, intention: MoveAway, one: Original) -> tuple[ItemId | None, str]:
        """Return the folder that holds the copy of an entry, and the copy's name. Raises `Gone("folder")`."""
        above = intention.folder
        names = (intention.name, *one.way[1:])
        for name in names[:-1]:
            row = self._shop.store.read(read_files.named, intention.target, above, name)
            if row is None or not row.is_folder:
                raise Gone("folder")
            above = row.id
        return above, names[-1]

    def _known(self, step: OperationId) -> bool:
        return self._shop.store.read(read_outbox.is_known, step)

    # --- comparing

    async def _compare(self, operation: Operation, intention: MoveAway, one: Original) -> None:
        """Write a copy once more: the same bytes there are left as they are, what got lost is there again afterwards.

        Raises `Stale` where something else is there.
        """
        above, name = self._place(intention, one)
        upload = await self._upload(intention, one, above, name)
        worker = self._shop.worker_of(self._shop.writable(intention.target, Service.FILES))
        step = _step(operation, one)
        target = self._shop.store.read(read_mailboxes.remote_id, intention.target)
        folder = self._shop.store.read(read_items.remote_items, (above,)).get(above) if above is not None else None
        if target is None or (above is not None and folder is None):
            raise Gone("folder")
        payload = BlobPayload(worker.place, step, upload.content, upload.size)
        within = folder[1].item if folder is not None else RemoteId("")
        asked = RemoteOperation(step, upload, target=target, payload=payload, folder=within)
        async with worker.session.alone(Service.FILES, Lane.UPLOAD) as protocol:
            await protocol.apply(asked)

    # --- deleting

    async def _delete(self, operation: Operation, originals: list[Original]) -> None:
        """End the move with the deletion of what was copied, in one transaction; not where the originals changed meanwhile."""
        files = [one.row.id for one in originals if not one.row.is_folder]
        folders = [one.row.id for one in reversed(originals) if one.row.is_folder]
        deletion = Operation(
            following(operation.id, 0),
            operation.account,
            DeleteItems((*files, *folders), Service.FILES),
            created=self._shop.clock.now_ms(),
        )

        def write(connection: Connection) -> Touched:
            now = _originals(connection, originals[0].row.id)
            if now is None or _revisions(now) != _revisions(originals):
                return Touched()
            return settle(connection, operation, Applied(), follow_up=(deletion,))

        self._shop.notices.touched(await self._shop.store.write_durably(write))
        self._shop.notices.rows("operation")
        self._shop.worker_of(operation.account).wake_outbox()

    async def _meet(self, operation: Operation, fault: Fault) -> None:
        """What passes by itself is waited for; anything else is shown, and the original stays."""
        _log.info("%s met %s:%s", operation.intention.kind, fault.kind, fault.code)
        if TREATMENTS[type(fault)] in (Treatment.PAUSE, Treatment.LATER):
            later = self._shop.clock.now_ms() + int(FIRST_RETRY_SECONDS * 1000)
            state = OperationState.QUEUED
        else:
            later, state = None, OperationState.REFUSED
        refused = state is OperationState.REFUSED
        shown = Rejected("not_moved", reason=fault.code) if isinstance(fault, Stale) else fault
        if self._shop.store.read(read_outbox.operation, operation.id) is None:
            return
        touched = await self._shop.store.write_durably(
            write_outbox.set_state, operation.id, state, fault=shown, not_before=later, attempt=refused
        )
        self._shop.notices.touched(touched)
        self._shop.notices.rows("operation")


def _step(operation: Operation, one: Original) -> OperationId:
    """Return the id of what copies an entry; trying again after a refusal copies anew."""
    return following(following(operation.id, operation.attempts), one.row.id)


def _waits(connection: Connection, steps: list[OperationId]) -> bool:
    return any(read_outbox.operation(connection, step) is not None for step in steps)


def _revisions(originals: list[Original]) -> list[tuple[ItemId, str]]:
    return [(one.row.id, "" if one.row.is_folder else one.revision) for one in originals]


def _originals(connection: Connection, item: ItemId) -> list[Original] | None:
    """Return an entry with everything in it, parents first; None where something of it still waits to be sent."""
    top = read_files.file(connection, item)
    if top is None:
        return []
    found: list[Original] = []
    waiting: list[tuple[FileRow, tuple[str, ...]]] = [(top, (top.name,))]
    while waiting:
        row, way = waiting.pop()
        known = read_items.truth(connection, row.id)
        if known is None or (row.id != item and row.pending is not Pending.NONE):
            return None
        if not row.is_folder and read_items.waiting_content(connection, row.id) is not None:
            return None
        found.append(Original(row, known[0], way))
        if row.is_folder:
            ids = read_files.ids(connection, row.collection, row.id)
            waiting += [(one, (*way, one.name)) for one in reversed(read_files.by_ids(connection, ids))]
    return found
