"""Free and busy times as servers write them: periods and durations, kinds, and nonsense that is left out."""

from __future__ import annotations

import pytest

from sync.model.availability import WEEK, Busy, BusyKind, joined, next_free, weeks
from sync.model.faults import Unreadable
from sync.parse.free_busy import busy

NINE = 1_795_424_400 - 1_795_424_400 % 3600
"""A full hour of November 2026."""
HOUR = 3600


def calendar(*lines: str) -> bytes:
    inside = "\r\n".join(lines)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VFREEBUSY\r\n{inside}\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n".encode()


def stamp(at: int) -> str:
    from datetime import UTC, datetime

    return f"{datetime.fromtimestamp(at, UTC):%Y%m%dT%H%M%SZ}"


def test_periods_and_durations_and_kinds_are_read() -> None:
    raw = calendar(
        f"FREEBUSY:{stamp(NINE)}/PT1H,{stamp(NINE + HOUR)}/{stamp(NINE + 2 * HOUR)}",
        f"FREEBUSY;FBTYPE=BUSY-TENTATIVE:{stamp(NINE + 4 * HOUR)}/PT30M",
        f"FREEBUSY;FBTYPE=FREE:{stamp(NINE + 5 * HOUR)}/PT1H",
        f"FREEBUSY;FBTYPE=X-HOLIDAY:{stamp(NINE + 6 * HOUR)}/PT1H",
    )
    assert busy([raw], NINE, NINE + 24 * HOUR) == [
        Busy(NINE, NINE + 2 * HOUR),
        Busy(NINE + 4 * HOUR, NINE + 4 * HOUR + 1800, BusyKind.TENTATIVE),
        Busy(NINE + 6 * HOUR, NINE + 7 * HOUR),
    ]


def test_several_calendars_of_one_person_are_one_answer_cut_to_the_stretch() -> None:
    one = calendar(f"FREEBUSY:{stamp(NINE - HOUR)}/PT90M")
    other = calendar(f"FREEBUSY:{stamp(NINE)}/PT2H")
    assert busy([one, other], NINE, NINE + HOUR) == [Busy(NINE, NINE + HOUR)]


@pytest.mark.parametrize(
    "line",
    [
        "FREEBUSY:", "FREEBUSY:demain/PT1H", f"FREEBUSY:{stamp(NINE)}", f"FREEBUSY:{stamp(NINE)}/-PT1H",
        f"FREEBUSY:{stamp(NINE)}/{stamp(NINE - HOUR)}", f"FREEBUSY:{stamp(NINE)}/P9999999W", "FREEBUSY:20261125T090000/PT1H",
    ],
)  # fmt: skip
def test_nonsense_is_left_out(line: str) -> None:
    assert busy([calendar(line, f"FREEBUSY:{stamp(NINE + 3 * HOUR)}/PT1H")], NINE, NINE + 24 * HOUR) == [
        Busy(NINE + 3 * HOUR, NINE + 4 * HOUR)
    ]


def test_an_answer_without_free_and_busy_times_is_none() -> None:
    with pytest.raises(Unreadable):
        busy([b"<html>Portail</html>"], NINE, NINE + HOUR)


def test_no_busy_line_at_all_is_a_free_day() -> None:
    assert busy([calendar(f"DTSTART:{stamp(NINE)}")], NINE, NINE + HOUR) == []


def test_the_next_free_time_is_between_the_busy_ones_and_inside_the_hours() -> None:
    taken = [Busy(NINE, NINE + HOUR), Busy(NINE + 90 * 60, NINE + 3 * HOUR, BusyKind.TENTATIVE)]
    hours = [(NINE - HOUR, NINE + 4 * HOUR), (NINE + 24 * HOUR, NINE + 28 * HOUR)]
    assert next_free(taken, NINE, 1800, hours) == NINE + HOUR, "half an hour fits between the two"
    assert next_free(taken, NINE, HOUR, hours) == NINE + 3 * HOUR
    assert next_free(taken, NINE, 2 * HOUR, hours) == NINE + 24 * HOUR, "the day closes before"
    assert next_free(taken, NINE, 9 * HOUR, hours) is None
    assert next_free([], NINE + 60, 600, hours) == NINE + 900, "it begins on a quarter of an hour"


def test_weeks_begin_on_mondays_and_stretches_that_touch_are_one() -> None:
    (first, second) = weeks(NINE, NINE + WEEK)
    assert (first // 86400 + 3) % 7 == 0
    assert second - first == WEEK
    assert joined([Busy(5, 9), Busy(1, 5), Busy(7, 8)]) == [Busy(1, 9)]
