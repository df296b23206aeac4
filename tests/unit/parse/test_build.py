"""Drafts into messages and back: readable by the standard library, nothing smuggled in, nothing lost."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.faults import Unreadable
from sync.model.ids import BlobName
from sync.model.mail import Address, Draft, DraftAttachment, Importance
from sync.parse import build, mail
from sync.parse.charsets import visible

ALICE = Address("Alice Élue", "alice@mairie.example")
BOB = Address("", "bob@prefecture.example")
DATE = 1717402930


def attached(name: str, media_type: str = "application/pdf", content_id: str = "") -> DraftAttachment:
    return DraftAttachment(name, media_type, BlobName(b"n" * 32), 3, content_id)


def reread(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=default)


def test_text_html_picture_and_attachments() -> None:
    draft = Draft(
        sender=ALICE, to=(BOB, Address("Martin, Zoé", "zoe@x.example")), cc=(BOB,), bcc=(BOB,), subject="Délibération n° 3",
        text="Bonjour,\nvoilà.", html='<p>Bonjour <img src="cid:logo@e"></p>', message_id="<1@e>", in_reply_to="<0@e>",
        references=("<a@e>", "<0@e>"),
        attachments=(attached("logo.png", "image/png", "logo@e"), attached("Procès-verbal.pdf")),
    )  # fmt: skip
    raw = build.message(draft, [b"png", b"pdf"], DATE, keep_bcc=False)
    message = reread(raw)
    assert message["Subject"] == "Délibération n° 3"
    assert [str(one) for one in message["To"].addresses] == ["bob@prefecture.example", '"Martin, Zoé" <zoe@x.example>']
    assert message["Date"].datetime.timestamp() == DATE
    assert (message["Message-ID"], message["In-Reply-To"], message["References"]) == ("<1@e>", "<0@e>", "<a@e> <0@e>")
    assert message["Bcc"] is None
    assert message["MIME-Version"] == "1.0"
    assert message.get_content_type() == "multipart/mixed"
    body = message.get_body()
    assert body is not None
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
        "application/pdf",
    ]  # fmt: skip
    (pdf,) = message.iter_attachments()
    assert (pdf.get_filename(), pdf.get_payload(decode=True)) == ("Procès-verbal.pdf", b"pdf")
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert raw == build.message(draft, [b"png", b"pdf"], DATE, keep_bcc=False)


def test_a_draft_comes_back_from_its_message() -> None:
    draft = Draft(
        sender=ALICE, to=(BOB,), bcc=(Address("", "à moitié tap"),), subject="Essai", text="Bonjour,\nsuite", message_id="<1@e>",
        attachments=(attached("é" * 60 + ".txt", "text/plain"), attached('gui"lle\\mets.csv', "text/csv")),
    )  # fmt: skip
    again, files = build.draft_of(build.message(draft, [b"un", b"deux"], DATE, keep_bcc=True))
    assert files == [b"un", b"deux"]
    assert [one.name for one in again.attachments] == ["é" * 60 + ".txt", "mets.csv"]
    assert (again.sender, again.to, again.subject, again.text.strip()) == (ALICE, (BOB,), "Essai", "Bonjour,\nsuite")
    assert again.message_id == "<1@e>"
    assert not again.bcc or again.bcc[0].address == ""


def test_html_alone_brings_its_own_text() -> None:
    raw = build.message(Draft(sender=ALICE, to=(BOB,), html="<p>un</p><p>deux</p>"), [], DATE, keep_bcc=False)
    assert mail.content(raw).text.strip() == "un\n\ndeux"


def test_an_attached_message_travels_as_it_is() -> None:
    inner = b"Subject: dedans\r\nX-Signed: yes\r\n\r\ncorps\r\n"
    draft = Draft(sender=ALICE, to=(BOB,), attachments=(attached("m.eml", "message/rfc822"),))
    raw = build.message(draft, [inner], DATE, keep_bcc=False)
    (part,) = mail.summary(raw).attachments
    assert part.media_type == "message/rfc822"
    assert mail.part(raw, part.path) == inner.removesuffix(b"\r\n")


@pytest.mark.parametrize(
    "address", ["", "alice", "a@", "@b", "a b@c.example", "a@b@c.example", "é@b.example", "a@b..c", "a@-b.example"]
)
def test_a_message_does_not_go_out_to_half_an_address(address: str) -> None:
    draft = Draft(sender=ALICE, to=(BOB, Address("", address)))
    with pytest.raises(Unreadable, match="bad_address"):
        build.message(draft, [], DATE, keep_bcc=False)
    build.message(draft, [], DATE, keep_bcc=True)


def test_an_international_domain_is_written_as_dns_has_it() -> None:
    raw = build.message(Draft(sender=ALICE, to=(Address("", "x@préfecture.example"),)), [], DATE, keep_bcc=False)
    assert b"To: x@xn--prfecture-c4a.example" in raw


def test_files_have_to_match_the_draft() -> None:
    with pytest.raises(Unreadable, match="files_missing"):
        build.message(Draft(sender=ALICE, attachments=(attached("a"),)), [], DATE, keep_bcc=True)


NASTY = st.text(alphabet=st.sampled_from('aé"\\,<>@:;()=? \r\n\0\t\u202e\U0001f600.-'), max_size=120)


@given(subject=NASTY, name=NASTY, typed=NASTY, identity=NASTY, file=NASTY, body=NASTY)
def test_no_text_can_smuggle_a_field_in(
    subject: str, name: str, typed: str, identity: str, file: str, body: str
) -> None:
    draft = Draft(
        sender=Address(name, "a@b.example"), to=(Address(name, "c@d.example"), Address(name, typed)), subject=subject, text=body,
        html=body, message_id=identity, in_reply_to=identity, references=(identity,),
        attachments=(attached(file, file, file),),
    )  # fmt: skip
    raw = build.message(draft, [b"x"], DATE, keep_bcc=True)
    names = [field.lower() for field in email.message_from_bytes(raw)]
    assert len(names) == len(set(names))
    assert set(names) <= {
        "from", "to", "subject", "date", "message-id", "in-reply-to", "references", "mime-version", "content-type",
        "content-transfer-encoding",
    }  # fmt: skip
    assert raw.isascii()
    assert b"\r" not in raw.replace(b"\r\n", b"")
    envelope = mail.headers(raw)
    assert envelope.to[0].address == "c@d.example"


@given(st.text(max_size=400).filter(lambda text: not any(0xD800 <= ord(c) < 0xE000 for c in text)))
def test_subjects_come_back(subject: str) -> None:
    raw = build.message(Draft(sender=ALICE, subject=subject), [], DATE, keep_bcc=True)
    written = visible(subject).strip()
    assert mail.headers(raw).subject.replace(" ", "") == written.replace(" ", "")
    assert all(len(line) <= 80 for line in raw.split(b"\r\n\r\n")[0].split(b"\r\n"))


def test_importance_and_receipt_travel_and_come_back() -> None:
    draft = Draft(sender=ALICE, to=(BOB,), subject="x", text="y", message_id="<1@e>", importance=Importance.HIGH, receipt=True)
    raw = build.message(draft, [], DATE, keep_bcc=False)
    message = reread(raw)
    assert (message["Importance"], message["X-Priority"]) == ("high", "1")
    assert message["Disposition-Notification-To"].endswith("<alice@mairie.example>")
    back, _ = build.draft_of(raw)
    assert (back.importance, back.receipt) == (Importance.HIGH, True)
    plain, _ = build.draft_of(build.message(Draft(sender=ALICE, to=(BOB,), message_id="<1@e>"), [], DATE, keep_bcc=False))
    assert (plain.importance, plain.receipt) == (Importance.NORMAL, False)


def test_a_letter_on_behalf_of_somebody_names_who_really_sends_it_and_where_answers_go() -> None:
    behalf = Draft(
        Address("Service urbanisme", "urbanisme@mairie.example"), (BOB,), subject="Avis", text="Bonjour", message_id="<2@e>",
        submitter=ALICE, reply_to="accueil@mairie.example",
    )  # fmt: skip
    raw = build.message(behalf, [], DATE, keep_bcc=False)
    message = reread(raw)
    assert str(message["From"]) == "Service urbanisme <urbanisme@mairie.example>"
    assert message["Sender"].address.addr_spec == ALICE.address
    assert str(message["Reply-To"]) == "accueil@mairie.example"
    again, _ = build.draft_of(raw)
    assert (again.sender, again.submitter, again.reply_to) == (behalf.sender, behalf.submitter, behalf.reply_to)
