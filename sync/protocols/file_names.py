"""Names of files: what every system of a shared drive can hold, whichever this one is (Windows, Linux, NFC)."""

from __future__ import annotations

import re
import unicodedata

from sync.model.faults import Rejected

LONGEST = 255
"""Octets of a name on most file systems."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?\Z", re.IGNORECASE)


def checked(name: str) -> str:
    """Return a new name in NFC. Raises `Rejected("bad_name")` for one that Windows or Linux cannot hold."""
    plain = unicodedata.normalize("NFC", name)
    bad = (
        not plain.strip(". ")
        or plain != plain.rstrip(". ")
        or _FORBIDDEN.search(plain) is not None
        or _RESERVED.match(plain) is not None
        or len(plain.encode("utf-8", "surrogatepass")) > LONGEST
    )
    if bad:
        raise Rejected("bad_name", name=name)
    return plain
