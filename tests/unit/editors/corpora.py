"""Real documents written by others, from a folder beside the checkout; tests say plainly where there is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def folder() -> Path | None:
    """Return the folder of the corpora: `ECRITOIRE_CORPORA`, or `../shared/corpora` beside the checkout's main tree."""
    named = os.environ.get("ECRITOIRE_CORPORA")
    places = [Path(named)] if named else [ROOT.parent / "shared" / "corpora", ROOT.parent.parent / "shared" / "corpora"]
    return next((place for place in places if (place / "SOURCES.tsv").exists()), None)


def documents(*kinds: str) -> list[Path]:
    """Return the documents of these kinds (`docx`, `docm`, `odt`), none where there are no corpora."""
    found = folder()
    return (
        [] if found is None else sorted(path for kind in kinds for path in (found / kind).glob("*") if path.is_file())
    )


WORDS = documents("docx", "docm")
OPEN = documents("odt")
needed = pytest.mark.skipif(
    not WORDS or not OPEN, reason="no corpora: set ECRITOIRE_CORPORA to a folder of real documents"
)
