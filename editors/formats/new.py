"""New documents: an empty package of either format with the styles that people expect, A4, in French or English."""

from __future__ import annotations

import io

MARGIN = 2.5
"""Centimetres on every side."""
FONT = "Liberation Sans"
_HEADINGS = ((1, 16.0), (2, 14.0), (3, 12.0))


def empty(kind: str, language: str) -> bytes:
    """Return the bytes of an empty `docx` or `odt`; `language` is `fr-FR`, `en-GB`…"""
    return _docx(language) if kind == "docx" else _odt(language)


def _docx(language: str) -> bytes:
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for level, size in _HEADINGS:
        heading = document.styles[f"Heading {level}"]
        heading.font.name, heading.font.size, heading.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
        fonts = heading.element.rPr.rFonts
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
    for said in document.styles.element.iter(qn("w:lang")):
        said.set(qn("w:val"), language)
    document.add_paragraph()
    document.core_properties.author = document.core_properties.comments = document.core_properties.title = ""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _odt(language: str) -> bytes:
    from odf import opendocument, style
    from odf.style import FontFace, MasterPage, PageLayout, PageLayoutProperties, ParagraphProperties, TextProperties
    from odf.text import P

    document = opendocument.OpenDocumentText()
    word, _, country = language.partition("-")
    document.fontfacedecls.addElement(
        FontFace(name=FONT, fontfamily=f"'{FONT}'", fontfamilygeneric="swiss", fontpitch="variable")
    )
    usual = style.DefaultStyle(family="paragraph")
    usual.addElement(ParagraphProperties(tabstopdistance="1.25cm"))
    usual.addElement(TextProperties(fontname=FONT, fontsize="11pt", language=word, country=country or "none"))
    document.styles.addElement(usual)

    def named(name: str, parent: str = "", following: str = "", shown: str = "", level: int = 0) -> style.Style:
        said = {"name": name, "family": "paragraph", "displayname": shown or name}
        if parent:
            said["parentstylename"] = parent
        if following:
            said["nextstylename"] = following
        if level:
            said["defaultoutlinelevel"] = str(level)
        made = style.Style(**said)
        document.styles.addElement(made)
        return made

    named("Standard")
    body = named("Text_20_body", "Standard", shown="Text body")
    body.addElement(ParagraphProperties(margintop="0cm", marginbottom="6pt"))
    title = named("Title", "Standard", "Text_20_body")
    title.addElement(
        ParagraphProperties(textalign="center", margintop="12pt", marginbottom="12pt", keepwithnext="always")
    )
    title.addElement(TextProperties(fontsize="20pt", fontweight="bold"))
    for level, size in _HEADINGS:
        heading = named(f"Heading_20_{level}", "Standard", "Text_20_body", f"Heading {level}", level)
        heading.addElement(ParagraphProperties(margintop="12pt", marginbottom="6pt", keepwithnext="always"))
        heading.addElement(TextProperties(fontsize=f"{size:g}pt", fontweight="bold"))
    named("Footnote", "Standard").addElement(TextProperties(fontsize="9pt"))
    layout = PageLayout(name="A4")
    side = f"{MARGIN}cm"
    layout.addElement(
        PageLayoutProperties(
            pagewidth="21cm", pageheight="29.7cm", printorientation="portrait", marginleft=side, marginright=side, margintop=side,
            marginbottom=side,
        )
    )  # fmt: skip
    document.automaticstyles.addElement(layout)
    document.masterstyles.addElement(MasterPage(name="Standard", pagelayoutname=layout))
    document.text.addElement(P(stylename="Text_20_body"))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
