"""The document's styles: listed, looked at, changed and made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFontComboBox,
    QFormLayout,
    QHBoxLayout,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editors.document import styles
from editors.document.tree import Style, replaced
from editors.widgets.resolve import Resolver
from editors.widgets.writer import Writer
from ui import theme
from ui.common.forms import button, buttons_row
from ui.common.labels import label

_ID = Qt.ItemDataRole.UserRole


class StylesDialog(QDialog):
    """A style chosen at the left, how it looks at the right; what is changed there is one edit each."""

    def __init__(self, writer: Writer, words_of: Callable[[str], str] = str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer, self._words_of = writer, words_of
        self._filling = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Styles"))
        self.resize(theme.px(760), theme.px(560))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Styles of the document"))
        self.list.currentRowChanged.connect(self._show)
        self.font_box = QFontComboBox(self)
        self.size_box = self._number(0.0, 200.0, self.tr("Size of the text"), self.tr(" pt"), 0.5)
        self.bold = QCheckBox(self.tr("Bold"), self)
        self.italic = QCheckBox(self.tr("Italic"), self)
        self.underline = QCheckBox(self.tr("Underline"), self)
        self.colour = QPushButton(self)
        self.colour.setAccessibleName(self.tr("Text colour"))
        self.align = QComboBox(self)
        for name, words in (
            ("left", self.tr("Left")), ("center", self.tr("Centred")), ("right", self.tr("Right")),
            ("justify", self.tr("Justified")),
        ):  # fmt: skip
            self.align.addItem(words, name)
        self.before = self._number(0.0, 400.0, self.tr("Space before"), self.tr(" pt"), 1.0)
        self.after = self._number(0.0, 400.0, self.tr("Space after"), self.tr(" pt"), 1.0)
        self.left = self._number(0.0, 400.0, self.tr("Indent"), self.tr(" pt"), 6.0)
        self.first = self._number(-200.0, 200.0, self.tr("First line"), self.tr(" pt"), 6.0)
        self.line = self._number(0.5, 4.0, self.tr("Line spacing"), "", 0.05)
        self.keep = QCheckBox(self.tr("Stay with the next paragraph"), self)
        self._form = QFormLayout()
        self._form.addRow(self.tr("Font"), self.font_box)
        self._form.addRow(self.tr("Size"), self.size_box)
        emphasis = QHBoxLayout()
        for one in (self.bold, self.italic, self.underline, self.colour):
            emphasis.addWidget(one)
        self._form.addRow(self.tr("Emphasis"), emphasis)
        for words, box in (
            (self.tr("Alignment"), self.align), (self.tr("Space before"), self.before), (self.tr("Space after"), self.after),
            (self.tr("Indent"), self.left), (self.tr("First line"), self.first), (self.tr("Line spacing"), self.line),
        ):  # fmt: skip
            self._form.addRow(words, box)
        self._form.addRow("", self.keep)
        self._name = label("", "title", self)
        self._base = label("", "soft", self, wrap=True)
        right = QVBoxLayout()
        right.addWidget(self._name)
        right.addWidget(self._base)
        right.addLayout(self._form)
        right.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(theme.px(16))
        body.addWidget(self.list, 2)
        body.addLayout(right, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.addLayout(body, 1)
        self.make = button(self.tr("New style…"), self._ask_name, icon="plus", parent=self)
        self.use = button(self.tr("Apply to the selection"), self._apply, parent=self)
        column.addLayout(
            buttons_row(self.make, None, self.use, button(self.tr("Close"), self.accept, kind="primary", parent=self))
        )
        self._connect()
        self.refresh(writer.shape().style)

    def _number(self, low: float, high: float, name: str, unit: str, step: float) -> QDoubleSpinBox:
        made = QDoubleSpinBox(self)
        made.setRange(low, high)
        made.setDecimals(2 if step < 0.5 else 1)
        made.setSingleStep(step)
        made.setSuffix(unit)
        made.setAccessibleName(name)
        made.setMinimumHeight(theme.px(30))
        made.setLocale(QLocale(self.locale()))
        return made

    def _connect(self) -> None:
        self.font_box.currentFontChanged.connect(lambda font: self._look(font=font.family()))
        self.size_box.valueChanged.connect(lambda size: self._look(size=round(size, 1)))
        for box, name in ((self.bold, "bold"), (self.italic, "italic"), (self.underline, "underline")):
            box.toggled.connect(lambda on, name=name: self._look(**{name: on}))
        self.colour.clicked.connect(self._ask_colour)
        self.align.activated.connect(lambda _: self._shape(align=self.align.currentData()))
        for number, name in (
            (self.before, "before"),
            (self.after, "after"),
            (self.left, "left"),
            (self.first, "first"),
        ):
            number.valueChanged.connect(lambda value, name=name: self._shape(**{name: round(value, 1)}))
        self.line.valueChanged.connect(lambda value: self._shape(line=round(value, 2), line_exact=None))
        self.keep.toggled.connect(lambda on: self._shape(keep_next=on))

    # --- what is shown

    @property
    def chosen(self) -> Style | None:
        """The chosen style."""
        item = self.list.currentItem() if self.list.count() else None
        return None if item is None else self._writer.document_shown.styles.get(str(item.data(_ID)))

    def refresh(self, identity: str = "") -> None:
        """List the styles again, one of them chosen."""
        wanted = identity or (self.chosen.id if self.chosen is not None else "")
        self._filling = True
        self.list.clear()
        for style in styles.used(self._writer.document_shown):
            shown = self._words_of(style.name)
            words = shown if style.kind == "paragraph" else self.tr("{name} (characters)").format(name=shown)
            item = QListWidgetItem(words, self.list)
            item.setData(_ID, style.id)
            if style.id == wanted:
                self.list.setCurrentItem(item)
        self._filling = False
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self._show()

    @Slot()
    def _show(self) -> None:
        style = self.chosen
        if style is None or self._filling:
            return
        self._filling = True
        document = self._writer.document_shown
        shape, look = Resolver(document).style(style)
        above = document.styles.get(style.parent)
        self._name.setText(self._words_of(style.name))
        self._base.setText(
            ""
            if above is None
            else self.tr("Based on {name}: what is not said here comes from there.").format(name=above.name)
        )
        self.font_box.setCurrentText(look.font or "Liberation Sans")
        self.size_box.setValue(look.size or 11.0)
        self.bold.setChecked(bool(look.bold))
        self.italic.setChecked(bool(look.italic))
        self.underline.setChecked(bool(look.underline))
        self.colour.setText(look.colour or self.tr("Automatic"))
        self.align.setCurrentIndex(max(0, self.align.findData(shape.align or "left")))
        self.before.setValue(shape.before or 0.0)
        self.after.setValue(shape.after or 0.0)
        self.left.setValue(shape.left or 0.0)
        self.first.setValue(shape.first or 0.0)
        self.line.setValue(shape.line or 1.0)
        self.keep.setChecked(bool(shape.keep_next))
        for box in (self.align, self.before, self.after, self.left, self.first, self.line, self.keep):
            self._form.setRowVisible(box, style.kind == "paragraph")
        self._filling = False

    # --- what is changed

    def _look(self, **said: object) -> None:
        style = self.chosen
        if style is not None and not self._filling:
            self._change(replaced(style, look=replaced(style.look, **said)))

    def _shape(self, **said: object) -> None:
        style = self.chosen
        if style is not None and not self._filling:
            self._change(replaced(style, shape=replaced(style.shape, **said)))

    def _change(self, style: Style) -> None:
        self._writer.keep_selection(styles.with_style(self._writer.document_shown, style), f"style:{style.id}")

    def _ask_colour(self) -> None:
        style = self.chosen
        if style is None:
            return
        found = QColorDialog.getColor(QColor(self.colour.text()), self, self.tr("Text colour"))
        if found.isValid():
            self._look(colour=found.name())
            self._show()

    def _ask_name(self) -> None:
        name, right = QInputDialog.getText(self, self.tr("New style"), self.tr("Name of the style:"))
        if right and name.strip():
            self.make_style(name)

    def make_style(self, name: str) -> None:
        """Make a paragraph style based on the chosen one; one of that name that is there is chosen instead."""
        document, base = self._writer.document_shown, self.chosen
        known = styles.named(document, name, "paragraph")
        if known is None:
            parent = base.id if base is not None and base.kind == "paragraph" else ""
            known = styles.new(document, name, "paragraph", parent)
            self._writer.keep_selection(styles.with_style(document, known))
        self.refresh(known.id)

    def _apply(self) -> None:
        style = self.chosen
        if style is None:
            return
        if style.kind == "paragraph":
            self._writer.set_style(style.id)
        else:
            self._writer.restyle(lambda look: replaced(look, style=style.id))
