"""Blocks written back into a part of ODT: paragraphs, lists and tables, each patched where it changed or made anew."""

from __future__ import annotations

from lxml import etree

from editors.document import contents, delta
from editors.document.tree import NEW, Block, Change, Inline, Paragraph, Run, Shape, Table, replaced
from editors.formats.inlines import Pieces
from editors.formats.leaves import Leaf
from editors.formats.moved import MovedPieces
from editors.formats.odt.automatic import Automatic
from editors.formats.odt.dialect import OdtDialect
from editors.formats.odt.lists import Lists
from editors.formats.odt.names import DELETED, INSERTED, STYLE, TXT, short
from editors.formats.odt.pieces import Pieces as ReadPieces
from editors.formats.odt.pieces import change_of, normalise
from editors.formats.odt.read import CONTAINERS, Blocks, is_contents
from editors.formats.odt.tables import Tables
from editors.formats.odt.tracking import Tracking, expand
from editors.formats.xml import RUN, TEXT, Element, Part
from sync.model.faults import Unsupported

_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_AROUND = frozenset({"text:list", "text:list-item", "text:list-header", "text:section"})
_BLOCKS = frozenset({"text:p", "text:h", "text:list", "table:table"})


class BlockWriter:
    """Writes the blocks of one part."""

    def __init__(
        self, part: Part, automatic: Automatic, dialect: OdtDialect, known: dict[str, Element], tracking: Tracking
    ) -> None:
        self._part = part
        self._automatic = automatic
        self._dialect = dialect
        self._regions = known
        self._tracking = tracking
        self._ends: list[tuple[Element, Change]] = []
        """Paragraphs whose end is a tracked insertion made here."""
        numbers = {element: number for number, element in enumerate(part.elements)}
        self._reader = Blocks(part.root, automatic.sheet, numbers)
        self._lists = Lists(part)
        self._tables = Tables(part, automatic, dialect, self._reader, self)
        self._pieces = MovedPieces(part, dialect, self._read, lambda one: short(one.tag) in _CELLS)
        self._entries = _open_changes(part.root, self._regions)

    def finish(self) -> None:
        """Write what spans paragraphs, and take deleted text out of them."""
        for element, change in self._ends:
            self._mark_end(element, change)
        self._ends.clear()
        self._tracking.collapse()

    def _mark_end(self, element: Element, change: Change) -> None:
        """Let a tracked insertion go from a paragraph's end to the beginning of the next one in the same container."""
        following = next(
            iter(element.xpath("following::*[self::t:p or self::t:h][1]", namespaces={"t": TXT[1:-1]})), None
        )
        if following is None or _container(following) is not _container(element):
            return
        start, end = self._tracking.marks(change.author, change.date)
        self._part.touch(element)
        element.append(start)
        self._part.touch(following)
        if not any(one.tag == RUN for one in following):
            end.tail, following.text = following.text, None
        following.insert(sum(1 for one in following if self._dialect.is_property(one)), end)

    def write(self, container: Element, blocks: delta.Blocks) -> None:
        """Carry out what became of a story."""
        self._pieces.gather(blocks)
        self.patch(container, blocks)

    def patch(self, container: Element, blocks: delta.Blocks) -> None:
        """Carry out what became of the blocks of a story or a cell, whose foreign pieces are known already."""
        elements = self._part.elements
        listed: list[tuple[Element, Paragraph]] = []
        for block in blocks.patched:
            element = elements[block.source]
            if isinstance(block, Paragraph):
                if self._patch_paragraph(container, element, block):
                    listed.append((element, block))
            elif isinstance(block, Table):
                self._tables.patch(element, block)
        cursor: dict[int, Element] = {}
        for after, block in blocks.inserted:
            if block.source < NEW:  # where a section begins: said by the paragraph's style
                continue
            made = self.made(block)
            place = cursor.get(after) if after in cursor else elements[after] if after != NEW else None
            shape = block.shape if isinstance(block, Paragraph) else Shape()
            listed_line = isinstance(block, Paragraph) and block.index
            if place is not None and not listed_line and place.getnext() is None and is_contents(place.getparent()):
                place = place.getparent().getparent()  # after the table of contents, not in it
            self._insert(container, made, place, shape)
            cursor[after] = made
            if listed_line and not is_contents(made.getparent()):
                self._begin_contents(made)
        for element, block in listed:
            self._lists.place(container, element, block.shape)
        for source in blocks.removed:
            if source >= 0:
                self._remove(container, elements[source])

    def made(self, block: Block) -> Element:
        """Return the element of a new block. Raises `Unsupported` for one that cannot be made."""
        if isinstance(block, Paragraph):
            return self._made_paragraph(block)
        if isinstance(block, Table):
            return self._tables.made(block)
        raise Unsupported("cannot_insert", what=type(block).__name__)

    def fill(self, container: Element, blocks: tuple[Block, ...]) -> None:
        """Put new blocks at the end of a new container."""
        for block in blocks:
            made = self.made(block)
            container.append(made)
            if isinstance(block, Paragraph):
                self._lists.place(container, made, block.shape)

    def _begin_contents(self, made: Element) -> None:
        """Put a paragraph into the table of contents just before it, or into a new one (OpenDocument 1.3, 8.3)."""
        parent = made.getparent()
        before = made.getprevious()
        self._part.touch(parent)
        if before is not None and short(before.tag) == "text:table-of-content" and self._part.number(before) < 0:
            before[-1].append(made)
            return
        table = self._dialect.make(
            TXT + "table-of-content", name=f"Table{self._part.number(parent)}", protected="false"
        )
        parent.insert(parent.index(made), table)
        source = etree.SubElement(table, TXT + "table-of-content-source")
        source.set(TXT + "outline-level", str(contents.DEEPEST))
        for level in range(1, contents.DEEPEST + 1):
            line = etree.SubElement(source, TXT + "table-of-content-entry-template")
            line.set(TXT + "outline-level", str(level))
            line.set(TXT + "style-name", f"Contents_20_{level}")
            etree.SubElement(line, TXT + "index-entry-link-start")
            etree.SubElement(line, TXT + "index-entry-chapter")
            etree.SubElement(line, TXT + "index-entry-text")
            stop = etree.SubElement(line, TXT + "index-entry-tab-stop")
            stop.set(STYLE + "type", "right")
            stop.set(STYLE + "leader-char", ".")
            etree.SubElement(line, TXT + "index-entry-page-number")
            etree.SubElement(line, TXT + "index-entry-link-end")
        etree.SubElement(table, TXT + "index-body").append(made)

    # --- paragraphs

    def _patch_paragraph(self, container: Element, element: Element, block: Paragraph) -> bool:
        """Write a paragraph; return whether it has to move into or out of a list."""
        listed, level = self._lists.context(element, container)
        old, _ = self._reader.shape(element, short(element.tag), listed, level)
        leaves = self._pieces.leaves_of(block.source)
        self._style(element, old, block.shape)
        self._content(element, leaves, block.content)
        self._end(element, block)
        now, _ = self._reader.shape(element, short(element.tag), listed, level)
        return (now.list, now.level) != (block.shape.list, block.shape.level) and (level >= 0 or bool(block.shape.list))

    def _content(self, element: Element, leaves: list[Leaf], content: tuple[Inline, ...]) -> None:
        if [leaf.inline for leaf in leaves] == list(content):
            return
        normalise(element, self._part.touch)
        for inner in element.iter(TXT + "span", TXT + "a", TXT + "meta", DELETED, INSERTED):
            self._part.touch(inner)
        Pieces(self._dialect, element, leaves, self._pieces.copies).write(content)
        wanted = "".join(piece.text for piece in content if isinstance(piece, Run))
        said = ReadPieces(self._automatic.sheet, {}).read(element, 0)
        if "".join(leaf.inline.text for leaf in said if isinstance(leaf.inline, Run)) != wanted:
            self._spell_out(element, leaves)

    def _spell_out(self, element: Element, leaves: list[Leaf]) -> None:
        """Write spaces as elements where white space would be read otherwise now; drop what was never read."""
        read = {node for leaf in leaves for node in leaf.nodes}
        for node in list(element.iter(TEXT)):
            if node not in read and not (node.text or "").strip():
                node.getparent().remove(node)
        for leaf in leaves:
            for node, text in zip(leaf.nodes, leaf.texts, strict=False):  # objects have no texts
                parent = node.getparent()
                if node.tag == TEXT and parent is not None:
                    position = parent.index(node)
                    parent.remove(node)
                    for offset, (made, _) in enumerate(self._dialect.text_nodes(text, deleted=False)):
                        parent.insert(position + offset, made)

    def _style(self, element: Element, old: Shape, new: Shape) -> None:
        heading = bool(new.outline)
        plain = replaced(old, list="", level=0, outline=None)
        wanted = replaced(new, list="", level=0, outline=None)
        if plain != wanted:
            name = self._automatic.paragraph(element.get(TXT + "style-name") or "", plain, wanted)
            self._part.touch_attributes(element)
            if name:
                element.set(TXT + "style-name", name)
            else:
                element.attrib.pop(TXT + "style-name", None)
        if heading != (short(element.tag) == "text:h") or (heading and old.outline != new.outline):
            self._part.touch_attributes(element)
            element.tag = TXT + ("h" if heading else "p")
            if heading:
                element.set(TXT + "outline-level", str(new.outline))
            else:
                element.attrib.pop(TXT + "outline-level", None)

    def _made_paragraph(self, block: Paragraph) -> Element:
        element = self._dialect.make(TXT + "p")
        old = Shape()
        if block.like != NEW:
            origin = self._part.elements[block.like]
            name = origin.get(TXT + "style-name")
            if name:
                element.set(TXT + "style-name", name)
                old, master = self._reader.shape(element, "text:p", "", -1)
                if master:  # the section stays with the paragraph that began it
                    element.attrib.pop(TXT + "style-name")
                    old = Shape()
        self._style(element, old, block.shape)
        Pieces(self._dialect, element, [], self._pieces.copies).write(block.content)
        self._end(element, block)
        return element

    def _end(self, element: Element, block: Paragraph) -> None:
        if block.change is not None and block.change.kind == "insertion" and not block.change.id:
            self._ends.append((element, block.change))

    # --- places

    def _insert(self, container: Element, made: Element, place: Element | None, shape: Shape) -> None:
        if place is None:
            position = next(
                (
                    index
                    for index, one in enumerate(container)
                    if short(one.tag) in _BLOCKS or short(one.tag) in CONTAINERS
                ),
                len(container),
            )
            self._part.touch(container)
            container.insert(position, made)
            self._lists.place(container, made, shape)
            return
        self._lists.insert_after(container, place, made, shape)

    def _remove(self, container: Element, element: Element) -> None:
        parent = element.getparent()
        while True:
            self._part.touch(parent)
            parent.remove(element)
            if parent is container or short(parent.tag) not in (
                "text:list-item",
                "text:list",
                "text:list-header",
                "text:section",
            ):
                return
            if any(short(one.tag) in _BLOCKS or short(one.tag) in CONTAINERS for one in parent):
                return
            element, parent = parent, parent.getparent()

    def _read(self, element: Element, paragraph: int) -> list[Leaf]:
        expand(element, self._regions, self._part.touch)
        normalise(element, self._part.touch)
        return ReadPieces(self._automatic.sheet, self._regions, self._entries.get(element)).read(element, paragraph)


def _open_changes(root: Element, known: dict[str, Element]) -> dict[Element, Change | None]:
    """Return the tracked insertion that is open where each paragraph begins."""
    found: dict[Element, Change | None] = {}
    if not known:
        return found
    opened: list[tuple[str, Change]] = []
    for one in root.iter(TXT + "p", TXT + "h", TXT + "change-start", TXT + "change-end"):
        name = short(one.tag)
        if name in ("text:p", "text:h"):
            found[one] = opened[-1][1] if opened else None
            continue
        identity = one.get(TXT + "change-id") or ""
        opened = [other for other in opened if other[0] != identity]
        region = known.get(identity)
        if name == "text:change-start" and region is not None:
            opened.append((identity, change_of(region)))
    return found


def _container(element: Element) -> Element:
    """Return the story or cell in which an element stands."""
    above = element.getparent()
    while short(above.tag) in _AROUND:
        above = above.getparent()
    return above
