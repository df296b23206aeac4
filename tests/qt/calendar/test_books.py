"""Address books from the window: made, renamed, removed and taken back; several contacts moved to another one at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from sync.model.accounts import Service
from sync.model.contacts import CardDraft
from sync.model.ids import ItemId, new_operation_id
from sync.rpc import messages as m
from sync.serial import to_json
from sync.store.item_rows import CollectionRow
from sync.store.read import collections as read_collections
from sync.store.read import contacts as read_contacts
from tests.engine.ground import ALICE, people
from tests.qt.calendar.stage import Stage
from ui.contacts import books
from ui.contacts.area import ContactsArea


@pytest.fixture
def stage(loop: asyncio.AbstractEventLoop, tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path / "profile", people(), qtbot, ("contacts",))
    made.open()
    yield made
    made.close()


@pytest.fixture
def area(stage: Stage, qtbot: QtBot) -> ContactsArea:
    made = ContactsArea(stage.link, stage.live)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def shelves(stage: Stage) -> list[CollectionRow]:
    return stage.engine.desk.store.read(read_collections.collections, Service.CONTACTS)


def on_server(stage: Stage) -> dict[str, int]:
    stage.meet()
    kept = stage.server.user(ALICE).shelves.values()
    return {one.name: len(one.items) for one in kept if one.service is Service.CONTACTS}


def contact(stage: Stage, name: str) -> ItemId:
    draft = to_json(CardDraft(name=name)).encode()
    saved = stage.run(stage.engine.answer(m.SaveContact(new_operation_id(), shelves(stage)[0].id, draft)))
    assert isinstance(saved, m.Saved)
    return ItemId(saved.items[0])


def test_an_address_book_is_made_renamed_and_removed(
    stage: Stage, area: ContactsArea, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books.QInputDialog, "getText", lambda *_, **__: ("Élus", True))
    area.menus.new_book()
    qtbot.waitUntil(lambda: len(stage.operations()) == 1)
    assert on_server(stage) == {"Contacts": 0, "Élus": 0}
    book = next(row for row in shelves(stage) if row.name == "Élus")
    menu = books.book_menu(area.deeds, book, area)
    assert [action.text() for action in menu.actions()] == ["Nouveau carnet…", "Renommer…", "Supprimer avec ses contacts"]
    monkeypatch.setattr(books.QInputDialog, "getText", lambda *_, **__: ("Élus du département", True))
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: len(stage.operations()) == 1)
    assert on_server(stage) == {"Contacts": 0, "Élus du département": 0}
    menu.actions()[2].trigger()
    qtbot.waitUntil(lambda: area.deeds.can_undo and len(stage.operations()) == 1)
    area.deeds.undo()
    qtbot.waitUntil(lambda: stage.operations() == [])
    assert "Élus du département" in on_server(stage)
    menu.actions()[2].trigger()
    qtbot.waitUntil(lambda: len(stage.operations()) == 1)
    stage.run(stage.hurry(stage.operations()[0]))
    assert on_server(stage) == {"Contacts": 0}


def test_several_contacts_move_to_another_book_at_once(stage: Stage, area: ContactsArea, qtbot: QtBot) -> None:
    stage.server.put_shelf(stage.server.user(ALICE), Service.CONTACTS, "Partenaires")
    items = [contact(stage, name) for name in ("Claire", "Erwan", "Zoé")]
    assert on_server(stage) == {"Contacts": 3, "Partenaires": 0}
    rows = list(stage.engine.desk.store.read(read_contacts.rows, items[:2]).values())
    menu = books.move_menu(stage.link, area.deeds, rows, area)
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Partenaires"]
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: len(stage.operations()) == 1)
    assert on_server(stage) == {"Contacts": 1, "Partenaires": 2}
