"""Spelling by the dictionaries that are shipped: French with its elisions and both spellings, English of both shores."""

from __future__ import annotations

import pytest

from sync.parse import spelling
from ui.common.spelling import words


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, l’été dernier, aujourd’hui et c’est-à-dire qu’elle a-t-il ?",
        "Un événement, un évènement ; une œuvre de la préfecture d’Ille-et-Vilaine.",
        "Les procès-verbaux ont été envoyés à l’administration.",
    ],
)
def test_right_french_is_right(text: str) -> None:
    assert spelling.misspelt(["fr"], [word for _, word in words(text)]) == []


def test_mistakes_are_found_and_corrected() -> None:
    asked = ["acceuil", "prefecture", "recevior", "bonjour"]
    assert spelling.misspelt(["fr"], asked) == ["acceuil", "prefecture", "recevior"]
    assert spelling.suggested(["fr"], "acceuil")[0] == "accueil"
    assert spelling.misspelt(["en"], ["colour", "color", "organise", "organize", "recieve"]) == ["recieve"]
    assert "receive" in spelling.suggested(["en"], "recieve")
    assert spelling.misspelt(["fr", "en"], ["meeting", "réunion", "mieting"]) == ["mieting"]


def test_a_language_that_is_not_known_and_words_out_of_all_measure_are_left_alone() -> None:
    assert spelling.misspelt(["tlh"], ["Qapla"]) == []
    assert spelling.misspelt(["fr"], ["a" * 10_000, ""]) == []
    assert spelling.suggested(["fr"], "a" * 10_000) == []


def test_what_is_no_word_is_not_asked_about() -> None:
    text = "Voir https://exemple.fr/kesako ou alice.dupond@exemple.fr : DREAL, n° 2b3, H2O, R2D2, art. 3-1 du Réglt"
    assert [word for _, word in words(text)] == ["Voir", "ou", "art", "du", "Réglt"]
    assert [start for start, _ in words("l’été et l'an")] == [0, 6, 9]
