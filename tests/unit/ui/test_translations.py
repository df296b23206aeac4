"""Translations: complete, and compiled from what the sources say now."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from resources import translations


def needed(path: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the entries that a language needs: the source texts are English already, but for their plurals."""
    english = path.stem.endswith("_en")
    return {key: forms for key, forms in translations.entries(path).items() if not english or "%n" in key[1]}


FILES = sorted(translations.FOLDER.glob("*.ts"))


def test_there_are_translations() -> None:
    assert {"shell_fr", "shell_en"} <= {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_is_translated(path: Path) -> None:
    assert translations.untranslated(path) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_sources_say_nothing_that_is_not_in_the_catalogue(path: Path, tmp_path: Path) -> None:
    fresh = tmp_path / path.name
    shutil.copy(path, fresh)
    translations.gather(path.stem.split("_")[0], fresh)
    assert needed(fresh) == needed(path), "run python -m resources.translations"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_shipped_is_compiled_from_the_catalogue(path: Path) -> None:
    assert translations.compiled(path) == path.with_suffix(".qm").read_bytes(), "run python -m resources.translations"
