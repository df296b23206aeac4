"""A letter, a calendar or business cards from a file of this computer, in a window of their own."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sync.model.accounts import Service
from sync.model.calendar import Component
from sync.model.ids import ItemId, new_operation_id
from sync.model.mail import Attachment, Content
from sync.rpc import messages as m
from sync.serial import from_json
from sync.store.read.collections import collections as read_collections
from ui import theme
from ui.common import toasts
from ui.common.blobs import keep_file
from ui.common.forms import button
from ui.common.labels import label, line
from ui.common.slots import slot_async, slot_owed
from ui.link import Link
from ui.mail.attachments import AttachmentFiles, AttachmentStrip
from ui.mail.banner import Banner
from ui.mail.enclosures import EnclosureCards
from ui.mail.header import LetterHeader
from ui.mail.letter import LetterBody
from ui.mail.printing import Printing
from ui.mail.seal_banner import SealBanner

KINDS = {".eml": "message", ".msg": "message", ".ics": "calendar", ".vcf": "contacts"}
"""Endings of the files that open here, and what they are to the engine."""
LARGEST = 256 * 1024 * 1024
_SERVICES = {"calendar": Service.CALENDAR, "contacts": Service.CONTACTS}
_NOBODY = ItemId(0)
_SECONDS = 300.0


class OutsideWindow(QDialog):
    """Shows one file. What it holds becomes part of the store only where the person adds it to a calendar or address book."""

    compose_wanted = Signal(str)
    document_opened = Signal(str, bytes)
    shown = Signal()
    """The file is on the screen."""

    def __init__(self, link: Link, path: Path, parent: QWidget | None = None, *, web_allowed: bool = True) -> None:
        super().__init__(parent)
        self._link, self._path = link, path
        self._kind = KINDS[path.suffix.lower()]
        self._blob = b""
        self.content: Content | None = None
        self._pictures: dict[str, tuple[str, bytes]] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(path.name)
        self.resize(theme.px(760), theme.px(640 if self._kind == "message" else 480))
        self.enclosures = EnclosureCards(self)
        self.enclosures.compose_wanted.connect(self.compose_wanted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.px(10), 0, theme.px(8))
        self._column.setSpacing(0)
        if self._kind == "message":
            self._lay_letter_out(web_allowed=web_allowed)
        else:
            self._lay_cards_out()
        theme.changes().theme_changed.connect(self._draw)

    def _lay_letter_out(self, *, web_allowed: bool) -> None:
        self.header = LetterHeader(self)
        self.banner = Banner("image", "accent", self)
        self.banner.chosen.connect(self._show_pictures)
        self.seal_banner = SealBanner(self)
        self.body = LetterBody(self, web_allowed=web_allowed)
        self.body.compose_wanted.connect(self.compose_wanted)
        self.header.leave_wanted.connect(self.body.links.follow)
        self.enclosures.link_wanted.connect(self.body.links.follow)
        self.printing = Printing(self, web_allowed=web_allowed)
        self.files = AttachmentFiles(self._link, self)
        self.files.document_opened.connect(self.document_opened)
        self.strip = AttachmentStrip(self)
        self.strip.open_wanted.connect(partial(self.files.open, _NOBODY))
        self.strip.edit_wanted.connect(partial(self.files.edit, _NOBODY))
        self.strip.save_wanted.connect(partial(self.files.save, _NOBODY))
        self.strip.save_all_wanted.connect(self._save_all)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), 0)
        foot.addStretch(1)
        self._print = button(self.tr("Print…"), self._print_letter, parent=self)
        foot.addWidget(self._print)
        for part in (self.header, self.seal_banner, self.banner, self.enclosures, self.strip, line(self)):
            self._column.addWidget(part)
        self._column.addWidget(self.body, 1)
        self._column.addLayout(foot)

    def _lay_cards_out(self) -> None:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setAccessibleName(self._path.name)
        inside = QWidget(area)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, theme.px(16), 0, 0)
        rows.addWidget(self.enclosures)
        rows.addStretch(1)
        area.setWidget(inside)
        self.place = QComboBox(self)
        self.add_button = button(self.tr("Add"), self._add, kind="primary", parent=self)
        self.add_button.setEnabled(False)
        words = self.tr("Add to the calendar") if self._kind == "calendar" else self.tr("Add to the address book")
        self.place.setAccessibleName(words)
        self._none = label("", "soft", self, wrap=True)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), 0)
        self._words = label(words, "soft", self)
        foot.addWidget(self._words)
        foot.addWidget(self.place, 1)
        foot.addWidget(self._none, 1)
        foot.addWidget(self.add_button)
        self._column.addWidget(area, 1)
        self._column.addWidget(line(self))
        self._column.addLayout(foot)
        self._fill_places()

    def _fill_places(self) -> None:
        for one in read_collections(self._link.reader(), _SERVICES[self._kind]):
            if one.writable and (self._kind == "contacts" or Component.EVENT in one.components or not one.components):
                self.place.addItem(one.name, one.id)
        there = self.place.count() > 0
        self._none.setText(
            self.tr("No calendar that can be written yet: add an account that has one.")
            if self._kind == "calendar"
            else self.tr("No address book that can be written yet: add an account that has one.")
        )
        self._none.setVisible(not there)
        self._words.setVisible(there)
        self.place.setVisible(there)
        self.add_button.setVisible(there)

    @slot_async
    async def load(self) -> None:
        """Read the file through the engine and show it."""
        kept = await keep_file(self._link, self._path, LARGEST)
        self._blob = kept.blob
        answer = await self._link.ask_for(m.OpenOutside(self._kind, kept.blob), m.ContentAnswer, 60)
        content = from_json(answer.content, Content)
        self.content = content
        self.enclosures.show_content(content)
        if self._kind == "message":
            self.files.outside = self._blob
            self.seal_banner.show_seal(content.seal)
            self.header.show_envelope(content.envelope)
            self.header.show_trust(outside=False, vouching="", leave_by="")
            self.strip.show_attachments([part for part in content.attachments if not part.inline])
            self.setWindowTitle(content.envelope.subject or self._path.name)
        else:
            self.add_button.setEnabled(True)
        self._draw()
        self.shown.emit()

    @Slot()
    def _draw(self) -> None:
        if self.content is None or self._kind != "message":
            return
        self.body.show_content(self.content, self._pictures, dark=theme.scheme() == "dark")
        blocked = [one for one in self.content.remote_pictures if one not in self._pictures]
        if blocked and self.content.html and not self._pictures:
            words = self.tr("%n remote picture(s) blocked to protect your privacy.", "", len(blocked))
            self.banner.show_text(words, self.tr("Show"))
        else:
            self.banner.hide()

    @slot_async
    async def _show_pictures(self) -> None:
        if self.content is not None:
            wanted = m.FetchPictures(0, list(self.content.remote_pictures))
            self._pictures = dict((await self._link.ask_for(wanted, m.PicturesAnswer, 60)).pictures)
            self._draw()

    @Slot()
    def _print_letter(self) -> None:
        if self.content is not None:
            self.printing.print_letter(self.content, self._pictures)

    @Slot()
    def _save_all(self) -> None:
        if self.content is not None:
            parts: list[Attachment] = [part for part in self.content.attachments if not part.inline]
            self.files.save_all(_NOBODY, parts)

    @slot_owed
    async def _add(self) -> None:
        self.add_button.setEnabled(False)
        try:
            asked = m.ImportResources(new_operation_id(), self.place.currentData(), self._blob)
            count = len((await self._link.ask_for(asked, m.Saved, _SECONDS)).items)
        finally:
            self.add_button.setEnabled(True)
        nothing = self.tr("Everything in it was here already.")
        toasts.say(self, self.tr("%n entry(ies) added", "", count) if count else nothing)
