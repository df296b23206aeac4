"""What is kept for reading offline: how far back, with or without attachments, and the room it takes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QStorageInfo, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from ui.common import dates
from ui.common.labels import label
from ui.link import Link

translate = QCoreApplication.translate

PER_DAY = 40
"""Messages a day that the estimate supposes; it says so."""
TEXT_OCTETS = 12 * 1024
"""Text, headers and index of a message."""
WHOLE_OCTETS = 90 * 1024
"""A message with its attachments, on average."""
YEARS_OF_ALL = 5


def choices() -> list[tuple[int, str]]:
    """Return days (0: all) and their words."""
    return [
        (30, translate("KeepForm", "One month")),
        (90, translate("KeepForm", "Three months")),
        (365, translate("KeepForm", "One year")),
        (0, translate("KeepForm", "Everything")),
    ]


def estimate(days: int, attachments: bool) -> int:
    """Return the octets that keeping takes for a mailbox of `PER_DAY` messages a day; all is taken as five years."""
    return (days or YEARS_OF_ALL * 365) * PER_DAY * (WHOLE_OCTETS if attachments else TEXT_OCTETS)


class KeepForm(QWidget):
    """The choice and its estimate."""

    changed = Signal()

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(self.tr("Keep messages for reading offline"), "strong", self))
        self._group = QButtonGroup(self)
        for days, words in choices():
            radio = QRadioButton(words, self)
            radio.setAccessibleDescription(self.tr("How far back messages are kept"))
            self._group.addButton(radio, days)
            column.addWidget(radio)
        self.attachments = QCheckBox(self.tr("Attachments too (otherwise they are fetched when opened)"), self)
        self.attachments.setChecked(True)
        column.addWidget(self.attachments)
        self._estimate = label("", "soft", self, wrap=True)
        column.addWidget(self._estimate)
        self._group.idToggled.connect(self._update)
        self.attachments.toggled.connect(self._update)
        self.choose(365, attachments=True)

    @property
    def days(self) -> int:
        """How far back, in days; 0 keeps all."""
        return max(self._group.checkedId(), 0)

    def choose(self, days: int, *, attachments: bool) -> None:
        """Show this choice; days between the choices show the next longer one."""
        nearest = 0 if days == 0 else next((known for known, _ in choices() if known >= days), 0)
        radio = self._group.button(nearest)
        radio.setChecked(True)
        self.attachments.setChecked(attachments)
        self._update()

    @Slot()
    def _update(self) -> None:
        free = QStorageInfo(str(self._link.profile)).bytesAvailable()
        text = self.tr(
            "About {size} for a mailbox that receives {count} messages a day; {free} are free on this disk. "
            "The list of all messages is always kept."
        )
        needed = estimate(self.days, self.attachments.isChecked())
        self._estimate.setText(text.format(size=dates.size(needed), count=PER_DAY, free=dates.size(max(free, 0))))
        self.changed.emit()
