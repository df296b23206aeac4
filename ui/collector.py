"""Python's garbage collected on the window's thread alone.

A collection begins in whichever thread happens to allocate. One that begins in a background thread and finds a forgotten widget
destroys it there, and Qt aborts or crashes. So collections are not left to chance: a timer of the window's thread runs them.
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QThreadPool, QTimer, Slot

MILLISECONDS = 500
YOUNG, MIDDLE, OLD = 2000, 10, 20
"""How much has to wait before each generation is collected."""


def drop_last_fault() -> None:
    """Forget the last fault that Qt met in Python: its traceback holds all that was at work, until another thread has a fault."""
    for name in ("last_type", "last_value", "last_traceback"):
        if hasattr(sys, name):
            delattr(sys, name)


class Collector(QObject):
    """Takes collecting over for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_itself = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect what is due."""
        drop_last_fault()
        young, middle, old = gc.get_count()
        if old > OLD:
            gc.collect(2)
        elif middle > MIDDLE:
            gc.collect(1)
        elif young > YOUNG:
            gc.collect(0)

    def end(self) -> None:
        """Leave collecting as it was, once no read goes on beside the window, and after a last collection here."""
        self._timer.stop()
        QThreadPool.globalInstance().waitForDone()
        gc.collect()
        if self._by_itself:
            gc.enable()
