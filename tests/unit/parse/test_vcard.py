"""vCards 2.1, 3.0 and 4.0: read, changed without losing anything, and taken to and from CSV."""

from __future__ import annotations

import base64
import contextlib
import io
from collections import Counter
from dataclasses import replace

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.model.accounts import Service
from sync.model.contacts import Card, CardDraft, Labelled, PostalAddress
from sync.model.faults import Unreadable
from sync.parse import contacts_csv, contacts_table, ical, itip, resources, vcard, vcard_edit
from tests.unit.parse.calendars import NOW, YEAR, event

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
V3 = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:c1\r\nN:Martin;Alice;Marie\\, Jeanne;Mme;\r\nFN:Alice Martin\r\n"
    "ORG:Préfecture;Service\\; B\r\nitem1.EMAIL;TYPE=INTERNET:alice@perso.fr\r\nitem1.X-ABLabel:_$!<Home>!$_\r\n"
    "EMAIL;TYPE=WORK,PREF;X-KEEP=1:alice@exemple.fr\r\nTEL;TYPE=CELL;TYPE=VOICE:+33 6 12\r\n"
    "ADR;TYPE=WORK:;Bât. A;1 rue de la Paix;Paris;;75002;France\r\nX-SOCIALPROFILE;X-USER=a:http://x.fr\r\n"
    "NOTE:Ligne 1\\nLigne 2\r\nCATEGORIES:équipe,a\\,b\r\n"
    f"PHOTO;ENCODING=b;TYPE=PNG:{base64.b64encode(PNG).decode()}\r\nEND:VCARD\r\n"
).encode()
V4 = (
    b"BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:g1\r\nKIND:group\r\nFN:Equipe\r\nMEMBER:urn:uuid:c1\r\n"
    b"EMAIL;PREF=1;TYPE=work:b@x.fr\r\nEMAIL;PREF=50;LABEL=\"a^nb\":c@x.fr\r\nTEL;VALUE=uri;TYPE=\"voice,home\":tel:+33-1\r\n"
    b"BDAY:--0203\r\nEND:VCARD\r\n"
)
V21 = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:L=E9vy;Zo=E9\r\n"
    b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=A9=\r\n L=C3=A9vy\r\n"
    b"TEL;HOME;VOICE:01\r\nEMAIL;INTERNET:z@x.fr\r\nEND:VCARD\r\n"
)


def test_a_card_of_version_3() -> None:
    found = vcard.card(V3)
    assert (found.name, found.family, found.given) == ("Alice Martin", "Martin", "Alice")
    assert (found.organization, found.department) == ("Préfecture", "Service; B")
    assert found.emails == (Labelled("alice@exemple.fr", "work"), Labelled("alice@perso.fr", "home"))
    assert found.phones == (Labelled("+33 6 12", "cell"),)
    assert found.addresses == (PostalAddress("1 rue de la Paix, Bât. A", "Paris", "75002", "", "France", "work"),)
    assert (found.note, found.categories, found.has_photo) == ("Ligne 1\nLigne 2", ("équipe", "a,b"), True)
    assert vcard.photo(V3) == ("image/png", PNG)


def test_a_group_of_version_4() -> None:
    found = vcard.card(V4)
    assert (found.uid, found.is_group, found.members, found.birthday) == ("g1", True, ("c1",), "--0203")
    assert [one.value for one in found.emails] == ["b@x.fr", "c@x.fr"]
    assert found.phones == (Labelled("+33-1", "home"),)


def test_a_card_of_version_2_1_and_its_edit() -> None:
    found = vcard.card(V21)
    assert (found.family, found.given, found.phones) == ("Lévy", "Zoé", (Labelled("01", "home"),))
    after = vcard_edit.edit(V21, CardDraft(title="Préfète"), NOW)
    again = vcard.card(after)
    assert b"VERSION:3.0" in after
    assert b"QUOTED" not in after
    assert (again.family, again.given, again.phones, again.title) == ("Lévy", "Zoé", found.phones, "Préfète")


def test_an_edit_leaves_every_other_octet() -> None:
    after = vcard_edit.edit(V3, CardDraft(title="Cheffe", family="Durand"), NOW)
    expected = V3.replace(b"N:Martin;", b"N:Durand;").replace(b"END:VCARD", b"TITLE:Cheffe\r\nREV:20261125T090000Z\r\nEND:VCARD")
    assert after == expected
    assert vcard_edit.edit(V3, CardDraft(family="Martin", note="Ligne 1\nLigne 2"), NOW) == V3


def test_addresses_that_stay_keep_what_they_have() -> None:
    wanted = (Labelled("alice@perso.fr", "home"), Labelled("alice@exemple.fr", "work"), Labelled("neuve@x.fr", "Gîte"))
    after = vcard_edit.edit(V3, CardDraft(emails=wanted), NOW)
    assert vcard.card(after).emails == wanted
    assert b"X-KEEP=1" in after
    assert b"_$!<Home>!$_" in after
    fewer = vcard_edit.edit(after, CardDraft(emails=wanted[1:2]), NOW)
    assert vcard.card(fewer).emails == wanted[1:2]
    assert b"X-ABL" not in fewer


def test_postal_addresses_photos_groups_and_names() -> None:
    draft = CardDraft(
        name="Équipe 2", addresses=(PostalAddress("2 rue B", "Lyon", "69001", "", "France", "home"),), photo=PNG,
        is_group=True, members=("c1", "c2"), categories=("x;y",), urls=(Labelled("https://x.fr", "work"),),
    )  # fmt: skip
    for raw in (vcard_edit.build(draft, "n1", NOW), vcard_edit.edit(V3, draft, NOW), vcard_edit.edit(V4, draft, NOW)):
        found = vcard.card(raw)
        assert (found.name, found.addresses, found.members) == (draft.name, draft.addresses, draft.members)
        assert (found.categories, found.urls, found.is_group) == (draft.categories, draft.urls, True)
        assert vcard.photo(raw) == ("image/png", PNG)
    assert not vcard.card(vcard_edit.edit(V3, CardDraft(photo=b""), NOW)).has_photo


@pytest.mark.parametrize("raw", [b"", b"BEGIN:VCALENDAR\nEND:VCALENDAR", b"FN:x"])
def test_what_is_no_card(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        vcard.card(raw)


def test_a_stream_of_cards_is_taken_apart() -> None:
    assert vcard_edit.separate(V3 + V4 + V21) == [V3, V4, V21]


def test_contacts_to_csv_and_back() -> None:
    cards = [vcard.card(V3), vcard.card(V4), Card("x", "=cmd|' /C calc'!A0", phones=(Labelled("+33 1", "work"),))]
    raw = contacts_csv.exported(cards)
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b";'=cmd" in raw or b"\r\n'=cmd" in raw or b"\"'=cmd" in raw
    alice, other = contacts_csv.imported(raw)
    assert (alice.name, alice.family, alice.given, alice.note) == ("Alice Martin", "Martin", "Alice", "Ligne 1\nLigne 2")
    assert alice.emails == vcard.card(V3).emails
    assert alice.phones == vcard.card(V3).phones
    assert other.name == "=cmd|' /C calc'!A0"
    assert other.phones == (Labelled("+33 1", "work"),)


@pytest.mark.parametrize(
    ("raw", "name", "mail"),
    [
        ("First Name,Last Name,E-mail Address,Mobile Phone\nAlice,Martin,a@x.fr,06\n".encode("cp1252"), "Alice Martin", "a@x.fr"),
        ("Prénom;Nom;Adresse de messagerie\nZoé;Lévy;z@x.fr\n".encode("cp1252"), "Zoé Lévy", "z@x.fr"),
        ("Name,E-mail 1 - Value\nZoé Lévy,z@x.fr ::: y@x.fr\n".encode("utf-16"), "Zoé Lévy", "z@x.fr"),
        (b"Display Name\tPrimary Email\n\"Li, Bo\"\tb@x.fr\n", "Li, Bo", "b@x.fr"),
    ],
)
def test_what_other_programs_export(raw: bytes, name: str, mail: str) -> None:
    (found,) = contacts_csv.imported(raw)
    assert found.name == name
    assert found.emails is not None
    assert found.emails[0].value == mail


@pytest.mark.parametrize("form", ["spreadsheet", *contacts_table.FORMS])
def test_the_tables_of_other_programs_bring_everything_back(form: str) -> None:
    known = Card(
        "x", "Mme Alice Martin", "Martin", "Alice", "Mme", "Jeanne", "Lili", "Préfecture", "Environnement", "Cheffe",
        (Labelled("a@work.fr", "work"),), (Labelled("+33 1", "work"), Labelled("+33 6", "cell")),
        (PostalAddress("1 rue de la Paix", "Paris", "75002", "Île-de-France", "France", "work"),),
        (Labelled("https://x.fr"),), categories=("Élus", "ICPE"), birthday="1980-02-03", note="=danger",
    )  # fmt: skip
    (found,) = contacts_csv.imported(contacts_table.written([known], form))
    assert (found.family, found.given, found.nickname) == ("Martin", "Alice", "Lili")
    assert (found.organization, found.department, found.title) == ("Préfecture", "Environnement", "Cheffe")
    assert (found.birthday, found.note, found.categories) == ("1980-02-03", "=danger", ("Élus", "ICPE"))
    assert found.emails is not None
    assert [one.value for one in found.emails] == ["a@work.fr"]
    assert found.phones == known.phones
    assert found.addresses is not None
    assert replace(found.addresses[0], label="work") == known.addresses[0]
    if form != "spreadsheet":
        assert (found.prefix, found.middle) == ("Mme", "Jeanne")


def test_home_and_office_of_outlook_stay_apart() -> None:
    text = "Prénom,Nom,Rue (bureau),Ville (bureau),Rue (domicile),Ville (domicile)\nZoé,Lévy,1 quai,Lyon,2 rue,Bron\n"
    (found,) = contacts_csv.imported(text.encode("cp1252"))
    assert found.addresses == (PostalAddress("1 quai", "Lyon"), PostalAddress("2 rue", "Bron", label="home"))


def test_several_cards_of_a_person_become_one_without_loss() -> None:
    other = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:c2\r\nFN:A. Martin\r\nN:Martin;A.;;;\r\nEMAIL:ALICE@exemple.fr\r\nEMAIL:autre@x.fr\r\n"
        "item1.TEL:+33 7\r\nitem1.X-ABLabel:Chalet\r\nX-OWN;A=1:gardé\r\nBDAY:19800203\r\nNOTE:Ligne 3\r\nEND:VCARD\r\n"
    ).encode()
    made = vcard.card(vcard_edit.joined([V3, other]))
    assert (made.uid, made.name, made.birthday, made.has_photo) == ("c1", "Alice Martin", "19800203", True)
    assert [one.value for one in made.emails] == ["alice@exemple.fr", "alice@perso.fr", "autre@x.fr"]
    assert Labelled("+33 7", "Chalet") in made.phones
    assert made.note == "Ligne 1\nLigne 2\nLigne 3"
    assert "X-OWN;A=1:gardé".encode() in vcard_edit.joined([V3, other])
    assert vcard_edit.joined([V3, V3]) == V3


def test_rows_of_a_table_become_cards_once() -> None:
    raw = b"First Name,Last Name,E-mail Address\nAlice,Martin,a@x.fr\nBob,Roy,b@x.fr\n"
    first, again = resources.cut(Service.CONTACTS, raw), resources.cut(Service.CONTACTS, raw)
    assert first == again
    assert [vcard.card(one).name for one in first] == ["Alice Martin", "Bob Roy"]
    assert len({vcard.card(one).uid for one in first}) == 2


def test_chats_prefix_and_anniversary_are_written_and_read() -> None:
    draft = CardDraft(
        name="Alice", prefix="Dr", middle="Zoé", anniversary="2010-06-12", chats=(Labelled("matrix:u/alice:exemple.fr", "work"),)
    )
    for raw in (V3, V4):
        made = vcard.card(vcard_edit.edit(raw, draft, NOW))
        assert (made.prefix, made.middle, made.anniversary, made.chats) == ("Dr", "Zoé", "2010-06-12", draft.chats)
    assert vcard.card(vcard_edit.edit(V3, CardDraft(prefix="", chats=()), NOW)).prefix == ""


@pytest.mark.parametrize("raw", [b"", b"a;b\n1;2\n", b"\x00\x01", b'Nom;"'])
def test_what_is_no_list_of_contacts(raw: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert contacts_csv.imported(raw) == []


FRAGMENTS = [
    b"\r\n", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"BEGIN:VCARD\r\n", b"RRULE:FREQ=SECONDLY\r\n", b"RDATE:", b"EXDATE;TZID=?:",
    b"DTSTART;TZID=a/b:", b"DURATION:-P9W", b"=\r\n", b";", b":", b'"', b"\\", b",", b"\0", b"\xff", b"20260101", b"T999999Z",
    b"RECURRENCE-ID;RANGE=THISANDFUTURE:", b"BEGIN:VTIMEZONE\r\n", b"BEGIN:VALARM\r\nTRIGGER:P9999999D\r\n", b"COUNT=999999999",
    b"ATTENDEE;CN=\"", b"PHOTO;ENCODING=b:", b"N;ENCODING=QUOTED-PRINTABLE:=FF=\r\n", b"99991231T235959", b"00010101",
]  # fmt: skip
SEEDS = [
    V3, V4, V21,
    event("DTSTART;TZID=Europe/Paris:20260330T100000", "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:x"),
]  # fmt: skip


@settings(max_examples=200)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 600), st.integers(0, 30), st.sampled_from(FRAGMENTS)), max_size=10),
)
def test_mutations_are_read_or_unreadable(seed: bytes, edits: list[tuple[int, int, bytes]]) -> None:
    raw = seed
    for place, length, fragment in edits:
        raw = raw[:place] + fragment + raw[place + length :]
    for read in (
        lambda: ical.entry(raw, YEAR),
        lambda: itip.read(raw, YEAR),
        lambda: itip.request(raw, NOW),
        lambda: vcard.card(raw),
        lambda: vcard.photo(raw),
        lambda: vcard_edit.edit(raw, CardDraft(name="x", emails=(Labelled("a@b.fr", "work"),)), NOW),
        lambda: contacts_csv.imported(raw),
    ):
        try:
            read()
        except Unreadable:
            continue


RFC = (
    # RFC 6350 §8
    """\
BEGIN:VCARD
VERSION:4.0
FN:Simon Perreault
N:Perreault;Simon;;;ing. jr,M.Sc.
BDAY:--0203
ANNIVERSARY:20090808T1430-0500
GENDER:M
LANG;PREF=1:fr
LANG;PREF=2:en
ORG;TYPE=work:Viagenie
ADR;TYPE=work:;Suite D2-630;2875 Laurier;
 Quebec;QC;G1V 2M2;Canada
TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254;ext=102
TEL;VALUE=uri;TYPE="work,cell,voice,video,text":tel:+1-418-262-6501
EMAIL;TYPE=work:simon.perreault@viagenie.ca
GEO;TYPE=work:geo:46.772673,-71.282945
KEY;TYPE=work;VALUE=uri:
 http://www.viagenie.ca/simon.perreault/simon.asc
TZ:-0500
URL;TYPE=home:http://nomis80.org
END:VCARD
""",
    # RFC 2426 §7
    """\
BEGIN:vCard
VERSION:3.0
FN:Frank Dawson
ORG:Lotus Development Corporation
ADR;TYPE=WORK,POSTAL,PARCEL:;;6544 Battleford Drive
 ;Raleigh;NC;27613-3502;U.S.A.
TEL;TYPE=VOICE,MSG,WORK:+1-919-676-9515
TEL;TYPE=FAX,WORK:+1-919-676-9564
EMAIL;TYPE=INTERNET,PREF:Frank_Dawson@Lotus.com
EMAIL;TYPE=INTERNET:fdawson@earthlink.net
URL:http://home.earthlink.net/~fdawson
END:vCard
""",
    # RFC 6350 §6.1.4 and §6.6.5: a group
    """\
BEGIN:VCARD
VERSION:4.0
KIND:group
FN:The Doe family
MEMBER:urn:uuid:03a0e51f-d1aa-4385-8a53-e29025acd8af
MEMBER:urn:uuid:b8767877-b4a1-4c70-9acc-505d3819e519
RELATED;TYPE=friend:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6
CLIENTPIDMAP:1;urn:uuid:53e374d9-337e-4727-8803-a1e9c14e0556
XML:<config xmlns="http://example.org"/>
END:VCARD
""",
)


@pytest.mark.parametrize("text", RFC)
def test_the_standards_own_cards_lose_no_property(text: str) -> None:
    """Counted by another reader: as many properties of each name come out of an edit as went in, with the same values."""
    raw = text.replace("\n", "\r\n").encode()
    assert vcard_edit.separate(raw) == [raw]
    edited = vcard_edit.edit(raw, CardDraft(nickname="Surnom"), NOW)
    before, after = counted(raw), counted(edited)
    assert after - before == Counter([("NICKNAME", "Surnom"), ("REV", vcard_edit.cards(edited)[0].value("REV"))])
    assert not before - after
    assert vcard.card(vcard_edit.joined([raw, V3])).name == vcard.card(raw).name
    assert not before - counted(vcard_edit.joined([raw, V3]))


def counted(raw: bytes) -> Counter[tuple[str, str]]:
    """Return name and raw value of every property, as vobject's reader of lines finds them."""
    lines = (vobject.base.parseLine(line) for line, _ in vobject.base.getLogicalLines(io.StringIO(raw.decode())))
    return Counter((name.upper(), value) for name, _, value, _ in lines)
