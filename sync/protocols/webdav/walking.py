"""What changed in a WebDAV drive: the whole tree in one answer where the server gives it, else folder by folder.

Plain WebDAV cannot say what changed: everything is listed and compared with what is here (`Surroundings.kept`). What is the same
is not told. A walk is kept in memory between two pages; after a restart it begins anew, and finds most things here already.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sync.model.changes import Change, ChangePage
from sync.model.faults import CursorExpired, Gone, Rejected, Unsupported
from sync.model.ids import RemoteId
from sync.protocols.webdav import entries
from sync.transport.dav.client import Dav
from sync.transport.dav.xml import Response

PAGE = 500
"""Changes of one page."""
AHEAD = 6
"""Folders that are asked for at the same time."""
_QUIET = 200
"""Folders without a change after which a page is told all the same."""
TOP = RemoteId("")

Listing = dict[RemoteId, Change]


@dataclass(slots=True)
class Walk:
    """A walk through a drive. `changes` are found and not told; `folders` are still to be looked into."""

    number: int
    place: int = 0
    changes: deque[Change] = field(default_factory=deque)
    snapshot: frozenset[RemoteId] | None = None
    whole: bool = False
    folders: deque[RemoteId] = field(default_factory=deque)
    asked: dict[RemoteId, asyncio.Task[Listing]] = field(default_factory=dict)
    folder: RemoteId | None = None

    def stop(self) -> None:
        """Give up what is being asked for."""
        for task in self.asked.values():
            task.cancel()
        self.asked.clear()


class Walking:
    """Follows the drive at `root`. `skips` tells of a folder whose revision is known that nothing in it can have changed."""

    def __init__(
        self,
        dav: Callable[[], Dav],
        kept: Callable[[RemoteId, RemoteId | None], Mapping[RemoteId, str]],
        *,
        properties: tuple[str, ...] = entries.PROPERTIES,
        described: Callable[[RemoteId, Response], Change] = entries.described,
        skips: bool = False,
    ) -> None:
        self._dav = dav
        self._kept = kept
        self._properties = properties
        self._described = described
        self._skips = skips
        self._walk: Walk | None = None
        self._numbers = 0
        self._infinity = not skips

    async def page(self, root: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return the next page of differences. Raises `CursorExpired`, `Gone("collection")`."""
        number, place = _state(cursor)
        walk, self._walk = self._walk, None
        if walk is None or (walk.number, walk.place) != (number, place) or not number:
            if walk is not None:
                walk.stop()
            walk = await self._begin(root)
        try:
            page = await self._next(root, walk)
        except BaseException:
            walk.stop()
            raise
        if page.more:
            walk.place += 1
            self._walk = walk
        return page

    def stop(self) -> None:
        """Forget the walk."""
        if self._walk is not None:
            self._walk.stop()
            self._walk = None

    async def _begin(self, root: RemoteId) -> Walk:
        self._numbers += 1
        walk = Walk(self._numbers)
        if self._infinity:
            try:
                found = await self._list(root, TOP, "infinity")
            except (Rejected, Unsupported):
                self._infinity = False
            except Gone as fault:
                raise Gone("collection") from fault
            else:
                kept = self._kept(root, None)
                new = (change for item, change in found.items() if kept.get(item) != change.revision)
                walk.changes.extend(sorted(new, key=lambda change: (change.item.count("/"), change.item)))
                walk.snapshot, walk.whole = frozenset(found), True
                return walk
        walk.folders.append(TOP)
        return walk

    async def _next(self, root: RemoteId, walk: Walk) -> ChangePage:
        quiet = 0
        while not walk.changes and walk.snapshot is None and walk.folders and quiet < _QUIET:
            await self._look(root, walk)
            quiet += 1
        told = tuple(walk.changes.popleft() for _ in range(min(PAGE, len(walk.changes))))
        if walk.changes:
            return ChangePage(told, (), self._cursor(walk), True, None)
        snapshot, walk.snapshot = walk.snapshot, None
        more = bool(walk.folders)
        folder = None if walk.whole or snapshot is None else walk.folder
        return ChangePage(told, (), self._cursor(walk) if more else b"{}", more, snapshot, folder=folder)

    async def _look(self, root: RemoteId, walk: Walk) -> None:
        """Look into the next folder; its page is told where it differs from what is here."""
        for ahead in [folder for folder in walk.folders if folder not in walk.asked][: AHEAD - len(walk.asked)]:
            walk.asked[ahead] = asyncio.create_task(self._list(root, ahead, "1"))
        folder = walk.folders.popleft()
        try:
            found = await walk.asked.pop(folder)
        except Gone as fault:
            if folder == TOP:
                raise Gone("collection") from fault
            return  # it went while we walked: the next walk sees it
        kept = self._kept(root, folder)
        new = [change for item, change in found.items() if kept.get(item) != change.revision]
        walk.folders.extend(item for item, change in found.items() if self._inside(change, kept))
        if new or set(kept) - set(found):
            walk.changes.extend(sorted(new, key=lambda change: change.item))
            walk.snapshot, walk.folder = frozenset(found), folder

    def _inside(self, change: Change, kept: Mapping[RemoteId, str]) -> bool:
        """Whether a folder has to be looked into."""
        folder = getattr(change.truth, "is_folder", False)
        return folder and not (self._skips and kept.get(change.item) == change.revision)

    async def _list(self, root: RemoteId, folder: RemoteId, depth: str) -> Listing:
        listing = entries.listed(self._dav(), root, folder, depth, self._properties)
        return {item: self._described(item, response) async for item, response in listing}

    def _cursor(self, walk: Walk) -> bytes:
        return json.dumps({"n": walk.number, "p": walk.place + 1}).encode()


def _state(cursor: bytes | None) -> tuple[int, int]:
    if cursor is None:
        return 0, 0
    try:
        found = json.loads(cursor)
        return int(found.get("n", 0)), int(found.get("p", 0))
    except (ValueError, AttributeError, TypeError) as error:
        raise CursorExpired("unknown_cursor") from error
