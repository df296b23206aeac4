"""Blobs come back as they went in, once each, or not at all where a byte was altered."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sync.model.faults import StoreFault
from sync.model.ids import BlobName
from sync.store import blobs as module
from sync.store.blobs import CHUNK_BYTES, Blobs, BlobWriter, file_path, pack_path
from sync.store.connection import Connection, open_writer
from sync.store.keys import Keys
from tests.unit.store.desk import fault_of


@pytest.fixture
def connection(profile: Path, keys: Keys) -> Iterator[Connection]:
    with closing(open_writer(profile, keys)) as opened:
        yield opened


@pytest.fixture
def writer(profile: Path, keys: Keys, connection: Connection) -> Iterator[BlobWriter]:
    made = BlobWriter(profile, keys)
    made.open(connection)
    yield made
    made.close()


def flip(path: Path, place: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[place] ^= 16
    path.write_bytes(raw)


@pytest.mark.parametrize("size", [0, 1, 22_000, CHUNK_BYTES, 2**20, 2**20 + 1, 20 * CHUNK_BYTES, 20 * CHUNK_BYTES + 7])
def test_bytes_come_back(connection: Connection, writer: BlobWriter, size: int) -> None:
    data = os.urandom(size)
    name, told = writer.put(connection, data)
    assert told == size == writer.size(connection, name)
    assert writer.read(connection, name) == data


@pytest.mark.parametrize("size", [0, 10, CHUNK_BYTES, CHUNK_BYTES * 3, CHUNK_BYTES * 3 + 1])
def test_a_stream_is_kept_in_chunks_whatever_its_pieces(connection: Connection, writer: BlobWriter, size: int) -> None:
    data = os.urandom(size)
    pieces = [data[start : start + 1000] for start in range(0, size, 1000)]
    name, told = writer.put(connection, iter(pieces))
    assert (writer.read(connection, name), told) == (data, size)
    assert all(len(piece) <= CHUNK_BYTES for piece in writer.stream(connection, name))


def test_the_same_bytes_are_kept_once(connection: Connection, writer: BlobWriter, profile: Path) -> None:
    data, large = os.urandom(5000), os.urandom(2**20 + 5)
    first = writer.put_many(connection, [data, b"x", data])
    assert first[0] == first[2]
    assert writer.put(connection, data)[0] == first[0]
    assert writer.put(connection, large)[0] == writer.put(connection, iter([large]))[0]
    assert connection.execute("SELECT count(*) FROM blob").fetchone() == (3,)
    assert pack_path(profile, 1).stat().st_size < 5200
    assert not [path for path in (profile / "blobs").iterdir() if path.name.startswith("tmp-")]


def test_names_say_nothing_without_the_key(writer: BlobWriter, profile: Path) -> None:
    assert BlobWriter(profile, Keys(bytes(32))).name_of(b"letter") != writer.name_of(b"letter")


def test_an_unknown_blob_is_told(connection: Connection, writer: BlobWriter) -> None:
    with pytest.raises(StoreFault, match="no_blob"):
        writer.read(connection, BlobName(bytes(32)))


def test_every_altered_byte_of_a_record_is_noticed(connection: Connection, writer: BlobWriter, profile: Path) -> None:
    names = writer.put_many(connection, [os.urandom(100) for _ in range(3)])
    path = pack_path(profile, 1)
    sound = path.read_bytes()
    for place in range(0, len(sound), 3):
        flip(path, place)
        found = sorted(fault_of(lambda name=name: writer.read(connection, name)) for name in names)
        assert found == ["", "", "damaged"], place
        path.write_bytes(sound)


def test_altered_swapped_cut_and_exchanged_chunks_are_noticed(
    connection: Connection, writer: BlobWriter, profile: Path
) -> None:
    size = 18 * CHUNK_BYTES + 100
    name, other = (writer.put(connection, os.urandom(size))[0] for _ in range(2))
    path = file_path(profile, name)
    sound = path.read_bytes()
    sealed = CHUNK_BYTES + 16
    chosen = random.Random(3)
    manipulations = {
        "flipped": lambda: [flip(path, chosen.randrange(len(sound)))],
        "swapped": lambda: [path.write_bytes(sound[sealed : 2 * sealed] + sound[:sealed] + sound[2 * sealed :])],
        "cut": lambda: [path.write_bytes(sound[:-20])],
        "cut at a chunk": lambda: [path.write_bytes(sound[: 18 * sealed])],
        "chunk left out": lambda: [path.write_bytes(sound[sealed:])],
        "exchanged": lambda: [path.write_bytes(file_path(profile, other).read_bytes())],
        "gone": lambda: [path.unlink()],
    }
    for label, manipulate in manipulations.items():
        manipulate()
        assert fault_of(lambda: writer.read(connection, name)) == "damaged", label
        path.write_bytes(sound)
    assert len(writer.read(connection, name)) == size


def test_swapped_records_are_noticed(connection: Connection, writer: BlobWriter) -> None:
    one, other = writer.put_many(connection, [os.urandom(100), os.urandom(100)])
    places = connection.execute("SELECT position FROM blob ORDER BY position").fetchall()
    for name in (one, other):
        place = connection.execute("SELECT position FROM blob WHERE name = ?", (name,)).fetchone()
        swapped = places[1 - places.index(place)]
        connection.execute("UPDATE blob SET position = ? WHERE name = ?", (*swapped, name))
        with pytest.raises(StoreFault, match="damaged"):
            writer.read(connection, name)
        connection.execute("UPDATE blob SET position = ? WHERE name = ?", (*place, name))


def test_what_a_crash_left_behind_is_cut_off(
    connection: Connection, writer: BlobWriter, profile: Path, keys: Keys
) -> None:
    name, _ = writer.put(connection, b"kept")
    writer.close()
    with pack_path(profile, 1).open("ab") as file:
        file.write(b"half a record")
    pack_path(profile, 2).write_bytes(b"a pack that no row knows")
    (profile / "blobs" / "tmp-half").write_bytes(b"half a file")
    known = connection.execute("SELECT position + length FROM blob").fetchone()[0]
    again = BlobWriter(profile, keys)
    again.open(connection)
    assert pack_path(profile, 1).stat().st_size == known
    assert {path.name for path in (profile / "blobs").iterdir()} == {"pack-000001"}
    later, _ = again.put(connection, b"later")
    assert (again.read(connection, name), again.read(connection, later)) == (b"kept", b"later")
    again.close()


def test_packs_are_closed_when_full_and_collected_when_empty(
    connection: Connection, writer: BlobWriter, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PACK_BYTES", 3000)
    contents = [os.urandom(1000) for _ in range(12)]
    names = [writer.put(connection, content)[0] for content in contents]
    large, _ = writer.put(connection, os.urandom(2**20 + 1))
    assert pack_path(profile, 4).exists()
    kept = names[::3]
    assert writer.collect(connection, kept, before=2**40) == 9
    writer.sweep(connection)
    assert [writer.read(connection, name) for name in kept] == contents[::3]
    assert not pack_path(profile, 1).exists()
    assert not file_path(profile, large).exists()
    assert sum(path.stat().st_size for path in (profile / "blobs").iterdir()) < 6000


def test_young_blobs_are_left_alone(connection: Connection, writer: BlobWriter) -> None:
    writer.put(connection, b"just kept")
    assert writer.collect(connection, [], before=1000) == 0


def test_a_reader_follows_a_record_that_was_moved(
    connection: Connection, writer: BlobWriter, profile: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PACK_BYTES", 3000)
    names = [writer.put(connection, os.urandom(1000))[0] for _ in range(4)]
    reader = Blobs(profile, keys)
    place = reader._place(connection, names[0])
    writer.collect(connection, [names[0], names[3]], before=2**40)
    writer.sweep(connection)
    places = iter([place])
    monkeypatch.setattr(reader, "_place", lambda c, n: next(places, None) or Blobs._place(reader, c, n))
    assert len(reader.read(connection, names[0])) == 1000
