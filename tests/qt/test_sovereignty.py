"""The page of sovereignty: what the ledger says is shown as it is, added up, and exported line by line."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from sync.model.sovereignty import Contact
from sync.rpc import messages as m
from sync.store.write import ledger as write_ledger
from tests.qt.engine import FakeEngine
from tests.qt.stores import ME, FilledStore
from ui.settings.host_model import exported
from ui.shell.window import MainWindow

NOW = datetime.now(UTC)
TODAY, LAST_YEAR = NOW.date().isoformat(), (NOW - timedelta(days=300)).date().isoformat()
MOMENT = int(NOW.timestamp() * 1000)


def contact(day: str, host: str, why: str, *, refused: int = 0, law: str = "", account: int = 1) -> Contact:
    address = ME.address if account else ""
    return Contact(
        day, account, address, host, why, MOMENT, MOMENT, 0 if refused else 3, refused, 1200, 48_000, law, "Fiche 2026"
    )


def fill(store: FilledStore) -> None:
    lines = [
        contact(TODAY, "imap.prefecture.exemple", "mail+submission", law="FR"),
        contact((NOW - timedelta(days=2)).date().isoformat(), "imap.prefecture.exemple", "mail+submission", law="FR"),
        contact(LAST_YEAR, "ancien.exemple", "mail"),
        contact(TODAY, "images.us-cloud-letter.example", "picture", refused=4, law="US", account=0),
    ]
    store.change(write_ledger.add, lines)


def test_hosts_are_added_up_and_refusals_stand_out(
    main_window: MainWindow, store: FilledStore, engine: FakeEngine, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(store)
    main_window.resize(1280, 860)
    main_window.open_settings("sovereignty")
    page = main_window.areas.settings.page("sovereignty")  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: len(page.model.rows) == 2)
    ours = next(row for row in page.model.rows if row.law == "FR")
    assert (ours.connections, ours.sent, ours.received) == (6, 2400, 96_000)
    assert "4" in page.model.texts(next(row for row in page.model.rows if row.law == "US"))
    page.period.setCurrentIndex(2)
    page.read()
    qtbot.waitUntil(lambda: len(page.model.rows) == 3)
    store.change(write_ledger.add, [contact(TODAY, "nouveau.exemple", "check", account=0)])
    engine.tell(m.RowsChanged("ledger"))
    qtbot.waitUntil(lambda: len(page.model.rows) == 4)
    page.export(str(tmp_path / "registre.csv"))
    qtbot.waitUntil(lambda: (tmp_path / "registre.csv").exists() and (tmp_path / "registre.csv").stat().st_size > 0)
    rows = list(csv.DictReader((tmp_path / "registre.csv").read_text("utf-8-sig").splitlines()))
    assert len(rows) == 5
    assert {row["law"] for row in rows} == {"FR", "US", ""}


def test_an_export_holds_no_formula() -> None:
    assert "'=cmd.exemple" in exported([contact(TODAY, "=cmd.exemple", "picture")])
