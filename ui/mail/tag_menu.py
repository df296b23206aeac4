"""What one does with tags: the menu that gives them to messages, and the window in which they are named and coloured."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Slot
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QInputDialog,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from sync.store.rows import MessageRow
from ui import theme
from ui.mail.intents import Intents
from ui.mail.tags import Tag, Tags


def disc(colour: str, side: int = 14, *, checked: bool = False) -> QIcon:
    """Return a disc of a tag's colour, with a check mark in it where wished."""
    ratio = 2
    drawn = QPixmap(side * ratio, side * ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    drawn.setDevicePixelRatio(ratio)
    with QPainter(drawn) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(1, 1, side - 2, side - 2)
        if checked:
            painter.setPen(QPen(QColor("#ffffff"), 1.8))
            mark = ((0.28, 0.52), (0.44, 0.67), (0.73, 0.35))
            painter.drawPolyline([QPointF(side * x, side * y) for x, y in mark])
    return QIcon(drawn)


class TagMenu(QMenu):
    """Filled when it opens: each tag is checked where all chosen messages have it."""

    def __init__(
        self, tags: Tags, intents: Intents, chosen: Callable[[], Sequence[MessageRow]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._tags, self._intents, self._chosen = tags, intents, chosen
        self.setTitle(self.tr("Tags"))
        self.setProperty("icon_name", "tag")
        self.aboutToShow.connect(self.fill)

    @Slot()
    def fill(self) -> None:
        """Show the tags as the chosen messages have them."""
        self.clear()
        rows = self._chosen()
        for number, tag in enumerate(self._tags.all(), start=1):
            checked = bool(rows) and all(_has(row, tag) for row in rows)
            icon = disc(tag.colour, theme.px(16), checked=checked)
            action = self.addAction(icon, f"{tag.name}\t{number}" if number < 10 else tag.name)
            action.setCheckable(True)
            action.setChecked(checked)
            action.setEnabled(bool(rows))
            action.triggered.connect(lambda _checked=False, tag=tag: self.toggle(tag))
        self.addSeparator()
        without = self.addAction(self.tr("Remove all tags") + "\t0")
        without.setEnabled(any(self._tags.of(row.keywords) for row in rows))
        without.triggered.connect(self.remove_all)
        self.addAction(theme.icon("plus"), self.tr("New tag…")).triggered.connect(self.make)
        self.addAction(theme.icon("tags"), self.tr("Manage tags…")).triggered.connect(self.manage)

    def toggle(self, tag: Tag) -> None:
        """Give a tag to the chosen messages, or take it from them where all have it."""
        rows = self._chosen()
        if not rows:
            return
        keyword = frozenset((tag.keyword,))
        if all(_has(row, tag) for row in rows):
            self._intents.change_keywords(rows, frozenset(), keyword)
        else:
            self._intents.change_keywords(rows, keyword, frozenset())

    def toggle_number(self, number: int) -> None:
        """Toggle the tag of this number of the menu; 0 takes all away."""
        tags = self._tags.all()
        if number == 0:
            self.remove_all()
        elif number <= len(tags):
            self.toggle(tags[number - 1])

    @Slot()
    def remove_all(self) -> None:
        """Take all tags from the chosen messages."""
        rows = [row for row in self._chosen() if self._tags.of(row.keywords)]
        borne = frozenset(tag.keyword for row in rows for tag in self._tags.of(row.keywords))
        if rows:
            self._intents.change_keywords(rows, frozenset(), borne)

    @Slot()
    def make(self) -> None:
        """Ask for a name; the new tag is given to the chosen messages."""
        name, accepted = QInputDialog.getText(self.window(), self.tr("New tag"), self.tr("Name"))
        if accepted and name.strip():
            tag = self._tags.add(name.strip())
            if any(not _has(row, tag) for row in self._chosen()):
                self.toggle(tag)

    @Slot()
    def manage(self) -> None:
        """Open the window of the tags."""
        TagsWindow(self._tags, self.parentWidget()).open()

    def parentWidget(self) -> QWidget:
        """The area that the menu belongs to."""
        found = super().parentWidget()
        assert found is not None  # noqa: S101 - made with one
        return found


class TagsWindow(QDialog):
    """Names and colours of the tags, changed at once."""

    def __init__(self, tags: Tags, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags = tags
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Tags"))
        self._shape: list[tuple[str, str]] = []
        self._list = QWidget(self)
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, 0, 0, 0)
        add = QToolButton(self)
        add.setText(self.tr("New tag…"))
        add.clicked.connect(self._add)
        done = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        done.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(self._list)
        column.addWidget(add)
        column.addWidget(done)
        self.setMinimumWidth(theme.px(380))
        tags.tags_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        shape = [(tag.keyword, tag.colour) for tag in self._tags.all()]
        if shape == self._shape:
            return  # a name alone changed: the field in which it was typed has it
        self._shape = shape
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, tag in enumerate(self._tags.all()):
            colour = self._button(self.tr("Colour of {name}").format(name=tag.name), disc(tag.colour, 18))
            colour.clicked.connect(lambda _checked=False, tag=tag: self._choose_colour(tag))
            name = QLineEdit(tag.name, self._list)
            name.setAccessibleName(self.tr("Name of the tag {name}").format(name=tag.name))
            name.editingFinished.connect(lambda field=name, tag=tag: self._rename(tag, field.text()))
            forget = self._button(self.tr("Remove {name}").format(name=tag.name), theme.icon("trash-2"))
            forget.clicked.connect(lambda _checked=False, tag=tag: self._tags.forget(tag))
            for place, widget in enumerate((colour, name, forget)):
                self._grid.addWidget(widget, row, place)

    def _button(self, name: str, icon: QIcon) -> QToolButton:
        button = QToolButton(self._list)
        button.setIcon(icon)
        button.setIconSize(QSize(theme.px(18), theme.px(18)))
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _rename(self, tag: Tag, name: str) -> None:
        if name.strip():
            self._tags.change(tag, name=name.strip())

    def _choose_colour(self, tag: Tag) -> None:
        chosen = QColorDialog.getColor(QColor(tag.colour), self, self.tr("Colour of {name}").format(name=tag.name))
        if chosen.isValid():
            self.setFocus()
            self._tags.change(tag, colour=chosen.name())

    @Slot()
    def _add(self) -> None:
        name, accepted = QInputDialog.getText(self, self.tr("New tag"), self.tr("Name"))
        if accepted and name.strip():
            self.setFocus()
            self._tags.add(name.strip())


def _has(row: MessageRow, tag: Tag) -> bool:
    return tag.keyword.casefold() in {keyword.casefold() for keyword in row.keywords}


def number_actions(menu: TagMenu, area: QWidget) -> list[QAction]:
    """Return actions that bind the digits to the tags."""
    actions = []
    for number in range(10):
        action = QAction(area)
        action.setShortcut(str(number))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False, number=number: menu.toggle_number(number))
        area.addAction(action)
        actions.append(action)
    return actions
