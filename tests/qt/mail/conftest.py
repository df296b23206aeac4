"""A stage for stories of the mail area: a real store, a small engine in the same process, a window, and a clock that runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from tests.qt import loops
from tests.qt.mail.stage import Stage
from ui import i18n, theme

if QCoreApplication.instance() is None:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


_UNIMPORTANT = (
    "This plugin does not support propagateSizeHints",  # the offscreen screen, of any window with a least size
    "QRhiGles2", "Failed to create RHI", "Vulkan", "GBM", "This plugin does not support createPlatformVulkanInstance",
    "GPUInfo",  # Chromium, of a machine without a graphics card
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Do not fail a story for what the offscreen screen cannot do."""
    for item in items:
        if "tests/qt/mail/" in item.nodeid:
            item.add_marker(pytest.mark.qt_log_ignore(*_UNIMPORTANT))


@pytest.fixture
def play(qapp: QApplication) -> Iterator[Callable[[Coroutine[Any, Any, Any]], Any]]:
    """Run a story (a coroutine) on Qt's own loop until its end."""
    loop = qasync.QEventLoop(qapp, already_running=False)
    asyncio.set_event_loop(loop)
    theme.apply(qapp, "light")
    i18n.install(qapp, "en")
    qapp.setQuitOnLastWindowClosed(False)

    def run(story: Coroutine[Any, Any, Any]) -> Any:
        return loop.run_until_complete(asyncio.wait_for(story, 60))

    yield run
    loops.end(loop, lambda: loop.run_until_complete(asyncio.sleep(0)))
    loop.close()
    asyncio.set_event_loop(None)


@pytest.fixture
def stage(tmp_path: Path, play: object) -> Iterator[Stage]:
    """A store with one account and its usual mailboxes."""
    made = Stage(tmp_path)
    yield made
    made.close()
