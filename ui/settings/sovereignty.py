"""Settings of sovereignty: what is demanded of hosts before they are contacted, and the ledger of those that were."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QDateTime, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QFileDialog, QHeaderView, QTableView, QWidget

from sync.model.sovereignty import Contact
from sync.store.connection import Connection
from sync.store.read import ledger as read_ledger
from ui import theme
from ui.common.forms import Page, button, buttons_row
from ui.common.labels import label
from ui.common.slots import slot_async, slot_latest
from ui.common.toasts import say
from ui.link import Link, Session
from ui.live import Live
from ui.preferences import Preferences
from ui.settings.host_model import HostModel, added_up, exported
from ui.settings.rows import ChoiceRow, Group, heading


class SovereigntyPage(Page):
    """Demands, and every host contacted with when, why and how many bytes; the table can be exported."""

    def __init__(self, link: Link, live: Live, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=980, centred=False)
        self._link = link
        self.setAccessibleName(self.tr("Sovereignty"))
        self.column.addWidget(label(self.tr("Sovereignty"), "headline", self))
        demands = Group(self.tr("What is demanded"), self)
        demands.add(
            ChoiceRow(
                preferences, "demanded_law", self.tr("Law"),
                self.tr("A host that is not declared under this law is not contacted at all."),
                [("", self.tr("No demand")), ("FR", self.tr("France")), ("EU", self.tr("European Union"))],
                self,
            )
        )  # fmt: skip
        demands.add(
            ChoiceRow(
                preferences, "demanded_qualification", self.tr("Qualification"),
                self.tr("Must be declared of the host, with a date and a source."),
                [("", self.tr("No demand")), ("secnumcloud", "SecNumCloud"), ("hds", "HDS")],
                self,
            )
        )  # fmt: skip
        self.column.addWidget(demands)
        self.column.addWidget(
            label(
                self.tr(
                    "These are declarations, made by publishers’ sheets or by your administration, each with its source. "
                    "No program can prove who owns a server or where its data rests."
                ),
                "faint", self, wrap=True,
            )
        )  # fmt: skip
        self.column.addWidget(heading(self.tr("Hosts contacted"), self))
        self.period = QComboBox(self)
        self.period.setAccessibleName(self.tr("Period"))
        for days, words in ((1, self.tr("Today")), (30, self.tr("Last 30 days")), (0, self.tr("Everything kept"))):
            self.period.addItem(words, days)
        self.period.setCurrentIndex(1)
        self.period.activated.connect(self.read)
        self._export = button(self.tr("Export…"), self._choose_export, icon="download", parent=self)
        self.column.addLayout(buttons_row(self.period, None, self._export))
        self.model = HostModel(self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Hosts contacted"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setAlternatingRowColors(True)
        self.table.setMinimumHeight(theme.px(280))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(32))
        columns = self.table.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setAccessibleName(self.tr("Columns of the table"))
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        columns.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.column.addWidget(self.table, 1)
        self._sum = label("", "soft", self, wrap=True)
        self.column.addWidget(self._sum)
        live.ledger_changed.connect(self._read_if_shown)

    @Slot()
    def _read_if_shown(self) -> None:
        if self.isVisible():
            self.read()

    def _since(self) -> str:
        days = int(self.period.currentData())
        return (datetime.now(UTC) - timedelta(days=days - 1)).date().isoformat() if days else ""

    @slot_latest
    async def read(self) -> None:
        """Read the ledger again."""
        if self._link.session is not Session.OPEN:
            return
        rows = added_up(await self._link.read_in_background(_contacts, self._since()))
        self.model.show_rows(rows)
        refused = sum(row.refused for row in rows)
        hosts = self.tr("%n host(s) contacted or refused.", "", len({row.host for row in rows}))
        attempts = self.tr("%n attempt(s) refused.", "", refused)
        self._sum.setText(f"{hosts} {attempts}" if refused else hosts)

    @Slot()
    def _choose_export(self) -> None:
        day = QDateTime.currentDateTime().toString("yyyy-MM-dd")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export"), f"ecritoire-{day}.csv", "CSV (*.csv)")
        if name:
            self.export(name)

    @slot_async
    async def export(self, path: str) -> None:
        """Write the period's ledger, one line for each day, as CSV."""
        await self._link.read_in_background(_write, self._since(), path)
        say(self, self.tr("The ledger was exported."))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read()


def _contacts(connection: Connection, since: str) -> list[Contact]:
    return read_ledger.contacts(connection, since=since)


def _write(connection: Connection, since: str, path: str) -> None:
    """In the background: reading a year and writing it takes longer than the window may wait."""
    Path(path).write_text(exported(_contacts(connection, since)), encoding="utf-8-sig", newline="")
