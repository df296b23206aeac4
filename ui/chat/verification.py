"""Verification: a code for the other device to scan, or emoji that both compare; asked by either side, ended plainly."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from sync.model.emoji import EMOJI
from sync.rpc import messages as m
from ui import i18n, theme
from ui.chat.qr_code import QrCode
from ui.common.forms import Note, button, buttons_row
from ui.common.labels import label
from ui.common.slots import slot_async
from ui.link import Link
from ui.live import Live

STEP_SECONDS = 60
_OVER = ("done", "cancelled")


class VerificationDialog(QDialog):
    """One verification, from the request to its end."""

    def __init__(self, link: Link, account: int, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._account = account
        self._person = person
        self.flow = ""
        self.stage = ""
        self.setWindowTitle(self.tr("Verification"))
        self.setMinimumWidth(theme.px(520))
        self._title = label("", "title", self, wrap=True)
        self._text = label("", "soft", self, wrap=True)
        self._signs = QWidget(self)
        self._grid = QGridLayout(self._signs)
        self._grid.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        self.code = QrCode(self)
        self._instead = button(self.tr("Compare pictures instead"), self._compare, kind="link", parent=self)
        self._note = Note("", "success", self)
        self._no = button(self.tr("Cancel"), self._refuse, parent=self)
        self._yes = button(self.tr("Verify"), self._agree, kind="primary", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.setSpacing(theme.px(12))
        for part in (self._title, self._text, self._signs, self._note):
            column.addWidget(part)
        column.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._instead, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addLayout(buttons_row(None, self._no, self._yes))
        self._draw("asked")

    @slot_async
    async def ask(self, device: str = "", room: int = 0) -> None:
        """Ask the person, or one device of theirs."""
        self.show()
        reply = await self._link.ask_for(
            m.Verify(self._account, self._person, device, room), m.Verifying, STEP_SECONDS
        )
        self.flow = reply.flow

    def show_moved(self, moved: m.VerificationMoved) -> None:
        """Show where the verification stands."""
        self.flow = moved.flow
        if moved.qr:
            self.code.show_octets(moved.qr)
        elif moved.stage == "ready" and moved.ours and self.stage != "ready":
            self._step("begin")
        if moved.emoji or moved.numbers:
            self._show_signs(moved)
        self._draw(moved.stage, code=moved.code, trusted=moved.trusted, scans=bool(moved.qr))

    def _draw(self, stage: str, *, code: str = "", trusted: bool = False, scans: bool = False) -> None:
        self.stage = stage
        who = self._person
        compares = stage in ("comparing", "confirmed")
        self._signs.setVisible(compares)
        for part in (self.code, self._instead):
            part.setVisible(scans)
        self._note.say("")
        waits = self.tr("Waiting for the other side…")
        texts = {
            "asked": (self.tr("Verify {who}"), self.tr("Accept the request on the other device.") + " " + waits),
            "requested": (
                self.tr("{who} asks you to verify"),
                self.tr("You will compare seven pictures, on the phone or side by side."),
            ),
            "comparing": (
                self.tr("Do you both see the same pictures, in the same order?"),
                self.tr("Read them aloud, over another channel than this chat."),
            ),
            "confirmed": (self.tr("You said that they are the same."), waits),
            "done": (self.tr("{who} is verified"), ""),
            "cancelled": (self.tr("Nothing was verified"), self._why(code)),
        }
        if stage == "ready" and scans:
            texts["ready"] = (
                self.tr("Scan this code with the other device"),
                self.tr("This computer shows codes and cannot read any: without a camera over there, compare pictures."),
            )
        texts["scanned"] = (
            self.tr("Does the other device say that it went well?"),
            self.tr("Somebody scanned the code. Agree only if it was the device in front of you, and it shows a green sign."),
        )
        title, text = texts.get(stage, (self.tr("Verify {who}"), waits))
        self._title.setText(title.format(who=who))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        if stage == "done":
            self._note.say(
                self.tr("From now on a change of identity will be told to you.")
                if trusted
                else self.tr("Known to this device only: it is not verified itself, so others are not told."),
                "success" if trusted else "warning",
            )
        over = stage in _OVER
        self._yes.setVisible(over or stage in ("requested", "comparing", "scanned"))
        self._yes.setText(
            self.tr("Close")
            if over
            else self.tr("They are the same")
            if compares
            else self.tr("Yes, it does")
            if stage == "scanned"
            else self.tr("Accept")
        )
        self._yes.setAccessibleName(self._yes.text())
        self._no.setVisible(not over)
        self._no.setText(self.tr("They are different") if stage == "comparing" else self.tr("Cancel"))
        self._no.setAccessibleName(self._no.text())
        self.setAccessibleDescription(self._title.text())

    def _why(self, code: str) -> str:
        known = {
            "m.user": self.tr("One of both sides ended it."),
            "m.timeout": self.tr("It took too long."),
            "m.accepted": self.tr("It goes on from another device."),
            "m.mismatched_sas": self.tr("The pictures differ: somebody may be listening in. Try again over another network."),
            "m.key_mismatch": self.tr("The keys differ: somebody may be listening in. Try again over another network."),
        }
        return known.get(code, self.tr("The other side ended it ({code}).").format(code=code))

    def _show_signs(self, moved: m.VerificationMoved) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.deleteLater()
        french = i18n.language() == "fr"
        if not moved.emoji:
            shown = label("   ".join(map(str, moved.numbers)), "code", self._signs)
            self._grid.addWidget(shown, 0, 0, Qt.AlignmentFlag.AlignHCenter)
            return
        for place, number in enumerate(moved.emoji):
            sign = EMOJI[number]
            name = sign.french if french else sign.english
            cell = QWidget(self._signs)
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            picture = QLabel(sign.sign, cell)
            face = picture.font()
            face.setPointSizeF(face.pointSizeF() * 2.2)
            picture.setFont(face)
            picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
            picture.setAccessibleName(name)
            said = label(name, "soft", cell)
            said.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(picture)
            column.addWidget(said)
            self._grid.addWidget(cell, place // 4, place % 4)

    @Slot()
    def _agree(self) -> None:
        if self.stage in _OVER:
            self.accept()
        else:
            self._step("confirm" if self.stage in ("comparing", "scanned") else "accept")

    @Slot()
    def _refuse(self) -> None:
        if self.flow:
            self._step("differ" if self.stage == "comparing" else "cancel")
        else:
            self.accept()

    @Slot()
    def _compare(self) -> None:
        self._step("begin")

    @slot_async
    async def _step(self, action: str) -> None:
        await self._link.ask(m.StepVerification(self._account, self.flow, action), STEP_SECONDS)

    def reject(self) -> None:
        """Closing the dialog while both sides compare ends the verification."""
        if self.flow and self.stage not in _OVER:
            self._step("cancel")
        super().reject()


class Verifications(QObject):
    """The dialogs of all verifications; `requested(VerificationMoved)` tells of one that another side asks for."""

    requested = Signal(object)
    ended = Signal(int)
    """The account of a verification that is over."""

    def __init__(self, link: Link, live: Live, parent: QWidget) -> None:
        super().__init__(parent)
        self._link = link
        self._window = parent
        self._dialogs: list[VerificationDialog] = []
        self._waiting: dict[str, m.VerificationMoved] = {}
        live.verification_moved.connect(self._moved)

    def ask(self, account: int, person: str, device: str = "", room: int = 0) -> VerificationDialog:
        """Ask somebody to verify."""
        dialog = self._open(account, person)
        dialog.ask(device, room)
        return dialog

    def answer(self, moved: m.VerificationMoved) -> VerificationDialog:
        """Show what another side asks for."""
        dialog = self._open(moved.account, moved.person)
        dialog.show_moved(self._waiting.pop(moved.flow, moved))
        dialog.show()
        return dialog

    @slot_async
    async def ignore(self, moved: m.VerificationMoved) -> None:
        """Decline what another side asks for."""
        self._waiting.pop(moved.flow, None)
        await self._link.ask(m.StepVerification(moved.account, moved.flow, "cancel"), STEP_SECONDS)

    def _open(self, account: int, person: str) -> VerificationDialog:
        dialog = VerificationDialog(self._link, account, person, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(lambda: self._dialogs.remove(dialog))
        self._dialogs.append(dialog)
        return dialog

    @Slot(object)
    def _moved(self, moved: m.VerificationMoved) -> None:
        dialog = next((one for one in self._dialogs if one.flow in ("", moved.flow)), None)
        if dialog is not None and (dialog.flow == moved.flow or moved.ours):
            dialog.show_moved(moved)
        elif moved.stage == "requested":
            self._waiting[moved.flow] = moved
            self.requested.emit(moved)
        elif moved.flow in self._waiting:
            self._waiting[moved.flow] = moved
        if moved.stage in _OVER:
            if self._waiting.pop(moved.flow, None) is not None:
                self.requested.emit(moved)
            self.ended.emit(moved.account)
