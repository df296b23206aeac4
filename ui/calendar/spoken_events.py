"""Events of a painted view for whoever cannot see it: a child of the view for each, with its words, where it is painted.

They are widgets that paint nothing and take nothing from the pointer: an accessible tree that Qt keeps by itself, made only while
assistive technology listens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from ui.calendar import words
from ui.calendar.shown import Shown

Place = tuple[Shown, QRect]
MOST = 500
"""Children of one view; nobody goes through more by ear."""


class SpokenEvents(QObject):
    """Keeps the children of a viewport like the events that `places` tells."""

    def __init__(self, viewport: QWidget, places: Callable[[], Sequence[Place]]) -> None:
        super().__init__(viewport)
        self._viewport, self._places = viewport, places
        self._children: list[QLabel] = []
        self.listens: Callable[[], bool] = QAccessible.isActive
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow)

    @property
    def children_shown(self) -> list[QLabel]:
        """The children that stand for an event now."""
        return [one for one in self._children if one.isVisibleTo(self._viewport)]

    @Slot()
    def follow(self) -> None:
        """Something else is shown, or elsewhere: the children follow, once for all that happens now."""
        if self._children or self.listens():
            self._soon.start()

    @Slot()
    def _follow(self) -> None:
        places = self._places()[:MOST] if self.listens() else ()
        while len(self._children) < len(places):
            made = QLabel(self._viewport)
            made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._children.append(made)
        for child, (one, rect) in zip(self._children, places, strict=False):
            child.setGeometry(rect)
            name = words.spoken(one)
            if child.accessibleName() != name:
                child.setAccessibleName(name)
            child.show()
        for child in self._children[len(places) :]:
            child.hide()
