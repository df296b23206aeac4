"""Mailbox names, UID sets and dates as IMAP writes them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.transport.imap import names, sets
from sync.transport.imap.splitter import Malformed
from sync.transport.imap.syntax import internal_date, split_code


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        (b"&AMk-l&AOk-ments envoy&AOk-s", "Éléments envoyés"),
        (b"R&-D", "R&D"),
        (b"inbox", "INBOX"),
        (b"&U,BTFw-/&2D3eAA-", "台北/😀"),
        (b"", ""),
    ],
)
def test_known_names(wire: bytes, name: str) -> None:
    assert names.decode(wire) == name
    assert names.encode(name) == (wire if wire != b"inbox" else b"INBOX")


@given(st.binary(max_size=40), st.booleans())
def test_every_wire_name_comes_back(wire: bytes, utf8: bool) -> None:
    back = names.encode(names.decode(wire, utf8=utf8), utf8=utf8)
    assert back == wire or wire.upper() == b"INBOX"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_every_name_survives_utf7(name: str) -> None:
    assert names.decode(names.encode(name)) == name or name.upper() == "INBOX"


@given(st.sets(st.integers(1, 2000), max_size=300), st.integers(10, 200))
def test_sets_say_just_their_uids(uids: set[int], longest: int) -> None:
    texts = list(sets.to_texts(uids, longest))
    assert [uid for text in texts for uid in sets.from_text(text)] == sorted(uids)
    assert all(len(text) <= longest for text in texts)


@pytest.mark.parametrize("text", [b"", b"*", b"1:*", b"a", b"1,,2", b"1:4294967290", b"-1", b"99999999999"])
def test_sets_that_are_nonsense_or_endless_are_refused(text: bytes) -> None:
    with pytest.raises(Malformed):
        sets.from_text(text)


def test_a_set_is_cut_where_we_know_no_more() -> None:
    assert sets.from_text(b"3:4294967290", below=6) == [3, 4, 5]


@given(st.integers(10**8, 4 * 10**9), st.integers(-14 * 60, 14 * 60))
def test_internal_dates(moment: int, minutes: int) -> None:
    zoned = datetime.datetime.fromtimestamp(moment, datetime.timezone(datetime.timedelta(minutes=minutes)))
    month = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[zoned.month - 1]  # noqa: SIM905
    text = f"{zoned.day:2d}-{month}-{zoned:%Y %H:%M:%S %z}"
    assert internal_date(text.encode()) == moment


@pytest.mark.parametrize(
    "text", [b"", b"hier", b"31-Foo-2026 00:00:00 +0000", None, b"1-Jan-999999999999 00:00:00 +0000"]
)
def test_what_is_no_date_is_the_epoch(text: bytes | None) -> None:
    assert internal_date(text) == 0


def test_response_codes() -> None:
    assert split_code(b"[APPENDUID 3 12] Fait") == (b"APPENDUID", [b"3", b"12"], b"Fait")
    assert split_code(b'[BADCHARSET ("UTF-8")] non') == (b"BADCHARSET", [[b"UTF-8"]], b"non")
    assert split_code(b"Bonjour [a]") == (b"", [], b"Bonjour [a]")
    assert split_code(b"[jamais fini") == (b"", [], b"[jamais fini")
