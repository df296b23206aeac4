"""What the painted views have in common: a chosen event, a chosen place, what the person wants, and how it is said aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from ui import theme
from ui.calendar import words
from ui.calendar.days import Days, Kind, days_of
from ui.calendar.shown import Shown
from ui.calendar.spoken_events import SpokenEvents


class GridView(QAbstractScrollArea):
    """A view of days with events on them; it shows, and tells what the person wants.

    Events are gone through by Tab, places by the arrow keys; Enter opens or creates, Alt and the arrow keys move what is
    chosen, with Shift its end, Delete deletes it.
    """

    entry_chosen = Signal(object)
    """`Shown`, or None."""
    entry_opened = Signal(object)
    """`Shown`: to be edited."""
    entry_wanted = Signal(object, object, bool)
    """A new event: its start and end in wall clock, and whether it lasts whole days."""
    entry_moved = Signal(object, object, object, bool)
    """`Shown`, its new start and end in wall clock, and whether it lasts whole days now."""
    entry_deleted = Signal(object)
    """`Shown`."""
    menu_wanted = Signal(object, QPoint)
    """`Shown`, and where on the screen."""
    day_chosen = Signal(object)
    """A `date` to be looked at alone."""
    turn_wanted = Signal(int)
    """So many pages on."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.days: Days = days_of(Kind.WEEK, date(1970, 1, 1))
        self.shown: Sequence[Shown] = ()
        self.holidays: Mapping[date, str] = {}
        self.now = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clock
        self.chosen: tuple[int, str] | None = None
        self.by_keys = False
        """Whether the place that is chosen is shown: somebody works by keyboard."""
        self.spoken = SpokenEvents(self.viewport(), self.places)
        self.verticalScrollBar().valueChanged.connect(self.spoken.follow)
        theme.changes().theme_changed.connect(self.viewport().update)

    def show_days(self, days: Days, shown: Sequence[Shown], holidays: Mapping[date, str], now: datetime) -> None:
        """Show these days with what is on them."""
        self.days, self.shown, self.holidays, self.now = days, shown, holidays, now
        self.arrange()
        self.spoken.follow()
        self.viewport().update()

    def set_now(self, now: datetime) -> None:
        """Say what time it is."""
        self.now = now
        self.viewport().update()

    def arrange(self) -> None:
        """Work out where everything stands, after something else is shown or the view has another size."""

    def place(self) -> datetime:
        """Return the place that is chosen by keyboard."""
        return self.now

    def go_to(self, day: date) -> None:
        """Put the place that is chosen by keyboard on a day."""

    def visible_events(self) -> list[Shown]:
        """Return the events in the order in which Tab goes through them."""
        return list(self.shown)

    def chosen_event(self) -> Shown | None:
        """Return the event that is chosen, where it is shown."""
        return next((one for one in self.shown if one.key == self.chosen), None) if self.chosen else None

    def choose(self, one: Shown | None, *, say: bool = True) -> None:
        """Choose an event, or none."""
        key = one.key if one is not None else None
        if key == self.chosen:
            return
        self.chosen = key
        self.viewport().update()
        if one is not None and say:
            self.say(words.spoken(one))
        self.entry_chosen.emit(one)

    def forget(self) -> None:
        """Choose none, without telling anybody."""
        self.chosen = None
        self.viewport().update()

    def say(self, text: str) -> None:
        """Let screen readers say what the focus is on now."""
        self.setAccessibleDescription(text)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def paint(self, painter: QPainter) -> None:
        """Paint everything, on the screen or on paper."""
        raise NotImplementedError

    def places(self) -> list[tuple[Shown, QRect]]:
        """Return the events that can be seen with where each is painted, the topmost last."""
        raise NotImplementedError

    def event_at(self, point: QPoint) -> Shown | None:
        """Return what is under a point of the viewport."""
        return next((one for one, rect in reversed(self.places()) if rect.contains(point)), None)

    def reveal(self, one: Shown) -> None:
        """Scroll so that an event can be seen."""

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Go on to the next event; after the last one the focus leaves."""
        events = self.visible_events()
        place = next((at for at, one in enumerate(events) if one.key == self.chosen), -1 if forwards else len(events))
        place += 1 if forwards else -1
        if 0 <= place < len(events):
            self.by_keys = True
            self.choose(events[place])
            self.reveal(events[place])
            return True
        return super().focusNextPrevChild(forwards)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.spoken.follow()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        one = self.event_at(event.pos()) if by_mouse else self.chosen_event()
        if one is not None:
            self.choose(one)
            self.menu_wanted.emit(one, event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            one = self.event_at(event.pos())
            QToolTip.showText(event.globalPos(), words.spoken(one) if one is not None else "", self.viewport())
            return True
        return super().viewportEvent(event)
