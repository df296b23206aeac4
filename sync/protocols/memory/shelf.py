"""One calendar, address book or drive of a memory server: items written as a whole, and a history that forgets."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace

from sync.model.accounts import Service
from sync.model.calendar import CalendarTruth, Component
from sync.model.changes import Change, ChangePage
from sync.model.contacts import ContactTruth
from sync.model.faults import CursorExpired, Gone, Rejected, Stale
from sync.model.files import FileTruth, LinkWish, Sharee, ShareWish
from sync.model.ids import RemoteId
from sync.model.operations import RemoteItem

TOP = RemoteId("")


@dataclass(frozen=True, slots=True)
class Kept:
    """An item on the server. `born` and `changed` are moments of the shelf's history."""

    content: bytes
    born: int
    changed: int
    name: str = ""
    folder: RemoteId = TOP
    is_folder: bool = False


@dataclass(slots=True)
class MemoryShelf:
    """A collection of items. `history` is how many removals it remembers before cursors expire.

    Resources are named as the client names them; entries of a drive have numbers, which survive moves.
    """

    remote_id: RemoteId
    service: Service
    name: str
    history: int = 1000
    writable: bool = True
    colour: str = ""
    components: frozenset[Component] = frozenset()
    limit: int | None = None
    """Octets that fit, None: all."""
    generation: int = 1
    moment: int = 1
    items: dict[RemoteId, Kept] = field(default_factory=dict)
    past: dict[RemoteId, list[Kept]] = field(default_factory=dict)
    """Earlier contents of files, the oldest first."""
    bin: dict[RemoteId, Kept] = field(default_factory=dict)
    """What was deleted from a drive."""
    shared: dict[str, tuple[RemoteId, LinkWish]] = field(default_factory=dict)
    """Links by their id."""
    people: dict[str, tuple[RemoteId, Sharee, ShareWish]] = field(default_factory=dict)
    """Shares with people by their id."""
    _removed: list[tuple[int, RemoteId]] = field(default_factory=list)
    _forgotten: int = 0
    _numbers: int = 0

    def put(self, item: RemoteId, content: bytes) -> str:
        """Write a resource whatever was there, as another client does; return its revision."""
        self._room(len(content))
        known, now = self.items.get(item), self._tick()
        if known is not None and self.service is Service.FILES:
            self.past.setdefault(item, []).append(known)
        self.items[item] = replace(known, content=content, changed=now) if known else Kept(content, now, now)
        return str(now)

    def add(self, name: str, content: bytes = b"", *, folder: RemoteId = TOP, is_folder: bool = False) -> RemoteId:
        """Put a new entry into a drive; return its remote id. Raises `Rejected("name_taken")`, `Gone("folder")`."""
        self._free(folder, name)
        self._room(len(content))
        self._numbers += 1
        now, item = self._tick(), RemoteId(f"n{self._numbers}")
        self.items[item] = Kept(content, now, now, name, folder, is_folder)
        return item

    def move(self, item: RemoteId, folder: RemoteId, name: str) -> None:
        """Give an entry another place or name. Raises `Rejected("name_taken")`, `Rejected("into_itself")`, `Gone`."""
        kept = self.get(item)
        if (kept.folder, kept.name) == (folder, name):
            return
        above = folder
        while above:
            if above == item:
                raise Rejected("into_itself")
            above = self.get(above).folder
        self._free(folder, name)
        self.items[item] = replace(kept, folder=folder, name=name, changed=self._tick())

    def remove(self, item: RemoteId) -> None:
        """Take an item out, a folder with everything in it."""
        gone = self.items.pop(item, None)
        if gone is None:
            return
        if self.service is Service.FILES:
            self.bin[item] = gone
        self._removed.append((self._tick(), item))
        if len(self._removed) > self.history:
            self._forgotten = self._removed.pop(0)[0]
        for inside in [one for one, kept in self.items.items() if kept.folder == item]:
            self.remove(inside)

    def bring_back(self, item: RemoteId) -> None:
        """Take an item out of the bin, with what was in it. Raises `Gone("item")`, `Rejected("name_taken")`."""
        if item not in self.bin:
            raise Gone("item")
        kept = self.bin[item]
        folder = kept.folder if kept.folder in self.items else TOP
        self._free(folder, kept.name)
        del self.bin[item]
        now = self._tick()
        self.items[item] = replace(kept, folder=folder, born=now, changed=now)
        for inside in [one for one, other in self.bin.items() if other.folder == item]:
            self.bring_back(inside)

    def get(self, item: RemoteId) -> Kept:
        """Return an item. Raises `Gone("item")`."""
        if item not in self.items:
            raise Gone("item")
        return self.items[item]

    def named(self, folder: RemoteId, name: str) -> RemoteId | None:
        """Return the entry of that name in a folder."""
        return next(
            (item for item, kept in self.items.items() if (kept.folder, kept.name) == (folder, name) and name), None
        )

    def now(self, item: RemoteId) -> RemoteItem:
        """Return how the server names an item at this moment."""
        return RemoteItem(self.remote_id, item, str(self.items[item].changed))

    def expect(self, asked: RemoteItem) -> None:
        """Check that an item still has the revision that somebody saw. Raises `Stale`."""
        kept = self.items.get(asked.item)
        if kept is None or str(kept.changed) != asked.base:
            raise Stale("changed_there", theirs=str(kept.changed) if kept else "")

    def forget_history(self) -> None:
        """Let every cursor expire."""
        self._removed.clear()
        self._forgotten = self._tick()

    def page(self, cursor: bytes | None, size: int) -> ChangePage:
        """Return the next page of at most `size` items, folders before what is in them. Raises `CursorExpired`."""
        if cursor is None:
            return self._listing(self.moment, [-1, 0], size)
        try:
            generation, since, after = json.loads(cursor)
        except (ValueError, TypeError) as error:
            raise CursorExpired("unknown_cursor") from error
        if generation != self.generation or since < self._forgotten:
            raise CursorExpired("history_forgotten")
        return self._listing(since, after, size) if after else self._differences(since, size)

    def _listing(self, since: int, after: list[int], size: int) -> ChangePage:
        """List what is there by depth and birth, from `after` on. What changes meanwhile is told later, as changes after
        `since`."""
        left = sorted((self._depth(item), kept.born, item) for item, kept in self.items.items())
        left = [one for one in left if [one[0], one[1]] > after]
        page, more = left[:size], len(left) > size
        cursor = self._cursor(since, [page[-1][0], page[-1][1]] if more else [])
        upserts = tuple(self._change(item) for _, _, item in page)
        return ChangePage(upserts, (), cursor, more, None if more else frozenset(self.items), len(self.items))

    def _differences(self, since: int, size: int) -> ChangePage:
        told: list[tuple[int, RemoteId]] = sorted(
            [
                *((kept.changed, item) for item, kept in self.items.items() if kept.changed > since),
                *((moment, item) for moment, item in self._removed if moment > since),
            ]
        )
        page = told[:size]
        here = dict.fromkeys(
            one for _, item in page if item in self.items for one in (*self._new_folders(item, since), item)
        )
        gone = tuple(item for _, item in page if item not in self.items)
        cursor = self._cursor(page[-1][0] if page else since, [])
        return ChangePage(tuple(map(self._change, here)), gone, cursor, len(told) > size, None, len(self.items))

    def _new_folders(self, item: RemoteId, since: int) -> list[RemoteId]:
        """Return the folders above an item of which a reader may not know yet, the highest first."""
        above = self.items[item].folder
        if above not in self.items or self.items[above].born <= since:
            return []
        return [*self._new_folders(above, since), above]

    def _change(self, item: RemoteId) -> Change:
        kept = self.items[item]
        revision = str(kept.changed)
        match self.service:
            case Service.CALENDAR:
                return Change(item, revision, CalendarTruth(kept.content))
            case Service.CONTACTS:
                return Change(item, revision, ContactTruth(kept.content))
            case _:
                truth = FileTruth(kept.name, kept.folder, kept.is_folder, len(kept.content))
                return Change(item, revision, truth)

    def _depth(self, item: RemoteId) -> int:
        above = self.items[item].folder
        return 1 + self._depth(above) if above in self.items else 0

    def _free(self, folder: RemoteId, name: str) -> None:
        if folder and (folder not in self.items or not self.items[folder].is_folder):
            raise Gone("folder")
        if self.named(folder, name) is not None:
            raise Rejected("name_taken", name=name)

    def _room(self, octets: int) -> None:
        if self.limit is not None and sum(len(kept.content) for kept in self.items.values()) + octets > self.limit:
            raise Rejected("quota", reason="507 no room")

    def _cursor(self, since: int, after: list[int]) -> bytes:
        return json.dumps([self.generation, since, after]).encode()

    def _tick(self) -> int:
        self.moment += 1
        return self.moment
