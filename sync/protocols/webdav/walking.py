"""What changed in a WebDAV drive: the whole tree in one answer where the server gives it, else folder by folder.

Plain WebDAV cannot say what changed: everything is listed and compared with what is here (`Surroundings.kept`). What is the same
is not told. A walk is kept in memory between two pages; after a restart it begins anew, and finds most things here already.

Where etags travel up to the top, a folder with the etag that is here need not be looked into, and neither the drive.
For that a folder's revision may be told only after everything in it: until then it is told with one that is never its own.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from sync.model.changes import Change, ChangePage
from sync.model.faults import CursorExpired, Gone, Rejected, Unsupported
from sync.model.files import FileTruth
from sync.model.ids import RemoteId
from sync.protocols.webdav import entries
from sync.transport.dav.client import Dav
from sync.transport.dav.xml import Response

PAGE = 500
"""Changes of one page."""
AHEAD = 6
"""Folders that are asked for at the same time."""
_END = "\0"
"""Stands before a folder in the order of a walk where everything in it has been told."""
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
    mark: str = ""
    """The etag of the top when the walk began."""
    due: dict[RemoteId, Change] = field(default_factory=dict)
    """Folders that are told as known once everything in them was."""
    told: list[Change] = field(default_factory=list)

    def stop(self) -> None:
        """Give up what is being asked for."""
        for task in self.asked.values():
            task.cancel()
        self.asked.clear()


class Walking:
    """Follows the drive at `root`. `travelling`: the etags of this server travel up to the top."""

    def __init__(
        self,
        dav: Callable[[], Dav],
        kept: Callable[[RemoteId, RemoteId | None], Mapping[RemoteId, str]],
        *,
        properties: tuple[str, ...] = entries.PROPERTIES,
        described: Callable[[RemoteId, Response], Change] = entries.described,
        travelling: bool = False,
    ) -> None:
        self._dav = dav
        self._kept = kept
        self._properties = properties
        self._described = described
        self._travelling = travelling
        self._walk: Walk | None = None
        self._numbers = 0
        self._infinity = not travelling

    async def page(self, root: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return the next page of differences. Raises `CursorExpired`, `Gone("collection")`."""
        number, place, mark = _state(cursor)
        walk, self._walk = self._walk, None
        if walk is None or (walk.number, walk.place) != (number, place) or not number:
            if walk is not None:
                walk.stop()
            walk = await self._begin(root)
            if walk.mark and walk.mark == mark:
                return ChangePage((), (), cursor or b"{}", False)
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
        if self._travelling:
            try:
                _, top = await self._dav().properties(root, (entries.ETAG,))
            except Gone as fault:
                raise Gone("collection") from fault
            walk.mark = entries.plain(top.text(entries.ETAG))
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
        known, walk.told = walk.told, []
        told = (*known, *(walk.changes.popleft() for _ in range(min(PAGE, len(walk.changes)))))
        if walk.changes:
            return ChangePage(told, (), self._cursor(walk), True, None)
        snapshot, walk.snapshot = walk.snapshot, None
        more = bool(walk.folders or walk.told)
        folder = None if walk.whole or snapshot is None else walk.folder
        return ChangePage(told, (), self._cursor(walk) if more else _done(walk.mark), more, snapshot, folder=folder)

    async def _look(self, root: RemoteId, walk: Walk) -> None:
        """Look into the next folder; its page is told where it differs from what is here."""
        for ahead in itertools.islice(walk.folders, 2 * AHEAD):
            if len(walk.asked) < AHEAD and not ahead.startswith(_END) and ahead not in walk.asked:
                walk.asked[ahead] = asyncio.create_task(self._list(root, ahead, "1"))
        folder = walk.folders.popleft()
        if folder.startswith(_END):
            walk.told.append(walk.due.pop(RemoteId(folder.removeprefix(_END))))
            return
        asked = walk.asked.pop(folder, None) or asyncio.create_task(self._list(root, folder, "1"))
        try:
            found = await asked
        except Gone as fault:
            if folder == TOP:
                raise Gone("collection") from fault
            return  # it went while we walked: the next walk sees it
        kept = self._kept(root, folder)
        new = [change for item, change in found.items() if kept.get(item) != change.revision]
        if self._travelling:
            new = [self._postponed(walk, change) for change in new]
        else:
            walk.folders.extend(item for item, change in found.items() if _is_folder(change))
        if new or set(kept) - set(found):
            walk.changes.extend(sorted(new, key=lambda change: change.item))
            walk.snapshot, walk.folder = frozenset(found), folder

    def _postponed(self, walk: Walk, change: Change) -> Change:
        """Return a folder as not known yet; it is looked into next, and then told as known."""
        if not _is_folder(change):
            return change
        walk.due[change.item] = change
        walk.folders.extendleft((RemoteId(f"{_END}{change.item}"), change.item))
        return replace(change, revision=f"?{change.revision}")

    async def _list(self, root: RemoteId, folder: RemoteId, depth: str) -> Listing:
        listing = entries.listed(self._dav(), root, folder, depth, self._properties)
        return {item: self._described(item, response) async for item, response in listing}

    def _cursor(self, walk: Walk) -> bytes:
        return json.dumps({"n": walk.number, "p": walk.place + 1}).encode()


def _is_folder(change: Change) -> bool:
    return isinstance(change.truth, FileTruth) and change.truth.is_folder


def _done(mark: str) -> bytes:
    return json.dumps({"e": mark} if mark else {}).encode()


def _state(cursor: bytes | None) -> tuple[int, int, str]:
    if cursor is None:
        return 0, 0, ""
    try:
        found = json.loads(cursor)
        return int(found.get("n", 0)), int(found.get("p", 0)), str(found.get("e", ""))
    except (ValueError, AttributeError, TypeError) as error:
        raise CursorExpired("unknown_cursor") from error
