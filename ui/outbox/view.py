"""The outbox: every operation that is not settled yet, and what one can do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from sync.model.ids import OperationId
from sync.model.operations import OperationState
from sync.rpc import messages as m
from sync.store.read import accounts as read_accounts
from sync.store.read import outbox as read_outbox
from sync.store.rows import OperationRow
from ui import theme
from ui.common import dates
from ui.common.empty import EmptyState
from ui.common.forms import Card, Page, button
from ui.common.labels import ElidedLabel, label
from ui.common.slots import slot_async
from ui.common.toasts import say
from ui.link import Link, Session
from ui.live import Live
from ui.outbox import words

SHOWN = 100
"""Operations shown one by one; more are only counted."""

_TONES = {
    OperationState.REFUSED: "danger",
    OperationState.CONFLICT: "danger",
    OperationState.UNCERTAIN: "warning",
}


class OperationCard(Card):
    """One operation: what, about what, since when, what the server said, and its buttons."""

    edit_requested = Signal(str)

    def __init__(self, row: OperationRow, account: str, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self._link = link
        shown = OperationState(row.state)
        tone = _TONES.get(shown, "")
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        self._picture = QLabel(self)
        head.addWidget(self._picture)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(words.title(row), "strong", self))
        if row.subject:
            column.addWidget(ElidedLabel(row.subject, self, role="soft"))
        head.addLayout(column, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        state_label = label(words.state(row), tone or "soft", self)
        state_label.setAlignment(Qt.AlignmentFlag.AlignRight)
        right.addWidget(state_label)
        since = self.tr("{account} · since {time}").format(account=account, time=dates.brief(row.created // 1000))
        right.addWidget(label(since, "faint", self), 0, Qt.AlignmentFlag.AlignRight)
        head.addLayout(right)
        self.box.addLayout(head)
        said = words.said(row)
        if said is not None and (shown is not OperationState.QUEUED or row.fault_kind not in ("", "offline")):
            self.box.addWidget(label(str(said), tone or "soft", self, wrap=True))
        self._add_buttons(shown)
        self.setAccessibleName(
            ", ".join(part for part in (words.title(row), row.subject, words.state(row), since) if part)
        )
        theme.changes().theme_changed.connect(self._draw)
        self._draw()

    def _add_buttons(self, state: OperationState) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        sends = self.row.kind == "send_message"
        if state is OperationState.RUNNING:
            return
        if sends and state is not OperationState.UNCERTAIN:
            buttons.addWidget(button(self.tr("Edit"), self._edit, icon="pencil", parent=self))
        if state is OperationState.UNCERTAIN:
            buttons.addWidget(
                button(self.tr("It was sent") if sends else self.tr("It was done"), self._settle, parent=self)
            )
            buttons.addWidget(
                button(self.tr("Send again") if sends else self.tr("Do it again"), self._retry, parent=self)
            )
        elif state is OperationState.CONFLICT:
            buttons.addWidget(button(self.tr("Keep mine"), self._retry, parent=self))
        else:
            buttons.addWidget(button(self.tr("Try again"), self._retry, icon="refresh-cw", parent=self))
        buttons.addWidget(button(self.tr("Give up"), self._discard, kind="danger", parent=self))
        self.box.addLayout(buttons)

    @Slot()
    def _edit(self) -> None:
        self.edit_requested.emit(self.row.id)

    @slot_async
    async def _retry(self) -> None:
        await self._link.ask(m.RetryOperation(self.row.id))

    @slot_async
    async def _settle(self) -> None:
        await self._link.ask(m.SettleOperation(self.row.id))

    @slot_async
    async def _discard(self) -> None:
        await self._link.ask(m.DiscardOperation(self.row.id))
        say(self, self.tr("Given up: {what}").format(what=words.title(self.row)))

    @Slot()
    def _draw(self) -> None:
        role = _TONES.get(OperationState(self.row.state), "text_soft")
        self._picture.setPixmap(theme.pixmap(words.ICONS.get(self.row.kind, "circle-dot"), role, theme.px(20)))


class OutboxView(QWidget):
    """The place that the state pill and the rail's foot open."""

    draft_opened = Signal(object)
    """`DraftAnswer`: an operation turned back into a draft, to be written on."""

    def __init__(self, link: Link, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._rows: list[OperationRow] = []
        self._cards: dict[OperationId, OperationCard] = {}
        self.setAccessibleName(self.tr("Outbox"))
        self._page = Page(self, width=760)
        self._page.column.addWidget(label(self.tr("Outbox"), "headline", self))
        self._lead = label("", "soft", self, wrap=True)
        self._page.column.addWidget(self._lead)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(8))
        self._page.column.addLayout(self._list)
        self._more = label("", "faint", self)
        self._page.column.addWidget(self._more)
        self._page.column.addStretch(1)
        self._empty = EmptyState(
            "circle-check",
            self.tr("Everything has been sent"),
            self.tr(
                "What you do without a network waits here, and leaves by itself as soon as the server can be reached."
            ),
            parent=self,
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        live.operations_changed.connect(self.read)
        live.conflicts_changed.connect(self.read)
        self.read()

    @property
    def cards(self) -> list[OperationCard]:
        """The operations shown, the oldest first."""
        return list(self._cards.values())

    @Slot()
    def read(self) -> None:
        """Read the outbox again; cards that did not change stay as they are, so that the focus does too."""
        if self._link.session is not Session.OPEN:
            return
        connection = self._link.reader()
        rows = read_outbox.operations(connection)
        labels = {account.id: account.label or account.address for account in read_accounts.accounts(connection)}
        self._rows = rows
        wanted = {row.id: row for row in rows[:SHOWN]}
        for known in [known for known, card in self._cards.items() if wanted.get(known) != card.row]:
            card = self._cards.pop(known)
            card.hide()
            card.deleteLater()
        cards: dict[OperationId, OperationCard] = {}
        for place, row in enumerate(wanted.values()):
            card = self._cards.get(row.id) or self._new_card(row, labels.get(row.account, ""))
            cards[row.id] = card
            if self._list.indexOf(card) != place:
                self._list.insertWidget(place, card)
        self._cards = cards
        self._lead.setText(self.tr("%n operation(s) wait to reach the server.", "", len(rows)))
        self._more.setText(self.tr("and %n more", "", max(len(rows) - SHOWN, 0)))
        self._more.setVisible(len(rows) > SHOWN)
        self._stack.setCurrentWidget(self._page if rows else self._empty)

    def _new_card(self, row: OperationRow, account: str) -> OperationCard:
        card = OperationCard(row, account, self._link, self)
        card.edit_requested.connect(self._edit)
        return card

    @slot_async
    async def _edit(self, operation: str) -> None:
        self.draft_opened.emit(await self._link.ask_for(m.OpenDraft(operation=operation), m.DraftAnswer))
