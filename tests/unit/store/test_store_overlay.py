"""The overlay: what is shown is truth with the waiting operations laid over it, however they came and went."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.model.changes import Change
from sync.model.faults import Rejected
from sync.model.ids import ItemId, RemoteId
from sync.model.mail import ContentState, Flag, FlagsTruth, Pending
from sync.model.operations import (
    Applied,
    ChangeFlags,
    CopyItems,
    CreateCollection,
    DeleteCollection,
    DeleteItems,
    EmptyCollection,
    Landed,
    MoveItems,
    OperationState,
    RemoteItem,
    RenameCollection,
)
from sync.store.connection import Connection
from sync.store.keys import Keys
from sync.store.read.mailboxes import mailboxes
from sync.store.read.messages import by_ids, remote_items
from sync.store.read.outbox import operations
from sync.store.write import outbox
from sync.store.write.fold import fresh_fold
from sync.store.write.mail import store_contents
from sync.store.write.settle import settle
from tests.unit.store.desk import Desk, letter, saved


def laid(connection: Connection) -> list[object]:
    """Everything that the overlay consists of, counts included."""
    return [
        connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
        for table in ("message_overlay", "message_pending", "collection_overlay", "collection_count")
    ]


def fresh(desk: Desk) -> list[object]:
    """What a fresh fold gives, and counts made by counting; nothing is kept of it."""
    connection = desk.connection
    connection.execute("BEGIN IMMEDIATE")
    fresh_fold(connection)
    found = laid(connection)
    connection.execute("ROLLBACK")
    return found


def counted(desk: Desk) -> dict[int, tuple[int, int]]:
    boxes = [row.id for row in mailboxes(desk.connection)]
    shown = {box: desk.list(box) for box in boxes}
    return {box: (len(rows), sum(not row.flags & Flag.SEEN for row in rows)) for box, rows in shown.items()}


def test_flags_show_at_once_and_truth_stays(desk: Desk) -> None:
    item = desk.arrive(keywords=frozenset({"old"}))
    desk.intend(ChangeFlags((item,), Flag.SEEN, Flag.NONE, frozenset({"new"}), frozenset({"old"})))
    assert desk.list()[0].flags == Flag.SEEN
    assert desk.list()[0].keywords == {"new"}
    assert desk.connection.execute("SELECT flags, keywords FROM message").fetchall() == [(0, "old")]


def test_moved_messages_are_in_the_target_and_deleted_ones_nowhere(desk: Desk) -> None:
    moved, deleted, emptied, stays = (desk.arrive() for _ in range(4))
    desk.intend(MoveItems((moved,), desk.archive))
    desk.intend(DeleteItems((deleted,)))
    desk.intend(EmptyCollection(desk.inbox, (emptied,)))
    assert desk.ids() == [stays]
    assert desk.ids(desk.archive) == [moved]
    assert (desk.counts(desk.inbox), desk.counts(desk.archive)) == ((1, 1), (1, 1))


def test_operations_are_laid_in_the_order_of_the_acts(desk: Desk) -> None:
    item = desk.arrive()
    desk.intend(MoveItems((item,), desk.archive))
    desk.intend(ChangeFlags((item,), add=Flag.SEEN))
    desk.intend(MoveItems((item,), desk.inbox))
    desk.intend(ChangeFlags((item,), remove=Flag.SEEN))
    assert desk.ids() == [item]
    assert desk.connection.execute("SELECT count(*) FROM message_overlay").fetchone() == (0,)


def test_a_copy_looks_like_its_original_at_that_moment(desk: Desk) -> None:
    item = desk.arrive(subject="Original")
    desk.intend(ChangeFlags((item,), add=Flag.FLAGGED))
    desk.intend(CopyItems((item,), desk.archive))
    desk.intend(ChangeFlags((item,), add=Flag.SEEN))
    (copy,) = desk.list(desk.archive)
    assert (copy.subject, copy.flags, copy.pending) == ("Original", Flag.FLAGGED, Pending.QUEUED)
    assert desk.counts(desk.archive) == (1, 1)


def test_a_sent_message_shows_in_sent_and_its_draft_goes(desk: Desk) -> None:
    draft = desk.arrive(desk.drafts, flags=Flag.DRAFT | Flag.SEEN)
    answered = desk.arrive(subject="Question")
    operation = desk.intend(letter("Réponse", replaces=draft, answers=answered))
    (row,) = desk.list(desk.sent)
    assert (row.subject, row.pending, row.operation) == ("Réponse", Pending.QUEUED, operation.id)
    assert (row.recipients, row.preview) == ("Bob", "Cher Bob, voici la note.")
    assert desk.list(desk.drafts) == []
    assert desk.list()[0].flags == Flag.ANSWERED
    for state, shown in (
        (OperationState.RUNNING, Pending.SENDING),
        (OperationState.UNCERTAIN, Pending.UNCERTAIN),
        (OperationState.REFUSED, Pending.REFUSED),
    ):
        desk.do(outbox.set_state, operation.id, state)
        assert desk.list(desk.sent)[0].pending is shown
    desk.do(outbox.discard, operation.id)
    assert desk.list(desk.sent) == []
    assert desk.ids(desk.drafts) == [draft]
    assert desk.list()[0].flags == Flag.NONE


def test_a_saved_draft_shows_in_drafts_until_it_is_sent(desk: Desk) -> None:
    older = desk.arrive(desk.drafts)
    desk.intend(saved("v1", replaces=older))
    (row,) = desk.list(desk.drafts)
    assert (row.subject, row.pending) == ("v1", Pending.DRAFT)
    desk.intend(letter("v2"))
    assert desk.list(desk.drafts) == []
    assert desk.list(desk.sent)[0].subject == "v2"


def test_a_newer_save_takes_the_place_of_a_waiting_one(desk: Desk) -> None:
    older = desk.arrive(desk.drafts)
    desk.intend(saved("v1", replaces=older))
    (first,) = desk.list(desk.drafts)
    desk.intend(saved("v2"))
    (second,) = desk.list(desk.drafts)
    assert (second.id, second.subject) == (first.id, "v2")
    assert [row.subject for row in operations(desk.connection)] == ["v2"]


def test_a_refused_change_is_no_longer_shown_as_if_it_came_true(desk: Desk) -> None:
    item = desk.arrive()
    operation = desk.intend(MoveItems((item,), desk.archive))
    desk.do(outbox.set_state, operation.id, OperationState.REFUSED, fault=Rejected("no", "not allowed"))
    assert desk.ids() == [item]
    desk.do(outbox.retry, operation.id)
    assert desk.ids(desk.archive) == [item]


def test_the_overlay_survives_what_the_server_says_meanwhile(desk: Desk) -> None:
    item = desk.arrive(remote="7")
    desk.intend(ChangeFlags((item,), add=Flag.SEEN))
    desk.store(desk.inbox, [(Change(RemoteId("7"), "2", FlagsTruth(Flag.FLAGGED, frozenset({"k"}))), None)])
    (row,) = desk.list()
    assert (row.flags, row.keywords) == (Flag.SEEN | Flag.FLAGGED, {"k"})
    assert desk.counts(desk.inbox) == (1, 0)
    desk.store(desk.inbox, [], removed=[RemoteId("7")], cursor=b"after")
    assert desk.list() == []
    assert desk.counts(desk.inbox) == (0, 0)


def test_mailboxes_made_renamed_and_deleted_show_at_once(desk: Desk) -> None:
    desk.intend(CreateCollection("Projets", desk.archive))
    desk.intend(RenameCollection(desk.inbox, "Courrier"))
    deletion = desk.intend(DeleteCollection(desk.sent))
    shown = {row.name: row for row in mailboxes(desk.connection)}
    assert set(shown) == {"Projets", "Courrier", "Brouillons", "Archive"}
    assert (shown["Projets"].parent, shown["Projets"].pending, shown["Projets"].total) == (desk.archive, True, 0)
    item = desk.arrive()
    desk.intend(MoveItems((item,), shown["Projets"].id))
    (row,) = desk.list(shown["Projets"].id)
    assert (row.id, row.account) == (item, desk.account)
    assert desk.counts(shown["Projets"].id) == (1, 1)
    desk.do(outbox.cancel, deletion.id)
    assert "Envoyés" in {row.name for row in mailboxes(desk.connection)}


class Story:
    """Random acts of the user and of the server on one desk."""

    def __init__(self, desk: Desk, draw: Callable[[st.SearchStrategy[int]], int]) -> None:
        self.desk = desk
        self.draw = draw
        self.remote = 1000
        for _ in range(4):
            desk.arrive()
        desk._uids = 100  # what arrives later never has the number of something that was moved

    def number(self, below: int) -> int:
        return self.draw(st.integers(0, below - 1))

    def some(self) -> tuple[ItemId, ...]:
        rows = self.desk.connection.execute(
            "SELECT id FROM message UNION SELECT id FROM message_pending ORDER BY 1"
        ).fetchall()
        if not rows:
            return (self.desk.arrive(),)
        first = self.number(len(rows))
        return tuple(ItemId(row[0]) for row in rows[first : first + 1 + self.number(2)])

    def box(self) -> int:
        boxes = [row.id for row in mailboxes(self.desk.connection)]
        return boxes[self.number(len(boxes))]

    def act(self) -> None:
        desk = self.desk
        flags = Flag(self.number(8))
        match self.number(16):
            case 0 | 1:
                desk.intend(ChangeFlags(self.some(), add=flags, remove=Flag(self.number(8)) & ~flags))
            case 2 | 3:
                desk.intend(MoveItems(self.some(), self.box()))
            case 4:
                desk.intend(CopyItems(self.some(), self.box()))
            case 5:
                desk.intend(DeleteItems(self.some()))
            case 6:
                desk.intend(saved(key=f"k{self.number(2)}", replaces=self.some()[0] if self.number(2) else None))
            case 7:
                answers = self.some()[0] if self.number(2) else None
                desk.intend(letter(key=f"k{self.number(2)}", answers=answers))
            case 8:
                desk.arrive([desk.inbox, desk.archive][self.number(2)], flags=flags)
            case 9:
                self.server_flags(flags)
            case 10:
                self.server_removes()
            case 11:
                desk.intend(CreateCollection("N", None))
            case 12 | 13:
                self.settle()
            case 14:
                self.change_state()
            case _:
                items = self.some()
                desk.do(store_contents, [(item, None, None, ContentState.WHOLE) for item in items])

    def truth(self) -> tuple[int, int, str] | None:
        rows = self.desk.connection.execute("SELECT id, collection_id, remote_id FROM message ORDER BY id").fetchall()
        return rows[self.number(len(rows))] if rows else None

    def server_flags(self, flags: Flag) -> None:
        if row := self.truth():
            self.desk.store(row[1], [(Change(RemoteId(row[2]), "2", FlagsTruth(flags, frozenset())), None)])

    def server_removes(self) -> None:
        if row := self.truth():
            self.desk.store(row[1], [], removed=[RemoteId(row[2])])

    def change_state(self) -> None:
        waiting = operations(self.desk.connection)
        if waiting:
            states = list(OperationState)
            chosen = waiting[self.number(len(waiting))]
            act = [outbox.discard, outbox.retry, outbox.set_state][self.number(3)]
            state = (states[self.number(len(states))],) if act is outbox.set_state else ()
            with suppress(Rejected):  # it runs
                self.desk.do(act, chosen.id, *state)

    def settle(self) -> None:
        due = self.desk.do(outbox.due, 2**60)
        if not due:
            return
        operation = due[self.number(len(due))]
        intention = operation.intention
        named = remote_items(self.desk.connection, getattr(intention, "items", ()))
        landed: list[Landed] = []
        for _, was in named.values():
            self.remote += 1
            fate = self.number(3)
            target = ["INBOX", "Archive"][self.number(2)]
            now = RemoteItem(RemoteId(target), RemoteId(str(self.number(8) if fate == 1 else self.remote)))
            match intention:
                case ChangeFlags():
                    landed.append(Landed(was, was))
                case DeleteItems():
                    landed.append(Landed(was, None))
                case _ if fate < 2:
                    landed.append(Landed(was, now))
        if intention.kind in {"save_draft", "send_message"} and self.number(2):
            self.remote += 1
            landed.append(Landed(None, RemoteItem(RemoteId("Sent"), RemoteId(str(self.remote)))))
        self.desk.do(settle, operation, Applied(tuple(landed)))


@settings(max_examples=60)
@given(st.data())
def test_after_any_story_the_overlay_is_what_a_fresh_fold_gives(
    template: tuple[Path, bytes], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        shutil.copytree(template[0], profile)
        desk = Desk(profile, Keys(template[1]))
        with closing(desk.connection):
            story = Story(desk, data.draw)
            for _ in range(data.draw(st.integers(1, 12))):
                story.act()
                assert laid(desk.connection) == fresh(desk)
                shown = counted(desk)
                told = {row.id: (row.total, row.unread) for row in mailboxes(desk.connection) if row.total >= 0}
                assert told == {box: value for box, value in shown.items() if box in told}
                assert all(value == (0, 0) for box, value in shown.items() if box not in told)
                every = [row.id for box in shown for row in desk.list(box)]
                assert len(every) == len(set(every))
                assert len(by_ids(desk.connection, every)) == len(every)
