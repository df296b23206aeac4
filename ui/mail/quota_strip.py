"""How full the mailbox is, at the foot of the folders: a bar and a sentence, louder as the room runs out."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui import theme
from ui.common import dates
from ui.common.forms import set_property
from ui.common.labels import label

NEARLY_FULL, WORTH_SAYING = 0.9, 0.5
"""From which share on it is a warning, and from which on it is said at all."""


class QuotaStrip(QWidget):
    """Hidden while there is room enough, or the server says nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(2))
        column.setSpacing(theme.px(4))
        self.bar = QProgressBar(self, minimum=0, maximum=1000, textVisible=False)
        self.bar.setFixedHeight(theme.px(4))
        self.bar.setAccessibleName(self.tr("Room taken on the server"))
        self.words = label("", "faint", self, wrap=True)
        column.addWidget(self.bar)
        column.addWidget(self.words)
        self.hide()

    def show_quota(self, quota: tuple[int, int] | None) -> None:
        """Show how many octets are taken, of how many."""
        share = quota[0] / quota[1] if quota else 0.0
        self.setVisible(share >= WORTH_SAYING)
        if quota is None:
            return
        self.bar.setValue(min(1000, round(share * 1000)))
        words = self.tr("{used} of {total} used").format(used=dates.size(quota[0]), total=dates.size(quota[1]))
        if share >= NEARLY_FULL:
            words = self.tr("Mailbox nearly full: {used} of {total}").format(
                used=dates.size(quota[0]), total=dates.size(quota[1])
            )
        self.words.setText(words)
        set_property(self.words, "role", "danger" if share >= NEARLY_FULL else "faint")
