"""A simulator of Talkspirit's incoming webhooks, written from talkspirit.github.io; it refuses whatever is not in it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.servers.authority import Authority
from tests.servers.ports import HOST

PATH = "/v1/incoming/0123456789abcdef01234567"
_FIELDS = {"title", "content", "url", "thread_id", "contact"}
_CONTACT = {"display_name", "url", "icon"}


@dataclass
class Webhooks:
    """The group behind one webhook. `complaints` lists what the facts do not contain: it has to stay empty."""

    port: int = 0
    posts: list[dict[str, Any]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    lose_next: bool = False
    status: int = 200

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Take a post; the same `thread_id` again is a comment."""
        if request.path != PATH:
            return web.Response(status=404)
        said = json.loads(await request.text())
        good = request.method == "POST" and request.content_type == "application/json" and not request.query_string
        if not good or not said.keys() <= _FIELDS or not said.get("contact", {}).keys() <= _CONTACT or not said.get("content"):
            self.complaints.append(f"{request.method} {sorted(said)}")
            return web.Response(status=400)
        if self.status != 200:
            status, self.status = self.status, 200
            return web.Response(status=status, headers={"Retry-After": "30"} if status == 429 else {})
        self.posts.append(said)
        if self.lose_next:
            self.lose_next = False
            if request.transport is not None:
                request.transport.abort()
        return web.json_response({})


@asynccontextmanager
async def running_webhooks(authority: Authority) -> AsyncIterator[Webhooks]:
    """Run the webhook; fails where a client sent what the facts do not contain."""
    group = Webhooks()
    runner = web.ServerRunner(web.Server(group.answer))  # type: ignore[arg-type]
    await runner.setup()
    await web.TCPSite(runner, HOST, 0, ssl_context=authority.good().context()).start()
    group.port = runner.addresses[0][1]
    try:
        yield group
    finally:
        await runner.cleanup()
    assert group.complaints == []
