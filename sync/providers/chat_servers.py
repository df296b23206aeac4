"""Where the chat of an address is: what its domain says of itself, or what a fixed list of servers answers."""

from __future__ import annotations

import logging
import random
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from sync.model.accounts import Endpoint, Service, SignIn
from sync.model.faults import Fault, Offline, Rejected
from sync.transport.http import Http

logger = logging.getLogger(__name__)

WELL_KNOWN = "/.well-known/matrix/client"
_LOOK_UP = "/_matrix/identity/api/v1/info"
_VERSIONS = "/_matrix/client/versions"
_METADATA = (
    ("/_matrix/client/v1/auth_metadata", "urn:matrix:client:api:* urn:matrix:client:device:{device}"),
    (
        "/_matrix/client/unstable/org.matrix.msc2965/auth_metadata",
        "urn:matrix:org.matrix.msc2967.client:api:* urn:matrix:org.matrix.msc2967.client:device:{device}",
    ),
)
"""Where a homeserver names its authorization server, and the scopes that belong to that form of the specification."""


async def told_by_domain(http: Http, domain: str) -> tuple[str, int] | None:
    """Return host and port of the homeserver that a domain names (client-server API, "Well-known URI").

    None where it names none, or something that is no plain https address.
    """
    try:
        answer = await http.get(f"https://{domain}{WELL_KNOWN}")
        said = answer.json() if answer.good else {}
    except Fault as fault:
        logger.info("discovery_chat %s", fault.code)
        return None
    server = said.get("m.homeserver")
    base = server.get("base_url") if isinstance(server, dict) else None
    return _place(base) if isinstance(base, str) else None


async def speaks(http: Http, host: str, port: int) -> bool:
    """Return whether a Matrix homeserver answers there ("GET /_matrix/client/versions")."""
    try:
        answer = await http.get(f"https://{host}:{port}{_VERSIONS}")
        return answer.good and isinstance(answer.json().get("versions"), list)
    except Fault as fault:
        logger.info("discovery_chat %s", fault.code)
        return False


async def told_by_list(http: Http, servers: Sequence[str], address: str, *, tries: int = 4) -> str:
    """Return the server of the list at which an address lives, as any of them tells; one that does not answer is passed over.

    Only a server of the list is believed in. Raises `Rejected("invitation_needed")` where the address may join only once
    somebody invited it, `Rejected("nothing_found")`, and `Offline` where none answered.
    """
    asked = random.sample(list(servers), min(tries, len(servers)))
    offline: Fault = Offline("unreachable")
    for server in asked:
        try:
            answer = await http.get(f"https://{server}{_LOOK_UP}?medium=email&address={quote(address, safe='')}")
        except Fault as fault:
            logger.info("discovery_chat %s", fault.code)
            offline = fault
            continue
        if answer.status == 400:
            raise Rejected("bad_address", address=address)
        if not answer.good:
            continue
        said = answer.json()
        if said.get("requires_invite") is True and said.get("invited") is not True:
            raise Rejected("invitation_needed", address=address)
        host = f"matrix.{said.get('hs')}".lower()
        if host not in servers:
            raise Rejected("nothing_found", domain=address.rpartition("@")[2])
        return host
    raise offline


async def endpoint(http: Http, host: str, port: int, user: str) -> Endpoint:
    """Return the chat of a user at a homeserver, with how one signs in there: on the page of its authorization server where it
    names one (client-server API, "OAuth 2.0 API"), by password otherwise."""
    for path, scope in _METADATA:
        try:
            answer = await http.get(f"https://{host}:{port}{path}")
            issuer = answer.json().get("issuer") if answer.good else None
        except Fault as fault:
            logger.info("discovery_chat %s", fault.code)
            break
        if isinstance(issuer, str) and urlsplit(issuer).scheme == "https" and urlsplit(issuer).hostname:
            parameters = {"issuer": issuer, "scope": scope}
            return Endpoint(Service.CHAT, "matrix", host, port, user=user, sign_in=SignIn.OAUTH2, parameters=parameters)
    return Endpoint(Service.CHAT, "matrix", host, port, user=user)


def _place(base: str) -> tuple[str, int] | None:
    try:
        parts = urlsplit(base)
        port = parts.port or 443
    except ValueError:
        return None
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.path.strip("/"):
        return None
    return parts.hostname.lower(), port
