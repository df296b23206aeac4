"""How a message is sealed as a whole, told by its outermost media types (RFC 8551 §3, RFC 3156 §4 and §5)."""

from __future__ import annotations

from sync.model.seals import Scheme, Step
from sync.parse.tree import Part

_PKCS7 = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_PKCS7_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature"})
_ENVELOPED = frozenset({"enveloped-data", "authenveloped-data"})


def outermost(root: Part) -> tuple[Scheme, Step] | None:
    """Return how a message is sealed as a whole; None where it is not."""
    match root.media_type:
        case "multipart/signed" if len(root.children) == 2:
            kind = root.children[1].media_type
            if kind in _PKCS7_SIGNATURES:
                return Scheme.SMIME, Step.VERIFY
            return (Scheme.PGP, Step.VERIFY) if kind == "application/pgp-signature" else None
        case "multipart/encrypted" if len(root.children) == 2:
            kinds = [one.media_type for one in root.children]
            return (Scheme.PGP, Step.DECRYPT) if kinds[0] == "application/pgp-encrypted" else None
        case kind if kind in _PKCS7:
            kind = root.parameters.get("smime-type", "").lower()
            if kind == "signed-data" or (not kind and _file_name(root).endswith((".p7s", ".p7c"))):
                return Scheme.SMIME, Step.VERIFY
            return (Scheme.SMIME, Step.DECRYPT) if kind in _ENVELOPED or not kind else None
        case _:
            return None


def _file_name(part: Part) -> str:
    return (part.disposition_parameters.get("filename") or part.parameters.get("name") or "").casefold()
