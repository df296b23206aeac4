"""Pasted HTML reduced to what a letter needs: paragraphs, lists, emphasis and safe links; nothing is ever loaded."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

_KEPT = {"b": "b", "strong": "b", "i": "i", "em": "i", "u": "u", "s": "s", "strike": "s", "del": "s", "sub": "sub",
         "sup": "sup", "ul": "ul", "ol": "ol", "li": "li", "p": "p", "blockquote": "blockquote", "pre": "pre",
         "code": "code"}  # fmt: skip
_BLOCKS = frozenset({"div", "section", "article", "header", "footer", "tr", "figure", "main", "aside", "dt", "dd"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT = frozenset({"script", "style", "head", "title", "object", "iframe", "svg", "template", "noscript", "textarea"})


def clean_paste(html: str) -> str:
    """Return HTML of kept tags only, without attributes except the target of http, https and mailto links."""
    reader = _Cleaner()
    reader.feed(html)
    reader.close()
    return reader.result()


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._silent = 0

    def result(self) -> str:
        """Return what was kept, every open tag closed."""
        return "".join(self._pieces) + "".join(closing for _, closing in reversed(self._open))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep or drop a start tag."""
        if tag in _SILENT:
            self._silent += 1
        if self._silent:
            return
        if tag == "br":
            self._pieces.append("<br>")
        elif tag == "a":
            target = next((value or "" for name, value in attrs if name == "href"), "")
            kept = urlsplit(target).scheme.lower() in ("http", "https", "mailto") if _splits(target) else False
            self._begin(tag, f'<a href="{escape(target)}">' if kept else "", "</a>" if kept else "")
        elif tag in _HEADINGS:
            self._begin(tag, "<p><b>", "</b></p>")
        elif tag in ("td", "th"):
            self._begin(tag, "", " \u2003")
        elif tag in _BLOCKS:
            self._begin(tag, "<p>", "</p>")
        elif tag in _KEPT:
            self._begin(tag, f"<{_KEPT[tag]}>", f"</{_KEPT[tag]}>")

    def handle_endtag(self, tag: str) -> None:
        """Close a kept tag, and what was left open inside it."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
            return
        if self._silent or all(tag != name for name, _ in self._open):
            return
        while self._open:
            name, closing = self._open.pop()
            self._pieces.append(closing)
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        """Keep text."""
        if not self._silent:
            self._pieces.append(escape(data))

    def _begin(self, tag: str, opening: str, closing: str) -> None:
        self._pieces.append(opening)
        self._open.append((tag, closing))


def _splits(target: str) -> bool:
    try:
        urlsplit(target)
    except ValueError:
        return False
    return True
