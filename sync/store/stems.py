"""Stems: words without their inflection (Snowball's French and English), for the index and for what is searched in it.

A text goes into the index with its stems behind it, where they are not words of it already. So phrases stand as they were
written, a word finds its other forms, and an operator for one field holds for both.
"""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import Stemmer

SEPARATOR = "\n\uf8ff "
"""Between a text and its stems: no phrase reaches over the character in it."""

_WORD = re.compile(r"\w{3,40}")
_LIGATURES = (("œ", "oe"), ("Œ", "OE"), ("æ", "ae"), ("Æ", "AE"))
_FRENCH = frozenset({
    "le", "la", "les", "des", "du", "et", "est", "une", "pour", "dans", "vous", "nous", "sur", "que", "qui", "pas",
    "avec", "votre", "notre", "ce", "cette",
})  # fmt: skip
_ENGLISH = frozenset({
    "the", "of", "and", "to", "for", "is", "you", "with", "this", "that", "are", "your", "our", "not", "have",
    "from", "will", "on", "by", "was",
})  # fmt: skip
_IRREGULAR = {"travaux": "travail", "vitraux": "vitrail", "baux": "bail", "émaux": "émail", "yeux": "œil", "cieux": "ciel"}


class _Stemmers(threading.local):
    """One pair for each thread: they keep a cache and cannot be shared."""

    def __init__(self) -> None:
        self.french = Stemmer.Stemmer("french", 10_000)
        self.english = Stemmer.Stemmer("english", 10_000)


_stemmers = _Stemmers()


def written_out(text: str) -> str:
    """Return `text` with its ligatures as two letters, as people type them."""
    if not text.isascii():
        for ligature, letters in _LIGATURES:
            text = text.replace(ligature, letters)
    return text


def with_stems(text: str) -> str:
    """Return `text` as it goes into the index."""
    plain = written_out(text)
    words = set(_WORD.findall(plain.casefold()))
    if not words:
        return plain
    english = len(words & _ENGLISH) > len(words & _FRENCH)
    stemmer = _stemmers.english if english else _stemmers.french
    stems = set(stemmer.stemWords(list(words)))
    stems.update(written_out(_IRREGULAR[word]) for word in words & _IRREGULAR.keys())
    new = stems - words
    return f"{plain}{SEPARATOR}{' '.join(sorted(new))}" if new else plain


@lru_cache(maxsize=1_000)
def forms(word: str) -> tuple[str, ...]:
    """Return the word as it is looked up: itself, then its stems in both languages."""
    plain = written_out(word.casefold())
    found = {plain: None}
    if _WORD.fullmatch(plain):
        found[_stemmers.french.stemWord(plain)] = None
        found[_stemmers.english.stemWord(plain)] = None
        if plain in _IRREGULAR:
            found[written_out(_IRREGULAR[plain])] = None
    return tuple(one for one in found if len(one) > 2 or one == plain)
