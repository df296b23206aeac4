"""Formatting of posts: the HTML that others send, cut down to what is shown; and calls of people in both directions.

Specification: "m.room.message msgtypes" (the tags that clients should allow) and "matrix.to navigation". Colours, pictures and
everything that could look like a part of the window are left out.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

import nh3

MENTION = "mention:"
"""Scheme of a link that calls a person, whatever the protocol."""
_TAGS = {
    "a", "b", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre",
    "s", "strike", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_DROPPED = {"mx-reply", "script", "style", "title", "head"}
_PERSON = re.compile(r"^(?:https://matrix\.to/#/|matrix:u/)(@|%40)?([^?/]+)")
_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
_VOID = frozenset({"br", "hr"})
_DEEPEST = 24
_MOST = 64 * 1024


def clean(html: str) -> str:
    """Return the part of HTML that is shown; empty where it is too much or nests too deeply to be meant honestly."""
    if not html or len(html) > _MOST:
        return ""
    made = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "mention"},
        link_rel=None,
    )
    return made if _depth(made) <= _DEEPEST else ""


def sent(html: str) -> str:
    """Return HTML as other programs expect it: calls of people as matrix.to links."""
    return re.sub(
        r'href="mention:([^"]+)"', lambda found: f'href="https://matrix.to/#/{quote(found[1], safe="@:")}"', html
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "a" and name == "href":
        person = _PERSON.match(value)
        if person is not None and (person[1] or value.startswith("matrix:u/")):
            return f"{MENTION}@{unquote(person[2])}"
        return value[:2000]
    if name == "start":
        return value if value.isdigit() and len(value) < 6 else None
    return value


def _depth(html: str) -> int:
    deepest = depth = 0
    for end, tag in _TAG.findall(html):
        if tag in _VOID:
            continue
        depth += -1 if end else 1
        deepest = max(deepest, depth)
    return deepest
