"""A real window with a real engine, driven through one act of a story about a contact; started by test_contacts_meet."""

from __future__ import annotations

import asyncio
import sys

from sync.rpc import messages as m
from sync.store.read import outbox as read_outbox
from tests.e2e.meeting import Actor, main
from tests.e2e.until import until
from ui.contacts.area import ContactsArea
from ui.shell.window import MainWindow

SETTLE_SECONDS = 0.3
NAME = "Zoé Lambert"


class Driver(Actor):
    """The acts, each a method."""

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
        area.editor._texts["title"].setText(self.text)
        area.editor._touch()
        area.editor.save()
        await until(lambda: area.card._post.text().startswith(self.text), "the card says so")

    async def opened(self, window: MainWindow) -> ContactsArea:
        """Unlock, and return the area with the contact chosen."""
        area = await self.unlocked(window, "contacts")
        await until(area.model.rowCount, "the list")
        await until(lambda: area.card.accessibleName() == NAME, "the card")
        return area


if __name__ == "__main__":
    sys.exit(main(Driver, __doc__))
