"""Contacts as CSV with the columns that Outlook (French, English) and Google expect, so that they take them without asking."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping

from sync.model.contacts import Card, Labelled, PostalAddress
from sync.model.faults import Unsupported
from sync.parse.contacts_csv import exported, harmless

_Cell = Callable[[Card], str]
_MOBILE = ("cell", "mobile", "iphone")
_GOOGLE_KINDS = {"work": "Work", "home": "Home", "cell": "Mobile", "mobile": "Mobile", "iphone": "Mobile", "main": "Main"}
_MOST = 3
"""Addresses and numbers of one contact for which Google's table has columns."""


def written(cards: Iterable[Card], form: str) -> bytes:
    """Return a table of contacts, in UTF-8 with its mark. Groups are left out. Raises `Unsupported("form")`."""
    if form == "spreadsheet":
        return exported(cards)
    columns = FORMS.get(form)
    if columns is None:
        raise Unsupported("form", form=form)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for card in cards:
        if not card.is_group:
            writer.writerow([harmless(cell(card)) for cell in columns.values()])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _nth(values: tuple[Labelled, ...], place: int, *kinds: str) -> str:
    found = [one.value for one in values if not kinds or one.label in kinds]
    return found[place] if place < len(found) else ""


def _mail(place: int) -> _Cell:
    return lambda card: _nth(card.emails, place)


def _phone(place: int, *kinds: str) -> _Cell:
    return lambda card: _nth(card.phones, place, *kinds)


def _other_phone(card: Card) -> str:
    return _nth(tuple(one for one in card.phones if one.label not in ("work", "home", "fax", *_MOBILE)), 0)


def _place(card: Card, kind: str) -> PostalAddress:
    """Return the address of a kind; one without a kind counts as that of work."""
    named = [one for one in card.addresses if (one.label if one.label == "home" else "work") == kind]
    return named[0] if named else PostalAddress()


def _part(kind: str, name: str) -> _Cell:
    return lambda card: str(getattr(_place(card, kind), name))


def _outlook(titles: Mapping[str, str]) -> dict[str, _Cell]:
    """Return Outlook's columns under these titles."""
    cells: dict[str, _Cell] = {
        "prefix": lambda card: card.prefix,
        "given": lambda card: card.given or (card.name if not card.family and not card.organization else ""),
        "middle": lambda card: card.middle,
        "family": lambda card: card.family,
        "organization": lambda card: card.organization,
        "department": lambda card: card.department,
        "title": lambda card: card.title,
        "work street": _part("work", "street"), "work city": _part("work", "city"), "work region": _part("work", "region"),
        "work code": _part("work", "postal_code"), "work country": _part("work", "country"),
        "home street": _part("home", "street"), "home city": _part("home", "city"), "home region": _part("home", "region"),
        "home code": _part("home", "postal_code"), "home country": _part("home", "country"),
        "work fax": _phone(0, "fax"), "work phone": _phone(0, "work"), "work phone 2": _phone(1, "work"),
        "home phone": _phone(0, "home"), "mobile": _phone(0, *_MOBILE), "other phone": _other_phone,
        "birthday": lambda card: card.birthday,
        "categories": lambda card: ";".join(card.categories),
        "mail": _mail(0), "mail 2": _mail(1), "mail 3": _mail(2),
        "note": lambda card: card.note,
        "page": lambda card: _nth(card.urls, 0),
        "nickname": lambda card: card.nickname,
    }  # fmt: skip
    return {titles[name]: cell for name, cell in cells.items()}


def _google() -> dict[str, _Cell]:
    columns: dict[str, _Cell] = {
        "First Name": lambda card: card.given or (card.name if not card.family and not card.organization else ""),
        "Middle Name": lambda card: card.middle,
        "Last Name": lambda card: card.family,
        "Name Prefix": lambda card: card.prefix,
        "Nickname": lambda card: card.nickname,
        "Organization Name": lambda card: card.organization,
        "Organization Title": lambda card: card.title,
        "Organization Department": lambda card: card.department,
        "Birthday": lambda card: card.birthday,
        "Notes": lambda card: card.note,
        "Labels": lambda card: " ::: ".join((*card.categories, "* myContacts")),
    }
    for number in range(1, _MOST + 1):
        columns |= _google_pair("E-mail", number, lambda card: card.emails)
    for number in range(1, _MOST + 1):
        columns |= _google_pair("Phone", number, lambda card: card.phones)
    address: dict[str, str] = {
        "Street": "street", "City": "city", "Region": "region", "Postal Code": "postal_code", "Country": "country",
    }  # fmt: skip
    columns["Address 1 - Label"] = lambda card: _kind(card.addresses[0].label) if card.addresses else ""
    for title, name in address.items():
        columns[f"Address 1 - {title}"] = lambda card, name=name: (  # type: ignore[misc] # the name is bound
            str(getattr(card.addresses[0], name)) if card.addresses else ""
        )
    return columns | _google_pair("Website", 1, lambda card: card.urls)


def _google_pair(title: str, number: int, values: Callable[[Card], tuple[Labelled, ...]]) -> dict[str, _Cell]:
    def label(card: Card) -> str:
        found = values(card)
        return _kind(found[number - 1].label) if number <= len(found) else ""

    def value(card: Card) -> str:
        return _nth(values(card), number - 1)

    return {f"{title} {number} - Label": label, f"{title} {number} - Value": value}


def _kind(label: str) -> str:
    return _GOOGLE_KINDS.get(label, label)


_NAMES = (
    "prefix", "given", "middle", "family", "organization", "department", "title", "work street", "work city", "work region",
    "work code", "work country", "home street", "home city", "home region", "home code", "home country", "work fax", "work phone",
    "work phone 2", "home phone", "mobile", "other phone", "birthday", "categories", "mail", "mail 2", "mail 3", "note", "page",
    "nickname",
)  # fmt: skip
_ENGLISH = (
    "Title", "First Name", "Middle Name", "Last Name", "Company", "Department", "Job Title", "Business Street", "Business City",
    "Business State", "Business Postal Code", "Business Country/Region", "Home Street", "Home City", "Home State",
    "Home Postal Code", "Home Country/Region", "Business Fax", "Business Phone", "Business Phone 2", "Home Phone", "Mobile Phone",
    "Other Phone", "Birthday", "Categories", "E-mail Address", "E-mail 2 Address", "E-mail 3 Address", "Notes", "Web Page",
    "Nickname",
)  # fmt: skip
_FRENCH = (
    "Civilité", "Prénom", "Deuxième prénom", "Nom", "Société", "Service", "Titre", "Rue (bureau)", "Ville (bureau)",
    "Dép/Région (bureau)", "Code postal (bureau)", "Pays/Région (bureau)", "Rue (domicile)", "Ville (domicile)",
    "Dép/Région (domicile)", "Code postal (domicile)", "Pays/Région (domicile)", "Télécopie (bureau)", "Téléphone (bureau)",
    "Téléphone 2 (bureau)", "Téléphone (domicile)", "Tél. mobile", "Téléphone (autre)", "Anniversaire", "Catégories",
    "Adresse de messagerie", "Adresse de messagerie 2", "Adresse de messagerie 3", "Notes", "Page Web", "Surnom",
)  # fmt: skip
FORMS: dict[str, dict[str, _Cell]] = {
    "outlook": _outlook(dict(zip(_NAMES, _FRENCH, strict=True))),
    "outlook_en": _outlook(dict(zip(_NAMES, _ENGLISH, strict=True))),
    "google": _google(),
}
"""Title → cell, for each form; `spreadsheet` is our own (`contacts_csv`)."""
