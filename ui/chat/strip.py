"""A strip over the discussions: one thing that asks for the person's attention, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.common.forms import Note, button


class Strip(Note):
    """Hidden while there is nothing to say. The thing said last stands first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "warning", parent)
        self._acts: Callable[[], object] | None = None
        self._leaves: Callable[[], object] | None = None
        self._leave = button("", self._left, kind="quiet", parent=self)
        self._act = button("", self._acted, parent=self)
        for part in (self._leave, self._act):
            self.box.addWidget(part)
        self.box.setContentsMargins(theme.px(16), theme.px(6), theme.px(8), theme.px(6))

    def ask(
        self,
        text: str,
        action: str,
        acts: Callable[[], object],
        refusal: str = "",
        leaves: Callable[[], object] | None = None,
        *,
        tone: str = "warning",
    ) -> None:
        """Say something with an action, and perhaps a way to decline."""
        self._acts, self._leaves = acts, leaves
        for made, words in ((self._act, action), (self._leave, refusal)):
            made.setText(words)
            made.setAccessibleName(words)
            made.setVisible(bool(words))
        self.say(text, tone)

    @Slot()
    def _acted(self) -> None:
        acts = self._acts
        self.say("")
        if acts is not None:
            acts()

    @Slot()
    def _left(self) -> None:
        leaves = self._leaves
        self.say("")
        if leaves is not None:
            leaves()
