"""Answers of hostile homeservers: whatever they say, in any shape, is told as truths that hold, or left out; nothing falls."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.model.changes import Change
from sync.model.chat import PostKind, PostTruth, RoomTruth
from sync.model.faults import Unreadable
from sync.model.ids import RemoteId
from sync.model.trust import Trust
from sync.protocols.matrix import sliding, sync_v3
from sync.protocols.matrix.crypto.attachments import Sealing
from sync.protocols.matrix.media import Media
from sync.protocols.matrix.news import News
from sync.protocols.matrix.telling import Telling
from tests.unit.protocols.keyhouse import KeyHouse, sitter

ME, ROOM = "@moi:x", "!salle:x"

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12)
    | st.sampled_from(
        ["mxc://x/y", "join", "invite", "m.replace", "m.thread", "m.reference", "$e", "@a:x", ROOM, "m.text", "m.image"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
KINDS = st.sampled_from(
    [
        "m.room.message", "m.room.encrypted", "m.room.member", "m.room.create", "m.room.name", "m.room.topic", "m.room.avatar",
        "m.room.power_levels", "m.room.pinned_events", "m.room.encryption", "m.room.history_visibility", "m.space.child",
        "m.reaction", "m.room.redaction", "m.sticker", "m.poll.start", "m.poll.response", "m.poll.end",
        "org.matrix.msc3381.poll.start", "org.matrix.msc3381.poll.response", "im.vector.room.access_rules", "m.room.tombstone",
        "m.key.verification.request", "m.room.canonical_alias",
    ]
)  # fmt: skip
NAMES = st.sampled_from(
    [
        "body", "msgtype", "formatted_body", "format", "url", "file", "info", "m.relates_to", "m.new_content", "membership",
        "displayname", "avatar_url", "users", "users_default", "events", "events_default", "state_default", "redact", "pinned",
        "algorithm", "ciphertext", "session_id", "sender_key", "redacts", "m.poll", "m.selections", "m.mentions", "via", "type",
        "history_visibility", "name", "topic", "rule", "alias", "additional_creators", "org.matrix.msc3381.poll.start",
        "org.matrix.msc1767.audio", "org.matrix.msc3245.voice", "filename",
    ]
)  # fmt: skip
EVENTS = st.fixed_dictionaries(
    {"type": KINDS | JUNK, "content": st.dictionaries(NAMES, JUNK, max_size=5) | JUNK},
    optional={
        "event_id": JUNK, "sender": JUNK, "origin_server_ts": JUNK, "state_key": JUNK, "unsigned": JUNK, "redacts": JUNK,
        "room_id": JUNK, "prev_content": JUNK,
    },
)  # fmt: skip
ROOMS = st.dictionaries(
    st.sampled_from([ROOM, "", "x"]),
    st.fixed_dictionaries(
        {},
        optional={
            "timeline": st.lists(EVENTS, max_size=4) | JUNK, "required_state": st.lists(EVENTS, max_size=4) | JUNK,
            "invite_state": JUNK, "heroes": JUNK, "limited": JUNK, "prev_batch": JUNK, "initial": JUNK, "name": JUNK,
            "joined_count": JUNK, "notification_count": JUNK, "highlight_count": JUNK, "bump_stamp": JUNK, "membership": JUNK,
        },
    ) | JUNK,
    max_size=2,
)  # fmt: skip
SLIDING = st.fixed_dictionaries(
    {"pos": st.just("1") | JUNK, "rooms": ROOMS | JUNK},
    optional={
        "lists": JUNK,
        "extensions": JUNK | st.fixed_dictionaries(
            {},
            optional={
                "to_device": JUNK | st.fixed_dictionaries({"events": st.lists(EVENTS, max_size=3)}), "e2ee": JUNK,
                "account_data": JUNK | st.fixed_dictionaries({"global": st.lists(EVENTS, max_size=2) | JUNK, "rooms": JUNK}),
                "receipts": JUNK, "typing": JUNK,
            },
        ),
    },
)  # fmt: skip


class Said:
    """A homeserver that answers everything with one thing."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    async def ask(self, *_: Any, **__: Any) -> Any:
        return json.loads(json.dumps(self.answer))


async def told(news: News) -> list[Change]:
    """What is told of an answer, by a device that has just begun."""
    one = await sitter(KeyHouse(), ME, "ICI")
    telling = Telling(one.crypto, Said({}))  # type: ignore[arg-type]
    keys = await one.crypto.receive(news.to_device, news.changed, news.left, news.counts, news.unused_fallback)
    changes = telling.stream(news, keys)
    await telling.talk()
    return changes


def hold(changes: list[Change]) -> None:
    """What the store and the window rely on."""
    for change in changes:
        assert isinstance(change.item, str)
        match change.truth:
            case PostTruth() as post:
                assert isinstance(post.sender, str)
                assert isinstance(post.sent, int)
                assert len(post.body) <= 64 * 1024
                assert post.media is None or post.media.url.startswith("mxc://")
                assert post.poll is None or 1 <= post.poll.most <= len(post.poll.answers) <= 20
                assert post.trust is Trust.CLEAR or post.kind is PostKind.SEALED
            case RoomTruth() as room:
                assert all(isinstance(one, str) for one in (room.name, room.topic, room.avatar))
                assert isinstance(room.unread, int)


@settings(max_examples=60)
@given(answer=SLIDING)
async def test_sliding_sync_of_any_shape(answer: Any) -> None:
    hold(await told(await sliding.ask(Said(answer), None, "", 0.0, "x")))  # type: ignore[arg-type]


@settings(max_examples=40)
@given(rooms=ROOMS, whole=JUNK, events=st.lists(EVENTS, max_size=4))
async def test_old_sync_of_any_shape(rooms: Any, whole: Any, events: Any) -> None:
    timeline = {"events": events, "limited": True, "prev_batch": whole}
    joined = {
        ROOM: {"timeline": timeline, "state": {"events": events}, "summary": whole},
        **(rooms if isinstance(rooms, dict) else {}),
    }  # fmt: skip
    answer = {"next_batch": "s1", "rooms": {"join": joined, "invite": whole, "leave": rooms}, "account_data": {"events": events}}
    hold(await told(await sync_v3.ask(Said(answer), None, 0.0)))  # type: ignore[arg-type]


async def test_a_timeline_without_end_is_told_and_an_event_without_a_name_is_left_out() -> None:
    content = {"msgtype": "m.text", "body": "x" * 100_000}
    event = {"event_id": "$e", "sender": "@a:x", "type": "m.room.message", "content": content}
    many = [{**event, "event_id": f"${number}"} for number in range(300)]
    many += [{**event, "event_id": ""}, {**event, "sender": None}]
    answer = {"pos": "1", "rooms": {ROOM: {"timeline": many, "initial": True}}}
    changes = await told(await sliding.ask(Said(answer), None, "", 0.0, "x"))  # type: ignore[arg-type]
    posts = [change.truth for change in changes if isinstance(change.truth, PostTruth)]
    assert len(posts) == 300
    assert {len(post.body) for post in posts} == {64 * 1024}


async def test_a_flood_of_to_device_messages_costs_little_and_the_real_one_is_read() -> None:
    house = KeyHouse()
    alice, bob = await sitter(house, "@alice:x", "A"), await sitter(house, "@bob:x", "B")
    event = await alice.post([bob], "Au milieu du bruit")
    real = house.drain(bob.crypto)
    kinds = ["m.room.encrypted", "m.room_key_request", "m.secret.request", "x", "m.key.verification.start"] * 400
    content = {"algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": "A" * 43}
    noise = [{"sender": f"@{n % 7}:x", "type": kind, "content": content} for n, kind in enumerate(kinds)]
    await bob.crypto.receive([*noise[:1000], *real, *noise[1000:]])
    assert bob.read(event).content["body"] == "Au milieu du bruit"
    before = len(house.asked)
    await bob.crypto.work()
    assert len(house.asked) - before < 40


@pytest.mark.parametrize("spoil", ["flipped", "shorter", "longer", "empty", "another"])
async def test_a_file_that_is_not_the_one_that_was_posted_never_ends_well(spoil: str) -> None:
    sealing = Sealing()
    content = sealing.add(b"Le rapport " * 1000)
    key = sealing.file_key("mxc://x/rapport").write()
    spoiled = {
        "flipped": bytes([content[0] ^ 1]) + content[1:], "shorter": content[:-1], "longer": content + b"\0", "empty": b"",
        "another": Sealing().add(b"Le rapport " * 1000),
    }[spoil]  # fmt: skip

    class Stored:
        @asynccontextmanager
        async def download(self, where: str, body: Any = None) -> AsyncIterator[Any]:
            class Pieces:
                async def pieces(self) -> AsyncIterator[bytes]:
                    for start in range(0, len(spoiled), 1000):
                        yield spoiled[start : start + 1000]

            yield Pieces()

    last: list[bool] = []

    async def bring() -> None:
        media = Media(Stored(), scanned=False)  # type: ignore[arg-type]
        async for chunk in media.file(RemoteId(json.dumps(key)), small=False):
            last.append(chunk.last)

    with pytest.raises(Unreadable, match="wrong_hash"):
        await bring()
    assert not any(last)


async def test_an_address_of_a_file_leads_nowhere_else() -> None:
    asked: list[str] = []

    class Asked:
        @asynccontextmanager
        async def download(self, where: str, body: Any = None) -> AsyncIterator[Any]:
            asked.append(where)
            raise Unreadable("not_asked_for")
            yield

    for scanned, name in ((False, "mxc://x/../../v3/logout"), (True, "mxc://../v3?a=b#c")):
        with pytest.raises(Unreadable):
            _ = [one async for one in Media(Asked(), scanned=scanned).file(RemoteId(name), small=False)]  # type: ignore[arg-type]
    assert asked == [
        "/_matrix/client/v1/media/download/x/..%2F..%2Fv3%2Flogout", "/_matrix/media_proxy/unstable/download/../v3%3Fa%3Db%23c",
    ]  # fmt: skip
