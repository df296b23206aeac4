"""Items that are written as a whole in the store: pages of folders, servers that contradict themselves, walks by index."""

from __future__ import annotations

import pytest

from sync.model.accounts import Service
from sync.model.calendar import Component, Entry, Moment, Occurrence, Window
from sync.model.collections import Collection
from sync.model.files import FileTruth
from sync.model.ids import BlobName, CollectionId, ItemId, RemoteId, is_message
from sync.store.names import sort_text
from sync.store.read import calendar, collections, files
from sync.store.read.items import beneath
from sync.store.write.collections import store_collections
from sync.store.write.housekeeping import used_blobs
from sync.store.write.items import Arrived, keep_content, pin, store_items
from sync.store.write.stored import StoredPage
from tests.unit.store.desk import Desk

TOP = RemoteId("")
DAY = 86400


@pytest.fixture
def drive(desk: Desk) -> CollectionId:
    return box(desk, Service.FILES)


def box(desk: Desk, service: Service) -> CollectionId:
    desk.do(store_collections, desk.account, service, [Collection(RemoteId(service.value), service, "Le seul")])
    return collections.collections(desk.connection, service)[0].id


def entry(name: str, parent: str = "", *, folder: bool = False, revision: str = "1") -> Arrived:
    return Arrived(RemoteId(name), revision, FileTruth(name, RemoteId(parent), folder))


def store(desk: Desk, drive: CollectionId, *arrived: Arrived, **more: object) -> StoredPage:
    return desk.do(store_items, drive, arrived, **more)


def tree(desk: Desk, drive: CollectionId, folder: ItemId | None = None, above: str = "") -> list[str]:
    found = []
    for row in files.listing(desk.connection, drive, folder):
        found += [f"{above}{row.name}", *(tree(desk, drive, row.id, f"{above}{row.name}/") if row.is_folder else [])]
    return found


def test_ids_of_items_are_never_those_of_messages(desk: Desk, drive: CollectionId) -> None:
    (item,) = store(desk, drive, entry("a")).new
    assert not is_message(item)
    assert is_message(desk.arrive())


def test_a_page_of_one_folder_says_what_is_directly_in_it(desk: Desk, drive: CollectionId) -> None:
    store(desk, drive, entry("A", folder=True), entry("B", folder=True), entry("a", "A"), entry("b", "B"), entry("t"))
    store(desk, drive, entry("a2", "A"), snapshot=frozenset({"a2"}), folder=RemoteId("A"))
    assert tree(desk, drive) == ["A", "A/a2", "B", "B/b", "t"]
    store(desk, drive, snapshot=frozenset({"A"}), folder=TOP)
    assert tree(desk, drive) == ["A", "A/a2"]
    assert desk.connection.execute("SELECT count(*) FROM item_word WHERE word = 'b'").fetchone() == (0,)


def test_what_is_in_a_folder_goes_with_it_however_deep(desk: Desk, drive: CollectionId) -> None:
    deep = [entry(f"d{level}", f"d{level - 1}" if level else "", folder=True) for level in range(200)]
    store(desk, drive, *deep)
    assert len(store(desk, drive, removed=[RemoteId("d0")]).removed) == 200
    assert desk.connection.execute("SELECT count(*) FROM item").fetchone() == (0,)
    assert desk.connection.execute("SELECT count(*) FROM file").fetchone() == (0,)


def test_folders_come_before_what_is_in_them_whatever_the_order(desk: Desk, drive: CollectionId) -> None:
    stored = store(desk, drive, entry("c", "B"), entry("B", "A", folder=True), entry("A", folder=True))
    assert (len(stored.new), stored.unknown) == (3, ())
    assert tree(desk, drive) == ["A", "A/B", "A/B/c"]


def test_an_entry_of_a_folder_that_nobody_told_of_is_asked_for_again(desk: Desk, drive: CollectionId) -> None:
    stored = store(desk, drive, entry("a", "nowhere"))
    assert (stored.new, stored.unknown) == ((), ("a",))


@pytest.mark.parametrize("circle", [("a", "a"), ("a", "b"), ("b", "a")])
def test_a_server_that_turns_folders_in_a_circle_harms_nothing(desk: Desk, drive: CollectionId, circle: tuple[str, str]) -> None:
    store(desk, drive, entry("a", folder=True), entry("b", "a", folder=True), entry("c", "b"))
    name, parent = circle
    store(desk, drive, entry(name, parent, folder=True, revision="2"))
    item = ItemId(desk.connection.execute("SELECT id FROM item WHERE remote_id = 'a'").fetchone()[0])
    beneath(desk.connection, item)
    files.path(desk.connection, item)
    tree_of = desk.connection.execute("SELECT count(*) FROM item").fetchone()
    assert tree_of == (3,)
    store(desk, drive, snapshot=frozenset())
    assert desk.connection.execute("SELECT count(*) FROM item").fetchone() == (0,)


def test_the_same_page_again_changes_nothing(desk: Desk, drive: CollectionId) -> None:
    page = [entry("A", folder=True), entry("a", "A")]
    store(desk, drive, *page)
    again = store(desk, drive, *page)
    assert (again.new, again.changed, again.touched.items) == ((), (), ())


def test_a_file_that_moves_keeps_its_id_and_its_content(desk: Desk, drive: CollectionId) -> None:
    store(desk, drive, entry("A", folder=True), entry("a"))
    item = next(row.id for row in files.listing(desk.connection, drive) if row.name == "a")
    desk.do(keep_content, item, BlobName(b"c" * 32), "1")
    desk.do(pin, item, wanted=True)
    store(desk, drive, entry("a", "A"))
    folder = files.listing(desk.connection, drive)[0]
    (row,) = files.listing(desk.connection, drive, folder.id)
    assert (row.id, row.kept, row.pinned) == (item, "current", True)
    assert BlobName(b"c" * 32) in used_blobs(desk.connection)


def test_names_are_sorted_as_people_sort_them() -> None:
    names = ["note 10", "Zoé", "Éric", "note 2", "eric", "zo"]
    assert sorted(names, key=sort_text) == ["Éric", "eric", "note 2", "note 10", "zo", "Zoé"]


def test_a_week_finds_what_began_long_before_and_is_still_going_on(desk: Desk) -> None:
    shelf = box(desk, Service.CALENDAR)

    def event(name: str, start: int, end: int, *, floats: bool = False) -> Arrived:
        zone = "" if floats else "UTC"
        made = Entry(
            name, Component.EVENT, name, start=Moment(start, zone, floats), end=Moment(end, zone, floats),
            occurrences=(Occurrence(start, end),),
        )  # fmt: skip
        return Arrived(RemoteId(name), "1", made, b"raw")

    week = Window(100 * DAY, 107 * DAY)
    store(
        desk, shelf, event("before", 99 * DAY, 100 * DAY), event("into", 99 * DAY, 100 * DAY + 1),
        event("months", 10 * DAY, 200 * DAY), event("instant", 100 * DAY, 100 * DAY), event("after", 107 * DAY, 108 * DAY),
        event("holiday", 100 * DAY, 101 * DAY, floats=True), event("next holiday", 107 * DAY, 108 * DAY, floats=True),
    )  # fmt: skip
    shown = {row.summary for row in calendar.occurrences(desk.connection, [shelf], week, week)}
    assert shown == {"into", "months", "instant", "holiday"}


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("SELECT id FROM file WHERE collection_id = 1 AND folder_id = 2 AND is_folder = 0 AND (sort, id) > ('', 0) "
         "ORDER BY sort, id LIMIT 100", "file_by_name"),
        ("SELECT entry_id FROM occurrence WHERE collection_id = 1 AND floating = 0 AND starts >= 1 AND starts < 2",
         "occurrence_by_start"),
        ("SELECT entry_id FROM occurrence WHERE collection_id = 1 AND floating = 0 AND ends > 1 AND ends - starts > 172800",
         "occurrence_long"),
        ("SELECT id FROM item WHERE collection_id = 1 AND folder_id = 0", "item_by_folder"),
        ("SELECT id FROM entry WHERE uid = 'x'", "entry_by_uid"),
    ],
)  # fmt: skip
def test_lists_are_walks_of_an_index(desk: Desk, text: str, index: str) -> None:
    plan = " ".join(str(row[3]) for row in desk.connection.execute(f"EXPLAIN QUERY PLAN {text}").fetchall())
    assert index in plan
    assert "TEMP B-TREE" not in plan
