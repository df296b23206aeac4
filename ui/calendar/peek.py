"""The chosen event, read: what, when, where, with whom, how it stands, and what one can do with it."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sync.model.calendar import Component, Entry, Participation
from sync.model.pending import Pending
from ui import theme
from ui.calendar import words
from ui.calendar.days import clock_of
from ui.calendar.people_field import ANSWER_ICONS, answer_words
from ui.calendar.reminder_field import before_words
from ui.calendar.repetition import sentence
from ui.calendar.shown import Shown
from ui.common.forms import Note, Page, button, tool
from ui.common.labels import ElidedLabel, label

_PEOPLE_SHOWN = 12


class _Stripe(QWidget):
    """The colour of the calendar beside the title."""

    def __init__(self, colour: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setFixedWidth(theme.px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colour))
            painter.drawRoundedRect(self.rect(), 2, 2)


class Peek(QWidget):
    """The pane beside the days. It shows one event and tells what is wanted of it."""

    edit_wanted = Signal(object)
    delete_wanted = Signal(object)
    join_wanted = Signal(str)
    answer_wanted = Signal(object, str)
    """`Shown`, and `accepted`, `tentative` or `declined`."""
    counter_wanted = Signal(object)
    conflict_wanted = Signal(object)
    closed = Signal()

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self.shown: Shown | None = None
        self.setAccessibleName(self.tr("Chosen event"))
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None
        theme.changes().theme_changed.connect(self._draw)
        self._entry: Entry | None = None
        self._addresses: frozenset[str] = frozenset()

    def show_entry(self, shown: Shown, entry: Entry, addresses: frozenset[str]) -> None:
        """Show an event; `addresses` are mine, in small letters."""
        self.shown, self._entry, self._addresses = shown, entry, addresses
        self._draw()

    def _draw(self) -> None:
        shown, entry = self.shown, self._entry
        if shown is None or entry is None:
            return
        old, self._inside = self._inside, self._content(shown, entry)
        self._column.addWidget(self._inside)
        if old is not None:
            old.hide()
            old.deleteLater()

    def _content(self, shown: Shown, entry: Entry) -> QWidget:
        row = shown.row
        page = Page(self, width=520, centred=False)
        page.widget().layout().setContentsMargins(theme.px(16), theme.px(12), theme.px(12), theme.px(16))  # type: ignore[union-attr]
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(_Stripe(shown.colour, page))
        title = label(words.title(row), "title", page, wrap=True)
        title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head.addWidget(title, 1)
        head.addWidget(tool("x", self.tr("Close"), self.closed, page), 0, Qt.AlignmentFlag.AlignTop)
        page.column.addLayout(head)
        when = words.when(shown.start, shown.end, whole_day=row.whole_day)
        page.column.addWidget(label(when, "", page, wrap=True))
        if row.recurring:
            first = clock_of(entry.start, self._zone).date() if entry.start is not None else shown.first_day
            page.column.addWidget(label(sentence(entry.rule, first), "soft", page, wrap=True))
        self._add_state(page, shown)
        if entry.url.lower().startswith("https://") and not shown.off:
            join = button(self.tr("Join"), lambda: self.join_wanted.emit(entry.url), kind="primary", icon="video", parent=page)
            join.setAccessibleName(self.tr("Join {title}").format(title=words.title(row)))
            page.column.addWidget(join, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_answers(page, shown, entry)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        alarms = ", ".join(before_words(one.before, whole_day=row.whole_day) for one in entry.alarms if not one.from_end)
        for icon, name, text in (
            ("map-pin", self.tr("Place"), row.location),
            ("calendar-days", self.tr("Calendar"), shown.calendar),
            ("bell", self.tr("Reminders"), alarms),
        ):
            if text:
                number = grid.rowCount()
                picture = QLabel(page)
                picture.setPixmap(theme.pixmap(icon, "text_faint", theme.px(16)))
                grid.addWidget(picture, number, 0, Qt.AlignmentFlag.AlignTop)
                said = label(text, "", page, wrap=True)
                said.setAccessibleName(f"{name}: {text}")
                grid.addWidget(said, number, 1)
        page.column.addLayout(grid)
        self._add_people(page, entry)
        if entry.description:
            page.column.addWidget(label(self.tr("Description"), "section", page))
            told = label(entry.description, "", page, wrap=True)
            told.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            page.column.addWidget(told)
        page.column.addSpacing(theme.px(4))
        if shown.writable:
            foot = QHBoxLayout()
            foot.addWidget(button(self.tr("Edit"), lambda: self.edit_wanted.emit(shown), icon="pencil", parent=page))
            foot.addWidget(
                button(self.tr("Delete"), lambda: self.delete_wanted.emit(shown), kind="danger", icon="trash-2", parent=page)
            )
            foot.addStretch(1)
            page.column.addLayout(foot)
        else:
            page.column.addWidget(label(self.tr("This calendar can be read only."), "faint", page, wrap=True))
        page.column.addStretch(1)
        return page

    def _add_state(self, page: Page, shown: Shown) -> None:
        """Say how it stands: a conflict can be settled from here."""
        row = shown.row
        if row.pending is Pending.CONFLICT:
            page.column.addWidget(
                Note(self.tr("Somebody else changed this too. Both versions are kept until you choose."), "danger", page)
            )
            settle = button(
                self.tr("Settle the conflict…"), lambda: self.conflict_wanted.emit(shown), kind="primary", parent=page
            )
            page.column.addWidget(settle, 0, Qt.AlignmentFlag.AlignLeft)
            return
        line = QHBoxLayout()
        line.setSpacing(theme.px(6))
        picture = QLabel(page)
        waits = row.pending is not Pending.NONE
        picture.setPixmap(theme.pixmap("clock" if waits else "circle-check", "warning" if waits else "success", theme.px(14)))
        line.addWidget(picture)
        line.addWidget(label(words.state(row), "faint", page))
        line.addStretch(1)
        page.column.addLayout(line)
        if shown.clash:
            page.column.addWidget(Note(self.tr("Another event is at the same time."), "warning", page))

    def _add_answers(self, page: Page, shown: Shown, entry: Entry) -> None:
        """Offer to answer where somebody else invites me."""
        mine = next((one for one in entry.attendees if one.address.lower() in self._addresses), None)
        organizer = entry.organizer
        if mine is None or organizer is None or organizer.address.lower() in self._addresses or shown.off:
            return
        if entry.component is not Component.EVENT or not shown.writable:
            return
        said = {
            Participation.ACCEPTED: self.tr("You have accepted."),
            Participation.TENTATIVE: self.tr("You have accepted with reservations."),
            Participation.DECLINED: self.tr("You have declined."),
        }.get(mine.participation, self.tr("{name} waits for your answer.").format(name=organizer.name or organizer.address))
        page.column.addWidget(label(said, "strong", page, wrap=True))
        line = QHBoxLayout()
        line.setSpacing(theme.px(6))
        for answer, text in (
            (Participation.ACCEPTED, self.tr("Accept")),
            (Participation.TENTATIVE, self.tr("Maybe")),
            (Participation.DECLINED, self.tr("Decline")),
        ):
            made = button(text, lambda _=False, answer=answer: self.answer_wanted.emit(shown, answer.value), parent=page)
            made.setEnabled(mine.participation is not answer)
            line.addWidget(made)
        line.addStretch(1)
        page.column.addLayout(line)
        counter = button(
            self.tr("Propose another time…"), lambda: self.counter_wanted.emit(shown), kind="link", parent=page
        )
        page.column.addWidget(counter, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_people(self, page: Page, entry: Entry) -> None:
        if not entry.attendees:
            return
        page.column.addWidget(label(self.tr("People"), "section", page))
        organizer = entry.organizer.address.lower() if entry.organizer is not None else ""
        for one in entry.attendees[:_PEOPLE_SHOWN]:
            line = QHBoxLayout()
            line.setSpacing(theme.px(8))
            icon, role = ANSWER_ICONS[one.participation]
            picture = QLabel(page)
            picture.setPixmap(theme.pixmap(icon, role, theme.px(16)))
            line.addWidget(picture)
            name = one.name or one.address
            said = self.tr("{name}, organizer").format(name=name) if one.address.lower() == organizer else name
            shown = ElidedLabel(said, page)
            shown.setToolTip(one.address)
            shown.setAccessibleName(f"{said}: {answer_words(one.participation)}")
            line.addWidget(shown, 1)
            line.addWidget(label(answer_words(one.participation), "faint", page))
            page.column.addLayout(line)
        more = len(entry.attendees) - _PEOPLE_SHOWN
        if more > 0:
            page.column.addWidget(label(self.tr("and %n other(s)", "", more), "faint", page))
