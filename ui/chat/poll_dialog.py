"""Asking a room: a question, its answers, how many of them one may choose, and whether the standing is seen before the end."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from sync.model.polls import MOST_ANSWERS, StartPoll
from sync.store.chat_rows import RoomRow
from ui import theme
from ui.chat.intents import Intents
from ui.chat.room_dialogs import Dialog
from ui.common.forms import Field, button, tool
from ui.common.labels import label


class PollDialog(Dialog):
    """Makes a poll."""

    def __init__(self, intents: Intents, room: RoomRow, parent: QWidget) -> None:
        super().__init__(self.tr("New poll in {room}").format(room=room.name), self.tr("Ask"), parent)
        self._intents, self._room = intents, room
        self.question = QLineEdit(self)
        self.question.textChanged.connect(self._look)
        self.column.addWidget(Field(self.tr("Question"), self.question, "", self))
        self.column.addWidget(label(self.tr("Answers"), "strong", self))
        self.answers: list[QLineEdit] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(6))
        self.column.addLayout(self._rows)
        self.more = button(self.tr("Another answer"), self.add_answer, kind="link", icon="plus", parent=self)
        line = QHBoxLayout()
        line.addWidget(self.more)
        line.addStretch(1)
        self.column.addLayout(line)
        self.most = QSpinBox(self)
        self.most.setRange(1, 2)
        self.column.addWidget(Field(self.tr("Answers that one may choose"), self.most, "", self))
        self.disclosed = QCheckBox(self.tr("Everybody sees the votes before the poll is closed"), self)
        self.disclosed.setChecked(True)
        self.column.addWidget(self.disclosed)
        for _ in range(2):
            self.add_answer()
        self.question.setFocus()
        self._look()

    @Slot()
    def add_answer(self) -> None:
        """Offer one more answer."""
        number = len(self.answers) + 1
        field = QLineEdit(self)
        field.setMaxLength(340)
        field.textChanged.connect(self._look)
        field.returnPressed.connect(self._go_on)
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(field, 1)
        line.addWidget(tool("x", self.tr("Take this answer away"), lambda: self._drop(field), row))
        self._rows.addWidget(row)
        self.answers.append(field)
        field.setPlaceholderText(self.tr("Answer {number}").format(number=number))
        if number > 2:
            field.setFocus()
        self._number()

    def _drop(self, field: QLineEdit) -> None:
        if len(self.answers) > 2:
            self.answers.remove(field)
            row = field.parentWidget()
            if row is not None:
                self._rows.removeWidget(row)
                row.deleteLater()
        else:
            field.clear()
        self._number()

    def _number(self) -> None:
        for number, field in enumerate(self.answers, 1):
            field.setAccessibleName(self.tr("Answer {number}").format(number=number))
            field.setPlaceholderText(field.accessibleName())
        self.more.setEnabled(len(self.answers) < MOST_ANSWERS)
        self._look()

    @Slot()
    def _go_on(self) -> None:
        """Enter goes to the next answer, and makes one after the last."""
        at = next((at for at, field in enumerate(self.answers) if field.hasFocus()), len(self.answers) - 1)
        if at + 1 < len(self.answers):
            self.answers[at + 1].setFocus()
        elif self.answers[at].text().strip() and len(self.answers) < MOST_ANSWERS:
            self.add_answer()

    @property
    def given(self) -> tuple[str, ...]:
        """The answers that were written, each once."""
        return tuple(dict.fromkeys(text for field in self.answers if (text := field.text().strip())))

    @Slot()
    def _look(self) -> None:
        given = self.given
        self.most.setMaximum(max(len(given), 1))
        self.go.setEnabled(bool(self.question.text().strip()) and len(given) >= 2)

    @Slot()
    def finish(self) -> None:
        """Ask."""
        asked = StartPoll(
            self._room.id, self.question.text().strip(), self.given, self.most.value(), self.disclosed.isChecked()
        )
        self._intents.intend(self._room.account, asked)
        self.accept()
