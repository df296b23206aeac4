"""A new password, after the server refused the one before."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from sync.model.faults import Fault
from sync.model.ids import AccountId
from sync.rpc import messages as m
from ui import theme
from ui.common.forms import Field, Note, SecretEdit, button, buttons_row
from ui.common.labels import label
from ui.common.sentences import sentence
from ui.common.slots import slot_async
from ui.link import Link


class PasswordDialog(QDialog):
    """Asks for the password of one account and proves it."""

    def __init__(self, link: Link, account: AccountId, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._account = account
        self.setWindowTitle(self.tr("Sign in again"))
        self.setMinimumWidth(theme.px(440))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(label(self.tr("The server refused the password"), "title", self))
        column.addWidget(
            label(
                self.tr("What is kept here stays readable. Type the new password of {address}.").format(
                    address=address
                ),
                "soft",
                self,
                wrap=True,
            )
        )
        self.password = SecretEdit(self)
        column.addWidget(Field(self.tr("New password"), self.password, parent=self))
        self._fault = Note("", "danger", self)
        column.addWidget(self._fault)
        self.go_on = button(self.tr("Sign in"), self._send, kind="primary", parent=self)
        self.go_on.setDefault(True)
        column.addLayout(buttons_row(None, button(self.tr("Cancel"), self.reject, parent=self), self.go_on))
        self.password.setFocus()

    @slot_async
    async def _send(self) -> None:
        if not self.password.text():
            return
        self.go_on.setEnabled(False)
        try:
            await self._link.ask(m.NewPassword(self._account, self.password.text()), 60)
        except Fault as fault:
            self._fault.say(str(sentence(fault)), "danger")
            self.password.selectAll()
        else:
            self.password.clear()
            self.accept()
        finally:
            self.go_on.setEnabled(True)
