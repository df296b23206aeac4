"""A rich-text document of the composer as clean HTML and as plain text, without Qt's own markup."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextList,
    QTextListFormat,
)

from ui.mail.links import judge

QUOTE_PROPERTY = int(QTextFormat.Property.UserProperty) + 1
"""Block property: depth of quotation."""

_ORDERED = (
    QTextListFormat.Style.ListDecimal,
    QTextListFormat.Style.ListLowerAlpha,
    QTextListFormat.Style.ListUpperAlpha,
    QTextListFormat.Style.ListLowerRoman,
    QTextListFormat.Style.ListUpperRoman,
)
_QUOTE = '<blockquote type="cite" style="margin:0 0 0 0.8ex;border-left:2px solid #c4cad4;padding-left:1ex">'
_OBJECT = "\ufffc"


def to_html(document: QTextDocument) -> str:
    """Return the document as HTML: paragraphs, lists, quotations, emphasis, colour, size, links and `cid:` pictures."""
    pieces: list[str] = []
    lists: list[str] = []
    depth = 0
    block = document.begin()
    while block.isValid():
        wanted = quote_depth(block)
        if wanted != depth:
            _close(lists, pieces, 0)
            pieces.append("</blockquote>" * (depth - wanted) + _QUOTE * (wanted - depth))
            depth = wanted
        level, tag = _list_of(block)
        _close(lists, pieces, level)
        if level and len(lists) == level and lists[-1] != tag:
            _close(lists, pieces, level - 1)
        while len(lists) < level:
            lists.append(tag)
            pieces.append(f"<{tag}>")
        body = _inline(block)
        if level:
            pieces.append(f"<li>{body}</li>")
        else:
            pieces.append(f"<p style=\"margin:0\">{body or '<br>'}</p>\n")
        block = block.next()
    _close(lists, pieces, 0)
    pieces.append("</blockquote>" * depth)
    return "".join(pieces)


def _list_of(block: QTextBlock) -> tuple[int, str]:
    """How deep a paragraph is in lists (0: in none), and the tag of the innermost."""
    text_list: QTextList | None = block.textList()
    if text_list is None:
        return 0, ""
    return text_list.format().indent(), "ol" if text_list.format().style() in _ORDERED else "ul"


def quote_depth(block: QTextBlock) -> int:
    """Return how deep a paragraph is quoted."""
    value = block.blockFormat().property(QUOTE_PROPERTY)
    return int(value) if isinstance(value, int) else 0


def _close(lists: list[str], pieces: list[str], level: int) -> None:
    while len(lists) > level:
        pieces.append(f"</{lists.pop()}>")


def fragments(block: QTextBlock) -> list[QTextFragment]:
    """Return the runs of one paragraph."""
    found = []
    iterator = block.begin()
    while not iterator.atEnd():
        found.append(iterator.fragment())
        iterator += 1
    return found


def _inline(block: QTextBlock) -> str:
    return "".join(_run(fragment) for fragment in fragments(block))


def _run(fragment: QTextFragment) -> str:
    style = fragment.charFormat()
    if style.isImageFormat():
        name = style.toImageFormat().name()
        return f'<img src="{escape(name)}" alt="">' * fragment.text().count(_OBJECT) if name.startswith("cid:") else ""
    text = escape(fragment.text(), quote=False).replace("\u2028", "<br>").replace("  ", "&nbsp; ")
    if not text:
        return ""
    css = _css(style)
    if css:
        text = f'<span style="{css}">{text}</span>'
    if style.fontStrikeOut():
        text = f"<s>{text}</s>"
    if style.fontUnderline() and not style.isAnchor():
        text = f"<u>{text}</u>"
    if style.fontItalic():
        text = f"<i>{text}</i>"
    if style.fontWeight() >= QFont.Weight.DemiBold:
        text = f"<b>{text}</b>"
    if style.isAnchor() and judge(style.anchorHref()).allowed:
        text = f'<a href="{escape(style.anchorHref())}">{text}</a>'
    return text


def _css(style: QTextCharFormat) -> str:
    rules = []
    if style.hasProperty(int(QTextFormat.Property.ForegroundBrush)) and not style.isAnchor():
        rules.append(f"color:{style.foreground().color().name()}")
    if style.hasProperty(int(QTextFormat.Property.FontPointSize)):
        rules.append(f"font-size:{style.fontPointSize():g}pt")
    return ";".join(rules)


def to_text(document: QTextDocument) -> str:
    """Return the document as plain text: quotations behind `> `, list items behind `- ` or their number."""
    lines = []
    block = document.begin()
    while block.isValid():
        text = block.text().replace("\u2028", "\n").replace(_OBJECT, "").replace("\u00a0\u00a0", "  ")
        text_list: QTextList | None = block.textList()
        if text_list is not None:
            number = f"{text_list.itemNumber(block) + 1}. " if text_list.format().style() in _ORDERED else "- "
            text = "  " * (text_list.format().indent() - 1) + number + text
        mark = ">" * quote_depth(block)
        lines += [f"{mark} {line}".rstrip() if mark else line for line in text.split("\n")]
        block = block.next()
    return "\n".join(lines).rstrip() + "\n" if any(lines) else ""


def pictures(document: QTextDocument) -> set[str]:
    """Return the Content-IDs of the pictures that the document still shows."""
    shown = set()
    block = document.begin()
    while block.isValid():
        for fragment in fragments(block):
            style = fragment.charFormat()
            if style.isImageFormat() and style.toImageFormat().name().startswith("cid:"):
                shown.add(style.toImageFormat().name()[4:])
        block = block.next()
    return shown
