"""Words found in a document, plainly or by regular expression, and replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editors.document import text
from editors.document.places import Place, paragraphs
from editors.document.tree import Document, text_of


def pattern(words: str, *, case: bool = False, whole: bool = False, regular: bool = False) -> re.Pattern[str] | None:
    """Return what to look for, None where the expression is not one."""
    said = words if regular else re.escape(words).replace("\\ ", "[ \u00a0\u202f]")
    try:
        return re.compile(rf"\b(?:{said})\b" if whole else said, 0 if case else re.IGNORECASE)
    except re.error:
        return None


def found(document: Document, looked_for: re.Pattern[str], story: str = "body") -> Iterator[tuple[Place, Place]]:
    """Yield every place where it stands, in reading order; a find never crosses paragraphs."""
    for path, paragraph in paragraphs(document.stories[story].blocks):
        for match in looked_for.finditer(text_of(paragraph)):
            if match.end() > match.start():
                yield Place(story, path, match.start()), Place(story, path, match.end())


def replace(
    document: Document, start: Place, end: Place, looked_for: re.Pattern[str], words: str, *, regular: bool
) -> Document:
    """Return the document with one find replaced; `\\1` means a group where the expression is a regular one."""
    if regular:
        match = looked_for.fullmatch(text.text_between(document, start, end))
        words = match.expand(words) if match is not None else words
    if words:
        document, _ = text.insert(document, end, words)
    return text.delete(document, start, end)[0]


def replace_all(document: Document, looked_for: re.Pattern[str], words: str, *, regular: bool) -> tuple[Document, int]:
    """Return the document with every find replaced, and how many there were."""
    finds = list(found(document, looked_for))
    for start, end in reversed(finds):
        document = replace(document, start, end, looked_for, words, regular=regular)
    return document, len(finds)


def words_and_characters(document: Document) -> tuple[int, int]:
    """Return how many words and characters (without line ends) the body has."""
    words = characters = 0
    for _, paragraph in paragraphs(document.body):
        said = text_of(paragraph)
        words += len(re.findall(r"\w[\w’'-]*", said))
        characters += len(said)
    return words, characters


def headings(document: Document) -> Iterator[tuple[int, str, Place]]:
    """Yield the headings: their level (1 the highest), their words, their place."""
    levels = _levels(document)
    for path, paragraph in paragraphs(document.body):
        level = paragraph.shape.outline or levels.get(paragraph.shape.style, 0)
        said = text_of(paragraph).strip()
        if level and said:
            yield level, said, Place("body", path)


def _levels(document: Document) -> dict[str, int]:
    """Return the outline level of every style, those of the styles it is based on counted."""
    levels: dict[str, int] = {}
    for identity in document.styles:
        name, depth = identity, 0
        while name and depth < 30:
            style = document.styles.get(name)
            if style is None:
                break
            if style.shape.outline is not None:
                levels[identity] = style.shape.outline
                break
            name, depth = style.parent, depth + 1
    return levels
