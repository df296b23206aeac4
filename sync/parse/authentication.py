"""What the receiving server found out about a sender (RFC 8601), and how to leave a list or write to it (RFC 2369)."""

from __future__ import annotations

import re

from sync.model.mail import Authenticity
from sync.parse import fields as header
from sync.parse.charsets import decode

UNSUBSCRIBE_LIMIT = 4

_COMMENT = re.compile(r"\([^()]*\)")
_METHOD = re.compile(r"(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:header\.(?:d|from|i)|smtp\.mailfrom)\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)
_RECEIVED_BY = re.compile(r"\bby\s+([A-Za-z0-9.-]{1,253})", re.IGNORECASE)
_TARGET = re.compile(r"<\s*((?:https?://|mailto:)[^<>\s]{1,2000})\s*>", re.IGNORECASE)
_SHARED_ENDINGS = frozenset({"gouv", "co", "com", "org", "ac", "asso"})


def authenticity(found: header.Fields) -> Authenticity | None:
    """Return what the last server in the way says of the sender; None where no server says it that can be believed.

    Anybody can write such a field. It counts where it is the first one of the message and names a server of the same domain
    as the one that the first Received field says took the message in: nothing that a sender wrote stands above that.
    """
    written = _first(found, b"authentication-results")
    received = _first(found, b"received")
    if not written or not received:
        return None
    server, _, rest = _COMMENT.sub(" ", written).partition(";")
    name = (server.split() or [""])[0].casefold()
    took_in = _RECEIVED_BY.search(_COMMENT.sub(" ", received))
    if not name or took_in is None or organisation(name) != organisation(took_in[1]):
        return None
    results: dict[str, str] = {}
    signed: list[str] = []
    for part in rest.split(";"):
        method = _METHOD.search(part)
        if method is None:
            continue
        kind, result = method[1].lower(), method[2].lower()
        if results.get(kind) != "pass":
            results[kind] = result
        domain = _DOMAIN.search(part)
        if kind == "dkim" and result == "pass" and domain is not None:
            signed.append(domain[1].rpartition("@")[2].casefold())
    if not results:
        return None
    return Authenticity(name, results.get("spf", ""), results.get("dkim", ""), results.get("dmarc", ""), tuple(signed))


def unsubscribe(found: header.Fields) -> tuple[str, ...]:
    """Return the addresses by which one leaves the list that a message came from, as its sender prefers them."""
    return tuple(_TARGET.findall(_first(found, b"list-unsubscribe")))[:UNSUBSCRIBE_LIMIT]


def list_post(found: header.Fields) -> str:
    """Return the first `mailto:` link by which one writes to the list that a message came from; empty where there is none,
    as for a list that takes no messages (`NO`, RFC 2369 §3.4)."""
    targets = _TARGET.findall(_first(found, b"list-post"))
    return next((target for target in targets if target.lower().startswith("mailto:")), "")


def organisation(host: str) -> str:
    """Return the part of a host's name that an organisation registers: two labels, three under `gouv.fr` and the like."""
    labels = host.casefold().strip(".").split(".")
    count = 3 if len(labels) > 2 and labels[-2] in _SHARED_ENDINGS else 2
    return ".".join(labels[-count:])


def _first(found: header.Fields, name: bytes) -> str:
    return next((decode(value.strip())[:8_000] for one, value in found if one.lower() == name), "").replace("\r\n", " ")
