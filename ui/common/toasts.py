"""Toasts: a short sentence at the foot of the window, with at most one action, told politely to screen readers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from sync.model.faults import Fault
from ui import theme
from ui.common.sentences import sentence

SECONDS = 6
AT_MOST = 3


class Toast(QFrame):
    """One sentence that goes away by itself; the pointer or the keyboard focus on it keeps it."""

    closed = Signal()

    def __init__(self, text: str, action: str, seconds: float, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._acted: Callable[[], object] | None = None
        self._label = QLabel(text, self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setMinimumWidth(min(theme.px(480), self._label.fontMetrics().horizontalAdvance(text) + 8))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(8), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(self._label, 1)
        if action:
            button = QPushButton(action, self)
            button.setAccessibleName(action)
            button.clicked.connect(self._act)
            row.addWidget(button)
        close = QToolButton(self)
        close.setAccessibleName(self.tr("Close this message"))
        close.setToolTip(self.tr("Close this message"))
        theme.set_icon(close, "x", "toast_text")
        close.clicked.connect(self.close_now)
        row.addWidget(close)
        self.setAccessibleName(text)
        self._timer = QTimer(self, singleShot=True, interval=round(seconds * 1000))
        self._timer.timeout.connect(self._end_unless_used)
        self._timer.start()

    @property
    def text(self) -> str:
        """The sentence."""
        return self._label.text()

    def on_action(self, acted: Callable[[], object]) -> None:
        """Call this when the action is chosen."""
        self._acted = acted

    @Slot()
    def _act(self) -> None:
        acted = self._acted
        self.close_now()
        if acted is not None:
            acted()

    @Slot()
    def _end_unless_used(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._timer.start(1000)
        else:
            self.close_now()

    @Slot()
    def close_now(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()
        self.closed.emit()
        self.deleteLater()


class ToastStack(QWidget):
    """The toasts of one window, the newest at the bottom."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("toasts")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self._column = column
        self.toasts: list[Toast] = []
        window.installEventFilter(self)
        self.hide()

    @classmethod
    def of(cls, widget: QWidget) -> ToastStack:
        """Return the stack of the window that `widget` is in."""
        window = widget.window()
        found = window.findChild(cls, "toasts", Qt.FindChildOption.FindDirectChildrenOnly)
        return found if isinstance(found, cls) else cls(window)

    def say(self, text: str, action: str = "", seconds: float = SECONDS) -> Toast:
        """Show a sentence; the same sentence is not shown twice at once."""
        for shown in [toast for toast in self.toasts if toast.text == text]:
            shown.close_now()
        while len(self.toasts) >= AT_MOST:
            self.toasts[0].close_now()
        toast = Toast(text, action, seconds, self)
        self.toasts.append(toast)
        toast.closed.connect(lambda: self._forget(toast))
        self._column.addWidget(toast, 0, Qt.AlignmentFlag.AlignHCenter)
        self._place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(toast, text))
        return toast

    def _forget(self, toast: Toast) -> None:
        if toast in self.toasts:
            self.toasts.remove(toast)
        self._column.removeWidget(toast)
        self._place()

    def _place(self) -> None:
        self.setVisible(bool(self.toasts))
        if not self.toasts:
            return
        window = self._window
        self._column.activate()
        wanted = self.sizeHint()
        width = min(wanted.width(), window.width() - theme.px(32))
        self.setGeometry(
            (window.width() - width) // 2, window.height() - wanted.height() - theme.px(24), width, wanted.height()
        )
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)


def _widget_of(owner: QObject) -> QWidget | None:
    place: QObject | None = owner
    while place is not None and not isinstance(place, QWidget):
        place = place.parent()
    return place if isinstance(place, QWidget) else QApplication.activeWindow()


def say(
    owner: QObject,
    text: str,
    *,
    action: str = "",
    on_action: Callable[[], object] | None = None,
    seconds: float = SECONDS,
) -> Toast | None:
    """Show a toast in the window of `owner` (a widget, or something that has one above it); None where there is no window."""
    widget = _widget_of(owner)
    if widget is None:
        return None
    toast = ToastStack.of(widget).say(text, action, seconds)
    if on_action is not None:
        toast.on_action(on_action)
    return toast


def say_fault(owner: QObject, fault: Fault) -> Toast | None:
    """Show the sentence of a fault as a toast."""
    return say(owner, str(sentence(fault)), seconds=10)
