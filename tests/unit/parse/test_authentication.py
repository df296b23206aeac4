"""What the receiving server says of a sender: believed only where it can be, and never from the sender's own pen."""

from __future__ import annotations

import pytest

from sync.model.mail import Authenticity
from sync.parse import mail
from sync.parse.authentication import organisation

NAME = b"Authentication-Results: "
RECEIVED = b"Received: from x by mx1.prefecture.gouv.fr (Postfix) with ESMTP id 1\r\n"


def found(*lines: bytes) -> Authenticity | None:
    raw = b"".join(lines) + b"From: a@exemple.fr\r\nSubject: x\r\n\r\ntexte"
    return mail.content(raw).authenticity


def test_what_the_receiving_server_found() -> None:
    results = (
        b"Authentication-Results: mx.prefecture.gouv.fr (amavisd);\r\n dkim=pass (2048-bit key) header.d=exemple.fr;\r\n"
        b" spf=fail smtp.mailfrom=a@autre.example; dmarc=pass header.from=exemple.fr\r\n"
    )
    assert found(results, RECEIVED) == Authenticity("mx.prefecture.gouv.fr", "fail", "pass", "pass", ("exemple.fr",))
    assert found(RECEIVED, results) is not None, "some servers put it below"


@pytest.mark.parametrize(
    "lines",
    [
        (b"Authentication-Results: mx.evil.example; dmarc=pass\r\n", RECEIVED),
        (b"Authentication-Results: mx.prefecture.gouv.fr; dmarc=pass\r\n",),
        (b"Authentication-Results: mx.autre.gouv.fr; dmarc=pass\r\n", RECEIVED),
        (b"Authentication-Results: ; dmarc=pass\r\n", RECEIVED),
        (b"Authentication-Results: mx.prefecture.gouv.fr; none\r\n", RECEIVED),
        (RECEIVED,),
        # the first one counts, so that one that a sender brought along is never reached
        (NAME + b"mx.autre.example; none\r\n", RECEIVED, NAME + b"mx.prefecture.gouv.fr; dmarc=pass\r\n"),
        # what a comment says is not said
        (b"Authentication-Results: mx.prefecture.gouv.fr (; dmarc=pass)\r\n", RECEIVED),
    ],
)  # fmt: skip
def test_what_cannot_be_believed_is_not_shown(lines: tuple[bytes, ...]) -> None:
    assert found(*lines) is None


def test_one_good_signature_of_several_is_enough() -> None:
    results = NAME + b"mx.prefecture.gouv.fr; dkim=fail header.d=liste.example; dkim=pass header.i=@exemple.fr\r\n"
    assert found(results, RECEIVED) == Authenticity("mx.prefecture.gouv.fr", "", "pass", "", ("exemple.fr",))


def test_how_to_leave_a_list() -> None:
    raw = b"List-Unsubscribe: <mailto:leave@l.example?subject=bye>,\r\n <https://l.example/leave/1>, <javascript:x>\r\n\r\n"
    assert mail.content(raw).unsubscribe == ("mailto:leave@l.example?subject=bye", "https://l.example/leave/1")
    assert mail.content(b"Subject: x\r\n\r\n").unsubscribe == ()


def test_organisations() -> None:
    assert organisation("mx.exemple.fr.") == "exemple.fr"
    assert organisation("MX.interieur.gouv.fr") == organisation("interieur.gouv.fr") == "interieur.gouv.fr"
    assert organisation("gouv.fr") == "gouv.fr"


@pytest.mark.parametrize(
    ("attributes", "tracks"),
    [
        ('width="1" height="1"', True),
        ('style="display:none"', True),
        ('style="width:1px;height:1px"', True),
        ('width="0"', True),
        ('width="120" height="40"', False),
        ('style="max-width:100%;width:200px"', False),
        ('style="line-height:1"', False),
        ("", False),
    ],
)
def test_pictures_that_nobody_can_see_are_counted(attributes: str, tracks: bool) -> None:
    raw = f'Content-Type: text/html\r\n\r\n<p>x</p><img src="https://t.example/o.gif" {attributes}>'.encode()
    content = mail.content(raw)
    assert content.trackers == int(tracks)
    assert len(content.remote_pictures) == 1


def test_how_to_write_to_a_list() -> None:
    raw = b"List-Post: <https://l.example/post>,\r\n <mailto:budget@l.example> (all members)\r\n\r\n"
    assert mail.content(raw).list_post == "mailto:budget@l.example"
    assert mail.content(b"List-Post: NO (announcements only)\r\n\r\n").list_post == ""
    assert mail.content(b"List-Id: <budget.l.example>\r\n\r\n").list_post == ""
