"""The page that shows a letter: cleaned HTML wrapped so that it can ask for nothing, or plain text with its quotes folded."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from html import escape

from sync.model.mail import Content
from ui.mail.links import linkified

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-src 'none'"
"""Content security policy of every letter: nothing but the bytes of the letter itself."""

_TRANSPARENT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
_REFERENCE = re.compile(r"(=\s*)(\"|')?(cid|remote):([^\"'\s>]+)(\"|')?", re.IGNORECASE)
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
_QUOTE = re.compile(r"^((?:>\s?)+)")

_SHEET = """<!DOCTYPE html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">
<style>:root{{color-scheme:light}}
html{{background:#fff}}
body{{background:#fff;color:#1b1f27;font:{size}px/1.5 {family};margin:20px 24px 28px;overflow-wrap:anywhere}}
img{{max-width:100%;object-fit:contain}} img:not([height]){{height:auto}} pre{{white-space:pre-wrap}}
blockquote{{margin:0 0 0 2px;padding-left:12px;border-left:2px solid #ccd3de}}
a{{color:#1d4ed8}}{dark}</style></head><body>{body}</body></html>"""
_DARK = "html{filter:invert(.9) hue-rotate(180deg)} img{filter:invert(1) hue-rotate(180deg)}"
"""Light and dark change places, hues and pictures stay: whatever colours a letter brings can still be read."""


def letter_page(
    content: Content,
    pictures: Mapping[str, tuple[str, bytes]],
    *,
    family: str = "sans-serif",
    size: int = 15,
    dark: bool = False,
) -> str:
    """Return the whole page of an HTML letter. `pictures` are the remote ones fetched at the user's wish, by address.

    Pictures of the letter become `data:` addresses; blocked ones become a transparent dot, so that the layout stays.
    """

    def shown(found: re.Match[str]) -> str:
        picture: tuple[str, bytes] | None
        if found[3].lower() == "cid":
            picture = content.inline_images.get(found[4]) or content.inline_images.get(found[4].strip("<>"))
        else:
            number = int(found[4]) if found[4].isdecimal() else -1
            known = 0 <= number < len(content.remote_pictures)
            picture = pictures.get(content.remote_pictures[number]) if known else None
        return f'{found[1]}"{_embedded(picture)}"'

    return _SHEET.format(
        policy=POLICY,
        family=escape(family, quote=False),
        size=size,
        dark=_DARK if dark else "",
        body=_REFERENCE.sub(shown, content.html),
    )


def _embedded(picture: tuple[str, bytes] | None) -> str:
    if picture is None or picture[0].lower() not in _PICTURES:
        return _TRANSPARENT
    return f"data:{picture[0].lower()};base64,{base64.b64encode(picture[1]).decode()}"


def text_page(text: str, unfold: str, *, unfolded: bool, quote_colour: str) -> str:
    """Return plain text as rich text: links clickable, quotations indented, the last one folded behind `unfold`.

    The fold is a link to `fold:`; `unfold` is its text.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    fold_at = len(lines) if unfolded else _trailing_quote(lines)
    shown = [_line(line, quote_colour) for line in lines[:fold_at]]
    if fold_at < len(lines):
        shown.append(f'<p><a href="fold:">{escape(unfold)}</a></p>')
    return "".join(shown)


def _trailing_quote(lines: list[str]) -> int:
    """Where the quotation that ends the text begins, with its attribution line; the number of lines where there is none."""
    start = len(lines)
    while start > 0 and (lines[start - 1].startswith(">") or not lines[start - 1].strip()):
        start -= 1
    quoted = [line for line in lines[start:] if line.startswith(">")]
    if len(quoted) < 4 or start == 0:
        return len(lines)
    if lines[start - 1].rstrip().endswith((":", "：")):
        start -= 1
    return start if any(line.strip() for line in lines[:start]) else len(lines)


def _line(line: str, quote_colour: str) -> str:
    found = _QUOTE.match(line)
    depth = found[1].count(">") if found else 0
    text = line[len(found[1]) :] if found else line
    body = linkified(text).replace("  ", "&nbsp; ") or "<br>"
    if not depth:
        return f'<p style="margin:0">{body}</p>'
    return f'<p style="margin:0 0 0 {depth * 16}px"><span style="color:{quote_colour}">{body}</span></p>'
