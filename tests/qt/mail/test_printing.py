"""Stories of paper: a letter as PDF with its head, as HTML and as text, and nothing fetched for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from sync.model.mail import Attachment
from sync.parse.documents import document_text
from tests.qt.mail.stage import Stage, until

Play = Callable[[Any], Any]


@pytest.mark.parametrize("web", [False, True])
@pytest.mark.parametrize("html", ["", "<p>Le <b>rapport</b> de <img src='remote:0'> Vezin</p>"])
def test_a_letter_becomes_a_pdf(
    stage: Stage, play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, web: bool, html: str
) -> None:
    if web:
        pytest.importorskip("PySide6.QtWebEngineWidgets")
    files = (Attachment("2", "plan.pdf", "application/pdf", 10),)
    pictures = {"remote_pictures": ("https://t.example/1.gif",)} if html else {}
    stage.add_letter("Rapport d’inspection", text="Le rapport de Vezin", html=html, attachments=files, **pictures)
    target = tmp_path / "lettre.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))

    async def story() -> None:
        area = await stage.open_area(web_allowed=web)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        ended: list[bool] = []
        area.reader.printing.finished.connect(ended.append)
        area.commands["pdf"].trigger()
        await until(lambda: ended)
        assert ended == [True]
        words = document_text(target.read_bytes(), "lettre.pdf", 10_000)
        for word in ("Rapport d’inspection", "Claire Morvan", "claire.morvan@dreal.example", "plan.pdf", "rapport", "Vezin"):
            assert word in words, word
        if area.reader.printing._web is not None:
            assert area.reader.printing._web.gate.blocked == []
        await stage.end()

    play(story())


def test_a_place_that_cannot_be_written_is_said(stage: Stage, play: Play, tmp_path: Path) -> None:
    stage.add_letter("Rapport")
    taken = tmp_path / "x.pdf"
    taken.mkdir()

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        ended: list[bool] = []
        area.reader.printing.finished.connect(ended.append)
        area.reader.printing.write_pdf(taken, area.reader.content, {})
        await until(lambda: ended)
        assert ended == [False]
        await stage.end()

    play(story())
