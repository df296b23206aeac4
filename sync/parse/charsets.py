"""Octets to text: declared charsets by their real meaning, undeclared ones by trial, nothing that is not a charset."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

_LABEL = re.compile(r"[a-z0-9][a-z0-9._:+-]{0,39}\Z")
_REAL = (
    "utf-", "iso8859", "cp", "koi8", "mac-", "shift_jis", "euc_", "iso2022", "gb", "big5", "hz", "johab", "tis-620",
    "ascii", "ptcp154", "kz1048", "hp-roman8",
)  # fmt: skip
_MEANT = {
    "ascii": "",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "utf-8-sig": "utf-8",
}
"""What senders mean who use the label on the left (as the WHATWG Encoding Standard has it); empty: find out."""
_ALIASES = {
    "ks_c_5601-1987": "cp949",
    "x-sjis": "cp932",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "x-gbk": "gbk",
}

_INVISIBLE = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_VISIBLE = {**_INVISIBLE, **dict.fromkeys(map(ord, "\t\r\n\v\f\x85\u2028\u2029"), " ")}


@lru_cache(maxsize=256)
def codec_of(label: str) -> str:
    """Return Python's name of the charset that `label` means; empty where it names none and one has to try.

    Only charsets: Python also has codecs such as `zip`, `idna` or `unicode_escape`, which a message must never choose.
    """
    label = label.strip(" \"'\t").lower()
    if not _LABEL.match(label):
        return ""
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except (LookupError, ValueError):
        return ""
    name = name.lower()
    return _MEANT.get(name, name) if name.startswith(_REAL) else ""


def decode(raw: bytes, label: str = "") -> str:
    """Return the text of `raw`; never fails. Undecodable octets become U+FFFD, NULs go."""
    codec = codec_of(label)
    if codec and codec != "utf-8":
        text = raw.decode(codec, "replace")
    else:
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            text = raw.decode("utf-8", "replace") if codec and _mostly_utf8(raw) else _western(raw)
    return text.replace("\0", "") if "\0" in text else text


def visible(text: str) -> str:
    """Return `text` on one line without control and bidirectional override characters (CVE-2023-3417)."""
    if text.isprintable():  # all that goes is unprintable to Python
        return text
    return text.translate(_VISIBLE)


def _western(raw: bytes) -> str:
    """Decode as Windows-1252, whose five holes become the C1 controls that Latin-1 has there."""
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _mostly_utf8(raw: bytes) -> bool:
    """Tell UTF-8 with a few broken places from another charset under a wrong label."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken * 2 <= sum(character > "\x7f" for character in text)
