"""What stands apart from a list: put off, back, pinned and due; found without walking over all letters."""

from __future__ import annotations

from array import array

from sync.model.collections import Role
from sync.model.ids import ItemId
from sync.model.letter_marks import PINNED, RETURNED, due, due_at, snoozed, snoozed_until
from sync.model.mail import Flag
from sync.model.operations import ChangeFlags, MoveItems
from sync.store.read.standing import Marked, Standing, arranged, marked, overdue, put_off, standing
from tests.unit.store.desk import NOON, Desk

HOUR = 3600


def words(*marks: str) -> frozenset[str]:
    return frozenset(marks)


def test_times_are_read_back_as_they_were_noted() -> None:
    assert snoozed_until({snoozed(NOON), "autre"}) == NOON - NOON % 60
    assert due_at({due(NOON), due(NOON + HOUR)}) == NOON + HOUR - NOON % 60, "the latest of two machines counts"
    assert snoozed_until({"$snoozed-20261301-0000", "$snoozed-", "$snoozed-20261201-00001"}) is None
    assert due_at(()) is None


def test_what_is_put_off_what_is_back_and_what_is_pinned(desk: Desk) -> None:
    desk.arrive(subject="plain")
    hidden = desk.arrive(keywords=words(snoozed(NOON + HOUR)))
    past = desk.arrive(keywords=words(snoozed(NOON - HOUR)))
    pinned = desk.arrive(keywords=words(PINNED, "urgent"))
    back = desk.arrive(keywords=words(RETURNED))
    read = desk.arrive(keywords=words(RETURNED), flags=Flag.SEEN)
    elsewhere = desk.arrive(desk.box(Role.ARCHIVE), keywords=words(PINNED))
    apart = standing(desk.connection, [desk.inbox], NOON)
    assert apart.hidden == {hidden}
    assert [one.id for one in apart.pinned] == [pinned]
    assert [one.id for one in apart.returned] == [back]
    assert [one.id for one in put_off(desk.connection, NOON)] == [hidden]
    assert {one.id for one in marked(desk.connection)} == {hidden, past, pinned, back, read, elsewhere}


def test_what_waits_in_the_outbox_counts_as_done(desk: Desk) -> None:
    item, other = desk.arrive(keywords=words(PINNED)), desk.arrive()
    desk.intend(ChangeFlags((item,), remove_keywords=words(PINNED)))
    desk.intend(ChangeFlags((other,), add_keywords=words(PINNED)))
    assert [one.id for one in standing(desk.connection, [desk.inbox], NOON).pinned] == [other]
    desk.intend(MoveItems((other,), desk.box(Role.ARCHIVE)))
    assert standing(desk.connection, [desk.inbox], NOON) == Standing()
    assert [one.id for one in standing(desk.connection, [desk.box(Role.ARCHIVE)], NOON).pinned] == [other]


def test_the_earliest_of_what_is_due_comes_first(desk: Desk) -> None:
    late = desk.arrive(keywords=words(due(NOON - 60)))
    early = desk.arrive(keywords=words(due(NOON - HOUR)))
    desk.arrive(keywords=words(due(NOON + HOUR)))
    assert [one.id for one in overdue(desk.connection, NOON)] == [early, late]


def test_the_index_is_used(desk: Desk) -> None:
    statements: list[str] = []
    desk.connection.set_trace_callback(statements.append)
    marked(desk.connection)
    desk.connection.set_trace_callback(None)
    for text in statements:
        plan = " ".join(str(row) for row in desk.connection.execute(f"EXPLAIN QUERY PLAN {text}").fetchall())
        assert "_marked" in plan
    assert len(statements) == 2


def row(item: int, thread: int) -> Marked:
    return Marked(ItemId(item), 1, 1, thread, Flag.NONE, frozenset())  # type: ignore[arg-type]


def test_lists_are_arranged() -> None:
    ids, none = array("q", [50, 40, 30, 20, 10]), array("q")
    apart = Standing(frozenset((ItemId(40),)), (row(10, 10),), (row(20, 20), row(30, 30), row(99, 99)))
    found = arranged(ids, none, apart, by_date=True)
    assert (list(found.ids), found.above) == ([10, 20, 30, 50], (1, 2))
    assert list(arranged(ids, none, apart, by_date=False).ids) == [50, 30, 20, 10], "another order keeps its order"
    assert arranged(ids, none, Standing(), by_date=True).ids is ids, "nothing to do costs nothing"


def test_a_conversation_stands_on_top_as_a_whole() -> None:
    ids, threads = array("q", [50, 40, 30]), array("q", [5, 4, 3])
    found = arranged(ids, threads, Standing(pinned=(row(12, 4),)), by_date=True)
    assert (list(found.ids), list(found.threads), found.above) == ([40, 50, 30], [4, 5, 3], (0, 1))
