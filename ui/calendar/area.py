"""Agenda: calendars beside the days, the days in the middle, the chosen event beside them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sync.model.accounts import Service
from sync.model.calendar import Attendee, Entry
from sync.model.faults import StoreFault
from sync.model.ids import CollectionId
from sync.store.read import accounts as read_accounts
from sync.store.read import collections as read_collections
from sync.store.rows import AccountRow
from ui import theme
from ui.calendar import words
from ui.calendar.agenda import Agenda
from ui.calendar.bar import AgendaBar
from ui.calendar.calendars import Calendars
from ui.calendar.column import AgendaColumn
from ui.calendar.commands import Commands
from ui.calendar.days import Kind, days_of, local_zone, midnight, turned
from ui.calendar.days_view import DaysView
from ui.calendar.deeds import Deeds
from ui.calendar.exchange import Exchange
from ui.calendar.grid import GridView
from ui.calendar.holidays import holiday, holidays
from ui.calendar.intents import Intents
from ui.calendar.list_view import AgendaList
from ui.calendar.month_view import MonthView
from ui.calendar.peek import Peek
from ui.calendar.shown import Shown
from ui.calendar.tasks import TasksView
from ui.common.empty import EmptyState
from ui.common.toasts import say
from ui.link import Link, Session
from ui.live import Live
from ui.preferences import Preferences

_MINUTE = 20_000
"""Milliseconds between two looks at the clock."""


class CalendarArea(QWidget):
    """The agenda. `account_wanted` asks for an account to be added."""

    account_wanted = Signal()

    def __init__(
        self, link: Link, live: Live, parent: QWidget | None = None, *, preferences: Preferences
    ) -> None:
        super().__init__(parent)
        self._link, self._preferences = link, preferences
        self.setAccessibleName(self.tr("Calendar"))
        self.zone = local_zone()
        self.calendars = Calendars(self)
        self.agenda = Agenda(link, self.calendars, self, self.zone)
        self.intents = Intents(link, self.zone, self)
        self.deeds = Deeds(link, self.calendars, self.intents, preferences, self.zone, self)
        self._accounts: list[AccountRow] = []
        self.kind = Kind(str(preferences.value("calendar.view", Kind.WEEK.value)))
        self.day = self.now().date()
        self.commands = Commands(self, preferences)
        self.bar = AgendaBar(self.commands.menu, self)
        self.column = AgendaColumn(link, self.calendars, self._holiday, self.zone, self.now, self)
        self.days_view = DaysView(self.tr("Days"), self)
        self.month_view = MonthView(self.tr("Month"), self)
        self.list_view = AgendaList(self.tr("List"), self)
        self.tasks_view = TasksView(self.zone, self.now, self)
        self.exchange = Exchange(link, self.calendars, self)
        self.peek = Peek(self.zone, self)
        self._nothing = EmptyState("calendar-days", "", "", "", self)
        self._lay_out()
        self._connect(live)
        self._clock = QTimer(self, interval=_MINUTE)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._follow_preference("")
        self.read_calendars()

    # --- building

    def _lay_out(self) -> None:
        self._views = QStackedWidget(self)
        for view in (self.days_view, self.month_view, self.list_view, self.tasks_view):
            self._views.addWidget(view)
        self.peek.setMinimumWidth(theme.px(280))
        self.peek.hide()
        inside = QSplitter(Qt.Orientation.Horizontal, self)
        inside.setHandleWidth(1)
        inside.setChildrenCollapsible(False)
        inside.addWidget(self._views)
        inside.addWidget(self.peek)
        inside.setStretchFactor(0, 1)
        inside.setSizes([theme.px(800), theme.px(320)])
        main = QWidget(self)
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(inside, 1)
        self._whole = QSplitter(Qt.Orientation.Horizontal, self)
        self._whole.setHandleWidth(1)
        self._whole.setChildrenCollapsible(False)
        self._whole.addWidget(self.column)
        self._whole.addWidget(main)
        self._whole.setStretchFactor(1, 1)
        self._whole.setSizes([theme.px(220), theme.px(1000)])
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._whole)
        self._stack.addWidget(self._nothing)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._stack)
        self._nothing.action_triggered.connect(self.account_wanted)

    def _connect(self, live: Live) -> None:
        live.items_changed.connect(self._items_changed)
        live.accounts_changed.connect(self.read_calendars)
        live.mailboxes_changed.connect(self.read_calendars)
        self._preferences.preference_changed.connect(self._follow_preference)
        self.calendars.ticks_changed.connect(self._keep_ticks)
        self.agenda.changed.connect(self._draw)
        self.bar.today_wanted.connect(self.go_today)
        self.bar.turn_wanted.connect(self.turn)
        self.bar.kind_wanted.connect(self.show_kind)
        self.bar.new_wanted.connect(self.new_event)
        self.column.month.day_chosen.connect(self.go_to)
        self.column.next.join_wanted.connect(self.deeds.join)
        self.column.next.entry_wanted.connect(self.show_event)
        self.intents.done.connect(self._say_done)
        self.exchange.done.connect(lambda text: self._say_done(text, False))
        commands, tasks = self.commands, self.tasks_view
        commands.new_wanted.connect(self.new_event)
        commands.task_wanted.connect(self.new_task)
        commands.today_wanted.connect(self.go_today)
        commands.undo_wanted.connect(self.intents.undo)
        commands.kind_wanted.connect(self.show_kind)
        commands.import_wanted.connect(lambda: self.exchange.ask_import(self._default()))
        commands.export_wanted.connect(lambda: self.exchange.ask_export(self._default()))
        commands.pdf_wanted.connect(self._ask_pdf)
        tasks.task_wanted.connect(self.deeds.note_task)
        tasks.done_turned.connect(self._read_tasks)
        tasks.ticked.connect(self.deeds.tick_task)
        tasks.opened.connect(lambda row: self.deeds.edit_task(row.id))
        tasks.deleted.connect(lambda row: self.intents.delete(row.id))
        for view in (self.days_view, self.month_view, self.list_view):
            view.entry_chosen.connect(self._choose)
            view.entry_opened.connect(self.deeds.edit)
            view.entry_wanted.connect(self.deeds.create)
            view.entry_moved.connect(self.deeds.move)
            view.entry_deleted.connect(self.deeds.delete)
            view.menu_wanted.connect(self.deeds.show_menu)
            view.day_chosen.connect(self.show_day)
            view.turn_wanted.connect(self.turn)
        self.peek.edit_wanted.connect(self.deeds.edit)
        self.peek.delete_wanted.connect(self.deeds.delete)
        self.peek.join_wanted.connect(self.deeds.join)
        self.peek.answer_wanted.connect(self.deeds.answer)
        self.peek.counter_wanted.connect(self.deeds.propose)
        self.peek.conflict_wanted.connect(self.deeds.settle)
        self.peek.closed.connect(lambda: self.view.choose(None))

    # --- what is shown

    @property
    def view(self) -> GridView | AgendaList:
        """The view of events that is shown, or was before the tasks."""
        if self.kind in (Kind.LIST, Kind.TASKS):
            return self.list_view
        return self.month_view if self.kind is Kind.MONTH else self.days_view

    @property
    def _front(self) -> QWidget:
        return self.tasks_view if self.kind is Kind.TASKS else self.view

    def now(self) -> datetime:
        """Return what time it is here, in wall clock."""
        return datetime.now(self.zone).replace(tzinfo=None)

    @Slot()
    def read_calendars(self) -> None:
        """Read accounts and calendars again."""
        if self._link.session is not Session.OPEN:
            return
        with suppress(StoreFault):
            reader = self._link.reader()
            self._accounts = read_accounts.accounts(reader)
            self.calendars.show_calendars(self._accounts, read_collections.collections(reader, Service.CALENDAR))
        self._show_emptiness()
        self.refresh()

    def _show_emptiness(self) -> None:
        if self.calendars.by_id:
            self._stack.setCurrentWidget(self._whole)
            self.setFocusProxy(self._front)
            return
        self._nothing.show_state(
            "calendar-days",
            self.tr("Your calendars will be shown here"),
            self.tr("Add an account with calendars (CalDAV): your events can then be read and changed without a network."),
            self.tr("Add an account"),
        )
        self._stack.setCurrentWidget(self._nothing)

    @Slot(str)
    def show_kind(self, kind: str) -> None:
        """Look at the agenda in another way."""
        self.kind = Kind(kind)
        self._preferences.set_value("calendar.view", self.kind.value)
        self.setFocusProxy(self._front)
        self._front.setFocus()
        self.refresh()

    @Slot(object)
    def go_to(self, day: date) -> None:
        """Turn to a day."""
        self.day = day
        self.view.go_to(day)
        self.refresh()

    @Slot()
    def go_today(self) -> None:
        """Turn to today."""
        self.go_to(self.now().date())

    @Slot(int)
    def turn(self, steps: int) -> None:
        """Turn so many pages."""
        place = self.view.place().date()
        self.day = turned(self.kind, self.day, steps)
        if place not in days_of(self.kind, self.day):
            self.view.go_to(self.day)
        else:
            self.day = place if self.kind is not Kind.MONTH else self.day
        self.refresh()

    @Slot(object)
    def show_day(self, day: date) -> None:
        """Show one day alone."""
        self.day = day
        self.show_kind(Kind.DAY.value)

    @Slot(object)
    def show_event(self, shown: Shown) -> None:
        """Show an event on its day, chosen."""
        self.go_to(shown.first_day)
        self.view.choose(shown)

    @Slot()
    def refresh(self) -> None:
        """Show the page that is turned to; read it, and those beside it, where they are not known."""
        self._views.setCurrentWidget(self._front)
        days = days_of(self.kind, self.day)
        self._draw(days)
        if self.kind is Kind.TASKS:
            self._read_tasks()
        if self.isVisible() and self.calendars.by_id:
            beside = [days_of(self.kind, turned(self.kind, self.day, steps)) for steps in (1, -1)]
            self.agenda.want(days, *beside)
            self.column.next.read()

    @Slot(object)
    def _draw(self, read: object) -> None:
        """Show what is known of the page."""
        days = days_of(self.kind, self.day)
        if read != days:
            return
        now = self.now()
        region = self.commands.region()
        free: dict[date, str] = {}
        for year in {days.first.year, days.last.year}:
            free.update({day: holiday(day, region) for day in holidays(year, region)})
        self.month_view.month = self.day.replace(day=1)
        self.view.show_days(days, self.agenda.shown(days), free, now)
        self.bar.show_kind(self.kind, words.range_title(self.kind, self.day, days))
        self.column.month.show_days(days, self.day, now.date())
        self._show_peek()

    def _holiday(self, day: date) -> str:
        return holiday(day, self.commands.region())

    @Slot(object, object)
    def _items_changed(self, collections: frozenset[int], _ids: frozenset[int]) -> None:
        """Events may be different; nothing named means that all may be."""
        if self.isVisible() and (not collections or collections & self.calendars.by_id.keys()):
            self.agenda.reread()
            self.column.next.read()
            if self.kind is Kind.TASKS:
                self._read_tasks()

    @Slot()
    def _read_tasks(self) -> None:
        """Read the tasks of the calendars that are ticked."""
        if self._link.session is Session.OPEN:
            tasks, done = self.tasks_view.tasks, self.tasks_view.done.isChecked()
            tasks.calendars = self.calendars.by_id
            with suppress(StoreFault):  # locked meanwhile
                tasks.show_tasks(self._link.reader, self.calendars.ticked(), done=done)

    @Slot()
    def _tick(self) -> None:
        """Time goes on."""
        if self.isVisible():
            self.view.set_now(self.now())
            self.column.next.read()

    # --- the chosen event

    @Slot(object)
    def _choose(self, shown: Shown | None) -> None:
        for other in (self.days_view, self.month_view, self.list_view):
            if other is not self.view:
                other.forget()
        self._show_peek()

    def _show_peek(self) -> None:
        """Show the chosen event beside the days, as it is now."""
        shown = self.view.chosen_event() if self.kind is not Kind.TASKS else None
        opened = None
        if shown is not None and self._link.session is Session.OPEN:
            with suppress(StoreFault):
                opened = self.intents.opened(shown.row.entry)
        if shown is None or opened is None or not isinstance(opened.shown, Entry):
            self.peek.hide()
            return
        self.peek.show_entry(shown, opened.shown, self._addresses())
        self.peek.show()

    def _addresses(self) -> frozenset[str]:
        return frozenset(row.address.lower() for row in self._accounts)

    # --- what the person wants

    @Slot()
    def new_event(self, people: Sequence[Attendee] = (), summary: str = "", text: str = "") -> None:
        """Write a new event with these people and words, at the place that is chosen."""
        now, days = self.now(), days_of(self.kind, self.day)
        start = self.view.place()
        if start.date() not in days or start < now:
            start = midnight(self.day) + timedelta(hours=9)
        if start < now and now.date() in days:
            start = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        self.deeds.create(start, start + timedelta(hours=1), False, people, summary, text)

    @Slot()
    def new_task(self) -> None:
        """Write a new task."""
        self.show_kind(Kind.TASKS.value)
        self.tasks_view.entry.setFocus()

    def _default(self) -> int:
        return int(self._preferences.value("calendar.default", 0))

    @Slot()
    def _ask_pdf(self) -> None:
        kind = Kind.LIST if self.kind is Kind.TASKS else self.kind
        days = days_of(kind, self.day)
        view = self.view if isinstance(self.view, GridView) else None
        self.exchange.ask_pdf(kind, words.range_title(kind, self.day, days), days, view, self.agenda.shown(days))

    @Slot(str, bool)
    def _say_done(self, text: str, undoable: bool) -> None:
        if undoable:
            say(self, text, action=self.tr("Undo"), on_action=self.intents.undo)
        else:
            say(self, text)

    # --- what is remembered

    @Slot()
    def _keep_ticks(self) -> None:
        self._preferences.set_value("calendar.hidden", sorted(int(one) for one in self.calendars.hidden))

    @Slot(str)
    def _follow_preference(self, name: str) -> None:
        if name in ("", "calendar.hidden"):
            hidden = self._preferences.value("calendar.hidden", [])
            self.calendars.set_hidden(frozenset(CollectionId(int(one)) for one in hidden))
        if name in ("", "calendar.holidays"):
            self.commands.follow()
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.agenda.reread()
        self.refresh()
