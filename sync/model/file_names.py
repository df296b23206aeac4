"""Names of files: what every system of a shared drive can hold, whichever this one is (Windows, Linux, NFC)."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from sync.model.faults import Rejected

LONGEST = 255
"""Octets of a name on most file systems."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?\Z", re.IGNORECASE)


class Trouble(StrEnum):
    """Why some system could not hold a name."""

    NONE = ""
    EMPTY = "empty"
    END = "end"
    """It ends with a point or a blank, which Windows drops."""
    CHARACTERS = "characters"
    RESERVED = "reserved"
    """Windows means a device by it."""
    LONG = "long"


def trouble(name: str) -> Trouble:
    """Return why a new name cannot be used on every system, `NONE` where it can."""
    plain = unicodedata.normalize("NFC", name)
    if not plain.strip(". "):
        return Trouble.EMPTY
    if plain != plain.rstrip(". "):
        return Trouble.END
    if _FORBIDDEN.search(plain) is not None:
        return Trouble.CHARACTERS
    if _RESERVED.match(plain) is not None:
        return Trouble.RESERVED
    return Trouble.LONG if len(plain.encode("utf-8", "surrogatepass")) > LONGEST else Trouble.NONE


def checked(name: str) -> str:
    """Return a new name in NFC. Raises `Rejected("bad_name")` for one that Windows or Linux cannot hold."""
    if trouble(name):
        raise Rejected("bad_name", name=name)
    return unicodedata.normalize("NFC", name)


def held_here(name: str) -> str:
    """Return a name of a server as any machine can hold it: what cannot be in one becomes `_`."""
    plain = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).rstrip(". ") or "_"
    if _RESERVED.match(plain) is not None:
        plain = f"_{plain}"
    return plain.encode("utf-8", "replace")[: LONGEST - 16].decode(errors="ignore")


def numbered(name: str, number: int) -> str:
    """Return a name with a number before its ending: `rapport (2).odt`."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > 12:
        stem, dot, ending = name, "", ""
    tail = f" ({number}){dot}{ending}"
    room = LONGEST - len(tail.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip() + tail
