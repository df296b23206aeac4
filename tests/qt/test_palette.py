"""The palette: mail and commands under one field, by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.search.palette import Palette, matches
from ui.shell.window import MainWindow


def opened(window: MainWindow, text: str) -> Palette:
    window.open_palette(text)
    palette = window.findChild(Palette)
    assert isinstance(palette, Palette)
    return palette


def test_words_match_beginnings_without_accents() -> None:
    assert matches("theme som", "Thème sombre")
    assert matches("envoi", "Boîte d’envoi")
    assert not matches("ombre", "Thème sombre")


def test_a_message_is_found_by_its_sender_and_subject(main_window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(main_window, "vezin morvan")
    qtbot.waitUntil(lambda: any("Rapport" in entry.title for entry in palette.entries))
    with qtbot.waitSignal(palette.message_chosen) as chosen:
        qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert chosen.args[0].sender_name == "Claire Morvan"
    assert not palette.isVisible()


def test_a_command_is_run_from_the_keyboard(main_window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(main_window, "")
    qtbot.keyClicks(palette._field, "theme sombre")
    assert palette.entries[0].title == "Thème sombre"
    qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert main_window.preferences.value("theme") == "dark"


def test_every_text_can_be_searched_in_mail(main_window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(main_window, "xyzzy")
    assert [entry.icon for entry in palette.entries] == ["search"]
    with qtbot.waitSignal(palette.search_requested) as asked:
        qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert asked.args == ["xyzzy"]


def test_escape_closes_it(main_window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(main_window, "a")
    qtbot.keyClick(palette._field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_no_two_commands_share_a_key(main_window: MainWindow) -> None:
    assert main_window._commands is not None
    keys = [sequence.toString() for action in main_window._commands.menus.actions for sequence in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))
    assert {"Ctrl+K", "Ctrl+1", "Ctrl+2", "?"} <= set(keys)
    QApplication.processEvents()
