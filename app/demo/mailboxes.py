"""The demo's IMAP server: pymap with its in-memory backend, special-use mailboxes, and a state kept between runs.

pymap's maildir backend was tried first: it hands out bare LF line ends (RFC 9051 §2.3.4 wants CRLF), has no keywords, and
looks for new mail once a second. Its in-memory backend has none of this, so its mailboxes are kept in one file instead.
"""

from __future__ import annotations

import asyncio
import ssl
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import msgspec
from proxyprotocol.reader import ProxyProtocolReader
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet, Message
from pymap.config import BackendCapability
from pymap.imap import IMAPServer
from pymap.listtree import ListEntry, ListTree
from pymap.mime import MessageContent
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials import ObjectId
from pymap.parsing.specials.flag import Flag
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

from app.demo.content import ARCHIVE, DRAFTS, JUNK_FOLDER, SENT, TRASH, Kept
from sync.transport.cutting import cut

SPECIAL_USE = {DRAFTS: b"Drafts", SENT: b"Sent", ARCHIVE: b"Archive", TRASH: b"Trash", JUNK_FOLDER: b"Junk"}
"""What each mailbox is for (RFC 6154)."""
KEYWORDS = frozenset(Flag(name) for name in (b"$Forwarded", b"$Junk", b"$NotJunk", b"$MDNSent"))
"""The keywords that the mailboxes keep (RFC 5788); pymap keeps none by itself."""


class _KeptMessage(msgspec.Struct, array_like=True):
    uid: int
    when: float
    flags: list[bytes]
    message: bytes


class _KeptMailbox(msgspec.Struct, array_like=True):
    name: str
    uid_validity: int
    highest_uid: int
    messages: list[_KeptMessage]


class _KeptState(msgspec.Struct):
    """Everything that is kept between runs: user → mailboxes."""

    users: dict[str, list[_KeptMailbox]]


class _SpecialEntry(ListEntry):
    """A line of LIST that also says what the mailbox is for."""

    @property
    def attributes(self) -> Sequence[bytes]:
        use = SPECIAL_USE.get(self.name)
        return [*super().attributes, use] if use else super().attributes


class _SpecialTree(ListTree):
    def list(self) -> Any:
        for entry in super().list():
            yield _SpecialEntry(entry.name, entry.exists, entry.marked, entry.has_children)


class _Mailbox(MailboxData):
    """A mailbox that also keeps the usual keywords."""

    @property
    def permanent_flags(self) -> frozenset[Flag]:
        return super().permanent_flags | KEYWORDS


class _Mailboxes(MailboxSet):
    """One user's mailboxes, all of them listed with their use."""

    def __init__(self) -> None:
        super().__init__()
        self._inbox = _Mailbox(self._content_cache, self._thread_cache)

    async def add_mailbox(self, name: str) -> ObjectId:
        if name in self._set:
            raise ValueError(name)
        mailbox = self._set[name] = _Mailbox(self._content_cache, self._thread_cache)
        return mailbox.mailbox_id

    async def list_mailboxes(self) -> ListTree:
        plain = await super().list_mailboxes()
        return _SpecialTree(self.delimiter).update(*(entry.name for entry in plain.list() if entry.exists))

    def named(self) -> dict[str, MailboxData]:
        """Return every mailbox by its name."""
        return {"INBOX": self._inbox, **self._set}


class _Config(Config):
    @property
    def backend_capability(self) -> BackendCapability:
        return BackendCapability(idle=True, object_id=True, multi_append=True, custom=[b"SPECIAL-USE"])


class DemoMailboxes:
    """The IMAP server and the mailboxes behind it. `users` maps an address to its password."""

    def __init__(self, users: dict[str, str], state: Path) -> None:
        self._state = state
        self._config = _Config.from_args(_arguments(), hash_context=Cleartext(), reject_dnsbl=False)
        self._login = Login(self._config)
        self._users = users
        self._sets: dict[str, _Mailboxes] = {}
        self._server: asyncio.Server | None = None
        self._sessions: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def start(self, context: ssl.SSLContext, host: str, port: int) -> int:
        """Listen on `port` (0: any) and return the port. Raises `OSError` where it is taken."""
        self._config.apply_context()
        for user, password in self._users.items():
            mailboxes = self._sets[user] = _Mailboxes()
            # pymap has no public way to give a user mailboxes of a kind of one's own.
            self._config.set_cache[user] = (mailboxes, FilterSet())
            self._login.users_dict[user] = UserMetadata(self._config, user, password=password)
        imap = IMAPServer(self._login, self._config)

        async def session(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, about: SocketInfo) -> None:
            task = asyncio.current_task()
            if task is None:
                return
            self._sessions[task] = writer
            try:
                await imap(reader, writer, about)
            finally:
                del self._sessions[task]

        connected = ProxyProtocolReader(self._config.proxy_protocol).get_callback(session)
        self._server = await asyncio.start_server(connected, host, port, ssl=context)
        return cast("int", self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Stop listening, end every session and keep the state, as cleanly left."""
        if self._server is not None:
            self._server.close()
            for writer in self._sessions.values():
                cut(writer.transport)
            await asyncio.gather(*self._sessions, return_exceptions=True)
            await self._server.wait_closed()
        self._keep()

    async def create(self, user: str, names: Sequence[str]) -> None:
        """Create mailboxes for a user."""
        for name in names:
            await self._sets[user].add_mailbox(name)
            await self._sets[user].set_subscribed(name, True)

    async def deliver(self, user: str, message: bytes) -> None:
        """Put a message that has just come into a user's inbox."""
        await self._append(user, Kept("INBOX", datetime.now(UTC), frozenset(), message), recent=True)

    async def fill(self, user: str, messages: Sequence[Kept]) -> None:
        """Put messages where they belong, as if they had been there for long."""
        for message in messages:
            await self._append(user, message, recent=False)

    async def restore(self) -> bool:
        """Bring back what the last run left; False where there is nothing.

        The file is renamed while the server runs: if it is not renamed back, the run before did not end cleanly, some of
        what it said to clients is lost, and the mailboxes get a new UIDVALIDITY (RFC 9051 §2.3.1.1), so that no UID is
        ever used twice.
        """
        running = self._state.with_suffix(".running")
        clean = self._state.exists()
        if clean:
            self._state.replace(running)
        elif not running.exists():
            return False
        try:
            kept = msgspec.msgpack.decode(running.read_bytes(), type=_KeptState)
        except msgspec.MsgspecError:
            return False
        for user, mailboxes in kept.users.items():
            if user not in self._sets:
                continue
            for kept_mailbox in mailboxes:
                if kept_mailbox.name != "INBOX":
                    await self.create(user, [kept_mailbox.name])
                _refill(await self._sets[user].get_mailbox(kept_mailbox.name), kept_mailbox, same_uids=clean)
        return True

    async def _append(self, user: str, kept: Kept, *, recent: bool) -> None:
        mailbox = await self._sets[user].get_mailbox(kept.folder)
        flags = frozenset(Flag(flag) for flag in kept.flags)
        await mailbox.append(AppendMessage(kept.message, kept.when, flags), recent=recent)

    def _keep(self) -> None:
        state = _KeptState(
            {
                user: [_emptied(name, mailbox) for name, mailbox in mailboxes.named().items()]
                for user, mailboxes in self._sets.items()
            }
        )
        written = self._state.with_suffix(".new")
        written.write_bytes(msgspec.msgpack.encode(state))
        written.replace(self._state)
        self._state.with_suffix(".running").unlink(missing_ok=True)


def _emptied(name: str, mailbox: MailboxData) -> _KeptMailbox:
    messages = [
        _KeptMessage(uid, message.internal_date.timestamp(), [bytes(flag) for flag in message.permanent_flags],
                     bytes(message._content or b""))
        for uid, message in mailbox._messages.items()
    ]  # fmt: skip
    return _KeptMailbox(name, mailbox.uid_validity, mailbox._max_uid, messages)


def _refill(mailbox: MailboxData, kept: _KeptMailbox, *, same_uids: bool) -> None:
    if same_uids:
        mailbox._uid_validity = kept.uid_validity
    for each in kept.messages:
        content = MessageContent.parse(each.message)
        mailbox._messages[each.uid] = Message(
            each.uid,
            datetime.fromtimestamp(each.when, UTC),
            frozenset(Flag(flag) for flag in each.flags),
            email_id=mailbox._content_cache.add(content),
            thread_id=mailbox._thread_cache.add(content),
            content=content,
        )
    mailbox._max_uid = kept.highest_uid
    mailbox._mod_sequences.update(list(mailbox._messages))


def _arguments() -> Namespace:
    """Return what pymap's command line would have said."""
    return Namespace(
        host=None, port=0, debug=False, cert=None, key=None, tls=False, passlib_cfg=None, proxy_protocol=None,
        inherited_sockets=None, demo_data=False, demo_user="", demo_password="", skip_services=[],
    )  # fmt: skip
