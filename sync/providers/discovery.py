"""Discovery: from an address to a backend and its endpoints, asking nobody but the address's own domain."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from aiohttp.abc import AbstractResolver

from sync.model.accounts import Endpoint, Security, Service, SignIn
from sync.model.faults import Fault, Offline, Rejected
from sync.model.ids import AccountId
from sync.model.sovereignty import Purpose
from sync.providers import autoconfig, chat_servers, guessing, well_known
from sync.providers.manifest import Directory, Manifest, manifests
from sync.providers.registry import protocol_names
from sync.transport import tls
from sync.transport.dns import Resolver
from sync.transport.gate import Gate
from sync.transport.http import Http

logger = logging.getLogger(__name__)

DISCOVERY = AccountId(0)
"""The account that the gate knows discovery by; it may reach the domain's own names while it runs, and nothing after."""
GUESSED = (Service.MAIL, Service.SUBMISSION)
"""Services whose usual places are tried where nothing is said of them."""
_SCOPE = "openid offline_access"
"""What is asked of a provider that a domain names (OpenID Connect Core 1.0 §11); what servers want besides, a manifest tells."""
_RECORDS = (
    (Service.MAIL, "imap", "imaps", Security.TLS),
    (Service.MAIL, "imap", "imap", Security.STARTTLS),
    (Service.SUBMISSION, "smtp", "submissions", Security.TLS),
    (Service.SUBMISSION, "smtp", "submission", Security.STARTTLS),
    (Service.MAIL, "jmap", "jmap", Security.TLS),
    (Service.SUBMISSION, "jmap", "jmap", Security.TLS),
    (Service.CALENDAR, "caldav", "caldavs", Security.TLS),
    (Service.CONTACTS, "carddav", "carddavs", Security.TLS),
)
"""Service records: RFC 6186, RFC 8314 §5.1, RFC 8620 §2.2, RFC 6764 §3. A protocol that is not there is not asked about."""


@dataclass(frozen=True, slots=True)
class Found:
    """What discovery found: the backend (`generic` where none is known) and at least where mail is read.

    `source` says where it came from: `manifest`, `srv`, `autoconfig`, `well_known`, `guess`, joined by `+`. `elsewhere` lists the
    hosts that are not below the address's domain: the person should look at them before a password goes there.
    """

    backend: str
    label: str
    endpoints: tuple[Endpoint, ...]
    source: str
    elsewhere: tuple[str, ...] = ()
    beside: tuple[Found, ...] = ()
    """Other backends that were found for the address, each an account of its own."""


class Discovery:
    """Finds out. One at a time per gate. `tell_address` lets the whole address, not only its domain, be told to the domain's
    configuration server; `within` is in seconds, for each of the steps."""

    def __init__(
        self,
        gate: Gate,
        *,
        resolver: Resolver | None = None,
        names: AbstractResolver | None = None,
        trust: Path | None = None,
        known: Mapping[str, Manifest] | None = None,
        tell_address: bool = False,
        within: float = 6.0,
    ) -> None:
        self._gate = gate
        self._resolver = resolver or Resolver()
        self._names = names
        self._trust = trust
        self._known = manifests() if known is None else known
        self._protocols = protocol_names()
        self._tell_address = tell_address
        self._within = within

    async def discover(self, address: str, backend: str = "") -> Found:
        """Return what the address's domain says of itself, or what was guessed and proven.

        Manifests' domains first, then service records (RFC 6186, RFC 8314 §5.1), the domain's autoconfig file, its
        well-known addresses, the usual names. Raises `Rejected("bad_address")`, `Rejected("nothing_found")`, `Offline`
        where nothing could be asked. A Matrix identifier (`@local:domain`) is looked for by its domain's word alone, and a
        `backend` that was chosen and has a directory is asked through that.
        """
        chosen = self._known.get(backend)
        if chosen is not None and chosen.directory is not None:
            return await self._in_directory(_normal(address), chosen, chosen.directory)
        if address.startswith("@"):
            return await self._chat_alone(address)
        address = _normal(address)
        domain = address.rpartition("@")[2]
        for manifest in self._known.values():
            endpoints = manifest.endpoints_for(address)
            if domain in manifest.domains and endpoints is not None:
                return self._found(domain, endpoints, ["manifest"])
        places = guessing.guesses(address)
        hosts = {f"autoconfig.{domain}", domain, *(place.host for place in places)}
        self._gate.allow(DISCOVERY, dict.fromkeys(hosts, Purpose.DISCOVERY.value))
        try:
            return await self._ask(address, domain, places)
        finally:
            self._gate.forget(DISCOVERY)

    async def _in_directory(self, address: str, backend: Manifest, directory: Directory) -> Found:
        self._gate.allow(DISCOVERY, dict.fromkeys(directory.servers, Purpose.DISCOVERY.value))
        try:
            async with self._http() as http:
                host = await chat_servers.told_by_list(http, directory.servers, address)
                found = await chat_servers.endpoint(http, host, 443, address)
                found = replace(found, parameters={**directory.parameters, **found.parameters})
        finally:
            self._gate.forget(DISCOVERY)
        return Found(backend.id, backend.label, (found,), "directory")

    async def _chat_alone(self, identifier: str) -> Found:
        local, _, domain = identifier.removeprefix("@").partition(":")
        domain = _normal(f"{local}@{domain}").rpartition("@")[2]
        self._gate.allow(DISCOVERY, {domain: Purpose.DISCOVERY.value})
        try:
            found = await self._chat(domain, identifier)
        finally:
            self._gate.forget(DISCOVERY)
        if not found:
            raise Rejected("nothing_found", domain=domain)
        return self._found(domain, found, ["well_known"])

    async def _chat(self, domain: str, user: str) -> tuple[Endpoint, ...]:
        """Return the homeserver that a domain names, once it has answered as one. The gate stays open for it as long as for
        the domain's own names."""
        if "matrix" not in self._protocols:
            return ()
        async with self._http() as http:
            place = await chat_servers.told_by_domain(http, domain)
            if place is None:
                return ()
            self._gate.allow_more(DISCOVERY, {place[0]: Purpose.DISCOVERY.value})
            if not await chat_servers.speaks(http, *place):
                return ()
            return (await chat_servers.endpoint(http, *place, user),)

    def _http(self) -> Http:
        return Http(self._gate, DISCOVERY, trust=self._trust, within=self._within, resolver=self._names)

    async def _ask(self, address: str, domain: str, places: tuple[Endpoint, ...]) -> Found:
        found: dict[Service, list[Endpoint]] = {}
        sources: list[str] = []
        said, published, known, chat, issuer = await asyncio.gather(
            self._service_records(address, domain),
            self._autoconfig(address),
            self._well_known(address),
            self._chat(domain, address),
            self._issuer(domain),
            return_exceptions=True,
        )
        offline = said if isinstance(said, Offline) else None
        for source, answer in (("srv", said), ("autoconfig", published), ("well_known", known), ("well_known", chat)):
            if isinstance(answer, BaseException):
                if not isinstance(answer, Fault):
                    raise answer
                logger.info("discovery_%s %s", source, answer.code)
                continue
            _add(found, sources, source, answer, self._known_host)
        missing = tuple(place for place in places if place.service not in found and place.service in GUESSED)
        if missing:
            spoke = await guessing.answering(
                missing, self._gate, DISCOVERY, tls.context(self._trust), within=self._within
            )
            _add(found, sources, "guess", spoke, self._known_host)
        if Service.MAIL not in found and Service.CHAT not in found:
            refused = self._gate.verdict(domain) if self._gate.verdict is not None else None
            raise offline or refused or Rejected("nothing_found", domain=domain)
        if isinstance(issuer, str) and issuer:
            for service, ways in found.items():
                found[service] = list(await asyncio.gather(*(self._by_token(way, issuer) for way in ways)))
        return self._sorted(domain, found, sources)

    async def _issuer(self, domain: str) -> str:
        async with self._http() as http:
            return await well_known.issuer(http, domain)

    async def _by_token(self, way: Endpoint, issuer: str) -> Endpoint:
        """Return a way in as it is signed in to: by the domain's own provider where the server asks for its tokens."""
        if way.sign_in is not SignIn.PASSWORD or not well_known.asks_over_http(way):
            return way
        self._gate.allow_more(DISCOVERY, {way.host: Purpose.DISCOVERY.value})
        async with self._http() as http:
            if not await well_known.takes_tokens(http, way):
                return way
        return replace(way, sign_in=SignIn.OAUTH2, parameters={**way.parameters, "issuer": issuer, "scope": _SCOPE})

    async def _service_records(self, address: str, domain: str) -> tuple[Endpoint, ...]:
        names = dict.fromkeys(name for _, protocol, name, _ in _RECORDS if protocol in self._protocols)
        for server in self._resolver.servers[:1]:  # the others are asked only where this one keeps silent
            self._gate.note(DISCOVERY, server, Purpose.NAMES.value)
        answers = await asyncio.gather(*(self._resolver.service(name, domain) for name in names))
        told = dict(zip(names, answers, strict=True))
        dav = [name for name in told if told[name] and name in ("caldavs", "carddavs")]
        paths = dict(zip(dav, await asyncio.gather(*(self._resolver.path(name, domain) for name in dav)), strict=True))
        return tuple(
            Endpoint(
                service,
                protocol,
                told[name][0].host,
                told[name][0].port,
                security,
                address,
                parameters={"path": paths[name]} if paths.get(name) else {},
            )
            for service, protocol, name, security in _RECORDS
            if told.get(name)
        )

    async def _well_known(self, address: str) -> tuple[Endpoint, ...]:
        async with self._http() as http:
            told = await well_known.endpoints(http, address, self._protocols)
        found: list[Endpoint] = []
        more: list[Endpoint] = []
        for endpoint in told:
            ways = (manifest.beside(endpoint) for manifest in self._known.values())
            own, *others = next((some for some in ways if some), (endpoint,))
            found.append(own)
            more += (one for one in others if one.protocol in self._protocols)
        return tuple({one.protocol: one for one in (*reversed(more), *found)}.values())

    async def _autoconfig(self, address: str) -> tuple[Endpoint, ...]:
        async with self._http() as http:
            answers = await asyncio.gather(
                *(
                    self._configuration(http, url, address)
                    for url in autoconfig.urls(address, tell_address=self._tell_address)
                )
            )
        return tuple(endpoint for endpoints in answers for endpoint in endpoints)

    async def _configuration(self, http: Http, url: str, address: str) -> tuple[Endpoint, ...]:
        """Return what one address of the configuration says; one that is not there, elsewhere or broken says nothing."""
        try:
            answer = await http.get(url, largest=autoconfig.LARGEST)
            return autoconfig.endpoints(answer.body, address) if answer.good else ()
        except Fault as fault:
            logger.info("discovery_autoconfig %s", fault.code)
            return ()

    def _sorted(self, domain: str, found: Mapping[Service, list[Endpoint]], sources: list[str]) -> Found:
        """Sort ways in by the backends that they belong to: the one of the domain, or else of its mail, comes first and takes
        what belongs to nobody known."""
        ways = [way for service in Service for way in found.get(service, ())]
        first = self._backend(domain, ways)
        others = dict.fromkeys(one.id for one in map(self._whose, ways) if one is not None)
        groups = []
        for backend in (first, *(self._known[name] for name in others if first is None or name != first.id)):
            mine = (backend, None) if backend is first else (backend,)
            its = ([way for way in found.get(service, ()) if self._whose(way) in mine] for service in Service)
            groups.append(self._found(domain, tuple(_preferred(some, backend) for some in its if some), sources, backend))
        main, *beside = (group for group in groups if group.endpoints)
        return replace(main, beside=tuple(beside))

    def _found(
        self, domain: str, endpoints: tuple[Endpoint, ...], sources: list[str], backend: Manifest | None = None
    ) -> Found:
        backend = backend or self._backend(domain, endpoints)
        hosts = dict.fromkeys(endpoint.host for endpoint in endpoints)
        return Found(
            backend=backend.id if backend else "generic",
            label=backend.label if backend else domain,
            endpoints=endpoints,
            source="+".join(sources),
            elsewhere=tuple(host for host in hosts if host != domain and not host.endswith(f".{domain}")),
        )

    def _backend(self, domain: str, endpoints: Iterable[Endpoint]) -> Manifest | None:
        """Return the backend whose domain it is, or that the first of these hosts belongs to that belongs to any."""
        whose = next((one for one in self._known.values() if domain in one.domains), None)
        return whose or next((one for one in map(self._runs, endpoints) if one is not None), None)

    def _runs(self, endpoint: Endpoint) -> Manifest | None:
        """Return the backend that a host belongs to."""
        return next((one for one in self._known.values() if one.runs(endpoint.host)), None)

    def _whose(self, endpoint: Endpoint) -> Manifest | None:
        """Return the backend that an endpoint belongs to: the one on whose page one signs in to it, or the one of its host."""
        return next((one for one in self._known.values() if one.keeps_apart(endpoint)), None) or self._runs(endpoint)

    def _known_host(self, endpoint: Endpoint) -> bool:
        return self._runs(endpoint) is not None


def _preferred(ways: list[Endpoint], backend: Manifest | None) -> Endpoint:
    """Return the way that the backend's manifest names first, else the first found."""
    order = [template.protocol for template in backend.endpoints] if backend else []
    return min(ways, key=lambda way: order.index(way.protocol) if way.protocol in order else len(order))


def _add(
    found: dict[Service, list[Endpoint]],
    sources: list[str],
    source: str,
    endpoints: Iterable[Endpoint],
    known: Callable[[Endpoint], bool],
) -> None:
    """Add what one source says. Of several ways by one protocol the first counts, and those to other known backends."""
    for endpoint in endpoints:
        ways = found.setdefault(endpoint.service, [])
        new = all(way.protocol != endpoint.protocol for way in ways)
        if new or (known(endpoint) and all(way.host != endpoint.host for way in ways)):
            ways.append(endpoint)
            if source not in sources:
                sources.append(source)


def _normal(address: str) -> str:
    """Return the address with its domain in lower-case A-labels."""
    local, _, domain = address.strip().rpartition("@")
    try:
        plain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise Rejected("bad_address", address=address) from error
    if not local or "." not in plain or not all(part.replace("-", "a").isalnum() for part in plain.split(".")):
        raise Rejected("bad_address", address=address)
    return f"{local}@{plain}"
