"""The inside of DOCX paragraphs for writing: runs, their properties, links, tracked changes, pictures, notes, fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from editors.document.tree import Break, Change, Field, Image, Inline, Look, Mark, NoteMark, Opaque
from editors.formats.docx.formatting import write_look
from editors.formats.docx.names import PIC, W_STRICT, WP, XML_SPACE, A, R, W, child, short
from editors.formats.docx.pieces import CHANGES, EMU
from editors.formats.leaves import Leaf
from editors.formats.xml import Element, Part
from sync.model.faults import Unsupported

_PIECES = re.compile("[\t\n\u2011\u00ad]|[^\t\n\u2011\u00ad]+")
_NODES = {"\t": "tab", "\n": "br", "\u2011": "noBreakHyphen", "\u00ad": "softHyphen"}
_PROPERTIES = frozenset({
    "w:rPr", "w:pPr", "w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:trPr", "w:tcPr", "w:tblPr", "w:tblGrid",
    "w:tblPrEx",
})  # fmt: skip


class DocxDialect:
    """What runs, wrappers and objects of one part are made of.

    `relate` gives the id of a relationship of the part (its kind, its target, whether outside); `picture` the part that holds an
    inserted picture; `fresh` a number for ids that the document does not use yet.
    """

    def __init__(
        self,
        part: Part,
        relate: Callable[[str, str, bool], str],
        picture: Callable[[str], str],
        fresh: Callable[[], int],
    ) -> None:
        self._part = part
        self._relate = relate
        self._picture = picture
        self._fresh = fresh
        self.w = W_STRICT if part.root.tag.startswith(W_STRICT) else W

    def make(self, name: str, /, **attributes: str) -> Element:
        """Return a new element of WordprocessingML."""
        element = etree.Element(self.w + name, nsmap={"w": self.w[1:-1]})
        for key, text in attributes.items():
            element.set(self.w + key, text)
        return element

    def is_run(self, element: Element) -> bool:
        """Return whether an element is a `w:r`."""
        return short(element.tag) == "w:r"

    def wraps(self, element: Element) -> str:
        """Return what a wrapper stands for."""
        name = short(element.tag)
        if name == "w:hyperlink":
            return "link"
        return "change" if name in CHANGES else ""

    def is_property(self, element: Element) -> bool:
        """Return whether a child is one of the `…Pr`."""
        return short(element.tag) in _PROPERTIES

    def empty_copy(self, element: Element) -> Element:
        """Return a run or wrapper with its properties and nothing else. What identifies a single one is not copied."""
        copy = etree.Element(element.tag, nsmap=element.nsmap)
        for key, text in element.attrib.items():
            copy.set(key, text)
        if short(element.tag) in CHANGES:
            copy.set(self.w + "id", str(self._fresh()))
        for one in element:
            if self.is_property(one):
                said = deepcopy(one)
                said.tail = None
                for identity in [inner for inner in said if short(inner.tag) == "w:id"]:
                    said.remove(identity)
                copy.append(said)
        return copy

    def new_run(self) -> Element:
        """Return a `w:r`."""
        return self.make("r")

    def text_nodes(self, text: str, *, deleted: bool) -> list[tuple[Element, str]]:
        """Return `w:t` (or `w:delText`) and the elements of tabs, breaks and special hyphens."""
        nodes = []
        for piece in _PIECES.findall(text):
            if piece in _NODES:
                nodes.append((self.make(_NODES[piece]), piece))
                continue
            node = self.make("delText" if deleted else "t")
            node.text = piece
            if piece != piece.strip() or "  " in piece:
                node.set(XML_SPACE, "preserve")
            nodes.append((node, piece))
        return nodes

    def empty_node(self) -> Element:
        """Return an empty `w:t`."""
        return self.make("t")

    def restyle(self, run: Element, old: Look, new: Look) -> None:
        """Write the differences into the run's `w:rPr`."""
        if not self.is_run(run):
            return
        properties = child(run, "w:rPr")
        self._part.touch(run)
        if properties is None:
            properties = self.make("rPr")
            run.insert(0, properties)
        self._part.touch(properties)
        write_look(properties, old, new, self.make, self._part.touch_attributes)
        if len(properties) == 0:
            run.remove(properties)

    def rewrap(self, element: Element, link: str, change: Change | None) -> None:
        """Put an element into a `w:hyperlink` and a `w:ins` or `w:del`."""
        if change is not None:
            name = "ins" if change.kind == "insertion" else "del"
            self._around(element, self.change_element(name, change))
            element = element.getparent()
        if link:
            wrapper = self.make("hyperlink")
            address, _, anchor = link.partition("#")
            if address:
                wrapper.set(self._r + "id", self._relate("hyperlink", link, True))
            else:
                wrapper.set(self.w + "anchor", anchor)
            self._around(element, wrapper)

    def change_element(self, name: str, change: Change) -> Element:
        """Return a `w:ins` or `w:del` without content."""
        made = self.make(name, id=str(self._fresh()), author=change.author)
        if change.date:
            made.set(self.w + "date", change.date)
        return made

    @property
    def _r(self) -> str:
        return R if self.w == W else "{http://purl.oclc.org/ooxml/officeDocument/relationships}"

    def _around(self, element: Element, wrapper: Element) -> None:
        parent = element.getparent()
        self._part.touch(parent)
        position = parent.index(element)
        tail, element.tail = element.tail, None
        parent.insert(position, wrapper)
        wrapper.append(element)
        wrapper.tail = tail

    def mark_deleted(self, run: Element, *, deleted: bool) -> None:
        """Turn `w:t` into `w:delText` or back; instructions of fields likewise."""
        if not self.is_run(run):
            return
        names = (
            {"w:t": "delText", "w:instrText": "delInstrText"}
            if deleted
            else {"w:delText": "t", "w:delInstrText": "instrText"}
        )
        for node in run:
            name = names.get(short(node.tag))
            if name:
                self._part.touch(run)
                self._part.touch_attributes(node)
                node.tag = self.w + name

    def new_object(self, inline: Inline) -> Element:
        """Return the element of a new piece. Raises `Unsupported` for one that cannot be made."""
        if isinstance(inline, Mark):
            return self._mark(inline)
        run = self.make("r")
        if isinstance(inline, Break):
            run.append(self.make("br", type=inline.kind))
        elif isinstance(inline, Image):
            run.append(self._drawing(inline))
        elif isinstance(inline, NoteMark):
            properties = self.make("rPr")
            properties.append(self.make("vertAlign", val="superscript"))
            run.append(properties)
            run.append(self.make(f"{inline.kind}Reference", id=inline.note.partition(":")[2]))
        elif isinstance(inline, Field):
            simple = self.make("fldSimple", instr=f" {inline.code} ")
            shown = self.make("r")
            for node, _ in self.text_nodes(inline.shown or "1", deleted=False):
                shown.append(node)
            simple.append(shown)
            if inline.look != Look():
                self.restyle(shown, Look(), inline.look)
            return simple
        else:
            raise Unsupported("cannot_insert", what=inline.what if isinstance(inline, Opaque) else "run")
        return run

    def _mark(self, mark: Mark) -> Element:
        if mark.kind == "bookmark":
            return self.make("bookmarkStart", id=mark.name, name=mark.label or f"bookmark{mark.name}")
        if mark.kind == "bookmark_end":
            return self.make("bookmarkEnd", id=mark.name)
        if mark.kind == "comment":
            return self.make("commentRangeStart", id=mark.name)
        if mark.kind == "comment_end":
            return self.make("commentRangeEnd", id=mark.name)
        if mark.kind in ("field", "field_end"):
            run = self.make("r")
            if mark.kind == "field_end":
                run.append(self.make("fldChar", fldCharType="end"))
                return run
            instruction = self.make("instrText")
            instruction.text = f" {mark.name} "
            instruction.set(XML_SPACE, "preserve")
            run.extend(
                [self.make("fldChar", fldCharType="begin"), instruction, self.make("fldChar", fldCharType="separate")]
            )
            return run
        raise Unsupported("cannot_insert", what=mark.kind)

    def _drawing(self, image: Image) -> Element:
        identity = self._relate("image", self._picture(image.picture), False)
        width, height = str(round(image.width * EMU)), str(round(image.height * EMU))
        number = str(self._fresh())
        drawing = self.make("drawing")
        inline = etree.SubElement(drawing, WP + "inline", nsmap={"wp": WP[1:-1]})
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        etree.SubElement(inline, WP + "extent", cx=width, cy=height)
        etree.SubElement(inline, WP + "docPr", id=number, name=f"Image {number}", descr=image.alternative)
        graphic = etree.SubElement(inline, A + "graphic", nsmap={"a": A[1:-1]})
        held = etree.SubElement(graphic, A + "graphicData", uri=PIC[1:-1])
        picture = etree.SubElement(held, PIC + "pic", nsmap={"pic": PIC[1:-1]})
        names = etree.SubElement(picture, PIC + "nvPicPr")
        etree.SubElement(names, PIC + "cNvPr", id=number, name=f"Image {number}")
        etree.SubElement(names, PIC + "cNvPicPr")
        fill = etree.SubElement(picture, PIC + "blipFill")
        blip = etree.SubElement(fill, A + "blip", nsmap={"r": R[1:-1]})
        blip.set(R + "embed", identity)
        etree.SubElement(etree.SubElement(fill, A + "stretch"), A + "fillRect")
        shape = etree.SubElement(picture, PIC + "spPr")
        transform = etree.SubElement(shape, A + "xfrm")
        etree.SubElement(transform, A + "off", x="0", y="0")
        etree.SubElement(transform, A + "ext", cx=width, cy=height)
        etree.SubElement(etree.SubElement(shape, A + "prstGeom", prst="rect"), A + "avLst")
        return drawing

    def patch_object(self, leaf: Leaf, new: Inline) -> None:
        """Write a picture's new size and alternative text, or what a field now shows."""
        if isinstance(new, Field):
            self._refresh(leaf, new)
        if not isinstance(new, Image) or not isinstance(leaf.inline, Image):
            return
        resized = (new.width, new.height) != (leaf.inline.width, leaf.inline.height)
        for one in leaf.nodes[0].iter():
            name = short(one.tag)
            if name == "wp:docPr" and new.alternative != leaf.inline.alternative:
                self._part.touch_attributes(one)
                one.set("descr", new.alternative)
            elif resized and (name == "wp:extent" or (name == "a:ext" and one.get("cx"))):
                self._part.touch_attributes(one)
                one.set("cx", str(round(new.width * EMU)))
                one.set("cy", str(round(new.height * EMU)))

    def _refresh(self, leaf: Leaf, new: Field) -> None:
        texts = [one for node in leaf.nodes for one in node.iter() if short(one.tag) == "w:t"]
        for index, one in enumerate(texts):
            self._part.touch(one)
            one.text = new.shown if index == 0 else ""

    def touch(self, element: Element) -> None:
        """Note that an element's list of children changes."""
        self._part.touch(element)
