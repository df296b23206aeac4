"""Letters under the dark theme: dark as everything around them, readable, and on white again where one wishes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from sync.model.mail import Address, Content, Envelope
from tests.qt.mail.stage import Stage, until
from ui import theme
from ui.mail.sheet import letter_page

Play = Callable[[Any], Any]


def lightness(area: Any) -> int:
    sheet = area.reader.body.web
    seen = sheet.grab().toImage()
    return int(seen.pixelColor(seen.width() - 30, seen.height() - 30).lightness())


def test_a_letter_follows_the_dark_theme(stage: Stage, play: Play, qapp: QApplication) -> None:
    pytest.importorskip("PySide6.QtWebEngineWidgets")
    stage.add_letter("Lettre", html="<p>Bonjour</p>")

    async def story() -> None:
        theme.apply(qapp, "dark")
        area = await stage.open_area(web_allowed=True)
        area.list.view.choose(0)
        await until(lambda: area.reader.body.web is not None and lightness(area) < 60)
        area.commands["white"].trigger()
        await until(lambda: lightness(area) > 240)
        area.commands["white"].trigger()
        await until(lambda: lightness(area) < 60)
        theme.apply(qapp, "light")
        await until(lambda: lightness(area) > 240)
        await stage.end()

    play(story())


def test_only_letters_on_a_dark_ground_are_turned() -> None:
    content = Content(Envelope("x", Address("", "")), "<p>x</p>", "", ())
    assert "filter" in letter_page(content, {}, dark=True)
    assert "filter" not in letter_page(content, {})
