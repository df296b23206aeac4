"""Looking somebody up in the directories: who is found can be written to, or become a contact."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sync.model.contacts import CardDraft, DirectoryPerson, Labelled
from sync.model.faults import StoreFault
from sync.store.read import directory as read_directory
from ui import theme
from ui.common.directory import DirectoryLookup
from ui.common.forms import button, buttons_row
from ui.common.labels import label
from ui.link import Link

_ROLE = Qt.ItemDataRole.UserRole


def draft_of(person: DirectoryPerson) -> CardDraft:
    """Return the contact that somebody of a directory becomes."""
    return CardDraft(
        name=person.name, given=person.given, family=person.family, organization=person.organization,
        department=person.department, title=person.title,
        emails=(Labelled(person.address, "work"),) if person.address else (),
        phones=tuple(Labelled(one, "work") for one in person.phones),
    )  # fmt: skip


class DirectoryDialog(QDialog):
    """Asks as one types; what was found before is shown at once, offline too."""

    write_wanted = Signal(object)
    """People to write to: a tuple of (name, address)."""
    contact_wanted = Signal(object)
    """A `CardDraft` to be kept."""

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Directory"))
        self.lookup = DirectoryLookup(link, self)
        self.entry = QLineEdit(self)
        self.entry.setPlaceholderText(self.tr("Name or address"))
        self.entry.setAccessibleName(self.tr("Look somebody up in the directory"))
        self.entry.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("People found"))
        self.said = label("", "faint", self, wrap=True)
        self.write = button(self.tr("Write"), self._write, kind="primary", icon="mail", parent=self)
        self.keep = button(self.tr("Add to contacts"), self._keep, icon="user-plus", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addWidget(self.entry)
        column.addWidget(self.list, 1)
        column.addWidget(self.said)
        column.addLayout(buttons_row(self.keep, None, button(self.tr("Close"), self.reject, parent=self), self.write))
        self.resize(theme.px(520), theme.px(460))
        self.entry.textEdited.connect(self._typed)
        self.entry.textEdited.connect(self.lookup.look_for)
        self.lookup.found.connect(self._show)
        self.list.currentItemChanged.connect(self._follow)
        self.list.itemActivated.connect(self._write)
        self._typed("")

    def person(self) -> DirectoryPerson | None:
        """Return who is chosen."""
        found = self.list.currentIndex().data(_ROLE)
        return found if isinstance(found, DirectoryPerson) else None

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._show(text)
        if not text.strip():
            self.said.setText(self.tr("Type at least three letters of a name."))

    @Slot(str)
    def _show(self, text: str) -> None:
        if text.strip() != self.entry.text().strip():
            return
        people: list[DirectoryPerson] = []
        with suppress(StoreFault):  # locked meanwhile
            people = read_directory.people(self._link.reader(), text)
        self.list.clear()
        for one in people:
            below = ", ".join(part for part in (one.title, one.department, one.organization) if part)
            item = QListWidgetItem(QIcon(), "\n".join(filter(None, (one.name, below, one.address or ", ".join(one.phones)))))
            item.setData(_ROLE, one)
            self.list.addItem(item)
        if people:
            self.list.setCurrentRow(0)
        self.said.setText(self.tr("%n person(s) found", "", len(people)) if text.strip() else "")
        self._follow()

    @Slot()
    def _follow(self) -> None:
        person = self.person()
        self.write.setEnabled(person is not None and bool(person.address))
        self.keep.setEnabled(person is not None)

    @Slot()
    def _write(self) -> None:
        person = self.person()
        if person is not None and person.address:
            self.write_wanted.emit(((person.name, person.address),))
            self.accept()

    @Slot()
    def _keep(self) -> None:
        person = self.person()
        if person is not None:
            self.contact_wanted.emit(draft_of(person))
            self.accept()
