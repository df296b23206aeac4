"""BODYSTRUCTURE → what to fetch, and the message put together again: a nested one, odd ones, hostile ones."""

from __future__ import annotations

import contextlib
import email
import email.policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.mail import ELIDED_HEADER
from sync.protocols.imap import structure
from sync.transport.imap.response import Response
from sync.transport.imap.splitter import Malformed
from sync.transport.imap.syntax import Value

TEXT = b'("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 6 1 NIL NIL NIL NIL)'
HTML = b'("text" "html" NIL NIL NIL "7bit" 9 1 NIL ("inline" NIL) NIL NIL)'
PICTURE = b'("image" "png" ("name" "a.png") "<i@x>" NIL "base64" 4000 NIL ("inline" ("filename" "a.png")) NIL NIL)'
ATTACHED_TEXT = b'("text" "csv" NIL NIL NIL "7bit" 900 30 NIL ("attachment" ("filename" "t.csv")) NIL NIL)'
FORWARDED = (
    b'("message" "rfc822" NIL NIL NIL "7bit" 5000 (NIL "s" NIL NIL NIL NIL NIL NIL NIL NIL) %s 90 NIL NIL NIL NIL)'
    % TEXT
)
RELATED = b'(%s%s "related" ("boundary" "rel") NIL NIL NIL)' % (HTML, PICTURE)
ALTERNATIVE = b'(%s%s "alternative" ("boundary" "alt") NIL NIL NIL)' % (TEXT, RELATED)
MIXED = b'(%s%s%s "mixed" ("boundary" "mix") NIL NIL NIL)' % (ALTERNATIVE, ATTACHED_TEXT, FORWARDED)


def tree(text: bytes) -> structure.Part:
    return structure.read(Response([b"* X " + text]).values[0])


def test_only_text_is_asked_for_and_the_rest_says_its_size() -> None:
    read = tree(MIXED)
    wanted = structure.sections(read)
    assert wanted is not None
    kept = {b"BODY[1.1]", b"BODY[1.2.1]"}
    assert {section for section in wanted if b"MIME" not in section} == kept | {b"BODY[HEADER]"}

    types = {
        b"1": b"multipart/alternative; boundary=alt", b"1.1": b"text/plain", b"1.2": b"multipart/related; boundary=rel",
        b"1.2.1": b"text/html", b"1.2.2": b"image/png; name=a.png", b"2": b"text/csv", b"3": b"message/rfc822",
    }  # fmt: skip
    fetched: dict[bytes, Value] = {
        b"BODY[%s.MIME]" % path: b"Content-Type: %s\r\n\r\n" % kind for path, kind in types.items()
    }
    fetched[b"BODY[HEADER]"] = b"Subject: x\r\nContent-Type: multipart/mixed; boundary=mix\r\n\r\n"
    fetched |= dict.fromkeys(kept, b"texte ")
    assert set(wanted) == set(fetched)

    rebuilt = email.message_from_bytes(structure.rebuild(read, fetched), policy=email.policy.compat32)

    leaves = [part for part in rebuilt.walk() if not part.is_multipart() or part.get_content_type() == "message/rfc822"]
    assert [
        (part.get_content_type(), part[ELIDED_HEADER]) for part in leaves if part.get_content_type() != "text/plain"
    ][:4] == [
        ("text/html", None),
        ("image/png", "4000"),
        ("text/csv", "900"),
        ("message/rfc822", "5000"),
    ]
    assert "texte" in str(leaves[0].get_payload())


def test_a_message_that_is_one_file_keeps_its_header_alone() -> None:
    read = tree(b'("application" "pdf" ("name" "a.pdf") NIL NIL "base64" 70000 NIL NIL NIL NIL)')
    assert structure.sections(read) == [b"BODY[HEADER]"]
    rebuilt = structure.rebuild(read, {b"BODY[HEADER]": b"Content-Type: application/pdf\r\n\r\n"})
    assert rebuilt == f"Content-Type: application/pdf\r\n{ELIDED_HEADER}: 70000\r\n\r\n".encode()


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        b'(%s%s "alternative" ("boundary" "alt") NIL NIL NIL)' % (TEXT, HTML),
        b'(%s%s "mixed" NIL NIL NIL NIL)' % (TEXT, PICTURE),
        b"(%s)" % b"".join([PICTURE] * 61 + [b' "mixed" ("boundary" "b")']),
    ],
    ids=["text", "all text", "no boundary told", "too many parts"],
)
def test_some_messages_are_better_fetched_whole(text: bytes) -> None:
    assert structure.sections(tree(text)) is None


@pytest.mark.parametrize("text", [b"NIL", b"()", b'("text")', b"(())", b"((NIL))", b'("a" "b" NIL NIL NIL "7bit" x)'])
def test_nonsense_is_refused(text: bytes) -> None:
    with pytest.raises(Malformed):
        tree(text)


VALUES = st.recursive(
    st.none() | st.sampled_from([b"text", b"plain", b"12", b"boundary", b""]),
    lambda inner: st.lists(inner, max_size=9),
    max_leaves=40,
)


@given(VALUES)
def test_anything_is_read_or_refused(value: Value) -> None:
    with contextlib.suppress(Malformed):
        structure.sections(structure.read(value))
