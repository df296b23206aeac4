"""The embedded backend of the demo: real servers on this machine, with mail, calendars, contacts and files worth looking at.

Packages come without the servers of calendars, contacts and files: there the demo is mail alone.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import ssl
from datetime import datetime
from email import message_from_bytes
from email.policy import compat32
from importlib.util import find_spec
from pathlib import Path

import msgspec

from app.demo import letters
from app.demo.certificates import server_context
from app.demo.content import FOLDERS, content
from app.demo.dav import SHARE, DemoDav
from app.demo.mailboxes import DemoMailboxes
from app.demo.people import ALICE, COLLEAGUES, USERS, Person
from app.demo.post import DemoPost
from sync.model.accounts import Endpoint, Security, Service

logger = logging.getLogger(__name__)

HOST = "127.0.0.1"


class _Settings(msgspec.Struct):
    """What stays the same between runs, so that the account set up once goes on working."""

    password: str
    imap_port: int = 0
    submission_port: int = 0
    dav_port: int = 0


class DemoBackend:
    """Starts and stops the demo's servers on the running loop. `folder` keeps their state; `trust` is made at every start.

    `answer_after` is how long (seconds) a colleague takes to answer when Alice writes to them.
    """

    address = ALICE.address
    name = ALICE.name

    def __init__(self, folder: Path, *, answer_after: float = 1.0) -> None:
        self.folder = folder
        self.trust = folder / "authority.pem"
        self._answer_after = answer_after
        self._settings_file = folder / "demo.json"
        self._settings = _Settings(password="")
        self._mailboxes: DemoMailboxes | None = None
        self._post: DemoPost | None = None
        self._dav: DemoDav | None = None
        self._answers: set[asyncio.Task[None]] = set()
        self._answered = 0

    @property
    def password(self) -> str:
        """Alice's password, drawn when the demo first ran."""
        return self._settings.password

    @property
    def endpoints(self) -> list[Endpoint]:
        """Where each of Alice's services is, and which authority to trust for it; known once `start` has returned."""
        dav = self._settings.dav_port
        places: tuple[tuple[Service, str, int, dict[str, str]], ...] = (
            (Service.MAIL, "imap", self._settings.imap_port, {}),
            (Service.SUBMISSION, "smtp", self._settings.submission_port, {}),
            (Service.CALENDAR, "caldav", dav, {}),
            (Service.CONTACTS, "carddav", dav, {}),
            (Service.FILES, "webdav", dav, {"path": f"{SHARE}/"}),
        )
        trust = {"trust": str(self.trust.resolve())}
        return [
            Endpoint(service, protocol, HOST, port, Security.TLS, self.address, parameters={**trust, **more})
            for service, protocol, port, more in places
            if port
        ]

    async def start(self) -> None:
        """Listen on the ports of the last run where they are free, with the mail that it left, or fresh mail."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._settings = self._read_settings()
        context = server_context(HOST, self.trust)
        users = {person.address: self._settings.password for person in USERS}
        mailboxes = self._mailboxes = DemoMailboxes(users, self.folder / "mail.msgpack")
        post = self._post = DemoPost(users, mailboxes.deliver, self._sent)
        try:
            self._settings.imap_port = await mailboxes.start(context, HOST, self._settings.imap_port)
        except OSError:
            self._settings.imap_port = await mailboxes.start(context, HOST, 0)
        if not await mailboxes.restore():
            await mailboxes.create(ALICE.address, FOLDERS)
            await mailboxes.fill(ALICE.address, content(datetime.now().astimezone()))
        try:
            self._settings.submission_port = await post.start(context, HOST, self._settings.submission_port)
        except OSError:
            self._settings.submission_port = await post.start(context, HOST, 0)
        self._settings.dav_port = self._start_dav(context)
        self._settings_file.write_bytes(msgspec.json.encode(self._settings))
        logger.info("demo_started")

    def _start_dav(self, context: ssl.SSLContext) -> int:
        """Return the port of calendars, contacts and files; 0 where their servers are not installed."""
        if not all(find_spec(name) for name in ("radicale", "wsgidav", "cheroot")):
            return 0
        dav = self._dav = DemoDav(self.folder, ALICE.address, self._settings.password)
        try:
            return dav.start(context, HOST, self._settings.dav_port)
        except OSError:
            return dav.start(context, HOST, 0)

    async def stop(self) -> None:
        """Stop the servers and keep the mail for the next run."""
        for task in self._answers:
            task.cancel()
        await asyncio.gather(*self._answers, return_exceptions=True)
        if self._post is not None:
            await self._post.stop()
        if self._mailboxes is not None:
            await self._mailboxes.stop()
        if self._dav is not None:
            await asyncio.to_thread(self._dav.stop)

    def _read_settings(self) -> _Settings:
        try:
            return msgspec.json.decode(self._settings_file.read_bytes(), type=_Settings)
        except (FileNotFoundError, msgspec.MsgspecError):
            self._settings_file.touch(mode=0o600)
            return _Settings(password=secrets.token_urlsafe(12))

    def _sent(self, sender: str, recipients: tuple[str, ...], message: bytes) -> None:
        """Let each colleague whom Alice has written to answer by themselves."""
        if sender != ALICE.address:
            return
        for colleague in COLLEAGUES:
            if colleague.address in recipients:
                task = asyncio.create_task(self._answer(colleague, message))
                self._answers.add(task)
                task.add_done_callback(self._answers.discard)

    async def _answer(self, colleague: Person, message: bytes) -> None:
        await asyncio.sleep(self._answer_after)
        received = message_from_bytes(message, policy=compat32)
        above = [*str(received.get("References", "")).split(), str(received.get("Message-ID", ""))]
        self._answered += 1
        # The subject goes back as it came, already encoded.
        subject = " ".join(str(received.get("Subject", "")).split())
        now = datetime.now().astimezone()
        answer = letters.letter(
            colleague,
            [ALICE],
            subject if subject.lower().startswith("re:") else f"Re: {subject}",
            f"Bonjour Alice,\n\n{colleague.answer}",
            now,
            int(now.timestamp() * 1000) + self._answered,
            answers=[identifier for identifier in above if identifier],
        )
        if self._mailboxes is not None:
            await self._mailboxes.deliver(ALICE.address, answer)
