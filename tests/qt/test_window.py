"""The window: what it shows as the store and the engine stand, and what it remembers."""

from __future__ import annotations

import json

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from sync.model.accounts import AccountCondition
from sync.model.faults import AuthNeeded, Offline, Rejected
from sync.rpc import messages as m
from tests.qt.chat_store import fill_chat
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui import theme
from ui.common.sentences import sentence
from ui.link import Link
from ui.live import Live
from ui.preferences import Preferences
from ui.shell.window import MainWindow
from ui.shell.workspace import Workspace


def space(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def test_a_filled_store_opens_the_mail_area_with_its_unread_count(main_window: MainWindow, qtbot: QtBot) -> None:
    assert space(main_window).shown == "mail"
    qtbot.waitUntil(lambda: space(main_window).rail._buttons["mail"].count == 6)
    main_window.show_area("home")
    assert space(main_window).shown == "home"


def test_an_engine_that_goes_is_told_once_and_its_return_ends_that(
    main_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.die()
    qtbot.waitUntil(lambda: "redémarre" in space(main_window).banner.text)
    assert space(main_window).topbar.pill.text() == "Redémarrage…"
    trouble = Offline("engine_keeps_ending")
    main_window.show_trouble(trouble)
    qtbot.waitUntil(lambda: space(main_window).banner.text == str(sentence(trouble)))
    with qtbot.waitSignal(main_window.engine_wanted):
        space(main_window).banner._button.click()
    engine.up = True
    qtbot.waitUntil(lambda: space(main_window).banner.text == "")


def test_a_refused_password_asks_to_sign_in(
    main_window: MainWindow, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    store.set_condition(AccountCondition.AUTH_NEEDED, AuthNeeded("wrong_password"))
    engine.tell(m.AccountChanged(store.account, "auth_needed", "auth_needed", "wrong_password"))
    qtbot.waitUntil(lambda: "Préfecture 35" in space(main_window).banner.text)
    with qtbot.waitSignal(space(main_window).sign_in_requested) as asked:
        space(main_window).banner._button.click()
    assert asked.args == [store.account]


def test_a_newer_version_is_told_until_it_was_read(main_window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.settings["updates.newer"] = '"0.2.0 https://intranet.exemple/"'
    engine.tell(m.RowsChanged("setting", []))
    qtbot.waitUntil(lambda: "0.2.0" in space(main_window).banner.text)
    main_window.open_settings("about")
    space(main_window).banner._button.click()
    qtbot.waitUntil(lambda: space(main_window).banner.text == "")
    [asked] = [one for one in engine.asked_for(m.ChangeSetting) if one == m.ChangeSetting("shell.version_seen", '"0.2.0"')]
    assert asked
    engine.settings["updates.newer"] = '"0.3.0"'
    engine.tell(m.RowsChanged("setting", []))
    qtbot.waitUntil(lambda: "0.3.0" in space(main_window).banner.text)


def test_a_proxy_that_the_engine_refuses_is_taken_back(main_window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    main_window.open_settings("network")
    assert main_window.areas is not None
    page = main_window.areas.settings.page("network")
    mail = page.findChildren(QLineEdit)[1]
    engine.answers[m.ChangeSetting] = Rejected("bad_setting", name="mail_proxy")
    mail.setText("proxy.exemple.fr")
    mail.editingFinished.emit()
    qtbot.waitUntil(lambda: mail.text() == "")


def test_working_offline_is_asked_of_the_engine_and_remembered(
    main_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    space(main_window).topbar.offline.click()
    qtbot.waitUntil(lambda: m.SetOffline(True) in engine.asked)
    qtbot.waitUntil(lambda: engine.settings.get("shell.offline") == "true")
    assert "choisi" in space(main_window).topbar.pill.text()


def test_the_windows_shape_is_kept_in_the_store(main_window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    main_window.resize(1111, 777)
    qtbot.waitUntil(lambda: "shell.window" in engine.settings)
    assert json.loads(engine.settings["shell.window"])["geometry"]


def test_a_setting_fixed_by_the_administrator_is_shown_as_such(
    main_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.settings["theme"] = '"dark"'
    engine.fixed = ["theme"]
    engine.tell(m.RowsChanged("setting"))
    qtbot.waitUntil(lambda: main_window.preferences.is_fixed("theme"))
    assert theme.scheme() == "dark"
    main_window.preferences.set_value("theme", "light")
    assert theme.scheme() == "dark"
    assert engine.asked_for(m.ChangeSetting) == [] or all(
        asked.name != "theme" for asked in engine.asked_for(m.ChangeSetting)
    )


def test_areas_that_the_administrator_took_out_are_neither_shown_nor_reached(
    main_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    shown = space(main_window)
    shown.show_area("mail")
    engine.settings["hidden_areas"] = '"mail"'
    engine.tell(m.RowsChanged("setting"))
    qtbot.waitUntil(lambda: "mail" not in shown.area_keys())
    assert shown.shown == "home"
    shown.show_area("mail")
    assert shown.shown == "home"


def test_a_mailto_opens_the_composer(
    main_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    main_window.compose("mailto:claire@bretagne.exemple?subject=Visite")
    assert main_window.areas is not None
    qtbot.waitUntil(lambda: len(main_window.areas.mail.desk.composers) == 1)  # type: ignore[union-attr]


def test_an_area_is_made_when_it_is_first_opened(main_window: MainWindow, qtbot: QtBot) -> None:
    assert main_window.areas is not None
    assert space(main_window).made() == [main_window.areas.mail]
    main_window.show_area("documents")
    assert space(main_window).made() == [main_window.areas.mail, main_window.areas.documents]
    assert main_window.areas.documents.isVisible()


def test_going_to_an_area_is_offered_where_it_can_be_opened(
    main_window: MainWindow, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    def offered() -> list[str]:
        return [action.shortcut().toString() for action in main_window.actions() if action.isEnabled()]

    assert {"Ctrl+1", "Ctrl+2", "Ctrl+7", "Ctrl+9"} <= set(offered())
    assert "Ctrl+3" not in offered()
    fill_chat(store)
    engine.tell(m.RowsChanged("room", [], []))
    qtbot.waitUntil(lambda: "Ctrl+3" in offered())


def test_posts_that_wait_are_counted_before_the_area_was_opened(
    main_window: MainWindow, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    fill_chat(store)
    engine.tell(m.RowsChanged("room", [], []))
    qtbot.waitUntil(lambda: space(main_window).rail._buttons["chat"].count == 2)
    assert space(main_window).made() == [main_window.areas.mail]  # type: ignore[union-attr]


def test_the_start_page_opens_where_the_administrator_took_mail_out(
    store: FilledStore, engine: FakeEngine, link: Link, live: Live, preferences: Preferences, qtbot: QtBot
) -> None:
    engine.settings["hidden_areas"] = '"mail"'
    window = MainWindow(link, live, preferences)
    qtbot.addWidget(window)
    window.show()
    link.start()
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert space(window).shown == "home"
    assert window.areas is not None
    assert window.areas.home.isVisible()


def test_commands_of_an_area_are_offered_before_it_was_made(main_window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    main_window.open_palette("nouveau doc")
    assert main_window.areas is not None
    assert space(main_window).made() == [main_window.areas.mail]
    found = [entry for entry in main_window._palette.entries if entry.title == "Nouveau document"]  # type: ignore[union-attr]
    found[0].chosen()
    assert space(main_window).shown == "documents"
    qtbot.waitUntil(lambda: engine.asked_for(m.NewDocument) != [])
    engine.settings["hidden_areas"] = '"documents"'
    engine.tell(m.RowsChanged("setting"))
    qtbot.waitUntil(lambda: "documents" not in space(main_window).area_keys())
    main_window.open_palette("nouveau doc")
    assert all(entry.title != "Nouveau document" for entry in main_window._palette.entries)  # type: ignore[union-attr]


def test_mail_opens_as_it_was_arranged_before(
    store: FilledStore, engine: FakeEngine, link: Link, live: Live, preferences: Preferences, qtbot: QtBot
) -> None:
    engine.settings["conversations"] = "false"
    engine.settings["reading_pane"] = '"off"'
    window = MainWindow(link, live, preferences)
    qtbot.addWidget(window)
    window.show()
    link.start()
    qtbot.waitUntil(lambda: window.areas is not None)
    mail = window.areas.mail  # type: ignore[union-attr]
    assert mail.reader.isHidden()
    assert not mail.list.model.threaded
