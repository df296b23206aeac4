"""Mail merge: a letter for each line of a table or each contact of an address book, looked at first, sent one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QFormLayout, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from sync.model import records
from sync.model.accounts import Service
from sync.model.faults import Gone, Rejected
from sync.model.ids import AccountId, new_operation_id
from sync.model.mail import Address, Draft
from sync.model.records import Records
from sync.rpc import messages as m
from sync.serial import to_json
from sync.store.read import collections as read_collections
from sync.store.read import contacts as read_contacts
from ui import theme
from ui.common import toasts
from ui.common.forms import button, buttons_row, tool
from ui.common.labels import ElidedLabel, label
from ui.common.slots import slot_async
from ui.link import Link
from ui.mail.mailto import is_valid
from ui.mail.templates import values

if TYPE_CHECKING:
    from ui.mail.composer import Composer

LARGEST = 32 * 1024 * 1024
_WRITTEN = {
    "name": ("nom", "name"), "first_name": ("prénom", "first name"), "address": ("adresse", "address"), "date": ("date",),
    "subject": ("objet", "subject"), "me": ("moi", "me"),
}  # fmt: skip
"""The fields that templates know, as people write them."""


class MailMerge(QDialog):
    """`draft` is the letter with its fields; it goes to nobody but those of the table."""

    sent = Signal(list)
    """The ids of the operations that send the letters."""

    def __init__(self, link: Link, account: AccountId, draft: Draft, undo_seconds: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._account, self._draft, self._undo = link, account, draft, undo_seconds
        self._records: Records | None = None
        self._letters: list[Draft] = []
        self._place = 0
        self.setWindowTitle(self.tr("Send to many, one by one"))
        self.resize(theme.px(600), theme.px(560))
        self.source = QComboBox(self)
        self.source.setAccessibleName(self.tr("Recipients from"))
        self.source.addItem(self.tr("A table (CSV)…"), None)
        for book in read_collections.collections(link.reader(), Service.CONTACTS):
            self.source.addItem(self.tr("Contacts: {name}").format(name=book.name), book.id)
        self.source.activated.connect(self._choose)
        self.column = QComboBox(self)
        self.column.setAccessibleName(self.tr("Column of addresses"))
        self.column.activated.connect(self._show)
        self._said = label("", "soft", self, wrap=True)
        form = QFormLayout()
        form.addRow(self.tr("Recipients from"), self.source)
        form.addRow(self.tr("Column of addresses"), self.column)
        form.addRow("", self._said)
        self.whom = ElidedLabel("", self, role="strong")
        self.subject = ElidedLabel("", self)
        self.text = QTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Preview"))
        self.before = tool("chevron-left", self.tr("The letter before"), lambda: self._turn(-1), self)
        self.after = tool("chevron-right", self.tr("The next letter"), lambda: self._turn(1), self)
        head = QHBoxLayout()
        head.addWidget(self.whom, 1)
        head.addWidget(self.before)
        head.addWidget(self.after)
        self.go = button(self.tr("Send"), self.send, kind="primary", icon="send-horizontal", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(20),) * 4)
        column.setSpacing(theme.px(10))
        column.addLayout(form)
        column.addLayout(head)
        column.addWidget(self.subject)
        column.addWidget(self.text, 1)
        column.addLayout(buttons_row(None, button(self.tr("Cancel"), self.reject, parent=self), self.go))
        self._show()

    @Slot()
    def _choose(self) -> None:
        book = self.source.currentData()
        if book is not None:
            found = read_contacts.contacts(self._link.reader(), (book,), groups=False, limit=records.MOST)
            columns = (self.tr("Name"), self.tr("Address"), self.tr("Organisation"), self.tr("Function"))
            rows = [
                dict(zip(columns, (one.name, one.emails[0].value, one.organization, one.title), strict=True))
                for one in found if one.emails
            ]  # fmt: skip
            self.take(Records(columns, tuple(rows)))
            return
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Table of recipients"), "", self.tr("Tables (*.csv *.txt *.tsv)")
        )
        if chosen:
            self.read_table(Path(chosen))

    @slot_async
    async def read_table(self, path: Path) -> None:
        """Take the recipients of a CSV."""
        raw = await asyncio.to_thread(lambda: path.read_bytes()[: LARGEST + 1])
        try:
            self.take(records.from_csv(_decoded(raw) if len(raw) <= LARGEST else ""))
        except ValueError:
            toasts.say(self, self.tr("This is not a table: its first line has to name the columns."))

    def take(self, found: Records) -> None:
        """Take recipients; the column that holds addresses is found by itself."""
        self._records, self._place = found, 0
        self.column.clear()
        self.column.addItems(list(found.columns))
        counts = [sum(is_valid(row.get(name, "")) for row in found.rows) for name in found.columns]
        self.column.setCurrentIndex(counts.index(max(counts)))
        self._show()

    @Slot()
    def _show(self) -> None:
        found = self._records
        self._letters = letters(self._draft, found, self.column.currentText()) if found is not None else []
        left_out = len(found.rows) - len(self._letters) if found is not None else 0
        names = [one[1] for one in records.FIELD.finditer(f"{self._draft.subject} {self._draft.html} {self._draft.text}")]
        known = [name for written in _WRITTEN.values() for name in written]
        lacking = records.missing(names, [*known, *(found.columns if found is not None else ())])
        if found is None:
            self._said.setText(self.tr("Write the names of its columns in braces in the letter: {City} for instance."))
        else:
            lines = [self.tr("%n letter(s)", "", len(self._letters))]
            if left_out:
                lines.append(self.tr("%n line(s) without a valid address left out", "", left_out))
            if lacking:
                lines.append(self.tr("No column for: {names}").format(names=", ".join(lacking)))
            self._said.setText("  ·  ".join(lines))
        self.go.setEnabled(bool(self._letters) and not lacking)
        self._turn(0)

    def _turn(self, by: int) -> None:
        self._place = min(max(self._place + by, 0), max(len(self._letters) - 1, 0))
        shown = self._letters[self._place] if self._letters else None
        self.whom.set_whole_text(f"{self._place + 1} / {len(self._letters)}  ·  {shown.to[0]}" if shown is not None else "")
        self.subject.set_whole_text(shown.subject if shown is not None else "")
        self.text.setPlainText(shown.text if shown is not None else "")
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place + 1 < len(self._letters))

    @slot_async
    async def send(self) -> None:
        """Put a letter for each into the outbox; all of them can be taken back for a while."""
        self.go.setEnabled(False)
        operations: list[str] = []
        try:
            for one in self._letters:
                operation = new_operation_id()
                wish = m.Send(operation, new_operation_id(), self._account, to_json(one).encode(), self._undo)
                await self._link.ask_for(wish, m.Sending, 60)
                operations.append(operation)
        finally:
            if operations:
                self.sent.emit(operations)
            self.go.setEnabled(True)
        self.accept()


def letters(draft: Draft, found: Records, column: str) -> list[Draft]:
    """Return a letter for each record that has an address in `column`, its fields filled in."""
    made = []
    for row in found.rows:
        address = row.get(column, "").strip()
        if is_valid(address):
            made.append(_letter(draft, row, Address(_name(row, address), address)))
    return made


def _letter(draft: Draft, row: Mapping[str, str], whom: Address) -> Draft:
    known = values(whom, "", draft.sender.name)
    spoken = {name: value for key, value in known.items() for name in _WRITTEN[key]}
    record = {**row, **{name: value for name, value in spoken.items() if records.value(row, name) is None}}
    domain = draft.sender.address.rpartition("@")[2] or "localhost"
    return replace(
        draft, to=(whom,), cc=(), bcc=(), subject=records.filled(draft.subject, record),
        html=records.filled(draft.html, record, escape), text=records.filled(draft.text, record),
        message_id=f"<{new_operation_id()}@{domain}>", answers=None, in_reply_to="", references=(),
    )  # fmt: skip


def _name(row: Mapping[str, str], address: str) -> str:
    """Return the name of a recipient, where the table has it: in one column, or as first and last name."""
    last = next((value for name in ("nom", "name", "last name") if (value := records.value(row, name))), "")
    first = next((value for name in ("prénom", "first name") if (value := records.value(row, name))), "")
    return " ".join(filter(None, (first, last)))


def _decoded(raw: bytes) -> str:
    """Return a table as text: UTF-8, or as French spreadsheets write it."""
    for charset in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")



class Letters(QObject):
    """What became of the letters of a merge: said, and taken back at the person's wish."""

    def __init__(self, link: Link, place: QWidget, operations: Sequence[str], undo_seconds: int) -> None:
        super().__init__(place)
        self._link, self._place, self._operations = link, place, list(operations)
        toasts.say(
            place,
            self.tr("%n letter(s) on their way", "", len(operations)),
            action=self.tr("Undo"),
            on_action=self.take_back,
            seconds=max(undo_seconds, 3),
        )

    @slot_async
    async def take_back(self) -> None:
        """Take back what has not left."""
        left = 0
        for one in self._operations:
            try:
                await self._link.ask(m.DiscardOperation(one))
            except (Gone, Rejected):
                left += 1
        taken = self.tr("%n letter(s) taken back", "", len(self._operations) - left)
        toasts.say(self._place, taken + (" · " + self.tr("%n had left already", "", left) if left else ""))


def merge(link: Link, place: QWidget, composer: Composer, undo_seconds: int) -> MailMerge:
    """Open the merge of the letter that is written in a composer; it stays open there."""
    window = MailMerge(link, composer.account, composer.draft(), undo_seconds, composer)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.sent.connect(lambda operations: Letters(link, place, operations, undo_seconds))
    window.open()
    return window
