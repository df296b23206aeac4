"""What is typed as formatted text: Markdown's marks become HTML, names that were chosen become calls of people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

EVERYBODY = "@room"


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt  # with the first post that has a mark in it

    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("strikethrough").disable("image")


_MARKS = re.compile(r"[*_`~>#\[]|^\s*(?:[-+]|\d+[.)])\s", re.MULTILINE)


def formatted(text: str, called: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """Return the HTML of a text (empty where it says no more than the text) and the people it calls.

    `called` are the names that were chosen while typing, each with its person.
    """
    here = {name: person for name, person in called.items() if name in text}
    people = frozenset(here.values())
    links = {name: person for name, person in here.items() if person != EVERYBODY}
    if not links and not _MARKS.search(text):
        return "", people
    html = _reader().render(text).strip()
    for name, person in links.items():
        html = html.replace(escape(name), f'<a href="mention:{escape(person)}">{escape(name)}</a>')
    plain = f"<p>{escape(text, quote=False)}</p>".replace("\n", "<br />\n")
    if not links and html.replace("&quot;", '"') == plain:
        return "", people
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        html = html[3:-4]
    return html.replace("<br />", "<br>"), people
