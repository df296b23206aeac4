"""What Tchap adds to Matrix: files through an antivirus, accounts that expire, rooms with rules of their own."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from vodozemac import Curve25519SecretKey

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.changes import Want
from sync.model.chat import ChangeRoom, CreateRoom, InvitePerson, MediaTruth, PostToRoom, Upload
from sync.model.faults import Fault, Rejected
from sync.model.ids import AccountId, BlobName, RemoteId
from sync.model.operations import Octets
from sync.protocols.base import Secret, Surroundings
from sync.protocols.keeping import MemoryKeeper
from sync.protocols.matrix.chat import MatrixChat
from tests.contract.chat_suite import ROOM, Reader, made, operation
from tests.servers.ports import HOST
from tests.servers.scanner import EVIL, Scanner, running_scanner
from tests.servers.synapse import PASSWORD, Synapse, running_synapse

pytestmark = pytest.mark.server

_numbers = itertools.count()


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Synapse, Path]]:
    folder = tmp_path_factory.mktemp("strict")
    module = f"modules: [{{module: strict_rooms.StrictRooms, config: {{folder: '{folder}'}}}}]\n"
    with running_synapse(module) as server:
        yield server, folder


@asynccontextmanager
async def reading(server: Synapse, port: int, name: str, media: str = "") -> AsyncIterator[Reader]:
    """Somebody who follows the stream."""

    async def secret(_renew: bool) -> Secret:
        return Secret("password", PASSWORD)

    endpoint = Endpoint(Service.CHAT, "matrix", HOST, port, user=name, parameters={"media": media} if media else {})
    account = Account(AccountId(1), name, name, "tchap", (endpoint,), Identity(name))
    chat = MatrixChat(Surroundings(account, endpoint, secret, server.authority.trust, keeper=MemoryKeeper()))
    reader = Reader(chat)
    await reader.follow()
    try:
        yield reader
    finally:
        await chat.close()


def new_account(server: Synapse) -> str:
    name = f"tchap.{next(_numbers)}"
    server.register(name)
    return name


async def posted(me: Reader, content: bytes, *, encrypted: bool) -> MediaTruth:
    """Post a file into a room of one's own; return what the post says of it."""
    room = made(await me.chat.apply(operation(CreateRoom("Fichiers", encrypted=encrypted)))).collection
    await me.until(lambda: room in me.rooms)
    upload = Upload(BlobName(b""), "rapport.pdf", "application/pdf", len(content))
    item = made(await me.chat.apply(operation(PostToRoom(ROOM, "", upload=upload), room, payload=Octets(content)))).item
    await me.until(lambda: item in me.posts.get(room, {}))
    media = me.posts[room][item].media
    assert media is not None
    return media


async def brought(me: Reader, media: MediaTruth, want: Want = Want.WHOLE) -> bytes:
    name = RemoteId(media.key or media.url)
    return b"".join([one.data or b"" async for one in me.chat.fetch(RemoteId(""), [name], want)])


@pytest.fixture
async def scanner(synapse: Synapse) -> AsyncIterator[Scanner]:
    async with running_scanner(synapse) as running:
        yield running


@pytest.mark.parametrize("encrypted", [True, False])
async def test_files_come_through_the_antivirus_and_what_is_not_clean_stays_away(
    synapse: Synapse, scanner: Scanner, encrypted: bool
) -> None:
    async with reading(synapse, scanner.port, new_account(synapse), "scanned") as me:
        good = await posted(me, b"Un rapport" * 5000, encrypted=encrypted)
        assert await brought(me, good) == b"Un rapport" * 5000
        assert scanner.asked == (["public_key", "download_encrypted"] if encrypted else ["download"])
        bad = await posted(me, b"Un " + EVIL, encrypted=encrypted)
        with pytest.raises(Rejected) as refused:
            await brought(me, bad)
        assert refused.value.code == "media_not_clean"
        with pytest.raises(Rejected, match="media_not_clean"):
            await brought(me, bad)


async def test_an_antivirus_that_has_another_key_by_now_is_asked_for_it(synapse: Synapse, scanner: Scanner) -> None:
    async with reading(synapse, scanner.port, new_account(synapse), "scanned") as me:
        file = await posted(me, b"Clair", encrypted=True)
        assert await brought(me, file) == b"Clair"
        scanner.secret = Curve25519SecretKey()
        assert await brought(me, file) == b"Clair"
        assert scanner.asked == [
            "public_key", "download_encrypted", "download_encrypted", "public_key", "download_encrypted",
        ]  # fmt: skip


async def test_an_antivirus_that_cannot_look_is_said_and_lets_nothing_through(synapse: Synapse, scanner: Scanner) -> None:
    async with reading(synapse, scanner.port, new_account(synapse), "scanned") as me:
        file = await posted(me, b"Clair", encrypted=True)
        scanner.unreachable = True
        with pytest.raises(Fault) as refused:
            await brought(me, file)
        assert refused.value.code == "media_not_scanned"
        scanner.unreachable = False
        assert await brought(me, file) == b"Clair"


async def test_an_expired_account_keeps_its_device_and_is_renewed_by_mail(strict: tuple[Synapse, Path]) -> None:
    server, folder = strict
    name = new_account(server)
    user = f"@{name}:exemple.fr"
    async with reading(server, server.port, name) as me:
        device = (await me.chat._server.access()).device  # type: ignore[attr-defined]
        (folder / "expired").write_text(user)
        with pytest.raises(Rejected) as refused:
            await me.chat.changes(me.stream, me.cursor)
        assert refused.value.code == "account_expired"
        await me.chat.conversing().ask_for_renewal()  # type: ignore[attr-defined]
        assert (folder / "mailed").read_text().split() == [user]
        (folder / "expired").write_text("")
        await me.follow()
        assert (await me.chat._server.access()).device == device  # type: ignore[attr-defined]


async def test_a_conversation_between_two_takes_no_name_and_no_third_person(strict: tuple[Synapse, Path]) -> None:
    server, _ = strict
    names = [new_account(server) for _ in range(3)]
    async with reading(server, server.port, names[0]) as me:
        other, third = (f"@{name}:exemple.fr" for name in names[1:])
        room = made(await me.chat.apply(operation(CreateRoom("", (other,), direct=True)))).collection
        await me.until(lambda: room in me.rooms)
        assert {one.value for one in me.rooms[room].permitted}.isdisjoint({"rename", "set_picture", "invite"})
        for intention in (ChangeRoom(ROOM, name="À deux"), ChangeRoom(ROOM, topic="Rien"), InvitePerson(ROOM, third)):
            with pytest.raises(Rejected) as refused:
                await me.chat.apply(operation(intention, room))
            assert refused.value.code == "room_rules"
        open_room = made(await me.chat.apply(operation(CreateRoom("Salon", (other,))))).collection
        await me.chat.apply(operation(ChangeRoom(ROOM, name="Autrement"), open_room))
        await me.until(lambda: open_room in me.rooms and me.rooms[open_room].name == "Autrement")
