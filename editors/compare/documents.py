"""Two states of a text document: its blocks as text to be compared, and one document made of blocks of both."""

from __future__ import annotations

from collections.abc import Sequence, Set

from editors.compare.lines import Kind, Line
from editors.document.tree import (
    NEW,
    Block,
    Break,
    Cell,
    Document,
    Inline,
    Mark,
    OpaqueBlock,
    Paragraph,
    Row,
    Run,
    SectionEnd,
    Table,
    plain,
    replaced,
    text_of,
)

_CELL = " │ "


def texts(document: Document) -> list[str]:
    """Return the text of each block of the body, ends of sections left out; a table is one text, a line for each row."""
    return [_text(block) for block in _compared(document)]


def carried(document: Document, other: Document, line: Line) -> bool:
    """Tell whether what `other` (the right side) has on a line can be written into `document` (the left side).

    What hangs on other parts of its file (pictures, notes, objects) is carried only where the block here has it as well.
    """
    if line.right < 0:
        return True
    here = _compared(document)[line.left] if line.left >= 0 else None
    return _carried(here, _compared(other)[line.right]) is not None


def merged(document: Document, other: Document, lines: Sequence[Line], taken: Set[int]) -> Document:
    """Return `document` (the left side) with the lines `taken` as `other` (the right side) has them.

    Lines that cannot be carried stay as they are.
    """
    mine, theirs = _compared(document), _compared(other)
    blocks: list[Block] = []
    rest = iter(document.body)
    for place, line in enumerate(lines):
        wanted = place in taken
        if line.left >= 0:
            for block in rest:
                if block is mine[line.left]:
                    break
                blocks.append(block)  # the end of a section
        new = (
            _carried(mine[line.left] if line.left >= 0 else None, theirs[line.right])
            if wanted and line.right >= 0
            else None
        )
        if new is not None:
            blocks.append(new)
        elif line.left >= 0 and not (wanted and line.kind is Kind.LEFT):
            blocks.append(mine[line.left])
    blocks += rest
    if not any(isinstance(block, Paragraph) for block in blocks):
        blocks.append(Paragraph())
    body = replaced(document.stories["body"], blocks=tuple(blocks))
    return replaced(
        document,
        stories={**document.stories, "body": body},
        styles={**other.styles, **document.styles},
        lists={**other.lists, **document.lists},
    )


def _compared(document: Document) -> list[Block]:
    return [block for block in document.body if not isinstance(block, SectionEnd)]


def _text(block: Block) -> str:
    match block:
        case Paragraph():
            return text_of(block)
        case Table():
            return "\n".join(_CELL.join(" ".join(plain(cell.blocks)) for cell in row.cells) for row in block.rows)
        case OpaqueBlock():
            return block.text or f"[{block.what}]"
        case SectionEnd():
            return ""


def _carried(here: Block | None, there: Block) -> Block | None:
    """Return a block of another file as one of this file, in the place of `here`; None where that cannot be."""
    match there:
        case Paragraph():
            known = here if isinstance(here, Paragraph) else Paragraph()
            content = _content(known, there)
            if content is None or there.change is not None:
                return None
            return replaced(known, content=content, shape=there.shape)
        case Table():
            rows = [_row(row) for row in there.rows]
            if any(row is None for row in rows):
                return None
            return replaced(there, source=NEW, rows=tuple(row for row in rows if row is not None))
        case _:
            return None


def _row(row: Row) -> Row | None:
    cells: list[Cell] = []
    for cell in row.cells:
        blocks = [_carried(None, block) for block in cell.blocks]
        if any(block is None for block in blocks):
            return None
        made = tuple(block for block in blocks if block is not None)
        cells.append(replaced(cell, source=NEW, like=NEW, blocks=made))
    return replaced(row, source=NEW, like=NEW, cells=tuple(cells))


def _content(here: Paragraph, there: Paragraph) -> tuple[Inline, ...] | None:
    """Return the pieces of a paragraph of another file as pieces of this one; None where one cannot be carried.

    Marks stay those that are here: comments and bookmarks belong to their file.
    """
    known = list(here.content)
    made: list[Inline] = []
    for piece in there.content:
        match piece:
            case Mark():
                continue
            case Run(change=None) | Break(change=None):
                made.append(replaced(piece, source=NEW))
            case _:
                same = next((one for one in known if replaced(one, source=NEW) == replaced(piece, source=NEW)), None)
                if same is None:
                    return None
                known.remove(same)
                made.append(same)
    starts = [one for one in here.content if isinstance(one, Mark) and not one.kind.endswith("_end")]
    ends = [one for one in here.content if isinstance(one, Mark) and one.kind.endswith("_end")]
    return (*starts, *made, *ends)
