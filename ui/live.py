"""What changes: notices of the engine as signals by table, gathered so that a burst re-reads a view once."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sync.model.accounts import AccountCondition
from sync.rpc import messages as m
from ui.link import Link

GATHER_MILLISECONDS = 30


@dataclass(slots=True)
class Which:
    """Which messages or items a burst of notices speaks of: collections and ids, or any."""

    collections: set[int] = field(default_factory=set)
    ids: set[int] = field(default_factory=set)
    any_collection: bool = False
    any_id: bool = False

    def add(self, collections: Collection[int], ids: Collection[int]) -> None:
        """Add what one notice names; nothing named means any."""
        self.collections.update(collections)
        self.ids.update(ids)
        self.any_collection = self.any_collection or not collections
        self.any_id = self.any_id or not ids

    def told(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return mailboxes and ids; an empty one means any."""
        return (
            frozenset() if self.any_collection else frozenset(self.collections),
            frozenset() if self.any_id else frozenset(self.ids),
        )


class Live(QObject):
    """Signals that say what to read again.

    `messages_changed(collections, ids)` carries two frozensets of int; an empty `collections` or `ids` means any.
    `contents_changed` carries the same: what these messages hold has come, and every list is as it was.
    """

    messages_changed = Signal(object, object)
    contents_changed = Signal(object, object)
    downloads_changed = Signal()
    items_changed = Signal(object, object)
    """Events, tasks, contacts or files; carries the same."""
    mailboxes_changed = Signal()
    accounts_changed = Signal()
    operations_changed = Signal()
    drafts_changed = Signal()
    conflicts_changed = Signal()
    settings_changed = Signal()
    documents_changed = Signal()
    seal_keys_changed = Signal()
    rooms_changed = Signal()
    posts_changed = Signal()
    reminders_changed = Signal()
    ledger_changed = Signal()
    condition_changed = Signal(object)
    """`AccountChanged`."""
    progressed = Signal(object)
    """`Progress`."""
    mail_arrived = Signal(object)
    """`NewMail`."""
    drafts_of_rooms_changed = Signal()
    members_changed = Signal()
    typing_changed = Signal(object)
    """`TypingNow`."""
    posts_arrived = Signal(object)
    """`NewPosts`."""
    verification_moved = Signal(object)
    """`VerificationMoved`."""
    operation_returned = Signal(object)
    """`Undoable`: refused or put back into drafts."""

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tables: set[str] = set()
        self._messages = {"message": Which(), "content": Which(), "item": Which()}
        self.conditions: dict[int, m.AccountChanged] = {}
        """The last condition of each account that a notice told."""
        self.work: dict[tuple[int, str], m.Progress] = {}
        """Long works that go on, by account and what."""
        self._told = -GATHER_MILLISECONDS / 1000
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tell)
        link.notice_received.connect(self._receive)
        link.engine_back.connect(self.reread)
        link.session_changed.connect(self.reread)
        link.engine_lost.connect(self._forget_conditions)

    @Slot(object)
    def _receive(self, notice: m.Notice) -> None:
        match notice:
            case m.RowsChanged():
                self._tables.add(notice.table)
                if notice.table in self._messages:
                    self._messages[notice.table].add(notice.collections, notice.ids)
                self._tell_soon()
            case m.AccountChanged():
                self.conditions[notice.account] = notice
                if notice.condition != AccountCondition.SYNCHRONISING:
                    self.work = {key: work for key, work in self.work.items() if key[0] != notice.account}
                self.condition_changed.emit(notice)
            case m.Progress():
                if notice.total and notice.done >= notice.total:
                    self.work.pop((notice.account, notice.what), None)
                else:
                    self.work[notice.account, notice.what] = notice
                self.progressed.emit(notice)
            case m.NewMail():
                self.mail_arrived.emit(notice)
            case m.TypingNow():
                self.typing_changed.emit(notice)
            case m.NewPosts():
                self.posts_arrived.emit(notice)
            case m.VerificationMoved():
                self.verification_moved.emit(notice)
            case m.Undoable():
                self.operation_returned.emit(notice)

    @Slot()
    def reread(self) -> None:
        """Tell that anything may have changed: after the engine came back, or the store was opened."""
        self._tables.update(
            ("message", "item", "collection", "account", "operation", "draft", "conflict", "setting", "document", "room", "post",
             "seal_key", "download", "reminder")
        )
        for table in ("message", "item"):
            self._messages[table].add((), ())
        self._tell_soon()

    @Slot()
    def _forget_conditions(self) -> None:
        self.conditions.clear()
        self.work.clear()

    def _tell_soon(self) -> None:
        """Tell at once after a pause; in a burst, once each `GATHER_MILLISECONDS`."""
        if not self._timer.isActive():
            self._timer.start(max(0, GATHER_MILLISECONDS - int(1000 * (time.monotonic() - self._told))))

    @Slot()
    def _tell(self) -> None:
        self._told = time.monotonic()
        tables, self._tables = self._tables, set()
        messages, self._messages = self._messages, {"message": Which(), "content": Which(), "item": Which()}
        for table, signal in (
            ("account", self.accounts_changed),
            ("collection", self.mailboxes_changed),
            ("operation", self.operations_changed),
            ("draft", self.drafts_changed),
            ("conflict", self.conflicts_changed),
            ("setting", self.settings_changed),
            ("ledger", self.ledger_changed),
            ("document", self.documents_changed),
            ("seal_key", self.seal_keys_changed),
            ("room", self.rooms_changed),
            ("post", self.posts_changed),
            ("reminder", self.reminders_changed),
            ("download", self.downloads_changed),
            ("room_draft", self.drafts_of_rooms_changed),
            ("room_member", self.members_changed),
        ):
            if table in tables:
                signal.emit()
        if "message" in tables:
            self.messages_changed.emit(*messages["message"].told())
        if "content" in tables:
            self.contents_changed.emit(*messages["content"].told())
        if "item" in tables:
            self.items_changed.emit(*messages["item"].told())
