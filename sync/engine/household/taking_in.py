"""Mail of other programs taken into an account: by folder, through the outbox, on from where it was stopped."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sync.engine.household.shelves import Kept, Shelf, messages, shelves
from sync.engine.workshop import Workshop
from sync.model.faults import Fault, Rejected
from sync.model.ids import AccountId, CollectionId, new_operation_id
from sync.model.mail import Envelope
from sync.model.operations import AddMessage, CreateCollection, Operation
from sync.store.connection import Connection
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import outbox as read_outbox
from sync.store.read import taking_in as read_taking_in
from sync.store.write import outbox as write_outbox
from sync.store.write import taking_in as write_taking_in

_log = logging.getLogger(__name__)

WAITING_MOST = 400
"""Messages in the outbox at a time: the rest stays on the disk until the server has taken those."""
BATCH = 100
BATCH_OCTETS = 8 * 1024 * 1024
TOLD_MOST = 200
_LOOK_SECONDS = 0.2


@dataclass(slots=True)
class State:
    """How far it is. `left_out` are folder, number of the message in it and reason of what could not be read."""

    running: bool = False
    folders: int = 0
    done: int = 0
    total: int = 0
    added: int = 0
    skipped: int = 0
    left_out: list[tuple[str, int, str]] = field(default_factory=list)
    fault: tuple[str, str] = ("", "")


class TakingIn:
    """One at a time for a profile."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop
        self._store = shop.store
        self._task: asyncio.Task[None] | None = None
        self.state = State()

    async def begin(self, path: Path, account: AccountId, parent: CollectionId | None) -> None:
        """Begin with a file, a folder or a profile; its folders go beneath `parent`, or to the top of the account.

        Raises `Rejected`: `file_unreadable`, `nothing_to_take_in`, `taking_in_already`.
        """
        if self._task is not None and not self._task.done():
            raise Rejected("taking_in_already")
        try:
            found = await asyncio.to_thread(shelves, path)
        except OSError as error:
            raise Rejected("file_unreadable", path=path.name) from error
        if not found:
            raise Rejected("nothing_to_take_in", path=path.name)
        self._shop.worker_of(account)  # an account that is no more is told at once
        self.state = State(True, len(found), 0, sum(one.size for one in found))
        self._task = asyncio.create_task(self._run(found, account, parent))

    async def stop(self) -> None:
        """Stop; what is in the outbox goes on, and another beginning goes on behind it."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self.state.running = False

    async def _run(self, found: list[Shelf], account: AccountId, parent: CollectionId | None) -> None:
        try:
            before = 0
            for shelf in found:
                target = await self._target(account, parent, shelf.names)
                await self._take(shelf, account, target, before)
                before += shelf.size
                self.state.done = before
        except Fault as fault:
            _log.warning("taking in stopped: %s", fault.code)
            self.state.fault = (fault.kind, fault.code)
        except OSError:
            self.state.fault = (Rejected.kind, "file_unreadable")
        finally:
            self.state.running = False

    async def _target(self, account: AccountId, parent: CollectionId | None, names: tuple[str, ...]) -> CollectionId:
        """Return the mailbox for a folder, made where there is none of that name."""
        for name in names:
            boxes = self._store.read(read_mailboxes.mailboxes, account)
            found = next((box.id for box in boxes if box.parent == parent and box.name.casefold() == name.casefold()), None)
            if found is None:
                item = new_operation_id()
                made = CreateCollection(name, parent)
                operation = Operation(item, account, made, created=self._shop.clock.now_ms())
                self._shop.notices.touched(await self._store.write_durably(write_outbox.add, operation))
                kept = self._store.read(read_outbox.operation, item)
                if kept is None or not isinstance(kept.intention, CreateCollection) or kept.intention.placeholder is None:
                    raise Rejected("folder_not_made", name=name)
                found = kept.intention.placeholder
            parent = found
        if parent is None:
            raise Rejected("nothing_to_take_in")
        return parent

    async def _take(self, shelf: Shelf, account: AccountId, target: CollectionId, before: int) -> None:
        source = str(shelf.path.absolute())
        begun = self._store.read(read_taking_in.place, source, target)
        walk, number, octets, ended = messages(shelf, begun), 0, 0, False
        while not ended:
            batch, ended = await asyncio.to_thread(_batch, walk)
            if not batch:
                break
            first, number = number + 1, number + len(batch)
            for place, one in enumerate(batch, first):
                if one.reason and len(self.state.left_out) < TOLD_MOST:
                    self.state.left_out.append(("/".join(shelf.names), place, one.reason))
            await self._add([one for one in batch if one.raw], account, target, source, batch[-1].place)
            self.state.skipped += sum(not one.raw for one in batch)
            octets += sum(len(one.raw) for one in batch)
            self.state.done = before + min(batch[-1].place if shelf.kind == "mbox" else octets, shelf.size)

    async def _add(self, kept: list[Kept], account: AccountId, target: CollectionId, source: str, place: int) -> None:
        heads = [one.raw[:_HEAD].partition(b"\r\n\r\n")[0].partition(b"\n\n")[0] + b"\r\n\r\n" for one in kept]
        said = await self._shop.parsing.headers(heads)
        now = self._shop.clock.now_ms()

        def write(connection: Connection) -> None:
            names = self._store.writer.blobs.put_many(connection, [one.raw for one in kept])
            for one, envelope, name in zip(kept, said, names, strict=True):
                intention = AddMessage(target, name, one.flags, one.keywords, one.received)
                write_outbox.add(connection, Operation(new_operation_id(), account, _known(intention, envelope), created=now))
            write_taking_in.note(connection, source, target, place)

        await self._store.write_durably(write)
        self.state.added += len(kept)
        self._shop.notices.rows("operation")
        self._shop.worker_of(account).wake_outbox()
        while self._store.read(read_taking_in.waiting, account) > WAITING_MOST:
            await self._shop.clock.sleep(_LOOK_SECONDS)


_HEAD = 64 * 1024


def _known(intention: AddMessage, envelope: Envelope | None) -> AddMessage:
    """Return the intention with what the header says: it is known again by its Message-ID, and sorted by its date."""
    if envelope is None:
        return intention
    date = envelope.date if 0 < envelope.date < 4_102_444_800 else intention.received
    return replace(intention, message_id=envelope.message_id, subject=envelope.subject[:200], received=date)


def _batch(walk: Iterator[Kept]) -> tuple[list[Kept], bool]:
    """Return the next messages of a walk, bounded in number and octets, and whether it has ended."""
    batch: list[Kept] = []
    octets = 0
    for one in walk:
        batch.append(one)
        octets += len(one.raw)
        if len(batch) >= BATCH or octets >= BATCH_OCTETS:
            return batch, False
    return batch, True
