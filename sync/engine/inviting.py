"""Telling others of an event from the calendar: invitations, answers, other times; by mail where the server does not do it."""

from __future__ import annotations

from dataclasses import dataclass

from sync.engine.answering import schedules
from sync.engine.composing import Composing
from sync.engine.saving import Saving, following
from sync.engine.workshop import Workshop
from sync.model.accounts import Account, Service
from sync.model.calendar import Attendee, Entry, EntryDraft, Participation
from sync.model.faults import Gone, Rejected
from sync.model.ids import AccountId, ItemId, OperationId
from sync.model.invitations import Method
from sync.model.mail import Address, Draft, DraftAttachment
from sync.store.read import accounts as read_accounts
from sync.store.read import collections as read_collections
from sync.store.read import items as read_items

_FILE = "invitation.ics"


@dataclass(frozen=True, slots=True)
class Telling:
    """What others are told of the event `item`. `subject` and `text` are the mail's, in the person's language."""

    item: ItemId
    method: Method
    subject: str
    text: str
    participation: Participation = Participation.TENTATIVE
    draft: EntryDraft | None = None
    comment: str = ""
    recurrence: str = ""
    """Which occurrence is called off; empty: the whole."""
    off: tuple[str, ...] = ()
    """Who is no longer invited (addresses): they alone are told that it is called off."""
    before: bytes = b""
    """The event as it was, where those who are told are not in it any more."""
    undo_seconds: int = 0
    """How long the mail waits, so that it can be taken back."""


class Inviting:
    """Invitations and answers that begin in the calendar, for all accounts."""

    def __init__(self, shop: Workshop, composing: Composing, saving: Saving) -> None:
        self._shop, self._composing, self._saving = shop, composing, saving

    async def tell(self, operation: OperationId, wanted: Telling) -> tuple[list[OperationId], list[ItemId]]:
        """Tell the others, and note in the calendar what I answered; return what waits in the outbox.

        A server that schedules by itself (RFC 6638 §3.2) writes to them whenever the event is saved: then nothing is mailed,
        but for another time that is proposed, which no server sends. Raises `Gone("item")`, `Rejected("no_organizer")`,
        `Rejected("no_mail_account")`, `Transient("calendar_not_reached")` while it is not known what the server does.
        """
        known = self._shop.store.read(read_items.opened, wanted.item)
        if known is None or not isinstance(known.shown, Entry):
            raise Gone("item", item=wanted.item)
        entry = known.shown
        if entry.organizer is None or "@" not in entry.organizer.address:
            raise Rejected("no_organizer")
        rows = self._shop.store.read(read_collections.collections, Service.CALENDAR)
        calendar = next(row for row in rows if row.id == known.collection)
        mailed = wanted.method is Method.COUNTER or not schedules(self._shop, calendar)
        mailbox = self._mailbox(known.account) if mailed else None
        account = self._shop.store.read(read_accounts.account, known.account)
        message, copy = await self._shop.parsing.told(
            wanted.before or known.raw,
            wanted.method,
            list(dict.fromkeys((account.identity.address, account.address))),
            now=self._shop.clock.now_ms() // 1000,
            participation=wanted.participation,
            draft=wanted.draft,
            comment=wanted.comment,
            recurrence=wanted.recurrence,
            off=wanted.off,
        )
        names: list[OperationId] = []
        items: list[ItemId] = []
        if copy:
            names, items = await self._saving.keep(operation, known.collection, copy, wanted.item)
        people = [Attendee(one) for one in wanted.off] or _told(entry, entry.organizer, wanted.method)
        if mailbox is not None and people:
            name = following(operation, 1) if names else operation
            draft = await self._draft(wanted, mailbox, people, message)
            await self._composing.send(name, f"tell-{operation}", mailbox.id, draft, wanted.undo_seconds)
            names.append(name)
        return names, items

    def _mailbox(self, calendar: AccountId) -> Account:
        """Return the account that mails: that of the calendar, one of the same address, another. Raises
        `Rejected("no_mail_account")`."""
        own = self._shop.store.read(read_accounts.account, calendar)
        rows = [row for row in self._shop.store.read(read_accounts.accounts) if row.enabled]
        accounts = [self._shop.store.read(read_accounts.account, row.id) for row in rows]
        able = [one for one in accounts if any(endpoint.service is Service.SUBMISSION for endpoint in one.endpoints)]
        ranked = sorted(able, key=lambda one: (one.id != own.id, one.address.lower() != own.address.lower()))
        if not ranked:
            raise Rejected("no_mail_account")
        return ranked[0]

    async def _draft(self, wanted: Telling, mailbox: Account, people: list[Attendee], message: bytes) -> Draft:
        blob = await self._shop.store.write_durably(self._shop.store.put_blob, message)
        return Draft(
            Address(mailbox.identity.name, mailbox.identity.address),
            tuple(Address(one.name, one.address) for one in people),
            subject=wanted.subject,
            text=f"{wanted.text}\n\n{wanted.comment}".strip(),
            attachments=(DraftAttachment(_FILE, "text/calendar", blob, len(message)),),
        )


def _told(entry: Entry, organizer: Attendee, method: Method) -> list[Attendee]:
    """Return who is told: the organizer by those who are invited, the people by the organizer."""
    if method in (Method.REPLY, Method.COUNTER):
        return [organizer]
    others = [one for one in entry.attendees if one.address.lower() != organizer.address.lower()]
    return [one for one in others if "@" in one.address and one.kind in ("individual", "group")]
