"""Stories of sending with wishes: later, as important, with a receipt."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from sync.model.collections import Role
from sync.model.mail import Draft, Importance
from sync.rpc import messages as m
from sync.serial import from_json
from sync.store.read.outbox import operations
from tests.qt.mail.stage import Stage, until
from ui.mail.moments import moments
from ui.outbox.words import state

Play = Callable[[Any], Any]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        ("2026-11-25T09:30:45", ["2026-11-25T10:30:00", "2026-11-25T18:00:00", "2026-11-26T08:00:00", "2026-11-30T08:00:00"]),
        ("2026-11-25T22:00:00", ["2026-11-25T23:00:00", "2026-11-26T08:00:00", "2026-11-30T08:00:00"]),
        ("2026-11-29T17:00:00", ["2026-11-29T18:00:00", "2026-11-30T08:00:00"]),
    ],
)
def test_moments_to_choose_from(now: str, offered: list[str]) -> None:
    assert moments(at(now)) == [at(one) for one in offered]


def written(area: Any) -> Any:
    return area.desk.compose("mailto:claire@dreal.example?subject=Convocation&body=Bonjour")


def test_a_message_leaves_later(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        composer = written(area)
        moment = int(time.time()) + 7200
        composer.options.later_wanted.emit(moment)
        await until(lambda: stage.engine.of(m.Send))
        (sent,) = stage.engine.of(m.Send)
        assert 7190 <= sent.undo_seconds <= 7200
        (waiting,) = operations(stage.store)
        assert state(waiting).startswith("Leaves on ")
        area.folder_view.choose(f"mailbox:{stage.boxes[Role.SENT]}")
        await until(lambda: area.list.model.complete and area.list.model.rowCount() == 1)
        area.list.view.choose(0)
        await until(lambda: area.reader.state_banner.text().startswith("Leaves on "))
        await stage.end()

    play(story())


def test_choosing_send_afterwards_sends_now(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        composer = area.desk.compose("mailto:claire@dreal.example?body=Bonjour")
        composer.options.later_wanted.emit(int(time.time()) + 7200)
        assert "no subject" in composer.hint.text()
        composer.send_button.click()
        await until(lambda: stage.engine.of(m.Send))
        assert stage.engine.of(m.Send)[0].undo_seconds <= 60
        await stage.end()

    play(story())


def test_importance_and_receipt_are_part_of_the_draft(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        composer = written(area)
        assert (composer.draft().importance, composer.draft().receipt) == (Importance.NORMAL, False)
        composer.options._levels[Importance.HIGH].trigger()
        composer.options.receipt_action.trigger()
        await until(lambda: stage.engine.of(m.KeepDraft))
        kept = from_json(stage.engine.of(m.KeepDraft)[-1].draft, Draft)
        assert (kept.importance, kept.receipt) == (Importance.HIGH, True)
        composer.show_draft(stage.account, kept)
        assert (composer.options.importance, composer.options.receipt) == (Importance.HIGH, True)
        await stage.end()

    play(story())
