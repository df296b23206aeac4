"""Asking for names: of new folders and documents, and new ones of what is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from sync.store.item_rows import FileRow
from sync.store.read import files as read_files
from ui import i18n
from ui.files.intents import FileIntents, Target
from ui.files.naming import NameDialog
from ui.link import Link


class Asking(QObject):
    """Opens a dialog for a name, then does what was wanted."""

    def __init__(self, link: Link, intents: FileIntents, parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._intents, self._widget = link, intents, parent

    def new_folder(self, target: Target | None) -> None:
        """Ask for the name of a new folder."""
        if target is not None:
            name = self.tr("New folder")
            self._ask(name, self.tr("Create"), name, target, lambda chosen: self._intents.make_folder(chosen, target))

    def new_document(self, kind: str, target: Target | None) -> None:
        """Ask for the name of a new document (`odt`, `docx`), make it and have it opened."""
        if target is None:
            return
        language = i18n.locale().name().replace("_", "-")

        def make(name: str) -> None:
            whole = name if name.lower().endswith(f".{kind}") else f"{name}.{kind}"
            self._intents.make_document(kind, whole, language, target)

        title = self.tr("New document")
        self._ask(title, self.tr("Create"), f"{title}.{kind}", target, make)

    @Slot(object)
    def rename(self, row: FileRow) -> None:
        """Ask for another name of an entry."""
        title, target = self.tr("Rename"), Target(row.collection, row.folder)
        self._ask(title, title, row.name, target, lambda name: self._intents.rename(row, name), keeps=row)

    def _ask(
        self, title: str, action: str, name: str, target: Target, chosen: Callable[[str], object], *, keeps: FileRow | None = None
    ) -> None:
        def taken(wanted: str) -> bool:
            found = read_files.named(self._link.reader(), target.drive, target.folder, wanted)
            return found is not None and (keeps is None or found.id != keeps.id)

        dialog = NameDialog(title, action, name, taken, self._widget)
        dialog.name_chosen.connect(chosen)
        dialog.open()
