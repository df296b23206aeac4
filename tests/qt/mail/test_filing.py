"""Stories of filing: archives by year, and a mailbox that fills up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sync.model.accounts import Service
from sync.model.collections import Collection, Role
from sync.model.ids import RemoteId
from sync.model.operations import CreateCollection, MoveItems
from sync.rpc import messages as m
from sync.serial import intention_from_json
from sync.store.read.mailboxes import mailboxes
from sync.store.write import collections
from tests.qt.mail.stage import Stage, until

Play = Callable[[Any], Any]


def wanted(stage: Stage, kind: type[Any]) -> list[Any]:
    found = [intention_from_json(one.kind, one.intention) for one in stage.engine.of(m.Intend)]
    return [one for one in found if isinstance(one, kind)]


def test_messages_are_archived_by_their_year(stage: Stage, play: Play) -> None:
    stage.add_letter("Ancienne", when=int(datetime(2024, 5, 2).timestamp()))  # noqa: DTZ001 - the local year
    stage.add_letter("Autre ancienne", when=int(datetime(2024, 6, 2).timestamp()))  # noqa: DTZ001
    stage.add_letter("Récente", when=int(datetime(2026, 5, 2).timestamp()))  # noqa: DTZ001
    there = stage.add_box(stage.account, "Archives/2026", parent="Archives")

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.preferences.set_value("mail.archive_by_year", True)
        area.list.view.selectAll()
        await until(lambda: len(area.list.chosen()) == 3)
        area.commands["archive"].trigger()
        await until(lambda: len(wanted(stage, MoveItems)) == 2)
        (made,) = wanted(stage, CreateCollection)
        assert (made.name, made.parent) == ("2024", stage.boxes[Role.ARCHIVE])
        years = {box.id: box.name for box in mailboxes(stage.store) if box.parent == stage.boxes[Role.ARCHIVE]}
        moved = {years[one.target]: len(one.items) for one in wanted(stage, MoveItems)}
        assert moved == {"2024": 2, "2026": 1}
        assert next(one for one in wanted(stage, MoveItems) if len(one.items) == 1).target == there
        area.intents.undo()
        await until(lambda: len(stage.engine.of(m.CancelOperation)) >= 2)
        await stage.end()

    play(story())


def test_a_mailbox_that_fills_up_says_so(stage: Stage, play: Play) -> None:
    def fill(used: int) -> None:
        inbox = Collection(RemoteId("INBOX"), Service.MAIL, "INBOX", Role.INBOX, quota_used=used << 20, quota_total=1000 << 20)
        collections.put_collection(stage.store, stage.account, inbox)

    fill(300)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        assert area.quota.isHidden(), "there is room enough"
        fill(700)
        stage.engine.changed()
        await until(lambda: not area.quota.isHidden())
        assert area.quota.words.text() == "700\N{NO-BREAK SPACE}MB of 1,000\N{NO-BREAK SPACE}MB used"
        fill(950)
        stage.engine.changed()
        await until(lambda: "nearly full" in area.quota.words.text())
        assert area.quota.words.property("role") == "danger"
        await stage.end()

    play(story())
