"""DNS: service records (RFC 2782), asked of the system's resolver or of one that is named."""

from __future__ import annotations

from dataclasses import dataclass

import dns.asyncresolver
import dns.exception
import dns.rdatatype
import dns.resolver

from sync.model.faults import Offline


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """One SRV record: where a service of a domain is."""

    host: str
    port: int
    priority: int = 0
    weight: int = 0


class Resolver:
    """Asks for service records. `server` is an IP address and a port; None: what the system uses. `within` is in seconds."""

    def __init__(self, server: tuple[str, int] | None = None, *, within: float = 4.0) -> None:
        self._server = server
        self._within = within

    @property
    def servers(self) -> tuple[str, ...]:
        """The name servers that are asked, the first before the others."""
        if self._server is not None:
            return (self._server[0],)
        try:
            return tuple(str(one) for one in dns.resolver.Resolver().nameservers)
        except dns.exception.DNSException:
            return ()

    async def service(self, service: str, domain: str, transport: str = "tcp") -> list[ServiceRecord]:
        """Return the records of `_service._transport.domain`, the one to try first in front; none is an empty list.

        Equal priorities are ordered by weight, heaviest first. A record that names the root says that the service decidedly
        does not exist (RFC 2782): it is left out. Raises `Offline("no_name_server")` where nobody answered.
        """
        try:
            answer = await self._resolver().resolve(
                f"_{service}._{transport}.{domain}.", "SRV", lifetime=self._within, search=False
            )
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, OSError) as error:
            raise Offline("no_name_server", host=domain) from error
        records = [
            ServiceRecord(record.target.to_text(omit_final_dot=True), record.port, record.priority, record.weight)
            for record in answer
            if record.rdtype == dns.rdatatype.SRV and record.target.to_text() != "."
        ]
        return sorted(records, key=lambda record: (record.priority, -record.weight, record.host))

    async def path(self, service: str, domain: str, transport: str = "tcp") -> str:
        """Return the path that the TXT record of a service names (RFC 6764 §4), empty where there is none or nobody answered."""
        try:
            answer = await self._resolver().resolve(
                f"_{service}._{transport}.{domain}.", "TXT", lifetime=self._within, search=False
            )
        except (dns.exception.DNSException, OSError):
            return ""
        for record in answer:
            text = b"".join(record.strings).decode("ascii", "replace")
            if text.startswith("path=/"):
                return text.removeprefix("path=")
        return ""

    def _resolver(self) -> dns.asyncresolver.Resolver:
        if self._server is None:
            return dns.asyncresolver.Resolver()
        resolver = dns.asyncresolver.Resolver(configure=False)
        resolver.nameservers = [self._server[0]]
        resolver.port = self._server[1]
        return resolver
