"""Stories of conversations: one row for all of one, unfolded in place, read one after the other, moved together."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sync.model.collections import Role
from sync.model.ids import ItemId
from sync.model.mail import Address, Flag
from sync.model.operations import ChangeFlags, MoveItems
from sync.rpc import messages as m
from sync.serial import intention_from_json
from tests.qt.mail.stage import ALICE, CLAIRE, Stage, until
from ui.mail.model import MessageModel
from ui.mail.participants import participants
from ui.mail.sources import Mailboxes

Play = Callable[[Any], Any]
YANN = Address("Yann Le Goff", "yann.legoff@mairie-vezin.example")


def correspondence(stage: Stage) -> tuple[ItemId, ItemId, ItemId]:
    """Claire asks, Alice answers (in Sent), Yann adds something an hour ago."""
    now = int(time.time())
    asked = stage.add_letter("Rapport de Vezin", when=now - 9000, flags=Flag.SEEN, text="Peux-tu relire ?")
    answered = stage.add_letter(
        "Re: Rapport de Vezin", sender=ALICE, to=(CLAIRE, YANN), when=now - 6000, flags=Flag.SEEN, box=stage.boxes[Role.SENT],
        answers=asked, text="C’est relu.",
    )  # fmt: skip
    added = stage.add_letter("RE : Rapport de Vezin", sender=YANN, to=(ALICE, CLAIRE), when=now - 3600, answers=answered,
                             text="Deux chiffres à corriger.")  # fmt: skip
    return asked, answered, added


def intentions(stage: Stage) -> list[Any]:
    return [intention_from_json(command.kind, command.intention) for command in stage.engine.of(m.Intend)]


def test_a_conversation_is_one_row_with_everybody_in_it(stage: Stage, play: Play) -> None:
    _, _, added = correspondence(stage)
    stage.add_letter("Autre chose", when=int(time.time()) - 20_000)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        assert area.list.model.rowCount() == 2
        found = area.list.model.conversation(0)
        assert (area.list.model.id_at(0), found.count, found.unread) == (added, 3, 1)
        assert participants(found.people, area.list.own, "me") == "Claire, me, Yann"
        spoken = area.list.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert "conversation of 3 messages" in spoken
        assert area.list.model.conversation(1) is None
        await stage.end()

    play(story())


def test_it_unfolds_in_place_with_ones_own_answer(stage: Stage, play: Play) -> None:
    asked, answered, added = correspondence(stage)
    stage.add_letter("Plus récent", when=int(time.time()) - 60)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        view, model = area.list.view, area.list.model
        view.choose(1)
        QTest.keyClick(view, Qt.Key.Key_Right)
        assert [model.id_at(row) for row in range(1, 4)] == [added, answered, asked]
        assert [model.is_child(row) for row in range(4)] == [False, False, True, True]
        view.choose(3)
        assert area.reader.message_id() == asked
        stage.add_letter("Arrivé entre-temps")
        stage.engine.changed()
        await until(lambda: model.rowCount() == 5)
        assert model.id_at(view.currentIndex().row()) == asked
        QTest.keyClick(view, Qt.Key.Key_Left)
        assert model.rowCount() == 3
        assert model.id_at(view.currentIndex().row()) == added
        await stage.end()

    play(story())


def test_the_reader_lists_the_whole_conversation_and_reads_any_of_it(stage: Stage, play: Play) -> None:
    asked, answered, added = correspondence(stage)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        strip = area.reader.strip
        assert strip.isVisible()
        assert [row.id for row in strip.rows] == [asked, answered, added]
        assert area.reader.message_id() == added
        lines = [strip.model().index(place, 0).data() for place in range(3)]
        assert lines[1].startswith("Me, ")
        assert "Sent" in lines[1]
        strip.setCurrentIndex(strip.model().index(0, 0))
        await until(lambda: area.reader.body.text.toPlainText() == "Peux-tu relire ?")
        last = stage.add_letter("Re: Rapport de Vezin", answers=added, text="Merci")
        stage.engine.changed()
        await until(lambda: [row.id for row in strip.rows] == [asked, answered, added, last])
        assert area.reader.message_id() == asked, "what is being read stays"
        assert area.list.view.chosen_rows() == [0], "the conversation stays chosen when something comes in"
        await stage.end()

    play(story())


def test_a_conversation_moves_together_and_leaves_what_was_sent(stage: Stage, play: Play) -> None:
    asked, answered, added = correspondence(stage)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        area.commands["archive"].trigger()
        await until(lambda: area.list.model.rowCount() == 0)
        (moved,) = intentions(stage)
        assert isinstance(moved, MoveItems)
        assert set(moved.items) == {asked, added}
        area.intents.undo()
        await until(lambda: area.list.model.rowCount() == 1)
        assert area.list.model.conversation(0).count == 3
        assert answered not in moved.items
        await stage.end()

    play(story())


def test_marking_a_folded_conversation_marks_all_of_it_here(stage: Stage, play: Play) -> None:
    asked, _, added = correspondence(stage)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        area.commands["read"].trigger()
        await until(lambda: intentions(stage))
        (marked,) = intentions(stage)
        assert marked == ChangeFlags(marked.items, Flag.SEEN, Flag.NONE)
        assert set(marked.items) == {asked, added}
        await until(lambda: area.list.model.conversation(0).unread == 0)
        await stage.end()

    play(story())


def test_an_unfolded_conversation_is_handled_letter_by_letter(stage: Stage, play: Play) -> None:
    _, _, added = correspondence(stage)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        area.list.view.unfold(0, True)
        area.commands["archive"].trigger()
        await until(lambda: intentions(stage))
        assert intentions(stage) == [MoveItems((added,), stage.boxes[Role.ARCHIVE])]
        await stage.end()

    play(story())


def test_the_flat_list_shows_every_letter(stage: Stage, play: Play) -> None:
    correspondence(stage)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.bar._threads.trigger()
        await until(lambda: area.list.model.rowCount() == 2)
        assert area.list.model.conversation(0) is None
        area.list.view.choose(0)
        assert not area.reader.strip.isVisible()
        await until(lambda: [c for c in stage.engine.of(m.ChangeSetting) if c.name == "conversations"])
        area.list.bar._threads.trigger()
        await until(lambda: area.list.model.rowCount() == 1)
        await stage.end()

    play(story())


def test_a_letter_inside_a_conversation_is_found_from_elsewhere(stage: Stage, play: Play) -> None:
    asked, _, _ = correspondence(stage)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.show_message(area.list.rows_of([asked])[0])
        await until(lambda: area.reader.message_id() == asked)
        assert area.list.model.is_child(area.list.view.currentIndex().row())
        await stage.end()

    play(story())


def test_groups_by_date_stay_over_conversations_when_one_is_unfolded(stage: Stage, play: Play) -> None:
    correspondence(stage)
    stage.add_letter("Ancien", when=int(time.time()) - 80 * 86_400)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        view = area.list.view
        before = list(view.painter_of_rows().headings)
        assert before == [0, 1]
        view.unfold(0, True)
        assert list(view.painter_of_rows().headings) == [0, 3]
        view.unfold(0, False)
        assert list(view.painter_of_rows().headings) == before
        await stage.end()

    play(story())


def test_the_model_of_conversations_is_sound(stage: Stage, qtmodeltester: Any) -> None:
    correspondence(stage)
    model = MessageModel(lambda: stage.store)
    model.show(Mailboxes((stage.boxes[Role.INBOX],), threaded=True))
    model.set_open(0, True)
    assert model.rowCount() == 3
    qtmodeltester.check(model, force_py=True)


def test_an_answer_sent_meanwhile_joins_the_conversation_that_is_listed(stage: Stage, play: Play) -> None:
    asked = stage.add_letter("Rapport de Vezin", flags=Flag.SEEN)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        assert area.list.model.conversation(0) is None
        sent = stage.boxes[Role.SENT]
        stage.add_letter("Re: Rapport de Vezin", sender=ALICE, to=(CLAIRE,), box=sent, answers=asked, flags=Flag.SEEN)
        stage.engine.tell(m.RowsChanged("message", [], [int(sent)]))
        await until(lambda: area.list.model.conversation(0) is not None)
        assert area.list.model.conversation(0).count == 2
        await until(lambda: len(area.reader.strip.rows) == 2)
        await stage.end()

    play(story())
