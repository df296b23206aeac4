"""Blocks written back into a part of DOCX: paragraphs, tables, rows and cells, each patched where it changed or made anew."""

from __future__ import annotations

from copy import deepcopy

from editors.document import delta
from editors.document.tree import NEW, Block, Paragraph, SectionEnd, Shape, Table
from editors.formats.docx import properties
from editors.formats.docx.dialect import DocxDialect
from editors.formats.docx.formatting import write_shape
from editors.formats.docx.names import PARAGRAPH_ORDER, child, short
from editors.formats.docx.pieces import Pieces as ReadPieces
from editors.formats.docx.read import CONTAINERS, Blocks, target_of
from editors.formats.docx.tables import Tables
from editors.formats.inlines import Pieces
from editors.formats.leaves import Leaf
from editors.formats.moved import MovedPieces
from editors.formats.relations import Relation
from editors.formats.xml import Element, Part
from sync.model.faults import Unsupported

_PROPERTIES = frozenset({"w:tcPr", "w:trPr", "w:tblPr", "w:tblGrid", "w:tblPrEx", "w:sdtPr", "w:sdtEndPr"})


class BlockWriter:
    """Writes the blocks of one part."""

    def __init__(self, part: Part, related: dict[str, Relation], dialect: DocxDialect) -> None:
        self._part = part
        self._target = target_of(related)
        self._dialect = dialect
        self._reader = Blocks(part.root, self._target)
        self._tables = Tables(part, dialect, self._reader, self)
        self._pieces = MovedPieces(part, dialect, self._read, lambda one: short(one.tag) == "w:tc")

    def write(self, container: Element, blocks: delta.Blocks) -> None:
        """Carry out what became of a story."""
        self._pieces.gather(blocks)
        self.patch(container, blocks)

    def patch(self, container: Element, blocks: delta.Blocks) -> None:
        """Carry out what became of the blocks of a story or a cell, whose foreign pieces are known already."""
        elements = self._part.elements
        for block in blocks.patched:
            element = elements[block.source]
            if isinstance(block, Paragraph):
                self._patch_paragraph(element, block)
            elif isinstance(block, Table):
                self._tables.patch(element, block)
        cursor: dict[int, Element] = {}
        for after, block in blocks.inserted:
            if isinstance(block, SectionEnd):
                continue
            made = self.made(block)
            self._insert(container, made, cursor.get(after), after)
            cursor[after] = made
        for source in blocks.removed:
            self._remove(container, elements[source])

    def made(self, block: Block) -> Element:
        """Return the element of a new block. Raises `Unsupported` for one that cannot be made."""
        if isinstance(block, Paragraph):
            return self._made_paragraph(block)
        if isinstance(block, Table):
            return self._tables.made(block)
        raise Unsupported("cannot_insert", what=type(block).__name__)

    # --- paragraphs

    def _patch_paragraph(self, element: Element, block: Paragraph) -> None:
        leaves = self._pieces.leaves_of(block.source)
        said = child(element, "w:pPr")
        self._shape(element, said, properties.shape(said), block)
        Pieces(self._dialect, element, leaves, self._pieces.copies).write(block.content)

    def _made_paragraph(self, block: Paragraph) -> Element:
        element = self._dialect.make("p")
        said = None
        if block.like != NEW:
            said = deepcopy(child(self._part.elements[block.like], "w:pPr"))
        if said is not None:
            said.tail = None
            for name in ("w:sectPr", "w:pPrChange"):
                for one in [inner for inner in said if short(inner.tag) == name]:
                    said.remove(one)
            element.append(said)
        self._shape(element, said, properties.shape(said), block)
        Pieces(self._dialect, element, [], self._pieces.copies).write(block.content)
        return element

    def _shape(self, element: Element, said: Element | None, old: Shape, block: Paragraph) -> None:
        marked = properties.paragraph_change(said)
        kind = "" if marked is None else {"w:ins": "insertion", "w:del": "deletion"}.get(short(marked.tag), "")
        wanted = "" if block.change is None else block.change.kind
        if old == block.shape and kind == wanted:
            return
        if said is None:
            said = self._dialect.make("pPr")
            self._part.touch(element)
            element.insert(0, said)
        self._part.touch(said)
        write_shape(said, old, block.shape, self._dialect.make, self._part.touch_attributes)
        if kind != wanted:
            self._mark_change(said, marked, block)
        if len(said) == 0:
            self._part.touch(element)
            element.remove(said)

    def _mark_change(self, said: Element, marked: Element | None, block: Paragraph) -> None:
        if marked is not None:
            self._part.touch(marked.getparent())
            marked.getparent().remove(marked)
        marks = child(said, "w:rPr")
        if block.change is None:
            if marks is not None and len(marks) == 0:
                said.remove(marks)
            return
        if marks is None:
            marks = self._dialect.make("rPr")
            rank = PARAGRAPH_ORDER.index("rPr")
            later = {f"w:{name}" for name in PARAGRAPH_ORDER[rank + 1 :]}
            position = next((index for index, one in enumerate(said) if short(one.tag) in later), len(said))
            said.insert(position, marks)
        self._part.touch(marks)
        name = "ins" if block.change.kind == "insertion" else "del"
        marks.insert(0, self._dialect.change_element(name, block.change))

    # --- places

    def _insert(self, container: Element, made: Element, cursor: Element | None, after: int) -> None:
        if cursor is None and after != NEW:
            cursor = self._part.elements[after]
            while short(cursor.tag) not in ("w:p", "w:tbl") and short(cursor.getparent().tag) in ("w:pPr", "w:p"):
                cursor = cursor.getparent()
        if cursor is None:
            self._part.touch(container)
            position = sum(1 for one in container if short(one.tag) in _PROPERTIES)
            container.insert(position, made)
            return
        parent = cursor.getparent()
        self._part.touch(parent)
        parent.insert(parent.index(cursor) + 1, made)
        section = child(child(cursor, "w:pPr"), "w:sectPr")
        if section is not None and self._part.number(section) != after:
            self._end_section_later(made, section)

    def _end_section_later(self, made: Element, section: Element) -> None:
        """Let a section end with the block that was put between its last paragraph and its end."""
        holder = made
        if short(made.tag) != "w:p":
            holder = self._dialect.make("p")
            made.getparent().insert(made.getparent().index(made) + 1, holder)
        said = child(holder, "w:pPr")
        if said is None:
            said = self._dialect.make("pPr")
            holder.insert(0, said)
        self._part.touch(section.getparent())
        said.append(section)

    def _remove(self, container: Element, element: Element) -> None:
        if short(element.tag) == "w:sectPr":
            return
        section = child(child(element, "w:pPr"), "w:sectPr")
        if section is not None and not self._hand_over(element, section):
            return
        parent = element.getparent()
        while True:
            self._part.touch(parent)
            parent.remove(element)
            if parent is container or short(parent.tag) not in CONTAINERS:
                return
            if any(short(one.tag) not in _PROPERTIES for one in parent):
                return
            element, parent = parent, parent.getparent()

    def _hand_over(self, element: Element, section: Element) -> bool:
        """Move a section's end to the paragraph before; where there is none, empty the paragraph and let it stand."""
        before = element.getprevious()
        said = child(before, "w:pPr") if before is not None and short(before.tag) == "w:p" else None
        if before is None or short(before.tag) != "w:p" or child(said, "w:sectPr") is not None:
            self._part.touch(element)
            for one in list(element):
                if short(one.tag) != "w:pPr":
                    element.remove(one)
            return False
        if said is None:
            said = self._dialect.make("pPr")
            self._part.touch(before)
            before.insert(0, said)
        self._part.touch(said)
        self._part.touch(section.getparent())
        position = next((index for index, one in enumerate(said) if short(one.tag) == "w:pPrChange"), len(said))
        said.insert(position, section)
        return True

    def _read(self, element: Element, paragraph: int) -> list[Leaf]:
        return ReadPieces(self._target).read(element, paragraph)
