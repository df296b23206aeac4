"""HTML from outside, made harmless: an allow-list by nh3, styles filtered, remote pictures numbered, `cid:` kept."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

import nh3

from sync.parse import stylesheets
from sync.parse.css import clean_style
from sync.parse.picture import kind

CHARACTERS_LIMIT = 2_000_000
"""What is longer is cut before it is looked at."""
TAGS_LIMIT = 200_000
DATA_LIMIT = 512 * 1024
"""Characters of a picture written into the text as `data:`."""
REMOTE_LIMIT = 500
DEPTH_LIMIT = 2000
"""Open elements; the parser below needs time in the square of them."""
REFERENCES_LIMIT = 100_000
"""Ampersands, for the same reason."""

_TAGS = frozenset({
    "a", "abbr", "address", "b", "bdi", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup",
    "dd", "del", "dfn", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd",
    "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var", "wbr",
})  # fmt: skip
_DROPPED_WHOLE = frozenset({
    "script", "style", "title", "template", "noscript", "noembed", "noframes", "iframe", "frameset", "object", "embed",
    "applet", "svg", "math", "audio", "video", "canvas", "select", "textarea", "xmp", "plaintext", "portal", "fencedframe",
})  # fmt: skip
_ATTRIBUTES = {
    "*": {"style", "align", "valign", "bgcolor", "color", "dir", "lang", "title", "width", "height"},
    "a": {"href"},
    "img": {"src", "alt", "border", "hspace", "vspace"},
    "table": {"border", "cellpadding", "cellspacing"},
    "td": {"colspan", "rowspan", "nowrap"},
    "th": {"colspan", "rowspan", "nowrap", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start", "type"},
    "ul": {"type"},
    "font": {"face", "size"},
    "blockquote": {"type"},
}
_SCHEMES = frozenset({"http", "https", "mailto", "cid", "data", "remote"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_SIMPLE_VALUE = re.compile(r"[\w#%.,+\- ]{0,100}\Z")
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=%\s]+)\Z", re.IGNORECASE)
_OPENING = re.compile(r"<(/?)([a-zA-Z]+)")
_BODY = re.compile(r"<(/?)body(?=[\s/>])", re.IGNORECASE)
_CLOSED_BY_ITSELF = frozenset({
    "area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option",
})  # fmt: skip

_HIDDEN = re.compile(
    r"<!--.*?(?:--!?>|\Z)|<(script|style|head|title|template|svg|math|object|iframe|textarea|select|noscript)\b[^>]*(?:>|\Z)"
    r".*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_LINE_BREAK = re.compile(
    r"<(?:br|/?(?:p|div|tr|table|ul|ol|h[1-6]|blockquote|pre|hr|dl|dt|dd|section|article|header|footer))\b[^>]*(?:>|\Z)",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"<li\b[^>]*(?:>|\Z)", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]\b[^>]*(?:>|\Z)", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[/!?a-zA-Z][^>]*(?:>|\Z)")
_REMOTE_PICTURE = re.compile(r'<img\b[^>]*\bsrc="(remote:\d+)"[^>]*>')
_UNSEEN = re.compile(
    r'\b(?:width|height)="\s*[0-2]\s*(?:px)?\s*"|[\s;"](?:max-)?(?:width|height):\s*[0-2](?:px)?\s*[;"]|display:\s*none'
    r"|visibility:\s*hidden|opacity:\s*0\s*[;\"]"
)
_LINES = re.compile(r"\n\s*\n\s*")
_SPACES = re.compile(r"[ \t\r\f\v\xa0]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Harmless HTML, the addresses behind its `remote:n` pictures, and the Content-IDs it shows."""

    html: str
    remote_pictures: tuple[str, ...]
    used_cids: frozenset[str]
    trackers: int = 0
    """Remote pictures that nobody can see."""


def clean(html: str, first_remote: int = 0) -> Cleaned:
    """Return `html` without anything that runs, fetches, submits, covers or hides itself in a parser's corner.

    Remote pictures are numbered from `first_remote`. The body element becomes a division, so that its colours stay.
    """
    html = _BODY.sub(r"<\1div", stylesheets.put_in(_bounded(html)))
    remote: list[str] = []
    cids: set[str] = set()

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name == "style":
            return clean_style(value) or None
        if name == "href":
            return _link(value) if tag == "a" else None
        if name == "src":
            return _picture(value, first_remote, remote, cids) if tag == "img" else None
        if name in ("title", "alt", "face"):
            return value[:1000]
        return value if _SIMPLE_VALUE.match(value) else None

    cleaner = nh3.Cleaner(
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED_WHOLE),
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        strip_comments=True,
        link_rel="noopener noreferrer",
        url_schemes=set(_SCHEMES),
        url_relative="pass_through",
    )
    cleaned = cleaner.clean(html)
    trackers = {match[1] for match in _REMOTE_PICTURE.finditer(cleaned) if _UNSEEN.search(match[0])}
    return Cleaned(cleaned, tuple(remote), frozenset(cids), len(trackers))


def to_text(html: str) -> str:
    """Return what a reader of `html` would read, as lines of plain text. Every step is linear in its input."""
    text = _HIDDEN.sub(" ", html[:CHARACTERS_LIMIT])
    text = text.replace("\n", " ")
    text = _LINE_BREAK.sub("\n", text)
    text = _CELL.sub(" ", _LIST_ITEM.sub("\n- ", text))
    text = _ANY_TAG.sub("", text)
    if "&" in text:
        text = unescape(text)
    text = _SPACES.sub(" ", text).replace("\n ", "\n").replace(" \n", "\n")
    return _LINES.sub("\n\n", text).replace("\0", "").strip()


def _bounded(html: str) -> str:
    """Cut what is too long, too deep or has too many tags."""
    html = html[:CHARACTERS_LIMIT].replace("\0", "")
    if html.count("&") > REFERENCES_LIMIT:
        html = "&".join(html.split("&", REFERENCES_LIMIT)[:REFERENCES_LIMIT])
    if html.count("<") > DEPTH_LIMIT:
        html = html[: _reasonable(html)]
    return html


def _reasonable(html: str) -> int:
    """Return how many characters come before too many tags or too many open elements."""
    depth = 0
    for count, match in enumerate(_OPENING.finditer(html)):
        closing, name = match.groups()
        if name.lower() not in _CLOSED_BY_ITSELF:
            depth = max(depth - 1, 0) if closing else depth + 1
        if depth > DEPTH_LIMIT or count > TAGS_LIMIT:
            return match.start()
    return len(html)


def _link(value: str) -> str | None:
    """Return a link that leads to the web or to a new message, in the way it will be followed."""
    target = _CONTROL.sub("", value).strip().replace(" ", "%20")
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme == "mailto":
        return target
    return target if parts.scheme in ("http", "https") and parts.netloc and "\\" not in parts.netloc else None


def _picture(value: str, first_remote: int, remote: list[str], cids: set[str]) -> str | None:
    source = value.strip()
    scheme = source[:6].lower()
    if scheme.startswith("cid:"):
        content_id = unquote(source[4:]).strip().strip("<>")
        cids.add(content_id)
        return f"cid:{content_id}"
    if scheme.startswith("data:"):
        return _inline(source)
    if source.startswith("//"):
        source = f"https:{source}"
    address = _link(source)
    if address is None or address.startswith("mailto"):
        return None
    if address not in remote:
        if len(remote) == REMOTE_LIMIT:
            return None
        remote.append(address)
    return f"remote:{first_remote + remote.index(address)}"


def _inline(source: str) -> str | None:
    """Return a small raster picture written into the text, and nothing else that `data:` can be."""
    if len(source) > DATA_LIMIT:
        return None
    match = _DATA.match(source)
    if match is None:
        return None
    try:
        raw = binascii.a2b_base64(unquote(match.group(1)))
    except (binascii.Error, ValueError):
        return None
    media_type = kind(raw)
    return f"data:{media_type};base64,{binascii.b2a_base64(raw, newline=False).decode()}" if media_type else None
