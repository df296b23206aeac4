"""What accounts want of authorization servers: for each server, the scopes of all endpoints that take its tokens."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sync.model.accounts import Account, Endpoint, SignIn
from sync.model.faults import Unsupported

DEVICE = "{device}"
"""Stands in a scope for the device that signs in."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an account wants of one authorization server: the scopes of all its endpoints there."""

    issuer: str
    endpoint: Endpoint
    """The first of them: its parameters say how to sign in, and its user name who."""
    scopes: tuple[str, ...]
    client: str = ""
    """This program's name there, where it is known beforehand."""

    @property
    def alone(self) -> bool:
        """Whether the sign-in is worth something to this account alone: it names a device, or an installation."""
        return not self.endpoint.parameters.get("issuer") or any(DEVICE in scope for scope in self.scopes)


def issuer_of(endpoint: Endpoint) -> str:
    """Return where the tokens of an endpoint come from, empty where it does not say."""
    if endpoint.parameters.get("issuer"):
        return endpoint.parameters["issuer"]
    if endpoint.parameters.get("authorize"):
        return f"https://{endpoint.host}" + ("" if endpoint.port == 443 else f":{endpoint.port}")
    return ""


def asked_by(account: Account) -> list[Asked]:
    """Return what an account wants, one for each authorization server. Raises `Unsupported("sign_in_by_browser")`."""
    found: dict[str, Asked] = {}
    for endpoint in account.endpoints:
        issuer = issuer_of(endpoint)
        if endpoint.sign_in is not SignIn.OAUTH2 or not issuer:
            continue
        scopes = tuple(endpoint.parameters.get("scope", "").split())
        before = found.get(issuer)
        if before is None:
            found[issuer] = Asked(issuer, endpoint, scopes, endpoint.parameters.get("client_id", ""))
        else:
            found[issuer] = replace(before, scopes=tuple(dict.fromkeys((*before.scopes, *scopes))))
    if not found:
        raise Unsupported("sign_in_by_browser", backend=account.backend)
    return list(found.values())


def of_device(scope: str) -> bool:
    """Whether a scope names a device."""
    return ":device:" in scope
