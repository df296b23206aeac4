"""Blobs: bytes kept encrypted outside the database, named by their keyed hash, in append-only packs or files of their own.

A pack record is a 12-byte nonce and the AES-256-GCM ciphertext, with the blob's name and size as associated data; the
table `blob` knows where it is. Blobs above 1 MiB get `blobs/<name>`: 64 KiB chunks under a key derived from the file's
salt, each bound to its number, to whether it is the last, and by the salt (kept in the table) to its name.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.model.faults import StoreFault
from sync.model.ids import BlobName
from sync.store.connection import Connection
from sync.store.files import BLOBS, sync_folder
from sync.store.keys import Keys, subkey

PACK_BYTES = 64 * 1024 * 1024
"""A pack that has grown to this size is closed and a new one begun."""
LARGE_BYTES = 1024 * 1024
CHUNK_BYTES = 64 * 1024
_NONCE_BYTES = 12
_TAG_BYTES = 16
_PLACE = "SELECT pack, position, length, size, salt FROM blob WHERE name = ?"
_ADD = "INSERT INTO blob (name, pack, position, length, size, salt, created) VALUES (?, ?, ?, ?, ?, ?, ?)"

_Place = tuple[int, int, int, int, bytes]


def pack_path(profile: Path, pack: int) -> Path:
    """Return where pack number `pack` is."""
    return profile / BLOBS / f"pack-{pack:06d}"


def file_path(profile: Path, name: bytes) -> Path:
    """Return where a large blob is."""
    return profile / BLOBS / name.hex()


def partial_path(profile: Path, salt: bytes) -> Path:
    """Return where a large blob is while it is written."""
    return profile / BLOBS / f"tmp-{salt[:8].hex()}"


class Blobs:
    """Reading blobs; for any process that has the keys. Raises `StoreFault` `no_blob`, or `damaged` for altered bytes."""

    def __init__(self, profile: Path, keys: Keys) -> None:
        self._profile = profile
        self._keys = keys
        self._sealer = AESGCM(keys.blob)

    def read(self, connection: Connection, name: BlobName) -> bytes:
        """Return all bytes of a blob."""
        return b"".join(self.stream(connection, name))

    def stream(self, connection: Connection, name: BlobName, start: int = 0) -> Iterator[bytes]:
        """Yield the bytes of a blob from `start` on, at most 64 KiB at a time for large ones; every piece is verified before
        it is given."""
        place = self._place(connection, name)
        if place[0] == 0:
            yield from self._large(name, place, start)
            return
        try:
            data = self._record(name, place)
        except StoreFault:
            moved = self._place(connection, name)
            if moved == place:
                raise
            data = self._record(name, moved)
        yield data[start:]

    def size(self, connection: Connection, name: BlobName) -> int:
        """Return the number of bytes of a blob, without reading it."""
        return self._place(connection, name)[3]

    def _place(self, connection: Connection, name: BlobName) -> _Place:
        row: _Place | None = connection.execute(_PLACE, (name,)).fetchone()
        if row is None:
            raise StoreFault("no_blob")
        return row

    def _record(self, name: BlobName, place: _Place) -> bytes:
        pack, position, length, size, _ = place
        try:
            with pack_path(self._profile, pack).open("rb") as file:
                file.seek(position)
                record = file.read(length)
            return self._sealer.decrypt(record[:_NONCE_BYTES], record[_NONCE_BYTES:], _context(name, size))
        except (OSError, InvalidTag, ValueError) as error:
            raise StoreFault("damaged", part="blob") from error

    def _large(self, name: BlobName, place: _Place, start: int) -> Iterator[bytes]:
        size, salt = place[3], place[4]
        sealer = AESGCM(subkey(self._keys.blob, "file", salt=salt))
        number, skipped = divmod(start, CHUNK_BYTES)
        left = size - number * CHUNK_BYTES
        try:
            with file_path(self._profile, name).open("rb") as file:
                file.seek(number * (CHUNK_BYTES + _TAG_BYTES))
                while left > 0:
                    sealed = file.read(min(left, CHUNK_BYTES) + _TAG_BYTES)
                    left -= CHUNK_BYTES
                    yield sealer.decrypt(_chunk_nonce(number), sealed, _chunk_context(last=left <= 0))[skipped:]
                    number, skipped = number + 1, 0
        except (OSError, InvalidTag, ValueError) as error:
            raise StoreFault("damaged", part="blob") from error


class LargeFile:
    """A large blob while it is written: encrypted on the disk from the first byte, known to nobody before it is adopted."""

    def __init__(self, profile: Path, keys: Keys, salt: bytes = b"") -> None:
        self.salt = salt or os.urandom(32)
        self.size = 0
        self.path = partial_path(profile, self.salt)
        self._sealer = AESGCM(subkey(keys.blob, "file", salt=self.salt))
        self._hashed = hashlib.blake2b(digest_size=32, key=keys.name)
        self._held = bytearray()
        self._number = 0
        self._name: BlobName | None = None
        self._file = self.path.open("r+b" if salt else "xb")
        if salt:
            self._take_up()

    def write(self, piece: bytes) -> None:
        """Take the next bytes. Raises `OSError`."""
        self._held += piece
        self.size += len(piece)
        while len(self._held) > CHUNK_BYTES:
            self._seal(bytes(self._held[:CHUNK_BYTES]), last=False)
            del self._held[:CHUNK_BYTES]

    def finish(self) -> BlobName:
        """Bring everything to the disk and return the name; may be called again."""
        if self._name is None:
            self._seal(bytes(self._held), last=True)
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._name = BlobName(self._hashed.digest())
        return self._name

    def suspend(self) -> None:
        """Leave what is here to be taken up again by its salt (`begin_file`): whole chunks, the rest comes once more."""
        self._file.close()

    def _take_up(self) -> None:
        """Verify what a file that was suspended, or left by a crash, holds; go on after its last whole chunk."""
        whole = CHUNK_BYTES + _TAG_BYTES
        while len(sealed := self._file.read(whole)) == whole:
            try:
                chunk = self._sealer.decrypt(_chunk_nonce(self._number), sealed, _chunk_context(last=False))
            except InvalidTag:
                break
            self._hashed.update(chunk)
            self._number += 1
        self.size = self._number * CHUNK_BYTES
        self._file.seek(self._number * whole)
        self._file.truncate()

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._hashed.update(chunk)
        self._file.write(self._sealer.encrypt(_chunk_nonce(self._number), chunk, _chunk_context(last=last)))
        self._number += 1


class BlobWriter(Blobs):
    """Writing blobs; only by the one writer of a profile, inside its transactions."""

    def __init__(self, profile: Path, keys: Keys) -> None:
        super().__init__(profile, keys)
        self._pack = 0
        self._end = 0
        self._number = -1
        self._dirty = False

    def open(self, connection: Connection) -> None:
        """Find the pack to append to; cut off what a crash left behind the last known record, drop half-written files."""
        row = connection.execute(
            "SELECT pack, position + length FROM blob ORDER BY pack DESC, position DESC LIMIT 1"
        ).fetchone()
        self._pack, self._end = (row[0], row[1]) if row and row[0] else (1, 0)
        begun = {partial_path(self._profile, bytes(row[0])).name for row in connection.execute("SELECT salt FROM download")}
        for path in (self._profile / BLOBS).iterdir():
            beyond = path.name.startswith("pack-") and path.name > pack_path(self._profile, self._pack).name
            if beyond or (path.name.startswith("tmp-") and path.name not in begun):
                path.unlink()
        self._open_pack()
        if os.fstat(self._number).st_size > self._end:
            os.ftruncate(self._number, self._end)

    def close(self) -> None:
        """Flush and let the pack go."""
        self.flush()
        if self._number >= 0:
            os.close(self._number)
            self._number = -1

    def name_of(self, data: bytes) -> BlobName:
        """Return the name under which `data` is or would be kept."""
        return BlobName(hashlib.blake2b(data, digest_size=32, key=self._keys.name).digest())

    def put(self, connection: Connection, content: bytes | Iterable[bytes]) -> tuple[BlobName, int]:
        """Keep bytes (whole, or in pieces where they are many) and return their name and size. Known bytes are kept once."""
        if isinstance(content, bytes) and len(content) <= LARGE_BYTES:
            return self.put_many(connection, [content])[0], len(content)
        return self._put_large(connection, [content] if isinstance(content, bytes) else content)

    def put_many(self, connection: Connection, contents: Sequence[bytes]) -> list[BlobName]:
        """Keep several blobs with one write to disk; return their names in the same order."""
        names = [self.name_of(content) for content in contents]
        rows: dict[BlobName, tuple[BlobName, int, int, int, int, bytes, int]] = {}
        pieces: list[bytes] = []
        position, now = self._end, int(time.time())
        for name, content in zip(names, contents, strict=True):
            if name in rows or connection.execute("SELECT 1 FROM blob WHERE name = ?", (name,)).fetchone():
                continue
            if len(content) > LARGE_BYTES:
                self._put_large(connection, [content])
                continue
            nonce = os.urandom(_NONCE_BYTES)
            sealed = self._sealer.encrypt(nonce, content, _context(name, len(content)))
            length = _NONCE_BYTES + len(sealed)
            rows[name] = (name, self._pack, position, length, len(content), b"", now)
            pieces += (nonce, sealed)
            position += length
        if rows:
            self._append(b"".join(pieces))
            connection.executemany(_ADD, list(rows.values()))
            if self._end >= PACK_BYTES:
                self._next_pack()
        return names

    def flush(self) -> None:
        """Make everything put so far survive a power cut."""
        if self._dirty:
            os.fsync(self._number)
            self._dirty = False

    def collect(self, connection: Connection, used: Iterable[BlobName], *, before: int) -> int:
        """Forget blobs that are not among `used` and were put before `before` (seconds since 1970), then win their space back:
        packs with at least a quarter of holes are written anew. Return how many blobs went. Runs inside a transaction of the
        writer; `sweep` deletes the left-over files once that transaction is on disk.
        """
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS used_blob (name BLOB PRIMARY KEY NOT NULL) WITHOUT ROWID")
        connection.execute("DELETE FROM used_blob")
        connection.executemany("INSERT OR IGNORE INTO used_blob (name) VALUES (?)", ((name,) for name in used))
        gone = connection.execute(
            "DELETE FROM blob WHERE created < ? AND name NOT IN (SELECT name FROM used_blob)", (before,)
        ).rowcount
        packs = connection.execute(
            "SELECT pack, sum(length) FROM blob WHERE pack > 0 AND pack < ? GROUP BY pack", (self._pack,)
        ).fetchall()
        for pack, live in packs:
            with suppress(FileNotFoundError):
                if live < pack_path(self._profile, pack).stat().st_size * 3 // 4:
                    self._rewrite(connection, pack)
        self.flush()
        return int(gone)

    def sweep(self, connection: Connection) -> None:
        """Delete the files that no row needs any more."""
        packs = {row[0] for row in connection.execute("SELECT DISTINCT pack FROM blob")} | {self._pack}
        large = {bytes(row[0]).hex() for row in connection.execute("SELECT name FROM blob WHERE pack = 0")}
        for path in (self._profile / BLOBS).iterdir():
            if path.name.startswith("tmp-"):
                continue  # somebody writes it, or it is to go on
            is_pack = path.name.startswith("pack-")
            if (int(path.name[5:]) not in packs) if is_pack else (path.name not in large):
                path.unlink()

    def _rewrite(self, connection: Connection, pack: int) -> None:
        rows = connection.execute(
            "SELECT name, position, length FROM blob WHERE pack = ? ORDER BY position", (pack,)
        ).fetchall()
        with pack_path(self._profile, pack).open("rb") as file:
            for name, position, length in rows:
                file.seek(position)
                record = file.read(length)
                if self._end >= PACK_BYTES:
                    self._next_pack()
                place = (self._pack, self._end)
                self._append(record)
                connection.execute("UPDATE blob SET pack = ?, position = ? WHERE name = ?", (*place, name))

    def begin_file(self, salt: bytes = b"") -> LargeFile:
        """Begin a large blob that is written piece by piece, outside of any transaction; `adopt` makes it one.

        With the salt of one that was suspended, go on with that: raises `FileNotFoundError` where it is no more.
        """
        return LargeFile(self._profile, self._keys, salt)

    def adopt(self, connection: Connection, file: LargeFile) -> tuple[BlobName, int]:
        """Take a finished file in; return its name and size. Known bytes are kept once."""
        name = file.finish()
        try:
            if connection.execute("SELECT 1 FROM blob WHERE name = ?", (name,)).fetchone():
                file.abandon()
                return name, file.size
            length = file.path.stat().st_size
            os.replace(file.path, file_path(self._profile, name))
        except BaseException:
            file.abandon()
            raise
        sync_folder(self._profile / BLOBS)
        connection.execute(_ADD, (name, 0, 0, length, file.size, file.salt, int(time.time())))
        return name, file.size

    def _put_large(self, connection: Connection, pieces: Iterable[bytes]) -> tuple[BlobName, int]:
        file = self.begin_file()
        try:
            for piece in pieces:
                file.write(piece)
            return self.adopt(connection, file)
        except BaseException:
            file.abandon()
            raise

    def _append(self, data: bytes) -> None:
        self._dirty = True
        written = 0
        os.lseek(self._number, self._end, os.SEEK_SET)
        while written < len(data):
            written += os.write(self._number, data[written:] if written else data)
        self._end += len(data)

    def _next_pack(self) -> None:
        self.flush()
        os.close(self._number)
        self._pack, self._end = self._pack + 1, 0
        self._open_pack()

    def _open_pack(self) -> None:
        path = pack_path(self._profile, self._pack)
        self._number = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        sync_folder(path.parent)


def _context(name: BlobName, size: int) -> bytes:
    return b"ecritoire blob 1" + name + size.to_bytes(8, "big")


def _chunk_nonce(number: int) -> bytes:
    return number.to_bytes(_NONCE_BYTES, "big")


def _chunk_context(*, last: bool) -> bytes:
    return b"ecritoire file 1" + (b"\1" if last else b"\0")
