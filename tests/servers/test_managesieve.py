"""ManageSieve against Dovecot's Pigeonhole and Cyrus' timsieved: scripts written, checked, active, and those of others left."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.model.accounts import Account, Endpoint, Identity, Security, Service
from sync.model.faults import AuthNeeded, Fault, Forbidden, Offline, Rejected
from sync.model.ids import AccountId, RemoteId, new_operation_id
from sync.model.operations import RemoteOperation, SaveScript
from sync.model.rules import ScriptTruth
from sync.protocols.base import Secret, Surroundings
from sync.protocols.managesieve.scripts import SCRIPTS, ManageSieveScripts, revision_of
from sync.transport.gate import Gate
from sync.transport.managesieve import ManageSieve
from tests.servers.dovecot import PASSWORDS

pytestmark = pytest.mark.server

ALICE, _, ZOE = PASSWORDS
OURS = 'require "fileinto";\r\n# rule:[Été]\r\nif header :contains "subject" "été" { fileinto "Archive"; }\r\n'.encode()
THEIRS = b'# de la messagerie web\r\nif header :contains "subject" "promo" { discard; }\r\n'


@dataclass
class Place:
    """A server with ManageSieve."""

    port: int
    trust: Path | None

    def scripts(self, user: str, password: str = "") -> ManageSieveScripts:
        endpoint = Endpoint(Service.RULES, "managesieve", "localhost", self.port, Security.STARTTLS, user)
        account = Account(AccountId(1), user, "Essai", "generic", (endpoint,), Identity(user))

        async def secret(renew: bool) -> Secret:
            return Secret("password", password or PASSWORDS[user])

        return ManageSieveScripts(Surroundings(account, endpoint, secret, self.trust, 10.0))


@pytest.fixture(params=["dovecot", "cyrus"])
def place(request: pytest.FixtureRequest) -> Place:
    server = request.getfixturevalue(request.param)
    return Place(server.sieve, server.authority.trust)


@pytest.fixture
async def scripts(place: Place) -> AsyncIterator[ManageSieveScripts]:
    made = place.scripts(ZOE)
    yield made
    async with made._connected() as sieve:
        await sieve.activate("")
        for one in await sieve.scripts():
            await sieve.delete(one.name)


async def kept(scripts: ManageSieveScripts) -> dict[str, tuple[bytes, bool]]:
    page = await scripts.changes(SCRIPTS, None)
    found = {}
    for change in page.upserts:
        assert isinstance(change.truth, ScriptTruth)
        assert change.revision == revision_of(change.truth.content)
        found[str(change.item)] = (change.truth.content, change.truth.active)
    return found


def save(content: bytes, base: bytes = b"", name: str = "ecritoire", **more: object) -> RemoteOperation:
    known = revision_of(base) if base else ""
    return RemoteOperation(new_operation_id(), SaveScript(name, content, base=known, **more))  # type: ignore[arg-type]


async def test_a_script_is_written_made_active_and_written_over(scripts: ManageSieveScripts) -> None:
    assert [one.service for one in await scripts.collections()] == [Service.RULES]
    operation = save(OURS)
    await scripts.apply(operation)
    await scripts.apply(operation)
    assert await kept(scripts) == {"ecritoire": (OURS, True)}
    page = await scripts.changes(SCRIPTS, None)
    assert {b"fileinto", b"vacation", b"imap4flags"} <= set(page.cursor.split())
    newer = OURS + b"# rule:[Rien]\r\nif false { discard; }\r\n"
    await scripts.apply(save(newer, OURS))
    assert await kept(scripts) == {"ecritoire": (newer, True)}
    brought = [chunk async for chunk in scripts.fetch(SCRIPTS, [RemoteId("ecritoire"), RemoteId("absent")], None)]  # type: ignore[arg-type]
    assert [chunk.data for chunk in brought] == [newer, None]


async def test_a_script_of_somebody_else_is_never_harmed(scripts: ManageSieveScripts) -> None:
    await scripts.apply(save(THEIRS, name="roundcube"))
    with pytest.raises(Rejected, match="rules_changed") as refused:
        await scripts.apply(save(OURS))
    assert refused.value.parameters["name"] == "roundcube"
    with pytest.raises(Rejected, match="rules_changed"):
        await scripts.apply(save(OURS, b"# une autre version\n", name="roundcube"))
    assert await kept(scripts) == {"roundcube": (THEIRS, True)}
    await scripts.apply(save(OURS, active=False))
    assert await kept(scripts) == {"roundcube": (THEIRS, True), "ecritoire": (OURS, False)}
    await scripts.apply(save(OURS, OURS, instead_of="roundcube"))
    assert await kept(scripts) == {"roundcube": (THEIRS, False), "ecritoire": (OURS, True)}


async def test_a_script_with_a_mistake_is_refused_with_the_compilers_words(scripts: ManageSieveScripts) -> None:
    with pytest.raises(Rejected, match="script_refused") as refused:
        await scripts.apply(save(b"si le sujet dit budget"))
    assert refused.value.reason
    async with scripts._connected() as sieve:
        with pytest.raises(Rejected, match="script_refused"):
            await sieve.check(b"fileinto;")
        await sieve.check(OURS)
    assert await kept(scripts) == {}


async def test_names_and_contents_survive_as_they_are(scripts: ManageSieveScripts) -> None:
    long = OURS + b"".join(b"# rule:[%d]\r\nif false { discard; }\r\n" % number for number in range(300))
    await scripts.apply(save(long, name='Regles_2'))
    assert await kept(scripts) == {"Regles_2": (long, True)}
    with pytest.raises(Rejected, match="bad_name"):
        await scripts.apply(save(OURS, name="deux\nlignes", active=False))


async def test_a_wrong_password_and_a_wrong_certificate_are_said(place: Place) -> None:
    with pytest.raises(AuthNeeded, match="wrong_password"):
        await place.scripts(ALICE, "mauvais").collections()
    with pytest.raises(Forbidden, match="certificate"):
        await Place(place.port, None).scripts(ALICE).collections()


async def _served(answers: list[bytes]) -> tuple[asyncio.Server, int, list[bytes]]:
    heard: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for one in answers:
            writer.write(one)
            await writer.drain()
            heard.append(await reader.readline())
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    return server, server.sockets[0].getsockname()[1], heard


@pytest.mark.parametrize(
    ("greeting", "fault"),
    [
        ([b'"IMPLEMENTATION" "x"\r\n"SASL" "PLAIN"\r\nOK\r\n'], Forbidden),
        ([b'"STARTTLS"\r\n"SASL" "PLAIN"\r\nOK\r\n', b'OK\r\n"SASL" "PLAIN"\r\nOK "smuggled"\r\n'], Forbidden),
        ([b'BYE (TRYLATER) "trop de monde"\r\n'], Fault),
        ([b"220 exemple.fr ESMTP\r\n\r\n" * 3], Offline),
        ([b'"A" {99999999}\r\n'], Offline),
        ([b"\xff\xfe {{{\r\n"], Offline),
        ([b""], Offline),
    ],
    ids=["no TLS", "an answer smuggled before TLS", "too busy", "another protocol", "a huge literal", "garbage", "silence"],
)
async def test_nothing_secret_is_said_to_a_server_that_is_not_one(greeting: list[bytes], fault: type[Fault]) -> None:
    server, port, heard = await _served(greeting)
    gate = Gate()
    gate.allow(AccountId(1), ["127.0.0.1"])
    with pytest.raises(fault):
        await ManageSieve.connect(gate, AccountId(1), "127.0.0.1", port, Security.STARTTLS, timeout=0.5)
    server.close()
    assert all(b"AUTHENTICATE" not in line for line in heard)
