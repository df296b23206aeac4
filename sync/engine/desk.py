"""Everything that works while the store is open: put together on unlocking, taken apart before locking."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from sync.engine import intake_chat
from sync.engine.accounts import Accounts
from sync.engine.answering import Answering
from sync.engine.availabilities import Availabilities
from sync.engine.beside import Beside
from sync.engine.chatting import Chatting
from sync.engine.checkouts import Checkouts
from sync.engine.clock import Clock, Jumps
from sync.engine.composing import Composing
from sync.engine.directories import Directories
from sync.engine.documents import Documents
from sync.engine.drive import Drive
from sync.engine.folders import Folders
from sync.engine.household.taking_in import TakingIn
from sync.engine.household.writing_out import WritingOut
from sync.engine.inviting import Inviting
from sync.engine.ledger import Ledger
from sync.engine.moving import Moving
from sync.engine.notices import Notices, place_of
from sync.engine.onward import Onward
from sync.engine.opened import OpenStore
from sync.engine.outside import Outside
from sync.engine.parsing import Parsing
from sync.engine.reading import Reading
from sync.engine.reminding import Reminding
from sync.engine.ruling import Ruling
from sync.engine.saving import Saving
from sync.engine.seals.keyring import Keyring
from sync.engine.seals.opening import Opening
from sync.engine.seals.sealing import Sealing
from sync.engine.search import Indexer
from sync.engine.session import MakeProtocol
from sync.engine.sovereignty import Sovereignty
from sync.engine.talking import Talking
from sync.engine.waking import Waking
from sync.engine.weaving import weave_what_is_missing
from sync.engine.workshop import Workshop
from sync.model.faults import Fault
from sync.model.ids import AccountId, CollectionId
from sync.store.keys import Keys
from sync.store.write import housekeeping
from sync.store.write import outbox as write_outbox

_log = logging.getLogger(__name__)

LOOK_SECONDS = 10.0
"""How often the clocks and the network's addresses are looked at."""
HOUSEKEEPING_SECONDS = 6 * 3600.0


class Desk:
    """The open store with its accounts at work."""

    def __init__(
        self,
        profile: Path,
        keys: Keys,
        *,
        parsing: Parsing,
        notices: Notices,
        sovereignty: Sovereignty,
        make: MakeProtocol,
        clock: Clock,
    ) -> None:
        self.store = OpenStore(profile, keys)
        self.watched: CollectionId | None = None
        self.offline = False
        self.backing_up = asyncio.Lock()
        self._turning = asyncio.Lock()
        self.indexer = Indexer(self.store, parsing)
        self.accounts = Accounts(
            self.store, parsing, notices, self.indexer, sovereignty, make, clock, lambda: self.watched
        )
        self.keyring = Keyring(self.store, parsing, notices)
        self.opening = Opening(self.store, parsing, self.keyring, clock, sovereignty.trust)
        self.sealing = Sealing(self.store, self.keyring, clock)
        self.reading = Reading(self.store, parsing, notices, self.indexer, self.accounts.session, self.opening)
        self.outside = Outside(self.store, parsing, self.opening)
        self.documents = Documents(self.store, parsing, notices)
        self.composing = Composing(self.store, parsing, notices, self.reading, self.sealing, clock)
        self.ledger = Ledger(self.store, sovereignty.gate, sovereignty.jurisdiction, notices, clock)
        self._notices = notices
        self.shop = Workshop(self.store, parsing, notices, clock, self.accounts.worker)
        self.saving = Saving(self.shop)
        self.taking_in = TakingIn(self.shop)
        self.writing_out = WritingOut(self.store, self.reading)
        self.reminding = Reminding(self.store, notices, clock)
        self.availabilities = Availabilities(self.shop)
        self.waking = Waking(self.store, notices, clock, self._wake_outbox)
        self.directories = Directories(self.shop)
        self.inviting = Inviting(self.shop, self.composing, self.saving)
        self.answering = Answering(self.shop, self.reading, self.composing, self.saving)
        self.onward = Onward(self.shop, self.reading)
        self.drive = Drive(self.shop)
        self.folders = Folders(self.shop, self.drive)
        self.moving = Moving(self.shop, self.drive, self.folders, lambda: self.offline)
        self.beside = Beside(self.shop)
        self.checkouts = Checkouts(profile, self.shop, self.drive)
        self.chatting = Chatting(self.shop)
        self.ruling = Ruling(self.shop, self.accounts)
        self.talking = Talking(self.shop)
        self._clock = clock
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def busy(self) -> bool:
        """Whether something is under way that ought to be finished."""
        return self.accounts.busy or self.indexer.waiting > 0

    async def open(self) -> None:
        """Look after what a crash may have left, and load the accounts."""
        await self.store.write_durably(write_outbox.recover)
        self.accounts.load()
        await self.checkouts.check_all_in()

    def start(self) -> None:
        """Let everything work."""
        loops = (self._index(), self._index_posts(), self._weave(), self._look_around(), self._keep_house(), self._keep_ledger())
        lookers = (self.checkouts.run(), self.moving.run(), self.reminding.run(), self.waking.run())
        self._tasks = [asyncio.create_task(work) for work in (*loops, *lookers)]
        if not self.offline:
            self.accounts.start()

    async def set_offline(self, offline: bool) -> None:
        """Work offline on purpose, or end that."""
        async with self._turning:  # stopping takes a moment, in which the person may change their mind
            if offline == self.offline:
                return
            self.offline = offline
            if offline:
                await self.accounts.go_offline()
            else:
                self.accounts.start()

    async def close(self) -> None:
        """Stop everything, finish what is queued, let the profile go."""
        await self.taking_in.stop()
        await self.accounts.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.checkouts.check_all_in()
        try:
            await self.ledger.write()
        except Fault as fault:
            _log.warning("ledger not written: %s", fault.code)
        await asyncio.to_thread(self.store.close)

    def _wake_outbox(self, account: AccountId | None) -> None:
        if not self.offline:
            self.accounts.wake_outbox(account)

    async def _index(self) -> None:
        """The search index's outermost boundary: an index that fails is left for the next start."""
        try:
            await self.indexer.run()
        except Exception as error:
            _log.error("search index stopped: %s", place_of(error))

    async def _index_posts(self) -> None:
        try:
            await intake_chat.catch_up(self.store)
        except Fault as fault:
            _log.warning("posts indexed later: %s", fault.code)

    async def _weave(self) -> None:
        try:
            await weave_what_is_missing(self.store, self._notices)
        except Fault as fault:
            _log.warning("conversations woven later: %s", fault.code)

    async def _look_around(self) -> None:
        """Wake the accounts after the machine slept or the network changed."""
        jumps, addresses = Jumps(self._clock), frozenset[tuple[str, str]]()
        while True:
            await self._clock.sleep(LOOK_SECONDS)
            before, addresses = addresses, _addresses()
            if (jumps.happened() or (before and before != addresses)) and not self.offline:
                _log.info("the machine slept or the network changed")
                self.accounts.wake()

    async def _keep_ledger(self) -> None:
        """Write the ledger; one write that fails (a full disk) keeps nothing else from working."""
        while True:
            try:
                await self.ledger.run()
            except Fault as fault:
                _log.warning("ledger not written: %s", fault.code)

    async def _keep_house(self) -> None:
        """Win back the space of blobs that nothing speaks of."""
        while True:
            await self._clock.sleep(HOUSEKEEPING_SECONDS)
            try:
                async with self.backing_up:
                    await self.store.write(housekeeping.collect, self.store.writer.blobs)
                    await self.store.write(housekeeping.sweep, self.store.writer.blobs)
            except Fault as fault:
                _log.warning("housekeeping put off: %s", fault.code)


def _addresses() -> frozenset[tuple[str, str]]:
    """Return the network addresses that this machine has."""
    import psutil  # 50 ms that no start has to wait for

    try:
        return frozenset((name, one.address) for name, found in psutil.net_if_addrs().items() for one in found)
    except OSError:
        return frozenset()
