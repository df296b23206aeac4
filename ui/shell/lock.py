"""The lock: unlock with the passphrase, the recovery code or the system's keyring."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from sync.model.faults import Fault, StoreFault
from ui import theme
from ui.common.forms import Card, Field, Note, SecretEdit, button
from ui.common.labels import label
from ui.common.sentences import sentence
from ui.common.slots import slot_async
from ui.link import Link

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LockView(QWidget):
    """The whole window while the store is locked."""

    unlocked = Signal()

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Écritoire is locked"))
        self._link = link
        card = Card(self)
        card.setFixedWidth(theme.px(400))
        card.box.setContentsMargins(theme.px(32), theme.px(32), theme.px(32), theme.px(24))
        card.box.setSpacing(theme.px(16))
        self._picture = QLabel(card)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = label(self.tr("Écritoire is locked"), "headline", card)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note = Note("", "danger", card)
        self.passphrase = SecretEdit(card)
        self._passphrase_field = Field(self.tr("Passphrase"), self.passphrase, parent=card)
        self.code = QLineEdit(card)
        self._code_field = Field(
            self.tr("Recovery code"),
            self.code,
            self.tr("Eight groups of letters and figures, from the sheet you kept."),
            card,
        )
        self._open = button(self.tr("Unlock"), self._unlock, kind="primary", icon="lock-open", parent=card)
        self._keyring = button(
            self.tr("Unlock with the system keyring"), self._unlock_by_keyring, icon="key-round", parent=card
        )
        self._other = button("", self._turn, kind="link", parent=card)
        for part in (
            self._picture,
            title,
            self._note,
            self._passphrase_field,
            self._code_field,
            self._open,
            self._keyring,
        ):
            card.box.addWidget(part)
        card.box.addWidget(self._other, 0, Qt.AlignmentFlag.AlignHCenter)
        for field in (self.passphrase, self.code):
            field.installEventFilter(self)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        theme.changes().theme_changed.connect(self._draw)
        self._by_code = False
        self.prepare()

    def prepare(self) -> None:
        """Empty the fields and show what this store can be opened with."""
        self.passphrase.clear()
        self.code.clear()
        state = self._link.state
        self._by_code = not state.passphrase_slot
        fault = state.fault_code
        self._note.say(self._fault_words(fault), "danger")
        self._keyring.setVisible(state.keyring_slot)
        self._show_fields()
        self._draw()

    def _fault_words(self, code: str) -> str:
        return str(sentence(StoreFault(code))) if code else ""

    def _show_fields(self) -> None:
        passphrase = self._link.state.passphrase_slot
        self._passphrase_field.setVisible(not self._by_code)
        self._code_field.setVisible(self._by_code)
        self._other.setVisible(passphrase)
        self._other.setText(self.tr("Use the passphrase") if self._by_code else self.tr("Use the recovery code"))
        self._other.setAccessibleName(self._other.text())
        (self.code if self._by_code else self.passphrase).setFocus()

    @Slot()
    def _turn(self) -> None:
        self._by_code = not self._by_code
        self._show_fields()

    @Slot()
    def _draw(self) -> None:
        self._picture.setPixmap(theme.pixmap("lock", "accent_ink", theme.px(40)))

    @slot_async
    async def _unlock(self) -> None:
        if self._by_code:
            await self._try("", self.code.text().strip())
        else:
            await self._try(self.passphrase.text(), "")

    @slot_async
    async def _unlock_by_keyring(self) -> None:
        await self._try("", "", keyring=True)

    async def _try(self, passphrase: str, code: str, *, keyring: bool = False) -> None:
        if not keyring and not passphrase and not code:
            return
        self._open.setEnabled(False)
        try:
            await self._link.unlock(passphrase, code)
        except Fault as fault:
            self._note.say(str(sentence(fault)), "danger")
            (self.code if self._by_code else self.passphrase).selectAll()
        else:
            self.passphrase.clear()
            self.code.clear()
            self.unlocked.emit()
        finally:
            self._open.setEnabled(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            self._unlock()
            return True
        return super().eventFilter(watched, event)
