"""The tree of a document: what its text says and how it looks, each node knowing the element of the file it came from.

One tree for every format. It is made of frozen values: an edit makes new ones and shares the rest, so that undoing is
keeping the old ones. `source` is where a node came from: for a block the number of its XML element in its part, for a piece
that of its paragraph and its own number there (`piece_source`); `NEW` for what was made here, `like` the block that it was made
after. On saving, what differs from the file is written into it, node by node (`editors.formats`).

Lengths are in points, colours are `#rrggbb`. None and "" mean: not said here, the style decides.
"""

from __future__ import annotations

from typing import TypeAlias, TypeVar

import msgspec

NEW = -1
_PIECES = 1 << 16


def piece_source(paragraph: int, number: int) -> int:
    """Return the source of a paragraph's piece."""
    return paragraph * _PIECES + number


def piece_origin(source: int) -> tuple[int, int]:
    """Return the paragraph and the number that a piece's source means."""
    return divmod(source, _PIECES)


class Node(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Base of the values of a tree without a kind of their own."""


class Piece(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag=True, gc=False):
    """Base of the nodes that stand beside nodes of other kinds."""


Item = TypeVar("Item", bound=msgspec.Struct)


def replaced(value: Item, **changes: object) -> Item:
    """Return a value of a tree with some fields changed."""
    return msgspec.structs.replace(value, **changes)


class Look(Node, frozen=True):
    """Character formatting as said directly, or by a style. `vertical` is `super`, `sub` or `baseline`."""

    style: str = ""
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    strike: bool | None = None
    small_caps: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    vertical: str = ""
    font: str = ""
    size: float = 0.0
    colour: str = ""
    background: str = ""
    language: str = ""


class Shape(Node, frozen=True):
    """Paragraph formatting. `align` is `left`, `center`, `right` or `justify`; `line` a multiple of single spacing.

    `right_tabs` are those at which text ends, with dots before it.

    `list` names a list definition ("" none said, `none` explicitly none); `outline` is 1 for the first heading level. `look` is
    character formatting that the paragraph gives to all its text.
    """

    style: str = ""
    align: str = ""
    before: float | None = None
    after: float | None = None
    line: float | None = None
    line_exact: float | None = None
    left: float | None = None
    right: float | None = None
    first: float | None = None
    page_break: bool | None = None
    keep_next: bool | None = None
    list: str = ""
    level: int = 0
    outline: int | None = None
    background: str = ""
    tabs: tuple[float, ...] = ()
    right_tabs: tuple[float, ...] = ()
    look: Look = Look()


class Change(Node, frozen=True):
    """A tracked change: `insertion` or `deletion`, by whom and when (ISO 8601)."""

    kind: str
    author: str = ""
    date: str = ""
    id: str = ""


class Run(Piece, frozen=True):
    """A stretch of text that looks alike: `\\t` is a tab, `\\n` a line break."""

    text: str
    look: Look = Look()
    link: str = ""
    change: Change | None = None
    source: int = NEW


class Image(Piece, frozen=True):
    """A picture. `picture` names its bytes: a part of the package, or a key of the newly inserted ones."""

    picture: str
    width: float
    height: float
    alternative: str = ""
    floating: bool = False
    change: Change | None = None
    source: int = NEW


class Field(Piece, frozen=True):
    """A field with what it last showed. `kind`: `page`, `pages`, `date`, `time`, `title`, `author`, `reference`, `other`."""

    kind: str
    shown: str
    code: str = ""
    look: Look = Look()
    change: Change | None = None
    source: int = NEW


class NoteMark(Piece, frozen=True):
    """Where a footnote or endnote is called. `note` names its story; `label` is its mark."""

    kind: str
    note: str
    label: str = ""
    change: Change | None = None
    source: int = NEW


class Break(Piece, frozen=True):
    """A `page` or `column` break within a paragraph."""

    kind: str = "page"
    change: Change | None = None
    source: int = NEW


class Opaque(Piece, frozen=True):
    """Something that is kept and cannot be shown here: an equation, an object. `text` is what can be read of it."""

    what: str
    text: str = ""
    change: Change | None = None
    source: int = NEW


class Mark(Piece, frozen=True):
    """A place of no width: `bookmark`, `bookmark_end`, `comment`, `comment_end`, `field`, `field_end`. `name` pairs both ends.

    `label` is what people call a bookmark.
    """

    kind: str
    name: str = ""
    label: str = ""
    source: int = NEW


Inline: TypeAlias = Run | Image | Field | NoteMark | Break | Opaque | Mark


class Page(Node, frozen=True):
    """The page of a section: size, margins, and the stories of its headers and footers by kind (`default`, `first`, `even`).

    `name` is that of its page style, where the format has such.
    """

    width: float = 595.3
    height: float = 841.9
    top: float = 56.7
    bottom: float = 56.7
    left: float = 56.7
    right: float = 56.7
    header: float = 35.4
    footer: float = 35.4
    columns: int = 1
    gap: float = 36.0
    headers: tuple[tuple[str, str], ...] = ()
    footers: tuple[tuple[str, str], ...] = ()
    first_differs: bool = False
    first_number: int | None = None
    break_kind: str = "page"
    name: str = ""


class Paragraph(Piece, frozen=True):
    """A paragraph; `change` says that its end was inserted or deleted, `index` in which table of contents it stands."""

    content: tuple[Inline, ...] = ()
    shape: Shape = Shape()
    change: Change | None = None
    index: str = ""
    source: int = NEW
    like: int = NEW


class Cell(Node, frozen=True):
    """A cell; `across` and `down` are how many columns and rows it covers. A `covered` one lies under another."""

    blocks: tuple[Block, ...]
    across: int = 1
    down: int = 1
    covered: bool = False
    background: str = ""
    source: int = NEW
    like: int = NEW


class Row(Node, frozen=True):
    """A row of a table; `header` rows repeat on every page."""

    cells: tuple[Cell, ...]
    header: bool = False
    height: float = 0.0
    source: int = NEW
    like: int = NEW


class Table(Piece, frozen=True):
    """A table; `widths` are its columns' widths."""

    rows: tuple[Row, ...]
    widths: tuple[float, ...] = ()
    style: str = ""
    borders: bool = True
    align: str = ""
    source: int = NEW


class OpaqueBlock(Piece, frozen=True):
    """A block that is kept and cannot be shown here."""

    what: str
    text: str = ""
    source: int = NEW


class SectionEnd(Piece, frozen=True):
    """Where a section ends, after the block before it; `page` is the number of its page settings in `Document.pages`."""

    page: int
    source: int = NEW


Block: TypeAlias = Paragraph | Table | OpaqueBlock | SectionEnd


class Style(Node, frozen=True):
    """A named style: `paragraph` or `character`. `id` is how the file refers to it, `name` how people do."""

    id: str
    name: str
    kind: str
    parent: str = ""
    shape: Shape = Shape()
    look: Look = Look()
    next: str = ""


class Level(Node, frozen=True):
    """One level of a list: `kind` is `bullet`, `decimal`, `lower_letter`, `upper_letter`, `lower_roman`, `upper_roman` or `none`.

    `text` has `%1` to `%9` for the numbers of the levels, or the bullet itself.
    """

    kind: str = "bullet"
    text: str = "•"
    start: int = 1
    left: float | None = None
    first: float | None = None
    look: Look = Look()


class Comment(Node, frozen=True):
    """A comment: whose and when; its text is the story `comment:` and its id. `parent` is the comment it answers."""

    id: str
    author: str = ""
    initials: str = ""
    date: str = ""
    parent: str = ""
    done: bool = False


class Story(Node, frozen=True):
    """A flow of blocks: the body, a header, a note, a comment. `part` is its file in the package, `source` its element there."""

    name: str
    part: str
    blocks: tuple[Block, ...]
    source: int = NEW


class Properties(Node, frozen=True):
    """What the file says about itself."""

    title: str = ""
    subject: str = ""
    author: str = ""
    keywords: str = ""
    description: str = ""
    language: str = ""


class Document(Node, frozen=True):
    """A whole document. `notices` are codes of what the reader has to be told (`macros`, `signed`, …)."""

    kind: str
    stories: dict[str, Story]
    styles: dict[str, Style] = {}
    defaults: Style = Style("", "", "paragraph")
    lists: dict[str, tuple[Level, ...]] = {}
    pages: tuple[Page, ...] = (Page(),)
    comments: tuple[Comment, ...] = ()
    properties: Properties = Properties()
    notices: tuple[str, ...] = ()
    pictures: dict[str, bytes] = {}
    """Bytes of pictures inserted here, by name; those of the file stay in the file."""

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks of the body."""
        return self.stories["body"].blocks


def encode(document: Document) -> bytes:
    """Return a document as bytes for another role."""
    return _encoder.encode(document)


def decode(raw: bytes) -> Document:
    """Return the document that `encode` wrote. Raises `msgspec.ValidationError`."""
    return _decoder.decode(raw)


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Document)


def length(inline: Inline) -> int:
    """Return how many places of the caret a piece takes: text its characters, an object one, a mark none."""
    if isinstance(inline, Run):
        return len(inline.text)
    return 0 if isinstance(inline, Mark) else 1


OBJECT = "\ufffc"


def text_of(paragraph: Paragraph) -> str:
    """Return a paragraph's text, objects as U+FFFC: one character for every place of the caret."""
    return "".join(piece.text if isinstance(piece, Run) else OBJECT * length(piece) for piece in paragraph.content)


def plain(blocks: tuple[Block, ...]) -> list[str]:
    """Return the text of every paragraph, those of tables included, without objects."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(text_of(block).replace(OBJECT, ""))
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    lines.extend(plain(cell.blocks))
    return lines
