"""Truth: pages of changes, contents, mailboxes, accounts, drafts and people, as the store keeps them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.model.accounts import AccountCondition, KeepPolicy, Service
from sync.model.changes import Change
from sync.model.collections import Collection, Role
from sync.model.faults import Gone, Offline, Rejected
from sync.model.ids import AccountId, BlobName, ItemId, RemoteId
from sync.model.mail import (
    Address,
    Attachment,
    ContentState,
    DraftAttachment,
    Envelope,
    Flag,
    FlagsTruth,
    MessageTruth,
    Summary,
)
from sync.model.operations import ChangeFlags
from sync.store.read import accounts as read_accounts
from sync.store.read import drafts as read_drafts
from sync.store.read.mailboxes import cursor, local_id, mailboxes, unread_total
from sync.store.read.messages import attachments, blob_of, local_items
from sync.store.read.outbox import conflicts
from sync.store.read.people import complete
from sync.store.write import accounts, drafts, people
from sync.store.write import conflicts as write_conflicts
from sync.store.write.housekeeping import used_blobs
from sync.store.write.mail import forget_contents, store_contents, without_content
from tests.unit.store.desk import ACCOUNT, BOXES, NOON, Desk, letter, written


def told(remote: str, flags: Flag = Flag.NONE, **more: object) -> tuple[Change, Envelope | None]:
    truth = MessageTruth(flags, frozenset(), NOON, 1000, b"", **more)  # type: ignore[arg-type]
    return Change(RemoteId(remote), "1", truth), Envelope("s", Address("", "a@b.fr"))


def test_a_page_and_its_cursor_are_stored_together(desk: Desk) -> None:
    page = desk.store(desk.inbox, [told("1"), told("2")], cursor=b"c1", complete=True, expected=2)
    assert len(page.new) == 2
    assert page.touched.collections == {desk.inbox}
    assert cursor(desk.connection, desk.inbox) == b"c1"
    desk.store(desk.inbox, [told("3")])
    assert cursor(desk.connection, desk.inbox) == b"c1"
    assert cursor(desk.connection, desk.archive) is None


def test_a_repeated_page_changes_nothing(desk: Desk) -> None:
    desk.store(desk.inbox, [told("1"), told("2")])
    again = desk.store(desk.inbox, [told("1"), told("2"), told("2")])
    assert (again.new, again.changed, again.removed, again.touched.items) == ((), (), (), ())
    assert len(desk.list()) == 2


def test_one_page_may_name_a_message_twice(desk: Desk) -> None:
    assert len(desk.store(desk.inbox, [told("1"), told("1", Flag.SEEN)]).new) == 1
    assert len(desk.list()) == 1


def test_changed_and_unknown_flags(desk: Desk) -> None:
    desk.store(desk.inbox, [told("1")])
    page = desk.store(
        desk.inbox,
        [(Change(RemoteId(name), "2", FlagsTruth(Flag.SEEN, frozenset({"k"}))), None) for name in ("1", "9")],
    )
    (row,) = desk.list()
    assert (row.flags, row.keywords) == (Flag.SEEN, {"k"})
    assert (page.changed, page.unknown) == ((row.id,), (RemoteId("9"),))
    assert desk.counts(desk.inbox) == (1, 0)


def test_what_a_snapshot_leaves_out_goes(desk: Desk) -> None:
    desk.store(desk.inbox, [told(str(number)) for number in range(5)])
    page = desk.store(desk.inbox, [told("7")], snapshot=frozenset(map(RemoteId, ("1", "3", "7"))))
    names = local_items(desk.connection, desk.inbox, map(RemoteId, "0123457"))
    assert set(names) == {"1", "3", "7"}
    assert len(page.removed) == 3


def test_an_unreadable_header_is_a_row_all_the_same(desk: Desk) -> None:
    change, _ = told("1")
    desk.store(desk.inbox, [(change, None)])
    assert [(row.subject, row.date) for row in desk.list()] == [("", NOON)]


def test_two_servers_may_name_the_same_second_and_number(desk: Desk) -> None:
    one = desk.arrive(desk.inbox, received=NOON, remote="5")
    other = desk.arrive(desk.archive, received=NOON, remote="5")
    assert one != other
    assert len(desk.list(desk.inbox, desk.archive)) == 2


def test_contents_fill_the_row(desk: Desk) -> None:
    item = desk.arrive()
    attached = (Attachment("2", "a.pdf", "application/pdf", 5), Attachment("3", "", "image/png", 5, "cid", inline=True))
    summary = Summary(Envelope("s", Address("", "")), "p" * 500, "texte", attached)
    desk.do(
        store_contents,
        [(item, BlobName(b"b" * 32), summary, ContentState.WHOLE), (ItemId(5), None, None, ContentState(4))],
    )
    (row,) = desk.list()
    assert (row.has_attachment, row.content, len(row.preview)) == (True, ContentState.WHOLE, 200)
    assert blob_of(desk.connection, item) == b"b" * 32
    assert attachments(desk.connection, item) == list(attached)
    desk.do(forget_contents, [item])
    assert blob_of(desk.connection, item) is None
    assert [found[0] for found in without_content(desk.connection, desk.account, 10, KeepPolicy())] == [item]


def test_contents_are_wanted_newest_first_as_far_as_the_policy_says(desk: Desk) -> None:
    old = desk.arrive(received=NOON - 40 * 86400)
    new, archived = desk.arrive(), desk.arrive(desk.archive)
    desk.do(store_contents, [(desk.arrive(), None, None, ContentState.UNREADABLE)])

    def wanted(policy: KeepPolicy, limit: int = 10) -> list[ItemId]:
        return [row[0] for row in without_content(desk.connection, desk.account, limit, policy, now=NOON)]

    assert wanted(KeepPolicy()) == [archived, new, old]
    assert wanted(KeepPolicy(days=30)) == [archived, new]
    assert wanted(KeepPolicy(), 1) == [archived]
    assert wanted(KeepPolicy(largest=999)) == []
    found = without_content(desk.connection, desk.account, 1, KeepPolicy())
    assert found[0][1:] == (desk.archive, RemoteId("3"), 1000)


def test_mailboxes_keep_their_ids_and_go_only_after_two_absences(desk: Desk) -> None:
    desk.arrive(desk.archive)
    assert desk.list_boxes(BOXES) == frozenset()
    renamed = [*BOXES[:3], replace(BOXES[3], name="Archives")]
    assert desk.list_boxes(renamed) == {desk.archive}
    assert desk.list_boxes(BOXES[:3]) == frozenset()
    assert desk.list_boxes(renamed) == frozenset()
    assert desk.list_boxes(BOXES[:3]) == frozenset()
    assert desk.list_boxes(BOXES[:3]) == {desk.archive}
    assert desk.list(desk.archive) == []
    for _ in range(3):
        assert desk.list_boxes([]) == frozenset()
    assert len(mailboxes(desk.connection)) == 3


def test_mailboxes_come_in_a_sensible_order_with_their_parents(desk: Desk) -> None:
    desk.list_boxes(
        [*BOXES, Collection(RemoteId("INBOX/é"), Service.MAIL, "École", parent=RemoteId("INBOX"), unread=4, total=9)]
    )
    shown = mailboxes(desk.connection, desk.account)
    assert [row.name for row in shown] == ["Boîte de réception", "Brouillons", "Envoyés", "Archive", "École"]
    assert (shown[4].parent, shown[4].total, shown[4].unread) == (desk.inbox, 9, 4)
    assert (shown[0].parent, shown[0].total) == (None, -1)
    assert local_id(desk.connection, desk.account, Service.MAIL, RemoteId("INBOX")) == desk.inbox
    assert mailboxes(desk.connection, AccountId(99)) == []


def test_outgoing_mail_finds_its_place_once_the_server_names_sent(desk: Desk) -> None:
    desk.list_boxes([replace(box, role=Role.NONE) for box in BOXES])
    desk.intend(letter())
    assert desk.list(desk.sent) == []
    desk.list_boxes(BOXES)
    assert len(desk.list(desk.sent)) == 1


def test_unread_messages_of_inboxes_are_counted(desk: Desk) -> None:
    item, _, _ = desk.arrive(), desk.arrive(), desk.arrive(desk.archive)
    assert unread_total(desk.connection) == 2
    desk.intend(ChangeFlags((item,), add=Flag.SEEN))
    assert unread_total(desk.connection) == 1


def test_accounts_come_back_whole(desk: Desk) -> None:
    assert read_accounts.account(desk.connection, desk.account) == replace(ACCOUNT, id=desk.account)
    changed = replace(ACCOUNT, id=desk.account, label="Bureau", keep=KeepPolicy(30, False, 5), enabled=False)
    desk.do(accounts.update_account, changed)
    assert read_accounts.all_accounts(desk.connection) == [changed]
    assert desk.do(accounts.set_condition, desk.account, AccountCondition.FAULT, Offline("no_route", host="x"))
    assert not desk.do(accounts.set_condition, desk.account, AccountCondition.FAULT, Offline("no_route", host="x"))
    (row,) = read_accounts.accounts(desk.connection)
    assert (row.condition, row.fault_kind, row.fault_code) == (AccountCondition.FAULT, "offline", "no_route")
    assert (row.label, row.keep_days, row.keep_attachments, row.enabled) == ("Bureau", 30, False, False)
    with pytest.raises(Gone):
        read_accounts.account(desk.connection, AccountId(99))
    with pytest.raises(Gone):
        desk.do(accounts.update_account, replace(changed, id=AccountId(99)))


def test_an_account_that_goes_takes_everything_along_but_not_unsent_work(desk: Desk) -> None:
    item = desk.arrive()
    desk.do(accounts.set_secret, desk.account, "token", "x")
    assert read_accounts.secret(desk.connection, desk.account, "token") == "x"
    desk.intend(letter())
    with pytest.raises(Rejected, match="operations_waiting"):
        desk.do(accounts.remove_account, desk.account)
    assert desk.do(accounts.remove_account, desk.account, force=True) == [item]
    for table in (
        "message",
        "message_detail",
        "message_pending",
        "collection",
        "collection_count",
        "operation",
        "secret",
    ):
        assert desk.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_drafts_are_kept_under_their_key(desk: Desk) -> None:
    desk.do(drafts.keep, "a", desk.account, written("Un", None), now=1)
    desk.do(drafts.keep, "b", desk.account, written("Deux", None), now=2)
    desk.do(drafts.keep, "a", desk.account, written("Trois", None), now=3)
    assert [(row.key, row.subject, row.recipients) for row in read_drafts.drafts(desk.connection)] == [
        ("a", "Trois", "Bob"),
        ("b", "Deux", "Bob"),
    ]
    assert read_drafts.draft(desk.connection, "a") == (desk.account, written("Trois", None))
    assert desk.do(drafts.drop, "a")
    assert not desk.do(drafts.drop, "a")
    assert read_drafts.draft(desk.connection, "a") is None


def test_people_are_found_by_any_word_without_accents_most_used_first(desk: Desk) -> None:
    desk.do(
        people.used,
        [Address("Élodie Martin", "elodie@exemple.fr"), Address("", "Martin.Paul@exemple.fr"), Address("x", "")],
    )
    desk.do(people.used, [Address("", "martin.paul@exemple.fr")])

    def found(prefix: str) -> list[str]:
        return [row.address for row in complete(desk.connection, prefix)]

    assert found("elo") == found("ÉLODIE mar") == ["elodie@exemple.fr"]
    assert found("martin") == ["martin.paul@exemple.fr", "elodie@exemple.fr"]
    assert found("") == found("zzz") == []
    assert desk.do(people.forget, "ELODIE@exemple.fr")
    assert found("elo") == []


def test_conflicts_wait_for_a_resolution(desk: Desk) -> None:
    operation = desk.intend(letter())
    kept = desk.do(write_conflicts.add, operation, theirs="2", now=5)
    (conflict,) = conflicts(desk.connection)
    assert (conflict.id, conflict.operation, conflict.item, conflict.base, conflict.theirs) == (
        kept,
        operation.id,
        None,
        "",
        "2",
    )
    assert desk.do(write_conflicts.remove, kept)
    assert conflicts(desk.connection) == []


def test_blobs_are_wanted_by_messages_operations_and_drafts(desk: Desk) -> None:
    item = desk.arrive()
    desk.do(store_contents, [(item, BlobName(b"b" * 32), None, ContentState.WHOLE)])
    desk.intend(letter())
    attached = DraftAttachment("a", "b/c", BlobName(b"f" * 32), 1)
    desk.do(drafts.keep, "a", desk.account, replace(written("Un", None), attachments=(attached,)))
    assert used_blobs(desk.connection) == {b"b" * 32, b"m" * 32, b"f" * 32}
