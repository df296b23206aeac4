"""The demo as it is opened: real servers, a real engine, the account set up, and the same again the next time."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import spawn
from app.demo import opening, role
from app.supervisor import Supervisor
from sync.model.ids import AccountId
from sync.model.mail import Content
from sync.rpc.messages import ContentAnswer, FetchPictures, Open, PicturesAnswer, StoreKey, Unlock
from sync.serial import from_json
from sync.store.connection import open_reader
from sync.store.keys import Keys
from sync.store.read import accounts as read_accounts
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import messages as read_messages
from sync.store.rows import MessageRow

pytestmark = [pytest.mark.e2e, pytest.mark.server]

ROOT = Path(__file__).parents[2]
APP = [sys.executable, "-m", "app"]


@pytest.fixture
def profile(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(spawn, "own_command", lambda: APP)
    with tempfile.TemporaryDirectory(prefix="ecr-", ignore_cleanup_errors=True) as name:
        yield Path(name)


@pytest.fixture
def servers(profile: Path) -> Iterator[subprocess.Popen[bytes]]:
    servers = spawn.start([*APP, "--role=demo", f"--profile={profile / 'servers'}"])
    yield servers
    servers.terminate()
    servers.wait(20)


async def total_of_inbox(profile: Path) -> tuple[list[AccountId], int]:
    """Return the accounts, and how many messages are listed once there are some."""
    supervisor = Supervisor(profile)
    supervisor.start()
    client = await supervisor.connect("cli")
    opened = await client.ask(Unlock(opening.PASSPHRASE), 60)
    assert isinstance(opened, StoreKey)
    reader = open_reader(profile, Keys(opened.key))
    try:
        async with asyncio.timeout(60):
            while not sum(max(box.total, 0) for box in read_mailboxes.mailboxes(reader)):  # noqa: ASYNC110 # another process writes
                await asyncio.sleep(0.05)
        accounts = [row.id for row in read_accounts.accounts(reader)]
        return accounts, sum(max(box.total, 0) for box in read_mailboxes.mailboxes(reader))
    finally:
        reader.close()
        await client.close()
        await supervisor.stop()


async def test_the_demo_has_its_account_and_keeps_it(profile: Path, servers: subprocess.Popen[bytes]) -> None:
    known = await asyncio.to_thread(opening._await_servers, profile / "servers")
    await opening.prepare(profile, known)
    accounts, total = await total_of_inbox(profile)
    assert len(accounts) == 1
    assert total > 0
    await opening.prepare(profile, known)
    again, _ = await total_of_inbox(profile)
    assert again == accounts


async def test_an_account_of_servers_that_moved_is_set_up_anew(profile: Path, servers: subprocess.Popen[bytes]) -> None:
    known = await asyncio.to_thread(opening._await_servers, profile / "servers")
    moved = role.DemoAccount(known.address, known.name, known.password, known.endpoints[:1])
    await opening.prepare(profile, known)
    await opening.prepare(profile, moved)
    accounts, total = await total_of_inbox(profile)
    assert len(accounts) == 1
    assert total > 0


async def test_the_demo_refuses_an_american_host_and_says_why(profile: Path, servers: subprocess.Popen[bytes]) -> None:
    known = await asyncio.to_thread(opening._await_servers, profile / "servers")
    await opening.prepare(profile, known)
    supervisor = Supervisor(profile)
    supervisor.start()
    client = await supervisor.connect("cli")
    opened = await client.ask(Unlock(opening.PASSPHRASE), 60)
    assert isinstance(opened, StoreKey)
    reader = open_reader(profile, Keys(opened.key))

    def american() -> list[MessageRow]:
        boxes = [box.id for box in read_mailboxes.mailboxes(reader)]
        rows = read_messages.page(reader, boxes, limit=1000) if boxes else []
        return [row for row in rows if row.sender_address.endswith("us-cloud-letter.example")]

    try:
        async with asyncio.timeout(60):
            while not american():  # noqa: ASYNC110 # another process writes
                await asyncio.sleep(0.05)
        letter = american()[0]
        content = await client.ask(Open(letter.id), 60)
        assert isinstance(content, ContentAnswer)
        addresses = list(from_json(content.content, Content).remote_pictures)
        assert addresses
        answer = await client.ask(FetchPictures(letter.id, addresses), 60)
        assert isinstance(answer, PicturesAnswer)
        assert answer.pictures == {}
        assert {(kind, code) for kind, code, _ in answer.refused} == {("forbidden", "law_refused")}
        assert all('"law":"US"' in parameters for _, _, parameters in answer.refused)
    finally:
        reader.close()
        await client.close()
        await supervisor.stop()
