"""Recurrence rules: RFC 5545's examples, the same answers as python-dateutil, and no rule that takes for ever."""

# ruff: noqa: DTZ001 - wall clocks have no zone

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sync.model.faults import Unreadable
from sync.parse import recurrence

START = datetime(1997, 9, 2, 9)
FOREVER = datetime(9999, 1, 1)


def first(rule: str, count: int = 6, start: datetime = START) -> list[str]:
    found = recurrence.times(recurrence.parse(rule), start, start, FOREVER)
    return [each.strftime("%Y-%m-%d %H:%M") for each in itertools.islice(found, count)]


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02", ["09-02", "09-12", "09-22", "10-02", "10-12"]),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09-02", ["09-02", "09-16", "09-30", "10-14"]),
        ("FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "1997-09-02", ["09-02", "09-04", "09-09", "09-11"]),
        ("FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "1997-09-05", ["09-05", "10-03", "11-07", "12-05"]),
        ("FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "1997-09-07", ["09-07", "09-28", "11-02", "11-30"]),
        ("FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997-09-22", ["09-22", "10-20", "11-17", "12-22"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28", ["09-28", "10-29", "11-28", "12-29"]),
        ("FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "1997-09-30", ["09-30", "10-01", "10-31", "11-01"]),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04", ["09-04", "10-07", "11-06"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29", ["09-29", "10-30", "11-27", "12-30"]),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1998-02-13", ["02-13", "03-13", "11-13", "08-13"]),
        ("FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "1997-01-01", ["01-01", "04-10", "07-19", "01-01"]),
        ("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", ["05-19", "05-18", "05-17"]),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12", ["05-12", "05-11", "05-17"]),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05", ["11-05", "11-07", "11-02"]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", ["08-05", "08-10", "08-19", "08-24"]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", ["08-05", "08-17", "08-19", "08-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-01-15", ["01-15", "01-30", "02-15", "03-15", "03-30"]),
        ("FREQ=YEARLY", "2024-02-29", ["02-29", "02-29", "02-29"]),
    ],
)  # fmt: skip
def test_the_examples_of_the_standard(rule: str, start: str, expected: list[str]) -> None:
    found = first(rule, len(expected), datetime.fromisoformat(start))
    assert [each[5:10] for each in found] == expected


def test_clock_rules_of_the_standard() -> None:
    assert [each[11:] for each in first("FREQ=MINUTELY;INTERVAL=90;COUNT=4")] == ["09:00", "10:30", "12:00", "13:30"]
    found = first("FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,40", 5)
    assert [each[11:] for each in found] == ["09:00", "09:40", "10:00", "10:40", "09:00"]
    assert [each[11:] for each in first("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,16", 4)] == ["09:00", "09:20", "09:40", "16:00"]


def test_a_start_that_the_rule_does_not_name_is_the_first_time_all_the_same() -> None:
    assert [each[:10] for each in first("FREQ=WEEKLY;BYDAY=TH;COUNT=3")] == ["1997-09-02", "1997-09-04", "1997-09-11"]


def test_looking_far_ahead_does_not_walk_the_whole_way() -> None:
    rule = recurrence.parse("FREQ=SECONDLY;INTERVAL=7")
    low = datetime(2900, 1, 1)
    found = list(recurrence.times(rule, START, low, low + timedelta(seconds=21)))
    assert len(found) == 3


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=MINUTELY;INTERVAL=999999999",
        "FREQ=YEARLY;INTERVAL=999999999",
        "FREQ=SECONDLY;COUNT=999999999",
        "FREQ=HOURLY;BYSETPOS=366;COUNT=99999",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1;COUNT=9",
        "FREQ=YEARLY;BYDAY=53MO;BYSETPOS=-366",
    ],
)
def test_no_rule_takes_for_ever(rule: str) -> None:
    found = recurrence.times(recurrence.parse(rule), START, datetime(2026, 1, 1), datetime(2027, 1, 1))
    assert sum(1 for _ in itertools.islice(found, recurrence.BUDGET + 2)) <= recurrence.BUDGET + 1


@pytest.mark.parametrize(
    "rule",
    ["", "FREQ", "FREQ=NEVER", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;COUNT=-1", "FREQ=YEARLY;BYMONTH=13", "FREQ=DAILY;BYDAY=XX",
     "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=DAILY;INTERVAL=99999999999", "FREQ=YEARLY;RSCALE=HEBREW"],
)  # fmt: skip
def test_what_is_no_rule_is_unreadable(rule: str) -> None:
    with pytest.raises(Unreadable):
        recurrence.parse(rule)


@given(st.text(alphabet="FREQ=DAILYWKSBMONTH;,0123456789-", max_size=60))
def test_any_text_is_a_rule_or_unreadable(text: str) -> None:
    try:
        rule = recurrence.parse(text)
    except Unreadable:
        return
    list(itertools.islice(recurrence.times(rule, START, START, FOREVER), 20))


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules that python-dateutil answers, answers rightly, and answers soon."""
    frequency = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.sampled_from([1, 2, 3, 5]))}"]
    days = st.sampled_from(recurrence.WEEKDAYS)
    if draw(st.booleans()):
        parts.append(f"BYMONTH={','.join(map(str, draw(st.sets(st.integers(1, 12), min_size=1, max_size=3))))}")
    if frequency != "WEEKLY" and draw(st.booleans()):
        parts.append(f"BYMONTHDAY={','.join(map(str, draw(st.sets(st.sampled_from([1, 13, 15, 28, -1, -2]), min_size=1))))}")
    if draw(st.booleans()):
        nth = draw(st.sampled_from(["", "1", "2", "-1"])) if frequency in ("YEARLY", "MONTHLY") else ""
        parts.append(f"BYDAY={','.join(nth + day for day in draw(st.sets(days, min_size=1, max_size=3)))}")
    if draw(st.booleans()):
        parts.append(f"BYHOUR={','.join(map(str, draw(st.sets(st.integers(0, 23), min_size=1, max_size=2))))}")
    if frequency in ("YEARLY", "MONTHLY") and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(st.sampled_from([1, 2, -1]))}")
    if draw(st.booleans()):
        parts.append(f"WKST={draw(days)}")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 30))}")
    return ";".join(parts)


@settings(max_examples=60)
@given(rules(), st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)), st.integers(0, 30))
def test_the_same_times_as_dateutil(text: str, start: datetime, ahead: int) -> None:
    start = start.replace(microsecond=0, second=0)
    try:
        synchronised = next(iter(rrulestr(text, dtstart=start)), None)
    except ValueError:
        synchronised = None
    assume(synchronised is not None and synchronised.year < 2100)
    start = synchronised
    reach = 30 if "HOURLY" in text else 1000
    low, high = start + timedelta(days=ahead), start + timedelta(days=ahead + reach)
    theirs = itertools.takewhile(lambda at: at < high, rrulestr(text, dtstart=start))
    expected = [at for at in itertools.islice(theirs, 20_000) if at >= low]
    assert list(recurrence.times(recurrence.parse(text), start, low, high)) == expected
