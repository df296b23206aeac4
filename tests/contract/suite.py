"""The contract of the five verbs, as classes that the tests of each protocol inherit.

A subclass of `MailContract` gives the fixture `server`, `connect`, and where its server can do it `lose_next_answer`,
`cut_off` and `expire`. Every test works in a mailbox of its own, so that a server may be shared.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import aclosing, suppress
from dataclasses import replace
from typing import Any

import pytest

from sync.model.accounts import Capability
from sync.model.changes import ChangePage, Want
from sync.model.collections import Collection, Role
from sync.model.faults import AuthNeeded, CursorExpired, Fault, Gone, Offline, Uncertain
from sync.model.ids import BlobName, CollectionId, ItemId, RemoteId, new_operation_id
from sync.model.mail import Address, Draft, Flag, MessageTruth
from sync.model.operations import (
    AddMessage,
    Applied,
    ChangeFlags,
    CopyItems,
    CreateCollection,
    DeleteCollection,
    DeleteItems,
    EmptyCollection,
    Intention,
    MoveItems,
    Octets,
    RemoteItem,
    RemoteOperation,
    RenameCollection,
    SaveDraft,
    SendMessage,
    whole,
)
from sync.protocols.base import Protocol

NOWHERE = RemoteId("")
_BLOB = BlobName(b"")
_ITEM, _BOX = (ItemId(1),), CollectionId(1)
FLAG = ChangeFlags(_ITEM, add=Flag.FLAGGED | Flag.SEEN)
MOVE = MoveItems(_ITEM, _BOX)
COPY = CopyItems(_ITEM, _BOX)
DELETE = DeleteItems(_ITEM)
EMPTY = EmptyCollection(_BOX, _ITEM)
DRAFT = SaveDraft("draft", Draft(Address("", "alice@exemple.fr")), _BLOB)
SENT = SendMessage("draft", Draft(Address("", "alice@exemple.fr")), _BLOB, (), "alice@exemple.fr")

_numbers = itertools.count(1)


def letter(subject: str, *, size: int = 0) -> bytes:
    """A message that no other one is equal to."""
    number = next(_numbers)
    head = f"From: a@exemple.fr\r\nTo: b@exemple.fr\r\nSubject: {subject}\r\nMessage-ID: <{number}@suite.exemple.fr>\r\n\r\n"
    return head.encode() + b"Bonjour.\r\n" + b"0123456789abcde\r\n" * (size // 17)


def message_id(raw: bytes) -> str:
    """The Message-ID that `letter` gave."""
    return raw.split(b"Message-ID: ")[1].split(b"\r\n")[0].decode()


def operation(
    intention: Intention,
    items: Iterable[RemoteId] = (),
    source: RemoteId = NOWHERE,
    *,
    target: RemoteId = NOWHERE,
    role: Role = Role.NONE,
    payload: bytes = b"",
    named: str = "",
) -> RemoteOperation:
    """What a protocol is asked."""
    places = tuple(RemoteItem(source, item) for item in items)
    return RemoteOperation(new_operation_id(), intention, places, target, role, Octets(payload), named)


async def all_pages(mail: Protocol, mailbox: RemoteId, cursor: bytes | None = None) -> list[ChangePage]:
    """Every page from `cursor` on."""
    pages = [await mail.changes(mailbox, cursor)]
    while pages[-1].more:
        pages.append(await mail.changes(mailbox, pages[-1].cursor))
    return pages


class Mirror:
    """What a reader that follows the pages believes a mailbox to hold."""

    def __init__(self) -> None:
        self.flags: dict[RemoteId, tuple[Flag, frozenset[str]]] = {}
        self.headers: dict[RemoteId, bytes] = {}
        self.revisions: dict[RemoteId, str] = {}
        self.cursor: bytes | None = None

    def take(self, page: ChangePage) -> None:
        for change in page.upserts:
            if isinstance(change.truth, MessageTruth):
                self.headers[change.item] = change.truth.header
            assert change.item in self.headers, "flags were told of a message that was never described"
            self.flags[change.item] = (change.truth.flags & ~Flag.DRAFT, change.truth.keywords)
            self.revisions[change.item] = change.revision
        gone = set(page.removed)
        if page.snapshot is not None:
            gone |= set(self.flags) - page.snapshot
        for item in gone:
            self.flags.pop(item, None)
            self.headers.pop(item, None)
        self.cursor = page.cursor

    async def follow(self, mail: Protocol, mailbox: RemoteId) -> None:
        for page in await all_pages(mail, mailbox, self.cursor):
            self.take(page)

    @property
    def subjects(self) -> list[str]:
        return sorted(header.split(b"Subject: ")[1].split(b"\r\n")[0].decode() for header in self.headers.values())


async def bodies(mail: Protocol, mailbox: RemoteId, items: Sequence[RemoteId], want: Want = Want.WHOLE) -> dict[RemoteId, Any]:
    """The bytes of each item; None for one that is missing. Every item ends once."""
    found: dict[RemoteId, bytes | None] = {}
    ended: list[RemoteId] = []
    async for chunk in mail.fetch(mailbox, items, want):
        assert chunk.item not in ended, "a piece after the last one"
        found[chunk.item] = None if chunk.data is None else (found.get(chunk.item) or b"") + chunk.data
        if chunk.last:
            ended.append(chunk.item)
    assert sorted(ended) == sorted(items)
    return found


class MailContract:
    """What every mail protocol does."""

    keyword = "Urgent"
    """A keyword of the person's own, as the server writes it."""

    async def connect(self, server: Any) -> Protocol:
        """Return a new protocol, signed in as the person whose mail it is."""
        raise NotImplementedError

    async def impostor(self, server: Any) -> Protocol:
        """Return a protocol with a wrong password."""
        raise NotImplementedError

    async def expire(self, server: Any, mail: Protocol, mailbox: RemoteId) -> None:
        """Make every cursor of a mailbox expire; its messages stay."""
        pytest.skip("this server keeps its cursors for ever")

    def lose_next_answer(self, server: Any, mail: Protocol) -> None:
        """Let the next operation take effect, and its answer be lost."""
        pytest.skip("answers of this server cannot be lost at will")

    def cut_off(self, server: Any, mail: Protocol) -> None:
        """Make the server unreachable."""
        pytest.skip("this server cannot be cut off")

    def bring_back(self, server: Any, mail: Protocol) -> None:
        """Make the server reachable again."""

    @pytest.fixture
    async def mail(self, server: Any) -> AsyncIterator[Protocol]:
        """The protocol under test."""
        made = await self.connect(server)
        yield made
        await made.close()

    @pytest.fixture
    async def other(self, server: Any) -> AsyncIterator[Protocol]:
        """Another client of the same person, to change things behind our back."""
        made = await self.connect(server)
        yield made
        await made.close()

    @pytest.fixture
    async def mailbox(self, mail: Protocol) -> RemoteId:
        """A fresh mailbox."""
        return (await self.create(mail)).remote_id

    async def create(self, mail: Protocol, parent: RemoteId = NOWHERE) -> Collection:
        """Make a mailbox with a name of its own."""
        applied = await mail.apply(operation(CreateCollection(f"Contrat n° {next(_numbers)} & été", None), target=parent))
        assert applied.collection is not None
        return applied.collection

    async def put(self, mail: Protocol, mailbox: RemoteId, raw: bytes) -> RemoteId:
        """Append a message and return its remote id."""
        applied = await mail.apply(operation(SENT, target=mailbox, payload=raw, named=message_id(raw)))
        assert [landed.was for landed in applied.landed] == [None]
        now = applied.landed[0].now
        assert now is not None
        assert now.collection == mailbox
        return now.item

    def newest_first(self, listed: list[RemoteId], put: list[RemoteId]) -> bool:
        """Whether what was put one after the other is listed the other way round."""
        return listed == put[::-1]

    # --- collections ---

    async def test_mailboxes_are_listed_parents_first_with_an_inbox(self, mail: Protocol, mailbox: RemoteId) -> None:
        child = await self.create(mail, mailbox)
        listed = list(await mail.collections())
        places = {one.remote_id: place for place, one in enumerate(listed)}
        assert child.parent == mailbox
        assert places[mailbox] < places[child.remote_id]
        assert [one.role for one in listed].count(Role.INBOX) == 1
        assert all(not one.parent or places[one.parent] < places[one.remote_id] for one in listed if one.parent in places)

    async def test_a_mailbox_is_renamed_and_deleted_and_both_may_be_asked_twice(self, mail: Protocol, mailbox: RemoteId) -> None:
        renaming = operation(RenameCollection(_BOX, f"Autrement {next(_numbers)}"), target=mailbox)
        renamed = (await mail.apply(renaming)).collection
        assert renamed is not None
        assert renamed.name.startswith("Autrement")
        assert (await mail.apply(renaming)).collection == renamed
        deleting = operation(DeleteCollection(_BOX), target=renamed.remote_id)
        await mail.apply(deleting)
        await mail.apply(deleting)
        assert renamed.remote_id not in {one.remote_id for one in await mail.collections()}

    async def test_a_mailbox_that_is_no_more_is_gone(self, mail: Protocol, other: Protocol, mailbox: RemoteId) -> None:
        await self.put(mail, mailbox, letter("Perdue"))
        await all_pages(mail, mailbox)
        await other.apply(operation(DeleteCollection(_BOX), target=mailbox))
        await mail.close()
        with pytest.raises(Gone):
            await mail.changes(mailbox, None)

    # --- changes ---

    async def test_the_first_listing_brings_everything_newest_first(self, mail: Protocol, mailbox: RemoteId) -> None:
        items = [await self.put(mail, mailbox, letter(f"L{number}")) for number in range(7)]
        pages = await all_pages(mail, mailbox)
        listed = [change.item for page in pages for change in page.upserts]
        assert self.newest_first(list(dict.fromkeys(listed)), items)
        assert pages[-1].snapshot in (None, frozenset(items))
        assert all(isinstance(change.truth, MessageTruth) for page in pages for change in page.upserts)

    async def test_an_empty_mailbox_is_one_empty_page(self, mail: Protocol, mailbox: RemoteId) -> None:
        page = await mail.changes(mailbox, None)
        assert (page.upserts, page.removed, page.more) == ((), (), False)

    async def test_any_page_may_be_the_last_one_before_a_restart(
        self, server: Any, mail: Protocol, mailbox: RemoteId
    ) -> None:
        for number in range(6):
            await self.put(mail, mailbox, letter(f"L{number}"))
        mirror = Mirror()
        more = True
        while more:
            fresh = await self.connect(server)
            page = await fresh.changes(mailbox, mirror.cursor)
            mirror.take(page)
            more = page.more
            await fresh.close()
        assert mirror.subjects == [f"L{number}" for number in range(6)]

    async def test_what_others_do_during_a_listing_is_not_missed(
        self, mail: Protocol, other: Protocol, mailbox: RemoteId
    ) -> None:
        items = [await self.put(mail, mailbox, letter(f"L{number}")) for number in range(6)]
        mirror = Mirror()
        mirror.take(await mail.changes(mailbox, None))
        await other.apply(operation(FLAG, [items[0], items[5]], mailbox))
        await other.apply(operation(DELETE, [items[1], items[4]], mailbox))
        new = await self.put(other, mailbox, letter("Nouvelle"))
        for _ in range(3):
            await mirror.follow(mail, mailbox)
        assert set(mirror.flags) == {items[0], items[2], items[3], items[5], new}
        assert mirror.flags[items[0]][0] == mirror.flags[items[5]][0] == Flag.FLAGGED | Flag.SEEN

    async def test_changes_of_others_come_after_the_cursor(self, mail: Protocol, other: Protocol, mailbox: RemoteId) -> None:
        items = [await self.put(mail, mailbox, letter(f"L{number}")) for number in range(4)]
        mirror = Mirror()
        await mirror.follow(mail, mailbox)
        await mirror.follow(mail, mailbox)
        before = dict(mirror.revisions)
        await other.apply(operation(ChangeFlags(_ITEM, add=Flag.FLAGGED, remove=Flag.SEEN), [items[0]], mailbox))
        await other.apply(operation(DELETE, [items[1]], mailbox))
        new = await self.put(other, mailbox, letter("Nouvelle"))
        await mirror.follow(mail, mailbox)
        assert set(mirror.flags) == {items[0], items[2], items[3], new}
        assert mirror.flags[items[0]][0] == Flag.FLAGGED
        assert mirror.revisions[items[0]] != before[items[0]]
        assert mirror.revisions[items[2]] == before[items[2]]

    async def test_a_cursor_may_be_used_again(self, mail: Protocol, other: Protocol, mailbox: RemoteId) -> None:
        item = await self.put(mail, mailbox, letter("Encore"))
        mirror = Mirror()
        await mirror.follow(mail, mailbox)
        cursor = mirror.cursor
        await other.apply(operation(FLAG, [item], mailbox))
        for _ in range(2):
            page = await mail.changes(mailbox, cursor)
            assert [change.truth.flags & Flag.FLAGGED for change in page.upserts] == [Flag.FLAGGED]

    async def test_an_expired_cursor_is_told_and_everything_can_be_compared_again(
        self, server: Any, mail: Protocol, mailbox: RemoteId
    ) -> None:
        items = [await self.put(mail, mailbox, letter(f"L{number}")) for number in range(3)]
        mirror = Mirror()
        await mirror.follow(mail, mailbox)
        await mail.apply(operation(DELETE, [items[0]], mailbox))
        await self.expire(server, mail, mailbox)
        with pytest.raises(CursorExpired):
            await mail.changes(mailbox, mirror.cursor)
        mirror.cursor = None
        await mirror.follow(mail, mailbox)
        assert mirror.subjects == ["L1", "L2"]

    async def test_a_cursor_of_somebody_else_is_expired(self, mail: Protocol, mailbox: RemoteId) -> None:
        with pytest.raises(CursorExpired):
            await mail.changes(mailbox, b"\xffnonsense")

    # --- fetch ---

    async def test_messages_come_whole_and_missing_ones_are_said(self, mail: Protocol, mailbox: RemoteId) -> None:
        raws = [letter(f"L{number}") for number in range(12)]
        items = [await self.put(mail, mailbox, raw) for raw in raws]
        lost = items.pop(3)
        await mail.apply(operation(DELETE, [lost], mailbox))
        found = await bodies(mail, mailbox, [*items, lost])
        assert [found[item] for item in items] == [*raws[:3], *raws[4:]]
        assert found[lost] is None

    async def test_a_large_message_comes_in_pieces(self, mail: Protocol, mailbox: RemoteId) -> None:
        raw = letter("Grande", size=2_000_000)
        item = await self.put(mail, mailbox, raw)
        chunks = [chunk async for chunk in mail.fetch(mailbox, [item], Want.WHOLE)]
        assert b"".join(chunk.data or b"" for chunk in chunks) == raw
        assert max(len(chunk.data or b"") for chunk in chunks) <= 256 * 1024
        assert [chunk.last for chunk in chunks] == [False] * (len(chunks) - 1) + [True]

    async def test_a_server_that_searches_finds_every_word_wherever_it_stands(self, mail: Protocol, mailbox: RemoteId) -> None:
        await mail.collections()
        assert Capability.SERVER_SEARCH in mail.capabilities
        accented = letter("Marché").replace(b"\r\n\r\nBonjour", (
            "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            "Voirie et éclairage public"
        ).encode())  # fmt: skip
        plain = letter("Budget annexe")
        assert b"Voirie" in accented
        first, second = await self.put(mail, mailbox, plain), await self.put(mail, mailbox, accented)
        await self.put(mail, mailbox, letter("Autre chose"))
        async with asyncio.timeout(60):
            # a server may put messages into its index some moments after they came
            while await mail.search(mailbox, "éclairage") != [second]:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
            while await mail.search(mailbox, "annexe") != [first]:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        assert await mail.search(mailbox, "public VOIRIE") == [second]
        assert await mail.search(mailbox, "bonjour budget") == [first]
        assert not await mail.search(mailbox, "budget voirie")
        assert not await mail.search(mailbox, " ")

    async def test_text_of_a_plain_message_is_the_message(self, mail: Protocol, mailbox: RemoteId) -> None:
        raw = letter("Simple")
        item = await self.put(mail, mailbox, raw)
        found = await bodies(mail, mailbox, [item], Want.TEXT)
        assert found[item] == raw

    async def test_a_reader_may_turn_away_in_the_middle(self, mail: Protocol, mailbox: RemoteId) -> None:
        items = [await self.put(mail, mailbox, letter(f"L{number}", size=300_000)) for number in range(4)]
        reading: Any = mail.fetch(mailbox, items, Want.WHOLE)
        async with aclosing(reading) as chunks:
            await anext(chunks)
        assert len(await bodies(mail, mailbox, items)) == 4

    # --- apply ---

    async def test_flags_and_keywords_change_and_change_back(self, mail: Protocol, mailbox: RemoteId) -> None:
        items = [await self.put(mail, mailbox, letter(f"L{number}")) for number in range(2)]
        await mail.apply(operation(ChangeFlags(_ITEM, Flag.ANSWERED, Flag.SEEN, frozenset({self.keyword})), items, mailbox))
        mirror = Mirror()
        await mirror.follow(mail, mailbox)
        assert set(mirror.flags.values()) == {(Flag.ANSWERED, frozenset({self.keyword}))}
        applied = await mail.apply(
            operation(ChangeFlags(_ITEM, Flag.SEEN, Flag.ANSWERED, frozenset(), frozenset({self.keyword})), items, mailbox)
        )
        await mirror.follow(mail, mailbox)
        assert set(mirror.flags.values()) == {(Flag.SEEN, frozenset())}
        assert {landed.now.item for landed in applied.landed if landed.now} == set(items)

    async def test_a_move_says_where_each_message_is_now(self, mail: Protocol, mailbox: RemoteId) -> None:
        target = (await self.create(mail)).remote_id
        raw = letter("Partie")
        item = await self.put(mail, mailbox, raw)
        applied = await mail.apply(operation(MOVE, [item], mailbox, target=target))
        (landed,) = applied.landed
        assert landed.was == RemoteItem(mailbox, item)
        assert landed.now is not None
        assert await bodies(mail, target, [landed.now.item]) == {landed.now.item: raw}
        assert await self.subjects(mail, mailbox) == []

    async def test_a_move_asked_again_still_says_where_each_message_is(self, mail: Protocol, mailbox: RemoteId) -> None:
        """Whoever asks again has not heard the answer, and other wishes for these messages may be waiting."""
        target = (await self.create(mail)).remote_id
        raw = letter("Partie")
        item = RemoteItem(mailbox, await self.put(mail, mailbox, raw), "", message_id(raw), len(raw))
        asked = replace(operation(MOVE, target=target), items=(item,))
        (landed,) = (await mail.apply(asked)).landed
        fresh = replace(asked, id=new_operation_id())
        assert (await mail.apply(fresh)).landed == (landed,)
        assert await self.subjects(mail, target) == ["Partie"]

    async def test_a_copy_names_the_original_and_leaves_it(self, mail: Protocol, mailbox: RemoteId) -> None:
        target = (await self.create(mail)).remote_id
        item = await self.put(mail, mailbox, letter("Doublée"))
        applied = await mail.apply(operation(COPY, [item], mailbox, target=target))
        (landed,) = applied.landed
        assert landed.was == RemoteItem(mailbox, item)
        assert landed.now is not None
        assert landed.now.collection == target
        assert await self.subjects(mail, mailbox) == await self.subjects(mail, target) == ["Doublée"]

    @pytest.mark.parametrize("intention", [DELETE, EMPTY])
    async def test_deleting_is_for_good_and_spares_the_others(
        self, mail: Protocol, mailbox: RemoteId, intention: Intention
    ) -> None:
        items = [await self.put(mail, mailbox, letter(f"L{number}")) for number in range(3)]
        applied = await mail.apply(operation(intention, items[:2], mailbox))
        assert all(landed.now is None for landed in applied.landed)
        assert await self.subjects(mail, mailbox) == ["L2"]

    @pytest.mark.parametrize("intention", [FLAG, MOVE, DELETE])
    async def test_what_is_gone_already_is_no_failure(self, mail: Protocol, mailbox: RemoteId, intention: Intention) -> None:
        target = (await self.create(mail)).remote_id
        item = await self.put(mail, mailbox, letter("Disparue"))
        await mail.apply(operation(DELETE, [item], mailbox))
        applied = await mail.apply(operation(intention, [item], mailbox, target=target))
        assert all(landed.now is None for landed in applied.landed)

    @pytest.mark.parametrize("intention", [FLAG, MOVE, COPY, DELETE])
    async def test_the_same_operation_twice_has_one_effect(
        self, server: Any, mail: Protocol, mailbox: RemoteId, intention: Intention
    ) -> None:
        target = (await self.create(mail)).remote_id
        item = await self.put(mail, mailbox, letter("Une fois"))
        asked = operation(intention, [item], mailbox, target=target)
        await mail.apply(asked)
        if not self.repeats_safely(intention):
            pytest.skip("this protocol answers Uncertain instead")
        await mail.apply(asked)
        both = [*await self.subjects(mail, mailbox), *await self.subjects(mail, target)]
        assert both == {FLAG: ["Une fois"], MOVE: ["Une fois"], COPY: ["Une fois"] * 2, DELETE: []}[intention]

    def repeats_safely(self, intention: Intention) -> bool:
        """Whether an operation that was answered may be asked again (a lost answer is `Uncertain` otherwise)."""
        return True

    async def test_appending_twice_keeps_one(self, mail: Protocol, mailbox: RemoteId) -> None:
        raw = letter("Une seule")
        asked = operation(DRAFT, target=mailbox, payload=raw, named=message_id(raw))
        first, second = await mail.apply(asked), await mail.apply(asked)
        assert first.landed[0].now is not None
        assert second.landed[0].now is not None
        assert first.landed[0].now.item == second.landed[0].now.item
        assert await self.subjects(mail, mailbox) == ["Une seule"]

    async def test_a_message_from_elsewhere_keeps_its_flags_and_its_date(self, mail: Protocol, mailbox: RemoteId) -> None:
        raw = letter("Ailleurs")
        added = AddMessage(_BOX, _BLOB, Flag.SEEN | Flag.FLAGGED, ("urgent",), 1_700_000_000)
        asked = operation(added, target=mailbox, payload=raw, named=message_id(raw))
        await mail.apply(asked)
        await mail.apply(asked)
        pages = await all_pages(mail, mailbox, None)
        (truth,) = [change.truth for page in pages for change in page.upserts if isinstance(change.truth, MessageTruth)]
        assert truth.flags & (Flag.SEEN | Flag.FLAGGED | Flag.ANSWERED) == Flag.SEEN | Flag.FLAGGED
        assert "urgent" in truth.keywords
        assert truth.received == 1_700_000_000

    async def test_a_newer_draft_takes_the_place_of_the_older(self, mail: Protocol, mailbox: RemoteId) -> None:
        old = letter("Premier jet")
        item = await self.put(mail, mailbox, old)
        new = old.replace(b"Premier", b"Second")
        asked = operation(DRAFT, [item], mailbox, target=mailbox, payload=new, named=message_id(old))
        applied = await mail.apply(asked)
        assert {landed.was for landed in applied.landed} == {None, RemoteItem(mailbox, item)}
        assert await self.subjects(mail, mailbox) == ["Second jet"]
        again = await mail.apply(asked)
        assert await self.subjects(mail, mailbox) == ["Second jet"]
        assert any(landed.was is None and landed.now is not None for landed in again.landed)

    @pytest.mark.parametrize("intention", [FLAG, MOVE, COPY, DELETE, DRAFT, SENT])
    async def test_a_lost_answer_is_uncertain_or_may_be_asked_again(
        self, server: Any, mail: Protocol, mailbox: RemoteId, intention: Intention
    ) -> None:
        source, raw = (await self.create(mail)).remote_id, letter("Sans réponse")
        if isinstance(intention, SaveDraft | SendMessage):
            asked = operation(intention, target=mailbox, payload=raw, named=message_id(raw))
        else:
            asked = operation(intention, [await self.put(mail, source, raw)], source, target=mailbox)
        self.lose_next_answer(server, mail)
        with pytest.raises((Offline, Uncertain)) as lost:
            await mail.apply(asked)
        if isinstance(lost.value, Uncertain):
            try:
                settled: Applied | None = await mail.settled(asked)
            except Uncertain:
                settled = Applied()
            if settled is None:
                await mail.apply(asked)
        else:
            await mail.apply(asked)
        both = [*await self.subjects(mail, source), *await self.subjects(mail, mailbox)]
        assert len(both) == {DELETE: 0, COPY: 2}.get(intention, 1)

    # --- faults, cancelling, nudges ---

    async def test_a_wrong_password_is_auth_needed(self, server: Any) -> None:
        impostor = await self.impostor(server)
        with pytest.raises(AuthNeeded):
            await impostor.check()
        await impostor.close()

    async def test_after_an_outage_the_next_verb_works(self, server: Any, mail: Protocol, mailbox: RemoteId) -> None:
        await self.put(mail, mailbox, letter("Avant"))
        self.cut_off(server, mail)
        with pytest.raises(Offline):
            await mail.changes(mailbox, None)
        self.bring_back(server, mail)
        assert await self.subjects(mail, mailbox) == ["Avant"]

    @pytest.mark.parametrize("steps", range(4))
    async def test_cancelling_leaves_a_usable_protocol(self, mail: Protocol, mailbox: RemoteId, steps: int) -> None:
        items = [await self.put(mail, mailbox, letter(f"L{number}")) for number in range(3)]
        verbs = (
            lambda: mail.collections(),
            lambda: mail.changes(mailbox, None),
            lambda: bodies(mail, mailbox, items),
            lambda: mail.apply(operation(FLAG, items, mailbox)),
        )
        for verb in verbs:
            task = asyncio.ensure_future(verb())
            for _ in range(steps):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            assert await self.subjects(mail, mailbox) == ["L0", "L1", "L2"]

    async def test_a_change_in_the_inbox_nudges_or_the_watch_ends(self, mail: Protocol, other: Protocol) -> None:
        await mail.collections()
        inbox = next(one.remote_id for one in await other.collections() if one.role is Role.INBOX)
        seen = asyncio.Event()

        async def watch() -> None:
            try:
                async for nudge in mail.watch():
                    assert nudge.collection in (None, inbox)
                    seen.set()
            finally:
                seen.set()

        watching = asyncio.create_task(watch())
        item = RemoteId("")
        try:
            async with asyncio.timeout(20):
                while not seen.is_set():
                    item = await self.put(other, inbox, letter("Coucou"))
                    await asyncio.wait([asyncio.create_task(seen.wait())], timeout=0.5)
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
        await other.apply(operation(DELETE, [item], inbox))

    async def test_every_failure_is_a_fault(self, mail: Protocol) -> None:
        nowhere = RemoteId("Nulle part/vraiment")
        for verb in (
            mail.changes(nowhere, None),
            bodies(mail, nowhere, [RemoteId("1:1")]),
            mail.apply(operation(RenameCollection(_BOX, "Autre"), target=nowhere)),
            mail.apply(operation(SENT, target=nowhere, payload=letter("Perdue"))),
        ):
            with suppress(Fault):
                await verb

    async def subjects(self, mail: Protocol, mailbox: RemoteId) -> list[str]:
        """What a mailbox holds, by subject."""
        mirror = Mirror()
        await mirror.follow(mail, mailbox)
        return mirror.subjects


class SubmissionContract:
    """What every submission protocol does."""

    async def connect(self, server: Any) -> Protocol:
        """Return a protocol signed in as `sender`."""
        raise NotImplementedError

    def arrived(self, server: Any, recipient: str) -> list[bytes]:
        """Return what arrived at a recipient."""
        raise NotImplementedError

    def lose_next_answer(self, server: Any) -> None:
        """Let the next message be taken, and the answer be lost."""
        pytest.skip("answers of this server cannot be lost at will")

    sender = "alice@memory.test"
    recipient = "bob@memory.test"
    stranger = "nobody@memory.test"

    @pytest.fixture
    async def submission(self, server: Any) -> AsyncIterator[Protocol]:
        """The protocol under test."""
        made = await self.connect(server)
        yield made
        await made.close()

    def sending(self, *recipients: str) -> RemoteOperation:
        """A message to be submitted."""
        intention = SendMessage("draft", Draft(Address("", self.sender)), _BLOB, recipients, self.sender)
        raw = letter("Envoi")
        return RemoteOperation(new_operation_id(), intention, payload=Octets(raw), message_id=message_id(raw))

    async def test_a_message_reaches_its_recipient(self, server: Any, submission: Protocol) -> None:
        asked = self.sending(self.recipient)
        assert await submission.apply(asked) == Applied()
        assert self.arrived(server, self.recipient) == [await whole(asked.payload)]

    async def test_one_refused_recipient_stops_the_message_for_all(self, server: Any, submission: Protocol) -> None:
        with pytest.raises(Fault) as refused:
            await submission.apply(self.sending(self.recipient, self.stranger))
        assert refused.value.kind == "rejected"
        assert self.arrived(server, self.recipient) == []

    async def test_a_lost_answer_is_uncertain(self, server: Any, submission: Protocol) -> None:
        self.lose_next_answer(server)
        with pytest.raises(Uncertain):
            await submission.apply(self.sending(self.recipient))
        assert len(self.arrived(server, self.recipient)) == 1

    async def test_it_holds_no_collections_and_never_nudges(self, submission: Protocol) -> None:
        assert list(await submission.collections()) == []
        assert [nudge async for nudge in submission.watch()] == []
