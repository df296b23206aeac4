"""A real window with a real engine, driven through one act of a story about a file; started by test_files_meet."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

import qasync
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from app import __main__ as entry
from app import desktop
from sync.rpc import messages as m
from sync.store.item_rows import FileRow
from sync.store.read import outbox as read_outbox
from tests.e2e.program import PASSPHRASE
from tests.e2e.until import until
from ui.files.area import FilesArea
from ui.files.compare_dialog import CompareDialog
from ui.link import Session
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


class Driver:
    """The acts, each a method."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self._asked = asked
        self._text = asked.text.replace("|", "\n")
        self.desktop = desktop.Desktop(asked.profile, guide=getattr(self, asked.act))
        self.link = self.desktop.link
        self._program = OtherProgram(self._text)

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
        dialog.grab().save(str(self._asked.pictures / "settle-compared.png"))
        dialog.take.click()
        await until(lambda: not self.waiting() and not read_outbox.conflicts(self.link.reader()), "it is settled")
        await until(lambda: not area.conflicts.text, "the window says so")

    async def write(self, area: FilesArea) -> None:
        """Open the file in its program, which saves something else."""
        QDesktopServices.setUrlHandler("file", self._program, "open")
        area.open_elsewhere(self.row(area))
        size = len(self._text.encode())
        await until(lambda: self.row(area).size == size, "what the program saved came back")

    async def opened(self, window: MainWindow) -> FilesArea:
        """Unlock, and return the area with the file listed."""
        await until(lambda: self.link.session is not Session.LOST, "the engine")
        if self.link.session is Session.LOCKED:
            await self.link.unlock(PASSPHRASE)
        areas = await until(lambda: window.areas, "the workspace")
        window.show_area("files")
        area = areas.files
        await until(area.model.rowCount, "the list")
        return area

    def row(self, area: FilesArea) -> FileRow:
        """Return the file as the list has it."""
        found = area.model.file(0)
        assert found is not None
        assert found.name == NAME
        return found

    def waiting(self) -> list[str]:
        """Return the kinds of the operations in the outbox."""
        return [row.kind for row in read_outbox.operations(self.link.reader())]

    def picture(self, window: MainWindow, name: str) -> None:
        """Keep a picture of this step."""
        window.grab().save(str(self._asked.pictures / f"{self._asked.act}-{name}.png"))


def main() -> int:
    """Play one act; returns the exit status. The roles that the window starts come through here too."""
    if any(one.startswith("--role=") for one in sys.argv[1:]):
        return entry.main(sys.argv[1:])
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("act", choices=("away", "there", "settle"))
    parser.add_argument("--profile", type=Path, required=True)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--text", default="", help="what is written, | for a new line")
    asked = parser.parse_args()
    loop = qasync.QEventLoop(desktop.application())
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(Driver(asked).desktop.run(None))
    return 0


if __name__ == "__main__":
    sys.exit(main())
