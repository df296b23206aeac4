"""Stories of searching: as one types, here or everywhere, with operators, and kept as a folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

from sync.model.accounts import AccountCondition
from sync.model.collections import Role
from sync.model.faults import Transient
from sync.model.mail import Address, Attachment, Flag
from sync.rpc import messages as m
from sync.store.write import accounts
from tests.qt.mail.stage import Stage, until
from ui.common.toasts import ToastStack
from ui.mail.delegate import MessageDelegate

Play = Callable[[Any], Any]


def listed(area: Any) -> list[str]:
    return [area.list.model.message(row).subject for row in range(area.list.model.rowCount())]


def mail(stage: Stage) -> None:
    stage.add_letter("Budget primitif", text="Les inspections du site sont prévues", flags=Flag.SEEN)
    stage.add_letter("Convention", text="Voir le budget", sender=Address("Yann Le Goff", "yann@mairie.example"))
    stage.add_letter("Budget voté", box=stage.boxes[Role.ARCHIVE], attachments=(Attachment("2", "budget.ods", "x/y", 10),))


def test_results_come_as_one_types(stage: Stage, play: Play) -> None:
    mail(stage)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.commands["search"].trigger()
        QTest.keyClicks(area.list.bar.search, "inspect")
        await until(lambda: listed(area) == ["Budget primitif"])
        area.list.bar.search.setText("inspection")
        await until(lambda: area.list.model.complete and listed(area) == ["Budget primitif"])
        area.list.bar.search.clear()
        await until(lambda: len(listed(area)) == 2)
        await stage.end()

    play(story())


def test_one_searches_here_or_everywhere(stage: Stage, play: Play) -> None:
    mail(stage)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        bar = area.list.bar.searching
        assert not bar._scope.isVisible()
        bar.field.setText("budget")
        await until(lambda: listed(area) == ["Budget primitif", "Convention"])
        assert bar._scope.isVisible()
        QTest.mouseClick(bar._everywhere, Qt.MouseButton.LeftButton)
        await until(lambda: listed(area) == ["Budget primitif", "Convention", "Budget voté"])
        painter: MessageDelegate = area.list.view.painter_of_rows()
        assert painter._entry(area.list.model.message(2), area.list.model, 2).preview.startswith("Archive · ")
        QTest.mouseClick(bar._here, Qt.MouseButton.LeftButton)
        await until(lambda: len(listed(area)) == 2)
        bar.field.setText("budget dans:archives")
        await until(lambda: listed(area) == ["Budget voté"])
        await stage.end()

    play(story())


def reach(stage: Stage, condition: AccountCondition) -> None:
    accounts.set_condition(stage.store, stage.account, condition)


def test_the_server_is_asked_for_what_is_not_kept_here(stage: Stage, play: Play) -> None:
    mail(stage)
    far = stage.add_letter("Ancien courrier", text="", flags=Flag.SEEN)
    elsewhere = stage.add_letter("Ailleurs", text="", box=stage.boxes[Role.ARCHIVE])
    reach(stage, AccountCondition.ONLINE)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        bar = area.list.bar.searching
        assert not bar.server.isVisible()
        bar.field.setText("budget")
        await until(lambda: listed(area) == ["Budget primitif", "Convention"])
        assert bar.server.isVisible()
        area.list.view.choose(1)
        stage.engine.found = [far, elsewhere, area.list.model.message(0).id]
        area.commands["search_server"].trigger()
        assert not bar.server.isEnabled()
        await until(lambda: listed(area) == ["Budget primitif", "Convention", "Ancien courrier"])
        (asked,) = stage.engine.of(m.SearchServer)
        assert (asked.collection, asked.text) == (stage.boxes[Role.INBOX], "budget")
        await until(lambda: bar.server_words.text() == "1 more message found on the server.")
        assert not bar.server.isVisible()
        assert [row.subject for row in area.list.chosen()] == ["Convention"]
        bar.field.setText("budget voté")
        await until(lambda: area.list.model.complete and not listed(area))
        assert bar.server.isVisible()
        assert not bar.server_words.isVisible()
        await stage.end()

    play(story())


def test_the_server_is_not_offered_offline_nor_for_what_it_would_take_otherwise(stage: Stage, play: Play) -> None:
    mail(stage)
    reach(stage, AccountCondition.ONLINE)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        bar = area.list.bar.searching
        for query, offered in (("budget", True), ("de:yann", False), ('"le budget"', False), ("budget -vote", False)):
            bar.field.setText(query)
            bar.field.returnPressed.emit()
            assert bar.server.isVisible() is offered, query
        bar.field.setText("budget")
        await until(bar.server.isVisible)
        QTest.mouseClick(bar._everywhere, Qt.MouseButton.LeftButton)
        assert not bar.server.isVisible()
        QTest.mouseClick(bar._here, Qt.MouseButton.LeftButton)
        assert bar.server.isVisible()
        reach(stage, AccountCondition.OFFLINE)
        stage.engine.tell(m.AccountChanged(stage.account, AccountCondition.OFFLINE))
        await until(lambda: not bar.server.isVisible())
        area.commands["search_server"].trigger()
        assert not stage.engine.of(m.SearchServer)
        await stage.end()

    play(story())


def test_a_server_that_fails_can_be_asked_again(stage: Stage, play: Play) -> None:
    mail(stage)
    reach(stage, AccountCondition.ONLINE)
    stage.engine.faults[m.SearchServer] = Transient()

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        bar = area.list.bar.searching
        bar.field.setText("budget")
        await until(bar.server.isVisible)
        bar.server.click()
        await until(lambda: ToastStack.of(area).toasts)
        assert bar.server.isEnabled()
        del stage.engine.faults[m.SearchServer]
        bar.server.click()
        await until(lambda: bar.server_words.text() == "The server found nothing more.")
        await stage.end()

    play(story())


def test_operators_are_offered_in_the_persons_language(stage: Stage, play: Play) -> None:
    mail(stage)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        bar = area.list.bar.searching
        menu = bar.operator_menu()
        next(action for action in menu.actions() if action.text().startswith("from:")).trigger()
        assert bar.field.text() == "from:"
        QTest.keyClicks(bar.field, "yann")
        await until(lambda: listed(area) == ["Convention"])
        next(action for action in menu.actions() if action.text().startswith("is:unread")).trigger()
        assert bar.field.text() == "from:yann is:unread "
        await until(lambda: area.list.model.complete and listed(area) == ["Convention"])
        await stage.end()

    play(story())


def test_a_search_is_kept_as_a_folder(stage: Stage, play: Play, monkeypatch: Any) -> None:
    mail(stage)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        bar = area.list.bar.searching
        bar.field.setText("budget est:nonlu")
        await until(lambda: listed(area) == ["Convention"])
        monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("Budget à lire", True))
        QTest.mouseClick(bar._save, Qt.MouseButton.LeftButton)
        await until(lambda: area.searches.all())
        (kept,) = area.searches.all()
        assert (kept.name, kept.query) == ("Budget à lire", "budget est:nonlu")
        await until(lambda: [one for one in stage.engine.of(m.ChangeSetting) if one.name == "mail.searches"])
        (asked,) = [one for one in stage.engine.of(m.ChangeSetting) if one.name == "mail.searches"]
        assert json.loads(asked.value)[0]["query"] == "budget est:nonlu"
        await until(lambda: area.folders.index_of(f"search:{kept.key}").isValid())
        group = area.folders.index_of(f"search:{kept.key}").parent()
        assert group.data() == "Saved searches"
        assert not group.flags() & Qt.ItemFlag.ItemIsSelectable
        area.folder_view.choose(f"mailbox:{stage.boxes[Role.SENT]}")
        area.folder_view.choose(f"search:{kept.key}")
        await until(lambda: listed(area) == ["Convention", "Budget voté"])
        assert area.list.bar._title.whole_text == "Budget à lire"
        place = area.folders.place(area.folder_view.currentIndex())
        menu = area.folder_view.menu_for(place)
        monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("À lire", True))
        menu.actions()[0].trigger()
        await until(lambda: area.folders.index_of(f"search:{kept.key}").data() == "À lire")
        menu.actions()[1].trigger()
        await until(lambda: not area.folders.index_of(f"search:{kept.key}").isValid())
        assert area.searches.all() == []
        await stage.end()

    play(story())


def test_what_others_kept_in_the_setting_does_no_harm(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        odd = [{"key": "a", "name": "x", "query": "y"}, {"key": 1}, "z", None]
        area.preferences.set_value("mail.searches", odd)
        assert [one.query for one in area.searches.all()] == ["y"]
        area.preferences.set_value("mail.searches", "broken")
        assert area.searches.all() == []
        await stage.end()

    play(story())
