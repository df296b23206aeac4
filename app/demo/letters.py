"""Single letters of the demo, as the bytes that a server keeps.

Written line by line: the standard library's header policies need six milliseconds for a message, the whole demo has one second.
"""

from __future__ import annotations

import quopri
from base64 import b64encode, encodebytes
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape

from app.demo import files
from app.demo.people import DOMAIN, Person

Attached = tuple[str, str, bytes]
"""File name, media type, bytes."""

_TEXT = "text/plain; charset=utf-8"
_WORD = 15
"""Characters in one encoded word: even with four octets each they stay below 75 columns (RFC 2047 §2)."""


def letter(
    sender: Person,
    to: Sequence[Person],
    subject: str,
    text: str,
    when: datetime,
    number: int,
    *,
    answers: Sequence[str] = (),
    attached: Sequence[Attached] = (),
    copies: Sequence[Person] = (),
) -> bytes:
    """Return a plain letter. `number` makes its Message-ID; `answers` are the Message-IDs above it in the thread."""
    fields = _fields(sender, to, subject, when, number)
    if copies:
        fields.append(("Cc", ", ".join(_address(person) for person in copies)))
    if answers:
        fields.append(("In-Reply-To", answers[-1]))
        fields.append(("References", "\r\n ".join(answers)))
    body = _part(_TEXT, f"{text}\n\n-- \n{sender.name}\n{sender.post}\n".encode(), "8bit")
    if attached:
        parts = [body, *(_part(f'{media_type}; {_parameter("name", name)}', content, "base64", name)
                         for name, media_type, content in attached)]  # fmt: skip
        body = _together("mixed", parts, number)
    return _message(fields, body)


def newsletter(sender: Person, to: Person, subject: str, when: datetime, number: int) -> bytes:
    """Return an HTML newsletter with remote pictures and a tracking pixel, all at a domain that cannot exist."""
    host = sender.address.rpartition("@")[2]
    title = escape(subject)
    articles = "".join(
        f'<tr><td style="padding:12px"><img src="https://images.{host}/{number}/{index}.jpg" width="560" height="180" '
        f'alt="{escape(heading)}"><h2 style="color:#1f3a5f">{escape(heading)}</h2><p>{escape(text)} '
        f'<a href="https://www.{host}/numeros/{number}/{index}">Lire la suite</a></p></td></tr>\n'
        for index, (heading, text) in enumerate(_ARTICLES)
    )
    html = (
        f'<html><body style="background:#f4f5f7"><table width="600" align="center" bgcolor="#ffffff"><tr>'
        f'<td style="padding:12px;background:#1f3a5f;color:#ffffff"><h1>{title}</h1></td></tr>\n{articles}'
        f'<tr><td style="font-size:11px;padding:12px">Vous recevez cette lettre parce que vous y êtes abonnée. '
        f'<a href="https://www.{host}/desabonnement/{number}">Se désabonner</a></td></tr></table>\n'
        f'<img src="https://suivi.{host}/o/{number}.gif?d=alice" width="1" height="1" alt=""></body></html>\n'
    )
    fields = _fields(sender, [to], subject, when, number)
    fields += [
        ("List-Id", f"<lettre.{host}>"),
        ("List-Unsubscribe", f"<https://www.{host}/desabonnement/{number}>, <mailto:desabonnement@{host}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    ]
    plain = "\n\n".join(f"{heading}\n{text}" for heading, text in _ARTICLES) + "\n"
    parts = [
        _part(_TEXT, plain.encode(), "quoted-printable"),
        _part("text/html; charset=utf-8", html.encode(), "quoted-printable"),
    ]
    return _message(fields, _together("alternative", parts, number))


def invitation(sender: Person, to: Person, title: str, begins: datetime, when: datetime, number: int) -> bytes:
    """Return an invitation to a meeting, as calendars send it (RFC 6047)."""
    place = "Salle Jean-Moulin, 1er étage"
    calendar = files.invitation(title, place, begins, sender, to).encode()
    text = _part(_TEXT, f"{sender.name} vous invite : {title}\n{place}\n".encode(), "8bit")
    event = _part("text/calendar; charset=utf-8; method=REQUEST", calendar, "base64")
    parts = [
        _together("alternative", [text, event], number),
        _part('application/ics; name="invitation.ics"', calendar, "base64", "invitation.ics"),
    ]
    fields = _fields(sender, [to], f"Invitation : {title}", when, number)
    return _message(fields, _together("mixed", parts, number))


def message_id(number: int) -> str:
    """Return the Message-ID of letter `number`."""
    return f"<demo-{number}@{DOMAIN}>"


def encoded(text: str) -> str:
    """Return header text, as encoded words (RFC 2047) where it is not plain ASCII."""
    if text.isascii():
        return text
    pieces = [text[start : start + _WORD] for start in range(0, len(text), _WORD)]
    return "\r\n ".join(f"=?utf-8?B?{b64encode(piece.encode()).decode()}?=" for piece in pieces)


def _fields(sender: Person, to: Sequence[Person], subject: str, when: datetime, number: int) -> list[tuple[str, str]]:
    return [
        ("Date", format_datetime(when)),
        ("From", _address(sender)),
        ("To", ", ".join(_address(person) for person in to)),
        ("Subject", encoded(subject)),
        ("Message-ID", message_id(number)),
        ("MIME-Version", "1.0"),
    ]


def _address(person: Person) -> str:
    name = f'"{person.name}"' if person.name.isascii() else encoded(person.name)
    return f"{name} <{person.address}>"


def _message(fields: Sequence[tuple[str, str]], body: bytes) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in fields).encode() + body


def _part(media_type: str, content: bytes, encoding: str, name: str = "") -> bytes:
    """Return the fields and the body of one part."""
    if encoding == "base64":
        content = encodebytes(content)
    elif encoding == "quoted-printable":
        content = quopri.encodestring(content)
    header = f"Content-Type: {media_type}\r\nContent-Transfer-Encoding: {encoding}\r\n"
    if name:
        header += f"Content-Disposition: attachment; {_parameter('filename', name)}\r\n"
    return header.encode() + b"\r\n" + content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _together(subtype: str, parts: Sequence[bytes], number: int) -> bytes:
    border = f"=_{subtype}-{number}"
    opening = f'Content-Type: multipart/{subtype}; boundary="{border}"\r\n\r\n'
    inner = b"".join(f"--{border}\r\n".encode() + part.rstrip(b"\r\n") + b"\r\n" for part in parts)
    return opening.encode() + inner + f"--{border}--\r\n".encode()


def _parameter(key: str, value: str) -> str:
    """Return a MIME parameter, in RFC 2231 form where it is not plain ASCII."""
    if value.isascii():
        return f'{key}="{value}"'
    octets = "".join(
        chr(octet) if chr(octet).isalnum() and octet < 128 else f"%{octet:02X}" for octet in value.encode()
    )
    return f"{key}*=utf-8''{octets}"


_ARTICLES = (
    (
        "Un été sous surveillance",
        "Les débits mesurés en juillet sont inférieurs de 18 % à la moyenne. Tour d’horizon des bassins et des mesures prises.",
    ),
    (
        "Trois collectivités racontent",
        "Récupération d’eau de pluie, compteurs intelligents, désimperméabilisation des cours d’école : ce qui marche, et à "
        "quel prix.",
    ),
    (
        "L’agenda du mois",
        "Webinaire le 12, journée technique le 19, date limite de l’appel à projets le 30.",
    ),
)
