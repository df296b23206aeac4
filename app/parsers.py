"""Parsers for the engine: started one at a time, each behind a proven link, ended at once when it goes over its limits."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable
from pathlib import Path

from app import paths, spawn
from sync.model.faults import Bug
from sync.rpc.codec import PARSER_LIMIT
from sync.rpc.link import new_key
from sync.rpc.messages import Parse, Parsed, Reply
from sync.rpc.peer import Peer, refuse
from sync.rpc.server import Server
from sync.rpc.sockets import remove

START_SECONDS = 20.0
_STEP_SECONDS = 0.02

Start = Callable[[Path, bytes], "subprocess.Popen[bytes]"]


class Worker:
    """A parser that has proven itself."""

    def __init__(self, peer: Peer, process: subprocess.Popen[bytes]) -> None:
        self._peer = peer
        self.process = process

    async def ask(self, body: Parse, timeout: float) -> Parsed | Reply:  # noqa: ASYNC109
        """Ask and return `Parsed`. Raises `Offline("parser_gone")`, `Transient("parser_slow")`, and what parsing raises."""
        return await self._peer.ask(body, timeout)

    async def end(self) -> None:
        """End the process at once and wait until it is gone."""
        self.process.kill()
        await asyncio.to_thread(self.process.wait)
        await self._peer.close()


class Parsers:
    """Listens for the parsers of one engine; `begin` is the `spawn` of `sync.engine.parsing.ParserProcess`."""

    def __init__(self, profile: Path, start: Start = spawn.start_parser) -> None:
        self._socket = paths.run_folder(profile) / "parser.socket"
        self._key = new_key()
        self._start = start
        self._came: asyncio.Queue[Peer] = asyncio.Queue()
        self._server: Server | None = None

    async def begin(self) -> Worker:
        """Start a parser and return it once it has proven itself. Raises `Bug("parser_not_startable")`."""
        if self._server is None:
            self._server = Server(
                self._socket,
                self._key,
                refuse,
                roles=frozenset({"parser"}),
                limit=PARSER_LIMIT,
                arrived=self._came.put_nowait,
            )
            await self._server.start()
        try:
            process = self._start(self._socket, self._key)
        except OSError as error:
            raise Bug("parser_not_startable", error=type(error).__name__) from error
        coming = asyncio.ensure_future(self._came.get())
        try:
            async with asyncio.timeout(START_SECONDS):
                while not coming.done():
                    if process.poll() is not None:
                        raise Bug("parser_not_startable", status=process.returncode)
                    await asyncio.wait({coming}, timeout=_STEP_SECONDS)
        except TimeoutError as error:
            process.kill()
            raise Bug("parser_not_startable", seconds=START_SECONDS) from error
        finally:
            coming.cancel()
        return Worker(coming.result(), process)

    async def close(self) -> None:
        """Stop listening; a parser that still runs ends by itself."""
        if self._server is not None:
            await self._server.stop()
            self._server = None
        remove(paths.key_file(self._socket))
