"""The commands of the agenda: by keys, and in the menu above the days."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui import theme
from ui.calendar.days import Kind
from ui.calendar.holidays import REGIONS
from ui.preferences import Preferences

DEFAULT_REGION = "FR"


class Commands(QObject):
    """Actions of the area, and the menu with them. What is wanted is told by signals."""

    new_wanted = Signal()
    task_wanted = Signal()
    today_wanted = Signal()
    undo_wanted = Signal()
    kind_wanted = Signal(str)
    import_wanted = Signal()
    export_wanted = Signal()
    pdf_wanted = Signal()

    def __init__(self, area: QWidget, preferences: Preferences) -> None:
        super().__init__(area)
        self._area, self._preferences = area, preferences
        self.menu = QMenu(area)
        self._add(self.tr("New event"), "calendar-plus", "Ctrl+N", self.new_wanted.emit)
        self._add(self.tr("New task"), "list-checks", "Ctrl+Shift+N", self.task_wanted.emit)
        self._add(self.tr("Today"), "calendar", "Ctrl+T", self.today_wanted.emit)
        self._add(self.tr("Undo"), "undo-2", "Ctrl+Z", self.undo_wanted.emit)
        self.menu.addSeparator()
        self._add(self.tr("Import a calendar…"), "download", "", self.import_wanted.emit)
        self._add(self.tr("Export a calendar…"), "upload", "", self.export_wanted.emit)
        self._add(self.tr("Save as PDF…"), "printer", "Ctrl+P", self.pdf_wanted.emit)
        self.menu.addSeparator()
        self._add_holidays()
        for number, kind in enumerate(Kind, 1):
            action = QAction(area)
            action.setShortcut(QKeySequence(f"Ctrl+Alt+{number}"))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(partial(self.kind_wanted.emit, kind.value))
            area.addAction(action)

    def _add(self, text: str, icon: str, keys: str, chosen: Callable[[], object]) -> None:
        action = QAction(text, self._area)
        theme.set_icon(action, icon)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: chosen())
        self._area.addAction(action)
        self.menu.addAction(action)

    def _add_holidays(self) -> None:
        """Offer which public holidays are shown."""
        menu = self.menu.addMenu(self.tr("Public holidays"))
        self._regions = QActionGroup(self)
        for region, name in REGIONS.items():
            action = menu.addAction(QCoreApplication.translate("Holidays", str(name)))
            action.setCheckable(True)
            action.setData(region)
            action.triggered.connect(partial(self._preferences.set_value, "calendar.holidays", region or "none"))
            self._regions.addAction(action)
        self.follow()

    def region(self) -> str:
        """Return whose public holidays are shown, empty for none."""
        chosen = str(self._preferences.value("calendar.holidays", DEFAULT_REGION))
        return chosen if chosen in REGIONS else ""

    def follow(self) -> None:
        """Tick the region that is shown."""
        for action in self._regions.actions():
            action.setChecked(action.data() == self.region())
