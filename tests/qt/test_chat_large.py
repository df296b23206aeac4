"""A room of 100,000 posts in the window: what is read, laid out and held does not grow with it, and the place is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pytestqt.qtbot import QtBot

from sync.model.ids import RoomId, dated_post_id
from sync.store.connection import Connection
from tests.qt.chat_store import CLAIRE, ME, NOW, YANN, fill_chat
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.chat.area import ChatArea
from ui.chat.post_layout import PostLayout
from ui.chat.timeline_model import MOST
from ui.link import Link
from ui.live import Live

MANY = 100_000
START = 1 << 40


def fill(connection: Connection) -> None:
    """Put many posts into the first room, as the stream would have left them."""
    room = connection.execute("SELECT id FROM room WHERE name = 'Équipe ICPE Bretagne'").fetchone()[0]
    people = (CLAIRE, YANN, ME)
    rows = (
        (
            dated_post_id(NOW - (MANY - at) * 60_000, at % (1 << 24)), room, f"$n{at}", START + at, people[at % 3],
            NOW - (MANY - at) * 60_000, "text", f"Post {at} : " + "constat " * (at % 40), "verified",
        )
        for at in range(MANY)
    )  # fmt: skip
    connection.execute("DELETE FROM post WHERE room_id = ?", (room,))
    connection.executemany(
        "INSERT INTO post (id, room_id, remote_id, position, sender, sent_ms, kind, body, trust) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


@pytest.fixture
def area(store: FilledStore, open_link: Link, live: Live, engine: FakeEngine, qtbot: QtBot) -> ChatArea:
    fill_chat(store, [])
    store.change(fill)
    made = ChatArea(open_link, live)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.show_room(next(row.id for row in made.rooms.rows if row.name == "Équipe ICPE Bretagne"))
    qtbot.waitUntil(lambda: made.conversation.view.at_end and made.conversation.view.verticalScrollBar().maximum() > 0)
    return made


@contextmanager
def counted(area: ChatArea, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """Count what is read of the store and laid out anew while one scrolls."""
    counts = {"read": 0, "laid": 0}
    lay = PostLayout._text

    def laying(self: PostLayout, *arguments: object) -> object:
        counts["laid"] += 1
        return lay(self, *arguments)  # type: ignore[arg-type]

    connection = area._link.reader()
    connection.set_trace_callback(lambda _: counts.__setitem__("read", counts["read"] + 1))
    monkeypatch.setattr(PostLayout, "_text", laying)
    try:
        yield counts
    finally:
        connection.set_trace_callback(None)
        monkeypatch.undo()


def seen(area: ChatArea) -> str:
    """The post in the middle of what is seen."""
    view = area.conversation.view
    return str(view.indexAt(view.viewport().rect().center()).data())


def test_scrolling_back_holds_little_reads_little_and_keeps_its_place(
    area: ChatArea, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, bar = area.conversation.view, area.conversation.view.verticalScrollBar()
    pages = []
    for _ in range(12):
        bar.setValue(40)
        before, low = seen(area), area.timeline.low
        with counted(area, monkeypatch) as counts:
            qtbot.waitUntil(lambda low=low: area.timeline.low < low)  # type: ignore[misc]
        assert seen(area) == before
        assert area.timeline.rowCount() <= MOST
        pages.append((counts["read"], counts["laid"]))
    assert not area.timeline.live
    assert max(read for read, _ in pages) <= 12
    assert max(laid for _, laid in pages) <= 4 * MOST
    assert view.verticalScrollBar().value() > 0


def test_a_scroll_of_one_notch_reads_nothing_and_lays_out_what_is_seen(
    area: ChatArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, bar = area.conversation.view, area.conversation.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    view.grab()
    with counted(area, monkeypatch) as counts:
        for _ in range(20):
            bar.setValue(bar.value() + 24)
            view.viewport().grab()
    assert counts["read"] == 0
    assert counts["laid"] <= 20 * 40


def test_the_first_post_is_reached_at_once_and_the_end_again(area: ChatArea, qtbot: QtBot) -> None:
    area.timeline.show_around(area._link.reader(), START)
    area.conversation.view.show_row(0)
    assert "Post 0 :" in str(area.timeline.index(0).data())
    assert area.timeline.rowCount() <= MOST
    area.conversation.end_wanted.emit()
    qtbot.waitUntil(lambda: area.conversation.view.at_end)
    last = area.timeline.last_post()
    assert last is not None
    assert last.remote_id == f"$n{MANY - 1}"


def test_what_arrives_meanwhile_does_not_move_what_is_read(
    area: ChatArea, store: FilledStore, qtbot: QtBot
) -> None:
    bar = area.conversation.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before, value = seen(area), bar.value()

    def arrive(connection: Connection) -> None:
        connection.execute(
            "INSERT INTO post (id, room_id, remote_id, position, sender, sent_ms, kind, body) "
            "VALUES (?, ?, '$neu', ?, ?, ?, 'text', 'Nouveau')",
            (dated_post_id(NOW, 77), RoomId(area.timeline.room or 0), START + MANY, CLAIRE, NOW),
        )

    store.change(arrive)
    area.read_posts()
    last = area.timeline.last_post()
    assert last is not None
    assert last.remote_id == "$neu"
    assert (seen(area), bar.value()) == (before, value)
