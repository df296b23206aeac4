"""Styles and list definitions written into the parts of DOCX that hold them."""

from __future__ import annotations

from lxml import etree

from editors.document.tree import Level, Shape, Style
from editors.formats.docx import properties
from editors.formats.docx.formatting import write_look, write_shape
from editors.formats.docx.names import W_STRICT, W, attribute, child, children, short
from editors.formats.xml import Element, Part

_FORMATS = {
    "bullet": "bullet", "decimal": "decimal", "lower_letter": "lowerLetter", "upper_letter": "upperLetter",
    "lower_roman": "lowerRoman", "upper_roman": "upperRoman", "none": "none",
}  # fmt: skip


class _Maker:
    def __init__(self, part: Part) -> None:
        self.w = W_STRICT if part.root.tag.startswith(W_STRICT) else W

    def __call__(self, name: str, /, **attributes: str) -> Element:
        element = etree.Element(self.w + name, nsmap={"w": self.w[1:-1]})
        for key, text in attributes.items():
            element.set(self.w + key, text)
        return element


def write_styles(part: Part, styles: tuple[Style, ...]) -> None:
    """Change the styles that exist and add the others."""
    make = _Maker(part)
    known = {attribute(one, "styleId"): one for one in children(part.root, "w:style")}
    for style in styles:
        element = known.get(style.id)
        if element is None:
            element = make("style", type=style.kind, customStyle="1", styleId=style.id)
            element.append(make("name", val=style.name))
            if style.parent:
                element.append(make("basedOn", val=style.parent))
            if style.next:
                element.append(make("next", val=style.next))
            element.append(make("qFormat"))
            part.touch(part.root)
            part.root.append(element)
        _formatting(part, make, element, style)


def _formatting(part: Part, make: _Maker, element: Element, style: Style) -> None:
    said = child(element, "w:pPr")
    old = properties.shape(said)
    if old != style.shape and style.kind == "paragraph":
        if said is None:
            said = make("pPr")
            _before(part, element, said, ("w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblStylePr"))
        part.touch(said)
        write_shape(said, old, style.shape, make, part.touch_attributes)
    marks = child(element, "w:rPr")
    look = properties.look(marks)
    if look != style.look:
        if marks is None:
            marks = make("rPr")
            _before(part, element, marks, ("w:tblPr", "w:trPr", "w:tcPr", "w:tblStylePr"))
        part.touch(marks)
        write_look(marks, look, style.look, make, part.touch_attributes)


def _before(part: Part, element: Element, made: Element, later: tuple[str, ...]) -> None:
    part.touch(element)
    position = next((index for index, one in enumerate(element) if short(one.tag) in later), len(element))
    element.insert(position, made)


def write_lists(part: Part, lists: dict[str, tuple[Level, ...]]) -> None:
    """Add list definitions; those of the file are never changed, since other paragraphs follow them."""
    make = _Maker(part)
    root = part.root
    part.touch(root)
    used = [
        int(attribute(one, "abstractNumId"))
        for one in children(root, "w:abstractNum")
        if attribute(one, "abstractNumId").isdigit()
    ]
    number = max(used, default=-1)
    known = {attribute(one, "numId") for one in children(root, "w:num")}
    for identity, levels in lists.items():
        if identity in known:
            continue
        number += 1
        definition = make("abstractNum", abstractNumId=str(number))
        definition.append(make("multiLevelType", val="hybridMultilevel"))
        for index, level in enumerate(levels):
            definition.append(_level(make, index, level))
        position = next(
            (at for at, one in enumerate(root) if short(one.tag) in ("w:num", "w:numIdMacAtCleanup")), len(root)
        )
        root.insert(position, definition)
        entry = make("num", numId=identity)
        entry.append(make("abstractNumId", val=str(number)))
        position = next((at for at, one in enumerate(root) if short(one.tag) == "w:numIdMacAtCleanup"), len(root))
        root.insert(position, entry)


def _level(make: _Maker, index: int, level: Level) -> Element:
    element = make("lvl", ilvl=str(index))
    element.append(make("start", val=str(level.start)))
    element.append(make("numFmt", val=_FORMATS[level.kind]))
    element.append(make("lvlText", val=level.text))
    element.append(make("lvlJc", val="left"))
    said = make("pPr")
    left = level.left if level.left is not None else 18.0 * (index + 1)
    first = level.first if level.first is not None else -18.0
    write_shape(said, Shape(), Shape(left=left, first=first), make, lambda _: None)
    element.append(said)
    return element
