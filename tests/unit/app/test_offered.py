"""Files and addresses that a start is given: only what the window opens, by full paths."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from app import offered
from tests.architecture.sources import ROOT


@pytest.mark.parametrize(
    ("argument", "path"),
    [
        ("/tmp/Compte rendu.docx", "/tmp/Compte rendu.docx"),
        ("file:///tmp/Compte%20rendu.ODT", "/tmp/Compte rendu.ODT"),
        ("file://localhost/tmp/a.odt", "/tmp/a.odt"),
        ("file://elsewhere/tmp/a.odt", None),
        ("/tmp/a.exe", None),
        ("--profile=/tmp/a.docx", None),
        ("mailto:a@example.org", None),
        ("/tmp/lettre.EML", "/tmp/lettre.EML"),
        ("webcal://exemple.fr/agenda.ics", None),
    ],
)
def test_only_documents_of_this_computer_are_opened(argument: str, path: str | None) -> None:
    assert offered.file(argument) == (Path(path) if path else None)


def test_a_file_is_handed_over_by_its_full_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered.settled(["a.docx", "mailto:a@example.org"]) == [str(tmp_path / "a.docx"), "mailto:a@example.org"]


def test_the_system_is_offered_what_the_window_opens() -> None:
    kinds = tomllib.loads((ROOT / "briefcase.toml").read_text("utf-8"))["tool"]["ecritoire"]["packages"]["file_type"]
    assert {f".{kind['extension']}" for kind in kinds} == offered.FILES
