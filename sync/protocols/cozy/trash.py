"""The trash of a Cozy: listed by pages, brought back to where things were, emptied piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

from sync.model.faults import Gone, Unreadable
from sync.model.files import Trashed
from sync.protocols.cozy import entries
from sync.protocols.cozy.stack import Stack, path_of

_PATH = "/files/trash"
_MOST_PAGES = 1000


async def listed(stack: Stack) -> Sequence[Trashed]:
    """Return everything in the trash, the latest first."""
    found: list[Trashed] = []
    cursor = ""
    for _ in range(_MOST_PAGES):
        answer = await stack.get(_PATH, **({"page[cursor]": cursor} if cursor else {}))
        told = answer.get("data")
        if not isinstance(told, list):
            raise Unreadable("bad_answer")
        for one in told:
            entry = entries.of_answer({"data": one})
            found.append(Trashed(entry.id, entry.name, entry.name, entry.is_folder, entry.size, entry.modified))
        links = answer.get("links")
        following = str(links.get("next") or "") if isinstance(links, dict) else ""
        cursor = next(iter(parse_qs(urlsplit(following).query).get("page[cursor]", [])), "")
        if not cursor:
            break
    return sorted(found, key=lambda one: one.deleted, reverse=True)


async def restore(stack: Stack, trashed: str) -> None:
    """Bring something back. Raises `Gone`."""
    await stack.send("POST", f"{_PATH}/{path_of(trashed).rpartition('/')[2]}")


async def purge(stack: Stack, trashed: str) -> None:
    """Delete something for good; what is gone will do."""
    with suppress(Gone):
        await stack.send("DELETE", f"{_PATH}/{path_of(trashed).rpartition('/')[2]}")
