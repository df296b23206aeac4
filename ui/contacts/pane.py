"""The pane beside the list: the card, an editor, duplicates, or a word about why there is nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.common.empty import EmptyState
from ui.contacts.card import CardView
from ui.contacts.duplicates import DuplicatesView
from ui.contacts.editor import CardEditor
from ui.contacts.group_editor import Find, GroupEditor, Named
from ui.contacts.photos import Photos
from ui.link import Link


class Pane(QStackedWidget):
    """Shows one of its pages. `find` and `named` bring people for the editor of groups."""

    write_wanted = Signal()
    """To everybody who is chosen."""

    def __init__(self, link: Link, photos: Photos, find: Find, named: Named, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing = EmptyState("contact", "", "", "", self)
        self._nothing.action_triggered.connect(self.write_wanted)
        self.card = CardView(link, photos, self)
        self.editor = CardEditor(self)
        self.group_editor = GroupEditor(find, named, self)
        self.duplicates = DuplicatesView(link, self)
        for page in (self._nothing, self.card, self.editor, self.group_editor, self.duplicates):
            self.addWidget(page)
        self.show_nothing()

    @property
    def is_editing(self) -> bool:
        """Whether something is being written."""
        return self.currentWidget() in (self.editor, self.group_editor)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being written or settled."""
        return self.currentWidget() in (self.card, self._nothing)

    def show_nothing(self) -> None:
        """Say that nobody is chosen."""
        self._nothing.show_state("contact", self.tr("No contact chosen"), self.tr("Choose somebody on the left."))
        self.setCurrentWidget(self._nothing)

    def show_many(self, count: int) -> None:
        """Say that several are chosen, and what can be done with them."""
        said = self.tr("They can be written to, put into groups, exported or deleted together.")
        self._nothing.show_state("users", self.tr("%n contacts chosen", "", count), said, self.tr("Write to all"))
        self.setCurrentWidget(self._nothing)
