"""Cryptographic Message Syntax (RFC 5652): signatures checked, encrypted content opened with its key. No private key comes here.

Verified and decrypted by `cryptography`; `asn1crypto` takes the structures apart, in BER as in DER.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from asn1crypto import cms, core
from cryptography import x509
from cryptography.exceptions import InvalidSignature, InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.padding import PKCS7

from sync.model.faults import Unreadable
from sync.model.seals import Recipient, Signature, Standing
from sync.parse.certificates import chained, described, for_encryption

_DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(), "md5": hashes.MD5(),  # noqa: S303 # judged, and called weak
    "sha224": hashes.SHA224(), "sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512(),
}  # fmt: skip
_FORGEABLE = frozenset({"md5", "sha1"})
_KEY_OCTETS = {"aes": (16, 24, 32), "tripledes": (24,)}
SIGNERS_LIMIT = 20
CERTIFICATES_LIMIT = 50
RECIPIENTS_LIMIT = 1000


def verified(
    der: bytes, detached: Sequence[bytes], anchors: Sequence[bytes], now: int
) -> tuple[bytes, tuple[Signature, ...], tuple[Signature, ...]]:
    """Return the signed bytes, what each signature is worth at `now`, and certificates to encrypt by. Raises `Unreadable`.

    `detached` are the ways in which the signed bytes may have been meant (as received first), where they are not inside.
    """
    signed = _content(der, "signed_data")
    inside = signed["encap_content_info"]
    kind = inside["content_type"].native
    enclosed = inside["content"].native
    if enclosed is not None and not isinstance(enclosed, bytes):
        raise Unreadable("bad_seal", reason="content")
    if detached and enclosed is not None:
        raise Unreadable("bad_seal", reason="two_contents")
    candidates = [enclosed] if enclosed is not None else list(detached)
    if not candidates:
        raise Unreadable("bad_seal", reason="no_content")
    certificates = _certificates(signed)
    signers = list(signed["signer_infos"])[:SIGNERS_LIMIT]
    found = [_judged(signer, kind, candidates, certificates, anchors, now) for signer in signers]
    if not found:
        raise Unreadable("bad_seal", reason="no_signer")
    offered = tuple(
        described(one).with_standing(Standing.TRUSTED) for one in certificates
        if for_encryption(one) and chained(one, certificates, anchors, now, signing=False) is Standing.TRUSTED
    )  # fmt: skip
    return candidates[0], tuple(found), offered


def recipients(der: bytes) -> tuple[tuple[Recipient, ...], str]:
    """Return for whom a content was encrypted, and with which cipher. Raises `Unreadable`."""
    enveloped = _enveloped(der)
    found: list[Recipient] = []
    for one in list(enveloped["recipient_infos"])[:RECIPIENTS_LIMIT]:
        if one.name != "ktri":
            found.append(Recipient())  # key agreement, passwords: known to be there, and no more
            continue
        way = one.chosen["key_encryption_algorithm"]
        algorithm = way["algorithm"].native
        wrap, digest = "", ""
        if algorithm in ("rsa", "rsaes_pkcs1v15"):
            wrap = "rsa"
        elif algorithm == "rsaes_oaep":
            wrap, digest = "rsa-oaep", _oaep(way["parameters"])
        issuer, serial, key_id = _named(one.chosen["rid"])
        found.append(Recipient(key_id, issuer, serial, wrap, digest, one.chosen["encrypted_key"].native))
    return tuple(found), _encrypted_place(enveloped)["content_encryption_algorithm"]["algorithm"].native


def decrypted(der: bytes, key: bytes) -> bytes:
    """Return the content of an encrypted message, given its own key. Raises `Unreadable("not_decrypted")`.

    A wrong key, a broken padding and altered bytes fail alike: nothing tells an attacker which it was.
    """
    enveloped = _enveloped(der)
    place = _encrypted_place(enveloped)
    way = place["content_encryption_algorithm"]
    secret = place["encrypted_content"].native
    name = way["algorithm"].native
    if not isinstance(secret, bytes):
        raise Unreadable("bad_seal", reason="content")
    try:
        if name.endswith("_gcm"):
            return _authenticated(key, way["parameters"].dump(), enveloped, secret)
        cipher = way.encryption_cipher
        if len(key) not in _KEY_OCTETS.get(cipher, ()) or way.encryption_mode != "cbc":
            raise Unreadable("not_decrypted", cipher=name)
        algorithm = AES(key) if cipher == "aes" else TripleDES(key)
        decryptor = Cipher(algorithm, modes.CBC(way.encryption_iv)).decryptor()
        padded = decryptor.update(secret) + decryptor.finalize()
        unpadder = PKCS7(algorithm.block_size).unpadder()
        return unpadder.update(padded) + unpadder.finalize()
    except (ValueError, InvalidTag, UnsupportedAlgorithm) as error:
        raise Unreadable("not_decrypted", cipher=name) from error


def _authenticated(key: bytes, parameters: bytes, enveloped: Any, secret: bytes) -> bytes:
    """Return a content that is encrypted with AES-GCM (RFC 5084); what surrounds it is covered too."""
    nonce = core.SequenceOf.load(parameters, spec=core.Any)[0].parse(core.OctetString)
    attributes, tag = enveloped["auth_attrs"], enveloped["mac"]
    decryptor = Cipher(AES(key), modes.GCM(nonce.native, tag.native, min_tag_length=12)).decryptor()
    if attributes.native:
        decryptor.authenticate_additional_data(b"\x31" + attributes.dump()[1:])
    return decryptor.update(secret) + decryptor.finalize()


def _content(der: bytes, wanted: str) -> Any:
    content = cms.ContentInfo.load(der)
    if content["content_type"].native != wanted:
        raise Unreadable("bad_seal", reason="kind")
    return content["content"]


def _enveloped(der: bytes) -> Any:
    content = cms.ContentInfo.load(der)
    if content["content_type"].native not in ("enveloped_data", "authenticated_enveloped_data"):
        raise Unreadable("bad_seal", reason="kind")
    return content["content"]


def _encrypted_place(enveloped: Any) -> Any:
    return enveloped["auth_encrypted_content_info" if isinstance(enveloped, cms.AuthEnvelopedData) else "encrypted_content_info"]


def _oaep(parameters: Any) -> str:
    """Return the digest of OAEP, empty where mask and digest differ or a label is used (nobody does)."""
    digest = parameters["hash_algorithm"]["algorithm"].native
    mask = parameters["mask_gen_algorithm"]["parameters"]["algorithm"].native
    return digest if digest == mask and not parameters["p_source_algorithm"]["parameters"].native else ""


def _named(identifier: Any) -> tuple[bytes, int, bytes]:
    """Return issuer, serial number and key identifier of a certificate that is spoken of."""
    if identifier.name == "issuer_and_serial_number":
        chosen = identifier.chosen
        return chosen["issuer"].dump(), chosen["serial_number"].native, b""
    return b"", 0, identifier.chosen.native


def _certificates(signed: Any) -> list[x509.Certificate]:
    found: list[x509.Certificate] = []
    for one in list(signed["certificates"] or ())[:CERTIFICATES_LIMIT]:
        if one.name == "certificate":
            try:
                found.append(x509.load_der_x509_certificate(one.chosen.dump()))
            except ValueError:
                continue
    return found


def _judged(
    signer: Any, kind: str, candidates: list[bytes], certificates: list[x509.Certificate], anchors: Sequence[bytes], now: int
) -> Signature:
    """Return what one signature is worth; the bytes that it fits come first among `candidates` afterwards."""
    certificate = _signer_of(signer, certificates)
    if certificate is None:
        return Signature(Standing.UNKNOWN_KEY)
    said = described(certificate)
    digest = signer["digest_algorithm"]["algorithm"].native
    if digest not in _DIGESTS:
        return said.with_standing(Standing.UNREADABLE)
    try:
        when, intact = _intact(signer, kind, candidates, certificate, digest)
    except (UnsupportedAlgorithm, ValueError, TypeError, KeyError):
        return said.with_standing(Standing.UNREADABLE)
    if not intact:
        return said.with_standing(Standing.BROKEN, when)
    if digest in _FORGEABLE:
        return said.with_standing(Standing.WEAK, when)
    return said.with_standing(chained(certificate, certificates, anchors, now), when)


def _signer_of(signer: Any, certificates: list[x509.Certificate]) -> x509.Certificate | None:
    issuer, serial, key_id = _named(signer["sid"])
    for one in certificates:
        if key_id:
            try:
                identifier = one.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
            except (x509.ExtensionNotFound, ValueError):
                continue
            if identifier == key_id:
                return one
        elif one.serial_number == serial and one.issuer.public_bytes() == issuer:
            return one
    return None


def _intact(signer: Any, kind: str, candidates: list[bytes], certificate: x509.Certificate, digest: str) -> tuple[int, bool]:
    """Return when a signature says that it was made, and whether it is one of the bytes and by the certificate's key."""
    attributes = signer["signed_attrs"]
    if not len(attributes):  # the signature is over the content itself, which must then be plain (RFC 5652 §5.3)
        return 0, kind == "data" and any(_signs(signer, certificate, one, digest, candidates) for one in list(candidates))
    values: dict[str, list[Any]] = {}
    for one in attributes:
        values.setdefault(one["type"].native, []).extend(one["values"].native)
    meant, said = values.get("message_digest", []), values.get("content_type", [])
    if len(meant) != 1 or said != [kind]:
        return 0, False
    times = values.get("signing_time", [])
    when = int(times[0].timestamp()) if times and isinstance(times[0], datetime) else 0
    for one in list(candidates):
        if hmac.compare_digest(_digest(one, digest), meant[0]):
            _put_first(candidates, one)
            return when, _fits(signer, certificate, b"\x31" + attributes.dump()[1:], digest)
    return when, False


def _signs(signer: Any, certificate: x509.Certificate, content: bytes, digest: str, candidates: list[bytes]) -> bool:
    if not _fits(signer, certificate, content, digest):
        return False
    _put_first(candidates, content)
    return True


def _put_first(candidates: list[bytes], content: bytes) -> None:
    candidates.remove(content)
    candidates.insert(0, content)


def _digest(content: bytes, name: str) -> bytes:
    made = hashes.Hash(_DIGESTS[name])
    made.update(content)
    return made.finalize()


def _fits(signer: Any, certificate: x509.Certificate, content: bytes, digest: str) -> bool:
    key, signature = certificate.public_key(), signer["signature"].native
    way = signer["signature_algorithm"]
    algorithm = way.signature_algo
    named = way["algorithm"].native.partition("_")[0]
    if named in _DIGESTS and named != digest:  # two digests in one signature: nobody who means well makes that
        return False
    try:
        match key:
            case rsa.RSAPublicKey() if algorithm == "rsassa_pss":
                parameters = way["parameters"]
                inner = _DIGESTS[parameters["hash_algorithm"]["algorithm"].native]
                mask = _DIGESTS[parameters["mask_gen_algorithm"]["parameters"]["algorithm"].native]
                salt = parameters["salt_length"].native
                key.verify(signature, content, padding.PSS(padding.MGF1(mask), salt), inner)
            case rsa.RSAPublicKey():
                key.verify(signature, content, padding.PKCS1v15(), _DIGESTS[digest])
            case ec.EllipticCurvePublicKey():
                key.verify(signature, content, ec.ECDSA(_DIGESTS[digest]))
            case ed25519.Ed25519PublicKey():
                key.verify(signature, content)
            case _:
                raise ValueError("key")
    except InvalidSignature:
        return False
    return True

