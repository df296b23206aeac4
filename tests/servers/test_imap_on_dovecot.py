"""The IMAP protocol against a real Dovecot: everything a user does, with every extension and with hardly any."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable

import pytest

from sync.model.accounts import Account, Capability, Endpoint, Identity, Security, Service
from sync.model.changes import ChangePage, Want
from sync.model.collections import Role
from sync.model.faults import AuthNeeded, CursorExpired, Forbidden, Gone, Offline, Rejected, Uncertain
from sync.model.ids import AccountId, BlobName, CollectionId, ItemId, RemoteId, new_operation_id
from sync.model.mail import Address, Draft, Flag, FlagsTruth, MessageTruth
from sync.model.operations import (
    ChangeFlags,
    CopyItems,
    CreateCollection,
    DeleteCollection,
    DeleteItems,
    Intention,
    MoveItems,
    Octets,
    RemoteItem,
    RemoteOperation,
    RenameCollection,
    SaveDraft,
    SendMessage,
)
from sync.protocols.base import ELIDED_HEADER, Secret, Surroundings
from sync.protocols.imap import changes
from sync.protocols.imap.mail import ImapMail
from tests.servers.dovecot import PASSWORDS, Dovecot
from tests.servers.letters import letter
from tests.servers.proxy import Break, running_proxy

pytestmark = pytest.mark.server

INBOX = RemoteId("INBOX")
NOWHERE = RemoteId("")
ALICE, BOB, ZOE = PASSWORDS
RICH = ""
NO_QRESYNC = "QRESYNC"
POOR = (
    "QRESYNC CONDSTORE MOVE UIDPLUS ESEARCH LIST-STATUS LIST-EXTENDED SPECIAL-USE LITERAL+ LITERAL- SASL-IR UNSELECT "
    "NAMESPACE ENABLE"
)
_names = iter(range(1_000_000))


def surroundings(
    server: Dovecot,
    user: str = ALICE,
    *,
    password: str | None = None,
    without: str = RICH,
    port: int | None = None,
    security: Security = Security.TLS,
    host: str = "localhost",
    timeout: float = 10.0,
    compress: str = "",
) -> Surroundings:
    default_port = server.imaps if security is Security.TLS else server.imap
    endpoint = Endpoint(
        Service.MAIL,
        "imap",
        host,
        port or default_port,
        security,
        user,
        parameters={"without": without, "compress": compress},
    )
    account = Account(AccountId(1), user, "Essai", "generic", (endpoint,), Identity(user))
    value = PASSWORDS[user] if password is None else password

    async def secret(renew: bool) -> Secret:
        return Secret("password", value)

    return Surroundings(account, endpoint, secret, server.authority.trust, timeout)


@pytest.fixture(params=[RICH, NO_QRESYNC, POOR], ids=["rich", "condstore", "poor"])
async def mail(request: pytest.FixtureRequest, dovecot: Dovecot) -> AsyncIterator[ImapMail]:
    protocol = ImapMail(surroundings(dovecot, without=request.param))
    yield protocol
    await protocol.close()


@pytest.fixture
async def rich(dovecot: Dovecot) -> AsyncIterator[ImapMail]:
    protocol = ImapMail(surroundings(dovecot))
    yield protocol
    await protocol.close()


def operation(
    intention: Intention,
    items: Iterable[RemoteId] = (),
    source: RemoteId = NOWHERE,
    *,
    target: str = "",
    role: Role = Role.NONE,
    payload: bytes = b"",
    message_id: str = "",
) -> RemoteOperation:
    named = tuple(RemoteItem(source, item) for item in items)
    return RemoteOperation(new_operation_id(), intention, named, RemoteId(target), role, Octets(payload), message_id)


FLAG = ChangeFlags((ItemId(1),), add=Flag.FLAGGED)
MOVE = MoveItems((ItemId(1),), CollectionId(1))
COPY = CopyItems((ItemId(1),), CollectionId(1))
DELETE = DeleteItems((ItemId(1),))
DRAFT = SaveDraft("clé", Draft(Address("", ALICE)), BlobName(b""))
SENT = SendMessage("clé", Draft(Address("", ALICE)), BlobName(b""), (BOB,), ALICE)


async def new_mailbox(protocol: ImapMail, messages: Iterable[bytes] = ()) -> RemoteId:
    applied = await protocol.apply(operation(CreateCollection(f"Été {next(_names)} & suite", None)))
    assert applied.collection is not None
    for raw in messages:
        # without a Message-ID nothing is looked for: this only fills the mailbox
        await protocol.apply(operation(SENT, target=applied.collection.remote_id, payload=raw))
    return applied.collection.remote_id


async def all_pages(protocol: ImapMail, mailbox: RemoteId, cursor: bytes | None = None) -> list[ChangePage]:
    pages = [await protocol.changes(mailbox, cursor)]
    while pages[-1].more:
        pages.append(await protocol.changes(mailbox, pages[-1].cursor))
    return pages


async def ids(protocol: ImapMail, mailbox: RemoteId) -> list[RemoteId]:
    return [change.item for page in await all_pages(protocol, mailbox) for change in page.upserts]


async def bodies(
    protocol: ImapMail, mailbox: RemoteId, items: list[RemoteId], want: Want = Want.WHOLE
) -> dict[str, bytes | None]:
    found: dict[str, bytes | None] = {}
    async for chunk in protocol.fetch(mailbox, items, want):
        found[chunk.item] = None if chunk.data is None else (found.get(chunk.item) or b"") + chunk.data
    return found


def gone_and_changed(page: ChangePage, known: Iterable[RemoteId]) -> tuple[set[RemoteId], dict[RemoteId, object]]:
    """What a reader of the page concludes, whichever way the server tells it."""
    gone = set(page.removed)
    if page.snapshot is not None:
        gone |= set(known) - page.snapshot
    return gone, {change.item: change.truth for change in page.upserts}


async def test_mailboxes_come_with_roles_counts_and_parents_first(mail: ImapMail, dovecot: Dovecot) -> None:
    mailbox = await new_mailbox(mail, [letter(1), letter(2)])
    child = (await mail.apply(operation(CreateCollection("Dessous", None), target=mailbox))).collection
    assert child is not None

    found = {each.remote_id: each for each in await mail.collections()}

    assert found[INBOX].role is Role.INBOX
    assert {found[RemoteId(name)].role for name in ("Drafts", "Sent", "Junk", "Trash", "Archive")} == {
        Role.DRAFTS, Role.SENT, Role.JUNK, Role.TRASH, Role.ARCHIVE,
    }  # fmt: skip
    assert (found[mailbox].total, found[mailbox].unread, found[mailbox].writable) == (2, 0, True)
    assert (found[child.remote_id].parent, found[child.remote_id].name) == (mailbox, "Dessous")
    order = list(found)
    assert all(each.parent == "" or order.index(each.parent) < order.index(each.remote_id) for each in found.values())


async def test_shared_mailboxes_are_found_with_their_rights(rich: ImapMail, dovecot: Dovecot) -> None:
    dovecot.doveadm("mailbox", "create", "-u", BOB, "Équipe")
    dovecot.doveadm("acl", "set", "-u", BOB, "Équipe", f"user={ALICE}", "lookup", "read")

    found = {each.remote_id: each for each in await rich.collections()}

    team = found[RemoteId("Partages/bob/Équipe")]
    assert (team.shared, team.selectable, team.writable, team.owner) == (True, True, False, "bob")
    assert found[RemoteId("Public/Annonces")].owner == "", "nobody's own"
    assert found[RemoteId("Public/Annonces")].shared
    assert found[RemoteId("Public/Annonces")].writable
    assert Capability.SHARED in rich.capabilities


async def test_the_first_listing_is_newest_first_in_pages(
    mail: ImapMail, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "FIRST_PAGE", 3)
    monkeypatch.setattr(changes, "LATER_PAGE", 4)
    mailbox = await new_mailbox(mail, [letter(index) for index in range(9)])

    pages = await all_pages(mail, mailbox)

    assert [len(page.upserts) for page in pages] == [3, 4, 2]
    uids = [int(change.item.split(":")[1]) for page in pages for change in page.upserts]
    assert uids == sorted(uids, reverse=True)
    assert pages[-1].snapshot == {change.item for page in pages for change in page.upserts}
    newest = pages[0].upserts[0].truth
    assert isinstance(newest, MessageTruth)
    assert newest.size == len(letter(8))
    assert b"Message-ID: <8@exemple.fr>" in newest.header
    assert newest.flags == Flag.SEEN


async def test_the_newest_rows_wait_for_no_search(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "FIRST_PAGE", 3)
    direct = ImapMail(surroundings(dovecot))
    mailbox = await new_mailbox(direct, [letter(index) for index in range(5)])
    await direct.close()
    async with running_proxy(dovecot.imap, inside=dovecot.authority.good().context()) as proxy:
        proxy.breaks = [Break("reset", to_client=False, pattern=rb"SEARCH")]
        protocol = ImapMail(surroundings(dovecot, port=proxy.port))
        page = await protocol.changes(mailbox, None)
        assert [int(change.item.split(":")[1]) for change in page.upserts] == [5, 4, 3]
        assert page.more
        with pytest.raises(Offline):
            await protocol.changes(mailbox, page.cursor)
        await protocol.close()


async def test_mailboxes_are_counted_where_that_is_asked(mail: ImapMail) -> None:
    mailbox = await new_mailbox(mail, [letter(0)])
    mail.counting = False
    assert {one.total for one in await mail.collections()} == {None}
    mail.counting = True
    assert next(one.total for one in await mail.collections() if one.remote_id == mailbox) == 1


async def test_what_arrives_while_listing_is_not_missed(
    mail: ImapMail, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "FIRST_PAGE", 2)
    monkeypatch.setattr(changes, "LATER_PAGE", 2)
    mailbox = await new_mailbox(mail, [letter(index) for index in range(6)])
    first = await mail.changes(mailbox, None)
    arrived = (await mail.apply(operation(SENT, target=mailbox, payload=letter(99)))).landed[0].now
    assert arrived is not None
    await mail.close()  # a restart in the middle: only the cursor is left

    others = await all_pages(mail, mailbox, first.cursor)

    seen = [change.item for page in [first, *others] for change in page.upserts]
    assert arrived.item in seen
    assert len(set(seen)) == 7


async def test_flags_arrivals_and_removals_of_others_come_as_changes(mail: ImapMail, dovecot: Dovecot) -> None:
    mailbox = await new_mailbox(mail, [letter(index) for index in range(5)])
    pages = await all_pages(mail, mailbox)
    pages += await all_pages(mail, mailbox, pages[-1].cursor)
    known = {change.item for page in pages for change in page.upserts}
    flagged, deleted, *_ = sorted(known)
    other = ImapMail(surroundings(dovecot))
    await other.apply(
        operation(ChangeFlags((ItemId(1),), Flag.FLAGGED, add_keywords=frozenset({"Urgent"})), [flagged], mailbox)
    )
    await other.apply(operation(DELETE, [deleted], mailbox))
    new = (await other.apply(operation(SENT, target=mailbox, payload=letter(7)))).landed[0].now
    await other.close()
    assert new is not None

    page = await mail.changes(mailbox, pages[-1].cursor)

    gone, changed = gone_and_changed(page, known)
    assert gone == {deleted}
    assert changed[flagged] == FlagsTruth(Flag.FLAGGED | Flag.SEEN, frozenset({"Urgent"}))
    assert isinstance(changed[new.item], MessageTruth)
    assert set(changed) == {flagged, new.item}
    quiet = await mail.changes(mailbox, page.cursor)
    assert gone_and_changed(quiet, known | {new.item}) == ({deleted} & set(quiet.removed), {})


async def test_many_arrivals_at_once_are_listed_newest_first_too(
    mail: ImapMail, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "LATER_PAGE", 2)
    mailbox = await new_mailbox(mail, [letter(0)])
    before = await all_pages(mail, mailbox)
    arrived = [
        (await mail.apply(operation(SENT, target=mailbox, payload=letter(i)))).landed[0].now for i in range(1, 6)
    ]

    pages = await all_pages(mail, mailbox, before[-1].cursor)

    listed = [change.item for page in pages for change in page.upserts if isinstance(change.truth, MessageTruth)]
    assert listed == [each.item for each in reversed(arrived) if each is not None]
    assert len(pages) == 3


async def test_a_mailbox_made_anew_expires_the_cursor(rich: ImapMail) -> None:
    mailbox = await new_mailbox(rich, [letter(1)])
    pages = await all_pages(rich, mailbox)
    [old] = pages[0].upserts
    await rich.apply(operation(DeleteCollection(CollectionId(1)), target=mailbox))
    with pytest.raises(Gone):
        await rich.changes(mailbox, pages[-1].cursor)
    name = mailbox.rpartition("/")[2]
    await asyncio.sleep(0)
    await rich.apply(operation(CreateCollection(name, None)))

    with pytest.raises(CursorExpired):
        await rich.changes(mailbox, pages[-1].cursor)
    assert await bodies(rich, mailbox, [old.item]) == {old.item: None}
    assert (await rich.apply(operation(DELETE, [old.item], mailbox))).landed[0].now is None


async def test_whole_messages_come_as_they_are(mail: ImapMail) -> None:
    raws = [letter(index) for index in range(12)]
    mailbox = await new_mailbox(mail, raws)
    items = sorted(await ids(mail, mailbox), key=lambda item: int(item.split(":")[1]))
    missing = RemoteId(items[0].split(":")[0] + ":4000000")

    found = await bodies(mail, mailbox, [*items, missing])

    assert [found[item] for item in items] == raws
    assert found[missing] is None


async def test_a_big_message_comes_in_small_pieces(rich: ImapMail) -> None:
    raw = letter(1) + b"0123456789abcde\r\n" * 200_000
    mailbox = await new_mailbox(rich, [raw])
    [item] = await ids(rich, mailbox)

    chunks = [chunk async for chunk in rich.fetch(mailbox, [item], Want.WHOLE)]

    assert b"".join(chunk.data or b"" for chunk in chunks) == raw
    assert max(len(chunk.data or b"") for chunk in chunks) <= 256 * 1024
    assert [chunk.last for chunk in chunks] == [False] * (len(chunks) - 1) + [True]


async def test_text_comes_without_the_attachments(mail: ImapMail) -> None:
    mailbox = await new_mailbox(mail, [letter(8), letter(9)])
    plain, attached = await ids(mail, mailbox)

    found = await bodies(mail, mailbox, [plain, attached], Want.TEXT)

    assert found[plain] == letter(9)
    light = found[attached]
    assert light is not None
    assert f"{ELIDED_HEADER}: ".encode() in light
    assert len(light) < 20_000 < len(letter(8))
    text_part = letter(8).split(b"--alt8\r\n")[1]
    assert text_part.strip() in light


async def test_flags_are_changed_and_changed_back(mail: ImapMail) -> None:
    mailbox = await new_mailbox(mail, [letter(1), letter(2)])
    items = await ids(mail, mailbox)
    junk = ChangeFlags((ItemId(1),), Flag.JUNK, Flag.SEEN, frozenset({"À_faire"}))

    first = await mail.apply(operation(junk, items, mailbox))
    again = await mail.apply(operation(junk, items, mailbox))

    assert {each.now.item for each in first.landed if each.now} == set(items)
    assert {each.now.item for each in again.landed if each.now} == set(items)
    for page in await all_pages(mail, mailbox):
        for change in page.upserts:
            assert change.truth.flags == Flag.JUNK


async def test_moving_tells_the_new_ids_and_may_be_repeated(mail: ImapMail) -> None:
    source, target = await new_mailbox(mail, [letter(1), letter(2), letter(3)]), await new_mailbox(mail)
    moved = (await ids(mail, source))[:2]
    move = operation(MOVE, moved, source, target=target)

    applied = await mail.apply(move)
    again = await mail.apply(move)

    there = await ids(mail, target)
    assert {each.now.item for each in applied.landed if each.now} == set(there)
    assert [each.now for each in again.landed] == [None, None]
    assert len(there) == 2
    assert len(await ids(mail, source)) == 1


async def test_moving_finds_the_bin_by_its_role(mail: ImapMail) -> None:
    source = await new_mailbox(mail, [letter(next(_names) + 1000)])

    applied = await mail.apply(operation(MOVE, await ids(mail, source), source, role=Role.TRASH))

    assert [each.now.collection for each in applied.landed if each.now] == ["Trash"]


async def test_copying_twice_leaves_one_copy(mail: ImapMail) -> None:
    source, target = await new_mailbox(mail, [letter(1), letter(2)]), await new_mailbox(mail)
    copy = operation(COPY, await ids(mail, source), source, target=target)

    first = await mail.apply(copy)
    again = await mail.apply(copy)

    there = await ids(mail, target)
    assert len(there) == 2
    assert {each.now.item for each in first.landed if each.now} == set(there)
    assert {each.now.item for each in again.landed if each.now} == set(there)
    assert len(await ids(mail, source)) == 2


async def test_deleting_spares_what_others_marked_as_deleted(mail: ImapMail) -> None:
    mailbox = await new_mailbox(mail, [letter(1), letter(2), letter(3)])
    mine, theirs, _ = await ids(mail, mailbox)
    await mail.apply(operation(ChangeFlags((ItemId(1),), Flag.DELETED), [theirs], mailbox))

    await mail.apply(operation(DELETE, [mine], mailbox))
    await mail.apply(operation(DELETE, [mine], mailbox))

    left = {change.item: change.truth.flags for page in await all_pages(mail, mailbox) for change in page.upserts}
    assert mine not in left
    assert left[theirs] == Flag.DELETED | Flag.SEEN
    assert len(left) == 2


async def test_a_draft_is_saved_once_and_takes_the_place_of_the_former(mail: ImapMail) -> None:
    mailbox = await new_mailbox(mail)
    first_version, second_version = (letter(1).replace(b"Subject: ", b"Subject: v%d " % n) for n in (1, 2))
    save = operation(DRAFT, target=mailbox, payload=first_version, message_id="<1@exemple.fr>")
    landed = (await mail.apply(save)).landed[-1].now
    assert landed is not None
    assert (await mail.apply(save)).landed[-1].now == landed

    again = operation(
        DRAFT, [landed.item], mailbox, target=mailbox, payload=second_version, message_id="<1@exemple.fr>"
    )
    applied = await mail.apply(again)

    [only] = await ids(mail, mailbox)
    assert applied.landed[0].was is not None
    assert applied.landed[0].now is None
    assert (await bodies(mail, mailbox, [only]))[only] == second_version
    assert await mail.settled(again) == applied


async def test_the_sent_copy_is_not_put_twice(mail: ImapMail) -> None:
    mailbox = await new_mailbox(mail, [letter(1)])
    send = operation(SENT, target=mailbox, payload=letter(1).replace(b"\r\n", b"\n"), message_id="<1@exemple.fr>")

    applied = await mail.apply(send)

    assert [each.now.item for each in applied.landed if each.now] == await ids(mail, mailbox)


async def test_mailboxes_are_created_renamed_and_deleted_again_and_again(mail: ImapMail) -> None:
    name = f"Marchés «{next(_names)}» & Cie"
    made = [(await mail.apply(operation(CreateCollection(name, None)))).collection for _ in range(2)]
    assert made[0] == made[1]
    assert made[0] is not None
    await mail.apply(operation(CreateCollection("Lot 1", None), target=made[0].remote_id))

    rename = operation(RenameCollection(CollectionId(1), name + " (clos)"), target=made[0].remote_id)
    renamed = [(await mail.apply(rename)).collection for _ in range(2)]
    assert renamed[0] == renamed[1]
    assert renamed[0] is not None
    listed = {each.remote_id for each in await mail.collections()}
    assert renamed[0].remote_id in listed
    assert made[0].remote_id not in listed

    for _ in range(2):
        await mail.apply(operation(DeleteCollection(CollectionId(1)), target=renamed[0].remote_id))
    assert not any(name in each.remote_id for each in await mail.collections())
    with pytest.raises(Rejected, match="bad_name"):
        await mail.apply(operation(CreateCollection("a/b", None)))


async def test_searching_finds_accented_words(mail: ImapMail) -> None:
    raws = [letter(1), letter(2).replace(b"Subject: ", b"Subject: =?utf-8?q?Z=C3=A9phyr?= ")]
    mailbox = await new_mailbox(mail, raws)
    newest = (await ids(mail, mailbox))[0]

    assert await mail.search(mailbox, "zéphyr") == [newest]
    assert await mail.search(mailbox, "zéphyr introuvable") == []


async def test_new_mail_nudges(dovecot: Dovecot) -> None:
    protocol = ImapMail(surroundings(dovecot, ZOE))
    nudges = protocol.watch()
    first = asyncio.ensure_future(anext(nudges))
    while "idle" not in dovecot.doveadm("who", ZOE) and not first.done():
        await asyncio.sleep(0.02)
        dovecot.deliver(ZOE, letter(5))

    async with asyncio.timeout(20):
        nudge = await first

    assert nudge.collection == INBOX
    await nudges.aclose()


@pytest.mark.parametrize(
    ("user", "without"),
    [
        (ALICE, ""),
        (ZOE, ""),
        (ALICE, "SASL-IR"),
        (ZOE, "SASL-IR"),
        (ALICE, "AUTH=PLAIN"),
        (ALICE, "AUTH=PLAIN LITERAL+"),
    ],
)
@pytest.mark.parametrize("security", list(Security))
async def test_signing_in_every_way(dovecot: Dovecot, user: str, without: str, security: Security) -> None:
    protocol = ImapMail(surroundings(dovecot, user, without=without, security=security))
    await protocol.check()
    assert Capability.PUSH in protocol.capabilities


async def test_a_wrong_password_asks_for_the_user(dovecot: Dovecot) -> None:
    with pytest.raises(AuthNeeded, match="wrong_password"):
        await ImapMail(surroundings(dovecot, password="faux")).collections()


async def test_a_renewed_secret_is_tried_once(dovecot: Dovecot) -> None:
    base = surroundings(dovecot)
    asked: list[bool] = []

    async def secret(renew: bool) -> Secret:
        asked.append(renew)
        return Secret("password", PASSWORDS[ALICE] if renew else "périmé")

    protocol = ImapMail(Surroundings(base.account, base.endpoint, secret, base.trust, 5.0))
    await protocol.collections()
    await protocol.close()
    assert asked == [False, True]


async def test_compression_changes_nothing_but_the_octets(dovecot: Dovecot) -> None:
    protocol = ImapMail(surroundings(dovecot, compress="yes"))
    mailbox = await new_mailbox(protocol, [letter(8)])
    [item] = await ids(protocol, mailbox)
    assert await bodies(protocol, mailbox, [item]) == {item: letter(8)}
    await protocol.close()


async def test_what_travels_over_a_slow_link_is_compressed_without_anybody_asking(dovecot: Dovecot) -> None:
    async with running_proxy(dovecot.imaps) as proxy:
        protocol = ImapMail(surroundings(dovecot, port=proxy.port))
        letters = {number: letter(number) for number in range(40)}
        mailbox = await new_mailbox(protocol, letters.values())
        items = await ids(protocol, mailbox)
        proxy.octets_a_second = 400_000
        first = await bodies(protocol, mailbox, items)
        client = await protocol._session.client()
        passed = client.connection._traffic.received
        assert client.compressed, "the next verb begins with it"
        assert await bodies(protocol, mailbox, items) == first
        assert {raw for raw in first.values() if raw} == set(letters.values())
        assert client.connection._traffic.received - passed < sum(map(len, letters.values())) / 2
        await protocol.close()


async def test_an_account_may_forbid_compression(dovecot: Dovecot) -> None:
    async with running_proxy(dovecot.imaps) as proxy:
        protocol = ImapMail(surroundings(dovecot, port=proxy.port, compress="no"))
        mailbox = await new_mailbox(protocol, [letter(number) for number in range(20)])
        proxy.octets_a_second = 400_000
        await bodies(protocol, mailbox, await ids(protocol, mailbox))
        client = await protocol._session.client()
        assert client.connection.link.slow
        assert not client.compressed
        await protocol.close()


@pytest.mark.parametrize("security", list(Security))
async def test_a_certificate_nobody_vouches_for_is_refused_and_shown(dovecot: Dovecot, security: Security) -> None:
    base = surroundings(dovecot, security=security)
    protocol = ImapMail(Surroundings(base.account, base.endpoint, base.secret, None, 5.0))
    with pytest.raises(Forbidden) as caught:
        await protocol.collections()
    assert caught.value.code == "certificate"
    assert caught.value.parameters["reason"] == "unknown_authority"
    assert "trustme" in str(caught.value.parameters["issuer"])
    assert str(caught.value.parameters["not_after"]).startswith("3000")


@pytest.mark.parametrize("kind", ["expired", "of_another_host", "of_nobody"])
async def test_bad_certificates_say_what_is_wrong(dovecot: Dovecot, kind: str) -> None:
    expected = {"expired": "expired", "of_another_host": "wrong_host", "of_nobody": "unknown_authority"}
    certified = getattr(dovecot.authority, kind)()
    async with running_proxy(dovecot.imap, inside=certified.context()) as proxy:
        with pytest.raises(Forbidden) as caught:
            await ImapMail(surroundings(dovecot, port=proxy.port)).collections()
    assert caught.value.parameters["reason"] == expected[kind]


async def test_a_full_mailbox_refuses_with_its_words(dovecot_nearly_full: Dovecot) -> None:
    protocol = ImapMail(surroundings(dovecot_nearly_full))
    with pytest.raises(Rejected, match="over_quota") as caught:
        await protocol.apply(operation(SENT, target="Sent", payload=letter(8)))
    assert "quota" in caught.value.reason.lower()
    inbox = next(each for each in await protocol.collections() if each.remote_id == "INBOX")
    assert inbox.quota_total == 64 * 1024
    assert inbox.quota_used is not None
    await protocol.close()


async def test_a_read_only_mailbox_refuses_flags(rich: ImapMail, dovecot: Dovecot) -> None:
    dovecot.doveadm("mailbox", "create", "-u", BOB, "Lecture")
    dovecot.doveadm("acl", "set", "-u", BOB, "Lecture", f"user={ALICE}", "lookup", "read")
    bob = ImapMail(surroundings(dovecot, BOB))
    await bob.apply(operation(SENT, target="Lecture", payload=letter(1)))
    await bob.close()
    mailbox = RemoteId("Partages/bob/Lecture")
    items = await ids(rich, mailbox)
    with pytest.raises(Rejected):
        await rich.apply(operation(DELETE, items, mailbox))
    assert await ids(rich, mailbox) == items


async def test_a_lost_answer_to_append_is_uncertain_then_settled(dovecot: Dovecot) -> None:
    async with running_proxy(dovecot.imap, inside=dovecot.authority.good().context()) as proxy:
        direct = ImapMail(surroundings(dovecot))
        mailbox = await new_mailbox(direct)
        protocol = ImapMail(surroundings(dovecot, port=proxy.port, timeout=1.0))
        save = operation(DRAFT, target=mailbox, payload=letter(3), message_id="<3@exemple.fr>")
        proxy.breaks = [Break("swallow", pattern=rb"OK Search completed[^\n]*\n")]

        with pytest.raises(Uncertain, match="answer_lost"):
            await protocol.apply(save)

        settled = await protocol.settled(save)
        assert settled is not None
        assert [each.now.item for each in settled.landed if each.now] == await ids(direct, mailbox)
        assert await protocol.apply(save) == settled
        await protocol.close()
        await direct.close()


async def test_an_append_that_never_left_is_not_uncertain(dovecot: Dovecot) -> None:
    async with running_proxy(dovecot.imap, inside=dovecot.authority.good().context()) as proxy:
        direct = ImapMail(surroundings(dovecot))
        mailbox = await new_mailbox(direct)
        protocol = ImapMail(surroundings(dovecot, port=proxy.port, timeout=1.0, without="LITERAL+"))
        save = operation(DRAFT, target=mailbox, payload=letter(3), message_id="<3@exemple.fr>")
        proxy.breaks = [Break("reset", pattern=rb"OK Search completed[^\n]*\n")]

        with pytest.raises(Offline):
            await protocol.apply(save)

        assert await protocol.settled(save) is None
        assert await ids(direct, mailbox) == []
        await protocol.close()
        await direct.close()


@pytest.mark.parametrize(
    ("kind", "last_heard"),
    [(COPY, rb"\* STATUS [\s\S]*READ-WRITE\][^\n]*\n"), (MOVE, rb"\* STATUS [^\n]*\n[^\n]*\n")],
    ids=["copy", "move"],
)
async def test_a_lost_answer_to_copy_never_doubles_nor_loses(
    dovecot: Dovecot, kind: Intention, last_heard: bytes
) -> None:
    async with running_proxy(dovecot.imap, inside=dovecot.authority.good().context()) as proxy:
        direct = ImapMail(surroundings(dovecot))
        raws = [letter(index) for index in range(3)]
        source, target = await new_mailbox(direct, raws), await new_mailbox(direct)
        protocol = ImapMail(surroundings(dovecot, port=proxy.port, timeout=1.0, without="MOVE"))
        place = operation(kind, await ids(direct, source), source, target=target)
        proxy.breaks = [Break("swallow", pattern=last_heard)]

        with pytest.raises(Uncertain, match="answer_lost"):
            await protocol.apply(place)
        settled = await protocol.settled(place)
        assert (settled is not None) == (kind is COPY)  # a copy is over; of a move the removal is still to be done
        await protocol.apply(place)

        assert sorted((await bodies(direct, target, await ids(direct, target))).values()) == sorted(raws)
        assert len(await ids(direct, source)) == (0 if kind is MOVE else 3)
        await protocol.close()
        await direct.close()


async def test_a_server_that_stalls_is_given_up_and_found_again(dovecot: Dovecot) -> None:
    async with running_proxy(dovecot.imap, inside=dovecot.authority.good().context()) as proxy:
        protocol = ImapMail(surroundings(dovecot, port=proxy.port, timeout=0.5))
        mailbox = await new_mailbox(protocol, [letter(index) for index in range(4)])
        items = await ids(protocol, mailbox)
        proxy.breaks = [Break("stall", pattern=rb"BODY\[\] \{\d+\}\r\nReturn")]

        with pytest.raises(Offline, match="timeout"):
            await bodies(protocol, mailbox, items)

        assert len(await bodies(protocol, mailbox, items)) == 4
        await protocol.close()


async def test_leaving_a_fetch_in_the_middle_starts_clean(rich: ImapMail) -> None:
    mailbox = await new_mailbox(rich, [letter(index) for index in range(20)])
    items = await ids(rich, mailbox)
    fetching = rich.fetch(mailbox, items, Want.WHOLE)
    await anext(fetching)
    await fetching.aclose()

    assert await bodies(rich, mailbox, items[:1]) == {items[0]: letter(19)}
