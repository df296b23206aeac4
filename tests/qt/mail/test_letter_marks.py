"""Stories of what one notes on letters: pinned, put off and back, due; and of favourite folders."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from sync.model.collections import Role
from sync.model.ids import ItemId
from sync.model.letter_marks import PINNED, RETURNED, due, due_at, snoozed_until
from sync.model.mail import Flag
from sync.store.read.messages import message
from tests.qt.mail.stage import Stage, until
from ui.mail.folder_model import FolderModel

Play = Callable[[Any], Any]
HOUR = 3600


def subjects(area: Any) -> list[str]:
    model = area.list.model
    return [model.message(row).subject for row in range(model.rowCount())]


def keywords(stage: Stage, item: ItemId) -> frozenset[str]:
    row = message(stage.store, item)
    assert row is not None
    return row.keywords


def mark(stage: Stage, item: ItemId, *marks: str) -> None:
    stage.store.execute("UPDATE message SET keywords = ? WHERE id = ?", (" ".join(sorted(marks)), item))


def headings(area: Any) -> dict[int, str]:
    found: dict[int, str] = area.list.view.painter_of_rows().headings
    return found


def test_a_pinned_letter_stands_on_top_until_it_is_unpinned(stage: Stage, play: Play) -> None:
    now = int(time.time())
    old = stage.add_letter("Vieille", when=now - 90 * 24 * HOUR)
    for number in range(3):
        stage.add_letter(f"Neuve {number}", when=now - 60 * number)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        assert subjects(area)[-1] == "Vieille"
        area.list.view.choose(3)
        QTest.keyClick(area.list.view, Qt.Key.Key_P)
        await until(lambda: subjects(area)[0] == "Vieille")
        assert PINNED in keywords(stage, old)
        assert headings(area)[0] == "Pinned"
        assert headings(area)[1] == "Today"
        assert area.list.view.chosen_rows() == [0], "it stays chosen"
        assert "pinned" in area.list.model.data(area.list.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
        area.commands["pin"].trigger()
        await until(lambda: subjects(area)[-1] == "Vieille")
        assert PINNED not in keywords(stage, old)
        await stage.end()

    play(story())


def test_a_letter_that_is_put_off_leaves_the_list_and_can_be_fetched_back(stage: Stage, play: Play) -> None:
    stage.add_letter("Reste")
    item = stage.add_letter("Plus tard", when=int(time.time()))

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        area.snooze_menu.fill()
        choice = area.snooze_menu.actions()
        assert len(choice) >= 4
        choice[0].trigger()
        await until(lambda: subjects(area) == ["Reste"])
        moment = snoozed_until(keywords(stage, item))
        assert moment is not None
        assert moment > time.time()
        await until(lambda: area.folder_view.choose("put_off"))
        await until(lambda: area.list.model.complete and subjects(area) == ["Plus tard"])
        area.list.view.choose(0)
        await until(lambda: area.reader.mark_banner.isVisible())
        assert "Put off until" in area.reader.mark_banner.text()
        area.reader.mark_banner.chosen.emit()
        await until(lambda: not subjects(area))
        assert not keywords(stage, item)
        area.folder_view.choose(f"mailbox:{stage.boxes[Role.INBOX]}")
        await until(lambda: subjects(area) == ["Plus tard", "Reste"])
        await until(lambda: not area.folders.index_of("put_off").isValid())
        await stage.end()

    play(story())


def test_putting_off_can_be_undone(stage: Stage, play: Play) -> None:
    stage.add_letter("Trop vite")

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        area.intents.snooze(area.list.chosen(), int(time.time()) + HOUR)
        await until(lambda: subjects(area) == [])
        area.commands["undo"].trigger()
        await until(lambda: subjects(area) == ["Trop vite"])
        await stage.end()

    play(story())


def test_what_came_back_stands_above_the_pinned_ones_until_it_is_read(stage: Stage, play: Play) -> None:
    now = int(time.time())
    back = stage.add_letter("Revenue", when=now - 50 * 24 * HOUR)
    pinned = stage.add_letter("Épinglée", when=now - 40 * 24 * HOUR)
    stage.add_letter("Neuve", when=now)
    mark(stage, back, RETURNED)
    mark(stage, pinned, PINNED)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        assert subjects(area) == ["Revenue", "Épinglée", "Neuve"]
        assert [headings(area)[row] for row in range(3)] == ["Back", "Pinned", "Today"]
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        area.intents.change_flags(area.list.chosen(), Flag.SEEN, Flag.NONE)
        await until(lambda: subjects(area) == ["Épinglée", "Neuve", "Revenue"])
        assert RETURNED not in keywords(stage, back)
        await stage.end()

    play(story())


def test_a_letter_to_be_dealt_with_is_flagged_and_reminded_of(stage: Stage, play: Play) -> None:
    item = stage.add_letter("À rendre")

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        area.remind_menu.fill()
        area.remind_menu.actions()[0].trigger()
        await until(lambda: due_at(keywords(stage, item)) is not None)
        row = message(stage.store, item)
        assert row is not None
        assert row.flags & Flag.FLAGGED
        await until(lambda: area.reader.mark_banner.isVisible())
        assert "To be dealt with" in area.reader.mark_banner.text()
        area.reader.mark_banner.chosen.emit()
        await until(lambda: not keywords(stage, item))
        row = message(stage.store, item)
        assert row is not None
        assert not row.flags & Flag.FLAGGED
        await until(lambda: not area.reader.mark_banner.isVisible())
        await stage.end()

    play(story())


def test_taking_the_flag_takes_the_reminder_too(stage: Stage, play: Play) -> None:
    item = stage.add_letter("À rendre", flags=Flag.FLAGGED)
    mark(stage, item, due(int(time.time()) + HOUR))

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        area.commands["flag"].trigger()
        await until(lambda: not keywords(stage, item))
        await stage.end()

    play(story())


def test_the_window_of_reminders_shows_letters_that_are_due(stage: Stage, play: Play) -> None:
    from ui.calendar.reminder_window import ReminderWindow

    item = stage.add_letter("À rendre", flags=Flag.FLAGGED)
    mark(stage, item, due(int(time.time()) - HOUR))

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        window = ReminderWindow(area._link, area)
        wanted: list[Any] = []
        window.letter_wanted.connect(wanted.append)
        window.read()
        assert window.isVisible()
        assert [row.id for row in window.letters] == [item]
        window._letter_card(window.letters[0], window._now()).findChildren(QPushButton)[0].click()
        assert [row.id for row in wanted] == [item]
        window._put_off_all()
        await until(lambda: not window.letters)
        assert (due_at(keywords(stage, item)) or 0) > time.time()
        mark(stage, item, due(int(time.time()) - HOUR))
        stage.store.execute("DELETE FROM operation")
        stage.store.execute("DELETE FROM message_overlay")
        window.read()
        window._dismiss_all()
        await until(lambda: not window.letters)
        assert not window.isVisible()
        assert not keywords(stage, item)
        await stage.end()

    play(story())


def test_favourite_folders_stand_on_top(stage: Stage, play: Play) -> None:
    box = stage.add_box(stage.account, "Projets/Rennes")
    stage.add_letter("Plan", box=box)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        place = area.folders.place(area.folders.index_of(f"mailbox:{box}"))
        star = next(one for one in area.folder_view.menu_for(place).actions() if "favourites" in one.text())
        star.trigger()
        await until(lambda: area.folders.index_of(f"favourite:{box}").isValid())
        assert area.folders.index(0, 0).data(FolderModel.NameRole) == "Favourites"
        liked = area.folders.index_of(f"favourite:{box}")
        assert liked.data(FolderModel.UnreadRole) == 1
        area.folder_view.choose(f"favourite:{box}")
        await until(lambda: area.list.model.complete and subjects(area) == ["Plan"])
        assert [one.id for one in area.folders.mailboxes(stage.account)].count(box) == 1
        area.favourites.toggle(box)
        await until(lambda: not area.folders.index_of(f"favourite:{box}").isValid())
        area.preferences.set_value("mail.favourites", "broken")
        assert area.favourites.all() == []
        await stage.end()

    play(story())
