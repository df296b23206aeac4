"""What stands over the days: where one is, turning, the ways of looking, and a new event."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QToolButton, QWidget

from ui import theme
from ui.calendar.days import Kind
from ui.common.forms import button, tool
from ui.common.labels import ElidedLabel


class AgendaBar(QWidget):
    """Tells what is wanted; `show_title` and `show_kind` say what is shown."""

    today_wanted = Signal()
    turn_wanted = Signal(int)
    kind_wanted = Signal(str)
    new_wanted = Signal()

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        row.setSpacing(theme.px(6))
        row.addWidget(button(self.tr("Today"), self.today_wanted, parent=self))
        self._back = tool("chevron-left", self.tr("Back"), lambda: self.turn_wanted.emit(-1), self)
        self._on = tool("chevron-right", self.tr("Forward"), lambda: self.turn_wanted.emit(1), self)
        row.addWidget(self._back)
        row.addWidget(self._on)
        self.title = ElidedLabel("", self, role="title")
        row.addWidget(self.title, 1)
        self._kinds = QButtonGroup(self)
        self._buttons: dict[Kind, QToolButton] = {}
        for kind, text in (
            (Kind.DAY, self.tr("Day")),
            (Kind.WORK_WEEK, self.tr("Work week")),
            (Kind.WEEK, self.tr("Week")),
            (Kind.MONTH, self.tr("Month")),
            (Kind.LIST, self.tr("List")),
            (Kind.TASKS, self.tr("Tasks")),
        ):
            made = QToolButton(self)
            made.setText(text)
            made.setCheckable(True)
            made.setAccessibleName(text)
            made.clicked.connect(lambda _=False, kind=kind: self.kind_wanted.emit(kind.value))
            self._kinds.addButton(made)
            self._buttons[kind] = made
            row.addWidget(made)
        row.addSpacing(theme.px(6))
        self.new = button(self.tr("New event"), self.new_wanted, kind="primary", icon="plus", parent=self)
        row.addWidget(self.new)
        more = tool("ellipsis", self.tr("More"), None, self)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(menu)
        row.addWidget(more)

    def show_kind(self, kind: Kind, title: str) -> None:
        """Say what is shown."""
        self._buttons[kind].setChecked(True)
        self.title.set_whole_text(title)
        for widget in (self._back, self._on):
            widget.setVisible(kind is not Kind.TASKS)
