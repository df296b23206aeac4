"""Mail through an organisation's proxies: real ones, real servers, in clear until STARTTLS or in TLS from the first octet."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from sync.model.accounts import Security
from sync.model.faults import Fault, Forbidden, Offline
from sync.model.ids import AccountId
from sync.transport import tls
from sync.transport.gate import Gate
from sync.transport.imap.client import ImapClient, Server
from sync.transport.proxies import Proxies
from tests.servers.dovecot import PASSWORDS, Dovecot
from tests.servers.organisation_proxies import NAME, PROGRAMS, SECRET, installed, running_proxy_of
from tests.servers.ports import free_ports

pytestmark = pytest.mark.server
pytest_plugins = ["tests.servers.fixtures"]
ACCOUNT = AccountId(3)
USER, PASSWORD = next(iter(PASSWORDS.items()))


@pytest.fixture(params=sorted(PROGRAMS))
def way(request: pytest.FixtureRequest, dovecot: Dovecot) -> Iterator[str]:
    """The address of a running proxy, without name and password."""
    scheme = str(request.param)
    if not installed(scheme):
        pytest.skip(f"{PROGRAMS[scheme]} is not installed")
    with running_proxy_of(scheme, [dovecot.imap, dovecot.imaps]) as port:
        yield f"{scheme}://{{}}127.0.0.1:{port}"


def gate_through(proxy: str, *hosts: str) -> Gate:
    gate = Gate(proxies=Proxies(mail=proxy))
    gate.allow(ACCOUNT, hosts or ["localhost"])
    return gate


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
async def test_mail_is_read_through_the_proxy(way: str, dovecot: Dovecot, security: Security) -> None:
    gate = gate_through(way.format(f"{NAME}:{SECRET}@"))
    port = dovecot.imaps if security is Security.TLS else dovecot.imap
    server = Server(ACCOUNT, "localhost", port, security, trust=dovecot.authority.trust)
    client = await ImapClient.connect(server, gate)
    try:
        await client.sign_in(USER, password=PASSWORD)
        selected = await client.select("INBOX")
        assert selected.uid_validity > 0
    finally:
        await client.close()
    assert gate.traffic(ACCOUNT, "localhost").connections == 1, "the ledger names the server, not the proxy"


@pytest.mark.parametrize(("who", "fault", "code"), [
    ("", Forbidden, "proxy_sign_in"), (f"{NAME}:wrong@", Forbidden, "proxy_sign_in"),
])  # fmt: skip
async def test_a_proxy_that_wants_another_password_is_named(
    way: str, dovecot: Dovecot, who: str, fault: type[Fault], code: str
) -> None:
    with pytest.raises(fault, match=code) as told:
        await gate_through(way.format(who)).connect(ACCOUNT, "localhost", dovecot.imaps)
    assert told.value.parameters["proxy"] == "127.0.0.1"


async def test_a_server_that_the_proxy_cannot_or_may_not_reach_is_offline(way: str, dovecot: Dovecot) -> None:
    [nobody] = free_ports(1)
    with pytest.raises(Offline, match="proxy_refused"):
        await gate_through(way.format(f"{NAME}:{SECRET}@")).connect(ACCOUNT, "localhost", nobody)


async def test_a_proxy_that_is_not_there_is_named() -> None:
    for scheme in PROGRAMS:
        [nobody] = free_ports(1)
        with pytest.raises(Offline, match="proxy_unreachable"):
            await gate_through(f"{scheme}://127.0.0.1:{nobody}").connect(ACCOUNT, "localhost", 993)


@pytest.fixture
async def talker(request: pytest.FixtureRequest) -> AsyncIterator[int]:
    """A port that answers everything with the same octets and closes."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(request.param)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()


@pytest.mark.parametrize(
    "talker", [b"", b"\x05", b"\x05\xff", b"\x04\x00", b"SSH-2.0-x\r\n", b"HTTP/1.1\r\n\r\n", b"x" * 40_000], indirect=True
)
@pytest.mark.parametrize("scheme", sorted(PROGRAMS))
async def test_what_is_no_proxy_ends_in_a_fault(talker: int, scheme: str) -> None:
    with pytest.raises((Offline, Forbidden), match="proxy_"):
        await gate_through(f"{scheme}://127.0.0.1:{talker}").connect(ACCOUNT, "localhost", 993, within=10)


async def test_no_name_is_looked_up_here(way: str, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = asyncio.get_running_loop()
    asked: list[str] = []
    real = loop.getaddrinfo

    async def noted(host: str, *arguments: int, **options: int) -> object:
        asked.append(host)
        return await real(host, *arguments, **options)

    monkeypatch.setattr(loop, "getaddrinfo", noted)
    gate = gate_through(way.format(f"{NAME}:{SECRET}@"))
    reader, writer = await gate.open(
        ACCOUNT, "localhost", dovecot.imaps, Security.TLS, tls.context(Path(dovecot.authority.trust))
    )
    assert (await reader.readline()).startswith(b"* OK")
    writer.close()
    await writer.wait_closed()
    assert asked == ["127.0.0.1"]
