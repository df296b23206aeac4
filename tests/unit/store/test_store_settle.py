"""Settling: truth takes over from the overlay in one step, and rows stay who they were."""

from __future__ import annotations

import pytest

from sync.model.accounts import Service
from sync.model.changes import Change
from sync.model.collections import Collection, Role
from sync.model.faults import Gone, Rejected
from sync.model.ids import AccountId, BlobName, RemoteId, new_operation_id
from sync.model.mail import Address, ContentState, Envelope, Flag, MessageTruth, Pending, Summary
from sync.model.operations import (
    Applied,
    ChangeFlags,
    CopyItems,
    CreateCollection,
    DeleteCollection,
    DeleteItems,
    Landed,
    MoveItems,
    Operation,
    OperationState,
    RemoteItem,
    RenameCollection,
    SaveDraft,
)
from sync.store.read.mailboxes import by_role, mailboxes, remote_id
from sync.store.read.messages import blob_of, message, remote_items
from sync.store.read.outbox import operation, operations, waiting
from sync.store.write import outbox
from sync.store.write.mail import store_contents
from sync.store.write.settle import settle
from tests.unit.store.desk import BOXES, NOON, Desk, letter, saved


def remote(collection: str, item: str, base: str = "") -> RemoteItem:
    return RemoteItem(RemoteId(collection), RemoteId(item), base)


def test_flags_become_truth(desk: Desk) -> None:
    item = desk.arrive(remote="7", keywords=frozenset({"old"}))
    done = desk.intend(ChangeFlags((item,), Flag.SEEN, Flag.NONE, frozenset({"new"}), frozenset({"old"})))
    touched = desk.do(settle, done, Applied((Landed(remote("INBOX", "7"), remote("INBOX", "7", "9")),)))
    assert touched.items == (item,)
    assert desk.connection.execute("SELECT flags, keywords, revision FROM message").fetchall() == [(1, "new", "9")]
    assert desk.connection.execute("SELECT count(*) FROM message_overlay").fetchone() == (0,)
    assert operations(desk.connection) == []
    assert desk.counts(desk.inbox) == (1, 0)


def test_a_moved_row_keeps_its_local_id(desk: Desk) -> None:
    item = desk.arrive(remote="7")
    done = desk.intend(MoveItems((item,), desk.archive))
    before = desk.list(desk.archive)
    desk.do(settle, done, Applied((Landed(remote("INBOX", "7"), remote("Archive", "70")),)))
    assert desk.list(desk.archive) == before
    assert remote_items(desk.connection, [item]) == {item: (desk.archive, remote("Archive", "70", "1"))}


def test_a_synchronisation_that_was_faster_makes_no_double(desk: Desk) -> None:
    item = desk.arrive(remote="7")
    done = desk.intend(MoveItems((item,), desk.archive))
    faster = desk.arrive(desk.archive, remote="70")
    summary = Summary(Envelope("s", Address("", "")), "aperçu", "texte", ())
    desk.do(store_contents, [(faster, BlobName(b"b" * 32), summary, ContentState.WHOLE)])
    touched = desk.do(settle, done, Applied((Landed(remote("INBOX", "7"), remote("Archive", "70")),)))
    (row,) = desk.list(desk.archive)
    assert (row.id, row.preview, row.content) == (item, "aperçu", ContentState.WHOLE)
    assert blob_of(desk.connection, item) == b"b" * 32
    assert touched.removed == (faster,)


def test_a_synchronisation_that_saw_both_sides_first_is_right(desk: Desk) -> None:
    item = desk.arrive(remote="7")
    done = desk.intend(MoveItems((item,), desk.archive))
    desk.store(desk.inbox, [], removed=[RemoteId("7")])
    arrived = desk.arrive(desk.archive, remote="70")
    desk.do(settle, done, Applied((Landed(remote("INBOX", "7"), remote("Archive", "70")),)))
    assert desk.ids(desk.archive) == [arrived]


def test_what_the_server_does_not_tell_comes_with_the_next_synchronisation(desk: Desk) -> None:
    item = desk.arrive(remote="7")
    done = desk.intend(MoveItems((item,), desk.archive))
    touched = desk.do(settle, done, Applied())
    assert touched.removed == (item,)
    assert desk.list() == desk.list(desk.archive) == []


def test_deleted_rows_go(desk: Desk) -> None:
    item, stays = desk.arrive(remote="7"), desk.arrive()
    done = desk.intend(DeleteItems((item,)))
    touched = desk.do(settle, done, Applied((Landed(remote("INBOX", "7"), None),)))
    assert (desk.ids(), touched.removed) == ([stays], (item,))


def test_copies_become_real_under_the_id_they_were_shown_with(desk: Desk) -> None:
    one, two = desk.arrive(remote="7"), desk.arrive(remote="8")
    done = desk.intend(CopyItems((one, two), desk.archive))
    shown = desk.ids(desk.archive)
    landed = tuple(Landed(remote("INBOX", old), remote("Archive", new)) for old, new in (("7", "70"), ("8", "80")))
    desk.do(settle, done, Applied(landed))
    rows = desk.list(desk.archive)
    assert [row.id for row in rows] == shown
    assert {row.pending for row in rows} == {Pending.NONE}
    assert desk.counts(desk.archive) == (2, 2)


def test_a_sent_message_stays_the_row_it_was_and_what_follows_enters_with_it(desk: Desk) -> None:
    answered = desk.arrive()
    done = desk.intend(letter("Réponse", answers=answered))
    (shown,) = desk.list(desk.sent)
    follow = Operation(new_operation_id(), desk.account, ChangeFlags((answered,), add=Flag.ANSWERED))
    desk.do(settle, done, Applied((Landed(None, remote("Sent", "5")),)), follow_up=[follow])
    (row,) = desk.list(desk.sent)
    assert (row.id, row.subject, row.pending, row.operation) == (shown.id, "Réponse", Pending.NONE, None)
    assert blob_of(desk.connection, row.id) == b"m" * 32
    assert desk.list()[0].flags == Flag.ANSWERED
    desk.store(desk.sent, [(Change(RemoteId("5"), "1", MessageTruth(Flag.SEEN, frozenset(), NOON, 9, b"")), None)])
    assert desk.ids(desk.sent) == [shown.id]


def test_a_later_save_replaces_the_copy_that_an_earlier_one_made(desk: Desk) -> None:
    first = desk.intend(saved("v1"))
    desk.do(outbox.set_state, first.id, OperationState.RUNNING)
    second = desk.intend(saved("v2"))
    desk.do(settle, first, Applied((Landed(None, remote("Drafts", "1")),)))
    (row,) = desk.list(desk.drafts)
    assert row.subject == "v2"
    later = operation(desk.connection, second.id)
    assert later is not None
    assert isinstance(later.intention, SaveDraft)
    assert later.intention.replaces is not None
    desk.do(settle, later, Applied((Landed(remote("Drafts", "1"), None), Landed(None, remote("Drafts", "2")))))
    (row,) = desk.list(desk.drafts)
    assert (row.subject, row.flags) == ("v2", Flag.SEEN | Flag.DRAFT)


def test_a_created_mailbox_keeps_its_id_and_what_was_moved_into_it(desk: Desk) -> None:
    item = desk.arrive()
    done = desk.intend(CreateCollection("Projets", None))
    place = next(row.id for row in mailboxes(desk.connection) if row.name == "Projets")
    desk.intend(MoveItems((item,), place))
    desk.do(settle, done, Applied(collection=Collection(RemoteId("Projets"), Service.MAIL, "Projets")))
    row = next(row for row in mailboxes(desk.connection) if row.name == "Projets")
    assert (row.id, row.pending, row.total) == (place, False, 1)
    assert remote_id(desk.connection, place) == "Projets"


def test_a_mailbox_listed_before_its_creation_settled_becomes_the_same(desk: Desk) -> None:
    done = desk.intend(CreateCollection("Projets", None))
    place = next(row.id for row in mailboxes(desk.connection) if row.name == "Projets")
    made = Collection(RemoteId("Projets"), Service.MAIL, "Projets")
    desk.list_boxes([*BOXES, made])
    listed = next(row.id for row in mailboxes(desk.connection) if row.name == "Projets" and row.id != place)
    item = desk.arrive(listed)
    desk.do(settle, done, Applied(collection=made))
    assert [row.id for row in mailboxes(desk.connection) if row.name == "Projets"] == [place]
    assert desk.ids(place) == [item]
    assert desk.counts(place) == (1, 1)


def test_renamed_and_deleted_mailboxes(desk: Desk) -> None:
    renamed = desk.intend(RenameCollection(desk.archive, "Anciens"))
    desk.do(settle, renamed, Applied(collection=Collection(RemoteId("Anciens"), Service.MAIL, "Anciens", Role.ARCHIVE)))
    assert by_role(desk.connection, desk.account, Role.ARCHIVE) == desk.archive
    assert remote_id(desk.connection, desk.archive) == "Anciens"
    deleted = desk.intend(DeleteCollection(desk.archive))
    desk.do(settle, deleted, Applied())
    assert by_role(desk.connection, desk.account, Role.ARCHIVE) is None


def test_settling_twice_and_adding_a_settled_operation_again_change_nothing(desk: Desk) -> None:
    item = desk.arrive(remote="7")
    done = desk.intend(ChangeFlags((item,), add=Flag.SEEN))
    desk.do(settle, done, Applied())
    desk.store(desk.inbox, [(Change(RemoteId("7"), "2", MessageTruth(Flag.NONE, frozenset(), NOON, 1, b"")), None)])
    desk.do(settle, done, Applied())
    desk.do(outbox.add, done)
    assert operations(desk.connection) == []
    assert desk.list()[0].flags == Flag.NONE


def test_adding_twice_is_once(desk: Desk) -> None:
    item = desk.arrive()
    done = desk.intend(CopyItems((item,), desk.archive))
    desk.do(outbox.add, done)
    assert len(desk.list(desk.archive)) == len(operations(desk.connection)) == 1


def test_only_waiting_operations_can_be_taken_back(desk: Desk) -> None:
    item = desk.arrive()
    done = desk.intend(MoveItems((item,), desk.archive))
    desk.do(outbox.set_state, done.id, OperationState.RUNNING)
    for act in (outbox.cancel, outbox.discard, outbox.retry):
        with pytest.raises(Rejected, match="already_running"):
            desk.do(act, done.id)
    desk.do(outbox.set_state, done.id, OperationState.QUEUED)
    taken, _ = desk.do(outbox.cancel, done.id)
    assert taken.intention == done.intention
    assert desk.ids() == [item]
    with pytest.raises(Gone):
        desk.do(outbox.cancel, done.id)


def test_operations_are_due_in_order_when_their_time_has_come(desk: Desk) -> None:
    item = desk.arrive()
    later = desk.intend(ChangeFlags((item,), add=Flag.SEEN), not_before=2000)
    now = desk.intend(ChangeFlags((item,), add=Flag.FLAGGED))
    assert [one.id for one in desk.do(outbox.due, 1999)] == [now.id]
    assert [one.id for one in desk.do(outbox.due, 2000)] == [later.id, now.id]
    desk.do(outbox.cancel, now.id)
    assert desk.do(outbox.next_due) == 2000


def test_a_fault_and_the_tries_are_kept(desk: Desk) -> None:
    done = desk.intend(letter())
    fault = Rejected("mailbox_unknown", "550 no such user")
    desk.do(outbox.set_state, done.id, OperationState.REFUSED, fault=fault, attempt=True)
    (row,) = operations(desk.connection)
    assert (row.state, row.fault_kind, row.fault_code, row.attempts) == ("refused", "rejected", "mailbox_unknown", 1)
    assert "550 no such user" in row.fault_parameters
    assert waiting(desk.connection) == {"refused": 1}


def test_after_a_crash_sending_is_uncertain_and_the_rest_waits_again(desk: Desk) -> None:
    item = desk.arrive()
    kinds = [letter(), CopyItems((item,), desk.archive), ChangeFlags((item,), add=Flag.SEEN)]
    for one in [desk.intend(kind) for kind in kinds]:
        desk.do(outbox.set_state, one.id, OperationState.RUNNING)
    desk.do(outbox.recover)
    assert [row.state for row in operations(desk.connection)] == ["uncertain", "uncertain", "queued"]
    assert desk.list(desk.sent)[0].pending is Pending.UNCERTAIN


def test_an_operation_of_an_account_that_is_gone_is_told(desk: Desk) -> None:
    with pytest.raises(Gone):
        desk.do(outbox.add, Operation(new_operation_id(), AccountId(99), ChangeFlags(())))


def test_a_message_that_the_server_lost_does_not_hold_the_outbox_up(desk: Desk) -> None:
    item = desk.arrive(remote="7")
    done = desk.intend(CopyItems((item,), desk.archive))
    desk.store(desk.inbox, [], removed=[RemoteId("7")])
    assert desk.list(desk.archive) == []
    desk.do(settle, done, Applied())
    assert message(desk.connection, item) is None
