"""Verdicts over hosts: what is demanded must be declared, by somebody, with a source; what nobody declares is refused."""

from __future__ import annotations

import datetime

import pytest

from sync.engine.jurisdiction import REFUSALS, Jurisdiction
from sync.model.sovereignty import Declaration, Demands, Organisation

DAY = datetime.date(2026, 3, 1)
DECLARED = (
    Declaration((".exemple.fr", "exemple.fr"), "FR", frozenset({"secnumcloud"}), "Marché", DAY),
    Declaration(("mail.exemple.de",), "DE", frozenset(), "Contrat", DAY),
    Declaration((".exemple.us",), "US", frozenset({"hds"}), "Conditions générales", DAY),
)


@pytest.mark.parametrize(
    ("demands", "host", "code"),
    [
        (Demands(), "anything.example", ""),
        (Demands("FR"), "mail.exemple.fr", ""),
        (Demands("FR"), "mail.exemple.de", "law_refused"),
        (Demands("EU"), "mail.exemple.de", ""),
        (Demands("EU"), "mail.exemple.us", "law_refused"),
        (Demands("FR"), "mail.exemple.fr.attaquant.example", "law_unknown"),
        (Demands("FR"), "notexemple.fr", "law_unknown"),
        (Demands(qualification="secnumcloud"), "mail.exemple.fr", ""),
        (Demands(qualification="secnumcloud"), "mail.exemple.us", "qualification_missing"),
        (Demands("FR", "hds"), "mail.exemple.fr", "qualification_missing"),
    ],
)
def test_what_is_demanded_must_be_declared(demands: Demands, host: str, code: str) -> None:
    judge = Jurisdiction(Organisation(DECLARED))
    judge.demands = demands
    fault = judge.verdict(host)
    assert (fault.code if fault else "") == code
    assert fault is None or fault.code in REFUSALS


def test_a_refusal_says_who_declared_what_and_when() -> None:
    judge = Jurisdiction(Organisation(DECLARED))
    judge.demands = Demands("FR")
    fault = judge.verdict("mail.exemple.us")
    assert fault is not None
    assert fault.parameters == {
        "host": "mail.exemple.us", "law": "US", "source": "Conditions générales", "date": "2026-03-01", "demanded": "FR",
    }  # fmt: skip


def test_the_administrators_list_is_all_there_is() -> None:
    judge = Jurisdiction(Organisation(DECLARED, only=(".exemple.fr",)))
    assert judge.verdict("mail.exemple.fr") is None
    refused = judge.verdict("mail.exemple.de")
    assert refused is not None
    assert refused.code == "host_not_listed"


def test_the_administrators_word_comes_before_a_manifests() -> None:
    judge = Jurisdiction(Organisation((Declaration(("ssl0.ovh.net",), "XX", source="Essai", date=DAY),)))
    assert judge.declared("ssl0.ovh.net").law == "XX"
