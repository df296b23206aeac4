"""French public holidays: those of the Code du travail (L3133-1), of Alsace-Moselle (L3134-13) and overseas (L3422-2)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

REGIONS = {
    "": QT_TRANSLATE_NOOP("Holidays", "None"),
    "FR": QT_TRANSLATE_NOOP("Holidays", "Mainland France"),
    "57": QT_TRANSLATE_NOOP("Holidays", "Alsace-Moselle"),
    "971": QT_TRANSLATE_NOOP("Holidays", "Guadeloupe"),
    "972": QT_TRANSLATE_NOOP("Holidays", "Martinique"),
    "973": QT_TRANSLATE_NOOP("Holidays", "French Guiana"),
    "974": QT_TRANSLATE_NOOP("Holidays", "Réunion"),
    "976": QT_TRANSLATE_NOOP("Holidays", "Mayotte"),
    "977": QT_TRANSLATE_NOOP("Holidays", "Saint-Barthélemy"),
    "978": QT_TRANSLATE_NOOP("Holidays", "Saint-Martin"),
}
"""Where other days are public holidays, by the number of the department; empty: none are shown."""

_FIXED = (
    (1, 1, QT_TRANSLATE_NOOP("Holidays", "New Year’s Day")),
    (5, 1, QT_TRANSLATE_NOOP("Holidays", "Labour Day")),
    (5, 8, QT_TRANSLATE_NOOP("Holidays", "Victory of 1945")),
    (7, 14, QT_TRANSLATE_NOOP("Holidays", "National Day")),
    (8, 15, QT_TRANSLATE_NOOP("Holidays", "Assumption")),
    (11, 1, QT_TRANSLATE_NOOP("Holidays", "All Saints’ Day")),
    (11, 11, QT_TRANSLATE_NOOP("Holidays", "Armistice of 1918")),
    (12, 25, QT_TRANSLATE_NOOP("Holidays", "Christmas")),
)
_AFTER_EASTER = (
    (1, QT_TRANSLATE_NOOP("Holidays", "Easter Monday")),
    (39, QT_TRANSLATE_NOOP("Holidays", "Ascension")),
    (50, QT_TRANSLATE_NOOP("Holidays", "Whit Monday")),
)
_ABOLITION = QT_TRANSLATE_NOOP("Holidays", "Abolition of slavery")
_ABOLITIONS = {"971": (5, 27), "972": (5, 22), "973": (6, 10), "974": (12, 20), "976": (4, 27), "977": (10, 9), "978": (5, 28)}
_GOOD_FRIDAY = QT_TRANSLATE_NOOP("Holidays", "Good Friday")
_SAINT_STEPHEN = QT_TRANSLATE_NOOP("Holidays", "Saint Stephen’s Day")
_ALSACE_MOSELLE = "57"


def easter(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar (Meeus, Jones, Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, left = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    day = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * day) // 451
    month, before = divmod(moon + day - 7 * late + 114, 31)
    return date(year, month, before + 1)


@cache
def holidays(year: int, region: str) -> dict[date, str]:
    """Return the public holidays of a year in a region of `REGIONS`, by day: names to be translated (context `Holidays`)."""
    if region not in REGIONS or not region:
        return {}
    sunday = easter(year)
    found: list[tuple[date, str]] = [(date(year, month, day), str(name)) for month, day, name in _FIXED]
    found += [(sunday + timedelta(days=after), str(name)) for after, name in _AFTER_EASTER]
    if region == _ALSACE_MOSELLE:
        found += [(sunday - timedelta(days=2), str(_GOOD_FRIDAY)), (date(year, 12, 26), str(_SAINT_STEPHEN))]
    if region in _ABOLITIONS:
        found.append((date(year, *_ABOLITIONS[region]), str(_ABOLITION)))
    days: dict[date, str] = {}
    for day, name in sorted(found, key=lambda one: one[0]):
        days.setdefault(day, name)
    return days


def holiday(day: date, region: str) -> str:
    """Return the name of the public holiday that a day is, empty where it is none."""
    name = holidays(day.year, region).get(day, "")
    return QCoreApplication.translate("Holidays", name) if name else ""
