"""vCards read (RFC 6350, RFC 2426, vCard 2.1): what list, search, completion and editor need of a contact or a group."""

from __future__ import annotations

import binascii
import quopri
import re

from sync.model.contacts import Card, Labelled, PostalAddress
from sync.model.faults import Unreadable
from sync.parse.charsets import decode, visible
from sync.parse.contentlines import Component, Line, read, split, texts, unescape

TEXT_LIMIT = 64 * 1024
PHOTO_LIMIT = 8 * 1024 * 1024
_MOST = 200
_LABEL = re.compile(r"_\$!<(.*)>!\$_\Z")
_KINDS = ("cell", "work", "home", "fax", "pager", "main", "other", "mobile", "iphone", "video", "text", "textphone")
_NOT_KINDS = {"pref", "internet", "voice", "x400", "msg", "postal", "parcel", "dom", "intl"}
_DATA = re.compile(r"data:([^;,]*)[^,]*;base64,", re.IGNORECASE)


def cards(raw: bytes) -> list[Component]:
    """Return the vCards of a stream. Raises `Unreadable("no_card")` where there is none."""
    found = read(raw).inside("VCARD")
    if not found:
        raise Unreadable("no_card")
    return found


def card(raw: bytes) -> Card:
    """Return what the first vCard of a stream says. Raises `Unreadable`."""
    return describe(cards(raw)[0])


def describe(component: Component) -> Card:
    """Return what one vCard says."""
    name = [*parts(component.first("N")), "", "", "", ""]
    organization = [*parts(component.first("ORG")), "", ""]
    emails, phones = labelled(component, "EMAIL"), labelled(component, "TEL")
    company = organization[0]
    shown = first_text(component, "FN") or " ".join(filter(None, (name[1], name[0])))
    return Card(
        uid=identity(first_text(component, "UID")),
        name=shown or company or (emails[0].value if emails else phones[0].value if phones else ""),
        family=name[0],
        given=name[1],
        middle=name[2],
        prefix=name[3],
        nickname=first_text(component, "NICKNAME"),
        organization=company,
        department=organization[1],
        title=first_text(component, "TITLE"),
        emails=emails,
        phones=tuple(Labelled(one.value.removeprefix("tel:"), one.label) for one in phones),
        addresses=tuple(_address(component, line) for line in preferred(component, "ADR")),
        urls=labelled(component, "URL"),
        chats=labelled(component, "IMPP"),
        categories=tuple(visible(text) for line in component.every("CATEGORIES") for text in texts(value(line))),
        birthday=first_text(component, "BDAY"),
        anniversary=first_text(component, "ANNIVERSARY") or first_text(component, "X-ANNIVERSARY"),
        note="\n".join(unescape(value(line)) for line in component.every("NOTE"))[:TEXT_LIMIT],
        has_photo=component.first("PHOTO") is not None,
        is_group=_kind(component) == "group",
        members=tuple(identity(line.value.strip()) for line in component.every("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")),
    )


def photo(raw: bytes) -> tuple[str, bytes] | None:
    """Return the media type that the picture claims and its bytes; None where there is none inside, or only an address of one.

    Whoever shows it looks at the bytes themselves.
    """
    for line in cards(raw)[0].every("PHOTO"):
        data = _DATA.match(line.value.strip())
        encoded = line.value.strip()[data.end() :] if data is not None else line.value
        coded = line.parameter("ENCODING").upper() in {"B", "BASE64"} or "BASE64" in line.parameter_values("TYPE")
        if (data is None and not coded) or len(encoded) > PHOTO_LIMIT * 4 // 3:
            continue
        try:
            octets = binascii.a2b_base64(re.sub(r"\s", "", encoded))
        except (binascii.Error, ValueError):
            continue
        kind = data.group(1) if data is not None else next((one for one in line.parameter_values("TYPE") if one != "BASE64"), "")
        return (kind.lower() if "/" in kind else f"image/{kind.lower() or 'jpeg'}"), octets
    return None


def value(line: Line) -> str:
    """Return a line's raw value, out of vCard 2.1's quoted-printable where it is in it."""
    if line.parameter("ENCODING").upper() == "QUOTED-PRINTABLE" or "QUOTED-PRINTABLE" in line.parameter_values("TYPE"):
        octets = quopri.decodestring(line.value.encode("latin-1", "replace"))
        return decode(octets, line.parameter("CHARSET")).replace("\r\n", "\\n").replace("\n", "\\n")
    return line.value


def parts(line: Line | None) -> list[str]:
    """Return the parts of a structured value (N, ADR, ORG), unescaped, lists in them joined by spaces."""
    if line is None:
        return []
    return [visible(" ".join(texts(part)) if "," in part else unescape(part)).strip() for part in split(value(line), ";")[:20]]


def first_text(component: Component, name: str) -> str:
    """Return the text of the preferred line of that name, on one line."""
    for line in preferred(component, name):
        text = visible(unescape(value(line))[:TEXT_LIMIT]).strip()
        if text:
            return text
    return ""


def preferred(component: Component, name: str) -> list[Line]:
    """Return the lines of that name, the preferred ones first (PREF of RFC 6350 §5.3, TYPE=PREF before it)."""

    def rank(line: Line) -> int:
        text = line.parameter("PREF")
        if text.isdecimal() and len(text) < 4:
            return int(text)
        return 1 if "pref" in {one.lower() for one in line.parameter_values("TYPE")} else 101

    return sorted(component.every(name)[:_MOST], key=rank)


def labelled(component: Component, name: str) -> tuple[Labelled, ...]:
    """Return the values of that name with their kind or the user's own label."""
    found = ((visible(unescape(value(line))).strip(), label(component, line)) for line in preferred(component, name))
    return tuple(Labelled(text, kind) for text, kind in found if text)


def label(component: Component, line: Line) -> str:
    """Return the kind of a line: the label that its group has (X-ABLABEL), else its first telling TYPE in lower case."""
    if line.group:
        for other in component.every("X-ABLABEL"):
            if other.group == line.group:
                text = unescape(other.value)
                named = _LABEL.match(text)
                return visible(named.group(1).lower() if named is not None else text)
    types = [part.lower() for one in line.parameter_values("TYPE") for part in one.split(",")]
    telling = [one for one in types if one and one not in _NOT_KINDS]
    return next((one for one in _KINDS if one in telling), telling[0] if telling else "")


def identity(uid: str) -> str:
    """Return a UID without the URN prefix that some programs put before it and others do not."""
    return uid[9:] if uid.lower().startswith("urn:uuid:") else uid


def _address(component: Component, line: Line) -> PostalAddress:
    found = [*parts(line), "", "", "", "", "", "", ""]
    street = ", ".join(filter(None, (found[2], found[1], found[0])))
    return PostalAddress(street, found[3], found[5], found[4], found[6], label(component, line))


def _kind(component: Component) -> str:
    return (component.value("KIND") or component.value("X-ADDRESSBOOKSERVER-KIND")).strip().lower()
