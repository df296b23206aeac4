"""Backups bring everything back, only where there was nothing, and only if not a byte is missing."""

from __future__ import annotations

import os
import random
from contextlib import closing
from pathlib import Path

import pytest

from sync.model.faults import StoreFault
from sync.model.ids import BlobName
from sync.store.backup import back_up, restore
from sync.store.blobs import Blobs, pack_path
from sync.store.check import check
from sync.store.connection import open_reader, open_search_writer
from sync.store.keys import Keys
from sync.store.read.accounts import settings
from sync.store.vault import Vault
from sync.store.write.accounts import set_setting
from sync.store.write.writer import Writer
from tests.unit.store.desk import fault_of

SECRET = b"Compte rendu confidentiel " * 50


@pytest.fixture
async def filled(profile: Path, keys: Keys) -> tuple[Path, list[BlobName]]:
    writer = Writer(profile, keys)
    await writer.run(set_setting, "name", '"confidentiel"', durable=True)
    small, _ = await writer.run(writer.blobs.put, SECRET, durable=True)
    large, _ = await writer.run(writer.blobs.put, SECRET * 1000, durable=True)
    writer.close()
    return profile, [small, large]


async def test_everything_comes_back(filled: tuple[Path, list[BlobName]], keys: Keys, tmp_path: Path) -> None:
    profile, names = filled
    told: list[tuple[int, int]] = []
    back_up(profile, keys, tmp_path / "a.backup", lambda done, total: told.append((done, total)))
    restore(tmp_path / "a.backup", tmp_path / "new" / "place")
    there = tmp_path / "new" / "place"
    key = Vault.load(there, argon_memory_kib=32).unlock_passphrase("sésame")
    assert key == keys.data_key
    with closing(open_reader(there, keys)) as reader:
        assert settings(reader) == {"name": '"confidentiel"'}
        assert [Blobs(there, keys).read(reader, name) for name in names] == [SECRET, SECRET * 1000]
    open_search_writer(there, keys)
    assert check(there, keys) == []
    assert told[-1][0] == told[-1][1] > len(SECRET) * 1000
    assert not list((there / "run").glob("restore-*"))
    assert not list((profile / "run").glob("backup-*"))


async def test_work_goes_on_beside_a_backup(profile: Path, keys: Keys, tmp_path: Path) -> None:
    writer = Writer(profile, keys)
    await writer.run(set_setting, "before", "1", durable=False)
    back_up(profile, keys, tmp_path / "a.backup")
    await writer.run(set_setting, "after", "1", durable=True)
    restore(tmp_path / "a.backup", tmp_path / "new")
    writer.close()
    with closing(open_reader(tmp_path / "new", keys)) as reader:
        assert settings(reader) == {"before": "1"}


async def test_nothing_is_readable_in_a_backup(filled: tuple[Path, list[BlobName]], keys: Keys, tmp_path: Path) -> None:
    back_up(filled[0], keys, tmp_path / "a.backup")
    raw = (tmp_path / "a.backup").read_bytes()
    assert b"onfidentiel" not in raw
    assert b"SQLite format" not in raw
    assert keys.data_key not in raw
    assert (tmp_path / "a.backup").stat().st_mode & 0o777 == 0o600


async def test_nothing_is_overwritten(filled: tuple[Path, list[BlobName]], keys: Keys, tmp_path: Path) -> None:
    target = tmp_path / "a.backup"
    target.write_bytes(b"mine")
    with pytest.raises(StoreFault, match="exists"):
        back_up(filled[0], keys, target)
    assert target.read_bytes() == b"mine"
    target.unlink()
    back_up(filled[0], keys, target)
    before = (filled[0] / "store.db").read_bytes()
    with pytest.raises(StoreFault, match="exists"):
        restore(target, filled[0])
    assert (filled[0] / "store.db").read_bytes() == before


async def test_an_altered_or_cut_backup_is_refused_and_leaves_nothing(
    filled: tuple[Path, list[BlobName]], keys: Keys, tmp_path: Path
) -> None:
    target, there = tmp_path / "a.backup", tmp_path / "new"
    back_up(filled[0], keys, target)
    sound = target.read_bytes()
    end = sound.rindex(b"manifest.json") + 512 + 200
    chosen = random.Random(1)
    altered = [bytearray(sound) for _ in range(25)]
    for copy in altered:
        copy[chosen.randrange(end)] ^= 1 << chosen.randrange(8)
    for copy in [*altered, sound[: end - 700], sound[:1000], b"", b"not a backup" * 100]:
        target.write_bytes(copy)
        told = fault_of(lambda: restore(target, there))
        if not told:  # a byte of the archive's own padding or dates means nothing
            assert check(there, keys)[1:] == []
            for path in sorted(there.rglob("*"), reverse=True):
                path.unlink() if path.is_file() else path.rmdir()
        else:
            assert told == "bad_backup"
        assert not (there / "store.db").exists()
        assert not (there / "vault.json").exists()


async def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    import io
    import tarfile

    for name in ("../vault.json", "/etc/x", "blobs/../../x", "run/link.sock", "blobs/pack-1"):
        with tarfile.open(tmp_path / "evil", "w") as archive:
            entry = tarfile.TarInfo(name)
            entry.size = 1
            archive.addfile(entry, io.BytesIO(b"x"))
        assert fault_of(lambda: restore(tmp_path / "evil", tmp_path / "new")) == "bad_backup"


async def test_checking_finds_what_is_wrong(filled: tuple[Path, list[BlobName]], keys: Keys) -> None:
    profile, names = filled
    assert check(profile, keys) == check(profile, keys, all_blobs=False) == []
    raw = bytearray(pack_path(profile, 1).read_bytes())
    raw[40] ^= 1
    pack_path(profile, 1).write_bytes(raw)
    assert check(profile, keys) == [f"blob {names[0].hex()[:12]}: damaged"]
    store = bytearray((profile / "store.db").read_bytes())
    store[4096 * 5 + 100] ^= 1
    (profile / "store.db").write_bytes(store)
    assert any(problem.startswith("store.db") for problem in check(profile, keys))


async def test_no_file_of_a_profile_can_be_read(filled: tuple[Path, list[BlobName]], keys: Keys) -> None:
    profile, _ = filled
    writer = Writer(profile, keys)
    index = Writer(profile, keys, "search.db")
    await writer.run(set_setting, "more", '"confidentiel"', durable=True)
    await index.run(
        lambda c: c.execute("INSERT INTO message_text (rowid, subject) VALUES (1, 'confidentiel confidentielle')"),
        durable=False,
    )
    seen = set()
    for folder, _, files in os.walk(profile):
        for name in files:
            raw = (Path(folder) / name).read_bytes()
            assert b"onfidentiel" not in raw, name
            assert b"message_text" not in raw, name
            assert keys.data_key not in raw, name
            assert keys.data_key.hex().encode() not in raw, name
            seen.add(name)
    assert {"store.db", "store.db-wal", "search.db", "search.db-wal", "pack-000001", "vault.json"} <= seen
    index.close()
    writer.close()
