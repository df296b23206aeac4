"""Frames of the link: a 4-byte length and a msgpack body, typed, bounded, unknown fields refused.

The highest bit of the length says that the body goes on in the next piece. A piece is at most 8 MiB and only a full piece
may go on, so every body has one single way to be written. A body is at most the limit of its link.
"""

from __future__ import annotations

import asyncio
import struct
from typing import TypeVar

import msgspec

from sync.model.faults import Bug
from sync.rpc import messages

PIECE_LIMIT = 8 * 1024 * 1024
"""Octets of one piece; also the limit of a body on the links of the desktop and the command line."""

PARSER_LIMIT = 160 * 1024 * 1024
"""Octets of a body on the parser's link: raw messages travel there."""

HANDSHAKE_LIMIT = 4096
"""Octets of a body before the other side has proven that it knows the link key."""

PIECE_SECONDS = 60.0
"""A piece that was begun has to arrive within this time."""

_SMALL = 64 * 1024
_SOCKET_FULL = 192 * 1024
_MORE = 0x80000000
_LENGTH = struct.Struct(">I")

Session = messages.Ask | messages.Answer | messages.Failure | messages.Tell
"""What may travel once both sides have proven themselves."""

Pieces = list[bytes | memoryview]
"""The octets of one frame, in the order in which they are written."""

_encoder = msgspec.msgpack.Encoder()
_session_decoder: msgspec.msgpack.Decoder[Session] = msgspec.msgpack.Decoder(Session)

F = TypeVar("F", messages.Challenge, messages.Hello, messages.Welcome)


def encode(frame: messages.Frame, limit: int = PIECE_LIMIT) -> Pieces:
    """Return the octets of `frame` as pieces to be written one after the other, not copied again where there are many.

    Raises `Bug("frame_too_large")`.
    """
    body = _encoder.encode(frame)
    if len(body) > limit:
        raise Bug("frame_too_large", size=len(body), limit=limit)
    if len(body) <= _SMALL:
        return [_LENGTH.pack(len(body)) + body]
    view = memoryview(body)
    pieces: Pieces = []
    for start in range(0, len(body), PIECE_LIMIT):
        piece = view[start : start + PIECE_LIMIT]
        more = _MORE if start + PIECE_LIMIT < len(body) else 0
        pieces += (_LENGTH.pack(len(piece) | more), *_cut(piece))
    return pieces


def _cut(piece: memoryview) -> list[memoryview]:
    """Return a piece in parts that a socket takes nearly at once: what it does not take, the transport has to copy."""
    return [piece[start : start + _SOCKET_FULL] for start in range(0, len(piece), _SOCKET_FULL)]


async def read_body(reader: asyncio.StreamReader, limit: int) -> bytes:
    """Return the next body. Raises `EOFError` at the end of the stream, `Bug("bad_frame")` for a broken rule."""
    pieces: list[bytes] = []
    total = 0
    while True:
        try:
            (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
            more, length = bool(length & _MORE), length & ~_MORE
            total += length
            if length > PIECE_LIMIT or total > limit or (more and length != PIECE_LIMIT) or (pieces and not length):
                raise Bug("bad_frame", reason="length")
            async with asyncio.timeout(PIECE_SECONDS):
                pieces.append(await reader.readexactly(length))
        except (asyncio.IncompleteReadError, OSError) as error:
            raise EOFError from error
        except TimeoutError as error:
            raise Bug("bad_frame", reason="slow") from error
        if not more:
            return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def decode_session(body: bytes) -> Session:
    """Return the frame of a session. Raises `Bug("bad_frame")` for anything that is not exactly one."""
    try:
        return _session_decoder.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Bug("bad_frame", reason="shape") from error


def decode_handshake(body: bytes, shape: type[F]) -> F:
    """Return the one frame of the handshake that is due now. Raises `Bug("bad_frame")` for any other."""
    try:
        return msgspec.msgpack.decode(body, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Bug("bad_frame", reason="shape") from error
