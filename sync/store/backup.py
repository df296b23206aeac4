"""Backups: one archive with everything a profile needs, encrypted as it lies on disk, with the digest of each file.

The archive is an uncompressed tar of `vault.json`, `store.db`, the blobs and, last, `manifest.json`. It opens with the same
passphrase or recovery code. The search index is left out: it is made again.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import sys
import tarfile
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import IO

import sqlcipher3

from sync.model.faults import StoreFault
from sync.store.blobs import file_path, pack_path
from sync.store.connection import Connection, key_connection, open_reader, snapshot, translate
from sync.store.files import BLOBS, RUN, SEARCH, STORE, VAULT, is_full, make_folders, refuse_network_home, sync_folder
from sync.store.keys import Keys

FORMAT = 1
_MANIFEST = "manifest.json"
_NAME = re.compile(rf"{re.escape(VAULT)}|{re.escape(STORE)}|{BLOBS}/(pack-\d{{6}}|[0-9a-f]{{64}})")
_PIECE = 1024 * 1024

Progress = Callable[[int, int], None]
"""Told how many bytes of how many are done."""


def back_up(profile: Path, keys: Keys, target: Path, progress: Progress | None = None) -> None:
    """Write a backup of the store as it is now to `target`, beside ongoing work; blobs must not be collected meanwhile.

    `target` appears only when it is complete. Raises `StoreFault` `exists`, `disk_full`, `not_writable`, `damaged`.
    """
    if target.exists():
        raise StoreFault("exists")
    beside = target.with_name(target.name + ".new")
    folder = None
    try:
        folder = Path(tempfile.mkdtemp(prefix="backup-", dir=profile / RUN))
        with closing(open_reader(profile, keys)) as connection, snapshot(connection):
            copy = folder / STORE
            _copy_database(connection, keys, copy)
            parts = [(VAULT, profile / VAULT, (profile / VAULT).stat().st_size), (STORE, copy, copy.stat().st_size)]
            parts += _blob_parts(connection, profile)
        _write_archive(beside, parts, progress or (lambda done, total: None))
        if target.exists():
            raise StoreFault("exists")
        os.replace(beside, target)
        sync_folder(target.parent)
    except OSError as error:
        raise StoreFault("disk_full" if is_full(error) else "not_writable") from error
    finally:
        beside.unlink(missing_ok=True)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def restore(source: Path, profile: Path) -> None:
    """Make a profile of a backup: everything is unpacked and verified beside it first, then put in place.

    Raises `StoreFault` `exists` (never overwrites), `bad_backup` (not a backup, cut off or altered), `network_home`,
    `disk_full`, `not_writable`.
    """
    for name in (VAULT, STORE):
        if (profile / name).exists():
            raise StoreFault("exists")
    refuse_network_home(profile.parent if not profile.exists() else profile)
    folder = None
    try:
        make_folders(profile)
        folder = Path(tempfile.mkdtemp(prefix="restore-", dir=profile / RUN))
        (folder / BLOBS).mkdir(mode=0o700)
        _verify(source, folder)
        for path in sorted((folder / BLOBS).iterdir()):
            os.replace(path, profile / BLOBS / path.name)
        sync_folder(profile / BLOBS)
        for suffix in ("", "-wal", "-shm"):
            (profile / (SEARCH + suffix)).unlink(missing_ok=True)
        for name in (STORE, VAULT):
            os.replace(folder / name, profile / name)
        sync_folder(profile)
    except OSError as error:
        raise StoreFault("disk_full" if is_full(error) else "not_writable") from error
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _copy_database(connection: Connection, keys: Keys, copy: Path) -> None:
    try:
        with closing(sqlcipher3.connect(str(copy), isolation_level=None)) as target:
            key_connection(target, keys.store)
            connection.execute("SELECT count(*) FROM setting").fetchone()
            connection.backup(target)
    except sqlcipher3.Error as error:
        raise translate(error) from error


def _blob_parts(connection: Connection, profile: Path) -> list[tuple[str, Path, int]]:
    packs = connection.execute("SELECT pack, max(position + length) FROM blob WHERE pack > 0 GROUP BY pack").fetchall()
    files = connection.execute("SELECT name, length FROM blob WHERE pack = 0").fetchall()
    parts = [(pack_path(profile, pack), end) for pack, end in packs]
    parts += [(file_path(profile, bytes(name)), length) for name, length in files]
    return [(f"{BLOBS}/{path.name}", path, size) for path, size in parts]


def _write_archive(path: Path, parts: list[tuple[str, Path, int]], progress: Progress) -> None:
    total, done = sum(size for _, _, size in parts), 0
    digests = {}
    with path.open("xb") as file:
        if sys.platform != "win32":
            os.fchmod(file.fileno(), 0o600)
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for name, source, size in parts:
                with source.open("rb") as opened:
                    if os.fstat(opened.fileno()).st_size < size:
                        raise StoreFault("damaged", part=name)
                    reader = _Digesting(opened, size)
                    _add(archive, name, size, reader)
                digests[name] = {"size": size, "sha256": reader.digest.hexdigest()}
                done += size
                progress(done, total)
            manifest = json.dumps({"format": FORMAT, "files": digests}).encode()
            _add(archive, _MANIFEST, len(manifest), io.BytesIO(manifest))
        file.flush()
        os.fsync(file.fileno())


def _add(archive: tarfile.TarFile, name: str, size: int, reader: io.BufferedIOBase) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    archive.addfile(entry, reader)


class _Digesting(io.BufferedIOBase):
    """A reader of the first `size` bytes that sums up what it gave."""

    def __init__(self, file: io.BufferedReader, size: int) -> None:
        self._file = file
        self._left = size
        self.digest = hashlib.sha256()

    def read(self, size: int | None = -1, /) -> bytes:
        """Return at most `size` bytes."""
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        piece = self._file.read(wanted)
        self._left -= len(piece)
        self.digest.update(piece)
        return piece


def _verify(source: Path, folder: Path) -> None:
    """Unpack `source` into `folder`; raise `StoreFault("bad_backup")` unless every file is there as the manifest says."""
    found: dict[str, dict[str, object]] = {}
    manifest: dict[str, object] | None = None
    try:
        with tarfile.open(source, mode="r:") as archive:
            for entry in archive:
                opened = archive.extractfile(entry) if entry.isfile() else None
                if opened is None or manifest is not None:
                    raise StoreFault("bad_backup")
                if entry.name == _MANIFEST:
                    manifest = json.loads(opened.read(64 * _PIECE))
                elif _NAME.fullmatch(entry.name) and entry.name not in found:
                    found[entry.name] = _unpack(opened, folder / entry.name)
                else:
                    raise StoreFault("bad_backup")
    except (tarfile.TarError, ValueError, EOFError) as error:
        raise StoreFault("bad_backup") from error
    if manifest is None or manifest.get("files") != found or not {VAULT, STORE} <= found.keys():
        raise StoreFault("bad_backup")
    if manifest.get("format") != FORMAT:
        raise StoreFault("newer_schema")


def _unpack(opened: IO[bytes], path: Path) -> dict[str, object]:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        while piece := opened.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o600)
    return {"size": size, "sha256": digest.hexdigest()}
