"""Polls in the window: asked in a dialog, voted on by pointer and by menu, and seen as they stand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from sync.model.changes import Change
from sync.model.chat import PostKind
from sync.model.ids import RemoteId
from sync.model.polls import Answer, EndPoll, Poll, PollEndTruth, StartPoll, Vote, VoteTruth
from sync.rpc import messages as m
from sync.store.write import chat as write_chat
from tests.qt.chat_store import CLAIRE, ME, NOW, ROOM, YANN, fill_chat, post
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.chat.area import ChatArea
from ui.chat.poll_dialog import PollDialog
from ui.link import Link
from ui.live import Live

POLL, SEVERAL = RemoteId("$poll"), RemoteId("$several")
DAY = Poll((Answer("a", "Mardi 24 novembre"), Answer("b", "Jeudi 26 novembre"), Answer("c", "La semaine suivante")))
ROOMS = Poll((Answer("x", "Rennes"), Answer("y", "Vannes")), most=2, open=False)
TALK = [
    ("$1", post(CLAIRE, "Il faut une date pour la visite de Vezin.", 40)),
    (str(POLL), post(CLAIRE, "Quel jour pour la visite du site ?", 30, kind=PostKind.POLL, poll=DAY)),
    (str(SEVERAL), post(ME, "Où se retrouve-t-on ?", 20, kind=PostKind.POLL, poll=ROOMS)),
]


def vote(poll: RemoteId, person: str, *answers: str) -> Change:
    return Change(RemoteId(f"{poll}{person}"), "1", VoteTruth(ROOM, poll, person, NOW - 1000, answers))


@pytest.fixture
def area(store: FilledStore, open_link: Link, live: Live, engine: FakeEngine, qtbot: QtBot) -> ChatArea:
    fill_chat(store, TALK, vote(POLL, YANN, "b"), vote(POLL, CLAIRE, "b"), vote(POLL, ME, "a"), vote(SEVERAL, YANN, "x"))
    made = ChatArea(open_link, live)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.show_room(next(row.id for row in made.rooms.rows if row.name == "Équipe ICPE Bretagne"))
    return made


def answer_at(area: ChatArea, name: RemoteId, which: int) -> tuple[str, str]:
    """What stands where an answer is painted."""
    shown = next(one for one in area.timeline.rows if one.row.remote_id == name)
    rect, _ = area.conversation.view.delegate.layout.places(shown).answers[which]
    return area.conversation.view.delegate.under(shown, rect.center())


def choose(area: ChatArea, name: RemoteId, which: int) -> None:
    shown = next(one for one in area.timeline.rows if one.row.remote_id == name)
    part, answer = answer_at(area, name, which)
    area.conversation.view.part_chosen.emit(shown, part, answer)


def menu_of(area: ChatArea, name: RemoteId, qtbot: QtBot) -> QMenu:
    room = area.shown_room()
    assert room is not None
    shown = next(one for one in area.timeline.rows if one.row.remote_id == name)
    own = area.conversation.is_own(shown.row.sender)
    menu = area.menu.of(shown.row, room, own=own, standing=shown.standing)
    qtbot.addWidget(menu)
    return menu


def test_a_click_votes_another_changes_the_vote_and_the_same_takes_it_back(
    area: ChatArea, engine: FakeEngine, qtbot: QtBot
) -> None:
    choose(area, POLL, 1)
    qtbot.waitUntil(lambda: bool(engine.intended(Vote)))
    assert engine.intended(Vote)[-1].answers == ("b",)
    choose(area, POLL, 0)
    qtbot.waitUntil(lambda: len(engine.intended(Vote)) == 2)
    assert engine.intended(Vote)[-1].answers == ()
    choose(area, SEVERAL, 1)
    qtbot.waitUntil(lambda: len(engine.intended(Vote)) == 3)
    assert engine.intended(Vote)[-1].answers == ("y",)


def test_the_standing_is_said_and_a_hidden_one_only_at_the_end(
    area: ChatArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    def said(name: RemoteId) -> str:
        return str(area.timeline.place_of(name).data())

    assert "Jeudi 26 novembre : 2 votes" in said(POLL)
    assert "Mardi 24 novembre : 1 vote, votre choix" in said(POLL)
    assert "Rennes : 1" not in said(SEVERAL)
    assert "à la clôture" in said(SEVERAL)
    ended = Change(RemoteId("$end"), "1", PollEndTruth(ROOM, SEVERAL, ME, NOW))
    store.change(write_chat.store_stream, store.account, [ended])
    engine.tell(m.RowsChanged("post", [], []))
    qtbot.waitUntil(lambda: "Résultat final" in said(SEVERAL))
    assert "Rennes : 1 vote" in said(SEVERAL)
    assert answer_at(area, SEVERAL, 0) == ("", "")


def test_everything_is_in_the_menu_too(area: ChatArea, engine: FakeEngine, qtbot: QtBot) -> None:
    menu = menu_of(area, POLL, qtbot)
    [vote] = [one for one in menu.findChildren(QMenu) if one.title() == "Voter"]
    assert [(one.text(), one.isChecked()) for one in vote.actions()] == [
        ("Mardi 24 novembre", True), ("Jeudi 26 novembre", False), ("La semaine suivante", False),
    ]  # fmt: skip
    vote.actions()[2].trigger()
    qtbot.waitUntil(lambda: bool(engine.intended(Vote)))
    assert engine.intended(Vote)[-1].answers == ("c",)
    own = menu_of(area, SEVERAL, qtbot)
    next(one for one in own.actions() if one.text() == "Clore le sondage").trigger()
    qtbot.waitUntil(lambda: bool(engine.intended(EndPoll)))
    assert "Rennes" in engine.intended(EndPoll)[0].text


def test_a_poll_is_asked_from_the_composer(area: ChatArea, engine: FakeEngine, qtbot: QtBot) -> None:
    area.conversation.composer.poll.click()
    dialog = area.findChild(PollDialog)
    assert isinstance(dialog, PollDialog)
    assert not dialog.go.isEnabled()
    dialog.question.setText("Qui relit ?")
    for field, text in zip(dialog.answers, ("Yann", "Yann"), strict=True):
        field.setText(text)
    assert not dialog.go.isEnabled()
    dialog.add_answer()
    dialog.answers[2].setText("Claire")
    dialog.most.setValue(2)
    dialog.disclosed.setChecked(False)
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(engine.intended(StartPoll)))
    [poll] = engine.intended(StartPoll)
    assert (poll.question, poll.answers, poll.most, poll.open) == ("Qui relit ?", ("Yann", "Claire"), 2, False)


def test_an_answer_more_makes_room_and_twenty_are_enough(area: ChatArea, qtbot: QtBot) -> None:
    area.conversation.composer.poll.click()
    dialog = area.findChild(PollDialog)
    assert isinstance(dialog, PollDialog)
    while dialog.more.isEnabled():
        dialog.add_answer()
    assert len(dialog.answers) == 20
    row = dialog.answers[5].parentWidget()
    assert row is not None
    dialog._drop(dialog.answers[5])
    assert len(dialog.answers) == 19
    assert dialog.more.isEnabled()
    dialog.close()


def test_the_words_of_a_poll_are_painted_inside_its_place(area: ChatArea) -> None:
    for shown in area.timeline.rows:
        places = area.conversation.view.delegate.layout.places(shown)
        for rect, _ in places.answers:
            assert places.words.bottom() < rect.top()
            assert rect.bottom() <= places.foot.top() <= places.height
        assert QPoint(0, 0) not in [rect.topLeft() for rect, _ in places.answers]
