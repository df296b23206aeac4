"""Files that the desktop hands over, in windows of their own: letters, calendars, business cards, spreadsheets, feeds."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app import documents
from sync.engine.clock import SystemClock
from sync.engine.notices import Notices
from sync.engine.outside import Outside
from sync.engine.parsing import InProcess
from sync.engine.seals.keyring import Keyring
from sync.engine.seals.opening import Opening
from sync.model.accounts import Service
from sync.model.collections import Collection
from sync.model.ids import RemoteId
from sync.model.mail import Content
from sync.rpc import messages as m
from sync.serial import to_json
from sync.store.write import collections as write_collections
from tests.engine.outside_files import CALENDAR, CARDS, LETTER, workbook
from tests.qt.documents.conftest import PaperEngine
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.accounts import feed
from ui.accounts.feed import FeedDialog
from ui.documents.sheets_window import SheetsWindow, letters, written
from ui.link import Link
from ui.mail.outside_window import OutsideWindow
from ui.shell.window import MainWindow


@pytest.fixture
def papers(engine: FakeEngine, empty_store: FilledStore) -> PaperEngine:
    """An engine that keeps blobs in the store and reads them as the parser role does."""
    made = PaperEngine(engine, empty_store)
    parsing = InProcess(documents.made)

    class Store:
        blob_size = None

        def read(self, function: object, name: bytes) -> int:
            return 0

        async def blob(self, name: bytes) -> bytes:
            return made.blob(name)

    opening = Opening(Store(), parsing, Keyring(Store(), parsing, Notices()), SystemClock(), None)  # type: ignore[arg-type]
    outside = Outside(Store(), parsing, opening)  # type: ignore[arg-type]

    def run(asked: m.OpenOutside) -> Content:
        work = outside.open(asked.kind, asked.blob)
        try:
            while True:
                work.send(None)
        except StopIteration as ended:
            found: Content = ended.value
            return found
        finally:
            work.close()

    engine.answers[m.OpenOutside] = lambda asked: m.ContentAnswer(to_json(run(asked)).encode(), "whole")  # type: ignore[arg-type]
    engine.answers[m.OpenSheets] = lambda asked: made._kept(m.ReadSheets(made.blob(asked.blob)))  # type: ignore[attr-defined]
    engine.answers[m.ImportResources] = lambda asked: m.Saved(["1"], [1])
    return made


def shown_window(link: Link, path: Path, qtbot: QtBot) -> OutsideWindow:
    window = OutsideWindow(link, path, web_allowed=False)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.shown):
        window.load()
    return window


def test_a_letter_from_a_file_is_read_in_a_window(
    open_link: Link, papers: PaperEngine, store: FilledStore, tmp_path: Path, qtbot: QtBot
) -> None:
    (path := tmp_path / "lettre.eml").write_bytes(LETTER)
    window = shown_window(open_link, path, qtbot)
    assert window.windowTitle() == "Réunion"
    assert not window.strip.isHidden()
    assert window.content is not None
    assert "Bonjour" in window.content.html


def test_events_of_a_file_are_added_to_the_calendar_that_one_chooses(
    open_link: Link, papers: PaperEngine, engine: FakeEngine, store: FilledStore, tmp_path: Path, qtbot: QtBot
) -> None:
    (path := tmp_path / "agenda.ics").write_bytes(CALENDAR)
    bare = shown_window(open_link, path, qtbot)
    assert bare.add_button.isHidden(), "without a calendar nothing is offered"
    assert not bare._none.isHidden()
    listed = [Collection(RemoteId(one), Service.CALENDAR, one) for one in ("Préfecture", "Équipe")]
    store.change(write_collections.store_collections, store.account, Service.CALENDAR, listed)
    window = shown_window(open_link, path, qtbot)
    texts = [one.text() for one in window.enclosures.findChildren(QLabel)]
    assert {"Commission", "Salle 3", "Inspection"} <= set(texts)
    window.place.setCurrentIndex(window.place.findText("Équipe"))
    chosen = window.place.currentData()
    window.add_button.click()
    qtbot.waitUntil(lambda: bool(engine.asked_for(m.ImportResources)))
    [asked] = engine.asked_for(m.ImportResources)
    assert isinstance(asked, m.ImportResources)
    assert (asked.collection, papers.blob(asked.blob)) == (chosen, CALENDAR)


def test_cards_of_a_file_are_shown(
    open_link: Link, papers: PaperEngine, store: FilledStore, tmp_path: Path, qtbot: QtBot
) -> None:
    (path := tmp_path / "équipe.vcf").write_bytes(CARDS)
    window = shown_window(open_link, path, qtbot)
    with qtbot.waitSignal(window.compose_wanted) as asked:
        window.enclosures.findChildren(QPushButton)[0].click()
    assert asked.args == ["mailto:claire@dreal.example"]


def test_a_file_that_went_is_said_and_one_that_is_nothing_too(
    open_link: Link, papers: PaperEngine, store: FilledStore, tmp_path: Path, qtbot: QtBot
) -> None:
    gone = OutsideWindow(open_link, tmp_path / "perdue.eml", web_allowed=False)
    qtbot.addWidget(gone)
    gone.show()
    gone.load()
    qtbot.waitUntil(lambda: any("perdue.eml" in one.text() for one in gone.findChildren(QLabel) if one.isVisible()))
    (nothing := tmp_path / "rien.ics").write_bytes(b"nothing of the kind")
    empty = OutsideWindow(open_link, nothing)
    qtbot.addWidget(empty)
    empty.show()
    empty.load()
    qtbot.waitUntil(lambda: any(one.text() for one in empty.findChildren(QLabel) if one.isVisible() and one.wordWrap()))
    assert not empty.add_button.isEnabled()


def test_a_spreadsheet_is_looked_at_copied_and_handed_over(
    open_link: Link, papers: PaperEngine, store: FilledStore, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path := tmp_path / "budget.xlsx").write_bytes(workbook())
    window = SheetsWindow(open_link, path)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.shown):
        window.load()
    assert [window.tabs.tabText(place) for place in range(window.tabs.count())] == ["Budget", "Vide"]
    table = window.tabs.widget(0)
    model = table.model()  # type: ignore[attr-defined]
    assert [model.index(1, column).data() for column in range(3)] == ["Été", "1234,5", "2026-11-23"]
    assert model.index(2, 0).data() == "VRAI"
    table.selectRow(1)  # type: ignore[attr-defined]
    table.copy()  # type: ignore[attr-defined]
    assert QApplication.clipboard().text() == "Été\t1234,5\t2026-11-23\t"
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    window.elsewhere.click()
    assert opened == [QUrl.fromLocalFile(str(path))]


def test_the_desktop_hands_files_and_addresses_over(
    main_window: MainWindow, papers: PaperEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "a.eml").write_bytes(b"Subject: Simple\r\n\r\nBonjour\r\n")
    (tmp_path / "b.xlsx").write_bytes(workbook())
    for name, kind in (("a.eml", OutsideWindow), ("b.xlsx", SheetsWindow)):
        main_window.open_file(tmp_path / name)
        [window] = main_window.findChildren(kind)
        qtbot.waitSignal(window.shown).wait()
        window.close()
    main_window.follow_calendar("webcal://agenda.exemple.fr/conseil.ics?cle=1")
    [dialog] = main_window.findChildren(FeedDialog)
    assert dialog.name.text() == "conseil"
    dialog.close()


def test_a_calendar_is_followed_over_tls_alone(
    open_link: Link, engine: FakeEngine, store: FilledStore, qtbot: QtBot
) -> None:
    engine.answers[m.AddAccount] = m.Added(7)
    dialog = FeedDialog(open_link, "webcal://agenda.exemple.fr:80/c/conseil.ics?cle=1")
    qtbot.addWidget(dialog)
    dialog.name.setText("Conseil")
    with qtbot.waitSignal(dialog.followed):
        dialog.add_button.click()
    [asked] = engine.asked_for(m.AddAccount)
    assert isinstance(asked, m.AddAccount)
    [place] = asked.endpoints
    assert (asked.label, place.protocol, place.host, place.port) == ("Conseil", "ical_feed", "agenda.exemple.fr", 443)
    assert place.parameters == {"path": "/c/conseil.ics?cle=1"}
    for wrong in ("webcal:", "webcal://", "webcal://a:b@c.fr/x", "webcal://h:99999999/x", "mailto:a@b.fr"):
        assert feed.endpoint(wrong) is None


def test_columns_have_names_and_values_their_writing() -> None:
    assert [letters(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [written(value) for value in (None, 2026, 10**30, "x")] == ["", "2026", str(10**30), "x"]
