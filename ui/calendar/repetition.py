"""Repetitions: what of a recurrence rule (RFC 5545 §3.3.10) people choose in the window, and every rule in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLocale

from ui import i18n
from ui.calendar.days import qdate

translate = QCoreApplication.translate

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = frozenset(range(5))
ORDINALS = (1, 2, 3, 4, -1)


class Frequency(StrEnum):
    """How often."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class Repetition:
    """A repetition as the window offers it. Weekdays are numbers from Monday (0).

    `ordinal` with one weekday: the first (1), second… or last (-1) one of a month. `until` is the last day, `count` how often
    in all; both empty: for ever.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: frozenset[int] = frozenset()
    ordinal: int = 0
    until: date | None = None
    count: int = 0

    def rule(self, start: datetime, *, whole_day: bool) -> str:
        """Return the RRULE value for an event that begins at `start`."""
        parts = [f"FREQ={self.frequency}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.weekdays and self.frequency is Frequency.WEEKLY:
            parts.append("BYDAY=" + ",".join(WEEKDAYS[day] for day in sorted(self.weekdays)))
        elif self.weekdays and self.frequency is Frequency.MONTHLY and self.ordinal:
            parts.append(f"BYDAY={self.ordinal}{WEEKDAYS[min(self.weekdays)]}")
        if self.until is not None:
            # UNTIL has the kind of the start (§3.3.10): of a time of day, the last moment of that day here.
            last = datetime(self.until.year, self.until.month, self.until.day, 23, 59, 59).astimezone(UTC)
            parts.append(f"UNTIL={self.until:%Y%m%d}" if whole_day else f"UNTIL={last:%Y%m%dT%H%M%SZ}")
        elif self.count:
            parts.append(f"COUNT={self.count}")
        return ";".join(parts)


def read(rule: str, start: date) -> Repetition | None:
    """Return a rule as the window offers it, None where it says more than that: then it stays as it is written."""
    parts = _parts(rule)
    known = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "UNTIL", "COUNT", "WKST"}
    try:
        frequency = Frequency(parts.get("FREQ", ""))
        interval, count = int(parts.get("INTERVAL", "1")), int(parts.get("COUNT", "0"))
        until = _day(parts["UNTIL"]) if "UNTIL" in parts else None
    except ValueError:
        return None
    if parts.keys() - known or interval < 1 or parts.get("WKST", "MO") != "MO":
        return None
    if parts.get("BYMONTHDAY", str(start.day)) != str(start.day) or parts.get("BYMONTH", str(start.month)) != str(start.month):
        return None
    if ("BYMONTHDAY" in parts and frequency not in (Frequency.MONTHLY, Frequency.YEARLY)) or (
        "BYMONTH" in parts and frequency is not Frequency.YEARLY
    ):
        return None
    days = _weekdays(parts.get("BYDAY", ""))
    if days is None:
        return None
    ordinals = {ordinal for ordinal, _ in days}
    weekdays = frozenset(day for _, day in days)
    if frequency is Frequency.WEEKLY and ordinals <= {0}:
        return Repetition(frequency, interval, weekdays, 0, until, count)
    if frequency is Frequency.DAILY and ordinals <= {0} and weekdays == WORKDAYS and interval == 1:
        return Repetition(Frequency.WEEKLY, 1, weekdays, 0, until, count)
    if frequency is Frequency.MONTHLY and len(days) == 1 and ordinals <= set(ORDINALS) and "BYMONTHDAY" not in parts:
        return Repetition(frequency, interval, weekdays, days[0][0], until, count)
    return Repetition(frequency, interval, frozenset(), 0, until, count) if not days else None


def sentence(rule: str, start: date, *, recurring: bool = True) -> str:
    """Return a rule in words: `Toutes les 2 semaines, le lundi et le jeudi, jusqu’au 12 mars 2027`."""
    if not rule:
        return translate("Repetition", "On several dates") if recurring else translate("Repetition", "Does not repeat")
    chosen = read(rule, start)
    if chosen is None:
        return translate("Repetition", "Repeats by a rule of its own: {rule}").format(rule=rule)
    return words(chosen, start)


def words(chosen: Repetition, start: date) -> str:
    """Return a repetition in words."""
    return ", ".join(part for part in (_how_often(chosen), _on_which(chosen, start), _how_long(chosen)) if part)


def _how_often(chosen: Repetition) -> str:
    one = {
        Frequency.DAILY: translate("Repetition", "Every day"),
        Frequency.WEEKLY: translate("Repetition", "Every week"),
        Frequency.MONTHLY: translate("Repetition", "Every month"),
        Frequency.YEARLY: translate("Repetition", "Every year"),
    }
    several = {
        Frequency.DAILY: translate("Repetition", "Every {number} days"),
        Frequency.WEEKLY: translate("Repetition", "Every {number} weeks"),
        Frequency.MONTHLY: translate("Repetition", "Every {number} months"),
        Frequency.YEARLY: translate("Repetition", "Every {number} years"),
    }
    if chosen.frequency is Frequency.WEEKLY and chosen.weekdays == WORKDAYS and chosen.interval == 1:
        return translate("Repetition", "Every working day")
    return one[chosen.frequency] if chosen.interval == 1 else several[chosen.frequency].format(number=chosen.interval)


def _on_which(chosen: Repetition, start: date) -> str:
    match chosen.frequency:
        case Frequency.WEEKLY:
            days = sorted(chosen.weekdays or {start.weekday()})
            if frozenset(days) == WORKDAYS and chosen.interval == 1:
                return ""
            return _listed([translate("Repetition", "on {weekday}").format(weekday=weekday(day)) for day in days])
        case Frequency.MONTHLY if chosen.ordinal and chosen.weekdays:
            return ordinal_words(chosen.ordinal, min(chosen.weekdays))
        case Frequency.MONTHLY:
            return translate("Repetition", "on the {day}").format(day=day_of_month(start.day))
        case Frequency.YEARLY:
            text = i18n.locale().toString(qdate(start), "d MMMM")
            if i18n.language() == "fr" and start.day == 1:
                text = text.replace("1 ", "1er ", 1)
            return translate("Repetition", "on {date}").format(date=text)
        case _:
            return ""


def _how_long(chosen: Repetition) -> str:
    if chosen.until is not None:
        last = i18n.locale().toString(qdate(chosen.until), "d MMMM yyyy")
        return translate("Repetition", "until {day}").format(day=last)
    if chosen.count:
        return translate("Repetition", "{number} times").format(number=chosen.count)
    return ""


def ordinal_words(ordinal: int, day: int) -> str:
    """Return which weekday of a month: `le deuxième mardi`."""
    texts = {
        1: translate("Repetition", "on the first {weekday}"),
        2: translate("Repetition", "on the second {weekday}"),
        3: translate("Repetition", "on the third {weekday}"),
        4: translate("Repetition", "on the fourth {weekday}"),
        -1: translate("Repetition", "on the last {weekday}"),
    }
    return texts[ordinal].format(weekday=weekday(day))


def weekday(day: int) -> str:
    """Return the name of a weekday (Monday: 0)."""
    return i18n.locale().dayName(day + 1, QLocale.FormatType.LongFormat)


def day_of_month(day: int) -> str:
    """Return the number of a day of the month as one says it: `1er`, `2`; `1st`, `2nd`."""
    if i18n.language() == "fr":
        return "1er" if day == 1 else str(day)
    ending = "th" if 10 < day % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def ordinal_of(day: date) -> int:
    """Return which of its weekday a day is in its month; the fifth is the last."""
    number = (day.day - 1) // 7 + 1
    return number if number <= 4 else -1


def _listed(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return translate("Repetition", "{some} and {last}").format(some=", ".join(parts[:-1]), last=parts[-1])


def _parts(rule: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in rule.upper().split(";") if part.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def _weekdays(text: str) -> list[tuple[int, int]] | None:
    """Return the weekdays of BYDAY with their ordinals, None where there is something else."""
    found = []
    for part in filter(None, text.split(",")):
        number, name = part[:-2], part[-2:]
        if name not in WEEKDAYS:
            return None
        try:
            found.append((int(number or "0"), WEEKDAYS.index(name)))
        except ValueError:
            return None
    return found


def _day(text: str) -> date:
    """Return the day of an UNTIL, as it is here. Raises `ValueError`."""
    if len(text) >= 15 and text.endswith("Z"):
        moment = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return moment.astimezone().date()
    return datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007 - a day

