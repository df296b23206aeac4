"""The stream by `/sync` (client-server API, "Syncing"), for servers without sliding sync."""

from __future__ import annotations

import json
from dataclasses import dataclass

import msgspec

from sync.model.chat import Membership
from sync.model.faults import CursorExpired
from sync.protocols.matrix.client import Homeserver, path
from sync.protocols.matrix.crypto.encoding import Json, section, text, texts
from sync.protocols.matrix.news import EACH_TIMELINE, News, RoomNews, events, number

_FILTER = json.dumps(
    {
        "room": {
            "timeline": {"limit": EACH_TIMELINE, "lazy_load_members": True},
            "state": {"lazy_load_members": True},
            "ephemeral": {"types": ["m.receipt", "m.typing"]},
        },
        "presence": {"types": []},
    }
)
_SECTIONS = (
    ("join", Membership.JOINED), ("invite", Membership.INVITED), ("knock", Membership.KNOCKING), ("leave", Membership.LEFT),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Position:
    """Where the stream goes on."""

    since: str


def read_cursor(cursor: bytes) -> Position:
    """Return the position in a cursor. Raises `CursorExpired` where it is of another kind."""
    try:
        return msgspec.json.decode(cursor, type=Position)
    except msgspec.MsgspecError as error:
        raise CursorExpired("unknown_cursor") from error


async def ask(server: Homeserver, cursor: bytes | None, wait: float) -> News:
    """Ask for what is new since `cursor`, for up to `wait` seconds."""
    query: dict[str, str | list[str]] = {"timeout": str(int(wait * 1000)), "filter": _FILTER}
    if cursor is not None:
        query["since"] = read_cursor(cursor).since
    answer = await server.ask("GET", path("sync"), query=query, within=wait + 120.0)
    unused = answer.get("device_unused_fallback_key_types")
    lists = section(answer, "device_lists")
    return News(
        msgspec.json.encode(Position(text(answer, "next_batch"))),
        False,
        [
            _room(room, membership, section(answer, "rooms", name, room), initial=cursor is None)
            for name, membership in _SECTIONS
            for room in section(answer, "rooms", name)
        ],
        events(section(answer, "account_data").get("events")),
        events(section(answer, "to_device").get("events")),
        "",
        texts(lists.get("changed")),
        texts(lists.get("left")),
        section(answer, "device_one_time_keys_count") or None,
        texts(unused) if unused is not None else None,
        cursor is None,
    )


def _room(room: str, membership: Membership, said: Json, *, initial: bool) -> RoomNews:
    timeline, summary, notifications = (
        section(said, "timeline"),
        section(said, "summary"),
        section(said, "unread_notifications"),
    )
    state = "state" if membership in (Membership.JOINED, Membership.LEFT) else f"{_name(membership)}_state"
    heroes = texts(summary.get("m.heroes"))
    ephemeral = events(section(said, "ephemeral").get("events"))
    receipts = [one for one in ephemeral if text(one, "type") == "m.receipt"]
    typing = [one for one in ephemeral if text(one, "type") == "m.typing"]
    return RoomNews(
        room,
        membership,
        events(section(said, state).get("events")),
        events(timeline.get("events")),
        timeline.get("limited") is True,
        text(timeline, "prev_batch"),
        initial,
        None,
        [(hero, "") for hero in heroes] if heroes else None,
        number(summary, "m.joined_member_count"),
        number(notifications, "notification_count"),
        number(notifications, "highlight_count"),
        None,
        events(section(said, "account_data").get("events")),
        section(receipts[-1], "content") if receipts else {},
        texts(section(typing[-1], "content").get("user_ids")) if typing else None,
    )


def _name(membership: Membership) -> str:
    return {"invited": "invite", "knocking": "knock"}[membership]
