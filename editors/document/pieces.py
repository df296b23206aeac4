"""The pieces of a paragraph cut, joined, and made to look otherwise. Marks survive: half a bookmark is never left."""

from __future__ import annotations

from collections.abc import Callable

from editors.document.tree import NEW, Change, Inline, Look, Mark, Run, length, replaced

Content = tuple[Inline, ...]
_ENDS = {
    "bookmark": "bookmark_end",
    "change": "change_end",
    "comment": "comment_end",
    "field": "field_end",
    "reference": "reference_end",
    "index": "index_end",
}


def split(content: Content, offset: int) -> tuple[Content, Content]:
    """Return what stands before and after an offset; a mark just there stays before."""
    before: list[Inline] = []
    rest = list(content)
    left = offset
    while rest:
        piece = rest[0]
        size = length(piece)
        if size > left or (size == 0 and left < 0):
            break
        if left == 0 and size > 0:
            break
        before.append(rest.pop(0))
        left -= size
    if left > 0 and rest and isinstance(rest[0], Run):
        run = rest[0]
        before.append(replaced(run, text=run.text[:left]))
        rest[0] = replaced(run, text=run.text[left:])
    return tuple(before), tuple(rest)


def part(content: Content, start: int, end: int) -> Content:
    """Return what stands between two offsets."""
    return split(split(content, end)[0], start)[1]


def joined(*contents: Content) -> Content:
    """Return contents as one, runs that belong together made one again."""
    made: list[Inline] = []
    for content in contents:
        for piece in content:
            last = made[-1] if made else None
            if isinstance(piece, Run):
                if not piece.text:
                    continue
                if isinstance(last, Run) and _alike(last, piece):
                    source = last.source if last.source != NEW else piece.source
                    made[-1] = replaced(last, text=last.text + piece.text, source=source)
                    continue
            made.append(piece)
    return tuple(made)


def _alike(one: Run, other: Run) -> bool:
    if (one.look, one.link, one.change) != (other.look, other.link, other.change):
        return False
    return one.source == other.source or NEW in (one.source, other.source)


def removed(content: Content, start: int, end: int) -> Content:
    """Return a content without what stands between two offsets, but with the marks whose other half is elsewhere."""
    before, rest = split(content, start)
    cut, after = split(rest, end - start)
    return joined(before, lonely_marks(cut), after)


def lonely_marks(content: Content) -> Content:
    """Return the marks of a content whose other half is not in it."""
    marks = [piece for piece in content if isinstance(piece, Mark)]
    kept: list[Inline] = []
    for mark in marks:
        if mark.kind in _ENDS.values():
            beginning = next(kind for kind, end in _ENDS.items() if end == mark.kind)
            paired = any(one.kind == beginning and one.name == mark.name for one in marks)
        else:
            end = _ENDS.get(mark.kind)
            paired = end is not None and any(one.kind == end and one.name == mark.name for one in marks)
        if mark.kind.startswith("field"):
            kinds = [one.kind for one in marks]
            paired = kinds.count("field") == kinds.count("field_end")
        if not paired:
            kept.append(mark)
    return tuple(kept)


def inserted(content: Content, offset: int, pieces: Content) -> Content:
    """Return a content with pieces at an offset."""
    before, after = split(content, offset)
    return joined(before, pieces, after)


def look_at(content: Content, offset: int) -> tuple[Look, str]:
    """Return how text typed at an offset looks, and its link: as what stands before, or after; a link ends with its text."""
    before, after = split(content, offset)
    for piece in reversed(before):
        if isinstance(piece, Run):
            following = next((one for one in after if isinstance(one, Run)), None)
            if not piece.link or (following is not None and following.link == piece.link):
                return piece.look, piece.link
            return (following.look, "") if following is not None and not following.link else (Look(), "")
        if not isinstance(piece, Mark):
            break
    following = next((one for one in after if isinstance(one, Run)), None)
    return (following.look, "") if following is not None else (Look(), "")


def restyled(content: Content, start: int, end: int, change: Callable[[Look], Look]) -> Content:
    """Return a content in which the text between two offsets looks otherwise."""
    return _mapped(content, start, end, lambda run: replaced(run, look=change(run.look)))


def linked(content: Content, start: int, end: int, address: str) -> Content:
    """Return a content in which the text between two offsets is a link, or none."""
    return _mapped(content, start, end, lambda run: replaced(run, link=address))


def _mapped(content: Content, start: int, end: int, change: Callable[[Run], Run]) -> Content:
    before, rest = split(content, start)
    middle, after = split(rest, end - start)
    return joined(before, tuple(change(piece) if isinstance(piece, Run) else piece for piece in middle), after)


def marked_deleted(content: Content, start: int, end: int, change: Change) -> Content:
    """Return a content in which what stands between two offsets is tracked as deleted; own insertions just go."""
    before, rest = split(content, start)
    middle, after = split(rest, end - start)
    made: list[Inline] = []
    for piece in middle:
        if isinstance(piece, Mark) or (piece.change is not None and piece.change.kind == "deletion"):
            made.append(piece)
        elif piece.change is not None and piece.change.author == change.author:
            continue
        else:
            made.append(replaced(piece, change=change))
    return joined(before, tuple(made), after)
