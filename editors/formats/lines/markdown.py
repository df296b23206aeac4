"""Markdown (CommonMark, tables, strike-through): blocks read with where they stand, and written anew where they changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from editors.document.delta import Delta
from editors.document.objects import BULLETS, NUMBERS
from editors.document.tree import (
    Block,
    Cell,
    Document,
    Field,
    Inline,
    Look,
    OpaqueBlock,
    Paragraph,
    Row,
    Run,
    Shape,
    Style,
    Table,
    replaced,
)
from editors.formats.lines.file import Lines, Unit, document, patched, refuse_the_rest
from sync.model.faults import Unsupported

MONO = "Liberation Mono"
RAW = "Raw"
"""The style of what is written as it stands: pictures and HTML in a line."""
_SIZES = (20.0, 16.0, 14.0, 12.0, 11.0, 11.0)
_STYLES: dict[str, Style] = {
    "Standard": Style("Standard", "Standard", "paragraph", shape=Shape(after=6.0)),
    "Code": Style("Code", "Code", "paragraph", "Standard", Shape(left=12.0, background="#f2f3f6"), Look(font=MONO, size=10.0)),
    "Quote": Style("Quote", "Quote", "paragraph", "Standard", Shape(left=24.0), Look(italic=True)),
    RAW: Style(RAW, RAW, "character", look=Look(font=MONO, colour="#626978")),
    **{
        f"Heading{level}": Style(
            f"Heading{level}", f"Heading {level}", "paragraph", "Standard",
            Shape(before=12.0, after=6.0, outline=level, keep_next=True), Look(bold=True, size=_SIZES[level - 1]), "Standard",
        )
        for level in range(1, 7)
    },
}  # fmt: skip
_LISTS = {"bullets": BULLETS, "numbers": NUMBERS}
_PREFIX = re.compile(r"\s*(?:>\s?)*\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(?:#{1,6}\s+)?")
_SPECIAL = re.compile(r"([\\`*_\[\]<>~])")
_LEADING = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s|$)")


def read(raw: bytes) -> Document:
    """Return the document of a Markdown text. Raises `Unreadable("not_a_document")`."""
    units = _units(Lines(raw))
    return document("md", units, _STYLES, lists=_LISTS, notices=("markdown",))


def _units(file: Lines) -> list[Unit]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse("\n".join(file.lines))
    return list(_blocks(tokens, file.lines))


def _blocks(tokens: Sequence[Any], lines: list[str]) -> Iterator[Unit]:
    around: list[str] = []
    number = at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.type in ("bullet_list_open", "ordered_list_open", "blockquote_open"):
            around.append(
                {"b": "bullets", "o": "numbers"}.get(token.type[0], "quote") if "list" in token.type else "quote"
            )
        elif token.type in ("bullet_list_close", "ordered_list_close", "blockquote_close"):
            around.pop()
        elif token.type in ("heading_open", "paragraph_open"):
            content = tuple(_inlines(tokens[at].children or [], number))
            shape = _shape(around, int(token.tag[1]) if token.type == "heading_open" else 0)
            yield Unit(token.map[0], token.map[1], Paragraph(content, shape, source=number))
            number, at = number + 1, at + 1
        elif token.type in ("fence", "code_block"):
            text = token.content.removesuffix("\n")
            block = Paragraph((Run(text, source=number << 16),) if text else (), Shape(style="Code"), source=number)
            yield Unit(token.map[0], token.map[1], block)
            number += 1
        elif token.type == "table_open":
            end = next(index for index in range(at, len(tokens)) if tokens[index].type == "table_close")
            yield Unit(token.map[0], token.map[1], _table(tokens[at:end], number))
            number, at = number + 1, end + 1
        elif token.map is not None and token.type in ("hr", "html_block"):
            raw = "\n".join(lines[token.map[0] : token.map[1]])
            yield Unit(token.map[0], token.map[1], OpaqueBlock("unknown", raw, number))
            number += 1


def _shape(around: list[str], level: int) -> Shape:
    if level:
        return Shape(style=f"Heading{level}")
    lists = [one for one in around if one != "quote"]
    if lists:
        return Shape(style="Standard", list=lists[-1], level=min(8, len(lists) - 1))
    return Shape(style="Quote" if "quote" in around else "Standard")


def _table(tokens: Sequence[Any], number: int) -> Table:
    rows: list[Row] = []
    cells: list[Cell] = []
    header = False
    for token in tokens:
        if token.type in ("thead_open", "tbody_open"):
            header = token.type == "thead_open"
        elif token.type == "inline":
            paragraph = Paragraph(tuple(_inlines(token.children or [], 0)), Shape(style="Standard"))
            cells.append(Cell((replaced(paragraph, content=_new(paragraph.content)),)))
        elif token.type == "tr_close":
            rows.append(Row(tuple(cells), header))
            cells = []
    return Table(tuple(rows), source=number)


def _new(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(replaced(piece, source=-1) for piece in content)


def _inlines(tokens: Sequence[Any], paragraph: int) -> Iterator[Inline]:
    look, link = Look(), ""
    for number, token in enumerate(tokens):
        source = (paragraph << 16) + number
        match token.type:
            case "text":
                if token.content:
                    yield Run(token.content, look, link, source=source)
            case "softbreak":
                yield Run(" ", look, link, source=source)
            case "hardbreak":
                yield Run("\n", look, link, source=source)
            case "code_inline":
                yield Run(token.content, replaced(look, font=MONO), link, source=source)
            case "strong_open" | "strong_close":
                look = replaced(look, bold=True if token.type == "strong_open" else None)
            case "em_open" | "em_close":
                look = replaced(look, italic=True if token.type == "em_open" else None)
            case "s_open" | "s_close":
                look = replaced(look, strike=True if token.type == "s_open" else None)
            case "link_open":
                link = str(token.attrGet("href") or "")
            case "link_close":
                link = ""
            case "image":
                yield Run(f"![{token.content}]({token.attrGet('src')})", Look(style=RAW), source=source)
            case "html_inline":
                yield Run(token.content, Look(style=RAW), source=source)


# --- writing


def write(raw: bytes, delta: Delta) -> bytes:
    """Return the text after an edit; blocks that were not touched stay as they are. Raises `Unsupported`."""
    refuse_the_rest(delta)
    file = Lines(raw)
    lines = file.lines
    for story in delta.stories:
        units = _units(file)
        lines = patched(lines, units, story.blocks, lambda block, unit: _said(block, unit, file.lines), spaced=True)
    return file.written(lines)


def _said(block: Block, unit: Unit | None, lines: list[str]) -> list[str]:
    if isinstance(block, Table):
        return _said_table(block)
    if isinstance(block, OpaqueBlock):
        return block.text.split("\n")
    if not isinstance(block, Paragraph):
        raise Unsupported("cannot_insert", what=type(block).__name__)
    old = unit.block if unit is not None else None
    if block.shape.style == "Code":
        return _said_code(block, lines[unit.start] if unit is not None else "```")
    same = isinstance(old, Paragraph) and old.shape == block.shape and unit is not None
    found = _PREFIX.match(lines[unit.start]) if same and unit is not None else None
    prefix = found[0] if found is not None else _prefix(block.shape)
    if block.shape.style.startswith("Heading") and "#" not in prefix:  # one that was underlined
        prefix += _prefix(block.shape)
    text = "".join(_marked(block.content))
    if not prefix.strip():
        text = _LEADING.sub(r"\1\\\2", text)
    inner = " " * len(prefix) if block.shape.list else prefix if ">" in prefix else ""
    first, *rest = text.split("\n")
    return [prefix + first + ("\\" if rest else ""), *(
        inner + line + ("\\" if at + 1 < len(rest) else "") for at, line in enumerate(rest)
    )]  # fmt: skip


def _prefix(shape: Shape) -> str:
    if shape.style.startswith("Heading") and shape.style[7:].isdigit():
        return "#" * int(shape.style[7:]) + " "
    if shape.list and shape.list != "none":
        return ("   " if shape.list == "numbers" else "  ") * shape.level + ("1. " if shape.list == "numbers" else "- ")
    return "> " if shape.style == "Quote" else ""


def _said_code(block: Paragraph, opening: str) -> list[str]:
    text = "".join(piece.text for piece in block.content if isinstance(piece, Run))
    fence = opening.strip()[:3] if opening.strip().startswith(("```", "~~~")) else "```"
    head = opening if opening.strip().startswith(fence) else fence
    return [head, *text.split("\n"), fence]


def _marked(content: tuple[Inline, ...], *, in_table: bool = False) -> Iterator[str]:
    """Yield the pieces of a paragraph with their marks."""
    for piece in content:
        if isinstance(piece, Field):
            yield _SPECIAL.sub(r"\\\1", piece.shown)
        if not isinstance(piece, Run) or not piece.text:
            continue
        if piece.look.style == RAW:
            yield piece.text
            continue
        if piece.look.font == MONO:
            yield f"`{piece.text}`"
            continue
        text = _SPECIAL.sub(r"\\\1", piece.text)
        text = text.replace("|", "\\|").replace("\n", " ") if in_table else text
        bare = text.strip(" ")
        for is_so, mark in ((piece.look.strike, "~~"), (piece.look.italic, "*"), (piece.look.bold, "**")):
            if is_so and bare:
                ahead, behind = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
                text = f"{ahead}{mark}{text.strip(' ')}{mark}{behind}"
        yield f"[{text}]({piece.link})" if piece.link else text


def _said_table(table: Table) -> list[str]:
    lines = []
    for number, row in enumerate(table.rows):
        cells = [
            " ".join("".join(_marked(one.content, in_table=True)) for one in cell.blocks if isinstance(one, Paragraph))
            for cell in row.cells
        ]
        lines.append(f"| {' | '.join(cells)} |")
        if number == 0:
            lines.append("|" + " --- |" * len(cells))
    return lines
