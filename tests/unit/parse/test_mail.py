"""Messages read: structure, text, pictures, attachments, and what broken or hostile senders make of them."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from sync.model.faults import Unreadable
from sync.model.mail import ELIDED_HEADER
from sync.parse import mail, tree
from sync.parse.names import safe_name
from sync.parse.picture import kind
from sync.parse.plain import INDEX_OCTETS, flowed, preview

SAMPLES = Path(__file__).parents[2] / "data" / "mail"
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


def mime(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


def test_a_plain_message() -> None:
    raw = mime(
        "From: Alice <a@b.example>", "To: c@d.example", "Subject: Essai", "Message-ID: <1@b>", "", "Bonjour,", "ça va ?"
    )
    summary = mail.summary(raw)
    assert summary.envelope.subject == "Essai"
    assert summary.envelope.message_id == "<1@b>"
    assert summary.preview == "Bonjour, ça va ?"
    assert not summary.attachments
    content = mail.content(raw)
    assert content.html == ""
    assert content.text == "Bonjour,\nça va ?"
    assert content.headers[0] == ("From", "Alice <a@b.example>")


def test_the_usual_nest_of_text_html_picture_and_attachment() -> None:
    raw = mime(
        "Subject: s", "Content-Type: multipart/mixed; boundary=m", "",
        "--m", "Content-Type: multipart/alternative; boundary=a", "",
        "--a", "Content-Type: text/plain; charset=utf-8", "", "en clair",
        "--a", "Content-Type: multipart/related; boundary=r", "",
        "--r", "Content-Type: text/html", "", '<p>joli <img src="cid:logo@x"><img src="https://t.example/p.gif"></p>',
        "--r", "Content-Type: image/png; name=logo.png", "Content-ID: <logo@x>", "Content-Transfer-Encoding: base64", "",
        base64.b64encode(PIXEL).decode(),
        "--r--", "--a--",
        "--m", "Content-Type: application/pdf", "Content-Disposition: attachment; filename=\"../../a\\b.pdf\"",
        "Content-Transfer-Encoding: base64", "", base64.encodebytes(b"x" * 1000).decode().replace("\n", "\r\n"),
        "--m--", "",
    )  # fmt: skip
    summary = mail.summary(raw)
    assert summary.text == "en clair"
    assert [(a.path, a.name, a.inline, a.size) for a in summary.attachments] == [
        ("1.2.2", "logo.png", True, len(PIXEL)),
        ("2", "ab.pdf", False, 1000),
    ]
    assert summary.has_attachment
    content = mail.content(raw)
    assert content.attachments == summary.attachments
    assert content.inline_images == {"logo@x": ("image/gif", PIXEL)}
    assert content.remote_pictures == ("https://t.example/p.gif",)
    assert 'src="remote:0"' in content.html
    assert "t.example" not in content.html
    assert mail.part(raw, "2") == b"x" * 1000
    assert mail.part(raw, "1.1") == b"en clair"
    for nowhere in ("3", "", "1", "1.2.9", "../1"):
        with pytest.raises(Unreadable, match="no_such_part"):
            mail.part(raw, nowhere)


def test_parts_left_on_the_server_are_listed_with_their_size() -> None:
    raw = mime(
        "Content-Type: multipart/mixed; boundary=m", "", "--m", "", "texte",
        "--m", "Content-Type: text/plain; name=notes.txt", f"{ELIDED_HEADER}: 123456", "", "",
        "--m", "Content-Type: application/zip", f"{ELIDED_HEADER}: beaucoup", "", "", "--m--",
    )  # fmt: skip
    notes, archive = mail.summary(raw).attachments
    assert (notes.name, notes.size, notes.elided) == ("notes.txt", 123456, True)
    assert (archive.name, archive.size, archive.elided) == ("part-3.zip", 0, True)
    with pytest.raises(Unreadable):
        mail.part(raw, "2")


def test_an_attached_message_is_one_attachment_named_after_its_subject() -> None:
    raw = mime(
        "Subject: outer", "Content-Type: multipart/mixed; boundary=m", "", "--m", "", "ci-joint",
        "--m", "Content-Type: message/rfc822", "",
        "Subject: =?utf-8?q?D=C3=A9lib=C3=A9ration?= 3/4", "Content-Type: multipart/mixed; boundary=i", "",
        "--i", "", "caché", "--i", "Content-Type: application/pdf; name=x.pdf", "", "y", "--i--", "--m--",
    )  # fmt: skip
    (attached,) = mail.summary(raw).attachments
    assert (attached.name, attached.media_type) == ("Délibération 3-4.eml", "message/rfc822")
    assert "caché" not in mail.content(raw).text
    assert mail.summary(mail.part(raw, "2")).envelope.subject == "Délibération 3/4"


def test_an_invitation_and_a_winmail_are_attachments() -> None:
    raw = mime(
        "Content-Type: multipart/mixed; boundary=m", "",
        "--m", "Content-Type: multipart/alternative; boundary=a", "",
        "--a", "Content-Type: text/plain", "", "réunion",
        "--a", "Content-Type: text/calendar; method=REQUEST", "", "BEGIN:VCALENDAR", "--a--",
        "--m", "Content-Type: application/ms-tnef; name=winmail.dat", "", "x", "--m--",
    )  # fmt: skip
    assert [(a.media_type, a.name) for a in mail.summary(raw).attachments] == [
        ("text/calendar", "text-1.2.ics"),
        ("application/ms-tnef", "winmail.dat"),
    ]


def test_a_signature_shows_no_paper_clip() -> None:
    raw = mime(
        "Content-Type: multipart/signed; boundary=m", "", "--m", "", "signé",
        "--m", "Content-Type: application/pkcs7-signature; name=smime.p7s", "", "x", "--m--",
    )  # fmt: skip
    summary = mail.summary(raw)
    assert summary.attachments
    assert not summary.has_attachment


def test_html_alone_gives_text_for_search_and_reading() -> None:
    raw = mime("Content-Type: text/html; charset=iso-8859-1", "", "<p>Pr&eacute;fecture</p><p>fin</p>")
    assert mail.summary(raw).text == "Préfecture\n\nfin"
    assert mail.content(raw).text == "Préfecture\n\nfin"


def test_an_open_element_in_one_part_cannot_swallow_the_next() -> None:
    raw = mime(
        "Content-Type: multipart/mixed; boundary=m", "",
        "--m", "Content-Type: text/html", "", '<img src="https://evil.example/?',
        "--m", "Content-Type: text/plain", "", "secret déchiffré",
        "--m", "Content-Type: text/html", "", '"><p>fin</p>', "--m--",
    )  # fmt: skip
    content = mail.content(raw)
    assert "secret déchiffré" in content.html
    assert not content.remote_pictures


def test_broken_structure_is_read_as_far_as_it_goes() -> None:
    raw = (SAMPLES / "broken_mime.eml").read_bytes()
    summary = mail.summary(raw)
    assert summary.envelope.subject == "sans fin"
    assert summary.text == "Bonjour!"
    (attached,) = summary.attachments
    assert attached.name == "gpj.exe"
    assert "<script" not in mail.content(raw).html


def test_a_forged_sender_is_seen_through() -> None:
    envelope = mail.headers((SAMPLES / "spoof.eml").read_bytes())
    assert (envelope.sender.name, envelope.sender.address) == ("", "attacker@evil.example")
    assert envelope.subject == "État électoral"
    assert envelope.to == ()
    assert envelope.date == 0


def test_the_first_of_doubled_fields_counts_and_threads_are_bounded() -> None:
    ids = " ".join(f"<{n}@x>" for n in range(500))
    envelope = mail.headers(
        mime("Subject: un", "Subject: deux", f"References: {ids} <499@x>", "In-Reply-To: <7@x> (moi)")
    )
    assert envelope.subject == "un"
    assert envelope.in_reply_to == "<7@x>"
    assert envelope.references[0] == "<0@x>"
    assert envelope.references[-1] == "<499@x>"
    assert len(envelope.references) <= 100


@pytest.mark.parametrize(
    "raw", [b"", b"\r\n", b"\0", b"just text", b"\r\nbody only", b":", b"\xff\xfe" * 10, b"From \r\n\r\n"]
)
def test_what_is_hardly_a_message_is_still_shown(raw: bytes) -> None:
    assert mail.headers(raw).sender.address == ""
    mail.summary(raw)
    mail.content(raw)


def test_depth_and_number_of_parts_are_bounded() -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000))
    assert sum(1 for _ in tree.parse(deep).walk()) <= tree.DEPTH_LIMIT + 1
    many = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 50_000
    assert len(tree.parse(many).children) <= tree.PARTS_LIMIT
    for raw in (deep, many):
        mail.summary(raw)
        mail.content(raw)


def test_a_message_beyond_the_limit_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "MESSAGE_LIMIT", 10)
    with pytest.raises(Unreadable, match="too_large"):
        mail.summary(b"Subject: long enough\r\n\r\n")


@pytest.mark.parametrize("ending", [b"\r\n", b"\n", b"\r"])
def test_every_kind_of_line_ending(ending: bytes) -> None:
    raw = ending.join(
        [
            b"Subject: s",
            b"Content-Type: multipart/mixed; boundary=m",
            b"",
            b"--m",
            b"",
            b"un",
            b"--m",
            b"",
            b"deux",
            b"--m--",
        ]
    )
    assert mail.summary(raw).text == "un\n\ndeux"


def test_the_index_takes_a_bounded_text() -> None:
    raw = b"Subject: s\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + "é".encode() * 100_000
    assert len(mail.summary(raw).text.encode()) == INDEX_OCTETS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bonjour\n\n> cité\nmerci", "Bonjour merci"),
        ("Oui.\n\nLe 3 juin 2024 à 10:22, Jean Dupont a écrit :\n> question\n> suite", "Oui."),
        ("On Mon, Alice wrote:\n> a\nmy answer", "my answer"),
        ("Vu.\n-----Message d'origine-----\nDe : x", "Vu."),
        ("> tout est cité", "tout est cité"),
        ("x" * 500, "x" * 160),
        ("", ""),
    ],
)
def test_previews_leave_quotations_out(text: str, shown: str) -> None:
    assert preview(text) == shown


def test_flowed_lines_are_joined() -> None:
    assert flowed("un \ndeux\n> a \n> b\n-- \nsignature", False) == "un deux\n> a b\n-- \nsignature"
    assert flowed("日 \n本", True) == "日本"
    assert flowed(" From x", False) == "From x"


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\a.exe", "a.exe"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\0b\r\nc.txt", "ab c.txt"),
        ("CON.txt", "_CON.txt"),
        ("..", ""),
        (".bashrc", "bashrc"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        ("x" * 300 + ".pdf", "x" * 176 + ".pdf"),
        ("zero\u200bwidth.pdf", "zerowidth.pdf"),
        ("budget.pdf   ", "budget.pdf"),
    ],
)
def test_names_of_attachments(written: str, safe: str) -> None:
    assert safe_name(written) == safe


def test_pictures_are_told_by_signature_and_size() -> None:
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
    assert kind(PIXEL) == "image/gif"
    assert kind(png + b"\0\0\0\x10\0\0\0\x10") == "image/png"
    assert kind(png + b"\0\x01\0\0\0\x01\0\0") == ""  # 65,536 pixels a side
    assert kind(b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x20\0\x30") == "image/jpeg"
    assert kind(b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + b"\x0f\0\0\x0f\0\0") == "image/webp"
    for no in (
        b"",
        b"<svg/>",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xff\xff",
        b"GIF89a",
        b"%PDF",
        b"RIFF\0\0\0\0WEBP",
    ):
        assert kind(no) == ""
