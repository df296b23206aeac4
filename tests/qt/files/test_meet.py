"""Two machines of one person and a real server: both change a file offline, meet, and the kept pair is settled in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.qt.files.stage import Machine, names
from tests.servers.dav import DavServer
from ui.files.area import FilesArea

pytestmark = pytest.mark.server


@pytest.mark.slow
def test_both_versions_are_kept_and_settled_from_the_window(
    machines: tuple[Machine, Machine, DavServer], window: FilesArea, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, laptop, server = machines
    path = tmp_path / "Budget.txt"
    path.write_text("ensemble")
    desk.put(path)
    desk.sync()
    laptop.sync()
    qtbot.waitUntil(lambda: names(window) == ["Budget.txt"], timeout=20_000)
    path.write_text("écrit au bureau")
    desk.put(path)
    path.write_text("écrit dans le train")
    laptop.put(path)
    desk.sync()
    laptop.sync()
    qtbot.waitUntil(lambda: "Budget.txt" in window.conflicts.text, timeout=20_000)
    window.list.choose(0)
    assert "Les deux versions sont gardées" in window.preview.trouble.sentence
    window.preview.trouble._both.click()
    qtbot.waitUntil(lambda: not window.conflicts.text, timeout=20_000)
    laptop.sync()
    qtbot.waitUntil(lambda: len(names(window)) == 2, timeout=20_000)
    assert names(window)[0].startswith("Budget (conflit, Alice, 20")
    there = {one.name: one.read_text() for one in (server.folder / "files").iterdir() if one.is_file()}
    assert there.pop("Budget.txt") == "écrit au bureau"
    assert list(there.values()) == ["écrit dans le train"]
