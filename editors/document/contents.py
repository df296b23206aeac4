"""Tables of contents: built from the headings, put at a place, and brought up to date paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editors.document import find, references
from editors.document.places import Place, block_at, size, with_blocks, with_container
from editors.document.tree import Document, Field, Inline, Mark, Paragraph, Run, Shape, Style, replaced

DEEPEST = 3
_CODE = f'TOC \\o "1-{DEEPEST}" \\h \\z \\u'


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a heading's level and words, the bookmark that it bears, and its page."""

    level: int
    words: str
    target: str
    page: int

    @property
    def line(self) -> str:
        """The line as it is read."""
        return f"{self.words}\t{self.page}"


def stretch(document: Document) -> tuple[int, int] | None:
    """Return the first and the last block of the first table of contents, None where there is none."""
    depth, first = 0, -1
    for index, block in enumerate(document.body):
        if not isinstance(block, Paragraph):
            continue
        if block.index:
            if first < 0:
                first = index
            following = document.body[index + 1] if index + 1 < len(document.body) else None
            if not (isinstance(following, Paragraph) and following.index == block.index):
                return first, index
        for piece in block.content:
            if not isinstance(piece, Mark):
                continue
            if piece.kind == "field" and (first >= 0 or piece.name.upper().startswith("TOC ")):
                first = index if first < 0 else first
                depth += 1
            elif piece.kind == "field_end" and first >= 0 and not block.index:
                depth -= 1
                if depth == 0:
                    return first, index
    return None


def insert(document: Document, place: Place, width: float) -> Document:
    """Put an empty table of contents before the paragraph of a place; `update` fills it. `width` is that of the text."""
    top = Place("body", place.path[:1])
    document = _with_styles(document, width)
    if document.kind == "docx":
        made = Paragraph((Mark("field", _CODE), Mark("field_end")), Shape(style=_style(document, 1)))
    else:
        made = Paragraph((), Shape(style=_style(document, 1)), index="toc")
    return with_blocks(document, "body", top.path, 0, (made,))


def update(document: Document, page_of: Callable[[Place], int]) -> Document:
    """Bring the first table of contents up to date. Lines that say the same stay as they are."""
    found = stretch(document)
    if found is None:
        return document
    first, last = found
    document, entries = _entries(document, page_of, first, last)
    old = [block for block in document.body[first : last + 1] if isinstance(block, Paragraph)]
    head, tail = _frame(old)
    made: list[Paragraph] = []
    for number, entry in enumerate(entries):
        shape = Shape(style=_style(document, entry.level))
        known = old[number] if number < len(old) else replaced(old[-1], source=-1, like=_like(old[-1]), content=())
        if number < len(old) and _says(known) == entry.line:
            made.append(replaced(known, content=_inner(known, number == 0, number == len(old) - 1)))
            continue
        link = f"#{entry.target}"
        content = (Run(entry.words, link=link), Run("\t", link=link), Run(str(entry.page), link=link))
        kept = known.shape if known.shape.style == shape.style else shape
        made.append(replaced(known, content=content, shape=kept, change=None))
    if not made:
        made = [replaced(old[0], content=())]
    made[0] = replaced(made[0], content=(*head, *made[0].content))
    made[-1] = replaced(made[-1], content=(*made[-1].content, *tail))
    blocks = (*document.body[:first], *made, *document.body[last + 1 :])
    return with_container(document, "body", (), blocks)


def _entries(
    document: Document, page_of: Callable[[Place], int], first: int, last: int
) -> tuple[Document, list[Entry]]:
    """Return the headings outside the table, each with a bookmark, which is made where there is none."""
    marked: dict[tuple[int, ...], str] = {}
    for name, (start, _) in references.bookmarks(document).items():
        if name.startswith("_Toc") or start.path not in marked:
            marked[start.path] = name
    number = 1
    known = set(references.bookmarks(document))
    entries = []
    for level, words, place in find.headings(document):
        if level > DEEPEST or first <= place.path[0] <= last:
            continue
        name = marked.get(place.path, "")
        if not name.startswith("_Toc"):
            while (name := f"_Toc{900000 + number}") in known:
                number += 1
            known.add(name)
            paragraph = block_at(document, "body", place.path)
            end = size(paragraph) if isinstance(paragraph, Paragraph) else 0
            document = references.add_bookmark(document, place, Place("body", place.path, end), name)
        entries.append(Entry(level, " ".join(words.split()), name, page_of(place)))
    return document, entries


def _frame(old: list[Paragraph]) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Return the marks with which a table's field begins and ends, none where the format has no field."""
    opening = tuple(
        piece for piece in old[0].content if isinstance(piece, Mark) and piece.name.upper().startswith("TOC ")
    )[:1]
    ends = [piece for piece in old[-1].content if isinstance(piece, Mark) and piece.kind == "field_end"]
    return opening, (tuple(ends[-1:]) if opening else ())


def _inner(paragraph: Paragraph, is_first: bool, is_last: bool) -> tuple[Inline, ...]:
    """Return a line's pieces without the marks of the table's own field."""
    head, _ = _frame([paragraph])
    content = list(paragraph.content)
    if is_first and head:
        content.remove(head[0])
    if is_last:
        ends = [piece for piece in content if isinstance(piece, Mark) and piece.kind == "field_end"]
        begins = [piece for piece in content if isinstance(piece, Mark) and piece.kind == "field"]
        if len(ends) > len(begins):
            content.remove(ends[-1])
    return tuple(content)


def _says(paragraph: Paragraph) -> str:
    return "".join(
        piece.text if isinstance(piece, Run) else piece.shown if isinstance(piece, Field) else ""
        for piece in paragraph.content
    )


def _like(paragraph: Paragraph) -> int:
    return paragraph.like if paragraph.source < 0 else paragraph.source


def _style(document: Document, level: int) -> str:
    """Return the style of a level's lines."""
    wanted = (f"toc {level}", f"contents {level}")
    return next((style.id for style in document.styles.values() if style.name.lower() in wanted), "")


def _with_styles(document: Document, width: float) -> Document:
    """Return the document with styles for the lines, made where it has none: further in at each level, the page at the right."""
    styles = dict(document.styles)
    for level in range(1, DEEPEST + 1):
        if _style(document, level):
            continue
        left = 12.0 * (level - 1)
        odt = document.kind == "odt"
        identity, name = (f"Contents_20_{level}", f"Contents {level}") if odt else (f"TOC{level}", f"toc {level}")
        parent = document.defaults.parent or next((key for key in ("Standard",) if key in styles), "")
        shape = Shape(left=left, after=3.0, right_tabs=(round(width - (left if odt else 0.0), 1),))
        styles[identity] = Style(identity, name, "paragraph", parent, shape)
    return replaced(document, styles=styles) if styles != document.styles else document
