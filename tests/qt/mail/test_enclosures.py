"""Stories of invitations and business cards: shown as what they are, above the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from sync.model.calendar import Attendee, Component, Entry, Moment, Participation
from sync.model.contacts import Card, Labelled
from sync.model.invitations import Invitation, Method
from sync.rpc import messages as m
from tests.qt.mail.stage import Stage, until
from ui.mail.enclosures import span

Play = Callable[[Any], Any]
NOON = 1_795_694_400
"""2026-11-26, 12:00 UTC."""
DAY = 86_400


def event(**more: Any) -> Entry:
    moments = {"start": Moment(NOON), "end": Moment(NOON + 5400)}
    return Entry("1", Component.EVENT, "Commission", "Salle 3", **{**moments, **more})


def read(stage: Stage, play: Play, look: Callable[[Any], None], **letter: Any) -> None:
    stage.add_letter("Lettre", **letter)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        look(area.reader)
        await stage.end()

    play(story())


def words(reader: Any) -> list[str]:
    return [one.text() for one in reader.enclosures.findChildren(QLabel) if one.text()]


def test_an_invitation_with_a_meeting_to_join(stage: Stage, play: Play) -> None:
    entry = event(
        organizer=Attendee("claire@x.example", "Claire"), url="https://visio.example/1",
        attendees=tuple(Attendee(f"a{number}@x.example") for number in range(10)),
    )  # fmt: skip

    def look(reader: Any) -> None:
        shown = words(reader)
        assert shown[:2] == ["Invitation", "Commission"]
        assert {"Salle 3", "Claire"} <= set(shown)
        assert any(text.endswith("and 2 others") for text in shown)
        asked: list[str] = []
        reader.enclosures.link_wanted.disconnect()
        reader.enclosures.link_wanted.connect(asked.append)
        QTest.mouseClick(reader.enclosures.findChild(QPushButton), Qt.MouseButton.LeftButton)
        assert asked == ["https://visio.example/1"]

    read(stage, play, look, invitations=(Invitation(Method.REQUEST, entry),))


@pytest.mark.parametrize(
    ("place", "answer", "subject"), [(0, "accepted", "Accepted: "), (1, "tentative", "Maybe: "), (2, "declined", "Declined: ")]
)
def test_an_invitation_is_answered(stage: Stage, play: Play, place: int, answer: str, subject: str) -> None:
    stage.add_letter("Lettre", invitations=(Invitation(Method.REQUEST, event(organizer=Attendee("claire@x.example"))),))

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        said: list[str] = []
        area.reader.answers.answered.connect(said.append)
        buttons = area.reader.enclosures.findChildren(QPushButton)
        assert [one.text() for one in buttons] == ["Accept", "Maybe", "Decline"]
        QTest.mouseClick(buttons[place], Qt.MouseButton.LeftButton)
        await until(lambda: bool(said))
        (asked,) = stage.engine.of(m.AnswerInvitation)
        assert (asked.uid, asked.participation, asked.subject) == ("1", answer, f"{subject}Commission")
        await stage.end()

    play(story())


@pytest.mark.parametrize(("place", "accepted"), [(0, True), (1, False)])
def test_a_time_that_is_proposed_is_settled_with_one_press(stage: Stage, play: Play, place: int, accepted: bool) -> None:
    stage.add_letter("Lettre", invitations=(Invitation(Method.COUNTER, event()),))

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        QTest.mouseClick(area.reader.enclosures.findChildren(QPushButton)[place], Qt.MouseButton.LeftButton)
        await until(lambda: bool(stage.engine.of(m.SettleProposal)))
        asked = stage.engine.of(m.SettleProposal)[0]
        assert (asked.uid, asked.accepted) == ("1", accepted)
        await stage.end()

    play(story())


def test_what_a_letter_says_is_noted_in_the_calendar(stage: Stage, play: Play) -> None:
    stage.add_letter("Lettre", invitations=(Invitation(Method.CANCEL, event()),))

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        QTest.mouseClick(area.reader.enclosures.findChild(QPushButton), Qt.MouseButton.LeftButton)
        await until(lambda: bool(stage.engine.of(m.NoteInvitation)))
        assert stage.engine.of(m.NoteInvitation)[0].uid == "1"
        await stage.end()

    play(story())


@pytest.mark.parametrize(
    ("invitation", "heading"),
    [
        (Invitation(Method.CANCEL, event(url="https://visio.example")), "Called off"),
        (Invitation(Method.PUBLISH, event()), "Event"),
        (Invitation(Method.REPLY, event(), answers=(Attendee("b@x", "Bob", Participation.DECLINED),)), "Bob declines"),
        (Invitation(Method.REPLY, event(), answers=(Attendee("b@x", "", Participation.ACCEPTED),)), "b@x accepts"),
        (Invitation(Method.COUNTER, event()), "Another time is proposed"),
    ],
)
def test_what_a_calendar_message_wants(stage: Stage, play: Play, invitation: Invitation, heading: str) -> None:
    def look(reader: Any) -> None:
        assert words(reader)[0] == heading
        offered = [one.text() for one in reader.enclosures.findChildren(QPushButton)]
        noting = invitation.method in (Method.REPLY, Method.CANCEL)
        settling = ["Accept this time", "Keep the time"] if invitation.method is Method.COUNTER else []
        expected = ["Note in the calendar"] if noting else settling
        assert offered == expected, "nothing to join where it is called off, or nowhere"

    read(stage, play, look, invitations=(invitation,))


def test_a_business_card_to_write_to(stage: Stage, play: Play) -> None:
    mail, phone = Labelled("yann@mairie.example"), Labelled("02 99")
    card = Card("1", "Yann Le Goff", organization="Mairie", emails=(mail,), phones=(phone,))

    def look(reader: Any) -> None:
        assert {"Business card", "Yann Le Goff", "Mairie", "02 99"} <= set(words(reader))
        asked: list[str] = []
        reader.compose_wanted.disconnect()
        reader.compose_wanted.connect(asked.append)
        QTest.mouseClick(reader.enclosures.findChild(QPushButton), Qt.MouseButton.LeftButton)
        assert asked == ["mailto:yann@mairie.example"]

    read(stage, play, look, cards=(card,))


def test_an_ordinary_letter_shows_no_card(stage: Stage, play: Play) -> None:
    read(stage, play, lambda reader: None if not reader.enclosures.isVisible() else pytest.fail("a card"))


def test_times_as_people_write_them(play: Play) -> None:
    whole = {"whole_day": True}
    assert span(Moment(NOON - NOON % DAY, **whole), Moment(NOON - NOON % DAY + DAY, **whole)) == "Thursday, 26 November 2026"
    two = span(Moment(NOON - NOON % DAY, **whole), Moment(NOON - NOON % DAY + 2 * DAY, **whole))
    assert two == "Thursday, 26 November 2026 – Friday, 27 November 2026"
    assert span(Moment(NOON), Moment(NOON + 3600)) == "Thursday, 26 November 2026, 12:00 – 13:00"
    assert span(Moment(NOON), None) == "Thursday, 26 November 2026, 12:00"
    assert span(Moment(NOON), Moment(NOON + DAY)) == "Thursday, 26 November 2026, 12:00 – Friday, 27 November 2026, 12:00"
