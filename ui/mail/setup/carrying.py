"""Moving in and out: mail of other programs taken into the account, and its folders written to files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QProgressBar, QVBoxLayout, QWidget

from sync.rpc import messages as m
from sync.store.read.mailboxes import mailboxes as read_mailboxes
from sync.store.rows import AccountRow
from ui import theme
from ui.common import dates
from ui.common.forms import Card, button, buttons_row
from ui.common.forms import Page as FormPage
from ui.common.labels import label
from ui.common.sentences import sentence_of
from ui.common.slots import slot_async
from ui.link import Link

LOOK_MILLISECONDS = 400
WRITE_SECONDS = 24 * 3600.0
SHOWN = 20
"""Messages that could not be read that are named one by one."""


class CarryingPage(FormPage):
    """Of one account."""

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680, centred=False)
        self._link = link
        self._account: AccountRow | None = None
        self._looking = QTimer(self, interval=LOOK_MILLISECONDS)
        self._looking.timeout.connect(self.look)
        self.setAccessibleName(self.tr("Move in and out"))
        self.column.addWidget(self._taking_in())
        self.column.addWidget(self._writing_out())
        self.column.addStretch(1)

    def _taking_in(self) -> Card:
        card = Card(self)
        card.box.addWidget(label(self.tr("Take in mail of another program"), "strong", card))
        words = self.tr(
            "A mailbox file (mbox), a folder (Maildir, .eml files) or a whole profile of Thunderbird. Folders, dates, flags, "
            "tags and attachments come along; messages reach the server through the outbox. Stopped, it goes on where it was."
        )
        card.box.addWidget(label(words, "soft", card, wrap=True))
        self.bar = QProgressBar(card)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.hide()
        self.report = label("", "", card, wrap=True)
        self.report.hide()
        self.file_button = button(self.tr("Choose a file…"), self._choose_file, parent=card)
        self.folder_button = button(self.tr("Choose a folder…"), self._choose_folder, kind="primary", parent=card)
        self.stop_button = button(self.tr("Stop"), self.stop, parent=card)
        self.stop_button.hide()
        card.box.addWidget(self.bar)
        card.box.addWidget(self.report)
        card.box.addLayout(buttons_row(self.folder_button, self.file_button, None, self.stop_button))
        return card

    def _writing_out(self) -> Card:
        card = Card(self)
        card.box.addWidget(label(self.tr("Write mail to files"), "strong", card))
        words = self.tr(
            "Every folder of this account, in a form that other programs read. Messages that are not here are fetched."
        )
        card.box.addWidget(label(words, "soft", card, wrap=True))
        self.form = QComboBox(card)
        self.form.setAccessibleName(self.tr("Form"))
        for name, key in (
            (self.tr("mbox: one file for each folder"), "mbox"),
            (self.tr("Maildir: one file for each message, with flags"), "maildir"),
            (self.tr("EML: one file for each message"), "eml"),
        ):
            self.form.addItem(name, key)
        self.write_button = button(self.tr("Write to files…"), self._choose_place, kind="primary", parent=card)
        self.written = label("", "", card, wrap=True)
        self.written.hide()
        rows = QVBoxLayout()
        rows.setSpacing(theme.px(8))
        rows.addWidget(self.form, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.written)
        card.box.addLayout(rows)
        card.box.addLayout(buttons_row(self.write_button, None))
        return card

    def show_account(self, account: AccountRow) -> None:
        """Show the page for an account."""
        self._account = account
        self.look()

    @Slot()
    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Take in mail of another program"))
        if name:
            self.take_in(Path(name))

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Take in mail of another program"))
        if name:
            self.take_in(Path(name))

    @slot_async
    async def take_in(self, path: Path) -> None:
        """Begin to take in what is at a path."""
        if self._account is None:
            return
        await self._link.ask(m.TakeIn(str(path), self._account.id))
        self.bar.setValue(0)
        self.look()

    @slot_async
    async def stop(self) -> None:
        """Stop; begun again with the same files it goes on."""
        await self._link.ask(m.StopTakingIn())
        self.look()

    @slot_async
    async def look(self) -> None:
        """Show how far it is."""
        state = await self._link.ask_for(m.LookAtTakingIn(), m.TakingIn)
        self.bar.setVisible(state.running)
        self.stop_button.setVisible(state.running)
        for one in (self.file_button, self.folder_button):
            one.setEnabled(not state.running)
        if state.total:
            self.bar.setValue(1000 * state.done // state.total)
        text = self._words(state)
        self.report.setText(text)
        self.report.setVisible(bool(text))
        self._looking.start() if state.running else self._looking.stop()

    def _words(self, state: m.TakingIn) -> str:
        if not (state.folders or state.fault[0]):
            return ""
        figures = dates.size(state.done), dates.size(state.total)
        lines = [self.tr("%n message(s) taken in", "", state.added) + f"  ·  {figures[0]} / {figures[1]}"]
        if state.skipped:
            lines.append(self.tr("%n deleted, empty or unreadable one(s) left out", "", state.skipped))
        if state.fault[0]:
            lines.append(str(sentence_of(state.fault[0], state.fault[1], "{}") or ""))
        reasons = {
            "too_large": self.tr("too large"), "empty": self.tr("empty"), "file_unreadable": self.tr("the file cannot be read"),
        }  # fmt: skip
        for folder, number, reason in state.left_out[:SHOWN]:
            lines.append(
                self.tr("{folder}, message {number}: {reason}").format(
                    folder=folder, number=number, reason=reasons.get(reason, reason)
                )
            )
        return "\n".join(lines)

    @Slot()
    def _choose_place(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Write mail to files"))
        if name and self._account is not None:
            self.write_out(Path(name) / f"{self._account.address} {dates.today().isoformat()}")

    @slot_async
    async def write_out(self, path: Path) -> None:
        """Write every folder of the account below a new folder."""
        if self._account is None:
            return
        boxes = [box.id for box in read_mailboxes(self._link.reader(), self._account.id) if box.selectable]
        self.write_button.setEnabled(False)
        self.written.setText(self.tr("Writing…"))
        self.written.show()
        try:
            asked = m.WriteOut(list(boxes), str(path), self.form.currentData())
            done = await self._link.ask_for(asked, m.WrittenOut, WRITE_SECONDS)
        except BaseException:
            self.written.hide()
            raise
        finally:
            self.write_button.setEnabled(True)
        text = self.tr("%n message(s) written to {path}", "", done.written).format(path=path)
        if done.left_out:
            text += "\n" + self.tr("%n could not be had and is/are missing", "", len(done.left_out))
        self.written.setText(text)
