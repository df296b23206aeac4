"""The tour: drives the real window over the embedded backend and keeps a picture of every screen in build/tour/."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import qasync
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from app import __main__ as entry
from app import desktop
from app.demo.backend import DemoBackend
from app.demo.people import COLLEAGUES
from sync.model.collections import Role
from sync.rpc import messages as m
from sync.store.item_rows import FileRow
from sync.store.read import files as read_files
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import messages as read_messages
from sync.store.read import outbox as read_outbox
from ui import i18n
from ui.calendar.days import Kind
from ui.files.model import FileModel
from ui.shell.areas import Areas
from ui.shell.window import MainWindow

T = TypeVar("T")

PICTURES = Path("build") / "tour"
STEP_SECONDS = 90.0
SETTLE_SECONDS = 0.4
"""For what fades in, and for the reader's page."""
LEAST_COLOURS = 24
SETTINGS_PAGES = (
    "accounts", "mail", "appearance", "reading", "notifications", "files", "security", "network", "sovereignty", "about",
)  # fmt: skip
LOOKS = ("mail", "home", "outbox")
BESIDE_MAIL = ("calendar", "contacts", "files")
"""Areas whose servers an installed package comes without."""
PASSPHRASE = "quatre mots choisis au hasard"
LETTER = (
    f"mailto:{COLLEAGUES[0].address}?subject=Visite%20de%20jeudi&body=Bonjour,%0A%0ATout%20est%20pr%C3%AAt.%0A%0AAlice"
)


class EmptyPicture(Exception):
    """A screen that shows nothing: the tour fails."""


class Tour:
    """Walks through the window; each stop is a picture."""

    def __init__(self, backend: DemoBackend, folder: Path, profile: Path) -> None:
        self._backend = backend
        self._folder = folder
        self._count = 0
        self.desktop = desktop.Desktop(profile, guide=self._walk)
        self._link = self.desktop.link

    @property
    def _beside_mail(self) -> tuple[str, ...]:
        """The areas beside mail that the backend has servers for."""
        services = {one.service.value for one in self._backend.endpoints}
        return tuple(area for area in BESIDE_MAIL if area in services)

    async def _walk(self, window: MainWindow) -> None:
        """Go everywhere."""
        await self._backend.start()
        try:
            window.resize(1440, 900)
            await self._first_steps(window)
            await self._mail(window)
            await self._writing(window)
            await self._offline(window)
            if self._beside_mail:
                await self._calendar(window)
                await self._contacts(window)
                await self._files(window)
                await self._document(window)
            await self._settings(window)
            await self._looks(window)
        finally:
            await self._backend.stop()
        print(f"{self._count} pictures in {self._folder}")

    async def _first_steps(self, window: MainWindow) -> None:
        first = await self._until(lambda: window.first_run, "the first steps")
        protect = first.protect
        await self._keep(window, "first-protect")
        protect.add_passphrase.setChecked(True)
        protect.passphrase.setText(PASSPHRASE)
        protect.again.setText(PASSPHRASE)
        await self._keep(window, "first-passphrase")
        protect.go_on.click()
        await self._until(protect.kept.isVisible, "the recovery code")
        await self._keep(window, "first-recovery-code")
        protect.kept.setChecked(True)
        protect.done.click()
        page = first.add.address
        await self._until(page.isVisible, "the address")
        page.address.setText(self._backend.address)
        page.person.setText(self._backend.name)
        await self._keep(window, "first-address")
        page.found.show_found(m.Discovered("generic", "Préfecture", self._endpoints(), "tour"))
        await self._keep(window, "first-found")
        add = m.AddAccount(
            self._backend.address,
            self._backend.name,
            "Préfecture",
            "generic",
            self._endpoints(),
            self._backend.password,
        )
        await self._link.ask(add, STEP_SECONDS)
        first.finished.emit()
        await self._until(lambda: window.workspace, "the workspace")

    async def _mail(self, window: MainWindow) -> None:
        areas, link = await self._opened(window), self._link

        def inbox_rows() -> Sequence[object]:
            boxes = [box.id for box in read_mailboxes.mailboxes(link.reader()) if box.role is Role.INBOX]
            return read_messages.page(link.reader(), boxes, limit=20)

        await self._until(lambda: len(inbox_rows()) == 20 and areas.mail.list.model.rowCount() >= 20, "the inbox")
        await self._keep(window, "mail")
        window.show_area("home")
        await self._keep(window, "home")
        window.show_area("mail")
        view = areas.mail.list.view
        for number, row in enumerate((0, 1, 4)):
            view.setCurrentIndex(areas.mail.list.model.index(row, 0))
            await asyncio.sleep(2)
            await self._keep(window, f"message-{number + 1}")
        window.open_palette("rapport")
        await self._keep(window, "palette")
        self._close_popups(window)
        await self._keep(window.open_shortcuts() or window, "shortcuts")
        self._close_popups(window)

    async def _writing(self, window: MainWindow) -> None:
        areas = await self._opened(window)
        window.compose(LETTER)
        composer = areas.mail.desk.composers[-1]
        await self._keep(composer, "composer")
        window.preferences.set_value("send_undo_seconds", 0)
        await self._link.ask(m.SetOffline(True))
        composer.send()
        await self._until(lambda: not areas.mail.desk.composers, "the message is sent")

    async def _offline(self, window: MainWindow) -> None:
        await self._until(lambda: read_outbox.operations(self._link.reader()), "the outbox")
        window.show_area("outbox")
        await self._keep(window, "outbox-offline")
        window.show_area("mail")
        await self._keep(window, "mail-offline")
        await self._link.ask(m.SetOffline(False))
        await self._until(lambda: not read_outbox.operations(self._link.reader()), "the outbox is empty")
        window.show_area("outbox")
        await self._keep(window, "outbox-empty")

    async def _calendar(self, window: MainWindow) -> None:
        areas = await self._opened(window)
        window.show_area("calendar")
        agenda = areas.calendar
        await self._until(lambda: agenda.calendars.by_id and agenda.view.shown, "the events")
        for kind in Kind:
            agenda.show_kind(kind.value)
            await self._keep(window, f"calendar-{kind.value}")

    async def _contacts(self, window: MainWindow) -> None:
        areas = await self._opened(window)
        window.show_area("contacts")
        people = areas.contacts
        await self._until(lambda: people.list.chosen(), "the contacts")
        await self._keep(window, "contacts")
        people.edit()
        await self._keep(window, "contacts-editing")
        people.editor.ended.emit()

    async def _files(self, window: MainWindow) -> None:
        areas = await self._opened(window)
        window.show_area("files")
        drive = areas.files
        row = await self._until(partial(self._named, drive.model, "Courriers"), "the drive")
        await self._keep(window, "files")
        drive.open_row(row)
        document = await self._until(partial(self._named, drive.model, ".odt"), "the folder")
        drive.list.choose_item(document.id)
        await self._keep(window, "files-folder")
        drive.open_row(document)

    def _named(self, model: FileModel, ending: str) -> FileRow | None:
        """Return an entry of the folder that is listed, by the end of its name."""
        listing = model.listing
        if listing is None or listing.drive is None:
            return None
        rows = read_files.listing(self._link.reader(), listing.drive, listing.folder, limit=100)
        return next((row for row in rows if row.name.endswith(ending)), None)

    async def _document(self, window: MainWindow) -> None:
        areas = await self._opened(window)
        await self._until(lambda: areas.documents.tabs.count() > 1, "the document")
        await self._keep(window, "document")

    async def _settings(self, window: MainWindow) -> None:
        for page in SETTINGS_PAGES:
            window.open_settings(page)
            await self._keep(window, f"settings-{page}")

    async def _looks(self, window: MainWindow) -> None:
        for theme in ("dark", "contrast", "light"):
            window.preferences.set_value("theme", theme)
            for area in (*LOOKS, *self._beside_mail):
                window.show_area(area)
                await self._keep(window, f"{theme}-{area}")
        for language in ("en", "fr"):
            window.preferences.set_value("language", language)
            again = MainWindow(self._link, self.desktop.live, window.preferences)
            again.resize(window.size())
            again.show()
            await self._until(partial(getattr, again, "workspace"), f"the window in {language}")
            for area in (*LOOKS, *self._beside_mail, "settings"):
                again.show_area(area)
                await self._keep(again, f"{language}-{area}")
            again.hide()
            again.deleteLater()

    def _endpoints(self) -> list[m.EndpointSpec]:
        """The embedded backend's servers, as discovery would find them."""
        return [
            m.EndpointSpec(
                one.service.value, one.protocol, one.host, one.port, one.security.value, one.user,
                parameters=dict(one.parameters),
            )
            for one in self._backend.endpoints
        ]  # fmt: skip

    def _close_popups(self, window: MainWindow) -> None:
        """Close what lies over the window."""
        for widget in QApplication.topLevelWidgets():
            if widget is not window and widget.isVisible():
                widget.close()

    async def _opened(self, window: MainWindow) -> Areas:
        return await self._until(lambda: window.areas, "the areas")

    async def _until(self, true: Callable[[], T | None], what: str) -> T:
        """Wait until `true()` holds and return its value; `TimeoutError` says what never came."""
        deadline = time.monotonic() + STEP_SECONDS
        while True:
            value = true()
            if value:
                return value
            if time.monotonic() > deadline:
                raise TimeoutError(what)
            await asyncio.sleep(0.05)

    async def _keep(self, widget: QWidget, name: str) -> None:
        """Keep a picture once the window has come to rest. Raises `EmptyPicture` for a screen that shows nothing."""
        await asyncio.sleep(SETTLE_SECONDS)
        picture = widget.grab()
        image = picture.toImage().scaled(96, 96).convertToFormat(QImage.Format.Format_RGB32)
        if len({image.pixel(x, y) for x in range(96) for y in range(96)}) < LEAST_COLOURS:
            raise EmptyPicture(name)
        self._count += 1
        picture.save(str(self._folder / f"{self._count:02}-{name}.png"))
        print(f"{self._count:02}-{name}", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the pictures; returns the exit status. The roles that the window starts come through here too."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if any(one.startswith("--role=") for one in given):
        return entry.main(given)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=PICTURES)
    folder: Path = parser.parse_args(given).folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    work = Path(tempfile.mkdtemp(prefix="ecritoire-tour-"))
    application = desktop.application()
    i18n.install(application, "fr")
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    try:
        with loop:
            loop.run_until_complete(_tour(folder, work))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0


async def _tour(folder: Path, work: Path) -> None:
    tour = Tour(DemoBackend(work / "demo"), folder, work / "profile")
    await tour.desktop.run(None)


if __name__ == "__main__":
    sys.exit(main())
