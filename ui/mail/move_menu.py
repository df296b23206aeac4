"""The menu of mailboxes that the chosen messages can be moved to."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from ui.mail.folder_model import FolderModel
from ui.mail.intents import Intents
from ui.mail.list_pane import ListPane


class MoveMenu(QMenu):
    """Filled when it opens: the mailboxes of the one account that the messages are of."""

    def __init__(self, folders: FolderModel, shown: ListPane, intents: Intents, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folders, self._list, self._intents = folders, shown, intents
        self.setTitle(self.tr("Move to"))
        self.setProperty("icon_name", "folder-input")
        self.aboutToShow.connect(self._fill)

    @Slot()
    def _fill(self) -> None:
        self.clear()
        rows = self._list.chosen()
        accounts = {row.account for row in rows}
        if len(accounts) != 1:
            none = self.addAction(self.tr("Choose messages of one account"))
            none.setEnabled(False)
            return
        for box in self._folders.mailboxes(accounts.pop()):
            action = self.addAction(self._folders.role_name(box))
            action.setEnabled(box.selectable and box.writable and any(row.collection != box.id for row in rows))
            action.triggered.connect(lambda _checked=False, box=box: self._intents.move(self._list.chosen(), box))
