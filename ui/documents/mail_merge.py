"""Mail merge: one document for each record of a table or each contact of an address book, written into a folder."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from editors.compare.plain import decoded
from editors.document import mail_merge
from editors.document.tree import Document
from editors.widgets.paper import pdf
from editors.widgets.writer import Writer
from sync.model import records
from sync.model.accounts import Service
from sync.model.records import Records
from sync.store.item_rows import ContactRow
from sync.store.read import collections as read_collections
from sync.store.read import contacts as read_contacts
from ui import theme
from ui.common import toasts
from ui.common.dates import figure
from ui.common.forms import button, buttons_row
from ui.common.labels import label
from ui.common.slots import slot_async
from ui.documents.papers import Paper, Papers
from ui.link import Link

LARGEST = 32 * 1024 * 1024
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


class MailMerge(QDialog):
    """Where the records come from, what they fill, and where the documents go."""

    def __init__(self, link: Link, papers: Papers, paper: Paper, writer: Writer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._papers, self._paper, self._writer = link, papers, paper, writer
        self._document: Document = writer.document_shown
        self.records: Records | None = None
        self._stopped = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Mail merge"))
        self.resize(theme.px(560), theme.px(360))
        self.source = QComboBox(self)
        self.source.setAccessibleName(self.tr("Records from"))
        self.source.addItem(self.tr("A table (CSV)…"), None)
        for book in read_collections.collections(link.reader(), Service.CONTACTS):
            self.source.addItem(self.tr("Contacts: {name}").format(name=book.name), book.id)
        self.source.activated.connect(self._choose)
        self._said = label("", "soft", self, wrap=True)
        self._fields = label("", "soft", self, wrap=True)
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Name of each file"))
        self.name.setToolTip(self.tr("Fields in braces are filled in, {number} is the record’s number."))
        self.as_pdf = QCheckBox(self.tr("As PDF"), self)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName(self.tr("Documents written"))
        self.progress.hide()
        form = QFormLayout()
        form.addRow(self.tr("Records from"), self.source)
        form.addRow("", self._said)
        form.addRow(self.tr("Fields"), self._fields)
        form.addRow(self.tr("Name of each file"), self.name)
        form.addRow("", self.as_pdf)
        self.go = button(self.tr("Write the documents…"), self._ask_folder, kind="primary", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(self.progress)
        column.addLayout(buttons_row(None, button(self.tr("Close"), self.reject, parent=self), self.go))
        self.rejected.connect(self._stop)
        self._show()

    @Slot()
    def _stop(self) -> None:
        self._stopped = True

    @Slot()
    def _choose(self) -> None:
        book = self.source.currentData()
        if book is not None:
            found = read_contacts.contacts(self._link.reader(), (book,), groups=False, limit=records.MOST)
            self.take(_of_contacts(found, self._columns()))
            return
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Table of records"), "", self.tr("Tables (*.csv *.txt *.tsv)")
        )
        if chosen:
            self.read_table(Path(chosen))

    def _columns(self) -> tuple[str, ...]:
        return (self.tr("Name"), self.tr("Organisation"), self.tr("Function"), self.tr("Email"), self.tr("Phone"))

    @slot_async
    async def read_table(self, path: Path) -> None:
        """Take the records of a CSV."""
        raw = await asyncio.to_thread(lambda: path.read_bytes()[: LARGEST + 1])
        found = decoded(raw) if len(raw) <= LARGEST else None
        try:
            self.take(records.from_csv(found[0] if found is not None else ""))
        except ValueError:
            toasts.say(self, self.tr("This is not a table: its first line has to name the columns."))

    def take(self, found: Records) -> None:
        """Take records."""
        self.records = found
        self._show()

    def _show(self) -> None:
        names = mail_merge.names(self._document)
        columns = self.records.columns if self.records is not None else ()
        if self.records is None:
            self._said.setText(self.tr("The first line of the table names the columns."))
        else:
            self._said.setText(self.tr("%n records", "", len(self.records.rows)) + " · " + ", ".join(columns))
            if not self.name.text():
                first = next((one for one in columns if records.missing([one], names) == []), columns[0])
                self.name.setText(f"{Path(self._paper.name).stem} {{number}} {{{first}}}")
        lacking = records.missing(names, columns) if self.records is not None else []
        if not names:
            self._fields.setText(self.tr("None yet: write a column’s name in braces in the text, {Name} for instance."))
        elif lacking:
            self._fields.setText(self.tr("No column for: {names}").format(names=", ".join(lacking)))
        else:
            self._fields.setText(", ".join(names))
        self.go.setEnabled(self.records is not None and bool(names))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder for the documents"))
        if chosen:
            self.write_into(Path(chosen))

    @slot_async
    async def write_into(self, folder: Path) -> None:
        """Write a document for each record. None of a name that is taken is overwritten."""
        if self.records is None:
            return
        self.go.setEnabled(False)
        self.progress.setRange(0, len(self.records.rows))
        self.progress.show()
        written = 0
        for number, record in enumerate(self.records.rows, 1):
            if self._stopped:
                break
            document = mail_merge.filled(self._document, record)
            content = (
                self._pdf(document) if self.as_pdf.isChecked() else await self._papers.bytes_of(self._paper, document)
            )
            path = _free(folder / self._file_name(record, number))
            await asyncio.to_thread(path.write_bytes, content)
            written += 1
            self.progress.setValue(number)
        toasts.say(self._writer, self.tr("{count} documents written").format(count=figure(written)))
        if not self._stopped:
            self.accept()

    def _file_name(self, record: Mapping[str, str], number: int) -> str:
        def put(found: re.Match[str]) -> str:
            value = records.value(record, found[1])
            return str(number) if found[1] == "number" else found[0] if value is None else value

        name = " ".join(_REFUSED.sub(" ", records.FIELD.sub(put, self.name.text())).split()).strip(". ")[:120]
        return f"{name or number}.{'pdf' if self.as_pdf.isChecked() else self._paper.kind}"

    def _pdf(self, document: Document) -> bytes:
        shown = Writer(self)
        shown.hide()
        shown.take_pictures(self._writer)
        shown.show_document(document)
        try:
            return pdf(shown, self._paper.name)
        finally:
            shown.deleteLater()


def _of_contacts(found: list[ContactRow], columns: tuple[str, ...]) -> Records:
    rows = tuple(
        dict(zip(columns, (
            one.name, one.organization, one.title, one.emails[0].value if one.emails else "",
            one.phones[0].value if one.phones else "",
        ), strict=True))
        for one in found
    )  # fmt: skip
    return Records(columns, rows)


def _free(path: Path) -> Path:
    """Return a path that is not taken: the same, or with a number behind its name."""
    number, made = 1, path
    while made.exists():
        number += 1
        made = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return made
