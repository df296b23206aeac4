"""A network cable for one server: relays loopback connections, and can be pulled out and put back."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Coroutine
from typing import Any

HOST = "127.0.0.1"
PIECE = 1 << 16


class Cable:
    """Listens on `port` and relays to `target`, in a thread with a loop of its own. Starts plugged."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.port = 0
        self._plugged = True
        self._cut_after: int | None = None
        self._streams: set[asyncio.StreamWriter] = set()
        self._relays: set[asyncio.Task[None] | None] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=f"cable to {target}")

    def __enter__(self) -> Cable:
        self._thread.start()
        self._run(self._listen())
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def unplug(self) -> None:
        """Reset every connection and refuse new ones."""
        self._run(self._pull())

    def plug(self) -> None:
        """Let connections through again."""
        self._plugged = True
        self._cut_after = None

    def cut_after(self, octets: int) -> None:
        """Unplug by itself once so many more octets have come from the server."""
        self._cut_after = octets

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._relay, HOST, 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _pull(self) -> None:
        self._plugged = False
        for stream in tuple(self._streams):
            stream.transport.abort()

    async def _end(self) -> None:
        self._server.close()
        await self._pull()
        await asyncio.gather(*filter(None, self._relays), return_exceptions=True)
        await self._server.wait_closed()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._plugged:
            writer.transport.abort()
            return
        self._relays.add(asyncio.current_task())
        upstream, out = await asyncio.open_connection(HOST, self.target)
        self._streams |= {writer, out}
        try:
            await asyncio.gather(self._copy(reader, out, count=False), self._copy(upstream, writer, count=True))
        finally:
            for stream in (writer, out):
                self._streams.discard(stream)
                stream.transport.abort()

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, count: bool) -> None:
        with contextlib.suppress(OSError):
            while piece := await reader.read(PIECE):
                if count and self._cut_after is not None:
                    self._cut_after -= len(piece)
                    if self._cut_after < 0:
                        await self._pull()
                        return
                writer.write(piece)
                await writer.drain()
            writer.write_eof()
