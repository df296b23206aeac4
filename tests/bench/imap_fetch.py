"""How fast IMAP brings messages and headers from Dovecot over TLS, beside a socket that only reads: a script, not a test.

Run `python -m tests.bench.imap_fetch [messages]`. Each line: what, messages per second, CPU microseconds of ours each.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import sys
import time

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.changes import Want
from sync.model.ids import AccountId, RemoteId
from sync.protocols.base import Secret, Surroundings
from sync.protocols.imap.mail import ImapMail
from tests.servers.dovecot import PASSWORDS, Dovecot, running_dovecot

USER = "alice@exemple.fr"
INBOX = RemoteId("INBOX")
HEADER = (
    b"(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (DATE SUBJECT FROM TO CC MESSAGE-ID REFERENCES)])"
)


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with running_dovecot() as server:
        print(f"seeding {count} messages…", flush=True)
        server.seed(USER, count)
        asyncio.run(_ours(server, count))  # warms the server's caches
        for _ in range(2):
            _only_reading(server, count, "whole, only reading", b"(UID BODY.PEEK[])")
            _only_reading(server, count, "header, only reading", HEADER)
            asyncio.run(_ours(server, count))


async def _ours(server: Dovecot, count: int) -> None:
    mail = ImapMail(_surroundings(server))
    await mail.collections()
    measured = _Stopwatch()
    page = await mail.changes(INBOX, None)
    items = [change.item for change in page.upserts]
    print(f"first {len(items)} rows after {time.perf_counter() - measured.began:.3f} s")
    while page.more:
        page = await mail.changes(INBOX, page.cursor)
        items += [change.item for change in page.upserts]
    measured.say("header, changes()", len(items))
    measured = _Stopwatch()
    octets = 0
    async for chunk in mail.fetch(INBOX, items, Want.WHOLE):
        octets += len(chunk.data or b"")
    measured.say(f"whole, fetch(), {octets / count / 1000:.1f} KB each", len(items))
    await mail.close()


def _only_reading(server: Dovecot, count: int, what: str, wanted: bytes) -> None:
    context = ssl.create_default_context(cafile=str(server.authority.trust))
    with context.wrap_socket(socket.create_connection(("127.0.0.1", server.imaps)), server_hostname="localhost") as raw:
        raw.sendall(f"a LOGIN {USER} {PASSWORDS[USER]}\r\nb SELECT INBOX\r\n".encode())
        _read_until(raw, b"\r\nb OK ")
        measured = _Stopwatch()
        raw.sendall(b"".join(b"c%d UID FETCH %d:%d %s\r\n" % (n, n, n + 99, wanted) for n in range(1, count + 1, 100)))
        _read_until(raw, b"\r\nc%d OK " % (1 + (count - 1) // 100 * 100))
        measured.say(what, count)


def _read_until(raw: ssl.SSLSocket, mark: bytes) -> None:
    buffer, tail = bytearray(1 << 20), b""
    while mark not in tail:
        received = raw.recv_into(buffer)
        if not received:
            raise EOFError("the server hung up")
        tail = (tail + bytes(buffer[max(0, received - 200) : received]))[-400:]


def _surroundings(server: Dovecot) -> Surroundings:
    endpoint = Endpoint(Service.MAIL, "imap", "localhost", server.imaps, user=USER)
    account = Account(AccountId(1), USER, "Mesure", "generic", (endpoint,), Identity(USER))

    async def secret(renew: bool) -> Secret:
        return Secret("password", PASSWORDS[USER])

    return Surroundings(account, endpoint, secret, server.authority.trust)


class _Stopwatch:
    """Wall and CPU time since it was made."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self._processor = time.process_time()

    def say(self, what: str, count: int) -> None:
        seconds, processor = time.perf_counter() - self.began, time.process_time() - self._processor
        print(f"{what:36} {count / seconds:10,.0f}/s {processor / count * 1e6:8.1f} µs", flush=True)


if __name__ == "__main__":
    main()
