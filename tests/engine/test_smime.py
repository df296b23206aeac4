"""Stories of S/MIME: letters signed and encrypted between two people, read again by `openssl`, and what never happens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from sync.engine.engine import Engine
from sync.model.collections import Role
from sync.model.faults import Rejected
from sync.model.ids import ItemId, new_operation_id
from sync.model.mail import Content, Draft
from sync.model.seals import Seal, Standing
from sync.protocols.memory.server import MemoryServer
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from sync.store.read import drafts as read_drafts
from sync.store.read import seal_keys as read_keys
from tests.engine import openssl
from tests.engine.ground import ALICE, BOB, Ground, at_work, draft, people
from tests.engine.openssl import Authority, Person, crlf, encrypted, says_good, signed

SECRET = "Le budget est arrêté à 3 millions."
HEAD = f"From: Bob <{BOB}>\r\nTo: {ALICE}\r\nSubject: Arbitrage\r\nMessage-ID: <a@b>\r\n".encode()
ENTITY = crlf(f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{SECRET}\n".encode())


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def alice(authority: Authority) -> Person:
    return authority.person(ALICE, "Alice Dupont")


@pytest.fixture(scope="module")
def bob(authority: Authority) -> Person:
    return authority.person(BOB, "Bob Martin")


@pytest.fixture
def server() -> MemoryServer:
    return people()


@pytest.fixture
async def ground(tmp_path: Path, server: MemoryServer, authority: Authority) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", server, trust=authority.trust) as made:
        yield made


async def take(ground: Ground, file: Path, passphrase: str = "") -> m.KeysKept:
    kept = await ground.engine.answer(m.TakeKeys(await asyncio.to_thread(file.read_bytes), passphrase))
    assert isinstance(kept, m.KeysKept)
    return kept


async def read(engine: Engine, item: ItemId) -> tuple[Content, Seal]:
    answer = await engine.answer(m.Open(item))
    assert isinstance(answer, m.ContentAnswer)
    content = from_json(answer.content, Content)
    assert content.seal is not None
    return content, content.seal


async def delivered(ground: Ground, server: MemoryServer, raw: bytes) -> tuple[Content, Seal]:
    """A letter to Alice, as her engine shows it."""
    server.deliver(ALICE, raw, received=1_700_000_000 + len(server.mailbox(ALICE, "inbox").messages))
    await ground.sync()
    return await read(ground.engine, ground.rows()[0].id)


def kept(server: MemoryServer, address: str, mailbox: str = "inbox") -> list[bytes]:
    """The messages that a server holds, in the order of their arrival."""
    return [one.raw for one in server.mailbox(address, mailbox).messages.values()]


def wish(**wishes: object) -> Draft:
    return replace(draft("Arbitrage", BOB), text=SECRET, **wishes)  # type: ignore[arg-type]


async def send(ground: Ground, letter: Draft) -> None:
    await ground.engine.answer(
        m.Send(new_operation_id(), "letter", ground.account, to_json(letter).encode(), undo_seconds=0)
    )
    await ground.sync()


async def test_a_signed_letter_is_said_to_be_from_its_sender(
    ground: Ground, server: MemoryServer, authority: Authority, bob: Person
) -> None:
    content, seal = await delivered(ground, server, HEAD + signed(bob, ENTITY, chain=authority.middle))
    assert content.text.strip() == SECRET
    assert [one.standing for one in seal.signatures] == [Standing.TRUSTED]
    assert not seal.encrypted
    known = ground.read(read_keys.keys)
    assert [(row.addresses, row.own, row.trusted) for row in known] == [((BOB,), False, True)]


async def test_a_good_signature_of_somebody_else_is_not_the_senders(
    ground: Ground, server: MemoryServer, authority: Authority, alice: Person
) -> None:
    _, seal = await delivered(ground, server, HEAD + signed(alice, ENTITY, chain=authority.middle))
    assert [one.standing for one in seal.signatures] == [Standing.OTHER_ADDRESS]
    assert ground.read(read_keys.keys) == []


async def test_an_encrypted_letter_opens_with_ones_own_key_only(
    ground: Ground, server: MemoryServer, authority: Authority, alice: Person, bob: Person
) -> None:
    both = signed(bob, ENTITY, chain=authority.middle)
    raw = HEAD + encrypted(both, alice)
    content, seal = await delivered(ground, server, raw)
    assert (seal.encrypted, seal.fault) == (True, "no_seal_key")
    assert SECRET not in content.text
    assert await take(ground, alice.both, openssl.PASSPHRASE) == m.KeysKept([1], 1)
    content, seal = await read(ground.engine, ground.rows()[0].id)
    assert content.text.strip() == SECRET
    assert (seal.encrypted, seal.fault, seal.cipher) == (True, "", "aes256_cbc")
    assert [one.standing for one in seal.signatures] == [Standing.TRUSTED]


async def test_nothing_is_loaded_for_a_letter_that_was_decrypted(
    ground: Ground, server: MemoryServer, alice: Person
) -> None:
    """EFAIL: not even at the reader's wish, for the address could carry the text away."""
    html = crlf(b'Content-Type: text/html\n\n<img src="http://evil.example/?secret"><p>Bonjour</p>\n')
    await take(ground, alice.both, openssl.PASSPHRASE)
    content, seal = await delivered(ground, server, HEAD + encrypted(html, alice))
    assert seal.encrypted
    assert "Bonjour" in content.html
    assert content.remote_pictures == ()
    assert "evil.example" not in content.html


async def test_what_is_signed_and_encrypted_here_is_read_by_openssl(
    ground: Ground, server: MemoryServer, authority: Authority, alice: Person, bob: Person
) -> None:
    await take(ground, alice.both, openssl.PASSPHRASE)
    await take(ground, bob.certificate)
    await send(ground, wish(sign=True))
    await send(ground, wish(sign=True, encrypt=True, message_id="<b@memory.test>"))
    await send(ground, wish(encrypt=True, message_id="<c@memory.test>"))
    first, second, third = kept(server, BOB)
    good, inside = says_good(first, authority)
    assert good
    assert SECRET.encode() in _plain(inside)
    assert SECRET.encode() not in second
    good, inside = says_good(openssl.decrypted(second, bob), authority)
    assert good
    assert SECRET.encode() in _plain(inside)
    assert b"Subject: Arbitrage" in inside
    assert b"Subject: [...]" in second
    assert b"Arbitrage" not in second
    assert SECRET.encode() in _plain(openssl.decrypted(third, bob))
    rows = ground.rows(Role.SENT)
    assert [(await read(ground.engine, row.id))[0].envelope.subject for row in rows] == ["Arbitrage"] * 3
    assert [SECRET in (await read(ground.engine, row.id))[0].text for row in rows] == [True] * 3


async def test_a_letter_without_a_key_for_everybody_stays_here(ground: Ground, server: MemoryServer, alice: Person) -> None:
    with pytest.raises(Rejected, match="no_own_key"):
        await send(ground, wish(sign=True))
    await take(ground, alice.both, openssl.PASSPHRASE)
    with pytest.raises(Rejected, match="no_recipient_key"):
        await send(ground, wish(encrypt=True))
    assert kept(server, BOB) == []


async def test_blind_copies_and_encryption_do_not_go_together(
    ground: Ground, server: MemoryServer, alice: Person, bob: Person
) -> None:
    await take(ground, alice.both, openssl.PASSPHRASE)
    await take(ground, bob.certificate)
    with pytest.raises(Rejected, match="blind_copies_sealed"):
        await send(ground, replace(wish(encrypt=True), bcc=draft("", ALICE).to))
    assert kept(server, BOB) == []


async def test_a_draft_that_is_to_be_encrypted_is_so_on_the_server_too(
    ground: Ground, server: MemoryServer, alice: Person
) -> None:
    await take(ground, alice.both, openssl.PASSPHRASE)
    wished = wish(sign=True, encrypt=True)
    await ground.engine.answer(m.StoreDraftNow(new_operation_id(), "letter", ground.account, to_json(wished).encode()))
    await ground.sync()
    (raw,) = kept(server, ALICE, "drafts")
    assert SECRET.encode() not in _plain(raw)
    answer = await ground.engine.answer(m.OpenDraft(ground.rows(Role.DRAFTS)[0].id))
    assert isinstance(answer, m.DraftAnswer)
    again = from_json(answer.draft, Draft)
    assert (again.text.strip(), again.sign, again.encrypt, again.subject) == (SECRET, True, True, "Arbitrage")
    assert ground.read(read_drafts.draft, answer.key) is not None


async def test_attachments_of_an_encrypted_letter_are_saved(
    ground: Ground, server: MemoryServer, alice: Person
) -> None:
    inside = crlf(
        b'Content-Type: multipart/mixed; boundary="z"\n\n--z\nContent-Type: text/plain\n\nVoir ci-joint\n'
        b'--z\nContent-Type: application/pdf; name="note.pdf"\nContent-Disposition: attachment\n\n%PDF-1.4\n--z--\n'
    )
    await take(ground, alice.both, openssl.PASSPHRASE)
    content, _ = await delivered(ground, server, HEAD + encrypted(inside, alice))
    (note,) = content.attachments
    kept = await ground.engine.answer(m.ExtractPart(ground.rows()[0].id, note.path))
    assert isinstance(kept, m.Kept)
    assert await ground.desk.store.blob(kept.blob) == b"%PDF-1.4"  # type: ignore[arg-type]


async def test_keys_are_given_out_as_files_and_forgotten(
    ground: Ground, alice: Person, bob: Person, tmp_path: Path
) -> None:
    with pytest.raises(Rejected, match="bad_key_passphrase"):
        await take(ground, alice.both, "autre")
    await take(ground, alice.both, openssl.PASSPHRASE)
    with pytest.raises(Rejected, match="not_a_key_file"):
        await ground.engine.answer(m.TakeKeys(b"bonjour"))
    given = await ground.engine.answer(m.GiveKey(1, "autre phrase"))
    assert isinstance(given, m.KeyFile)
    file = tmp_path / given.name
    file.write_bytes(given.content)
    shown = openssl.run("pkcs12", "-in", str(file), "-passin", "pass:autre phrase", "-nodes")
    assert b"BEGIN PRIVATE KEY" in shown
    assert shown.count(b"BEGIN CERTIFICATE") == 2
    public = await ground.engine.answer(m.GiveKey(1))
    assert isinstance(public, m.KeyFile)
    assert public.content.strip() == alice.certificate.read_bytes().strip()
    await ground.engine.answer(m.RemoveKey(1))
    assert ground.read(read_keys.keys) == []


def _plain(octets: bytes) -> bytes:
    """The octets without quoted-printable, to look for words in."""
    import quopri

    return quopri.decodestring(octets)
