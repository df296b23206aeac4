"""The certificate authorities that this machine trusts, as bytes: for signatures on letters, where no connection checks them."""

from __future__ import annotations

import functools
import ssl
import sys
from pathlib import Path

from sync.model.faults import StoreFault

_BEGIN = "-----BEGIN CERTIFICATE-----"
_END = "-----END CERTIFICATE-----"
_DEBIAN = "/etc/ssl/certs/ca-certificates.crt"


def anchors(extra: Path | None = None) -> tuple[bytes, ...]:
    """Return the system's authorities and those of the PEM file `extra`, in DER. Raises `StoreFault("bad_trust_file")`."""
    changed = extra.stat().st_mtime_ns if extra is not None and extra.exists() else 0
    return _anchors(extra, changed)


@functools.lru_cache(maxsize=4)
def _anchors(extra: Path | None, _changed: int) -> tuple[bytes, ...]:
    found = list(_of_system())
    if extra is not None:
        try:
            found += of_pem(extra.read_text("ascii"))
        except (OSError, ValueError) as error:
            raise StoreFault("bad_trust_file", file=extra.name) from error
    return tuple(dict.fromkeys(found))


def of_pem(text: str) -> list[bytes]:
    """Return the certificates of a PEM text in DER. Raises `ValueError`."""
    pieces = text.split(_BEGIN)[1:]
    return [ssl.PEM_cert_to_DER_cert(_BEGIN + piece.partition(_END)[0] + _END) for piece in pieces]


if sys.platform == "win32":

    def _of_system() -> list[bytes]:
        return [der for der, encoding, _ in ssl.enum_certificates("ROOT") if encoding == "x509_asn"]

else:

    def _of_system() -> list[bytes]:
        for place in (ssl.get_default_verify_paths().cafile, _DEBIAN):
            if place and Path(place).exists():
                return of_pem(Path(place).read_text("utf-8"))
        return []
