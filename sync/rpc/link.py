"""One connection: a mutual proof of the link key (HMAC-SHA256), then frames in both directions."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sync.model.faults import Bug, Forbidden, Offline, Unsupported
from sync.rpc import codec
from sync.rpc.messages import PROTOCOL_VERSION, Challenge, Frame, Hello, Welcome
from sync.rpc.sockets import check_peer

KEY_SIZE = 32
NONCE_SIZE = 32
HANDSHAKE_SECONDS = 5.0
CLOSE_SECONDS = 1.0


def new_key() -> bytes:
    """Return a fresh link key."""
    return secrets.token_bytes(KEY_SIZE)


@dataclass(frozen=True, slots=True)
class Greeting:
    """What a listener says of itself: the store's schema version, the program's version, and whether it is unlocked."""

    schema: int = 0
    version: str = ""
    unlocked: bool = False


class Link:
    """A connection that carries frames. `role` is who the caller said it is, on the listener's side."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, limit: int = codec.PIECE_LIMIT
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._writer.transport.set_write_buffer_limits(0)  # the next piece waits until this one is gone: no copies pile up
        self._limit = limit
        self.role = ""

    def pieces(self, frame: Frame) -> codec.Pieces:
        """Return the octets that `write` takes. Raises `Bug("frame_too_large")`."""
        return codec.encode(frame, self._limit)

    async def write(self, pieces: codec.Pieces) -> None:
        """Write one frame whole; only one writer at a time. Raises `EOFError` where nobody is there."""
        try:
            for piece in pieces:
                self._writer.write(piece)
                await self._writer.drain()
        except OSError as error:
            raise EOFError from error

    async def receive(self) -> codec.Session:
        """Return the next frame. Raises `EOFError` at the end, `Bug("bad_frame")` for a broken rule."""
        return codec.decode_session(await codec.read_body(self._reader, self._limit))

    def close_soon(self) -> None:
        """Close the connection once what was written has gone out, without waiting for that."""
        self._writer.close()

    def abort(self) -> None:
        """Drop the connection at once, with whatever was not taken yet."""
        self._writer.transport.abort()

    async def close(self) -> None:
        """Close the connection; what was written has a second to go out. Never raises."""
        self._writer.close()
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._writer.wait_closed()
        except TimeoutError:
            self.abort()
        except OSError:
            return

    async def greet_listener(self, key: bytes, role: str) -> Welcome:
        """Prove the key to the listener and make it prove the same.

        Raises `Forbidden("link_refused")` for a wrong key, `Unsupported("link_protocol")` for another version,
        `Offline("engine_gone")` where the listener goes away or stays silent.
        """
        try:
            async with asyncio.timeout(HANDSHAKE_SECONDS):
                check_peer(self._writer)
                challenge = codec.decode_handshake(await self._handshake_body(), Challenge)
                _check_version(challenge.protocol)
                _check_nonce(challenge.nonce)
                nonce = secrets.token_bytes(NONCE_SIZE)
                proof = _proof(key, b"caller", challenge.nonce, nonce, role)
                await self.write(self.pieces(Hello(role, proof, nonce, PROTOCOL_VERSION)))
                welcome = codec.decode_handshake(await self._handshake_body(Forbidden("link_refused")), Welcome)
        except (TimeoutError, EOFError) as error:
            raise Offline("engine_gone") from error
        if not hmac.compare_digest(welcome.proof, _proof(key, b"listener", nonce, challenge.nonce, role)):
            raise Forbidden("link_refused")
        _check_version(welcome.protocol)
        return welcome

    async def greet_caller(self, key: bytes, roles: frozenset[str], greeting: Greeting) -> None:
        """Make the caller prove the key and one of `roles`, then prove it in return; sets `role`.

        Raises `Forbidden("link_refused")`, `Unsupported("link_protocol")`, `Offline("caller_gone")` (also when slow).
        """
        try:
            async with asyncio.timeout(HANDSHAKE_SECONDS):
                check_peer(self._writer)
                nonce = secrets.token_bytes(NONCE_SIZE)
                await self.write(self.pieces(Challenge(nonce, PROTOCOL_VERSION)))
                hello = codec.decode_handshake(await self._handshake_body(), Hello)
                _check_nonce(hello.nonce)
                if not hmac.compare_digest(hello.proof, _proof(key, b"caller", nonce, hello.nonce, hello.role)):
                    raise Forbidden("link_refused")
                _check_version(hello.protocol)
                if hello.role not in roles:
                    raise Forbidden("link_refused", role=hello.role)
                proof = _proof(key, b"listener", hello.nonce, nonce, hello.role)
                welcome = Welcome(proof, PROTOCOL_VERSION, greeting.schema, greeting.version, greeting.unlocked)
                await self.write(self.pieces(welcome))
        except (TimeoutError, EOFError) as error:
            raise Offline("caller_gone") from error
        self.role = hello.role

    async def _handshake_body(self, at_end: Forbidden | None = None) -> bytes:
        """Return a body of the handshake; a listener that hangs up after the proof has refused it (`at_end`)."""
        try:
            return await codec.read_body(self._reader, codec.HANDSHAKE_LIMIT)
        except EOFError as error:
            raise at_end or error from error


def _proof(key: bytes, side: bytes, challenge: bytes, own: bytes, role: str) -> bytes:
    """Return the proof of one side: bound to the side, to both nonces (32 octets each) and to the role."""
    return hmac.digest(key, b"ecritoire link 1 " + side + b"\0" + challenge + own + role.encode(), hashlib.sha256)


def _check_nonce(nonce: bytes) -> None:
    if len(nonce) != NONCE_SIZE:
        raise Bug("bad_frame", reason="nonce")


def _check_version(protocol: int) -> None:
    if protocol != PROTOCOL_VERSION:
        raise Unsupported("link_protocol", ours=PROTOCOL_VERSION, theirs=protocol)
