"""A step of the wheel moves what is drawn and paints what comes into sight, and the screen is as if all had been painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QGuiApplication, QImage, QPaintEvent
from PySide6.QtWidgets import QWidget

from tests.qt.mail.stage import NOON, Stage, until

Play = Callable[[Any], Any]


class Painted(QObject):
    """Notes what is painted of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.heights: list[int] = []
        widget.installEventFilter(self)

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.heights.append(event.rect().height())
        return False


def on_screen(widget: QWidget) -> QImage:
    """What stands on the screen where a widget is: as it is, nothing painted for it."""
    corner, window = widget.mapTo(widget.window(), QPoint(0, 0)), widget.window().winId()
    return QGuiApplication.primaryScreen().grabWindow(window, corner.x(), corner.y(), widget.width(), widget.height()).toImage()


def test_scrolling_paints_what_comes_into_sight_alone(stage: Stage, play: Play) -> None:
    for number in range(60):
        stage.add_letter(f"Objet {number}", when=NOON - number * 3600)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        view = area.list.view
        await until(lambda: area.list.model.complete and view.verticalScrollBar().maximum() > 0)
        painted = Painted(view.viewport())
        view.viewport().update()
        await until(lambda: painted.heights)
        assert painted.heights[-1] == view.viewport().height(), "without scrolling, all of it"
        painted.heights.clear()
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + view.rowHeight(0))
        await until(lambda: painted.heights)
        assert sum(painted.heights) <= 2 * view.rowHeight(0) < view.viewport().height()
        moved = on_screen(view.viewport())
        painted.heights.clear()
        view.viewport().update()
        await until(lambda: painted.heights)
        assert moved == on_screen(view.viewport())
        await stage.end()

    play(story())


def test_below_the_last_message_is_ground(stage: Stage, play: Play) -> None:
    stage.add_letter("Seule")

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        view = area.list.view
        await until(lambda: area.list.model.complete and area.list.model.rowCount() == 1)
        painted = Painted(view.viewport())
        view.viewport().update()
        await until(lambda: painted.heights)
        shot = on_screen(view.viewport())
        ground = shot.pixelColor(shot.width() // 2, shot.height() - 2)
        assert ground == view.palette().base().color()
        await stage.end()

    play(story())
