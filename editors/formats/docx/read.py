"""A DOCX package read into the tree."""

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
    Story,
    Table,
    replaced,
)
from editors.formats.docx import properties
from editors.formats.docx.comments import threaded
from editors.formats.docx.names import (
    attribute,
    child,
    children,
    number,
    points,
    relation,
    short,
    switched,
    value,
)
from editors.formats.docx.pieces import CHANGES, Pieces, Target, change_of, text_in
from editors.formats.docx.styles import lists_of, styles_of
from editors.formats.package import Package
from editors.formats.relations import Relation, relations
from editors.formats.xml import Element, parse
from sync.model.faults import Unreadable

CONTAINERS = frozenset(
    {"w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo", "w:del", "w:moveFrom"}
)
"""Elements between a story and its blocks that the tree looks through."""
_SEEN = frozenset({
    "w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd",
    "w:proofErr", "w:permStart", "w:permEnd", "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart",
    "w:moveToRangeEnd", "w:tcPr", "w:customXmlPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tblPrEx", "w:background", "",
    "w:customXmlInsRangeStart", "w:customXmlInsRangeEnd", "w:customXmlDelRangeStart", "w:customXmlDelRangeEnd",
})  # fmt: skip


class Blocks:
    """Reads the blocks of one part; `pages` gathers the sections' page settings."""

    def __init__(self, root: Element, target: Target, stories: dict[str, str] | None = None) -> None:
        self._number = {element: number for number, element in enumerate(root.iter())}
        self._target = target
        self._stories = stories or {}
        self.pages: list[Page] = []

    def number(self, element: Element) -> int:
        """Return the number of an element in its part."""
        return self._number[element]

    def read(self, container: Element) -> tuple[Block, ...]:
        """Return the blocks of a story, a cell, or anything else that holds blocks."""
        found: list[Block] = []
        self._walk(container, found)
        return tuple(found)

    def _walk(self, container: Element, found: list[Block]) -> None:
        for one in container:
            name = short(one.tag)
            if name == "w:p":
                self._paragraph(one, found)
            elif name == "w:tbl":
                found.append(self.table(one))
            elif name in CONTAINERS:
                self._walk(one, found)
            elif name not in _SEEN:
                found.append(OpaqueBlock(name.partition(":")[2], text_in(one), self._number[one]))

    def _paragraph(self, element: Element, found: list[Block]) -> None:
        said = child(element, "w:pPr")
        marked = properties.paragraph_change(said)
        change = change_of(marked) if marked is not None and short(marked.tag) in CHANGES else None
        content = tuple(leaf.inline for leaf in Pieces(self._target).read(element, self._number[element]))
        found.append(Paragraph(content, properties.shape(said), change, source=self._number[element]))
        section = child(said, "w:sectPr")
        if section is not None:
            self.pages.append(self.page(section))
            found.append(SectionEnd(len(self.pages) - 1, self._number[section]))

    def table(self, element: Element) -> Table:
        """Return a `w:tbl`."""
        said = child(element, "w:tblPr")
        widths = [points(attribute(one, "w")) or 0.0 for one in children(child(element, "w:tblGrid"), "w:gridCol")]
        rows = [self._row(one) for one in rows_of(element)]
        borders = child(said, "w:tblBorders")
        style = value(said, "w:tblStyle") or ""
        framed = (
            bool(style) if borders is None else any(attribute(one, "val") not in ("nil", "none") for one in borders)
        )
        align = properties.ALIGNS.get(value(said, "w:jc") or "", "")
        return Table(_spanned(rows), tuple(widths), style, framed, align, self._number[element])

    def _row(self, element: Element) -> tuple[Row, list[str]]:
        said = child(element, "w:trPr")
        cells, merges = [], []
        for one in cells_of(element):
            merge = child(child(one, "w:tcPr"), "w:vMerge")
            merges.append("" if merge is None else attribute(merge, "val", "continue") or "continue")
            cells.append(replaced(self.cell_form(one), blocks=self.read(one), source=self._number[one]))
        height = points(value(said, "w:trHeight")) or 0.0
        return Row(tuple(cells), bool(switched(said, "w:tblHeader")), height, self._number[element]), merges

    def cell_form(self, element: Element) -> Cell:
        """Return a `w:tc` without its blocks. A vertical merge that goes on counts as covered, one that begins as two rows."""
        said = child(element, "w:tcPr")
        across = max(1, int(number(value(said, "w:gridSpan")) or 1))
        merge = child(said, "w:vMerge")
        goes_on = merge is not None and attribute(merge, "val", "continue") != "restart"
        begins = merge is not None and not goes_on
        return Cell((), across, 2 if begins else 1, goes_on, properties.colour(attribute(child(said, "w:shd"), "fill")))

    def page(self, section: Element) -> Page:
        """Return what a `w:sectPr` says of its pages. Headers that it does not name are those of the section before."""
        size, margin, columns = child(section, "w:pgSz"), child(section, "w:pgMar"), child(section, "w:cols")
        before = self.pages[-1] if self.pages else Page()

        def stories(kind: str, inherited: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
            named = dict(inherited)
            for one in children(section, f"w:{kind}Reference"):
                story = self._stories.get(relation(one, "id"))
                if story:
                    named[attribute(one, "type", "default")] = story
            return tuple(sorted(named.items()))

        def side(name: str, usual: float) -> float:
            found = points(attribute(margin, name))
            return usual if found is None else abs(found)

        first_number = number(attribute(child(section, "w:pgNumType"), "start"))
        return Page(
            width=points(attribute(size, "w")) or 595.3,
            height=points(attribute(size, "h")) or 841.9,
            top=side("top", 72.0),
            bottom=side("bottom", 72.0),
            left=side("left", 72.0),
            right=side("right", 72.0),
            header=side("header", 36.0),
            footer=side("footer", 36.0),
            columns=max(1, int(number(attribute(columns, "num")) or 1)),
            gap=points(attribute(columns, "space")) or 36.0,
            headers=stories("header", before.headers),
            footers=stories("footer", before.footers),
            first_differs=bool(switched(section, "w:titlePg")),
            first_number=None if first_number is None else int(first_number),
            break_kind="none" if value(section, "w:type") == "continuous" else "page",
        )


def rows_of(table: Element) -> list[Element]:
    """Return the rows of a table, looking through what may stand around them."""
    return _through(table, "w:tr")


def cells_of(row: Element) -> list[Element]:
    """Return the cells of a row."""
    return _through(row, "w:tc")


def _through(element: Element, wanted: str) -> list[Element]:
    found = []
    for one in element:
        name = short(one.tag)
        if name == wanted:
            found.append(one)
        elif name in CONTAINERS:
            found.extend(_through(one, wanted))
    return found


def _spanned(rows: list[tuple[Row, list[str]]]) -> tuple[Row, ...]:
    """Count how many rows each vertically merged cell covers (`w:vMerge`, ECMA-376 17.4.84)."""
    counts: dict[tuple[int, int], int] = {}
    open_cells: dict[int, tuple[int, int]] = {}
    for at, (row, merges) in enumerate(rows):
        column = 0
        for index, (cell, merge) in enumerate(zip(row.cells, merges, strict=True)):
            if merge == "continue" and column in open_cells:
                counts[open_cells[column]] += 1
            elif merge:
                open_cells[column] = (at, index)
                counts[at, index] = 1
            else:
                open_cells.pop(column, None)
            column += cell.across
    return tuple(
        replaced(
            row,
            cells=tuple(
                replaced(cell, down=counts[at, index], covered=False) if (at, index) in counts else cell
                for index, cell in enumerate(row.cells)
            ),
        )
        for at, (row, _) in enumerate(rows)
    )


def main_part(package: Package) -> str:
    """Return the name of the main document's part. Raises `Unreadable("not_a_document")`."""
    for one in relations(package, "").values():
        if one.kind == "officeDocument" and one.target in package:
            return one.target
    found = package.find("word/document.xml")
    if not found:
        raise Unreadable("not_a_document")
    return found


def read(package: Package) -> Document:
    """Return the document of a package. Raises `Unreadable`."""
    main = main_part(package)
    root = parse(package.read(main), main)
    body = child(root, "w:body")
    if short(root.tag) != "w:document" or body is None:
        raise Unreadable("not_a_document")
    related = relations(package, main)
    notices: list[str] = []
    named = _headers(related)
    blocks = Blocks(root, target_of(related), named)
    stories = {"body": Story("body", main, blocks.read(body), blocks.number(body))}
    section = child(body, "w:sectPr")
    blocks.pages.append(blocks.page(section) if section is not None else Page())
    for identity, name in named.items():
        part = related[identity].target
        _add_story(package, part, name, stories, notices)
    comments: tuple[Comment, ...] = ()
    for kind in ("footnotes", "endnotes", "comments"):
        for part in _parts(package, related, kind):
            found, comment_elements = _notes(package, part, kind[:-1], stories, notices)
            if kind == "comments":
                comments = threaded(package, related, found, comment_elements)
    styles_root = _optional(package, related, "styles", notices)
    numbering = _optional(package, related, "numbering", notices)
    styles, defaults = styles_of(styles_root)
    return Document(
        "docx",
        stories,
        styles,
        defaults,
        lists_of(numbering),
        tuple(blocks.pages),
        comments,
        _properties(package),
        tuple(dict.fromkeys(notices)),
    )


def target_of(related: dict[str, Relation]) -> Target:
    """Return the function that says what a relationship's id points at."""

    def target(identity: str) -> str:
        found = related.get(identity)
        return "" if found is None else found.target

    return target


def _headers(related: dict[str, Relation]) -> dict[str, str]:
    return {key: f"{one.kind}:{one.target}" for key, one in related.items() if one.kind in ("header", "footer")}


def _parts(package: Package, related: dict[str, Relation], kind: str) -> list[str]:
    return [one.target for one in related.values() if one.kind == kind and one.target in package][:1]


def _optional(package: Package, related: dict[str, Relation], kind: str, notices: list[str]) -> Element | None:
    for part in _parts(package, related, kind):
        try:
            return parse(package.read(part), part)
        except Unreadable:
            notices.append("damaged_part")
    return None


def _add_story(package: Package, part: str, name: str, stories: dict[str, Story], notices: list[str]) -> None:
    try:
        root = parse(package.read(part), part)
    except Unreadable:
        notices.append("damaged_part")
        return
    blocks = Blocks(root, target_of(relations(package, part)))
    stories[name] = Story(name, part, blocks.read(root), 0)


def _notes(
    package: Package, part: str, kind: str, stories: dict[str, Story], notices: list[str]
) -> tuple[tuple[Comment, ...], list[Element]]:
    try:
        root = parse(package.read(part), part)
    except Unreadable:
        notices.append("damaged_part")
        return (), []
    blocks = Blocks(root, target_of(relations(package, part)))
    comments = []
    for one in children(root, f"w:{kind}"):
        if attribute(one, "type") in ("separator", "continuationSeparator", "continuationNotice"):
            continue
        identity = attribute(one, "id")
        name = f"{kind}:{identity}"
        stories[name] = Story(name, part, blocks.read(one), blocks.number(one))
        if kind == "comment":
            comments.append(
                Comment(identity, attribute(one, "author"), attribute(one, "initials"), attribute(one, "date"))
            )
    return tuple(comments), children(root, "w:comment")


def _properties(package: Package) -> Properties:
    part = next((one.target for one in relations(package, "").values() if one.kind == "core-properties"), "")
    if part not in package:
        return Properties()
    try:
        root = parse(package.read(part), part)
    except Unreadable:
        return Properties()
    said = {str(one.tag).rpartition("}")[2]: one.text or "" for one in root}
    return Properties(
        said.get("title", ""), said.get("subject", ""), said.get("creator", ""), said.get("keywords", ""),
        said.get("description", ""), said.get("language", ""),
    )  # fmt: skip
