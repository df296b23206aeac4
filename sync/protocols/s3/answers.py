"""What an object storage answers: listings and errors in small XML, read strictly, and what the errors mean."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree
from xml.parsers import expat

from sync.model.faults import AuthNeeded, Fault, Gone, Rejected, Stale, Transient, Unreadable, Unsupported

LARGEST = 16 * 1024 * 1024
_BUSY_SECONDS = 10.0
_SIGN_IN = frozenset(
    {"InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken", "AuthorizationHeaderMalformed"}
)


@dataclass(frozen=True, slots=True)
class Object:
    """An object as a listing or a HEAD tells of it."""

    key: str
    etag: str
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a listing. `more` continues it, empty: it is the last."""

    objects: tuple[Object, ...]
    more: str


def buckets(raw: bytes) -> list[str]:
    """Return the names in a list of buckets."""
    return [name for name in (_text(one, "Name") for one in _all(_parse(raw), "Bucket")) if name]


def listing(raw: bytes) -> Listing:
    """Return one page of ListObjectsV2."""
    root = _parse(raw)
    objects = tuple(
        Object(
            _text(one, "Key"),
            etag_of(_text(one, "ETag")),
            _number(_text(one, "Size")),
            _date(_text(one, "LastModified")),
        )
        for one in _all(root, "Contents")
    )
    return Listing(objects, _text(root, "NextContinuationToken") if _text(root, "IsTruncated") == "true" else "")


@dataclass(frozen=True, slots=True)
class Past:
    """An object as it was, or is, in a storage that keeps versions."""

    id: str
    latest: bool
    object: Object


def versions(raw: bytes, key: str) -> list[Past]:
    """Return the versions of exactly one key in a page of ListObjectVersions; where it was deleted between says nothing."""
    return [
        Past(
            _text(one, "VersionId"),
            _text(one, "IsLatest") == "true",
            Object(key, etag_of(_text(one, "ETag")), _number(_text(one, "Size")), _date(_text(one, "LastModified"))),
        )
        for one in _all(_parse(raw), "Version")
        if _text(one, "Key") == key
    ]


def keeps_versions(raw: bytes) -> bool:
    """Tell whether a bucket keeps versions (GetBucketVersioning)."""
    return _text(_parse(raw), "Status") == "Enabled"


def copied(raw: bytes) -> str:
    """Return the etag of a copy. A copy may fail after 200 was said (CopyObject): raises that fault then."""
    root = _parse(raw)
    if root.tag.rpartition("}")[2] == "Error":
        raise Transient("server_busy", _BUSY_SECONDS, reason=_text(root, "Code"))
    return etag_of(_text(root, "ETag"))


def etag_of(text: str) -> str:
    """Return an etag without quotes."""
    return text.strip().removeprefix("W/").strip('"')


def modified_of(field: str) -> int:
    """Return the seconds since 1970 of a Last-Modified field, 0 where it is none."""
    try:
        return max(0, int(parsedate_to_datetime(field).timestamp()))
    except (ValueError, TypeError, OverflowError):
        return 0


def fault(status: int, raw: bytes, retry_after: str = "") -> Fault:
    """Return the fault of an answer that is no success."""
    code = ""
    try:
        code = _text(_parse(raw), "Code") if raw else ""
    except Unreadable:
        code = ""
    if code in _SIGN_IN or status == 401:
        return AuthNeeded("wrong_password")
    if code == "RequestTimeTooSkewed":
        return Rejected("clock_wrong", code)
    if code == "NoSuchBucket":
        return Gone("collection")
    if status == 404:
        return Gone("item")
    if status in (409, 412):
        return Stale("changed_there")
    if status == 501 or code == "NotImplemented":
        return Unsupported("s3", reason=code)
    if status == 403:
        return Rejected("not_permitted", code)
    if code == "QuotaExceeded" or status == 507:
        return Rejected("over_quota", code)
    if status >= 500 or status == 429:
        return Transient("server_busy", float(retry_after) if retry_after.isdecimal() else _BUSY_SECONDS, reason=code)
    return Rejected("drive_refused", code or str(status))


def _parse(raw: bytes) -> ElementTree.Element:
    def refuse(*_: object) -> None:
        raise Unreadable("not_s3")

    first = expat.ParserCreate()
    first.StartDoctypeDeclHandler = refuse
    first.EntityDeclHandler = refuse
    try:
        first.Parse(raw, True)
        return ElementTree.fromstring(raw)  # noqa: S314 (no DOCTYPE, so no entities; bounded)
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError) as error:
        raise Unreadable("not_s3") from error


def _all(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (one for one in root.iter() if one.tag.rpartition("}")[2] == name)


def _text(root: ElementTree.Element, name: str) -> str:
    return next((one.text or "" for one in root if one.tag.rpartition("}")[2] == name), "")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _date(text: str) -> int:
    try:
        return max(0, int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()))
    except (ValueError, OverflowError):
        return 0
