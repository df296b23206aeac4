"""Named styles and list definitions written into the parts of ODT that hold them."""

from __future__ import annotations

from lxml import etree

from editors.document.tree import Level, Style
from editors.formats.odt.automatic import write_look, write_shape
from editors.formats.odt.names import FO, OFFICE, STYLE, TXT, child
from editors.formats.odt.properties import Sheet, look, shape
from editors.formats.xml import Element, Part

_FORMATS = {
    "decimal": "1", "lower_letter": "a", "upper_letter": "A", "lower_roman": "i", "upper_roman": "I", "none": "",
}  # fmt: skip


def write_styles(part: Part, styles: tuple[Style, ...]) -> None:
    """Change the styles that exist and add the others."""
    sheet = Sheet()
    sheet.add(part.root)
    home = child(part.root, OFFICE + "styles")
    if home is None:
        home = etree.Element(OFFICE + "styles")
        part.touch(part.root)
        part.root.insert(0, home)
    known = {(one.get(STYLE + "family"), one.get(STYLE + "name")): one for one in home if isinstance(one.tag, str)}
    for style in styles:
        family = "paragraph" if style.kind == "paragraph" else "text"
        element = known.get((family, style.id))
        if element is None:
            element = etree.Element(STYLE + "style", nsmap={"style": STYLE[1:-1], "fo": FO[1:-1]})
            element.set(STYLE + "name", style.id)
            element.set(STYLE + "display-name", style.name)
            element.set(STYLE + "family", family)
            if style.parent:
                element.set(STYLE + "parent-style-name", style.parent)
            if style.next:
                element.set(STYLE + "next-style-name", style.next)
            part.touch(home)
            home.append(element)
        for inner in element.iter():
            part.touch_attributes(inner)
        if family == "paragraph":
            write_shape(element, shape(element, sheet.fonts), style.shape)
        old = look(child(element, STYLE + "text-properties"), sheet.fonts)
        if old != style.look:
            said = child(element, STYLE + "text-properties")
            if said is None:
                said = etree.SubElement(element, STYLE + "text-properties")
            write_look(said, old, style.look)


def list_style(name: str, levels: tuple[Level, ...]) -> Element:
    """Return the element of a list definition."""
    element = etree.Element(TXT + "list-style", nsmap={"text": TXT[1:-1], "style": STYLE[1:-1], "fo": FO[1:-1]})
    element.set(STYLE + "name", name)
    for index, level in enumerate(levels, 1):
        bullet = level.kind == "bullet"
        one = etree.SubElement(element, TXT + ("list-level-style-bullet" if bullet else "list-level-style-number"))
        one.set(TXT + "level", str(index))
        if bullet:
            one.set(TXT + "bullet-char", level.text or "•")
        else:
            before, _, after = level.text.partition(f"%{index}")
            prefix = before.split("%", 1)[0]
            one.set(STYLE + "num-format", _FORMATS[level.kind])
            if prefix:
                one.set(STYLE + "num-prefix", prefix)
            if after:
                one.set(STYLE + "num-suffix", after)
            shown = level.text.count("%")
            if shown > 1:
                one.set(TXT + "display-levels", str(shown))
            if level.start != 1:
                one.set(TXT + "start-value", str(level.start))
        said = etree.SubElement(one, STYLE + "list-level-properties")
        said.set(TXT + "list-level-position-and-space-mode", "label-alignment")
        placed = etree.SubElement(said, STYLE + "list-level-label-alignment")
        placed.set(TXT + "label-followed-by", "listtab")
        left = level.left if level.left is not None else 18.0 * index
        first = level.first if level.first is not None else -18.0
        placed.set(TXT + "list-tab-stop-position", f"{left:g}pt")
        placed.set(FO + "text-indent", f"{first:g}pt")
        placed.set(FO + "margin-left", f"{left:g}pt")
    return element
