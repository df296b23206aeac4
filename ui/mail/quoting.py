"""Replies and forwards: who gets them, what the subject becomes, and how the original is quoted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from html import escape

from sync.model.mail import Address, Content, Envelope
from ui.mail.mailto import is_valid, parse_mailto

_PREFIX = re.compile(
    r"^\s*(?:(?:re|ré|r[ée]p|aw|sv|antw|tr|fwd?|wg|rv)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE
)
_MARK_OPEN = '<div class="ecritoire-quote">'
_MARK_CLOSE = "</div><!--/ecritoire-quote-->"
_MARKED = re.compile(re.escape(_MARK_OPEN) + r"(.*)" + re.escape(_MARK_CLOSE), re.DOTALL)
_QUOTE_STYLE = "margin:0 0 0 0.8ex;border-left:2px solid #c4cad4;padding-left:1ex"


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences around a quotation, in the user's language, already filled in."""

    attribution: str
    written: str
    """The original's date."""
    forwarded: str
    sender: str
    date: str
    to: str
    cc: str
    subject: str


def reply_subject(subject: str) -> str:
    """Return `Re: …` without repeating prefixes of any of the usual languages."""
    return f"Re: {_PREFIX.sub('', subject).strip()}"


def forward_subject(subject: str, prefix: str = "Tr") -> str:
    """Return `Tr: …` (French; `Fwd` in English) without repeating prefixes."""
    return f"{prefix}: {_PREFIX.sub('', subject).strip()}"


def reply_recipients(envelope: Envelope, own: Collection[str], *, everyone: bool) -> tuple[list[Address], list[Address]]:
    """Return (To, Cc) of a reply. One's own addresses are left out, each address appears once.

    Answering one's own message answers its recipients. Reply-To wins over From (RFC 5322 §3.6.3).
    """
    mine = {address.lower() for address in own}
    answer_to = list(envelope.reply_to) or [envelope.sender]
    if envelope.sender.address.lower() in mine:
        answer_to = list(envelope.to)
    to = _once(answer_to, set() if not everyone else mine)
    if not everyone:
        return to or _once(answer_to, set()), []
    seen = mine | {address.address.lower() for address in to}
    others = _once([*envelope.to, *envelope.cc], seen)
    if not to:
        return others, []
    return to, others


def list_recipients(content: Content) -> tuple[Address, ...]:
    """Return whom an answer to the mailing list goes to; nobody where the letter names no list that takes letters."""
    return tuple(one for one in parse_mailto(content.list_post).to if is_valid(one.address))


def _once(addresses: Iterable[Address], leave_out: set[str]) -> list[Address]:
    seen, kept = set(leave_out), []
    for address in addresses:
        key = address.address.lower()
        if key and key not in seen:
            seen.add(key)
            kept.append(address)
    return kept


def references(envelope: Envelope) -> tuple[str, ...]:
    """Return the References of a reply: the parent's, then its own id (RFC 5322 §3.6.4), at most the first and last 20."""
    chain = list(envelope.references) or ([envelope.in_reply_to] if envelope.in_reply_to else [])
    if envelope.message_id:
        chain = [*(reference for reference in chain if reference != envelope.message_id), envelope.message_id]
    return tuple(chain if len(chain) <= 21 else [chain[0], *chain[-20:]])


def quoted_text(content: Content, words: Words) -> str:
    """Return the original as text for a reply: the attribution, then each line behind `> `."""
    lines = content.text.replace("\r\n", "\n").rstrip("\n").split("\n")
    return words.attribution + "\n\n" + "\n".join(f">{line}" if line.startswith(">") else f"> {line}".rstrip() for line in lines)


def quoted_html(content: Content, words: Words) -> str:
    """Return the original as HTML for a reply. Blocked pictures stay out, so that the recipient's reader loads nothing."""
    return (
        f"<p>{escape(words.attribution)}</p>"
        f'<blockquote type="cite" style="{_QUOTE_STYLE}">{_body(content)}</blockquote>'
    )


def forwarded_text(content: Content, words: Words) -> str:
    """Return the original as text for a forward: a header block, then the text as it is."""
    head = "\n".join(f"{name}{value}" for name, value in _head(content.envelope, words))
    return f"-------- {words.forwarded} --------\n{head}\n\n{content.text.rstrip()}\n"


def forwarded_html(content: Content, words: Words) -> str:
    """Return the original as HTML for a forward: a header block, then the letter as it is."""
    head = "<br>".join(f"<b>{escape(name)}</b>{escape(value)}" for name, value in _head(content.envelope, words))
    return f"<p>-------- {escape(words.forwarded)} --------<br>{head}</p>{_body(content)}"


def _head(envelope: Envelope, words: Words) -> list[tuple[str, str]]:
    lines = [
        (words.subject, envelope.subject),
        (words.date, words.written),
        (words.sender, str(envelope.sender)),
        (words.to, ", ".join(map(str, envelope.to))),
        (words.cc, ", ".join(map(str, envelope.cc))),
    ]
    return [(name, value) for name, value in lines if value]


def _body(content: Content) -> str:
    if not content.html:
        return '<div style="white-space:pre-wrap">' + escape(content.text.rstrip()) + "</div>"
    return re.sub(r"<img\b[^>]*\bsrc=[\"']?remote:[^>]*>", "", content.html, flags=re.IGNORECASE)


def join(own: str, quote: str) -> str:
    """Return the HTML of a draft: what the user wrote, then the quotation inside a mark that `split` finds again."""
    return own + (f"{_MARK_OPEN}{quote}{_MARK_CLOSE}" if quote else "")


def split(html: str) -> tuple[str, str]:
    """Return (own, quotation) of a draft's HTML. Without the mark everything is the user's own."""
    found = _MARKED.search(html)
    if found is None:
        return html, ""
    return html[: found.start()] + html[found.end() :], found[1]
