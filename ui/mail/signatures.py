"""Signatures in a letter: found again by their text, so that another identity's takes their place; never what was edited."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument


def beginning(signature: str) -> str:
    """Return the HTML of a new letter: room to write, then the signature."""
    return f"<p><br></p><p><br></p>{signature}" if signature.strip() else "<p><br></p>"


def swap(document: QTextDocument, before: str, after: str) -> bool:
    """Put one identity's signature (HTML) where the other's stands; return whether the letter has it now.

    A signature that the person has changed, or taken out, stays as it is.
    """
    if before == after:
        return True
    old = _lines(before)
    place = _find(document, old) if old else None
    if old and place is None:
        return False
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    if place is not None:
        first, last = place
        cursor.setPosition(first.position())
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    elif after.strip():
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertBlock()
        cursor.insertBlock()
    if after.strip():
        cursor.insertHtml(after)
    cursor.endEditBlock()
    return True


def _lines(html: str) -> list[str]:
    made = QTextDocument()
    made.setHtml(html)
    lines = made.toPlainText().split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return lines


def _find(document: QTextDocument, lines: list[str]) -> tuple[QTextBlock, QTextBlock] | None:
    """Return the first and last paragraph of the last place where these lines stand."""
    blocks = []
    block = document.begin()
    while block.isValid():
        blocks.append(block)
        block = block.next()
    # A line break inside of a paragraph is one character of its text, but a line of the plain text.
    texts = [one.text().split("\u2028") for one in blocks]
    for start in range(len(blocks) - 1, -1, -1):
        gathered: list[str] = []
        for end in range(start, len(blocks)):
            gathered += texts[end]
            if gathered == lines:
                return blocks[start], blocks[end]
            if len(gathered) >= len(lines):
                break
    return None
