"""The window's part of `measure_chat`, in a process of its own: a warm start, a long timeline scrolled to its beginning."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from pathlib import Path

import qasync
from PySide6.QtWidgets import QApplication

from sync.rpc import messages as m
from sync.store.read import chat as read_chat
from tests.qt.engine import FakeEngine
from ui import i18n, theme
from ui.chat.area import ChatArea
from ui.link import Link, Session
from ui.live import Live

_STEP = 600
_FRAMES = 4000


def main() -> None:
    """Measure, and print what was found as JSON."""
    app = QApplication([])
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    i18n.install(app, "fr")
    theme.apply(app, "light")
    with loop:
        print(json.dumps(loop.run_until_complete(_measured(app, Path(sys.argv[1])))))


async def _measured(app: QApplication, profile: Path) -> dict[str, float]:
    engine = FakeEngine((profile / "key").read_bytes())
    engine.answers[m.ChatSecurity] = m.ChatSecurityAnswer("", True, True, True, [])
    link = Link(profile, engine.connect)
    link.start()
    while link.session is not Session.OPEN:  # noqa: ASYNC110 - a Qt signal
        await asyncio.sleep(0.01)
    link.reader()
    begun, using = time.perf_counter(), time.thread_time()
    area = ChatArea(link, Live(link))
    area.resize(1280, 820)
    area.show()
    rooms = {row.name: row.id for row in read_chat.rooms(link.reader())}
    area.show_room(rooms["Salon 3"])
    app.processEvents()
    area.grab()
    warm, warm_processor = time.perf_counter() - begun, time.thread_time() - using
    row = link.reader().execute("SELECT id FROM room WHERE remote_id LIKE '!long:%'").fetchone()
    link_rooms = read_chat.room(link.reader(), row[0])
    assert link_rooms is not None
    area.column.room_chosen.emit(link_rooms)
    app.processEvents()
    view, model = area.conversation.view, area.timeline
    frames, used = list[float](), list[float]()
    seen = 0
    while not model.complete and seen < _FRAMES:
        started, using = time.perf_counter(), time.thread_time()
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() - _STEP)
        app.processEvents()
        frames.append(1000 * (time.perf_counter() - started))
        used.append(1000 * (time.thread_time() - using))
        seen += 1
        await asyncio.sleep(0)
    found = {
        "warm": 1000 * warm,
        "warm_processor": 1000 * warm_processor,
        "frame_p99": statistics.quantiles(frames, n=100)[98],
        "frame_processor_p99": statistics.quantiles(used, n=100)[98],
        "slowest": max(used),
        "kept": float(model.rowCount()),
    }
    await link.close()
    return found


if __name__ == "__main__":
    main()
