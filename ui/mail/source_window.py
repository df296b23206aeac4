"""The headers and the source of a message in a window of its own, to read, copy or save."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from sync.model.faults import StoreFault
from sync.rpc.messages import Kept, RawMessage
from sync.store.rows import MessageRow
from ui import theme
from ui.common import toasts
from ui.common.blobs import read_blob
from ui.common.filenames import safe_name, write_whole
from ui.common.slots import slot_async
from ui.link import Link

SHOWN_BYTES = 1_000_000


class SourceWindow(QDialog):
    """Headers as decoded by the parser role; the source as received."""

    def __init__(self, link: Link, row: MessageRow, headers: tuple[tuple[str, str], ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._row = link, row
        self._raw = b""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Source: {subject}").format(subject=row.subject))
        self.resize(theme.px(820), theme.px(620))
        self._headers, self._source = QPlainTextEdit(self), QPlainTextEdit(self)
        for field, name in ((self._headers, self.tr("Headers")), (self._source, self.tr("Source"))):
            field.setReadOnly(True)
            field.setTabChangesFocus(True)
            field.setFont(theme.font("mono"))
            field.setAccessibleName(name)
        self._source.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._headers.setPlainText("\n".join(f"{name}: {value}" for name, value in headers))
        tabs = QTabWidget(self)
        tabs.addTab(self._headers, self.tr("Headers"))
        tabs.addTab(self._source, self.tr("Source"))
        self._save_button = QPushButton(self.tr("Save as…"), self)
        self._save_button.setEnabled(False)
        self._save_button.clicked.connect(self._save)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._save_button)
        column = QVBoxLayout(self)
        column.addWidget(tabs)
        column.addLayout(foot)

    async def load(self) -> None:
        """Bring the raw bytes. Raises the fault that prevents it."""
        kept = await self._link.ask_for(RawMessage(self._row.id), Kept, 120)
        self._raw = await read_blob(self._link, kept.blob)
        # A message is not always UTF-8; Latin-1 shows every byte and never fails.
        self._source.setPlainText(self._raw[:SHOWN_BYTES].decode("latin-1"))
        self._save_button.setEnabled(True)

    @slot_async
    async def _save(self) -> None:
        name = safe_name(f"{self._row.subject or 'message'}.eml")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save message"), name, self.tr("Messages (*.eml)"))
        if not chosen:
            return
        try:
            write_whole(Path(chosen), self._raw)
        except OSError as error:
            raise StoreFault("cannot_write_file", file=Path(chosen).name, reason=os.strerror(error.errno or 0)) from error
        toasts.say(self, self.tr("Saved: {name}").format(name=Path(chosen).name))
