"""The composer's button for signing and encrypting: what is wished, and why it cannot be where it cannot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from sync.model.mail import Draft
from sync.model.seals import Scheme
from sync.store.connection import Connection
from sync.store.read import seal_keys as read_keys
from ui import theme

_NAMES = {Scheme.SMIME: "S/MIME", Scheme.PGP: "OpenPGP"}


class SealButton(QToolButton):
    """`sender` returns the address that is written from."""

    changed = Signal()

    def __init__(self, store: Callable[[], Connection], sender: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._sender = sender
        menu = QMenu(self)
        menu.aboutToShow.connect(self.look)
        self.sign_action = self._checkable(menu, self.tr("Sign"))
        self.encrypt_action = self._checkable(menu, self.tr("Encrypt"))
        self._schemes = menu.addSeparator()
        group = QActionGroup(menu)
        self._ways: dict[Scheme, QAction] = {}
        for scheme, name in _NAMES.items():
            self._ways[scheme] = self._checkable(menu, name)
            group.addAction(self._ways[scheme])
        self._ways[Scheme.SMIME].setChecked(True)
        self._why = menu.addAction("")
        self._why.setEnabled(False)
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setIconSize(QSize(theme.px(18), theme.px(18)))
        self._draw()

    def _checkable(self, menu: QMenu, name: str) -> QAction:
        action = menu.addAction(name)
        action.setCheckable(True)
        action.triggered.connect(self._changed)
        return action

    @property
    def sign(self) -> bool:
        """Whether the letter is to be signed."""
        return self.sign_action.isChecked()

    @property
    def encrypt(self) -> bool:
        """Whether the letter is to be encrypted."""
        return self.encrypt_action.isChecked()

    @property
    def scheme(self) -> Scheme:
        """In which way."""
        return next(scheme for scheme, action in self._ways.items() if action.isChecked())

    def show_draft(self, draft: Draft) -> None:
        """Show what a draft wishes."""
        self.sign_action.setChecked(draft.sign)
        self.encrypt_action.setChecked(draft.encrypt)
        self._ways[draft.scheme].setChecked(True)
        self._draw()

    @Slot()
    def look(self) -> None:
        """Offer what the sender has keys for."""
        address = self._sender()
        ways = [one for one in _NAMES if read_keys.keys_of(self._store(), one, address, own=True)]
        for scheme, action in self._ways.items():
            action.setVisible(len(ways) > 1)
            action.setEnabled(scheme in ways)
        if ways and self.scheme not in ways:
            self._ways[ways[0]].setChecked(True)
        for action in (self.sign_action, self.encrypt_action):
            action.setEnabled(bool(ways) or action.isChecked())
        self._why.setVisible(not ways)
        self._why.setText(
            self.tr("No key for {address} yet: import it in Settings, Mail, Keys.").format(address=address)
        )

    @Slot()
    def _changed(self) -> None:
        self._draw()
        self.changed.emit()

    def _draw(self) -> None:
        wishes = {
            (False, False): (self.tr("Sign or encrypt"), "lock-open"),
            (True, False): (self.tr("Will be signed"), "shield-check"),
            (False, True): (self.tr("Will be encrypted"), "lock"),
            (True, True): (self.tr("Will be signed and encrypted"), "lock"),
        }
        words, icon = wishes[self.sign, self.encrypt]
        self.setToolTip(words)
        self.setAccessibleName(words)
        theme.set_icon(self, icon, "accent_ink" if self.sign or self.encrypt else "text_soft")
