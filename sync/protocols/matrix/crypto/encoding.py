"""How Matrix writes what is signed and encrypted: canonical JSON and unpadded base64 (specification, appendices)."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any, TypeAlias

from sync.model.faults import Unreadable

Json: TypeAlias = dict[str, Any]

_LARGEST_INTEGER = 2**53 - 1
_DEEPEST = 64


def canonical(value: Json) -> bytes:
    """Return the canonical JSON of an object: keys sorted, no spaces, UTF-8, no fractions (appendices, "Canonical JSON").

    Raises `Unreadable("not_canonical")` for what has no canonical form.
    """
    _check(value, 0)
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False).encode()
    except (UnicodeEncodeError, TypeError, ValueError) as error:
        raise Unreadable("not_canonical") from error


def _check(value: Any, depth: int) -> None:
    if depth > _DEEPEST:
        raise Unreadable("not_canonical")
    match value:
        case bool() | None | str():
            pass
        case int():
            if abs(value) > _LARGEST_INTEGER:
                raise Unreadable("not_canonical")
        case dict():
            for key, inner in value.items():
                if not isinstance(key, str):
                    raise Unreadable("not_canonical")
                _check(inner, depth + 1)
        case list() | tuple():
            for inner in value:
                _check(inner, depth + 1)
        case _:
            raise Unreadable("not_canonical")


def to_base64(raw: bytes, *, url: bool = False) -> str:
    """Return base64 without padding; `url` takes the URL-safe alphabet."""
    encode = base64.urlsafe_b64encode if url else base64.b64encode
    return encode(raw).rstrip(b"=").decode()


def from_base64(text: object, *, url: bool = False) -> bytes:
    """Return the bytes of a base64 text, padded or not. Raises `Unreadable("not_base64")`."""
    if not isinstance(text, str):
        raise Unreadable("not_base64")
    try:
        padded = text.rstrip("=").encode("ascii") + b"=" * (-len(text.rstrip("=")) % 4)
        return base64.b64decode(padded, altchars=b"-_" if url else None, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable("not_base64") from error


def section(source: object, *path: str) -> Json:
    """Return the object at `path` inside `source`, empty where there is none: servers may send any shape."""
    found = source
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def text(source: object, name: str) -> str:
    """Return the text called `name` of `source`, empty where there is none."""
    found = source.get(name) if isinstance(source, dict) else None
    return found if isinstance(found, str) else ""


def texts(found: object) -> list[str]:
    """Return the texts in a list that may be anything."""
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
