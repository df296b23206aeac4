"""Invitations and business cards of a letter, shown as what they are above its text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sync.model.calendar import Entry, Moment, Participation
from sync.model.contacts import Card as BusinessCard
from sync.model.invitations import Invitation, Method
from sync.model.mail import Content
from ui import i18n, theme
from ui.common.forms import Card
from ui.common.labels import label
from ui.mail.flow import empty_layout

_NAMES_SHOWN = 8


class EnclosureCards(QWidget):
    """One card for each invitation and each person."""

    compose_wanted = Signal(str)
    """Write to somebody (`mailto:`)."""
    link_wanted = Signal(str)
    """Join a meeting at this address."""
    note_wanted = Signal(object)
    """Note in the calendar what this `Invitation` says: an answer, or that it is called off."""
    answer_wanted = Signal(object, str)
    """Answer an invitation: the `Invitation`, and one of `accepted`, `tentative`, `declined`."""

    proposal_wanted = Signal(object, bool)
    """Accept (or decline) the other time that this `Invitation` proposes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(24), 0, theme.px(20), theme.px(8))
        self._column.setSpacing(theme.px(6))
        self.hide()

    def show_content(self, content: Content | None) -> None:
        """Show what a letter encloses; nothing where it encloses nothing of the kind."""
        empty_layout(self._column)
        if content is not None:
            for invitation in content.invitations:
                self._column.addWidget(self._event_card(invitation))
            for card in content.cards:
                self._column.addWidget(self._person_card(card))
        self.setVisible(content is not None and bool(content.invitations or content.cards))

    def _event_card(self, invitation: Invitation) -> Card:
        entry = invitation.entry
        off = invitation.method is Method.CANCEL or entry.status == "cancelled"
        heading = self._heading(invitation)
        rows = [
            (self.tr("When"), self._when(entry)),
            (self.tr("Where"), entry.location),
            (self.tr("Organizer"), _name(entry.organizer.name, entry.organizer.address) if entry.organizer else ""),
            (self.tr("Invited"), self._invited(entry)),
            (self.tr("Comment"), invitation.comment),
        ]
        card = self._card("calendar", "danger" if off else "accent", heading, entry.summary or self.tr("(no title)"), rows)
        if entry.url.lower().startswith("https://") and not off:
            join = QPushButton(self.tr("Join"), card)
            join.setAccessibleName(self.tr("Join {title}").format(title=entry.summary))
            join.clicked.connect(lambda: self.link_wanted.emit(entry.url))
            card.box.addWidget(join, 0, Qt.AlignmentFlag.AlignTop)
        if invitation.method is Method.REQUEST and not off and entry.organizer is not None:
            self._add_answers(card, invitation)
        if invitation.method in (Method.REPLY, Method.CANCEL):
            self._add_noting(card, invitation)
        if invitation.method is Method.COUNTER:
            self._add_settling(card, invitation)
        return card

    def _add_settling(self, card: Card, invitation: Invitation) -> None:
        """Offer to accept the time that is proposed, for everybody, or to decline it."""
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        for accepted, words, name in (
            (True, self.tr("Accept this time"), self.tr("Accept the time proposed for {title}")),
            (False, self.tr("Keep the time"), self.tr("Keep the time of {title}: decline the proposal")),
        ):
            button = QPushButton(words, card)
            button.setAccessibleName(name.format(title=invitation.entry.summary))
            button.clicked.connect(lambda _=False, chosen=accepted: self.proposal_wanted.emit(invitation, chosen))
            column.addWidget(button)
        column.addStretch(1)
        card.box.addLayout(column)

    def _add_answers(self, card: Card, invitation: Invitation) -> None:
        """Offer to accept, to accept with reservations, and to decline."""
        answers = (
            (Participation.ACCEPTED, self.tr("Accept"), self.tr("Accept {title}")),
            (Participation.TENTATIVE, self.tr("Maybe"), self.tr("Accept {title} with reservations")),
            (Participation.DECLINED, self.tr("Decline"), self.tr("Decline {title}")),
        )
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        for participation, words, name in answers:
            button = QPushButton(words, card)
            button.setAccessibleName(name.format(title=invitation.entry.summary))
            button.clicked.connect(
                lambda _=False, chosen=participation: self.answer_wanted.emit(invitation, chosen.value)
            )
            column.addWidget(button)
        column.addStretch(1)
        card.box.addLayout(column)

    def _add_noting(self, card: Card, invitation: Invitation) -> None:
        """Offer to note in the calendar what the letter says."""
        button = QPushButton(self.tr("Note in the calendar"), card)
        button.setAccessibleName(self.tr("Note in the calendar: {title}").format(title=invitation.entry.summary))
        button.clicked.connect(lambda: self.note_wanted.emit(invitation))
        card.box.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _heading(self, invitation: Invitation) -> str:
        answers = {
            Participation.ACCEPTED: self.tr("{name} accepts"),
            Participation.DECLINED: self.tr("{name} declines"),
            Participation.TENTATIVE: self.tr("{name} accepts with reservations"),
        }
        if invitation.method is Method.REPLY and invitation.answers:
            who = invitation.answers[0]
            return answers.get(who.participation, self.tr("Answer of {name}")).format(name=_name(who.name, who.address))
        return {
            Method.REQUEST: self.tr("Invitation"),
            Method.CANCEL: self.tr("Called off"),
            Method.COUNTER: self.tr("Another time is proposed"),
            Method.DECLINE_COUNTER: self.tr("The proposed time is declined"),
            Method.REFRESH: self.tr("Asks for the invitation again"),
        }.get(invitation.method, self.tr("Event"))

    def _invited(self, entry: Entry) -> str:
        names = [_name(one.name, one.address) for one in entry.attendees]
        more = len(names) - _NAMES_SHOWN
        shown = ", ".join(names[:_NAMES_SHOWN])
        rest = self.tr("and %n other(s)", "", more)
        return f"{shown} {rest}" if more > 0 else shown

    def _when(self, entry: Entry) -> str:
        if entry.start is None:
            return ""
        text = span(entry.start, entry.end)
        again = self.tr("and again")
        return f"{text}, {again}" if entry.recurring else text

    def _person_card(self, person: BusinessCard) -> Card:
        rows = [
            (self.tr("Organisation"), ", ".join(part for part in (person.title, person.department, person.organization) if part)),
            (self.tr("Mail"), ", ".join(one.value for one in person.emails[:4])),
            (self.tr("Telephone"), ", ".join(one.value for one in person.phones[:4])),
        ]
        card = self._card("user", "true", self.tr("Business card"), person.name or self.tr("(no name)"), rows)
        if person.emails and "@" in person.emails[0].value:
            write = QPushButton(self.tr("Write"), card)
            write.setAccessibleName(self.tr("Write to {name}").format(name=person.name))
            write.clicked.connect(lambda: self.compose_wanted.emit(f"mailto:{person.emails[0].value}"))
            card.box.addWidget(write, 0, Qt.AlignmentFlag.AlignTop)
        return card

    def _card(self, icon: str, tone: str, heading: str, title: str, rows: list[tuple[str, str]]) -> Card:
        card = Card(self, tone=tone, row=True)
        picture = QLabel(card)
        picture.setPixmap(theme.pixmap(icon, "danger" if tone == "danger" else "accent_ink", theme.px(20)))
        card.box.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QWidget(card)
        grid = QGridLayout(words)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(heading, "faint", words), 0, 0, 1, 2)
        grid.addWidget(label(title, "strong", words, wrap=True), 1, 0, 1, 2)
        for name, text in rows:
            if text:
                row = grid.rowCount()
                grid.addWidget(label(name, "faint", words), row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label(text, "", words, wrap=True), row, 1)
        card.box.addWidget(words, 1)
        card.setAccessibleName(", ".join([heading, title, *(text for _, text in rows if text)]))
        return card


def span(start: Moment, end: Moment | None) -> str:
    """Return from when to when, in the time of this computer; a whole day and a floating time as they are written."""
    first = _clock_of(start)
    if end is None:
        return _day(first.date()) if start.whole_day else f"{_day(first.date())}, {_time(first)}"
    last = _clock_of(end)
    if start.whole_day:
        final = last.date() - timedelta(days=1)  # the end of a whole day is exclusive (RFC 5545 §3.6.1)
        return _day(first.date()) if final <= first.date() else f"{_day(first.date())} – {_day(final)}"
    if last.date() == first.date():
        return f"{_day(first.date())}, {_time(first)} – {_time(last)}"
    return f"{_day(first.date())}, {_time(first)} – {_day(last.date())}, {_time(last)}"


def _clock_of(moment: Moment) -> datetime:
    clock = datetime.fromtimestamp(moment.at, UTC)
    return clock if moment.floats else clock.astimezone()


def _day(day: date) -> str:
    return i18n.locale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def _time(clock: datetime) -> str:
    return i18n.locale().toString(QTime(clock.hour, clock.minute), QLocale.FormatType.ShortFormat)


def _name(name: str, address: str) -> str:
    return name or address
