"""Calendar resources: what they say, when they happen, and edits that touch nothing else."""

from __future__ import annotations

import pytest

from sync.model.calendar import Alarm, Attendee, Component, EntryDraft, Moment, Participation, Span, Window
from sync.model.faults import Unreadable
from sync.parse import ical, ical_edit, ical_split
from tests.unit.parse.calendars import NOW, YEAR, calendar, day, event, paris, shown

WEEKLY = calendar("""
    BEGIN:VTIMEZONE
    TZID:Europe/Paris
    X-KEPT:yes
    END:VTIMEZONE
    """, """
    BEGIN:VEVENT
    UID:e1
    DTSTAMP:20260101T000000Z
    DTSTART;TZID=Europe/Paris:20260302T100000
    DTEND;TZID=Europe/Paris:20260302T113000
    RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=8
    EXDATE;TZID=Europe/Paris:20260316T100000
    SUMMARY:Point d'équipe
    X-SERVICE;X-P="a;b":à garder
    BEGIN:VALARM
    ACTION:DISPLAY
    TRIGGER:-PT15M
    X-WR-ALARMUID:k
    END:VALARM
    END:VEVENT
    """, """
    BEGIN:VEVENT
    UID:e1
    RECURRENCE-ID;TZID=Europe/Paris:20260330T100000
    DTSTART;TZID=Europe/Paris:20260331T140000
    DTEND;TZID=Europe/Paris:20260331T150000
    SUMMARY:Point décalé
    END:VEVENT
    """)  # fmt: skip
MONDAYS = ["03-02", "03-09", "03-23", "03-31", "04-06", "04-13", "04-20"]


def days(raw: bytes) -> list[str]:
    return [text[5:10] for text in shown(ical.entry(raw, YEAR))]


def fixed(offset: str) -> str:
    """A zone of the calendar's own that never changes."""
    lines = ("DTSTART:19700101T000000", f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}")
    return "\n".join(["BEGIN:VTIMEZONE", "TZID:Amt", "BEGIN:STANDARD", *lines, "END:STANDARD", "END:VTIMEZONE"])


# --- reading ---


def test_what_an_event_says() -> None:
    raw = event(
        "DTSTART;TZID=Europe/Paris:20260330T100000", "DURATION:PT1H30M", "SUMMARY:Budget\\, suite", "LOCATION:Salle B",
        "DESCRIPTION:Lien https://visio.exemple.fr/salle-1.\\nÀ lundi", "CATEGORIES:a\\,b,c", "CLASS:CONFIDENTIAL",
        "TRANSP:TRANSPARENT", "STATUS:TENTATIVE", "PRIORITY:5", "SEQUENCE:3",
        "ORGANIZER;CN=Alice:mailto:alice@exemple.fr",
        "ATTENDEE;CN=\"Bob, B.\";PARTSTAT=DECLINED;ROLE=OPT-PARTICIPANT;RSVP=TRUE:MAILTO:bob@exemple.fr",
        "BEGIN:VALARM", "TRIGGER:-P1DT2H", "ACTION:DISPLAY", "END:VALARM",
        "BEGIN:VALARM", "TRIGGER;RELATED=END:PT5M", "ACTION:AUDIO", "END:VALARM",
    )  # fmt: skip
    found = ical.entry(raw, YEAR)
    assert (found.uid, found.component, found.summary) == ("e1", Component.EVENT, "Budget, suite")
    assert (found.start, found.end) == (paris("2026-03-30 10:00"), paris("2026-03-30 11:30"))
    assert found.url == "https://visio.exemple.fr/salle-1"
    assert (found.private, found.transparent, found.status, found.priority, found.sequence) == (True, True, "tentative", 5, 3)
    assert found.categories == ("a,b", "c")
    assert found.organizer == Attendee("alice@exemple.fr", "Alice")
    assert found.attendees == (
        Attendee("bob@exemple.fr", "Bob, B.", Participation.DECLINED, "opt-participant", "individual", True),
    )
    assert found.alarms == (Alarm(93600), Alarm(-300, True, "audio"))
    assert not found.recurring
    assert len(found.occurrences) == 1


def test_a_whole_day_floats_and_ends_at_the_next_midnight() -> None:
    found = ical.entry(event("DTSTART;VALUE=DATE:20260714", "SUMMARY:Fête nationale"), YEAR)
    assert (found.start, found.end) == (day("2026-07-14"), day("2026-07-15"))


def test_a_wall_clock_without_a_zone_floats() -> None:
    found = ical.entry(event("DTSTART:20260714T080000", "DTEND:20260714T070000"), YEAR)
    assert found.start == Moment(day("2026-07-14").at + 8 * 3600)
    assert found.end == found.start


def test_a_weekly_meeting_keeps_its_hour_when_the_clocks_change() -> None:
    found = ical.entry(WEEKLY, YEAR)
    assert [text[5:10] for text in shown(found)] == MONDAYS
    assert {text[11:] for text in shown(found)} == {"10:00", "14:00"}
    assert [one.recurrence for one in found.occurrences][:4] == [
        "20260302T100000", "20260309T100000", "20260323T100000", "20260330T100000",
    ]  # fmt: skip
    moved = found.occurrences[3]
    assert (moved.summary, moved.overridden, moved.end - moved.start) == ("Point décalé", True, 3600)
    assert not found.beyond


def test_only_what_lies_in_the_window_is_made() -> None:
    start = paris("2026-03-09 11:00").at
    found = ical.entry(WEEKLY, Window(start, start + 15 * 86400))
    assert [text[5:10] for text in shown(found)] == ["03-09", "03-23"]
    assert found.beyond


def test_dates_by_hand_and_whole_days() -> None:
    raw = event("DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=MONTHLY;UNTIL=20260401", "RDATE;VALUE=DATE:20260214,20260605",
                "EXDATE;VALUE=DATE:20260305")  # fmt: skip
    assert [text[5:10] for text in shown(ical.entry(raw, YEAR), None)] == ["01-05", "02-05", "02-14", "06-05"]


def test_an_end_in_utc_of_a_rule_in_a_zone() -> None:
    raw = event("DTSTART;TZID=Europe/Paris:20260327T233000", "RRULE:FREQ=DAILY;UNTIL=20260330T213000Z")
    assert shown(ical.entry(raw, YEAR))[-1] == "2026-03-30 23:30"


def test_an_override_of_this_and_all_that_follow() -> None:
    raw = WEEKLY.replace(b"RECURRENCE-ID;", b"RECURRENCE-ID;RANGE=THISANDFUTURE;")
    found = ical.entry(raw, YEAR)
    assert [text[5:] for text in shown(found)][3:] == ["03-31 14:00", "04-07 14:00", "04-14 14:00", "04-21 14:00"]
    assert {one.summary for one in found.occurrences[3:]} == {"Point décalé"}


def test_an_invitation_to_one_occurrence_alone() -> None:
    raw = event("RECURRENCE-ID:20260330T080000Z", "DTSTART:20260330T090000Z", "SUMMARY:Une seule")
    found = ical.entry(raw, YEAR)
    assert (len(found.occurrences), found.recurring, found.occurrences[0].recurrence) == (1, False, "20260330T080000Z")


def test_a_task_is_due_and_done() -> None:
    raw = calendar("""
        BEGIN:VTODO
        UID:t1
        DUE;VALUE=DATE:20260331
        STATUS:COMPLETED
        COMPLETED:20260330T120000Z
        PERCENT-COMPLETE:100
        RELATED-TO:t0
        END:VTODO
        """)
    found = ical.entry(raw, YEAR)
    assert (found.component, found.start, found.end) == (Component.TASK, None, day("2026-03-31"))
    assert (found.status, found.percent, found.parent) == ("completed", 100, "t0")
    assert found.completed == paris("2026-03-30 14:00").at
    assert len(found.occurrences) == 1


@pytest.mark.parametrize("raw", [b"", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"\xff\xfe", b"BEGIN:VCARD\nFN:a\nEND:VCARD\n"])
def test_what_is_no_calendar(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        ical.entry(raw, YEAR)


def test_times_that_make_no_sense_do_not_hide_the_event() -> None:
    raw = event("DTSTART:99999999T999999", "RRULE:FREQ=NEVER", "EXDATE:?", "DURATION:P?", "SUMMARY:Là")
    assert ical.entry(raw, YEAR).summary == "Là"
    late = event("DTSTART:99991231T235959Z", "DURATION:P9999999W", "RRULE:FREQ=YEARLY")
    with pytest.raises(Unreadable):
        ical.entry(late, YEAR)


def test_bombs_end() -> None:
    raw = event("DTSTART:20250101T000000Z", "RRULE:FREQ=SECONDLY", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    found = ical.entry(raw, YEAR)
    assert len(found.occurrences) == 5000
    assert found.beyond


# --- writing ---


def test_a_new_event_brings_its_zone_along() -> None:
    draft = EntryDraft(
        summary="Réunion; budget", start=paris("2026-03-30 10:00"), end=paris("2026-03-30 11:00"),
        rule="FREQ=WEEKLY;COUNT=2", alarms=(Alarm(900),), url="https://visio.exemple.fr/a",
        organizer=Attendee("alice@exemple.fr", "Alice"),
        attendees=(Attendee("bob@exemple.fr", "Bob", rsvp=True),), categories=("a,b",),
    )  # fmt: skip
    raw = ical_edit.build(draft, "neuf", NOW)
    found = ical.entry(raw, YEAR)
    assert (found.uid, found.summary, found.url, found.alarms) == ("neuf", draft.summary, draft.url, draft.alarms)
    assert (found.start, found.end) == (draft.start, draft.end)
    assert (found.organizer, found.attendees) == (draft.organizer, draft.attendees)
    assert shown(found) == ["2026-03-30 10:00", "2026-04-06 10:00"]
    assert raw.count(b"BEGIN:VTIMEZONE") == 1
    assert b"DTSTART;TZID=Europe/Paris:20260330T100000\r\n" in raw
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))


def test_a_new_task() -> None:
    raw = ical_edit.build(EntryDraft(Component.TASK, summary="Relire", end=day("2026-03-31")), "t", NOW)
    assert b"DUE;VALUE=DATE:20260331" in raw
    assert ical.entry(raw, YEAR).status == "needs-action"


def test_an_edit_touches_what_it_speaks_of_and_no_other_octet() -> None:
    (after,) = ical_edit.edit(WEEKLY, EntryDraft(location="Salle C"), NOW)
    left = [line for line in after.split(b"\r\n") if line not in WEEKLY.split(b"\r\n")]
    assert sorted(left) == [b"DTSTAMP:20261125T090000Z", b"LAST-MODIFIED:20261125T090000Z", b"LOCATION:Salle C"]
    assert b'X-SERVICE;X-P="a;b":\xc3\xa0 garder' in after
    assert ical_edit.edit(WEEKLY, EntryDraft(summary="Point d'équipe"), NOW) == (WEEKLY,)


def test_moving_a_series_moves_what_names_its_occurrences() -> None:
    draft = EntryDraft(start=paris("2026-03-03 09:00"), end=paris("2026-03-03 10:30"))
    (after,) = ical_edit.edit(WEEKLY, draft, NOW)
    assert days(after) == ["03-03", "03-10", "03-24", "03-31", "04-07", "04-14", "04-21"]
    assert b"EXDATE;TZID=Europe/Paris:20260317T090000" in after
    assert b"RECURRENCE-ID;TZID=Europe/Paris:20260331T090000" in after
    assert b"BYDAY=TU" in after
    assert ical.entry(after, YEAR).sequence == 1


def test_changing_one_occurrence() -> None:
    draft = EntryDraft(summary="Exception", start=paris("2026-03-10 16:00"), end=paris("2026-03-10 17:00"))
    (after,) = ical_edit.edit(WEEKLY, draft, NOW, Span.THIS, "20260309T100000")
    found = ical.entry(after, YEAR)
    assert [text[5:] for text in shown(found)][:3] == ["03-02 10:00", "03-10 16:00", "03-23 10:00"]
    assert found.occurrences[1].summary == "Exception"
    assert after.count(b"X-SERVICE") == 2
    (again,) = ical_edit.edit(after, EntryDraft(summary="Encore"), NOW, Span.THIS, "20260309T100000")
    assert again.count(b"RECURRENCE-ID") == 2
    assert ical.entry(again, YEAR).occurrences[1].summary == "Encore"


def test_an_occurrence_that_is_only_renamed_keeps_its_times() -> None:
    (after,) = ical_edit.edit(WEEKLY, EntryDraft(summary="Seule"), NOW, Span.THIS, "20260406T100000")
    found = ical.entry(after, YEAR)
    assert days(after) == MONDAYS
    assert found.occurrences[4].end - found.occurrences[4].start == 5400


def test_this_and_the_following_become_a_series_of_their_own() -> None:
    draft = EntryDraft(summary="Nouvelle formule", start=paris("2026-03-23 15:00"), end=paris("2026-03-23 16:00"))
    old, new = ical_edit.edit(WEEKLY, draft, NOW, Span.FOLLOWING, "20260323T100000", uid="e2")
    assert days(old) == ["03-02", "03-09"]
    assert b"UNTIL=20260323T085959Z" in old
    found = ical.entry(new, YEAR)
    assert [text[5:] for text in shown(found)] == [
        "03-23 15:00", "03-31 14:00", "04-06 15:00", "04-13 15:00", "04-20 15:00",
    ]  # fmt: skip
    assert new.count(b"UID:e2") == 2
    assert b"COUNT=5" in new
    assert b"EXDATE" not in new
    assert ical_edit.edit(WEEKLY, draft, NOW, Span.FOLLOWING, "20260302T100000", uid="e2")[0].count(b"UID:e1") == 2


def test_taking_occurrences_away() -> None:
    one = ical_edit.remove(WEEKLY, NOW, Span.THIS, "20260330T100000")
    assert one is not None
    assert days(one) == [day for day in MONDAYS if day != "03-31"]
    assert b"EXDATE;TZID=Europe/Paris:20260330T100000" in one
    following = ical_edit.remove(WEEKLY, NOW, Span.FOLLOWING, "20260316T100000")
    assert following is not None
    assert days(following) == ["03-02", "03-09"]
    assert ical_edit.remove(WEEKLY, NOW) is None
    assert ical_edit.remove(WEEKLY, NOW, Span.FOLLOWING, "20260302T100000") is None


def test_the_last_occurrence_takes_the_event_along() -> None:
    raw: bytes | None = event("DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=DAILY;COUNT=2")
    assert raw is not None
    raw = ical_edit.remove(raw, NOW, Span.THIS, "20260105")
    assert raw is not None
    assert ical_edit.remove(raw, NOW, Span.THIS, "20260106") is None


def test_a_series_that_stops_recurring_is_one_event() -> None:
    (after,) = ical_edit.edit(WEEKLY, EntryDraft(rule=""), NOW)
    assert days(after) == ["03-02"]
    assert b"EXDATE" not in after
    assert b"RECURRENCE-ID" not in after


def test_a_timed_event_becomes_a_whole_day_and_back() -> None:
    raw = event("DTSTART;TZID=Europe/Paris:20260330T100000", "DURATION:PT1H")
    (whole,) = ical_edit.edit(raw, EntryDraft(start=day("2026-03-30"), end=day("2026-04-01")), NOW)
    assert b"DTSTART;VALUE=DATE:20260330" in whole
    assert b"DURATION" not in whole
    (back,) = ical_edit.edit(whole, EntryDraft(start=paris("2026-03-30 10:00"), end=paris("2026-03-30 11:00")), NOW)
    assert ical.entry(back, YEAR).end == paris("2026-03-30 11:00")


def test_a_zone_of_the_calendars_own_survives_a_drag() -> None:
    times = "DTSTART;TZID=Amt:20260330T100000\nDTEND;TZID=Amt:20260330T110000"
    raw = calendar(fixed("+0300"), f"BEGIN:VEVENT\nUID:e1\n{times}\nEND:VEVENT")
    before = ical.entry(raw, YEAR)
    assert before.start is not None
    assert before.end is not None
    draft = EntryDraft(start=Moment(before.start.at + 3600, "UTC"), end=Moment(before.end.at + 3600, "UTC"))
    (after,) = ical_edit.edit(raw, draft, NOW)
    assert b"DTSTART;TZID=Amt:20260330T110000" in after
    assert b"DTEND;TZID=Amt:20260330T120000" in after


def test_people_keep_what_their_servers_noted_of_them() -> None:
    raw = event("DTSTART:20260330T080000Z", "ATTENDEE;X-NUM-GUESTS=0;CN=Bob;SCHEDULE-STATUS=1.1:mailto:bob@exemple.fr",
                "ATTENDEE:mailto:partie@exemple.fr")  # fmt: skip
    people = (Attendee("BOB@exemple.fr", "Bob", Participation.ACCEPTED), Attendee("zoe@exemple.fr", "Zoé"))
    (after,) = ical_edit.edit(raw, EntryDraft(attendees=people), NOW)
    text = after.replace(b"\r\n ", b"")
    assert b"ATTENDEE;X-NUM-GUESTS=0;CN=Bob;SCHEDULE-STATUS=1.1;PARTSTAT=ACCEPTED:mailto:bob@exemple.fr" in text
    assert b"partie@" not in text
    assert [one.name for one in ical.entry(after, YEAR).attendees] == ["Bob", "Zoé"]


# --- many in one ---


def test_a_calendar_of_many_is_taken_apart_and_put_together() -> None:
    zone = WEEKLY[WEEKLY.index(b"BEGIN:VTIMEZONE") : WEEKLY.index(b"BEGIN:VEVENT")]
    second = b"BEGIN:VEVENT\r\nUID:e2\r\nDTSTART:20260101T000000Z\r\nEND:VEVENT\r\n"
    many = WEEKLY.replace(b"END:VCALENDAR", second + b"END:VCALENDAR")
    found = dict(ical_split.separate(many))
    assert set(found) == {"e1", "e2"}
    assert days(found["e1"]) == MONDAYS
    assert zone in found["e1"]
    assert b"VTIMEZONE" not in found["e2"]
    whole = ical_split.together(found.values())
    assert whole.count(b"BEGIN:VEVENT") == 3
    assert whole.count(zone) == 1


def test_two_zones_of_one_name_stay_two() -> None:
    def one(offset: str, uid: str) -> bytes:
        return calendar(fixed(offset), f"BEGIN:VEVENT\nUID:{uid}\nDTSTART;TZID=Amt:20260330T100000\nEND:VEVENT")

    whole = ical_split.together([one("+0300", "a"), one("-0300", "b")])
    parts = dict(ical_split.separate(whole))
    starts = {uid: ical.entry(raw, YEAR).occurrences[0].start for uid, raw in parts.items()}
    assert starts["b"] - starts["a"] == 6 * 3600
