"""The commands of the files area: once each, for buttons, the context menu and the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from sync.model.accounts import Capability
from sync.model.files import Permission
from ui import theme
from ui.common.filenames import editable

if TYPE_CHECKING:
    from ui.files.area import FilesArea


class FileActions(QObject):
    """Actions of a `FilesArea`; `offer` says which make sense now."""

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        self._area = area
        make = self._make
        self.open = make(self.tr("Open"), "folder-open")
        self.open_elsewhere = make(self.tr("Open in another program"), "external-link")
        self.reveal = make(self.tr("Show in its folder"), "folder-input", "Ctrl+Shift+O")
        self.up = make(self.tr("Folder above"), "arrow-up", "Alt+Up")
        self.folder = make(self.tr("New folder…"), "folder-plus", "Ctrl+Shift+N")
        self.document_odt = make(self.tr("New text document (ODT)…"), "file-plus")
        self.document_docx = make(self.tr("New text document (DOCX)…"), "file-plus")
        self.upload = make(self.tr("Upload files…"), "upload", "Ctrl+U")
        self.upload_folder = make(self.tr("Upload a folder…"), "folder-up")
        self.save = make(self.tr("Save as…"), "download", "Ctrl+Shift+S")
        self.rename = make(self.tr("Rename…"), "pencil", "F2")
        self.copy = make(self.tr("Copy"), "copy", "Ctrl+C")
        self.cut = make(self.tr("Cut"), "move", "Ctrl+X")
        self.paste = make(self.tr("Paste"), "square-check", "Ctrl+V")
        self.pin = make(self.tr("Always available offline"), "pin", "Ctrl+D")
        self.pin.setCheckable(True)
        self.delete = make(self.tr("Delete"), "trash-2", "Del")
        self.versions = make(self.tr("Versions…"), "history")
        self.share = make(self.tr("Share by a link…"), "share-2")
        self.people = make(self.tr("Share with people…"), "users")
        self.trash = make(self.tr("Trash of this drive…"), "trash-2")
        for ability in (self.versions, self.share, self.people, self.trash):
            ability.setVisible(False)  # until the drive says that it can
        self.filter = make(self.tr("Filter this folder"), "list-filter", "Ctrl+F")
        self.refresh = make(self.tr("Synchronise now"), "refresh-cw", "F5")
        area.addActions(self.all)

    @property
    def all(self) -> list[QAction]:
        """Every action."""
        return [value for value in vars(self).values() if isinstance(value, QAction)]

    def _make(self, text: str, icon: str, keys: str = "") -> QAction:
        made = QAction(text, self)
        theme.set_icon(made, icon)
        if keys:
            made.setShortcut(QKeySequence(keys))
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return made

    def connect_to(self, area: FilesArea) -> None:
        """Let the actions do what they say."""

        def one(act: Callable[..., object]) -> None:
            rows = area.list.chosen()
            if rows:
                act(rows[0])

        for action, act in (
            (self.open, lambda: one(area.open_row)),
            (self.open_elsewhere, lambda: one(area.open_elsewhere)),
            (self.reveal, lambda: one(area.reveal)),
            (self.up, area.go_up),
            (self.folder, lambda: area.asking.new_folder(area.target)),
            (self.document_odt, lambda: area.asking.new_document("odt", area.target)),
            (self.document_docx, lambda: area.asking.new_document("docx", area.target)),
            (self.upload, lambda: area.carrying.ask_files(area.target)),
            (self.upload_folder, lambda: area.carrying.ask_folder(area.target)),
            (self.save, lambda: area.carrying.save_as(area.list.chosen())),
            (self.rename, lambda: one(area.asking.rename)),
            (self.copy, lambda: area.carrying.take(area.list.chosen(), cut=False)),
            (self.cut, lambda: area.carrying.take(area.list.chosen(), cut=True)),
            (self.paste, lambda: area.carrying.paste(area.target)),
            (self.pin, lambda: area.intents.pin(area.list.chosen(), self.pin.isChecked())),
            (self.delete, lambda: area.intents.delete(area.list.chosen()) if area.list.chosen() else None),
            (self.versions, lambda: one(area.besides.show_versions)),
            (self.share, lambda: one(area.besides.show_links)),
            (self.people, lambda: one(area.besides.show_people)),
            (self.trash, lambda: area.besides.show_trash(area.drive)),
            (self.filter, area.bar.filter.setFocus),
            (self.refresh, area.refresh),
        ):
            action.triggered.connect(lambda _=False, act=act: act())

    def offer(self, area: FilesArea) -> None:
        """Offer what can be done now."""
        rows = area.list.chosen()
        single = rows[0] if len(rows) == 1 else None
        writable = area.target is not None
        for action in (self.folder, self.document_odt, self.document_docx, self.upload, self.upload_folder, self.paste):
            action.setEnabled(writable)
        self.open.setEnabled(single is not None)
        self.open_elsewhere.setEnabled(single is not None and not single.is_folder)
        self.open_elsewhere.setVisible(single is None or editable(single.name))
        self.reveal.setEnabled(single is not None)
        self.reveal.setVisible(area.drive is None)
        self.save.setEnabled(bool(rows))
        self.copy.setEnabled(bool(rows))
        self.cut.setEnabled(bool(rows) and all(row.permissions & Permission.MOVE for row in rows))
        self.rename.setEnabled(single is not None and bool(single.permissions & Permission.MOVE))
        self.delete.setEnabled(bool(rows) and all(row.permissions & Permission.DELETE for row in rows))
        self.pin.setEnabled(bool(rows))
        able = area.besides.of(single.collection if single is not None else area.drive.id if area.drive is not None else None)
        file = single is not None and not single.is_folder
        self.versions.setVisible(Capability.VERSIONS in able)
        self.versions.setEnabled(file)
        self.share.setVisible(Capability.LINKS in able)
        self.share.setEnabled(single is not None and bool(single.permissions & Permission.SHARE))
        self.people.setVisible(Capability.PEOPLE in able)
        self.people.setEnabled(self.share.isEnabled())
        self.trash.setVisible(Capability.TRASH in able)
        self.pin.setChecked(bool(rows) and all(row.pinned for row in rows))
        self.up.setEnabled(area.can_go_up)

    def fill(self, menu: QMenu, *, anything: bool) -> None:
        """Lay out a context menu, over entries or beside them."""
        if anything:
            for action in (self.open, self.open_elsewhere, self.reveal, self.save):
                menu.addAction(action)
            menu.addSeparator()
            for action in (self.pin, self.people, self.share, self.versions, self.rename, self.copy, self.cut):
                menu.addAction(action)
            menu.addSeparator()
            menu.addAction(self.delete)
        else:
            for action in (self.folder, self.document_odt, self.document_docx):
                menu.addAction(action)
            menu.addSeparator()
            for action in (self.upload, self.upload_folder, self.paste, self.trash, self.refresh):
                menu.addAction(action)
