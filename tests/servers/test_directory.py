"""A directory over LDAP, on a real OpenLDAP and against servers that lie: people are found, and every other end is a fault."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest

from sync.model.accounts import Account, Endpoint, Identity, Security, Service
from sync.model.contacts import DirectoryPerson
from sync.model.faults import AuthNeeded, Fault, Forbidden, Gone, Offline, Unreadable
from sync.model.ids import AccountId
from sync.protocols.base import Secret, Surroundings
from sync.protocols.ldap.directory import LdapDirectory
from sync.transport.ldap import ber, messages
from tests.servers.authority import Authority
from tests.servers.directory import ALICE, BASE, PASSWORD, Directory, installed, running_directory
from tests.servers.ports import HOST

pytestmark = pytest.mark.server

NAME = f"uid={{user}},ou=people,{BASE}"


@pytest.fixture(scope="module")
def directory() -> Iterator[Directory]:
    if not installed():
        pytest.skip("slapd is not installed")
    with running_directory(crowd=120) as server:
        yield server


Look = Callable[..., LdapDirectory]


@pytest.fixture
async def look() -> AsyncIterator[Callable[..., LdapDirectory]]:
    """Makes the directory of somebody; all are closed at the end."""
    made: list[LdapDirectory] = []

    def of(
        port: int, authority: Authority, security: Security = Security.TLS, user: str = ALICE, password: str = PASSWORD,
        seconds: float = 10.0, **parameters: str,
    ) -> LdapDirectory:  # fmt: skip
        endpoint = Endpoint(
            Service.DIRECTORY, "ldap", "localhost", port, security, user=user, parameters={"name": NAME, **parameters}
        )
        account = Account(AccountId(1), "alice@exemple.fr", "", "generic", (endpoint,), Identity("alice@exemple.fr"))

        async def secret(renew: bool) -> Secret:
            return Secret("password", password)

        made.append(LdapDirectory(Surroundings(account, endpoint, secret, authority.trust, seconds)))
        return made[-1]

    yield of
    for one in made:
        await one.close()


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
async def test_people_are_found_by_the_beginnings_of_their_names(directory: Directory, look: Look, security: Security) -> None:
    port = directory.tls_port if security is Security.TLS else directory.port
    protocol = look(port, directory.authority, security)
    assert await protocol.people("morv cla", 20) == (
        DirectoryPerson(
            "Claire Morvan", "claire.morvan@exemple.fr", "", "DREAL Bretagne", "Inspectrice ICPE", ("+33 2 99 00 00 00",),
            "Claire", "Morvan",
        ),
    )
    assert [one.name for one in await protocol.people("duval", 20)] == ["Élodie Martin-Duval"], "the second half of a name"
    assert [one.name for one in await protocol.people("le goff", 20)] == ["Erwan Le Goff"]
    assert await protocol.people("inconnu", 20) == ()
    assert await protocol.people("  ", 20) == ()


async def test_what_is_typed_is_no_pattern(directory: Directory, look: Look) -> None:
    protocol = look(directory.tls_port, directory.authority)
    assert [one.name for one in await protocol.people("*", 20)] == ["Étoile * (test)"]
    assert [one.name for one in await protocol.people("(test)", 20)] == ["Étoile * (test)"]
    for nasty in (")(uid=*", "\\2a", "\0", "x" * 5000, "é" * 300):
        assert len(await protocol.people(nasty, 20)) == 0


async def test_a_server_that_has_more_than_it_tells_has_told_enough(directory: Directory, look: Look) -> None:
    protocol = look(directory.tls_port, directory.authority)
    assert len(await protocol.people("personne", 20)) == 20
    assert len(await protocol.people("personne", 100)) == 50, "the server's own limit"


async def test_the_base_is_found_where_the_endpoint_does_not_say_it(directory: Directory, look: Look) -> None:
    assert len(await look(directory.tls_port, directory.authority, base=BASE).people("morvan", 5)) == 1
    assert len(await look(directory.tls_port, directory.authority).people("morvan", 5)) == 1
    with pytest.raises(Gone, match="directory_base"):
        await look(directory.tls_port, directory.authority, base="dc=ailleurs,dc=fr").people("morvan", 5)


@pytest.mark.parametrize(("user", "password"), [(ALICE, "faux"), ("personne", PASSWORD), (ALICE, ""), ("x,ou=y", PASSWORD)])
async def test_a_wrong_sign_in_is_said(directory: Directory, look: Look, user: str, password: str) -> None:
    with pytest.raises(AuthNeeded, match="wrong_password"):
        await look(directory.tls_port, directory.authority, user=user, password=password).collections()


async def test_without_a_sign_in_the_server_tells_nothing(directory: Directory, look: Look) -> None:
    with pytest.raises(Fault):
        await look(directory.tls_port, directory.authority, anonymous="yes").people("morvan", 5)


async def test_a_certificate_of_somebody_else_ends_it_before_the_password(
    directory: Directory, look: Look, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Authority(tmp_path_factory.mktemp("autre"))
    for security, port in ((Security.TLS, directory.tls_port), (Security.STARTTLS, directory.port)):
        with pytest.raises(Forbidden, match="certificate"):
            await look(port, other, security).collections()


async def test_a_connection_that_was_lost_meanwhile_is_opened_again(directory: Directory, look: Look) -> None:
    protocol = look(directory.tls_port, directory.authority)
    await protocol.people("morvan", 5)
    assert protocol._ldap is not None
    protocol._ldap._writer.transport.abort()
    await asyncio.sleep(0)
    assert len(await protocol.people("morvan", 5)) == 1


# --- servers that lie

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
DONE = ber.number(0, ber.ENUMERATED) + ber.text("") + ber.text("")
BOUND = ber.write(ber.SEQUENCE, ber.number(1), ber.write(messages.BIND_DONE, DONE))


@contextlib.asynccontextmanager
async def liar(authority: Authority, answer: bytes, *, bound: bool = True) -> AsyncIterator[int]:
    """A server that takes any sign-in, then says this to whatever is asked."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            await reader.read(65536)
            writer.write(BOUND if bound else answer)
            await reader.read(65536)
            writer.write(answer)
            await writer.drain()
            await reader.read(65536)
        writer.close()

    server = await asyncio.start_server(talk, HOST, 0, ssl=authority.good().context())
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def entry(number: int, *attributes: bytes) -> bytes:
    listed = ber.write(ber.SEQUENCE, *attributes)
    return ber.write(ber.SEQUENCE, ber.number(number), ber.write(messages.ENTRY, ber.text("cn=x"), listed))


MAIL = ber.write(ber.SEQUENCE, ber.text("mail"), ber.write(ber.SET, ber.text("x@y.fr")))
LIES = {
    "nothing but noise": b"\xff" * 200,
    "http": b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    "a length of four gigabytes": b"\x30\x84\xff\xff\xff\xff",
    "an endless length": b"\x30\x80\x02\x01\x02",
    "a length of lengths": b"\x30\x89\x01\x02\x03\x04\x05\x06\x07\x08\x09",
    "a number that is none": ber.write(ber.SEQUENCE, ber.text("2"), ber.write(messages.SEARCH_DONE, DONE)),
    "a number of nine octets": ber.write(ber.SEQUENCE, ber.write(ber.INTEGER, b"\1" * 9), ber.write(messages.SEARCH_DONE, DONE)),
    "an empty message": ber.write(ber.SEQUENCE),
    "the answer to another question": ber.write(ber.SEQUENCE, ber.number(2), ber.write(messages.BIND_DONE, DONE)),
    "an end without a reason": ber.write(ber.SEQUENCE, ber.number(2), ber.write(messages.SEARCH_DONE)),
    "an entry without attributes": ber.write(ber.SEQUENCE, ber.number(2), ber.write(messages.ENTRY, ber.text("cn=x"))),
    "an attribute that is longer than its message": ber.write(
        ber.SEQUENCE, ber.number(2), ber.write(messages.ENTRY, ber.text("cn=x"), b"\x30\x7f\x04")
    ),
    "more entries than were asked for": entry(2, MAIL) * 50,
    "entries for nobody, without end": entry(9, MAIL) * 5000,
    "sequences inside each other": ber.write(ber.SEQUENCE, ber.number(2), b"\x30\x82\x10\x00" * 900 + b"\0" * 4096),
    "a goodbye": ber.write(ber.SEQUENCE, ber.number(0), ber.write(messages.EXTENDED_DONE, DONE)),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
async def test_a_server_that_lies_ends_in_a_fault(look: Look, tmp_path: object, lie: bytes, directory: Directory) -> None:
    async with liar(directory.authority, lie) as port:
        protocol = look(port, directory.authority, seconds=2.0, base=BASE)
        with pytest.raises((Unreadable, Offline)):
            await protocol.people("morvan", 20)


async def test_a_server_that_hangs_up_or_says_nothing_is_offline(look: Look, directory: Directory) -> None:
    async with liar(directory.authority, b"") as port:
        with pytest.raises(Offline, match="timeout"):
            await look(port, directory.authority, seconds=0.3, base=BASE).people("morvan", 20)


async def test_starttls_is_never_skipped(look: Look, directory: Directory) -> None:
    """A server in clear that refuses, or that says more than it was asked before TLS begins."""
    refusal = ber.number(2, ber.ENUMERATED) + ber.text("") + ber.text("no")
    yes = ber.write(ber.SEQUENCE, ber.number(1), ber.write(messages.EXTENDED_DONE, DONE))
    no = ber.write(ber.SEQUENCE, ber.number(1), ber.write(messages.EXTENDED_DONE, refusal))
    for said in (no, yes + BOUND):
        heard = b""

        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, said: bytes = said) -> None:
            nonlocal heard
            heard += await reader.read(65536)
            writer.write(said)
            with contextlib.suppress(OSError):
                await writer.drain()
                heard += await reader.read(65536)
            writer.close()

        server = await asyncio.start_server(talk, HOST, 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            with pytest.raises(Forbidden, match="no_tls"):
                await look(port, directory.authority, Security.STARTTLS).collections()
        assert PASSWORD.encode() not in heard
