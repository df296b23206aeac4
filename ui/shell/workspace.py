"""The unlocked window: rail, top bar, banner and the areas."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sync.model.accounts import AccountCondition
from sync.model.faults import Fault
from sync.store.connection import Connection
from sync.store.read import accounts as read_accounts
from sync.store.read import outbox as read_outbox
from sync.store.rows import AccountRow
from ui.common.sentences import sentence, sentence_of
from ui.link import Link, Session
from ui.live import Live
from ui.shell.area import AreaSpec
from ui.shell.banner import Banner
from ui.shell.rail import Rail
from ui.shell.status import Status, status
from ui.shell.topbar import TopBar


class Workspace(QWidget):
    """Shows one area at a time; keeps the pill, the counts and the banner true."""

    sign_in_requested = Signal(int)
    """The account whose server wants a new sign-in."""
    engine_wanted = Signal()
    reach_changed = Signal()
    """Other areas than before can be opened: `can_reach`."""
    version_seen = Signal(str)
    """The person has read that this newer version is there."""

    def __init__(self, link: Link, live: Live, topbar: TopBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._live = live
        self._offline = False
        self._engine = link.session is not Session.LOST
        self._trouble: Fault | None = None
        self._specs: dict[str, AreaSpec] = {}
        self._made: dict[str, QWidget] = {}
        self._newer = ""
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
            live.messages_changed, live.rooms_changed, live.condition_changed, live.progressed,
        ):  # fmt: skip
            signal.connect(self._refresh_soon)
        link.engine_lost.connect(self._lost)
        link.engine_back.connect(self._back)
        self._refresh_soon()

    def add_area(self, spec: AreaSpec) -> None:
        """Add an area to the rail. One whose standing is not known yet is not offered yet."""
        self._specs[spec.key] = spec
        if spec.standing is not None:
            self._idle.add(spec.key)
        self.rail.add_area(spec)
        self.rail.set_shown(spec.key, shown=self.can_reach(spec.key))

    def place(self, key: str, area: QWidget) -> None:
        """Take in an area that was made just now."""
        self._made[key] = area
        self._stack.addWidget(area)

    def made(self) -> list[QWidget]:
        """Return the areas that were made."""
        return list(self._made.values())

    @Slot(str)
    def show_area(self, key: str) -> None:
        """Show an area and give it the focus; the first time it is made."""
        if not self.can_reach(key):
            return
        area = self._made.get(key) or self._specs[key].make()
        self.shown = key
        self.rail.show_chosen(key)
        self._stack.setCurrentWidget(area)
        area.setFocus()

    def can_reach(self, key: str) -> bool:
        """Tell whether an area can be opened now."""
        return key in self._specs and key not in self._hidden and key not in self._idle

    def hide_areas(self, keys: Iterable[str]) -> None:
        """Take areas out of the rail and out of reach; the start page and those at the foot stay."""
        fixed = {"home", *(spec.key for spec in self._specs.values() if spec.foot)}
        self._hidden = frozenset(keys) - fixed
        self._show_reach()

    def _show_reach(self) -> None:
        for key in self._specs:
            self.rail.set_shown(key, shown=self.can_reach(key))
        if self.shown and not self.can_reach(self.shown):
            self.show_area("home")
        self.reach_changed.emit()

    def area_keys(self) -> list[str]:
        """Return the keys of the areas that can be opened, in the rail's order, but those at its foot."""
        return [key for key, spec in self._specs.items() if not spec.foot and self.can_reach(key)]

    def set_offline(self, offline: bool) -> None:
        """Tell that the person works offline on purpose, or no longer does."""
        self._offline = offline
        self.refresh()

    def set_trouble(self, fault: Fault | None) -> None:
        """Show why the engine cannot be started any more."""
        self._trouble = fault
        self._refresh_soon()

    def set_newer(self, version: str) -> None:
        """Tell that the organisation offers a newer version; empty: there is none, or it was told before."""
        if version != self._newer:
            self._newer = version
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
        conflicts = 0
        try:
            connection = self._link.reader()
        except Fault:
            pass  # locked meanwhile: the lock is shown over this
        else:
            accounts = [account for account in read_accounts.accounts(connection) if account.enabled]
            waiting = read_outbox.waiting(connection)
            conflicts = len(read_outbox.conflicts(connection))
            self._read_standings(connection)
        self.rail.set_count("outbox", sum(waiting.values()) + conflicts)
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

    def _read_standings(self, connection: Connection) -> None:
        idle = set()
        for key, spec in self._specs.items():
            if spec.standing is not None:
                standing = spec.standing(connection)
                self.rail.set_count(key, standing.count)
                if not standing.offered:
                    idle.add(key)
        if idle != self._idle:
            self._idle = idle
            self._show_reach()

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
        if self._newer:
            self.banner.say(
                self.tr("Version {version} of Écritoire is there. It is installed by your administration.").format(
                    version=self._newer
                ),
                tone="accent",
                action=self.tr("Understood"),
                on_action=partial(self.version_seen.emit, self._newer),
            )
            return
        self.banner.say("")
