"""People of the directory: offered while one types, looked up in a window of their own, known offline afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sync.model.contacts import CardDraft, DirectoryPerson
from sync.store.read import contacts as read_contacts
from tests.engine.ground import people
from tests.qt.calendar.stage import Stage
from ui.calendar.people_field import PeopleField
from ui.common.directory import DirectoryLookup
from ui.contacts.directory import DirectoryDialog

CLAIRE = DirectoryPerson(
    "Claire Morvan", "claire.morvan@exemple.fr", "DREAL", "ICPE", "Inspectrice", ("+33 2 99 00 00 00",), "Claire", "Morvan"
)


@pytest.fixture
def stage(loop: asyncio.AbstractEventLoop, tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    server = people()
    server.directory += [CLAIRE, DirectoryPerson("Erwan Le Goff", "", title="Standard", phones=("17",))]
    made = Stage(tmp_path / "profile", server, qtbot, ("calendar", "directory"))
    made.open()
    yield made
    made.close()


def test_who_is_invited_comes_from_the_directory_too(stage: Stage, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = PeopleField(lambda prefix: read_contacts.complete(stage.link.reader(), prefix), window)
    lookup = DirectoryLookup(stage.link, field)
    field.typed.connect(lookup.look_for)
    lookup.found.connect(field.suggest_again)
    QTest.keyClicks(field.entry, "morv")
    qtbot.waitUntil(lambda: field._names.stringList() == ["Claire Morvan <claire.morvan@exemple.fr>"])


def test_somebody_is_looked_up_and_becomes_a_contact(stage: Stage, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = DirectoryDialog(stage.link, window)
    kept: list[CardDraft] = []
    dialog.contact_wanted.connect(kept.append)
    dialog.show()
    assert not dialog.write.isEnabled()
    QTest.keyClicks(dialog.entry, "claire")
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert dialog.said.text() == "1 personne trouvée"
    assert "Inspectrice, ICPE, DREAL" in dialog.list.item(0).text()
    assert dialog.write.isEnabled()
    dialog.keep.click()
    assert [(one.given, one.family, one.emails[0].value) for one in kept if one.emails] == [
        ("Claire", "Morvan", "claire.morvan@exemple.fr")
    ]


def test_offline_the_people_that_were_found_are_still_there(stage: Stage, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first = DirectoryDialog(stage.link, window)
    first.show()
    QTest.keyClicks(first.entry, "erwan")
    qtbot.waitUntil(lambda: first.list.count() == 1)
    assert not first.write.isEnabled(), "nothing to write to, a number to call"
    first.reject()
    stage.server.trouble.outage = True
    again = DirectoryDialog(stage.link, window)
    again.show()
    QTest.keyClicks(again.entry, "goff")
    assert again.list.count() == 1
    again.reject()
