"""Messages that go on: redirected as they were received, and receipts that programs understand."""

from __future__ import annotations

import email
from email.message import Message

import pytest

from sync.model.faults import Unreadable
from sync.model.mail import Address
from sync.parse import mail, onward

ALICE = Address("Alice Martin", "alice@exemple.fr")
ZOE = Address("Zoé Le Goff", "zoe@exemple.fr")
LETTER = (
    b"Return-Path: <bob@exemple.fr>\r\n"
    b"Received: from far.test by mx.exemple.fr; Thu, 26 Nov 2026 10:00:00 +0000\r\n"
    b"DKIM-Signature: v=1; a=rsa-sha256;\r\n\tb=abc\r\n"
    b"From: Bob <bob@exemple.fr>\r\nTo: alice@exemple.fr\r\n"
    b"Subject: =?utf-8?q?Proc=C3=A8s-verbal?=\r\nMessage-ID: <pv@exemple.fr>\r\nReferences: <older@exemple.fr>\r\n"
    b"Disposition-Notification-To: Bob <bob@EXEMPLE.fr>\r\n"
    b"\r\nCaf\xe9 \xff bytes  \r\nBcc: not a field\r\n"
)


def with_field(line: bytes) -> bytes:
    return LETTER.replace(b"From: Bob", line + b"\r\nFrom: Bob", 1)


def redirected(raw: bytes) -> bytes:
    return onward.redirected(raw, ALICE, [ZOE, Address("", "bob@exemple.fr")], "<again@exemple.fr>", 1_795_000_000)


def test_a_redirected_message_keeps_every_byte_below_the_resent_fields() -> None:
    made = redirected(LETTER)
    head, rest = made[: made.index(b"Received:")], made[made.index(b"Received:") :]
    assert rest == LETTER.partition(b"\r\n")[2], "all but the return path is as it was"
    fields = email.message_from_bytes(head)
    assert list(fields) == ["Resent-From", "Resent-To", "Resent-Date", "Resent-Message-ID"]
    assert fields["Resent-Message-ID"] == "<again@exemple.fr>"
    assert "alice@exemple.fr" in fields["Resent-From"]
    assert "zoe@exemple.fr" in fields["Resent-To"]
    assert "bob@exemple.fr" in fields["Resent-To"]
    assert head.isascii()
    assert mail.headers(made).message_id == "<pv@exemple.fr>"


def test_who_was_told_in_secret_is_not_told_to_others() -> None:
    raw = with_field(b"Bcc: secret@exemple.fr,\r\n other@exemple.fr\r\nResent-Bcc: third@exemple.fr")
    made = redirected(raw)
    assert made.endswith(b"Caf\xe9 \xff bytes  \r\nBcc: not a field\r\n")
    assert b"secret@" not in made
    assert b"other@" not in made
    assert b"third@" not in made


def test_a_second_redirection_stands_above_the_first() -> None:
    once = redirected(LETTER)
    twice = onward.redirected(once, ZOE, [ALICE], "<third@exemple.fr>", 1_795_000_100)
    assert twice.endswith(once)
    assert email.message_from_bytes(twice).get_all("Resent-Message-ID") == ["<third@exemple.fr>", "<again@exemple.fr>"]


def test_nobody_half_typed_gets_a_redirected_message() -> None:
    with pytest.raises(Unreadable, match="bad_address"):
        onward.redirected(LETTER, ALICE, [Address("Zoé", "zoe")], "<again@exemple.fr>", 0)


@pytest.mark.parametrize(
    ("raw", "automatic"),
    [
        (LETTER, True),
        (LETTER.replace(b"Return-Path: <bob@exemple.fr>\r\n", b""), False),
        (LETTER.replace(b"<bob@exemple.fr>\r\nReceived", b"<bounces@far.test>\r\nReceived"), False),
        (with_field(b"List-Id: <agents.exemple.fr>"), False),
        (with_field(b"Precedence: bulk"), False),
        (with_field(b"Auto-Submitted: auto-generated"), False),
        (LETTER.replace(b"Bob <bob@EXEMPLE.fr>\r\n\r\n", b"bob@exemple.fr, far@far.test\r\n\r\n"), False),
    ],
    ids=["from its sender", "no return path", "another return path", "a list", "bulk", "a machine", "two addresses"],
)
def test_a_receipt_goes_by_itself_only_to_the_person_who_sent(raw: bytes, automatic: bool) -> None:
    asked = mail.content(raw).receipt
    assert asked is not None
    assert asked.automatic is automatic


@pytest.mark.parametrize(
    "raw",
    [
        LETTER.replace(b"Disposition-Notification-To", b"X-Nothing"),
        LETTER.replace(b"Bob <bob@EXEMPLE.fr>\r\n\r\n", b"nobody\r\n\r\n"),
        with_field(b"Content-Type: multipart/report; report-type=disposition-notification; boundary=b"),
        with_field(b"Disposition-Notification-Options: signed-receipt=required, pkcs7"),
    ],
    ids=["not asked for", "no address", "a report itself", "a wish that is not understood"],
)
def test_what_must_not_be_answered_is_not_offered(raw: bytes) -> None:
    assert mail.content(raw).receipt is None
    with pytest.raises(Unreadable, match="no_receipt_wanted"):
        onward.receipt(raw, ALICE, "Lu", "Lu.", "<r@exemple.fr>", date=0, automatic=False)


def test_a_receipt_is_a_report_that_programs_understand() -> None:
    raw, people = onward.receipt(
        with_field(b"Original-Recipient: rfc822;a.martin@exemple.fr"),
        ALICE, "Lu : Procès-verbal", "Votre message a été affiché.", "<receipt@exemple.fr>", date=1_795_000_000, automatic=False,
    )  # fmt: skip
    assert people == ("bob@EXEMPLE.fr",)
    made = email.message_from_bytes(raw)
    assert made.get_content_type() == "multipart/report"
    assert made.get_param("report-type") == "disposition-notification"
    assert made["In-Reply-To"] == "<pv@exemple.fr>"
    assert made["References"].split() == ["<older@exemple.fr>", "<pv@exemple.fr>"]
    assert made["Auto-Submitted"] is None
    words, report = made.get_payload()  # type: ignore[misc]
    assert isinstance(words, Message)
    assert words.get_payload(decode=True).decode().strip() == "Votre message a été affiché."  # type: ignore[union-attr]
    assert isinstance(report, Message)
    assert report.get_content_type() == "message/disposition-notification"
    facts = report.get_payload(0)
    assert isinstance(facts, Message)
    assert dict(facts.items()) == {
        "Reporting-UA": "Ecritoire",
        "Original-Recipient": "rfc822;a.martin@exemple.fr",
        "Final-Recipient": "rfc822;alice@exemple.fr",
        "Original-Message-ID": "<pv@exemple.fr>",
        "Disposition": "manual-action/MDN-sent-manually; displayed",
    }
    assert mail.content(raw).receipt is None


def test_a_receipt_says_where_nobody_was_asked() -> None:
    raw, _ = onward.receipt(LETTER, ALICE, "Lu", "Lu.", "<r@exemple.fr>", date=0, automatic=True)
    assert b"Disposition: automatic-action/MDN-sent-automatically; displayed\r\n" in raw
    assert email.message_from_bytes(raw)["Auto-Submitted"] == "auto-replied"
    with pytest.raises(Unreadable, match="no_receipt_wanted"):
        onward.receipt(with_field(b"List-Id: <a.b>"), ALICE, "Lu", "Lu.", "<r@exemple.fr>", date=0, automatic=True)


def test_nothing_a_sender_wrote_gets_into_the_fields_of_a_receipt() -> None:
    raw = with_field(b"Original-Recipient: rfc822;a\r\n\t@b\x0bX-Evil: 1")
    made, _ = onward.receipt(raw, ALICE, "Lu\r\nBcc: far@far.test", "Lu.", "<r@exemple.fr>", date=0, automatic=False)
    fields = email.message_from_bytes(made)
    assert fields["Bcc"] is None
    assert "X-Evil" not in {name for part in fields.walk() for name in part}
