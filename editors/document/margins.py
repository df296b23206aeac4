"""Headers and footers made where a section has none. Pure: a document goes in, another comes out."""

from __future__ import annotations

import posixpath

from editors.document.tree import Block, Document, Page, Paragraph, SectionEnd, Shape, Story, replaced

_STYLES = {"header": ("Header", "En-tête", "Entte"), "footer": ("Footer", "Pieddepage")}
ROOM = 28.4
"""Points that a new header or footer of ODT takes of the page's text: its line and the space beside it."""


def section_of(blocks: tuple[Block, ...], index: int) -> int:
    """Return the number of the section in which a block of the body stands."""
    return sum(isinstance(block, SectionEnd) for block in blocks[:index])


def named(page: Page, kind: str, which: str = "default") -> str:
    """Return the story of a page's `header` or `footer`, "" where it has none."""
    return dict(page.headers if kind == "header" else page.footers).get(which, "")


def with_margin(document: Document, section: int, kind: str, which: str = "default") -> tuple[Document, str]:
    """Return the document with a `header` or `footer` in a section, and the name of its story; one that is there serves.

    A section of DOCX hands its headers on to those after it that name none themselves; a page style of ODT is one for all
    its sections.
    """
    section = min(section, len(document.pages) - 1)
    page = document.pages[section]
    known = named(page, kind, which)
    if known in document.stories:
        return document, known
    name = _name(document, page, kind, which)
    style = next((key for key in _STYLES[kind] if key in document.styles), "")
    story = Story(name, "", (Paragraph((), Shape(style=style)),))
    pages = list(document.pages)
    for number, one in enumerate(document.pages):
        follows = number >= section and named(one, kind, which) == known
        if (one.name == page.name) if document.kind == "odt" else follows:
            pages[number] = _with_story(one, kind, which, name, grown=document.kind == "odt")
        elif number > section and document.kind == "docx":
            break
    return replaced(document, stories={**document.stories, name: story}, pages=tuple(pages)), name


def _with_story(page: Page, kind: str, which: str, name: str, *, grown: bool) -> Page:
    field = "headers" if kind == "header" else "footers"
    stories = tuple(sorted({**dict(getattr(page, field)), which: name}.items()))
    if not grown:
        return replaced(page, **{field: stories})
    side = "top" if kind == "header" else "bottom"
    return replaced(page, **{field: stories, side: getattr(page, side) + ROOM})


def _name(document: Document, page: Page, kind: str, which: str) -> str:
    if document.kind == "odt":
        return f"{kind}:{page.name}:{which}"
    folder = posixpath.dirname(document.stories["body"].part)
    number = 1
    while (name := f"{kind}:{posixpath.join(folder, f'{kind}{number}.xml')}") in document.stories:
        number += 1
    return name
