"""The writer: one transaction after the other, the user's first, and nothing half-done."""

from __future__ import annotations

import asyncio
import errno
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sync.model.faults import Rejected, StoreFault
from sync.store.connection import Connection, open_reader
from sync.store.files import keep_ballast, release_ballast
from sync.store.keys import Keys
from sync.store.read.accounts import settings
from sync.store.write.accounts import set_setting
from sync.store.write.writer import Writer


@pytest.fixture
def writer(profile: Path, keys: Keys) -> Iterator[Writer]:
    made = Writer(profile, keys)
    yield made
    made.close()


def pragma(connection: Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


async def test_what_was_run_is_there(writer: Writer, profile: Path, keys: Keys) -> None:
    await writer.run(set_setting, "a", "1", durable=True)
    with closing(open_reader(profile, keys)) as reader:
        assert settings(reader) == {"a": "1"}


async def test_each_transaction_is_as_durable_as_asked(writer: Writer) -> None:
    assert await writer.run(pragma, "synchronous", durable=True) == 2
    assert await writer.run(pragma, "synchronous", durable=False) == 1
    assert await writer.run(pragma, "synchronous", durable=True) == 2


async def test_a_function_that_fails_leaves_nothing(writer: Writer) -> None:
    def half(connection: Connection) -> None:
        set_setting(connection, "half", "1")
        raise Rejected("no")

    with pytest.raises(Rejected):
        await writer.run(half, durable=True)
    assert await writer.run(settings, durable=True) == {}


async def test_the_users_work_goes_before_bulk(writer: Writer) -> None:
    begun, go = threading.Event(), threading.Event()
    order: list[str] = []

    def block(_: Connection) -> None:
        begun.set()
        go.wait(10)

    blocking = asyncio.ensure_future(writer.run(block, durable=False))
    await asyncio.to_thread(begun.wait, 10)
    bulk = [
        asyncio.ensure_future(writer.run(lambda _, n=n: order.append(f"bulk {n}"), durable=False)) for n in range(2)
    ]
    await asyncio.gather(*(asyncio.sleep(0) for _ in range(3)))
    mine = asyncio.ensure_future(writer.run(lambda _: order.append("mine"), durable=True))
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(blocking, mine, *bulk)
    assert order == ["mine", "bulk 0", "bulk 1"]


async def test_a_cancelled_transaction_that_has_not_begun_is_skipped(writer: Writer) -> None:
    begun, go = threading.Event(), threading.Event()

    def block(_: Connection) -> None:
        begun.set()
        go.wait(10)

    blocking = asyncio.ensure_future(writer.run(block, durable=True))
    await asyncio.to_thread(begun.wait, 10)
    unwanted = asyncio.ensure_future(writer.run(set_setting, "unwanted", "1", durable=True))
    await asyncio.sleep(0)
    unwanted.cancel()
    with pytest.raises(asyncio.CancelledError):
        await unwanted
    go.set()
    await blocking
    assert await writer.run(settings, durable=True) == {}


def test_a_second_engine_is_kept_out_until_the_first_is_gone(writer: Writer, profile: Path, keys: Keys) -> None:
    with pytest.raises(StoreFault, match="locked_elsewhere"):
        Writer(profile, keys)
    writer.close()
    Writer(profile, keys).close()


def test_another_process_is_kept_out_too(writer: Writer, profile: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from sync.store.lock import ProfileLock; ProfileLock(Path(sys.argv[1]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(profile)], capture_output=True, text=True, check=False)
    assert "locked_elsewhere" in done.stderr


async def test_closing_finishes_the_queue_and_leaves_no_journal(profile: Path, keys: Keys) -> None:
    writer = Writer(profile, keys)
    waiting = [asyncio.ensure_future(writer.run(set_setting, str(n), "1", durable=False)) for n in range(20)]
    await asyncio.sleep(0)
    await asyncio.to_thread(writer.close)
    await asyncio.gather(*waiting)
    assert not (profile / "store.db-wal").exists()
    with closing(open_reader(profile, keys)) as reader:
        assert len(settings(reader)) == 20
    with pytest.raises(StoreFault, match="closed"):
        await writer.run(set_setting, "late", "1", durable=True)


async def test_a_full_disk_gives_the_ballast_to_the_users_work(writer: Writer, profile: Path) -> None:
    await writer.run(lambda c: c.execute(f"PRAGMA max_page_count = {pragma(c, 'page_count')}"), durable=False)

    def large(connection: Connection) -> None:
        if not (profile / "ballast").exists():
            connection.execute("PRAGMA max_page_count = 1000000")
        set_setting(connection, "large", "x" * 1_000_000)

    assert (profile / "ballast").stat().st_size == 8 * 1024 * 1024
    await writer.run(large, durable=True)
    assert not (profile / "ballast").exists()
    assert len((await writer.run(settings, durable=True))["large"]) == 1_000_000


async def test_a_disk_that_stays_full_is_a_fault_and_reading_goes_on(writer: Writer, profile: Path, keys: Keys) -> None:
    await writer.run(set_setting, "kept", "1", durable=True)
    await writer.run(lambda c: c.execute(f"PRAGMA max_page_count = {pragma(c, 'page_count')}"), durable=False)
    for durable in (False, True):
        with pytest.raises(StoreFault, match="disk_full"):
            await writer.run(set_setting, "large", "x" * 1_000_000, durable=durable)
    with closing(open_reader(profile, keys)) as reader:
        assert settings(reader) == {"kept": "1"}
    await writer.run(set_setting, "small", "1", durable=True)


async def test_no_room_for_a_blob_is_a_full_disk(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("sync.store.blobs.os.write", full)
    with pytest.raises(StoreFault, match="disk_full"):
        await writer.run(writer.blobs.put, b"letter", durable=True)
    monkeypatch.undo()
    name, _ = await writer.run(writer.blobs.put, b"letter", durable=True)
    assert await writer.run(writer.blobs.read, name, durable=True) == b"letter"


async def test_readers_are_never_shut_out_while_the_writer_works(writer: Writer, profile: Path, keys: Keys) -> None:
    done = threading.Event()
    seen: list[int] = []

    def read() -> None:
        with closing(open_reader(profile, keys)) as reader:
            while not done.is_set():
                seen.append(len(settings(reader)))
            seen.append(len(settings(reader)))

    reading = asyncio.ensure_future(asyncio.to_thread(read))
    for number in range(100):
        await writer.run(set_setting, str(number), "1", durable=False)
    done.set()
    await reading
    assert seen == sorted(seen)
    assert seen[-1] == 100


async def test_the_index_has_a_writer_of_its_own_beside_the_store(writer: Writer, profile: Path, keys: Keys) -> None:
    index = Writer(profile, keys, "search.db")
    await index.run(lambda c: c.execute("INSERT INTO shallow (id) VALUES (1)"), durable=False)
    assert await writer.run(settings, durable=True) == {}
    index.close()


def test_a_ballast_is_set_aside_once_and_given_back_once(profile: Path) -> None:
    keep_ballast(profile)
    keep_ballast(profile)
    assert release_ballast(profile)
    assert not release_ballast(profile)
