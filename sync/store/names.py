"""The order of names in lists: as people sort them, without accents and case, numbers by their value."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"\d{1,18}")
LENGTH = 200


def sort_text(name: str) -> str:
    """Return a text whose plain order is the order of names: « note 2 » before « note 10 », « Été » beside « ete »."""
    return _NUMBER.sub(lambda number: f"{len(number[0].lstrip('0')):02d}{number[0].lstrip('0')}", folded(name))[:LENGTH]


def folded(text: str) -> str:
    """Return a text without accents and case: by what names are filtered."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in plain if not unicodedata.combining(mark))
