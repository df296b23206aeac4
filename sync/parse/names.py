"""Names of attachments: what a sender wrote, made safe to show and to save."""

from __future__ import annotations

import re
import unicodedata

from sync.parse.charsets import visible

LENGTH_LIMIT = 180
"""Characters of a name; what is longer loses its middle and keeps its ending."""

_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|\Z)", re.IGNORECASE)
_UNSEEN = frozenset({"Cf", "Cs", "Co", "Zl", "Zp"})
_ENDINGS = {
    "text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "text/vcard": ".vcf", "text/csv": ".csv",
    "message/rfc822": ".eml", "application/pdf": ".pdf", "application/zip": ".zip", "application/pgp-signature": ".asc",
    "application/pkcs7-signature": ".p7s", "application/pkcs7-mime": ".p7m", "application/ms-tnef": ".dat",
    "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
}  # fmt: skip


def safe_name(written: str) -> str:
    """Return a file name: no folder, no control, invisible or bidirectional character (CVE-2023-3417), no reserved name
    of Windows, no leading dot, bounded length. Empty where nothing is left."""
    name = visible(written).replace("\\", "/").rsplit("/", 1)[-1]
    if not name.isascii():
        name = "".join(character for character in name if unicodedata.category(character) not in _UNSEEN)
    name = _FORBIDDEN.sub("_", " ".join(name.split())).strip(" .")
    if _RESERVED.match(name):
        name = "_" + name
    if len(name) > LENGTH_LIMIT:
        stem, dot, ending = name.rpartition(".")
        name = (
            stem[: LENGTH_LIMIT - 1 - len(ending)] + dot + ending if dot and len(ending) <= 16 else name[:LENGTH_LIMIT]
        )
    return name


def default_name(media_type: str, path: str) -> str:
    """Return a name for a part that has none."""
    kind = "message" if media_type == "message/rfc822" else media_type.partition("/")[0]
    stem = kind if kind in ("text", "image", "audio", "video", "message") else "part"
    return f"{stem}-{path}{_ENDINGS.get(media_type, '.bin')}"
