"""Every function of the parser returns or raises `Unreadable`, whatever it is given: foreign files and their mutations."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.model.faults import Unreadable
from sync.parse import build, mail

SAMPLES = Path(__file__).parents[2] / "data" / "mail"
SIZE_LIMIT = 2_000_000


def read_all(raw: bytes) -> None:
    """Do everything that the parser role ever does with a message."""
    try:
        mail.headers(raw)
        mail.summary(raw)
        content = mail.content(raw)
        build.draft_of(raw)
        for attachment in content.attachments:
            if not attachment.elided:
                mail.part(raw, attachment.path)
    except Unreadable:
        return
    assert "\0" not in content.html + content.text
    assert "<script" not in content.html.lower()
    assert not any("/" in one.name or "\u202e" in one.name or not one.name for one in content.attachments)


def interpreter_samples() -> list[Path]:
    spec = find_spec("test.test_email")
    locations = list(spec.submodule_search_locations or ()) if spec is not None else []
    return sorted(Path(locations[0], "data").glob("msg_*.txt")) if locations else []


def corpus() -> list[Path]:
    folder = Path(os.environ.get("ECRITOIRE_CORPORA", Path(__file__).parents[4] / "shared" / "corpora")) / "mail"
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size <= SIZE_LIMIT)


def test_the_messages_that_the_interpreter_is_tested_with() -> None:
    samples = interpreter_samples()
    if not samples:
        pytest.skip("this Python comes without its test messages (Lib/test/test_email/data)")
    for sample in samples:
        read_all(sample.read_bytes())


def test_foreign_messages() -> None:
    samples = corpus()
    if not samples:
        pytest.skip("no folder of foreign messages: set ECRITOIRE_CORPORA to one that has mail/ in it")
    for sample in samples:
        read_all(sample.read_bytes())


SEEDS = [path.read_bytes() for path in sorted(SAMPLES.glob("*.eml"))]
FRAGMENTS = [
    b"\r\n", b"\n", b"--out", b"--out--", b"=?utf-8?q?", b"?=", b"Content-Type: ", b"multipart/mixed; boundary=out", b";", b'"',
    b"charset=", b"utf-7", b"base64", b"Content-Transfer-Encoding: quoted-printable\r\n\r\n", b"name*0*=", b"\0", b"\xff",
    b"<img src=",    b"cid:", b"Content-ID: <x>\r\n", b"message/rfc822", b"(", b"<", b">",
    b"x-uuencode", b"begin 644 a\r\n", b"=", b"%", b"''",
]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 40), st.sampled_from(FRAGMENTS)), max_size=12),
)
def test_mutations_of_messages(seed: bytes, edits: list[tuple[int, int, bytes]]) -> None:
    raw = seed
    for place, length, fragment in edits:
        place %= len(raw) + 1
        raw = raw[:place] + fragment + raw[place + length :]
    read_all(raw)


@settings(deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.binary(max_size=10), max_size=60))
def test_heaps_of_fragments(pieces: list[bytes]) -> None:
    read_all(b"".join(pieces))


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject: " + b"=?a?q?" * 100_000,
        b"Content-Type: text/plain" + b"; a" * 200_000,
        b"Content-Type: text/plain;" + b" " * 500_000 + b"x",
        b"From: " + b"(" * 500_000,
        b"References: " + b"<" * 500_000,
        b"a" * 2_000_000,
        b"a:\r\n" * 200_000,
        b"Content-Type: multipart/mixed; boundary=-\r\n\r\n" + b"\n---" * 300_000,
        b"Content-Type: text/html; charset=utf-7\r\n\r\n" + b"+ADw-" * 100_000,
        b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"> \n" * 300_000,
        b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a\r\n" + b"M\xff\r\n" * 100_000,
        b"Content-Type: text/html\r\n\r\n" + b"&" * 500_000,
        b"Content-Type: text/html\r\n\r\n" + b"&#x41;" * 100_000,
    ],
    ids=range(13),
)
def test_sizes_chosen_to_hurt(raw: bytes) -> None:
    read_all(raw)
