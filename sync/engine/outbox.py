"""The outbox of one account at work: operations leave in the order of the user's acts, each exactly once.

Operations on the same item wait for each other; one that is refused holds back only those that need what it would have
made. Before a request leaves, the operation is marked as running on disk, so that after a crash one knows what to look for.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine

from sync.engine import sending
from sync.engine.order import Key, keys_of, service_of
from sync.engine.requests import NotYet, OnItems, Request, next_request
from sync.engine.session import Lane
from sync.engine.treatments import TREATMENTS, Treatment, retry_seconds
from sync.engine.workplace import Workplace
from sync.model.accounts import Service
from sync.model.chat import CreateRoom
from sync.model.faults import Fault, Gone, Rejected, Stale, Uncertain
from sync.model.ids import CollectionId, OperationId
from sync.model.operations import (
    PAUSED,
    Applied,
    ChangeFlags,
    CopyItems,
    DeleteCollection,
    DeleteItems,
    EmptyCollection,
    Operation,
    OperationState,
    Submission,
)
from sync.rpc.messages import Undoable
from sync.serial import fault_to_json
from sync.store.connection import Connection
from sync.store.read import outbox as read_outbox
from sync.store.write import conflicts as write_conflicts
from sync.store.write import outbox as write_outbox
from sync.store.write.settle import settle, settle_part
from sync.store.write.touched import Touched

_log = logging.getLogger(__name__)

HARMFUL_TWICE = Submission | CopyItems | CreateRoom
"""What must not be done a second time without having looked."""
LARGE = 1024 * 1024
"""Octets above which a payload travels on a lane of its own, so that changes and other operations go on meanwhile."""
_MOOT_WHEN_GONE = ChangeFlags | DeleteItems | EmptyCollection | DeleteCollection


class GivenUp(Exception):
    """The user gave up something that was on its way, or lets it wait."""


class Outbox:
    """Carries out one account's operations."""

    def __init__(self, place: Workplace, *, revisit: Callable[[CollectionId], None]) -> None:
        self._place = place
        self._session = place.session
        self._store = place.store
        self._parsing = place.parsing
        self._notices = place.notices
        self._clock = place.clock
        self._revisit = revisit
        self._running: dict[Service, asyncio.Lock] = {}
        self._under_way: dict[OperationId, asyncio.Task[Applied | None]] = {}
        self._given_up: dict[OperationId, asyncio.Event] = {}
        self._paused: set[OperationId] = set()

    async def run(self, only: Service | None = None) -> float | None:
        """Carry out all that is due (`only` of one service); return the seconds until the next one is, None where none waits.

        Services go side by side: one that has to wait, or is busy with something large, holds no other up. Raises the first
        fault for which one has to wait.
        """
        services = [only] if only else list(dict.fromkeys(service_of(one.intention) for one in self._operations()))
        ended = await asyncio.gather(*(self._run(service) for service in services), return_exceptions=True)
        for one in ended:
            if one is not None:
                raise one
        times = [
            operation.not_before
            for operation in self._operations()
            if operation.state is OperationState.QUEUED and self._clock.now_ms() < operation.not_before < PAUSED
        ]
        return max(min(times) - self._clock.now_ms(), 1) / 1000 if times else None

    async def _run(self, service: Service) -> None:
        async with self._running.setdefault(service, asyncio.Lock()):
            while await self._pass(service):
                continue

    async def _pass(self, service: Service) -> bool:
        """Go through a service's operations once; return whether anything moved (follow-ups may be waiting now)."""
        moved = False
        held: set[Key] = set()
        for listed in self._operations():
            keys = keys_of(listed.intention)
            operation = self._store.read(read_outbox.operation, listed.id)
            if operation is None or service_of(listed.intention) is not service:
                continue
            if keys & held:
                held |= keys
            elif operation.state is OperationState.UNCERTAIN and not operation.fault_kind:
                moved = await self._look(operation) or moved
            elif operation.state is OperationState.QUEUED and operation.not_before <= self._clock.now_ms():
                moved = await self._carry_out(operation) or moved
            if self._still_waits(operation.id):
                held |= keys
        return moved

    def _operations(self) -> list[Operation]:
        return self._store.read(read_outbox.operations_of, self._session.account.id)

    def _still_waits(self, item: OperationId) -> bool:
        now = self._store.read(read_outbox.operation, item)
        return now is not None and now.state not in (OperationState.REFUSED, OperationState.CONFLICT)

    async def _carry_out(self, operation: Operation) -> bool:
        try:
            if isinstance(operation.intention, Submission) and operation.intention.recipients:
                return await self._submit(operation, operation.intention)
            return await self._apply(operation)
        except NotYet:
            return False
        except GivenUp:
            return await self._take_back(operation)
        except Fault as fault:
            return await self._meet(operation, fault)
        except asyncio.CancelledError:
            self._interrupted(operation)
            raise

    async def _take_back(self, operation: Operation) -> bool:
        if operation.id in self._paused:
            self._paused.discard(operation.id)
            await self._set(operation, OperationState.QUEUED, not_before=PAUSED)
            self._given_up.pop(operation.id).set()
            return True
        await self._set(operation, OperationState.QUEUED)
        _, touched = await self._store.write_durably(write_outbox.discard, operation.id)
        self._done(touched)
        self._given_up.pop(operation.id).set()
        return True

    async def _submit(self, operation: Operation, intention: Submission) -> bool:
        payload = await sending.payload(self._store, intention)
        if not await self._mark_running(operation):
            return False
        async with self._session.alone(Service.SUBMISSION, sending.LANE) as protocol:
            await protocol.apply(sending.submission(operation, intention, payload))
        await self._accepted(operation, intention)
        return True

    async def _accepted(self, operation: Operation, intention: Submission, applied: Applied | None = None) -> None:
        """The message is out: from here on, only its copy in Sent and its traces remain to be brought about."""
        self._done(await sending.accepted(self._store, self._parsing, operation, intention, applied))

    async def _apply(self, operation: Operation) -> bool:
        """Ask the protocol, collection by collection; what each answer says is kept before the next request."""
        service = service_of(operation.intention)
        if not self._session.offers(service):
            raise Rejected("no_service", service=service)
        turn = self._session.turn(service)
        while True:
            async with turn.taken():
                request = await next_request(self._place, operation)
                if request is None:
                    self._done(await self._store.write_durably(settle, operation, Applied()))
                    return True
                large = request.remote.payload.size > LARGE
                if not large:
                    if not await self._mark_running(operation):
                        return False
                    applied = await self._session.protocol(service).apply(request.remote)
                    following = await self._settle(operation, request, applied)
            if large:
                sent = await self._stoppable(operation, self._send_large(operation, request))
                if sent is None:
                    return False
                async with turn.taken():
                    following = await self._settle(operation, request, sent)
            if following is None:
                return True
            operation = following

    async def _send_large(self, operation: Operation, request: Request) -> Applied | None:
        """Apply something large on a lane of its own; None where it was taken back meanwhile."""
        if not await self._mark_running(operation):
            return None
        async with self._session.alone(service_of(operation.intention), Lane.UPLOAD) as protocol:
            return await protocol.apply(request.remote)

    async def _stoppable(self, operation: Operation, asked: Coroutine[None, None, Applied | None]) -> Applied | None:
        """Wait for something large, unless the user gives it up meanwhile: from its first step on. Raises `GivenUp`."""
        task = self._under_way[operation.id] = asyncio.create_task(asked)
        try:
            return await task
        except asyncio.CancelledError:
            if operation.id in self._given_up:
                raise GivenUp from None
            raise
        finally:
            self._under_way.pop(operation.id, None)

    async def give_up(self, item: OperationId) -> bool:
        """Stop something large that is on its way and take it back; return whether it was on its way."""
        task = self._under_way.get(item)
        if task is None:
            return False
        over = self._given_up[item] = asyncio.Event()
        task.cancel()
        await over.wait()
        return True

    async def pause(self, item: OperationId) -> None:
        """Let an operation wait until the user lets it go on (`write_outbox.retry`); something large stops where it is.

        Raises `Gone`, `Rejected("already_running")` for something small that is on its way.
        """
        if item in self._under_way:
            self._paused.add(item)
            await self.give_up(item)
            return
        operation = self._store.read(read_outbox.operation, item)
        if operation is None:
            raise Gone("operation", operation=item)
        if operation.state is not OperationState.QUEUED:
            raise Rejected("already_running")
        await self._set(operation, OperationState.QUEUED, not_before=PAUSED)

    async def _settle(self, operation: Operation, request: Request, applied: Applied) -> Operation | None:
        """Write an answer into truth; return what is left of the operation, None where nothing is."""
        if any(one.now is not None and not one.now.base for one in applied.landed):
            self._look_again_at(operation)
        if request.last or not isinstance(operation.intention, OnItems):
            self._done(await self._store.write_durably(settle, operation, applied))
            return None
        self._done(await self._store.write_durably(settle_part, operation, request.items, applied))
        return self._store.read(read_outbox.operation, operation.id)

    async def _mark_running(self, operation: Operation) -> bool:
        """Note on disk that a request is about to leave; return False where the user was faster and took it back."""
        touched = await self._store.write_durably(_mark_running, operation.id)
        if touched is None:
            return False
        self._done(touched)
        return True

    async def _meet(self, operation: Operation, fault: Fault) -> bool:
        """Do with an operation what the table says; return whether anything moved. Raises what pauses the account."""
        _log.info("%s met %s:%s", operation.intention.kind, fault.kind, fault.code)
        match TREATMENTS[type(fault)]:
            case Treatment.PAUSE:
                await self._set(operation, OperationState.QUEUED, fault)
                raise fault
            case Treatment.LATER:
                seconds = retry_seconds(fault, operation.attempts)
                not_before = self._clock.now_ms() + int(seconds * 1000)
                await self._set(operation, OperationState.QUEUED, fault, not_before=not_before, attempt=True)
            case Treatment.LOOK:
                await self._set(operation, OperationState.UNCERTAIN)
                return await self._look(operation)
            case Treatment.CONFLICT:
                theirs = fault.theirs if isinstance(fault, Stale) else ""
                await self._store.write_durably(write_conflicts.add, operation, theirs=theirs)
                await self._set(operation, OperationState.CONFLICT, fault)
                self._notices.rows("conflict")
                self._look_again_at(operation)
            case Treatment.REFUSE if isinstance(fault, Gone) and isinstance(operation.intention, _MOOT_WHEN_GONE):
                await self._set(operation, OperationState.QUEUED)
                _, touched = await self._store.write_durably(write_outbox.discard, operation.id)
                self._done(touched)
                return True
            case Treatment.REFUSE:
                await self._set(operation, OperationState.REFUSED, fault, attempt=True)
                self._ask(operation, fault)
        return False

    async def _look(self, operation: Operation) -> bool:
        """Find out whether an operation of which the answer was lost took effect; ask the user where that cannot be told."""
        service = service_of(operation.intention)
        if not self._session.offers(service):
            return await self._cannot_tell(operation, Uncertain("no_sent_mailbox"))
        try:
            async with self._session.turn(service).taken():
                request = await next_request(self._place, operation)
                if request is None:
                    self._done(await self._store.write_durably(settle, operation, Applied()))
                    return True
                applied = await self._session.protocol(service).settled(request.remote)
        except NotYet:
            return False
        except Stale as fault:
            return await self._meet(operation, fault)
        except (Uncertain, Gone) as fault:
            return await self._cannot_tell(operation, Uncertain("cannot_tell", reason=fault.code))
        if applied is None and isinstance(operation.intention, Submission) and operation.intention.recipients:
            return await self._cannot_tell(operation, Uncertain("sending_unknown"))
        if applied is None:
            await self._set(operation, OperationState.QUEUED)
        elif isinstance(operation.intention, Submission) and operation.intention.recipients:
            await self._accepted(operation, operation.intention, applied)
        elif await self._settle(operation, request, applied) is not None:
            await self._set(operation, OperationState.QUEUED)
        return True

    async def _cannot_tell(self, operation: Operation, fault: Uncertain) -> bool:
        if isinstance(operation.intention, HARMFUL_TWICE):
            await self._set(operation, OperationState.UNCERTAIN, fault, attempt=True)
            self._ask(operation, fault)
            return False
        not_before = self._clock.now_ms() + int(retry_seconds(fault, operation.attempts) * 1000)
        await self._set(operation, OperationState.QUEUED, fault, not_before=not_before, attempt=True)
        return False

    async def settle_by_user(self, item: OperationId) -> None:
        """The person says that an uncertain operation took effect. Raises `Gone`, `Rejected("not_uncertain")`."""
        operation = self._store.read(read_outbox.operation, item)
        if operation is None:
            raise Gone("operation", operation=item)
        if operation.state is not OperationState.UNCERTAIN:
            raise Rejected("not_uncertain")
        if isinstance(operation.intention, Submission) and operation.intention.recipients:
            await self._accepted(operation, operation.intention)
        else:
            self._done(await self._store.write_durably(settle, operation, Applied()))

    def _look_again_at(self, operation: Operation) -> None:
        """Let the collections that an operation is about be compared soon: the server has what is not known here."""
        for collection in self._store.read(read_outbox.collections_of, operation.id):
            self._revisit(collection)

    def _interrupted(self, operation: Operation) -> None:
        """The work was cancelled on the way: note without waiting what is known."""
        self._store.writer.submit(lambda connection: _note_interrupted(connection, operation), durable=True)

    async def _set(
        self,
        operation: Operation,
        state: OperationState,
        fault: Fault | None = None,
        *,
        not_before: int | None = None,
        attempt: bool = False,
    ) -> None:
        self._done(
            await self._store.write_durably(
                write_outbox.set_state, operation.id, state, fault=fault, not_before=not_before, attempt=attempt
            )
        )

    def _ask(self, operation: Operation, fault: Fault) -> None:
        self._notices.tell(Undoable(operation.id, *fault_to_json(fault)))

    def _done(self, touched: Touched) -> None:
        self._notices.touched(touched)
        self._notices.rows("operation")


def _mark_running(connection: Connection, item: OperationId) -> Touched | None:
    operation = read_outbox.operation(connection, item)
    if operation is None or operation.state not in (OperationState.QUEUED, OperationState.RUNNING):
        return None
    return write_outbox.set_state(connection, item, OperationState.RUNNING)


def _note_interrupted(connection: Connection, operation: Operation) -> Touched:
    now = read_outbox.operation(connection, operation.id)
    if now is None or now.state is not OperationState.RUNNING:
        return Touched()
    harmful = isinstance(now.intention, HARMFUL_TWICE)
    return write_outbox.set_state(connection, now.id, OperationState.UNCERTAIN if harmful else OperationState.QUEUED)
