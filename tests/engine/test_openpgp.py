"""Stories of OpenPGP: letters signed and encrypted between two people by the GnuPG of the computer, and read by it again."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sync.model.faults import Rejected
from sync.model.ids import new_operation_id
from sync.model.mail import Content
from sync.model.seals import Scheme, Seal, Standing
from sync.protocols.memory.server import MemoryServer
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from sync.store.read import seal_keys as read_keys
from tests.engine.ground import ALICE, BOB, Ground, at_work, draft, people
from tests.engine.openssl import crlf

SECRET = "Le budget est arrêté à 3 millions."
HEAD = f"From: Bob <{BOB}>\r\nTo: {ALICE}\r\nSubject: Arbitrage\r\nMessage-ID: <a@b>\r\n".encode()
ENTITY = crlf(f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{SECRET}".encode())

Keys = dict[str, bytes]


class Person:
    """Somebody with a GnuPG of their own."""

    def __init__(self, home: Path, address: str, name: str) -> None:
        self.home, self.address = home, address
        home.mkdir(mode=0o700)
        self.gpg("--passphrase", "", "--quick-gen-key", f"{name} <{address}>", "ed25519", "sign,cert", "1y")
        (fingerprint,) = [line.split(":")[9] for line in self.gpg("--list-keys", "--with-colons").decode().splitlines()
                          if line.startswith("fpr")]  # fmt: skip
        self.gpg("--passphrase", "", "--quick-add-key", fingerprint, "cv25519", "encr", "1y")

    def gpg(self, *words: str, given: bytes = b"") -> bytes:
        command = ["gpg", "--homedir", str(self.home), "--batch", "--yes", "--pinentry-mode", "loopback", *words]
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout

    @property
    def public(self) -> bytes:
        return self.gpg("--armor", "--export", self.address)

    def end(self) -> None:
        subprocess.run(["gpgconf", "--homedir", str(self.home), "--kill", "all"], check=False, capture_output=True)


@pytest.fixture(scope="module")
def homes() -> Iterator[Path]:
    """Short paths: the agent's socket has to fit into 108 octets."""
    if shutil.which("gpg") is None:
        pytest.skip("gnupg is not installed")
    with tempfile.TemporaryDirectory(prefix="pgp-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def mine(homes: Path) -> Iterator[Person]:
    made = Person(homes / "a", ALICE, "Alice Dupont")
    yield made
    made.end()


@pytest.fixture(scope="module")
def bob(homes: Path) -> Iterator[Person]:
    made = Person(homes / "b", BOB, "Bob Martin")
    yield made
    made.end()


@pytest.fixture
def server() -> MemoryServer:
    return people()


@pytest.fixture
async def ground(
    tmp_path: Path, server: MemoryServer, homes: Path, mine: Person, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Ground]:
    """Alice at work, with a copy of her GnuPG."""
    home = Path(tempfile.mkdtemp(prefix="h", dir=homes))
    shutil.copytree(mine.home, home, dirs_exist_ok=True, ignore=shutil.ignore_patterns("S.*", "*.lock"))
    monkeypatch.setenv("GNUPGHOME", str(home))
    async with at_work(tmp_path / "profile", server) as made:
        yield made
    await asyncio.to_thread(subprocess.run, ["gpgconf", "--kill", "all"], check=False, capture_output=True)


async def take(ground: Ground, content: bytes) -> m.KeysKept:
    kept = await ground.engine.answer(m.TakeKeys(content))
    assert isinstance(kept, m.KeysKept)
    return kept


async def delivered(ground: Ground, server: MemoryServer, raw: bytes) -> tuple[Content, Seal]:
    server.deliver(ALICE, raw, received=1_700_000_000 + len(server.mailbox(ALICE, "inbox").messages))
    await ground.sync()
    answer = await ground.engine.answer(m.Open(ground.rows()[0].id))
    assert isinstance(answer, m.ContentAnswer)
    content = from_json(answer.content, Content)
    assert content.seal is not None
    return content, content.seal


def signed(bob: Person, entity: bytes = ENTITY) -> bytes:
    """A letter that Bob signed (RFC 3156 §5)."""
    made = crlf(bob.gpg("--armor", "--digest-algo", "SHA256", "--detach-sign", given=entity))
    return HEAD + (
        b'Content-Type: multipart/signed; protocol="application/pgp-signature"; micalg=pgp-sha256; boundary="x"\r\n\r\n--x\r\n'
        + entity + b"\r\n--x\r\nContent-Type: application/pgp-signature\r\n\r\n" + made + b"\r\n--x--\r\n"
    )  # fmt: skip


def encrypted(bob: Person, for_key: bytes, entity: bytes, *words: str) -> bytes:
    """A letter that Bob encrypted for whoever has a key (RFC 3156 §4)."""
    bob.gpg("--import", given=for_key)
    made = crlf(bob.gpg("--armor", "--trust-model", "always", "-r", ALICE, *words, "--encrypt", given=entity))
    return HEAD + (
        b'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="y"\r\n\r\n--y\r\n'
        b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n--y\r\nContent-Type: application/octet-stream\r\n\r\n"
        + made + b"\r\n--y--\r\n"
    )  # fmt: skip


async def test_a_signature_is_worth_what_is_known_of_its_key(ground: Ground, server: MemoryServer, bob: Person) -> None:
    raw = signed(bob)
    content, seal = await delivered(ground, server, raw)
    assert content.text.strip() == SECRET
    assert [one.standing for one in seal.signatures] == [Standing.UNKNOWN_KEY]
    kept = await take(ground, bob.public)
    assert kept.own == 0
    _, seal = await delivered(ground, server, raw)
    assert [(one.standing, one.name, one.addresses) for one in seal.signatures] == [(Standing.TRUSTED, "Bob Martin", (BOB,))]
    await ground.engine.answer(m.TrustKey(kept.keys[0], False))
    _, seal = await delivered(ground, server, raw)
    assert [one.standing for one in seal.signatures] == [Standing.UNTRUSTED]
    _, seal = await delivered(ground, server, raw.replace(b"budget", b"Budget"))
    assert [one.standing for one in seal.signatures] == [Standing.BROKEN]


async def test_a_letter_that_gnupg_encrypted_is_read(ground: Ground, server: MemoryServer, mine: Person, bob: Person) -> None:
    """Compressed and signed inside, as GnuPG does it; nothing is loaded for it from outside."""
    await take(ground, bob.public)
    html = crlf(f'Content-Type: text/html; charset=utf-8\n\n<img src="http://evil.example/x"><p>{SECRET}</p>\n'.encode())
    content, seal = await delivered(ground, server, encrypted(bob, mine.public, html, "--sign"))
    assert SECRET in content.html
    assert (seal.encrypted, seal.fault, content.remote_pictures) == (True, "", ())
    assert [one.standing for one in seal.signatures] == [Standing.TRUSTED]
    assert content.envelope.subject == "Arbitrage"


async def test_altered_and_foreign_secrets_stay_shut(ground: Ground, server: MemoryServer, mine: Person, bob: Person) -> None:
    raw = encrypted(bob, mine.public, ENTITY)
    place = raw.index(b"-----BEGIN") + 200
    altered = raw[:place] + (b"A" if raw[place : place + 1] != b"A" else b"B") + raw[place + 1 :]
    content, seal = await delivered(ground, server, altered)
    assert seal.fault in ("not_decrypted", "no_seal_key")
    assert SECRET not in content.text
    other = HEAD + encrypted(bob, mine.public, ENTITY)[len(HEAD) :].replace(b"BEGIN PGP MESSAGE", b"BEGIN PGP NOTHING")
    _, seal = await delivered(ground, server, other)
    assert seal.fault


async def test_what_is_sealed_here_is_read_by_gnupg(ground: Ground, server: MemoryServer, mine: Person, bob: Person) -> None:
    await take(ground, bob.public)
    bob.gpg("--import", given=mine.public)
    letter = replace(draft("Arbitrage", BOB), text=SECRET, scheme=Scheme.PGP)
    for wished in (
        replace(letter, sign=True), replace(letter, sign=True, encrypt=True, message_id="<2@memory.test>"),
        replace(letter, encrypt=True, message_id="<3@memory.test>"),
    ):  # fmt: skip
        await ground.engine.answer(m.Send(new_operation_id(), "k", ground.account, to_json(wished).encode(), undo_seconds=0))
        await ground.sync()
    first, second, third = [one.raw for one in server.mailbox(BOB, "inbox").messages.values()]
    boundary = first.split(b'boundary="')[1].split(b'"')[0]
    _, entity, armoured, _ = first.split(b"--" + boundary)
    file = bob.home / "signature"
    file.write_bytes(armoured.partition(b"\r\n\r\n")[2])
    bob.gpg("--verify", str(file), "-", given=entity[2:-2])
    for raw in (second, third):
        inside = bob.gpg("--decrypt", given=raw[raw.index(b"-----BEGIN") :])
        assert b"Subject: Arbitrage" in inside
        assert b"Arbitrage" not in raw
        assert b"Subject: [...]" in raw
    content, seal = await delivered(ground, server, second)
    assert (content.text.strip(), content.envelope.subject) == (SECRET, "Arbitrage")
    assert [one.standing for one in seal.signatures] == [Standing.TRUSTED]


async def test_keys_of_gnupg_are_listed_and_stay_with_it(ground: Ground, mine: Person, bob: Person) -> None:
    await ground.engine.answer(m.LookForKeys())
    (row,) = ground.read(read_keys.keys)
    assert (row.scheme, row.name, row.addresses, row.own, row.trusted) == (Scheme.PGP, "Alice Dupont", (ALICE,), True, True)
    given = await ground.engine.answer(m.GiveKey(row.id))
    assert isinstance(given, m.KeyFile)
    assert b"BEGIN PGP PUBLIC KEY BLOCK" in given.content
    for refused in (m.RemoveKey(row.id), m.GiveKey(row.id, "phrase")):
        with pytest.raises(Rejected, match="kept_by_gnupg"):
            await ground.engine.answer(refused)
    with pytest.raises(Rejected, match="not_a_key_file"):
        await take(ground, b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nbonjour\n-----END PGP PUBLIC KEY BLOCK-----\n")


async def test_without_gnupg_it_is_said(
    ground: Ground, server: MemoryServer, bob: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    raw = signed(bob)
    with monkeypatch.context() as without:
        without.setenv("PATH", str(tmp_path))
        content, seal = await delivered(ground, server, raw)
        await ground.engine.answer(m.LookForKeys())
    assert seal.fault == "no_openpgp"
    assert content.text.strip() == SECRET
    assert ground.read(read_keys.keys) == []
