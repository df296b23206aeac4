"""The view of the list of contacts: letters beside the rows, and a letter typed leads to where it begins."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sync.model.ids import ItemId
from sync.model.pending import Pending
from sync.store.item_rows import ContactRow
from ui import theme
from ui.common.scrolling import Scrolled
from ui.contacts.list_model import ContactModel
from ui.contacts.photos import Photos
from ui.contacts.words import PENDING_ICONS, below_name

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class ContactDelegate(QStyledItemDelegate):
    """Paints a contact: letter, disc, name, what stands under it, how it stands with the server."""

    def __init__(self, model: ContactModel, photos: Photos, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._photos = photos

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(120), theme.px(40 if theme.density() == "compact" else 54))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, ContactRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        gutter = theme.px(26)
        letter = self._model.letter(index.row())
        if letter:
            painter.setFont(theme.font("small_strong"))
            painter.setPen(theme.colour("accent_ink"))
            painter.drawText(QRect(rect.left(), rect.top(), gutter, rect.height()), Qt.AlignmentFlag.AlignCenter, letter)
        body = rect.adjusted(gutter, theme.px(1), -theme.px(6), -theme.px(1))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "selection" if chosen else "hover" if option.state & QStyle.StateFlag.State_MouseOver else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(ground))
            painter.drawRoundedRect(body, theme.px(6), theme.px(6))
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(body).adjusted(1, 1, -1, -1), theme.px(6), theme.px(6))
        self._paint_row(painter, body.adjusted(theme.px(8), 0, -theme.px(8), 0), row, chosen=chosen)
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRect, row: ContactRow, *, chosen: bool) -> None:
        compact = theme.density() == "compact"
        side = theme.px(26 if compact else 36)
        disc = QRectF(rect.left(), rect.center().y() - side / 2 + 0.5, side, side)
        if row.is_group:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawEllipse(disc)
            icon = round(side * 0.55)
            corner = disc.center().toPoint()
            painter.drawPixmap(corner.x() - icon // 2, corner.y() - icon // 2, theme.pixmap("users", "accent_ink", icon))
        else:
            address = row.emails[0].value if row.emails else row.name
            self._photos.paint(painter, disc, row.id, row.name, address, has_photo=row.has_photo)
        left, right = rect.left() + side + theme.px(10), rect.right()
        if row.pending is not Pending.NONE:
            name, role = PENDING_ICONS[row.pending]
            icon = theme.px(15)
            painter.drawPixmap(right - icon, rect.center().y() - icon // 2, theme.pixmap(name, role, icon))
            right -= icon + theme.px(8)
        below = "" if compact else below_name(row)
        face, small = theme.font("strong"), theme.font("small")
        metrics, fine = QFontMetrics(face), QFontMetrics(small)
        height = metrics.height() + (fine.height() + theme.px(1) if below else 0)
        top = rect.center().y() - height // 2
        width = right - left
        painter.setFont(face)
        painter.setPen(theme.colour("selection_text" if chosen else "text"))
        painter.drawText(
            QRect(left, top, width, metrics.height()), _LEFT, metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, width)
        )
        if below:
            painter.setFont(small)
            painter.setPen(theme.colour("selection_text" if chosen else "text_soft"))
            line = QRect(left, top + metrics.height() + theme.px(1), width, fine.height())
            painter.drawText(line, _LEFT, fine.elidedText(below, Qt.TextElideMode.ElideRight, width))


class ContactView(Scrolled, QListView):
    """The list. `deletion_wanted` and `opened` are the keys Delete and Enter."""

    opened = Signal()
    deletion_wanted = Signal()
    chosen_changed = Signal()

    def __init__(self, model: ContactModel, photos: Photos, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cover_ground()
        self._contacts = model
        self.setModel(model)
        self.setItemDelegate(ContactDelegate(model, photos, self))
        self.setAccessibleName(self.tr("Contacts"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(self.opened)
        photos.arrived.connect(self._redraw)
        theme.changes().theme_changed.connect(self._follow_theme)

    def chosen(self) -> list[ItemId]:
        """Return the ids of what is selected, in the list's order."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._contacts.ids[place] for place in places]

    def _redraw(self, item: ItemId) -> None:
        place = self._contacts.place(item)
        if place.isValid():
            self.update(place)

    def _follow_theme(self) -> None:
        self.doItemsLayout()
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        place = self._contacts.first_of(search[:1])
        if place.isValid():
            self.setCurrentIndex(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.deletion_wanted.emit()
        else:
            super().keyPressEvent(event)

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type] # QItemSelection both
        self.chosen_changed.emit()
