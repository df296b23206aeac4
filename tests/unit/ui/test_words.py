"""Sentences, dates, sizes and secrets, as people read them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from importlib import resources

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from sync.model.faults import KINDS, Bug, Rejected, StoreFault, Transient
from ui import i18n
from ui.common import dates
from ui.common.avatars import initials
from ui.common.secrets import Strength, strength
from ui.common.sentences import sentence, sentence_of

NARROW, WIDE = i18n.NARROW, i18n.WIDE


@pytest.fixture(autouse=True)
def french(qapp: QApplication) -> Iterator[None]:
    i18n.install(qapp, "fr")
    yield
    QLocale.setDefault(QLocale.c())


def table(language: str) -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((resources.files("resources") / "i18n" / f"faults.{language}.toml").read_text("utf-8"))


def test_every_kind_of_fault_has_a_general_sentence_in_both_languages() -> None:
    for language in ("fr", "en"):
        assert {kind for kind in KINDS if kind not in table(language).get(kind, {})} == set()


def test_both_languages_know_the_same_faults_with_the_same_parameters() -> None:
    french, english = table("fr"), table("en")
    assert {kind: set(codes) for kind, codes in french.items()} == {kind: set(codes) for kind, codes in english.items()}
    for kind, codes in french.items():
        for code, parts in codes.items():
            of_french = set(re.findall(r"\{(\w+)\}", " ".join(parts.values())))
            of_english = set(re.findall(r"\{(\w+)\}", " ".join(english[kind][code].values())))
            assert of_french == of_english, f"{kind}.{code}"


def test_french_sentences_keep_their_spaces_unbroken() -> None:
    broken = [
        f"{kind}.{code}"
        for kind, codes in table("fr").items()
        for code, parts in codes.items()
        if re.search(r" [;:!?»](\s|$)|« ", " ".join(parts.values()))
    ]
    assert broken == []


def test_a_sentence_quotes_the_server_and_leaves_out_what_is_not_known() -> None:
    assert "550 non" in str(sentence(Rejected("message_refused", reason="550 non")))
    assert "{" not in str(sentence(Transient("server_busy")))


def test_an_unknown_code_falls_back_to_its_kind() -> None:
    assert sentence(StoreFault("never_heard_of")) == sentence(StoreFault())
    assert "mystère" in str(sentence(Bug("mystère")))


def test_a_kept_fault_with_a_broken_shape_still_gets_a_sentence() -> None:
    assert sentence_of("", "", "{}") is None
    assert sentence_of("offline", "timeout", "not json") is not None


def seconds(*moment: int) -> int:
    return int(datetime(*moment).astimezone().timestamp())  # type: ignore[arg-type]


def test_dates_are_as_short_as_they_can_be() -> None:
    now = date(2026, 11, 25)
    assert dates.brief(seconds(2026, 11, 25, 10, 42), now) == "10:42"
    assert dates.brief(seconds(2026, 11, 24, 10, 42), now) == "Hier"
    assert dates.brief(seconds(2026, 11, 21, 10, 42), now) == "sam. 21"
    assert dates.brief(seconds(2026, 3, 2, 10, 42), now) == "2 mars"
    assert dates.brief(seconds(2024, 3, 2, 10, 42), now) == "02/03/2024"
    assert dates.brief(0, now) == ""


def test_dates_are_grouped_as_people_think_of_them() -> None:
    now = date(2026, 11, 25)  # a Wednesday
    days = [(25, "Aujourd’hui"), (24, "Hier"), (23, "Cette semaine"), (20, "La semaine dernière"), (2, "Novembre")]
    assert [dates.group(seconds(2026, 11, day, 9), now) for day, _ in days] == [name for _, name in days]
    assert dates.group(seconds(2025, 12, 2, 9), now) == "Décembre 2025"


def test_sizes_and_figures_follow_the_locale() -> None:
    assert dates.size(3) == f"3{WIDE}o"
    assert dates.size(214 * 1024) == f"214{WIDE}Ko"
    assert dates.size(1_468_006) == f"1,4{WIDE}Mo"
    assert dates.size(20 * 1024 * 1024) == f"20{WIDE}Mo"
    assert dates.figure(1240).replace(NARROW, " ").replace(WIDE, " ") == "1 240"


def test_french_typography() -> None:
    assert i18n.typeset("Vraiment ? « Oui » : dix ; fin !") == (
        f"Vraiment{NARROW}? «{WIDE}Oui{WIDE}»{WIDE}: dix{NARROW}; fin{NARROW}!"
    )


def test_initials() -> None:
    assert initials("Claire Morvan") == "CM"
    assert initials("", "yann.legoff@mairie.exemple") == "YL"
    assert initials("", "") == "?"


def test_a_passphrase_is_rated_on_the_safe_side() -> None:
    assert strength("") is Strength.NONE
    assert strength("court") is Strength.WEAK
    assert strength("motdepasse123") is Strength.WEAK
    assert strength("aaaaaaaaaaaaaaaaaaaaaaaa") is Strength.WEAK
    assert strength("cheval agrafe pile correct") is Strength.STRONG
