"""Signatures of requests (AWS Signature Version 4, as every S3 storage checks it): pure functions."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote

UNSIGNED = "UNSIGNED-PAYLOAD"
"""The body is not part of the signature: TLS protects it on its way, Content-MD5 names it."""
EMPTY = hashlib.sha256(b"").hexdigest()
_ALGORITHM = "AWS4-HMAC-SHA256"
_SERVICE = "s3"


def path_of(*segments: str) -> str:
    """Return a path as it is signed and sent: each octet that is not unreserved (RFC 3986 §2.3) or a slash is encoded once."""
    return "/" + "/".join(quote(segment, safe="/-_.~") for segment in segments if segment)


def query_of(query: Mapping[str, str]) -> str:
    """Return a query as it is signed and sent: sorted, everything that is not unreserved encoded."""
    pairs = sorted((quote(name, safe="-_.~"), quote(value, safe="-_.~")) for name, value in query.items())
    return "&".join(f"{name}={value}" for name, value in pairs)


def signed(
    method: str,
    path: str,
    query: str,
    headers: Mapping[str, str],
    *,
    key: str,
    secret: str,
    region: str,
    now: datetime,
    body: str = UNSIGNED,
) -> dict[str, str]:
    """Return the header fields to send: those given (`Host` among them) with date, body hash and `Authorization`.

    `now` is in UTC; `body` is the SHA-256 of the body in hex.
    """
    moment = now.strftime("%Y%m%dT%H%M%SZ")
    sent = {**headers, "x-amz-date": moment, "x-amz-content-sha256": body}
    plain = sorted((name.lower(), " ".join(value.split())) for name, value in sent.items())
    names = ";".join(name for name, _ in plain)
    fields = "".join(f"{name}:{value}\n" for name, value in plain)
    canonical = "\n".join((method, path, query, fields, names, body))
    scope = f"{moment[:8]}/{region}/{_SERVICE}/aws4_request"
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    to_sign = "\n".join((_ALGORITHM, moment, scope, digest))
    signature = hmac.new(_signing_key(secret, moment[:8], region), to_sign.encode(), hashlib.sha256).hexdigest()
    sent["Authorization"] = f"{_ALGORITHM} Credential={key}/{scope}, SignedHeaders={names}, Signature={signature}"
    return sent


def _signing_key(secret: str, day: str, region: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (day, region, _SERVICE, "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key
