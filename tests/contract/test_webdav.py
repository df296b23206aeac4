"""WebDAV keeps the contract against WsgiDAV, Apache and rclone: strong, weak and MD5 etags; real, real and ignored conditions."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterator

import pytest

from sync.model.accounts import Service
from sync.protocols.webdav import walking
from sync.protocols.webdav.drive import WebDav
from tests.contract.dav import OnDav, Reached, reached
from tests.contract.items import FilesContract
from tests.servers.dav import RUNNING, DavServer, empty, installed

pytestmark = pytest.mark.server
_lengths = itertools.count()


@pytest.fixture(scope="module", params=["wsgidav", "apache", "rclone"])
def running(request: pytest.FixtureRequest) -> Iterator[DavServer]:
    if not installed(request.param):
        pytest.skip(f"{request.param} is not installed")
    with RUNNING[request.param]() as server:
        yield server


@pytest.fixture
async def server(running: DavServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Reached]:
    monkeypatch.setattr(walking, "PAGE", 3)
    empty(running.folder / "files")
    async with reached(running) as made:
        yield made


class TestWebDav(OnDav, FilesContract):
    service = Service.FILES
    protocol_class = WebDav

    def content(self, title: str, uid: str) -> bytes:
        """A content of its own length: etags of WsgiDAV and Apache are made of a second and a size."""
        return super().content(title, uid) + b"." * next(_lengths)
