"""What the agenda works out by itself: holidays, repetitions in words, times as people type them, where things stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.easter import easter as known_easter
from PySide6.QtWidgets import QApplication

from sync.model.calendar import Component
from sync.model.ids import CollectionId, ItemId
from sync.model.pending import Pending
from sync.store.item_rows import OccurrenceRow
from ui import i18n
from ui.calendar import repetition
from ui.calendar.days import Days, Kind, days_of, turned
from ui.calendar.holidays import REGIONS, easter, holiday, holidays
from ui.calendar.moments import read_clock
from ui.calendar.people_field import read_people
from ui.calendar.reminder_field import before_words
from ui.calendar.repetition import Frequency, Repetition
from ui.calendar.shown import Shown, bars, columns, with_clashes


@pytest.fixture(autouse=True)
def french(qapp: QApplication) -> Iterator[None]:
    i18n.install(qapp, "fr")
    yield
    i18n.install(qapp, "fr")


def wall(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute)  # noqa: DTZ001 - wall clock


def shown(name: str, start: datetime, end: datetime, *, whole: bool = False, free: bool = False, status: str = "") -> Shown:
    row = OccurrenceRow(
        ItemId(hash(name) % 1000), CollectionId(1), Component.EVENT, "", 0, 0, False, whole, "", name, "", status, free, False,
        False, 0, "", "", (), Pending.NONE, None,
    )  # fmt: skip
    return Shown(row, start, end, "#2F5BD8", "Service", writable=True)


# --- holidays


def test_easter_is_the_one_that_others_compute() -> None:
    assert [easter(year) for year in range(1583, 2300)] == [known_easter(year) for year in range(1583, 2300)]


def test_the_eleven_holidays_of_2027() -> None:
    """As published by the administration (service-public.fr)."""
    assert sorted(holidays(2027, "FR")) == [
        date(2027, 1, 1), date(2027, 3, 29), date(2027, 5, 1), date(2027, 5, 6), date(2027, 5, 8), date(2027, 5, 17),
        date(2027, 7, 14), date(2027, 8, 15), date(2027, 11, 1), date(2027, 11, 11), date(2027, 12, 25),
    ]  # fmt: skip


def test_alsace_moselle_and_overseas_have_more() -> None:
    assert holiday(date(2027, 3, 26), "57") == "Vendredi saint"
    assert holiday(date(2027, 12, 26), "57") == "Saint-Étienne"
    assert holiday(date(2027, 5, 22), "972") == "Abolition de l’esclavage"
    assert holiday(date(2027, 12, 20), "974") == "Abolition de l’esclavage"
    for region in REGIONS:
        assert len(holidays(2026, region)) == {"": 0, "FR": 11, "57": 13}.get(region, 12)


def test_two_holidays_on_one_day_are_one_day() -> None:
    """In 2008 Ascension fell on 1 May."""
    assert len(holidays(2008, "FR")) == 10


# --- repetitions

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=DAILY", "Chaque jour"),
        ("FREQ=DAILY;INTERVAL=3", "Tous les 3 jours"),
        ("FREQ=WEEKLY", "Chaque semaine, le lundi"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "Toutes les 2 semaines, le lundi et le jeudi"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Chaque jour ouvré"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=10", "Chaque semaine, le lundi, le mercredi et le vendredi, 10 fois"),
        ("FREQ=MONTHLY", "Chaque mois, le 23"),
        ("FREQ=MONTHLY;BYDAY=4MO", "Chaque mois, le quatrième lundi"),
        ("FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270312", "Chaque mois, le dernier vendredi, jusqu’au 12 mars 2027"),
        ("FREQ=YEARLY", "Chaque année, le 23 novembre"),
        ("", "Sur plusieurs dates"),
    ],
)
def test_a_rule_is_said_in_plain_french(rule: str, said: str) -> None:
    assert repetition.sentence(rule, MONDAY) == said


def test_a_rule_that_the_window_does_not_know_is_said_as_it_is() -> None:
    assert repetition.read("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", MONDAY) is None
    assert "BYSETPOS=-1" in repetition.sentence("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", MONDAY)
    assert repetition.read("FREQ=HOURLY", MONDAY) is None
    assert repetition.read("FREQ=WEEKLY;BYDAY=XX", MONDAY) is None


@pytest.mark.parametrize(
    "chosen",
    [
        Repetition(Frequency.DAILY, 2),
        Repetition(Frequency.WEEKLY, 1, frozenset({0, 3}), count=12),
        Repetition(Frequency.MONTHLY, 1, frozenset({0}), 4),
        Repetition(Frequency.MONTHLY, 3),
        Repetition(Frequency.YEARLY, until=date(2030, 1, 1)),
    ],
)
def test_what_is_chosen_is_read_back(chosen: Repetition) -> None:
    for whole_day in (True, False):
        rule = chosen.rule(datetime(2026, 11, 23, 9), whole_day=whole_day)  # noqa: DTZ001 - wall clock
        assert repetition.read(rule, MONDAY) == chosen


def test_until_has_the_kind_of_the_start() -> None:
    chosen = Repetition(Frequency.DAILY, until=date(2027, 3, 12))
    assert chosen.rule(wall(23), whole_day=True).endswith("UNTIL=20270312")
    assert chosen.rule(wall(23, 9), whole_day=False).endswith("Z")


# --- typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9h", time(9)), ("9h30", time(9, 30)), ("930", time(9, 30)), ("14:05", time(14, 5)), ("1405", time(14, 5)),
        ("7", time(7)), ("2 pm", time(14)), ("12 am", time(0)), ("25:00", None), ("9:75", None), ("midi", None), ("", None),
    ],
)  # fmt: skip
def test_a_time_is_understood_as_people_type_it(typed: str, meant: time | None) -> None:
    assert read_clock(typed) == meant


def test_people_are_taken_out_of_what_is_typed_or_pasted() -> None:
    pasted = 'Claire Morvan <claire@exemple.fr>, "Le Goff, Yann" <yann@exemple.fr>; x@exemple.fr; personne'
    assert [address for _, address in read_people(pasted)] == ["claire@exemple.fr", "yann@exemple.fr", "x@exemple.fr"]
    assert read_people(pasted)[0][0] == "Claire Morvan"


@pytest.mark.parametrize(
    ("before", "whole_day", "said"),
    [
        (0, False, "À l’heure de l’événement"),
        (900, False, "15 minutes avant"),
        (3600, False, "1 heure avant"),
        (172800, False, "2 jours avant"),
        (604800, False, "1 semaine avant"),
        (-32400, True, "Le jour même à 09:00"),
        (21600, True, "La veille à 18:00"),
        (7 * 86400 - 32400, True, "7 jours avant à 09:00"),
    ],
)
def test_a_reminder_is_said_in_words(before: int, whole_day: bool, said: str) -> None:
    assert before_words(before, whole_day=whole_day) == said


# --- where things stand


def test_a_page_is_what_people_expect() -> None:
    wednesday = date(2026, 11, 25)
    assert days_of(Kind.WEEK, wednesday) == Days(MONDAY, 7)
    assert days_of(Kind.WORK_WEEK, date(2026, 11, 29)) == Days(MONDAY, 5)
    month = days_of(Kind.MONTH, wednesday)
    assert (month.first, month.last) == (date(2026, 10, 26), date(2026, 12, 6))
    assert turned(Kind.MONTH, date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert turned(Kind.MONTH, date(2027, 1, 31), -1) == date(2026, 12, 1)


def test_the_day_on_which_clocks_change_is_shorter_in_real_time() -> None:
    window = Days(date(2026, 3, 29), 1).instants(ZoneInfo("Europe/Paris"))
    assert window.end - window.start == 23 * 3600
    wall_window = Days(date(2026, 3, 29), 1).wall()
    assert wall_window.end - wall_window.start == 24 * 3600


def test_only_what_keeps_somebody_busy_clashes() -> None:
    found = with_clashes([
        shown("long", wall(25, 9), wall(25, 12)),
        shown("within", wall(25, 10), wall(25, 10, 30)),
        shown("free", wall(25, 9), wall(25, 12), free=True),
        shown("off", wall(25, 9), wall(25, 12), status="cancelled"),
        shown("whole", wall(25), wall(26), whole=True),
        shown("after", wall(25, 12), wall(25, 13)),
    ])
    assert {one.row.summary for one in found if one.clash} == {"long", "within"}


def test_columns_never_cover_each_other_and_free_room_is_used() -> None:
    group = [
        shown("a", wall(25, 9), wall(25, 12)),
        shown("b", wall(25, 9), wall(25, 10)),
        shown("c", wall(25, 9), wall(25, 10)),
        shown("d", wall(25, 10), wall(25, 11)),
        shown("e", wall(25, 14), wall(25, 15)),
    ]
    placed = columns(group, timedelta(minutes=20))
    assert [(one.number, one.of, one.wide) for one in placed] == [(0, 3, 1), (1, 3, 1), (2, 3, 1), (1, 3, 2), (0, 1, 1)]


def test_bars_keep_their_lane_over_all_their_days() -> None:
    days = Days(MONDAY, 7)
    made = bars([
        shown("salon", wall(24), wall(27), whole=True),
        shown("lundi", wall(23), wall(24), whole=True),
        shown("congé", wall(20), wall(26), whole=True),
    ], days)  # fmt: skip
    by_name = {bar.shown.row.summary: bar for bar in made}
    assert (by_name["congé"].first, by_name["congé"].last, by_name["congé"].before) == (0, 2, True)
    assert by_name["salon"].lane == by_name["lundi"].lane == 1
    assert (by_name["salon"].first, by_name["salon"].last, by_name["salon"].after) == (1, 3, False)
