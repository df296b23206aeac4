"""vCards made and changed (RFC 6350, RFC 2426): only the lines that differ are touched, everything unknown stays.

A new card is written as version 3.0, which every CardDAV server takes (RFC 6352 §5.1); an edited one keeps its version, except
that a vCard 2.1 becomes 3.0, since 2.1 cannot hold what is typed today.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence

from sync.model.contacts import CardDraft, Labelled, PostalAddress
from sync.model.faults import Unreadable
from sync.parse import picture
from sync.parse.charsets import visible
from sync.parse.contentlines import Component, Line, escape, read, split, unescape, write
from sync.parse.ical_values import utc
from sync.parse.vcard import cards, describe, identity, label, parts, preferred, value

_OWN = frozenset({"", "VERSION", "PRODID", "UID", "REV", "X-ABLABEL"})
"""Lines that belong to one card, or to another line."""
_ONCE = frozenset({
    "FN", "N", "BDAY", "ANNIVERSARY", "X-ANNIVERSARY", "GENDER", "KIND", "X-ADDRESSBOOKSERVER-KIND", "PHOTO", "ORG",
})  # fmt: skip
_STANDARD = {"work", "home", "cell", "fax", "pager", "main", "other"}


def build(draft: CardDraft, uid: str, now: int) -> bytes:
    """Return a new vCard. `now` is in seconds since 1970."""
    root = Component("", begin=b"", end=b"")
    made = Component("VCARD")
    root.parts.append(made)
    made.add("VERSION", "3.0")
    made.add("PRODID", "-//Ecritoire//FR")
    made.add("UID", uid)
    _change(made, draft, now)
    if made.first("N") is None:
        made.add("N", ";;;;")
    return write(root)


def edit(raw: bytes, draft: CardDraft, now: int) -> bytes:
    """Return the vCard changed as `draft` says. Raises `Unreadable("no_card")`."""
    root = read(raw)
    component = next(iter(root.inside("VCARD")), None)
    if component is None:
        raise Unreadable("no_card")
    before = component.octets()
    if component.value("VERSION").strip() not in {"3.0", "4.0"}:
        _modernise(component)
    _change(component, draft, now)
    return raw if component.octets() == before else write(root)


def joined(raws: Sequence[bytes]) -> bytes:
    """Return the first vCard with every property of the others that it lacks; of what may stand once alone, the first's stays.

    Raises `Unreadable("no_card")`.
    """
    root = read(raws[0])
    component = next(iter(root.inside("VCARD")), None)
    if component is None:
        raise Unreadable("no_card")
    for raw in raws[1:]:
        other = cards(raw)[0]
        if other.value("VERSION").strip() not in {"3.0", "4.0"}:
            _modernise(other)
        for name in dict.fromkeys(line.name for line in other.lines if line.name not in _OWN):
            _take_over(component, other, name)
    return write(root)


def _take_over(component: Component, other: Component, name: str) -> None:
    mine = component.every(name)
    if name in _ONCE and mine:
        return
    there = {_plain(line).casefold() for line in mine}
    for line in other.every(name):
        if _plain(line).casefold() in there:
            continue
        there.add(_plain(line).casefold())
        taken = component.add(name, line.value)
        taken.parameters = list(line.parameters)
        if line.group and (own := label(other, line)):
            _label(component, taken, own)


def separate(raw: bytes) -> list[bytes]:
    """Return every vCard of a stream by itself, as it was (import). Raises `Unreadable("no_card")`."""
    return [component.octets() for component in cards(raw)]


def _change(component: Component, draft: CardDraft, now: int) -> None:
    before = component.octets()
    known = describe(component)
    _name(component, draft, known.name)
    anniversary = "ANNIVERSARY" if _is_4(component) or component.first("ANNIVERSARY") is not None else "X-ANNIVERSARY"
    for name, wanted in (
        ("NICKNAME", draft.nickname), ("TITLE", draft.title), ("BDAY", draft.birthday), (anniversary, draft.anniversary),
    ):  # fmt: skip
        _text(component, name, wanted)
    if draft.note is not None and draft.note != known.note:
        component.remove("NOTE")
        _text(component, "NOTE", draft.note)
    _structured(component, "ORG", {0: draft.organization, 1: draft.department}, 1)
    if draft.emails is not None and draft.emails != known.emails:
        _list(component, "EMAIL", draft.emails, str)
    if draft.phones is not None and draft.phones != known.phones:
        _list(component, "TEL", draft.phones, lambda text: text.removeprefix("tel:"))
    if draft.urls is not None and draft.urls != known.urls:
        _list(component, "URL", draft.urls, str)
    if draft.chats is not None and draft.chats != known.chats:
        _list(component, "IMPP", draft.chats, str)
    if draft.addresses is not None and draft.addresses != known.addresses:
        _addresses(component, draft.addresses, known.addresses)
    if draft.categories is not None and draft.categories != known.categories:
        component.remove("CATEGORIES")
        if draft.categories:
            component.add("CATEGORIES", ",".join(escape(text) for text in draft.categories))
    if draft.photo is not None:
        _photo(component, draft.photo)
    if draft.is_group is not None and draft.is_group != known.is_group:
        component.remove("KIND", "X-ADDRESSBOOKSERVER-KIND")
        if draft.is_group:
            component.add("KIND" if _is_4(component) else "X-ADDRESSBOOKSERVER-KIND", "group")
    if draft.members is not None and draft.members != known.members:
        _members(component, draft.members)
    if component.octets() != before:
        component.set("REV", utc(now))


def _name(component: Component, draft: CardDraft, shown: str) -> None:
    _structured(component, "N", {0: draft.family, 1: draft.given, 2: draft.middle, 3: draft.prefix}, 5)
    wanted = draft.name
    if wanted is None and component.first("FN") is None:
        found = [*parts(component.first("N")), "", ""]
        wanted = " ".join(filter(None, (found[1], found[0]))) or draft.organization or shown or "-"
    if wanted is not None and wanted != shown:
        _text(component, "FN", wanted or "-")


def _text(component: Component, name: str, wanted: str | None) -> None:
    if wanted is None:
        return
    if not wanted:
        component.remove(name)
    elif component.first(name) is None or component.text(name) != wanted:
        line = component.set(name, escape(wanted))
        for parameter in ("ENCODING", "CHARSET"):
            line.set_parameter(parameter)


def _structured(component: Component, name: str, wanted: dict[int, str | None], width: int) -> None:
    """Change parts of a structured value; the other parts stay as they are written."""
    line = component.first(name)
    known = parts(line)
    if all(text is None or text == (known[at] if at < len(known) else "") for at, text in wanted.items()):
        return
    raw = split(line.value, ";") if line is not None else [""] * width
    for at, text in wanted.items():
        if text is None or text == (known[at] if at < len(known) else ""):
            continue
        raw += [""] * (at + 1 - len(raw))
        raw[at] = escape(text)
    while len(raw) > width and not raw[-1]:
        raw.pop()
    if any(raw):
        component.set(name, ";".join(raw))
    else:
        component.remove(name)


def _list(component: Component, name: str, wanted: tuple[Labelled, ...], plain: Callable[[str], str]) -> None:
    """Let the lines of a name be those wanted, in their order; a line whose value stays keeps everything else it has."""
    left = preferred(component, name)
    slots = component.every(name)
    lines = []
    for one in wanted:
        line = next((each for each in left if plain(_plain(each)) == one.value), None)
        if line is None:
            line = Line(name, escape(one.value))
        else:
            left = [each for each in left if each is not line]
        if label(component, line) != one.label:
            _label(component, line, one.label)
        lines.append(line)
    for gone in left:
        _forget_label(component, gone)
    _place(component, name, slots, lines)
    if preferred(component, name) != lines and lines:
        for line in lines:
            line.set_parameter("PREF")
            kinds = [kind for kind in line.parameter_values("TYPE") if kind.lower() != "pref"]
            line.set_parameter("TYPE", *kinds)
        if _is_4(component):
            lines[0].set_parameter("PREF", "1")
        else:
            lines[0].set_parameter("TYPE", *lines[0].parameter_values("TYPE"), "PREF")


def _plain(line: Line) -> str:
    return visible(unescape(value(line))).strip()


def _place(component: Component, name: str, slots: list[Line], lines: list[Line]) -> None:
    """Put lines where the old ones of that name were, the rest behind the last line."""
    waiting = list(lines)
    parts_: list[Line | Component] = []
    for part in component.parts:
        if any(part is slot for slot in slots):
            if waiting:
                parts_.append(waiting.pop(0))
        else:
            parts_.append(part)
    last = max((at for at, part in enumerate(parts_, 1) if isinstance(part, Line)), default=0)
    component.parts = [*parts_[:last], *waiting, *parts_[last:]]


def _label(component: Component, line: Line, wanted: str) -> None:
    """Give a line a kind: one that everybody knows as TYPE, the user's own as the label of a group."""
    _forget_label(component, line)
    kinds = [kind for kind in line.parameter_values("TYPE") if kind.lower() in {"pref", "internet", "voice"}]
    if wanted in _STANDARD or not wanted:
        line.set_parameter("TYPE", *kinds, *filter(None, [wanted.upper() if not _is_4(component) else wanted]))
        return
    line.set_parameter("TYPE", *kinds)
    if not line.group:
        taken = {each.group.lower() for each in component.lines if each.group}
        line.group = next(f"item{number}" for number in range(1, 10_000) if f"item{number}" not in taken)
        line.raw = None
    component.add("X-ABLABEL", escape(wanted), group=line.group)


def _forget_label(component: Component, line: Line) -> None:
    if line.group:
        for other in component.every("X-ABLABEL"):
            if other.group == line.group:
                component.drop(other)


def _addresses(component: Component, wanted: tuple[PostalAddress, ...], known: tuple[PostalAddress, ...]) -> None:
    slots = component.every("ADR")
    left = list(zip(known, preferred(component, "ADR"), strict=True))
    lines = []
    for place, one in enumerate(wanted):
        same = next((pair for pair in left if pair[0] == one), None)
        if same is None and place < len(known) and len(known) == len(wanted):
            same = next((pair for pair in left if pair[0] is known[place]), None)
        if same is None:
            line = Line("ADR", "")
        else:
            left.remove(same)
            line = same[1]
        if same is None or same[0] != one:
            texts = ("", "", one.street, one.city, one.region, one.postal_code, one.country)
            line.set_value(";".join(escape(text) for text in texts))
            line.set_parameter("LABEL")
        if label(component, line) != one.label:
            _label(component, line, one.label)
        lines.append(line)
    for _, gone in left:
        _forget_label(component, gone)
    _place(component, "ADR", slots, lines)


def _photo(component: Component, octets: bytes) -> None:
    component.remove("PHOTO")
    if not octets:
        return
    kind = picture.kind(octets) or "image/jpeg"
    encoded = base64.b64encode(octets).decode("ascii")
    if _is_4(component):
        component.add("PHOTO", f"data:{kind};base64,{encoded}")
    else:
        component.add("PHOTO", encoded, {"ENCODING": "b", "TYPE": kind.partition("/")[2].upper()})


def _members(component: Component, wanted: tuple[str, ...]) -> None:
    left = component.every("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
    for line in left:
        if identity(line.value.strip()) not in wanted:
            component.drop(line)
    there = {identity(line.value.strip()) for line in left}
    for uid in wanted:
        if uid not in there:
            component.add("MEMBER" if _is_4(component) else "X-ADDRESSBOOKSERVER-MEMBER", f"urn:uuid:{uid}")


def _modernise(component: Component) -> None:
    """Turn a vCard 2.1 into 3.0: values out of quoted-printable, kinds as TYPE, pictures as ENCODING=b."""
    for line in component.lines:
        if not line.name or line.name == "VERSION":
            continue
        plain = value(line)
        coded = line.parameter("ENCODING").upper() or next(
            (kind for kind in line.parameter_values("TYPE") if kind in {"BASE64", "QUOTED-PRINTABLE"}), ""
        )
        kinds = [kind for kind in line.parameter_values("TYPE") if kind not in {"BASE64", "QUOTED-PRINTABLE"}]
        line.set_parameter("TYPE", *kinds)
        line.set_parameter("CHARSET")
        line.set_parameter("ENCODING", *(["b"] if coded in {"B", "BASE64"} else []))
        line.value, line.raw = "".join(plain.split()) if coded in {"B", "BASE64"} else plain, None
    component.set("VERSION", "3.0")
    if component.first("N") is None:
        component.add("N", ";;;;")


def _is_4(component: Component) -> bool:
    return component.value("VERSION").strip() == "4.0"
