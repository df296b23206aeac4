"""Following a link of a letter: only web and mail addresses, in the browser, with a warning where its text lies."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.common import toasts
from ui.mail.links import Verdict, judge, texts_of


class LinkOpener(QWidget):
    """Judges each clicked link; an invisible part of the reader."""

    compose_wanted = Signal(str)
    """A `mailto:` link was clicked."""
    refused = Signal(str)
    """A link that may not be opened, for whom it matters."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.html = ""
        """The letter that is shown, to find the text of a clicked link in."""
        self.hide()

    def follow(self, target: str) -> None:
        """Open `target`, ask, or refuse."""
        verdict = self._judge(target)
        if not verdict.allowed:
            self.refused.emit(target)
            toasts.say(self, self.tr("This link was not opened: it is neither a web nor a mail address."))
        elif target.lower().startswith("mailto:"):
            self.compose_wanted.emit(target)
        elif verdict.shown_host:
            self._warn(verdict)
        else:
            self._open(verdict)

    def _judge(self, target: str) -> Verdict:
        """The worst verdict over all texts that carry this target."""
        address = QUrl(target)
        texts = [text for link, text in texts_of(self.html) if link == target or QUrl(link) == address] or [""]
        verdicts = [judge(target, text) for text in texts]
        return next((verdict for verdict in verdicts if verdict.shown_host), verdicts[0])

    def _warn(self, verdict: Verdict) -> None:
        text = self.tr("The text of this link shows {shown}, but it leads to {true}.").format(
            shown=verdict.shown_host, true=verdict.host
        )
        box = QMessageBox(QMessageBox.Icon.Warning, self.tr("Misleading link"), text, parent=self.window())
        box.setInformativeText(self.tr("Criminals do this to imitate sites you know. Do not enter a password there."))
        go = box.addButton(self.tr("Open {host}").format(host=verdict.host), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.buttonClicked.connect(lambda button: self._open(verdict) if button is go else None)
        box.open()

    def _open(self, verdict: Verdict) -> None:
        QDesktopServices.openUrl(QUrl(verdict.target))
