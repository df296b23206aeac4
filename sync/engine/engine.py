"""The engine: one table from command to method, over an open store or none."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from sync.engine import ahead, diagnosis, sheets
from sync.engine.accounts import spec_of
from sync.engine.chatting import ChatCommand
from sync.engine.clock import Clock, SystemClock
from sync.engine.credentials import Credentials
from sync.engine.desk import Desk
from sync.engine.document_answers import DOCUMENT_ANSWERS
from sync.engine.household.answers import CARRYING_ANSWERS
from sync.engine.item_answers import ITEM_ANSWERS
from sync.engine.keeping import Keeping
from sync.engine.notices import Notices
from sync.engine.parsing import Parsing
from sync.engine.questions import QUESTIONS
from sync.engine.reading_answers import READING_ANSWERS
from sync.engine.seals.answers import SEAL_ANSWERS
from sync.engine.session import MakeProtocol
from sync.engine.sovereignty import Sovereignty
from sync.engine.talking import TalkCommand
from sync.engine.updates import Updates
from sync.engine.writing_answers import DRAFT_ANSWERS, WRITING_ANSWERS
from sync.model.faults import Bug, Forbidden, StoreFault
from sync.model.ids import AccountId
from sync.model.sovereignty import Demands, Organisation
from sync.providers.registry import protocol_class
from sync.rpc import messages as m
from sync.serial import fault_from_json, fault_to_json, from_json
from sync.store.backup import back_up
from sync.store.keys import Keys
from sync.store.read import accounts as read_accounts
from sync.store.write import accounts as write_accounts
from sync.transport.gate import Gate
from sync.transport.proxies import Proxies

if TYPE_CHECKING:
    from sync.providers.discovery import Discovery, Found

_log = logging.getLogger(__name__)

_IDLE_LOOK_SECONDS = 60.0
"""So long a changed setting may go unnoticed; each look wakes the processor."""
DEMANDS = ("demanded_law", "demanded_qualification")
"""Settings that say what must be declared of a host (`sync.model.sovereignty.Demands`)."""
PROXIES = ("web_proxy", "mail_proxy")

_ANSWERED = {**QUESTIONS, **READING_ANSWERS, **DRAFT_ANSWERS, **DOCUMENT_ANSWERS, **SEAL_ANSWERS, **CARRYING_ANSWERS}
"""Commands that an open store answers."""
_ENTERED = {**WRITING_ANSWERS, **ITEM_ANSWERS}
"""Those that change what is in the outbox as well."""


class Engine:
    """Answers commands for one profile. It starts locked, or without a store.

    `fixed` are settings that an administrator decided, `organisation` what they say of hosts; `check_setting` refuses names
    and values that do not exist. `trust` names a file of extra certificate authorities. `automatic` False leaves all work to
    whoever calls `desk` (tests). `version` is that of the installed program.
    """

    def __init__(
        self,
        profile: Path,
        *,
        parsing: Parsing,
        credentials: Credentials,
        protocols: MakeProtocol = protocol_class,
        clock: Clock | None = None,
        gate: Gate | None = None,
        trust: Path | None = None,
        fixed: Mapping[str, str] | None = None,
        check_setting: Callable[[str, str], None] | None = None,
        discovery: Discovery | None = None,
        organisation: Organisation | None = None,
        argon_memory_kib: int | None = None,
        automatic: bool = True,
        version: str = "",
    ) -> None:
        self.notices = Notices()
        self._profile = profile
        self._parsing = parsing
        self._credentials = credentials
        self._protocols = protocols
        self._clock = clock or SystemClock()
        self._gate = gate or Gate()
        self._sovereignty = Sovereignty(self._gate, trust, organisation)
        self._discovery, self._trust = discovery, trust
        self._keeping = Keeping(profile, credentials, argon_memory_kib=argon_memory_kib)
        self._fixed = dict(fixed or {})
        self._check_setting = check_setting
        self._automatic = automatic
        self.updates = Updates(self._sovereignty, self._clock, self._fixed, version)
        self._offline = False
        """What was said before the store was opened counts as well: a command line that stays offline says it first."""
        self._opening = asyncio.Lock()
        self._desk: Desk | None = None
        self._idle: asyncio.Task[None] | None = None
        self._loading: asyncio.Task[None] | None = None
        self._following: asyncio.Task[None] | None = None
        self._last_command = self._clock.monotonic()

    @property
    def unlocked(self) -> bool:
        """Whether the store is open."""
        return self._desk is not None

    @property
    def busy(self) -> bool:
        """Whether something runs that ought to be finished before ending."""
        return self._desk is not None and self._desk.busy

    @property
    def desk(self) -> Desk:
        """What works on the open store. Raises `StoreFault("locked")`."""
        if self._desk is None:
            raise StoreFault("locked")
        return self._desk

    def subscribe(self, listener: Callable[[m.Notice], None]) -> None:
        """Call `listener` with every notice."""
        self.notices.subscribe(listener)

    async def start(self) -> None:
        """Begin; the store stays locked until somebody unlocks it."""
        self._keeping.look_ahead()
        self._loading = asyncio.create_task(asyncio.to_thread(ahead.load, self._trust))
        self._idle = asyncio.create_task(self._lock_when_idle())

    async def stop(self) -> None:
        """Finish the transaction, leave the servers, end the parser."""
        if self._idle is not None:
            self._idle.cancel()
            await asyncio.gather(self._idle, return_exceptions=True)
        if self._loading is not None:
            await self._loading
        await self._close()
        await self._parsing.close()

    async def answer(self, command: m.Command) -> m.Reply:
        """Carry a command out. Raises the fault that it meets."""
        self._last_command = self._clock.monotonic()
        kind = type(command)
        if kind in _ANSWERED:
            return await _ANSWERED[kind](self.desk, command)
        if kind in _ENTERED:
            reply = await _ENTERED[kind](self.desk, command)
            self._tell_outbox()
            return reply
        method = self._ANSWERS.get(kind)
        if method is None:
            raise Bug("unknown_command", command=kind.__name__)
        return await method(self, command)

    # --- store and session ---

    async def _store_state(self, _: m.StoreState) -> m.Reply:
        return await self._keeping.state(unlocked=self.unlocked)

    async def _create_store(self, asked: m.CreateStore) -> m.Reply:
        keys, code = await self._keeping.create(asked.passphrase, use_keyring=asked.use_keyring)
        await self._open(keys)
        return m.StoreKey(keys.data_key, code)

    async def _unlock(self, asked: m.Unlock) -> m.Reply:
        keys = await self._keeping.unlock(asked.passphrase, asked.recovery_code)
        await self._open(keys)
        return m.StoreKey(keys.data_key)

    async def _get_store_key(self, _: m.GetStoreKey) -> m.Reply:
        return m.StoreKey(self.desk.store.keys.data_key)

    async def _lock(self, _: m.Lock) -> m.Reply:
        await self._close()
        return m.Done()

    async def _change_passphrase(self, asked: m.ChangePassphrase) -> m.Reply:
        await self._keeping.change_passphrase(self.desk.store.keys, asked.old, asked.new)
        return m.Done()

    async def _use_keyring(self, asked: m.UseKeyring) -> m.Reply:
        await self._keeping.use_keyring(self.desk.store.keys, wanted=asked.wanted)
        return m.Done()

    async def _new_recovery_code(self, _: m.NewRecoveryCode) -> m.Reply:
        return m.RecoveryCode(await self._keeping.new_recovery_code(self.desk.store.keys))

    async def _back_up(self, asked: m.BackUp) -> m.Reply:
        desk, loop = self.desk, asyncio.get_running_loop()

        def progress(done: int, total: int) -> None:
            loop.call_soon_threadsafe(self.notices.tell, m.Progress(0, "backup", done, total))

        async with desk.backing_up:
            await asyncio.to_thread(back_up, self._profile, desk.store.keys, Path(asked.path), progress)
        return m.Done()

    async def _get_settings(self, _: m.GetSettings) -> m.Reply:
        values = self.desk.store.read(read_accounts.settings)
        return m.SettingsAnswer({**values, **self._fixed}, sorted(self._fixed))

    async def _change_setting(self, asked: m.ChangeSetting) -> m.Reply:
        if asked.name in self._fixed:
            raise Forbidden("fixed_by_policy", name=asked.name)
        if self._check_setting is not None:
            self._check_setting(asked.name, asked.value)
        await self.desk.store.write_durably(write_accounts.set_setting, asked.name, asked.value)
        if asked.name in DEMANDS + PROXIES:
            self._set_gate(self.desk)
            await self.desk.accounts.begin_again()
        self.notices.rows("setting")
        return m.Done()

    def _set_gate(self, desk: Desk) -> None:
        """Let the gate judge by what the settings demand now, and go by the proxies that they name."""
        values = {**desk.store.read(read_accounts.settings), **self._fixed}

        def chosen(names: tuple[str, ...]) -> list[str]:
            return [from_json(values.get(name, '""'), str) for name in names]

        self._sovereignty.demand(Demands(*chosen(DEMANDS)))
        self._gate.proxies = Proxies(*chosen(PROXIES))

    # --- accounts ---

    async def _look_for(self, address: str, backend: str) -> Found:
        if self._discovery is None:
            from sync.providers.discovery import Discovery  # with name service and HTTP: no start waits for those

            self._discovery = Discovery(self._gate, trust=self._trust)
        return await self._discovery.discover(address, backend)

    async def _discover(self, asked: m.Discover) -> m.Reply:
        prepared = self._sovereignty.prepared(asked.address) if not asked.backend else None
        found = prepared or await self._look_for(asked.address, asked.backend)
        told = [self._permitted(one) for one in (found, *found.beside)]
        refused = [fault for one in told for fault in one.refused]
        listed = self._sovereignty.organisation.backends
        kept = [one for one in told if one.endpoints and (one is told[0] or not listed or one.backend in listed)]
        if not kept and refused:
            raise fault_from_json(*refused[0])
        main = kept[0] if kept else told[0]
        main.refused, main.beside = refused, kept[1:]
        return main

    def _permitted(self, found: Found) -> m.Discovered:
        """Return what was found without the hosts that the organisation's policy refuses."""
        verdicts = {one.host: self._sovereignty.jurisdiction.verdict(one.host) for one in found.endpoints}
        return m.Discovered(
            found.backend, found.label, [spec_of(one) for one in found.endpoints if verdicts[one.host] is None], found.source,
            list(found.elsewhere), [fault_to_json(fault) for fault in verdicts.values() if fault is not None],
        )  # fmt: skip

    async def _list_backends(self, _: m.ListBackends) -> m.Reply:
        return m.Backends(sheets.sheets())

    async def _check_endpoint(self, asked: m.CheckEndpoint) -> m.Reply:
        await self.desk.accounts.check(asked.address, asked.endpoint, asked.password)
        return m.Done()

    async def _add_account(self, asked: m.AddAccount) -> m.Reply:
        return m.Added(await self.desk.accounts.add(asked))

    async def _update_account(self, asked: m.UpdateAccount) -> m.Reply:
        await self.desk.accounts.update(asked)
        return m.Done()

    async def _new_password(self, asked: m.NewPassword) -> m.Reply:
        await self.desk.accounts.new_password(AccountId(asked.account), asked.password)
        return m.Done()

    async def _sign_in_by_browser(self, asked: m.SignInByBrowser) -> m.Reply:
        return m.BrowserAddress(await self.desk.accounts.sign_in_by_browser(AccountId(asked.account)))

    async def _remove_account(self, asked: m.RemoveAccount) -> m.Reply:
        await self.desk.accounts.remove(AccountId(asked.account), force=asked.force)
        return m.Done()

    # --- working ---

    async def _fetch_pictures(self, asked: m.FetchPictures) -> m.Reply:
        if self.desk.offline:
            return m.PicturesAnswer({})
        pictures, refused = await self._sovereignty.pictures(asked.addresses, self._parsing)
        return m.PicturesAnswer(pictures, [fault_to_json(fault) for fault in refused])

    async def _set_offline(self, asked: m.SetOffline) -> m.Reply:
        self._offline = asked.offline
        if self._desk is not None:
            await self._desk.set_offline(asked.offline)
        return m.Done()

    async def _chat(self, asked: ChatCommand) -> m.Reply:
        return await self.desk.chatting.answer(asked)

    async def _talk(self, asked: TalkCommand) -> m.Reply:
        return await self.desk.talking.answer(asked)

    async def _diagnose(self, _: m.Diagnose) -> m.Reply:
        usable = await asyncio.to_thread(self._credentials.usable)
        store, waiting = (self._desk.store, self._desk.indexer.waiting) if self._desk else (None, 0)
        make = partial(diagnosis.report, self._profile, store, self._gate, keyring_usable=usable, waiting_for_index=waiting)
        return m.Diagnosis(make())

    async def _stop(self, _: m.Stop) -> m.Reply:
        await self._close()
        return m.Done()

    _ANSWERS: Mapping[type[m.Command], Callable[[Engine, Any], Awaitable[m.Reply]]] = {
        m.StoreState: _store_state, m.CreateStore: _create_store, m.Unlock: _unlock, m.GetStoreKey: _get_store_key,
        m.Lock: _lock, m.ChangePassphrase: _change_passphrase, m.UseKeyring: _use_keyring,
        m.NewRecoveryCode: _new_recovery_code, m.BackUp: _back_up, m.GetSettings: _get_settings,
        m.ChangeSetting: _change_setting, m.Discover: _discover, m.ListBackends: _list_backends,
        m.CheckEndpoint: _check_endpoint, m.AddAccount: _add_account, m.UpdateAccount: _update_account,
        m.NewPassword: _new_password, m.SignInByBrowser: _sign_in_by_browser, m.RemoveAccount: _remove_account,
        m.FetchPictures: _fetch_pictures, m.SetOffline: _set_offline, m.Diagnose: _diagnose, m.Stop: _stop,
        **dict.fromkeys(get_args(ChatCommand), _chat), **dict.fromkeys(get_args(TalkCommand), _talk),
    }  # fmt: skip

    def _tell_outbox(self) -> None:
        """Tell the windows that the outbox changed, and let it run at once."""
        self.notices.rows("operation")
        if not self.desk.offline:
            self.desk.accounts.wake_outbox(None)

    async def _open(self, keys: Keys) -> None:
        """Open the store and let everything work; once."""
        async with self._opening:
            if self._desk is not None:
                return
            make_desk = partial(
                Desk,
                self._profile,
                keys,
                parsing=self._parsing,
                notices=self.notices,
                sovereignty=self._sovereignty,
                make=self._protocols,
                clock=self._clock,
            )
            desk = make_desk()
            self._set_gate(desk)
            await desk.open()
            self._desk = desk
            if self._offline:
                await desk.set_offline(True)
            if self._automatic:
                desk.start()
                self._following = asyncio.create_task(self.updates.follow(desk))

    async def _close(self) -> None:
        async with self._opening:
            desk, self._desk = self._desk, None
            if self._following is not None:
                self._following.cancel()
                await asyncio.gather(self._following, return_exceptions=True)
                self._following = None
            if desk is not None:
                await desk.close()
                self.notices.flush()

    async def _lock_when_idle(self) -> None:
        """Lock after the minutes that the person or the administrator chose without any command."""
        while True:
            minutes = self._idle_minutes()
            left = minutes * 60 - (self._clock.monotonic() - self._last_command)
            if minutes and left <= 0:
                _log.info("idle: locking")
                await self._close()
                self.notices.tell(m.Locked())
            else:
                await self._clock.sleep(min(left, _IDLE_LOOK_SECONDS) if minutes else _IDLE_LOOK_SECONDS)

    def _idle_minutes(self) -> int:
        """After how many minutes without a command the store is to be locked; 0: not."""
        if self._desk is None:
            return 0
        values = {**self._desk.store.read(read_accounts.settings), **self._fixed}
        return from_json(values.get("lock_after_minutes", "0"), int)
