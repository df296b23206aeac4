"""Reasons to be careful with a sender: a domain that looks like one that is known, a sender whom the server did not confirm."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from sync.model.mail import Authenticity

_CONFUSED = str.maketrans({
    "0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x",
    "і": "l", "ӏ": "l", "ѕ": "s", "ԁ": "d", "ɡ": "g", "α": "a", "ο": "o", "ν": "v", "ı": "l", "-": "",
})  # fmt: skip
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_LEAST_LENGTH = 7
"""Shorter domains differ by one letter too easily."""


def domain_of(address: str) -> str:
    """Return the domain of an address in small letters, as people read it; empty where there is none."""
    host = address.rpartition("@")[2].casefold().strip(".") if "@" in address else ""
    try:
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return host


def within(domain: str, own: Collection[str]) -> bool:
    """Return whether a domain is one of one's own, or below one."""
    return any(domain == one or domain.endswith(f".{one}") for one in own)


def lookalike(domain: str, known: Collection[str]) -> str:
    """Return the known domain that an unknown one could be taken for; empty where there is none."""
    if not domain or within(domain, known):
        return ""
    seen = _skeleton(domain)
    for one in known:
        if _skeleton(one) == seen or (min(len(one), len(domain)) >= _LEAST_LENGTH and _one_apart(one, domain)):
            return one
    return ""


def unconfirmed(domain: str, found: Authenticity | None) -> bool:
    """Return whether the receiving server says that a message is not from the domain it names."""
    if found is None or confirmed(domain, found):
        return False
    return found.dmarc == "fail" or (not found.dmarc and "fail" in (found.spf, found.dkim))


def confirmed(domain: str, found: Authenticity | None) -> bool:
    """Return whether the receiving server says that the domain itself vouches for a message."""
    return found is not None and (found.dmarc == "pass" or any(within(domain, {one}) for one in found.signed_by))


def _skeleton(domain: str) -> str:
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", domain) if not unicodedata.combining(mark))
    plain = plain.translate(_CONFUSED)
    for pair, letter in _PAIRS:
        plain = plain.replace(pair, letter)
    return plain


def _one_apart(one: str, other: str) -> bool:
    """Return whether two different words become one by changing, adding, leaving out or swapping one letter."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    first, second = one[start:], other[start:]
    if len(first) == len(second):
        return first[1:] == second[1:] or (first[2:] == second[2:] and first[:2] == second[:2][::-1])
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    return longer[1:] == shorter
