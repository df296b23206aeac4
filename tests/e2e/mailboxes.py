"""What is really on the test Dovecot: another client's eyes and hands, independent of our own IMAP code."""

from __future__ import annotations

import contextlib
import imaplib
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.servers.dovecot import PASSWORDS, Dovecot


@dataclass(frozen=True)
class Seen:
    """A message as the server holds it."""

    uid: int
    flags: frozenset[str]
    message_id: str
    subject: str


@dataclass
class Mailboxes:
    """One user's mailboxes over imaplib, on a connection to the server itself (no cable in between)."""

    server: Dovecot
    user: str
    password: str = field(init=False)

    def __post_init__(self) -> None:
        self.password = PASSWORDS[self.user]

    def messages(self, mailbox: str = "INBOX") -> list[Seen]:
        """Return the messages of a mailbox."""
        with self._opened(mailbox) as client:
            _, found = client.uid("FETCH", "1:*", "(FLAGS BODY.PEEK[HEADER.FIELDS (MESSAGE-ID SUBJECT)])")
        seen = []
        for entry in found:
            if not isinstance(entry, tuple):
                continue
            head, fields = entry[0].decode(), entry[1].decode()
            uid = re.search(r"UID (\d+)", head)
            flags = re.search(r"FLAGS \(([^)]*)\)", head)
            assert uid
            assert flags
            seen.append(Seen(int(uid[1]), frozenset(flags[1].split()), _field(fields, "Message-ID"), _field(fields, "Subject")))
        return seen

    def with_message_id(self, message_id: str, *mailboxes: str) -> int:
        """Return how many messages of these mailboxes (default: all) carry this Message-ID."""
        wanted = mailboxes or tuple(self.names())
        return sum(seen.message_id == message_id for mailbox in wanted for seen in self.messages(mailbox))

    def names(self) -> list[str]:
        """Return the names of the user's own mailboxes."""
        with self._opened("INBOX") as client:
            _, found = client.list()
        names = [entry.decode().rpartition(' "/" ')[2].strip('"') for entry in found if isinstance(entry, bytes)]
        return [name for name in names if not name.startswith(("Partages", "Public"))]

    def flag(self, uid: int, flag: str, mailbox: str = "INBOX") -> None:
        """Set a flag, as another client would."""
        with self._opened(mailbox) as client:
            client.uid("STORE", str(uid), "+FLAGS", f"({flag})")

    def move(self, uid: int, target: str, mailbox: str = "INBOX") -> None:
        """Move a message, as another client would."""
        with self._opened(mailbox) as client:
            client.uid("MOVE", str(uid), target)

    def append(self, raw: bytes, mailbox: str = "INBOX") -> None:
        """Put a message into a mailbox."""
        with self._opened("INBOX") as client:
            client.append(mailbox, None, None, raw)

    @contextlib.contextmanager
    def _opened(self, mailbox: str) -> Iterator[imaplib.IMAP4_SSL]:
        context = ssl.create_default_context(cafile=str(self.server.authority.trust))
        with imaplib.IMAP4_SSL("localhost", self.server.imaps, ssl_context=context) as client:
            client.authenticate("PLAIN", lambda _: f"\0{self.user}\0{self.password}".encode())
            client.select(f'"{mailbox}"')
            yield client


def _field(fields: str, name: str) -> str:
    found = re.search(rf"^{name}:\s*(.*(?:\r\n[ \t].*)*)", fields, re.IGNORECASE | re.MULTILINE)
    return " ".join(found[1].split()) if found else ""
