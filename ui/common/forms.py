"""Parts of forms: buttons, cards, labelled fields, scrolling pages, secrets."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, SignalInstance, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.common.labels import label


def button(
    text: str,
    clicked: Callable[..., object] | SignalInstance | None = None,
    *,
    kind: str = "",
    icon: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """Return a push button: `kind` is empty, primary, danger, link or quiet."""
    made = QPushButton(f" {text}" if icon else text, parent)
    made.setAccessibleName(text.replace("&", ""))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        role = {"primary": "accent_text", "danger": "danger", "link": "accent_ink"}.get(kind, "text_soft")
        theme.set_icon(made, icon, role)
    if clicked is not None:
        made.clicked.connect(clicked)
    return made


def tool(
    icon: str, name: str, clicked: Callable[..., object] | SignalInstance | None = None, parent: QWidget | None = None
) -> QToolButton:
    """Return a button with an icon only; its name is its tool tip and what screen readers say."""
    made = QToolButton(parent)
    made.setAccessibleName(name)
    made.setToolTip(name)
    theme.set_icon(made, icon)
    if clicked is not None:
        made.clicked.connect(clicked)
    return made


def tool_for(action: QAction, parent: QWidget | None = None) -> QToolButton:
    """Return a button with an icon only, for an action; its tool tip shows the shortcut."""
    made = QToolButton(parent)
    made.setDefaultAction(action)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setAccessibleName(action.text().replace("&", ""))
    return made


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and draw the widget anew."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Card(QFrame):
    """A rounded frame with a column in it. `tone`: true, accent, warning, danger, success."""

    def __init__(self, parent: QWidget | None = None, *, tone: str = "true", row: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("card", tone)
        self.box: QBoxLayout = QHBoxLayout(self) if row else QVBoxLayout(self)
        self.box.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        self.box.setSpacing(theme.px(8))


class Note(Card):
    """A sentence with an icon on a tinted ground, for what the person should know before going on."""

    def __init__(self, text: str = "", tone: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent, tone=tone, row=True)
        self._picture = QLabel(self)
        self._text = label(text, "", self, wrap=True)
        self.box.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self.box.addWidget(self._text, 1)
        theme.changes().theme_changed.connect(self._draw)
        self.say(text, tone)

    def say(self, text: str, tone: str = "accent") -> None:
        """Show this sentence; an empty one hides the note."""
        self._tone = tone
        self._text.setText(text)
        self.setAccessibleName(text)
        set_property(self, "card", tone)
        self._text.style().unpolish(self._text)  # its ink follows the ground
        self._text.style().polish(self._text)
        self._draw()
        self.setVisible(bool(text))

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    @Slot()
    def _draw(self) -> None:
        name, role = {
            "warning": ("triangle-alert", "warning"),
            "danger": ("circle-alert", "danger"),
            "success": ("circle-check", "success"),
        }.get(self._tone, ("info", "accent_ink"))
        self._picture.setPixmap(theme.pixmap(name, role, theme.px(20)))


class Field(QWidget):
    """A label over a field, with a hint below."""

    def __init__(self, name: str, field: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self._name = label(name, "strong", self)
        self._name.setBuddy(field)
        field.setAccessibleName(name)
        self.hint = label(hint, "faint", self, wrap=True)
        self.hint.setVisible(bool(hint))
        field.setAccessibleDescription(hint)
        column.addWidget(self._name)
        column.addWidget(field)
        column.addWidget(self.hint)

    def say(self, hint: str, role: str = "faint") -> None:
        """Show another hint (roles of the style sheet: faint, danger, success, warning)."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.field.setAccessibleDescription(hint)
        set_property(self.hint, "role", role)
        set_property(self.field, "wrong", "true" if hint and role == "danger" else "false")


class SecretEdit(QLineEdit):
    """A field for a secret, which can be shown for as long as one wants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._show = QAction(self.tr("Show what is typed"), self)
        theme.set_icon(self._show, "eye")
        self._show.triggered.connect(self._turn)
        self.addAction(self._show, QLineEdit.ActionPosition.TrailingPosition)
        for eye in self.findChildren(QToolButton):
            eye.setAccessibleName(self._show.text())
            eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @Slot()
    def _turn(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        theme.set_icon(self._show, "eye-off" if hidden else "eye")


class Page(QScrollArea):
    """A page that scrolls, its content in a column of readable width."""

    def __init__(self, parent: QWidget | None = None, *, width: int = 640, centred: bool = True) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self)
        inside.setObjectName("page")
        row = QHBoxLayout(inside)
        row.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24))
        column = QWidget(inside)
        column.setMaximumWidth(theme.px(width))
        self.column = QVBoxLayout(column)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(12))
        if centred:
            row.addStretch(1)
        row.addWidget(column, 100)
        row.addStretch(1)
        self.setWidget(inside)


def buttons_row(*widgets: QWidget | None) -> QHBoxLayout:
    """Return a row of buttons; None is the space that pushes what follows to the right."""
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
