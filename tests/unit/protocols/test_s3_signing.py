"""Signatures of S3 requests, against the published example; and what storages answer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sync.model.faults import AuthNeeded, Fault, Gone, Rejected, Stale, Transient, Unreadable
from sync.protocols.s3 import answers, signing, tree
from sync.protocols.s3.answers import Object


def test_the_published_example_is_signed_as_published() -> None:
    """Amazon S3 API reference, "Signature calculations: single chunk", GET Object."""
    sent = signing.signed(
        "GET",
        "/test.txt",
        "",
        {"Host": "examplebucket.s3.amazonaws.com", "Range": "bytes=0-9"},
        key="AKIAIOSFODNN7EXAMPLE",
        secret="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        region="us-east-1",
        now=datetime(2013, 5, 24, tzinfo=UTC),
        body=signing.EMPTY,
    )
    assert sent["Authorization"].endswith("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")


def test_paths_and_queries_are_encoded_once() -> None:
    assert (
        signing.path_of("seau", "Été & hiver/#1 100%+~.txt")
        == "/seau/%C3%89t%C3%A9%20%26%20hiver/%231%20100%25%2B~.txt"
    )
    assert signing.query_of({"prefix": "a b/", "list-type": "2"}) == "list-type=2&prefix=a%20b%2F"


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (403, "SignatureDoesNotMatch", AuthNeeded),
        (403, "AccessDenied", Rejected),
        (403, "RequestTimeTooSkewed", Rejected),
        (404, "NoSuchKey", Gone),
        (412, "PreconditionFailed", Stale),
        (503, "SlowDown", Transient),
    ],
)
def test_errors_are_faults(status: int, code: str, kind: type[Fault]) -> None:
    assert isinstance(answers.fault(status, f"<Error><Code>{code}</Code></Error>".encode()), kind)


def test_xml_with_entities_is_not_read() -> None:
    with pytest.raises(Unreadable):
        answers.listing(
            b'<!DOCTYPE a [<!ENTITY b "c">]><ListBucketResult><IsTruncated>&b;</IsTruncated></ListBucketResult>'
        )


def test_prefixes_are_folders_and_what_is_below_a_file_is_left_out() -> None:
    found = tree.described([Object(key, "e", 1, 0) for key in ("a/b/c.txt", "vide/", "x", "x/y.txt", "/z", "a//t")])
    assert list(found) == ["a", "vide", "a/b", "a/b/c.txt", "x"]
