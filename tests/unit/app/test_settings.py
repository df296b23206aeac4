"""Settings and the administrator's policy over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import policy, settings
from sync.model.faults import Forbidden, Rejected
from ui.preferences import DEFAULTS


def test_the_window_and_the_engine_know_the_same_settings() -> None:
    known = {name: setting.default for name, setting in settings.SETTINGS.items()}
    assert {name: value for name, value in DEFAULTS.items() if "." not in name} == known


def test_every_default_is_allowed() -> None:
    assert all(setting.allows(setting.default) for setting in settings.SETTINGS.values())


@pytest.mark.parametrize(
    ("name", "text"),
    [("theme", '"dark"'), ("zoom", "150"), ("remote_pictures", "true"), ("shell.window", '{"x": [1]}')],
)
def test_good_values_pass(name: str, text: str) -> None:
    settings.check(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("theme", '"pink"'),
        ("zoom", "1000"),
        ("zoom", "true"),
        ("remote_pictures", "1"),
        ("unknown", "1"),
        ("zoom", "{"),
    ],
)
def test_others_are_refused(name: str, text: str) -> None:
    with pytest.raises(Rejected, match="bad_setting"):
        settings.check(name, text)


def test_no_policy_fixes_nothing(tmp_path: Path) -> None:
    assert policy.fixed_settings(tmp_path / "none.toml") == {}


def test_a_policy_fixes_settings(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text(
        '[settings]\nremote_pictures = false\nlock_after_minutes = 15\ntheme = "light"\n'
    )
    assert policy.fixed_settings(tmp_path / "policy.toml") == {
        "remote_pictures": "false", "lock_after_minutes": "15", "theme": '"light"',
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["settings", "[settings]\nunknown = 1", "[settings]\nzoom = 9000", "[other]\nx = 1", "settings = 3"]
)
def test_a_policy_that_is_not_understood_stops_the_program(tmp_path: Path, text: str) -> None:
    (tmp_path / "policy.toml").write_text(text)
    with pytest.raises(Forbidden, match="bad_policy"):
        policy.fixed_settings(tmp_path / "policy.toml")
