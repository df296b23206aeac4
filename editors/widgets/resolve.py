"""How text looks in the end: the defaults, the styles and what is said directly, laid over one another."""

from __future__ import annotations

from PySide6.QtGui import QBrush, QColor, QFont, QTextCharFormat

from editors.document.tree import Change, Document, Look, Page, Paragraph, Shape, Style, replaced

UNITS = 10
"""Layout units in a point: glyphs are measured large, so that lines break the same at every zoom."""

LINK = "#2142a0"
AUTHORS = ("#a8231c", "#1b6638", "#6b2d8f", "#2142a0", "#7a4f00")
"""Colours of those who track changes, on the white of paper."""


def laid_over(below: Look, above: Look) -> Look:
    """Return a look with another said over it."""
    said = {key: value for key in above.__struct_fields__ if (value := getattr(above, key)) not in (None, "", 0.0)}
    return replaced(below, **said) if said else below


def shape_over(below: Shape, above: Shape) -> Shape:
    """Return a shape with another said over it."""
    said = {
        key: value
        for key in above.__struct_fields__
        if key not in ("look", "level", "style") and (value := getattr(above, key)) not in (None, "", ())
    }
    if above.list:
        said["level"] = above.level
    if above.line is not None and above.line_exact is None:
        said["line_exact"] = None
    return replaced(below, **said, look=laid_over(below.look, above.look))


class Resolver:
    """Resolves looks and shapes of one document; remembers what it found."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._shapes: dict[Shape, Shape] = {}
        self._styles: dict[str, tuple[Shape, Look]] = {}
        self._formats: dict[tuple[Look, Shape, str, Change | None], QTextCharFormat] = {}
        self._authors: dict[str, str] = {}

    def fits(self, document: Document) -> bool:
        """Return whether what is remembered holds for another state of the document."""
        known = self._document
        return known.styles is document.styles and known.lists is document.lists

    def shape(self, paragraph: Paragraph) -> Shape:
        """Return a paragraph's shape in the end; its `look` is that of text that says nothing itself."""
        said = paragraph.shape
        found = self._shapes.get(said)
        if found is None:
            style = said.style or self._document.defaults.parent
            shape, look = self._style(style)
            found = replaced(shape_over(shape, said), style=style)
            levels = self._document.lists.get(found.list, ())
            if levels and found.list != "none":
                level = levels[min(found.level, len(levels) - 1)]
                if said.left is None:
                    found = replaced(found, left=level.left)
                if said.first is None:
                    found = replaced(found, first=level.first)
            found = replaced(found, look=laid_over(look, said.look))
            self._shapes[said] = found
        return found

    def style(self, style: Style) -> tuple[Shape, Look]:
        """Return how a named style looks in the end."""
        if style.kind == "character":
            return Shape(), self.look(Look(style=style.id), self.shape(Paragraph()))
        return self._style(style.id)

    def _style(self, name: str, depth: int = 0) -> tuple[Shape, Look]:
        if name in self._styles:
            return self._styles[name]
        style: Style | None = self._document.styles.get(name)
        if style is None or depth > 30:
            defaults = self._document.defaults
            return defaults.shape, laid_over(defaults.look, defaults.shape.look)
        below, look = self._style(style.parent, depth + 1)
        found = shape_over(below, style.shape), laid_over(look, laid_over(style.look, style.shape.look))
        self._styles[name] = found
        return found

    def look(self, look: Look, shape: Shape) -> Look:
        """Return how a run looks in the end in a paragraph of that (resolved) shape."""
        named = self._character(look.style) if look.style else Look()
        return laid_over(laid_over(shape.look, named), look)

    def _character(self, name: str, depth: int = 0) -> Look:
        style = self._document.styles.get(name)
        if style is None or style.kind != "character" or depth > 30:
            return Look()
        return laid_over(self._character(style.parent, depth + 1), style.look)

    def format(self, look: Look, shape: Shape, link: str = "", change: Change | None = None) -> QTextCharFormat:
        """Return the Qt format of a run, in layout units."""
        key = (look, shape, link, change)
        made = self._formats.get(key)
        if made is None:
            made = self._made(self.look(look, shape), link, change)
            self._formats[key] = made
        return made

    def _made(self, look: Look, link: str, change: Change | None) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(font(look))
        if look.vertical == "super":
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        elif look.vertical == "sub":
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        colour = look.colour or (LINK if link else "#000000")
        if look.hidden:
            colour = "#9aa0aa"
        if change is not None:
            colour = self._authors.setdefault(change.author, AUTHORS[len(self._authors) % len(AUTHORS)])
            made.setFontStrikeOut(change.kind == "deletion")
            made.setFontUnderline(change.kind == "insertion")
        made.setForeground(QBrush(QColor(colour)))
        if look.background:
            made.setBackground(QBrush(QColor(look.background)))
        return made


def font(look: Look) -> QFont:
    """Return the font of a look, in layout units."""
    made = QFont(look.font or "Liberation Sans")
    size = look.size or 11.0
    made.setPixelSize(max(1, round(size * UNITS)))
    made.setBold(bool(look.bold))
    made.setItalic(bool(look.italic))
    made.setUnderline(bool(look.underline))
    made.setStrikeOut(bool(look.strike))
    if look.small_caps:
        made.setCapitalization(QFont.Capitalization.SmallCaps)
    if look.caps:
        made.setCapitalization(QFont.Capitalization.AllUppercase)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def text_width(page: Page) -> float:
    """Return the width of a page's text in layout units."""
    return max(200.0, (page.width - page.left - page.right) * UNITS)
