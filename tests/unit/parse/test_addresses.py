"""Addresses: split before decoding, groups, comments, and the ways to pretend to be another sender."""

from __future__ import annotations

import pytest

from sync.model.mail import Address
from sync.parse.addresses import addresses, sender

EVIL = "attacker@evil.example"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (b"a@b.example", [("", "a@b.example")]),
        (b"Alice Martin <a@b.example>", [("Alice Martin", "a@b.example")]),
        (b'"Martin, Alice" <a@b.example>, c@d.example', [("Martin, Alice", "a@b.example"), ("", "c@d.example")]),
        (b"=?utf-8?q?Andr=C3=A9?= <a@b.example>", [("André", "a@b.example")]),
        (b'"=?utf-8?q?Andr=C3=A9?=" <a@b.example>', [("André", "a@b.example")]),
        (b"Equipe: a@b.example, Bob <b@b.example>; c@d.example",
         [("", "a@b.example"), ("Bob", "b@b.example"), ("", "c@d.example")]),
        (b"undisclosed-recipients:;", []),
        (b"a@b.example (Alice (la vraie))", [("Alice (la vraie)", "a@b.example")]),
        (b"Alice (commentaire) <a@b.example>", [("Alice", "a@b.example")]),
        (b"<@relay.example:a@b.example>", [("", "a@b.example")]),
        (b'"a b"@b.example', [("", '"a b"@b.example')]),
        (b", ,a@b.example,,", [("", "a@b.example")]),
        (b"just words", [("just words", "")]),
        (b"Alice <a@b.example", [("Alice", "a@b.example")]),
        (b"a@[192.0.2.1]", [("", "a@[192.0.2.1]")]),
        ("André <a@b.example>".encode("latin-1"), [("André", "a@b.example")]),
        (b"Alice <>", [("Alice", "")]),
        (b"", []),
        (b'"unterminated', [("unterminated", "")]),
    ],
)  # fmt: skip
def test_address_lists(written: bytes, found: list[tuple[str, str]]) -> None:
    assert [(one.name, one.address) for one in addresses(written)] == found


def test_an_encoded_word_cannot_add_an_address() -> None:
    assert addresses(b"=?utf-8?q?chef=40gouv=2Eexample=3E=2C_?= <attacker@evil.example>") == (
        Address("chef@gouv.example>,", EVIL),
    )


@pytest.mark.parametrize(
    "fields",
    [
        [b'"Chef <chef@gouv.example>" <attacker@evil.example>'],
        [b"chef@gouv.example <attacker@evil.example>"],
        [b"=?utf-8?q?chef=40gouv=2Eexample?= <attacker@evil.example>"],
        [b"chef@gouv.example\0 <attacker@evil.example>"],
    ],
)
def test_a_name_that_claims_another_address_is_left_out(fields: list[bytes]) -> None:
    shown = sender(fields)
    assert shown.address == EVIL
    assert "chef@gouv" not in shown.name


@pytest.mark.parametrize(
    "fields",
    [
        [b"chef@gouv.example, attacker@evil.example"],
        [b"chef@gouv.example", b"attacker@evil.example"],
        [b"Chef: chef@gouv.example, attacker@evil.example;"],
    ],
)
def test_several_authors_are_all_shown(fields: list[bytes]) -> None:
    assert sender(fields).name == "chef@gouv.example, attacker@evil.example"


def test_a_nul_or_an_override_makes_no_address() -> None:
    assert sender([b"<chef@gouv.example\0@evil.example>"]).address == ""
    assert sender(["<a\u202e@b.example>".encode()]).address == ""
    assert sender([]) == Address("", "")


def test_long_and_hostile_lists_are_read_in_reasonable_time() -> None:
    assert len(addresses(b", ".join(b"Agent %d <agent%d@mairie.example>" % (n, n) for n in range(500)))) == 500
    for hostile in (b"(" * 60_000, b'"' * 60_000, b"<" * 60_000, b" " * 60_000 + b"<", b"a" * 60_000, b"\\" * 60_000):
        addresses(hostile)
        sender([hostile])
