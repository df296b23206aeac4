"""The verb `watch`: StateChange by WebSocket (RFC 8887 §4.3.5) where the server has it, else by event source (RFC 8620 §7.3)."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

from sync.model.changes import Nudge
from sync.model.faults import Offline, Unsupported
from sync.protocols.jmap.client import Client
from sync.protocols.jmap.wire import Session
from sync.transport.http import Stream

TYPES = ("Email", "Mailbox")
PING_SECONDS = 60
_LINE_LARGEST = 1024 * 1024


async def watch(client: Client) -> AsyncGenerator[Nudge, None]:
    """Yield a nudge whenever messages or mailboxes changed; ends at once where the server cannot push.

    JMAP tells that something of the account changed, not in which mailbox. The first nudge comes once it listens: what
    changed before that is told by nobody.
    """
    session = await client.session()
    try:
        if session.socket:
            async with aclosing(_by_socket(client, session)) as nudges:
                async for nudge in nudges:
                    yield nudge
        elif session.events:
            async with aclosing(_by_events(client, session)) as nudges:
                async for nudge in nudges:
                    yield nudge
    except Unsupported:
        return


def pushes(session: Session) -> bool:
    """Whether the server tells of changes."""
    return bool(session.socket or session.events)


async def _by_socket(client: Client, session: Session) -> AsyncGenerator[Nudge, None]:
    async with client.socket() as opened:
        await opened.send(json.dumps({"@type": "WebSocketPushEnable", "dataTypes": list(TYPES), "pushState": None}))
        yield Nudge()
        async for message in opened.messages():
            if concerns(message, session.account):
                yield Nudge()


async def _by_events(client: Client, session: Session) -> AsyncGenerator[Nudge, None]:
    async with client.events(",".join(TYPES), PING_SECONDS) as stream:
        yield Nudge()
        async for kind, text in events(stream):
            if kind == "state" and concerns(text, session.account):
                yield Nudge()


async def events(stream: Stream) -> AsyncIterator[tuple[str, str]]:
    """Yield kind and text of each event (HTML Living Standard, Server-sent events, 9.2.6).

    Raises `Offline("connection_lost")` for a line without an end.
    """
    kind, text, rest = "message", [], b""  # type: ignore[var-annotated]
    async for piece in stream.pieces():
        rest += piece
        if len(rest) > _LINE_LARGEST:
            raise Offline("connection_lost")
        *lines, rest = rest.split(b"\n")
        for line in (one.rstrip(b"\r").decode("utf-8", "replace") for one in lines):
            name, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if not line:
                if text:
                    yield kind, "\n".join(text)
                kind, text = "message", []
            elif name == "event":
                kind = value
            elif name == "data":
                text.append(value)


def concerns(text: str, account: str) -> bool:
    """Whether a StateChange (RFC 8620 §7.1) tells of messages or mailboxes of the account."""
    try:
        found: Any = json.loads(text)
    except ValueError:
        return False
    if not isinstance(found, dict) or found.get("@type") != "StateChange":
        return False
    changed = found.get("changed")
    mine = changed.get(account) if isinstance(changed, dict) else None
    return isinstance(mine, dict) and any(name in mine for name in (*TYPES, "EmailDelivery"))
