"""People as SCIM writes them (RFC 7643 §4.1, §4.3), written as vCards (RFC 6350)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
_LINE = 75
_TYPES = {"work": "work", "home": "home", "mobile": "cell", "fax": "fax", "pager": "pager"}


def card(person: Mapping[str, Any]) -> bytes:
    """Return the vCard of a person; what is not told is left out."""
    name = person.get("name") if isinstance(person.get("name"), dict) else {}
    given, family = _text(name, "givenName"), _text(name, "familyName")
    shown = (
        _text(person, "displayName")
        or _text(name, "formatted")
        or f"{given} {family}".strip()
        or _text(person, "userName")
    )
    at_work = person.get(ENTERPRISE) if isinstance(person.get(ENTERPRISE), dict) else {}
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"UID:{_escaped(_text(person, 'id'))}",
        f"FN:{_escaped(shown)}",
        ";".join(("N:" + _escaped(family), _escaped(given), _escaped(_text(name, "middleName")), "", "")),
    ]
    lines += [f"EMAIL{_kind(one)}:{_escaped(_text(one, 'value'))}" for one in _several(person, "emails")]
    lines += [f"TEL{_kind(one)}:{_escaped(_text(one, 'value'))}" for one in _several(person, "phoneNumbers")]
    organization, department = (
        _text(at_work, "organization"),
        _text(at_work, "department") or _text(at_work, "division"),
    )
    if organization or department:
        lines.append(f"ORG:{_escaped(organization)};{_escaped(department)}")
    for field, value in (("TITLE", _text(person, "title")), ("NICKNAME", _text(person, "nickName"))):
        if value:
            lines.append(f"{field}:{_escaped(value)}")
    lines.append("END:VCARD")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _several(person: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
    """Return the values of a multi-valued attribute, the primary one first."""
    found = person.get(field)
    usable = [one for one in found if isinstance(one, dict) and _text(one, "value")] if isinstance(found, list) else []
    return sorted(usable, key=lambda one: one.get("primary") is not True)


def _kind(one: Mapping[str, Any]) -> str:
    kind = _TYPES.get(_text(one, "type").lower(), "")
    return (f";TYPE={kind}" if kind else "") + (";PREF=1" if one.get("primary") is True else "")


def _text(said: Any, field: str) -> str:
    value = said.get(field) if isinstance(said, dict) else None
    return " ".join(value.split()) if isinstance(value, str) else ""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> str:
    """Return a content line in pieces of at most 75 octets (RFC 6350 §3.2)."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LINE:
            pieces.append(piece)
            piece, size = "", 1
        piece, size = piece + letter, size + octets
    return "\r\n ".join([*pieces, piece])
