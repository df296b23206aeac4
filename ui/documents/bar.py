"""The row of formatting: styles, fonts, sizes, emphasis, alignment, lists, and what can be inserted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QFontDatabase, QIcon, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from editors.document import objects, tables
from editors.document.tree import Look, Shape, Style, replaced
from editors.widgets.writer import Writer
from ui import theme
from ui.common.labels import line
from ui.documents.insert_menu import InsertMenu

COLOURS = ("", "#1b1f27", "#a8231c", "#7a4f00", "#1b6638", "#2142a0", "#6b2d8f", "#626978")
HIGHLIGHTS = ("", "#ffff00", "#00ff00", "#00ffff", "#ff00ff", "#c0c0c0")
SIZES = ("8", "9", "10", "11", "12", "14", "16", "18", "20", "24", "28", "36", "48", "72")


Said = TypeVar("Said", Look, Shape)


class Bar(QWidget):
    """Formatting of the text at the caret; follows it, and acts on the selection."""

    link_wanted = Signal()
    picture_wanted = Signal()
    comment_wanted = Signal()

    def __init__(self, writer: Writer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self._following = False
        self._listed: dict[str, Style] = {}
        """The styles that are offered."""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        self._row.setSpacing(theme.px(2))
        self._styles = self._combo(self.tr("Style"), 150, self._set_style)
        self._fonts = self._combo(self.tr("Font"), 160, self._set_font, editable=True)
        self._fonts.addItems(sorted(set(QFontDatabase.families())))
        self._sizes = self._combo(self.tr("Size"), 76, self._set_size, editable=True)
        self._sizes.addItems(SIZES)
        self._rule()
        self._bold = self._toggle("bold", self.tr("Bold"), "Ctrl+B", partial(writer.toggle, "bold"))
        self._italic = self._toggle("italic", self.tr("Italic"), "Ctrl+I", partial(writer.toggle, "italic"))
        self._underline = self._toggle("underline", self.tr("Underline"), "Ctrl+U", partial(writer.toggle, "underline"))
        self._strike = self._toggle("strikethrough", self.tr("Strike through"), "", partial(writer.toggle, "strike"))
        self._menu("baseline", self.tr("Text colour"), self._colours(COLOURS, "colour"))
        self._menu("highlighter", self.tr("Highlighting"), self._colours(HIGHLIGHTS, "background"))
        self._rule()
        self._aligns = {
            name: self._toggle(icon, words, keys, partial(self._align, name))
            for name, icon, words, keys in (
                ("left", "align-left", self.tr("Align left"), "Ctrl+L"),
                ("center", "align-center", self.tr("Centre"), "Ctrl+E"),
                ("right", "align-right", self.tr("Align right"), "Ctrl+R"),
                ("justify", "menu", self.tr("Justify"), "Ctrl+J"),
            )
        }
        self._bullets = self._toggle(
            "list", self.tr("List"), "Ctrl+Shift+8", partial(writer.toggle_list, numbered=False)
        )
        self._numbers = self._toggle(
            "list-ordered", self.tr("Numbered list"), "Ctrl+Shift+7", partial(writer.toggle_list, numbered=True)
        )
        self._push("indent-decrease", self.tr("Less indented"), "", partial(self._indent, -1))
        self._push("indent-increase", self.tr("More indented"), "", partial(self._indent, 1))
        self._menu("rows-3", self.tr("Line spacing"), self._spacing())
        self._rule()
        self._menu("table", self.tr("Table"), self._table_menu())
        self._push("image", self.tr("Picture…"), "", self.picture_wanted.emit)
        self._push("link", self.tr("Link…"), "Ctrl+Shift+K", self.link_wanted.emit)
        self._menu("plus", self.tr("Insert"), self._insert_menu())
        self._row.addStretch(1)
        writer.caret_moved.connect(self.follow)

    # --- building

    def _combo(self, name: str, width: int, chosen: Callable[[str], None], *, editable: bool = False) -> QComboBox:
        made = QComboBox(self)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setFixedWidth(theme.px(width))
        made.setEditable(editable)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        if (field := made.lineEdit()) is not None:
            field.setAccessibleName(name)
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        made.textActivated.connect(chosen)
        self._row.addWidget(made)
        return made

    def _rule(self) -> None:
        self._row.addWidget(line(self, upright=True))

    def _button(self, icon: str, name: str) -> QToolButton:
        made = QToolButton(self)
        made.setIconSize(QSize(theme.px(18), theme.px(18)))
        made.setAccessibleName(name)
        made.setToolTip(name)
        theme.set_icon(made, icon)
        self._row.addWidget(made)
        return made

    def _push(self, icon: str, name: str, keys: str, chosen: Callable[[], object]) -> QToolButton:
        made = self._button(icon, name)
        made.clicked.connect(lambda: self._act(chosen))
        if keys:
            made.setToolTip(f"{name} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})")
            shortcut = QShortcut(QKeySequence(keys), self._writer)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda: self._act(chosen))
        return made

    def _toggle(self, icon: str, name: str, keys: str, chosen: Callable[[], object]) -> QToolButton:
        made = self._push(icon, name, keys, chosen)
        made.setCheckable(True)
        return made

    def _menu(self, icon: str, name: str, menu: QMenu) -> None:
        made = self._button(icon, name)
        made.setMenu(menu)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _act(self, chosen: Callable[[], object]) -> None:
        chosen()
        self._acted()

    def _colours(self, colours: tuple[str, ...], key: str) -> QMenu:
        menu = QMenu(self)
        for colour in colours:
            pixmap = QPixmap(16, 16)
            pixmap.fill(QColor(colour) if colour else QColor(Qt.GlobalColor.transparent))
            words = colour or self.tr("None")
            chosen = partial(self._writer.restyle, saying(**{key: colour}))
            menu.addAction(QIcon(pixmap), words, partial(self._act, chosen))
        return menu

    def _spacing(self) -> QMenu:
        menu = QMenu(self)
        for factor in (1.0, 1.15, 1.5, 2.0):
            change = partial(self._writer.reshape, saying(line=factor, line_exact=None))
            menu.addAction(self.locale().toString(factor, "g"), partial(self._act, change))
        menu.addSeparator()
        for words, before, after in (
            (self.tr("No space between paragraphs"), 0.0, 0.0),
            (self.tr("Space after paragraphs"), 0.0, 6.0),
            (self.tr("Space around paragraphs"), 6.0, 6.0),
        ):
            change = partial(self._writer.reshape, saying(before=before, after=after))
            menu.addAction(words, partial(self._act, change))
        return menu

    def _table_menu(self) -> QMenu:
        menu = QMenu(self)
        new = menu.addMenu(self.tr("New table"))
        for rows, columns in ((2, 2), (3, 3), (4, 3), (5, 4), (8, 5)):
            words = self.tr("{rows} rows, {columns} columns").format(rows=rows, columns=columns)
            new.addAction(words, partial(self._act, partial(self._writer.insert_table, rows, columns)))
        menu.addSeparator()
        change = self._writer.change_table
        inside = [
            menu.addAction(words, partial(self._act, partial(change, edit)))
            for words, edit in (
                (self.tr("Row above"), lambda table, row, column: tables.insert_row(table, row)),
                (self.tr("Row below"), lambda table, row, column: tables.insert_row(table, row + 1)),
                (self.tr("Column before"), lambda table, row, column: tables.insert_column(table, column)),
                (self.tr("Column after"), lambda table, row, column: tables.insert_column(table, column + 1)),
                (self.tr("Delete row"), lambda table, row, column: tables.delete_row(table, row)),
                (self.tr("Delete column"), lambda table, row, column: tables.delete_column(table, column)),
                (
                    self.tr("Split cell"),
                    lambda table, row, column: tables.split_cell(table, row, tables.cell_over(table.rows[row], column)),
                ),
                (
                    self.tr("Header row"),
                    lambda table, row, column: tables.toggle_header(table, int(not table.rows[0].header)),
                ),
                (self.tr("Delete table"), lambda table, row, column: None),
            )
        ]
        merge = menu.addAction(self.tr("Merge selected cells"), partial(self._act, self._merge))
        menu.aboutToShow.connect(partial(self._enable, [*inside, merge]))
        return menu

    def _enable(self, actions: list[QAction]) -> None:
        for one in actions:
            one.setEnabled(self._writer.in_table())

    def _merge(self) -> None:
        try:
            self._writer.merge_selected_cells()
        except (ValueError, IndexError):
            return  # other merged cells lie across: nothing is changed

    def _insert_menu(self) -> QMenu:
        menu = InsertMenu(self._writer, self._acted, self)
        menu.comment_wanted.connect(self.comment_wanted)
        return menu

    def _acted(self) -> None:
        self.follow()
        self._writer.setFocus()

    # --- acting

    def _set_style(self, _: str) -> None:
        self._act(partial(self._writer.set_style, str(self._styles.currentData())))

    def _set_font(self, family: str) -> None:
        self._act(partial(self._writer.restyle, lambda look: replaced(look, font=family)))

    def _set_size(self, text: str) -> None:
        size, right = self.locale().toFloat(text)
        if right and 1 <= size <= 400:
            self._act(partial(self._writer.restyle, lambda look: replaced(look, size=round(size, 1))))

    def _align(self, name: str) -> None:
        self._writer.reshape(lambda shape: replaced(shape, align=name))

    def _indent(self, step: int) -> None:
        if self._writer.shape().list:
            self._writer.change_level(step)
            return
        self._writer.reshape(lambda shape: replaced(shape, left=max(0.0, (shape.left or 0.0) + 18.0 * step)))

    # --- following

    def style_shown(self) -> str:
        """Return the name of the style that is shown."""
        return self._styles.currentText()

    def fill_styles(self) -> None:
        """Offer the document's paragraph styles."""
        if self._writer.session is None:
            return
        self._styles.clear()
        self._listed = self._writer.session.document.styles
        styles = self._listed.values()
        for style in sorted(styles, key=lambda one: _rank(one.name)):
            if style.kind == "paragraph":
                self._styles.addItem(self.words_of(style.name), style.id)

    def words_of(self, name: str) -> str:
        """Return a style's name as people read it."""
        lowered = name.lower()
        if lowered.startswith("heading ") and lowered[8:].isdigit():
            return self.tr("Heading {level}").format(level=lowered[8:])
        return {
            "normal": self.tr("Normal"), "standard": self.tr("Standard"), "text body": self.tr("Text body"),
            "title": self.tr("Title"), "subtitle": self.tr("Subtitle"),
        }.get(lowered, name)  # fmt: skip

    @Slot()
    def follow(self) -> None:
        """Show how the text at the caret is formatted."""
        writer = self._writer
        if writer.session is None:
            return
        if self._listed is not writer.session.document.styles:
            self.fill_styles()
        look, shape = writer.look(), writer.shape()
        self._bold.setChecked(bool(look.bold))
        self._italic.setChecked(bool(look.italic))
        self._underline.setChecked(bool(look.underline))
        self._strike.setChecked(bool(look.strike))
        for name, made in self._aligns.items():
            made.setChecked((shape.align or "left") == name)
        numbered = objects.is_numbered(writer.session.document, shape)
        listed = bool(shape.list) and shape.list != "none"
        self._bullets.setChecked(listed and not numbered)
        self._numbers.setChecked(listed and numbered)
        self._styles.setCurrentIndex(self._styles.findData(shape.style))
        self._fonts.setEditText(look.font or "Liberation Sans")
        self._sizes.setEditText(self.locale().toString(look.size or 11.0, "g"))


def saying(**said: object) -> Callable[[Said], Said]:
    """Return the change that says these things of a look or a shape."""
    return lambda value: replaced(value, **said)


def _rank(name: str) -> tuple[int, str]:
    lowered = name.lower()
    first = ("normal", "standard", "text body", "title", "subtitle")
    if lowered in first:
        return first.index(lowered), lowered
    return (10, lowered) if lowered.startswith("heading") else (20, lowered)
