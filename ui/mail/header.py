"""The head of an open letter: subject, sender with the true address, recipients, date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sync.model.mail import Address, Envelope
from sync.store.rows import MessageRow
from ui import theme
from ui.common import dates
from ui.common.avatars import Avatar
from ui.common.labels import ElidedLabel, label
from ui.mail.flow import FlowLayout, empty_layout
from ui.mail.tags import Tag

_ADDRESS = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[\w-]+")


def misleading(sender: Address) -> str:
    """Return the address that a sender's display name pretends to be, where it is not the true one."""
    shown = _ADDRESS.search(sender.name)
    return shown[0] if shown and shown[0].lower() != sender.address.lower() else ""


class LetterHeader(QWidget):
    """Shows a `MessageRow` at once, and its `Envelope` as soon as it is read."""

    leave_wanted = Signal(str)
    """Leave the list that the letter came from, by this address."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject = label("", "title", self, wrap=True)
        self._subject.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._subject.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        self._avatar = Avatar(40, self)
        self._sender = label("", "strong", self)
        self._address = ElidedLabel("", self, role="soft")
        self._date = label("", "soft", self)
        self._summary = ElidedLabel("", self, role="soft")
        self._more = QToolButton(self)
        self._more.setCheckable(True)
        self._more.setAutoRaise(True)
        self._more.setToolTip(self.tr("Show all recipients"))
        self._more.setAccessibleName(self.tr("Show all recipients"))
        theme.set_icon(self._more, "chevron-down")
        self._more.toggled.connect(self._unfold)
        self._warning = label("", "danger", self, wrap=True)
        self._warning.hide()
        self._tags = QWidget(self)
        self._tag_row = FlowLayout(self._tags, gap=theme.px(6))
        self._tags.hide()
        self._outside = label("", "faint", self)
        self._outside.setToolTip(self.tr("This sender is not of your organisation"))
        self._leave = QPushButton(self.tr("Unsubscribe"), self)
        self._leave.setProperty("kind", "link")
        self._leave.setToolTip(self.tr("Leave the list that sent this message"))
        self._leave_by = ""
        self._vouching = ""
        self._leave.clicked.connect(lambda: self.leave_wanted.emit(self._leave_by))
        self._leave.hide()
        self._fields = QWidget(self)
        self._grid = QGridLayout(self._fields)
        self._grid.setContentsMargins(0, theme.px(4), 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setColumnStretch(1, 1)
        self._fields.hide()
        self._envelope: Envelope | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(theme.px(6))
        first.addWidget(self._sender)
        first.addWidget(self._address, 1)
        first.addWidget(self._outside)
        first.addWidget(self._date)
        second.setSpacing(theme.px(2))
        second.addWidget(self._summary, 1)
        second.addWidget(self._leave)
        second.addWidget(self._more)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addLayout(first)
        lines.addLayout(second)
        lines.addWidget(self._fields)
        lines.addWidget(self._warning)
        person = QHBoxLayout()
        person.setSpacing(theme.px(12))
        person.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        person.addLayout(lines, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(12), theme.px(20), theme.px(12))
        column.setSpacing(theme.px(12))
        column.addWidget(self._subject)
        column.addWidget(self._tags)
        column.addLayout(person)

    def show_row(self, row: MessageRow) -> None:
        """Show what the list knows."""
        self._envelope = None
        self._leave.hide()
        self._outside.hide()
        self._vouching = ""
        self._more.setChecked(False)
        self._more.setEnabled(False)
        self._subject.setText(row.subject or self.tr("(no subject)"))
        self._show_sender(Address(row.sender_name, row.sender_address))
        self._date.setText(dates.full(row.date))
        self._summary.set_whole_text(self.tr("To: {names}").format(names=row.recipients) if row.recipients else "")

    def show_envelope(self, envelope: Envelope) -> None:
        """Show what the letter itself says."""
        self._envelope = envelope
        self._subject.setText(envelope.subject or self.tr("(no subject)"))
        self._show_sender(envelope.sender)
        if envelope.date:
            self._date.setText(dates.full(envelope.date))
        names = _names([*envelope.to, *envelope.cc])
        self._summary.set_whole_text(self.tr("To: {names}").format(names=names) if names else "")
        self._more.setEnabled(True)
        self._unfold(self._more.isChecked())

    def show_tags(self, tags: Sequence[Tag]) -> None:
        """Show the tags of the letter by name."""
        empty_layout(self._tag_row)
        for tag in tags:
            pill = QLabel(tag.name, self._tags)
            pill.setTextFormat(Qt.TextFormat.PlainText)
            colour = QColor(tag.colour)
            ground = f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, 45)"
            pill.setStyleSheet(
                f"QLabel {{ background: {ground}; border: 1px solid {tag.colour}; border-radius: {theme.px(9)}px;"
                f" padding: {theme.px(1)}px {theme.px(8)}px; }}"
            )
            self._tag_row.addWidget(pill)
        self._tags.setVisible(bool(tags))

    def show_trust(self, *, outside: bool, vouching: str, leave_by: str) -> None:
        """Say whether the sender is of another organisation, what the server says of the sender, and how to leave the list."""
        self._outside.setText(self.tr("External") if outside else "")
        self._outside.setVisible(outside)
        self._vouching, self._leave_by = vouching, leave_by
        self._leave.setVisible(bool(leave_by))
        self._unfold(self._more.isChecked())

    def _show_sender(self, sender: Address) -> None:
        self._avatar.set_person(sender.name, sender.address)
        self._sender.setText(sender.name or sender.address or self.tr("(no sender)"))
        self._address.set_whole_text(f"<{sender.address}>" if sender.name and sender.address else "")
        pretended = misleading(sender)
        self._warning.setVisible(bool(pretended))
        if pretended:
            self._warning.setText(
                self.tr("The name shows {shown}, but this message comes from {true}.").format(
                    shown=pretended, true=sender.address
                )
            )

    @Slot(bool)
    def _unfold(self, unfolded: bool) -> None:
        theme.set_icon(self._more, "chevron-up" if unfolded else "chevron-down")
        empty_layout(self._grid)
        self._fields.setVisible(unfolded)
        self._summary.setVisible(not unfolded)
        if not unfolded or self._envelope is None:
            return
        envelope = self._envelope
        fields: list[tuple[str, Sequence[Address]]] = [
            (self.tr("From"), [envelope.sender]),
            (self.tr("To"), envelope.to),
            (self.tr("Cc"), envelope.cc),
            (self.tr("Bcc"), envelope.bcc),
            (self.tr("Reply to"), envelope.reply_to),
        ]
        for number, (name, people) in enumerate((name, people) for name, people in fields if people):
            self._grid.addWidget(label(name, "faint", self._fields), number, 0, Qt.AlignmentFlag.AlignTop)
            text = QLabel("\n".join(map(str, people)), self._fields)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            text.setWordWrap(True)
            self._grid.addWidget(text, number, 1)
        if self._vouching:
            row = self._grid.rowCount()
            self._grid.addWidget(label(self.tr("Origin"), "faint", self._fields), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(self._vouching, "soft", self._fields, wrap=True), row, 1)


def _names(people: Sequence[Address]) -> str:
    return ", ".join(person.name or person.address for person in people)
