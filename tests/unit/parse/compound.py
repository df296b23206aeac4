"""Compound files ([MS-CFB]) and TNEF ([MS-OXTNEF]) as Outlook writes them, made by hand for tests."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import pairwise
from typing import Union

Storage = Mapping[str, Union[bytes, "Storage"]]
_SECTOR = 512
_CUTOFF = 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(root: Storage) -> bytes:
    """A compound file. Streams are padded with NUL to 4,096 octets, so that all of them lie in ordinary sectors."""
    entries: list[list[object]] = [["Root Entry", 5, _FREE, _FREE, _FREE, b""]]

    def add(storage: Storage, owner: int) -> None:
        names = sorted(storage, key=lambda one: (len(one), one.upper()))
        places = []
        for name in names:
            content = storage[name]
            places.append(len(entries))
            octets = content if isinstance(content, bytes) else b""
            entries.append([name, 2 if isinstance(content, bytes) else 1, _FREE, _FREE, _FREE, octets])
            if not isinstance(content, bytes):
                add(content, places[-1])
        for left, right in pairwise(places):
            entries[left][3] = right
        if places:
            entries[owner][4] = places[0]

    add(root, 0)
    sectors: list[bytes] = []
    fat: list[int] = []

    def put(content: bytes) -> int:
        first = len(sectors)
        pieces = [content[start : start + _SECTOR].ljust(_SECTOR, b"\0") for start in range(0, len(content), _SECTOR)]
        sectors.extend(pieces)
        fat.extend([*range(first + 1, first + len(pieces)), _END])
        return first

    directory = b""
    for name, kind, left, right, child, content in entries:
        assert isinstance(content, bytes)
        padded = content.ljust(_CUTOFF, b"\0") if kind == 2 else b""
        start = put(padded) if padded else (_END if kind == 5 else 0)
        wide = str(name).encode("utf-16-le") + b"\0\0"
        directory += wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, left, right, child) + bytes(16 + 4 + 16)
        directory += struct.pack("<IQ", start, len(padded))
    first_directory = put(directory)
    count = 1
    while count * 128 < len(fat) + count:
        count += 1
    fat_places = list(range(len(sectors), len(sectors) + count))
    table = [*fat, *[_FAT] * count]
    table += [_FREE] * (count * 128 - len(table))
    packed = struct.pack(f"<{len(table)}I", *table)
    sectors += [packed[start : start + _SECTOR] for start in range(0, len(packed), _SECTOR)]
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, count, first_directory, 0, _CUTOFF, _END, 0, _END, 0)
    head += struct.pack(f"<{109}I", *fat_places, *[_FREE] * (109 - count))
    return head + b"".join(sectors)


def text(number: int, value: str) -> tuple[str, bytes]:
    """A property that is text."""
    return f"__substg1.0_{number:04X}001F", value.encode("utf-16-le")


def octets(number: int, value: bytes) -> tuple[str, bytes]:
    """A property that is octets."""
    return f"__substg1.0_{number:04X}0102", value


def fixed(head: int, **values: tuple[int, int]) -> tuple[str, bytes]:
    """The stream of numbers and moments: type and value by number (`x0C15=(3, 1)`)."""
    made = bytes(head)
    for name, (kind, value) in values.items():
        made += struct.pack("<HHIQ", kind, int(name[1:], 16), 6, value)
    return "__properties_version1.0", made


def tnef(*attributes: tuple[int, int, bytes]) -> bytes:
    """A `winmail.dat`: level, number and octets of each attribute."""
    made = struct.pack("<IH", 0x223E9F78, 1)
    for level, number, content in attributes:
        made += struct.pack("<BII", level, number, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)
    return made
