"""Files of posts: pictures in a viewer, all others saved, or opened in their program after a word of warning."""

from __future__ import annotations

import mimetypes
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QMessageBox, QScrollArea, QVBoxLayout, QWidget

from sync.model.chat import MediaTruth, PostKind
from sync.model.faults import StoreFault
from sync.model.ids import BlobName
from sync.rpc import messages as m
from sync.store.blobs import Blobs
from sync.store.chat_rows import PostRow
from sync.store.connection import Connection
from ui import theme
from ui.chat.pictures import BROUGHT_SECONDS
from ui.common.filenames import danger, free_path, safe_name, write_whole
from ui.common.forms import button, buttons_row
from ui.common.labels import ElidedLabel
from ui.common.pictures import fitted
from ui.common.private_folders import forget_copies, private_folder
from ui.common.slots import slot_async
from ui.common.toasts import say
from ui.link import Link

_LARGEST = QSize(8000, 8000)


class PictureViewer(QDialog):
    """One picture, fitted to the window or at its own size."""

    def __init__(self, name: str, picture: QPixmap, save: Slot | object, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.px(960), theme.px(720))
        self._picture = picture
        self._whole = False
        self._label = QLabel(self)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setAccessibleName(name)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._label)
        self._size = button(self.tr("Own size"), self._turn, icon="maximize-2", parent=self)
        column = QVBoxLayout(self)
        column.addWidget(self._scroll, 1)
        row = buttons_row(
            self._size, button(self.tr("Save…"), save, icon="download", parent=self),  # type: ignore[arg-type]
            ElidedLabel(name, self, role="soft"), button(self.tr("Close"), self.accept, kind="primary", parent=self),
        )  # fmt: skip
        column.addLayout(row)
        self._draw()

    @Slot()
    def _turn(self) -> None:
        self._whole = not self._whole
        self._size.setText(self.tr("Fit to the window") if self._whole else self.tr("Own size"))
        self._draw()

    def _draw(self) -> None:
        shown = self._picture
        room = self._scroll.viewport().size()
        if not self._whole and (shown.width() > room.width() or shown.height() > room.height()):
            shown = shown.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        self._label.setPixmap(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()


class PostFiles(QObject):
    """Opens and saves the files of posts for a window."""

    def __init__(self, link: Link, window: QWidget) -> None:
        super().__init__(window)
        self._link = link
        self._window = window
        with suppress(OSError):
            forget_copies(link.profile, "posts")
        self.viewer: PictureViewer | None = None

    async def _content(self, row: PostRow) -> bytes:
        kept = await self._link.ask_for(m.OpenPostFile(row.id), m.Kept, BROUGHT_SECONDS)
        return await self._link.read_in_background(Blobs(self._link.profile, self._link.keys).read, BlobName(kept.blob))

    @slot_async
    async def open(self, row: PostRow) -> None:
        """Show a picture here; open everything else in the program that the system has for it."""
        if row.media is None or not row.id:
            return
        if row.kind in (PostKind.IMAGE, PostKind.STICKER):
            await self._view(row)
            return
        name = named(row.media)
        if danger(name) and not self._agrees(name):
            return
        content = await self._content(row)
        path = free_path(private_folder(self._link.profile, "posts"), name)
        write_whole(path, content, private=True)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            say(self._window, self.tr("No program opens this kind of file: save it instead."))

    async def _view(self, row: PostRow) -> None:
        kept = await self._link.ask_for(m.OpenPostFile(row.id, preview=True), m.Kept, BROUGHT_SECONDS)
        smaller = row.media is not None and bool(row.media.preview)
        if smaller:
            kept = await self._link.ask_for(m.OpenPostFile(row.id), m.Kept, BROUGHT_SECONDS)

        def read(connection: Connection) -> object:
            return fitted(Blobs(self._link.profile, self._link.keys).read(connection, BlobName(kept.blob)), _LARGEST)

        image = await self._link.read_in_background(read)
        name = row.media.name if row.media is not None else ""
        picture = QPixmap.fromImage(image)  # type: ignore[arg-type]
        if picture.isNull():
            say(self._window, self.tr("This picture cannot be shown."))
            return
        self.viewer = PictureViewer(name, picture, lambda: self.save(row), self._window)
        self.viewer.destroyed.connect(self._forget)
        self.viewer.show()

    @Slot()
    def _forget(self) -> None:
        self.viewer = None

    def _agrees(self, name: str) -> bool:
        asked = QMessageBox(
            QMessageBox.Icon.Warning,
            self.tr("Open {name}?").format(name=name),
            self.tr("{name} may run a program. Open it only if you expected it from this person.").format(name=name),
            QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel,
            self._window,
        )
        asked.setDefaultButton(QMessageBox.StandardButton.Cancel)
        return asked.exec() == QMessageBox.StandardButton.Open

    @slot_async
    async def save(self, row: PostRow) -> None:
        """Save a file where the person wants it."""
        if row.media is None:
            return
        wanted, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save"), named(row.media))
        if not wanted:
            return
        content = await self._content(row)
        try:
            write_whole(Path(wanted), content)
        except OSError as error:
            raise StoreFault("cannot_write_file", file=Path(wanted).name) from error
        say(self._window, self.tr("{name} saved.").format(name=Path(wanted).name))


def named(media: MediaTruth) -> str:
    """Return the name of a post's file on this computer; voice messages often have none that a player would know."""
    name = safe_name(media.name, "fichier")
    known = ".ogg" if media.media_type.startswith("audio/ogg") else mimetypes.guess_extension(media.media_type) or ""
    return name if Path(name).suffix else name + known
