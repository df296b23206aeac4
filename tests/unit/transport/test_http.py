"""HTTPS: only to allowed hosts, only over proven TLS, and not more than one wants."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trustme
from aiohttp import web

from sync.model.faults import Fault, Forbidden, Offline, Rejected, Transient, Unreadable
from sync.model.ids import AccountId
from sync.transport.gate import Gate
from sync.transport.http import Http
from tests.servers.names import LoopbackNames
from tests.servers.submission import server_context
from tests.servers.web import Answering, Web, web_server

pytestmark = pytest.mark.server
ACCOUNT = AccountId(7)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def trust(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tls") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@asynccontextmanager
async def reaching(
    authority: trustme.CA,
    trust: Path | None,
    answers: Mapping[str, web.Response | Answering],
    *,
    within: float = 10.0,
) -> AsyncIterator[tuple[Http, Web, Gate]]:
    """A client that may reach `a.fr` and `b.fr`, and a server that is all hosts."""
    gate = Gate()
    gate.allow(ACCOUNT, ["a.fr", "b.fr"])
    async with web_server(server_context(authority, "a.fr", "b.fr", "c.fr"), answers) as server:
        names = LoopbackNames(dict.fromkeys(("a.fr", "b.fr", "c.fr"), server.port))
        async with Http(gate, ACCOUNT, trust=trust, within=within, resolver=names) as http:
            yield http, server, gate


async def fault_of(http: Http, url: str, **options: int) -> Fault:
    with pytest.raises(Fault) as caught:
        await http.get(url, **options)
    return caught.value


def moved(target: str) -> web.Response:
    return web.Response(status=302, headers={"Location": target})


async def test_an_answer_comes_whole_and_is_counted(authority: trustme.CA, trust: Path) -> None:
    async with reaching(authority, trust, {"a.fr/x": web.Response(body=b'{"b": 1}')}) as (http, _, gate):
        answer = await http.get("https://a.fr/x")
        assert answer.good
        assert answer.json() == {"b": 1}
        traffic = gate.traffic(ACCOUNT, "a.fr")
        assert traffic.received > 8
        assert traffic.connections == 1
        assert (await http.get("https://a.fr/none")).status == 404


async def test_redirects_stay_among_the_allowed_hosts(authority: trustme.CA, trust: Path) -> None:
    answers = {
        "a.fr/x": moved("/y"),
        "a.fr/y": moved("https://b.fr/z"),
        "b.fr/z": web.Response(body=b"ici"),
        "a.fr/out": moved("https://c.fr/z"),
        "a.fr/clear": moved("http://a.fr/x"),
        "a.fr/loop": moved("/loop"),
    }
    async with reaching(authority, trust, answers) as (http, server, _):
        answer = await http.get("https://a.fr/x")
        assert (answer.body, answer.url) == (b"ici", "https://b.fr/z")
        assert (await fault_of(http, "https://a.fr/out")).code == "host_not_allowed"
        assert (await fault_of(http, "https://a.fr/clear")).code == "no_tls"
        assert (await fault_of(http, "https://a.fr/loop")).code == "too_many_redirects"
        assert not any(request.startswith("c.fr") for request in server.asked)


@pytest.mark.parametrize("url", ["http://a.fr/", "ftp://a.fr/", "https://user:secret@a.fr/", "file:///etc/passwd"])
async def test_only_https_without_names_and_passwords(authority: trustme.CA, trust: Path, url: str) -> None:
    async with reaching(authority, trust, {}) as (http, server, _):
        fault = await fault_of(http, url)
        assert isinstance(fault, Forbidden)
        assert "secret" not in str(fault)
        assert server.asked == []


async def test_what_is_posted_does_not_follow_a_redirect(authority: trustme.CA, trust: Path) -> None:
    async with reaching(authority, trust, {"a.fr/x": moved("https://b.fr/z")}) as (http, server, _):
        assert (await http.post("https://a.fr/x", fields={"secret": "s"})).status == 302
        assert server.asked == ["a.fr/x"]


async def test_an_answer_that_is_too_large_even_after_unpacking(authority: trustme.CA, trust: Path) -> None:
    bomb = web.Response(body=gzip.compress(b"0" * 200_000), headers={"Content-Encoding": "gzip"})
    async with reaching(authority, trust, {"a.fr/x": bomb}) as (http, _, _gate):
        fault = await fault_of(http, "https://a.fr/x", largest=100_000)
        assert isinstance(fault, Rejected)
        assert (fault.code, fault.parameters["limit"]) == ("answer_too_large", 100_000)


async def test_a_busy_server_says_when_to_come_back(authority: trustme.CA, trust: Path) -> None:
    busy = web.Response(status=503, headers={"Retry-After": "17"})
    async with reaching(authority, trust, {"a.fr/x": busy}) as (http, _, _gate):
        fault = await fault_of(http, "https://a.fr/x")
        assert isinstance(fault, Transient)
        assert fault.retry_after == 17


async def test_an_unknown_authority_is_not_believed(authority: trustme.CA) -> None:
    async with reaching(authority, None, {"a.fr/x": web.Response()}) as (http, server, _):
        fault = await fault_of(http, "https://a.fr/x")
        assert isinstance(fault, Forbidden)
        assert (fault.code, server.asked) == ("certificate", [])


async def test_a_server_that_takes_too_long(authority: trustme.CA, trust: Path) -> None:
    released = asyncio.Event()

    async def wait(_request: web.BaseRequest) -> web.StreamResponse:
        await released.wait()
        return web.Response()

    async with reaching(authority, trust, {"a.fr/x": wait}, within=0.3) as (http, _, _gate):
        fault = await fault_of(http, "https://a.fr/x")
        released.set()
    assert isinstance(fault, Offline)
    assert fault.code == "timeout"


async def test_a_name_that_does_not_exist(authority: trustme.CA, trust: Path) -> None:
    gate = Gate()
    gate.allow(ACCOUNT, ["rien.fr"])
    async with Http(gate, ACCOUNT, trust=trust, resolver=LoopbackNames({})) as http:
        assert (await fault_of(http, "https://rien.fr/")).code == "name_not_found"


async def test_what_should_be_json_and_is_not(authority: trustme.CA, trust: Path) -> None:
    answers = {"a.fr/x": web.Response(body=b"<html>"), "a.fr/y": web.Response(body=b"[1]")}
    async with reaching(authority, trust, answers) as (http, _, _gate):
        for path in ("x", "y"):
            with pytest.raises(Unreadable):
                (await http.get(f"https://a.fr/{path}")).json()


async def test_the_proxy_of_the_environment_is_used(
    authority: trustme.CA, trust: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bytes] = []

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readline())
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    proxy = await asyncio.start_server(refuse, "127.0.0.1", 0)
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.sockets[0].getsockname()[1]}")
    monkeypatch.setenv("no_proxy", "b.fr")
    async with reaching(authority, trust, {"b.fr/x": web.Response()}) as (http, _, _gate):
        assert isinstance(await fault_of(http, "https://a.fr/x"), Offline)
        assert (await http.get("https://b.fr/x")).good
    proxy.close()
    await proxy.wait_closed()
    assert asked == [b"CONNECT a.fr:443 HTTP/1.1\r\n"]


async def test_any_method_carries_any_content_and_may_wait_for_longer(authority: trustme.CA, trust: Path) -> None:
    async def echo(request: web.BaseRequest) -> web.StreamResponse:
        await asyncio.sleep(0.3)
        return web.Response(body=request.method.encode() + await request.read(), content_type="text/plain")

    async with reaching(authority, trust, {"a.fr/echo": echo}, within=0.1) as (http, _, _gate):
        answer = await http.ask("PUT", "https://a.fr/echo", content=b"\x00octets", media_type="image/png", within=10.0)
        assert answer.body == b"PUT\x00octets"
        with pytest.raises(Offline, match="timeout"):
            await http.ask("DELETE", "https://a.fr/echo")


async def test_a_long_answer_is_read_in_pieces_and_counted(authority: trustme.CA, trust: Path) -> None:
    long = web.Response(body=b"x" * 300_000)
    async with reaching(authority, trust, {"a.fr/long": long}) as (http, _, gate):
        async with http.stream("https://a.fr/long") as stream:
            assert stream.status == 200
            pieces = [piece async for piece in stream.pieces()]
        assert b"".join(pieces) == b"x" * 300_000
        assert max(map(len, pieces)) <= 64 * 1024
        assert gate.traffic(ACCOUNT, "a.fr").received >= 300_000
        with pytest.raises(Forbidden, match="host_not_allowed"):
            async with http.stream("https://c.fr/long"):
                pass
