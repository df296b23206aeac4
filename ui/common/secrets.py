"""Secrets for the eye: how strong a passphrase is, and the recovery code that is shown once."""

from __future__ import annotations

import math
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from ui import theme
from ui.common.forms import Card, button, buttons_row
from ui.common.labels import label
from ui.common.toasts import say

translate = QCoreApplication.translate

SHORTEST = 12
_COMMON = (
    "motdepasse",
    "password",
    "azerty",
    "qwerty",
    "123456",
    "bonjour",
    "marseille",
    "soleil",
    "ecritoire",
    "admin",
)


class Strength(IntEnum):
    """How long a passphrase withstands guessing."""

    NONE = 0
    WEAK = 1
    FAIR = 2
    STRONG = 3


def strength(passphrase: str) -> Strength:
    """Return how strong a passphrase is: by the number of guesses that its length, variety and words leave.

    A rough measure on the safe side: repeated letters and runs count once, common words hardly at all.
    """
    if not passphrase:
        return Strength.NONE
    folded = passphrase.casefold()
    for word in _COMMON:
        folded = folded.replace(word, "§")
    counted = sum(
        1 for place, letter in enumerate(folded) if place == 0 or abs(ord(letter) - ord(folded[place - 1])) > 1
    )
    variety = len(set(folded))
    bits = counted * math.log2(max(min(variety, 26), 2))
    if len(passphrase) < SHORTEST or bits < 40:
        return Strength.WEAK
    return Strength.STRONG if bits >= 64 else Strength.FAIR


class StrengthHint(QWidget):
    """A bar and a sentence under a new passphrase."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self._bar = QProgressBar(self, minimum=0, maximum=3, textVisible=False)
        self._bar.setAccessibleName(self.tr("Strength of the passphrase"))
        self._words = label("", "faint", self, wrap=True)
        column.addWidget(self._bar)
        column.addWidget(self._words)
        self.rate("")

    def rate(self, passphrase: str) -> Strength:
        """Show and return how strong it is."""
        rated = strength(passphrase)
        self._bar.setValue(int(rated))
        words = {
            Strength.NONE: self.tr("Four or five words that do not belong together make a strong one."),
            Strength.WEAK: self.tr("Weak: make it longer, at least twelve characters."),
            Strength.FAIR: self.tr("Fair: one more word would make it strong."),
            Strength.STRONG: self.tr("Strong."),
        }[rated]
        self._words.setText(words)
        self._bar.setAccessibleDescription(words)
        return rated


class RecoveryCodeCard(Card):
    """The recovery code in its groups, to print, copy or save; `kept` tells that the person did one of these."""

    kept = Signal()

    def __init__(self, code: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._groups = QGridLayout()
        self._groups.setSpacing(theme.px(12))
        self.box.addWidget(label(self.tr("Recovery code"), "section", self))
        self.box.addLayout(self._groups)
        self._labels: list[QLabel] = []
        self.box.addLayout(
            buttons_row(
                button(self.tr("Print…"), self._print, icon="printer", parent=self),
                button(self.tr("Copy"), self._copy, icon="copy", parent=self),
                button(self.tr("Save…"), self._save, icon="download", parent=self),
                None,
            )
        )
        self.show_code(code)

    def show_code(self, code: str) -> None:
        """Show this code."""
        self._code = code
        for old in self._labels:
            old.deleteLater()
        self._labels = []
        for place, group in enumerate(code.split("-") if code else []):
            shown = label(group, "code", self)
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            shown.setAccessibleName(self.tr("Group {number}: {group}").format(number=place + 1, group=" ".join(group)))
            self._groups.addWidget(shown, place // 4, place % 4)
            self._labels.append(shown)

    @property
    def code(self) -> str:
        """The code shown."""
        return self._code

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        say(self, self.tr("Recovery code copied. Paste it somewhere safe, outside this computer."))
        self.kept.emit()

    @Slot()
    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QPrintDialog.DialogCode.Accepted:
            document = QTextDocument(self)
            document.setPlainText(recovery_sheet(self._code))
            document.print_(printer)
            self.kept.emit()

    @Slot()
    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the recovery code"), "ecritoire-recovery.txt")
        if name:
            Path(name).write_text(recovery_sheet(self._code), "utf-8")
            say(self, self.tr("Recovery code saved. Move the file off this computer."))
            self.kept.emit()


def recovery_sheet(code: str) -> str:
    """Return the sheet to keep: what the code is for, and the code."""
    return (
        translate("RecoveryCodeCard", "Écritoire: recovery code")
        + "\n\n"
        + code
        + "\n\n"
        + translate(
            "RecoveryCodeCard",
            "This code opens the mail kept on this computer if the passphrase or the system keyring is lost. "
            "Keep it like a key: on paper, away from the computer. Whoever has it can read everything.",
        )
        + "\n"
    )
