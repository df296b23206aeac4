"""The one question about an event that repeats: whether this one is meant, this and the following, or all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from sync.model.calendar import Span
from ui import theme
from ui.common.forms import button
from ui.common.labels import label


class SpanDialog(QDialog):
    """Asks which occurrences are meant, then calls `chosen` with the `Span`; nothing where the person thinks better of it."""

    def __init__(self, question: str, chosen: Callable[[Span], object], parent: QWidget, *, this: bool = True) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("An event that repeats"))
        self._chosen = chosen
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(8))
        column.addWidget(label(question, "strong", self, wrap=True))
        column.addSpacing(theme.px(4))
        for span, text in (
            (Span.THIS, self.tr("This one only")),
            (Span.FOLLOWING, self.tr("This one and the following")),
            (Span.ALL, self.tr("All of them")),
        ):
            if span is Span.THIS and not this:
                continue
            made = button(text, lambda _=False, span=span: self._take(span), parent=self)
            made.setMinimumWidth(theme.px(300))
            column.addWidget(made)
        column.addWidget(button(self.tr("Cancel"), self.reject, kind="link", parent=self))

    def _take(self, span: Span) -> None:
        self.accept()
        self._chosen(span)
