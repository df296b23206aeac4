"""An ODT package read into the tree."""

from __future__ import annotations

from editors.document.tree import (
    Block,
    Cell,
    Comment,
    Document,
    OpaqueBlock,
    Page,
    Paragraph,
    Properties,
    Row,
    SectionEnd,
    Shape,
    Story,
    Table,
    replaced,
)
from editors.formats.odt import styles
from editors.formats.odt.names import DC, LOEXT, META, OFFICE, STYLE, TABLE, TXT, child, colour, points, short
from editors.formats.odt.pieces import Pieces, comment_name, note_name, text_in
from editors.formats.odt.properties import Sheet
from editors.formats.odt.tracking import region_id
from editors.formats.package import Package
from editors.formats.xml import Element, parse
from sync.model.faults import Unreadable

CONTAINERS = frozenset({
    "text:section", "text:table-of-content", "text:index-body", "text:index-title", "text:alphabetical-index",
    "text:bibliography",
    "text:illustration-index", "text:table-index", "text:object-index", "text:user-index", "text:numbered-paragraph",
    "text:list-item", "text:list-header", "text:deletion",
})  # fmt: skip
_SEEN = frozenset({
    "", "text:sequence-decls", "text:variable-decls", "text:user-field-decls", "text:tracked-changes", "office:forms",
    "text:soft-page-break", "text:table-of-content-source", "text:alphabetical-index-source", "text:bibliography-source",
    "text:illustration-index-source", "text:table-index-source", "text:object-index-source", "text:user-index-source",
    "table:table-column", "table:table-columns", "table:table-header-columns", "text:section-source", "text:dde-connection-decls",
    "text:alphabetical-index-auto-mark-file", "table:calculation-settings", "table:content-validations", "text:number",
    "office:dde-source", "dc:creator", "dc:date", "meta:date-string", "meta:creator-initials", "office:change-info",
})  # fmt: skip


class Blocks:
    """Reads the blocks of one part."""

    def __init__(
        self, root: Element, sheet: Sheet, number: dict[Element, int], masters: dict[str, int] | None = None
    ) -> None:
        self._number = number
        self._sheet = sheet
        self._masters = masters
        self._pieces = Pieces(sheet, regions(root))
        self.sequence: list[str] = []
        """The master pages in the order in which their sections come; the first is "" where nothing names one."""

    def read(self, container: Element) -> tuple[Block, ...]:
        """Return the blocks of a story, a cell, or anything else that holds blocks."""
        found: list[Block] = []
        self._walk(container, found, "", -1)
        return tuple(found)

    def _walk(self, container: Element, found: list[Block], listed: str, level: int) -> None:
        for one in container:
            name = short(one.tag)
            if name in ("text:p", "text:h"):
                self._paragraph(one, name, found, listed, level)
            elif name == "text:list":
                self._walk(one, found, one.get(TXT + "style-name") or listed, level + 1)
            elif name == "table:table":
                self._section(one.get(TABLE + "style-name") or "", "table", found)
                found.append(self.table(one))
            elif name in CONTAINERS:
                self._walk(one, found, listed, level)
            elif name not in _SEEN:
                found.append(OpaqueBlock(name.partition(":")[2], text_in(one), self._number.get(one, -1)))

    def _paragraph(self, element: Element, name: str, found: list[Block], listed: str, level: int) -> None:
        shape, master = self.shape(element, name, listed, level)
        if master:
            self._begin(master, found)
        content = tuple(leaf.inline for leaf in self._pieces.read(element, self._number[element]))
        index = "toc" if is_contents(element.getparent()) else ""
        found.append(Paragraph(content, shape, self._pieces.change, index, self._number[element]))

    def shape(self, element: Element, name: str, listed: str, level: int) -> tuple[Shape, str]:
        """Return the shape of a paragraph in a list, and the master page that begins with it."""
        shape, master = self._sheet.shape(element.get(TXT + "style-name") or "")
        said: dict[str, object] = {}
        if level >= 0:
            said = {"list": listed or shape.list or "?", "level": level}
        elif shape.list:
            said = {"list": ""}
        if name == "text:h":
            outline = element.get(TXT + "outline-level") or "1"
            said["outline"] = int(outline) if outline.isdigit() else 1
        return (replaced(shape, **said) if said else shape), master

    def _section(self, style: str, family: str, found: list[Block]) -> None:
        element = self._sheet.automatic.get((family, style))
        master = "" if element is None else element.get(STYLE + "master-page-name") or ""
        if master:
            self._begin(master, found)

    def _begin(self, master: str, found: list[Block]) -> None:
        if self._masters is None:
            return
        if not self.sequence and not found:
            self.sequence.append(master)
            return
        if not self.sequence:
            self.sequence.append("")
        found.append(SectionEnd(len(self.sequence) - 1, -2 - len(self.sequence)))
        self.sequence.append(master)

    def table(self, element: Element) -> Table:
        """Return a `table:table`."""
        widths: list[float] = []
        for one in element.iter(TABLE + "table-column"):
            if _table_of(one) is element:
                repeated = _count(one, "number-columns-repeated")
                widths.extend([self._width(one)] * min(repeated, 256))
        rows = self._rows(element)
        return Table(
            tuple(rows), tuple(widths), element.get(TABLE + "style-name") or "", True, "", self._number[element]
        )

    def _width(self, column: Element) -> float:
        found = self._sheet.automatic.get(("table-column", column.get(TABLE + "style-name") or ""))
        said = child(found, STYLE + "table-column-properties")
        return 0.0 if said is None else points(said.get(STYLE + "column-width")) or 0.0

    def _rows(self, table: Element) -> list[Row]:
        """Read the rows. Of the cells that lie under one that spans, the first of each row stands for all of them."""
        rows = []
        spans: dict[int, tuple[int, int]] = {}
        for element in rows_of(table):
            cells: list[Cell] = []
            column = skipped = 0
            for one in cells_of(element):
                if skipped and short(one.tag) == "table:covered-table-cell":
                    skipped -= 1
                    continue
                cell = self._cell(one)
                rows_left, across = spans.get(column, (0, 1))
                if cell.covered and rows_left:
                    cell = replaced(cell, across=across)
                    spans[column] = (rows_left - 1, across)
                elif cell.down > 1:
                    spans[column] = (cell.down - 1, cell.across)
                else:
                    spans.pop(column, None)
                skipped = cell.across - 1
                column += cell.across
                cells.append(cell)
            header = short(element.getparent().tag) == "table:table-header-rows"
            rows.append(Row(tuple(cells), header, 0.0, self._number[element]))
        return rows

    def _cell(self, element: Element) -> Cell:
        covered = short(element.tag) == "table:covered-table-cell"
        background = self.background(element)
        across = max(_count(element, "number-columns-spanned"), _count(element, "number-columns-repeated"))
        down = _count(element, "number-rows-spanned")
        return Cell(self.read(element), min(across, 256), down, covered, background, self._number[element])

    def background(self, cell: Element) -> str:
        """Return the colour behind a cell."""
        found = self._sheet.automatic.get(("table-cell", cell.get(TABLE + "style-name") or ""))
        said = child(found, STYLE + "table-cell-properties")
        return (
            ""
            if said is None
            else colour(said.get("{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}background-color"))
        )


def is_contents(above: Element) -> bool:
    """Return whether lines of a table of contents stand in an element."""
    return short(above.tag) == "text:index-body" and short(above.getparent().tag) == "text:table-of-content"


def regions(root: Element) -> dict[str, Element]:
    """Return the tracked changes of a part by their ids."""
    return {region_id(one): one for one in root.iter(TXT + "changed-region")}


def rows_of(table: Element) -> list[Element]:
    """Return the rows of a table, those of its header and its groups included."""
    return [one for one in table.iter(TABLE + "table-row") if _table_of(one) is table]


def cells_of(row: Element) -> list[Element]:
    """Return the cells of a row, the covered ones included."""
    return [one for one in row if short(one.tag) in ("table:table-cell", "table:covered-table-cell")]


def _table_of(element: Element) -> Element:
    above = element.getparent()
    while above is not None and short(above.tag) != "table:table":
        above = above.getparent()
    return above


def _count(element: Element, name: str) -> int:
    text = element.get(TABLE + name) or "1"
    return max(1, int(text)) if text.isdigit() else 1


def read(package: Package) -> Document:
    """Return the document of a package. Raises `Unreadable`."""
    root = parse(package.read("content.xml"), "content.xml")
    body = child(child(root, OFFICE + "body"), OFFICE + "text")
    if body is None:
        raise Unreadable("not_a_document")
    notices: list[str] = []
    named: Element | None = None
    if "styles.xml" in package:
        try:
            named = parse(package.read("styles.xml"), "styles.xml")
        except Unreadable:
            notices.append("damaged_part")
    fonts = Sheet()
    if named is not None:
        fonts.add(named)
    sheet = Sheet(fonts=dict(fonts.fonts))
    sheet.add(root)
    masters, numbers = {}, {element: number for number, element in enumerate(root.iter())}
    page_styles = styles.pages_of(named)
    masters = {name: index for index, name in enumerate(page_styles)}
    blocks = Blocks(root, sheet, numbers, masters)
    notes = list(root.iter(TXT + "note"))
    annotations = list(root.iter(OFFICE + "annotation"))
    note_names = [note_name(one) for one in notes]
    comment_names = [comment_name(one) for one in annotations]
    stories = {"body": Story("body", "content.xml", blocks.read(body), numbers[body])}
    for name, note in zip(note_names, notes, strict=True):
        inner = child(note, TXT + "note-body")
        if inner is not None:
            stories[name] = Story(name, "content.xml", Blocks(root, sheet, numbers).read(inner), numbers[inner])
    comments = []
    names = {one.get(OFFICE + "name"): identity for identity, one in zip(comment_names, annotations, strict=True)}
    for identity, one in zip(comment_names, annotations, strict=True):
        name = f"comment:{identity}"
        stories[name] = Story(name, "content.xml", Blocks(root, sheet, numbers).read(one), numbers[one])
        comments.append(
            Comment(
                identity,
                one.findtext(DC + "creator") or "",
                one.findtext(META + "creator-initials") or "",
                one.findtext(DC + "date") or "",
                names.get(one.get(LOEXT + "parent-name") or "", ""),
                one.get(LOEXT + "resolved") == "true",
            )
        )
    if named is not None:
        places = {element: number for number, element in enumerate(named.iter())}
        for name, container in styles.headers_of(named):
            stories[name] = Story(name, "styles.xml", Blocks(named, fonts, places).read(container), places[container])
    found, defaults = styles.styles_of(named, fonts.fonts)
    sequence = blocks.sequence or [""]
    first = next(iter(page_styles), "Standard")
    usual = page_styles.get("Standard") or page_styles.get(first) or Page()
    return Document(
        "odt",
        stories,
        found,
        defaults,
        {**styles.lists_of(named), **styles.lists_of(root)},
        tuple(page_styles.get(name, usual) for name in sequence),
        tuple(comments),
        _properties(package),
        tuple(dict.fromkeys(notices)),
    )


def _properties(package: Package) -> Properties:
    if "meta.xml" not in package:
        return Properties()
    try:
        root = parse(package.read("meta.xml"), "meta.xml")
    except Unreadable:
        return Properties()
    meta = child(root, OFFICE + "meta")
    if meta is None:
        return Properties()
    keywords = ", ".join(one.text or "" for one in meta.iter(META + "keyword"))
    return Properties(
        meta.findtext(DC + "title") or "", meta.findtext(DC + "subject") or "",
        meta.findtext(META + "initial-creator") or meta.findtext(DC + "creator") or "", keywords,
        meta.findtext(DC + "description") or "", meta.findtext(DC + "language") or "",
    )  # fmt: skip
