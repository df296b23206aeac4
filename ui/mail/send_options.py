"""How a message is sent: when, how important, and whether a read receipt is asked for."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtCore import QDateTime, QSize, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from sync.model.mail import Draft, Importance
from ui import theme
from ui.common import dates
from ui.common.labels import label

_MORNING, _EVENING = time(8), time(18)


def moments(now: datetime) -> list[datetime]:
    """Return moments that people put sending off to: in an hour, this evening, tomorrow and on Monday morning."""
    hour = (now + timedelta(hours=1)).replace(second=0, microsecond=0)
    evening = datetime.combine(now.date(), _EVENING, now.tzinfo)
    tomorrow = datetime.combine(now.date() + timedelta(days=1), _MORNING, now.tzinfo)
    monday = datetime.combine(now.date() + timedelta(days=7 - now.weekday()), _MORNING, now.tzinfo)
    return sorted({moment for moment in (hour, evening, tomorrow, monday) if moment > now})


class SendOptions(QWidget):
    """Two buttons beside *Send*: one to send later, one with the other wishes."""

    later_wanted = Signal(int)
    """Send at this time (seconds since 1970)."""
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        later = self._button("clock", self.tr("Send later"))
        self.later_menu = QMenu(self)
        self.later_menu.aboutToShow.connect(self.fill_moments)
        later.setMenu(self.later_menu)
        options = self._button("ellipsis", self.tr("Importance and receipt"))
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
        return menu

    @Slot()
    def fill_moments(self) -> None:
        """Offer moments as seen from now."""
        self.later_menu.clear()
        for moment in moments(datetime.now().astimezone()):
            seconds = int(moment.timestamp())
            action = self.later_menu.addAction(dates.full(seconds))
            action.triggered.connect(lambda _checked=False, seconds=seconds: self.later_wanted.emit(seconds))
        self.later_menu.addSeparator()
        self.later_menu.addAction(self.tr("Choose a time…")).triggered.connect(self._choose)

    @Slot()
    def _choose(self) -> None:
        window = _MomentWindow(self)
        window.accepted.connect(lambda: self.later_wanted.emit(window.seconds()))
        window.open()

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


class _MomentWindow(QDialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Send later"))
        self._field = QDateTimeEdit(QDateTime.currentDateTime().addSecs(3600), self)
        self._field.setCalendarPopup(True)
        self._field.setMinimumDateTime(QDateTime.currentDateTime())
        self._field.setAccessibleName(self.tr("When to send"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(self._field)
        column.addWidget(
            label(self.tr("Écritoire sends it then, or as soon as this computer is on again."), "soft", self, wrap=True)
        )
        column.addWidget(buttons)

    def seconds(self) -> int:
        """Return the chosen time."""
        return int(self._field.dateTime().toSecsSinceEpoch())
