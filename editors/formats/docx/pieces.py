"""A paragraph of DOCX as leaves: runs, pictures, fields, notes, marks, tracked changes, and what is kept unseen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from editors.document.tree import Break, Change, Field, Image, Inline, Look, Mark, NoteMark, Opaque, Run
from editors.formats.docx import properties
from editors.formats.docx.names import attribute, child, points, relation, short
from editors.formats.leaves import Leaf, numbered
from editors.formats.xml import Element

EMU = 12_700.0
"""English metric units in a point."""

Target = Callable[[str], str]
"""From a relationship's id to what it points at: a part's name or an outside address."""

TRANSPARENT = frozenset({"w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:bdo", "w:dir", "w:hyperlink"})
CHANGES = {"w:ins": "insertion", "w:moveTo": "insertion", "w:del": "deletion", "w:moveFrom": "deletion"}
_PLAIN = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}
_MARKS = {
    "w:bookmarkStart": ("bookmark", "id"),
    "w:bookmarkEnd": ("bookmark_end", "id"),
    "w:commentRangeStart": ("comment", "id"),
    "w:commentRangeEnd": ("comment_end", "id"),
}
_UNSEEN = frozenset({
    "", "w:pPr", "w:rPr", "w:proofErr", "w:permStart", "w:permEnd", "w:lastRenderedPageBreak", "w:instrText", "w:delInstrText",
    "w:footnoteRef", "w:endnoteRef", "w:annotationRef", "w:commentReference", "w:separator", "w:continuationSeparator", "w:sdtPr",
    "w:sdtEndPr", "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd", "w:subDoc",
    "w:customXmlInsRangeStart", "w:customXmlInsRangeEnd", "w:customXmlDelRangeStart", "w:customXmlDelRangeEnd", "w:customXmlPr",
    "w:customXmlMoveFromRangeStart", "w:customXmlMoveFromRangeEnd", "w:customXmlMoveToRangeStart", "w:customXmlMoveToRangeEnd",
    "w:smartTagPr",
})  # fmt: skip
_KINDS = {
    "PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "pages", "DATE": "date", "SAVEDATE": "date", "CREATEDATE": "date",
    "PRINTDATE": "date", "TIME": "time", "TITLE": "title", "AUTHOR": "author", "REF": "reference", "PAGEREF": "reference",
}  # fmt: skip


@dataclass(slots=True)
class _Open:
    """A field that has begun: where its leaves begin, its instruction so far, and its nodes."""

    first: int
    parent: Element
    nodes: list[Element] = field(default_factory=list)
    code: str = ""
    head: list[Element] = field(default_factory=list)
    """The nodes up to where what it shows begins."""
    separated: bool = False


class Pieces:
    """Reads one paragraph."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._leaves: list[Leaf] = []
        self._open: list[_Open] = []

    def read(self, paragraph: Element, number: int) -> list[Leaf]:
        """Return the leaves of a `w:p` whose number in its part is `number`."""
        self._walk(paragraph, "", None)
        for opened in self._open:  # a field that ends in another paragraph
            self._begin(opened)
        return numbered(self._leaves, number)

    def _walk(self, element: Element, link: str, change: Change | None) -> None:
        for one in element:
            name = short(one.tag)
            if name == "w:r":
                self._run(one, link, change)
            elif name in _UNSEEN:
                continue
            elif name in TRANSPARENT:
                self._walk(one, self._link(one) if name == "w:hyperlink" else link, change)
            elif name in CHANGES:
                self._walk(one, link, change_of(one))
            elif name in _MARKS:
                kind, key = _MARKS[name]
                self._leaves.append(Leaf(Mark(kind, attribute(one, key), attribute(one, "name")), [one]))
            elif name == "w:fldSimple":
                code = attribute(one, "instr").strip()
                self._leaves.append(Leaf(field_of(code, text_in(one), Look(), change), [one]))
            elif name.startswith("m:"):
                self._leaves.append(Leaf(Opaque("equation", text_in(one), change), [one]))
            else:
                self._leaves.append(Leaf(self._unknown(one, change), [one]))

    def _link(self, element: Element) -> str:
        address = self._target(relation(element, "id"))
        anchor = attribute(element, "anchor")
        return f"{address}#{anchor}" if anchor else address

    def _run(self, run: Element, link: str, change: Change | None) -> None:
        look = properties.look(child(run, "w:rPr"))
        text: list[str] = []
        nodes: list[Element] = []

        def flush() -> None:
            if nodes:
                self._leaves.append(Leaf(Run("".join(text), look, link, change), list(nodes), look, list(text)))
                text.clear()
                nodes.clear()

        for one in run:
            name = short(one.tag)
            if name in ("w:t", "w:delText"):
                text.append(one.text or "")
                nodes.append(one)
            elif name in _PLAIN:
                text.append(_PLAIN[name])
                nodes.append(one)
            elif name == "w:br" and attribute(one, "type") in ("", "textWrapping"):
                text.append("\n")
                nodes.append(one)
            elif name == "w:fldChar":
                flush()
                self._field(one, run, look, change)
            elif name in _UNSEEN:
                if self._open and name in ("w:instrText", "w:delInstrText"):
                    flush()
                    self._open[-1].code += one.text or ""
                    if not self._open[-1].separated:
                        self._open[-1].head.append(one)
                if self._open:
                    self._open[-1].nodes.append(one)
            else:
                flush()
                self._leaves.append(Leaf(self._object(one, name, change), [one], look))
        flush()

    def _field(self, node: Element, run: Element, look: Look, change: Change | None) -> None:
        kind = attribute(node, "fldCharType")
        if kind == "begin":
            self._open.append(_Open(len(self._leaves), _home(run), [node], head=[node]))
            self._leaves.append(Leaf(Mark("field"), [node]))
        elif kind == "separate" and self._open:
            self._open[-1].nodes.append(node)
            self._open[-1].head.append(node)
            self._open[-1].separated = True
        elif kind == "end":
            self._leaves.append(Leaf(Mark("field_end"), [node]))
            if self._open:
                self._collapse(self._open.pop(), run, look, change)

    def _collapse(self, opened: _Open, run: Element, look: Look, change: Change | None) -> None:
        """Make one leaf of a field that begins and ends side by side here; others stay as marks around their text."""
        inner = self._leaves[opened.first :]
        code = opened.code.strip()
        simple = all(isinstance(leaf.inline, Run | Mark | Field) for leaf in inner)
        apart = opened.parent is not _home(run) or any(
            leaf.inline.kind.startswith(("comment", "bookmark")) for leaf in inner if isinstance(leaf.inline, Mark)
        )
        if apart or not simple or code.upper().startswith(("TOC", "HYPERLINK")):
            self._begin(opened)
            if self._open:
                self._open[-1].nodes.extend(opened.nodes)
            return
        nodes = list(
            {id(node): node for node in (*opened.nodes, *(node for leaf in inner for node in leaf.nodes))}.values()
        )
        shown = "".join(_shown(leaf.inline) for leaf in inner)
        self._leaves[opened.first :] = [Leaf(field_of(code, shown, look, change), nodes, look)]

    def _begin(self, opened: _Open) -> None:
        """Let the mark of a field's beginning hold its instruction: what the field shows stands after that."""
        leaf = self._leaves[opened.first]
        leaf.inline = Mark("field", opened.code.strip())
        leaf.nodes = list(opened.head)

    def _object(self, one: Element, name: str, change: Change | None) -> Inline:
        if name == "w:br":
            return Break("column" if attribute(one, "type") == "column" else "page", change)
        if name in ("w:footnoteReference", "w:endnoteReference"):
            kind = "footnote" if name == "w:footnoteReference" else "endnote"
            return NoteMark(kind, f"{kind}:{attribute(one, 'id')}", "", change)
        if name == "w:pgNum":
            return Field("page", "", "PAGE", change=change)
        if name == "w:sym":
            code = attribute(one, "char")
            return Opaque("symbol", _symbol(code), change)
        return self._unknown(one, change)

    def _unknown(self, one: Element, change: Change | None) -> Inline:
        return picture_of(one, self._target, change) or Opaque(_what(one), text_in(one), change)


def _home(run: Element) -> Element:
    """Return what a run stands in, tracked changes aside."""
    above = run.getparent()
    while short(above.tag) in CHANGES:
        above = above.getparent()
    return above


def change_of(element: Element) -> Change:
    """Return the tracked change that a `w:ins`, `w:del`, `w:moveFrom` or `w:moveTo` says."""
    return Change(
        CHANGES[short(element.tag)], attribute(element, "author"), attribute(element, "date"), attribute(element, "id")
    )


def field_of(code: str, shown: str, look: Look, change: Change | None) -> Field:
    """Return the field that an instruction asks for."""
    word = code.split(maxsplit=1)[0].upper() if code else ""
    return Field(_KINDS.get(word, "other"), shown, code, look, change)


def text_in(element: Element) -> str:
    """Return all the text below an element, of its first alternative where there are several."""
    pieces: list[str] = []

    def walk(node: Element) -> None:
        name = short(node.tag)
        if name in ("w:t", "m:t"):
            pieces.append(node.text or "")
        elif name == "w:tab" and short(node.getparent().tag) == "w:r":
            pieces.append("\t")
        elif name == "w:p" and pieces and pieces[-1] != "\n":
            pieces.append("\n")
        if name == "mc:AlternateContent":
            for one in node[:1]:
                walk(one)
        elif name not in ("w:rPr", "w:pPr"):
            for one in node:
                walk(one)

    walk(element)
    return "".join(pieces).strip("\n")


def picture_of(element: Element, target: Target, change: Change | None = None) -> Image | None:
    """Return the picture that a drawing is, None where it is something else."""
    if (
        any(short(one.tag) in ("w:txbxContent", "w:object") for one in element.iter())
        or short(element.tag) == "w:object"
    ):
        return None
    width = height = 0.0
    alternative, name, floating = "", "", False
    count = 0
    for one in element.iter():
        tag = short(one.tag)
        if tag in ("wp:inline", "wp:anchor"):
            floating = tag == "wp:anchor"
        elif tag == "wp:extent":
            width, height = _whole(one.get("cx")) / EMU, _whole(one.get("cy")) / EMU
        elif tag == "wp:docPr":
            alternative = one.get("descr") or one.get("title") or ""
        elif tag == "a:blip" and not name:
            name = target(relation(one, "embed") or relation(one, "link"))
            count += 1
        elif tag == "v:imagedata" and not name:
            name = target(relation(one, "id"))
            width, height = _vml_size(element)
        elif tag == "mc:Fallback" and name:
            break
    if not name or count > 1:
        return None
    return Image(name, width or 72.0, height or 72.0, alternative, floating, change)


def _vml_size(element: Element) -> tuple[float, float]:
    for one in element.iter():
        style = dict(part.split(":", 1) for part in (one.get("style") or "").replace(" ", "").split(";") if ":" in part)
        if "width" in style:
            return points(style["width"], 1.0) or 0.0, points(style.get("height"), 1.0) or 0.0
    return 0.0, 0.0


def _whole(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _what(element: Element) -> str:
    names = {short(one.tag) for one in element.iter()}
    if "w:txbxContent" in names:
        return "text_box"
    if "w:object" in names or "o:OLEObject" in names:
        return "object"
    if "w:ruby" in names:
        return "ruby"
    if any(name.startswith("m:") for name in names):
        return "equation"
    return "drawing" if names & {"w:drawing", "w:pict", "mc:AlternateContent"} else "unknown"


def _shown(inline: Inline) -> str:
    if isinstance(inline, Run):
        return inline.text
    return inline.shown if isinstance(inline, Field) else ""


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"
