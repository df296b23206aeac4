"""The window's link to the engine: commands and notices, and read-only connections to the store."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from PySide6.QtCore import QObject, QThreadPool, Signal

from sync.model.faults import Bug, Fault, Offline, StoreFault, Transient
from sync.rpc import messages as m
from sync.store.connection import Connection, open_reader, open_search
from sync.store.keys import Keys

_log = logging.getLogger(__name__)

ASK_SECONDS = 30.0
_PAUSES = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
"""Seconds between tries to find the engine again; the last one repeats."""

ONCE: tuple[type[m.Frame], ...] = (
    m.CreateStore, m.Unlock, m.Lock, m.ChangePassphrase, m.UseKeyring, m.NewRecoveryCode, m.BackUp, m.AddAccount,
    m.SignInByBrowser, m.KeepFile, m.KeepPath, m.Verify, m.Stop,
)  # fmt: skip
"""Commands that are not sent again when the engine went away before it answered: asking twice is not the same as once."""

SESSION: tuple[type[m.Frame], ...] = (
    m.StoreState, m.CreateStore, m.Unlock, m.GetStoreKey, m.Diagnose, m.Stop,
)  # fmt: skip
"""Commands that a locked engine answers; all others wait until the store is open."""

Result = TypeVar("Result")
ReplyKind = TypeVar("ReplyKind", bound=m.Frame)


class Client(Protocol):
    """What the link needs of a connection (`sync.rpc.client.Client`)."""

    @property
    def closed(self) -> asyncio.Future[None]:
        """Done as soon as the other side is gone."""

    async def ask(self, command: m.Command, timeout: float = ASK_SECONDS) -> m.Reply | m.Parsed:  # noqa: ASYNC109
        """Ask and return the answer."""

    async def close(self) -> None:
        """Close the connection."""


Connect = Callable[[Callable[[m.Notice], None]], Awaitable[Client]]


class Session(StrEnum):
    """Where the store stands, as the window sees it."""

    LOST = "lost"
    """No engine: what was read stays on the screen, nothing new comes."""
    NO_STORE = "no_store"
    LOCKED = "locked"
    OPEN = "open"


class Link(QObject):
    """Commands to the engine, notices from it, and the store for reading.

    When the engine went away, asks that change something wait and are sent again with the same id once it is back and
    its store is open; reading goes on meanwhile.
    """

    notice_received = Signal(object)
    engine_lost = Signal()
    engine_back = Signal()
    session_changed = Signal(str)

    def __init__(self, profile: Path, connect: Connect, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._connect = connect
        self._client: Client | None = None
        self._keys: Keys | None = None
        self._reader: Connection | None = None
        self._search: Connection | None = None
        self._session = Session.LOST
        self._locked = False
        """On purpose: only the person opens it again."""
        self._connected = asyncio.Event()
        self._opened = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.state = m.StoreStateAnswer(False, False, False, False, False)
        """What the engine last said of the store on this machine."""

    @property
    def session(self) -> Session:
        """Where the store stands."""
        return self._session

    @property
    def profile(self) -> Path:
        """The folder of the store and of this machine's files."""
        return self._profile

    def start(self) -> None:
        """Find the engine, and find it again whenever it goes away."""
        self._task = asyncio.get_event_loop().create_task(self._keep_connected())

    async def close(self) -> None:
        """Leave the engine and the store."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        client, self._client = self._client, None
        self._connected.clear()  # what is asked now waits, until its time is over
        if client is not None:
            await client.close()
        self._forget_store()

    # --- asking

    async def ask(self, command: m.Command, timeout: float = ASK_SECONDS) -> m.Reply:  # noqa: ASYNC109
        """Ask the engine and return its reply. Raises its fault.

        `timeout` is in seconds, over all tries. Raises `Offline("engine_gone")` where the engine did not come back in time,
        or went away under a command of `ONCE`; `StoreFault("locked")` for a command that needs the open store.
        """
        try:
            async with asyncio.timeout(timeout):
                return await self._ask_until_answered(command, timeout)
        except TimeoutError as error:
            raise Offline("engine_gone") from error

    async def ask_for(
        self,
        command: m.Command,
        kind: type[ReplyKind],
        timeout: float = ASK_SECONDS,  # noqa: ASYNC109
    ) -> ReplyKind:
        """Ask and return the reply, which has to be of `kind` (`Bug("bad_reply")` otherwise)."""
        reply = await self.ask(command, timeout)
        if not isinstance(reply, kind):
            raise Bug("bad_reply", reply=type(reply).__name__)
        return reply

    async def _ask_until_answered(self, command: m.Command, timeout: float) -> m.Reply:  # noqa: ASYNC109
        while True:
            await self._connected.wait()
            if not isinstance(command, SESSION):
                if self._session in (Session.LOCKED, Session.NO_STORE):
                    raise StoreFault("locked")
                await self._opened.wait()
            client = self._client
            if client is None:
                continue
            try:
                return cast("m.Reply", await client.ask(command, timeout))
            except Offline as fault:
                if fault.code != "engine_gone" or isinstance(command, ONCE):
                    raise
                self._lose(client)

    # --- the session

    async def create(self, passphrase: str, use_keyring: bool) -> str:
        """Create the store and open it. Returns the recovery code, to be shown once."""
        reply = await self.ask_for(m.CreateStore(passphrase, use_keyring), m.StoreKey, 60)
        self._open(reply.key)
        return reply.recovery_code

    async def unlock(self, passphrase: str = "", recovery_code: str = "") -> None:
        """Open the store by keyring (nothing given), passphrase or recovery code. Raises `StoreFault`."""
        reply = await self.ask_for(m.Unlock(passphrase, recovery_code), m.StoreKey, 60)
        self._open(reply.key)

    async def refresh_state(self) -> None:
        """Ask again what there is on this machine: after a way of opening the store was added or taken away."""
        self.state = await self.ask_for(m.StoreState(), m.StoreStateAnswer)

    async def lock(self) -> None:
        """Forget the key here and make the engine end with its own; the keyring does not open it again by itself."""
        self._locked = True
        try:
            await self.ask(m.Lock(), 10)
        finally:
            self._forget_store()
            self._enter(Session.LOCKED)

    async def _keep_connected(self) -> None:
        failures = 0
        while True:
            try:
                client = await self._connect(self._receive)
            except Fault as fault:
                _log.info("engine not reached: %s:%s", fault.kind, fault.code)
                await asyncio.sleep(_PAUSES[min(failures, len(_PAUSES) - 1)])
                failures += 1
                continue
            failures = 0
            self._client = client
            try:
                await self._enter_store(client)
                await asyncio.shield(client.closed)
            except Fault as fault:
                _log.warning("engine lost while entering: %s:%s", fault.kind, fault.code)
                await client.close()
            self._lose(client)

    def _lose(self, client: Client) -> None:
        if self._client is client:
            self._client = None
            self._connected.clear()
            if self._session is Session.OPEN:
                self._enter(Session.LOST)
            self.engine_lost.emit()

    async def _enter_store(self, client: Client) -> None:
        state = await client.ask(m.StoreState(), ASK_SECONDS)
        if not isinstance(state, m.StoreStateAnswer):
            raise Bug("bad_reply", reply=type(state).__name__)
        self.state = state
        self._connected.set()
        key = await self._key(client, state)
        self.engine_back.emit()
        if key is not None:
            self._open(key)
        else:
            self._enter(Session.LOCKED if state.exists else Session.NO_STORE)

    async def _key(self, client: Client, state: m.StoreStateAnswer) -> bytes | None:
        """Return the store's key where no one has to be asked for it: already unlocked, or kept in the keyring."""
        if not state.exists or state.fault_code:
            return None
        command: m.Command | None = None
        if state.unlocked:
            command = m.GetStoreKey()
        elif state.keyring_slot and state.keyring_usable and not self._locked:
            command = m.Unlock()
        if command is None:
            return None
        try:
            reply = await client.ask(command, 60)
        except (StoreFault, Transient) as fault:
            _log.warning("store not opened by itself: %s", fault.code)
            return None
        return reply.key if isinstance(reply, m.StoreKey) else None

    def _open(self, key: bytes) -> None:
        keys = Keys(key)
        self._locked = False
        if self._keys != keys:
            self._forget_store()
            self._keys = keys
        self._enter(Session.OPEN)

    def _enter(self, session: Session) -> None:
        if session is Session.OPEN:
            self._opened.set()
        else:
            self._opened.clear()
        if session is not self._session:
            self._session = session
            self.session_changed.emit(session.value)

    def _receive(self, notice: m.Notice) -> None:
        if isinstance(notice, m.Locked):
            self._locked = True
            self._forget_store()
            self._enter(Session.LOCKED)
        self.notice_received.emit(notice)

    def _forget_store(self) -> None:
        for connection in (self._reader, self._search):
            if connection is not None:
                connection.close()
        self._reader = self._search = self._keys = None

    # --- reading

    @property
    def keys(self) -> Keys:
        """The store's keys, for reading blobs. Raises `StoreFault("locked")`."""
        if self._keys is None:
            raise StoreFault("locked")
        return self._keys

    def reader(self) -> Connection:
        """Return the read-only store connection of the window's thread, for reads under 5 ms.

        Fetch all rows at once: a read that stays open makes the log of the store grow. Raises `StoreFault("locked")`.
        """
        if self._reader is None:
            self._reader = open_reader(self._profile, self.keys)
        return self._reader

    def search_reader(self) -> Connection:
        """Return the read-only connection to the search index of the window's thread."""
        if self._search is None:
            self._search = open_search(self._profile, self.keys)
        return self._search

    async def read_in_background(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Return `function(connection, *arguments)`, run in a thread with a connection of its own: for reads over 5 ms."""
        profile, keys = self._profile, self.keys

        def read() -> Result:
            with closing(open_reader(profile, keys)) as connection:
                return function(connection, *arguments)

        return await _in_thread(read)

    async def search_in_background(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Return `function(search_connection, store_connection, *arguments)`, run in a thread with its own connections."""
        profile, keys = self._profile, self.keys

        def read() -> Result:
            with closing(open_search(profile, keys)) as search, closing(open_reader(profile, keys)) as store:
                return function(search, store, *arguments)

        return await _in_thread(read)


async def _in_thread(work: Callable[[], Result]) -> Result:
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def finish(result: Result | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(cast("Result", result))

    def run() -> None:
        try:
            result = work()
        except Exception as error:  # carried over to the one who waits
            loop.call_soon_threadsafe(finish, None, error)
        else:
            loop.call_soon_threadsafe(finish, result, None)

    QThreadPool.globalInstance().start(run)
    return await done
