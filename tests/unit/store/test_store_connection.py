"""Opening a profile: the right key opens it, and each way of failing has its own name."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3

from sync.model.faults import StoreFault
from sync.store import connection as opening
from sync.store.connection import create, open_reader, open_search, open_search_writer, open_writer
from sync.store.files import file_system_type, refuse_network_home
from sync.store.keys import Keys
from tests.unit.store.desk import fault_of


def test_a_reader_cannot_write(profile: Path, keys: Keys) -> None:
    with closing(open_reader(profile, keys)) as reader, pytest.raises(sqlcipher3.OperationalError):
        reader.execute("INSERT INTO setting (name, value) VALUES ('a', '1')")


def test_a_reader_sees_what_the_writer_commits(profile: Path, keys: Keys) -> None:
    with closing(open_writer(profile, keys)) as writer, closing(open_reader(profile, keys)) as reader:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO setting (name, value) VALUES ('a', '1')")
        assert reader.execute("SELECT count(*) FROM setting").fetchone() == (0,)
        writer.execute("COMMIT")
        assert reader.execute("SELECT count(*) FROM setting").fetchone() == (1,)


def test_a_store_is_never_overwritten(profile: Path, keys: Keys) -> None:
    with pytest.raises(StoreFault, match="exists"):
        create(profile, keys)


def test_no_store_is_told(profile: Path, keys: Keys) -> None:
    (profile / "store.db").unlink()
    with pytest.raises(StoreFault, match="no_store"):
        open_reader(profile, keys)
    with pytest.raises(StoreFault, match="no_store"):
        open_writer(profile, keys)


@pytest.mark.parametrize("opened", [open_reader, open_writer, open_search, open_search_writer])
def test_a_wrong_key_is_told_from_damage(profile: Path, keys: Keys, opened: object) -> None:
    with pytest.raises(StoreFault, match="wrong_key"):
        opened(profile, Keys(bytes(32)))  # type: ignore[operator]
    for name in ("store.db", "search.db"):
        raw = bytearray((profile / name).read_bytes())
        raw[100] ^= 1
        (profile / name).write_bytes(raw)
    if opened is open_search_writer:
        opened(profile, keys).close()
        open_search(profile, keys).close()
    else:
        with pytest.raises(StoreFault, match="damaged"):
            opened(profile, keys)  # type: ignore[operator]


def test_the_store_is_not_readable_without_the_key(profile: Path) -> None:
    with closing(sqlite3.connect(profile / "store.db")) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT count(*) FROM sqlite_schema")


def look(profile: Path, keys: Keys) -> None:
    with closing(open_reader(profile, keys)) as reader:
        if reader.execute("PRAGMA cipher_integrity_check").fetchall():
            raise StoreFault("damaged")


def test_flipped_bits_anywhere_are_noticed(profile: Path, keys: Keys) -> None:
    path = profile / "store.db"
    sound = path.read_bytes()
    chosen = random.Random(7)
    for _ in range(40):
        place = chosen.randrange(16, len(sound))
        path.write_bytes(sound[:place] + bytes([sound[place] ^ (1 << chosen.randrange(8))]) + sound[place + 1 :])
        assert fault_of(lambda: look(profile, keys)) == "damaged", place


@pytest.mark.parametrize("opened", [open_reader, open_writer])
def test_a_newer_store_is_refused_and_left_alone(profile: Path, keys: Keys, opened: object) -> None:
    with closing(open_writer(profile, keys)) as writer:
        writer.execute("PRAGMA user_version = 99")
        writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = (profile / "store.db").read_bytes()
    with pytest.raises(StoreFault, match="newer_schema") as fault:
        opened(profile, keys)  # type: ignore[operator]
    assert fault.value.parameters["found"] == 99
    assert (profile / "store.db").read_bytes() == before


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.gvfsd-fuse", "9p"])
def test_a_network_home_is_refused(tmp_path: Path, kind: str) -> None:
    mounts = f"/dev/sda1 / ext4 rw 0 0\nserver:/homes {tmp_path} {kind} rw 0 0\n"
    with pytest.raises(StoreFault, match="network_home"):
        refuse_network_home(tmp_path / "not" / "yet", mounts)


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "xfs", "tmpfs", "overlay", "fuseblk", "ecryptfs", "zfs"])
def test_a_local_home_is_accepted(tmp_path: Path, kind: str) -> None:
    refuse_network_home(tmp_path, f"server:/all / nfs rw 0 0\n/dev/sda1 {tmp_path.parent} {kind} rw 0 0\n")


def test_the_nearest_mount_counts_and_spaces_are_read() -> None:
    mounts = "a / ext4 rw 0 0\nb /home nfs rw 0 0\nc /home/al\\040ice ext4 rw 0 0\n"
    assert file_system_type(Path("/home/al ice/profile"), mounts) == "ext4"
    assert file_system_type(Path("/home/bob"), mounts) == "nfs"
    assert file_system_type(Path("/homework"), mounts) == "ext4"


def test_creating_and_opening_ask_where_they_are(profile: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise StoreFault("network_home", type="nfs")

    monkeypatch.setattr(opening, "refuse_network_home", refuse)
    with pytest.raises(StoreFault, match="network_home"):
        open_writer(profile, keys)
    with pytest.raises(StoreFault, match="network_home"):
        create(profile, keys)


def test_a_lost_index_is_made_anew(profile: Path, keys: Keys) -> None:
    (profile / "search.db").unlink()
    open_search_writer(profile, keys).close()
    with closing(open_search(profile, keys)) as search:
        assert search.execute("SELECT count(*) FROM shallow").fetchone() == (0,)


def test_a_profile_of_another_vault_does_not_open(profile: Path, keys: Keys, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(profile, other)
    (other / "vault.json").unlink()
    with pytest.raises(StoreFault, match="no_vault"):
        open_reader(other, keys)
