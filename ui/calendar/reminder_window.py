"""Reminders that are due, in a small window before the others: what, when, a way in, later, or done with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QMenu, QScrollArea, QToolButton, QVBoxLayout, QWidget

from sync.model.ids import new_operation_id
from sync.model.letter_marks import DUE, due, due_at, of_kind
from sync.model.mail import Flag
from sync.model.operations import ChangeFlags
from sync.rpc import messages as m
from sync.serial import intention_to_json
from sync.store.read import reminders as read_reminders
from sync.store.read.messages import by_ids
from sync.store.read.reminders import ReminderRow
from sync.store.read.standing import overdue
from sync.store.rows import MessageRow
from ui import theme
from ui.calendar import words
from ui.calendar.days import local_zone, midnight, moment_at, wall_of
from ui.common.forms import Card, button, buttons_row
from ui.common.labels import ElidedLabel, label
from ui.common.slots import slot_async, slot_owed
from ui.link import Link, Session

_SHOWN = 20
_TICK = 30_000


class ReminderWindow(QDialog):
    """Shows what is due, and comes forward where something new is. Closing it puts everything off for five minutes: nothing is
    forgotten by it."""

    event_wanted = Signal(object)
    """Show the agenda at this moment (wall clock)."""

    letter_wanted = Signal(object)
    """Show this letter (a `MessageRow`)."""

    def __init__(
        self,
        link: Link,
        parent: QWidget | None = None,
        *,
        zone: tzinfo | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._zone = zone or local_zone()
        self._now = now or (lambda: datetime.now(self._zone).replace(tzinfo=None))
        self.rows: list[ReminderRow] = []
        self.letters: list[MessageRow] = []
        self.setWindowTitle(self.tr("Reminders"))
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.px(8))
        inside = QWidget(self)
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(8))
        column.addLayout(self._cards)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        foot = buttons_row(
            None,
            button(self.tr("All in 5 minutes"), self._put_off_all, parent=self),
            button(self.tr("Done with all"), self._dismiss_all, kind="primary", parent=self),
        )
        foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(16))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        self.resize(theme.px(460), theme.px(320))
        self._clock = QTimer(self, interval=_TICK)
        self._clock.timeout.connect(self.read)

    @Slot()
    def read(self) -> None:
        """Read what is due, and show it; without anything the window goes."""
        if self._link.session is not Session.OPEN:
            return
        now = self._now()
        rows = read_reminders.due(self._link.reader(), moment_at(now, self._zone).at)
        store = self._link.reader()
        letters = by_ids(store, [one.id for one in overdue(store, moment_at(now, self._zone).at)])
        new = {row.id for row in rows} - {row.id for row in self.rows}
        new |= {row.id for row in letters} - {row.id for row in self.letters}
        self.rows, self.letters = rows, letters
        while item := self._cards.takeAt(0):
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for row in rows[:_SHOWN]:
            self._cards.addWidget(self._card(row, now))
        for letter in letters[:_SHOWN]:
            self._cards.addWidget(self._letter_card(letter, now))
        if not rows and not letters:
            self._clock.stop()
            self.hide()
            return
        if new:
            self.show()
            QApplication.alert(self)
            self._clock.start()

    def _card(self, row: ReminderRow, now: datetime) -> Card:
        start = wall_of(row.start, self._zone, floating=row.floating)
        title = row.summary or self.tr("(no title)")
        when = self.when(row, start, now)
        card = Card(self)
        card.setAccessibleName(f"{title}, {when}")
        card.box.addWidget(ElidedLabel(title, card, role="strong"))
        card.box.addWidget(label(", ".join(part for part in (when, row.location) if part), "soft", card, wrap=True))
        line = QHBoxLayout()
        line.setSpacing(theme.px(6))
        if row.url.lower().startswith("https://"):
            join = button(self.tr("Join"), lambda: self._join(row), kind="primary", icon="video", parent=card)
            join.setAccessibleName(self.tr("Join {title}").format(title=title))
            line.addWidget(join)
        line.addWidget(button(self.tr("Show"), lambda: self.event_wanted.emit(start), parent=card))
        self._finish(
            card, line, title, self._delays(now, start), lambda delay: self._put_off([row], delay), lambda: self._dismiss([row])
        )
        return card

    def _letter_card(self, row: MessageRow, now: datetime) -> Card:
        at = wall_of(due_at(row.keywords) or 0, self._zone, floating=False)
        title, who = row.subject or self.tr("(no subject)"), row.sender_name or row.sender_address
        when = f"{words.capital(words.middle_day(at.date()))}, {words.clock(at)}"
        card = Card(self)
        card.setAccessibleName(f"{title}, {when}")
        card.box.addWidget(ElidedLabel(title, card, role="strong"))
        card.box.addWidget(label(self.tr("Letter of {who}, {when}").format(who=who, when=when), "soft", card, wrap=True))
        line = QHBoxLayout()
        line.setSpacing(theme.px(6))
        line.addWidget(button(self.tr("Show"), lambda: self.letter_wanted.emit(row), icon="mail", parent=card))
        delays = self._delays(now, now)
        self._finish(card, line, title, delays, lambda delay: self._note([row], delay), lambda: self._note([row], None))
        return card

    def _finish(
        self,
        card: Card,
        line: QHBoxLayout,
        title: str,
        delays: list[tuple[str, timedelta]],
        put_off: Callable[[timedelta], object],
        dismiss: Callable[[], object],
    ) -> None:
        """Add what every card ends with: later, and done with it."""
        later = QToolButton(card)
        later.setText(self.tr("Later"))
        later.setAccessibleName(self.tr("Remind again of {title}").format(title=title))
        later.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(later)
        for text, delay in delays:
            menu.addAction(text).triggered.connect(lambda _=False, delay=delay: put_off(delay))
        later.setMenu(menu)
        line.addWidget(later)
        line.addStretch(1)
        done = button(self.tr("Done with it"), dismiss, parent=card)
        done.setAccessibleName(self.tr("Done with the reminder of {title}").format(title=title))
        line.addWidget(done)
        card.box.addLayout(line)

    def _delays(self, now: datetime, start: datetime) -> list[tuple[str, timedelta]]:
        """Return for how long one may want to put a reminder off."""
        offered = [
            (self.tr("In 5 minutes"), timedelta(minutes=5)),
            (self.tr("In 15 minutes"), timedelta(minutes=15)),
            (self.tr("In an hour"), timedelta(hours=1)),
            (self.tr("Tomorrow at 9"), midnight(now.date()) + timedelta(days=1, hours=9) - now),
        ]
        if start > now + timedelta(minutes=1):
            offered.insert(0, (self.tr("When it begins"), start - now))
        return offered

    def when(self, row: ReminderRow, start: datetime, now: datetime) -> str:
        """Return when it is, from now."""
        if row.whole_day:
            return words.capital(words.middle_day(start.date()))
        minutes = round((start - now).total_seconds() / 60)
        at = self.tr("at {time}").format(time=words.clock(start))
        if start.date() != now.date():
            return f"{words.capital(words.middle_day(start.date()))}, {words.clock(start)}"
        if minutes > 0:
            said = self.tr("In %n minute(s)", "", minutes) if minutes < 60 else self.tr("Today")
        elif minutes == 0:
            said = self.tr("Now")
        else:
            said = self.tr("Since %n minute(s)", "", -minutes) if minutes > -60 else self.tr("Begun")
        return f"{said}, {at}"

    def _join(self, row: ReminderRow) -> None:
        QDesktopServices.openUrl(QUrl(row.url))
        self._dismiss([row])

    @slot_owed
    async def _put_off(self, rows: list[ReminderRow], delay: timedelta) -> None:
        until = moment_at(self._now() + delay, self._zone).at
        await self._link.ask(m.PutOffReminders([row.id for row in rows], until))

    @slot_async
    async def _dismiss(self, rows: list[ReminderRow]) -> None:
        await self._link.ask(m.DismissReminders([row.id for row in rows]))

    @Slot()
    def _put_off_all(self) -> None:
        delay = timedelta(minutes=5)
        if self.rows:
            self._put_off(self.rows, delay)
        if self.letters:
            self._note(self.letters, delay)

    @Slot()
    def _dismiss_all(self) -> None:
        if self.rows:
            self._dismiss(self.rows)
        if self.letters:
            self._note(self.letters, None)

    @slot_owed
    async def _note(self, letters: list[MessageRow], delay: timedelta | None) -> None:
        """Remind of letters again after a while; None: be done with them, and with their flag."""
        for row in letters:
            gone = of_kind(row.keywords, DUE)
            if delay is None:
                wanted = ChangeFlags((row.id,), remove=Flag.FLAGGED, remove_keywords=gone)
            else:
                mark = due(moment_at(self._now() + delay, self._zone).at)
                wanted = ChangeFlags((row.id,), add_keywords=frozenset((mark,)), remove_keywords=gone - {mark})
            kind, text = intention_to_json(wanted)
            await self._link.ask(m.Intend(new_operation_id(), row.account, kind, text.encode()))
        self.read()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._link.session is Session.OPEN:
            self._put_off_all()
        super().closeEvent(event)
