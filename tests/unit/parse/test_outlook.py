"""Letters that Outlook packed in its own way: `winmail.dat` and `.msg`, read as what they are; broken ones end in a fault."""

from __future__ import annotations

import random

import pytest

from sync.model.faults import Unreadable
from sync.model.mail import Address
from sync.parse import build, mail, rtf
from tests.unit.parse.compound import compound, fixed, octets, text, tnef

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x02\x08\x02\0\0\0" + bytes(5000)
PDF = b"%PDF-1.4\n" + bytes(range(256)) * 20
HTML = '<html><body><p>Le budget est <b>arrêté</b>.</p><img src="cid:plan"></body></html>'.encode()
_VERSION = (1, 0x00089006, b"\x00\x00\x01\x00")
NOON_2026 = 134_300_160_000_000_000
"""2026-07-31 12:00 UTC, in tenths of microseconds since 1601."""


def recipient(name: str, address: str, kind: int) -> dict[str, bytes]:
    return dict((text(0x3001, name), text(0x39FE, address), fixed(8, x0C15=(3, kind))))


def outlook_message(**more: object) -> bytes:
    inner = {
        **dict((text(0x0037, "Note jointe"), text(0x1000, "Voir la note."), text(0x0C1A, "Yann"), fixed(24))),
    }
    return compound({
        **dict((
            fixed(32, x0039=(0x40, NOON_2026), x3FDE=(3, 65001)), text(0x0037, "Arbitrage budgétaire"),
            text(0x0C1A, "Claire Martin"), text(0x5D01, "claire@exemple.fr"), text(0x1035, "<42@exemple.fr>"),
            octets(0x1013, HTML),
        )),
        "__recip_version1.0_#00000000": recipient("Alice", "alice@exemple.fr", 1),
        "__recip_version1.0_#00000001": recipient("Bob", "bob@exemple.fr", 2),
        "__attach_version1.0_#00000000": dict((
            text(0x3707, "plan.png"), text(0x370E, "image/png"), text(0x3712, "plan"), octets(0x3701, PNG), fixed(8),
        )),
        "__attach_version1.0_#00000001": dict((text(0x3707, "décision.pdf"), octets(0x3701, PDF), fixed(8))),
        "__attach_version1.0_#00000002": {**dict((text(0x3001, "Note jointe"), fixed(8))), "__substg1.0_3701000D": inner},
        **more,
    })  # fmt: skip


def winmail(*files: tuple[str, bytes], body: bytes = b"") -> bytes:
    attributes = [_VERSION]
    if body:
        attributes.append((1, 0x0002800C, body))
    for name, content in files:
        attributes += [
            (2, 0x00069002, bytes(14)), (2, 0x00018010, name.encode("cp1252") + b"\0"), (2, 0x0006800F, content),
        ]  # fmt: skip
    return tnef(*attributes)


def letter(packed: bytes, body: str = "") -> bytes:
    """A letter of Exchange: perhaps a text, and a `winmail.dat`."""
    import base64

    parts = [f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n".encode()] if body else []
    parts.append(
        b'Content-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + base64.encodebytes(packed)
    )
    head = b'From: claire@exemple.fr\r\nSubject: Budget\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    return head + b"".join(b"--b\r\n" + part + b"\r\n" for part in parts) + b"--b--\r\n"


def test_files_of_winmail_are_attachments_of_the_letter() -> None:
    raw = letter(winmail(("rapport.pdf", PDF), ("été.txt", b"juillet"), body=b"Bonjour,\r\n"), "Bonjour,")
    found = mail.content(raw)
    assert found.text.strip() == "Bonjour,"
    assert [(one.name, one.size) for one in found.attachments] == [("rapport.pdf", len(PDF)), ("été.txt", 7)]
    assert [mail.part(raw, one.path) for one in found.attachments] == [PDF, b"juillet"]
    assert [one.name for one in mail.summary(raw).attachments] == ["rapport.pdf", "été.txt"]
    assert build.draft_of(raw)[1] == [PDF, b"juillet"]


def test_the_text_of_winmail_is_read_where_the_letter_has_none() -> None:
    found = mail.content(letter(winmail(("a.txt", b"x"), body=b"Le compte rendu.\r\n")))
    assert found.text.strip() == "Le compte rendu."
    assert "compte rendu" in mail.summary(letter(winmail(body=b"Le compte rendu.\r\n"))).preview


def test_a_broken_winmail_stays_a_file() -> None:
    whole = winmail(("rapport.pdf", PDF))
    for cut in (4, 5, 20, 60, 100):
        found = mail.content(letter(whole[:cut], "Bonjour"))
        assert found.text.strip() == "Bonjour"
        assert len(found.attachments) <= 1


def test_a_msg_file_is_read_as_a_letter() -> None:
    raw = outlook_message()
    found = mail.content(raw)
    assert (found.envelope.subject, found.envelope.sender) == (
        "Arbitrage budgétaire", Address("Claire Martin", "claire@exemple.fr"),
    )  # fmt: skip
    assert found.envelope.to == (Address("Alice", "alice@exemple.fr"),)
    assert found.envelope.cc == (Address("Bob", "bob@exemple.fr"),)
    assert found.envelope.message_id == "<42@exemple.fr>"
    assert found.envelope.date == 1_785_542_400
    assert "arrêté" in found.html
    assert found.inline_images["plan"][0] == "image/png"
    assert [one.name for one in found.attachments if not one.inline] == ["décision.pdf", "Note jointe.eml"]
    inside = mail.content(mail.part(raw, found.attachments[2].path))
    assert (inside.envelope.subject, inside.text.strip()) == ("Note jointe", "Voir la note.")


def test_a_body_that_is_only_rtf_is_read() -> None:
    made = rtf.text(
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 Bonjour \'e9l\'e8ve\par {\*\htmltag <p>}"
        rb"\u8217?Ligne \{deux\}\line fin}"
    )
    assert made == "Bonjour élève\n’Ligne {deux}\nfin"
    assert rtf.plain(b"nothing of the kind") == ""


@pytest.mark.parametrize("seed", range(8))
def test_whatever_a_stranger_changes_ends_in_a_letter_or_a_fault(seed: int) -> None:
    chance = random.Random(seed)
    for whole in (outlook_message(), letter(winmail(("rapport.pdf", PDF), body=b"Bonjour"))):
        for _ in range(6):
            cut = bytearray(whole[: chance.choice((len(whole), len(whole) // 2, 600))])
            for _ in range(chance.randrange(1, 40)):
                cut[chance.randrange(min(len(cut), 4000))] = chance.randrange(256)
            try:
                mail.content(bytes(cut))
            except Unreadable:
                continue
