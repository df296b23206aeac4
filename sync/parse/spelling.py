"""Spelling in French and English: which words are not in the dictionaries, and what was probably meant.

Hunspell's C++, so it runs in the parser role: a suggestion may take a second, and nothing waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

DICTIONARIES = {"fr": ("fr",), "en": ("en_GB", "en_US")}
"""Language → dictionaries: a word is right where one of them has it."""
WORDS_LIMIT, LETTERS_LIMIT = 5000, 64
SUGGESTIONS = 6


def misspelt(languages: Iterable[str], words: Sequence[str]) -> list[str]:
    """Return the words that no dictionary of these languages has; none where no language is known."""
    checks = [_speller(name) for language in languages for name in DICTIONARIES.get(language, ())]
    if not checks:
        return []
    asked = [word for word in dict.fromkeys(words[:WORDS_LIMIT]) if 0 < len(word) <= LETTERS_LIMIT]
    return [word for word in asked if not any(speller.spell(word) for speller in checks)]


def suggested(languages: Iterable[str], word: str) -> list[str]:
    """Return what was probably meant, the likeliest first, in the order of the languages."""
    if not 0 < len(word) <= LETTERS_LIMIT:
        return []
    found: dict[str, None] = {}
    for language in languages:
        for name in DICTIONARIES.get(language, ())[:1]:
            found.update(dict.fromkeys(_speller(name).suggest(word)))
    return list(found)[:SUGGESTIONS]


@cache
def _speller(name: str) -> Any:
    """Return a dictionary, read when it is first needed: a third of a second and 13 MiB for French."""
    import hunspell

    shipped = files("resources") / "dictionaries"
    if (shipped / f"{name}.dic").is_file():
        return hunspell.Hunspell(name, hunspell_data_dir=str(shipped))
    return hunspell.Hunspell(name)
