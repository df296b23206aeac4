"""A real window with a real engine, driven through one act of a story about a contact; started by test_contacts_meet."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

import qasync

from app import __main__ as entry
from app import desktop
from sync.rpc import messages as m
from sync.store.read import outbox as read_outbox
from tests.e2e.program import PASSPHRASE
from tests.e2e.until import until
from ui.contacts.area import ContactsArea
from ui.link import Session
from ui.shell.window import MainWindow

SETTLE_SECONDS = 0.3
NAME = "Zoé Lambert"


class Driver:
    """The acts, each a method."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self._asked = asked
        self.desktop = desktop.Desktop(asked.profile, guide=getattr(self, asked.act))
        self.link = self.desktop.link

    async def away(self, window: MainWindow) -> None:
        """Give the contact a title without a network; it waits."""
        area = await self.opened(window)
        window.preferences.set_value("shell.offline", True)
        await self.link.ask(m.SetOffline(True))
        await self.write(area)
        await until(lambda: self.waiting() == ["save_contact"], "the change waits")
        self.picture(window, "waiting")

    async def there(self, window: MainWindow) -> None:
        """Give the contact a title with a network; it arrives."""
        area = await self.opened(window)
        await self.write(area)
        await until(lambda: not self.waiting(), "the change has arrived")

    async def settle(self, window: MainWindow) -> None:
        """Come back to the network: the conflict shows in the card, and both versions are kept."""
        area = await self.opened(window)
        window.preferences.set_value("shell.offline", False)
        await self.link.ask(m.SetOffline(False))
        panel = area.card.conflict
        await until(lambda: panel.isVisible() and "mêmes endroits" in panel._note.text, "the conflict is shown")
        await asyncio.sleep(SETTLE_SECONDS)
        self.picture(window, "conflict")
        assert not panel.merge.isVisible()
        panel.both.click()
        await until(lambda: not self.waiting() and not read_outbox.conflicts(self.link.reader()), "it is settled")
        await until(lambda: area.model.rowCount() == 2, "both are in the list")
        self.picture(window, "both")

    async def write(self, area: ContactsArea) -> None:
        """Edit the contact as one does: F2, the field, save."""
        area.edit()
        area.editor._texts["title"].setText(self._asked.title)
        area.editor._touch()
        area.editor.save()
        await until(lambda: area.card._post.text().startswith(self._asked.title), "the card says so")

    async def opened(self, window: MainWindow) -> ContactsArea:
        """Unlock, and return the area with the contact chosen."""
        await until(lambda: self.link.session is not Session.LOST, "the engine")
        if self.link.session is Session.LOCKED:
            await self.link.unlock(PASSPHRASE)
        areas = await until(lambda: window.areas, "the workspace")
        window.show_area("contacts")
        area = areas.contacts
        await until(area.model.rowCount, "the list")
        await until(lambda: area.card.accessibleName() == NAME, "the card")
        return area

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
    parser.add_argument("--title", default="")
    asked = parser.parse_args()
    loop = qasync.QEventLoop(desktop.application())
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(Driver(asked).desktop.run(None))
    return 0


if __name__ == "__main__":
    sys.exit(main())
