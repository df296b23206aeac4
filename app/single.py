"""One of each role for a profile: locks that the system frees, and a later start that hands its arguments to the first."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import os
import struct
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from app import paths
from sync.model.faults import Fault
from sync.rpc import codec
from sync.rpc.link import new_key
from sync.rpc.sockets import Listening, check_peer, connect, listen, remove

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

log = logging.getLogger(__name__)

ARGUMENTS_LIMIT = 64 * 1024
HAND_OVER_SECONDS = 5.0
_PROOF = 32
_LENGTH = struct.Struct(">I")


class Lock:
    """An exclusive lock, held until `release` or until the process ends."""

    def __init__(self, number: int) -> None:
        self._number = number

    @classmethod
    def take(cls, path: Path) -> Lock | None:
        """Take the lock; None where another process holds it."""
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if sys.platform == "win32":
                msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(number)
            return None
        return cls(number)

    def release(self) -> None:
        """Let others in."""
        os.close(self._number)


class Claim:
    """The right to be the one window of a profile."""

    def __init__(self, lock: Lock, socket: Path) -> None:
        self._lock = lock
        self._socket = socket
        self._listening: Listening | None = None

    async def listen(self, on_arguments: Callable[[list[str]], None]) -> None:
        """Call `on_arguments` with the arguments of every later start."""
        key = new_key()
        paths.write_key(self._socket, key)

        async def arrival(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                async with asyncio.timeout(HAND_OVER_SECONDS):
                    check_peer(writer)
                    arguments = _arguments(key, await codec.read_body(reader, ARGUMENTS_LIMIT))
                    writer.write(b"\x01")
                    await writer.drain()
                on_arguments(arguments)
            except (Fault, EOFError, OSError, TimeoutError, ValueError):
                log.warning("a later start was not understood")
            finally:
                writer.close()

        self._listening = await listen(self._socket, arrival)

    def release(self) -> None:
        """Give the right up."""
        if self._listening is not None:
            self._listening.close()
            remove(self._socket)
            remove(paths.key_file(self._socket))
        self._lock.release()


def claim(profile: Path) -> Claim | None:
    """Return the right to be the window of the profile, None where one is open already (then: `hand_over`)."""
    socket = paths.desktop_socket(profile)
    lock = Lock.take(paths.lock_file(socket))
    return Claim(lock, socket) if lock is not None else None


async def hand_over(profile: Path, arguments: Sequence[str]) -> bool:
    """Give our arguments to the window that is open already. False where it does not take them."""
    socket = paths.desktop_socket(profile)
    body = json.dumps(list(arguments)).encode()
    framed = hmac.digest(paths.read_key(socket), body, hashlib.sha256) + body
    if len(framed) > ARGUMENTS_LIMIT:
        return False
    try:
        async with asyncio.timeout(HAND_OVER_SECONDS):
            reader, writer = await connect(socket)
            check_peer(writer)
            writer.write(_LENGTH.pack(len(framed)) + framed)
            await writer.drain()
            taken = await reader.read(1)
            writer.close()
    except (Fault, OSError, TimeoutError):
        return False
    return taken == b"\x01"


def _arguments(key: bytes, framed: bytes) -> list[str]:
    """Return the arguments that a later start proves to be ours. Raises `ValueError`."""
    proof, body = framed[:_PROOF], framed[_PROOF:]
    if not hmac.compare_digest(proof, hmac.digest(key, body, hashlib.sha256)):
        raise ValueError("proof")
    arguments = json.loads(body)
    if not isinstance(arguments, list) or not all(isinstance(one, str) for one in arguments):
        raise ValueError("shape")
    return arguments
