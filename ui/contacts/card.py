"""The card of a contact: who it is, how to reach them, what is known of them, and how the card stands with the server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import quote

from PySide6.QtCore import QRectF, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sync.model.contacts import Card
from sync.model.ids import ItemId
from sync.model.pending import Pending
from sync.store.item_rows import ContactRow
from sync.store.read.items import OpenedItem
from ui import theme
from ui.common.forms import Card as Frame
from ui.common.forms import Page, button, tool
from ui.common.labels import label
from ui.contacts.conflict import ConflictPanel, field_names
from ui.contacts.photos import Photos
from ui.contacts.words import PENDING_ICONS, address_lines, day_words, kind_word, pending_words
from ui.link import Link

_SAFE = ("https", "http")
_LONG = 70
"""Characters of a text that may need more than a line."""


class Portrait(QWidget):
    """The large disc of a card."""

    def __init__(self, photos: Photos, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos = photos
        self._row: ContactRow | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        photos.arrived.connect(self._arrived)

    def show_contact(self, row: ContactRow) -> None:
        """Show somebody's photo."""
        self._row = row
        self.setAccessibleName(self.tr("Photo of {name}").format(name=row.name) if row.has_photo else row.name)
        self.update()

    def _arrived(self, item: ItemId) -> None:
        if self._row is not None and self._row.id == item:
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(88), theme.px(88))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._row is None:
            return
        with QPainter(self) as painter:
            row, rect = self._row, QRectF(self.rect())
            if row.is_group:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent_soft"))
                painter.drawEllipse(rect)
                icon = theme.px(42)
                corner = rect.center().toPoint()
                painter.drawPixmap(corner.x() - icon // 2, corner.y() - icon // 2, theme.pixmap("users", "accent_ink", icon))
            else:
                self._photos.paint(
                    painter, rect, row.id, row.name, row.emails[0].value if row.emails else row.name, has_photo=row.has_photo
                )


class CardView(Page):
    """Shows one contact or group."""

    write_wanted = Signal(object)
    """A tuple of (name, address)."""
    event_wanted = Signal(object)
    """A tuple of (name, address)."""
    chat_wanted = Signal(str)
    """The person's name on their chat server."""
    edit_wanted = Signal()
    deletion_wanted = Signal()
    export_wanted = Signal()
    contact_chosen = Signal(object)
    """The id of a member, or of a group."""
    membership_wanted = Signal(object)
    """The widget under which to offer groups and categories."""
    outbox_wanted = Signal()

    def __init__(self, link: Link, photos: Photos, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680)
        self._photos = photos
        self.chats = False
        """Whether a conversation can be started at all."""
        self._portrait = Portrait(photos, self)
        self._name = label("", "headline", self, wrap=True)
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._post = label("", "soft", self, wrap=True)
        self._book = label("", "faint", self)
        self._state_icon = QLabel(self)
        self._settled = label("", "soft", self)
        self._state = button("", self.outbox_wanted, kind="link", parent=self)
        head = QHBoxLayout()
        head.setSpacing(theme.px(20))
        head.addWidget(self._portrait, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self._name)
        words.addWidget(self._post)
        standing = QHBoxLayout()
        standing.setSpacing(theme.px(4))
        standing.addWidget(self._state_icon)
        standing.addWidget(self._settled)
        standing.addWidget(self._state)
        standing.addWidget(self._book)
        standing.addStretch(1)
        words.addLayout(standing)
        words.addStretch(1)
        head.addLayout(words, 1)
        self.column.addLayout(head)
        self.column.addLayout(self._buttons())
        self.conflict = ConflictPanel(link, self)
        self.column.addWidget(self.conflict)
        self._body = QWidget(self)
        self.column.addWidget(self._body)
        self.column.addStretch(1)
        self._row: ContactRow | None = None
        self._card: Card | None = None
        self._people: tuple[tuple[str, str], ...] = ()
        theme.changes().theme_changed.connect(self._draw_state)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.write = button(self.tr("Write"), self._write, kind="primary", icon="mail", parent=self)
        self.plan = button(self.tr("Plan an event"), self._plan, icon="calendar-plus", parent=self)
        self.talk = button(self.tr("Chat"), self._talk, icon="message-square", parent=self)
        self.edit = button(self.tr("Edit"), self.edit_wanted, icon="pencil", parent=self)
        self.sort = button(self.tr("Groups"), self._sort, icon="users", parent=self)
        self.more = tool("ellipsis", self.tr("More"), self._offer_more, self)
        for one in (self.write, self.plan, self.talk, self.edit, self.sort, self.more):
            row.addWidget(one)
        row.addStretch(1)
        return row

    def show_contact(
        self, row: ContactRow, known: OpenedItem, book: str, members: Sequence[ContactRow], groups: Sequence[ContactRow], *,
        writable: bool,
    ) -> None:  # fmt: skip
        """Show a contact: `members` of a group, `groups` that a person is in."""
        card = known.shown if isinstance(known.shown, Card) else Card(row.uid, row.name)
        same = self._row is not None and self._row.id == row.id
        self._row, self._card = row, card
        self._portrait.show_contact(row)
        self._name.setText(" ".join(filter(None, (card.prefix, row.name))) if card.prefix not in row.name else row.name)
        posts = (card.title, card.department, card.organization if card.organization != row.name else "")
        self._post.setText(" · ".join(part for part in posts if part))
        self._post.setVisible(bool(self._post.text()))
        self._book.setText(self.tr("in {book}").format(book=book))
        self._draw_state()
        if row.is_group:
            self._people = tuple((one.name, one.emails[0].value) for one in members if one.emails)
        else:
            self._people = ((row.name, row.emails[0].value),) if row.emails else ()
        self.write.setVisible(bool(self._people))
        self.plan.setVisible(bool(self._people))
        self.talk.setVisible(self.chats and bool(matrix_name(card)))
        self.edit.setEnabled(writable)
        self.sort.setVisible(writable and not row.is_group)
        self.conflict.show_conflict(row.id)
        fresh = QWidget(self)
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        self._fill(column, card, members, groups)
        self.column.replaceWidget(self._body, fresh)
        self._body.hide()
        self._body.deleteLater()
        self._body = fresh
        if not same:
            self.verticalScrollBar().setValue(0)
        self.setAccessibleName(row.name)

    def _fill(self, column: QVBoxLayout, card: Card, members: Sequence[ContactRow], groups: Sequence[ContactRow]) -> None:
        names = field_names()
        reach = Frame(self)
        for mail in card.emails:
            self._line(reach, "mail", mail.value, names["emails"], mail.label, partial(self._write_to, mail.value))
        for phone in card.phones:
            opened = partial(_open, f"tel:{quote(phone.value.replace(' ', ''), safe='+')}")
            self._line(reach, "phone", phone.value, names["phones"], phone.label, opened)
        for chat in card.chats:
            self._line(reach, "message-square", chat.value.partition(":")[2] or chat.value, names["chats"], chat.label)
        for address in card.addresses:
            self._line(reach, "map-pin", address_lines(address), names["addresses"], address.label)
        for url in card.urls:
            safe = QUrl(url.value).scheme() in _SAFE
            self._line(reach, "globe", url.value, names["urls"], url.label, partial(_open, url.value) if safe else None)
        if reach.box.count():
            column.addWidget(reach)
        known = Frame(self)
        for icon, field in (("cake", "birthday"), ("star", "anniversary"), ("user", "nickname")):
            if getattr(card, field):
                self._line(known, icon, day_words(str(getattr(card, field))), names[field])
        if card.note:
            self._line(known, "notebook-pen", card.note, names["note"])
        if known.box.count():
            column.addWidget(known)
        if members:
            self._list(column, self.tr("%n member(s)", "", len(members)), members)
        if groups or card.categories:
            self._list(column, self.tr("Groups and categories"), groups, card.categories)
        for frame in (reach, known):
            if not frame.box.count():
                frame.deleteLater()

    def _line(
        self, frame: Frame, icon: str, text: str, name: str, kind: str = "", opened: Callable[[], object] | None = None
    ) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        picture = QLabel(frame)
        picture.setPixmap(theme.pixmap(icon, "text_faint", theme.px(17)))
        level = Qt.AlignmentFlag.AlignTop if "\n" in text or len(text) > _LONG else Qt.AlignmentFlag.AlignVCenter
        row.addWidget(picture, 0, level)
        shown: QPushButton | QLabel
        if opened is not None:
            shown = button(text, opened, kind="link", parent=frame)
        else:
            shown = label(text, "", frame, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setIndent(theme.px(7))
        words = kind_word(kind)
        shown.setAccessibleName(f"{name}, {words} : {text}" if words else f"{name} : {text}")
        row.addWidget(shown, 0 if opened is not None else 1)
        if opened is not None:
            row.addStretch(1)
        if words:
            row.addWidget(label(words, "faint", frame), 0, level)
        copied = tool("copy", self.tr("Copy {what}").format(what=text.replace("\n", ", ")), partial(_copy, text), frame)
        row.addWidget(copied, 0, level)
        frame.box.addLayout(row)

    def _list(
        self, column: QVBoxLayout, title: str, rows: Sequence[ContactRow], categories: Sequence[str] = ()
    ) -> None:
        frame = Frame(self)
        frame.box.addWidget(label(title, "section", frame))
        for one in rows:
            made = button(one.name, partial(self.contact_chosen.emit, one.id), kind="link", parent=frame,
                          icon="users" if one.is_group else "user")  # fmt: skip
            made.setToolTip(", ".join(mail.value for mail in one.emails))
            frame.box.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        if categories:
            chips = QHBoxLayout()
            chips.setSpacing(theme.px(6))
            for name in categories:
                chip = QLabel(name, frame)
                chip.setProperty("card", "accent")
                chip.setContentsMargins(theme.px(8), theme.px(2), theme.px(8), theme.px(2))
                chips.addWidget(chip)
            chips.addStretch(1)
            frame.box.addLayout(chips)
        column.addWidget(frame)

    @Slot()
    def _draw_state(self) -> None:
        if self._row is None:
            return
        pending = self._row.pending
        icon, role = PENDING_ICONS.get(pending, ("circle-check", "success"))
        self._state_icon.setPixmap(theme.pixmap(icon, role, theme.px(15)))
        for widget in (self._settled, self._state):
            widget.setText(pending_words(pending))
            widget.setAccessibleName(pending_words(pending))
        self._settled.setVisible(pending is Pending.NONE)
        self._state.setVisible(pending is not Pending.NONE)

    def _write(self) -> None:
        if self._people:
            self.write_wanted.emit(self._people)

    def _write_to(self, address: str) -> None:
        if self._row is not None:
            self.write_wanted.emit(((self._row.name, address),))

    def _plan(self) -> None:
        if self._people:
            self.event_wanted.emit(self._people)

    def _talk(self) -> None:
        if self._card is not None:
            self.chat_wanted.emit(matrix_name(self._card))

    def _sort(self) -> None:
        self.membership_wanted.emit(self.sort)

    def _offer_more(self) -> None:
        menu = QMenu(self)
        menu.addAction(theme.icon("download"), self.tr("Export…"), self.export_wanted.emit)
        deleted = menu.addAction(theme.icon("trash-2", "danger"), self.tr("Delete"), self.deletion_wanted.emit)
        deleted.setEnabled(self.edit.isEnabled())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def matrix_name(card: Card) -> str:
    """Return somebody's Matrix name (`@claire:exemple.fr`) from a `matrix:` URI or from the name itself; empty: none."""
    for one in card.chats:
        value = one.value.strip()
        if value.startswith("matrix:u/"):
            return "@" + value.removeprefix("matrix:u/").partition("?")[0]
        if value.removeprefix("matrix:").startswith("@") and ":" in value:
            return value.removeprefix("matrix:")
    return ""


def _open(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
