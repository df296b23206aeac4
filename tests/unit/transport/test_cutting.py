"""Cutting connections: at once, and without an error where Python's TLS has forgotten them."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import pytest

from sync.transport import tls
from sync.transport.cutting import cut
from tests.servers.authority import Authority
from tests.servers.ports import HOST


@pytest.mark.parametrize("closed", [0, 1, 2])
async def test_a_tls_connection_is_cut_however_often_it_was_closed(tmp_path: Path, closed: int) -> None:
    authority = Authority(tmp_path)
    gone = asyncio.Event()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            await reader.read()
        gone.set()
        writer.close()

    server = await asyncio.start_server(listen, HOST, 0, ssl=authority.good().context())
    port = server.sockets[0].getsockname()[1]
    _, writer = await asyncio.open_connection(HOST, port, ssl=tls.context(authority.trust), server_hostname="localhost")
    for _ in range(closed):
        writer.close()
    cut(writer.transport)
    await asyncio.wait_for(gone.wait(), 20)
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()
    server.close()
    await server.wait_closed()


async def test_nothing_is_cut_where_there_is_no_connection() -> None:
    cut(None)
