"""The column beside the days: the month in small, the next meeting, the calendars."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sync.store.read import calendar as read_calendar
from ui import theme
from ui.calendar import words
from ui.calendar.calendars import CalendarList, Calendars
from ui.calendar.days import moment_at
from ui.calendar.mini_month import MiniMonth
from ui.calendar.shown import Shown, shown_of
from ui.common.forms import Card, button
from ui.common.labels import ElidedLabel, label
from ui.common.slots import slot_latest
from ui.link import Link, Session

_SOON = timedelta(days=2)


class NextMeeting(Card):
    """What comes next, with a way in."""

    join_wanted = Signal(str)
    entry_wanted = Signal(object)
    """`Shown`."""

    def __init__(
        self, link: Link, calendars: Calendars, zone: tzinfo, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._link, self._calendars, self._zone, self._now = link, calendars, zone, now
        self._shown: Shown | None = None
        self.box.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        self.box.setSpacing(theme.px(4))
        self.box.addWidget(label(self.tr("Next"), "section", self))
        self._title = ElidedLabel("", self, role="strong")
        self._when = label("", "soft", self, wrap=True)
        self.join = button(self.tr("Join"), self._join, kind="primary", icon="video", parent=self)
        self._open = button(self.tr("Show"), self._show, kind="link", parent=self)
        for widget in (self._title, self._when):
            self.box.addWidget(widget)
        self.box.addWidget(self.join)
        self.box.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @slot_latest
    async def read(self) -> None:
        """Read what comes next of the calendars that are ticked."""
        if self._link.session is not Session.OPEN:
            return
        now, ticked = self._now(), self._calendars.ticked()
        at = moment_at(now, self._zone).at
        rows = await self._link.read_in_background(read_calendar.following, ticked, at, 5)
        known = {one: self._calendars.by_id[one] for one in ticked if one in self._calendars.by_id}
        coming = [one for one in shown_of(rows, known, self._zone) if one.start < now + _SOON]
        self.show_next(coming[0] if coming else None, now)

    def show_next(self, shown: Shown | None, now: datetime) -> None:
        """Show what is next; nothing where nothing comes."""
        self._shown = shown
        self.setVisible(shown is not None)
        if shown is None:
            return
        self._title.set_whole_text(words.title(shown.row))
        minutes = int((shown.start - now).total_seconds() // 60) + 1
        if shown.start <= now:
            said = self.tr("Now, until {time}").format(time=words.clock(shown.end))
        elif minutes < 60:
            said = self.tr("In %n minute(s)", "", minutes)
        elif shown.first_day == now.date():
            said = self.tr("Today at {time}").format(time=words.clock(shown.start))
        else:
            said = f"{words.capital(words.middle_day(shown.first_day))}, {words.clock(shown.start)}"
        self._when.setText(said)
        self.join.setVisible(shown.row.url.lower().startswith("https://"))
        self.join.setAccessibleName(self.tr("Join {title}").format(title=words.title(shown.row)))
        self.setAccessibleName(f"{words.title(shown.row)}, {said}")

    def _join(self) -> None:
        if self._shown is not None:
            self.join_wanted.emit(self._shown.row.url)

    def _show(self) -> None:
        if self._shown is not None:
            self.entry_wanted.emit(self._shown)


class AgendaColumn(QWidget):
    """The three of them, one below the other."""

    def __init__(
        self,
        link: Link,
        calendars: Calendars,
        holiday: Callable[[date], str],
        zone: tzinfo,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.month = MiniMonth(holiday, self)
        self.next = NextMeeting(link, calendars, zone, now, self)
        self.list = CalendarList(calendars, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, theme.px(6))
        column.setSpacing(theme.px(10))
        for widget in (self.month, self.next):
            inset = QVBoxLayout()
            inset.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
            inset.addWidget(widget)
            column.addLayout(inset)
        column.addWidget(self.list, 1)
        self.setMinimumWidth(theme.px(208))
