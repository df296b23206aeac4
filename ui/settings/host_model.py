"""The table of hosts contacted: the ledger's lines of a period, added up by host, account and reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from sync.model.sovereignty import Contact
from ui.common import dates

translate = QCoreApplication.translate

EXPORTED = (
    "day", "host", "address", "why", "first", "last", "connections", "refused", "sent", "received", "law", "source",
)  # fmt: skip
"""Columns of an export, in the ledger's own words, so that exports of all languages can be put together."""
_NONE = QModelIndex()


@dataclass(slots=True)
class HostRow:
    """All contacts with one host for one account and reason."""

    host: str
    address: str
    why: str
    last: int
    connections: int
    refused: int
    sent: int
    received: int
    law: str
    source: str


def added_up(contacts: Iterable[Contact]) -> list[HostRow]:
    """Return one row per host, account and reason, the latest contact first (as the contacts come)."""
    rows: dict[tuple[str, int, str], HostRow] = {}
    for one in contacts:
        key = one.host, one.account, one.why
        row = rows.get(key)
        if row is None:
            rows[key] = HostRow(
                one.host, one.address, one.why, one.last, one.connections, one.refused, one.sent, one.received, one.law,
                one.source,
            )  # fmt: skip
        else:
            row.connections += one.connections
            row.refused += one.refused
            row.sent += one.sent
            row.received += one.received
    return list(rows.values())


def exported(contacts: Iterable[Contact]) -> str:
    """Return the lines as CSV with a header. What a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(EXPORTED)
    for one in contacts:
        values = (getattr(one, name) for name in EXPORTED)
        writer.writerow([f"'{value}" if str(value)[:1] in "=+-@\t" and value != "" else value for value in values])
    return out.getvalue()


def why_words(why: str) -> str:
    """Return a reason in words: a purpose, or the services of an account."""
    known = {
        "discovery": translate("Hosts", "Finding the servers of an address"),
        "check": translate("Hosts", "Checking a password"),
        "sign_in": translate("Hosts", "Signing in by browser"),
        "picture": translate("Hosts", "Remote picture, at your wish"),
        "names": translate("Hosts", "Name server, asked for a domain’s services"),
        "proxy": translate("Hosts", "Proxy, on the way of the others"),
        "updates": translate("Hosts", "Asking for newer versions"),
        "mail": translate("Hosts", "Receiving mail"),
        "submission": translate("Hosts", "Sending mail"),
        "chat": translate("Hosts", "Chat"),
        "calendar": translate("Hosts", "Calendar"),
        "contacts": translate("Hosts", "Contacts"),
        "files": translate("Hosts", "Files"),
        "documents": translate("Hosts", "Documents"),
        "meetings": translate("Hosts", "Meetings"),
        "directory": translate("Hosts", "Directory"),
    }
    return ", ".join(known.get(one, one) for one in why.split("+"))


class HostModel(QAbstractTableModel):
    """Rows of `added_up`, shown as people read them; screen readers get a whole sentence with the first column."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.rows: list[HostRow] = []

    def show_rows(self, rows: list[HostRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def headings(self) -> list[str]:
        """Return the names of the columns."""
        return [
            self.tr("Host"), self.tr("Why"), self.tr("Last contact"), self.tr("Sent"), self.tr("Received"),
            self.tr("Refused"), self.tr("Declared law"),
        ]  # fmt: skip

    def texts(self, row: HostRow) -> list[str]:
        """Return the cells of a row."""
        why = why_words(row.why)
        return [
            row.host,
            f"{why} – {row.address}" if row.address else why,
            dates.brief(row.last // 1000),
            dates.size(row.sent),
            dates.size(row.received),
            dates.figure(row.refused) if row.refused else "–",
            row.law or self.tr("unknown"),
        ]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self.headings())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headings()[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole and 3 <= section <= 5:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.texts(row)[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                if row.source:
                    return self.tr("{law}, declared by: {source}").format(law=row.law or "?", source=row.source)
                return self.tr("Nobody declared under which law this host is.")
            case Qt.ItemDataRole.AccessibleTextRole:
                texts = self.texts(row)
                whole = ", ".join(f"{name}: {text}" for name, text in zip(self.headings(), texts, strict=True))
                return texts[index.column()] if index.column() else whole
            case Qt.ItemDataRole.TextAlignmentRole if 3 <= index.column() <= 5:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None
