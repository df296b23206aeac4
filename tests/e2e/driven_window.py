"""A real window with a real engine, driven from inside through one act of a story; started by test_window."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import sys
from pathlib import Path

import qasync
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from app import __main__ as entry
from app import desktop
from sync.model.collections import Role
from sync.model.mail import Flag
from sync.rpc import messages as m
from sync.serial import to_json
from sync.store.read import drafts as read_drafts
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import messages as read_messages
from sync.store.read import outbox as read_outbox
from sync.store.rows import MessageRow
from tests.e2e.program import PASSPHRASE
from tests.e2e.until import STEP_SECONDS, until
from ui.link import Session
from ui.shell.areas import Areas
from ui.shell.window import MainWindow

SETTLE_SECONDS = 0.3
ALICE, BOB = "alice@exemple.fr", "bob@exemple.fr"
SUBJECT = "Écrit dans le train"


class Driver:
    """The acts, each a method; every step leaves a picture."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self._asked = asked
        self._act = asked.act
        self._steps = 0
        self.desktop = desktop.Desktop(asked.profile, guide=getattr(self, asked.act))
        self.link = self.desktop.link

    async def sign_in(self, window: MainWindow) -> None:
        """Protect the computer and add the account, as the first run does; stay until everything is there."""
        first = await until(lambda: window.first_run, "the first steps")
        first.protect.add_passphrase.setChecked(True)
        first.protect.passphrase.setText(PASSPHRASE)
        first.protect.again.setText(PASSPHRASE)
        await self.picture(window, "protect")
        first.protect.go_on.click()
        await until(first.protect.kept.isVisible, "the recovery code")
        await self.picture(window, "recovery-code")
        first.protect.kept.setChecked(True)
        first.protect.done.click()
        await until(first.add.address.isVisible, "the address")
        trust = {"trust": str(self._asked.trust)}
        endpoints = [
            m.EndpointSpec("mail", "imap", "localhost", self._asked.imap, user=ALICE, parameters=trust),
            m.EndpointSpec("submission", "smtp", "localhost", self._asked.smtp, user=ALICE, parameters=trust),
        ]
        await self.link.ask(
            m.AddAccount(ALICE, "Alice", "Mairie", "generic", endpoints, "alice-Secret-1"), STEP_SECONDS
        )
        first.finished.emit()
        areas = await until(lambda: window.areas, "the workspace")
        await until(lambda: len(self.inbox()) >= self._asked.count, "the inbox")
        await until(areas.mail.list.model.rowCount, "the list")
        await until(lambda: all(row.content for row in self.inbox()), "the contents")
        await self.picture(window, "inbox")

    async def away(self, window: MainWindow) -> None:
        """Without a network: read, mark, write and send; then quit."""
        areas = await self.opened(window)
        rows = self.inbox()
        unread = next(row for row in rows if Flag.SEEN not in row.flags)
        areas.mail.show_message(unread)
        await until(lambda: areas.mail.reader.content, "the message is shown")
        await self.picture(window, "read-offline")
        # Without a window manager no window is the active one, and only an active window marks what it shows as read.
        await areas.mail.intents.change_flags([unread], Flag.SEEN, Flag.NONE)
        await areas.mail.intents.change_flags([rows[1]], Flag.FLAGGED, Flag.NONE)
        window.preferences.set_value("send_undo_seconds", 0)
        window.compose(f"mailto:{BOB}?subject={SUBJECT}&body=Bonjour%20Bob")
        composer = areas.mail.desk.composers[-1]
        await self.picture(composer, "composer")
        composer.send()
        await until(lambda: not areas.mail.desk.composers, "the composer is closed")
        await until(lambda: "send_message" in self.waiting(), "the message waits")
        window.show_area("outbox")
        await self.picture(window, "outbox")

    async def back(self, window: MainWindow) -> None:
        """Started again, with a network: the outbox empties by itself."""
        await self.opened(window)
        await until(lambda: not self.waiting(), "the outbox is empty")
        await until(lambda: len(self.inbox()) == self._asked.count, "the inbox is the server's")
        window.show_area("mail")
        await self.picture(window, "everything-sent")

    async def scribble(self, window: MainWindow) -> None:
        """Write a draft word by word and mark messages, without end; say what was wished for and what is kept.

        What is said goes to standard output, a JSON line each: `wish` before, `kept` once the store has it. The first line
        tells what was found: the words of the draft.
        """
        areas = await self.opened(window)
        desk = areas.mail.desk
        left = read_drafts.drafts(self.link.reader())
        if left:
            found = read_drafts.draft(self.link.reader(), left[0].key)
            assert found is not None
            areas.mail.edit_draft(m.DraftAnswer(left[0].key, found[0], to_json(found[1]).encode()))
        else:
            window.compose(f"mailto:{BOB}?subject={SUBJECT}")
        composer = desk.composers[0]
        composer.editor.moveCursor(QTextCursor.MoveOperation.End)
        tell(found=self.words(composer.key))
        for number in itertools.count(len(self.words(composer.key))):
            composer.editor.textCursor().insertText(f"mot{number} ")
            desk.keep_all()
            await until(lambda: len(self.words(composer.key)) > number, "the word is kept")  # noqa: B023
            tell(kept=number + 1)
            row = self.inbox()[number % self._asked.count]
            wanted = Flag.FLAGGED not in row.flags
            tell(wish=row.id, flagged=wanted)
            await areas.mail.intents.change_flags(
                [row], *((Flag.FLAGGED, Flag.NONE) if wanted else (Flag.NONE, Flag.FLAGGED))
            )
            shown = {row.id: Flag.FLAGGED in row.flags for row in self.inbox()}
            if shown[row.id] is wanted:
                tell(marked=row.id, flagged=wanted)

    def words(self, key: str) -> list[str]:
        """Return the words of a draft as they are kept."""
        found = read_drafts.draft(self.link.reader(), key)
        return found[1].text.split() if found else []

    async def opened(self, window: MainWindow) -> Areas:
        """Unlock, unless the last window's engine is still there, and return the areas of the workspace."""
        await until(lambda: self.link.session is not Session.LOST, "the engine")
        if self.link.session is Session.LOCKED:
            await self.picture(window, "locked")
            await self.link.unlock(PASSPHRASE)
        areas = await until(lambda: window.areas, "the workspace")
        await until(lambda: areas.mail.list.model.rowCount(), "the inbox")
        return areas

    def inbox(self) -> list[MessageRow]:
        """Return the rows of the inbox as the window reads them."""
        boxes = [box.id for box in read_mailboxes.mailboxes(self.link.reader()) if box.role is Role.INBOX]
        return read_messages.page(self.link.reader(), boxes)

    def waiting(self) -> list[str]:
        """Return the kinds of the operations in the outbox."""
        return [row.kind for row in read_outbox.operations(self.link.reader())]

    async def picture(self, widget: QWidget, name: str) -> None:
        """Keep a picture of this step, once the window has come to rest."""
        self._steps += 1
        await asyncio.sleep(SETTLE_SECONDS)
        widget.grab().save(str(self._asked.pictures / f"{self._act}-{self._steps}-{name}.png"))


def tell(**said: object) -> None:
    """Say something to whoever started this window."""
    print(json.dumps(said), flush=True)


def main() -> int:
    """Play one act; returns the exit status. The roles that the window starts come through here too."""
    if any(one.startswith("--role=") for one in sys.argv[1:]):
        return entry.main(sys.argv[1:])
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("act", choices=("sign_in", "away", "back", "scribble"))
    for name in ("profile", "pictures", "trust"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    for name in ("imap", "smtp", "count"):
        parser.add_argument(f"--{name}", type=int, required=True)
    asked = parser.parse_args()
    loop = qasync.QEventLoop(desktop.application())
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(_play(asked))
    return 0


async def _play(asked: argparse.Namespace) -> None:
    await Driver(asked).desktop.run(None)


if __name__ == "__main__":
    sys.exit(main())
