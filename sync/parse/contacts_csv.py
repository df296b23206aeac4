"""Contacts as CSV: written for French spreadsheets, read from what Outlook, Google, Thunderbird and others export."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

from sync.model.contacts import Card, CardDraft, Labelled, PostalAddress
from sync.model.faults import Unreadable
from sync.parse.charsets import decode

LARGEST = 32 * 1024 * 1024
MOST = 50_000
"""Contacts that one file may bring."""
_COLUMNS = (
    "Nom affiché", "Prénom", "Nom", "Surnom", "Organisation", "Service", "Fonction",
    "Adresse électronique", "Adresse électronique professionnelle", "Adresse électronique personnelle",
    "Téléphone professionnel", "Téléphone personnel", "Téléphone mobile", "Autre téléphone",
    "Rue", "Code postal", "Ville", "Région", "Pays", "Site web", "Anniversaire", "Catégories", "Notes",
)  # fmt: skip
_DANGEROUS = ("=", "@", "\t", "\r")

_FIELDS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("nomaffiche", "displayname", "name", "nomcomplet", "fullname", "fileas"), ("name", "")),
    **dict.fromkeys(("prenom", "firstname", "givenname"), ("given", "")),
    **dict.fromkeys(("deuxiemeprenom", "autresprenoms", "middlename", "additionalname"), ("middle", "")),
    **dict.fromkeys(("civilite", "prefixe", "nameprefix", "honorificprefix"), ("prefix", "")),
    **dict.fromkeys(("nom", "nomdefamille", "lastname", "familyname", "surname"), ("family", "")),
    **dict.fromkeys(("surnom", "nickname", "pseudo"), ("nickname", "")),
    **dict.fromkeys(("organisation", "societe", "company", "organization", "organizationname", "organization1name",
                     "entreprise"), ("organization", "")),
    **dict.fromkeys(("service", "departement", "department", "organizationdepartment"), ("department", "")),
    **dict.fromkeys(("fonction", "titre", "jobtitle", "title", "organizationtitle", "organization1title", "profession"),
                    ("title", "")),
    **dict.fromkeys(("adresseelectronique", "adressedemessagerie", "email", "emailaddress", "mail", "courriel",
                     "primaryemail", "adressemail", "emailprincipal", "adresseelectroniqueprincipale"), ("email", "")),
    **dict.fromkeys(("adresseelectroniqueprofessionnelle", "emailprofessionnel"), ("email", "work")),
    **dict.fromkeys(("adresseelectroniquepersonnelle", "emailpersonnel"), ("email", "home")),
    **dict.fromkeys(("email2address", "email3address", "secondaryemail",
                     "adressedemessagerie2", "adressedemessagerie3"), ("email", "other")),
    **dict.fromkeys(("telephone", "phone", "primaryphone", "telephoneprincipal", "autretelephone", "otherphone",
                     "telephoneautre"), ("phone", "")),
    **dict.fromkeys(("telecopiebureau", "businessfax", "faxprofessionnel", "fax", "telecopie"), ("phone", "fax")),
    **dict.fromkeys(("telephoneprofessionnel", "telephonebureau", "businessphone", "workphone", "businessphone2",
                     "telephonebureau2", "telephone2bureau"), ("phone", "work")),
    **dict.fromkeys(("telephonepersonnel", "telephonedomicile", "homephone", "homephone2", "telephonedomicile2",
                     "telephone2domicile"),
                    ("phone", "home")),
    **dict.fromkeys(("telephonemobile", "mobile", "mobilephone", "mobilenumber", "portable", "telmobile"), ("phone", "cell")),
    **dict.fromkeys(("rue", "street", "address", "adresse", "businessstreet", "homestreet", "address1street",
                     "rueprofessionnelle", "ruebureau", "ruedomicile", "workaddress", "homeaddress"), ("street", "")),
    **dict.fromkeys(("ville", "city", "businesscity", "homecity", "address1city", "villebureau", "villedomicile", "workcity",
                     "homecity"), ("city", "")),
    **dict.fromkeys(("codepostal", "postalcode", "zip", "businesspostalcode", "homepostalcode", "address1postalcode",
                     "codepostalbureau", "codepostaldomicile", "workzipcode", "homezipcode"), ("postal_code", "")),
    **dict.fromkeys(("region", "state", "businessstate", "homestate", "address1region", "workstate", "depregionbureau",
                     "depregiondomicile"), ("region", "")),
    **dict.fromkeys(("pays", "country", "businesscountryregion", "homecountryregion", "address1country", "workcountry",
                     "homecountry", "businesscountry", "paysregionbureau", "paysregiondomicile"), ("country", "")),
    **dict.fromkeys(("siteweb", "website", "webpage", "pageweb", "url", "website1value", "webpage1", "webpage2"), ("url", "")),
    **dict.fromkeys(("anniversaire", "birthday", "datedenaissance"), ("birthday", "")),
    **dict.fromkeys(("categories", "labels", "groupmembership", "groupes"), ("categories", "")),
    **dict.fromkeys(("notes", "note", "remarques", "commentaires"), ("note", "")),
}  # fmt: skip
"""What a column means, by its title in lower case without accents and signs: field and kind."""
_PLACES = ("street", "city", "postal_code", "region", "country")
_FIELDS |= {
    title: (field, "home")
    for title, (field, _) in _FIELDS.items()
    if field in _PLACES and ("home" in title or "domicile" in title)
}
for _number in range(1, 10):
    for _list in ("email", "phone"):
        # Google's pairs: the label of a value stands before it.
        _FIELDS[f"{_list}{_number}label"] = _FIELDS[f"{_list}{_number}type"] = ("label", f"{_list}{_number}")
        _FIELDS[f"{_list}{_number}value"] = (_list, f"{_list}{_number}")
_KINDS = {
    "work": "work", "travail": "work", "bureau": "work", "professionnel": "work", "home": "home", "domicile": "home",
    "personnel": "home", "mobile": "cell", "portable": "cell", "main": "main",
    "workfax": "fax", "homefax": "fax", "other": "other",
}  # fmt: skip


def exported(cards: Iterable[Card]) -> bytes:
    """Return contacts as CSV with semicolons, in UTF-8 with its mark: what a French spreadsheet opens without asking.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, which `imported` takes away.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for card in cards:
        if not card.is_group:
            writer.writerow([harmless(cell) for cell in _row(card)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def imported(raw: bytes) -> list[CardDraft]:
    """Return the contacts of a CSV file with a title line. Raises `Unreadable("stream_too_large" | "no_columns" | "bad_csv")`."""
    if len(raw) > LARGEST:
        raise Unreadable("stream_too_large")
    text = decode(raw, "utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else decode(raw)
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Unreadable("bad_csv") from error
    if len(rows) > MOST:
        raise Unreadable("stream_too_large")
    titles = [_plain(title) for title in (rows[0] if rows else [])]
    meanings = [_FIELDS.get(title) for title in titles]
    if not {"jobtitle", "fonction"}.isdisjoint(titles):  # Outlook's "Title" is then what stands before the name
        meanings = [("prefix", "") if title in {"title", "titre"} else one for title, one in zip(titles, meanings, strict=True)]
    if not any(meanings):
        raise Unreadable("no_columns")
    made = (_draft(meanings, row) for row in rows[1:])
    return [draft for draft in made if draft is not None]


def _row(card: Card) -> list[str]:
    def named(values: Sequence[Labelled], *kinds: str) -> list[str]:
        return [one.value for one in values if one.label in kinds]

    known = {"work", "home"}
    address = card.addresses[0] if card.addresses else PostalAddress()
    mails = [one.value for one in card.emails if one.label not in known]
    phones = [one.value for one in card.phones if one.label not in {*known, "cell", "mobile", "iphone"}]
    return [
        card.name, card.given, card.family, card.nickname, card.organization, card.department, card.title,
        ", ".join(mails), ", ".join(named(card.emails, "work")), ", ".join(named(card.emails, "home")),
        ", ".join(named(card.phones, "work")), ", ".join(named(card.phones, "home")),
        ", ".join(named(card.phones, "cell", "mobile", "iphone")), ", ".join(phones),
        address.street, address.postal_code, address.city, address.region, address.country,
        ", ".join(one.value for one in card.urls), card.birthday, ", ".join(card.categories), card.note,
    ]  # fmt: skip


def _draft(meanings: Sequence[tuple[str, str] | None], row: Sequence[str]) -> CardDraft | None:
    texts: dict[str, str] = {}
    labels: dict[str, str] = {}
    places: dict[str, dict[str, str]] = {}
    lists: dict[str, list[Labelled]] = {"email": [], "phone": [], "url": []}
    for meaning, cell in zip(meanings, row, strict=False):
        value = _unharmed(cell.strip())
        if meaning is None or not value:
            continue
        field, kind = meaning
        if field == "label":
            labels[kind] = _KINDS.get(_plain(value), "")
            continue
        if kind[-1:].isdecimal():
            kind = labels.get(kind, "")
        elif field in _PLACES:
            places.setdefault(kind, {}).setdefault(field, value)
            continue
        if field in lists:
            known = {one.value for one in lists[field]}
            pieces = (piece.strip() for piece in value.replace(" ::: ", ",").split(","))
            lists[field] += [Labelled(piece, kind) for piece in pieces if piece and piece not in known]
        else:
            texts.setdefault(field, value)
    if not texts and not places and not any(lists.values()):
        return None
    groups = texts.pop("categories", "").replace(" ::: ", ",").replace(";", ",").split(",")
    categories = tuple(one.strip() for one in groups if one.strip(" *") and not one.strip().startswith("* "))
    name = texts.pop("name", "") or " ".join(filter(None, (texts.get("given"), texts.get("family"))))
    first = next((one.value for values in (lists["email"], lists["phone"]) for one in values), "")
    return CardDraft(
        name=name or texts.get("organization") or first,
        family=texts.get("family"),
        given=texts.get("given"),
        middle=texts.get("middle"),
        prefix=texts.get("prefix"),
        nickname=texts.get("nickname"),
        organization=texts.get("organization"),
        department=texts.get("department"),
        title=texts.get("title"),
        birthday=texts.get("birthday"),
        note=texts.get("note"),
        emails=tuple(lists["email"]),
        phones=tuple(lists["phone"]),
        urls=tuple(lists["url"]),
        addresses=tuple(PostalAddress(**place, label=kind) for kind, place in places.items()),
        categories=categories,
    )


def _plain(title: str) -> str:
    bare = unicodedata.normalize("NFKD", title.casefold())
    return "".join(character for character in bare if character.isalnum() and character.isascii())


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: with an apostrophe before it where it might."""
    risky = cell.startswith(_DANGEROUS) or (cell[:1] in "+-" and any(sign in cell for sign in "=|(!"))
    return f"'{cell}" if cell and risky else cell


def _unharmed(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "@", "+", "-"} else cell
