"""Cutting responses out of octets: however they arrive, whatever they hold."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sync.transport.imap.response import Response
from sync.transport.imap.splitter import PIECE, Limits, Malformed, Part, Splitter, Streamed


def no_sink(parts: list[Part], size: int) -> None:
    return None


def cut(octets: bytes, sizes: list[int], limits: Limits | None = None) -> list[list[Part]]:
    """Return the responses in `octets`, fed in segments of `sizes` (the last size goes on)."""
    splitter = Splitter(no_sink, limits)
    found: list[list[Part]] = []
    position, turn = 0, 0
    while position < len(octets):
        size = sizes[min(turn, len(sizes) - 1)]
        splitter.feed(octets[position : position + size])
        found += list(splitter.responses())
        position, turn = position + size, turn + 1
    return found


SPEECH = [
    b'* LIST (\\HasNoChildren) "/" {5}\r\nd\xe9j\xe0!\r\n',
    b"* 1 FETCH (UID 7 BODY[] {12}\r\n)\r\n* BYE {3} FLAGS (\\Seen))\r\n",
    b"* 2 FETCH (BODY[1] {0}\r\n BODY[2] ~{3}\r\n\x00\r\n)\r\n",
    b"* OK [ALERT] Entretien ce soir {20}\r\n",
    b"e1 OK done\r\n",
    b"+ go on {3}\r\n",
]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6))
@example([1])
def test_segments_do_not_matter(sizes: list[int]) -> None:
    whole = cut(b"".join(SPEECH), [10_000])
    assert cut(b"".join(SPEECH), sizes) == whole
    assert [len(parts) for parts in whole] == [3, 3, 5, 1, 1, 1]
    assert whole[1][1] == b")\r\n* BYE {3}"


@given(st.lists(st.binary(max_size=200), max_size=5), st.lists(st.integers(1, 97), min_size=1, max_size=4))
def test_literals_come_out_as_they_went_in(literals: list[bytes], sizes: list[int]) -> None:
    octets = (
        b"* 1 FETCH ("
        + b" ".join(b"X%d {%d}\r\n%b" % (n, len(each), each) for n, each in enumerate(literals))
        + b")\r\n"
    )
    [parts] = cut(octets, sizes)
    assert parts[1::2] == literals


@given(st.binary(max_size=600), st.lists(st.integers(1, 50), min_size=1, max_size=4))
@example(b"* {0}\r\n\r\n", [1])
@example(b"* 99999999999999999999999 EXISTS\r\n", [7])
@example(b'* LIST ("\\', [7])
def test_any_octets_are_refused_or_understood(octets: bytes, sizes: list[int]) -> None:
    try:
        for parts in cut(octets, sizes):
            response = Response(parts)
            response.code, response.words  # noqa: B018 - reading them must not fail otherwise
            response.values  # noqa: B018
    except Malformed:
        pass


_ATOMS = st.sampled_from(
    [
        b"FETCH",
        b"UID",
        b"1",
        b"NIL",
        b"(",
        b")",
        b'"',
        b'"a\\"b"',
        b"BODY[",
        b"BODY[1.MIME]<0>",
        b"{3}\r\nabc",
        b"\\Seen",
        b"]",
        b"\xff",
    ]
)


@given(st.lists(_ATOMS, max_size=30))
def test_nearly_right_speech_is_refused_or_understood(words: list[bytes]) -> None:
    try:
        for parts in cut(b"* 1 FETCH " + b" ".join(words) + b"\r\n", [10_000]):
            response = Response(list(parts))
            response.values  # noqa: B018
            Response(list(parts)).fetched  # noqa: B018
    except Malformed:
        pass


@pytest.mark.parametrize(
    ("octets", "detail"),
    [
        (b"* " + b"x" * 3000, "line_too_long"),
        (b"* 1 FETCH (A {2001}\r\n", "literal_too_big"),
        (b"* 1 FETCH (A {99999999999999999999}\r\n", "literal_too_big"),
        (b"* 1 FETCH (A " + b"{0}\r\n " * 12 + b")\r\n", "too_many_literals"),
        (b"* 1 FETCH (A {1500}\r\n" + b"x" * 1500 + b" B {1500}\r\n", "literal_too_big"),
    ],
)
def test_limits_end_the_conversation(octets: bytes, detail: str) -> None:
    with pytest.raises(Malformed) as caught:
        cut(octets, [512], Limits(line=2000, literal=2000, streamed=2000, parts=10))
    assert caught.value.parameters["detail"] == detail


def test_nesting_has_an_end() -> None:
    with pytest.raises(Malformed, match="nested_too_deep"):
        Response([b"* X " + b"(" * 100_000]).values  # noqa: B018
    deep = Response([b"* X " + b"(" * 60 + b")" * 60]).values
    assert len(deep) == 1


def test_an_announced_literal_takes_no_memory_before_it_comes() -> None:
    splitter = Splitter(no_sink)
    splitter.feed(b"* 1 FETCH (BODY[] {60000000}\r\n")
    assert list(splitter.responses()) == []
    assert splitter.midway
    assert len(splitter.space()) < 1_000_000


def test_a_big_literal_goes_to_its_sink_in_pieces() -> None:
    pieces: list[bytes] = []
    splitter = Splitter(lambda parts, size: pieces.append)
    raw = bytes(range(256)) * 4096
    splitter.feed(b"* 1 FETCH (UID 2 BODY[] {%d}\r\n" % len(raw))
    for start in range(0, len(raw), 10_000):
        splitter.feed(raw[start : start + 10_000])
        assert list(splitter.responses()) == []
    splitter.feed(b" FLAGS ())\r\n")
    [parts] = splitter.responses()
    assert parts[1] == Streamed(len(raw))
    assert b"".join(pieces) == raw
    assert max(map(len, pieces)) == PIECE


def test_a_plain_fetch_and_a_quoted_one_mean_the_same() -> None:
    plain = Response(
        [
            b'* 1 FETCH (UID 7 FLAGS (\\Seen x) INTERNALDATE "1-Jan-2026" MODSEQ (3) BODY[HEADER.FIELDS (A B)] {1}',
            b"h",
            b")",
        ]
    )
    odd = Response(
        [
            b'* 1 FETCH (uid 7 flags ( \\Seen x ) internaldate "1-Ja\\n-2026" Modseq (3) body[header.fields ("A" B)] {1}',
            b"h",
            b" )",
        ]
    )
    assert plain.fetched == odd.fetched
    assert plain.fetched[b"FLAGS"] == [b"\\Seen", b"x"]
