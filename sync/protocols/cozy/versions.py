"""Earlier contents of a Cozy's files: told beside a file, read and brought back by their own ids (docs/files.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from sync.model.faults import Unreadable
from sync.model.files import Version
from sync.protocols.cozy import entries
from sync.protocols.cozy.stack import Stack, path_of

_TYPE = "io.cozy.files.versions"


async def listed(stack: Stack, item: str) -> Sequence[Version]:
    """Return the earlier contents of a file, the newest first. Raises `Gone("item")`, `Unreadable("not_cozy")`."""
    answer = await stack.get(path_of(item))
    told = answer.get("included") or []
    if not isinstance(told, list):
        raise Unreadable("not_cozy")
    found = [_version(one) for one in told if isinstance(one, dict) and one.get("type") == _TYPE]
    return sorted(found, key=lambda one: (one.modified, _generation(one.id)), reverse=True)


async def revert(stack: Stack, item: str, version: str) -> None:
    """Make an earlier content the file's content; the one of now becomes a version. Raises `Gone("item")`."""
    await stack.send("POST", f"/files/revert/{quote(item, safe='')}/{quote(version, safe='')}")


def _version(told: dict[str, Any]) -> Version:
    try:
        said = told["attributes"]
        made = (said.get("cozyMetadata") or {}).get("uploadedAt") or ""
        moment = entries.seconds(str(said.get("updated_at") or made))
        return Version(str(told["id"]).rpartition("/")[2], moment, int(said.get("size") or 0))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable("not_cozy") from error


def _generation(version: str) -> int:
    """Return the number with which a version's id begins: it grows with each content."""
    number = version.partition("-")[0]
    return int(number) if number.isdecimal() and len(number) < 19 else 0
