"""A message of our own taken apart for sealing: which fields stay outside, and the entity that goes under the seal (RFC 9788)."""

from __future__ import annotations

import base64
import re
import secrets

_FIELD = re.compile(rb"([!-9;-~]+):(?:[^\r]|\r\n[ \t])*\r\n")
_STRUCTURAL = (b"content-", b"mime-version")
_OWN = frozenset({b"x-ecritoire-seal", b"bcc"})
"""Fields of a draft that is kept, and of nothing that leaves."""
_PLAIN_OUTSIDE = _OWN | {
    b"from", b"to", b"cc", b"date", b"message-id", b"in-reply-to", b"references", b"sender", b"reply-to",
}  # fmt: skip
HIDDEN_SUBJECT = b"Subject: [...]\r\n"

Fields = list[tuple[bytes, bytes]]
"""Lower-case names, and the fields whole, with their line ends."""


def split(message: bytes) -> tuple[Fields, Fields, bytes]:
    """Return the fields of a message that we built, those of its entity, and its body."""
    head, _, body = message.partition(b"\r\n\r\n")
    outer: Fields = []
    own: Fields = []
    for match in _FIELD.finditer(head + b"\r\n"):
        name = match.group(1).lower()
        (own if name.startswith(_STRUCTURAL) else outer).append((name, match.group()))
    return outer, [one for one in own if one[0] != b"mime-version"], body


def payload(outer: Fields, own: Fields, body: bytes, protection: str) -> bytes:
    """Return the entity to be sealed, with the fields that its seal protects; `protection` is `clear` or `cipher`."""
    lines: list[bytes] = []
    for name, field in own:
        if name == b"content-type":
            field = field[:-2] + b';\r\n hp="' + protection.encode() + b'"\r\n'
        lines.append(field)
    lines += [field for name, field in outer if name not in _OWN]
    if protection == "cipher":
        lines += [b"HP-Outer: " + field for field in hidden(outer)]
    return b"".join(lines) + b"\r\n" + body


def hidden(outer: Fields) -> list[bytes]:
    """Return the fields that stay readable on an encrypted letter: without its subject, and without what nobody needs."""
    kept = [field for name, field in outer if name in _PLAIN_OUTSIDE]
    return [*kept, HIDDEN_SUBJECT] if any(name == b"subject" for name, _ in outer) else kept


def signed(outer: Fields, entity: bytes, signature: bytes, *, protocol: str, name: str, micalg: str) -> bytes:
    """Return a `multipart/signed` (RFC 1847): the entity as it was signed, and the signature beside it."""
    boundary = b"=_" + secrets.token_hex(20).encode()
    kind = f'multipart/signed; protocol="{protocol}"; micalg={micalg};\r\n boundary="{boundary.decode()}"'
    coded = signature if protocol.endswith("pgp-signature") else base64.encodebytes(signature).replace(b"\n", b"\r\n")
    encoding = "7bit" if protocol.endswith("pgp-signature") else "base64"
    return b"".join((
        *(field for _, field in outer), b"MIME-Version: 1.0\r\nContent-Type: ", kind.encode(), b"\r\n\r\n",
        b"--", boundary, b"\r\n", entity, b"\r\n--", boundary, b"\r\n",
        f'Content-Type: {protocol}; name="{name}"\r\nContent-Transfer-Encoding: {encoding}\r\n'.encode(),
        f'Content-Disposition: attachment; filename="{name}"\r\n\r\n'.encode(), coded, b"\r\n--", boundary, b"--\r\n",
    ))  # fmt: skip


def pgp_encrypted(fields: list[bytes], armoured: bytes) -> bytes:
    """Return an encrypted OpenPGP message (RFC 3156 §4)."""
    boundary = b"=_" + secrets.token_hex(20).encode()
    return b"".join((
        *fields, b"MIME-Version: 1.0\r\n",
        b'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";\r\n boundary="', boundary, b'"\r\n\r\n',
        b"--", boundary, b"\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n--", boundary,
        b'\r\nContent-Type: application/octet-stream; name="encrypted.asc"\r\n'
        b'Content-Disposition: inline; filename="encrypted.asc"\r\n\r\n', armoured, b"\r\n--", boundary, b"--\r\n",
    ))  # fmt: skip


def enveloped(fields: list[bytes], der: bytes) -> bytes:
    """Return an encrypted S/MIME message (RFC 8551 §3.5)."""
    return b"".join((
        *fields, b"MIME-Version: 1.0\r\n",
        b'Content-Type: application/pkcs7-mime; smime-type=enveloped-data;\r\n name="smime.p7m"\r\n',
        b'Content-Disposition: attachment; filename="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\n\r\n',
        base64.encodebytes(der).replace(b"\n", b"\r\n"),
    ))  # fmt: skip
