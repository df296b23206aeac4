"""Two changed versions of a calendar resource or vCard brought together, where they do not contradict each other.

Property by property against what both began from: what one side changed is taken, lists (people, addresses, categories…) take
what each side added and took away. When it takes place is one thing, and so is a name: two changes of it contradict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from sync.parse.contentlines import Component, Line, read, write
from sync.parse.ical import KINDS

T = TypeVar("T")

_TOGETHER = (
    frozenset({"DTSTART", "DTEND", "DUE", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}),
    frozenset({"STATUS", "COMPLETED", "PERCENT-COMPLETE"}),
    frozenset({"N", "FN"}),
    frozenset({"DESCRIPTION", "X-ALT-DESC", "STYLED-DESCRIPTION"}),
)
_LISTS = frozenset({
    "ATTENDEE", "CATEGORIES", "COMMENT", "RELATED-TO", "ATTACH", "RESOURCES", "CONFERENCE", "TEL", "EMAIL", "ADR", "URL", "IMPP",
    "MEMBER", "X-ADDRESSBOOKSERVER-MEMBER", "X-ABLABEL", "X-SOCIALPROFILE",
})  # fmt: skip
_STAMPS = frozenset({"DTSTAMP", "LAST-MODIFIED", "REV", "CREATED", "PRODID", "SEQUENCE"})
"""Theirs is kept of what only says when and by whom it was written, the higher of two numbers of a version."""


def merged(base: bytes, mine: bytes, theirs: bytes) -> bytes | None:
    """Return what both sides want, written over theirs; None where they contradict. Raises `Unreadable`."""
    started, ours, result = _components(base), _components(mine), read(theirs)
    there = _components(theirs, result)
    for key in dict.fromkeys((*started, *ours, *there)):
        if not _component(result, started.get(key), ours.get(key), there.get(key)):
            return None
    return write(result)


def _components(raw: bytes, root: Component | None = None) -> dict[tuple[str, ...], Component]:
    """Return the components of a resource by what they are about."""
    root = read(raw) if root is None else root
    found: dict[tuple[str, ...], Component] = {}
    for card in root.inside("VCARD")[:1]:
        found[("VCARD",)] = card
    for calendar in root.inside("VCALENDAR")[:1]:
        found[("VCALENDAR",)] = calendar
        for part in calendar.components:
            named = part.value("TZID") if part.name == "VTIMEZONE" else part.value("RECURRENCE-ID")
            found[(part.name, part.value("UID"), named.strip())] = part
    return found


def _component(root: Component, base: Component | None, mine: Component | None, theirs: Component | None) -> bool:
    """Bring one component together inside `root`; return whether the sides agree."""
    if mine is None or theirs is None:
        survivor = theirs if mine is None else mine
        if survivor is None:
            return True
        if base is not None and not _same(survivor, base):
            return False  # one side took away what the other one changed
        holder = next(iter(root.inside("VCALENDAR")), None)
        if base is None and theirs is None and holder is not None:
            holder.parts.append(survivor.copy())
        elif base is not None and theirs is survivor and holder is not None:
            holder.drop(survivor)
        return True
    return _properties(base or Component(mine.name), mine, theirs) and _alarms(base or Component(mine.name), mine, theirs)


def _same(one: Component, other: Component) -> bool:
    """Whether two components say the same, stamps apart."""
    texts = [[_text(line) for line in side.lines if line.name not in _STAMPS] for side in (one, other)]
    inside = [[part.octets() for part in side.components] for side in (one, other)]
    return sorted(texts[0]) == sorted(texts[1]) and sorted(inside[0]) == sorted(inside[1])


def _properties(base: Component, mine: Component, theirs: Component) -> bool:
    names = {line.name for side in (base, mine, theirs) for line in side.lines if line.name} - _STAMPS
    for group in (*_TOGETHER, *(frozenset({name}) for name in sorted(names - frozenset().union(*_TOGETHER)))):
        if not group & names:
            continue
        chosen = _chosen(*(_lines(side, group) for side in (base, mine, theirs)), several=bool(group & _LISTS))
        if chosen is None:
            return False
        _put(theirs, group, chosen)
    versions = [int(side.value("SEQUENCE")) for side in (mine, theirs) if side.value("SEQUENCE").strip().isdecimal()]
    if versions and theirs.name in KINDS:
        theirs.set("SEQUENCE", str(max(versions)))
    return True


def _alarms(base: Component, mine: Component, theirs: Component) -> bool:
    """Bring what is inside a component (reminders) together as a list."""
    if theirs.name == "VCALENDAR":
        return True
    inside = [[(part.octets(), part) for part in side.components] for side in (base, mine, theirs)]
    texts = [[octets for octets, _ in side] for side in inside]
    known = dict(entry for side in inside for entry in side)
    wanted = _union(*texts)
    theirs.parts = [*theirs.lines, *(known[octets] for octets in wanted)]
    return True


def _chosen(base: list[str], mine: list[str], theirs: list[str], *, several: bool) -> list[str] | None:
    """Return what both sides want, None where they contradict."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if not several:
        return None
    wanted = _union(base, mine, theirs)
    # Two new versions of one entry (an attendee who answered, a number relabelled) contradict.
    values = [_value(text) for text in wanted]
    return wanted if len(values) == len(set(values)) else None


def _union(base: Sequence[T], mine: Sequence[T], theirs: Sequence[T]) -> list[T]:
    """Return theirs, less what mine took away, and what mine added."""
    gone = [one for one in base if one not in mine]
    kept = [one for one in theirs if one not in gone]
    return [*kept, *(one for one in mine if one not in base and one not in kept)]


def _value(text: str) -> str:
    """Return what a line is about: its value, in lower case."""
    quoted = False
    for place, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif character == ":" and not quoted:
            return text[place + 1 :].lower()
    return text


def _lines(side: Component, group: frozenset[str]) -> list[str]:
    return [_text(line) for line in side.lines if line.name in group]


def _text(line: Line) -> str:
    """Return a line in one way of writing it, whatever its folds."""
    copy = Line(line.name, line.value, list(line.parameters), line.group)
    return copy.octets().replace(b"\r\n ", b"").decode("utf-8", "replace").strip()


def _put(component: Component, group: frozenset[str], wanted: list[str]) -> None:
    """Let the lines of a group be those wanted; those that stay keep their octets and places."""
    _keep(component, lambda line: line.name not in group or _text(line) in wanted)
    there = [_text(line) for line in component.lines if line.name in group]
    for text in wanted:
        if text in there:
            there.remove(text)
            continue
        made = next(iter(read(f"{text}\r\n".encode()).lines))
        made.raw = None
        place = max((at for at, part in enumerate(component.parts, 1) if isinstance(part, Line)), default=0)
        component.parts.insert(place, made)


def _keep(component: Component, wanted: Callable[[Line], bool]) -> None:
    component.parts = [part for part in component.parts if not isinstance(part, Line) or wanted(part)]
