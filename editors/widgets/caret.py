"""The caret on the pages: moved by keys and pointer, selecting, blinking, always in sight after it moved."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from editors.document import objects
from editors.document.places import Place, neighbour, paragraph_at, size
from editors.document.tree import Document, Run, text_of
from editors.widgets.canvas import Canvas

Standard = QKeySequence.StandardKey


class CaretCanvas(Canvas):
    """A canvas with a caret. `editable` False: for reading and copying only."""

    caret_moved = Signal()
    link_followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._wanted_x: float | None = None
        self._words = False
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._toggle)

    # --- where it is

    @property
    def selection(self) -> tuple[Place, Place]:
        """The selected stretch, both places the same where nothing is selected."""
        start, end = sorted((self.anchor, self.caret))
        return start, end

    @property
    def has_selection(self) -> bool:
        """Whether something is selected."""
        return self.anchor != self.caret

    def set_caret(self, place: Place, *, selecting: bool = False, keep_x: bool = False) -> None:
        """Move the caret, dragging the selection along or dropping it, and show it."""
        self.caret = self.bounded(place)
        if not selecting or self.anchor.story != self.caret.story:
            self.anchor = self.caret
        if not keep_x:
            self._wanted_x = None
        self._restart_blinking()
        self.show_caret()
        self.viewport().update()
        self.caret_moved.emit()

    def select(self, start: Place, end: Place) -> None:
        """Select a stretch."""
        self.anchor = self.bounded(start)
        self.set_caret(end, selecting=True)

    def bounded(self, place: Place) -> Place:
        """Return a place, or the nearest one that there is."""
        try:
            paragraph = paragraph_at(self.document_shown, place)
        except (IndexError, ValueError):
            first, last = objects.whole(self.document_shown, place.story)
            return first if place.path < last.path else last
        except KeyError:  # the note or header is gone
            return objects.whole(self.document_shown)[0]
        return Place(place.story, place.path, max(0, min(place.offset, size(paragraph))))

    def show_caret(self) -> None:
        """Scroll so that the caret can be seen."""
        if self._flow is None or not self.isVisible():
            return
        self.page_of(self.caret)
        rect = self.caret_rect(self.caret)
        if rect is None:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if rect.top() < 20:
            bar.setValue(round(bar.value() + rect.top() - 40))
        elif rect.bottom() > height - 20:
            bar.setValue(round(bar.value() + rect.bottom() - height + 60))

    def _restart_blinking(self) -> None:
        flash = QApplication.cursorFlashTime()
        self.caret_shown = True
        if flash > 0 and self.hasFocus():
            self._blink.start(flash // 2)

    def _toggle(self) -> None:
        self.caret_shown = not self.caret_shown
        rect = self.caret_rect(self.caret)
        if rect is not None:
            self.viewport().update(rect.adjusted(-2, -2, 4, 2).toRect())

    # --- moving

    def moved(self, key: QKeyEvent) -> bool:
        """Move by a key; return whether the key meant that."""
        for shift, sequences in ((False, _MOVES), (True, _SELECTS)):
            for sequence, name in sequences.items():
                if key.matches(sequence):
                    self.move_by(name, selecting=shift)
                    return True
        return False

    def move_by(self, name: str, *, selecting: bool = False) -> None:
        """Move the caret: `left`, `right`, `word_left`, `word_right`, `up`, `down`, `line_start`, `line_end`…"""
        if name in ("left", "right") and not selecting and self.has_selection:
            self.set_caret(self.selection[0 if name == "left" else 1])
            return
        if name in ("up", "down", "page_up", "page_down"):
            self._vertical(name, selecting)
            return
        self.set_caret(self._target(name), selecting=selecting)

    def _target(self, name: str) -> Place:
        place, document = self.caret, self.document_shown
        paragraph = paragraph_at(document, place)
        text = text_of(paragraph)
        if name == "left":
            return self._beside(place, -1) if place.offset == 0 else Place(place.story, place.path, place.offset - 1)
        if name == "right":
            return (
                self._beside(place, 1)
                if place.offset >= size(paragraph)
                else Place(place.story, place.path, place.offset + 1)
            )
        if name == "word_left":
            return (
                self._beside(place, -1)
                if place.offset == 0
                else Place(place.story, place.path, word_start(text, place.offset))
            )
        if name == "word_right":
            at_end = place.offset >= len(text)
            return self._beside(place, 1) if at_end else Place(place.story, place.path, word_end(text, place.offset))
        if name == "document_start":
            return objects.whole(document, place.story)[0]
        if name == "document_end":
            return objects.whole(document, place.story)[1]
        found = self._found(place)
        if found is None:
            return place
        layout = found[1]
        number = layout.line_of(place.offset)
        line = layout.lines[number].line
        if name == "line_start":
            return Place(place.story, place.path, layout.offset(line.textStart()))
        return Place(place.story, place.path, layout.hit(1e9, number))

    def _beside(self, place: Place, step: int) -> Place:
        found = neighbour(self.document_shown, place, step)
        if found is None:
            return place
        return found if step > 0 else Place(found.story, found.path, size(paragraph_at(self.document_shown, found)))

    def _vertical(self, name: str, selecting: bool) -> None:
        rect = self.caret_rect(self.caret)
        if rect is None:
            return
        x = self._wanted_x if self._wanted_x is not None else rect.x()
        down = name in ("down", "page_down")
        leap = self.viewport().height() * 0.85 if name.startswith("page") else 0.0
        found = self._line_beyond(x, rect, down=down, leap=leap)
        if found is None:
            found = self._target("line_end" if down else "line_start")
        self.set_caret(found, selecting=selecting, keep_x=True)
        self._wanted_x = x

    def _line_beyond(self, x: float, rect: QRectF, *, down: bool, leap: float) -> Place | None:
        """Return the place at `x` in the next line up or down, past gaps and page edges."""
        step = max(4.0, rect.height() / 2)
        y = (rect.bottom() + leap) if down else (rect.top() - leap)
        for _ in range(200):
            y += step / 2 if down else -step / 2
            found = self.place_at(QPointF(x, y), self.caret.story)
            if found is None:
                continue
            there = self.caret_rect(found)
            if there is None:
                continue
            if (down and there.top() >= rect.bottom() - rect.height() / 2) or (
                not down and there.bottom() <= rect.top() + rect.height() / 2
            ):
                return found
        return None

    # --- pointer and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        place = self.place_at(event.position())
        if place is None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and (address := link_at(self.document_shown, place)):
            self.link_followed.emit(address)
            return
        self._words = False
        self.set_caret(place, selecting=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        place = self.place_at(event.position(), self.anchor.story)
        if place is not None:
            self.set_caret(place, selecting=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        if place is None:
            return
        text = text_of(paragraph_at(self.document_shown, place))
        start, end = word_start(text, min(len(text), place.offset + 1)), word_end(text, place.offset, spaces=False)
        self.select(Place(place.story, place.path, start), Place(place.story, place.path, max(start, end)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
            return
        super().wheelEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()
        self.show_caret()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._restart_blinking()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._blink.stop()
        self.viewport().update()


_MOVES = {
    Standard.MoveToPreviousChar: "left", Standard.MoveToNextChar: "right", Standard.MoveToPreviousLine: "up",
    Standard.MoveToNextLine: "down", Standard.MoveToPreviousWord: "word_left", Standard.MoveToNextWord: "word_right",
    Standard.MoveToStartOfLine: "line_start", Standard.MoveToEndOfLine: "line_end",
    Standard.MoveToStartOfDocument: "document_start", Standard.MoveToEndOfDocument: "document_end",
    Standard.MoveToPreviousPage: "page_up", Standard.MoveToNextPage: "page_down",
}  # fmt: skip
_SELECTS = {
    Standard.SelectPreviousChar: "left", Standard.SelectNextChar: "right", Standard.SelectPreviousLine: "up",
    Standard.SelectNextLine: "down", Standard.SelectPreviousWord: "word_left", Standard.SelectNextWord: "word_right",
    Standard.SelectStartOfLine: "line_start", Standard.SelectEndOfLine: "line_end",
    Standard.SelectStartOfDocument: "document_start", Standard.SelectEndOfDocument: "document_end",
    Standard.SelectPreviousPage: "page_up", Standard.SelectNextPage: "page_down",
}  # fmt: skip


def word_start(text: str, offset: int) -> int:
    """Return where the word before an offset begins."""
    at = offset
    while at > 0 and not text[at - 1].isalnum():
        at -= 1
    while at > 0 and text[at - 1].isalnum():
        at -= 1
    return at


def word_end(text: str, offset: int, *, spaces: bool = True) -> int:
    """Return where the word at an offset ends, with the spaces after it or without."""
    at = offset
    while at < len(text) and text[at].isalnum():
        at += 1
    while spaces and at < len(text) and not text[at].isalnum():
        at += 1
    return at


def link_at(document: Document, place: Place) -> str:
    """Return the address of the link at a place, "" where there is none."""
    at = 0
    for piece in paragraph_at(document, place).content:
        size_ = len(piece.text) if isinstance(piece, Run) else 1
        if isinstance(piece, Run) and at <= place.offset <= at + size_ and piece.link:
            return piece.link
        at += size_
    return ""
