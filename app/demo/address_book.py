"""Alice's address book as the demo finds it: some forty people and places, groups, and a person who is in it twice."""

from __future__ import annotations

import base64
import uuid
from dataclasses import dataclass
from datetime import datetime

from app.demo import files
from app.demo.people import ALICE, BRUNO, CHLOE, DAVID, EMILIE, FARID, GAELLE, HUGO

_SPACE = uuid.UUID("6f1d1f0e-51a4-4d0b-9c7e-3a1b3f0f2d11")
_PHOTO_PIXELS = 96
_GROUNDS = ((214, 226, 240), (226, 236, 214), (243, 226, 214), (232, 220, 240), (214, 238, 238), (240, 232, 205))
_SKINS = ((244, 208, 178), (226, 180, 144), (168, 116, 82), (112, 76, 54))
_HAIRS = ((60, 42, 30), (30, 28, 32), (176, 128, 70), (120, 70, 40), (200, 200, 204))
_PREFECTURE = "Préfecture de la Lys"
_SEAT = ("1 place de la République", "59990", "Valmont-sur-Lys")


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody in the book. Phone numbers are those that are reserved for fiction (ARCEP)."""

    given: str
    family: str
    organization: str
    title: str
    email: str
    phone: str
    cell: str = ""
    department: str = ""
    categories: str = ""
    birthday: str = ""
    note: str = ""
    home: str = ""
    place: tuple[str, str, str] = ("", "", "")
    url: str = ""
    nickname: str = ""
    photo: int = -1


def _colleague(name: str, email: str, post: str, number: int, **more: object) -> Kept:
    given, _, family = name.partition(" ")
    phone, cell = f"+33 3 53 01 10 {number:02}", f"+33 6 39 98 10 {number:02}"
    known = {"department": "", "place": _SEAT, "categories": "Préfecture", **more}
    return Kept(given, family, _PREFECTURE, post, email, phone, cell, **known)  # type: ignore[arg-type] # fields by name


_ENVIRONMENT = "Bureau de l’environnement"
_PEOPLE = (
    _colleague(ALICE.name, ALICE.address, "Chargée de mission", 1, department=_ENVIRONMENT, photo=0),
    _colleague(BRUNO.name, BRUNO.address, "Inspecteur de l’environnement", 2, department=_ENVIRONMENT, photo=6,
               birthday="1984-12-02", home="bruno.lefevre@courriel.example", note="En inspection le mardi."),
    _colleague(CHLOE.name, CHLOE.address, "Acheteuse publique", 3, department="Commande publique", photo=2,
               birthday="1990-03-18"),
    _colleague(DAVID.name, DAVID.address, "Gestionnaire RH", 4, department="Ressources humaines", photo=1),
    _colleague(EMILIE.name, EMILIE.address, "Cheffe de bureau", 5, department=_ENVIRONMENT, photo=8, birthday="1976-11-28"),
    _colleague(FARID.name, FARID.address, "Technicien", 6, department="Service informatique", photo=11),
    _colleague(GAELLE.name, GAELLE.address, "Chargée de communication", 7, department="Communication", photo=14),
    _colleague(HUGO.name, HUGO.address, "Secrétaire", 8, department="Secrétariat général", photo=5),
    Kept("Bruno", "Lefevre", "", "", "bruno.lefevre@courriel.example", "", "+33 6 39 98 10 02", note="Numéro personnel"),
    Kept("Isabelle", "Fontaine", "Préfecture de région", "Directrice de projet", "i.fontaine@region.example", "+33 3 53 01 20 11",
         "+33 6 39 98 20 11", "Eau et biodiversité", "Région,Sécheresse", photo=3),
    Kept("Jean-Baptiste", "de La Tour", "Préfecture de région", "Conseiller", "jb.delatour@region.example", "+33 3 53 01 20 12",
         categories="Région"),
    Kept("Karine", "Œuvrard", "DREAL", "Cheffe d’unité", "karine.oeuvrard@dreal.example", "+33 3 53 01 21 03",
         department="Risques", categories="Région,ICPE", photo=9),
    Kept("Laurent", "Pichon", "DREAL", "Inspecteur", "laurent.pichon@dreal.example", "+33 3 53 01 21 04",
         categories="Région,ICPE"),
    Kept("Marie-Hélène", "Vasseur", "Mairie de Saint-Rémy-sur-Lys", "Maire", "maire@saint-remy-sur-lys.example",
         "+33 3 53 01 30 00", "+33 6 39 98 30 00", categories="Élus,Sécheresse", place=("2 place de l’Église", "59991",
         "Saint-Rémy-sur-Lys"), photo=13),
    Kept("Nicolas", "Ancelin", "Mairie de Saint-Rémy-sur-Lys", "Directeur général des services", "dgs@saint-remy-sur-lys.example",
         "+33 3 53 01 30 01", categories="Élus"),
    Kept("Odile", "Besson", "Mairie de Valmont-sur-Lys", "Adjointe à l’environnement", "o.besson@valmont.example",
         "+33 3 53 01 31 07", categories="Élus,Sécheresse", photo=4),
    Kept("Paul", "Delmas", "Communauté de communes de la Lys", "Président", "president@cc-lys.example", "+33 3 53 01 32 00",
         categories="Élus"),
    Kept("Quitterie", "d’Arcangues", "Conseil départemental", "Conseillère départementale", "q.darcangues@departement.example",
         "+33 3 53 01 33 12", categories="Élus"),
    Kept("Rachid", "Amrani", "Conseil départemental", "Directeur de l’eau", "r.amrani@departement.example", "+33 3 53 01 33 20",
         "+33 6 39 98 33 20", categories="Sécheresse", photo=10),
    Kept("Céline", "Aubry", "Verrerie du Val", "Responsable environnement", "c.aubry@verrerie-du-val.example",
         "+33 3 53 01 40 21", "+33 6 39 98 40 21", categories="ICPE", place=("4 route de la Lys", "59991", "Saint-Rémy-sur-Lys"),
         url="https://verrerie-du-val.example/", photo=12),
    Kept("Thomas", "Renard", "Verrerie du Val", "Directeur du site", "t.renard@verrerie-du-val.example", "+33 3 53 01 40 20",
         categories="ICPE"),
    Kept("Ursula", "Keller", "Laboratoire Aqualys", "Ingénieure", "u.keller@aqualys.example", "+33 3 53 01 41 05",
         categories="Fournisseurs", photo=7),
    Kept("Vincent", "Moreau", "Laboratoire Aqualys", "Commercial", "v.moreau@aqualys.example", "+33 3 53 01 41 06",
         categories="Fournisseurs"),
    Kept("", "", "Papeterie Lormeau", "", "commandes@papeterie-lormeau.example", "+33 3 53 01 42 00", categories="Fournisseurs",
         url="https://papeterie-lormeau.example/"),
    Kept("", "", "Les Amis de la Lys", "", "contact@amis-de-la-lys.example", "", categories="Associations"),
    Kept("William", "Sterne", "Les Amis de la Lys", "Trésorier", "w.sterne@amis-de-la-lys.example", "", "+33 6 39 98 50 14",
         categories="Associations"),
    Kept("Xavière", "Tissot", "Fédération de pêche", "Secrétaire", "x.tissot@peche-lys.example", "+33 3 53 01 51 02",
         categories="Associations,Sécheresse"),
    Kept("Yann", "Kermarrec", "SDIS", "Commandant", "y.kermarrec@sdis.example", "+33 3 53 01 60 18", "+33 6 39 98 60 18",
         categories="Urgences"),
    Kept("Zoé", "Lambert", "ARS", "Ingénieure du génie sanitaire", "zoe.lambert@ars.example", "+33 3 53 01 61 09",
         categories="Urgences,Sécheresse"),
    Kept("Agathe", "Colin", "Gendarmerie", "Cheffe d’escadron", "a.colin@gendarmerie.example", "+33 3 53 01 62 00",
         categories="Urgences"),
    Kept("Benoît", "Hervé", "Météo", "Prévisionniste", "b.herve@meteo.example", "+33 3 53 01 63 07", categories="Sécheresse"),
    Kept("Camille", "Girard", "IRA", "Formatrice", "camille.girard@ira.example", "+33 2 61 91 10 30"),
    Kept("Denis", "Éluard", "Tribunal administratif", "Greffier", "greffe@tribunal.example", "+33 2 61 91 11 02"),
    Kept("Estelle", "Nadaud", "La Voix de la Lys", "Journaliste", "e.nadaud@voix-de-la-lys.example", "", "+33 6 39 98 70 40",
         categories="Presse"),
    Kept("François", "Ozanne", "Chambre d’agriculture", "Conseiller irrigation", "f.ozanne@chambre-agri.example",
         "+33 3 53 01 71 22", categories="Sécheresse"),
    Kept("Guillaume", "Prévost", "", "", "guillaume.prevost@courriel.example", "", "+33 6 39 98 80 01", nickname="Guigui",
         birthday="1988-07-14", categories="Amis", place=("8 rue des Tanneurs", "59990", "Valmont-sur-Lys")),
    Kept("Inès", "Durand", "", "", "ines.durand@courriel.example", "", "+33 6 39 98 80 02", birthday="1992-11-30",
         categories="Famille"),
    Kept("Monique", "Durand", "", "", "", "+33 3 53 01 80 03", "", birthday="1954-11-29", categories="Famille", nickname="Maman"),
    Kept("Docteur", "Lenoir", "Cabinet dentaire", "Dentiste", "", "+33 3 53 01 81 00", place=("12 rue des Lilas", "59990",
         "Valmont-sur-Lys")),
    Kept("Sœur", "Marie-Ange", "Hospitalité de la Lys", "", "contact@hospitalite.example", "+33 3 53 01 82 00",
         categories="Associations"),
)  # fmt: skip
_GROUPS = (
    ("Équipe environnement", (ALICE.address, BRUNO.address, CHLOE.address, EMILIE.address)),
    ("Comité sécheresse", tuple(one.email for one in _PEOPLE if "Sécheresse" in one.categories)),
)


def cards(now: datetime) -> dict[str, str]:
    """Return the address book's vCards by file name."""
    stamp = f"{now:%Y%m%dT%H%M%SZ}"
    made = {f"{uid(one)}.vcf": _card(one, stamp) for one in _PEOPLE}
    known = {one.email: uid(one) for one in _PEOPLE if one.email}
    for name, members in _GROUPS:
        key = uuid.uuid5(_SPACE, name)
        lines = [f"UID:urn:uuid:{key}", "KIND:group", f"FN:{name}", f"N:{name};;;;"]
        lines += [f"MEMBER:urn:uuid:{known[member]}" for member in members]
        made[f"{key}.vcf"] = _lines(["BEGIN:VCARD", "VERSION:4.0", *lines, f"REV:{stamp}", "END:VCARD"])
    return made


def uid(one: Kept) -> str:
    """Return the UID of somebody in the book."""
    return str(uuid.uuid5(_SPACE, f"{one.given} {one.family} {one.organization} {one.email}"))


def _card(one: Kept, stamp: str) -> str:
    shown = f"{one.given} {one.family}".strip() or one.organization
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"UID:{uid(one)}", f"FN:{_text(shown)}"]
    lines.append(f"N:{_text(one.family)};{_text(one.given)};;;")
    organization = ";".join(_text(part) for part in (one.organization, one.department) if part)
    street, code, city = one.place
    texts = (
        ("ORG", organization),
        ("TITLE", _text(one.title)),
        ("NICKNAME", _text(one.nickname)),
        ("EMAIL;TYPE=WORK" if one.organization else "EMAIL;TYPE=HOME", one.email),
        ("EMAIL;TYPE=HOME", one.home),
        ("TEL;TYPE=WORK" if one.organization else "TEL;TYPE=HOME", one.phone),
        ("TEL;TYPE=CELL", one.cell),
        ("ADR;TYPE=WORK" if one.organization else "ADR;TYPE=HOME", f";;{_text(street)};{city};;{code};France" if street else ""),
        ("URL", one.url),
        ("BDAY;VALUE=date", one.birthday),
        ("CATEGORIES", one.categories),
        ("NOTE", _text(one.note)),
    )
    lines += [f"{name}:{value}" for name, value in texts if value]
    if one.photo >= 0:
        encoded = base64.b64encode(_photo(one.photo)).decode("ascii")
        lines.append(f"PHOTO;ENCODING=b;TYPE=PNG:{encoded}")
    return _lines([*lines, f"REV:{stamp}", "END:VCARD"])


def _photo(number: int) -> bytes:
    ground = _GROUNDS[number % len(_GROUNDS)]
    return files.portrait(_PHOTO_PIXELS, ground, _SKINS[number * 7 % len(_SKINS)], _HAIRS[number * 3 % len(_HAIRS)])


def _lines(lines: list[str]) -> str:
    """Fold lines at 75 octets (RFC 2426 §2.6), never inside a character."""
    folded = []
    for line in lines:
        part = ""
        for character in line:
            if len((part + character).encode()) > 74:
                folded.append(part)
                part = " "
            part += character
        folded.append(part)
    return "\r\n".join([*folded, ""])


def _text(value: str) -> str:
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
