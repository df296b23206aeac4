"""A real window with a real engine, driven through one act of a story about a file; started by test_files_meet."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from sync.rpc import messages as m
from sync.store.item_rows import FileRow
from sync.store.read import outbox as read_outbox
from tests.e2e.meeting import Actor, main
from tests.e2e.until import until
from ui.files.area import FilesArea
from ui.files.compare_dialog import CompareDialog
from ui.shell.window import MainWindow

SETTLE_SECONDS = 0.3
NAME = "Note.txt"


class OtherProgram(QObject):
    """The program that the system has for such files: it writes a text and saves."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        """Save the text over the file."""
        Path(address.toLocalFile()).write_text(self._text, newline="")


class Driver(Actor):
    """The acts, each a method."""

    def __init__(self, act: str, profile: Path, pictures: Path, text: str) -> None:
        super().__init__(act, profile, pictures, text.replace("|", "\n"))
        self._program = OtherProgram(self.text)

    async def away(self, window: MainWindow) -> None:
        """Change the file in another program without a network; the change waits."""
        area = await self.opened(window)
        await self.link.ask_for(m.OpenFile(self.row(area).id), m.Kept)  # what one has read, one has on the train
        window.preferences.set_value("shell.offline", True)
        await self.link.ask(m.SetOffline(True))
        await self.write(area)
        assert self.waiting() == ["upload_file"]
        self.picture(window, "waiting")

    async def there(self, window: MainWindow) -> None:
        """Change the file in another program with a network; the change arrives."""
        area = await self.opened(window)
        await self.write(area)
        await until(lambda: not self.waiting(), "the change has arrived")

    async def settle(self, window: MainWindow) -> None:
        """Come back to the network: the kept pair is told, compared line by line, and made one."""
        area = await self.opened(window)
        window.preferences.set_value("shell.offline", False)
        await self.link.ask(m.SetOffline(False))
        await until(lambda: NAME in area.conflicts.text, "the kept pair is told")
        area.list.choose(0)
        await until(area.preview.trouble._compare.isVisible, "the pair is beside the list")
        self.picture(window, "pair")
        area.preview.trouble._compare.click()
        dialog: CompareDialog = await until(lambda: area.findChild(CompareDialog), "the comparison")
        await until(lambda: dialog.comparison, "both sides are here")
        await asyncio.sleep(SETTLE_SECONDS)
        QTest.keyClick(dialog.view, Qt.Key.Key_F8)
        QTest.keyClick(dialog.view, Qt.Key.Key_Right)
        dialog.grab().save(str(self.pictures / "settle-compared.png"))
        dialog.take.click()
        await until(lambda: not self.waiting() and not read_outbox.conflicts(self.link.reader()), "it is settled")
        await until(lambda: not area.conflicts.text, "the window says so")

    async def write(self, area: FilesArea) -> None:
        """Open the file in its program, which saves something else."""
        QDesktopServices.setUrlHandler("file", self._program, "open")
        area.open_elsewhere(self.row(area))
        size = len(self.text.encode())
        await until(lambda: self.row(area).size == size, "what the program saved came back")

    async def opened(self, window: MainWindow) -> FilesArea:
        """Unlock, and return the area with the file listed."""
        area = await self.unlocked(window, "files")
        await until(area.model.rowCount, "the list")
        return area

    def row(self, area: FilesArea) -> FileRow:
        """Return the file as the list has it."""
        found = area.model.file(0)
        assert found is not None
        assert found.name == NAME
        return found


if __name__ == "__main__":
    sys.exit(main(Driver, __doc__))
