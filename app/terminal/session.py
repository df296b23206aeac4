"""A command's session with the engine of a profile: attached to the one that runs, or to one started for the occasion."""

from __future__ import annotations

import asyncio
import contextlib
import getpass
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import TypeVar

from app.terminal.output import Output
from app.terminal.words import word
from sync.model.accounts import AccountCondition
from sync.model.faults import Bug, Rejected, StoreFault
from sync.model.ids import AccountId
from sync.rpc.client import Client
from sync.rpc.messages import Command, GetStoreKey, Notice, Reply, StoreKey, StoreState, StoreStateAnswer, Unlock
from sync.store import connection
from sync.store.connection import Connection
from sync.store.keys import Keys
from sync.store.read import accounts as read_accounts
from sync.store.rows import AccountRow

T = TypeVar("T", bound=Reply)

UNLOCK_SECONDS = 60.0
BUSY = frozenset({AccountCondition.CONNECTING, AccountCondition.SYNCHRONISING})


class Session:
    """A proven link to the engine, the key of its unlocked store, and what to print to."""

    def __init__(self, profile: Path, output: Output, client: Client) -> None:
        self.profile = profile
        self.output = output
        self._client = client
        self._keys: Keys | None = None
        self._listeners: list[Callable[[Notice], None]] = []

    def hear(self, notice: Notice) -> None:
        """Pass a notice of the engine on to whoever listens."""
        for listener in tuple(self._listeners):
            listener(notice)

    async def ask(self, command: Command, shape: type[T], timeout: float = 30.0) -> T:  # noqa: ASYNC109
        """Ask the engine and return its reply, which has to be a `shape`. Raises the fault that it met."""
        reply = await self._client.ask(command, timeout)
        if not isinstance(reply, shape):
            raise Bug("unexpected_reply", command=type(command).__name__, reply=type(reply).__name__)
        return reply

    async def unlock(self, passphrase: Callable[[], str]) -> None:
        """Take the key of a store that is open already, else unlock it by the keyring, else by the passphrase.

        `passphrase` is asked only then.
        """
        state = await self.ask(StoreState(), StoreStateAnswer)
        if state.fault_code:
            raise StoreFault(state.fault_code)
        if not state.exists:
            raise StoreFault("no_store")
        command: Command
        if state.unlocked:
            command = GetStoreKey()
        elif state.keyring_slot and state.keyring_usable:
            command = Unlock()
        elif state.passphrase_slot:
            command = Unlock(passphrase=passphrase())
        else:
            raise StoreFault("keyring_unavailable")
        opened = await self.ask(command, StoreKey, UNLOCK_SECONDS)
        self._keys = Keys(opened.key)

    @property
    def keys(self) -> Keys:
        """The keys of the unlocked store."""
        if self._keys is None:
            raise Bug("still_locked")
        return self._keys

    @contextlib.contextmanager
    def reader(self) -> Iterator[Connection]:
        """Open the store for reading."""
        opened = connection.open_reader(self.profile, self.keys)
        try:
            yield opened
        finally:
            opened.close()

    @contextlib.contextmanager
    def listening(self, listener: Callable[[Notice], None]) -> Iterator[None]:
        """Hear the engine's notices for as long as the block lasts."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)

    @contextlib.asynccontextmanager
    async def changes(self) -> AsyncIterator[asyncio.Event]:
        """Give an event that is set by every notice."""
        changed = asyncio.Event()
        with self.listening(lambda _notice: changed.set()):
            yield changed

    def account(self, wanted: str) -> AccountRow:
        """Return the account that an id or an address names; the only one for "". Raises `Rejected("no_such_account")`."""
        with self.reader() as opened:
            rows = read_accounts.accounts(opened)
        found = [row for row in rows if wanted in ("", str(row.id), row.address)]
        if len(found) != 1:
            raise Rejected("no_such_account" if not found else "which_account", account=wanted)
        return found[0]

    def account_id(self, wanted: str) -> AccountId:
        """Return the id of the account that an id or an address names."""
        return self.account(wanted).id


def read_secret(file: Path | None, prompt: str) -> str:
    """Return the first line of a file, or what is typed without echo. Raises `Rejected("no_terminal")` without either."""
    if file is not None:
        try:
            return file.read_text("utf-8").splitlines()[0]
        except (OSError, UnicodeDecodeError, IndexError) as error:
            raise Rejected("secret_file", path=str(file)) from error
    if not sys.stdin.isatty():
        raise Rejected("no_terminal")
    return getpass.getpass(f"{word(prompt)} ")
