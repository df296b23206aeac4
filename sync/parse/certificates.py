"""Certificates (RFC 5280): what one says of its owner, and whether an authority that is trusted vouches for it."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509 import verification
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from sync.model.seals import Signature, Standing

E = TypeVar("E", bound=x509.ExtensionType)

_FOR_MAIL = frozenset({ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE})


@dataclass(frozen=True, slots=True)
class Described:
    """What a certificate says, on the way to becoming a `Signature`."""

    signature: Signature

    def with_standing(self, standing: Standing, signed_at: int = 0) -> Signature:
        """Return the signature of this certificate's owner."""
        one = self.signature
        return Signature(
            standing, one.name, one.addresses, one.issuer, signed_at, one.not_before, one.not_after, one.fingerprint,
            one.certificate,
        )  # fmt: skip


def described(certificate: x509.Certificate) -> Described:
    """Return who a certificate says that it belongs to."""
    return Described(
        Signature(
            Standing.UNREADABLE,
            name=_common_name(certificate.subject),
            addresses=_addresses(certificate),
            issuer=_common_name(certificate.issuer),
            not_before=int(certificate.not_valid_before_utc.timestamp()),
            not_after=int(certificate.not_valid_after_utc.timestamp()),
            fingerprint=certificate.fingerprint(SHA256()).hex(),
            certificate=certificate.public_bytes(Encoding.DER),
        )
    )


def chained(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], anchors: Sequence[bytes], now: int, *, signing: bool = True
) -> Standing:
    """Return whether a chain leads from a certificate to one of the authorities `anchors` (DER), for mail, at `now`.

    `signing`: what it signs is judged, else what is encrypted for its owner.

    Revocation is not asked for: that would tell the authority's servers which letters are read.
    """
    if not (_for_signing_mail if signing else for_encryption)(certificate):
        return Standing.UNTRUSTED
    store = _store(tuple(anchors))
    if store is None:
        return Standing.UNTRUSTED
    begun, over = (int(end.timestamp()) for end in (certificate.not_valid_before_utc, certificate.not_valid_after_utc))
    inside = now if begun <= now <= over else begun  # those between, and the authority, may have ended before it
    intermediates = [one for one in others if one != certificate]
    if not _leads(certificate, intermediates, store, inside):
        return Standing.UNTRUSTED
    return Standing.TRUSTED if inside == now else Standing.EXPIRED


@lru_cache(maxsize=4)
def _store(anchors: tuple[bytes, ...]) -> verification.Store | None:
    found: list[x509.Certificate] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)  # roots of old are the system's choice, not ours
        for one in anchors:
            try:
                found.append(x509.load_der_x509_certificate(one))
            except ValueError:
                continue
    return verification.Store(found) if found else None


def _leads(
    certificate: x509.Certificate, others: list[x509.Certificate], store: verification.Store, moment: int
) -> bool:
    everything = verification.ExtensionPolicy.permit_all()
    authorities = everything.require_present(
        x509.BasicConstraints, verification.Criticality.AGNOSTIC, _is_authority
    ).may_be_present(x509.KeyUsage, verification.Criticality.AGNOSTIC, _signs_certificates)
    policy = verification.PolicyBuilder().store(store).time(datetime.fromtimestamp(moment, UTC))
    verifier = policy.extension_policies(ee_policy=everything, ca_policy=authorities).build_client_verifier()
    try:
        verifier.verify(certificate, others)
    except (verification.VerificationError, UnsupportedAlgorithm, ValueError):
        return False
    return True


def _is_authority(_policy: object, _certificate: x509.Certificate, found: x509.BasicConstraints) -> None:
    if not found.ca:
        raise ValueError("not an authority")


def _signs_certificates(_policy: object, _certificate: x509.Certificate, found: x509.KeyUsage | None) -> None:
    if found is not None and not found.key_cert_sign:
        raise ValueError("does not sign certificates")


def _for_signing_mail(certificate: x509.Certificate) -> bool:
    """Whether a certificate may sign mail: where it says for what it is, mail has to be among it (RFC 8550 §4.4)."""
    try:
        usage = _extension(certificate, x509.KeyUsage)
        extended = _extension(certificate, x509.ExtendedKeyUsage)
    except ValueError:
        return False
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        return False
    return extended is None or not _FOR_MAIL.isdisjoint(extended)


def for_encryption(certificate: x509.Certificate) -> bool:
    """Whether letters may be encrypted for the owner of a certificate: an address, an RSA key, and a use that fits."""
    try:
        usage = _extension(certificate, x509.KeyUsage)
        constraints = _extension(certificate, x509.BasicConstraints)
        extended = _extension(certificate, x509.ExtendedKeyUsage)
        key = certificate.public_key()
    except (ValueError, UnsupportedAlgorithm):
        return False
    if (constraints is not None and constraints.ca) or not isinstance(key, rsa.RSAPublicKey) or not _addresses(certificate):
        return False
    return (usage is None or usage.key_encipherment) and (extended is None or not _FOR_MAIL.isdisjoint(extended))


def _extension(certificate: x509.Certificate, kind: type[E]) -> E | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _common_name(name: x509.Name) -> str:
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME, NameOID.ORGANIZATION_NAME):
        for one in name.get_attributes_for_oid(kind):
            return str(one.value)[:200]
    return ""


def _addresses(certificate: x509.Certificate) -> tuple[str, ...]:
    """Return the mail addresses of a certificate: of its alternative names, and of its subject (RFC 8550 §3)."""
    found: list[str] = []
    try:
        names = _extension(certificate, x509.SubjectAlternativeName)
        found += names.get_values_for_type(x509.RFC822Name) if names is not None else []
    except ValueError:
        pass
    found += [str(one.value) for one in certificate.subject.get_attributes_for_oid(NameOID.EMAIL_ADDRESS)]
    return tuple(dict.fromkeys(one.casefold() for one in found))[:20]
