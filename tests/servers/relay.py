"""A relay for HTTPS: passes requests on to a real server, loses an answer on demand, plays dead, answers for the server."""

from __future__ import annotations

import contextlib
import io
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
from aiohttp import web

from tests.servers.authority import Authority
from tests.servers.ports import HOST

Instead = Callable[[str, str, bytes], web.Response | None]
"""Method, path and body of a request → what is answered instead of passing it on, None: pass it on."""
_HOP = {"connection", "keep-alive", "transfer-encoding", "content-encoding", "content-length", "upgrade"}


class Relay:
    """Stands before `port` of this machine. `asked` lists what was asked: method, path, body."""

    def __init__(self, port: int, authority: Authority) -> None:
        self.port = 0
        self.dead = False
        self.lose_answer_to: Callable[[str, str, bytes], bool] | None = None
        """The next request that this holds for reaches the server; its answer is lost."""
        self.instead: Instead = lambda *_: None
        self.asked: list[tuple[str, str, bytes]] = []
        self.signed_in: Callable[[str], Awaitable[str]] | None = None
        """From the Authorization field of a request to the one that the server is given, empty: refused. A gateway that takes
        tokens before a server that knows passwords only."""
        self._behind = f"https://localhost:{port}"
        self._authority = authority

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Relay]:
        """Relay for the block."""
        trust = ssl.create_default_context(cafile=self._authority.trust)
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=trust), auto_decompress=False) as session:
            server = web.Server(lambda request: self._pass_on(request, session))  # type: ignore[arg-type,return-value]
            runner = web.ServerRunner(server)
            await runner.setup()
            site = web.TCPSite(runner, HOST, 0, ssl_context=self._authority.good().context())
            await site.start()
            self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
            try:
                yield self
            finally:
                await runner.cleanup()

    async def _pass_on(self, request: web.BaseRequest, session: aiohttp.ClientSession) -> web.StreamResponse:
        body = b"".join([piece async for piece in request.content.iter_any()])  # read() would stop at a megabyte
        asked = request.method, request.path_qs, body
        self.asked.append(asked)
        if self.dead:
            return _drop(request)
        if (said := self.instead(*asked)) is not None:
            return said
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _HOP}
        if self.signed_in is not None:
            headers["Authorization"] = await self.signed_in(headers.get("Authorization", ""))
            if not headers["Authorization"]:
                return web.Response(status=401, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
        url = f"{self._behind}{request.raw_path}"
        async with session.request(
            request.method, aiohttp.client.URL(url, encoded=True), data=io.BytesIO(body), headers=headers, allow_redirects=False,
            timeout=aiohttp.ClientTimeout(total=None),
        ) as answer:  # fmt: skip
            lose, self.lose_answer_to = self.lose_answer_to, None
            if lose is not None and not lose(*asked):
                self.lose_answer_to, lose = lose, None
            if lose is not None:
                await answer.read()
                return _drop(request)
            told = {"content-encoding", "content-length"} if request.method == "HEAD" else {"content-encoding"}
            kept = {name: value for name, value in answer.headers.items() if name.lower() not in _HOP - told}
            response = web.StreamResponse(status=answer.status, headers=kept)
            await response.prepare(request)
            async for piece in answer.content.iter_any():
                await response.write(piece)
            await response.write_eof()
            return response


def _drop(request: web.BaseRequest) -> web.StreamResponse:
    """Cut the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
