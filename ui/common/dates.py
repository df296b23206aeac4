"""Dates, sizes and figures as people of the locale write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from ui import i18n

translate = QCoreApplication.translate

_UNITS = (("Go", "GB", 1 << 30), ("Mo", "MB", 1 << 20), ("Ko", "KB", 1 << 10))


def _local(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone()


def today() -> date:
    """Return today's date here."""
    return datetime.now().astimezone().date()


def clock(seconds: int) -> str:
    """Return the time of day: `10:42`."""
    local = _local(seconds)
    return i18n.locale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def brief(seconds: int, now: date | None = None) -> str:
    """Return the shortest date that tells in a list: `10:42`, `Hier`, `lun. 12`, `12 nov.`, `12/11/2025`."""
    if not seconds:
        return ""
    now = now or today()
    day = _local(seconds).date()
    shown = QDate(day.year, day.month, day.day)
    if day == now:
        return clock(seconds)
    if day == now - timedelta(days=1):
        return translate("Dates", "Yesterday")
    if timedelta(0) < now - day < timedelta(days=7):
        return i18n.locale().toString(shown, "ddd d")
    if day.year == now.year:
        return i18n.locale().toString(shown, "d MMM")
    return i18n.locale().toString(shown, QLocale.FormatType.ShortFormat)


def full(seconds: int) -> str:
    """Return the whole date and time: `lundi 23 novembre 2026 à 10:42`."""
    if not seconds:
        return ""
    local = _local(seconds)
    day = i18n.locale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)
    return translate("Dates", "{day} at {time}").format(day=day, time=clock(seconds))


def day(seconds: int) -> str:
    """Return a date in figures, with its year."""
    local = _local(seconds)
    return i18n.locale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.ShortFormat)


def group(seconds: int, now: date | None = None) -> str:
    """Return the heading under which a list puts a date: today, yesterday, this week, a month, a month of a year."""
    now = now or today()
    day = _local(seconds).date()
    if day >= now:
        return translate("Dates", "Today")
    if day == now - timedelta(days=1):
        return translate("Dates", "Yesterday")
    if day >= now - timedelta(days=now.weekday()):
        return translate("Dates", "This week")
    if day >= now - timedelta(days=now.weekday() + 7):
        return translate("Dates", "Last week")
    style = "MMMM" if day.year == now.year else "MMMM yyyy"
    text = i18n.locale().toString(QDate(day.year, day.month, day.day), style)
    return text[:1].upper() + text[1:]


def ago(seconds: int, now: int | None = None) -> str:
    """Return how long ago it was: `à l’instant`, `il y a 5 min`, `il y a 3 h`, then the date."""
    now = QDateTime.currentSecsSinceEpoch() if now is None else now
    minutes = max(now - seconds, 0) // 60
    if minutes < 1:
        return translate("Dates", "just now")
    if minutes < 60:
        return translate("Dates", "{count} min ago").format(count=minutes)
    if minutes < 24 * 60:
        return translate("Dates", "{count} h ago").format(count=minutes // 60)
    return brief(seconds)


def figure(number: int) -> str:
    """Return a whole number with the locale's grouping: `1 240`."""
    return i18n.locale().toString(number)


def size(octets: int) -> str:
    """Return a size: `214 Ko`, `1,4 Mo`, `3 o`."""
    french = i18n.language() == "fr"
    for of_french, of_english, unit in _UNITS:
        if octets >= unit:
            value = octets / unit
            whole = value >= 100 or unit == 1 << 10 or round(value, 1) == round(value)
            text = i18n.locale().toString(value, "f", 0 if whole else 1)
            return f"{text}{i18n.WIDE}{of_french if french else of_english}"
    return f"{octets}{i18n.WIDE}{'o' if french else 'B'}"


def plain(text: str) -> str:
    """Return text on one line, control characters and runs of blanks taken out."""
    return re.sub(r"\s+", " ", text).strip()


def today_date() -> QDate:
    """Return today's date here, for a locale to write."""
    now = today()
    return QDate(now.year, now.month, now.day)
