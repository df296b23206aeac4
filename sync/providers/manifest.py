"""Manifests: one TOML file per backend, checked strictly: a claim has a date and a source, or says that it is unknown."""

from __future__ import annotations

import datetime
import logging
import stat
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec

from sync.model.accounts import Endpoint, Security, Service, SignIn
from sync.model.faults import Bug, Fault, Forbidden
from sync.model.sovereignty import Declaration, named

_Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]
_Word = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*$")]
_Text = Annotated[str, msgspec.Meta(min_length=1)]
FieldName: TypeAlias = Literal["name", "address", "login", "password", "server", "feed"]
"""Fields that the sign-in form knows."""

logger = logging.getLogger(__name__)


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


class Evidence(StrEnum):
    """How sure it is that a service of a backend works with this program."""

    REAL_SERVER = "real-server"
    """Tested against the backend's own software, or the software that it is made of."""
    CONTRACT = "contract"
    """Tested against a simulator written from published facts, which refuses everything that they do not contain."""
    STANDARD = "standard"
    """Reached by an open standard that is tested against other software."""
    LINK_ONLY = "link-only"
    """Not reached: the person is led to the web page."""


class Reason(StrEnum):
    """Why a service is only a link."""

    NO_INTERFACE = "no_interface"
    """The publisher publishes no interface for it."""
    UNKNOWN = "unknown"
    """An interface was looked for and not found, or not enough is known of it."""
    NOT_BUILT = "not_built"
    """The interface is known; this program does not speak it yet."""
    NEEDS_PUBLISHER = "needs_publisher"
    """It takes a key or a permission that only the publisher or the site's administrator gives."""
    WEB_SESSION = "web_session"
    """It can be reached only with the session of the web page."""
    ELSEWHERE = "elsewhere"
    """It is another product, which has a sheet of its own."""
    SEALED = "sealed"
    """It is sealed end to end with keys that only the publisher's own programs hold."""


class EndpointTemplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An endpoint of the backend. An empty host is asked of the person; `{address}`, `{local}`, `{domain}` and
    `{login}` (the user name, where it is not the address) are filled in.

    A service may have several, by different protocols: the first is the one to propose.
    """

    service: Service
    protocol: _Word
    port: _Port
    evidence: Evidence = Evidence.STANDARD
    host: str = ""
    security: Security = Security.TLS
    user: str = "{address}"
    sign_in: SignIn = SignIn.PASSWORD
    parameters: dict[str, str] = {}


class Link(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Services that have no interface here: why, and the page where they are. An empty page is the backend's own."""

    services: Annotated[list[Service], msgspec.Meta(min_length=1)]
    reason: Reason
    page: str = ""


class Budget(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much of the backend one desktop may take, so that it stays a polite guest."""

    requests_per_hour: Annotated[int, msgspec.Meta(ge=1)]
    at_once: Annotated[int, msgspec.Meta(ge=1, le=16)]
    source: str = ""
    """Where the limit is published; empty: our own choice."""


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of the sign-in form, in the order of the file."""

    name: FieldName
    required: bool = True
    secret: bool = False


class Directory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fixed list of servers, any of which tells at which of them an address has its chat. Only the person's choice of this
    backend lets them be asked: an address is nobody else's business."""

    servers: Annotated[list[str], msgspec.Meta(min_length=1)]
    parameters: dict[str, str] = {}
    """Of the endpoints that are found there."""
    evidence: Evidence = Evidence.CONTRACT
    source: str = ""


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who a backend is, which protocols it composes, how it is recognised and how one signs in."""

    id: _Word
    label: _Text
    endpoints: list[EndpointTemplate]
    fields: list[Field]
    publisher: str = ""
    """Who makes it; empty where it is nobody's product."""
    page: str = ""
    """The publisher's page."""
    links: list[Link] = []
    directory: Directory | None = None
    """Where the chat of an address is asked for."""
    budget: Budget | None = None
    """None: the usual pace of the gate, which an organisation's own servers bear."""
    claims: list[Claim] = []
    domains: list[str] = []
    """Domains of addresses that are certainly at this backend."""
    hosts: list[str] = []
    """Host names that give the backend away when discovery finds them; a leading dot stands for every name below."""
    paths: list[str] = []
    """Paths that give the backend away where a well-known address leads to one; what comes before is where it is installed."""
    shown: bool = True
    """Whether the person can choose it from the list."""

    def endpoints_for(self, address: str, server: str = "", login: str = "") -> tuple[Endpoint, ...] | None:
        """Return the endpoints for an address, or None where the backend's hosts are not known beforehand.

        `server` is what the person typed for the hosts that are asked of them, `login` their user name where it is not the
        address. One endpoint per service: the first.
        """
        first: dict[Service, EndpointTemplate] = {}
        for endpoint in self.endpoints:
            first.setdefault(endpoint.service, endpoint)
        if not first or any(not endpoint.host and not server for endpoint in first.values()):
            return None
        local, _, domain = address.rpartition("@")
        words = {"address": address, "local": local, "domain": domain, "login": login or address}
        return tuple(
            Endpoint(
                service=template.service,
                protocol=template.protocol,
                host=template.host.format_map(words) or server,
                port=template.port,
                security=template.security,
                user=login or template.user.format_map(words),
                sign_in=template.sign_in,
                parameters={name: value.format_map(words) for name, value in template.parameters.items()},
            )
            for template in first.values()
        )

    def beside(self, found: Endpoint) -> tuple[Endpoint, ...]:
        """Return what the backend has where an endpoint was found whose path gives it away, that one first, each signed in to as
        the backend wants it; nothing where none was."""
        path = found.parameters.get("path", "")
        mark = next((mark for mark in self.paths if mark in path), None)
        if mark is None:
            return ()
        base = path.partition(mark)[0]
        own = next((template.sign_in for template in self.endpoints if template.protocol == found.protocol), found.sign_in)
        return (
            replace(found, sign_in=own),
            *(
                Endpoint(
                    template.service, template.protocol, found.host, found.port, template.security, found.user,
                    template.sign_in, {**template.parameters, **({"path": base} if base else {})},
                )
                for template in self.endpoints
                if template.protocol != found.protocol
            ),
        )  # fmt: skip

    def keeps_apart(self, endpoint: Endpoint) -> bool:
        """Whether one signs in to an endpoint on a page of this backend's: the password of that is good for nothing else."""
        return endpoint.sign_in is SignIn.PAGE and any(
            template.protocol == endpoint.protocol and template.sign_in is SignIn.PAGE for template in self.endpoints
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

    def services(self) -> dict[Service, Evidence]:
        """Return every service with the evidence of the way that is proposed, in the order of the file."""
        found: dict[Service, Evidence] = {}
        for endpoint in self.endpoints:
            found.setdefault(endpoint.service, endpoint.evidence)
        if self.directory is not None:
            found.setdefault(Service.CHAT, self.directory.evidence)
        return found | {service: Evidence.LINK_ONLY for link in self.links for service in link.services}

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


def shipped() -> dict[str, Manifest]:
    """Return the manifests that come with the program, by id."""
    found = sorted(
        (entry for entry in files(__package__).iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name
    )
    return {
        entry.name.removesuffix(".toml"): read(entry.read_text("utf-8"), entry.name.removesuffix(".toml"))
        for entry in found
    }


def organisation_folder() -> Path:
    """Return where an administrator puts manifests of the organisation: a place that only administrators can write."""
    if sys.platform == "win32":
        return Path(r"C:\ProgramData\ecritoire\backends")
    return Path("/etc/ecritoire/backends")


def dropped(folder: Path) -> Iterator[tuple[str, Manifest | Fault]]:
    """Yield each manifest of the organisation by id, or the fault that keeps it out.

    `Forbidden("manifest_not_administrators")` where somebody else than the administrator could have written it: a manifest
    decides where passwords go.
    """
    try:
        entries = sorted(folder.glob("*.toml"))
    except OSError:
        return
    for entry in entries:
        try:
            if not (_only_administrators(folder) and _only_administrators(entry)):
                raise Forbidden("manifest_not_administrators", path=str(entry))
            yield entry.stem, read(entry.read_text("utf-8"), entry.stem)
        except Fault as fault:
            yield entry.stem, fault
        except (OSError, UnicodeDecodeError) as error:
            yield entry.stem, Bug("bad_manifest", backend=entry.stem, detail=type(error).__name__)


def _only_administrators(path: Path) -> bool:
    if sys.platform == "win32":
        return True  # the folder's own rights, set by the installer, are what counts there
    status = path.lstat()
    return status.st_uid == 0 and not status.st_mode & 0o022 and not stat.S_ISLNK(status.st_mode)


@cache
def manifests() -> dict[str, Manifest]:
    """Return every manifest by its id: the organisation's take the place of the program's own of the same name."""
    found = shipped()
    for name, one in dropped(organisation_folder()):
        if isinstance(one, Manifest):
            found[name] = one
        else:
            logger.error("manifest_left_out %s %s", name, one.code)
    return found


def _problems(manifest: Manifest, stem: str) -> list[str]:
    problems = []
    if manifest.id != stem:
        problems.append(f"the id is {manifest.id}, the file {stem}")
    ways = [(endpoint.service, endpoint.protocol) for endpoint in manifest.endpoints]
    if len(set(ways)) != len(ways):
        problems.append("a service has two endpoints of one protocol")
    if any(endpoint.evidence is Evidence.LINK_ONLY for endpoint in manifest.endpoints):
        problems.append("an endpoint is no link: name the service under links")
    reached = {endpoint.service for endpoint in manifest.endpoints} | ({Service.CHAT} if manifest.directory else set())
    linked = [service for link in manifest.links for service in link.services]
    if len(set(linked)) != len(linked) or reached & set(linked):
        problems.append("a service is linked twice, or linked and reached")
    problems += [
        f"{page!r} is not an https address"
        for page in (manifest.page, *(link.page for link in manifest.links))
        if page and not page.startswith("https://")
    ]
    if manifest.links and not manifest.page and any(not link.page for link in manifest.links):
        problems.append("a link leads nowhere")
    problems += [f"{claim.subject}: dated in the future" for claim in manifest.claims if claim.date > _today()]
    problems += [
        f"{claim.subject}: a value of another kind"
        for claim in manifest.claims
        if claim.value and claim.value.isupper() is not (claim.subject == "law")
    ]
    problems += [
        f"{name!r} is not a host name in lower case"
        for name in (*manifest.domains, *manifest.hosts, *(manifest.directory.servers if manifest.directory else ()))
        if name != name.lower() or "/" in name or not name.strip(".")
    ]
    words = {"address": "", "local": "", "domain": "", "login": ""}
    for endpoint in manifest.endpoints:
        try:
            "".join((endpoint.host, endpoint.user, *endpoint.parameters.values())).format_map(words)
        except (KeyError, ValueError, IndexError):
            problems.append(f"the {endpoint.service} endpoint has an unknown placeholder")
    return problems


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
