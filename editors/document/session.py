"""An open document being edited: what it is now, what it was, and the way back and forth."""

from __future__ import annotations

from dataclasses import dataclass

from editors.document import delta
from editors.document.places import Place
from editors.document.tree import Document

UNDO_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class _Step:
    document: Document
    caret: Place | None
    kind: str


class Session:
    """Holds the document as it was read and as it is. Steps of the same kind that follow one another are undone as one."""

    def __init__(self, original: Document, current: Document | None = None) -> None:
        self.original = original
        self.document = current or original
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._saved = original
        self._kind = ""

    @property
    def changed(self) -> bool:
        """Whether there is something that has not been saved."""
        return self.document is not self._saved

    def apply(self, document: Document, caret: Place | None = None, kind: str = "") -> None:
        """Take a new state; `caret` is where the caret stood before, `kind` joins steps (typing) where it is not ""."""
        if document is self.document:
            return
        if not kind or kind != self._kind or not self._undo:
            self._undo.append(_Step(self.document, caret, kind))
            del self._undo[:-UNDO_LIMIT]
        self._kind = kind
        self._redo.clear()
        self.document = document

    def pause(self) -> None:
        """Let the next step be one of its own."""
        self._kind = ""

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to go back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to go forth again."""
        return bool(self._redo)

    def undo(self, caret: Place | None = None) -> Place | None:
        """Go a step back; return where the caret stood."""
        if not self._undo:
            return caret
        step = self._undo.pop()
        self._redo.append(_Step(self.document, caret, step.kind))
        self.document = step.document
        self._kind = ""
        return step.caret

    def redo(self, caret: Place | None = None) -> Place | None:
        """Go a step forth again; return where the caret stood."""
        if not self._redo:
            return caret
        step = self._redo.pop()
        self._undo.append(_Step(self.document, caret, step.kind))
        self.document = step.document
        self._kind = ""
        return step.caret

    def delta(self) -> delta.Delta:
        """Return what differs from the document as it was read."""
        return delta.difference(self.original, self.document)

    def saved(self, document: Document) -> None:
        """Note that a state has been written; what was edited meanwhile still waits."""
        self._saved = document
