"""Logs tell what happened and never what a message says."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import logs


@pytest.fixture
def quiet_root() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    for outlet in root.handlers[:]:
        if outlet not in before:
            root.removeHandler(outlet)
            outlet.close()
    root.handlers[:] = before
    root.setLevel(level)
    logging.captureWarnings(False)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("login of alice.martin+x@mairie.example failed", "login of ‹…› failed"),
        ("<1.abc@host.example> stored", "<‹…›> stored"),
        ("GET https://x.example/a?token=abc 200", "GET https://x.example/a?‹…› 200"),
        ("Authorization: Bearer abc", "Authorization: ‹…› abc"),
        ("password=hunter2 refused", "password=‹…› refused"),
        ("42 rows in 3 ms", "42 rows in 3 ms"),
    ],
)
def test_redaction(written: str, kept: str) -> None:
    assert logs.redacted(written) == kept


def test_a_file_for_each_role_without_the_words_of_errors(tmp_path: Path, quiet_root: None) -> None:
    logs.set_up(tmp_path, "engine")
    log = logging.getLogger("sync.engine.test")
    try:
        int("".join(["résultats ", "médi", "caux"]))
    except ValueError:
        log.exception("cycle failed for bob@mairie.example")
    log.debug("not wanted without --verbose")
    text = (tmp_path / "logs" / "engine.log").read_text("utf-8")
    assert "cycle failed for ‹…›" in text
    assert "ValueError" in text
    assert "test_logs.py" in text
    assert "médicaux" not in text
    assert "not wanted" not in text


def test_a_disk_that_cannot_be_written_does_not_keep_from_starting(
    tmp_path: Path, quiet_root: None, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("in the way")
    logs.set_up(tmp_path, "engine")
    logging.getLogger("x").warning("told on the terminal")
    assert "told on the terminal" in capsys.readouterr().err
