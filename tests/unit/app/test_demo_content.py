"""The demo's letters and files are real ones."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from xml.etree import ElementTree

import pytest

from app.demo import files, letters
from app.demo.content import ARCHIVE, DRAFTS, FOLDERS, INBOX, JUNK_FOLDER, SENT, TRASH, Kept, content
from app.demo.people import ALICE, EMILIE

NOW = datetime(2026, 11, 23, 10, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def kept() -> list[Kept]:
    return content(NOW)


def parsed(message: bytes) -> EmailMessage:
    return message_from_bytes(message, _class=EmailMessage, policy=default)


def test_there_is_enough_of_everything(kept: list[Kept]) -> None:
    count = {folder: sum(message.folder == folder for message in kept) for folder in (INBOX, *FOLDERS)}
    assert 220 <= len(kept) <= 300
    assert min(count.values()) >= 3
    assert count[INBOX] >= 30
    assert {message.folder for message in kept} == {INBOX, *FOLDERS}
    assert {DRAFTS, SENT, ARCHIVE, TRASH, JUNK_FOLDER} <= set(FOLDERS)


def test_they_span_fourteen_months_and_end_now(kept: list[Kept]) -> None:
    assert kept == sorted(kept, key=lambda message: message.when)
    assert timedelta(days=400) < NOW - kept[0].when < timedelta(days=430)
    assert timedelta(0) < NOW - kept[-1].when < timedelta(hours=1)


def test_every_letter_is_well_formed(kept: list[Kept]) -> None:
    for each in kept:
        assert b"\n" not in each.message.replace(b"\r\n", b"")
        assert max(map(len, each.message.split(b"\r\n"))) <= 998
        message = parsed(each.message)
        assert not [defect for part in message.walk() for defect in part.defects]
        for part in message.walk():
            if not part.is_multipart():
                part.get_content()
        assert message["From"].addresses[0].addr_spec.endswith(".example")
        assert message["Date"].datetime == each.when


def test_message_ids_are_unique_and_answers_name_one_above(kept: list[Kept]) -> None:
    ids = [parsed(each.message)["Message-ID"] for each in kept]
    assert len(set(ids)) == len(ids)
    answers = [parsed(each.message)["In-Reply-To"] for each in kept]
    assert sum(answer is not None for answer in answers) > 50
    assert {answer for answer in answers if answer} <= set(ids)


def test_the_same_letters_are_written_at_every_start(kept: list[Kept]) -> None:
    assert content(NOW) == kept


def test_some_are_unread_some_flagged_some_answered(kept: list[Kept]) -> None:
    inbox = [message for message in kept if message.folder == INBOX]
    assert sum(rb"\Seen" not in message.flags for message in inbox) >= 6
    assert any(rb"\Flagged" in message.flags for message in inbox)
    assert any(rb"\Answered" in message.flags for message in inbox)


def test_newsletters_carry_remote_pictures_and_a_tracking_pixel(kept: list[Kept]) -> None:
    newsletters = [message for message in kept if b"List-Id: " in message.message]
    html = parsed(newsletters[0].message).get_body(("html",))
    assert html is not None
    text = html.get_content()
    assert 'width="1" height="1"' in text
    assert all(host.endswith(".example") for host in re.findall(r"https://([^/\"]+)", text))


def test_attachments_of_every_kind_come_with_names_outside_of_ascii(kept: list[Kept]) -> None:
    found: dict[str, str] = {}
    for each in kept:
        for part in parsed(each.message).iter_attachments():
            found[part.get_content_type()] = part.get_filename() or ""
    assert found == {
        "application/pdf": "Rapport d’inspection.pdf",
        "application/vnd.oasis.opendocument.text": "Tableau de notation.odt",
        "image/png": "Étang.png",
        "application/ics": "invitation.ics",
    }


def test_an_invitation_is_understood_as_one() -> None:
    made = parsed(letters.invitation(EMILIE, ALICE, "Réunion", NOW + timedelta(days=1), NOW, 7))
    calendar = next(part for part in made.walk() if part.get_content_type() == "text/calendar")
    assert calendar.get_param("method") == "REQUEST"
    lines = calendar.get_content().splitlines()
    assert "DTSTART:20261124T101500Z" in lines
    assert "DTEND:20261124T111500Z" in lines
    assert "SUMMARY:Réunion" in lines


def test_the_pdf_says_where_its_objects_are() -> None:
    made = files.pdf("Titre (1)", ("une ligne",))
    table = int(re.findall(rb"startxref\n(\d+)", made)[0])
    assert made[table:].startswith(b"xref")
    for number, place in enumerate(re.findall(rb"(\d{10}) 00000 n", made), 1):
        assert made[int(place) :].startswith(b"%d 0 obj" % number)
    assert rb"Titre \(1\)" in made


def test_the_odt_begins_with_its_type_and_holds_the_text() -> None:
    made = files.odt("Marché & co", ("Critères",))
    assert made[30:38] == b"mimetype"
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
        text = "".join(ElementTree.fromstring(package.read("content.xml")).itertext())
    assert text == "Marché & coCritères"


def test_the_png_has_good_checksums_and_all_its_pixels() -> None:
    made = files.png(20, 12, 100)
    place, chunks = 8, {}
    while place < len(made):
        (length,) = struct.unpack(">I", made[place : place + 4])
        kind, body = made[place + 4 : place + 8], made[place + 8 : place + 8 + length]
        assert made[place + 8 + length : place + 12 + length] == struct.pack(">I", zlib.crc32(kind + body))
        chunks[kind] = body
        place += 12 + length
    assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
    assert len(zlib.decompress(chunks[b"IDAT"])) == 12 * (1 + 3 * 20)
