"""A file of lines cut into units, each of which became a block; written back with the units that changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editors.compare.plain import decoded
from editors.document.delta import Blocks, Delta
from editors.document.tree import Block, Document, Page, Shape, Story, Style
from sync.model.faults import Unreadable, Unsupported


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines `start` to `end` (not included) that one block was made of."""

    start: int
    end: int
    block: Block


class Lines:
    """The lines of a file, without their ends, and how it was written."""

    def __init__(self, raw: bytes) -> None:
        found = decoded(raw)
        if found is None:
            raise Unreadable("not_a_document")
        self.text, self.encoding = found
        self.end = "\r\n" if "\r\n" in self.text else "\n"
        self.lines = self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def written(self, lines: list[str]) -> bytes:
        """Return lines as the file was written; in UTF-8 where its encoding has not all their letters."""
        text = self.end.join(lines)
        try:
            return text.encode(self.encoding)
        except UnicodeEncodeError:
            return text.encode("utf-8")


def document(kind: str, units: list[Unit], styles: dict[str, Style], **more: object) -> Document:
    """Return the document of a file's units."""
    story = Story("body", "", tuple(unit.block for unit in units), 0)
    defaults = Style("", "", "paragraph", "Standard", Shape(after=6.0))
    return Document(kind, {"body": story}, styles, defaults, pages=(Page(),), **more)  # type: ignore[arg-type]


def refuse_the_rest(delta: Delta) -> None:
    """Raise `Unsupported` where a delta asks for what lines cannot say."""
    for what, asked in (
        ("note", delta.added), ("comment", delta.comments), ("image", delta.pictures), ("properties", delta.properties),
        ("header", delta.pages),
    ):  # fmt: skip
        if asked:
            raise Unsupported("cannot_insert", what=what)


def patched(
    lines: list[str], units: list[Unit], blocks: Blocks, say: Callable[[Block, Unit | None], list[str]], *, spaced: bool
) -> list[str]:
    """Return the lines after an edit.

    `say` writes a block, with the unit that it was; `spaced`: blocks stand apart by blank lines.
    """
    changed = {block.source: block for block in blocks.patched}
    removed = set(blocks.removed)
    following: dict[int, list[Block]] = {}
    for after, block in blocks.inserted:
        following.setdefault(after, []).append(block)
    made: list[str] = []

    def put(block: Block) -> None:
        said = say(block, None)
        listed = bool(said) and bool(made) and _is_item(said[0]) and _is_item(made[-1])
        if spaced and made and made[-1].strip() and not listed:
            made.append("")
        made.extend(said)

    made.extend(lines[: units[0].start] if units else [])
    for block in following.get(-1, ()):
        put(block)
    if following.get(-1) and units and spaced and lines[units[0].start : units[0].end]:
        made.append("")
    for number, unit in enumerate(units):
        gap = lines[unit.end : units[number + 1].start if number + 1 < len(units) else len(lines)]
        source = unit.block.source
        if source in changed:
            made.extend(say(changed[source], unit))
        elif source not in removed:
            made.extend(lines[unit.start : unit.end])
        elif not any(line.strip() for line in gap):
            gap = gap if number + 1 == len(units) and gap == [""] else []
        added = following.get(source, ())
        for block in added:
            put(block)
        if added and spaced and not gap and number + 1 < len(units):
            first = lines[units[number + 1].start]
            if not (_is_item(first) and _is_item(made[-1])):
                made.append("")
        made.extend(gap)
    return made


def _is_item(line: str) -> bool:
    bare = line.lstrip()
    return bare.startswith(("- ", "* ", "+ ")) or bare.split(".", 1)[0].isdigit()
