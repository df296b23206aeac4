"""Recognising a message on the server: by Message-ID, size, and bytes."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing

from sync.transport.imap import sets
from sync.transport.imap.client import ImapClient
from sync.transport.imap.commands import Command
from sync.transport.imap.inflow import Answered, Inflow, Request
from sync.transport.imap.syntax import Value, number

_FIELD = re.compile(rb"^message-id:[ \t\r\n]*(<[^>\r\n]*>)", re.IGNORECASE | re.MULTILINE)


def header_value(client: ImapClient, message_id: str) -> Command:
    """Return the argument of SEARCH HEADER for a Message-ID."""
    return client.string(message_id.encode("utf-8"))


async def message_ids(client: ImapClient, uids: Iterable[int]) -> dict[int, tuple[str, int]]:
    """Return Message-ID (empty: none) and size of messages in the selected mailbox."""
    found: dict[int, tuple[str, int]] = {}
    async for fetched in _each(client, uids, b"(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"):
        header = fetched.get(b"BODY[HEADER.FIELDS]")
        match = _FIELD.search(header) if isinstance(header, bytes) else None
        message_id = match[1].decode("utf-8", "replace") if match is not None else ""
        found[number(fetched[b"UID"])] = message_id, number(fetched[b"RFC822.SIZE"])
    return found


async def with_message_id(client: ImapClient, message_id: str, field: str = "Message-ID") -> list[int]:
    """Return the UIDs in the selected mailbox whose Message-ID (or other `field`) contains `message_id`."""
    return await client.search([b"HEADER ", field.encode("ascii"), b" ", *header_value(client, message_id)])


async def same_bytes(client: ImapClient, uids: Iterable[int], raw: bytes) -> int | None:
    """Return the newest of `uids` that holds exactly `raw`, None where none does."""
    candidates = [uid for uid, (_, size) in (await message_ids(client, uids)).items() if size == len(raw)]
    each = _each(client, candidates, b"(UID BODY.PEEK[])")
    same = [number(fetched[b"UID"]) async for fetched in each if fetched.get(b"BODY[]") == raw]
    return max(same, default=None)


async def _each(client: ImapClient, uids: Iterable[int], wanted: bytes) -> AsyncGenerator[dict[bytes, Value], None]:
    requests = [Request(frozenset(sets.from_text(text)), text, wanted) for text in sets.to_texts(uids)]
    async with aclosing(Inflow(client.connection, requests).answers()) as batches:
        async for batch in batches:
            for one in batch:
                if isinstance(one, dict):
                    yield one
                elif isinstance(one, Answered) and one.fault is not None:
                    raise one.fault
