"""What goes over the wire, and what is refused before anything does."""

from __future__ import annotations

import pytest

from sync.model.faults import Rejected, Unsupported
from sync.protocols.smtp.envelope import prepare

ALL = {"size": "1000", "8bitmime": "", "smtputf8": ""}
PLAIN = b"Subject: essai\r\n\r\nBonjour\r\n"


def test_a_plain_message_asks_for_nothing_but_its_size() -> None:
    made = prepare("a@x.fr", ["b@x.fr"], PLAIN, ALL)
    assert made.options == (f"SIZE={len(PLAIN)}",)
    assert made.encoding == "ascii"
    assert made.wire == PLAIN


def test_every_line_end_becomes_crlf_and_leading_dots_are_doubled() -> None:
    made = prepare("a@x.fr", ["b@x.fr"], b"Subject: a\n\n.\r..b\r\n.c", ALL)
    assert made.wire == b"Subject: a\r\n\r\n..\r\n...b\r\n..c\r\n"


def test_too_large_is_known_before_sending() -> None:
    with pytest.raises(Rejected) as caught:
        prepare("a@x.fr", ["b@x.fr"], PLAIN, {"size": "10"})
    assert caught.value.code == "message_too_large"
    assert caught.value.parameters["limit"] == 10


@pytest.mark.parametrize("announced", ["", "0", "beaucoup"])
def test_a_limit_that_is_none(announced: str) -> None:
    assert prepare("a@x.fr", ["b@x.fr"], PLAIN, {"size": announced}).wire == PLAIN


def test_eight_bit_text_is_announced_or_unsupported() -> None:
    message = "Subject: a\r\n\r\nÉté\r\n".encode()
    assert "BODY=8BITMIME" in prepare("a@x.fr", ["b@x.fr"], message, ALL).options
    with pytest.raises(Unsupported):
        prepare("a@x.fr", ["b@x.fr"], message, {})


def test_utf8_is_used_only_when_needed() -> None:
    assert "SMTPUTF8" not in prepare("a@x.fr", ["b@x.fr"], "Subject: a\n\né\n".encode(), ALL).options
    assert "SMTPUTF8" in prepare("a@x.fr", ["b@x.fr"], "Subject: é\n\nb\n".encode(), ALL).options
    made = prepare("rené@x.fr", ["b@x.fr"], PLAIN, ALL)
    assert "SMTPUTF8" in made.options
    assert made.encoding == "utf-8"


def test_an_address_in_utf8_needs_a_server_that_takes_it() -> None:
    with pytest.raises(Rejected) as caught:
        prepare("a@x.fr", ["rené@x.fr"], PLAIN, {})
    assert caught.value.code == "address_needs_utf8"
    assert caught.value.parameters["address"] == "rené@x.fr"


def test_a_domain_outside_of_ascii_goes_in_its_a_label_form() -> None:
    assert prepare("a@x.fr", ["b@préfecture.fr"], PLAIN, {}).recipients == ("b@xn--prfecture-c4a.fr",)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "@x.fr",
        "a@",
        "a b@x.fr",
        "a@x.fr> NOTIFY=NEVER",
        "a@x.fr\r\nDATA",
        "a(b)@x.fr",
        "a@b@x.fr",
        "a;@x.fr",
    ],
)
def test_an_address_that_cannot_stand_in_a_command(address: str) -> None:
    with pytest.raises(Rejected) as caught:
        prepare("a@x.fr", [address], PLAIN, ALL)
    assert caught.value.code == "bad_address"


def test_a_recipient_named_twice_is_asked_for_once() -> None:
    assert prepare("a@x.fr", ["b@x.fr", "c@x.fr", "b@x.fr"], PLAIN, ALL).recipients == ("b@x.fr", "c@x.fr")
