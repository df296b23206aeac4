"""The inside of ODT paragraphs for writing: runs of bare text, spans, links, tracked changes, pictures, notes, fields."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from editors.document.tree import Change, Field, Image, Inline, Look, Mark, NoteMark, Opaque
from editors.formats.leaves import Leaf
from editors.formats.odt.automatic import Automatic
from editors.formats.odt.names import DC, DRAW, LOEXT, OFFICE, SVG, TXT, XLINK, short
from editors.formats.xml import RUN, TEXT, Element, Part
from sync.model.faults import Unsupported

_PARTS = re.compile(r"[\t\n]| {2,}|[^\t\n]+?(?= {2,}|[\t\n]|$)", re.DOTALL)
OURS = RUN[1 : RUN.index("}")]
NAMESPACES = {
    "text": TXT[1:-1], "office": OFFICE[1:-1], "draw": DRAW[1:-1], "svg": SVG[1:-1], "xlink": XLINK[1:-1], "dc": DC[1:-1],
}  # fmt: skip


class OdtDialect:
    """What runs, wrappers and objects of one part are made of.

    `picture` gives the part of an inserted picture, `annotate` fills a new comment, `note` gives the element of a new note,
    `tracked` the wrapper of text that is inserted or deleted.
    """

    def __init__(
        self,
        part: Part,
        automatic: Automatic,
        picture: Callable[[str], str],
        annotate: Callable[[str, Element], None],
        note: Callable[[NoteMark], Element],
        tracked: Callable[[Change], Element],
    ) -> None:
        self._part = part
        self._automatic = automatic
        self._picture = picture
        self._annotate = annotate
        self._note = note
        self._tracked = tracked

    def make(self, tag: str, /, **attributes: str) -> Element:
        """Return a new element; attributes are of the text namespace."""
        element = etree.Element(tag, nsmap=NAMESPACES)
        for key, text in attributes.items():
            element.set(TXT + key.replace("_", "-"), text)
        return element

    def is_run(self, element: Element) -> bool:
        """Return whether an element is one of our stretches of bare text."""
        return bool(element.tag == RUN)

    def wraps(self, element: Element) -> str:
        """Return what a wrapper stands for."""
        return {"text:span": "look", "text:a": "link", "deleted": "change", "inserted": "change"}.get(
            short(element.tag), ""
        )

    def is_property(self, element: Element) -> bool:
        """Return False: ODT keeps properties in attributes."""
        return short(element.tag) in ("office:event-listeners", "text:number")

    def empty_copy(self, element: Element) -> Element:
        """Return a run or wrapper like this one without content."""
        copy = etree.Element(element.tag, nsmap={key: name for key, name in element.nsmap.items() if name != OURS})
        for key, text in element.attrib.items():
            if not key.endswith("}id"):
                copy.set(key, text)
        return copy

    def new_run(self) -> Element:
        """Return a run."""
        return etree.Element(RUN)

    def text_nodes(self, text: str, *, deleted: bool) -> list[tuple[Element, str]]:
        """Return texts, spaces, tabs and line breaks. Outer spaces are elements: a paragraph may begin or end there."""
        nodes: list[tuple[Element, str]] = []
        for found in _PARTS.finditer(text):
            piece = found.group()
            if piece == "\t":
                nodes.append((self.make(TXT + "tab"), piece))
            elif piece == "\n":
                nodes.append((self.make(TXT + "line-break"), piece))
            elif not piece.strip(" "):
                nodes.append((self._spaces(len(piece)), piece))
            else:
                ahead = len(piece) - len(piece.lstrip(" "))
                behind = len(piece) - len(piece.rstrip(" "))
                if ahead:
                    nodes.append((self._spaces(ahead), " " * ahead))
                node = etree.Element(TEXT)
                node.text = piece.strip(" ")
                nodes.append((node, node.text))
                if behind:
                    nodes.append((self._spaces(behind), " " * behind))
        return nodes

    def _spaces(self, count: int) -> Element:
        return self.make(TXT + "s", c=str(count)) if count > 1 else self.make(TXT + "s")

    def empty_node(self) -> Element:
        """Return a bare text without characters."""
        return etree.Element(TEXT)

    def restyle(self, run: Element, old: Look, new: Look) -> None:
        """Give the innermost span around a run another style, or put the run into a span."""
        if not self.is_run(run):
            return
        parent = run.getparent()
        span = parent if parent is not None and short(parent.tag) == "text:span" else None
        name = self._automatic.text("" if span is None else span.get(TXT + "style-name") or "", old, new)
        if span is not None and len(span) == 1:
            self._part.touch_attributes(span)
            span.set(TXT + "style-name", name)
            return
        self._around(run, self.make(TXT + "span", style_name=name))

    def rewrap(self, element: Element, link: str, change: Change | None) -> None:
        """Put an element into a link and into the wrapper of a tracked change."""
        marked = change is not None and change.kind == "insertion" and change.id  # it stands between its marks already
        if change is not None and not marked:
            self._around(element, self._tracked(change))
            element = element.getparent()
        if link:
            wrapper = self.make(TXT + "a")
            wrapper.set(XLINK + "type", "simple")
            wrapper.set(XLINK + "href", link)
            self._around(element, wrapper)

    def _around(self, element: Element, wrapper: Element) -> None:
        parent = element.getparent()
        self._part.touch(parent)
        parent.insert(parent.index(element), wrapper)
        wrapper.append(element)

    def mark_deleted(self, run: Element, *, deleted: bool) -> None:
        """Do nothing: deleted text stands elsewhere."""

    def new_object(self, inline: Inline) -> Element:
        """Return the element of a new piece. Raises `Unsupported` for one that cannot be made."""
        if isinstance(inline, Mark):
            return self._mark(inline)
        if isinstance(inline, Image):
            return self._frame(inline)
        if isinstance(inline, NoteMark):
            return self._note(inline)
        if isinstance(inline, Field):
            if inline.kind == "reference" and inline.code.startswith("text:bookmark-ref|"):
                _, what, name = inline.code.split("|", 2)
                element = self.make(TXT + "bookmark-ref", reference_format=what, ref_name=name)
                element.text = inline.shown
                return element
            tag = {"page": "page-number", "pages": "page-count", "date": "date", "time": "time", "title": "title"}.get(
                inline.kind
            )
            if tag is None:
                raise Unsupported("cannot_insert", what=inline.kind)
            element = self.make(TXT + tag)
            if tag == "page-number":
                element.set(TXT + "select-page", "current")
            element.text = inline.shown
            return element
        raise Unsupported(
            "cannot_insert", what=inline.what if isinstance(inline, Opaque) else type(inline).__name__.lower()
        )

    def _mark(self, mark: Mark) -> Element:
        if mark.kind in ("bookmark", "bookmark_end"):
            return self.make(
                TXT + ("bookmark-start" if mark.kind == "bookmark" else "bookmark-end"),
                name=mark.name.rpartition("|")[2],
            )
        if mark.kind == "comment":
            element = etree.Element(OFFICE + "annotation", nsmap={**NAMESPACES, "loext": LOEXT[1:-1]})
            element.set(OFFICE + "name", mark.name)
            self._annotate(mark.name, element)
            return element
        if mark.kind == "comment_end":
            element = self.make(OFFICE + "annotation-end")
            element.set(OFFICE + "name", mark.name)
            return element
        raise Unsupported("cannot_insert", what=mark.kind)

    def _frame(self, image: Image) -> Element:
        frame = self.make(DRAW + "frame", anchor_type="as-char")
        frame.set(SVG + "width", f"{image.width:g}pt")
        frame.set(SVG + "height", f"{image.height:g}pt")
        held = etree.SubElement(frame, DRAW + "image")
        held.set(XLINK + "href", self._picture(image.picture))
        held.set(XLINK + "type", "simple")
        held.set(XLINK + "show", "embed")
        held.set(XLINK + "actuate", "onLoad")
        if image.alternative:
            etree.SubElement(frame, SVG + "desc").text = image.alternative
        return frame

    def patch_object(self, leaf: Leaf, new: Inline) -> None:
        """Write a picture's size and alternative text, or what a field now shows."""
        element = leaf.nodes[0]
        if isinstance(new, Field):
            self._part.touch(element)
            for one in list(element):
                element.remove(one)
            element.text = new.shown
            return
        if not isinstance(new, Image) or not isinstance(leaf.inline, Image):
            return
        if (new.width, new.height) != (leaf.inline.width, leaf.inline.height):
            self._part.touch_attributes(element)
            element.set(SVG + "width", f"{new.width:g}pt")
            element.set(SVG + "height", f"{new.height:g}pt")
        if new.alternative != leaf.inline.alternative:
            described = element.find(SVG + "desc")
            if described is None:
                self._part.touch(element)
                described = etree.SubElement(element, SVG + "desc")
            self._part.touch(described)
            described.text = new.alternative

    def touch(self, element: Element) -> None:
        """Note that an element's list of children changes."""
        self._part.touch(element)
