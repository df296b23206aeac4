"""Sealed letters (RFC 8551, RFC 3156): which seal is outermost, what is under it, and the header fields that it protects.

Only the root of a message counts as sealed: a sealed part beside other parts stays an attachment, so that nothing outside
is ever shown as if it had been signed, or joined with what was decrypted (EFAIL).
"""

from __future__ import annotations

from collections.abc import Sequence

from sync.model.faults import Bug, Unreadable
from sync.model.seals import Layer, Opened, Scheme, Signature, Standing, Step
from sync.parse import fields as header
from sync.parse.addresses import sender
from sync.parse.mail import readable
from sync.parse.seal_shape import outermost
from sync.parse.tree import Part, parse

_STRUCTURAL = (b"content-", b"mime-version")
_NEVER_PROTECTED = frozenset({b"from", b"received", b"return-path", b"authentication-results", b"bcc", b"x-ecritoire-elided"})
"""Fields that are taken from outside alone. *From* too: what the receiving server judged is the outer one (RFC 9788 §4.4)."""


def unsealed(
    step: str, message: bytes, keys: Sequence[bytes], now: int
) -> Layer | Opened | tuple[Signature, ...] | tuple[bytes, ...] | None:
    """Do one step of opening a sealed message: `look` at it, `decrypt` it by its key, `verify` it by authorities (DER).

    `certificates` says what a file of certificates holds. For OpenPGP, `parts` takes apart what GnuPG is to see; `under` makes
    a message of what it decrypted, `beside` of what it verified. Raises `Unreadable`.
    """
    match step:
        case "look":
            return layer(message)
        case "decrypt":
            return decrypted(message, keys[0])
        case "verify":
            return verified(message, keys, now)
        case "certificates":
            return certificates(message)
        case "parts":
            return parts(message)
        case "under":
            return inside(parse(message), keys[0])
        case "beside":
            read, protected = _beside(parse(message), message)
            return Opened(read, protected=protected)
        case _:
            raise Bug("bad_step", step=step)


@readable
def layer(raw: bytes) -> Layer | None:
    """Return the outermost seal of a raw message, with whom it is encrypted for. Raises `Unreadable`."""
    root = parse(raw)
    found = outermost(root)
    if found is None:
        return None
    scheme, step = found
    if scheme is Scheme.SMIME and step is Step.DECRYPT:
        from sync.parse import cms

        recipients, cipher = cms.recipients(root.content)
        return Layer(scheme, step, _sender(root), recipients=recipients, cipher=cipher)
    return Layer(scheme, step, _sender(root), beside=step is Step.VERIFY and bool(root.children))


@readable
def parts(raw: bytes) -> tuple[bytes, ...]:
    """Return the signature of an OpenPGP message and the octets that it may be of, or what is encrypted (RFC 3156 §4, §5)."""
    root = parse(raw)
    found = outermost(root)
    if found is None or found[0] is not Scheme.PGP:
        raise Unreadable("bad_seal")
    if found[1] is Step.DECRYPT:
        return (root.children[1].content,)
    return (root.children[1].content, *meant(root.children[0].whole))


@readable
def certificates(content: bytes) -> tuple[Signature, ...]:
    """Return whose certificates a file holds (PEM, DER, PKCS#7). Raises `Unreadable`."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import pkcs7

    from sync.parse.certificates import described

    if b"-----BEGIN PKCS7" in content:
        found = pkcs7.load_pem_pkcs7_certificates(content)
    elif b"-----BEGIN" in content:
        found = x509.load_pem_x509_certificates(content)
    else:
        try:
            found = [x509.load_der_x509_certificate(content)]
        except ValueError:
            found = pkcs7.load_der_pkcs7_certificates(content)
    return tuple(described(one).with_standing(Standing.UNTRUSTED) for one in found[:50])


@readable
def decrypted(raw: bytes, key: bytes) -> Opened:
    """Return what an encrypted message (S/MIME) holds, given the key of its content. Raises `Unreadable`."""
    from sync.parse import cms

    root = parse(raw)
    return inside(root, cms.decrypted(root.content, key))


@readable
def verified(raw: bytes, anchors: Sequence[bytes], now: int) -> Opened:
    """Return a signed message (S/MIME), and what its signatures are worth at `now`. Raises `Unreadable`.

    The bytes are judged as received; where lines came without CR, as they must have been when they were signed.
    """
    from sync.parse import cms

    root = parse(raw)
    if not root.children:
        entity, signatures, offered = cms.verified(root.content, (), anchors, now)
        opened = inside(root, entity)
        return Opened(opened.message, signatures, opened.protected, offered)
    signature, octets = root.children[1].content, root.children[0].whole
    _, signatures, offered = cms.verified(signature, meant(octets), anchors, now)
    message, protected = _beside(root, raw)
    return Opened(message, signatures, protected, offered)


def meant(octets: bytes) -> tuple[bytes, ...]:
    """Return the signed part as received, byte by byte (RFC 1847 §2.1), and with canonical line ends where it has lost them."""
    canonical = octets.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return (octets,) if canonical == octets else (octets, canonical)


def inside(root: Part, entity: bytes) -> Opened:
    """Return what was under a seal as a whole message: the outer header fields, replaced where inner ones are protected."""
    end, _ = header.split(entity)
    inner = header.fields(entity[:end])
    protected = _protects(parse(entity))
    fields, replaced = _joined(root.fields, inner if protected else [])
    kept = b"".join(name + b":" + value + b"\r\n" for name, value in fields if not name.lower().startswith(_STRUCTURAL))
    structure = b"".join(
        name + b":" + value + b"\r\n" for name, value in inner if name.lower().startswith(_STRUCTURAL)
    )
    return Opened(kept + structure + b"\r\n" + entity[header.split(entity)[1] :], protected=replaced)


def _beside(root: Part, raw: bytes) -> tuple[bytes, bool]:
    """Return a clear-signed message with the header fields that the signature covers in the place of the outer ones."""
    payload = root.children[0]
    if not _protects(payload):
        return raw, False
    fields, replaced = _joined(root.fields, payload.fields)
    return b"".join(name + b":" + value + b"\r\n" for name, value in fields) + b"\r\n" + root.body, replaced


def _protects(payload: Part) -> bool:
    """Whether the fields of a payload are meant for the reader (RFC 9788 §2.1; `protected-headers` is its forerunner)."""
    return payload.parameters.get("hp", "").lower() in ("clear", "cipher") or "protected-headers" in payload.parameters


def _joined(outer: header.Fields, inner: header.Fields) -> tuple[header.Fields, bool]:
    own = [
        (name, value) for name, value in inner
        if not name.lower().startswith(_STRUCTURAL) and name.lower() not in _NEVER_PROTECTED
        and not name.lower().startswith(b"hp-outer")
    ]  # fmt: skip
    names = {name.lower() for name, _ in own}
    return [*(one for one in outer if one[0].lower() not in names), *own], bool(own)


def _sender(root: Part) -> str:
    return sender([value.strip() for name, value in root.fields if name.lower() == b"from"]).address
