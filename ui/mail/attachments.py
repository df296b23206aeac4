"""The attachments of an open letter: a strip of files to open, save, or save all, with a warning where one may do harm."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QMouseEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sync.model.faults import StoreFault
from sync.model.ids import ItemId, new_operation_id
from sync.model.mail import Attachment
from sync.rpc.messages import ExtractPart, Kept, TakeOutside, Upload
from ui import theme
from ui.common import dates, toasts
from ui.common.blobs import read_blob
from ui.common.drive_picker import DrivePicker
from ui.common.filenames import danger, editable, free_path, safe_name, write_whole
from ui.common.kinds import icon_of
from ui.common.labels import ElidedLabel, label
from ui.common.private_folders import private_folder
from ui.common.slots import slot_async
from ui.link import Link
from ui.mail.flow import FlowLayout, empty_layout


class AttachmentStrip(QWidget):
    """One card per attachment. `save_all_offered` only where there are several."""

    open_wanted = Signal(object)
    edit_wanted = Signal(object)
    save_wanted = Signal(object)
    drive_wanted = Signal(object)
    save_all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[QWidget] = []
        self._title = label("", "section", self)
        self._all = QPushButton(self.tr("Save all…"), self)
        self._all.setProperty("kind", "link")
        self._all.clicked.connect(self.save_all_wanted)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._all)
        self._flow = FlowLayout(gap=theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(6), theme.px(20), theme.px(10))
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addLayout(self._flow)
        self.hide()

    def show_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Show these; hidden where there are none."""
        empty_layout(self._flow)
        self._cards = []
        for attachment in attachments:
            card = _Card(attachment, self)
            card.open_wanted.connect(self.open_wanted)
            card.save_wanted.connect(self.save_wanted)
            card.edit_wanted.connect(self.edit_wanted)
            card.drive_wanted.connect(self.drive_wanted)
            self._cards.append(card)
            self._flow.addWidget(card)
        total = sum(attachment.size for attachment in attachments)
        count = self.tr("%n attachment(s)", "", len(attachments))
        self._title.setText(f"{count} · {dates.size(total)}" if total else count)
        self._all.setVisible(len(attachments) > 1)
        self.setVisible(bool(attachments))


class _Card(QFrame):
    open_wanted = Signal(object)
    edit_wanted = Signal(object)
    save_wanted = Signal(object)
    drive_wanted = Signal(object)

    def __init__(self, attachment: Attachment, parent: QWidget) -> None:
        super().__init__(parent)
        self._attachment = attachment
        name = safe_name(attachment.name)
        self.setProperty("card", "true")
        self.setFixedWidth(theme.px(232))
        self.setAccessibleName(f"{name}, {dates.size(attachment.size)}")
        picture = QLabel(self)
        risky = bool(danger(name))
        picture.setPixmap(theme.pixmap("shield-alert" if risky else icon_of(attachment.media_type),
                                       "warning" if risky else "accent_ink", theme.px(20)))  # fmt: skip
        opener = QToolButton(self)
        opener.setToolTip(self.tr("Open {name}").format(name=name))
        opener.setAccessibleName(self.tr("Open {name}").format(name=name))
        theme.set_icon(opener, "external-link")
        opener.clicked.connect(lambda: self.open_wanted.emit(attachment))
        saver = QToolButton(self)
        saver.setToolTip(self.tr("Save {name}").format(name=name))
        saver.setAccessibleName(self.tr("Save {name}").format(name=name))
        theme.set_icon(saver, "download")
        saver.clicked.connect(lambda: self.save_wanted.emit(attachment))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(name, self))
        size = dates.size(attachment.size)
        words.addWidget(label(self.tr("{size}, on the server").format(size=size) if attachment.elided else size, "faint", self))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), theme.px(6), theme.px(4), theme.px(6))
        row.setSpacing(theme.px(8))
        row.addWidget(picture)
        row.addLayout(words, 1)
        if editable(attachment.name):
            editor = QToolButton(self)
            editor.setToolTip(self.tr("Open {name} in Écritoire").format(name=name))
            editor.setAccessibleName(self.tr("Open {name} in Écritoire").format(name=name))
            theme.set_icon(editor, "square-pen")
            editor.clicked.connect(lambda: self.edit_wanted.emit(attachment))
            row.addWidget(editor)
        row.addWidget(opener)
        row.addWidget(saver)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the file, here where that can be done."""
        wanted = self.edit_wanted if editable(self._attachment.name) else self.open_wanted
        wanted.emit(self._attachment)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what the buttons do, in words."""
        menu = QMenu(self)
        if editable(self._attachment.name):
            menu.addAction(self.tr("Open in Écritoire"), lambda: self.edit_wanted.emit(self._attachment))
        menu.addAction(self.tr("Open"), lambda: self.open_wanted.emit(self._attachment))
        menu.addAction(self.tr("Save as…"), lambda: self.save_wanted.emit(self._attachment))
        menu.addAction(self.tr("Save to a drive…"), lambda: self.drive_wanted.emit(self._attachment))
        menu.popup(self.cursor().pos())


class AttachmentFiles(QWidget):
    """Takes attachments out of a letter and puts them where the person wants them. An invisible part of the reader."""

    document_opened = Signal(str, bytes)
    """A text document that the person wants to edit here: its name and its bytes."""

    def __init__(self, link: Link, parent: QWidget) -> None:
        super().__init__(parent)
        self._link = link
        self.outside = b""
        """The blob of a letter that is no item of the store; the message's id says nothing then."""
        self._last_folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        self.hide()

    async def content(self, message: ItemId, attachment: Attachment) -> bytes:
        """Return an attachment's bytes, fetched from the server where they were left there."""
        return await read_blob(self._link, (await self._kept(message, attachment)).blob)

    async def _kept(self, message: ItemId, attachment: Attachment) -> Kept:
        part = ExtractPart(message, attachment.path)
        return await self._link.ask_for(TakeOutside(self.outside, attachment.path) if self.outside else part, Kept, 120)

    @slot_async
    async def open(self, message: ItemId, attachment: Attachment) -> None:
        """Open a copy with the desktop's own application; asks first where the kind may do harm."""
        name = safe_name(attachment.name)
        kind = danger(name)
        if kind:
            box = QMessageBox(self.window())
            box.setIcon(QMessageBox.Icon.Warning)
            box.setWindowTitle(self.tr("Open attachment"))
            box.setText(self._warning(kind, name))
            go = box.addButton(self.tr("Open anyway"), QMessageBox.ButtonRole.DestructiveRole)
            stay = box.addButton(QMessageBox.StandardButton.Cancel)
            box.setDefaultButton(stay)
            box.setEscapeButton(stay)
            box.buttonClicked.connect(
                lambda button: self._open_now(message, attachment, name) if button is go else None
            )
            box.open()
            return
        await self._open(message, attachment, name)

    @slot_async
    async def _open_now(self, message: ItemId, attachment: Attachment, name: str) -> None:
        await self._open(message, attachment, name)

    async def _open(self, message: ItemId, attachment: Attachment, name: str) -> None:
        content = await self.content(message, attachment)
        folder = private_folder(self._link.profile, "open")
        path = free_path(folder, name)
        self._write(path, content, private=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _warning(self, kind: str, name: str) -> str:
        return {
            "program": self.tr("{name} is a program. Opening it can harm this computer. Open it only if you expected it."),
            "macro": self.tr("{name} may contain macros. Open it only if you know the sender and expected it."),
            "active": self.tr("{name} is a web page that opens in your browser and may imitate a site you know."),
        }[kind].format(name=name)

    @slot_async
    async def edit(self, message: ItemId, attachment: Attachment) -> None:
        """Open a copy in the editor of this window."""
        self.document_opened.emit(safe_name(attachment.name), await self.content(message, attachment))

    @slot_async
    async def save(self, message: ItemId, attachment: Attachment) -> None:
        """Ask where, then save."""
        start = str(Path(self._last_folder) / safe_name(attachment.name))
        chosen, _ = QFileDialog.getSaveFileName(self.window(), self.tr("Save attachment"), start)
        if chosen:
            self._last_folder = str(Path(chosen).parent)
            self._write(Path(chosen), await self.content(message, attachment))
            toasts.say(self, self.tr("Saved: {name}").format(name=Path(chosen).name))

    def save_to_drive(self, message: ItemId, attachment: Attachment) -> None:
        """Ask for a folder of a drive, then put an attachment there."""
        name = safe_name(attachment.name)
        picker = DrivePicker(self._link, self.tr("Save to a drive"), self.tr("Save"), self.window(), name=name)
        picker.place_chosen.connect(
            lambda drive, folder, chosen: self._put(message, attachment, drive, folder, chosen)
        )
        picker.open()

    @slot_async
    async def _put(self, message: ItemId, attachment: Attachment, drive: int, folder: ItemId | None, name: str) -> None:
        kept = await self._kept(message, attachment)
        await self._link.ask(Upload(new_operation_id(), drive, "", folder or 0, name, blob=kept.blob), 60)
        toasts.say(self, self.tr("Saved to the drive: {name}").format(name=name))

    @slot_async
    async def save_all(self, message: ItemId, attachments: Sequence[Attachment]) -> None:
        """Ask for a folder, then save every attachment under a name that is free there."""
        chosen = QFileDialog.getExistingDirectory(self.window(), self.tr("Save all attachments"), self._last_folder)
        if chosen:
            self._last_folder = chosen
            for attachment in attachments:
                content = await self.content(message, attachment)
                self._write(free_path(Path(chosen), attachment.name), content)
            toasts.say(self, self.tr("%n attachment(s) saved", "", len(attachments)))

    def _write(self, path: Path, content: bytes, *, private: bool = False) -> None:
        try:
            write_whole(path, content, private=private)
        except OSError as error:
            raise StoreFault("cannot_write_file", file=path.name, reason=os.strerror(error.errno or 0)) from error
