"""Chat whose sign-in is a page of its own: an authorization server and a homeserver that believes its tokens alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
import trustme
from aiohttp import web

from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.accounts import Account, Endpoint, Identity, Service, SignIn
from sync.model.faults import AuthNeeded
from sync.model.ids import AccountId
from sync.protocols.base import Secret, Surroundings
from sync.protocols.keeping import MemoryKeeper
from sync.protocols.matrix.chat import MatrixChat
from sync.providers import chat_servers
from sync.rpc import messages as m
from sync.transport.gate import Gate
from sync.transport.http import Http
from tests.engine.ground import PASSPHRASE, NoKeyring, until
from tests.servers.authorization import AuthorizationServer
from tests.servers.ports import free_ports
from tests.servers.submission import server_context
from tests.servers.web import web_server

pytestmark = pytest.mark.server

USER = "@alice:exemple.fr"


@dataclass
class Provider(AuthorizationServer):
    """The authorization server and the homeserver. Scopes have to be as the specification names them."""

    scopes: str = ""

    def homeserver(self) -> dict[str, object]:
        here = urlsplit(self.base).netloc

        async def metadata(_request: web.BaseRequest) -> web.StreamResponse:
            return web.json_response({"issuer": self.base})

        async def whoami(request: web.BaseRequest) -> web.StreamResponse:
            if not self.good(request.headers.get("Authorization", "").removeprefix("Bearer ")):
                return web.json_response({"errcode": "M_UNKNOWN_TOKEN"}, status=401)
            device = next(one for one in self.scopes.split() if ":device:" in one).rpartition(":")[2]
            return web.json_response({"user_id": USER, "device_id": device})

        return {
            f"{here}/_matrix/client/v1/auth_metadata": metadata,
            f"{here}/_matrix/client/v3/account/whoami": whoami,
            **self.answers(),
        }

    async def _authorize(self, request: web.BaseRequest) -> web.StreamResponse:
        self.scopes = request.query.get("scope", "")
        return await super()._authorize(request)


@dataclass
class There:
    """The servers, and what is needed to reach them."""

    provider: Provider
    port: int
    trust: Path

    def endpoint(self, found: Endpoint) -> m.EndpointSpec:
        parameters = {**found.parameters, "trust": str(self.trust)}
        return m.EndpointSpec("chat", "matrix", "localhost", self.port, user=USER, sign_in="oauth2", parameters=parameters)


@pytest.fixture
async def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[There]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    authority = trustme.CA()
    trust = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(trust))
    [port] = free_ports(1)
    provider = Provider(base=f"https://localhost:{port}", clients={})
    answers = provider.homeserver()
    async with web_server(server_context(authority, "localhost"), answers, port):  # type: ignore[arg-type]
        yield There(provider, port, trust)


async def found(there: There) -> Endpoint:
    """What discovery says of how one signs in."""
    gate = Gate()
    gate.allow(AccountId(0), ["localhost"])
    async with Http(gate, AccountId(0), trust=there.trust) as http:
        return await chat_servers.endpoint(http, "localhost", there.port, USER)


async def agree(there: There, address: str) -> None:
    """Do what the page asks, in a browser."""
    import ssl

    context = ssl.create_default_context(cafile=str(there.trust))
    async with aiohttp.ClientSession() as browser, browser.get(address, ssl=context) as page:
        assert page.status == 200, await page.text()


async def test_the_page_gives_a_device_of_its_own_which_stays_the_same_when_one_signs_in_again(
    there: There, tmp_path: Path
) -> None:
    known = await found(there)
    assert known.sign_in is SignIn.OAUTH2
    assert known.parameters["issuer"] == there.provider.base
    engine = Engine(
        tmp_path / "profile", parsing=InProcess(), credentials=NoKeyring(), trust=there.trust, argon_memory_kib=64
    )
    await engine.start()
    try:
        await engine.answer(m.CreateStore(PASSPHRASE, False))
        add = m.AddAccount(USER, "Alice", "", "generic", [there.endpoint(known)], "", check=False)
        assert isinstance(await engine.answer(add), m.Added)
        devices = []
        for _ in range(2):
            page = await engine.answer(m.SignInByBrowser(1))
            assert isinstance(page, m.BrowserAddress)
            asked = parse_qs(urlsplit(page.address).query)
            assert asked["code_challenge_method"] == ["S256"]
            assert asked["login_hint"] == [USER]
            api, device = asked["scope"][0].split()
            assert api == "urn:matrix:client:api:*"
            assert device.startswith("urn:matrix:client:device:")
            devices.append(device)
            before = len(there.provider.access)
            await agree(there, page.address)
            await until(lambda before=before: len(there.provider.access) > before, 10)
            await asyncio.sleep(0)
            await until(lambda: not engine.desk.accounts._by_browser()._waiting, 10)
        assert devices[0] == devices[1]
        assert len(there.provider.clients) == 1
    finally:
        await engine.stop()


def chat(there: There, tokens: list[str]) -> MatrixChat:
    """A protocol whose tokens come from the authorization server: the last one, or the next after a refusal."""

    async def secret(renew: bool) -> Secret:
        if renew and len(tokens) > 1:
            tokens.pop(0)
        return Secret("token", tokens[0])

    endpoint = Endpoint(Service.CHAT, "matrix", "localhost", there.port, user=USER, sign_in=SignIn.OAUTH2)
    account = Account(AccountId(1), USER, USER, "generic", (endpoint,), Identity(USER))
    return MatrixChat(Surroundings(account, endpoint, secret, there.trust, keeper=MemoryKeeper()))


async def test_a_refused_token_is_renewed_for_the_same_device_and_for_no_other(there: There) -> None:
    there.provider.scopes = "urn:matrix:client:api:* urn:matrix:client:device:ICI"
    there.provider.access.update({"un": 1, "deux": 2})
    first = chat(there, ["un", "deux"])
    try:
        assert (await first._server.access()).device == "ICI"
        there.provider.ended.add(1)
        await first._server.ask("GET", "/_matrix/client/v3/account/whoami")
        assert (await first._server.access()).token == "deux"
        there.provider.ended.add(2)
        with pytest.raises(AuthNeeded, match="token_refused"):
            await first._server.ask("GET", "/_matrix/client/v3/account/whoami")
    finally:
        await first.close()
    there.provider.access["trois"] = 3
    there.provider.ended.clear()
    other = chat(there, ["un", "trois"])
    try:
        await other._server.access()
        there.provider.ended.add(1)
        there.provider.scopes = "urn:matrix:client:api:* urn:matrix:client:device:AUTRE"
        with pytest.raises(AuthNeeded, match="device_removed"):
            await other._server.ask("GET", "/_matrix/client/v3/account/whoami")
    finally:
        await other.close()
