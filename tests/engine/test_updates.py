"""Newer versions as an organisation offers them: a signed file, believed only with its key, told and never installed."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trustme
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sync.engine import updates
from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.faults import Rejected, Unreadable
from sync.rpc import messages as m
from sync.store.read import accounts as read_accounts
from sync.store.read import ledger as read_ledger
from tests.engine.ground import PASSPHRASE, NoKeyring
from tests.servers.submission import server_context
from tests.servers.web import Web, web_server

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def public(key: Ed25519PrivateKey) -> str:
    return b64encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def file(version: str, page: str = "", name: str = "ecritoire", key: Ed25519PrivateKey = KEY) -> bytes:
    said = json.dumps({"name": name, "version": version, "page": page})
    return json.dumps({"said": said, "signature": b64encode(key.sign(said.encode())).decode()}).encode()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@asynccontextmanager
async def organisation(tmp_path: Path, content: bytes, **more: str) -> AsyncIterator[tuple[Engine, Web]]:
    """An engine of version 0.1.0 whose administrator offers `content` as the version file."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(trust := tmp_path / "ca.pem"))
    answers: dict[str, web.Response] = {}
    async with web_server(server_context(authority, "localhost"), answers) as server:
        answers[f"localhost:{server.port}/ecritoire/version.json"] = web.Response(body=content)
        fixed = {
            "update_source": json.dumps(f"https://localhost:{server.port}/ecritoire/"), "update_key": json.dumps(public(KEY)),
        } | more  # fmt: skip
        engine = Engine(
            tmp_path / "profile", parsing=InProcess(), credentials=NoKeyring(), trust=trust, argon_memory_kib=64,
            fixed=fixed, automatic=False, version="0.1.0",
        )  # fmt: skip
        await engine.start()
        try:
            await engine.answer(m.CreateStore(PASSPHRASE, False))
            yield engine, server
        finally:
            await engine.stop()


async def newer(engine: Engine) -> str:
    await engine.updates.look(engine.desk)
    values = engine.desk.store.read(read_accounts.settings)
    return str(json.loads(values.get(updates.NEWER, '""')))


async def test_a_newer_version_is_told_and_the_question_stands_in_the_ledger(tmp_path: Path) -> None:
    async with organisation(tmp_path, file("0.2.0", "https://intranet.exemple/nouveautes")) as (engine, server):
        assert await newer(engine) == "0.2.0 https://intranet.exemple/nouveautes"
        await newer(engine)
        assert len(server.asked) == 1, "once a day is enough"
        await engine.desk.ledger.write()
        [line] = engine.desk.store.read(read_ledger.contacts)
        assert (line.host, line.why, line.connections) == ("localhost", "updates", 1)


@pytest.mark.parametrize(
    "content",
    [
        file("0.1.0"), file("0.0.9"), file("0.1"), file("1.0.0", name="other"), file("1.0-beta"),
        file("1.0.0", key=Ed25519PrivateKey.from_private_bytes(bytes(32))), file("1.0.0").replace(b"1.0.0", b"2.0.0"),
        b"{}", b"[]", b"\xff", b'{"said": 1, "signature": null}', b"",
    ],
)  # fmt: skip
async def test_what_is_not_newer_or_not_signed_is_not_told(tmp_path: Path, content: bytes) -> None:
    async with organisation(tmp_path, content) as (engine, server):
        assert await newer(engine) == ""
        assert len(server.asked) == 1


@pytest.mark.parametrize("wish", [{"tell_of_updates": "false"}, {"update_source": '""'}, {"update_key": '""'}])
async def test_nobody_is_asked_where_the_organisation_wants_none_of_it(tmp_path: Path, wish: dict[str, str]) -> None:
    async with organisation(tmp_path, file("0.2.0"), **wish) as (engine, server):
        assert await newer(engine) == ""
        assert server.asked == []


async def test_the_policy_of_hosts_holds_for_this_too(tmp_path: Path) -> None:
    async with organisation(tmp_path, file("0.2.0"), demanded_law='"FR"') as (engine, server):
        assert await newer(engine) == ""
        assert server.asked == []


async def test_what_was_told_is_forgotten_once_it_is_installed(tmp_path: Path) -> None:
    async with organisation(tmp_path, file("0.2.0")) as (engine, _):
        assert await newer(engine) == "0.2.0"
        await engine.answer(m.Lock())
        again = Engine(
            tmp_path / "profile", parsing=InProcess(), credentials=NoKeyring(), automatic=False, version="0.2.0",
            argon_memory_kib=64,
            fixed={"update_source": '"https://localhost:1/"', "update_key": json.dumps(public(KEY))},
        )  # fmt: skip
        await again.start()
        await again.answer(m.Unlock(PASSPHRASE, ""))
        assert await newer(again) == ""
        await again.stop()


def test_a_page_that_is_no_web_page_is_left_out() -> None:
    assert updates.read(file("2.0", "javascript:alert(1)"), public(KEY)) == updates.Version("2.0")
    with pytest.raises(Unreadable):
        updates.read(file("2.0"), "not a key")


async def test_a_proxy_that_is_none_is_refused(tmp_path: Path) -> None:
    from app import settings

    engine = Engine(
        tmp_path, parsing=InProcess(), credentials=NoKeyring(), argon_memory_kib=64, automatic=False,
        check_setting=settings.check,
    )  # fmt: skip
    await engine.start()
    await engine.answer(m.CreateStore(PASSPHRASE, False))
    with pytest.raises(Rejected, match="bad_setting"):
        await engine.answer(m.ChangeSetting("mail_proxy", '"proxy.exemple.fr"'))
    await engine.answer(m.ChangeSetting("mail_proxy", '"socks5://proxy.exemple.fr:1080"'))
    await engine.stop()
