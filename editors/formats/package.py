"""Packages: zip archives kept whole, and rewritten only where a part was changed.

Own reading of the zip directory (APPNOTE 6.3.10): copying an entry untouched needs its raw bytes, which `zipfile` does not
give. Nothing is ever extracted to a disk: names are only names.
"""

from __future__ import annotations

import itertools
import struct
import zlib
from dataclasses import dataclass
from functools import cached_property

from sync.model.faults import Unreadable

PART_LIMIT = 64 * 1024 * 1024
"""Octets of one part unpacked: above this it is taken for a bomb."""
ENTRIES_LIMIT = 20_000

_END = b"PK\x05\x06"
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_EOCD = struct.Struct("<4s4H2IH")
_WIDE = 0xFFFFFFFF
_ENCRYPTED, _DESCRIPTOR = 0x1, 0x8
_STORED, _DEFLATED = 0, 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the central directory describes it. `start` is where its local header stands; `end` where the next begins."""

    name: str
    record: bytes
    start: int
    end: int
    method: int
    flags: int
    packed: int
    size: int
    crc: int


class Package:
    """A zip archive in memory. The bytes given are never changed."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.entries = _directory(raw)
        self._by_name: dict[str, Entry] = {}
        for entry in self.entries:
            self._by_name.setdefault(entry.name, entry)

    @property
    def names(self) -> list[str]:
        """The parts' names, in the archive's order."""
        return list(self._by_name)

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {name.lower(): name for name in self._by_name}

    def find(self, name: str) -> str:
        """Return the part's name as the archive writes it (OPC part names are compared without case), "" where there is none."""
        return name if name in self._by_name else self._folded.get(name.lower(), "")

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def read(self, name: str, limit: int = PART_LIMIT) -> bytes:
        """Return a part unpacked. Raises `Unreadable` `missing_part`, `zip_bomb`, `damaged_package`, `document_encrypted`."""
        entry = self._by_name.get(name)
        if entry is None:
            raise Unreadable("missing_part", part=name)
        if entry.flags & _ENCRYPTED:
            raise Unreadable("document_encrypted")
        if entry.size > limit:
            raise Unreadable("zip_bomb", part=name)
        packed = self._packed(entry)
        if entry.method == _STORED:
            content = packed
        elif entry.method == _DEFLATED:
            try:
                content = _inflate(packed, limit, name)
            except zlib.error as error:
                raise Unreadable("damaged_package", part=name) from error
        else:
            raise Unreadable("unknown_compression", part=name, method=entry.method)
        if len(content) > limit:
            raise Unreadable("zip_bomb", part=name)
        if zlib.crc32(content) != entry.crc:
            raise Unreadable("damaged_package", part=name)
        return content

    def _packed(self, entry: Entry) -> bytes:
        header = self.raw[entry.start : entry.start + _LOCAL.size]
        if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
            raise Unreadable("damaged_package", part=entry.name)
        *_, name_length, extra_length = _LOCAL.unpack(header)
        begin = entry.start + _LOCAL.size + name_length + extra_length
        packed = self.raw[begin : begin + entry.packed]
        if len(packed) != entry.packed:
            raise Unreadable("damaged_package", part=entry.name)
        return packed

    def rewritten(self, changed: dict[str, bytes]) -> bytes:
        """Return a copy of the archive with the parts of `changed` replaced, or added at its end.

        Every other entry keeps its bytes, its order and its flags. Nothing changed: the very same bytes.
        """
        if not changed:
            return self.raw
        left = dict(changed)
        first = min((entry.start for entry in self.entries), default=0)
        pieces = [self.raw[:first]]
        offset = first
        records: dict[int, bytes] = {}
        for entry in sorted(self.entries, key=lambda one: one.start):
            content = left.pop(entry.name) if entry.name in left and self._by_name[entry.name] is entry else None
            if content is None:
                piece = self.raw[entry.start : entry.end]
                records[entry.start] = _record(
                    entry, offset, entry.crc, entry.packed, entry.size, entry.flags, entry.method
                )
            else:
                piece, records[entry.start] = self._replaced(entry, content, offset)
            pieces.append(piece)
            offset += len(piece)
        ordered = [records[entry.start] for entry in self.entries]
        for name, content in left.items():
            piece, record = _added(name, content, offset)
            pieces.append(piece)
            ordered.append(record)
            offset += len(piece)
        directory = b"".join(ordered)
        comment = self.raw[_end_of(self.raw) + _EOCD.size :]
        end = _EOCD.pack(_END, 0, 0, len(ordered), len(ordered), len(directory), offset, len(comment))
        return b"".join([*pieces, directory, end, comment])

    def _replaced(self, entry: Entry, content: bytes, offset: int) -> tuple[bytes, bytes]:
        header = _LOCAL.unpack(self.raw[entry.start : entry.start + _LOCAL.size])
        begin = entry.start + _LOCAL.size
        name = self.raw[begin : begin + header[9]]
        extra = _without_wide(self.raw[begin + header[9] : begin + header[9] + header[10]])
        method = entry.method if entry.method in (_STORED, _DEFLATED) else _DEFLATED
        packed = content if method == _STORED else _deflate(content)
        flags = entry.flags & ~_DESCRIPTOR
        crc = zlib.crc32(content)
        local = _LOCAL.pack(
            header[0],
            min(header[1], 20),
            flags,
            method,
            header[4],
            header[5],
            crc,
            len(packed),
            len(content),
            len(name),
            len(extra),
        )
        return local + name + extra + packed, _record(entry, offset, crc, len(packed), len(content), flags, method)


def is_zip(raw: bytes) -> bool:
    """Return whether bytes look like a zip archive."""
    return raw[:2] == b"PK" and raw.rfind(_END) >= 0


def built(parts: dict[str, bytes], stored: frozenset[str] = frozenset({"mimetype"})) -> bytes:
    """Return a new archive of `parts`, in their order; those of `stored` are not compressed."""
    pieces: list[bytes] = []
    records: list[bytes] = []
    offset = 0
    for name, content in parts.items():
        piece, record = _added(name, content, offset, _STORED if name in stored else _DEFLATED)
        pieces.append(piece)
        records.append(record)
        offset += len(piece)
    directory = b"".join(records)
    return b"".join([*pieces, directory, _EOCD.pack(_END, 0, 0, len(records), len(records), len(directory), offset, 0)])


def _added(name: str, content: bytes, offset: int, method: int = _DEFLATED) -> tuple[bytes, bytes]:
    raw_name = name.encode()
    flags = 0 if name.isascii() else 0x800
    packed = content if method == _STORED else _deflate(content)
    crc, date = zlib.crc32(content), (1 << 5) | 1
    shared = (flags, method, 0, date, crc, len(packed), len(content), len(raw_name), 0)
    local = _LOCAL.pack(b"PK\x03\x04", 20, *shared)
    record = _CENTRAL.pack(b"PK\x01\x02", 20, 20, *shared, 0, 0, 0, 0, offset)
    return local + raw_name + packed, record + raw_name


def _record(entry: Entry, offset: int, crc: int, packed: int, size: int, flags: int, method: int) -> bytes:
    fields = list(_CENTRAL.unpack(entry.record[: _CENTRAL.size]))
    name = entry.record[_CENTRAL.size : _CENTRAL.size + fields[10]]
    extra = entry.record[_CENTRAL.size + fields[10] : _CENTRAL.size + fields[10] + fields[11]]
    comment = entry.record[_CENTRAL.size + fields[10] + fields[11] :]
    if _WIDE in (fields[8], fields[9], fields[16]) or fields[13] == 0xFFFF:
        extra = _without_wide(extra)
        fields[13] = 0
    fields[3], fields[4] = flags, method
    fields[7:10] = [crc, packed, size]
    fields[11], fields[16] = len(extra), offset
    return _CENTRAL.pack(*fields) + name + extra + comment


def _directory(raw: bytes) -> list[Entry]:
    where = _end_of(raw)
    _, _, _, _, count, length, begin, _ = _EOCD.unpack(raw[where : where + _EOCD.size])
    if _WIDE in (length, begin) or count == 0xFFFF:
        count, length, begin = _wide_end(raw, where)
    if count > ENTRIES_LIMIT:
        raise Unreadable("zip_bomb", entries=count)
    if begin + length > where:
        raise Unreadable("damaged_package")
    found: list[tuple[tuple[int, ...], str, bytes, int]] = []
    position = begin
    for _ in range(count):
        header = raw[position : position + _CENTRAL.size]
        if len(header) < _CENTRAL.size or header[:4] != b"PK\x01\x02":
            raise Unreadable("damaged_package")
        fields = _CENTRAL.unpack(header)
        end = position + _CENTRAL.size + fields[10] + fields[11] + fields[12]
        record = raw[position:end]
        name_bytes = record[_CENTRAL.size : _CENTRAL.size + fields[10]]
        name = name_bytes.decode("utf-8" if fields[3] & 0x800 else "cp437", "replace")
        extra = record[_CENTRAL.size + fields[10] : _CENTRAL.size + fields[10] + fields[11]]
        packed, size, start = _wide_fields(extra, fields[8], fields[9], fields[16])
        found.append(((fields[3], fields[4], fields[7], packed, size), name, record, start))
        position = end
    starts = sorted({start for *_, start in found} | {begin})
    following = dict(itertools.pairwise(starts))
    entries = []
    for (flags, method, crc, packed, size), name, record, start in found:
        after = following.get(start, begin)
        if start + _LOCAL.size + packed > after:
            raise Unreadable("zip_bomb" if after < begin else "damaged_package", part=name)
        entries.append(Entry(name, record, start, after, method, flags, packed, size, crc))
    if len({entry.start for entry in entries}) != len(entries):
        raise Unreadable("zip_bomb")
    return entries


def _end_of(raw: bytes) -> int:
    where = raw.rfind(_END, max(0, len(raw) - 65_557))
    if where < 0 or where + _EOCD.size > len(raw):
        raise Unreadable("damaged_package")
    return where


def _wide_end(raw: bytes, where: int) -> tuple[int, int, int]:
    """Return count, length and start of a zip64 directory."""
    locator = raw[where - 20 : where]
    if locator[:4] != b"PK\x06\x07":
        raise Unreadable("damaged_package")
    (at,) = struct.unpack("<Q", locator[8:16])
    record = raw[at : at + 56]
    if len(record) < 56 or record[:4] != b"PK\x06\x06":
        raise Unreadable("damaged_package")
    count, length, begin = struct.unpack("<3Q", record[32:56])
    return count, length, begin


def _wide_fields(extra: bytes, packed: int, size: int, start: int) -> tuple[int, int, int]:
    if _WIDE not in (packed, size, start):
        return packed, size, start
    values = [size, packed, start]
    for tag, content in _extras(extra):
        if tag == 1:
            numbers = iter(struct.unpack(f"<{len(content) // 8}Q", content[: len(content) // 8 * 8]))
            values = [next(numbers, value) if value == _WIDE else value for value in values]
    return values[1], values[0], values[2]


def _extras(extra: bytes) -> list[tuple[int, bytes]]:
    found, position = [], 0
    while position + 4 <= len(extra):
        tag, length = struct.unpack("<HH", extra[position : position + 4])
        found.append((tag, extra[position + 4 : position + 4 + length]))
        position += 4 + length
    return found


def _without_wide(extra: bytes) -> bytes:
    return b"".join(struct.pack("<HH", tag, len(content)) + content for tag, content in _extras(extra) if tag != 1)


def _inflate(packed: bytes, limit: int, name: str) -> bytes:
    inflater = zlib.decompressobj(-15)
    content = inflater.decompress(packed, limit + 1)
    if len(content) > limit:
        raise Unreadable("zip_bomb", part=name)
    return content


def _deflate(content: bytes) -> bytes:
    deflater = zlib.compressobj(6, zlib.DEFLATED, -15)
    return deflater.compress(content) + deflater.flush()
