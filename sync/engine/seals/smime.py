"""S/MIME with one's own private keys (RFC 8551): signing, encrypting for certificates, and the key of a letter unwrapped.

Only bytes of our own, and the few of a wrapped key, come here; messages of strangers are taken apart by the parser.
"""

from __future__ import annotations

from collections.abc import Sequence

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
    pkcs7,
    pkcs12,
)

from sync.model.faults import Rejected
from sync.model.seals import Recipient

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
MICALG = "sha-256"
SIGNATURE = "application/pkcs7-signature"

_DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(),  # noqa: S303 # the default of OAEP, where nothing is asked of the digest
    "sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512(),
}  # fmt: skip


def private_key(der: bytes) -> PrivateKey:
    """Return a private key that is kept (PKCS#8). Raises `Rejected("bad_key_kind")`."""
    key = load_der_private_key(der, None)
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise Rejected("bad_key_kind")
    return key


def signature(entity: bytes, certificate: bytes, chain: Sequence[bytes], key: PrivateKey) -> bytes:
    """Return the detached signature of an entity, with the certificates that lead to a root."""
    builder = pkcs7.PKCS7SignatureBuilder().set_data(entity)
    builder = builder.add_signer(x509.load_der_x509_certificate(certificate), key, hashes.SHA256())
    for one in chain:
        builder = builder.add_certificate(x509.load_der_x509_certificate(one))
    return builder.sign(Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary])


def encrypted(entity: bytes, certificates: Sequence[bytes]) -> bytes:
    """Return an entity encrypted with AES-256 for the owners of certificates. Raises `Rejected("bad_key_kind")`."""
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(entity).set_content_encryption_algorithm(AES256)
    for one in certificates:
        try:
            builder = builder.add_recipient(x509.load_der_x509_certificate(one))
        except (TypeError, ValueError) as error:
            raise Rejected("bad_key_kind") from error
    return builder.encrypt(Encoding.DER, [pkcs7.PKCS7Options.Binary])


def is_for(recipient: Recipient, certificate: bytes) -> bool:
    """Whether a letter was encrypted for the owner of a certificate."""
    found = x509.load_der_x509_certificate(certificate)
    if recipient.key_id:
        try:
            return found.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest == recipient.key_id
        except x509.ExtensionNotFound:
            return False
    return recipient.serial == found.serial_number and recipient.issuer == found.issuer.public_bytes()


def unwrapped(recipient: Recipient, key: PrivateKey) -> bytes | None:
    """Return the key of a letter, None where it does not come out of what was wrapped.

    A wrong padding of PKCS#1 gives a random key and no error (OpenSSL's implicit rejection), so nobody can ask us for one.
    """
    if not isinstance(key, rsa.RSAPrivateKey):
        return None
    try:
        if recipient.wrap == "rsa":
            return key.decrypt(recipient.wrapped, padding.PKCS1v15())
        if recipient.wrap == "rsa-oaep" and recipient.digest in _DIGESTS:
            digest = _DIGESTS[recipient.digest]
            return key.decrypt(recipient.wrapped, padding.OAEP(padding.MGF1(digest), digest, None))
    except ValueError:
        return None
    return None


def from_pkcs12(content: bytes, passphrase: str) -> tuple[PrivateKey | None, bytes, list[bytes]]:
    """Return private key, certificate and further certificates of a PKCS#12 file. Raises `Rejected`."""
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(content, passphrase.encode() or None)
    except ValueError as error:
        wrong = "password" in str(error).lower() or "mac" in str(error).lower()
        raise Rejected("bad_key_passphrase" if wrong else "not_a_key_file") from error
    if certificate is None or not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise Rejected("bad_key_kind" if certificate is not None else "not_a_key_file")
    return key, certificate.public_bytes(Encoding.DER), [one.public_bytes(Encoding.DER) for one in others]


def to_pkcs12(name: str, der: bytes, certificate: bytes, chain: Sequence[bytes], passphrase: str) -> bytes:
    """Return a PKCS#12 file of a key, encrypted with a passphrase."""
    return pkcs12.serialize_key_and_certificates(
        name.encode(), private_key(der), x509.load_der_x509_certificate(certificate),
        [x509.load_der_x509_certificate(one) for one in chain], BestAvailableEncryption(passphrase.encode()),
    )  # fmt: skip


def to_der(key: PrivateKey) -> bytes:
    """Return a private key as it is kept inside the encrypted store (PKCS#8)."""
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def pem(certificate: bytes) -> bytes:
    """Return a certificate as a PEM text."""
    return x509.load_der_x509_certificate(certificate).public_bytes(Encoding.PEM)
