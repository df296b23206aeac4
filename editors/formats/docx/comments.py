"""Threads of comments in DOCX: who answers whom and what is settled, in the part `commentsExtended` ([MS-DOCX] 2.5.1)."""

from __future__ import annotations

import posixpath

from lxml import etree

from editors.document.tree import Comment, replaced
from editors.formats.docx.names import attribute, children, short
from editors.formats.docx.parts import Parts
from editors.formats.package import Package
from editors.formats.relations import Relation
from editors.formats.xml import Element, Part, parse
from sync.model.faults import Unreadable

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
KIND = "commentsExtended"
_TYPE = "http://schemas.microsoft.com/office/2011/relationships/"
_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
_TRUE = ("1", "true", "on")


def mark_of(comment: Element) -> str:
    """Return the id by which a `w:comment` is known in threads: that of its last paragraph."""
    marks = [one.get(W14 + "paraId") or "" for one in children(comment, "w:p")]
    return marks[-1] if marks else ""


def threaded(
    package: Package, related: dict[str, Relation], comments: tuple[Comment, ...], elements: list[Element]
) -> tuple[Comment, ...]:
    """Return comments with whom they answer and whether they are settled."""
    part = next((one.target for one in related.values() if one.kind == KIND and one.target in package), "")
    if not part:
        return comments
    try:
        root = parse(package.read(part), part)
    except Unreadable:
        return comments
    said = {one.get(W15 + "paraId") or "": one for one in root if short(one.tag) == "w15:commentEx"}
    identities = {mark_of(element): attribute(element, "id") for element in elements}
    marks = {identity: mark for mark, identity in identities.items() if mark}
    found = []
    for comment in comments:
        entry = said.get(marks.get(comment.id, ""))
        if entry is None:
            found.append(comment)
            continue
        parent = identities.get(entry.get(W15 + "paraIdParent") or "?", "")
        found.append(replaced(comment, parent=parent, done=entry.get(W15 + "done") in _TRUE))
    return tuple(found)


class Threads:
    """Writes threads into a package whose comments have been written."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def write(self, comments: tuple[Comment, ...]) -> None:
        """Say of new and changed comments whom they answer and whether they are settled."""
        known = self._parts.related(KIND)
        if not known and not any(one.parent or one.done for one in comments):
            return
        elements = self._elements()
        part = self._extended()
        entries = {one.get(W15 + "paraId") or "": one for one in part.root if short(one.tag) == "w15:commentEx"}
        for comment in comments:
            element = elements.get(comment.id)
            if element is None:
                continue
            mark = self._marked(element)
            entry = entries.get(mark)
            if entry is None:
                part.touch(part.root)
                entry = etree.SubElement(part.root, W15 + "commentEx")
                entry.set(W15 + "paraId", mark)
            part.touch_attributes(entry)
            parent = elements.get(comment.parent)
            if parent is not None:
                entry.set(W15 + "paraIdParent", self._marked(parent))
            entry.set(W15 + "done", str(int(comment.done)))

    def remove(self, element: Element) -> None:
        """Forget a `w:comment` that goes."""
        name = self._parts.related(KIND)
        mark = mark_of(element)
        if not name or not mark:
            return
        part = self._parts.part(name)
        for one in list(part.root):
            if short(one.tag) == "w15:commentEx" and one.get(W15 + "paraId") == mark:
                part.touch(part.root)
                part.root.remove(one)

    def _comments(self) -> Part:
        return self._parts.part(self._parts.related("comments"))

    def _elements(self) -> dict[str, Element]:
        return {attribute(one, "id"): one for one in children(self._comments().root, "w:comment")}

    def _marked(self, element: Element) -> str:
        """Return the id of a comment's last paragraph, given to it where it has none."""
        mark = mark_of(element)
        paragraphs = children(element, "w:p")
        if mark or not paragraphs:
            return mark
        part = self._comments()
        taken = {one.get(W14 + "paraId") for one in part.root.iter() if isinstance(one.tag, str)}
        number = 0x10000000 + len(taken)
        while (mark := f"{number:08X}") in taken:
            number += 1
        part.touch_attributes(paragraphs[-1])
        paragraphs[-1].set(W14 + "paraId", mark)
        return mark

    def _extended(self) -> Part:
        name = self._parts.related(KIND)
        if not name:
            raw = (
                b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                b'<w15:commentsEx xmlns:w15="' + W15[1:-1].encode() + b'"></w15:commentsEx>'
            )
            folder = posixpath.dirname(self._parts.main)
            name = self._parts.add(posixpath.join(folder, f"{KIND}.xml"), raw, _MEDIA)
            self._parts.relate(self._parts.main, KIND, name, False, base=_TYPE)
        return self._parts.part(name)
