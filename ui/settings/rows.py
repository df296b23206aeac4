"""Rows of the settings: what it is, what it does, and a control that follows the preference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, SignalInstance, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.common.forms import Card, button
from ui.common.labels import label, line
from ui.preferences import Preferences


class Group(Card):
    """Rows under one heading, a hairline between them."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)
        self.setAccessibleName(title)

    def add(self, row: QWidget) -> None:
        """Add a row."""
        if self.box.count():
            self.box.addWidget(line(self))
        self.box.addWidget(row)


class Row(QWidget):
    """Title and sentence on the left, a control on the right."""

    def __init__(self, title: str, hint: str, control: QWidget | None, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        row.setSpacing(theme.px(16))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        self.title = label(title, "", self, wrap=True)
        self.hint = label(hint, "faint", self, wrap=True)
        self.hint.setVisible(bool(hint))
        words.addWidget(self.title)
        words.addWidget(self.hint)
        row.addLayout(words, 1)
        self.control = control
        if control is not None:
            control.setParent(self)
            if not control.accessibleName():
                control.setAccessibleName(title)
            control.setAccessibleDescription(hint)
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, hint: str) -> None:
        """Show another sentence."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        if self.control is not None:
            self.control.setAccessibleDescription(hint)


class PreferenceRow(Row):
    """A row bound to a preference; one that the administrator fixed is shown as such and cannot be changed."""

    def __init__(
        self,
        preferences: Preferences,
        name: str,
        title: str,
        hint: str,
        control: QWidget,
        show_value: Callable[[Any], None],
        parent: QWidget,
    ) -> None:
        super().__init__(title, hint, control, parent)
        self._show_value = show_value
        self._preferences = preferences
        self._name = name
        self._hint = hint
        self._bound = control
        preferences.preference_changed.connect(self._follow)

    @Slot(str)
    def _follow(self, name: str = "") -> None:
        if name not in ("", self._name):
            return
        fixed = self._preferences.is_fixed(self._name)
        self._bound.setEnabled(not fixed)
        self.say(self.tr("Fixed by your administration.") if fixed else self._hint)
        self._show_value(self._preferences.value(self._name))

    def _keep(self, value: Any) -> None:
        self._preferences.set_value(self._name, value)


class ChoiceRow(PreferenceRow):
    """One of several values."""

    def __init__(
        self,
        preferences: Preferences,
        name: str,
        title: str,
        hint: str,
        choices: Sequence[tuple[Any, str]],
        parent: QWidget,
    ) -> None:
        self._combo = QComboBox(parent)
        for value, words in choices:
            self._combo.addItem(words, value)
        super().__init__(preferences, name, title, hint, self._combo, self._choose, parent)
        self._combo.activated.connect(lambda place: self._keep(self._combo.itemData(place)))
        self._follow()

    def _choose(self, value: Any) -> None:
        self._combo.setCurrentIndex(max(self._combo.findData(value), 0))


class SwitchRow(PreferenceRow):
    """On or off."""

    def __init__(self, preferences: Preferences, name: str, title: str, hint: str, parent: QWidget) -> None:
        self._box = QCheckBox(parent)
        super().__init__(preferences, name, title, hint, self._box, self._turn, parent)
        self._box.clicked.connect(lambda: self._keep(self._box.isChecked()))
        self._follow()

    def _turn(self, value: Any) -> None:
        self._box.setChecked(bool(value))


class TextRow(PreferenceRow):
    """A line of text, kept when it is left; `empty` says what nothing means."""

    def __init__(
        self, preferences: Preferences, name: str, title: str, hint: str, empty: str, parent: QWidget
    ) -> None:
        self._line = QLineEdit(parent)
        self._line.setPlaceholderText(empty)
        self._line.setMinimumWidth(theme.px(240))
        super().__init__(preferences, name, title, hint, self._line, self._write, parent)
        self._line.editingFinished.connect(self._keep_changed)
        self._follow()

    def _write(self, value: Any) -> None:
        self._line.setText(str(value))

    def _keep_changed(self) -> None:
        text = self._line.text().strip()
        if text != self._preferences.value(self._name):
            self._keep(text)


def action_row(
    title: str,
    hint: str,
    words: str,
    clicked: Callable[..., object] | SignalInstance,
    parent: QWidget,
    *,
    kind: str = "",
) -> Row:
    """Return a row with a button."""
    made = button(words, clicked, kind=kind, parent=parent)
    made.setAccessibleName(f"{title}: {words}")
    return Row(title, hint, made, parent)


def heading(text: str, parent: QWidget) -> QLabel:
    """Return the heading over a group."""
    made = label(text, "section", parent)
    made.setContentsMargins(0, theme.px(8), 0, 0)
    return made
