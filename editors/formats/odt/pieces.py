"""A paragraph of ODT as leaves: bare text made into runs first, then spans, links, fields, notes, marks and frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

from editors.document.tree import Change, Field, Image, Inline, Look, Mark, NoteMark, Opaque, Run, replaced
from editors.formats.leaves import Leaf, numbered
from editors.formats.odt.names import DC, DELETED, INSERTED, OFFICE, SVG, TXT, XLINK, points, short
from editors.formats.odt.properties import Sheet, merged
from editors.formats.odt.tracking import expand, region_id
from editors.formats.xml import RUN, TEXT, Element

WRAPPERS = frozenset({"text:span", "text:a", "text:meta", "deleted", "inserted"})
_TEXTUAL = frozenset({"text:s", "text:tab", "text:line-break"})
_MARKS = {
    "text:bookmark": "bookmark", "text:bookmark-start": "bookmark", "text:bookmark-end": "bookmark_end",
    "text:reference-mark": "reference", "text:reference-mark-start": "reference", "text:reference-mark-end": "reference_end",
    "text:toc-mark": "index", "text:toc-mark-start": "index", "text:toc-mark-end": "index_end", "text:user-index-mark": "index",
    "text:alphabetical-index-mark": "index", "text:alphabetical-index-mark-start": "index", "text:soft-page-break": "page_here",
    "text:alphabetical-index-mark-end": "index_end", "text:user-index-mark-start": "index",
    "text:user-index-mark-end": "index_end",
    "text:change-start": "change", "text:change-end": "change_end",
    "office:annotation": "comment", "office:annotation-end": "comment_end",
}  # fmt: skip
_FIELDS = {
    "text:page-number": "page", "text:page-count": "pages", "text:date": "date", "text:time": "time", "text:title": "title",
    "text:initial-creator": "author", "text:creator": "author", "text:author-name": "author", "text:bookmark-ref": "reference",
    "text:reference-ref": "reference", "text:note-ref": "reference", "text:sequence-ref": "reference",
    "text:creation-date": "date", "text:modification-date": "date", "text:print-date": "date",
}  # fmt: skip
_UNSEEN = frozenset({"", "office:event-listeners", "text:script", "office:forms"})
_WHITE = " \t\n\r"


def normalise(element: Element, touched: Callable[[Element], None] | None = None) -> None:
    """Turn bare text into runs, in a paragraph and in its wrappers: each run holds texts, spaces, tabs and line breaks."""
    if any(one.tag == RUN for one in element):
        return
    groups: list[Element] = []
    run: Element | None = None

    def room() -> Element:
        nonlocal run
        if run is None:
            run = etree.Element(RUN)
            groups.append(run)
        return run

    def put(text: str | None) -> None:
        if text:
            piece = etree.SubElement(room(), TEXT)
            piece.text = text

    put(element.text)
    children = list(element)
    for one in children:
        name = short(one.tag)
        tail, one.tail = one.tail, None
        if name in _TEXTUAL:
            room().append(one)
        else:
            run = None
            groups.append(one)
            if name in WRAPPERS:
                normalise(one, touched)
        put(tail)
    element.text = None
    for one in groups:
        element.append(one)
    if touched is not None:
        touched(element)


class Pieces:
    """Reads paragraphs; a tracked insertion that begins in one goes on in the next."""

    def __init__(self, sheet: Sheet, regions: dict[str, Element], entry: Change | None = None) -> None:
        self._sheet = sheet
        self._regions = regions
        self._open: list[tuple[str, Change | None]] = [] if entry is None else [(entry.id, entry)]
        self._leaves: list[Leaf] = []
        self._after_space = True

    def read(self, paragraph: Element, number: int) -> list[Leaf]:
        """Return the leaves of a paragraph (normalised by this), whose number in its part is `number`."""
        expand(paragraph, self._regions)
        normalise(paragraph)
        self._leaves, self._after_space = [], True
        self._walk(paragraph, Look(), "")
        return numbered(self._leaves, number)

    @property
    def change(self) -> Change | None:
        """The tracked change in which what is read stands: the insertion that goes on where the next paragraph begins."""
        return self._open[-1][1] if self._open else None

    def _deleted(self, wrapper: Element, look: Look, link: str) -> None:
        """Read deleted text, whose white space is that of a paragraph of its own."""
        region = self._regions.get(wrapper.get("region") or "")
        said = Change("deletion", wrapper.get("author") or "", wrapper.get("date") or "")
        self._open.append(("", said if region is None else change_of(region)))
        after_space, self._after_space = self._after_space, True
        self._walk(wrapper, look, link)
        self._after_space = after_space
        self._open.pop()

    def _walk(self, element: Element, look: Look, link: str) -> None:
        for one in element:
            name = short(one.tag)
            if name == "run":
                self._run(one, look, link)
            elif name == "text:span":
                self._walk(one, merged(look, self._sheet.look(one.get(TXT + "style-name") or "")), link)
            elif name == "text:a":
                self._walk(one, look, one.get(XLINK + "href") or link)
            elif one.tag == DELETED:
                self._deleted(one, look, link)
            elif one.tag == INSERTED:
                self._open.append(("", Change("insertion", one.get("author") or "", one.get("date") or "")))
                self._walk(one, look, link)
                self._open.pop()
            elif name == "text:meta":
                self._walk(one, look, link)
            elif name in _MARKS:
                self._mark(one, name)
            elif name not in _UNSEEN:
                self._after_space = False
                self._leaves.append(Leaf(self._object(one, name, look), [one], look))

    def _run(self, run: Element, look: Look, link: str) -> None:
        texts = self.texts(run)
        if any(texts):
            self._leaves.append(Leaf(Run("".join(texts), look, link, self.change), list(run), look, texts))

    def texts(self, nodes: Iterable[Element]) -> list[str]:
        """Return what each node of a run says, white space collapsed (OpenDocument 1.3, 6.1.2)."""
        found = []
        for node in nodes:
            name = short(node.tag)
            if name == "piece":
                said, self._after_space = _collapsed(node.text or "", self._after_space)
            elif name == "text:s":
                said = " " * min(_whole(node.get(TXT + "c"), 1), 10_000)
                self._after_space = False
            else:
                said = "\t" if name == "text:tab" else "\n"
                self._after_space = False
            found.append(said)
        return found

    def _mark(self, one: Element, name: str) -> None:
        identity = one.get(TXT + "name") or one.get(OFFICE + "name") or one.get(TXT + "id") or ""
        if name in ("text:change-start", "text:change-end"):
            identity = one.get(TXT + "change-id") or ""
            self._open = [opened for opened in self._open if opened[0] != identity]
            if name == "text:change-start":
                self._open.append((identity, self._change(identity)))
        if name == "office:annotation" and not identity:
            identity = comment_name(one)
        label = identity if _MARKS[name] == "bookmark" else ""
        self._leaves.append(Leaf(Mark(_MARKS[name], identity, label), [one]))

    def _change(self, identity: str) -> Change | None:
        region = self._regions.get(identity)
        return None if region is None else change_of(region)

    def _object(self, one: Element, name: str, look: Look) -> Inline:
        if name == "text:note":
            kind = "endnote" if one.get(TXT + "note-class") == "endnote" else "footnote"
            return NoteMark(kind, note_name(one), one.findtext(TXT + "note-citation") or "", self.change)
        if name == "text:change":
            identity = one.get(TXT + "change-id") or ""
            region = self._regions.get(identity)
            removed = "" if region is None else text_in(region.find(TXT + "deletion"))
            return Opaque("deletion", removed, self._change(identity) or Change("deletion", id=identity))
        if name == "draw:frame":
            return picture_of(one, self.change) or Opaque(_what(one), text_in(one), self.change)
        if name.startswith("text:") and name != "text:ruby":
            return Field(_FIELDS.get(name, "other"), "".join(one.itertext()), _code(one, name), look, self.change)
        return Opaque(
            "ruby" if name == "text:ruby" else "drawing" if name.startswith("draw:") else "unknown",
            text_in(one),
            self.change,
        )


def _code(element: Element, name: str) -> str:
    """Return what is asked of a field: its element's name, and what a reference shows of what."""
    if element.get(TXT + "fixed") == "true":
        return f"{name}:fixed"
    if name != "text:bookmark-ref":
        return name
    return f"{name}|{element.get(TXT + 'reference-format') or 'page'}|{element.get(TXT + 'ref-name') or ''}"


def said_by(element: Element, sheet: Sheet) -> list[object]:
    """Return what the pieces of a paragraph, or of what stands in one, say."""
    pieces = (leaf.inline for leaf in Pieces(sheet, {}).read(element, 0))
    return [(one.text, one.look, one.link) if isinstance(one, Run) else replaced(one, source=-1) for one in pieces]


def _collapsed(text: str, after_space: bool) -> tuple[str, bool]:
    if not after_space and "  " not in text and not any(one in text for one in "\t\n\r"):
        return text, text.endswith(" ")
    pieces = []
    for one in text:
        if one in _WHITE:
            if not after_space:
                pieces.append(" ")
            after_space = True
        else:
            pieces.append(one)
            after_space = False
    return "".join(pieces), after_space


def change_of(region: Element) -> Change:
    """Return the tracked change that a `text:changed-region` says."""
    inner = next((one for one in region if isinstance(one.tag, str)), None)
    stated = None if inner is None else inner.find(OFFICE + "change-info")
    kind = "deletion" if inner is not None and short(inner.tag) == "text:deletion" else "insertion"
    author = "" if stated is None else stated.findtext(DC + "creator") or ""
    date = "" if stated is None else stated.findtext(DC + "date") or ""
    return Change(kind, author, date, region_id(region))


def note_name(note: Element) -> str:
    """Return the name of a note's story."""
    kind = "endnote" if note.get(TXT + "note-class") == "endnote" else "footnote"
    return f"{kind}:{note.get(TXT + 'id') or _order(note, TXT + 'note')}"


def comment_name(annotation: Element) -> str:
    """Return the identity of a comment: its name, or its place among the comments."""
    return annotation.get(OFFICE + "name") or f"#{_order(annotation, OFFICE + 'annotation')}"


def _order(element: Element, tag: str) -> int:
    root = element.getroottree().getroot()
    return next(index for index, one in enumerate(root.iter(tag)) if one is element)


def text_in(element: Element | None) -> str:
    """Return the text below an element, paragraph by paragraph."""
    if element is None:
        return ""
    lines = ["".join(one.itertext()) for one in element.iter(TXT + "p", TXT + "h")]
    return "\n".join(" ".join(line.split()) for line in lines)


def picture_of(frame: Element, change: Change | None = None) -> Image | None:
    """Return the picture that a frame shows, None where it holds something else."""
    image = next((one for one in frame if short(one.tag).startswith("draw:")), None)
    if image is None or short(image.tag) != "draw:image" or not image.get(XLINK + "href"):
        return None
    described = frame.findtext(SVG + "desc") or frame.findtext(SVG + "title") or ""
    floating = frame.get(TXT + "anchor-type") not in ("as-char", None)
    name = (image.get(XLINK + "href") or "").removeprefix("./")
    return Image(
        name,
        points(frame.get(SVG + "width")) or 72.0,
        points(frame.get(SVG + "height")) or 72.0,
        described,
        floating,
        change,
    )


def _what(frame: Element) -> str:
    names = {short(one.tag) for one in frame}
    if "draw:text-box" in names:
        return "text_box"
    if names & {"draw:object", "draw:object-ole"}:
        return "equation" if any("math" in short(one.tag) for one in frame.iter()) else "object"
    return "drawing"


def _whole(text: str | None, usual: int) -> int:
    return int(text) if text and text.isdigit() else usual
