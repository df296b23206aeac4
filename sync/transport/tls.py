"""TLS: the one client context (system trust, TLS 1.2 and up), and certificate errors as faults that say what is wrong."""

from __future__ import annotations

import functools
import ssl
import sys
from pathlib import Path

from sync.model.faults import Fault, Forbidden, Offline, StoreFault

_REASONS = {
    9: "not_yet_valid",
    10: "expired",
    18: "self_signed",
    19: "unknown_authority",
    20: "unknown_authority",
    21: "unknown_authority",
    23: "revoked",
    62: "wrong_host",
    64: "wrong_host",
}
"""OpenSSL's X509_V_ERR_* numbers that a user can do something about; the others are "other"."""


def context(trust: Path | None = None) -> ssl.SSLContext:
    """Return the context for every client connection: system authorities plus those of the PEM file `trust`.

    Raises `StoreFault("bad_trust_file")` where `trust` cannot be read: connecting without it would hide a mistake.
    """
    return _context(trust, trust.stat().st_mtime_ns if trust is not None and trust.exists() else 0)


@functools.lru_cache(maxsize=8)
def _context(trust: Path | None, _changed: int) -> ssl.SSLContext:
    """Made once: reading the system's authorities takes 50 ms."""
    made = _system_context()
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    if trust is not None:
        try:
            made.load_verify_locations(cafile=str(trust))
        except (OSError, ssl.SSLError) as error:
            raise StoreFault("bad_trust_file", file=trust.name) from error
    return made


def looking_context() -> ssl.SSLContext:
    """Return a context that accepts any certificate: only to look at a refused one. Nothing secret goes through it."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE
    return made


def certificate_fault(host: str, error: ssl.SSLCertVerificationError, der: bytes | None) -> Forbidden:
    """Return `Forbidden("certificate")` with host, reason, issuer, subject and dates (ISO 8601 UTC; empty: unknown).

    `der` is the certificate that the server showed, where it could be looked at.
    """
    from cryptography import x509  # only a refused certificate is looked at
    from cryptography.hazmat.primitives.hashes import SHA256

    issuer = subject = begins = ends = fingerprint = ""
    if der is not None:
        try:
            certificate = x509.load_der_x509_certificate(der)
        except ValueError:
            pass
        else:
            issuer = certificate.issuer.rfc4514_string()
            subject = certificate.subject.rfc4514_string()
            begins = certificate.not_valid_before_utc.isoformat()
            ends = certificate.not_valid_after_utc.isoformat()
            fingerprint = certificate.fingerprint(SHA256()).hex()
    return Forbidden(
        "certificate",
        host=host,
        reason=_REASONS.get(error.verify_code, "other"),
        issuer=issuer,
        subject=subject,
        not_before=begins,
        not_after=ends,
        fingerprint=fingerprint,
    )


def handshake_fault(host: str, error: ssl.SSLError | OSError) -> Fault:
    """Return the fault of a handshake that failed for another reason than the certificate."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return certificate_fault(host, error, None)
    if isinstance(error, ssl.SSLError) and error.reason in {"TLSV1_ALERT_PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL"}:
        return Forbidden("tls_too_old", host=host)
    return Offline("tls_failed", host=host, reason=str(getattr(error, "reason", "") or type(error).__name__))


def _system_context() -> ssl.SSLContext:
    if sys.platform == "linux":
        return ssl.create_default_context()
    else:  # noqa: RET505 - mypy follows platforms only through if and else
        import truststore

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
