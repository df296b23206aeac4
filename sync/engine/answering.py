"""Answering invitations: my copy into the calendar, and a reply by mail, unless the calendar's server writes to the organizer."""

from __future__ import annotations

from dataclasses import dataclass

from sync.engine.composing import Composing
from sync.engine.reading import Reading
from sync.engine.saving import Saving, following
from sync.engine.workshop import Workshop
from sync.model.accounts import Capability, Service
from sync.model.calendar import Component, Entry, Participation
from sync.model.faults import Gone, Rejected, Transient, Unreadable
from sync.model.ids import AccountId, CollectionId, ItemId, OperationId
from sync.model.mail import Address, Draft, DraftAttachment
from sync.store.item_rows import CollectionRow
from sync.store.read import accounts as read_accounts
from sync.store.read import calendar as read_calendar
from sync.store.read import collections as read_collections
from sync.store.read import items as read_items
from sync.store.read import messages as read_messages

_LATER = 15.0
_FILE, _INVITATION = "reponse.ics", "invitation.ics"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person answers to the invitation `uid` of a letter. `subject` and `text` are the reply's, in their language."""

    item: ItemId
    uid: str
    participation: Participation
    subject: str
    text: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whether another time is `accepted` that a letter proposes for the entry `uid`. `subject` and `text` are the mail's."""

    item: ItemId
    uid: str
    accepted: bool
    subject: str
    text: str
    comment: str = ""


class Answering:
    """Answers to invitations, for all accounts."""

    def __init__(self, shop: Workshop, reading: Reading, composing: Composing, saving: Saving) -> None:
        self._shop = shop
        self._reading = reading
        self._composing = composing
        self._saving = saving

    async def answer(self, operation: OperationId, wanted: Answer) -> tuple[list[OperationId], list[ItemId]]:
        """Put my answer into the calendar and tell the organizer; return what waits in the outbox.

        A server that schedules by itself (RFC 6638) tells the organizer from the calendar: then nothing is mailed, so that
        nobody is told twice. Raises `Gone("message")`, `Unreadable`, `Rejected("no_organizer")`, and
        `Transient("calendar_not_reached")` while it is not known whether the server does.
        """
        row = self._shop.store.read(read_messages.message, wanted.item)
        if row is None:
            raise Gone("message", message=wanted.item)
        account = self._shop.store.read(read_accounts.account, row.account)
        calendar, held = self._place(row.account, wanted.uid)
        opened = self._shop.store.read(read_items.opened, held) if held is not None else None
        _, message = await self._reading.whole(wanted.item)
        copy, reply = await self._shop.parsing.answered(
            message,
            wanted.uid,
            list(dict.fromkeys((account.identity.address, account.address))),
            wanted.participation,
            now=self._shop.clock.now_ms() // 1000,
            comment=wanted.comment,
            copy=opened.raw if opened is not None else b"",
        )
        entry = (await self._shop.parsing.resources(Service.CALENDAR, [copy], await self._shop.window()))[0]
        organizer = getattr(entry, "organizer", None)
        if organizer is None or "@" not in organizer.address:
            raise Rejected("no_organizer")
        mailed = calendar is None or not schedules(self._shop, calendar)
        names: list[OperationId] = []
        items: list[ItemId] = []
        if calendar is not None:
            names, items = await self._saving.keep(operation, calendar.id, copy, held)
        if mailed:
            name = following(operation, 1) if names else operation
            sender = Address(account.identity.name, account.identity.address)
            draft = await self._draft(wanted, sender, [Address("", organizer.address)], reply, _FILE)
            await self._composing.send(name, f"answer-{operation}", row.account, draft, 0)
            names.append(name)
        return names, items

    async def note(self, operation: OperationId, item: ItemId, uid: str) -> tuple[list[OperationId], list[ItemId]]:
        """Note in the calendar what a letter says of an entry: somebody answered, or the organizer calls it off.

        A server that schedules by itself has done so already. Raises `Gone("message")`, `Rejected("not_in_calendar")`,
        `Unreadable("other_sender")` where somebody speaks for somebody else.
        """
        row = self._shop.store.read(read_messages.message, item)
        envelope = self._shop.store.read(read_messages.envelope, item)
        if row is None or envelope is None:
            raise Gone("message", message=item)
        calendar, held = self._place(row.account, uid)
        opened = self._shop.store.read(read_items.opened, held) if held is not None else None
        if calendar is None or opened is None:
            raise Rejected("not_in_calendar")
        if schedules(self._shop, calendar):
            return [], []
        _, message = await self._reading.whole(item)
        now = self._shop.clock.now_ms() // 1000
        copy = await self._shop.parsing.noted(message, uid, envelope.sender.address, copy=opened.raw, now=now)
        return await self._saving.keep(operation, calendar.id, copy, held) if copy is not None else ([], [])

    async def settle(self, operation: OperationId, wanted: Proposal) -> tuple[list[OperationId], list[ItemId]]:
        """Accept or decline the other time that a letter proposes: into the calendar and to everybody, unless the server tells
        them; or a refusal to who proposed it, by mail in any case: no server sends it.

        Raises `Gone("message")`, `Rejected("not_in_calendar" | "not_organizer")`, `Unreadable("other_sender")`,
        `Transient("calendar_not_reached")`.
        """
        row = self._shop.store.read(read_messages.message, wanted.item)
        envelope = self._shop.store.read(read_messages.envelope, wanted.item)
        if row is None or envelope is None:
            raise Gone("message", message=wanted.item)
        account = self._shop.store.read(read_accounts.account, row.account)
        calendar, held = self._place(row.account, wanted.uid)
        opened = self._shop.store.read(read_items.opened, held) if held is not None else None
        if calendar is None or opened is None or not isinstance(opened.shown, Entry):
            raise Rejected("not_in_calendar")
        _, letter = await self._reading.whole(wanted.item)
        mine = list(dict.fromkeys((account.identity.address, account.address)))
        copy, message = await self._shop.parsing.settled(
            letter,
            wanted.uid,
            envelope.sender.address,
            mine,
            copy=opened.raw,
            now=self._shop.clock.now_ms() // 1000,
            accepted=wanted.accepted,
            comment=wanted.comment,
        )
        names: list[OperationId] = []
        items: list[ItemId] = []
        people = [envelope.sender]
        mailed = not copy or not schedules(self._shop, calendar)
        if copy:
            names, items = await self._saving.keep(operation, calendar.id, copy, held)
            ours = {one.lower() for one in mine}
            people = [Address(one.name, one.address) for one in opened.shown.attendees if one.address.lower() not in ours]
        if mailed:
            name = following(operation, 1) if names else operation
            sender = Address(account.identity.name, account.identity.address)
            draft = await self._draft(wanted, sender, people, message, _INVITATION)
            await self._composing.send(name, f"settle-{operation}", row.account, draft, 0)
            names.append(name)
        return names, items

    def _place(self, account: AccountId, uid: str) -> tuple[CollectionRow | None, ItemId | None]:
        """Return the calendar for an entry and the entry that is there already: where it is, else the first of the account."""
        rows = self._shop.store.read(read_collections.collections, Service.CALENDAR)
        usable = {row.id: row for row in rows if row.writable and (not row.components or Component.EVENT in row.components)}
        for item, collection, _ in self._shop.store.read(read_calendar.entries_with_uid, uid):
            if CollectionId(collection) in usable:
                return usable[CollectionId(collection)], item
        ours = sorted(usable.values(), key=lambda row: row.account != account)
        return (ours[0] if ours else None), None

    async def _draft(
        self, wanted: Answer | Proposal, sender: Address, people: list[Address], reply: bytes, file_name: str
    ) -> Draft:
        if not reply:
            raise Unreadable("unreadable")
        blob = await self._shop.store.write_durably(self._shop.store.put_blob, reply)
        file = DraftAttachment(file_name, "text/calendar", blob, len(reply))
        text = f"{wanted.text}\n\n{wanted.comment}".strip()
        return Draft(sender, tuple(people), subject=wanted.subject, text=text, attachments=(file,))


def schedules(shop: Workshop, calendar: CollectionRow) -> bool:
    """Tell whether the server of a calendar writes to the people of an event by itself (RFC 6638). Raises
    `Transient("calendar_not_reached")` while it is not known."""
    capabilities = shop.worker_of(calendar.account).session.protocol(Service.CALENDAR).capabilities
    if not capabilities:
        raise Transient("calendar_not_reached", _LATER)
    return Capability.SCHEDULING in capabilities
