"""Files in other programs: a word before one that may do harm is opened, and copies that are for reading alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.common import toasts

translate = QCoreApplication.translate


def ask_before_opening(parent: QWidget, name: str, kind: str, go_on: Callable[[], object]) -> QMessageBox:
    """Say what a file of this kind (`ui.common.filenames.danger`) may do, and open it only if the person insists."""
    words = {
        "program": translate("Opening", "{name} is a program. Opening it can harm this computer."),
        "macro": translate("Opening", "{name} may contain macros. Open it only if you know where it comes from."),
        "active": translate("Opening", "{name} is a web page that opens in your browser and may imitate a site you know."),
    }[kind]
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(translate("Opening", "Open the file"))
    box.setText(words.format(name=name))
    go = box.addButton(translate("Opening", "Open anyway"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.buttonClicked.connect(lambda button: go_on() if button is go else None)
    box.open()
    return box


def show_copy(parent: QWidget, path: str) -> None:
    """Open a copy of which nothing comes back, and say so."""
    if QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
        toasts.say(parent, translate("Opening", "Opened for reading: changes made there are not kept."))
    else:
        toasts.say(parent, translate("Opening", "No program opens this kind of file: save it instead."))
