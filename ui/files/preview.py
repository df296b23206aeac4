"""The pane beside the list: what a file looks like, what is known of it, and what went wrong with it."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QByteArray, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from sync.model.faults import Fault
from sync.model.files import Kept
from sync.model.ids import ItemId
from sync.rpc import messages as m
from sync.store.item_rows import FileRow
from ui import theme
from ui.common import dates
from ui.common.forms import Page, button
from ui.common.kinds import icon_of, words_of
from ui.common.labels import ElidedLabel, label
from ui.common.sentences import sentence
from ui.common.slots import slot_async
from ui.files import words
from ui.files.trouble import TroubleCard
from ui.link import Link

AT_ONCE = 3 * 1024 * 1024
"""Octets up to which a file is brought for its preview without being asked for."""
LARGEST = 30 * 1024 * 1024
SIDE = 1100


class PreviewPane(QWidget):
    """Shows one entry; `trouble` is the card about what went wrong, for the area to connect."""

    open_wanted = Signal(object)
    share_wanted = Signal(object)
    versions_wanted = Signal(object)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._row: FileRow | None = None
        self._picture = QImage()
        self._asked: tuple[ItemId, str] | None = None
        self.setAccessibleName(self.tr("Preview"))
        self.setMinimumWidth(theme.px(240))
        page = Page(self, width=420, centred=False)
        inside = page.column
        inside.setSpacing(theme.px(10))
        self._shown = _PictureLabel(self)
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setAccessibleName(self.tr("Text of the file"))
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(theme.px(260))
        self._text.setFont(theme.font("small"))
        self._none = QWidget(self)
        column = QVBoxLayout(self._none)
        column.setContentsMargins(0, theme.px(28), 0, theme.px(20))
        self._icon = QLabel(self._none)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._why = label("", "faint", self._none, wrap=True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bring = button(self.tr("Show a preview"), self._bring_now, kind="link", parent=self._none)
        column.addWidget(self._icon)
        column.addWidget(self._why)
        column.addWidget(self._bring, 0, Qt.AlignmentFlag.AlignHCenter)
        self._look = QStackedWidget(self)
        for widget in (self._none, self._shown, self._text):
            self._look.addWidget(widget)
        self._name = label("", "title", self, wrap=True)
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.trouble = TroubleCard(link, self)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(theme.px(12))
        self._facts.setVerticalSpacing(theme.px(4))
        self._facts.setColumnStretch(1, 1)
        self._open = button(self.tr("Open"), self._open_now, kind="primary", parent=self)
        inside.addWidget(self._look)
        inside.addWidget(self._name)
        inside.addWidget(self.trouble)
        inside.addWidget(self._open)
        inside.addLayout(self._facts)
        inside.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)
        theme.changes().theme_changed.connect(self._draw_icon)
        self.show_row(None)

    @property
    def row(self) -> FileRow | None:
        """What is shown."""
        return self._row

    @property
    def shown(self) -> str:
        """What kind of preview is shown: `picture`, `text` or ""."""
        return {self._shown: "picture", self._text: "text"}.get(self._look.currentWidget(), "")  # type: ignore[call-overload, no-any-return]

    def show_row(self, row: FileRow | None, place: str = "", count: int = 1) -> None:
        """Show an entry that is at `place`; with several chosen, their number."""
        before, self._row = self._row, row
        self.trouble.show_row(row)
        if row is None:
            self._asked = None
            self._name.setText(self.tr("%n chosen", "", count) if count > 1 else "")
            self._nothing("files" if count > 1 else "folder-open", "" if count > 1 else self.tr("Choose a file to see it here."))
            self._open.hide()
            self._say_facts([])
            return
        self._name.setText(row.name)
        self._open.setVisible(True)
        self._open.setText(self.tr("Open the folder") if row.is_folder else self.tr("Open"))
        size = dates.size(row.size) if row.size or not row.is_folder else ""
        self._say_facts(
            [
                (self.tr("Kind"), self.tr("Folder") if row.is_folder else words_of(row.media_type, row.name)),
                (self.tr("Size"), size),
                (self.tr("Changed"), dates.full(row.modified)),
                (self.tr("Place"), place),
                (self.tr("State"), words.state(row).words),
                (self.tr("Sharing"), words.shared(row)),
                (self.tr("Rights"), words.permitted(row)),
            ]
        )
        if before is None or _looks(before) != _looks(row):
            self._preview(row)

    def _preview(self, row: FileRow) -> None:
        self._asked = None
        if row.is_folder:
            self._nothing("folder", "")
        elif (row.kept is Kept.CURRENT and row.size <= LARGEST) or row.size <= AT_ONCE:
            self._nothing(icon_of(row.media_type, row.name), "")
            self._bring_now()
        elif row.size > LARGEST:
            self._nothing(icon_of(row.media_type, row.name), self.tr("This file is too large for a preview."))
        else:
            self._nothing(icon_of(row.media_type, row.name), self.tr("This file is on the server."), bring=True)

    @slot_async
    async def _bring_now(self) -> None:
        row = self._row
        if row is None:
            return
        mine = self._asked = (row.id, f"{row.modified}:{row.size}")
        self._bring.hide()
        try:
            answer = await self._link.ask_for(m.PreviewFile(row.id), m.PreviewAnswer, 300)
        except Fault as fault:
            if self._asked == mine:
                self._nothing(icon_of(row.media_type, row.name), str(sentence(fault)), bring=row.size <= LARGEST)
            return
        if self._asked != mine:
            return
        match answer.kind:
            case "picture" | "page":
                picture = await asyncio.to_thread(_scaled, answer.shown)
                if self._asked == mine:
                    self._show_picture(picture, row)
            case "text":
                self._text.setPlainText(answer.shown.decode("utf-8", "replace"))
                self._look.setCurrentWidget(self._text)
            case _:
                self._nothing(icon_of(row.media_type, row.name), self.tr("There is no preview of this kind of file."))

    def _show_picture(self, picture: QImage, row: FileRow) -> None:
        if picture.isNull():
            self._nothing(icon_of(row.media_type, row.name), self.tr("This picture cannot be shown."))
            return
        self._shown.show_picture(picture)
        self._shown.setAccessibleName(self.tr("Preview of {name}").format(name=row.name))
        self._look.setCurrentWidget(self._shown)

    def _nothing(self, icon: str, why: str, *, bring: bool = False) -> None:
        self._icon.setProperty("icon_name", icon)
        self._draw_icon()
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._bring.setVisible(bring)
        self._look.setCurrentWidget(self._none)

    @Slot()
    def _draw_icon(self) -> None:
        icon = str(self._icon.property("icon_name") or "folder-open")
        self._icon.setPixmap(theme.pixmap(icon if icon != "files" else "copy", "border_strong", theme.px(64)))

    def _say_facts(self, facts: list[tuple[str, str]]) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line, (name, value) in enumerate(fact for fact in facts if fact[1]):
            self._facts.addWidget(label(name, "faint", self), line, 0, Qt.AlignmentFlag.AlignTop)
            said: QLabel = ElidedLabel(value, self) if "/" in value else label(value, "", self, wrap=True)
            said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._facts.addWidget(said, line, 1)

    @Slot()
    def _open_now(self) -> None:
        if self._row is not None:
            self.open_wanted.emit(self._row)


class _PictureLabel(QLabel):
    """A picture as wide as there is room, never enlarged."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(theme.px(160))

    def show_picture(self, picture: QImage) -> None:
        """Show this picture."""
        self._picture = picture
        self._fit()

    def _fit(self) -> None:
        if self._picture.isNull():
            return
        ratio = self.devicePixelRatioF()
        room = QSize(max(self.width(), theme.px(200)), theme.px(420)) * ratio
        fits = self._picture.width() <= room.width() and self._picture.height() <= room.height()
        drawn = (
            self._picture
            if fits
            else self._picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )
        pixmap = QPixmap.fromImage(drawn)
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()


def _looks(row: FileRow) -> tuple[object, ...]:
    """What a preview depends on."""
    return row.id, row.kept, row.modified, row.size


def _scaled(raw: bytes) -> QImage:
    picture = QImage.fromData(QByteArray(raw))
    if max(picture.width(), picture.height()) > SIDE:
        return picture.scaled(
            SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    return picture
