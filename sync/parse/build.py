"""Mail of our own: a draft into an RFC 5322 message, and a message back into a draft.

Written out here rather than by the standard library, whose folding has damaged long address lists (CVE-2025-1795): one
address per line, nothing but ASCII, every line short, and the same draft always gives the same bytes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from sync.model.faults import Unreadable
from sync.model.ids import BlobName
from sync.model.mail import Address, Draft, DraftAttachment, Importance
from sync.model.seals import Scheme
from sync.parse import body as bodies
from sync.parse import mail
from sync.parse.addresses import addresses
from sync.parse.charsets import visible
from sync.parse.html import to_text
from sync.parse.names import safe_name
from sync.parse.tree import Part
from sync.parse.unpacked import tree

_LINE = 76
_WORD_OCTETS = 42
"""Octets of one encoded word: 42 make 56 characters of base64, 68 with what stands around them (RFC 2047 §2)."""

_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~ ]*\Z")
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~.]{1,64}\Z")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,990}>\Z")
_DOMAIN = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9][A-Za-z0-9-]{0,62})*\Z")
_CHARSET = "utf-8''"
_IMPORTANCE = {Importance.HIGH: ("Importance: high", "X-Priority: 1"), Importance.LOW: ("Importance: low", "X-Priority: 5")}
"""The field of the standard, and the one that older programs read."""
_SEAL = "X-Ecritoire-Seal"
_METHOD = re.compile(rb"^METHOD:([A-Za-z]{1,20})\r?$", re.MULTILINE)
"""What a calendar message wants, which its Content-Type has to say too (RFC 6047 §2.4)."""
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,80}/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}\Z")


@mail.readable
def message(draft: Draft, files: Sequence[bytes], date: int, keep_bcc: bool) -> bytes:
    """Return the message of a draft, lines ended by CR LF. `date` is in seconds since 1970; `files` are the attachments'
    bytes in order.

    With `keep_bcc` (the copy in Drafts or Sent) half-typed addresses stay, as names without address. Without it (the
    message that goes out) they raise `Unreadable("bad_address")`. No field can be smuggled in: nothing keeps a line break.
    """
    if len(files) != len(draft.attachments):
        raise Unreadable("files_missing", expected=len(draft.attachments), got=len(files))
    lines = [
        *address_field("From", (draft.sender,), strict=not keep_bcc),
        *address_field("Sender", (draft.submitter,) if draft.submitter else (), strict=not keep_bcc),
        *address_field("Reply-To", (Address("", draft.reply_to),) if draft.reply_to else (), strict=not keep_bcc),
        *address_field("To", draft.to, strict=not keep_bcc),
        *address_field("Cc", draft.cc, strict=not keep_bcc),
        *(address_field("Bcc", draft.bcc, strict=False) if keep_bcc else ()),
        f"Subject: {phrase(visible(draft.subject).strip(), quoted=False)}",
        f"Date: {format_datetime(datetime.fromtimestamp(date, UTC))}",
        *ids_field("Message-ID", (draft.message_id,)),
        *ids_field("In-Reply-To", (draft.in_reply_to,)),
        *ids_field("References", draft.references),
        *_IMPORTANCE.get(draft.importance, ()),
        *(address_field("Disposition-Notification-To", (draft.sender,), strict=False) if draft.receipt else ()),
        *_seal_wish(draft, keep=keep_bcc),
        "",
    ]
    return "\r\n".join(lines).encode("ascii") + _body(draft, files)


@mail.readable
def draft_of(raw: bytes) -> tuple[Draft, list[bytes]]:
    """Return the draft that a message of Drafts holds, and each attachment's bytes in order.

    Its attachments name no blob yet (`BlobName(b"")`): the engine keeps the bytes and fills the names in.
    """
    root = tree(raw)
    content = mail.content(raw)
    envelope = content.envelope
    kept = [part for part in bodies.take_apart(root).others if part.elided_size is None]
    files = [part.content for part in kept]
    draft = Draft(
        sender=envelope.sender,
        submitter=next(iter(addresses(root.field.get(b"sender", b""))), None),
        reply_to=next((one.address for one in envelope.reply_to), ""),
        to=envelope.to,
        cc=envelope.cc,
        bcc=envelope.bcc,
        subject=envelope.subject,
        html=content.html,
        text=content.text,
        attachments=tuple(_draft_attachment(part, len(raw)) for part, raw in zip(kept, files, strict=True)),
        in_reply_to=envelope.in_reply_to,
        references=envelope.references,
        message_id=envelope.message_id,
        importance=_importance(root),
        receipt=b"disposition-notification-to" in root.field,
        **_seal_wishes(root),
    )
    return draft, files


def _seal_wish(draft: Draft, *, keep: bool) -> list[str]:
    """Return the field by which a draft remembers how it is to be sealed; what goes out has none."""
    words = [word for word, wished in (("sign", draft.sign), ("encrypt", draft.encrypt)) if wished]
    return [f"{_SEAL}: {' '.join((draft.scheme, *words))}"] if keep and words else []


def _seal_wishes(root: Part) -> dict[str, Any]:
    scheme, *words = root.field.get(_SEAL.lower().encode(), b"").decode("ascii", "replace").split() or [""]
    if scheme not in (Scheme.SMIME, Scheme.PGP):
        return {}
    return {"scheme": Scheme(scheme), "sign": "sign" in words, "encrypt": "encrypt" in words}


def _importance(root: Part) -> Importance:
    written = root.field.get(b"importance", b"").strip().lower().decode("ascii", "replace")
    return Importance(written) if written in (Importance.LOW, Importance.HIGH) else Importance.NORMAL


def _draft_attachment(part: Part, size: int) -> DraftAttachment:
    return DraftAttachment(bodies.name_of(part), part.media_type, BlobName(b""), size, part.content_id)


def address_field(name: str, people: Sequence[Address], *, strict: bool) -> list[str]:
    """Return the lines of an address field, one address each; none where there is nobody."""
    written = [one for person in people if (one := _mailbox(person, strict))]
    return [f"{name}: " + ",\r\n ".join(written)] if written else []


def _mailbox(person: Address, strict: bool) -> str:
    name = visible(person.name).strip()
    address = _ascii_address(visible(person.address).strip())
    if not address:
        if strict:
            raise Unreadable("bad_address", address=person.address or person.name)
        typed = person.address.strip() or name  # an empty group keeps a half-typed address without being one
        return f"{phrase(visible(typed))}:;" if typed else ""
    return f"{phrase(name)}\r\n <{address}>" if name else address


def _ascii_address(address: str) -> str:
    """Return a deliverable address with its domain as DNS has it (IDNA); empty where it is none."""
    local, at, domain = address.rpartition("@")
    try:
        host = domain.encode("idna").decode("ascii") if not domain.isascii() else domain
    except UnicodeError:
        return ""
    valid = at and _LOCAL_PART.match(local) and not local.startswith(".") and _DOMAIN.match(host)
    return f"{local}@{host}" if valid else ""


def phrase(text: str, quoted: bool = True) -> str:
    """Return text for a field: as it is, as a quoted string (names), or as encoded words of bounded length."""
    if text.isascii() and "=?" not in text and len(text) <= _LINE - 12:
        if not quoted or _ATOMS.match(text):
            return text
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    words: list[str] = []
    octets = b""
    for character in text:
        coded = character.encode("utf-8", "replace")
        if len(octets) + len(coded) > _WORD_OCTETS:
            words.append(_word(octets))
            octets = b""
        octets += coded
    return "\r\n ".join([*words, _word(octets)])


def _word(octets: bytes) -> str:
    return f"=?utf-8?b?{binascii.b2a_base64(octets, newline=False).decode()}?="


def ids_field(name: str, ids: Sequence[str]) -> list[str]:
    """Return the lines of a field of Message-IDs, one each; none where none is valid."""
    valid = [one for one in ids if _MESSAGE_ID.match(one)]
    return [f"{name}: " + "\r\n ".join(valid)] if valid else []


def _body(draft: Draft, files: Sequence[bytes]) -> bytes:
    """Return the MIME entity: text alone or with HTML and the pictures that it shows, then the other attachments.

    Boundaries come from the Message-ID, so that building a draft twice gives the same bytes.
    """
    pairs = list(zip(draft.attachments, files, strict=True))
    inside = [pair for pair in pairs if draft.html and pair[0].content_id and f"cid:{pair[0].content_id}" in draft.html]
    outside = [pair for pair in pairs if pair not in inside]
    text = draft.text if draft.text.strip() or not draft.html else to_text(draft.html)
    entity = text_part("plain", text)
    if draft.html:
        html = text_part("html", draft.html)
        if inside:
            html = multipart("related", [html, *(_file_part(*pair, "inline") for pair in inside)], draft.message_id)
        entity = multipart("alternative", [entity, html], draft.message_id)
    if outside:
        entity = multipart("mixed", [entity, *(_file_part(*pair, "attachment") for pair in outside)], draft.message_id)
    return b"MIME-Version: 1.0\r\n" + entity


def text_part(subtype: str, text: str) -> bytes:
    """Return a MIME entity of text."""
    octets = "\n".join(text.splitlines()).encode("utf-8", "replace") + b"\n"
    coded = binascii.b2a_qp(octets, istext=True).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    kind = f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return kind.encode("ascii") + coded


def multipart(subtype: str, parts: list[bytes], message_id: str, parameter: str = "") -> bytes:
    """Return a MIME entity of several parts; `parameter` is one more of its Content-Type."""
    boundary = (
        b"=_" + hashlib.sha256(f"{subtype} {message_id}".encode("utf-8", "replace")).hexdigest()[:40].encode()
    )
    kind = f"Content-Type: multipart/{subtype}{parameter}".encode()
    lines = [kind + b'; boundary="' + boundary + b'"', b""]
    for part in parts:
        lines += (b"--" + boundary, part)
    return b"\r\n".join([*lines, b"--" + boundary + b"--", b""])


def _file_part(attachment: DraftAttachment, raw: bytes, disposition: str) -> bytes:
    """Return an attached file. An attached message travels as it is (RFC 2046 §5.2.1 forbids encoding it)."""
    media_type = attachment.media_type.lower()
    media_type = media_type if _MEDIA_TYPE.match(media_type) else "application/octet-stream"
    as_it_is = media_type == "message/rfc822" and b"\0" not in raw
    if media_type.startswith(("multipart/", "message/")) and not as_it_is:
        media_type = "application/octet-stream"
    name = safe_name(attachment.name) or "file"
    method = _METHOD.search(raw[:4096]) if media_type == "text/calendar" else None
    kind = f"; charset=utf-8; method={method.group(1).decode().upper()}" if method is not None else ""
    lines = [
        f"Content-Type: {media_type}{kind}{_parameter('name', name)}",
        f"Content-Disposition: {disposition}{_parameter('filename', name)}",
        f"Content-Transfer-Encoding: {('7bit' if raw.isascii() else '8bit') if as_it_is else 'base64'}",
    ]
    content_id = "".join(
        character for character in attachment.content_id if "!" <= character <= "~" and character not in "<>"
    )
    if content_id:
        lines.append(f"Content-ID: <{content_id}>")
    body = b"\r\n".join(raw.splitlines()) if as_it_is else base64.encodebytes(raw).replace(b"\n", b"\r\n")
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


def _parameter(name: str, value: str) -> str:
    """Return a parameter on lines of its own; what is not plain ASCII is split and percent-encoded (RFC 2231 §4.1)."""
    if value.isascii() and len(value) <= 60 and '"' not in value and "\\" not in value:
        return f';\r\n {name}="{value}"'
    sections: list[str] = [""]
    for character in value:
        coded = quote(character, safe="")
        if len(sections[-1]) + len(coded) > 54:
            sections.append("")
        sections[-1] += coded
    if len(sections) == 1:
        return f";\r\n {name}*={_CHARSET}{sections[0]}"
    return "".join(
        f";\r\n {name}*{number}*={section if number else _CHARSET + section}" for number, section in enumerate(sections)
    )
