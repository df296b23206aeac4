"""How a message is sent: when, how important, and whether a read receipt is asked for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from sync.model.mail import Draft, Importance
from ui import theme
from ui.mail.moments import fill


class SendOptions(QWidget):
    """Two buttons beside *Send*: one to send later, one with the other wishes."""

    later_wanted = Signal(int)
    """Send at this time (seconds since 1970)."""
    changed = Signal()
    many_wanted = Signal()
    """The letter is to go to everybody of a table, to each alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        later = self._button("clock", self.tr("Send later"))
        self.later_menu = QMenu(self)
        self.later_menu.aboutToShow.connect(self.fill_moments)
        later.setMenu(self.later_menu)
        options = self._button("ellipsis", self.tr("Importance, receipt, sending to many"))
        options.setMenu(self._build_wishes())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(2))
        row.addWidget(later)
        row.addWidget(options)

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setIconSize(QSize(theme.px(18), theme.px(18)))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        theme.set_icon(button, icon)
        return button

    def _build_wishes(self) -> QMenu:
        menu = QMenu(self)
        menu.addSection(self.tr("Importance"))
        group = QActionGroup(menu)
        self._levels: dict[Importance, QAction] = {}
        for level, name in (
            (Importance.HIGH, self.tr("High")),
            (Importance.NORMAL, self.tr("Normal")),
            (Importance.LOW, self.tr("Low")),
        ):
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(level is Importance.NORMAL)
            group.addAction(action)
            self._levels[level] = action
        group.triggered.connect(self.changed)
        menu.addSeparator()
        self.receipt_action = menu.addAction(self.tr("Ask for a read receipt"))
        self.receipt_action.setCheckable(True)
        self.receipt_action.triggered.connect(self.changed)
        menu.addSeparator()
        self.many_action = menu.addAction(self.tr("Send to many, one by one…"))
        self.many_action.triggered.connect(self.many_wanted)
        return menu

    @Slot()
    def fill_moments(self) -> None:
        """Offer moments as seen from now."""
        words = self.tr("Send later"), self.tr("Écritoire sends it then, or as soon as this computer is on again.")
        fill(self.later_menu, self.later_wanted.emit, *words)

    @property
    def importance(self) -> Importance:
        """The importance that is chosen."""
        return next(level for level, action in self._levels.items() if action.isChecked())

    @property
    def receipt(self) -> bool:
        """Whether a read receipt is asked for."""
        return self.receipt_action.isChecked()

    def show_draft(self, draft: Draft) -> None:
        """Show what a draft wishes."""
        self._levels[draft.importance].setChecked(True)
        self.receipt_action.setChecked(draft.receipt)
