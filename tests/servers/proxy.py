"""A proxy that makes a network fail on purpose: cuts, stalls, resets and refuses at a place that the test chooses."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from sync.transport.cutting import cut
from tests.servers.ports import HOST


@dataclass
class Break:
    """One failure: after `after` octets, or where `pattern` has passed, of one direction.

    `what` is "reset" (RST), "close" (FIN), "stall" (nothing more passes), "swallow" (this direction is dropped from
    there on, the other goes on) or "unanswered" (of what the server says next nothing arrives: the connection is reset).
    `times`: on how many connections; the pattern itself has passed when it happens.
    """

    what: str
    to_client: bool = True
    after: int | None = None
    pattern: bytes | None = None
    times: int = 1


@dataclass
class Proxy:
    """A running proxy. Change `breaks` and `refusing` at any time; `connections` counts those that were accepted."""

    port: int
    target: int
    inside: ssl.SSLContext | None
    outside: ssl.SSLContext | None
    breaks: list[Break] = field(default_factory=list)
    refusing: bool = False
    octets_a_second: int = 0
    """How much passes to the client in a second; 0: all there is."""
    connections: int = 0
    happened: list[str] = field(default_factory=list)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    def cut_all(self) -> None:
        """Reset every connection now."""
        for writer in tuple(self._writers):
            _reset(writer)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.refusing:
            _reset(writer)
            return
        self.connections += 1
        task = asyncio.current_task()
        if task is not None:
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
        try:
            there = await asyncio.open_connection(
                HOST, self.target, ssl=self.outside, server_hostname="localhost" if self.outside else None
            )
        except OSError:
            _reset(writer)
            return
        server_reader, server_writer = there
        both = {writer, server_writer}
        unanswered = asyncio.Event()
        self._writers |= both
        try:
            with suppress(asyncio.CancelledError):  # the proxy ends
                await asyncio.gather(
                    self._carry(reader, server_writer, writer, unanswered, to_client=False),
                    self._carry(server_reader, writer, server_writer, unanswered, to_client=True),
                )
        finally:
            self._writers -= both
            for each in both:
                cut(each.transport)

    async def _carry(
        self,
        source: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
        back: asyncio.StreamWriter,
        unanswered: asyncio.Event,
        *,
        to_client: bool,
    ) -> None:
        passed, tail, swallowing = 0, b"", False
        while True:
            try:
                octets = await source.read(16 * 1024)
            except OSError:
                octets = b""
            if not octets:
                with suppress(OSError, RuntimeError):
                    if sink.can_write_eof():
                        sink.write_eof()
                    else:
                        sink.close()
                return
            if to_client and unanswered.is_set():
                _reset(sink)
                _reset(back)
                return
            if to_client and self.octets_a_second:
                await asyncio.sleep(len(octets) / self.octets_a_second)
            due, upto = self._due(octets, tail, passed, to_client)
            if not swallowing:
                sink.write(octets[:upto])
                with suppress(OSError):
                    await sink.drain()
            passed, tail = passed + len(octets), (tail + octets)[-4000:]
            if due is None:
                continue
            self.happened.append(due.what)
            if due.what == "swallow":
                swallowing = True
            elif due.what == "unanswered":
                unanswered.set()
                sink.write(octets[upto:])
            elif due.what == "stall":
                await asyncio.Event().wait()
            elif due.what == "reset":
                _reset(sink)
                _reset(back)
                return
            else:
                sink.close()
                back.close()
                return

    def _due(self, octets: bytes, tail: bytes, passed: int, to_client: bool) -> tuple[Break | None, int]:
        for each in self.breaks:
            if each.to_client is not to_client or each.times <= 0:
                continue
            if each.after is not None and passed + len(octets) >= each.after:
                each.times -= 1
                return each, max(0, each.after - passed)
            if each.pattern is not None and (found := re.search(each.pattern, tail + octets)) is not None:
                if found.end() <= len(tail):
                    continue
                each.times -= 1
                return each, found.end() - len(tail)
        return None, len(octets)


@asynccontextmanager
async def running_proxy(
    target: int, *, inside: ssl.SSLContext | None = None, outside: ssl.SSLContext | None = None
) -> AsyncIterator[Proxy]:
    """Start a proxy in front of a port of this machine.

    Without contexts octets pass as they are. `inside` (server side) and `outside` (client side) take TLS off and on
    again, so that patterns see clear text.
    """
    proxy = Proxy(0, target, inside, outside)
    server = await asyncio.start_server(proxy.serve, HOST, 0, ssl=inside)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        proxy.cut_all()
        for task in tuple(proxy.tasks):
            task.cancel()
        await asyncio.gather(*proxy.tasks, return_exceptions=True)
        await server.wait_closed()


def _reset(writer: asyncio.StreamWriter) -> None:
    if writer.is_closing():
        return
    raw: socket.socket | None = writer.get_extra_info("socket")
    if raw is not None:
        with suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    cut(writer.transport)
