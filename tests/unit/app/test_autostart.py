"""Starting with the session: an entry of the person's own, made and taken away."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest

from app import autostart


@pytest.fixture(autouse=True)
def own_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The person's configuration is elsewhere."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def test_an_entry_comes_and_goes() -> None:
    autostart.apply(True, ["/opt/a b/python3", "-m", "app"])
    read = configparser.ConfigParser()
    read.read(autostart.entry(), "utf-8")
    assert read["Desktop Entry"]["Exec"] == "'/opt/a b/python3' -m app --background"
    autostart.apply(False)
    assert not autostart.entry().exists()
    autostart.apply(False)


def test_the_installed_program_is_named_by_its_command() -> None:
    autostart.apply(True, ["/usr/bin/python3.11", "-IS", "/usr/bin/ecritoire"])
    assert "Exec=/usr/bin/ecritoire --background" in autostart.entry().read_text("utf-8")


def test_a_disk_that_refuses_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("a file in the way")
    autostart.apply(True, ["/usr/bin/ecritoire"])
