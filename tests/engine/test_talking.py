"""What windows ask while people talk: members, typing, drafts, files of posts and their previews, news, drafts kept."""

from __future__ import annotations

import asyncio
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest

from sync.model.chat import CreateRoom, MediaTruth, PostKind, PostToRoom, PostTruth, Upload
from sync.model.faults import Gone, Rejected, Unreadable
from sync.model.ids import BlobName, RemoteId
from sync.protocols.memory.chat import MemoryChat
from sync.protocols.memory.chat_server import ChatServer, now
from sync.rpc import messages as m
from sync.store.read import chat_room
from sync.store.write.housekeeping import used_blobs
from tests.engine.test_chat import ME, OTHER, Side, ask, me, other, room_of, server

__all__ = ["me", "other", "server"]

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj\ntrailer<</Root 1 0 R>>\n"
)


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + bytes(width) for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


async def with_file(me: Side, server: ChatServer, other: MemoryChat, content: bytes, kind: str) -> tuple[Any, Any]:
    """A room in which the other person posted a file."""
    room, remote = await room_of(me, server, other)
    address = f"mxc://{server.host}/fichier"
    server.media[address] = content
    media = MediaTruth(address, "fichier", kind, len(content))
    server.say(remote, PostTruth(remote, OTHER, now(), PostKind.FILE, "fichier", media=media))
    await me.sync()
    return room, me.posts(room)[-1]


def told(me: Side, kind: type[Any]) -> list[Any]:
    """Collect notices of a kind from now on."""
    found: list[Any] = []
    tell = me.engine.notices.tell

    def listen(notice: Any) -> None:
        if isinstance(notice, kind):
            found.append(notice)
        tell(notice)

    me.engine.notices.tell = listen  # type: ignore[method-assign]
    return found


async def test_a_file_is_brought_once_and_read_without_a_network(
    me: Side, server: ChatServer, other: MemoryChat
) -> None:
    _, post = await with_file(me, server, other, b"octets", "application/x-autre")
    first = await me.engine.answer(m.OpenPostFile(post.id))
    assert isinstance(first, m.Kept)
    assert await me.engine.desk.store.blob(BlobName(first.blob)) == b"octets"
    server.trouble.outage = True
    assert await me.engine.answer(m.OpenPostFile(post.id)) == first
    assert BlobName(first.blob) in me.read(used_blobs)
    with pytest.raises(Unreadable, match="not_a_picture"):
        await me.engine.answer(m.OpenPostFile(post.id, preview=True))


@pytest.mark.parametrize(("content", "kind"), [(png(4, 3), "image/png"), (PDF, "application/pdf")])
async def test_of_a_picture_itself_is_shown_and_of_a_pdf_its_first_page(
    me: Side, server: ChatServer, other: MemoryChat, content: bytes, kind: str
) -> None:
    _, post = await with_file(me, server, other, content, kind)
    seen = await me.engine.answer(m.OpenPostFile(post.id, preview=True))
    assert isinstance(seen, m.Kept)
    picture = await me.engine.desk.store.blob(BlobName(seen.blob))
    assert picture == content if kind == "image/png" else picture.startswith(b"P6 1100 550 255")
    assert await me.engine.answer(m.OpenPostFile(post.id, preview=True)) == seen


async def test_a_post_without_a_file_has_none_to_open(me: Side, server: ChatServer, other: MemoryChat) -> None:
    room, remote = await room_of(me, server, other)
    await ask(other, PostToRoom(room, "Bonjour"), remote)
    await me.sync()
    with pytest.raises(Gone):
        await me.engine.answer(m.OpenPostFile(me.posts(room)[0].id))


async def test_a_file_to_send_is_copied_and_its_blob_kept_while_it_waits(
    me: Side, server: ChatServer, other: MemoryChat, tmp_path: Path
) -> None:
    room, _ = await room_of(me, server, other)
    path = tmp_path / "note.txt"
    path.write_bytes(b"une note")
    kept = await me.engine.answer(m.KeepPath(str(path)))
    assert isinstance(kept, m.Kept)
    path.unlink()
    upload = Upload(BlobName(kept.blob), "note.txt", "text/plain", kept.size)
    await me.intend(PostToRoom(room, "note.txt", upload=upload))
    assert BlobName(kept.blob) in me.read(used_blobs)
    await me.sync()
    await me.sync()
    assert me.posts(room)[-1].media.name == "note.txt"  # type: ignore[union-attr]
    with pytest.raises(Rejected, match="not_a_file"):
        await me.engine.answer(m.KeepPath(str(path)))


async def test_what_was_begun_is_kept_until_it_is_nothing(me: Side, server: ChatServer, other: MemoryChat) -> None:
    room, _ = await room_of(me, server, other)
    await me.engine.answer(m.KeepRoomDraft(room, "À @Autre", {"@Autre": OTHER}))
    assert me.read(chat_room.draft, room) == ("À @Autre", {"@Autre": OTHER})
    assert me.read(chat_room.drafted) == {room}
    await me.engine.answer(m.KeepRoomDraft(room, " "))
    assert me.read(chat_room.draft, room) == ("", {})


async def test_members_come_whole_and_those_who_left_are_no_longer_listed(
    me: Side, server: ChatServer, other: MemoryChat
) -> None:
    room, remote = await room_of(me, server, other)
    await me.engine.answer(m.BringMembers(room))
    assert {one.person for one in me.read(chat_room.people, room)} == {ME, OTHER}
    del server.rooms[remote].members[OTHER]
    await me.engine.answer(m.BringMembers(room))
    assert {one.person for one in me.read(chat_room.people, room)} == {ME}


async def test_who_writes_and_what_is_new_is_told_once(me: Side, server: ChatServer, other: MemoryChat) -> None:
    room, remote = await room_of(me, server, other)
    writing, news = told(me, m.TypingNow), told(me, m.NewPosts)
    await other.conversing().say_typing(remote, typing=True)
    await me.sync()
    assert (writing[-1].room, writing[-1].people) == (room, [OTHER])
    await ask(other, PostToRoom(room, "Nouveau"), remote)
    await me.sync()
    assert [one.posts for one in news] == [[me.named(room, "Nouveau")]]
    await me.intend(PostToRoom(room, "Le mien"))
    await me.sync()
    server.rooms[remote].muted.add(ME)
    await ask(other, PostToRoom(room, "En sourdine"), remote)
    await me.sync()
    assert len(news) == 1


async def test_rooms_and_people_are_found(me: Side, server: ChatServer, other: MemoryChat) -> None:
    await ask(other, CreateRoom("Forum des agents", topic="Entraide", listed=True))
    found = await me.engine.answer(m.FindRooms(me.account, "entraide"))
    assert isinstance(found, m.RoomsFound)
    assert [(one.name, one.people) for one in found.rooms] == [("Forum des agents", 1)]
    people = await me.engine.answer(m.FindPeople(me.account, "autre"))
    assert people == m.PeopleFound([(OTHER, OTHER)])
    await asyncio.sleep(0)


async def test_typing_says_whose_it_is_to_the_server(me: Side, server: ChatServer, other: MemoryChat) -> None:
    room, remote = await room_of(me, server, other)
    await me.engine.answer(m.SayTyping(room, True))
    assert server.rooms[remote].typing == {ME}
    await me.engine.answer(m.SayTyping(room, False))
    assert server.rooms[remote].typing == set()
    assert RemoteId(remote)
