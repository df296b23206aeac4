"""A reverse proxy that meddles with HTTP: answers by itself, stops in the middle, lies in header fields; all else passes."""

from __future__ import annotations

import re
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from tests.servers.authority import Certified

_HOP = frozenset({"connection", "content-length", "transfer-encoding", "keep-alive"})


@dataclass
class Meddling:
    """What is done to the next `times` requests of a method and path: a `status` instead of the server's answer (the server
    never sees the request), `cut` after so many octets of its body, or `headers` put over those of its answer."""

    method: str = ""
    path: str = ""
    status: int = 0
    body: bytes = b""
    cut: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    times: int = 1

    def concerns(self, request: web.BaseRequest) -> bool:
        return self.times > 0 and self.method in ("", request.method) and re.search(self.path, request.raw_path) is not None


@dataclass
class Meddler:
    """A running proxy: its port, what it does to the next requests, and what was asked."""

    port: int = 0
    plans: list[Meddling] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def plan(self, meddling: Meddling) -> None:
        """Let it happen to the next request that it concerns."""
        self.plans.append(meddling)


@asynccontextmanager
async def meddling(port: int, certified: Certified, outside: ssl.SSLContext | None) -> AsyncIterator[Meddler]:
    """Put a meddler before a server of this machine; `outside` is how the server's TLS is trusted, None: it has none."""
    meddler = Meddler()
    scheme = "https" if outside is not None else "http"
    connector = aiohttp.TCPConnector(ssl=outside if outside is not None else False)
    async with aiohttp.ClientSession(connector=connector, auto_decompress=False) as session:

        async def answer(request: web.BaseRequest) -> web.StreamResponse:
            meddler.asked.append(f"{request.method} {request.raw_path}")
            plan = next((one for one in meddler.plans if one.concerns(request)), None)
            if plan is not None:
                plan.times -= 1
            if plan is not None and plan.status:
                await request.read()
                return web.Response(status=plan.status, body=plan.body, headers=dict(plan.headers))
            sent = {name: value for name, value in request.headers.items() if name.lower() not in _HOP}
            url = aiohttp.client.URL(f"{scheme}://localhost:{port}{request.raw_path}", encoded=True)
            async with session.request(
                request.method, url, headers=sent, data=await request.read(), allow_redirects=False
            ) as given:
                headers = {name: value for name, value in given.headers.items() if name.lower() not in _HOP}
                body = await given.read()
            if plan is not None:
                headers.update(plan.headers)
            if plan is not None and plan.cut is not None:
                stream = web.StreamResponse(status=given.status, headers={**headers, "Content-Length": str(len(body))})
                await stream.prepare(request)
                await stream.write(body[: plan.cut])
                assert request.transport is not None
                request.transport.abort()
                return stream
            return web.Response(status=given.status, body=body, headers=headers)

        runner = web.ServerRunner(web.Server(answer))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=certified.context()).start()
        meddler.port = runner.addresses[0][1]
        try:
            yield meddler
        finally:
            await runner.cleanup()
