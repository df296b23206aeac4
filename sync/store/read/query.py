"""What the user typed into a search, understood: words, phrases and operators, in French and English. Nothing fails.

    rapport inspection        both words, in any form; the last one may be a beginning
    "note de service"         as it stands            -brouillon    without it          budget OU crédits
    de: à: objet: pj:         from: to: subject: attachment:     in one field
    avant: après: le:         before: after: on:      31/12/2026, 12/2026, 2026, 2026-12-31, hier, 7j, 2s, 3m
    est:nonlu est:suivi       is:unread is:flagged    lu, répondu, transféré, brouillon, important
    pj:oui                    has:attachment          a:pj
    dans:envoyés              in:sent                 a mailbox by its name or what it is for
    étiquette:travail         tag:work                a tag by its name or keyword
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sync.model.mail import Flag
from sync.store.stems import forms, written_out

PREFIX_LETTERS = 3
"""A last word of fewer letters is looked up whole: the index has no list of beginnings."""

_COLUMNS = {
    "de": "sender", "from": "sender", "exp": "sender",
    "à": "recipients", "a": "recipients", "to": "recipients", "cc": "recipients", "pour": "recipients",
    "objet": "subject", "sujet": "subject", "subject": "subject",
    "pj": "attachments", "attachment": "attachments", "fichier": "attachments", "file": "attachments",
}  # fmt: skip
_BEFORE, _AFTER, _ON = {"avant", "before"}, {"après", "apres", "depuis", "after", "since"}, {"le", "on", "date"}
_TAG = {"étiquette", "etiquette", "tag", "label"}
_IN, _IS, _HAS = {"dans", "in"}, {"est", "is"}, {"has", "avec", "contient", "a", "pj"}
_YES, _NO = {"oui", "yes", "1", "pj", "attachment", "attachments", "piece", "pieces"}, {"non", "no", "0"}
_STATES: dict[str, tuple[Flag, Flag]] = {}
for _with, _without, _names in (
    (Flag.NONE, Flag.SEEN, "nonlu nonlus unread new nouveau"),
    (Flag.SEEN, Flag.NONE, "lu lus read seen"),
    (Flag.FLAGGED, Flag.NONE, "suivi suivis marqué marque flagged starred drapeau important"),
    (Flag.NONE, Flag.FLAGGED, "nonsuivi unflagged"),
    (Flag.ANSWERED, Flag.NONE, "répondu repondu answered replied"),
    (Flag.NONE, Flag.ANSWERED, "nonrépondu nonrepondu unanswered"),
    (Flag.FORWARDED, Flag.NONE, "transféré transfere forwarded"),
    (Flag.DRAFT, Flag.NONE, "brouillon draft"),
):
    _STATES.update(dict.fromkeys(_names.split(), (_with, _without)))
_TOKEN = re.compile(
    r'(?P<minus>(?<!\S)-(?=[^\s-]))?(?:(?P<field>[^\W\d_]+)\s?:\s*)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))'
)
_WORD = re.compile(r"[^\W_]+")
_AGO = re.compile(r"(\d{1,4})(j|d|s|w|m|a|y)")
_DAYS = {"j": 1, "d": 1, "s": 7, "w": 7, "m": 30, "a": 365, "y": 365}


@dataclass(slots=True)
class Query:
    """A search. `match` and `without` are FTS5 expressions, empty where there is no word; times are seconds since 1970."""

    match: str = ""
    without: str = ""
    since: int = 0
    until: int = 0
    """Exclusive; 0: now and later."""
    flags: Flag = Flag.NONE
    no_flags: Flag = Flag.NONE
    attachment: bool | None = None
    tags: tuple[str, ...] = ()
    """Names or keywords of tags as typed, folded; all of them must be there."""
    places: tuple[str, ...] = ()
    """Names of mailboxes as typed, folded; one of them must fit."""
    _terms: list[list[str]] = field(default_factory=list)
    _without: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing is asked."""
        states = self.flags or self.no_flags or self.attachment is not None
        return not (self.match or self.without or self.since or self.until or states or self.places or self.tags)


def understand(typed: str, today: date | None = None) -> Query:
    """Return what the user typed; what is no operator is words."""
    query = Query()
    text = unicodedata.normalize("NFC", typed)
    matches = list(_TOKEN.finditer(text))
    either = False
    for place, match in enumerate(matches):
        if match["word"] in ("OR", "OU") and not match["field"] and query._terms and place + 1 < len(matches):
            either = True
            continue
        last = place == len(matches) - 1 and match["phrase"] is None and not text[-1:].isspace()
        name = (match["field"] or "").casefold()
        value = match["phrase"] if match["phrase"] is not None else match["word"]
        if name and match["minus"] is None and _filter(query, name, value, today or date.today()):  # noqa: DTZ011 - here
            continue
        _word(query, match, name, beginning=last, either=either)
        either = False
    query.match = " AND ".join(group[0] if len(group) == 1 else f"({' OR '.join(group)})" for group in query._terms)
    query.without = " OR ".join(query._without)
    if query.match and query.without:
        query.match, query.without = f"({query.match}) NOT ({query.without})", ""
    return query


def plain_words(typed: str) -> str:
    """Return the words of a search that has nothing else; empty where it has operators, phrases or alternatives.

    Only such a search means the same to a server that looks for words anywhere in a message.
    """
    matches = list(_TOKEN.finditer(unicodedata.normalize("NFC", typed)))
    if any(one["minus"] or one["field"] or one["word"] in (None, "OR", "OU") for one in matches):
        return ""
    words = [one["word"] for one in matches]
    return " ".join(words) if all(_WORD.search(word) for word in words) else ""


def folded(text: str) -> str:
    """Return `text` in small letters without accents, letters and digits alone."""
    plain = unicodedata.normalize("NFKD", written_out(text.casefold()))
    return "".join(mark for mark in plain if mark.isalnum())


def _word(query: Query, match: re.Match[str], name: str, *, beginning: bool, either: bool) -> None:
    column = _COLUMNS.get(name)
    scope = f"{column} : " if column else ""
    terms = []
    if name and column is None:
        terms += _terms(match["field"], "", beginning=False)
    if match["phrase"] is not None:
        inside = " ".join(_WORD.findall(written_out(match["phrase"])))
        terms += [f'{scope}"{inside}"'] if inside else []
    else:
        terms += _terms(match["word"], scope, beginning=beginning)
    if match["minus"] is not None:
        query._without += terms
    elif either and terms:
        query._terms[-1] += terms[:1]
        query._terms += [[term] for term in terms[1:]]
    else:
        query._terms += [[term] for term in terms]


def _terms(text: str, scope: str, *, beginning: bool) -> list[str]:
    """Return one term per word; the parts of an address or a hyphenated word stay side by side."""
    inside = _WORD.findall(written_out(text))
    if not inside:
        return []
    prefix = beginning and len(inside[-1]) >= PREFIX_LETTERS
    written = f'"{" ".join(inside)}"{" *" if prefix else ""}'
    if len(inside) > 1:
        return [scope + written]
    stems = [f'"{form}"' for form in forms(inside[0])[1:]]
    return [f"{scope}({' OR '.join([written, *stems])})" if stems else scope + written]


def _filter(query: Query, name: str, value: str, today: date) -> bool:
    """Take an operator that is no word; return whether it was one."""
    plain = folded(value)
    if name in _HAS and (plain in _YES or (plain in _NO and name in ("pj", "has", "avec"))):
        query.attachment = plain in _YES
        return True
    if name in _IS and plain in _STATES:
        wanted, unwanted = _STATES[plain]
        query.flags, query.no_flags = query.flags | wanted, query.no_flags | unwanted
        return True
    if name in _TAG and plain:
        query.tags = (*query.tags, plain)
        return True
    if name in _IN and plain:
        query.places = (*query.places, plain)
        return True
    if name in _BEFORE | _AFTER | _ON and (days := _days(value.casefold(), today)) is not None:
        first, after = days
        if name in _BEFORE:
            query.until = _second(first)
        elif name in _AFTER:
            query.since = _second(first)
        else:
            query.since, query.until = _second(first), _second(after)
        return True
    return False


def _days(text: str, today: date) -> tuple[date, date] | None:
    """Return the first day of what is named and the first one after it; None where it is no date."""
    named = {"hier": 1, "yesterday": 1, "aujourd'hui": 0, "aujourd’hui": 0, "today": 0, "avant-hier": 2}
    if text in named:
        day = today - timedelta(days=named[text])
        return day, day + timedelta(days=1)
    if ago := _AGO.fullmatch(text):
        day = today - timedelta(days=min(int(ago[1]) * _DAYS[ago[2]], 36_000))
        return day, today + timedelta(days=1)
    parts = re.split(r"[-/.]", text)
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > 3:
        return None
    numbers = [int(part) for part in parts]
    year, month, day_of_month = (*(numbers if len(parts[0]) == 4 else reversed(numbers)), 0, 0)[:3]
    try:
        if day_of_month:
            day = date(year, month, day_of_month)
            return day, day + timedelta(days=1)
        if month:
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
        return (date(year, 1, 1), date(year + 1, 1, 1)) if len(parts[0]) == 4 else None
    except (ValueError, OverflowError):
        return None


def _second(day: date) -> int:
    return max(0, int(datetime(day.year, day.month, day.day).astimezone().timestamp()))
