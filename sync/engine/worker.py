"""One account at work: its outbox, its cycle, its contents and its watch, each woken for its own reasons."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from functools import partial

from sync.engine.chat_history import History
from sync.engine.content import Contents
from sync.engine.cycle import Cycle
from sync.engine.downloads import Downloads
from sync.engine.intake import INTAKES
from sync.engine.notices import place_of
from sync.engine.outbox import Outbox
from sync.engine.scheduler import POLL_SECONDS, POLL_WITH_PUSH_SECONDS, Wakeable, spread
from sync.engine.workplace import Workplace
from sync.model.accounts import AccountCondition, Capability, Service
from sync.model.faults import Bug, Fault, Offline, Transient
from sync.model.ids import CollectionId, RemoteId
from sync.store.read import collections as read_collections
from sync.store.read import mailboxes as read_mailboxes

_log = logging.getLogger(__name__)

_DICE = random.Random()  # noqa: S311


class Worker:
    """Keeps one account going, from `start` to `stop`."""

    def __init__(self, place: Workplace, watched: Callable[[], CollectionId | None]) -> None:
        session, clock = place.session, place.clock
        self.session = session
        self.place = place
        self.outbox = Outbox(place, revisit=self.wake_collection)
        self.contents = Contents(place)
        self.downloads = Downloads(place)
        self.history = History(place)
        self._sending = Wakeable(self.outbox.run, session.failed, clock)
        self._synchronising = Wakeable(self._synchronise, session.failed, clock)
        self._fetching = Wakeable(self._fetch, self._fetch_failed, clock)
        self.cycle = Cycle(place, watched=watched, arrived=lambda: self._fetching.wake(patiently=True))
        self._store = place.store
        self._clock = clock
        self._nudged: set[CollectionId] = set()
        self._everything = True
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def busy(self) -> bool:
        """Whether something is under way that ought to be finished."""
        return bool(self._tasks) and any(one.busy for one in (self._sending, self._synchronising, self._fetching))

    def start(self) -> None:
        """Work until `stop`."""
        watches = (partial(self._watch, service) for service in self._services())
        own = (self._sending.run, self._synchronising.run, self._fetching.run)
        loops: tuple[Callable[[], Awaitable[None]], ...] = (*own, *watches)
        self._tasks = [asyncio.create_task(self._guarded(loop)) for loop in loops]

    async def stop(self) -> None:
        """Stop where it is safe to go on later, and leave the servers."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        await self.session.close()

    def wake(self) -> None:
        """Do everything now: the user asked, the network changed, or the machine woke up."""
        self._everything = True
        self._synchronising.wake()
        self._sending.wake()
        self._fetching.wake()

    def wake_outbox(self) -> None:
        """The user wants something."""
        self._sending.wake()

    def wake_contents(self) -> None:
        """Something is to be kept here that is not here yet."""
        self._fetching.wake()

    def wake_collection(self, collection: CollectionId) -> None:
        """Look at one collection soon."""
        self._nudged.add(collection)
        self._synchronising.wake(patiently=True)

    async def _synchronise(self) -> float | None:
        """Run a whole cycle, or only what was nudged."""
        nudged, self._nudged = self._nudged, set()
        everything, self._everything = self._everything or not nudged, False
        try:
            await self.session.show(AccountCondition.SYNCHRONISING)
            if everything:
                await self.cycle.run(self.outbox.run)
            else:
                for collection in nudged:
                    known = self._store.read(read_collections.place, collection)
                    if known is not None:
                        await self.cycle.collection(known[1], collection)
            await self.session.show(AccountCondition.ONLINE)
            self._sending.wake()  # rules may have put something into the outbox
        except BaseException:
            self._everything = True
            raise
        return spread(_DICE, POLL_WITH_PUSH_SECONDS if all(map(self._pushes, self._services())) else POLL_SECONDS)

    async def _fetch(self) -> float | None:
        await self.fetch_contents()
        return None

    async def fetch_contents(self) -> None:
        """Bring what is to be kept here: messages and talk as the policy wants them, files that are pinned."""
        if self.session.offers(Service.MAIL):
            await self.contents.run()
        if self.session.offers(Service.FILES):
            await self.downloads.run()
        if self.session.offers(Service.CHAT):
            await self.history.run()

    async def _fetch_failed(self, fault: Fault) -> None:
        """Contents can wait; the cycle finds out what is wrong with the account."""
        _log.info("contents of account %d: %s:%s", self.session.account.id, fault.kind, fault.code)

    async def _watch(self, service: Service) -> None:
        """Pass a service's nudges on; where its server stops pushing, come back with the next cycle."""
        while True:
            if self.session.condition is AccountCondition.ONLINE:
                try:
                    async for nudge in self.session.protocol(service).watch():
                        self._take(service, nudge.collection)
                except (Offline, Transient) as fault:
                    _log.info("watch of account %d: %s", self.session.account.id, fault.code)
                    self._synchronising.wake(patiently=True)
                if not self._pushes(service):
                    return
            await self._clock.sleep(spread(_DICE, 5.0))

    def _take(self, service: Service, name: RemoteId | None) -> None:
        account = self.session.account.id
        local = self._store.read(read_mailboxes.local_id, account, service, name) if name else None
        if local is None:
            self._everything = True
            self._synchronising.wake(patiently=True)
        else:
            self.wake_collection(local)

    def _services(self) -> list[Service]:
        return [service for service in INTAKES if self.session.offers(service)]

    def _pushes(self, service: Service) -> bool:
        return Capability.PUSH in self.session.protocol(service).capabilities

    async def _guarded(self, loop: Callable[[], Awaitable[None]]) -> None:
        """The outermost boundary of an account's work: whatever goes wrong is shown, and the account stays usable."""
        while True:
            try:
                await loop()
            except Fault as fault:
                await self.session.failed(fault)
            except Exception as error:
                _log.error("account %d met an unexpected %s", self.session.account.id, place_of(error))
                await self.session.failed(Bug("unexpected", error=type(error).__name__))
            else:
                return
            await self._clock.sleep(60.0)
