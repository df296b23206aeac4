"""Header fields as senders really write them: encoded words, raw octets, parameters, dates."""

from __future__ import annotations

import base64

import pytest

from sync.parse import fields
from sync.parse.charsets import codec_of, decode, visible
from sync.parse.dates import timestamp


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"plain", "plain"),
        (b"=?utf-8?Q?R=C3=A9union?=", "Réunion"),
        (b"=?UTF-8?q?a_b=5Fc?=", "a b_c"),
        (b"=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "é"),
        (b"=?utf-8?B?w6k=?=\t=?utf-8?B?w6k=?=", "éé"),
        (b"=?iso-8859-1?q?=E9?= et =?utf-8?q?=C3=A9?=", "é et é"),
        (b"=?iso-8859-1?q?caf=E9_=80?=", "café €"),
        (b"=?iso-2022-jp?B?GyRCJDMbKEI=?=", "こ"),
        (b"=?utf-8*fr?q?=C3=A9t=C3=A9?=", "été"),
        (b"=?no-such?q?=C3=A9?=", "é"),
        (b"=?rot13?q?abc?=", "abc"),
        (b"=?utf-8?q?Quoi??=", "Quoi?"),
        (b"=?utf-8?q?avec espaces?=", "avec espaces"),
        (b"=?utf-8?b?w6k?=", "é"),
        (b"=?utf-8?q??=", ""),
        (b"=?utf-8?q?non ferm", "=?utf-8?q?non ferm"),
        (b"=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("brut é".encode(), "brut é"),
        ("brut é".encode("latin-1"), "brut é"),
        ("guillemets \u2019".encode("cp1252"), "guillemets \u2019"),
        (b"a\0b\x07c", "abc"),
        ("a\u202egpj.exe".encode(), "agpj.exe"),
        (b"=?utf-8?q?a=0D=0ABcc:_x?=", "a  Bcc: x"),
    ],
)
def test_an_unstructured_field_reads_as_meant(written: bytes, meant: str) -> None:
    assert fields.text(written) == meant


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("UTF-8", "utf-8"),
        ('"iso-8859-1"', "cp1252"),
        ("us-ascii", ""),
        ("gb2312", "gb18030"),
        ("idna", ""),
        ("unicode_escape", ""),
        ("rot13", ""),
        ("zip", ""),
        ("undefined", ""),
        ("../../etc", ""),
        ("a\0b", ""),
        ("x" * 5000, ""),
        ("utf-7", "utf-7"),
    ],
)
def test_only_charsets_are_charsets(label: str, codec: str) -> None:
    assert codec_of(label) == codec


def test_undecodable_octets_are_shown_as_such_and_never_fail() -> None:
    assert decode(b"ok \xc3\xa9\xc3\xa9 \xff", "utf-8") == "ok éé \ufffd"
    assert decode("déjà".encode("latin-1"), "utf-8") == "déjà"  # the label lies
    assert decode(bytes(range(256)), "us-ascii")


def test_visible_text_is_one_line_without_controls() -> None:
    assert visible("a\r\nb\u2028c\u202e\u2066d\x9b") == "a  b cd"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (b"text/plain; charset=utf-8", {"charset": "utf-8"}),
        (b'a/b; name="a;b.txt"; x=1', {"name": "a;b.txt", "x": "1"}),
        (b"a/b; name*=utf-8''caf%C3%A9.txt", {"name": "café.txt"}),
        (b"a/b; name*0*=iso-8859-1'fr'caf%E9; name*1=\" noir.txt\"", {"name": "café noir.txt"}),
        (b"a/b; name*1=b; name*0=a", {"name": "ab"}),
        (b'a/b; name="=?utf-8?q?caf=C3=A9?="', {"name": "café"}),
        (b'a/b; name="unterminated', {"name": "unterminated"}),
        (b'a/b; name="tail\\', {"name": "tail"}),
        (b"a/b; =; ;; x y z; name=ok", {"name": "ok"}),
        (b'a/b; name="one"; name="two"', {"name": "one"}),
        ("a/b; name=é.txt".encode(), {"name": "é.txt"}),
    ],
)
def test_parameters(written: bytes, found: dict[str, str]) -> None:
    token, parameters = fields.parameters(written)
    assert token in ("a/b", "text/plain")
    assert parameters == found


def test_a_block_keeps_order_unfolds_and_skips_what_is_no_field() -> None:
    block = b"From x Mon\r\nA: 1\r\n 2\r\nnot a field\r\nB : 3\nA: 4\r\n: nameless\r\n"
    assert [(name, value.strip()) for name, value in fields.fields(block)] == [
        (b"A", b"1 2"),
        (b"B", b"3"),
        (b"A", b"4"),
    ]
    assert fields.index(fields.fields(block)) == {b"a": b"1 2", b"b": b"3"}


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        (b"Mon, 3 Jun 2024 10:22:10 +0200", 1717402930),
        (b"3 Jun 2024 10:22:10 +0200", 1717402930),
        (b"Mon, 03 Jun 2024 08:22:10 GMT", 1717402930),
        (b"Mon, 3 Jun 2024 10:22:10 +0200 (CEST)", 1717402930),
        (b"Mon, 3 Jun 24 08:22:10 -0000", 1717402930),
        (b"", 0),
        (b"demain", 0),
        (b"Mon, 32 Foo 2024 99:99:99 +0200", 0),
        (b"Mon, 1 Jan 99999999999999 00:00:00 +0000", 0),
        (b"\xff" * 50, 0),
    ],
)
def test_dates(written: bytes, seconds: int) -> None:
    assert timestamp(written) == seconds


def test_base64_survives_what_stands_between_its_characters() -> None:
    coded = base64.encodebytes(b"Bonjour tout le monde").replace(b"\n", b"\r\n !\x00*")
    assert fields.lenient_base64(coded) == b"Bonjour tout le monde"
    assert fields.lenient_base64(b"Qm9uam91ciE") == b"Bonjour!"
    assert fields.lenient_base64(b"Q") == b""
