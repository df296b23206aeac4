"""The window: what it shows as the store and the engine stand, and what it remembers."""

from __future__ import annotations

import json

from pytestqt.qtbot import QtBot

from sync.model.accounts import AccountCondition
from sync.model.faults import AuthNeeded, Offline
from sync.rpc import messages as m
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui import theme
from ui.common.sentences import sentence
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
