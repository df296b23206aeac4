"""Mozilla's autoconfig format (config-v1.1.xml) as a domain publishes it about itself: read strictly, out of small XML only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers import expat

from sync.model.accounts import Endpoint, Security, Service, SignIn
from sync.model.faults import Unreadable

LARGEST = 64 * 1024
"""Octets that a configuration may have."""
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$")
_SECURITY = {"SSL": Security.TLS, "STARTTLS": Security.STARTTLS}
_PROTOCOLS = {"imap": (Service.MAIL, "imap"), "smtp": (Service.SUBMISSION, "smtp")}


def urls(address: str, *, tell_address: bool = False) -> tuple[str, ...]:
    """Return where the domain of `address` may publish its configuration: at the domain itself, never at a third party's.

    The local part is left out unless `tell_address`: the answer has placeholders for it.
    """
    local, _, domain = address.rpartition("@")
    asked = f"{local if tell_address else ''}@{domain}".replace("%", "%25").replace("+", "%2B").replace("&", "%26")
    return (
        f"https://autoconfig.{domain}/mail/config-v1.1.xml?emailaddress={asked}",
        f"https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress={asked}",
    )


def endpoints(document: bytes, address: str) -> tuple[Endpoint, ...]:
    """Return the first usable endpoint of each service; servers without TLS are passed over.

    Raises `Unreadable("bad_autoconfig")` for anything that is not this format, and for any DOCTYPE: entities are how small
    XML becomes large or reads files.
    """
    root = _parse(document)
    if root.tag != "clientConfig":
        raise Unreadable("bad_autoconfig")
    found: dict[Service, Endpoint] = {}
    by_browser = _by_browser(root)
    for provider in root.iterfind("emailProvider"):
        for endpoint in _servers(provider, address, by_browser):
            found.setdefault(endpoint.service, endpoint)
    return tuple(found.values())


def _parse(document: bytes) -> ElementTree.Element:
    if len(document) > LARGEST:
        raise Unreadable("bad_autoconfig")

    def refuse(*_: object) -> None:
        raise Unreadable("bad_autoconfig")

    first = expat.ParserCreate()
    first.StartDoctypeDeclHandler = refuse
    first.EntityDeclHandler = refuse
    try:
        first.Parse(document, True)
        return ElementTree.fromstring(document)  # noqa: S314 (no DOCTYPE, so no entities; small)
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError) as error:
        raise Unreadable("bad_autoconfig") from error


def _by_browser(root: ElementTree.Element) -> dict[str, str]:
    """Return what an endpoint has to know for a sign-in by browser, as far as the file tells (`oAuth2`)."""
    issuer = (root.findtext("oAuth2/issuer") or "").strip()
    if issuer and "://" not in issuer:
        issuer = f"https://{issuer}"
    if not issuer.startswith("https://"):
        return {}
    scope = " ".join((root.findtext("oAuth2/scope") or "").split())
    return {"issuer": issuer, "scope": scope} if scope else {"issuer": issuer}


def _servers(provider: ElementTree.Element, address: str, by_browser: dict[str, str]) -> Iterator[Endpoint]:
    local, _, domain = address.rpartition("@")
    placeholders = {"%EMAILADDRESS%": address, "%EMAILLOCALPART%": local, "%EMAILDOMAIN%": domain}
    for server in provider:
        service = _PROTOCOLS.get(server.get("type", ""))
        security = _SECURITY.get(_text(server, "socketType", {}))
        host = _text(server, "hostname", placeholders).lower()
        port = _text(server, "port", {})
        if service is None or security is None or not _HOST.match(host) or not port.isdecimal():
            continue
        if server.tag not in {"incomingServer", "outgoingServer"} or not 0 < int(port) < 65536:
            continue
        ways = {(way.text or "").strip() for way in server.iterfind("authentication")}
        oauth2 = ways == {"OAuth2"}
        yield Endpoint(
            service=service[0],
            protocol=service[1],
            host=host,
            port=int(port),
            security=security,
            user=_text(server, "username", placeholders) or address,
            sign_in=SignIn.OAUTH2 if oauth2 else SignIn.PASSWORD,
            parameters=dict(by_browser) if oauth2 else {},
        )


def _text(server: ElementTree.Element, tag: str, placeholders: dict[str, str]) -> str:
    text = (server.findtext(tag) or "").strip()
    for placeholder, value in placeholders.items():
        text = text.replace(placeholder, value)
    return text
