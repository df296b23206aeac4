"""The one question before an event with people is called off: whether they are told."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from sync.model.calendar import Attendee
from ui import theme
from ui.common.forms import button, buttons_row
from ui.common.labels import label

_NAMES_SHOWN = 5


class TellDialog(QDialog):
    """Asks whether people are told that an event is called off, then calls `chosen` with the answer."""

    def __init__(self, people: list[Attendee], chosen: Callable[[bool], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Call off an event"))
        self._chosen = chosen
        names = ", ".join(one.name or one.address for one in people[:_NAMES_SHOWN])
        more = len(people) - _NAMES_SHOWN
        if more > 0:
            names = f"{names} {self.tr('and %n other(s)', '', more)}"
        self.tell = QCheckBox(self.tr("Tell them that it is called off"), self)
        self.tell.setChecked(True)
        self.go = button(self.tr("Call off"), self._take, kind="danger", parent=self)
        self.go.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addWidget(label(self.tr("Invited: {names}").format(names=names), "strong", self, wrap=True))
        column.addWidget(self.tell)
        servers = self.tr("Where the calendar’s server writes to them by itself, it does so in any case.")
        column.addWidget(label(servers, "faint", self, wrap=True))
        column.addLayout(buttons_row(None, button(self.tr("Keep it"), self.reject, parent=self), self.go))
        self.setMinimumWidth(theme.px(420))

    def _take(self) -> None:
        self.accept()
        self._chosen(self.tell.isChecked())
