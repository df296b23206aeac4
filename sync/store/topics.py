"""Topics: what is left of a subject without the marks of answers and forwards (RFC 5256 §2.1, with those of other languages)."""

from __future__ import annotations

import re
import unicodedata

_REPLY = r"re|ré|réf|ref|rép|rep|aw|antw|sv|vs|odp|res|r"
_FORWARD = r"tr|fwd?|wg|rv|enc|doorst|i"
_LEADER = re.compile(
    rf"\s*(?:\[[^\[\]]*\]\s*)?(?:(?P<reply>{_REPLY})|{_FORWARD})\s*(?:[\[(]\d+[\])])?\s*[:：]\s*", re.IGNORECASE
)
_LIST_MARK = re.compile(r"\s*\[[^\[\]]*\]\s*(?=\S)")
_TRAILER = re.compile(r"\s*\(fwd\)\s*\Z", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_LONGEST = 1_000


def topic(subject: str) -> tuple[str, bool]:
    """Return the topic of a subject, case folded, and whether the subject says that it answers something."""
    text = unicodedata.normalize("NFC", subject[:_LONGEST])
    answers = False
    while True:
        leader = _LEADER.match(text)
        if leader is not None:
            answers = answers or leader["reply"] is not None
            text = text[leader.end() :]
            continue
        shorter = _TRAILER.sub("", _LIST_MARK.sub("", text, count=1) if _LIST_MARK.match(text) else text)
        if shorter == text:
            return _SPACES.sub(" ", text).strip().casefold(), answers
        text = shorter
