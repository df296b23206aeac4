"""Signing in by browser, against a strict authorization server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import trustme

from sync.model.faults import AuthNeeded, Forbidden, Offline, Rejected, Unsupported
from sync.model.ids import AccountId
from sync.transport.gate import Gate
from sync.transport.http import Http
from sync.transport.oauth import BrowserSignIn, Client, Server, TokenKeeper, Tokens, metadata, register, revoke
from tests.servers.authorization import HOST, ISSUER, AuthorizationServer
from tests.servers.names import LoopbackNames
from tests.servers.submission import server_context
from tests.servers.web import web_server

pytestmark = pytest.mark.server
CLIENT = Client("ecritoire", ("mail",))


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def provider() -> AuthorizationServer:
    return AuthorizationServer()


@pytest.fixture
async def http(authority: trustme.CA, tmp_path: Path, provider: AuthorizationServer) -> AsyncIterator[Http]:
    trust = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(trust))
    gate = Gate()
    gate.allow(AccountId(1), [HOST])
    async with web_server(server_context(authority, HOST), provider.answers()) as server:
        names = LoopbackNames({HOST: server.port})
        async with Http(gate, AccountId(1), trust=trust, within=10, resolver=names) as made:
            yield made


async def browse(http: Http, address: str) -> str:
    """Open the page as a browser would, with everything agreed to; return where it leads."""
    answer = await http._ask("GET", address, {}, None, 10_000)
    return answer.headers["location"]


async def visit(url: str, method: str = "GET") -> bytes:
    """Request a page of the program's own loopback listener."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(f"{method} {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
    page = await reader.read()
    writer.close()
    await writer.wait_closed()
    return page


async def signed_in(http: Http, server: Server) -> Tokens:
    async with BrowserSignIn(http, server, CLIENT, clock=lambda: 1000.0) as sign_in:
        await visit(await browse(http, sign_in.address))
        return await sign_in.finish(10)


@asynccontextmanager
async def keeping(
    http: Http, server: Server, tokens: Tokens, now: list[float]
) -> AsyncIterator[tuple[TokenKeeper, list[Tokens]]]:
    kept: list[Tokens] = []

    async def keep(fresh: Tokens) -> None:
        kept.append(fresh)

    yield TokenKeeper(http, server, CLIENT, tokens, keep, clock=lambda: now[0]), kept


async def test_the_whole_way_from_the_issuer_to_tokens(http: Http, provider: AuthorizationServer) -> None:
    server = await metadata(http, ISSUER)
    async with BrowserSignIn(http, server, CLIENT, user="alice@exemple.fr", clock=lambda: 1000.0) as sign_in:
        asked = parse_qs(urlsplit(sign_in.address).query)
        assert asked["code_challenge_method"] == ["S256"]
        assert asked["login_hint"] == ["alice@exemple.fr"]
        assert urlsplit(asked["redirect_uri"][0]).hostname == "127.0.0.1"
        page = await visit(await browse(http, sign_in.address))
        assert page.startswith(b"HTTP/1.1 200")
        tokens = await sign_in.finish(10)
    assert provider.good(tokens.access)
    assert tokens.expires == 4600.0
    assert tokens.access not in repr(tokens)
    assert tokens.refresh not in repr(tokens)


async def test_nothing_listens_any_more_after_the_sign_in(http: Http) -> None:
    async with BrowserSignIn(http, await metadata(http, ISSUER), CLIENT) as sign_in:
        redirect = sign_in.redirect
    with pytest.raises(ConnectionRefusedError):
        await visit(redirect)


async def test_only_our_own_state_counts(http: Http) -> None:
    async with BrowserSignIn(http, await metadata(http, ISSUER), CLIENT) as sign_in:
        target = await browse(http, sign_in.address)
        state = parse_qs(urlsplit(target).query)["state"][0]
        for forged in (
            f"{sign_in.redirect}?code=vole&state=autre",
            f"{sign_in.redirect}?code=vole",
            f"{sign_in.redirect}?code=vole&code=double&state={state}",
            f"{sign_in.redirect}/ailleurs?code=vole&state={state}",
            f"{sign_in.redirect}?state={state}",
        ):
            assert (await visit(forged)).startswith(b"HTTP/1.1 404")
        assert (await visit(target, "POST")).startswith(b"HTTP/1.1 404")
        assert (await visit(target)).startswith(b"HTTP/1.1 200")
        assert (await visit(target)).startswith(b"HTTP/1.1 404")
        assert (await sign_in.finish(10)).access


async def test_the_person_says_no(http: Http, provider: AuthorizationServer) -> None:
    provider.refusal = "access_denied"
    with pytest.raises(AuthNeeded) as caught:
        await signed_in(http, await metadata(http, ISSUER))
    assert caught.value.code == "sign_in_refused"
    assert caught.value.parameters["reason"] == "La personne a refusé"


async def test_the_person_never_comes_back(http: Http) -> None:
    async with BrowserSignIn(http, await metadata(http, ISSUER), CLIENT) as sign_in:
        with pytest.raises(AuthNeeded) as caught:
            await sign_in.finish(0.05)
    assert caught.value.code == "sign_in_timeout"


async def test_an_answer_of_another_server_is_not_taken(http: Http, provider: AuthorizationServer) -> None:
    server = await metadata(http, ISSUER)
    for said in ("https://autre.exemple.fr", ""):
        provider.issuer, provider.names_issuer = said, bool(said)
        with pytest.raises(Forbidden) as caught:
            await signed_in(http, server)
        assert caught.value.code == "wrong_issuer"


async def test_a_code_that_somebody_else_has_used_is_refused(http: Http, provider: AuthorizationServer) -> None:
    async with BrowserSignIn(http, await metadata(http, ISSUER), CLIENT) as sign_in:
        target = await browse(http, sign_in.address)
        code = parse_qs(urlsplit(target).query)["code"][0]
        provider._codes[code].used = True
        await visit(target)
        with pytest.raises(AuthNeeded) as caught:
            await sign_in.finish(10)
    assert caught.value.code == "code_refused"


async def test_a_stolen_code_is_worth_nothing_without_the_verifier(http: Http, provider: AuthorizationServer) -> None:
    server = await metadata(http, ISSUER)
    async with BrowserSignIn(http, server, CLIENT) as sign_in:
        code = parse_qs(urlsplit(await browse(http, sign_in.address)).query)["code"][0]
        fields = {"grant_type": "authorization_code", "code": code, "client_id": CLIENT.id}
        stolen = await http.post(
            server.token, fields={**fields, "redirect_uri": sign_in.redirect, "code_verifier": "x"}
        )
    assert stolen.status == 400
    assert provider.access == {}


async def test_a_token_is_refreshed_before_it_ends_and_kept(http: Http, provider: AuthorizationServer) -> None:
    server = await metadata(http, ISSUER)
    tokens = await signed_in(http, server)
    now = [1000.0]
    async with keeping(http, server, tokens, now) as (keeper, kept):
        assert await keeper.access() == tokens.access
        now[0] = tokens.expires - 30
        fresh = await keeper.access()
    assert fresh != tokens.access
    assert provider.good(fresh)
    assert [each.access for each in kept] == [fresh]
    assert kept[0].refresh != tokens.refresh


async def test_a_refresh_token_that_does_not_rotate_stays(http: Http, provider: AuthorizationServer) -> None:
    provider.rotate = False
    server = await metadata(http, ISSUER)
    tokens = await signed_in(http, server)
    async with keeping(http, server, tokens, [9e9]) as (keeper, kept):
        await keeper.access()
    assert kept[0].refresh == tokens.refresh


async def test_many_who_need_a_token_at_once_share_one_refresh(http: Http, provider: AuthorizationServer) -> None:
    server = await metadata(http, ISSUER)
    tokens = await signed_in(http, server)
    async with keeping(http, server, tokens, [1000.0]) as (keeper, _):
        got = await asyncio.gather(*(keeper.access(renew=True) for _ in range(5)))
    assert len(set(got)) == 1
    assert got[0] != tokens.access
    assert provider.refreshed == 1
    assert provider.ended == set()


async def test_a_replayed_refresh_token_ends_the_sign_in(http: Http, provider: AuthorizationServer) -> None:
    server = await metadata(http, ISSUER)
    tokens = await signed_in(http, server)
    async with keeping(http, server, tokens, [1000.0]) as (first, _):
        fresh = await first.access(renew=True)
    async with keeping(http, server, tokens, [1000.0]) as (thief, _):
        for _ in range(2):
            with pytest.raises(AuthNeeded) as caught:
                await thief.access(renew=True)
            assert caught.value.code == "sign_in_expired"
    assert not provider.good(fresh)


async def test_a_server_in_trouble_does_not_end_the_sign_in(http: Http, provider: AuthorizationServer) -> None:
    server = await metadata(http, ISSUER)
    tokens = await signed_in(http, server)
    provider.failing = 1
    async with keeping(http, server, tokens, [1000.0]) as (keeper, _):
        with pytest.raises(Offline):
            await keeper.access(renew=True)
        assert provider.good(await keeper.access(renew=True))


async def test_the_program_registers_itself_where_it_may(http: Http, provider: AuthorizationServer) -> None:
    server = await metadata(http, ISSUER)
    client = await register(http, server, "Écritoire", ["mail"])
    async with BrowserSignIn(http, server, client) as sign_in:
        await visit(await browse(http, sign_in.address))
        assert provider.good((await sign_in.finish(10)).access)
    provider.registration = False
    with pytest.raises(Unsupported):
        await register(http, await metadata(http, ISSUER), "Écritoire", [])


async def test_forgetting_the_account_ends_the_sign_in(http: Http, provider: AuthorizationServer) -> None:
    server = await metadata(http, ISSUER)
    tokens = await signed_in(http, server)
    await revoke(http, server, CLIENT, tokens)
    assert not provider.good(tokens.access)


async def test_metadata_that_speaks_for_another_or_lacks_pkce(http: Http, provider: AuthorizationServer) -> None:
    provider.methods = ("plain",)
    with pytest.raises(Unsupported):
        await metadata(http, ISSUER)
    provider.methods = ("S256",)
    provider.issuer = "https://autre.exemple.fr"
    with pytest.raises(Rejected):
        await metadata(http, ISSUER)
    with pytest.raises(Unsupported):
        await metadata(http, f"{ISSUER}/autre")
