"""French messages as one receives them, the same for the same numbers: 22 KB in the mean, one in eight with an attachment."""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Iterator
from email.utils import formatdate

_PEOPLE = (
    ("Agnès Lefèvre", "agnes.lefevre@exemple.fr"),
    ("Bâtiment & Travaux", "travaux@mairie.exemple.fr"),
    ("Élodie Nuñez", "elodie.nunez@exemple.fr"),
    ("Jérôme d’Arc", "jerome.darc@exemple.net"),
    ("Secrétariat général", "sg@prefecture.exemple.fr"),
)
_WORDS = re.findall(
    r"\S+",
    """
    arrêté conseil délibération réunion compte rendu budget marché public élève école rentrée sécurité préfecture
    courrier signature été déjà où bientôt dossier instruction agent titulaire convocation séance ordre du jour
    annexe pièce jointe cordialement bonjour merci pour votre réponse avant la fin de semaine prochaine voirie
    """,
)


def letters(count: int, first: int = 0) -> Iterator[bytes]:
    """Yield messages number `first` to `first + count - 1` with CRLF line ends."""
    for index in range(first, first + count):
        yield letter(index)


def letter(index: int) -> bytes:
    """Return message number `index`."""
    chance = random.Random(index)
    name, address = people(chance)
    subject = subject_of(chance)
    answers = f"In-Reply-To: <{index - 7}@exemple.fr>\nReferences: <{index - 9}@exemple.fr> <{index - 7}@exemple.fr>\n"
    head = (
        f"Return-Path: <{address}>\nReceived: from mx.exemple.net by localhost with ESMTPS id {index:08x}\n"
        f"From: {_encoded(name)} <{address}>\nTo: Alice <alice@exemple.fr>\nSubject: {_encoded(subject)}\n"
        f"Date: {formatdate(1_700_000_000 + index * 600)}\nMessage-ID: <{index}@exemple.fr>\n"
        f"{answers if index % 9 in (3, 5, 7, 8) else ''}MIME-Version: 1.0\n"
    )
    plain = paragraphs(chance, 1_500)
    page = (
        "<html><body>"
        + "".join(f"<p>{line}</p>" for line in paragraphs(chance, 6_000).splitlines())
        + "</body></html>"
    )
    body = _multipart("alternative", f"alt{index}", _text("plain", plain), _text("html", page))
    if index % 8 == 0:
        octets = base64.encodebytes(chance.randbytes(56_000)).decode()
        file = (
            "Content-Type: application/pdf; name*=UTF-8''arr%C3%AAt%C3%A9.pdf\nContent-Transfer-Encoding: base64\n"
            f"Content-Disposition: attachment; filename*=UTF-8''arr%C3%AAt%C3%A9.pdf\n\n{octets}"
        )
        body = _multipart("mixed", f"mix{index}", body, file)
    return (head + body).replace("\n", "\r\n").encode()


def _encoded(words: str) -> str:
    return words if words.isascii() else f"=?utf-8?b?{base64.b64encode(words.encode()).decode()}?="


def people(chance: random.Random) -> tuple[str, str]:
    """Return the name and the address of somebody who writes."""
    return chance.choice(_PEOPLE)


def subject_of(chance: random.Random) -> str:
    """Return a subject of two to eight words."""
    return " ".join(chance.choices(_WORDS, k=chance.randint(2, 8))).capitalize()


def paragraphs(chance: random.Random, length: int) -> str:
    """Return lines of twelve words, of so many characters together or a little more."""
    text, lines = 0, []
    while text < length:
        line = " ".join(chance.choices(_WORDS, k=12))
        lines.append(line)
        text += len(line)
    return "\n".join(lines)


def _text(kind: str, text: str) -> str:
    octets = base64.encodebytes(text.encode()).decode()
    return f"Content-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{octets}"


def _multipart(kind: str, boundary: str, *parts: str) -> str:
    inside = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n{inside}--{boundary}--\n'
