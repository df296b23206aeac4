"""Pictures: which bytes are one of an allowed kind, told by signature and declared size, without decoding them."""

from __future__ import annotations

import struct

OCTETS_LIMIT = 10 * 1024 * 1024
SIDE_LIMIT = 10_000
"""Pixels of one side."""
AREA_LIMIT = 40_000_000
"""Pixels of the whole picture: what it takes in memory once decoded is four times that."""

_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def kind(raw: bytes) -> str:
    """Return the media type of a picture that may be shown (PNG, JPEG, GIF, WebP of bounded size); empty otherwise."""
    if not 0 < len(raw) <= OCTETS_LIMIT:
        return ""
    try:
        media_type, width, height = _look(raw)
    except (struct.error, IndexError):
        return ""
    fits = 0 < width <= SIDE_LIMIT and 0 < height <= SIDE_LIMIT and width * height <= AREA_LIMIT
    return media_type if fits else ""


def _look(raw: bytes) -> tuple[str, int, int]:
    """Return media type, width and height as the file declares them."""
    if raw.startswith(b"\x89PNG\r\n\x1a\n") and raw[12:16] == b"IHDR":
        return "image/png", *struct.unpack_from(">II", raw, 16)
    if raw.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif", *struct.unpack_from("<HH", raw, 6)
    if raw.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", *_jpeg_size(raw)
    if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP":
        return "image/webp", *_webp_size(raw)
    return "", 0, 0


def _jpeg_size(raw: bytes) -> tuple[int, int]:
    position = 2
    while position < len(raw):
        if raw[position] != 0xFF:
            return 0, 0
        marker = raw[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", raw, position + 5)
            return width, height
        if 0xD0 <= marker <= 0xD9 or marker == 0x01:
            position += 2
            continue
        (length,) = struct.unpack_from(">H", raw, position + 2)
        if length < 2:
            return 0, 0
        position += 2 + length
    return 0, 0


def _webp_size(raw: bytes) -> tuple[int, int]:
    match raw[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(raw[24:27], "little"), 1 + int.from_bytes(raw[27:30], "little")
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", raw, 21)
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", raw, 26)
            return width & 0x3FFF, height & 0x3FFF
        case _:
            return 0, 0
