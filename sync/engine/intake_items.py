"""Incoming events, tasks, contacts and files: bytes go through the parser, listings come as they are; both become items."""

from __future__ import annotations

from collections.abc import Sequence

from sync.engine.expansion import window_of
from sync.engine.slices import sliced
from sync.engine.workplace import Workplace
from sync.model.accounts import Service
from sync.model.calendar import CalendarTruth, Window
from sync.model.changes import Change, ChangePage
from sync.model.contacts import ContactTruth
from sync.model.faults import Bug
from sync.model.files import FileTruth
from sync.model.ids import CollectionId
from sync.store.write import items as write_items
from sync.store.write.items import Arrived
from sync.store.write.stored import StoredPage

SLICE = 50
"""Resources of one transaction: each may have hundreds of occurrences or a photo."""
FILES_SLICE = 500
"""Listings of one transaction: small rows, many of them (a folder comes as a whole)."""
_NO_TIME = Window(0, 0)


async def take_calendar(place: Workplace, collection: CollectionId, page: ChangePage) -> list[StoredPage]:
    """Store a page of a calendar: events, tasks and their occurrences."""
    window = await window_of(place.store, place.clock)
    return await _store(place, collection, page, await _parsed(place, Service.CALENDAR, page, window), SLICE)


async def take_contacts(place: Workplace, collection: CollectionId, page: ChangePage) -> list[StoredPage]:
    """Store a page of an address book."""
    return await _store(place, collection, page, await _parsed(place, Service.CONTACTS, page, _NO_TIME), SLICE)


async def take_files(place: Workplace, collection: CollectionId, page: ChangePage) -> list[StoredPage]:
    """Store a page of a drive."""
    arrived = [Arrived(change.item, change.revision, _listed(change)) for change in page.upserts]
    return await _store(place, collection, page, arrived, FILES_SLICE)


async def _parsed(place: Workplace, service: Service, page: ChangePage, window: Window) -> list[Arrived]:
    """Return the changes with what the parser makes of them; unreadable ones are kept all the same."""
    raws = [_raw(change) for change in page.upserts]
    shown = await place.parsing.resources(service, raws, window)
    return [
        Arrived(change.item, change.revision, one, raw)
        for change, raw, one in zip(page.upserts, raws, shown, strict=True)
    ]


async def _store(
    place: Workplace, collection: CollectionId, page: ChangePage, arrived: Sequence[Arrived], size: int
) -> list[StoredPage]:
    """Write the rows in slices, folders before what is in them; what goes, and the cursor, with the last one."""
    slices = list(sliced(write_items.folders_first(arrived), size)) or [[]]
    stored = [await place.store.write(write_items.store_items, collection, one) for one in slices[:-1]]
    last = await place.store.write(
        write_items.store_items,
        collection,
        slices[-1],
        page.removed,
        cursor=page.cursor,
        snapshot=page.snapshot,
        folder=page.folder,
        complete=None if page.more else True,
        expected=page.expected,
    )
    return [*stored, last]


def _raw(change: Change) -> bytes:
    if not isinstance(change.truth, CalendarTruth | ContactTruth):
        raise Bug("wrong_truth", truth=type(change.truth).__name__)
    return change.truth.raw


def _listed(change: Change) -> FileTruth:
    if not isinstance(change.truth, FileTruth):
        raise Bug("wrong_truth", truth=type(change.truth).__name__)
    return change.truth
