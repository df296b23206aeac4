"""Alice's calendars as the demo finds them: this work week and its neighbours, what comes back, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from app.demo.people import ALICE, BRUNO, CHLOE, DAVID, DOMAIN, EMILIE, FARID, GAELLE, HUGO, MAYOR, PLANT, Person

_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar: its folder, its name, its colour (#rrggbbaa) and the one kind of component that it takes."""

    key: str
    name: str
    colour: str
    component: str = "VEVENT"


WORK = Calendar("agenda", "Agenda", "#2d5fb8ff")
TEAM = Calendar("equipe", "Équipe environnement", "#2e8555ff")
OWN = Calendar("personnel", "Personnel", "#b3517fff")
TASKS = Calendar("taches", "À faire", "#b8722dff", "VTODO")
CALENDARS = (WORK, TEAM, OWN, TASKS)


@dataclass(frozen=True, slots=True)
class Planned:
    """An event: days from Monday of this week, hour (`9:30`; empty: all day), minutes (days where all day)."""

    calendar: Calendar
    key: str
    day: int
    hour: str
    length: int
    title: str
    place: str = ""
    note: str = ""
    rule: str = ""
    organiser: Person | None = None
    guests: tuple[tuple[Person, str], ...] = ()
    alarm: int = 0
    meeting: str = ""
    status: str = "CONFIRMED"
    busy: bool = True


_ROOM = "Préfecture, salle Jean-Moulin"
_CALL = "https://visio.prefecture.example/environnement"
_EVENTS = (
    Planned(WORK, "point", 0, "9:00", 30, "Point d’équipe", _ROOM, rule="FREQ=WEEKLY;BYDAY=MO", organiser=EMILIE,
            guests=((ALICE, "ACCEPTED"), (BRUNO, "ACCEPTED"), (CHLOE, "TENTATIVE"), (GAELLE, "DECLINED")), alarm=10),
    Planned(WORK, "verrerie", 0, "10:30", 90, "Relecture du rapport – Verrerie du Val", "Bureau 214",
            "Page 4 : reprendre les remarques d’Émilie."),
    Planned(WORK, "marche", 0, "14:00", 60, "Marché d’analyses d’eau : critères", _ROOM, organiser=CHLOE,
            guests=((ALICE, "ACCEPTED"), (CHLOE, "ACCEPTED")), alarm=15),
    Planned(WORK, "visite", 1, "8:30", 240, "Inspection de la verrerie", "Verrerie du Val, 4 route de la Lys, Saint-Rémy-sur-Lys",
            "Chaussures de sécurité. Départ du parking à 8 h.", organiser=ALICE,
            guests=((BRUNO, "ACCEPTED"), (PLANT, "ACCEPTED")), alarm=60),
    Planned(WORK, "retour", 1, "15:00", 45, "Retour d’inspection", meeting=_CALL, organiser=EMILIE,
            guests=((ALICE, "ACCEPTED"), (BRUNO, "NEEDS-ACTION"))),
    Planned(WORK, "quotidien", 0, "11:45", 15, "Point express", meeting=_CALL, rule="FREQ=WEEKLY;BYDAY=TU,TH", organiser=ALICE,
            guests=((BRUNO, "ACCEPTED"), (CHLOE, "ACCEPTED"))),
    Planned(WORK, "secheresse", 2, "9:30", 90, "Comité sécheresse", _ROOM, "Ordre du jour : niveaux de la Lys, arrêté.",
            organiser=HUGO, guests=((ALICE, "ACCEPTED"), (EMILIE, "ACCEPTED"), (MAYOR, "TENTATIVE")), alarm=15),
    Planned(WORK, "visio", 2, "11:00", 60, "Visio avec la région", meeting=_CALL, organiser=EMILIE,
            guests=((ALICE, "ACCEPTED"),)),
    Planned(WORK, "entretien", 2, "14:30", 60, "Entretien professionnel", "Bureau d’Émilie Rousseau", organiser=EMILIE,
            guests=((ALICE, "ACCEPTED"),)),
    Planned(WORK, "invitation", 3, "14:00", 60, "Présentation du nouvel outil de suivi", meeting=_CALL, organiser=FARID,
            note="Farid montre le tableau des échéances. Répondez pour réserver votre place.",
            guests=((ALICE, "NEEDS-ACTION"), (BRUNO, "ACCEPTED"), (CHLOE, "NEEDS-ACTION"))),
    Planned(WORK, "commission", 3, "9:00", 150, "Commission départementale", "Hôtel du département, salle des séances",
            organiser=HUGO, guests=((ALICE, "ACCEPTED"), (EMILIE, "ACCEPTED")), alarm=30),
    Planned(WORK, "mairie", 4, "10:00", 60, "Rendez-vous à la mairie de Saint-Rémy", "Mairie de Saint-Rémy-sur-Lys",
            organiser=ALICE, guests=((MAYOR, "ACCEPTED"),), alarm=30),
    Planned(WORK, "budget", 4, "9:30", 90, "Budget 2027 : arbitrages", _ROOM, status="TENTATIVE", organiser=HUGO,
            guests=((ALICE, "TENTATIVE"), (EMILIE, "ACCEPTED"))),
    Planned(WORK, "lettre", 4, "14:00", 45, "Lettre interne : relecture", organiser=GAELLE, guests=((ALICE, "ACCEPTED"),)),
    Planned(WORK, "seminaire", 8, "", 2, "Séminaire des services de l’État", "Rennes"),
    Planned(WORK, "formation", 14, "9:00", 420, "Formation : marchés publics écoresponsables", "IRA, salle 12", alarm=60),
    Planned(WORK, "bilan", -4, "10:00", 60, "Bilan du trimestre", _ROOM, organiser=EMILIE, guests=((ALICE, "ACCEPTED"),)),
    Planned(TEAM, "permanence", 0, "", 5, "Permanence : Bruno", busy=False),
    Planned(TEAM, "permanence-suivante", 7, "", 5, "Permanence : Alice", busy=False),
    Planned(TEAM, "conges-chloe", 3, "", 2, "Congés de Chloé", busy=False),
    Planned(TEAM, "teletravail", 0, "", 1, "Télétravail : Bruno, David", rule="FREQ=WEEKLY;BYDAY=WE", busy=False),
    Planned(TEAM, "inspection-2", 2, "14:00", 120, "Contrôle de la station d’épuration", "Route des Moulins"),
    Planned(TEAM, "reunion-mensuelle", 0, "16:00", 60, "Réunion mensuelle des inspecteurs", _ROOM,
            rule="FREQ=MONTHLY;BYDAY=1TH", guests=((BRUNO, "ACCEPTED"), (DAVID, "ACCEPTED"))),
    Planned(OWN, "dentiste", 3, "17:30", 30, "Dentiste", "12 rue des Lilas", alarm=60),
    Planned(OWN, "chorale", 1, "19:30", 120, "Chorale", rule="FREQ=WEEKLY;BYDAY=TU"),
    Planned(OWN, "anniversaire", 5, "", 1, "Anniversaire de maman", rule="FREQ=YEARLY", busy=False),
)  # fmt: skip
_TASKS: tuple[tuple[str, str, int | None, int, int, str], ...] = (
    ("courrier", "Répondre au courrier de la mairie de Saint-Rémy", 1, 1, 30, ""),
    ("arrete", "Projet d’arrêté sécheresse : deuxième version", 2, 1, 60, "À envoyer à Hugo pour visa."),
    ("criteres", "Tableau de notation du marché d’eau", 3, 5, 0, ""),
    ("frais", "Note de frais de la visite", 4, 9, 0, ""),
    ("photos", "Classer les photos de l’étang", None, 9, 0, ""),
    ("badge", "Renouveler le badge d’accès", -3, 0, 0, "Accueil, du lundi au jeudi."),
    ("habilitation", "Demande d’habilitation envoyée", -2, 0, 100, ""),
)


def resources(calendar: Calendar, now: datetime) -> dict[str, str]:
    """Return the calendar's resources by file name; `now` (with a time zone) is in the work week that is shown first."""
    monday = now.date() - timedelta(days=now.weekday())
    if now.weekday() > 4:
        monday += timedelta(days=7)
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if calendar is TASKS:
        made = {one[0]: _task(*one, monday, stamp) for one in _TASKS}
    else:
        made = {one.key: _event(one, monday, stamp) for one in _EVENTS if one.calendar is calendar}
    return {f"{key}.ics": _calendar(lines) for key, lines in made.items()}


def _calendar(lines: Iterable[str]) -> str:
    body = "\n".join(lines)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Ecritoire//Demonstration//FR\n{_ZONE}{body}\nEND:VCALENDAR\n"
    return text.replace("\n", "\r\n")


def _event(one: Planned, monday: date, stamp: str) -> Sequence[str]:
    day = monday + timedelta(days=one.day)
    day = _first(one.rule, day)
    lines = ["BEGIN:VEVENT", f"UID:demo-{one.key}@{DOMAIN}", f"DTSTAMP:{stamp}", f"SUMMARY:{_text(one.title)}"]
    if one.hour:
        hour, _, minute = one.hour.partition(":")
        begins = datetime(day.year, day.month, day.day, int(hour), int(minute))  # noqa: DTZ001 (the zone is in TZID)
        lines += [f"DTSTART;TZID=Europe/Paris:{begins:%Y%m%dT%H%M%S}", f"DURATION:PT{one.length}M"]
    else:
        ends = day + timedelta(days=one.length)
        lines += [f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{ends:%Y%m%d}"]
    lines += [f"{name}:{_text(value)}" for name, value in (("LOCATION", one.place), ("DESCRIPTION", one.note)) if value]
    if one.meeting:
        lines += [f"URL:{one.meeting}", f"CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=Visio:{one.meeting}"]
    if one.rule:
        lines.append(f"RRULE:{one.rule}")
    if one.organiser is not None:
        lines.append(f'ORGANIZER;CN="{one.organiser.name}":mailto:{one.organiser.address}')
    lines += [f'ATTENDEE;CN="{who.name}";PARTSTAT={says};RSVP=TRUE:mailto:{who.address}' for who, says in one.guests]
    lines += [f"STATUS:{one.status}", f"TRANSP:{'OPAQUE' if one.busy else 'TRANSPARENT'}", "SEQUENCE:0"]
    if one.alarm:
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(one.title)}", f"TRIGGER:-PT{one.alarm}M", "END:VALARM"]
    return [*lines, "END:VEVENT"]


def _first(rule: str, day: date) -> date:
    """Return where a series begins: some weeks ago, on a day that its rule names."""
    if not rule:
        return day
    if rule.startswith("FREQ=YEARLY"):
        return day.replace(year=day.year - 2)
    if rule.startswith("FREQ=MONTHLY"):
        first = (day - timedelta(days=90)).replace(day=1)
        return first + timedelta(days=(3 - first.weekday()) % 7)
    named = ("MO", "TU", "WE", "TH", "FR").index(rule.rpartition("BYDAY=")[2][:2])
    return day - timedelta(days=day.weekday() - named + 7 * 6)


def _task(
    key: str, title: str, due: int | None, priority: int, percent: int, note: str, monday: date, stamp: str
) -> Sequence[str]:
    lines = ["BEGIN:VTODO", f"UID:demo-{key}@{DOMAIN}", f"DTSTAMP:{stamp}", f"SUMMARY:{_text(title)}", f"PRIORITY:{priority}"]
    if due is not None:
        lines.append(f"DUE;VALUE=DATE:{monday + timedelta(days=due):%Y%m%d}")
    if note:
        lines.append(f"DESCRIPTION:{_text(note)}")
    if percent == 100:
        lines += ["STATUS:COMPLETED", f"COMPLETED:{stamp}"]
    else:
        lines.append("STATUS:IN-PROCESS" if percent else "STATUS:NEEDS-ACTION")
    return [*lines, f"PERCENT-COMPLETE:{percent}", "END:VTODO"]


def _text(value: str) -> str:
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
