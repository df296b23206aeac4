"""A server that says what a test wrote down, whoever asks what: for what no honest server does."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field

Say = Callable[[bytes, list[bytes]], bytes | None]
"""Gets the tag and the words of a command line; returns what to answer (None: hang up)."""


@dataclass
class Scripted:
    """A running scripted server: its port, and the lines it was sent."""

    port: int = 0
    heard: list[bytes] = field(default_factory=list)


@asynccontextmanager
async def scripted(greeting: bytes, say: Say) -> AsyncIterator[Scripted]:
    """Start a server in clear on loopback."""
    server = Scripted()
    tasks: set[asyncio.Task[None]] = set()
    writers: set[asyncio.StreamWriter] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            tasks.add(task)
        writers.add(writer)
        with suppress(OSError, asyncio.IncompleteReadError), closing(writer):
            writer.write(greeting)
            while True:
                line = (await reader.readuntil(b"\r\n"))[:-2]
                while (literal := re.search(rb"\{(\d+)\+\}$", line)) is not None:
                    line += b"\r\n" + await reader.readexactly(int(literal[1])) + (await reader.readuntil(b"\r\n"))[:-2]
                server.heard.append(line)
                tag, *words = line.split(b" ")
                answer = say(tag, words)
                if answer is None:
                    break
                writer.write(answer)
                await writer.drain()

    listening = await asyncio.start_server(talk, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        for writer in writers:
            writer.transport.abort()
        await asyncio.gather(*tasks, return_exceptions=True)
        await listening.wait_closed()
