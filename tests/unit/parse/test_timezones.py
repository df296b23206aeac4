"""Time zones: IANA names, a calendar's own definitions, and never one calendar's zone in another."""

# ruff: noqa: DTZ001 - wall clocks have no zone

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.calendar import Moment
from sync.parse import ical, timezones
from sync.parse.contentlines import read
from sync.parse.timezones import Zones
from tests.unit.parse.calendars import PARIS, YEAR, calendar

NORTH = ("Amt", "+0300", "+0400")


def zone(name: str, standard: str, summer: str) -> str:
    return f"""
        BEGIN:VTIMEZONE
        TZID:{name}
        BEGIN:STANDARD
        DTSTART:16010101T030000
        TZOFFSETFROM:{summer}
        TZOFFSETTO:{standard}
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T020000
        TZOFFSETFROM:{standard}
        TZOFFSETTO:{summer}
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT
        END:VTIMEZONE
        """


def at(name: str, start: str) -> str:
    return f"""
        BEGIN:VEVENT
        UID:e1
        DTSTART;TZID={name}:{start}
        END:VEVENT
        """


def start_of(raw: bytes) -> Moment:
    found = ical.entry(raw, YEAR).start
    assert found is not None
    return found


def hour(raw: bytes) -> int:
    return datetime.fromtimestamp(start_of(raw).at, UTC).hour


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ('"Europe/Paris"', "Europe/Paris"),
        ("/mozilla.org/20070129_1/Europe/Paris", "Europe/Paris"),
        ("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Romance Standard Time", "Europe/Paris"),
        ("Etc/UTC", "UTC"),
        ("GMT+0200", "UTC"),
        ("Chez moi", ""),
        ("../../etc/passwd", ""),
    ],
)
def test_names_of_zones(name: str, expected: str) -> None:
    assert Zones().find(name)[0] == expected


def test_the_calendar_defines_its_own_zone() -> None:
    raw = calendar(zone(*NORTH), at("Amt", "20260715T120000"))
    assert hour(raw) == 8
    assert hour(calendar(zone(*NORTH), at("Amt", "20260115T120000"))) == 9
    assert start_of(raw).zone == "UTC"


def test_two_calendars_with_the_same_name_for_different_zones() -> None:
    assert hour(calendar(zone(*NORTH), at("Amt", "20260115T120000"))) == 9
    assert hour(calendar(zone("Amt", "-0500", "-0400"), at("Amt", "20260115T120000"))) == 17
    assert hour(calendar(zone(*NORTH), at("Amt", "20260115T120000"))) == 9


def test_an_iana_name_means_what_everybody_means_by_it() -> None:
    lying = calendar(zone("Europe/Paris", "+1000", "+1100"), at("Europe/Paris", "20260115T120000"))
    assert hour(lying) == 11


@pytest.mark.parametrize("extra", ["TZUNTIL:20300101T000000Z", "TZID-ALIAS-OF:Europe/Nulle-Part", "X-LIC-LOCATION:Nulle/Part"])
def test_a_zone_that_nobody_knows_floats_and_the_calendar_is_read(extra: str) -> None:
    empty = f"BEGIN:VTIMEZONE\nTZID:Inconnue\n{extra}\nEND:VTIMEZONE"
    found = start_of(calendar(empty, at("Inconnue", "20260115T120000")))
    assert (found.zone, found.floats) == ("", True)
    assert datetime.fromtimestamp(found.at, UTC).hour == 12


def test_times_that_come_twice_or_not_at_all() -> None:
    """RFC 5545 §3.3.5: the first of two, and the offset before a gap: as the IANA zone answers."""
    defined = Zones(next(read(calendar(zone("Amt", "+0100", "+0200"))).components)).find("Amt")[1]
    assert defined is not None
    for month in (3, 10):
        for minutes in range(0, 2 * 24 * 60, 7):
            for fold in (0, 1):
                wall = datetime(2026, month, 24 if month == 10 else 28, fold=fold) + timedelta(minutes=minutes)
                wall = wall.replace(fold=fold)
                assert wall.replace(tzinfo=defined).utcoffset() == wall.replace(tzinfo=PARIS).utcoffset(), wall
    for minutes in range(0, 48 * 60, 7):
        instant = datetime(2026, 10, 24, tzinfo=UTC) + timedelta(minutes=minutes)
        assert instant.astimezone(defined).replace(tzinfo=None) == instant.astimezone(PARIS).replace(tzinfo=None)
        assert instant.astimezone(defined).fold == instant.astimezone(PARIS).fold


@given(st.sampled_from(["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago", "UTC",
                        "Pacific/Chatham", "Africa/Casablanca"]), st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)))
def test_a_zone_that_we_write_is_the_zone(name: str, wall: datetime) -> None:
    written = timezones.definition(name, 1767225600)
    written.set("TZID", "Ours")
    defined = Zones(next(read(calendar(written.octets().decode())).components)).find("Ours")[1]
    assert defined is not None
    assert wall.replace(tzinfo=defined).utcoffset() == wall.replace(tzinfo=timezones.iana(name)).utcoffset()


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=99", "?"])
def test_a_zone_that_is_a_bomb(rule: str) -> None:
    bomb = zone(*NORTH).replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", rule)
    assert start_of(calendar(bomb, at("Amt", "20260115T120000"))).at > 0


def test_zones_are_found_by_the_parser_after_it_gave_its_rights_up() -> None:
    code = (
        "from app import confine; from sync.parse import ical; from sync.model.calendar import Window; import sys;"
        "confine.give_up_rights(); print(ical.entry(sys.argv[1].encode(), Window(0, 9**10)).occurrences[0].start)"
    )
    raw = calendar(at("Europe/Paris", "20260115T120000"))
    found = subprocess.run([sys.executable, "-c", code, raw.decode()], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == str(start_of(raw).at)
