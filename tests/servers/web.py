"""A real HTTPS server on loopback (aiohttp) that answers by host and path."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

Answering = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


@dataclass
class Web:
    """A running server: its port, and every request as host + path + query."""

    port: int = 0
    asked: list[str] = field(default_factory=list)


@asynccontextmanager
async def web_server(
    context: ssl.SSLContext, answers: Mapping[str, web.Response | Answering], port: int = 0
) -> AsyncIterator[Web]:
    """Run a server whose `answers` are keyed by host + path; everything else is 404. `port` 0: any free one."""
    running = Web()

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        running.asked.append(f"{request.host}{request.path_qs}")
        known = answers.get(f"{request.host}{request.path}")
        if known is None:
            return web.Response(status=404)
        if isinstance(known, web.Response):
            return web.Response(status=known.status, body=known.body, headers=known.headers)
        return await known(request)

    runner = web.ServerRunner(web.Server(answer))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, ssl_context=context).start()
    running.port = runner.addresses[0][1]
    try:
        yield running
    finally:
        await runner.cleanup()
