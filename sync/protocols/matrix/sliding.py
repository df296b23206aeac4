"""The stream by simplified sliding sync (MSC4186): the rooms of the first screen before all others."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from sync.model.chat import Membership
from sync.model.faults import CursorExpired
from sync.protocols.matrix.client import Homeserver
from sync.protocols.matrix.crypto.encoding import Json, section, text, texts
from sync.protocols.matrix.news import EACH_TIMELINE, FIRST_ROOMS, News, RoomNews, events, number

PATH = "/_matrix/client/unstable/org.matrix.simplified_msc3575/sync"
_MOST_ROOMS = 10_000
_GROWTH = 200
STATE = [
    [kind, ""]
    for kind in (
        "m.room.create", "m.room.name", "m.room.avatar", "m.room.topic", "m.room.encryption", "m.room.history_visibility",
        "m.room.power_levels", "m.room.pinned_events", "m.room.canonical_alias", "im.vector.room.access_rules",
    )
] + [["m.space.child", "*"], ["m.room.member", "$LAZY"], ["m.room.member", "$ME"]]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Position:
    """Where the stream goes on: the server's own mark, and how many rooms of the list it was asked for."""

    sliding: str
    rooms: int


def read_cursor(cursor: bytes) -> Position:
    """Return the position in a cursor. Raises `CursorExpired` where it is of another kind."""
    try:
        return msgspec.json.decode(cursor, type=Position)
    except msgspec.MsgspecError as error:
        raise CursorExpired("unknown_cursor") from error


async def ask(server: Homeserver, cursor: bytes | None, to_device: str, wait: float, connection: str) -> News:
    """Ask for what is new since `cursor`, for up to `wait` seconds. Raises `CursorExpired`, `Unsupported("endpoint")`."""
    position = read_cursor(cursor) if cursor is not None else None
    rooms = FIRST_ROOMS if position is None else position.rooms
    body: Json = {
        "conn_id": connection,
        "lists": {"all": {"ranges": [[0, rooms - 1]], "timeline_limit": EACH_TIMELINE, "required_state": STATE}},
        "extensions": {
            "to_device": {"enabled": True, "limit": 100, **({"since": to_device} if to_device else {})},
            "e2ee": {"enabled": True},
            "account_data": {"enabled": True},
            "receipts": {"enabled": True},
            "typing": {"enabled": True},
        },
    }
    query: dict[str, str | list[str]] = {"timeout": str(int(wait * 1000))}
    if position is not None:
        query["pos"] = position.sliding
    answer = await server.ask("POST", PATH, body, query=query, within=wait + 60.0)
    return _read(answer, rooms, restarted=position is None)


def _read(answer: Json, rooms: int, *, restarted: bool) -> News:
    count = number(section(answer, "lists", "all"), "count") or 0
    more = count > rooms and rooms < _MOST_ROOMS
    following = min(rooms + _GROWTH, _MOST_ROOMS) if more else rooms
    extensions = section(answer, "extensions")
    to_device, keys = section(extensions, "to_device"), section(extensions, "e2ee")
    account, receipts = section(extensions, "account_data"), section(extensions, "receipts", "rooms")
    found = {room: _room(room, section(answer, "rooms", room)) for room in section(answer, "rooms")}
    for room, listed in section(account, "rooms").items():
        found.setdefault(room, RoomNews(room, Membership.JOINED)).account = events(listed)
    for room, receipt in receipts.items():
        found.setdefault(room, RoomNews(room, Membership.JOINED)).receipts = section(receipt, "content")
    for room, typing in section(extensions, "typing", "rooms").items():
        found.setdefault(room, RoomNews(room, Membership.JOINED)).typing = texts(section(typing, "content").get("user_ids"))
    lists = section(keys, "device_lists")
    counts = section(keys, "device_one_time_keys_count")
    unused = keys.get("device_unused_fallback_key_types")
    return News(
        msgspec.json.encode(Position(text(answer, "pos"), following)),
        more,
        list(found.values()),
        events(account.get("global")),
        events(to_device.get("events")),
        text(to_device, "next_batch"),
        texts(lists.get("changed")),
        texts(lists.get("left")),
        counts or None,
        texts(unused) if unused is not None else None,
        restarted,
    )


def _room(room: str, said: Json) -> RoomNews:
    invited = events(said.get("invite_state") or said.get("stripped_state"))
    membership = Membership.INVITED if invited else Membership.JOINED
    if text(said, "membership") in ("leave", "ban"):
        membership = Membership.LEFT
    heroes = said.get("heroes")
    return RoomNews(
        room,
        membership,
        [*invited, *events(said.get("required_state"))],
        events(said.get("timeline")),
        said.get("limited") is True,
        text(said, "prev_batch"),
        said.get("initial") is True,
        text(said, "name") or None,
        [(text(one, "user_id"), text(one, "displayname") or text(one, "name")) for one in events(heroes)]
        if heroes
        else None,
        number(said, "joined_count"),
        number(said, "notification_count"),
        number(said, "highlight_count"),
        number(said, "bump_stamp"),
    )
