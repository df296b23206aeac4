"""The absence of an account: the answer that the server sends while one is away, from one day to another."""

from __future__ import annotations

from PySide6.QtCore import QDate, Slot
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from sync.model.rules import Absence
from sync.store.rows import AccountRow
from ui import theme
from ui.common.forms import Card, Field, Note, Page, button, buttons_row
from ui.common.labels import label
from ui.common.sentences import sentence_of
from ui.mail.setup.rule_book import RuleBook


class AbsencePage(Page):
    """Kept by the button, all at once."""

    def __init__(self, book: RuleBook, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680, centred=False)
        self._book = book
        self._shown: Absence | None = None
        self.setAccessibleName(self.tr("Absence"))
        self.state = Note("", "accent", self)
        self.column.addWidget(self.state)
        self.card = Card(self)
        self.column.addWidget(self.card)
        self.enabled = QCheckBox(self.tr("Answer those who write to me while I am away"), self)
        self.card.box.addWidget(self.enabled)
        self.begins, self.ends = _day(self), _day(self)
        self.from_, self.until = QCheckBox(self.tr("From"), self), QCheckBox(self.tr("Until (included)"), self)
        days = QHBoxLayout()
        days.setSpacing(theme.px(8))
        for box, day in ((self.from_, self.begins), (self.until, self.ends)):
            day.setAccessibleName(box.text())
            box.toggled.connect(day.setEnabled)
            days.addWidget(box)
            days.addWidget(day)
        days.addStretch(1)
        self.card.box.addLayout(days)
        self.subject = QLineEdit(self)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.px(160))
        self.again = QSpinBox(self)
        self.again.setRange(1, 30)
        empty = self.tr("Empty: the one of the message that is answered.")
        self.card.box.addWidget(Field(self.tr("Subject"), self.subject, empty, self))
        self.card.box.addWidget(Field(self.tr("Answer"), self.text, "", self))
        once = QHBoxLayout()
        once.addWidget(label(self.tr("The same person is answered again after"), "", self))
        self.again.setAccessibleName(self.tr("Days before the same person is answered again"))
        once.addWidget(self.again)
        once.addWidget(label(self.tr("days"), "", self))
        once.addStretch(1)
        self.card.box.addLayout(once)
        self.fault = Note("", "danger", self)
        self.card.box.addWidget(self.fault)
        self.keep = button(self.tr("Keep the absence"), self._keep, kind="primary", parent=self)
        self.card.box.addLayout(buttons_row(None, self.keep))
        self.column.addStretch(1)
        book.looked.connect(self._show)
        self._show()

    def show_account(self, account: AccountRow) -> None:
        """Show an account's absence."""
        self._shown = None
        self._book.show_account(account)
        self._show()

    @Slot()
    def _show(self) -> None:
        book, answer = self._book, self._book.answer
        possible = book.on_server and book.rules is not None and answer is not None and "vacation" in answer.extensions
        self.card.setEnabled(possible or (answer is not None and answer.waiting))
        said = sentence_of(*answer.fault) if answer is not None else None
        if answer is None:
            self.state.say(self.tr("Asking the server…"))
        elif not book.on_server:
            self.state.say(self.tr("This server cannot answer while you are away, as far as Écritoire can tell."), "warning")
        elif book.rules is None:
            words = self.tr("The script “{name}”, of another program, says more than plain rules: change the absence there.")
            self.state.say(words.format(name=book.active_other), "warning")
        elif said:
            self.state.say(str(said), "warning")
        elif answer.waiting:
            self.state.say(self.tr("Your changes leave for the server as soon as it can be reached."))
        else:
            self.state.say("")
        if book.rules is None or answer is None or book.rules.absence == self._shown:
            return
        absence = self._shown = book.rules.absence
        dated = {"date", "relational"} <= set(answer.extensions)
        self.enabled.setChecked(absence.enabled)
        for box, day, text in ((self.from_, self.begins, absence.begins), (self.until, self.ends, absence.ends)):
            box.setEnabled(dated)
            box.setChecked(bool(text))
            day.setEnabled(bool(text))
            day.setDate(QDate.fromString(text, "yyyy-MM-dd") if text else QDate.currentDate())
        self.subject.setText(absence.subject)
        self.text.setPlainText(absence.text)
        self.again.setValue(absence.days)

    @Slot()
    def _keep(self) -> None:
        begins = self.begins.date().toString("yyyy-MM-dd") if self.from_.isChecked() else ""
        ends = self.ends.date().toString("yyyy-MM-dd") if self.until.isChecked() else ""
        wrong = ""
        if self.enabled.isChecked() and not self.text.toPlainText().strip():
            wrong = self.tr("Write the answer first.")
        elif begins and ends and ends < begins:
            wrong = self.tr("The last day is before the first one.")
        self.fault.say(wrong, "danger")
        account = self._book.account
        if wrong or account is None:
            return
        own = tuple(dict.fromkeys((account.address, *(one.address for one in account.identities if not one.on_behalf))))
        self._book.keep_absence(
            Absence(
                self.enabled.isChecked(), self.text.toPlainText(), self.subject.text().strip(), begins, ends,
                self.again.value(), own,
            )
        )  # fmt: skip


def _day(parent: QWidget) -> QDateEdit:
    made = QDateEdit(QDate.currentDate(), parent)
    made.setCalendarPopup(True)
    made.setEnabled(False)
    return made
