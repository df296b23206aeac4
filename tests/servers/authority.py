"""A throw-away certificate authority: good and bad server certificates for loopback."""

from __future__ import annotations

import datetime
import ssl
from dataclasses import dataclass
from pathlib import Path

import trustme

NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Certified:
    """A server's certificate chain and key, as PEM files."""

    chain: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """Return a server-side context."""
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(self.chain, self.key)
        return made


class Authority:
    """Issues certificates into a folder; `trust` is the file that a client adds to the system's authorities."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._authority = trustme.CA()
        self.trust = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(str(self.trust))

    def good(self) -> Certified:
        """Return a certificate for this machine's loopback names."""
        return self._write("good", self._authority.issue_cert(*NAMES))

    def expired(self) -> Certified:
        """Return one that ended long ago."""
        ended = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
        return self._write("expired", self._authority.issue_cert(*NAMES, not_after=ended))

    def of_another_host(self) -> Certified:
        """Return one that was issued for another name."""
        return self._write("other", self._authority.issue_cert("ailleurs.exemple.fr"))

    def of_nobody(self) -> Certified:
        """Return one whose authority nobody knows."""
        return self._write("nobody", trustme.CA().issue_cert(*NAMES))

    def _write(self, name: str, issued: trustme.LeafCert) -> Certified:
        certified = Certified(self._folder / f"{name}.pem", self._folder / f"{name}.key")
        certified.chain.write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
        issued.private_key_pem.write_to_path(str(certified.key))
        return certified
