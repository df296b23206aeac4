"""Spelling and rules through the engine, by a parser in its fence: the C++ of Hunspell is loaded there and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.parsers import Parsers
from sync.engine.engine import Engine
from sync.engine.parsing import ParserProcess
from sync.rpc import messages as m
from tests.engine.ground import make_engine
from tests.engine.test_documents import started


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    parsers = Parsers(tmp_path, started)
    engine = make_engine(tmp_path, parsing=ParserProcess(parsers.begin))
    await engine.start()
    await engine.answer(m.CreateStore("une phrase de passe", False))
    yield engine
    await engine.stop()
    await parsers.close()


async def test_words_are_checked_and_corrected_outside_of_the_engine(engine: Engine) -> None:
    before = "hunspell" in sys.modules
    assert await engine.answer(m.CheckWords(["fr"], ["accueil", "acceuil", "l’été"])) == m.Words(["acceuil"])
    answer = await engine.answer(m.SuggestWords(["fr", "en"], "acceuil"))
    assert isinstance(answer, m.Words)
    assert answer.words[0] == "accueil"
    assert ("hunspell" in sys.modules) == before, "the engine never loads it"
