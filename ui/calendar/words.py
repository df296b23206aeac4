"""Events in words: when they are, how they stand, and as a screen reader says them."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from sync.model.calendar import Component
from sync.model.pending import Pending
from sync.store.item_rows import OccurrenceRow
from ui import i18n
from ui.calendar.days import DAY, Days, Kind, qdate
from ui.calendar.shown import Shown

translate = QCoreApplication.translate


def title(row: OccurrenceRow) -> str:
    """Return the title, or that there is none."""
    return row.summary or translate("Agenda", "(no title)")


def clock(moment: datetime | time) -> str:
    """Return the time of day: `10:42`."""
    return i18n.locale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


def short_day(day: date) -> str:
    """Return a day as a column heads it: `lun. 23`."""
    return i18n.locale().toString(qdate(day), "ddd d")


def long_day(day: date) -> str:
    """Return a whole day: `lundi 23 novembre 2026`."""
    return i18n.locale().toString(qdate(day), QLocale.FormatType.LongFormat)


def middle_day(day: date) -> str:
    """Return a day without its year: `lundi 23 novembre`."""
    style = "dddd d MMMM" if i18n.language() == "fr" else "dddd, d MMMM"
    return i18n.locale().toString(qdate(day), style)


def capital(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def times(one: Shown) -> str:
    """Return from when to when, without the day: `10:00 – 11:30`."""
    if one.row.whole_day:
        return translate("Agenda", "All day")
    if one.end == one.start:
        return clock(one.start)
    return f"{clock(one.start)} – {clock(one.end)}"


def when(start: datetime, end: datetime, *, whole_day: bool) -> str:
    """Return when something is, in full. The end of whole days is the day after the last."""
    if whole_day:
        last = (end - DAY).date()
        if last <= start.date():
            return translate("Agenda", "{day}, all day").format(day=capital(long_day(start.date())))
        return f"{capital(long_day(start.date()))} – {long_day(last)}"
    if start.date() == end.date():
        span = clock(start) if start == end else f"{clock(start)} – {clock(end)}"
        return f"{capital(long_day(start.date()))}, {span}"
    return f"{capital(long_day(start.date()))}, {clock(start)} – {long_day(end.date())}, {clock(end)}"


def state(row: OccurrenceRow) -> str:
    """Return how an entry stands towards its server."""
    if row.pending is Pending.CONFLICT:
        return translate("Agenda", "Conflict to settle")
    if row.pending is Pending.REFUSED:
        return translate("Agenda", "Refused by the server")
    if row.pending is not Pending.NONE:
        return translate("Agenda", "Waiting to be synchronised")
    return translate("Agenda", "Synchronised")


def status(text: str) -> str:
    """Return the status of an entry in words; nothing for one that simply is."""
    return {
        "tentative": translate("Agenda", "To be confirmed"),
        "cancelled": translate("Agenda", "Called off"),
        "completed": translate("Agenda", "Done"),
        "in-process": translate("Agenda", "Under way"),
    }.get(text, "")


def spoken(one: Shown) -> str:
    """Return an event as a screen reader says it."""
    row = one.row
    parts = [title(row), when(one.start, one.end, whole_day=row.whole_day), row.location, one.calendar]
    if row.component is Component.TASK:
        parts.insert(0, translate("Agenda", "Task"))
    if one.off:
        parts.append(translate("Agenda", "called off"))
    elif row.status == "tentative":
        parts.append(translate("Agenda", "to be confirmed"))
    if row.recurring:
        parts.append(translate("Agenda", "repeats"))
    if one.clash:
        parts.append(translate("Agenda", "at the same time as another"))
    if row.pending is not Pending.NONE:
        parts.append(state(row))
    return ", ".join(part for part in parts if part)


def range_title(kind: Kind, day: date, days: Days) -> str:
    """Return the title of a page: a day, a week with its number, a month."""
    locale = i18n.locale()
    if kind is Kind.DAY:
        return capital(long_day(day))
    if kind is Kind.MONTH:
        return capital(locale.toString(qdate(day), "MMMM yyyy"))
    if kind is Kind.TASKS:
        return translate("Agenda", "Tasks")
    first, last = days.first, days.last
    if first.year != last.year:
        text = f"{locale.toString(qdate(first), 'd MMMM yyyy')} – {locale.toString(qdate(last), 'd MMMM yyyy')}"
    elif first.month != last.month:
        text = f"{locale.toString(qdate(first), 'd MMMM')} – {locale.toString(qdate(last), 'd MMMM yyyy')}"
    else:
        text = f"{first.day} – {locale.toString(qdate(last), 'd MMMM yyyy')}"
    if kind in (Kind.WEEK, Kind.WORK_WEEK):
        week = translate("Agenda", "week {number}").format(number=first.isocalendar().week)
        return f"{text}{i18n.WIDE}· {week}"
    return text
