"""Contacts in words: kinds of numbers and addresses, dates of birth, how an item stands."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate

from sync.model.contacts import PostalAddress
from sync.model.pending import Pending
from sync.store.item_rows import ContactRow
from ui import i18n

translate = QCoreApplication.translate

KINDS = ("work", "home", "cell", "fax", "main", "other")
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)|--(\d\d)-?(\d\d)")
_TYPED = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?")
PENDING_ICONS = {
    Pending.QUEUED: ("clock", "text_faint"),
    Pending.SENDING: ("refresh-cw", "text_faint"),
    Pending.UNCERTAIN: ("circle-help", "warning"),
    Pending.REFUSED: ("circle-alert", "danger"),
    Pending.CONFLICT: ("triangle-alert", "danger"),
    Pending.DRAFT: ("pencil", "text_faint"),
}


def kind_word(kind: str) -> str:
    """Return the word for a kind of number or address; the person's own label as it is."""
    known = {
        "": "",
        "work": translate("Contact", "Work"),
        "home": translate("Contact", "Home"),
        "cell": translate("Contact", "Mobile"),
        "mobile": translate("Contact", "Mobile"),
        "iphone": translate("Contact", "Mobile"),
        "fax": translate("Contact", "Fax"),
        "main": translate("Contact", "Main"),
        "other": translate("Contact", "Other"),
        "pager": translate("Contact", "Pager"),
    }
    return known.get(kind, kind)


def pending_words(pending: Pending) -> str:
    """Return how an item stands with the server."""
    return {
        Pending.NONE: translate("Contact", "Synchronised"),
        Pending.QUEUED: translate("Contact", "Waiting to be sent"),
        Pending.SENDING: translate("Contact", "Being sent"),
        Pending.UNCERTAIN: translate("Contact", "Sent, without an answer yet"),
        Pending.REFUSED: translate("Contact", "Refused by the server"),
        Pending.CONFLICT: translate("Contact", "Changed by somebody else too"),
        Pending.DRAFT: translate("Contact", "Draft"),
    }[pending]


def day_words(text: str) -> str:
    """Return a vCard's date (RFC 6350 §4.3.1, with or without a year) as one reads it; any other text as it is."""
    found = _DATE.match(text.strip())
    if found is None:
        return text
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    shown = QDate(int(year or 2000), int(month), int(day))
    if not shown.isValid():
        return text
    return i18n.locale().toString(shown, "d MMMM yyyy" if year else "d MMMM")


def day_typed(text: str) -> str:
    """Return a vCard's date as it is typed: `2/12/1984`, or `2/12` where there is no year; any other text as it is."""
    found = _DATE.match(text.strip())
    if found is None:
        return text
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    return f"{day}/{month}/{year}" if year else f"{day}/{month}"


def day_read(text: str) -> str | None:
    """Return what was typed as a vCard's date, an empty text where nothing was, None where it is no date."""
    text = text.strip()
    if not text or _DATE.fullmatch(text):
        return text
    found = _TYPED.fullmatch(text)
    if found is None:
        return None
    try:
        made = date(int(found[3] or 2000), int(found[2]), int(found[1]))
    except ValueError:
        return None
    return f"{made:%Y-%m-%d}" if found[3] else f"--{made:%m%d}"


def address_lines(address: PostalAddress) -> str:
    """Return a postal address in lines, as an envelope has it."""
    city = " ".join(filter(None, (address.postal_code, address.city)))
    return "\n".join(filter(None, (address.street, city, address.region, address.country)))


def below_name(row: ContactRow) -> str:
    """Return what stands under a name: post and organisation, else how somebody is reached."""
    parts = [row.title, row.organization if row.organization != row.name else ""]
    said = " · ".join(part for part in parts if part)
    if said or row.is_group:
        return said
    return next((one.value for one in (*row.emails, *row.phones)), "")


def spoken(row: ContactRow) -> str:
    """Return a contact as a screen reader says it."""
    parts = [row.name, below_name(row)]
    if row.is_group:
        parts.append(translate("Contact", "group"))
    if row.pending is not Pending.NONE:
        parts.append(pending_words(row.pending))
    return ", ".join(part for part in parts if part)
