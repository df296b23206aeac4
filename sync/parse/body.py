"""Which parts of a message are its text, in which order, and which are attachments (RFC 2046 §5.1, RFC 2387)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from sync.model.mail import Attachment
from sync.parse import fields as header
from sync.parse import plain
from sync.parse.html import to_text
from sync.parse.names import default_name, safe_name
from sync.parse.tree import Part

_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})


@dataclass(slots=True)
class Passage:
    """A stretch of the text: as plain text, as HTML, or both where the sender gave a choice."""

    plain: Part | None = None
    html: Part | None = None


@dataclass(slots=True)
class Body:
    """A message taken apart: its passages in reading order, and every other part."""

    passages: list[Passage] = field(default_factory=list)
    others: list[Part] = field(default_factory=list)

    def html_sources(self) -> list[str]:
        """Return the HTML of each passage that has one, where a picture could be shown in it."""
        if not any(part.content_id for part in self.others):
            return []
        return [passage.html.text for passage in self.passages if passage.html is not None]


def take_apart(root: Part) -> Body:
    """Return what is text and what is attached."""
    body = Body()
    for part in _leaves(root):
        match part.media_type:
            case "multipart/alternative":
                _choose(part, body)
            case "text/plain" if not _is_attached(part):
                body.passages.append(Passage(plain=part))
            case "text/html" if not _is_attached(part):
                body.passages.append(Passage(html=part))
            case _:
                body.others.append(part)
    return body


def plain_text(part: Part) -> str:
    """Return the text of a text/plain part, flowed lines joined."""
    text = part.text.replace("\r\n", "\n")
    if part.parameters.get("format", "").lower() == "flowed":
        return plain.flowed(text, part.parameters.get("delsp", "").lower() == "yes")
    return text


def passage_text(passage: Passage, html: str | None = None) -> str:
    """Return a passage as plain text: the sender's own, or reduced from the HTML where that is empty."""
    text = plain_text(passage.plain) if passage.plain is not None else ""
    if passage.html is not None and not text.strip():
        return to_text(passage.html.text if html is None else html)
    return text


def attachments(body: Body, html_sources: list[str]) -> tuple[Attachment, ...]:
    """Return the attachments. One that the HTML shows, and a signature, is inline: no paper clip for it."""
    return tuple(_attachment(part, html_sources) for part in body.others)


def _attachment(part: Part, html_sources: list[str]) -> Attachment:
    content_id = part.content_id
    return Attachment(
        path=part.path,
        name=name_of(part),
        media_type=part.media_type,
        size=part.size,
        content_id=content_id,
        inline=part.media_type in _SIGNATURES or (bool(content_id) and _is_shown(content_id, html_sources)),
        elided=part.elided_size is not None,
    )


def name_of(part: Part) -> str:
    """Return the safe name of a part, made up where it has none; an attached message is named after its subject."""
    written = part.disposition_parameters.get("filename") or part.parameters.get("name") or ""
    if name := safe_name(written):
        return name
    if part.media_type == "message/rfc822" and part.elided_size is None:
        content = part.content
        end, _ = header.split(content)
        subject = header.text(header.index(header.fields(content[:end])).get(b"subject", b""))
        if name := safe_name(subject[:100].replace("/", "-")):
            return f"{name}.eml"
    return default_name(part.media_type, part.path)


def _leaves(root: Part) -> Iterator[Part]:
    """Yield the leaves in order; an alternative stays whole, because one of its children is chosen."""
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if part.children and part.media_type != "multipart/alternative":
            waiting += reversed(part.children)
        else:
            yield part


def _choose(alternative: Part, body: Body) -> None:
    """Take the best text of an alternative, the last of each kind; calendars and pictures in it are attachments."""
    passage = Passage()
    for part in alternative.walk():
        if part.children:
            continue
        if part.media_type == "text/plain" and not _is_attached(part) and passage.plain is None:
            passage.plain = part
        elif part.media_type == "text/html" and not _is_attached(part) and passage.html is None:
            passage.html = part
        else:
            body.others.append(part)
    if passage.plain is not None or passage.html is not None:
        body.passages.append(passage)


def _is_attached(part: Part) -> bool:
    """Whether a text part is a file rather than something to read."""
    if part.disposition == "attachment" or part.elided_size is not None:
        return True
    return bool(part.disposition_parameters.get("filename") or part.parameters.get("name"))


def _is_shown(content_id: str, html_sources: list[str]) -> bool:
    needles = {f"cid:{content_id}", f"cid:{content_id.replace('@', '%40')}", f"cid:{content_id.replace('&', '&amp;')}"}
    return any(needle in source or needle in unquote(source) for source in html_sources for needle in needles)
