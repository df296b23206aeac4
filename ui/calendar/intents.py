"""What the person wants done with events and tasks, as commands; and how to take the last ones back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from time import time

from PySide6.QtCore import QObject, Signal

from sync.model.accounts import Service
from sync.model.calendar import Component, Entry, EntryDraft, Span
from sync.model.faults import Gone, Rejected
from sync.model.ids import AccountId, CollectionId, ItemId, OperationId, new_operation_id
from sync.model.invitations import Method
from sync.model.operations import DeleteItems, Intention, MoveItems
from sync.rpc import messages as m
from sync.serial import intention_to_json, to_json
from sync.store.item_rows import TaskRow
from sync.store.read import collections as read_collections
from sync.store.read import items as read_items
from sync.store.read.accounts import accounts
from sync.store.read.items import OpenedItem
from ui.calendar import words
from ui.calendar.days import clock_of, moment_at
from ui.calendar.shown import Shown
from ui.common.slots import slot_owed
from ui.link import Link

UNDO_SECONDS = 10
"""How long a deletion waits in the outbox, so that it can be taken back without a trace."""
KEPT_UNDOS = 20


@dataclass(frozen=True, slots=True)
class _Before:
    """An entry as it was; without bytes there was none. `deletion` is what waits to delete it."""

    item: ItemId
    collection: CollectionId
    raw: bytes = b""
    deletion: OperationId | None = None
    told: tuple[OperationId, ...] = ()
    """The letters that wait with the deletion."""


@dataclass(frozen=True, slots=True)
class _Deed:
    before: list[_Before] = field(default_factory=list)


class Intents(QObject):
    """Turns what the person does into commands to the engine."""

    done = Signal(str, bool)
    """What was done, in words, and whether it can be undone."""
    saved = Signal(object, object)
    """An entry was saved: its `ItemId`, and the `Entry` before it, None for a new one."""

    def __init__(self, link: Link, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._zone = zone
        self._deeds: list[_Deed] = []

    def opened(self, item: ItemId) -> OpenedItem | None:
        """Return an entry as it is shown now, None where it is gone."""
        return read_items.opened(self._link.reader(), item)

    # --- saving

    @slot_owed
    async def save(
        self,
        collection: CollectionId,
        draft: EntryDraft,
        item: ItemId | None = None,
        base: str = "",
        span: Span = Span.ALL,
        recurrence: str = "",
        invites: bool = False,
    ) -> None:
        """Save a new entry, or over `item` as it was looked at; moved to `collection` where that is another calendar. `invites`:
        its people are told."""
        known = self.opened(item) if item is not None else None
        entry = known.shown if known is not None and isinstance(known.shown, Entry) else None
        moves = known is not None and known.collection != collection
        if known is not None and moves and self._account_of(collection) != known.account:
            carried = await self._link.ask_for(m.CarryItem(new_operation_id(), known.id, collection), m.Saved)
            item, base, known = ItemId(carried.items[0]), "", None  # what was changed is changed in the copy
        deed = await self._save(collection, draft, item, base, span, recurrence)
        if known is not None and moves and item is not None:
            await self._intend(known, MoveItems((item,), collection, Service.CALENDAR))
        self._remember(deed)
        task = draft.component is Component.TASK
        if item is None:
            self.done.emit(self.tr("Task created") if task else self.tr("Event created"), True)
        else:
            self.done.emit(self.tr("Changes kept"), known is not None and known.collection == collection)
        self.saved.emit(item or deed.before[-1].item, entry)
        if invites:
            for one in deed.before:
                await self._tell(one.item, Method.REQUEST)
            await self._tell_removed(deed, known)

    def _account_of(self, collection: CollectionId) -> AccountId | None:
        place = read_collections.place(self._link.reader(), collection)
        return place[0] if place is not None else None

    @slot_owed
    async def move(self, shown: Shown, start: datetime, end: datetime, whole_day: bool, span: Span = Span.THIS) -> None:
        """Let an event take place at another time (wall clock); of a recurring one, the occurrences that `span` says."""
        row = shown.row
        known = self.opened(row.entry)
        if known is None:
            raise Gone("item", item=row.entry)
        floating = row.floating and not row.whole_day
        entry = known.shown if isinstance(known.shown, Entry) else None
        if row.recurring and span is Span.ALL and entry is not None and entry.start is not None:
            begin = clock_of(entry.start, self._zone) + (start - shown.start)  # the series begins as much later
            start, end = begin, begin + (end - start)
        first, last = (moment_at(at, self._zone, whole_day=whole_day, floating=floating) for at in (start, end))
        draft = EntryDraft(row.component, start=first, end=last)
        if row.component is Component.TASK and entry is not None and entry.start is None:
            draft = EntryDraft(row.component, end=first)  # a task that is only due
        spans = (span, row.recurrence) if row.recurring else (Span.ALL, "")
        self._remember(await self._save(row.collection, draft, row.entry, known.revision, *spans))
        self.done.emit(self.tr("Moved"), True)
        self.saved.emit(row.entry, entry)

    @slot_owed
    async def mark_task(self, row: TaskRow, done: bool) -> None:
        """Say that a task is done, or open again; of one that recurs, the occurrence that its row is about."""
        known = self.opened(row.id)
        if known is None:
            raise Gone("item", item=row.id)
        spans = (Span.THIS, row.recurrence) if row.recurring and row.recurrence else (Span.ALL, "")
        draft = EntryDraft(
            Component.TASK,
            status="completed" if done else "needs-action",
            completed=int(time()) if done else 0,
            percent=100 if done else 0,
        )
        self._remember(await self._save(row.collection, draft, row.id, known.revision, *spans))
        self.done.emit(self.tr("Task done") if done else self.tr("Task open again"), True)

    # --- telling others

    async def _tell_removed(self, deed: _Deed, known: OpenedItem | None) -> None:
        """Tell those who are no longer invited that it is called off for them."""
        if known is None or not isinstance(known.shown, Entry) or known.shown.organizer is None:
            return
        now: set[str] = set()
        for one in deed.before:
            entry = opened.shown if (opened := self.opened(one.item)) is not None else None
            now |= {person.address.lower() for person in entry.attendees} if isinstance(entry, Entry) else set()
        mine = known.shown.organizer.address.lower()
        off = [one.address for one in known.shown.attendees if one.address.lower() not in {*now, mine}]
        if off:
            await self._tell(known.id, Method.CANCEL, off=off, before=known.raw)

    @slot_owed
    async def answer(self, item: ItemId, answer: str) -> None:
        """Answer an invitation: `accepted`, `tentative` or `declined`."""
        await self._tell(item, Method.REPLY, participation=answer)
        self.done.emit(self.tr("Your answer is kept and on its way."), False)

    @slot_owed
    async def propose(self, item: ItemId, draft: EntryDraft, comment: str) -> None:
        """Propose another time to the organizer."""
        await self._tell(item, Method.COUNTER, draft=to_json(draft).encode(), comment=comment)
        self.done.emit(self.tr("Your proposal is on its way."), False)

    async def _tell(
        self, item: ItemId, method: Method, *, participation: str = "tentative", draft: bytes = b"", comment: str = "",
        recurrence: str = "", off: Sequence[str] = (), before: bytes = b"", delay: int = 0,
    ) -> tuple[OperationId, ...]:  # fmt: skip
        """Tell the others of an entry, and return what waits in the outbox; the words are those of a letter."""
        known = self.opened(item)
        if known is None or not isinstance(known.shown, Entry):
            raise Gone("item", item=item)
        entry = known.shown
        account = next((one for one in accounts(self._link.reader()) if one.id == known.account), None)
        me = (account.name or account.address) if account is not None else ""
        key = participation if method is Method.REPLY else "removed" if off else method.value
        subject, text = {
            "request": (self.tr("Invitation: {title}"), self.tr("{me} invites you: {title}")),
            "cancel": (self.tr("Called off: {title}"), self.tr("{me} calls this off: {title}")),
            "removed": (self.tr("Called off for you: {title}"), self.tr("{me} no longer counts on you: {title}")),
            "accepted": (self.tr("Accepted: {title}"), self.tr("{me} accepts the invitation.")),
            "tentative": (self.tr("Maybe: {title}"), self.tr("{me} accepts the invitation with reservations.")),
            "declined": (self.tr("Declined: {title}"), self.tr("{me} declines the invitation.")),
            "counter": (self.tr("Another time: {title}"), self.tr("{me} proposes another time.")),
        }[key]
        lines = [text.format(me=me, title=entry.summary)]
        if method in (Method.REQUEST, Method.CANCEL) and entry.start is not None and entry.end is not None:
            begins, ends = (clock_of(one, self._zone) for one in (entry.start, entry.end))
            if recurrence:
                one = next((one for one in entry.occurrences if one.recurrence == recurrence), None)
                moments = (replace(entry.start, at=one.start), replace(entry.end, at=one.end)) if one is not None else ()
                begins, ends = (clock_of(one, self._zone) for one in moments) if moments else (begins, ends)
            lines.append(words.when(begins, ends, whole_day=entry.start.whole_day))
            lines += [entry.location, entry.url] if method is Method.REQUEST else []
        asked = m.TellPeople(
            new_operation_id(), item, method.value, subject.format(title=entry.summary), "\n".join(filter(None, lines)),
            participation, draft, comment, recurrence, tuple(off), before, delay,
        )  # fmt: skip
        told = await self._link.ask_for(asked, m.Saved, 60)
        return tuple(OperationId(one) for one in told.operations)

    # --- deleting

    @slot_owed
    async def delete(self, item: ItemId, span: Span = Span.ALL, recurrence: str = "", tells: bool = False) -> None:
        """Delete an entry, or some occurrences of it; with `tells`, its people are told, as late as it can be taken back."""
        known = self.opened(item)
        if known is None:
            return
        told: tuple[OperationId, ...] = ()
        if tells and span is not Span.FOLLOWING:
            named = recurrence if span is Span.THIS else ""
            told = await self._tell(item, Method.CANCEL, recurrence=named, before=known.raw, delay=UNDO_SECONDS)
        if span is Span.ALL:
            operation = await self._intend(known, DeleteItems((item,), Service.CALENDAR), delay=UNDO_SECONDS)
            self._remember(_Deed([_Before(item, known.collection, known.raw, operation, told)]))
        else:
            await self._link.ask_for(
                m.DeleteOccurrences(new_operation_id(), item, span, recurrence, known.revision), m.Saved
            )
            if tells and span is Span.FOLLOWING and self.opened(item) is not None:
                told = await self._tell(item, Method.REQUEST, delay=UNDO_SECONDS)
            self._remember(_Deed([_Before(item, known.collection, known.raw, None, told)]))
        self.done.emit(self.tr("Called off") if tells else self.tr("Deleted"), True)

    # --- undo

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._deeds)

    @slot_owed
    async def undo(self) -> None:
        """Take the last change back: what was there before is put back, what is new is deleted."""
        if not self._deeds:
            return
        for before in reversed(self._deeds.pop().before):
            await self._take_back(before)
        self.done.emit(self.tr("Undone"), False)

    async def _take_back(self, before: _Before) -> None:
        item, left = before.item, False
        for letter in before.told:
            try:
                await self._link.ask(m.CancelOperation(letter))
            except (Gone, Rejected):
                left = True  # people were told: they are invited anew
        known = self.opened(item)
        if before.deletion is not None:
            try:
                await self._link.ask(m.CancelOperation(before.deletion))
            except (Gone, Rejected):
                known = None  # deleted meanwhile: it is made anew
            else:
                return
        if not before.raw:
            if known is not None:
                await self._intend(known, DeleteItems((item,), Service.CALENDAR))
            return
        over = item if known is not None else 0
        restored = await self._link.ask_for(
            m.RestoreEntry(new_operation_id(), before.collection, before.raw, over), m.Saved
        )
        if left and restored.items:
            await self._tell(ItemId(restored.items[0]), Method.REQUEST)

    # --- sending

    async def _save(
        self,
        collection: CollectionId,
        draft: EntryDraft,
        item: ItemId | None,
        base: str,
        span: Span = Span.ALL,
        recurrence: str = "",
    ) -> _Deed:
        known = self.opened(item) if item is not None else None
        asked = m.SaveEntry(
            new_operation_id(), collection, to_json(draft).encode(), item or 0, base, span, recurrence
        )
        saved = await self._link.ask_for(asked, m.Saved)
        before = [
            _Before(known.id, known.collection, known.raw)
            if known is not None and one == known.id
            else _Before(ItemId(one), collection)
            for one in saved.items
        ]
        return _Deed(before)

    def _remember(self, deed: _Deed) -> None:
        self._deeds = [*self._deeds[1 - KEPT_UNDOS :], deed]

    async def _intend(self, known: OpenedItem, intention: Intention, *, delay: int = 0) -> OperationId:
        operation = new_operation_id()
        kind, text = intention_to_json(intention)
        not_before = int((time() + delay) * 1000) if delay else 0
        await self._link.ask(m.Intend(operation, known.account, kind, text.encode(), not_before))
        return operation

