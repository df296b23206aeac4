"""Invitations by mail: read, answered, countered, called off, and brought together with the copy in the calendar."""

from __future__ import annotations

import pytest

from sync.model.calendar import EntryDraft, Participation
from sync.model.faults import Unreadable
from sync.model.invitations import Method
from sync.parse import ical, itip
from sync.parse.contentlines import read
from tests.unit.parse.calendars import NOW, YEAR, calendar, paris, shown

ME = "bob@exemple.fr"
COPY = calendar("""
    BEGIN:VEVENT
    UID:e1
    SEQUENCE:2
    DTSTAMP:20260101T000000Z
    DTSTART;TZID=Europe/Paris:20260302T100000
    DTEND;TZID=Europe/Paris:20260302T110000
    RRULE:FREQ=WEEKLY;COUNT=3
    SUMMARY:Comité
    X-OPENXCHANGE:gardé
    ORGANIZER:mailto:alice@exemple.fr
    ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;X-NUM=1:mailto:Bob@exemple.fr
    ATTENDEE;PARTSTAT=ACCEPTED:mailto:zoe@exemple.fr
    BEGIN:VALARM
    ACTION:DISPLAY
    TRIGGER:-PT5M
    END:VALARM
    END:VEVENT
    """)


def test_an_invitation_is_read() -> None:
    found = itip.read(itip.request(COPY, NOW), YEAR)
    assert (found.method, found.entry.uid, found.recurrence) == (Method.REQUEST, "e1", "")
    assert [one.address for one in found.entry.attendees] == ["Bob@exemple.fr", "zoe@exemple.fr"]
    assert found.entry.alarms == ()


def test_a_calendar_that_is_no_message() -> None:
    with pytest.raises(Unreadable, match="no_method"):
        itip.read(COPY, YEAR)


@pytest.mark.parametrize("answer", [Participation.ACCEPTED, Participation.TENTATIVE, Participation.DECLINED])
def test_an_answer_names_nobody_but_me(answer: Participation) -> None:
    reply = itip.reply(itip.request(COPY, NOW), ME, answer, NOW, "Avec plaisir ; à lundi")
    found = itip.read(reply, YEAR)
    assert (found.method, found.comment) == (Method.REPLY, "Avec plaisir ; à lundi")
    assert [(one.address, one.participation) for one in found.answers] == [(ME, answer)]
    assert (found.entry.sequence, found.entry.uid) == (2, "e1")
    assert found.entry.organizer is not None


def test_my_own_copy_says_what_i_answered_and_keeps_the_rest() -> None:
    after = itip.answered(COPY, ME, Participation.ACCEPTED, NOW)
    assert b"ATTENDEE;PARTSTAT=ACCEPTED;X-NUM=1:mailto:Bob@exemple.fr" in after
    assert b"X-OPENXCHANGE" in after
    assert b"METHOD" not in itip.kept(itip.request(COPY, NOW))


def test_the_organizer_notes_an_answer_and_lets_nobody_in_by_it() -> None:
    reply = itip.reply(itip.request(COPY, NOW), ME, Participation.DECLINED, NOW)
    after = itip.taken_in(COPY, reply, NOW)
    assert after is not None
    assert [one.participation for one in ical.entry(after, YEAR).attendees] == [Participation.DECLINED, Participation.ACCEPTED]
    stranger = itip.reply(itip.request(COPY, NOW), "eve@ailleurs.fr", Participation.ACCEPTED, NOW)
    assert itip.taken_in(COPY, stranger, NOW) is None


def test_a_newer_invitation_takes_over_and_leaves_my_reminder() -> None:
    newer = itip.request(COPY.replace(b"SEQUENCE:2", b"SEQUENCE:3").replace("Comité".encode(), "Comité élargi".encode()), NOW)
    after = itip.taken_in(COPY, newer, NOW)
    assert after is not None
    found = ical.entry(after, YEAR)
    assert (found.summary, found.sequence, len(found.alarms)) == ("Comité élargi", 3, 1)
    assert itip.taken_in(after, itip.request(COPY, NOW), NOW) is None


def test_called_off_as_a_whole_or_once() -> None:
    after = itip.taken_in(COPY, itip.cancel(COPY, NOW), NOW)
    assert after is not None
    assert ical.entry(after, YEAR).status == "cancelled"
    once = itip.cancel(COPY, NOW, "20260309T100000")
    assert itip.read(once, YEAR).recurrence == "20260309T100000"
    after = itip.taken_in(COPY, once, NOW)
    assert after is not None
    found = ical.entry(after, YEAR)
    assert [one.status for one in found.occurrences] == ["", "cancelled", ""]
    assert shown(found) == ["2026-03-02 10:00", "2026-03-09 10:00", "2026-03-16 10:00"]


def test_another_time_is_proposed_without_raising_the_sequence() -> None:
    draft = EntryDraft(start=paris("2026-03-03 10:00"), end=paris("2026-03-03 11:00"))
    found = itip.read(itip.counter(itip.request(COPY, NOW), ME, draft, NOW, "Plutôt mardi"), YEAR)
    assert (found.method, found.entry.sequence, found.comment) == (Method.COUNTER, 2, "Plutôt mardi")
    assert found.entry.start == draft.start
    assert itip.taken_in(COPY, itip.counter(COPY, ME, draft, NOW), NOW) is None


def test_a_message_about_something_else() -> None:
    with pytest.raises(Unreadable, match="other_entry"):
        itip.taken_in(COPY, itip.request(COPY.replace(b"UID:e1", b"UID:e2"), NOW), NOW)


def test_every_message_has_one_method() -> None:
    for message in (itip.request(COPY, NOW), itip.cancel(COPY, NOW), itip.reply(COPY, ME, Participation.ACCEPTED, NOW)):
        calendar_ = read(message).inside("VCALENDAR")[0]
        assert len(calendar_.every("METHOD")) == 1
