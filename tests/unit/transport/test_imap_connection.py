"""A conversation with servers that stall, lie, babble and hang up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from sync.model.accounts import Security
from sync.model.faults import AuthNeeded, Fault, Forbidden, Gone, Offline, Rejected, Transient, Uncertain
from sync.model.ids import AccountId
from sync.transport.gate import Gate, Traffic
from sync.transport.imap.client import ImapClient, Server
from sync.transport.imap.codes import fault_of
from sync.transport.imap.commands import Literal
from sync.transport.imap.connection import Connection
from sync.transport.imap.inflow import Inflow, Piece, Request
from sync.transport.imap.response import Response
from sync.transport.imap.splitter import Limits, Streamed
from tests.unit.transport.scripted import Say, Scripted, scripted

GREETING = b"* OK Bonjour\r\n"
HOST = "127.0.0.1"


@asynccontextmanager
async def connected(
    say: Say, *, greeting: bytes = GREETING, patience: float = 5.0, limits: Limits | None = None
) -> AsyncIterator[tuple[Connection, Scripted]]:
    async with scripted(greeting, say) as server:
        gate = Gate()
        gate.allow(AccountId(1), [HOST])
        _, connection = await gate.attach(
            AccountId(1), HOST, server.port, lambda: Connection(HOST, Traffic(), patience, limits), context=None
        )
        connection.literal_plus = True
        try:
            yield connection, server
        finally:
            connection.drop(Offline("end"))


def answering(*answers: bytes) -> Say:
    """Answer each command with the next of `answers`, `%t` standing for the tag."""
    left = list(answers)

    def say(tag: bytes, words: list[bytes]) -> bytes | None:
        return left.pop(0).replace(b"%t", tag) if left else None

    return say


async def test_commands_are_answered_by_tag_in_any_order() -> None:
    def say(tag: bytes, words: list[bytes]) -> bytes:
        return b"" if tag == b"e1" else b"e2 OK deux\r\ne1 NO [OVERQUOTA] un\r\n"

    async with connected(say) as (connection, _):
        first, second = await connection.start([b"NOOP"]), await connection.start([b"NOOP"])
        assert (await connection.finish(second)).words == b"deux"
        with pytest.raises(Rejected, match="over_quota"):
            await connection.finish(first)


async def test_a_literal_that_never_comes_ends_with_a_timeout() -> None:
    async with connected(answering(b"* 1 FETCH (BODY[] {50000}\r\nabc"), patience=0.2) as (connection, _):
        with pytest.raises(Offline, match="timeout"):
            await connection.run([b"FETCH 1 BODY[]"])
        assert not connection.alive


async def test_silence_instead_of_a_greeting_ends_with_a_timeout() -> None:
    async with connected(answering(), greeting=b"", patience=0.2) as (connection, _):
        with pytest.raises(Offline, match="timeout"):
            await connection.greeting


@pytest.mark.parametrize(
    ("babble", "detail"),
    [
        (b"* " + b"x" * 9000 + b"\r\n", "line_too_long"),
        (b"* X " + b"x" * 9000, "line_too_long"),
        (b"* 1 FETCH (BODY[] {5000000000}\r\n", "literal_too_big"),
        (b"%t9 OK whose?\r\n", "unknown_tag"),
        (b"+ go on\r\n", "unexpected_continuation"),
        (b"\r\n", "empty_response"),
        (b"%t PERHAPS\r\n", "bad_completion"),
    ],
)
async def test_babble_ends_the_conversation(babble: bytes, detail: str) -> None:
    async with connected(answering(babble), limits=Limits(line=8000)) as (connection, _):
        with pytest.raises(Offline, match="bad_response") as caught:
            await connection.run([b"NOOP"])
        assert caught.value.parameters["detail"] == detail


async def test_hundreds_of_thousands_of_parentheses_are_refused() -> None:
    speech = b"* 1 FETCH " + b"(" * 300_000 + b"\r\n"
    async with connected(answering(speech)) as (connection, _):
        inflow = Inflow(connection, [Request(frozenset({1}), b"1", b"(UID BODYSTRUCTURE)")])
        with pytest.raises(Offline, match="bad_response"):
            async for _ in inflow.answers():
                pass


async def test_the_words_of_a_goodbye_are_kept() -> None:
    async with connected(answering(b"* OK [ALERT] Entretien\r\n* BYE On ferme\r\n")) as (connection, _):
        flight = await connection.start([b"NOOP"])
        await connection.start([b"NOOP"])
        with pytest.raises(Offline, match="server_closed") as caught:
            await connection.finish(flight)
        assert caught.value.parameters["reason"] == "On ferme"
        assert connection.alerts == ["Entretien"]


async def test_a_command_that_left_without_an_answer_is_uncertain_only_if_it_matters() -> None:
    async with connected(answering()) as (connection, _):
        with pytest.raises(Uncertain, match="answer_lost"):
            await connection.run_once([b"APPEND x ", Literal(b"abc")])
    async with connected(answering()) as (connection, _):
        with pytest.raises(Offline, match="connection_lost"):
            await connection.run([b"STORE"])


async def test_a_refused_literal_is_not_sent() -> None:
    async with connected(answering(b"%t NO [TOOBIG] trop\r\n", b"%t OK\r\n")) as (connection, server):
        connection.literal_plus = False
        with pytest.raises(Rejected, match="too_big"):
            await connection.run_once([b"APPEND x ", Literal(b"0123456789")])
        await connection.run([b"NOOP"])
        assert server.heard == [b"e1 APPEND x {10}", b"e2 NOOP"]


async def test_cancelling_a_command_drops_the_connection() -> None:
    async with connected(answering(b"")) as (connection, _):
        running = asyncio.ensure_future(connection.run([b"NOOP"]))
        await asyncio.sleep(0)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert not connection.alive


async def test_what_nobody_asked_for_disturbs_nobody() -> None:
    unasked = (
        b"* 9 EXISTS\r\n* 3 FETCH (FLAGS (\\Seen))\r\n* 4 FETCH (UID 99 BODY[] {3}\r\nabc)\r\n* X-STRANGE (1 2)\r\n"
        b"* 5 FETCH (UID 7 BODY[] {2}\r\nok)\r\n%t OK\r\n"
    )
    async with connected(answering(unasked)) as (connection, _):
        found = []
        async for batch in Inflow(connection, [Request(frozenset({7}), b"7", b"(UID BODY.PEEK[])")]).answers():
            found += [one for one in batch if isinstance(one, dict)]
        assert [one[b"BODY[]"] for one in found] == [b"ok"]


@pytest.mark.parametrize("uid_first", [True, False])
async def test_big_messages_come_in_pieces_wherever_the_uid_stands(uid_first: bool) -> None:
    size = 700_000
    before, after = (b"UID 7 ", b"") if uid_first else (b"", b" UID 7")
    speech = b"* 5 FETCH (%bBODY[] {%d}\r\n%b%b)\r\n%%t OK\r\n" % (before, size, b"x" * size, after)
    async with connected(answering(speech)) as (connection, _):
        found = []
        async for batch in Inflow(connection, [Request(frozenset({7}), b"7", b"(UID BODY.PEEK[])")]).answers():
            found += batch
        pieces = [one for one in found if isinstance(one, Piece)]
        assert b"".join(piece.octets for piece in pieces) == b"x" * size
        [whole] = [one for one in found if isinstance(one, dict)]
        assert whole[b"BODY[]"] == Streamed(size)
        assert {piece.uid for piece in pieces} == {7}


async def test_a_slow_reader_holds_the_server_back() -> None:
    message = b"* 1 FETCH (UID 1 BODY[] {200000}\r\n" + b"x" * 200_000 + b")\r\n"
    async with connected(answering(message * 400 + b"%t OK\r\n")) as (connection, _):
        inflow = Inflow(connection, [Request(frozenset({1}), b"1", b"(UID BODY.PEEK[])")]).answers()
        first = await anext(inflow)
        for _ in range(200):
            await asyncio.sleep(0)
        assert connection._traffic.received < 20_000_000
        total = len(first) + sum([len(batch) async for batch in inflow])
        assert total == 401


def server_at(port: int, security: Security = Security.STARTTLS, patience: float = 5.0) -> tuple[Server, Gate]:
    gate = Gate()
    gate.allow(AccountId(1), [HOST])
    return Server(AccountId(1), HOST, port, security, timeout=patience), gate


async def test_signed_in_before_tls_is_refused() -> None:
    async with scripted(b"* PREAUTH Entrez\r\n", answering()) as server:
        with pytest.raises(Forbidden, match="signed_in_by_others"):
            await ImapClient.connect(*server_at(server.port))
        assert server.heard == []


async def test_a_server_without_tls_gets_no_secret() -> None:
    async with scripted(GREETING, answering(b"%t BAD Quoi ?\r\n")) as server:
        with pytest.raises(Forbidden, match="no_tls"):
            await ImapClient.connect(*server_at(server.port))
        assert [line.split(b" ", 1)[1] for line in server.heard] == [b"STARTTLS"]


async def test_responses_injected_behind_starttls_are_not_believed() -> None:
    injected = (
        b"%t OK Commencez\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\ne2 OK [CAPABILITY IMAP4rev1] Fait\r\ne3 OK Fait\r\n"
    )
    async with scripted(GREETING, answering(injected, b"")) as server:
        with pytest.raises(Offline):
            await ImapClient.connect(*server_at(server.port, patience=0.5))
        assert not any(b"LOGIN" in line or b"AUTHENTICATE" in line for line in server.heard)


async def test_hosts_that_are_not_on_the_list_are_never_called() -> None:
    async with scripted(GREETING, answering()) as server:
        with pytest.raises(Forbidden, match="host_not_allowed"):
            await ImapClient.connect(server_at(server.port)[0], Gate())
    with pytest.raises(Offline, match="refused"):
        await ImapClient.connect(*server_at(server.port))


@pytest.mark.parametrize(
    ("line", "signing_in", "kind", "code"),
    [
        (b"e1 NO [AUTHENTICATIONFAILED] non", True, AuthNeeded, "wrong_password"),
        (b"e1 NO non", True, AuthNeeded, "wrong_password"),
        (b"e1 NO [UNAVAILABLE] plus tard", True, Transient, "unavailable"),
        (b"e1 NO [LIMIT] trop de connexions", True, Transient, "limit"),
        (b"e1 NO [LIMIT] trop", False, Rejected, "limit"),
        (b"e1 NO [OVERQUOTA] plein", False, Rejected, "over_quota"),
        (b"e1 NO [NOPERM] non", False, Rejected, "no_permission"),
        (b"e1 NO [TRYCREATE] absent", False, Gone, "collection"),
        (b"e1 NO [NONEXISTENT] absent", False, Gone, "collection"),
        (b"e1 NO [ALREADYEXISTS] deja", False, Rejected, "already_exists"),
        (b"e1 NO [INUSE] occupe", False, Transient, "in_use"),
        (b"e1 NO [PRIVACYREQUIRED] chiffrez", True, Forbidden, "privacy_required"),
        (b"e1 NO [X-AUTRE] non", False, Rejected, "refused"),
        (b"e1 BAD quoi", False, Rejected, "command_refused"),
    ],
)
def test_refusals_become_faults(line: bytes, signing_in: bool, kind: type[Fault], code: str) -> None:
    fault = fault_of(Response([line]), signing_in=signing_in)
    assert (type(fault), fault.code) == (kind, code)
    assert fault.parameters["reason"] == line.split(b" ", 2)[2].split(b"] ")[-1].decode()


def test_the_reason_is_fit_for_a_window() -> None:
    fault = fault_of(Response([b"e1 NO " + b"a\x1b[31m\xff\x00" * 200]))
    reason = str(fault.parameters["reason"])
    assert len(reason) <= 300
    assert reason.isprintable()
