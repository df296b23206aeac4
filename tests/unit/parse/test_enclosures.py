"""Invitations and business cards inside letters: recognised however they are sent, left as files where they are unreadable."""

from __future__ import annotations

from email.message import EmailMessage

from sync.model.calendar import Participation
from sync.model.invitations import Method
from sync.model.mail import Content
from sync.parse import mail

EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//FR
METHOD:{method}
BEGIN:VEVENT
UID:1@exemple.fr
DTSTAMP:20261101T080000Z
DTSTART:20261126T130000Z
DTEND:20261126T140000Z
SUMMARY:Commission d’urbanisme
LOCATION:Salle 3
ORGANIZER;CN=Claire Morvan:mailto:claire@exemple.fr
ATTENDEE;CN=Alice;PARTSTAT={answer}:mailto:alice@exemple.fr
END:VEVENT
END:VCALENDAR
"""
CARD = (
    "BEGIN:VCARD\nVERSION:4.0\nFN:Yann Le Goff\nORG:Mairie de Vezin\nEMAIL:yann@mairie.example\n"
    "TEL:+33 2 99 00 00 00\nEND:VCARD\n"
)


def event(method: str = "REQUEST", answer: str = "NEEDS-ACTION") -> str:
    return EVENT.format(method=method, answer=answer).replace("\n", "\r\n")


def content(*parts: tuple[str, str, str, str]) -> Content:
    letter = EmailMessage()
    letter["Subject"] = "x"
    letter.set_content("Bonjour")
    for kind, subtype, text, name in parts:
        letter.add_attachment(text.encode(), maintype=kind, subtype=subtype, filename=name)
    return mail.content(letter.as_bytes())


def test_an_invitation() -> None:
    (found,) = content(("text", "calendar", event(), "invite.ics")).invitations
    assert (found.method, found.entry.summary, found.entry.location) == (Method.REQUEST, "Commission d’urbanisme", "Salle 3")
    assert found.entry.organizer is not None
    assert found.entry.organizer.name == "Claire Morvan"


def test_an_alternative_of_the_text_counts_and_the_same_one_twice_is_one() -> None:
    letter = EmailMessage()
    letter.set_content("Bonjour")
    letter.add_alternative(event().encode(), maintype="text", subtype="calendar", params={"method": "REQUEST"})
    letter.add_attachment(event().encode(), maintype="application", subtype="ics", filename="invite.ics")
    assert len(mail.content(letter.as_bytes()).invitations) == 1


def test_an_answer_and_an_entry_without_a_wish() -> None:
    (answered,) = content(("text", "calendar", event("REPLY", "ACCEPTED"), "a.ics")).invitations
    assert (answered.method, answered.answers[0].participation) == (Method.REPLY, Participation.ACCEPTED)
    plain = event().replace("METHOD:REQUEST\r\n", "")
    (published,) = content(("application", "octet-stream", plain, "a.ics")).invitations
    assert published.method is Method.PUBLISH


def test_business_cards() -> None:
    (yann, again) = content(("text", "vcard", CARD + CARD, "yann.vcf")).cards
    assert (yann.name, yann.organization, yann.emails[0].value) == ("Yann Le Goff", "Mairie de Vezin", "yann@mairie.example")
    assert again == yann


def test_what_cannot_be_read_stays_a_file() -> None:
    found = content(("text", "calendar", "BEGIN:VCALENDAR", "a.ics"), ("text", "vcard", "rubbish", "b.vcf"))
    assert (found.invitations, found.cards) == ((), ())
    assert [one.name for one in found.attachments] == ["a.ics", "b.vcf"]
