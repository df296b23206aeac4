"""The column beside the list: everybody, the address books, the groups and the categories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from sync.model.ids import CollectionId, ItemId
from sync.store.item_rows import CollectionRow, ContactRow
from ui import theme
from ui.common import dates

_SOURCE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Source:
    """What the list shows: everything, an address book, a group, or a category."""

    kind: str = "all"
    book: CollectionId = CollectionId(0)
    group: ItemId = ItemId(0)
    category: str = ""


class SourceColumn(QTreeWidget):
    """Quiet rows under headings."""

    source_chosen = Signal(object)
    """`Source`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sources")
        self.setAccessibleName(self.tr("Address books and groups"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setMinimumSectionSize(theme.px(20))
        self._shown: tuple[object, ...] = ()
        self.currentItemChanged.connect(self._tell)
        theme.changes().theme_changed.connect(self._redraw)

    @property
    def source(self) -> Source:
        """What is chosen."""
        item = self.currentItem()
        source = item.data(0, _SOURCE) if item is not None else None
        return source if isinstance(source, Source) else Source()

    def show_sources(
        self,
        total: int,
        books: Sequence[tuple[CollectionRow, int]],
        groups: Sequence[ContactRow],
        categories: Sequence[tuple[str, int]],
    ) -> None:
        """Show what there is; what is chosen stays chosen where it is still there."""
        shown = (total, tuple(books), tuple(groups), tuple(categories))
        if shown == self._shown:
            return
        self._shown = shown
        before = self.source
        self.blockSignals(True)
        self.clear()
        self._add(Source(), self.tr("All contacts"), "contact", total)
        if len(books) > 1:
            self._head(self.tr("Address books"))
            for book, count in books:
                self._add(Source("book", book.id), book.name, "book-open" if book.writable else "lock", count)
        if groups:
            self._head(self.tr("Groups"))
            for group in groups:
                self._add(Source("group", group=group.id), group.name, "users", len(group.members))
        if categories:
            self._head(self.tr("Categories"))
            for name, count in categories:
                self._add(Source("category", category=name), name, "tag", count)
        self.blockSignals(False)
        self.choose(before)

    def choose(self, source: Source) -> None:
        """Choose a row; the first where it is not there."""
        for place in range(self.topLevelItemCount()):
            item = self.topLevelItem(place)
            if item is not None and item.data(0, _SOURCE) == source:
                self.setCurrentItem(item)
                return
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)

    def _head(self, name: str) -> None:
        item = QTreeWidgetItem([name])
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(0, theme.font("small_strong"))
        item.setForeground(0, theme.colour("text_faint"))
        item.setSizeHint(0, QSize(0, theme.px(36)))
        item.setTextAlignment(0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.addTopLevelItem(item)
        item.setFirstColumnSpanned(True)

    def _add(self, source: Source, name: str, icon: str, count: int) -> None:
        item = QTreeWidgetItem([name, dates.figure(count)])
        item.setData(0, _SOURCE, source)
        item.setIcon(0, theme.icon(icon))
        item.setToolTip(0, name)
        item.setForeground(1, theme.colour("text_faint"))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setSizeHint(0, QSize(0, theme.px(30)))
        spoken = self.tr("{name}, %n contact(s)", "", count).format(name=name)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.addTopLevelItem(item)

    def _redraw(self) -> None:
        shown, self._shown = self._shown, ()
        if shown:
            self.show_sources(*shown)  # type: ignore[arg-type] # as they were given

    def _tell(self) -> None:
        self.source_chosen.emit(self.source)
