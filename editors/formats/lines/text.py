"""Plain text: a paragraph for each line."""

from __future__ import annotations

from editors.document.delta import Delta
from editors.document.tree import Block, Document, Look, Paragraph, Run, Shape, Style, Table, plain
from editors.formats.lines.file import Lines, Unit, document, patched, refuse_the_rest

_STYLES = {"Standard": Style("Standard", "Standard", "paragraph", shape=Shape(after=0.0))}


def read(raw: bytes) -> Document:
    """Return the document of a text. Raises `Unreadable("not_a_document")` where the bytes are none."""
    return document("txt", _units(Lines(raw)), _STYLES, notices=("plain_text",))


def _units(file: Lines) -> list[Unit]:
    count = len(file.lines) - (len(file.lines) > 1 and not file.lines[-1])
    return [
        Unit(at, at + 1, Paragraph((Run(line, Look(), source=at << 16),) if line else (), Shape(), source=at))
        for at, line in enumerate(file.lines[:count])
    ]


def write(raw: bytes, delta: Delta) -> bytes:
    """Return the text after an edit; lines that were not touched stay as they are. Raises `Unsupported`."""
    refuse_the_rest(delta)
    file = Lines(raw)
    lines = file.lines
    for story in delta.stories:
        lines = patched(lines, _units(file), story.blocks, lambda block, _: _said(block), spaced=False)
    return file.written(lines)


def _said(block: Block) -> list[str]:
    if isinstance(block, Table):
        return ["\t".join(" ".join(plain(cell.blocks)) for cell in row.cells) for row in block.rows]
    return "\n".join(plain((block,))).split("\n") if isinstance(block, Paragraph) else []
