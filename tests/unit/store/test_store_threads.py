"""Conversations: messages find each other however they arrive, across folders and accounts, and with broken headers."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest

from sync.model.changes import Change
from sync.model.ids import CollectionId, ItemId, RemoteId
from sync.model.mail import Address, Envelope, Flag, MessageTruth
from sync.model.operations import MoveItems
from sync.store.connection import Connection
from sync.store.read import threads
from sync.store.read.message_ids import ids
from sync.store.read.messages import Only, Order, message
from sync.store.topics import topic
from sync.store.write.mail import store_page
from sync.store.write.overlay import fresh_fold
from sync.store.write.threads import weave_missing
from tests.unit.store.desk import NOON, Desk, letter

ALICE, BOB, CLAIRE = (Address(name, f"{name.lower()}@exemple.fr") for name in ("Alice", "Bob", "Claire"))
_numbers = itertools.count(1)


def put(
    desk: Desk,
    name: str,
    *,
    subject: str = "Budget",
    answers: str = "",
    references: str = "",
    sender: Address = BOB,
    to: Address = ALICE,
    box: CollectionId | None = None,
    day: int = 0,
    flags: Flag = Flag.NONE,
) -> ItemId:
    """Let a message arrive; names of messages are single letters."""
    number = next(_numbers)
    when = NOON + day * 86_400 + number
    envelope = Envelope(
        subject, sender, (to,), date=NOON + sum(map(ord, name)), message_id=f"<{name}@x>" if name else "",
        in_reply_to=f"<{answers}@x>" if answers else "", references=tuple(f"<{one}@x>" for one in references),
    )  # fmt: skip
    change = Change(RemoteId(f"1:{number}"), "", MessageTruth(flags, frozenset(), when, 10, b""))
    return desk.do(store_page, box or desk.inbox, [(change, envelope)]).new[0]


def thread(desk: Desk, item: ItemId) -> int:
    found = message(desk.connection, item)
    assert found is not None
    return found.thread


def together(desk: Desk, *items: ItemId) -> bool:
    return len({thread(desk, item) for item in items}) == 1


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))), ids=str)
def test_answers_find_each_other_in_whatever_order_they_arrive(desk: Desk, order: tuple[int, ...]) -> None:
    letters = [
        ("a", "", ""),
        ("b", "a", "a"),
        ("c", "b", "ab"),
        ("d", "c", ""),  # a program that knows In-Reply-To alone
    ]
    items = []
    for place in order:
        name, answers, references = letters[place]
        items.append(put(desk, name, answers=answers, references=references, subject=f"Sujet {name}"))
    assert together(desk, *items)


def test_one_page_may_hold_a_whole_conversation(desk: Desk) -> None:
    changes = []
    for number, (name, references) in enumerate((("c", "ab"), ("b", "a"), ("a", ""), ("z", ""))):
        parents = tuple(f"<{one}@x>" for one in references)
        envelope = Envelope("Sujet " + name, BOB, (ALICE,), message_id=f"<{name}@x>", references=parents)
        truth = MessageTruth(Flag.NONE, frozenset(), NOON - number, 10, b"")
        changes.append((Change(RemoteId(f"1:{number + 1}"), "", truth), envelope))
    new = desk.do(store_page, desk.inbox, changes).new
    assert together(desk, *new[:3])
    assert not together(desk, new[0], new[3])


def test_two_conversations_become_one_when_their_link_arrives(desk: Desk) -> None:
    first, last = put(desk, "a"), put(desk, "c", answers="b", subject="Autre")
    assert not together(desk, first, last)
    between = put(desk, "b", answers="a", subject="Encore")
    assert together(desk, first, between, last)
    later = put(desk, "d", answers="c", subject="Plus tard")
    assert together(desk, first, later)


def test_a_merge_tells_which_other_rows_look_different(desk: Desk) -> None:
    put(desk, "a")
    put(desk, "c", answers="b", subject="Autre", box=desk.archive)
    envelope = Envelope("Encore", BOB, (ALICE,), message_id="<b@x>", in_reply_to="<a@x>")
    change = Change(RemoteId("1:999"), "", MessageTruth(Flag.NONE, frozenset(), NOON + 50_000, 10, b""))
    stored = desk.do(store_page, desk.inbox, [(change, envelope)])
    assert desk.archive in stored.touched.collections or desk.inbox in stored.touched.collections
    assert len(stored.touched.items) == 2


@pytest.mark.parametrize("answer_first", [False, True])
def test_an_answer_without_any_reference_is_known_by_topic_and_people(desk: Desk, answer_first: bool) -> None:
    question = {"name": "a", "subject": "Budget primitif", "sender": ALICE, "to": BOB}
    answer = {"name": "b", "subject": "RE : Budget  primitif", "sender": BOB, "to": ALICE, "day": 2}
    first, second = (answer, question) if answer_first else (question, answer)
    assert together(desk, put(desk, **first), put(desk, **second))  # type: ignore[arg-type]


def test_the_same_topic_between_other_people_is_another_conversation(desk: Desk) -> None:
    one = put(desk, "a", subject="Réunion", sender=ALICE, to=BOB)
    other = put(desk, "b", subject="Re: Réunion", sender=CLAIRE, to=ALICE)
    assert not together(desk, one, other)


def test_the_same_topic_months_later_is_another_conversation(desk: Desk) -> None:
    one = put(desk, "a", subject="Réunion", sender=ALICE, to=BOB)
    other = put(desk, "b", subject="Re: Réunion", sender=BOB, to=ALICE, day=60)
    assert not together(desk, one, other)


def test_two_first_letters_of_the_same_topic_stay_apart(desk: Desk) -> None:
    one = put(desk, "a", subject="Compte rendu", sender=BOB)
    other = put(desk, "b", subject="Compte rendu", sender=BOB)
    assert not together(desk, one, other)


def test_an_answer_that_names_another_parent_is_not_drawn_in_by_its_topic(desk: Desk) -> None:
    one = put(desk, "a", subject="Réunion", sender=ALICE, to=BOB)
    other = put(desk, "b", subject="Re: Réunion", sender=BOB, to=ALICE, answers="elsewhere")
    assert not together(desk, one, other)


def test_a_sender_that_repeats_its_ids_does_not_melt_everything_together(desk: Desk) -> None:
    scans = []
    for number in range(3):
        envelope = Envelope(f"Scan {number}", BOB, (ALICE,), date=NOON + number, message_id="<scanner>")
        change = Change(RemoteId(f"7:{number}"), "", MessageTruth(Flag.NONE, frozenset(), NOON + number, 10, b""))
        scans.append(desk.do(store_page, desk.inbox, [(change, envelope)]).new[0])
    assert len({thread(desk, item) for item in scans}) == 3


def test_letters_without_any_id_stand_alone(desk: Desk) -> None:
    assert not together(desk, put(desk, "", subject=""), put(desk, "", subject=""))


def test_ones_own_answers_and_other_folders_are_shown_once(desk: Desk, reader: Connection) -> None:
    first = put(desk, "a")
    mine = put(desk, "b", answers="a", box=desk.sent, sender=ALICE, to=BOB, flags=Flag.SEEN)
    put(desk, "a", box=desk.archive)  # the same letter, kept a second time
    last = put(desk, "c", answers="b")
    rows = threads.members(reader, thread(desk, first), {desk.inbox})
    assert [row.id for row in rows] == [last, mine, first]
    shown = threads.conversation(reader, rows[0], {desk.inbox})
    assert shown is not None
    assert (shown.count, shown.unread, [name for name, _ in shown.people]) == (3, 2, ["Bob", "Alice"])


def test_an_answer_in_the_outbox_is_part_of_the_conversation(desk: Desk, reader: Connection) -> None:
    put(desk, "a")
    sending = letter("Re: Budget")
    answer = replace(sending.draft, in_reply_to="<a@x>", message_id="<mine@x>")
    desk.intend(replace(sending, draft=answer))
    head = threads.heads(reader, (desk.inbox,))[0]
    assert [row.subject for row in threads.members(reader, head.thread)] == ["Re: Budget", "Budget"]
    before = reader.execute("SELECT id, thread FROM message_pending").fetchall()
    desk.do(fresh_fold)
    assert reader.execute("SELECT id, thread FROM message_pending").fetchall() == before


def test_a_draft_that_is_kept_again_and_then_sent_stays_what_others_answer(desk: Desk) -> None:
    draft = put(desk, "a", box=desk.drafts, flags=Flag.DRAFT, sender=ALICE, to=BOB)
    envelope = Envelope("Budget primitif", ALICE, (BOB,), date=NOON + 777, message_id="<a@x>")
    change = Change(RemoteId("5:1"), "", MessageTruth(Flag.SEEN, frozenset(), NOON + 777, 10, b""))
    sent = desk.do(store_page, desk.sent, [(change, envelope)]).new[0]
    answer = put(desk, "b", answers="a")
    assert together(desk, draft, sent, answer)


def test_what_is_in_the_bin_is_left_out_unless_one_looks_there(desk: Desk, reader: Connection) -> None:
    first, second = put(desk, "a"), put(desk, "b", answers="a")
    desk.intend(MoveItems((first,), desk.archive))
    desk.connection.execute("UPDATE collection SET role = 'trash' WHERE id = ?", (desk.archive,))
    conversation = thread(desk, second)
    assert [row.id for row in threads.members(reader, conversation, {desk.inbox})] == [second]
    assert [row.id for row in threads.members(reader, conversation, {desk.archive})] == [second, first]


def test_one_acts_on_all_of_a_conversation_in_the_place_where_one_is(desk: Desk, reader: Connection) -> None:
    first, second = put(desk, "a"), put(desk, "b", answers="a")
    mine = put(desk, "c", answers="b", box=desk.sent, sender=ALICE, to=BOB)
    conversation = thread(desk, first)
    assert {row.id for row in threads.in_places(reader, [conversation], {desk.inbox})} == {first, second}
    assert {row.id for row in threads.in_places(reader, [conversation], set())} == {first, second, mine}


def test_several_mailboxes_and_what_waits_are_one_list(desk: Desk, reader: Connection) -> None:
    """By conversation as by message: two inboxes together, a letter that was just moved among them."""
    first, second = put(desk, "a"), put(desk, "b", answers="a", box=desk.archive)
    moved = put(desk, "z", subject="Autre", box=desk.sent)
    put(desk, "y", subject="Encore")
    desk.intend(MoveItems((moved,), desk.archive))
    boxes = (desk.inbox, desk.archive)
    found, _ = threads.listing(reader, boxes)
    assert list(found) == [item for item in ids(reader, boxes) if item != first]
    assert second in found


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("only", [Only.ALL, Only.UNREAD])
def test_a_list_by_conversation_is_the_flat_list_with_each_thread_once(
    desk: Desk, reader: Connection, order: Order, only: Only
) -> None:
    chance = random.Random(7)
    for number in range(60):
        parent = chance.choice("abcdefgh")
        name = parent if number < 8 else f"{parent}{number}"
        flags = Flag(chance.choice((0, 1, 4, 5)))
        put(
            desk,
            "abcdefgh"[number] if number < 8 else name,
            answers="" if number < 8 else parent,
            subject=name,
            flags=flags,
        )
    flat = ids(reader, (desk.inbox,), order=order, only=only)
    by_item = dict(reader.execute("SELECT id, thread FROM message").fetchall())
    wanted: dict[int, int] = {}
    for item in flat:
        wanted.setdefault(by_item[item], item)
    first, numbers = threads.listing(reader, (desk.inbox,), order=order, only=only)
    assert list(first) == list(wanted.values())
    assert list(numbers) == list(wanted)
    assert [row.id for row in threads.heads(reader, (desk.inbox,), order=order, only=only)] == list(first)


def test_a_store_from_before_is_woven_in_steps(desk: Desk) -> None:
    items = [put(desk, "a"), put(desk, "b", answers="a"), put(desk, "z", subject="Autre")]
    for table in ("thread_link", "thread_topic", "thread_merged"):
        desk.connection.execute(f"DELETE FROM {table}")
    desk.connection.execute("UPDATE message SET thread = 0")
    assert desk.do(weave_missing, 2) == 2
    assert desk.do(weave_missing, 2) == 1
    assert desk.do(weave_missing, 2) == 0
    assert together(desk, *items[:2])
    assert not together(desk, items[0], items[2])


@pytest.mark.parametrize(
    ("subject", "wanted"),
    [
        ("Budget", ("budget", False)),
        ("Re: Budget", ("budget", True)),
        ("RE : TR: Re[2]: [icpe] Budget (fwd)", ("budget", True)),
        ("[icpe] Réf : Budget", ("budget", True)),
        ("Tr: Budget", ("budget", False)),
        ("AW: WG: Budget", ("budget", True)),
        ("Ré :Budget", ("budget", True)),
        ("[icpe]", ("[icpe]", False)),
        ("Rendez-vous : lundi", ("rendez-vous : lundi", False)),
        ("Retour: Budget", ("retour: budget", False)),
        ("", ("", False)),
    ],
)
def test_topics(subject: str, wanted: tuple[str, bool]) -> None:
    assert topic(subject) == wanted
