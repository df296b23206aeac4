"""The test vectors of the Matrix specification and of its implementations: what we write is what everybody else reads."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.faults import Rejected, Unreadable
from sync.protocols.matrix.crypto.attachments import FileKey, Sealing, Unsealing
from sync.protocols.matrix.crypto.encoding import canonical, from_base64, to_base64
from sync.protocols.matrix.crypto.group_in import ExportedKey
from sync.protocols.matrix.crypto.recovery import read_recovery_key, stretch_passphrase, write_recovery_key
from sync.protocols.matrix.crypto.sealed import open_key_file, read_key_file, seal, unseal, write_key_file
from sync.protocols.matrix.crypto.signing import SigningKey, is_signed, signed

SEED = "YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({}, "{}"),
        ({"one": 1, "two": "Two"}, '{"one":1,"two":"Two"}'),
        ({"b": "2", "a": "1"}, '{"a":"1","b":"2"}'),
        ({"a": "日本語"}, '{"a":"日本語"}'),
        ({"本": 2, "日": 1}, '{"日":1,"本":2}'),
        ({"a": "\u65e5"}, '{"a":"日"}'),
        ({"a": None}, '{"a":null}'),
        ({"b": {"d": [True, -0], "c": "\n"}}, '{"b":{"c":"\\n","d":[true,0]}}'),
    ],
)
def test_canonical_json(value: dict[str, object], written: str) -> None:
    assert canonical(value) == written.encode()


@pytest.mark.parametrize("value", [1.5, 2**53, -(2**53), "\ud800", object()])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(Unreadable):
        canonical({"a": [value]})


def test_nesting_without_end_is_refused() -> None:
    deep: dict[str, object] = {}
    for _ in range(5000):
        deep = {"a": deep}
    with pytest.raises(Unreadable):
        canonical(deep)


def test_signed_json() -> None:
    key = SigningKey.from_secret(SEED)
    empty = signed({}, "domain", "ed25519:1", key.sign)
    some = signed({"one": 1, "two": "Two"}, "domain", "ed25519:1", key.sign)
    assert empty["signatures"]["domain"]["ed25519:1"] == (
        "K8280/U9SSy9IVtjBuVeLr+HpOB4BQFWbg+UZaADMtTdGYI7Geitb76LTrr5QV/7Xg4ahLwYGYZzuHGZKM5ZAQ"
    )
    assert some["signatures"]["domain"]["ed25519:1"] == (
        "KqmLSbO39/Bzb0QIYE82zqLwsA+PDzYIpIRA2sRQ4sL53+sN6/fpNSoqE7BP7vBZhG6kYdD13EIMJpvhJI+6Bw"
    )
    assert is_signed({**some, "unsigned": {"age": 3}}, "domain", "ed25519:1", key.public)
    assert not is_signed({**some, "one": 2}, "domain", "ed25519:1", key.public)
    assert not is_signed(some, "other", "ed25519:1", key.public)
    assert not is_signed(some, "domain", "ed25519:1", SigningKey.make().public)


def test_a_recovery_key_is_written_as_element_writes_it() -> None:
    key = bytes.fromhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
    written = write_recovery_key(key)
    assert written == "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d"
    assert read_recovery_key(written) == read_recovery_key(written.replace(" ", "")) == key


@pytest.mark.parametrize(
    "wrong", ["", "EsTc", "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4e", "l0OI", "z" * 400]
)
def test_a_mistyped_recovery_key_is_noticed(wrong: str) -> None:
    with pytest.raises(Rejected, match="not_a_recovery_key"):
        read_recovery_key(wrong)


def test_a_passphrase_is_stretched_within_bounds() -> None:
    key = stretch_passphrase("phrase", {"algorithm": "m.pbkdf2", "salt": "sel", "iterations": 10, "bits": 256})
    assert len(key) == 32
    for wrong in (
        {"iterations": 10**9},
        {"iterations": 0},
        {"iterations": "10"},
        {"algorithm": "m.other"},
        {"bits": 8},
    ):
        with pytest.raises(Unreadable):
            stretch_passphrase("phrase", {"algorithm": "m.pbkdf2", "salt": "sel", "iterations": 10, **wrong})


@pytest.mark.parametrize(
    ("plain", "passphrase", "body"),
    [
        (
            "plain",
            "password",
            "AXNhbHRzYWx0c2FsdHNhbHSIiIiIiIiIiIiIiIiIiIiIAAAACmIRUW2OjZ3L2l6j9h0lHlV3M2dx\ncissyYBxjsfsAndErh065A8=",
        ),
        (
            "Hello, World",
            "betterpassword",
            "AW1vcmVzYWx0bW9yZXNhbHT//////////wAAAAAAAAAAAAAD6KyBpe1Niv5M5NPm4ZATsJo5nghk\n"
            "KYu63a0YQ5DRhUWEKk7CcMkrKnAUiZny",
        ),
        (
            "alphanumericallyalphanumericallyalphanumericallyalphanumerically",
            "SWORDFISH",
            "AXllc3NhbHR5Z29vZG5lc3P//////////wAAAAAAAAAAAAAD6OIW+Je7gwvjd4kYrb+49gKCfExw\n"
            "MgJBMD4mrhLkmgAngwR1pHjbWXaoGybtiAYr0moQ93GrBQsCzPbvl82rZhaXO3iH5uHo/RCEpOqp\n"
            "Pgg29363BGR+/Ripq/VCLKGNbw==",
        ),
    ],
)
def test_key_files_of_others_open(plain: str, passphrase: str, body: str) -> None:
    written = f"-----BEGIN MEGOLM SESSION DATA-----\n{body}\n-----END MEGOLM SESSION DATA-----"
    assert open_key_file(written, passphrase) == plain.encode()
    with pytest.raises(Rejected, match="wrong_passphrase"):
        open_key_file(written, passphrase + "x")


def test_a_key_file_of_ours_comes_back() -> None:
    keys = [ExportedKey("!s:e.fr", f"session{number}", "clé", "curve", "ed") for number in range(3)]
    assert read_key_file(write_key_file(keys, "phrase é", 10), "phrase é") == keys


@pytest.mark.parametrize(
    "written", ["", "x", "-----BEGIN MEGOLM SESSION DATA-----\n!\n-----END MEGOLM SESSION DATA-----"]
)
def test_a_file_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        read_key_file(written, "phrase")


def test_a_key_file_cannot_ask_for_endless_work() -> None:
    whole = from_base64("".join(write_key_file([], "phrase", 10).splitlines()[1:-1]))
    endless = whole[:33] + (2**32 - 1).to_bytes(4, "big") + whole[37:]
    written = f"-----BEGIN MEGOLM SESSION DATA-----\n{to_base64(endless)}\n-----END MEGOLM SESSION DATA-----"
    with pytest.raises(Unreadable):
        read_key_file(written, "phrase")


@given(secret=st.binary(max_size=200), name=st.text(max_size=20))
def test_secrets_come_back_from_under_their_own_name_only(secret: bytes, name: str) -> None:
    key = bytes(range(32))
    sealed = seal(key, name, secret)
    assert unseal(key, name, sealed) == secret
    for wrong_key, wrong_name in ((bytes(32), name), (key, name + "x")):
        with pytest.raises(Rejected, match="wrong_recovery_key"):
            unseal(wrong_key, wrong_name, sealed)


def test_an_attachment_of_others_opens() -> None:
    key = FileKey.read(
        {
            "v": "v2",
            "url": "mxc://e.fr/1",
            "key": {"alg": "A256CTR", "kty": "oct", "k": "__________________________________________8", "key_ops": []},
            "iv": "//////////8AAAAAAAAAAA",
            "hashes": {"sha256": "YzF08lARDdOCzJpzuSwsjTNlQc4pHxpdHcXiD/wpK6k"},
        }
    )
    opening = Unsealing(key)
    assert opening.add(base64.b64decode("5xJZTt5cQicm+9f4")) == b"Hello, World"
    opening.finish()


@given(pieces=st.lists(st.binary(max_size=300), max_size=5))
def test_an_attachment_comes_back_whatever_its_pieces(pieces: list[bytes]) -> None:
    sealing = Sealing()
    sealed = b"".join(sealing.add(piece) for piece in pieces)
    key = FileKey.read(sealing.file_key("mxc://e.fr/1").write())
    opening = Unsealing(key)
    assert opening.add(sealed) == b"".join(pieces)
    opening.finish()


def test_another_file_than_the_one_sent_is_refused() -> None:
    sealing = Sealing()
    sealed = sealing.add(b"contenu")
    opening = Unsealing(sealing.file_key(""))
    opening.add(bytes([sealed[0] ^ 1]) + sealed[1:])
    with pytest.raises(Unreadable, match="wrong_hash"):
        opening.finish()


@pytest.mark.parametrize(
    "change",
    [{"v": "v1"}, {"iv": "AA"}, {"hashes": {}}, {"key": {"alg": "A256CTR", "kty": "oct", "k": "AA"}}, {"key": 3}],
)
def test_a_malformed_file_key_is_refused(change: dict[str, object]) -> None:
    whole = Sealing().file_key("mxc://e.fr/1").write()
    with pytest.raises(Unreadable):
        FileKey.read({**whole, **change})
