"""Frames: one way to write each, bounded, nothing unknown let through."""

from __future__ import annotations

import asyncio
import contextlib
import struct

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.faults import Bug
from sync.rpc import codec
from sync.rpc.messages import Ask, Challenge, Hello, KeepFile, ParseContent, Unlock


async def read(octets: bytes, limit: int = codec.PIECE_LIMIT) -> bytes:
    reader = asyncio.StreamReader()
    reader.feed_data(octets)
    reader.feed_eof()
    return await codec.read_body(reader, limit)


async def test_a_frame_comes_back_as_it_was() -> None:
    ask = Ask(7, Unlock(passphrase="pâté"))
    assert codec.decode_session(await read(b"".join(codec.encode(ask)))) == ask


async def test_a_long_body_travels_in_pieces_on_the_parser_link_only() -> None:
    ask = Ask(1, ParseContent(b"x" * (2 * codec.PIECE_LIMIT + 5)))
    with pytest.raises(Bug, match="frame_too_large"):
        codec.encode(ask)
    octets = b"".join(codec.encode(ask, codec.PARSER_LIMIT))
    assert codec.decode_session(await read(octets, codec.PARSER_LIMIT)) == ask
    with pytest.raises(Bug, match="bad_frame"):
        await read(octets)


async def test_a_body_of_exactly_one_piece_is_one_piece() -> None:
    overhead = len(b"".join(codec.encode(Ask(1, ParseContent(b"x" * 70_000))))) - 4 - 70_000
    ask = Ask(1, ParseContent(b"x" * (codec.PIECE_LIMIT - overhead)))
    octets = b"".join(codec.encode(ask, codec.PARSER_LIMIT))
    assert len(octets) == 4 + codec.PIECE_LIMIT
    assert codec.decode_session(await read(octets)) == ask


@pytest.mark.parametrize(
    "octets",
    [
        struct.pack(">I", codec.PIECE_LIMIT + 1),
        struct.pack(">I", 0x80000003) + b"abc" + struct.pack(">I", 1) + b"d",
        struct.pack(">I", 0xFFFFFFFF),
    ],
    ids=["too long", "a short piece that goes on", "all bits"],
)
async def test_a_length_that_breaks_the_rules_is_refused(octets: bytes) -> None:
    with pytest.raises(Bug, match="bad_frame"):
        await read(octets)


async def test_a_stream_that_ends_inside_a_frame_is_an_end() -> None:
    with pytest.raises(EOFError):
        await read(struct.pack(">I", 10) + b"abc")


def test_an_unknown_field_is_refused() -> None:
    raw = msgspec.msgpack.decode(codec.encode(Ask(1, Unlock()))[0][4:])
    raw["body"]["colour"] = "red"
    with pytest.raises(Bug, match="bad_frame"):
        codec.decode_session(msgspec.msgpack.encode(raw))


def test_a_field_of_another_type_is_refused() -> None:
    raw = {"type": "Ask", "number": 1, "body": {"type": "KeepFile", "ticket": 5, "data": b"", "last": True}}
    with pytest.raises(Bug, match="bad_frame"):
        codec.decode_session(msgspec.msgpack.encode(raw))
    raw["body"]["ticket"] = "5"  # type: ignore[index]
    assert codec.decode_session(msgspec.msgpack.encode(raw)) == Ask(1, KeepFile("5", b"", True))


def test_the_handshake_takes_only_the_frame_that_is_due() -> None:
    challenge = codec.encode(Challenge(b"n" * 32, 1))[0][4:]
    assert codec.decode_handshake(challenge, Challenge).protocol == 1
    with pytest.raises(Bug, match="bad_frame"):
        codec.decode_handshake(challenge, Hello)
    with pytest.raises(Bug, match="bad_frame"):
        codec.decode_session(challenge)


@given(st.binary(max_size=200))
def test_any_octets_are_a_frame_or_a_bad_frame(octets: bytes) -> None:
    with contextlib.suppress(Bug):
        assert isinstance(codec.decode_session(octets), codec.Session)
