"""What a document says, without where it came from: for comparing a document with what was read back of it."""

from __future__ import annotations

from typing import Any

from editors.document.tree import Block, Document, Field, Image, Inline, Look, Mark, Paragraph, Run, Shape, Table


def look(said: Look) -> tuple[Any, ...]:
    """Return what a look says; what is turned off counts as not said."""
    values = ((key, getattr(said, key)) for key in said.__struct_fields__)
    return tuple((key, value) for key, value in values if value not in (None, "", 0.0, False, "baseline"))


def shape(said: Shape) -> tuple[Any, ...]:
    """Return what a shape says, lengths to a tenth of a point."""
    found: list[Any] = []
    for key in said.__struct_fields__:
        value = getattr(said, key)
        if key not in ("look", "list", "level") and value not in (None, "", False, (), 0, 0.0):
            found.append((key, round(value, 1) if isinstance(value, float) else value))
    listed = (("list", said.list, said.level),) if said.list else ()
    return (*found, *listed, look(said.look))


def inlines(content: tuple[Inline, ...]) -> list[Any]:
    """Return what the pieces of a paragraph say, runs that look alike as one."""
    found: list[Any] = []
    for piece in content:
        if isinstance(piece, Run):
            change = piece.change and (piece.change.kind, piece.change.author)
            key = (look(piece.look), piece.link, change)
            if found and found[-1][0] == "run" and found[-1][2] == key:
                found[-1] = ("run", found[-1][1] + piece.text, key)
            elif piece.text:
                found.append(("run", piece.text, key))
        elif isinstance(piece, Mark):
            if piece.kind.startswith("comment"):
                found.append(("mark", piece.kind))
        elif isinstance(piece, Image):
            found.append(("image", round(piece.width), round(piece.height), piece.alternative))
        elif isinstance(piece, Field):
            found.append(("field", piece.kind, piece.shown))
        else:
            found.append((type(piece).__name__,))
    return found


def block(one: Block) -> Any:
    """Return what a block says."""
    if isinstance(one, Paragraph):
        return ("paragraph", inlines(one.content), shape(one.shape), one.change and one.change.kind)
    if isinstance(one, Table):
        return ("table", [(row.header, [cell_said(cell) for cell in row.cells]) for row in one.rows])
    return (type(one).__name__,)


def cell_said(cell: Any) -> Any:
    """Return what a cell says; what lies under another says nothing."""
    if cell.covered:
        return ("covered", cell.across)
    return (cell.across, cell.down, cell.background, [block(inner) for inner in cell.blocks])


def document(one: Document) -> dict[str, list[Any]]:
    """Return what every story says. Stories that only their order names are left out: their names move."""
    return {name: [block(inner) for inner in story.blocks] for name, story in one.stories.items() if "#" not in name}
