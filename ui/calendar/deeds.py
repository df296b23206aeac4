"""What the person does with events: written, changed, moved, deleted; with the questions that have to be asked before."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, tzinfo
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from sync.model.calendar import Attendee, Component, Entry, EntryDraft, Participation, Span
from sync.model.faults import StoreFault
from sync.model.ids import CollectionId, ItemId
from sync.model.pending import Pending
from sync.store.item_rows import TaskRow
from sync.store.read import accounts as read_accounts
from sync.store.read import calendar as read_calendar
from sync.store.read import contacts as read_contacts
from sync.store.rows import PersonRow
from ui.calendar.availability_field import AvailabilityField
from ui.calendar.calendars import Calendars
from ui.calendar.conflict import ConflictDialog, conflict_of
from ui.calendar.counter import CounterDialog
from ui.calendar.days import moment_at
from ui.calendar.editor import Edited, EntryEditor, Wanted
from ui.calendar.intents import Intents
from ui.calendar.shown import Shown
from ui.calendar.spans import SpanDialog
from ui.calendar.task_editor import TaskEditor
from ui.calendar.telling import TellDialog
from ui.common import dates
from ui.common.directory import DirectoryLookup
from ui.common.toasts import say
from ui.link import Link
from ui.preferences import Preferences


class Deeds(QObject):
    """Opens editors and asks questions over the window that `over` is in, then tells `intents`."""

    def __init__(
        self,
        link: Link,
        calendars: Calendars,
        intents: Intents,
        preferences: Preferences,
        zone: tzinfo,
        over: QWidget,
    ) -> None:
        super().__init__(over)
        self._link, self._calendars, self._intents = link, calendars, intents
        self._preferences, self._zone, self._over = preferences, zone, over

    def _me(self, collection: CollectionId) -> Attendee | None:
        account = self._calendars.account_of(collection)
        row = next((one for one in read_accounts.accounts(self._link.reader()) if one.id == account), None)
        return Attendee(row.address, row.name, Participation.ACCEPTED) if row is not None else None

    @Slot(object, object, bool)
    def create(
        self,
        start: datetime,
        end: datetime,
        whole_day: bool,
        people: Sequence[Attendee] = (),
        summary: str = "",
        text: str = "",
    ) -> None:
        """Write a new event from then to then, with these people and words."""
        calendar = self._calendars.default(int(self._preferences.value("calendar.default", 0)))
        if calendar is None:
            say(self._over, self.tr("None of your calendars can be written to."))
            return
        self._open_editor(Edited(start, end, whole_day, calendar.id, summary=summary, people=tuple(people), text=text))

    @Slot(object)
    def edit(self, shown: Shown) -> EntryEditor | None:
        """Open an event to change it."""
        opened = self._intents.opened(shown.row.entry)
        if opened is None or not isinstance(opened.shown, Entry) or not shown.writable:
            return None
        if shown.row.pending is Pending.CONFLICT:
            self.settle(shown)
            return None
        if shown.row.component is not Component.EVENT:
            self.edit_task(shown.row.entry)
            return None
        row = shown.row
        edited = Edited(
            shown.start, shown.end, row.whole_day, row.collection, row.entry, opened.revision, opened.shown,
            row.recurrence if row.recurring else "", row.summary, row.location,
        )  # fmt: skip
        return self._open_editor(edited)

    def _open_editor(self, edited: Edited) -> EntryEditor:
        account = self._calendars.account_of(edited.collection)
        stays = edited.item is not None and edited.entry is not None and bool(edited.entry.attendees)
        calendars = [row for row in self._calendars.writable() if not stays or row.account == account]
        editor = EntryEditor(
            edited, calendars, self._me(edited.collection), self._zone, self._complete, self._over.window(),
            availability=lambda parent: AvailabilityField(
                self._link, self._zone, self._calendars.ticked(), edited.item, parent
            ),
        )  # fmt: skip
        lookup = DirectoryLookup(self._link, editor)
        editor.people.typed.connect(lookup.look_for)
        lookup.found.connect(editor.people.suggest_again)
        editor.wanted.connect(self._save)
        editor.deletion_wanted.connect(lambda about: self._delete(about.item, about.recurrence))
        editor.open()
        return editor

    def _complete(self, prefix: str) -> list[PersonRow]:
        with suppress(StoreFault):
            return read_contacts.complete(self._link.reader(), prefix)
        return []

    @Slot(object)
    def _save(self, wanted: Wanted) -> None:
        about = wanted.about
        if about.recurrence:
            question = self.tr("Which events are to be changed?")
            SpanDialog(question, partial(self._save_span, wanted), self._over.window(), this=not wanted.rule_changed).open()
        else:
            self._save_span(wanted, Span.ALL)

    def _save_span(self, wanted: Wanted, span: Span) -> None:
        about = wanted.about
        self._intents.save(
            wanted.collection, wanted.draft_for(span), about.item, about.base, span, about.recurrence, wanted.invites
        )
        if about.item is None:
            self._preferences.set_value("calendar.default", int(wanted.collection))

    @Slot(object, object, object, bool)
    def move(self, shown: Shown, start: datetime, end: datetime, whole_day: bool) -> None:
        """Let an event take place at another time."""
        if shown.row.recurring:
            question = self.tr("Which events are to be moved?")
            chosen = partial(self._intents.move, shown, start, end, whole_day)
            SpanDialog(question, chosen, self._over.window()).open()
        else:
            self._intents.move(shown, start, end, whole_day, Span.ALL)

    # --- invitations

    @Slot(object, str)
    def answer(self, shown: Shown, answer: str) -> None:
        """Answer the invitation to an event: `accepted`, `tentative` or `declined`."""
        self._intents.answer(shown.row.entry, answer)

    @Slot(object)
    def propose(self, shown: Shown) -> CounterDialog:
        """Ask for another time, then propose it to the organizer."""
        dialog = CounterDialog(shown, self._over.window())

        def send(start: datetime, end: datetime, comment: str) -> None:
            first, last = (moment_at(at, self._zone, whole_day=shown.row.whole_day) for at in (start, end))
            self._intents.propose(shown.row.entry, EntryDraft(start=first, end=last), comment)

        dialog.proposed.connect(send)
        dialog.open()
        return dialog

    # --- tasks

    @Slot(str)
    def note_task(self, title: str) -> None:
        """Note a new task."""
        calendar = self._calendars.default(int(self._preferences.value("calendar.default", 0)), Component.TASK)
        if calendar is None:
            say(self._over, self.tr("None of your calendars takes tasks."))
            return
        self._intents.save(calendar.id, EntryDraft(Component.TASK, summary=title))

    @Slot(object)
    def tick_task(self, row: TaskRow) -> None:
        """Say that a task is done, or open again."""
        self._intents.mark_task(row, not row.is_done)

    def edit_task(self, item: ItemId) -> TaskEditor | None:
        """Open a task to change it."""
        opened = self._intents.opened(item)
        if opened is None or not isinstance(opened.shown, Entry):
            return None
        lists = self._calendars.writable(Component.TASK)
        uid = opened.shown.uid
        editor = TaskEditor(
            item, opened.shown, opened.collection, lists, self._zone, dates.today(), self._over.window(),
            holders=lambda collection: read_calendar.may_hold(self._link.reader(), collection, uid),
            steps=lambda: read_calendar.steps(self._link.reader(), uid),
        )  # fmt: skip
        editor.step_wanted.connect(
            lambda title: self._intents.save(opened.collection, EntryDraft(Component.TASK, summary=title, parent=uid))
        )
        editor.step_ticked.connect(self.tick_task)
        self._intents.done.connect(editor.show_steps)
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.wanted.connect(
            lambda collection, draft: self._intents.save(collection, draft, item, opened.revision)
        )
        editor.deletion_wanted.connect(lambda: self._intents.delete(item))
        editor.open()
        return editor

    # --- conflicts

    @Slot(object)
    def settle(self, shown: Shown) -> ConflictDialog | None:
        """Show both versions of an event in conflict, to choose."""
        conflict = conflict_of(self._link, shown.row.entry)
        if conflict is None:
            return None
        dialog = ConflictDialog(self._link, conflict, self._zone, self._over.window())
        dialog.settled.connect(lambda text: say(self._over, text))
        dialog.open()
        return dialog

    @Slot(object)
    def delete(self, shown: Shown) -> None:
        """Delete an event."""
        if shown.writable:
            self._delete(shown.row.entry, shown.row.recurrence if shown.row.recurring else "")

    def _delete(self, item: ItemId, recurrence: str) -> None:
        if recurrence:
            question = self.tr("Which events are to be deleted?")
            SpanDialog(question, lambda span: self._call_off(item, span, recurrence), self._over.window()).open()
        else:
            self._call_off(item, Span.ALL, "")

    def _call_off(self, item: ItemId, span: Span, recurrence: str) -> None:
        """Delete what was chosen; where this person invited others to it, ask whether they are told."""
        people = self._invited(item)
        if people:
            chosen = lambda tells: self._intents.delete(item, span, recurrence, tells)  # noqa: E731
            TellDialog(people, chosen, self._over.window()).open()
        else:
            self._intents.delete(item, span, recurrence)

    def _invited(self, item: ItemId) -> list[Attendee]:
        """Return whom this person invited to an event."""
        opened = self._intents.opened(item)
        entry = opened.shown if opened is not None else None
        if opened is None or not isinstance(entry, Entry) or entry.organizer is None or entry.component is not Component.EVENT:
            return []
        me = self._me(opened.collection)
        if me is None or entry.organizer.address.lower() != me.address.lower():
            return []
        return [one for one in entry.attendees if one.address.lower() != me.address.lower()]

    @Slot(str)
    def join(self, address: str) -> None:
        """Open a meeting in the browser."""
        if address.lower().startswith("https://"):
            QDesktopServices.openUrl(QUrl(address))

    @Slot(object, QPoint)
    def show_menu(self, shown: Shown, at: QPoint) -> None:
        """Offer what one can do with an event, at a place of the screen."""
        menu = QMenu(self._over)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if shown.row.url.lower().startswith("https://"):
            menu.addAction(self.tr("Join")).triggered.connect(partial(self.join, shown.row.url))
        if shown.writable:
            menu.addAction(self.tr("Edit…")).triggered.connect(lambda: self.edit(shown))
            menu.addAction(self.tr("Delete")).triggered.connect(lambda: self.delete(shown))
        if menu.actions():
            menu.popup(at)
