"""What a domain tells at its well-known addresses, without a sign-in: its calendars (RFC 6764 §5), who signs people in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from sync.model.accounts import Endpoint, Service
from sync.model.faults import Fault
from sync.transport.http import Http

logger = logging.getLogger(__name__)

PLACES = ((Service.CALENDAR, "caldav"), (Service.CONTACTS, "carddav"))
_ISSUER = "http://openid.net/specs/connect/1.0/issuer"
_BEGINNINGS = {"jmap": "/.well-known/jmap", "caldav": "/.well-known/caldav", "carddav": "/.well-known/carddav", "webdav": "/"}
"""Where servers are asked how they want people to sign in, unless the endpoint says where it begins."""
_MOVED = frozenset({301, 302, 303, 307, 308})


async def endpoints(http: Http, address: str, protocols: Iterable[str]) -> tuple[Endpoint, ...]:
    """Return where the domain of `address` says that its calendars and address books are.

    A server that redirects or wants a sign-in there is one; nobody else is asked, wherever the redirect leads.
    """
    known = frozenset(protocols)
    domain = address.rpartition("@")[2]
    asked = [(service, protocol) for service, protocol in PLACES if protocol in known]
    told = await asyncio.gather(*(_told(http, domain, protocol) for _, protocol in asked))
    return tuple(
        Endpoint(service, protocol, where.host, where.port, user=address, parameters=where.parameters)
        for (service, protocol), where in zip(asked, told, strict=True)
        if where is not None
    )


@dataclass(frozen=True, slots=True)
class _Where:
    host: str
    port: int = 443
    path: str = ""
    """Where one begins; empty: at the well-known address itself."""

    @property
    def parameters(self) -> dict[str, str]:
        return {"path": self.path} if self.path else {}


async def _told(http: Http, domain: str, protocol: str) -> _Where | None:
    url = f"https://{domain}/.well-known/{protocol}"
    try:
        async with http.exchange("GET", url) as answer:
            if answer.status == 401 and "www-authenticate" in answer.headers:
                return _Where(domain)
            location = answer.headers.get("location", "").strip()
            target = urlsplit(urljoin(url, location))
    except Fault as fault:
        logger.info("discovery_well_known %s", fault.code)
        return None
    usable = target.scheme == "https" and target.hostname and target.username is None
    if answer.status not in _MOVED or not location or not usable or not target.hostname:
        return None
    return _Where(target.hostname.lower(), target.port or 443, target.path if len(target.path) > 1 else "")


async def issuer(http: Http, domain: str) -> str:
    """Return the OpenID provider that a domain names for itself (OpenID Connect Discovery 1.0 §2.1.4), empty where it names none.

    The domain is asked about itself: nobody's address is told.
    """
    url = f"https://{domain}/.well-known/webfinger?resource={quote(f'https://{domain}', safe='')}&rel={quote(_ISSUER, safe='')}"
    try:
        answer = await http.get(url)
        said = answer.json() if answer.good else {}
    except Fault as fault:
        logger.info("discovery_webfinger %s", fault.code)
        return ""
    links = said.get("links")
    for link in links if isinstance(links, list) else []:
        if isinstance(link, dict) and link.get("rel") == _ISSUER:
            named = str(link.get("href", ""))
            return named if urlsplit(named).scheme == "https" and urlsplit(named).hostname else ""
    return ""


def asks_over_http(endpoint: Endpoint) -> bool:
    """Whether a server can be asked by HTTP how it wants people to sign in."""
    return endpoint.protocol in _BEGINNINGS


async def takes_tokens(http: Http, endpoint: Endpoint) -> bool:
    """Return whether a server asks for an access token (RFC 6750 §3)."""
    port = "" if endpoint.port == 443 else f":{endpoint.port}"
    url = f"https://{endpoint.host}{port}{endpoint.parameters.get('path') or _BEGINNINGS[endpoint.protocol]}"
    try:
        async with http.exchange("GET", url) as answer:
            return answer.status == 401 and "bearer" in answer.headers.get("www-authenticate", "").lower()
    except Fault as fault:
        logger.info("discovery_tokens %s", fault.code)
        return False
