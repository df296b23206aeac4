"""Manifests: one TOML file per backend, checked strictly: a claim has a date and a source, or says that it is unknown."""

from __future__ import annotations

import datetime
import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated

import msgspec

from sync.model.accounts import Endpoint, Security, Service, SignIn
from sync.model.faults import Bug
from sync.model.sovereignty import Declaration, named

_Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]
_Word = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*$")]
_Text = Annotated[str, msgspec.Meta(min_length=1)]


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something said of a backend. Shown as declared, with who said it and when; an empty `says` is unknown."""

    subject: _Word
    says: str
    source: _Text
    date: datetime.date
    value: Annotated[str, msgspec.Meta(pattern=r"^([A-Z]{2}|[a-z0-9_]+)?$")] = ""
    """For `law` an ISO 3166-1 code, for `qualification` its short name: what a policy can demand of the manifest's hosts."""

    @property
    def known(self) -> bool:
        """Whether anything is said at all."""
        return bool(self.says)


class EndpointTemplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An endpoint of the backend. An empty host is asked of the person; `{address}`, `{local}` and `{domain}` are filled in."""

    service: Service
    protocol: _Word
    port: _Port
    host: str = ""
    security: Security = Security.TLS
    user: str = "{address}"
    sign_in: SignIn = SignIn.PASSWORD


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of the sign-in form, in the order of the file."""

    name: _Word
    required: bool = True
    secret: bool = False


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who a backend is, which protocols it composes, how it is recognised and how one signs in."""

    id: _Word
    label: _Text
    endpoints: list[EndpointTemplate]
    fields: list[Field]
    claims: list[Claim] = []
    domains: list[str] = []
    """Domains of addresses that are certainly at this backend."""
    hosts: list[str] = []
    """Host names that give the backend away when discovery finds them; a leading dot stands for every name below."""
    shown: bool = True
    """Whether the person can choose it from the list."""

    def endpoints_for(self, address: str) -> tuple[Endpoint, ...] | None:
        """Return the endpoints for an address, or None where the backend's hosts are not known beforehand."""
        if not self.endpoints or any(not endpoint.host for endpoint in self.endpoints):
            return None
        local, _, domain = address.rpartition("@")
        words = {"address": address, "local": local, "domain": domain}
        return tuple(
            Endpoint(
                service=template.service,
                protocol=template.protocol,
                host=template.host.format_map(words),
                port=template.port,
                security=template.security,
                user=template.user.format_map(words),
                sign_in=template.sign_in,
            )
            for template in self.endpoints
        )

    def declarations(self) -> tuple[Declaration, ...]:
        """Return what the claims declare of the backend's own hosts, for a policy to judge by."""
        said = [claim for claim in self.claims if claim.value and claim.subject in ("law", "qualification")]
        if not self.hosts or not said:
            return ()
        law = next((claim for claim in said if claim.subject == "law"), None)
        qualifications = frozenset(claim.value for claim in said if claim.subject == "qualification")
        first = law or said[0]
        return (Declaration(tuple(self.hosts), law.value if law else "", qualifications, first.source, first.date),)

    def runs(self, host: str) -> bool:
        """Whether a server of that name belongs to this backend."""
        return named(host, self.hosts)


def read(text: str, stem: str) -> Manifest:
    """Return the manifest that a file named `stem`.toml holds. Raises `Bug("bad_manifest")` with what is wrong."""
    try:
        manifest = msgspec.toml.decode(text, type=Manifest)
    except (msgspec.MsgspecError, tomllib.TOMLDecodeError) as error:
        raise Bug("bad_manifest", backend=stem, detail=str(error)) from error
    problems = list(_problems(manifest, stem))
    if problems:
        raise Bug("bad_manifest", backend=stem, detail="; ".join(problems))
    return manifest


@cache
def manifests() -> dict[str, Manifest]:
    """Return every manifest of the program by its id."""
    found = sorted(
        (entry for entry in files(__package__).iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name
    )
    return {
        entry.name.removesuffix(".toml"): read(entry.read_text("utf-8"), entry.name.removesuffix(".toml"))
        for entry in found
    }


def _problems(manifest: Manifest, stem: str) -> list[str]:
    problems = []
    if manifest.id != stem:
        problems.append(f"the id is {manifest.id}, the file {stem}")
    services = [endpoint.service for endpoint in manifest.endpoints]
    if len(set(services)) != len(services):
        problems.append("a service has two endpoints")
    problems += [
        f"{name!r} is not a host name in lower case"
        for name in (*manifest.domains, *manifest.hosts)
        if name != name.lower() or "/" in name or not name.strip(".")
    ]
    words = {"address": "", "local": "", "domain": ""}
    for endpoint in manifest.endpoints:
        try:
            (endpoint.host + endpoint.user).format_map(words)
        except (KeyError, ValueError, IndexError):
            problems.append(f"the {endpoint.service} endpoint has an unknown placeholder")
    return problems
