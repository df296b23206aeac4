"""Agenda: calendars beside the days, the days in the middle, the chosen event beside them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sync.model.accounts import Service
from sync.model.calendar import Attendee, Component, Entry
from sync.model.faults import StoreFault
from sync.model.ids import CollectionId
from sync.store.read import accounts as read_accounts
from sync.store.read import calendar as read_calendar
from sync.store.read import collections as read_collections
from sync.store.rows import AccountRow
from ui import theme
from ui.calendar import words
from ui.calendar.agenda import Agenda
from ui.calendar.bar import AgendaBar
from ui.calendar.calendars import Calendars
from ui.calendar.column import AgendaColumn
from ui.calendar.days import Kind, days_of, local_zone, midnight, moment_at, turned
from ui.calendar.days_view import DaysView
from ui.calendar.deeds import Deeds
from ui.calendar.grid import GridView
from ui.calendar.holidays import holiday, holidays
from ui.calendar.intents import Intents
from ui.calendar.month_view import MonthView
from ui.calendar.peek import Peek
from ui.calendar.shown import Shown, shown_of
from ui.common.empty import EmptyState
from ui.common.slots import slot_async
from ui.common.toasts import say
from ui.link import Link, Session
from ui.live import Live
from ui.preferences import Preferences

SHOWN = (Kind.DAY, Kind.WORK_WEEK, Kind.WEEK, Kind.MONTH)
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
        self._menu = QMenu(self)
        self.bar = AgendaBar(self._menu, self)
        self.column = AgendaColumn(self.calendars, self._holiday, self)
        self.days_view = DaysView(self.tr("Days"), self)
        self.month_view = MonthView(self.tr("Month"), self)
        self.peek = Peek(self.zone, self)
        self._nothing = EmptyState("calendar-days", "", "", "", self)
        self._lay_out()
        self._add_actions()
        self._connect(live)
        self._clock = QTimer(self, interval=_MINUTE)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._follow_preference("")
        self.read_calendars()

    # --- building

    def _lay_out(self) -> None:
        self._views = QStackedWidget(self)
        for view in (self.days_view, self.month_view):
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

    def _add_actions(self) -> None:
        for text, icon, keys, chosen in (
            (self.tr("New event"), "calendar-plus", "Ctrl+N", self.new_event),
            (self.tr("Today"), "calendar", "Ctrl+T", self.go_today),
            (self.tr("Undo"), "undo-2", "Ctrl+Z", self.intents.undo),
        ):
            action = QAction(text, self)
            action.setProperty("icon_name", icon)
            theme.set_icon(action, icon)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, chosen=chosen: chosen())
            self.addAction(action)
            self._menu.addAction(action)
        for number, kind in enumerate(SHOWN, 1):
            action = QAction(self)
            action.setShortcut(QKeySequence(f"Ctrl+Alt+{number}"))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, kind=kind: self.show_kind(kind.value))
            self.addAction(action)

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
        self.column.next.join_wanted.connect(self.join)
        self.column.next.entry_wanted.connect(self.show_event)
        self.intents.done.connect(self._say_done)
        for view in (self.days_view, self.month_view):
            view.entry_chosen.connect(self._choose)
            view.entry_opened.connect(self.deeds.edit)
            view.entry_wanted.connect(self.deeds.create)
            view.entry_moved.connect(self.deeds.move)
            view.entry_deleted.connect(self.deeds.delete)
            view.menu_wanted.connect(self._show_menu)
            view.day_chosen.connect(self.show_day)
            view.turn_wanted.connect(self.turn)
        self.peek.edit_wanted.connect(self.deeds.edit)
        self.peek.delete_wanted.connect(self.deeds.delete)
        self.peek.join_wanted.connect(self.join)
        self.peek.conflict_wanted.connect(self.deeds.settle)
        self.peek.closed.connect(lambda: self.view.choose(None))

    # --- what is shown

    @property
    def view(self) -> GridView:
        """The view that is shown."""
        return self.month_view if self.kind is Kind.MONTH else self.days_view

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
            self.setFocusProxy(self.view)
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
        self._views.setCurrentWidget(self.view)
        self.setFocusProxy(self.view)
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
        self._views.setCurrentWidget(self.view)
        days = days_of(self.kind, self.day)
        self._draw(days)
        if self.isVisible() and self.calendars.by_id:
            beside = [days_of(self.kind, turned(self.kind, self.day, steps)) for steps in (1, -1)]
            self.agenda.want(days, *beside)
            self._read_next()

    @Slot(object)
    def _draw(self, read: object) -> None:
        """Show what is known of the page."""
        days = days_of(self.kind, self.day)
        if read != days:
            return
        now = self.now()
        region = str(self._preferences.value("calendar.holidays", "FR"))
        free: dict[date, str] = {}
        for year in {days.first.year, days.last.year}:
            free.update({day: holiday(day, region) for day in holidays(year, region)})
        self.month_view.month = self.day.replace(day=1)
        self.view.show_days(days, self.agenda.shown(days), free, now)
        self.bar.show_kind(self.kind, words.range_title(self.kind, self.day, days))
        self.column.month.show_days(days, self.day, now.date())
        self._show_peek()

    def _holiday(self, day: date) -> str:
        return holiday(day, str(self._preferences.value("calendar.holidays", "FR")))

    @Slot(object, object)
    def _items_changed(self, collections: frozenset[int], _ids: frozenset[int]) -> None:
        """Events may be different; nothing named means that all may be."""
        if self.isVisible() and (not collections or collections & self.calendars.by_id.keys()):
            self.agenda.reread()
            self._read_next()

    @slot_async
    async def _read_next(self) -> None:
        """Read what comes next, for the card beside the days."""
        if self._link.session is not Session.OPEN:
            return
        now = moment_at(self.now(), self.zone).at
        rows = await self._link.read_in_background(read_calendar.following, self.calendars.ticked(), now, 5)
        ticked = {one: self.calendars.by_id[one] for one in self.calendars.ticked()}
        coming = [one for one in shown_of(rows, ticked, self.zone) if one.row.component is Component.EVENT]
        limit = self.now() + timedelta(days=2)
        self.column.next.show_next(next((one for one in coming if one.start < limit), None), self.now())

    @Slot()
    def _tick(self) -> None:
        """Time goes on."""
        if self.isVisible():
            self.view.set_now(self.now())
            self._read_next()

    # --- the chosen event

    @Slot(object)
    def _choose(self, shown: Shown | None) -> None:
        other = self.month_view if self.view is self.days_view else self.days_view
        other.forget()
        self._show_peek()

    def _show_peek(self) -> None:
        """Show the chosen event beside the days, as it is now."""
        shown = self.view.chosen_event()
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
    def new_event(self, people: Sequence[Attendee] = ()) -> None:
        """Write a new event with these people, at the place that is chosen."""
        now, days = self.now(), days_of(self.kind, self.day)
        start = self.view.place()
        if start.date() not in days or start < now:
            start = midnight(self.day) + timedelta(hours=9)
        if start < now and now.date() in days:
            start = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        self.deeds.create(start, start + timedelta(hours=1), False, people)

    @Slot(str)
    def join(self, address: str) -> None:
        """Open a meeting in the browser."""
        if address.lower().startswith("https://"):
            QDesktopServices.openUrl(QUrl(address))

    @Slot(object, QPoint)
    def _show_menu(self, shown: Shown, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if shown.row.url.lower().startswith("https://"):
            menu.addAction(self.tr("Join")).triggered.connect(partial(self.join, shown.row.url))
        if shown.writable:
            menu.addAction(self.tr("Edit…")).triggered.connect(lambda: self.deeds.edit(shown))
            menu.addAction(self.tr("Delete")).triggered.connect(lambda: self.deeds.delete(shown))
        if menu.actions():
            menu.popup(at)

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
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.agenda.reread()
        self.refresh()
