"""The event editor: what, when, where, how often, with whom; only what was changed is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from sync.model.calendar import Alarm, Attendee, Component, Entry, EntryDraft, Moment, Participation, Span
from sync.model.ids import CollectionId, ItemId
from sync.store.item_rows import CollectionRow
from sync.store.rows import PersonRow
from ui import theme
from ui.calendar.availability_field import AvailabilityField
from ui.calendar.days import clock_of, moment_at
from ui.calendar.moments import SpanField
from ui.calendar.people_field import PeopleField
from ui.calendar.reminder_field import USUAL, ReminderField
from ui.calendar.repetition_field import RepetitionField
from ui.common.forms import Note, Page, button, buttons_row
from ui.common.labels import label


@dataclass(frozen=True, slots=True)
class Edited:
    """What is edited: an entry (None: a new one) or one occurrence of it, from `start` to `end` in wall clock."""

    start: datetime
    end: datetime
    whole_day: bool
    collection: CollectionId
    item: ItemId | None = None
    base: str = ""
    entry: Entry | None = None
    recurrence: str = ""
    summary: str = ""
    location: str = ""
    people: tuple[Attendee, ...] = ()
    text: str = ""
    """What a new entry is about, from where it was begun."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person wants saved: `about` with `draft_for(span)`, in `collection`; `invites`: people are to be told."""

    about: Edited
    collection: CollectionId
    draft_for: Callable[[Span], EntryDraft]
    rule_changed: bool
    invites: bool


class EntryEditor(QDialog):
    """A window of its own for one event. `wanted` tells what is to be saved."""

    wanted = Signal(object)
    """`Wanted`."""
    deletion_wanted = Signal(object)
    """`Edited`."""

    def __init__(
        self,
        about: Edited,
        calendars: Sequence[CollectionRow],
        me: Attendee | None,
        zone: tzinfo,
        complete: Callable[[str], Sequence[PersonRow]],
        parent: QWidget | None = None,
        *,
        availability: Callable[[QWidget], AvailabilityField],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.about, self._zone, self._me = about, zone, me
        entry = about.entry
        self.setWindowTitle(self.tr("New event") if entry is None else self.tr("Event"))
        self._mine = entry is None or not entry.attendees or self._organized_by_me(entry)
        self.title = QLineEdit(self)
        self.title.setPlaceholderText(self.tr("Title"))
        self.title.setAccessibleName(self.tr("Title"))
        face = theme.font("title")
        self.title.setFont(face)
        self.span = SpanField(self)
        self.whole = QCheckBox(self.tr("All day"), self)
        self.repeats = RepetitionField(self)
        self.place = QLineEdit(self)
        self.link = QLineEdit(self)
        self.link.setPlaceholderText("https://")
        self.calendar = QComboBox(self)
        for row in calendars:
            self.calendar.addItem(row.name, row.id)
            self.calendar.setItemData(self.calendar.count() - 1, theme.colour("text"), Qt.ItemDataRole.ForegroundRole)
        self.people = PeopleField(complete, self)
        self.availability = availability(self)
        self.reminders = ReminderField(self)
        self.free = QComboBox(self)
        self.free.addItem(self.tr("Busy"), False)
        self.free.addItem(self.tr("Free"), True)
        self.private = QCheckBox(self.tr("Private"), self)
        self.tentative = QCheckBox(self.tr("To be confirmed"), self)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.px(90))
        self.invite = QCheckBox(self.tr("Send the invitations when saving"), self)
        self.invite.setChecked(True)
        self._note = Note("", "accent", self)
        self._lay_out()
        self._begin()
        self._connect()
        self.title.setFocus()
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)

    def _organized_by_me(self, entry: Entry) -> bool:
        return entry.organizer is None or (
            self._me is not None and entry.organizer.address.lower() == self._me.address.lower()
        )

    def _lay_out(self) -> None:
        page = Page(self, width=720)
        page.column.setSpacing(theme.px(10))
        page.column.addWidget(self.title)
        page.column.addWidget(self._note)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(10))
        grid.setColumnStretch(1, 1)
        when = QWidget(self)
        lines = QVBoxLayout(when)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.px(4))
        lines.addWidget(self.span)
        lines.addWidget(self.whole)
        shown = QWidget(self)
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.free)
        row.addWidget(self.tentative)
        row.addWidget(self.private)
        row.addStretch(1)
        people = QWidget(self)
        column = QVBoxLayout(people)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.people)
        column.addWidget(self.availability)
        column.addWidget(self.invite)
        for name, icon, widget, named in (
            (self.tr("When"), "clock", when, None),
            (self.tr("Repetition"), "repeat", self.repeats, None),
            (self.tr("Place"), "map-pin", self.place, self.place),
            (self.tr("Meeting link"), "video", self.link, self.link),
            (self.tr("People"), "users", people, None),
            (self.tr("Calendar"), "calendar-days", self.calendar, self.calendar),
            (self.tr("Reminders"), "bell", self.reminders, None),
            (self.tr("Shown as"), "eye", shown, self.free),
            (self.tr("Description"), "file-text", self.text, self.text),
        ):
            number = grid.rowCount()
            head = QWidget(self)
            line = QHBoxLayout(head)
            line.setContentsMargins(0, theme.px(6), 0, 0)
            line.setSpacing(theme.px(8))
            picture = QLabel(head)
            picture.setPixmap(theme.pixmap(icon, "text_faint", theme.px(16)))
            line.addWidget(picture)
            title = label(name, "soft", head)
            line.addWidget(title)
            line.addStretch(1)
            if named is not None:
                title.setBuddy(named)
                named.setAccessibleName(name)
            grid.addWidget(head, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, number, 1)
        page.column.addLayout(grid)
        page.column.addStretch(1)
        self.keep = button(self.tr("Save"), self.save, kind="primary", parent=self)
        self.keep.setDefault(True)
        self.remove = button(self.tr("Delete"), self._delete, kind="danger", icon="trash-2", parent=self)
        self.remove.setVisible(self.about.item is not None)
        foot = buttons_row(self.remove, None, button(self.tr("Cancel"), self.reject, parent=self), self.keep)
        foot.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), theme.px(16))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addLayout(foot)
        screen = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(theme.px(760), screen.width()), min(theme.px(780), round(screen.height() * 0.9)))

    def _begin(self) -> None:
        """Show what is edited."""
        about, entry = self.about, self.about.entry
        self.title.setText(about.summary if entry is not None else "")
        self.span.show_span(about.start, about.end, whole_day=about.whole_day)
        self.whole.setChecked(about.whole_day)
        self.repeats.show_rule(entry.rule if entry is not None else "", about.start.date())
        self.place.setText(about.location)
        self.calendar.setCurrentIndex(max(self.calendar.findData(about.collection), 0))
        if entry is None:
            self.reminders.show_alarms((Alarm(USUAL[about.whole_day]),), whole_day=about.whole_day)
            self.people.show_people(self._me, about.people)
        else:
            self.link.setText(entry.url)
            self.text.setPlainText(entry.description)
            self.reminders.show_alarms(entry.alarms, whole_day=about.whole_day)
            self.people.show_people(entry.organizer, entry.attendees, editable=self._mine)
            self.free.setCurrentIndex(int(entry.transparent))
            self.private.setChecked(entry.private)
            self.tentative.setChecked(entry.status == "tentative")
        if not self._mine:
            self._note.say(
                self.tr("{name} organises this event: what you change is for you alone.").format(
                    name=(entry.organizer.name or entry.organizer.address) if entry and entry.organizer else ""
                )
            )
        self._begun = self._values()
        if entry is None:  # it is as good as typed: it counts as changed, and is saved
            self.title.setText(about.summary)
            self.text.setPlainText(about.text)
        self._follow_people()

    def _connect(self) -> None:
        self.whole.toggled.connect(self.span.set_whole_day)
        self.span.span_changed.connect(self._follow_span)
        self.people.people_changed.connect(self._follow_people)
        self.calendar.currentIndexChanged.connect(self._follow_people)
        self.availability.time_wanted.connect(self._take_time)

    @Slot()
    def _follow_span(self) -> None:
        start, _ = self.span.span()
        self.repeats.set_start(start.date())
        self.reminders.set_whole_day(self.span.whole_day)
        self._follow_people()

    @Slot()
    def _follow_people(self) -> None:
        people = self.people.people()
        self.invite.setVisible(self._mine and bool(people))
        looked_at = people if self._mine and not self.span.whole_day else ()
        collection = CollectionId(int(self.calendar.currentData() or 0))
        self.availability.show_people(self._me, looked_at, collection, *self.span.span())

    @Slot(object)
    def _take_time(self, start: datetime) -> None:
        """Let the event begin then, as long as it was."""
        first, last = self.span.span()
        self.span.show_span(start, start + (last - first), whole_day=False)
        self._follow_span()

    def _values(self) -> dict[str, object]:
        """Return what the form holds now, by field of `EntryDraft`; times and rule apart."""
        status = self.about.entry.status if self.about.entry is not None else ""
        if self.tentative.isChecked():
            status = "tentative"
        elif status == "tentative":
            status = "confirmed"
        return {
            "summary": self.title.text().strip(),
            "location": self.place.text().strip(),
            "url": self.link.text().strip(),
            "description": self.text.toPlainText().rstrip(),
            "transparent": bool(self.free.currentData()),
            "private": self.private.isChecked(),
            "status": status,
            "alarms": self.reminders.alarms(),
            "attendees": self.people.people(),
            "when": (*self.span.span(), self.span.whole_day),
            "rule": self._rule(),
            "collection": self.calendar.currentData(),
        }

    def _rule(self) -> str:
        return self.repeats.rule(self.span.span()[0], whole_day=self.span.whole_day)

    @property
    def is_changed(self) -> bool:
        """Whether anything was changed."""
        return self._values() != self._begun or (self.about.item is None and bool(self.title.text().strip()))

    @Slot()
    def save(self) -> None:
        """Tell what is wanted and go."""
        self.people.take_typed()
        values = self._values()
        changed = {name for name, value in values.items() if value != self._begun[name]}
        if self.about.item is not None and not changed:
            self.accept()
            return
        self.wanted.emit(
            Wanted(
                self.about,
                CollectionId(int(self.calendar.currentData())),
                lambda span: self._draft(values, changed, span),
                "rule" in changed,
                self._mine and bool(values["attendees"] or "attendees" in changed) and self.invite.isChecked(),
            )
        )
        self.accept()

    def _draft(self, values: dict[str, object], changed: set[str], span: Span) -> EntryDraft:
        """Return what is to be written for these occurrences: of a new event everything, else what differs."""
        new = self.about.item is None
        plain = ("summary", "location", "url", "description", "transparent", "private", "status", "alarms", "attendees")
        fields = {name: values[name] for name in plain if name in changed or (new and values[name])}
        if "when" in changed or new or ("rule" in changed and self.about.entry is not None and not self.about.entry.recurring):
            fields["start"], fields["end"] = self._moments(span)
        if ("rule" in changed or (new and values["rule"])) and span is not Span.THIS:
            fields["rule"] = values["rule"]
        if fields.get("attendees") and (self.about.entry is None or self.about.entry.organizer is None) and self._me is not None:
            fields["organizer"] = self._me
            fields["attendees"] = self._with_me(fields["attendees"])  # type: ignore[arg-type]
        return EntryDraft(Component.EVENT, **fields)  # type: ignore[arg-type]

    def _with_me(self, people: tuple[Attendee, ...]) -> tuple[Attendee, ...]:
        """Return the people with the organizer among them, who comes (RFC 6638 §3.2.1)."""
        me = self._me
        if me is None or any(one.address.lower() == me.address.lower() for one in people):
            return people
        return (Attendee(me.address, me.name, Participation.ACCEPTED), *people)

    def _moments(self, span: Span) -> tuple[Moment, Moment]:
        """Return start and end; of a whole series, its own ones moved as this occurrence was."""
        start, end = self.span.span()
        whole, entry = self.span.whole_day, self.about.entry
        if span is Span.ALL and self.about.recurrence and entry is not None and entry.start is not None:
            begin = clock_of(entry.start, self._zone) + (start - self.about.start)
            start, end = begin, begin + (end - start)
        floating = entry is not None and entry.start is not None and entry.start.floats and not entry.start.whole_day
        first, last = (moment_at(at, self._zone, whole_day=whole, floating=floating) for at in (start, end))
        return first, last

    @Slot()
    def _delete(self) -> None:
        self.deletion_wanted.emit(self.about)
        self.accept()
