"""Senders to be careful with: domains that are taken for others, and senders whom the receiving server did not confirm."""

from __future__ import annotations

import pytest

from sync.model.mail import Authenticity
from ui.mail.suspicion import confirmed, domain_of, lookalike, unconfirmed, within

KNOWN = frozenset({"prefecture35.gouv.fr", "rennes-metropole.fr", "orange.fr", "exemple.fr"})


@pytest.mark.parametrize(
    ("domain", "known"),
    [
        ("prefecture35.gouv.fr", ""),
        ("mail.prefecture35.gouv.fr", ""),
        ("prefecture35-gouv.fr", "prefecture35.gouv.fr"),
        ("prefecure35.gouv.fr", "prefecture35.gouv.fr"),
        ("perfecture35.gouv.fr", "prefecture35.gouv.fr"),
        ("rennes-rnetropole.fr", "rennes-metropole.fr"),
        ("rennesmetropole.fr", "rennes-metropole.fr"),
        ("0range.fr", "orange.fr"),
        ("exernple.fr", "exemple.fr"),
        ("ехemple.fr", "exemple.fr"),
        ("autre.fr", ""),
        ("mairie.fr", ""),
        ("", ""),
    ],
)
def test_lookalikes(domain: str, known: str) -> None:
    assert lookalike(domain, KNOWN) == known


def test_a_domain_in_other_letters_is_read_as_people_read_it() -> None:
    disguised = "a@" + "ехemple.fr".encode("idna").decode()
    assert lookalike(domain_of(disguised), KNOWN) == "exemple.fr"
    assert domain_of("nobody") == ""
    assert domain_of("A@Exemple.FR.") == "exemple.fr"


def test_within() -> None:
    assert within("a.exemple.fr", KNOWN)
    assert not within("malexemple.fr", KNOWN)


def test_confirmed_by_the_domain_itself_or_not() -> None:
    signed = Authenticity("mx", dkim="pass", signed_by=("mail.exemple.fr",))
    assert confirmed("mail.exemple.fr", signed)
    assert not confirmed("exemple.fr", Authenticity("mx", dkim="pass", signed_by=("autre.fr",)))
    assert confirmed("exemple.fr", Authenticity("mx", dmarc="pass"))
    assert unconfirmed("exemple.fr", Authenticity("mx", spf="pass", dmarc="fail"))
    assert unconfirmed("exemple.fr", Authenticity("mx", spf="fail"))
    assert not unconfirmed("exemple.fr", Authenticity("mx", spf="softfail", dmarc="none"))
    assert not unconfirmed("exemple.fr", None)
