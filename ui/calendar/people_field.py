"""The people of an event: completed while one types, each with what they answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QCompleter, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from sync.model.calendar import Attendee, Participation
from sync.store.rows import PersonRow
from ui import theme
from ui.common.avatars import Avatar
from ui.common.forms import tool
from ui.common.labels import ElidedLabel

translate = QCoreApplication.translate

_PERSON = re.compile(
    r"\s*(?:\"?(?P<name>[^<>\"]*?)\"?\s*<(?P<within>[^<>\s]+@[^<>\s]+)>|(?P<bare>[^<>\s,;]+@[^<>\s,;]+))\s*[,;]?"
)
OPTIONAL = "opt-participant"
REQUIRED = "req-participant"

ANSWER_ICONS = {
    Participation.ACCEPTED: ("circle-check", "success"),
    Participation.DECLINED: ("circle-x", "danger"),
    Participation.TENTATIVE: ("circle-help", "warning"),
    Participation.DELEGATED: ("forward", "text_soft"),
    Participation.NEEDS_ACTION: ("circle", "text_faint"),
}


def answer_words(answer: Participation) -> str:
    """Return what somebody answered, in words."""
    return {
        Participation.ACCEPTED: translate("People", "accepts"),
        Participation.DECLINED: translate("People", "declines"),
        Participation.TENTATIVE: translate("People", "maybe"),
        Participation.DELEGATED: translate("People", "delegated"),
        Participation.NEEDS_ACTION: translate("People", "has not answered"),
    }[answer]


def read_people(text: str) -> list[tuple[str, str]]:
    """Return the people that a text names, as name and address; what is no address is left out."""
    return [
        ((found["name"] or "").strip(), found["within"] or found["bare"]) for found in _PERSON.finditer(text)
    ]


class _Row(QWidget):
    """One person: who, what they answered, whether they have to be there."""

    removed = Signal()

    def __init__(self, one: Attendee, *, organizer: bool, editable: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.attendee = one
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        avatar = Avatar(24, self)
        avatar.set_person(one.name, one.address)
        row.addWidget(avatar)
        name = one.name or one.address
        said = translate("People", "{name}, organizer").format(name=name) if organizer else name
        label = ElidedLabel(said, self)
        label.setToolTip(one.address)
        row.addWidget(label, 1)
        if not organizer:
            icon, role = ANSWER_ICONS[one.participation]
            picture = QLabel(self)
            picture.setPixmap(theme.pixmap(icon, role, theme.px(16)))
            picture.setToolTip(answer_words(one.participation))
            picture.setAccessibleName(f"{name}: {answer_words(one.participation)}")
            row.addWidget(picture)
        self.optional = QCheckBox(translate("People", "optional"), self)
        self.optional.setAccessibleName(translate("People", "{name} is optional").format(name=name))
        self.optional.setChecked(one.role == OPTIONAL)
        self.optional.setVisible(editable and not organizer)
        row.addWidget(self.optional)
        remove = tool("x", translate("People", "Remove {name}").format(name=name), self.removed, self)
        remove.setVisible(editable and not organizer)
        row.addWidget(remove)


class _Entry(QLineEdit):
    """Where people are typed; Enter and commas end one."""

    ended = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            self.ended.emit()
            return
        super().keyPressEvent(event)
        if event.text() in (",", ";"):
            self.ended.emit()


class PeopleField(QWidget):
    """Who is invited. `complete(prefix)` finds people in a few milliseconds."""

    people_changed = Signal()
    typed = Signal(str)
    """What is typed, to be looked for elsewhere too."""

    def __init__(self, complete: Callable[[str], Sequence[PersonRow]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._complete = complete
        self._organizer: Attendee | None = None
        self._editable = True
        self._rows: list[_Row] = []
        self._names = QStringListModel(self)
        self.entry = _Entry(self)
        self.entry.setPlaceholderText(self.tr("Invite somebody: name or address"))
        self.entry.setAccessibleName(self.tr("Invite somebody"))
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._taken)
        self.entry.setCompleter(completer)
        self.entry.textEdited.connect(self._typed)
        self.entry.ended.connect(self.take_typed)
        self.entry.editingFinished.connect(self.take_typed)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.entry)
        column.addLayout(self._column)

    def show_people(self, organizer: Attendee | None, people: Sequence[Attendee], *, editable: bool = True) -> None:
        """Show who is invited."""
        self._organizer, self._editable = organizer, editable
        self.entry.setVisible(editable)
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        for one in people:
            self._add(one)

    def people(self) -> tuple[Attendee, ...]:
        """Return who is invited."""
        return tuple(
            Attendee(
                one.address, one.name, one.participation,
                (OPTIONAL if row.optional.isChecked() else REQUIRED) if one.role in (OPTIONAL, REQUIRED) else one.role,
                one.kind, one.rsvp,
            )
            for row in self._rows
            for one in (row.attendee,)
        )  # fmt: skip

    @Slot(str)
    def _typed(self, text: str) -> None:
        prefix = text.strip()
        found = self._complete(prefix) if len(prefix) > 1 else []
        self._names.setStringList([f"{row.name} <{row.address}>" if row.name else row.address for row in found])
        self.typed.emit(prefix)

    @Slot(str)
    def suggest_again(self, text: str) -> None:
        """Offer whoever is known now, where `text` is still what is typed."""
        if text == self.entry.text().strip():
            found = self._complete(text)
            self._names.setStringList([f"{row.name} <{row.address}>" if row.name else row.address for row in found])
            if found and self.entry.hasFocus():
                self.entry.completer().complete()

    @Slot(str)
    def _taken(self, text: str) -> None:
        self.entry.setText(text)
        self.take_typed()

    @Slot()
    def take_typed(self) -> None:
        """Take what was typed, where it names anybody."""
        found = read_people(self.entry.text())
        if not found:
            return
        self.entry.clear()
        known = {row.attendee.address.lower() for row in self._rows}
        for name, address in found:
            if address.lower() not in known:
                known.add(address.lower())
                self._add(Attendee(address, name, rsvp=True))
        self.people_changed.emit()

    def _add(self, one: Attendee) -> None:
        organizer = self._organizer is not None and one.address.lower() == self._organizer.address.lower()
        row = _Row(one, organizer=organizer, editable=self._editable, parent=self)
        row.removed.connect(lambda: self._remove(row))
        row.optional.toggled.connect(lambda _: self.people_changed.emit())
        self._column.addWidget(row)
        self._rows.append(row)

    def _remove(self, row: _Row) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self.entry.setFocus()
        self.people_changed.emit()
