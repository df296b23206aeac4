"""The link between roles: proofs, many asks at once, time limits, faults, notices, and what happens when one side goes."""

from __future__ import annotations

import asyncio
import struct
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from sync.model.faults import Bug, Fault, Forbidden, Offline, Rejected, Transient, Unsupported
from sync.rpc import codec, link, server
from sync.rpc.client import Client
from sync.rpc.messages import (
    Answer,
    Challenge,
    Command,
    Diagnose,
    Done,
    Found,
    GetSettings,
    Hello,
    KeepFile,
    Lock,
    NewMail,
    Notice,
    Parse,
    ParseContent,
    Parsed,
    Reply,
    RowsChanged,
    SearchServer,
    Stop,
    StoreState,
    SyncNow,
    Welcome,
)
from sync.rpc.peer import Peer, refuse

KEY = b"k" * link.KEY_SIZE


class Engine:
    """Answers a few commands in telling ways."""

    def __init__(self) -> None:
        self.let_go = asyncio.Event()
        self.asked: list[str] = []

    async def answer(self, body: Command | Parse) -> Reply | Parsed:
        self.asked.append(type(body).__name__)
        match body:
            case SearchServer(collection=number):
                if number == 1:
                    await self.let_go.wait()
                return Found([number])
            case SyncNow():
                raise Rejected("over_quota", "plein", size=3)
            case Lock():
                raise Transient("busy", retry_after=4.5)
            case Diagnose():
                raise ZeroDivisionError("a subject that must not be logged")
            case _:
                return Done()


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="ecr-") as name:
        yield Path(name)


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
async def listening(folder: Path, engine: Engine) -> AsyncIterator[server.Server]:
    listening = server.Server(
        folder / "s", KEY, engine.answer, greeting=lambda: link.Greeting(schema=3, version="1.2", unlocked=True)
    )
    await listening.start()
    yield listening
    await listening.stop()


@pytest.fixture
async def client(listening: server.Server) -> AsyncIterator[Client]:
    client = await Client.connect(listening.path, KEY, "desktop")
    yield client
    await client.close()


async def test_the_welcome_says_how_the_listener_is(client: Client) -> None:
    assert (client.welcome.schema, client.welcome.version, client.welcome.unlocked) == (3, "1.2", True)
    assert await client.ask(StoreState()) == Done()


async def test_a_wrong_key_is_turned_away_on_both_sides(listening: server.Server, engine: Engine) -> None:
    with pytest.raises(Forbidden, match="link_refused"):
        await Client.connect(listening.path, b"w" * 32, "desktop")
    assert not engine.asked
    assert not listening.peers


async def test_an_unknown_role_is_turned_away(listening: server.Server) -> None:
    with pytest.raises(Forbidden, match="link_refused"):
        await Client.connect(listening.path, KEY, "parser")


async def test_nobody_listening_is_offline(folder: Path) -> None:
    with pytest.raises(Offline, match="engine_gone"):
        await Client.connect(folder / "nobody", KEY, "desktop")


async def test_a_listener_that_does_not_know_the_key_is_not_trusted(folder: Path) -> None:
    async def impostor(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.writelines(codec.encode(Challenge(b"n" * 32, 1)))
        hello = codec.decode_handshake(await codec.read_body(reader, 4096), Hello)
        writer.writelines(codec.encode(Welcome(hello.proof, 1, 0, "", True)))  # reflects the caller's own proof
        await writer.drain()
        writer.close()

    listening = await asyncio.start_unix_server(impostor, folder / "i")
    with pytest.raises(Forbidden, match="link_refused"):
        await Client.connect(folder / "i", KEY, "desktop")
    listening.close()


async def test_another_protocol_version_is_said_so(folder: Path) -> None:
    async def newer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.writelines(codec.encode(Challenge(b"n" * 32, 99)))
        await writer.drain()
        writer.close()

    listening = await asyncio.start_unix_server(newer, folder / "n")
    with pytest.raises(Unsupported) as caught:
        await Client.connect(folder / "n", KEY, "desktop")
    assert caught.value.parameters == {"ours": 1, "theirs": 99}
    listening.close()


async def test_a_silent_caller_is_dropped(listening: server.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "HANDSHAKE_SECONDS", 0.05)
    reader, writer = await asyncio.open_unix_connection(listening.path)
    async with asyncio.timeout(5):
        assert await reader.read() != b""  # the challenge, then the end
    writer.close()


async def test_an_unproven_caller_may_not_send_much(listening: server.Server, engine: Engine) -> None:
    reader, writer = await asyncio.open_unix_connection(listening.path)
    writer.write(struct.pack(">I", 5_000_000) + b"x" * 1000)
    async with asyncio.timeout(5):
        await reader.read()
    writer.close()
    assert not engine.asked


async def test_many_asks_are_in_flight_and_answers_find_their_askers(client: Client, engine: Engine) -> None:
    slow = asyncio.create_task(client.ask(SearchServer(1, "")))
    quick = await asyncio.gather(*(client.ask(SearchServer(n, "")) for n in range(2, 400)))
    assert [found.messages for found in quick if isinstance(found, Found)] == [[n] for n in range(2, 400)]
    assert not slow.done()
    engine.let_go.set()
    assert await slow == Found([1])


async def test_faults_cross_the_link_with_their_parameters(client: Client) -> None:
    with pytest.raises(Rejected) as rejected:
        await client.ask(SyncNow())
    assert (rejected.value.code, rejected.value.reason, rejected.value.parameters["size"]) == ("over_quota", "plein", 3)
    with pytest.raises(Transient) as transient:
        await client.ask(Lock())
    assert transient.value.retry_after == 4.5


async def test_an_unexpected_error_becomes_a_bug_and_its_words_stay_out_of_the_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Bug) as bug:
        await client.ask(Diagnose())
    assert bug.value.parameters == {"ask": "Diagnose", "error": "ZeroDivisionError"}
    assert "ZeroDivisionError" in caplog.text
    assert "subject" not in caplog.text
    assert await client.ask(GetSettings()) == Done()


async def test_an_ask_whose_time_is_over_fails_alone_and_its_late_answer_is_dropped(
    client: Client, engine: Engine
) -> None:
    with pytest.raises(Transient, match="engine_slow"):
        await client.ask(SearchServer(1, ""), timeout=0.02)
    engine.let_go.set()
    assert await client.ask(SearchServer(2, "")) == Found([2])


async def test_an_ask_too_large_fails_alone(client: Client) -> None:
    with pytest.raises(Bug, match="frame_too_large"):
        await client.ask(KeepFile("t", b"x" * codec.PIECE_LIMIT, True))
    assert await client.ask(GetSettings()) == Done()


async def test_notices_reach_every_caller_in_order(listening: server.Server) -> None:
    heard: list[list[Notice]] = [[], []]
    clients = [await Client.connect(listening.path, KEY, "desktop", box.append) for box in heard]
    told: list[Notice] = [*(RowsChanged("message", [n]) for n in range(50)), NewMail(1, [2])]
    for notice in told:
        listening.tell(notice)
    for client in clients:
        await client.ask(GetSettings())  # answered after the notices
    assert heard == [told, told]
    for client in clients:
        await client.close()


async def test_a_caller_that_wants_no_notices_lets_them_pass(listening: server.Server, client: Client) -> None:
    listening.tell(NewMail(1, [2]))
    assert await client.ask(GetSettings()) == Done()


async def test_when_the_listener_goes_pending_asks_fail_and_the_client_knows(
    listening: server.Server, client: Client
) -> None:
    pending = asyncio.create_task(client.ask(SearchServer(1, "")))
    await client.ask(GetSettings())
    await listening.stop()
    with pytest.raises(Offline, match="engine_gone"):
        await pending
    async with asyncio.timeout(5):
        await client.closed
    with pytest.raises(Offline, match="engine_gone"):
        await client.ask(GetSettings())


async def test_an_answer_given_just_before_stopping_still_arrives(folder: Path) -> None:
    async def answer(body: Command | Parse) -> Reply | Parsed:
        stopping.set()
        return Found(list(range(200_000)))

    stopping = asyncio.Event()
    listening = server.Server(folder / "s", KEY, answer)
    await listening.start()
    client = await Client.connect(folder / "s", KEY, "cli")
    asked = asyncio.create_task(client.ask(Stop()))
    await stopping.wait()
    await asyncio.gather(listening.stop(), asked)
    assert asked.result() == Found(list(range(200_000)))
    await client.close()


async def test_a_proven_caller_that_breaks_the_rules_is_dropped_and_others_go_on(
    listening: server.Server, client: Client
) -> None:
    bad = await Client.connect(listening.path, KEY, "desktop")
    bad._peer._post(codec.encode(Answer(5, Done())))  # nobody asked for that
    async with asyncio.timeout(5):
        await bad.closed
    assert await client.ask(GetSettings()) == Done()
    await bad.close()


async def test_the_engine_asks_its_parser_with_large_messages(folder: Path) -> None:
    came: asyncio.Future[Peer] = asyncio.get_running_loop().create_future()

    async def parse(body: Command | Parse) -> Reply | Parsed:
        assert isinstance(body, ParseContent)
        return Parsed([body.message[::-1]])

    listening = server.Server(
        folder / "p", KEY, refuse, roles=frozenset({"parser"}), limit=codec.PARSER_LIMIT, arrived=came.set_result
    )
    await listening.start()
    parser = await Client.connect(folder / "p", KEY, "parser", answer=parse, limit=codec.PARSER_LIMIT)
    peer = await came
    raw = b"ab" * codec.PIECE_LIMIT
    small, large = await asyncio.gather(peer.ask(ParseContent(b"xyz")), peer.ask(ParseContent(raw)))
    assert small == Parsed([b"zyx"])
    assert large == Parsed([raw[::-1]])
    with pytest.raises(Bug, match="takes_no_asks"):
        await parser.ask(GetSettings())
    await parser.close()
    with pytest.raises(Offline, match="parser_gone"):
        await peer.ask(ParseContent(b""))
    await listening.stop()


async def test_a_new_listener_takes_the_place_of_a_dead_socket(folder: Path) -> None:
    path = folder / "s"
    path.touch()
    listening = server.Server(path, KEY, refuse)
    await listening.start()
    assert path.stat().st_mode & 0o777 == 0o600
    client = await Client.connect(path, KEY, "desktop")
    with pytest.raises(Fault):
        await client.ask(GetSettings())
    await client.close()
    await listening.stop()
    assert not path.exists()
