"""How a letter is sealed, in words above it: who signed it and whether that can be believed, and whether it came encrypted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from sync.model.seals import Scheme, Seal, Signature, Standing
from ui import theme
from ui.common import dates
from ui.common.forms import set_property
from ui.common.labels import label
from ui.mail.banner import Banner

_GOOD = frozenset({Standing.TRUSTED})
_BAD = frozenset({Standing.BROKEN, Standing.OTHER_ADDRESS})


class SealBanner(Banner):
    """Hidden where a letter is neither signed nor encrypted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("shield-check", "success", parent)
        self._seal: Seal | None = None
        self.chosen.connect(self.show_details)

    def show_seal(self, seal: Seal | None) -> None:
        """Say how a letter is sealed; None: it is not."""
        self._seal = seal
        if seal is None:
            self.hide()
            return
        sentences = [self._encryption(seal)] if seal.encrypted else []
        if seal.fault and not seal.encrypted:
            sentences.append(self._fault(seal))
        sentences += [self._signature(one) for one in seal.signatures]
        self._icon, self._tone = self._look(seal)
        set_property(self, "card", self._tone)
        self._text.style().unpolish(self._text)
        self._text.style().polish(self._text)
        self._draw()
        self.show_text(" ".join(sentences), self.tr("Details") if seal.signatures else "")

    @staticmethod
    def _look(seal: Seal) -> tuple[str, str]:
        standings = {one.standing for one in seal.signatures}
        if standings & _BAD:
            return "shield-alert", "danger"
        if seal.fault or standings - _GOOD:
            return "triangle-alert", "warning"
        return ("lock", "success") if seal.encrypted else ("shield-check", "success")

    def _encryption(self, seal: Seal) -> str:
        if seal.fault:
            return self._fault(seal)
        if not seal.signatures:
            return self.tr("Came encrypted, without a signature: who wrote it cannot be proven.")
        return self.tr("Came encrypted.")

    def _fault(self, seal: Seal) -> str:
        words = {
            "no_seal_key": self.tr("Encrypted, but for none of your keys on this computer: its text cannot be shown."),
            "not_decrypted": self.tr("Encrypted, and damaged or altered on its way: its text cannot be shown."),
            "no_openpgp": self.tr("Sealed with OpenPGP: install GnuPG on this computer to read it."),
        }
        return words.get(seal.fault, self.tr("Signed or encrypted in a way that cannot be read."))

    def _signature(self, signature: Signature) -> str:
        name = signature.name or next(iter(signature.addresses), "")
        match signature.standing:
            case Standing.TRUSTED if signature.issuer:
                text = self.tr("Signed by {name}, which {issuer} certifies. It was not altered.")
            case Standing.TRUSTED:
                text = self.tr("Signed by {name}, whose key you trust. It was not altered.")
            case Standing.OTHER_ADDRESS:
                text = self.tr("Signed by {name} for {addresses}, and not for the sender’s address. Somebody may be pretending.")
            case Standing.EXPIRED:
                text = self.tr("Signed by {name}, but the certificate is not valid today ({begins} – {ends}).")
            case Standing.UNTRUSTED if signature.issuer:
                text = self.tr("Signed in the name of {name}, but nobody whom this computer trusts certifies it ({issuer}).")
            case Standing.UNTRUSTED:
                text = self.tr("Signed in the name of {name}, by a key that you have not said you trust.")
            case Standing.WEAK:
                text = self.tr("Signed by {name} with an old method that can be forged today.")
            case Standing.BROKEN:
                text = self.tr("The signature of {name} does not fit: the message was altered after it was signed.")
            case Standing.UNKNOWN_KEY:
                text = self.tr("Signed, but the signer’s key is not known here: nothing can be said about it.")
            case _:
                text = self.tr("Signed in a way that cannot be checked here.")
        return text.format(
            name=name, issuer=signature.issuer, addresses=", ".join(signature.addresses),
            begins=dates.day(signature.not_before), ends=dates.day(signature.not_after),
        )  # fmt: skip

    @Slot()
    def show_details(self) -> None:
        """Show what the certificates say."""
        if self._seal is not None and self._seal.signatures:
            SealWindow(self._seal, self).open()


class SealWindow(QDialog):
    """The signatures of a letter with all that is known of their keys."""

    def __init__(self, seal: Seal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Signature"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(20),) * 4)
        column.setSpacing(theme.px(12))
        for one in seal.signatures:
            column.addWidget(label(one.name or ", ".join(one.addresses) or one.fingerprint, "strong", self))
            form = QFormLayout()
            form.setHorizontalSpacing(theme.px(16))
            for name, text in self._facts(seal, one):
                value = QLabel(text, self)
                value.setWordWrap(True)
                value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                value.setAccessibleName(f"{name} {text}")
                form.addRow(label(name, "soft", self), value)
            column.addLayout(form)
        if seal.scheme is Scheme.SMIME:
            words = self.tr("Whether a certificate was revoked is not asked: its authority would learn which letters you read.")
            column.addWidget(label(words, "faint", self, wrap=True))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _facts(self, seal: Seal, one: Signature) -> list[tuple[str, str]]:
        found = [(self.tr("Addresses"), ", ".join(one.addresses)), (self.tr("Certified by"), one.issuer)]
        if one.not_after:
            found.append((self.tr("Valid"), f"{dates.day(one.not_before)} – {dates.day(one.not_after)}"))
        if one.signed_at:
            found.append((self.tr("Signed, as it says, on"), dates.full(one.signed_at)))
        found.append((self.tr("Fingerprint"), " ".join(one.fingerprint[n : n + 4] for n in range(0, len(one.fingerprint), 4))))
        kinds = {Scheme.SMIME: "S/MIME", Scheme.PGP: "OpenPGP"}
        found.append((self.tr("Kind"), " ".join(filter(None, (kinds[seal.scheme], seal.cipher.upper().replace("_", "-"))))))
        return [(name, text) for name, text in found if text]
