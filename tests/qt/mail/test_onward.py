"""Stories of letters that go on: redirected to others, and receipts asked for, given, refused, or never thought of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sync.model.collections import Role
from sync.model.faults import Offline
from sync.model.mail import Address, Flag, Pending, ReceiptRequest
from sync.model.onward import RedirectMessage
from sync.model.operations import ChangeFlags
from sync.rpc import messages as m
from sync.serial import intention_from_json
from sync.store.read.messages import message
from sync.store.read.outbox import operation, operations
from tests.qt.mail.stage import ALICE, CLAIRE, Stage, until
from ui.outbox.words import title

Play = Callable[[Any], Any]
ASKED = ReceiptRequest((CLAIRE,), True)


async def reading(stage: Stage) -> Any:
    area = await stage.open_area(web_allowed=False)
    area.list.view.choose(0)
    await until(lambda: area.reader.content is not None)
    return area


def test_a_letter_goes_on_to_others_and_can_be_taken_back(stage: Stage, play: Play) -> None:
    item = stage.add_letter("Permis de construire")

    async def story() -> None:
        area = await reading(stage)
        area.commands["redirect"].trigger()
        window = area.redirecting.window_shown
        assert not window.go.isEnabled(), "nobody is named yet"
        QTest.keyClicks(window.to.entry, "yann@mairie.example;")
        assert window.go.isEnabled()
        assert window.writer().identity.address == ALICE.address
        QTest.mouseClick(window.go, Qt.MouseButton.LeftButton)
        await until(lambda: stage.engine.of(m.Redirect))
        (asked,) = stage.engine.of(m.Redirect)
        assert (asked.message, asked.recipients) == (item, [("", "yann@mairie.example")])
        row = next(row for row in operations(stage.store) if row.kind == RedirectMessage.kind)
        waiting = operation(stage.store, row.id)
        assert waiting is not None
        assert isinstance(waiting.intention, RedirectMessage)
        assert title(row) == "Redirect a message"
        shown = message(stage.store, item)
        assert shown is not None
        assert shown.flags & Flag.FORWARDED

        area.folder_view.choose(f"mailbox:{stage.boxes[Role.SENT]}")
        await until(lambda: area.list.model.complete and area.list.model.rowCount() == 1)
        area.list.view.choose(0)
        await until(lambda: area.reader.state_banner.isVisible())
        assert area.reader.row.pending is Pending.QUEUED
        assert not area.reader.state_banner._button.isVisible(), "there is nothing to edit in what others wrote"

        area.redirecting._take_back(row.id)
        await until(lambda: operation(stage.store, row.id) is None)
        await stage.end()

    play(story())


def test_what_hinders_a_redirection_is_said_and_nothing_typed_is_lost(stage: Stage, play: Play) -> None:
    stage.add_letter("Permis")
    stage.engine.faults[m.Redirect] = Offline("not_kept")

    async def story() -> None:
        area = await reading(stage)
        area.redirect()
        window = area.redirecting.window_shown
        QTest.keyClicks(window.to.entry, "yann;")
        assert not window.go.isEnabled(), "no valid address"
        window.to.set_addresses([Address("Yann", "yann@mairie.example")])
        window.go.click()
        await until(lambda: window.fault.isVisible())
        assert window.isEnabled()
        assert [one.address for one in window.to.addresses()] == ["yann@mairie.example"]
        window.reject()
        await stage.end()

    play(story())


def test_a_receipt_is_asked_about_and_given(stage: Stage, play: Play) -> None:
    item = stage.add_letter("Convocation", receipt=ASKED)

    async def story() -> None:
        area = await reading(stage)
        banner = area.reader.receipt_banner
        await until(lambda: banner.isVisible())
        assert "Claire Morvan" in banner.text()
        assert stage.engine.of(m.AnswerReceipt) == []
        banner.chosen.emit()
        await until(lambda: stage.engine.of(m.AnswerReceipt))
        (asked,) = stage.engine.of(m.AnswerReceipt)
        assert (asked.message, asked.automatic, asked.sender) == (item, False, (ALICE.name, ALICE.address))
        assert "Convocation" in asked.subject
        assert not banner.isVisible()
        area.list.view.choose(-1)
        area.reader.show_message(message(stage.store, item))
        await until(lambda: area.reader.content is not None)
        assert not banner.isVisible(), "nobody is asked twice"
        await stage.end()

    play(story())


def test_a_refusal_settles_the_question_everywhere(stage: Stage, play: Play) -> None:
    item = stage.add_letter("Convocation", receipt=ASKED)

    async def story() -> None:
        area = await reading(stage)
        banner = area.reader.receipt_banner
        await until(lambda: banner.isVisible())
        QTest.mouseClick(banner.no, Qt.MouseButton.LeftButton)
        settled = ChangeFlags((item,), Flag.RECEIPT_SENT)
        await until(lambda: settled in [intention_from_json(one.kind, one.intention) for one in stage.engine.of(m.Intend)])
        assert stage.engine.of(m.AnswerReceipt) == []
        assert not banner.isVisible()
        await stage.end()

    play(story())


@pytest.mark.parametrize(
    ("wish", "receipt", "flags", "sent", "asks"),
    [
        ("always", ASKED, Flag.NONE, True, False),
        ("always", ReceiptRequest((CLAIRE,), False), Flag.NONE, False, True),
        ("always", ASKED, Flag.SEEN, False, True),
        ("never", ASKED, Flag.NONE, False, False),
        ("ask", ASKED, Flag.RECEIPT_SENT, False, False),
        ("always", None, Flag.NONE, False, False),
    ],
    ids=["by itself", "a list", "read before", "never", "answered already", "not asked for"],
)
def test_receipts_follow_the_wish_of_the_person(
    stage: Stage, play: Play, wish: str, receipt: ReceiptRequest | None, flags: Flag, sent: bool, asks: bool
) -> None:
    stage.add_letter("Autre", when=1_700_000_000)
    stage.add_letter("Convocation", receipt=receipt, flags=flags)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.preferences.set_value("read_receipts", wish)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        if sent:
            await until(lambda: stage.engine.of(m.AnswerReceipt))
            assert stage.engine.of(m.AnswerReceipt)[0].automatic
        assert area.reader.receipt_banner.isVisible() is asks
        area.list.view.choose(1)
        await until(lambda: area.reader.content is not None and area.reader.content.envelope.subject == "Autre")
        assert not area.reader.receipt_banner.isVisible()
        assert len(stage.engine.of(m.AnswerReceipt)) == sent
        await stage.end()

    play(story())


@pytest.mark.parametrize("role", [Role.JUNK, Role.SENT, Role.TRASH])
def test_no_receipt_for_junk_and_for_what_was_thrown_away(stage: Stage, play: Play, role: Role) -> None:
    stage.add_letter("Gagnez", receipt=ASKED, box=stage.boxes[role])

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.preferences.set_value("read_receipts", "always")
        area.folder_view.choose(f"mailbox:{stage.boxes[role]}")
        await until(lambda: area.list.model.complete and area.list.model.rowCount() == 1)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        assert not area.reader.receipt_banner.isVisible()
        assert stage.engine.of(m.AnswerReceipt) == []
        await stage.end()

    play(story())
