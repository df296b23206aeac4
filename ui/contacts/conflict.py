"""Two versions of a contact beside each other, and the four ways to end it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from sync.model.conflicts import Resolution
from sync.model.contacts import Card, Labelled, PostalAddress
from sync.model.faults import Gone
from sync.rpc import messages as m
from sync.serial import from_json
from sync.store.read import outbox as read_outbox
from ui import theme
from ui.common.forms import Card as Frame
from ui.common.forms import Note, button
from ui.common.labels import label, line
from ui.common.slots import slot_async
from ui.contacts.words import address_lines, day_words, kind_word
from ui.link import Link

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Difference:
    """A property in which two versions differ, in words; `contradicts`: both changed it, each in another way."""

    name: str
    mine: str
    theirs: str
    contradicts: bool


class ConflictPanel(Frame):
    """Shows what differs between mine and theirs."""

    resolved = Signal()

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent, tone="warning")
        self._link = link
        self._conflict = 0
        self._note = Note("", "warning", self)
        self._grid = QWidget(self)
        self.box.addWidget(self._note)
        self.box.addWidget(self._grid)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.merge = button(self.tr("Bring together"), self._merge, kind="primary", icon="merge", parent=self)
        self.both = button(self.tr("Keep both"), self._keep_both, parent=self)
        self.mine = button(self.tr("Keep mine"), self._keep_mine, parent=self)
        self.theirs = button(self.tr("Keep theirs"), self._keep_theirs, parent=self)
        for one in (self.merge, self.both, self.mine, self.theirs):
            row.addWidget(one)
        row.addStretch(1)
        self.box.addLayout(row)
        self.hide()

    def show_conflict(self, item: int) -> None:
        """Show the conflict of a contact as it is now (what the server has comes after its refusal); hide where there is none."""
        found = [one for one in read_outbox.conflicts(self._link.reader()) if one.item == item]
        self.setVisible(bool(found))
        self._conflict = found[0].id if found else 0
        if found:
            self._read(found[0].id)

    @slot_async
    async def _read(self, conflict: int) -> None:
        try:
            answer = await self._link.ask_for(m.OpenConflict(conflict), m.ConflictAnswer)
        except Gone:
            return  # settled meanwhile
        if conflict != self._conflict:
            return
        base, mine, theirs = (from_json(one, Card) if one else None for one in (answer.base, answer.mine, answer.theirs))
        self._show(differences(base, mine, theirs), gone=theirs is None, deleted=mine is None)

    def _show(self, found: list[Difference], *, gone: bool, deleted: bool) -> None:
        fresh = QWidget(self)
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        if found:
            grid.addWidget(label(self.tr("Mine"), "section", fresh), 0, 1)
            grid.addWidget(label(self.tr("On the server"), "section", fresh), 0, 2)
        for place, one in enumerate(found, 1):
            name = label(one.name, "soft", fresh)
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            for column, text in ((1, one.mine), (2, one.theirs)):
                shown = label(text or "—", "strong" if one.contradicts else "", fresh, wrap=True)
                shown.setAccessibleName(f"{one.name} : {text or '—'}")
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                grid.addWidget(shown, place, column, Qt.AlignmentFlag.AlignTop)
        if found:
            grid.addWidget(line(fresh), len(found) + 1, 0, 1, 3)
        self.box.replaceWidget(self._grid, fresh)
        self._grid.deleteLater()
        self._grid = fresh
        contradicts = any(one.contradicts for one in found)
        self.merge.setVisible(not (contradicts or gone or deleted))
        if gone:
            said = self.tr("Somebody deleted this contact on the server while you were changing it.")
        elif deleted:
            said = self.tr("Somebody changed this contact while you were deleting it.")
        elif contradicts:
            said = self.tr("You and somebody else changed this contact, in the same places. Nothing was lost: choose what stays.")
        else:
            said = self.tr("You and somebody else changed this contact, in different places: both can be brought together.")
        self._note.say(said, "warning")

    @slot_async
    async def _resolve(self, resolution: Resolution) -> None:
        await self._link.ask(m.Resolve(self._conflict, resolution.value))
        self.resolved.emit()

    def _merge(self) -> None:
        self._resolve(Resolution.MERGE)

    def _keep_both(self) -> None:
        self._resolve(Resolution.KEEP_BOTH)

    def _keep_mine(self) -> None:
        self._resolve(Resolution.KEEP_MINE)

    def _keep_theirs(self) -> None:
        self._resolve(Resolution.KEEP_THEIRS)


def differences(base: Card | None, mine: Card | None, theirs: Card | None) -> list[Difference]:
    """Return in what mine and theirs differ, in the order of a card."""
    if mine is None or theirs is None:
        return []
    found = []
    for field, name in field_names().items():
        ours, others = getattr(mine, field), getattr(theirs, field)
        if ours == others:
            continue
        begun = getattr(base, field) if base is not None else None
        clash = base is None or begun not in (ours, others)
        if isinstance(ours, tuple) and base is not None:
            clash = False  # lists take what each side added and took away
        found.append(Difference(name, text_of(ours), text_of(others), clash))
    return found


def field_names() -> dict[str, str]:
    """Return the fields of a card by their names in words."""
    return {
        "name": translate("Contact", "Name"),
        "prefix": translate("Contact", "Title before the name"),
        "given": translate("Contact", "First name"),
        "middle": translate("Contact", "Other first names"),
        "family": translate("Contact", "Last name"),
        "nickname": translate("Contact", "Nickname"),
        "organization": translate("Contact", "Organisation"),
        "department": translate("Contact", "Department"),
        "title": translate("Contact", "Position"),
        "emails": translate("Contact", "E-mail"),
        "phones": translate("Contact", "Phone"),
        "addresses": translate("Contact", "Address"),
        "chats": translate("Contact", "Chat"),
        "urls": translate("Contact", "Web page"),
        "categories": translate("Contact", "Categories"),
        "birthday": translate("Contact", "Birthday"),
        "anniversary": translate("Contact", "Anniversary"),
        "note": translate("Contact", "Notes"),
        "members": translate("Contact", "Members"),
    }


def text_of(value: object) -> str:
    """Return a value of a card in words."""
    if isinstance(value, tuple):
        return "\n".join(text_of(one) for one in value)
    if isinstance(value, Labelled):
        kind = kind_word(value.label)
        return f"{value.value} ({kind})" if kind else value.value
    if isinstance(value, PostalAddress):
        return address_lines(value)
    return day_words(str(value))
