"""The unlocked window: rail, top bar, banner and the areas."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sync.model.accounts import AccountCondition
from sync.model.faults import Fault
from sync.store.read import accounts as read_accounts
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import outbox as read_outbox
from sync.store.rows import AccountRow
from ui.common.sentences import sentence, sentence_of
from ui.link import Link, Session
from ui.live import Live
from ui.shell.banner import Banner
from ui.shell.rail import Rail
from ui.shell.status import Status, status
from ui.shell.topbar import TopBar

FOOT = ("outbox", "settings")
"""Areas at the foot of the rail."""


class Workspace(QWidget):
    """Shows one area at a time; keeps the pill, the counts and the banner true."""

    sign_in_requested = Signal(int)
    """The account whose server wants a new sign-in."""
    engine_wanted = Signal()

    def __init__(self, link: Link, live: Live, topbar: TopBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._live = live
        self._offline = False
        self._engine = link.session is not Session.LOST
        self._trouble: Fault | None = None
        self._areas: dict[str, QWidget] = {}
        self._hidden: frozenset[str] = frozenset()
        self._idle: set[str] = set()
        self.shown = ""
        self.rail = Rail(self)
        self.rail.area_chosen.connect(self.show_area)
        self.topbar = topbar
        self.banner = Banner(self)
        self._stack = QStackedWidget(self)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(topbar)
        right.addWidget(self.banner)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self._soon = QTimer(self, singleShot=True, interval=50)
        self._soon.timeout.connect(self.refresh)
        for signal in (
            live.operations_changed, live.conflicts_changed, live.accounts_changed, live.mailboxes_changed,
            live.messages_changed, live.condition_changed, live.progressed,
        ):  # fmt: skip
            signal.connect(self._refresh_soon)
        link.engine_lost.connect(self._lost)
        link.engine_back.connect(self._back)
        self._refresh_soon()

    def add_area(self, key: str, icon: str, name: str, area: QWidget) -> None:
        """Add an area to the rail; those of `FOOT` have their places already."""
        if key not in FOOT:
            self.rail.add_area(key, icon, name)
        self._areas[key] = area
        self._stack.addWidget(area)

    @Slot(str)
    def show_area(self, key: str) -> None:
        """Show an area and give it the focus."""
        area = self._areas.get(key)
        if area is None or key in self._hidden or key in self._idle:
            return
        self.shown = key
        self.rail.show_chosen(key)
        self._stack.setCurrentWidget(area)
        area.setFocus()

    def hide_areas(self, keys: Iterable[str]) -> None:
        """Take areas out of the rail and out of reach; the settings and the outbox stay."""
        self._hidden = frozenset(keys) - {*FOOT, "home"}
        for key in self._areas:
            self.rail.set_shown(key, shown=key not in self._hidden and key not in self._idle)
        if self.shown in self._hidden:
            self.show_area("home")

    def offer_area(self, key: str, *, offered: bool) -> None:
        """Let an area be reached, or not while no account has anything to show there."""
        (self._idle.discard if offered else self._idle.add)(key)
        self.rail.set_shown(key, shown=offered and key not in self._hidden)
        if self.shown == key and not offered:
            self.show_area("home")

    def area_keys(self) -> list[str]:
        """Return the keys of the areas, in the rail's order."""
        return [key for key in self._areas if key not in FOOT and key not in self._hidden and key not in self._idle]

    def set_offline(self, offline: bool) -> None:
        """Tell that the person works offline on purpose, or no longer does."""
        self._offline = offline
        self.refresh()

    def set_trouble(self, fault: Fault | None) -> None:
        """Show why the engine cannot be started any more."""
        self._trouble = fault
        self._refresh_soon()

    @Slot()
    def _lost(self) -> None:
        self._engine = False
        self._refresh_soon()

    @Slot()
    def _back(self) -> None:
        self._engine = True
        self._trouble = None
        self._refresh_soon()

    @Slot()
    def _refresh_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    @Slot()
    def refresh(self) -> None:
        """Read counts and conditions again."""
        accounts: list[AccountRow] = []
        waiting: dict[str, int] = {}
        conflicts = unread = 0
        try:
            connection = self._link.reader()
        except Fault:
            pass  # locked meanwhile: the lock is shown over this
        else:
            accounts = [account for account in read_accounts.accounts(connection) if account.enabled]
            waiting = read_outbox.waiting(connection)
            conflicts = len(read_outbox.conflicts(connection))
            unread = read_mailboxes.unread_total(connection)
        self.rail.set_count("outbox", sum(waiting.values()) + conflicts)
        if "mail" in self._areas:
            self.rail.set_count("mail", unread)
        shown = status(
            engine=self._engine,
            offline=self._offline,
            conditions=[self._condition(account) for account in accounts],
            waiting=waiting,
            conflicts=conflicts,
            works=self._live.work.values(),
        )
        self.topbar.pill.show_status(shown)
        self._show_banner(shown, accounts)

    def _condition(self, account: AccountRow) -> str:
        told = self._live.conditions.get(account.id)
        return told.condition if told is not None else account.condition

    def _show_banner(self, shown: Status, accounts: list[AccountRow]) -> None:
        if self._trouble is not None:
            self.banner.say(
                str(sentence(self._trouble)),
                tone="danger",
                action=self.tr("Try again"),
                on_action=self.engine_wanted.emit,
            )
            return
        if not self._engine:
            self.banner.say(
                self.tr("The part that talks to the servers is being restarted. You can go on reading and writing.")
            )
            return
        for account in accounts:
            if self._condition(account) == AccountCondition.AUTH_NEEDED:
                told = self._live.conditions.get(account.id)
                row = told or account
                said = sentence_of(row.fault_kind, row.fault_code, row.fault_parameters)
                self.banner.say(
                    self.tr("{account}: {reason}").format(
                        account=account.label or account.address,
                        reason=str(said) if said else self.tr("the server asks you to sign in again."),
                    ),
                    action=self.tr("Sign in…"),
                    on_action=partial(self.sign_in_requested.emit, account.id),
                )
                return
        self.banner.say("")
