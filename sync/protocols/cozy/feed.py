"""What changed in a Cozy: its feed, read to the end, then told in pages with folders before what is in them."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from sync.model.changes import Change, ChangePage
from sync.model.faults import CursorExpired, Rejected, Unreadable
from sync.model.ids import RemoteId
from sync.protocols.cozy import entries
from sync.protocols.cozy.entries import ROOT, TRASH, Entry
from sync.protocols.cozy.stack import Stack

PAGE = 500
"""Changes of one page."""
AT_ONCE = "1000"
_FIELDS = "_rev,name,type,dir_id,md5sum,size,updated_at,mime,trashed,path"


class _Cursor(msgspec.Struct, forbid_unknown_fields=True):
    """`since` is the feed's own mark; `reading` and `place` say how far the pages of one reading were told."""

    since: str
    reading: int = 0
    place: int = 0


@dataclass(slots=True)
class _Reading:
    """The feed from a mark on, read to its end. A restart reads it again."""

    number: int
    since: str
    until: str
    changes: list[Change] = field(default_factory=list)
    removed: tuple[RemoteId, ...] = ()


class Feed:
    """Pages of the drive's changes."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._reading: _Reading | None = None
        self._readings = 0

    async def page(self, cursor: bytes | None) -> ChangePage:
        """Return the next page. Raises `CursorExpired`."""
        try:
            known = _Cursor("") if cursor is None else msgspec.json.decode(cursor, type=_Cursor)
        except msgspec.MsgspecError as error:
            raise CursorExpired("unknown_cursor") from error
        reading = self._reading
        if reading is None or not known.reading or (reading.number, reading.since) != (known.reading, known.since):
            reading = self._reading = await self._read(known.since)
            known = _Cursor(known.since)
        told = tuple(reading.changes[known.place : known.place + PAGE])
        place = known.place + len(told)
        if place < len(reading.changes):
            after = msgspec.json.encode(_Cursor(reading.since, reading.number, place))
            return ChangePage(told, (), after, True, expected=len(reading.changes))
        self._reading = None
        snapshot = None if reading.since else frozenset(change.item for change in reading.changes)
        return ChangePage(told, reading.removed, msgspec.json.encode(_Cursor(reading.until)), False, snapshot)

    async def _read(self, since: str) -> _Reading:
        here: dict[RemoteId, Entry] = {}
        gone: dict[RemoteId, None] = {}
        until, more = since, True
        while more:
            query = {"include_docs": "true", "fields": _FIELDS, "limit": AT_ONCE}
            try:
                answer = await self._stack.get("/files/_changes", **query, **({"since": until} if until else {}))
            except Rejected as fault:
                raise CursorExpired("unknown_cursor") from fault
            results = answer.get("results")
            if not isinstance(results, list) or not isinstance(answer.get("last_seq"), str):
                raise Unreadable("not_cozy")
            for one in results:
                item = RemoteId(str(one.get("id") or ""))
                if item in (ROOT, TRASH) or item.startswith("_design/"):
                    continue
                here.pop(item, None)
                gone.pop(item, None)
                doc = one.get("doc")
                entry = (
                    None if one.get("deleted") or not isinstance(doc, dict) else entries.of_feed({"_id": item, **doc})
                )
                if entry is None or entry.trashed:
                    gone[item] = None
                else:
                    here[item] = entry
            more = bool(answer.get("pending")) and answer["last_seq"] != until
            until = answer["last_seq"]
        self._readings += 1
        changes = [entry.change() for entry in entries.parents_first(here)]
        return _Reading(self._readings, since, until, changes, tuple(gone) if since else ())
