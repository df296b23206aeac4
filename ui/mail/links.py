"""Links in letters: which may be opened, where they truly lead, and when their text lies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

_OPENABLE = ("http", "https", "mailto")
_IN_TEXT = re.compile(
    r"\b(?:https?://[^\s<>\"«»]+|www\.[^\s<>\"«»]+|[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,24}\b)", re.IGNORECASE
)
_HOST_IN_TEXT = re.compile(r"^\s*(?:https?://)?((?:[\w-]+\.)+[a-z]{2,24})(?:[/:?#]\S*)?\s*$", re.IGNORECASE)
_TRAILING = ".,;:!?)]}'’”"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a clicked link. `shown_host` is what its text pretends, empty where it does not lie."""

    allowed: bool
    target: str
    host: str
    shown_host: str = ""


def judge(target: str, text: str = "") -> Verdict:
    """Return whether `target` may be opened in the browser, and whether the visible `text` names another host."""
    target = target.strip()
    try:
        parts = urlsplit(target)
        host = _readable_host(parts.hostname or "")
    except ValueError:
        return Verdict(False, target, "")
    if parts.scheme.lower() not in _OPENABLE or (parts.scheme.lower() != "mailto" and not host):
        return Verdict(False, target, host)
    shown = _HOST_IN_TEXT.match(text)
    shown_host = shown[1].lower() if shown else ""
    if parts.scheme.lower() == "mailto" or not shown_host or _same_site(shown_host, host):
        shown_host = ""
    # What stands before an @ in a web address is there to deceive: https://impots.gouv.fr@evil.example/
    if parts.username and parts.scheme.lower() != "mailto":
        shown_host = shown_host or parts.username
    return Verdict(True, target, host, shown_host)


def _readable_host(host: str) -> str:
    """The host in its ASCII form, so that look-alike letters cannot be taken for others."""
    try:
        return host.encode("idna").decode().lower() if not host.isascii() else host.lower()
    except UnicodeError:
        return host.lower()


def _same_site(one: str, other: str) -> bool:
    one, other = one.removeprefix("www."), other.removeprefix("www.")
    return one == other or other.endswith("." + one)


def linkified(text: str) -> str:
    """Return plain text as HTML in which web and mail addresses are links; everything else is escaped."""
    pieces, end = [], 0
    for found in _IN_TEXT.finditer(text):
        address = found[0].rstrip(_TRAILING)
        if address.count("(") > address.count(")") and text[found.start() + len(address) :].startswith(")"):
            address += ")"
        if "@" in address and "://" not in address:
            target = f"mailto:{address}"
        else:
            target = address if "://" in address else f"https://{address}"
        pieces.append(escape(text[end : found.start()]))
        pieces.append(f'<a href="{escape(target)}">{escape(address)}</a>')
        end = found.start() + len(address)
    pieces.append(escape(text[end:]))
    return "".join(pieces)


def texts_of(html: str) -> list[tuple[str, str]]:
    """Return (target, visible text) of every link of a letter, in order."""
    reader = _LinkReader()
    reader.feed(html)
    reader.close()
    return reader.found


class _LinkReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._target: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a link."""
        if tag == "a":
            self._target, self._text = dict(attrs).get("href"), ""

    def handle_data(self, data: str) -> None:
        """Gather a link's text."""
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        """End a link."""
        if tag == "a" and self._target is not None:
            self.found.append((self._target, " ".join(self._text.split())))
            self._target = None
