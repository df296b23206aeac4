"""Calendar resources and vCards by one set of names, so that the engine asks for either in the same way."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence

from sync.model.accounts import Service
from sync.model.calendar import Entry, EntryDraft, Span, Window
from sync.model.contacts import Card, CardDraft
from sync.model.faults import Bug, Unreadable
from sync.parse import contacts_csv, contacts_table, ical, ical_edit, ical_split, merging, vcard, vcard_edit
from sync.parse.contentlines import Component, escape, read, unescape, write

_BEGINNING = 4096
"""Octets in which a file of vCards says that it is one; what does not is a table."""
_TITLES = {"VEVENT": "SUMMARY", "VTODO": "SUMMARY", "VJOURNAL": "SUMMARY", "VCARD": "FN"}


def listed(service: Service, raw: bytes, window: Window) -> Entry | Card:
    """Return what a resource says, with the occurrences inside the window. Raises `Unreadable`."""
    return ical.entry(raw, window) if service is Service.CALENDAR else vcard.card(raw)


def edited(
    service: Service,
    raw: bytes,
    draft: EntryDraft | CardDraft,
    *,
    uid: str,
    now: int,
    span: Span = Span.ALL,
    recurrence: str = "",
) -> list[bytes]:
    """Return a resource (a new one named `uid` where `raw` is empty) as the draft wants it; two where a series is cut, the
    second named `uid`. Raises `Unreadable`."""
    match draft:
        case EntryDraft() if service is Service.CALENDAR:
            return list(ical_edit.edit(raw, draft, now, span, recurrence, uid)) if raw else [ical_edit.build(draft, uid, now)]
        case CardDraft() if service is Service.CONTACTS:
            return [vcard_edit.edit(raw, draft, now) if raw else vcard_edit.build(draft, uid, now)]
        case _:
            raise Bug("wrong_draft", service=service)


def without(raw: bytes, *, now: int, span: Span, recurrence: str) -> bytes | None:
    """Return a calendar resource without one occurrence, or it and the following; None where nothing is left. Raises
    `Unreadable`."""
    return ical_edit.remove(raw, now, span, recurrence)


def copied(raw: bytes, *, uid: str, note: str) -> bytes:
    """Return the same resource under another UID, `note` added to its title. Raises `Unreadable`."""
    root = read(raw)
    components = [one for one in _all(root) if one.name in _TITLES]
    if not components:
        raise Unreadable("no_entry")
    for component in components:
        component.set("UID", uid)
        title = _TITLES[component.name]
        component.set(title, escape(f"{unescape(component.value(title))} {note}".strip()))
    return write(root)


def restored(raw: bytes, over: bytes, *, now: int) -> bytes:
    """Return a calendar resource as it was, as a newer version than `over`. Raises `Unreadable`."""
    return ical_edit.restored(raw, over, now)


def merged(base: bytes, mine: bytes, theirs: bytes) -> bytes | None:
    """Return what both sides made of `base`, None where they contradict each other. Raises `Unreadable`."""
    return merging.merged(base, mine, theirs)


def cut(service: Service, raw: bytes) -> list[bytes]:
    """Return the resources that an imported file holds, one per UID; what has none gets one made of its bytes, so that
    importing twice makes nothing twice. Raises `Unreadable`."""
    if service is Service.CALENDAR:
        return [one if uid else _named(one) for uid, one in ical_split.separate(raw)]
    if b"BEGIN:VCARD" not in raw[:_BEGINNING].upper().replace(b"\0", b""):
        return [_of_draft(draft) for draft in contacts_csv.imported(raw)]
    return [one if vcard.card(one).uid else _named(one) for one in vcard_edit.separate(raw)]


def joined(raws: Sequence[bytes]) -> bytes:
    """Return the first vCard with what the others have beside. Raises `Unreadable`."""
    return vcard_edit.joined(raws)


def written(raws: Sequence[bytes], form: str) -> bytes:
    """Return a file of vCards: `vcard`, or a form of `contacts_table`. Raises `Unreadable`, `Unsupported("form")`."""
    if form == "vcard":
        return b"".join(raw if raw.endswith(b"\n") else raw + b"\r\n" for raw in raws)
    return contacts_table.written((vcard.card(raw) for raw in raws), form)


def together(raws: Sequence[bytes]) -> bytes:
    """Return calendar resources as one calendar."""
    return ical_split.together(raws)


def photo(card: bytes) -> tuple[str, bytes] | None:
    """Return a vCard's photo, None where it has none that may be shown. Raises `Unreadable`."""
    return vcard.photo(card)


def _of_draft(draft: CardDraft) -> bytes:
    """Return the vCard of a CSV row; its UID follows from what it says, so that importing twice makes nothing twice."""
    digest = hashlib.blake2b(repr(draft).encode(), digest_size=16).digest()
    return vcard_edit.build(draft, str(uuid.UUID(bytes=digest)), 0)


def _named(raw: bytes) -> bytes:
    root = read(raw)
    uid = str(uuid.UUID(bytes=hashlib.blake2b(raw, digest_size=16).digest()))
    for component in _all(root):
        if component.name in _TITLES:
            component.set("UID", uid)
    return write(root)


def _all(root: Component) -> list[Component]:
    """Return the components of a stream: calendars' entries and vCards."""
    calendars = root.inside("VCALENDAR")
    return [*root.inside("VCARD"), *(one for calendar in calendars for one in calendar.inside(*ical.KINDS))]
