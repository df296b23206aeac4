"""Pages of a list are what sorting everything would give, whatever waits in the outbox."""

from __future__ import annotations

import itertools
import random

import pytest

from sync.model.accounts import Service
from sync.model.collections import Collection
from sync.model.ids import CollectionId, ItemId, RemoteId
from sync.model.mail import Address, Flag, Pending
from sync.model.operations import ChangeFlags, CopyItems, DeleteItems, MoveItems
from sync.store.read import messages
from sync.store.read.message_ids import ids
from sync.store.read.messages import Only, Order, count, key_of, page
from sync.store.rows import MessageRow
from sync.store.write.people import used
from tests.unit.store.desk import BOXES, NOON, Desk, letter, saved

EVERY_ONLY = [Only(value) for value in range(16)]


def crowd(desk: Desk) -> None:
    """Three hundred messages in two mailboxes, many of the same second, then a bit of everything in the outbox."""
    chosen = random.Random(5)
    arrived: list[ItemId] = []
    for number in range(300):
        flags = Flag(chosen.choice([0, 1, 1, 4, 5]))
        box = chosen.choice([desk.inbox, desk.archive])
        arrived.append(
            desk.arrive(
                box, flags=flags, received=NOON + number // 7, has_attachment=chosen.random() < 0.3, subject=str(number)
            )
        )
    chosen.shuffle(arrived)
    desk.intend(MoveItems(tuple(arrived[:30]), desk.archive))
    desk.intend(MoveItems(tuple(arrived[30:60]), desk.inbox))
    desk.intend(ChangeFlags(tuple(arrived[20:80]), add=Flag.SEEN, remove=Flag.FLAGGED))
    desk.intend(ChangeFlags(tuple(arrived[70:100]), add=Flag.FLAGGED, remove=Flag.SEEN))
    desk.intend(DeleteItems(tuple(arrived[90:110])))
    desk.intend(CopyItems(tuple(arrived[60:75]), desk.inbox))
    desk.intend(saved())
    desk.intend(letter(key="other"))


def reference(desk: Desk, collections: list[CollectionId], order: Order, only: Only) -> list[MessageRow]:
    shown = [
        row
        for box in (desk.inbox, desk.archive, desk.drafts, desk.sent)
        for row in desk.list(box)
        if box in collections
    ]
    kept = [
        row
        for row in shown
        if (not only & Only.UNREAD or not row.flags & Flag.SEEN)
        and (not only & Only.FLAGGED or row.flags & Flag.FLAGGED)
        and (not only & Only.ATTACHMENT or row.has_attachment)
        and (not only & Only.KNOWN or row.sender_address == "alice@exemple.gouv.fr")
    ]
    return sorted(kept, key=lambda row: key_of(row, order), reverse=True)


def test_pages_of_any_size_equal_a_sorted_reference(desk: Desk) -> None:
    crowd(desk)
    desk.do(used, [Address("Alice", "Alice@exemple.gouv.fr")])
    desk.connection.execute("UPDATE message SET sender_address = 'alice@exemple.gouv.fr' WHERE id % 3 = 0")
    sets = [[desk.inbox], [desk.inbox, desk.archive], [desk.sent, desk.drafts, desk.archive, desk.inbox]]
    for collections, order, only in itertools.product(sets, Order, EVERY_ONLY):
        wanted = reference(desk, collections, order, only)
        limit = 37
        found: list[MessageRow] = []
        after = None
        while rows := page(desk.connection, collections, order=order, only=only, after=after, limit=limit):
            assert len(rows) <= limit
            found += rows
            after = key_of(rows[-1], order)
        assert found == wanted, (collections, order, only)
        assert count(desk.connection, collections, only) == len(wanted)
        assert list(ids(desk.connection, collections, order=order, only=only)) == [row.id for row in wanted]


def test_counts_of_mailboxes_are_those_of_their_lists(desk: Desk) -> None:
    crowd(desk)
    for box in (desk.inbox, desk.archive, desk.drafts, desk.sent):
        rows = desk.list(box)
        assert desk.counts(box) == (len(rows), sum(not row.flags & Flag.SEEN for row in rows))


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("only", EVERY_ONLY)
def test_every_page_is_an_index_walk(desk: Desk, order: Order, only: Only) -> None:
    column = messages._ORDER_COLUMN.get(order)
    for first in (True, False):
        wanted = {messages._ONLY_COLUMN[one]: True for one in only}
        if column is not None:
            wanted.setdefault(column, first)
        for text, repeated in messages._statements(3, tuple(sorted(wanted.items()))):
            parameters = [1] * (6 * repeated + 1)
            plan = [row[3] for row in desk.connection.execute(f"EXPLAIN QUERY PLAN {text}", parameters).fetchall()]
            assert not [step for step in plan if "TEMP B-TREE" in step or step.startswith("SCAN")], plan


def test_inside_one_second_the_later_number_is_first(desk: Desk) -> None:
    first, second, third = (desk.arrive(received=NOON) for _ in range(3))
    assert desk.ids() == [third, second, first]


def test_a_row_says_all_that_a_list_shows(desk: Desk) -> None:
    item = desk.arrive(
        subject="Réunion", flags=Flag.SEEN | Flag.FLAGGED, has_attachment=True, keywords=frozenset({"$work", "b"})
    )
    (row,) = desk.list()
    assert (row.id, row.account, row.collection, row.subject) == (item, desk.account, desk.inbox, "Réunion")
    assert (row.sender_name, row.sender_address) == ("Émile", "emile@exemple.fr")
    assert row.recipients == "alice@exemple.gouv.fr, Bob"
    assert row.flags == Flag.SEEN | Flag.FLAGGED
    assert row.keywords == {"$work", "b"}
    assert (row.size, row.has_attachment, row.pending, row.operation) == (1000, True, Pending.NONE, None)


def test_the_envelope_comes_back(desk: Desk) -> None:
    item = desk.arrive(message_id="<x@y>")
    envelope = messages.envelope(desk.connection, item)
    assert envelope is not None
    assert (envelope.message_id, envelope.references) == ("<x@y>", ("<a@exemple.fr>", "<b@exemple.fr>"))
    assert [person.address for person in envelope.to] == ["alice@exemple.gouv.fr", "bob@exemple.fr"]
    assert messages.envelope(desk.connection, ItemId(1)) is None
    assert messages.with_message_id(desk.connection, desk.account, "<x@y>") == [item]


def test_rows_by_id_keep_the_asked_order_and_leave_out_the_hidden(desk: Desk) -> None:
    one, two, three = (desk.arrive() for _ in range(3))
    desk.intend(DeleteItems((two,)))
    assert [row.id for row in messages.by_ids(desk.connection, [three, ItemId(5), two, one])] == [three, one]
    assert messages.message(desk.connection, two) is None


def test_an_empty_choice_of_mailboxes_is_an_empty_page(desk: Desk) -> None:
    assert page(desk.connection, []) == []
    assert count(desk.connection, [], Only.FLAGGED) == count(desk.connection, []) == 0


def test_many_mailboxes_make_one_list(desk: Desk) -> None:
    names = [Collection(RemoteId(f"F{number}"), Service.MAIL, f"F{number}") for number in range(40)]
    desk.list_boxes([*BOXES, *names])
    rows = desk.connection.execute("SELECT id FROM collection ORDER BY id").fetchall()
    boxes = [CollectionId(row[0]) for row in rows]
    arrived = [desk.arrive(box) for box in boxes * 2]
    assert [row.id for row in page(desk.connection, boxes)] == sorted(arrived, reverse=True)
