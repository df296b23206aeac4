"""The start page: the day at a glance, in real figures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTime, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sync.store.rows import AccountRow, DraftRow, MessageRow
from ui import i18n, theme
from ui.common import conditions, dates
from ui.common.avatars import paint_avatar
from ui.common.empty import EmptyState
from ui.common.forms import Card, Page, button
from ui.common.labels import label
from ui.common.slots import slot_latest
from ui.home.figures import Day, read_day
from ui.link import Link, Session
from ui.live import Live


class RowButton(QAbstractButton):
    """A line that can be chosen: picture, title, detail, date. It is one control for the keyboard and screen readers."""

    def __init__(
        self,
        title: str,
        detail: str,
        right: str,
        *,
        person: tuple[str, str] | None = None,
        icon: str = "",
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._title, self._detail, self._right = title, detail, right
        self._person, self._icon = person, icon
        self.setAccessibleName(", ".join(part for part in (title, detail, right) if part))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(48))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.setPen(Qt.PenStyle.NoPen)
            if self.underMouse() or self.isDown():
                painter.setBrush(theme.colour("hover"))
                painter.drawRoundedRect(ground, theme.RADIUS, theme.RADIUS)
            side = theme.px(32)
            left = theme.px(8)
            if self._person is not None:
                paint_avatar(painter, QRectF(left, (self.height() - side) / 2, side, side), *self._person)
            else:
                glyph = theme.px(20)
                place = left + (side - glyph) // 2
                painter.drawPixmap(place, (self.height() - glyph) // 2, theme.pixmap(self._icon, "text_soft", glyph))
            left += side + theme.px(12)
            painter.setFont(theme.font("small"))
            date_width = painter.fontMetrics().horizontalAdvance(self._right)
            painter.setPen(theme.colour("text_faint"))
            half = self.height() // 2
            bottom = int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
            top = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(self.width() - date_width - theme.px(8), 0, date_width + 2, half, bottom, self._right)
            room = self.width() - left - theme.px(8)
            painter.setPen(theme.colour("text_soft"))
            painter.setFont(theme.font())
            metrics = painter.fontMetrics()
            painter.drawText(
                left, half + 1, room, half, top, metrics.elidedText(self._detail, Qt.TextElideMode.ElideRight, room)
            )
            painter.setFont(theme.font("strong"))
            painter.setPen(theme.colour("text"))
            narrow = room - date_width - theme.px(12)
            title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, narrow)
            painter.drawText(left, 0, narrow, half, bottom, title)
            if self.hasFocus():
                pen = painter.pen()
                pen.setColor(theme.colour("focus"))
                pen.setWidth(theme.FOCUS_RING)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(ground, theme.RADIUS, theme.RADIUS)


class Section(Card):
    """A card with a heading, lines, and a sentence where there is none."""

    def __init__(self, title: str, empty: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = title
        self._heading = label(title, "title", self)
        self._empty = label(empty, "soft", self, wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.foot = QHBoxLayout()
        self.box.addWidget(self._heading)
        self.box.addWidget(self._empty)
        self.box.addLayout(self._lines)
        self.box.addStretch(1)
        self.box.addLayout(self.foot)
        self.setAccessibleName(title)

    def show_lines(self, lines: list[QWidget], count: int | None = None) -> None:
        """Show these lines in place of those before."""
        while item := self._lines.takeAt(0):
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for made in lines:
            self._lines.addWidget(made)
        self._empty.setVisible(not lines)
        shown = len(lines) if count is None else count
        self._heading.setText(f"{self._title}{i18n.WIDE}· {dates.figure(shown)}" if shown else self._title)


class HomeView(QWidget):
    """Accueil."""

    message_chosen = Signal(object)
    """`MessageRow`."""
    draft_chosen = Signal(str)
    """The draft's key."""
    mail_requested = Signal()
    outbox_requested = Signal()
    compose_requested = Signal()
    account_chosen = Signal(int)
    account_wanted = Signal()

    def __init__(self, link: Link, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._live = live
        self.setAccessibleName(self.tr("Home"))
        page = Page(self, width=1040)
        self._greeting = label("", "headline", self)
        self._lead = label("", "soft", self, wrap=True)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self._greeting)
        words.addWidget(self._lead)
        head.addLayout(words, 1)
        head.addWidget(
            button(self.tr("New message"), self.compose_requested, kind="primary", icon="square-pen", parent=self),
            0,
            Qt.AlignmentFlag.AlignVCenter,
        )
        page.column.addLayout(head)
        page.column.addSpacing(theme.px(8))
        self._people = Section(self.tr("Unread from people"), self.tr("Nobody waits for you to read anything."), self)
        self._people.foot.addWidget(button(self.tr("Open mail"), self.mail_requested, kind="link", parent=self))
        self._people.foot.addStretch(1)
        self._drafts = Section(self.tr("Drafts"), self.tr("No message was left half-written."), self)
        self._waiting = Section(self.tr("Outbox"), self.tr("Everything has been sent."), self)
        self._waiting.foot.addWidget(
            button(self.tr("Open the outbox"), self.outbox_requested, kind="link", parent=self)
        )
        self._waiting.foot.addStretch(1)
        self._accounts = Section(self.tr("Accounts"), self.tr("No account yet."), self)
        grid = QGridLayout()
        grid.setSpacing(theme.px(16))
        grid.addWidget(self._people, 0, 0, 3, 1)
        grid.addWidget(self._waiting, 0, 1)
        grid.addWidget(self._drafts, 1, 1)
        grid.addWidget(self._accounts, 2, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.setRowStretch(2, 1)
        page.column.addLayout(grid)
        page.column.addStretch(1)
        self._empty = EmptyState(
            "mail-plus",
            self.tr("Your day will be shown here"),
            self.tr(
                "Add your address: your messages come to this computer, encrypted, and can be read without a network."
            ),
            self.tr("Add an address"),
            self,
        )
        self._empty.action_triggered.connect(self.account_wanted)
        self._page = page
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        column.addWidget(self._empty)
        self._empty.hide()
        self._later = QTimer(self, singleShot=True, interval=200)
        self._later.timeout.connect(self.read)
        for signal in (
            live.messages_changed, live.mailboxes_changed, live.accounts_changed, live.operations_changed,
            live.drafts_changed, live.conflicts_changed, live.condition_changed,
        ):  # fmt: skip
            signal.connect(self._read_later)
        self._read_later()

    @Slot()
    def _read_later(self) -> None:
        """Read soon; while nobody looks, only once somebody does."""
        if self.isVisible() and not self._later.isActive():
            self._later.start()

    @slot_latest
    async def read(self) -> None:
        """Read the figures again."""
        if self._link.session is Session.OPEN:
            self._show(await self._link.read_in_background(read_day))

    def _show(self, day: Day) -> None:
        self._page.setVisible(bool(day.accounts))
        self._empty.setVisible(not day.accounts)
        if not day.accounts:
            return
        self._greeting.setText(self._hello(day.accounts[0]))
        today = i18n.locale().toString(dates.today_date(), i18n.locale().FormatType.LongFormat)
        unread = self.tr("%n unread message(s)", "", day.unread) if day.unread else self.tr("no unread message")
        self._lead.setText(f"{today[:1].upper()}{today[1:]} · {unread}")
        self._people.show_lines([self._person(row) for row in day.people])
        self._drafts.show_lines([self._draft(row) for row in day.drafts[:4]], len(day.drafts))
        waiting = self._waiting_lines(day)
        self._waiting.show_lines(waiting, sum(day.waiting.values()) + day.conflicts)
        self._accounts.show_lines([self._account(row, day) for row in day.accounts], 0)

    def _hello(self, account: AccountRow) -> str:
        first = (account.name or "").split(" ")[0]
        evening = QTime.currentTime().hour() >= 18
        if first:
            text = self.tr("Good evening {name}") if evening else self.tr("Good morning {name}")
            return text.format(name=first)
        return self.tr("Good evening") if evening else self.tr("Good morning")

    def _person(self, row: MessageRow) -> QWidget:
        made = RowButton(
            row.sender_name or row.sender_address,
            row.subject or self.tr("(no subject)"),
            dates.brief(row.date),
            person=(row.sender_name, row.sender_address),
            parent=self._people,
        )
        made.clicked.connect(lambda: self.message_chosen.emit(row))
        return made

    def _draft(self, row: DraftRow) -> QWidget:
        made = RowButton(
            row.subject or self.tr("(no subject)"),
            row.recipients or self.tr("No recipient yet"),
            dates.brief(row.updated // 1000),
            icon="pen-line",
            parent=self._drafts,
        )
        made.clicked.connect(lambda: self.draft_chosen.emit(row.key))
        return made

    def _waiting_lines(self, day: Day) -> list[QWidget]:
        lines: list[QWidget] = []
        queued = day.waiting.get("queued", 0) + day.waiting.get("running", 0)
        stuck = day.waiting.get("refused", 0) + day.waiting.get("uncertain", 0)
        for count, icon, title, detail in (
            (day.conflicts, "triangle-alert", self.tr("%n conflict(s) to settle", "", day.conflicts),
             self.tr("Two versions are kept: choose.")),
            (stuck, "circle-alert", self.tr("%n operation(s) to look at", "", stuck),
             self.tr("The server refused, or its answer was lost.")),
            (queued, "clock", self.tr("%n operation(s) waiting", "", queued),
             self.tr("Leaves by itself as soon as the network allows.")),
        ):  # fmt: skip
            if count:
                made = RowButton(title, detail, "", icon=icon, parent=self._waiting)
                made.clicked.connect(self.outbox_requested)
                lines.append(made)
        return lines

    def _account(self, row: AccountRow, day: Day) -> QWidget:
        told = self._live.conditions.get(row.id)
        words, _role = conditions.words(told.condition if told is not None else row.condition)
        inbox = day.inboxes.get(row.id)
        unread = dates.figure(inbox.unread) if inbox is not None and inbox.unread > 0 else ""
        made = RowButton(
            row.label or row.address, words, unread, person=(row.label, row.address), parent=self._accounts
        )
        made.clicked.connect(lambda: self.account_chosen.emit(row.id))
        return made

    def showEvent(self, event: QShowEvent) -> None:
        """Read what happened while nobody looked."""
        super().showEvent(event)
        self._read_later()
