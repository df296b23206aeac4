"""Documents: the start page and the open documents in tabs, which come back after a restart as they were left."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox, QTabBar, QTabWidget, QVBoxLayout, QWidget

from sync.model.faults import Fault
from sync.model.ids import ItemId
from sync.store.item_rows import FileRow
from sync.store.read import accounts as read_accounts
from sync.store.read import documents as read_documents
from sync.store.rows import DocumentRow
from ui import i18n
from ui.common.drive_picker import DrivePicker, drives_of
from ui.common.forms import tool
from ui.common.slots import slot_async, slot_owed
from ui.common.spelling import Spelling
from ui.documents.papers import SUFFIXES, Paper, Papers
from ui.documents.start import StartPage
from ui.documents.tab import DocumentTab
from ui.link import Link
from ui.live import Live
from ui.preferences import Preferences


class DocumentsArea(QWidget):
    """The documents area."""

    shown_wanted = Signal()
    """A document was opened from elsewhere: show this area."""

    def __init__(
        self, link: Link, live: Live, parent: QWidget | None = None, *, preferences: Preferences | None = None
    ) -> None:
        super().__init__(parent)
        self._link, self._live = link, live
        self._spelling = Spelling(link, preferences or Preferences(link, live, self), self)
        self.setAccessibleName(self.tr("Documents"))
        self.setAcceptDrops(True)
        self._soon = QTimer(self, singleShot=True, interval=100)
        self._soon.timeout.connect(self._read_rows)
        self._papers = Papers(self._link)
        self._start = StartPage(self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setMovable(False)
        self.tabs.addTab(self._start, self.tr("Home"))
        self.tabs.currentChanged.connect(self._focus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self._start.new_wanted.connect(self.new_document)
        self._start.file_wanted.connect(self.choose_file)
        self._start.drive_wanted.connect(self.choose_on_drive)
        live.mailboxes_changed.connect(self._offer_drives)
        self._offer_drives()
        self._start.row_chosen.connect(self.open_row)
        self._start.row_forgotten.connect(self._forget_row)
        self._live.documents_changed.connect(self._soon.start)
        self._read_rows()
        self._recover()

    # --- opening

    @slot_async
    async def new_document(self, kind: str, template: str) -> None:
        """Open a new document made from a template."""
        name = {
            "blank": self.tr("New document"), "letter": self.tr("Letter"), "note": self.tr("Note"),
            "minutes": self.tr("Minutes"),
        }[template]  # fmt: skip
        language = i18n.locale().name().replace("_", "-")
        await self._open(self._papers.make(kind, template, name, language))

    @Slot()
    def choose_file(self) -> None:
        """Ask for a file of this computer and open it."""
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a document"), "", self.tr("Text documents ({patterns})").format(patterns=patterns)
        )
        if chosen:
            self.open_path(Path(chosen))

    @Slot()
    def _offer_drives(self) -> None:
        with suppress(Fault):
            self._start.drive.setVisible(bool(drives_of(self._link)))

    @Slot()
    def choose_on_drive(self) -> None:
        """Ask for documents of a drive and open them."""
        picker = DrivePicker(self._link, self.tr("Open from a drive"), self.tr("Open"), self)
        picker.files_chosen.connect(self._open_rows)
        picker.open()

    @Slot(object)
    def _open_rows(self, rows: list[FileRow]) -> None:
        for row in rows:
            self.open_drive(row.id)

    @slot_async
    async def open_path(self, path: Path) -> None:
        """Open a file of this computer; one that is open already is shown."""
        for tab in self._open_tabs():
            if tab.paper.place == str(path):
                self._show(tab)
                return
        await self._open(self._papers.open_file(path))

    @slot_async
    async def open_drive(self, item: ItemId) -> None:
        """Open a file of a drive; one that is open already is shown."""
        self.shown_wanted.emit()
        for tab in self._open_tabs():
            if tab.paper.item == item:
                self._show(tab)
                return
        await self._open(self._papers.open_drive(item))

    @slot_async
    async def open_bytes(self, name: str, content: bytes) -> None:
        """Open a copy of a document that came otherwise, from a letter for instance."""
        self.shown_wanted.emit()
        await self._open(self._papers.open_bytes(name, content))

    @slot_async
    async def open_row(self, row: DocumentRow) -> None:
        """Open a recent document: the file as it is now, or what is kept of it here."""
        if row.item and not row.delta:
            self.open_drive(row.item)
            return
        if row.place and not row.item and not row.delta and await asyncio.to_thread(Path(row.place).exists):
            self.open_path(Path(row.place))
            return
        await self._open(self._papers.recover(row))

    async def _open(self, opening: Coroutine[Any, Any, Paper]) -> None:
        paper = await opening
        self._show(self._add(paper))

    def _add(self, paper: Paper) -> DocumentTab:
        tab = DocumentTab(self._link, self._papers, paper, self._author(), self._spelling, self)
        tab.title_changed.connect(self._retitle)
        tab.left.connect(lambda: self._close(tab))
        self.tabs.addTab(tab, tab.title)
        name = self.tr("Close {name}").format(name=paper.name)
        closer = tool("x", name, lambda: self.close_tab(self.tabs.indexOf(tab)), self.tabs)
        closer.setAutoRaise(True)
        self.tabs.tabBar().setTabButton(self.tabs.count() - 1, QTabBar.ButtonPosition.RightSide, closer)
        self.tabs.setTabToolTip(self.tabs.count() - 1, str(paper.path or paper.name))
        return tab

    def _show(self, tab: DocumentTab) -> None:
        self.tabs.setCurrentWidget(tab)
        tab.writer.setFocus()

    def _author(self) -> str:
        try:
            accounts = read_accounts.accounts(self._link.reader())
        except Fault:
            return ""
        return next((account.name or account.address for account in accounts), "")

    @slot_async
    async def _recover(self) -> None:
        """Open again what was open when the window went away."""
        rows = await self._link.read_in_background(read_documents.documents)
        for row in reversed([row for row in rows if row.opened]):
            if all(tab.paper.key != row.key for tab in self._open_tabs()):
                self._add(await self._papers.recover(row))

    # --- the tabs

    def _open_tabs(self) -> list[DocumentTab]:
        found = [self.tabs.widget(index) for index in range(self.tabs.count())]
        return [tab for tab in found if isinstance(tab, DocumentTab)]

    @Slot()
    def _retitle(self) -> None:
        for tab in self._open_tabs():
            index = self.tabs.indexOf(tab)
            self.tabs.setTabText(index, tab.title)
            self.tabs.setTabToolTip(index, str(tab.paper.path or tab.paper.name))

    @Slot(int)
    def _focus(self, index: int) -> None:
        shown = self.tabs.widget(index)
        if isinstance(shown, DocumentTab):
            shown.writer.setFocus()

    @Slot(int)
    def close_tab(self, index: int) -> None:
        """Close a document; asks where something would be lost."""
        tab = self.tabs.widget(index)
        if not isinstance(tab, DocumentTab):
            return
        if not tab.worth_asking:
            self._close(tab)
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Close the document"))
        box.setText(self.tr("{name} has changes that are not saved.").format(name=tab.paper.name))
        save = box.addButton(self.tr("Save"), QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton(self.tr("Close without saving"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(
            lambda chosen: tab.save() if chosen is save else self._close(tab) if chosen is drop else None
        )
        box.open()

    @slot_owed
    async def _close(self, tab: DocumentTab) -> None:
        self.tabs.removeTab(self.tabs.indexOf(tab))
        paper = tab.paper
        tab.deleteLater()
        await self._papers.forget(paper)

    def keep_all(self) -> None:
        """Have everything that was edited kept before the window goes away."""
        for tab in self._open_tabs():
            tab.autosave()

    # --- recent documents

    @Slot()
    def _read_rows(self) -> None:
        try:
            rows = read_documents.documents(self._link.reader())
        except Fault:
            return  # locked meanwhile
        self._start.show_rows([row for row in rows if row.place or row.delta])

    @slot_async
    async def _forget_row(self, row: DocumentRow) -> None:
        await self._papers.forget_row(row)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.open_path(Path(url.toLocalFile()))
