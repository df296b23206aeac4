"""The roles as real processes: started, proven, killed in the middle, started again, ended in good order."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import psutil
import pytest

from app import paths, spawn, supervisor
from app.parsers import Parsers, Worker
from app.supervisor import EngineState, Supervisor
from app.terminal.attach import attached
from app.terminal.output import Output
from sync.engine.parsing import ParserProcess
from sync.model.faults import Bug, Fault, Forbidden, Offline, Unreadable
from sync.model.mail import Content, Draft, Envelope, Summary
from sync.rpc.client import Client
from sync.rpc.codec import PARSER_LIMIT
from sync.rpc.link import new_key
from sync.rpc.messages import (
    BuildMessage,
    CleanPicture,
    Diagnose,
    Diagnosis,
    DraftOfMessage,
    FetchWhole,
    Found,
    GetSettings,
    Lock,
    Notice,
    ParseContent,
    Parsed,
    ParseHeaders,
    ParsePart,
    ParseSummaries,
    SearchServer,
    Stop,
    StoreState,
    StoreStateAnswer,
)
from sync.rpc.peer import Peer, refuse
from sync.rpc.server import Server
from sync.serial import from_json, to_json

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[2]
RAW = b"From: a@b.example\r\nSubject: Essai\r\n\r\nBonjour"


@pytest.fixture
def profile() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="ecr-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def pretend(profile: Path, how: str = "") -> list[str]:
    return [sys.executable, str(Path(__file__).with_name("pretend_engine.py")), str(profile), *([how] if how else [])]


async def until(true: Callable[[], bool], what: str) -> None:
    try:
        async with asyncio.timeout(30):
            while not true():  # noqa: ASYNC110 # a process ends without telling
                await asyncio.sleep(0.01)
    except TimeoutError:
        pytest.fail(f"never happened: {what}")


# --- the parser


class Caller:
    """The engine's side of the parser: starts one when asked and waits until it has proven itself."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self.key = new_key()
        self.came: asyncio.Queue[Peer] = asyncio.Queue()
        self.processes: list[subprocess.Popen[bytes]] = []
        self.server = Server(
            socket, self.key, refuse, roles=frozenset({"parser"}), limit=PARSER_LIMIT, arrived=self.came.put_nowait
        )

    async def start(self, key: bytes | None = None) -> subprocess.Popen[bytes]:
        paths.write_key(self.socket, key or self.key)
        process = spawn.start([sys.executable, "-m", "app", "--role=parser", f"--socket={self.socket}"])
        self.processes.append(process)
        return process

    async def peer(self) -> Peer:
        async with asyncio.timeout(30):
            return await self.came.get()


@pytest.fixture
async def parsers(profile: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Caller]:
    monkeypatch.chdir(ROOT)
    parsers = Caller(paths.run_folder(profile) / "parser.socket")
    await parsers.server.start()
    yield parsers
    await parsers.server.stop()
    for process in parsers.processes:
        process.kill()
        process.wait(10)


async def entries(asked: object) -> list[bytes]:
    assert isinstance(asked, Parsed)
    return asked.entries


async def test_the_parser_does_everything_it_is_for(parsers: Caller) -> None:
    await parsers.start()
    peer = await parsers.peer()
    headers = await entries(await peer.ask(ParseHeaders([RAW, b""])))
    assert from_json(headers[0], Envelope).subject == "Essai"
    (summary,) = await entries(await peer.ask(ParseSummaries([RAW])))
    assert from_json(summary, Summary).preview == "Bonjour"
    (content,) = await entries(await peer.ask(ParseContent(RAW)))
    assert from_json(content, Content).text == "Bonjour"
    draft = Draft(from_json(headers[0], Envelope).sender, subject="Réponse", text="oui")
    (built,) = await entries(await peer.ask(BuildMessage(to_json(draft).encode(), [], 0, True)))
    again, *files = await entries(await peer.ask(DraftOfMessage(built)))
    assert (from_json(again, Draft).subject, files) == ("Réponse", [])
    assert await entries(await peer.ask(CleanPicture(b"<svg/>"))) == [b""]
    with pytest.raises(Unreadable, match="no_such_part"):
        await peer.ask(ParsePart(RAW, "9"))
    with pytest.raises(Bug, match="takes_no_commands"):
        await peer.ask(GetSettings())


async def test_a_parser_with_the_wrong_key_is_refused_and_ends(parsers: Caller) -> None:
    process = await parsers.start(new_key())
    await until(lambda: process.poll() is not None, "the refused parser ends")
    assert process.returncode != 0
    assert not parsers.server.peers


async def test_a_parser_killed_in_the_middle_fails_what_waits_and_a_new_one_works(parsers: Caller) -> None:
    process = await parsers.start()
    peer = await parsers.peer()
    process.send_signal(signal.SIGSTOP)  # busy for ever with this item
    pending = asyncio.create_task(peer.ask(ParseContent(RAW)))
    await asyncio.sleep(0)
    process.kill()
    with pytest.raises(Offline, match="parser_gone"):
        await pending
    await parsers.start()
    (content,) = await entries(await (await parsers.peer()).ask(ParseContent(RAW)))
    assert from_json(content, Content).text == "Bonjour"


async def test_the_parser_has_given_its_rights_up(parsers: Caller) -> None:
    process = await parsers.start()
    await parsers.peer()
    parser = psutil.Process(process.pid)
    assert parser.rlimit(psutil.RLIMIT_CORE) == (0, 0)
    assert 0 < parser.rlimit(psutil.RLIMIT_DATA)[0] < 1 << 30


async def test_the_parser_ends_with_its_engine(parsers: Caller) -> None:
    process = await parsers.start()
    await parsers.peer()
    await parsers.server.stop()
    await until(lambda: process.poll() is not None, "the parser ends")
    assert process.returncode == 0


# --- the engine and its supervisor


@pytest.fixture
async def watched(profile: Path) -> AsyncIterator[Supervisor]:
    watched = Supervisor(profile, command=pretend(profile))
    watched.start()
    yield watched
    await watched.stop()
    for process in psutil.process_iter(["cmdline"]):
        if str(profile) in (process.info["cmdline"] or []):
            process.kill()
            process.wait(10)


async def pid_of(client: Client) -> int:
    answer = await client.ask(Diagnose())
    assert isinstance(answer, Diagnosis)
    return int(answer.report)


async def test_a_started_engine_answers_and_tells(watched: Supervisor) -> None:
    heard: list[Notice] = []
    client = await watched.connect("desktop", heard.append)
    assert await client.ask(SearchServer(3, "")) == Found([3])
    assert len(heard) == 1
    assert client.welcome.unlocked
    await client.close()


async def test_another_key_is_refused_by_a_real_engine(watched: Supervisor, profile: Path) -> None:
    await (await watched.connect("desktop")).close()
    with pytest.raises(Forbidden, match="link_refused"):
        await Client.connect(paths.engine_socket(profile), new_key(), "desktop")


async def test_a_killed_engine_is_noticed_and_started_again(watched: Supervisor) -> None:
    client = await watched.connect("desktop")
    first = await pid_of(client)
    with pytest.raises(Offline, match="engine_gone"):
        await client.ask(FetchWhole(1))  # ends its process in the middle
    async with asyncio.timeout(10):
        await client.closed
    await client.close()
    await until(lambda: watched.state is EngineState.RUNNING and watched._process is not None, "started again")
    again = await reconnected(watched)
    assert await pid_of(again) != first
    await again.close()


async def reconnected(watched: Supervisor) -> Client:
    async with asyncio.timeout(30):
        while True:
            try:
                return await watched.connect("desktop")
            except Fault:
                await asyncio.sleep(0.02)


async def test_locking_ends_the_process_and_a_fresh_one_comes(watched: Supervisor) -> None:
    client = await watched.connect("desktop")
    pids = {await pid_of(client)}
    for _ in range(supervisor.STARTS_LIMIT + 1):  # more often than an engine may fail
        await client.ask(Lock())
        async with asyncio.timeout(10):
            await client.closed
        await client.close()
        client = await reconnected(watched)
        pids.add(await pid_of(client))
    assert len(pids) == supervisor.STARTS_LIMIT + 2
    await client.close()


async def test_a_second_supervisor_uses_the_same_engine(watched: Supervisor, profile: Path) -> None:
    client = await watched.connect("desktop")
    second = Supervisor(profile, command=pretend(profile, "crash"))
    second.start()
    other = await second.connect("cli")
    assert await pid_of(other) == await pid_of(client)
    await other.close()
    await second.stop()
    await client.close()


async def test_an_engine_that_keeps_ending_is_given_up_with_a_reason(profile: Path) -> None:
    states: list[tuple[EngineState, str]] = []
    watched = Supervisor(
        profile, lambda state, reason: states.append((state, reason)), command=pretend(profile, "crash")
    )
    watched.start()
    with pytest.raises(Offline, match="engine_keeps_ending"):
        await watched.connect("desktop")
    assert states == [(EngineState.STARTING, ""), (EngineState.FAILED, "engine_keeps_ending")]
    await watched.stop()


async def test_an_engine_that_never_listens_is_given_up(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "ANSWER_SECONDS", 0.3)
    watched = Supervisor(profile, command=pretend(profile, "silent"))
    watched.start()
    with pytest.raises(Offline, match="engine_silent"):
        await watched.connect("desktop")
    await watched.stop()


async def test_what_cannot_be_started_is_said_so(profile: Path) -> None:
    watched = Supervisor(profile, command=[str(profile / "nothing")])
    watched.start()
    with pytest.raises(Offline, match="engine_not_startable"):
        await watched.connect("desktop")
    await watched.stop()


async def test_stop_is_answered_and_the_engine_ends_in_good_order(watched: Supervisor, profile: Path) -> None:
    client = await watched.connect("desktop")
    process = psutil.Process(await pid_of(client))
    await watched.stop()
    await client.ask(Stop())
    await client.close()
    await until(lambda: (profile / "stopped").exists(), "the engine stops in good order")
    await until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE, "the engine is gone")
    assert not paths.engine_socket(profile).exists()
    assert paths.read_key(paths.engine_socket(profile)) == b""


async def test_a_termination_signal_ends_in_good_order(watched: Supervisor, profile: Path) -> None:
    client = await watched.connect("desktop")
    pid = await pid_of(client)
    await watched.stop()
    os.kill(pid, signal.SIGTERM)
    await until(lambda: (profile / "stopped").exists(), "the engine stops in good order")
    await client.close()


async def test_an_engine_that_nobody_needs_ends_by_itself(watched: Supervisor, profile: Path) -> None:
    client = await watched.connect("cli")
    await watched.stop()
    await client.close()
    await until(lambda: (profile / "stopped").exists(), "the engine ends by itself")


# --- the parser as the engine uses it


async def test_a_command_that_meets_an_engine_just_ending_starts_the_next_one(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spawn, "own_command", lambda: [sys.executable, "-m", "app"])
    socket, key = paths.engine_socket(profile), new_key()
    paths.write_key(socket, key)
    ending: list[asyncio.Task[None]] = []

    async def end() -> None:
        await server.stop()
        paths.key_file(socket).unlink()

    server = Server(socket, key, refuse, arrived=lambda _: ending.append(asyncio.create_task(end())))
    await server.start()
    async with attached(profile, Output(as_json=True), offline=True) as session:
        state = await session.ask(StoreState(), StoreStateAnswer, 30)
    assert len(ending) == 1
    assert state.exists is False


@pytest.fixture
async def parsing(profile: Path) -> AsyncIterator[tuple[ParserProcess, list[Worker]]]:
    def start(socket: Path, key: bytes) -> subprocess.Popen[bytes]:
        paths.write_key(socket, key)
        return spawn.start([sys.executable, "-m", "app", "--role=parser", f"--socket={socket}"])

    async def begin() -> Worker:
        workers.append(await starter.begin())
        return workers[-1]

    starter = Parsers(profile, start)
    workers: list[Worker] = []
    parsing = ParserProcess(begin, item_seconds=1.0)
    yield parsing, workers
    await parsing.close()
    await starter.close()


async def test_a_parser_that_dies_costs_one_item(
    parsing: tuple[ParserProcess, list[Worker]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    process, workers = parsing
    assert (await process.content(RAW)).text == "Bonjour"
    workers[0].process.send_signal(signal.SIGSTOP)  # this item takes for ever
    with pytest.raises(Unreadable, match="parser_failed"):
        await process.content(RAW)
    assert workers[0].process.poll() is not None
    assert [one and one.subject for one in await process.headers([RAW, RAW])] == ["Essai", "Essai"]
    assert len(workers) == 2


async def test_a_parser_that_cannot_start_is_our_own_error(profile: Path) -> None:
    def start(_socket: Path, _key: bytes) -> subprocess.Popen[bytes]:
        return spawn.start([sys.executable, "-c", "raise SystemExit(5)"])

    starter = Parsers(profile, start)
    with pytest.raises(Bug, match="parser_not_startable"):
        await starter.begin()
    await starter.close()
