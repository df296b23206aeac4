"""What each drive can do beyond files, asked once, and the dialogs for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sync.model.faults import Fault
from sync.model.ids import CollectionId
from sync.rpc import messages as m
from sync.serial import from_json
from sync.store.item_rows import CollectionRow, FileRow
from ui.common.slots import slot_async
from ui.files.beside import LinksDialog, TrashDialog, VersionsDialog
from ui.files.comparing import Comparing
from ui.link import Link


class Besides(QObject):
    """Abilities of drives (`Capability`), as far as their servers were asked."""

    learned = Signal()
    """A drive said what it can do."""

    def __init__(self, link: Link, comparing: Comparing, parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._comparing, self._widget = link, comparing, parent
        self._known: dict[CollectionId, frozenset[str]] = {}

    def of(self, drive: CollectionId | None) -> frozenset[str]:
        """Return what a drive can do."""
        return self._known.get(drive, frozenset()) if drive is not None else frozenset()

    def ask(self, drive: CollectionId | None) -> None:
        """Ask a drive that has not been asked yet."""
        if drive is not None and drive not in self._known:
            self._known[drive] = frozenset()
            self._ask(drive)

    @slot_async
    async def _ask(self, drive: CollectionId) -> None:
        try:
            answer = await self._link.ask_for(m.DriveAbilities(drive), m.BesideAnswer, 60)
        except Fault:
            self._known.pop(drive, None)  # to be asked again
            return
        self._known[drive] = frozenset(from_json(answer.rows, list[str]))
        self.learned.emit()

    def show_versions(self, row: FileRow) -> None:
        """Show the earlier contents of a file."""
        if not row.is_folder:
            VersionsDialog(self._link, self._comparing, row, self._widget).open()

    def show_links(self, row: FileRow) -> None:
        """Show the links by which a file or folder is shared."""
        LinksDialog(self._link, row, self._widget).open()

    def show_people(self, row: FileRow) -> None:
        """Show whom a file or folder is shared with."""
        from ui.files.people import PeopleDialog

        PeopleDialog(self._link, row, self._widget).open()

    def show_trash(self, drive: CollectionRow | None) -> None:
        """Show what was deleted from a drive."""
        if drive is not None:
            TrashDialog(self._link, drive.id, drive.name, self._widget).open()
