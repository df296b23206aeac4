"""What windows ask of chat while people talk: members, typing, drafts, files of posts, rooms and people to be found."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sync.engine.session import Lane
from sync.engine.workshop import Workshop
from sync.model.accounts import Service
from sync.model.changes import Want
from sync.model.faults import Gone, Rejected, StoreFault, Unreadable, Unsupported
from sync.model.ids import AccountId, BlobName, ItemId, RemoteId, RoomId
from sync.protocols.conversing import Conversing, Talks
from sync.rpc import messages as m
from sync.store.chat_rows import RoomRow
from sync.store.connection import Connection
from sync.store.files import is_full
from sync.store.read import chat as read_chat
from sync.store.read import chat_room as read_room
from sync.store.write import talk as write_talk

TalkCommand = (
    m.BringMembers | m.SayTyping | m.KeepRoomDraft | m.KeepPath | m.OpenPostFile | m.BringFace | m.PresenceOf
    | m.OwnChatProfile | m.AskForRenewal | m.FindRooms | m.FindPeople
)  # fmt: skip
"""What this module answers."""


_PIECE = 1024 * 1024
_MOST_PRESENT = 60
_SMALL = "small:"
"""Before the address of a picture: the smaller one that the server makes of it."""
_SEEN = "seen:"
"""Before the address of a file: what is shown of it before it is opened."""


class Talking:
    """For the windows, all accounts."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    async def answer(self, asked: TalkCommand) -> m.Reply:
        """Do what a window asks."""
        match asked:
            case m.BringMembers(room=room):
                await self._bring_members(self._room(room))
            case m.SayTyping(room=room, typing=typing):
                row = self._room(room)
                await self._conversing(row.account).say_typing(row.remote_id, typing=typing)
            case m.KeepRoomDraft(room=room, body=body, called=called):
                await self._shop.store.write_durably(
                    write_talk.keep_draft, RoomId(room), body, called, self._shop.clock.now_ms()
                )
                self._shop.notices.rows("room_draft", (room,))
            case m.KeepPath(path=path):
                return await self._keep_path(Path(path))
            case m.OpenPostFile(post=post, preview=preview):
                blob = await self._file(ItemId(post), preview=preview)
                return m.Kept(blob, self._shop.store.read(self._shop.store.blob_size, blob))
            case m.BringFace(account=account, address=address):
                blob = await self._face(AccountId(account), address)
                return m.Kept(blob, self._shop.store.read(self._shop.store.blob_size, blob))
            case m.PresenceOf(account=account, people=asked_of):
                found = await self._conversing(AccountId(account)).presence(asked_of[:_MOST_PRESENT])
                return m.PresenceAnswer({person: presence.value for person, presence in found.items()})
            case m.OwnChatProfile(account=account):
                own = await self._conversing(AccountId(account)).profile()
                return m.ChatProfileAnswer(own.name, own.picture)
            case m.AskForRenewal(account=account):
                await self._conversing(AccountId(account)).ask_for_renewal()
            case m.FindRooms(account=account, wanted=wanted, server=server):
                rooms = await self._conversing(AccountId(account)).find_rooms(wanted, server)
                return m.RoomsFound([m.FoundRoom(one.address, one.name, one.topic, one.people) for one in rooms])
            case m.FindPeople(account=account, wanted=wanted):
                people = await self._conversing(AccountId(account)).find_people(wanted)
                return m.PeopleFound([(one.person, one.name) for one in people])
        return m.Done()

    def _room(self, room: int) -> RoomRow:
        found = self._shop.store.read(read_chat.room, RoomId(room))
        if found is None:
            raise Gone("room", room=room)
        return found

    def _conversing(self, account: AccountId) -> Conversing:
        protocol = self._shop.worker_of(account).session.protocol(Service.CHAT)
        if not isinstance(protocol, Talks):
            raise Unsupported("conversing")
        return protocol.conversing()

    async def _bring_members(self, row: RoomRow) -> None:
        changes = await self._conversing(row.account).members(row.remote_id)
        await self._shop.store.write(write_talk.store_members, row.id, changes)
        self._shop.notices.rows("room_member", (row.id,))

    async def _file(self, post: ItemId, *, preview: bool) -> BlobName:
        """Return the blob of a post's file, brought here where it is not. Raises `Gone("post")`, and what the server says."""
        store = self._shop.store
        found = store.read(read_chat.posts, [post])
        media = found[0].media if found else None
        if media is None or not media.url:
            raise Gone("post")
        smaller = media.preview_key or media.preview
        address = smaller if preview and smaller else media.key or media.url
        account = self._room(found[0].room).account
        if not preview:
            return await self._whole(account, address)
        return await self._seen(account, address, f"{_SEEN}{address}", media.name, Want.WHOLE)

    async def _face(self, account: AccountId, address: str) -> BlobName:
        """Return the blob of a small picture of a room or a person. Raises `Unreadable("not_a_picture" | "media_address")`."""
        return await self._seen(account, f"{_SMALL}{address}", f"{_SEEN}{_SMALL}{address}", "", Want.SMALL)

    async def _seen(self, account: AccountId, address: str, mark: str, name: str, want: Want) -> BlobName:
        """Return the blob of what is shown of a file: read by the parser, so that only harmless pictures reach the window."""
        store, now = self._shop.store, self._shop.clock.now_ms()
        kept = store.read(read_room.kept_file, account, mark)
        if kept is not None:
            await store.write(write_talk.use_file, account, mark, now)
            return BlobName(kept)
        sort, seen = await self._shop.parsing.preview(await store.blob(await self._whole(account, address, want)), name)
        if sort not in ("picture", "page"):
            raise Unreadable("not_a_picture")

        def keep(connection: Connection) -> BlobName:
            name = store.put_blob(connection, seen)
            write_talk.keep_file(connection, account, mark, name, now)
            return name

        return await store.write(keep)

    async def _whole(self, account: AccountId, address: str, want: Want = Want.WHOLE) -> BlobName:
        store, now = self._shop.store, self._shop.clock.now_ms()
        kept = store.read(read_room.kept_file, account, address)
        if kept is None:
            return await self._bring_file(account, address, now, want)
        await store.write(write_talk.use_file, account, address, now)
        return BlobName(kept)

    async def _keep_path(self, path: Path) -> m.Kept:
        """Copy a file into the store. Raises `Rejected("not_a_file")`, `StoreFault("disk_full")`."""
        store = self._shop.store
        file = store.begin_file()

        def copy() -> None:
            with path.open("rb") as source:
                while piece := source.read(_PIECE):
                    file.write(piece)
            file.finish()

        try:
            await asyncio.to_thread(copy)
            name, size = await store.write_durably(store.adopt_file, file)
            return m.Kept(name, size)
        except OSError as error:
            if is_full(error):
                raise StoreFault("disk_full") from error
            raise Rejected("not_a_file", path=str(path)) from error
        finally:
            file.abandon()

    async def _bring_file(self, account: AccountId, address: str, now: int, want: Want) -> BlobName:
        store = self._shop.store
        session = self._shop.worker_of(account).session
        file = store.begin_file()
        try:
            async with session.alone(Service.CHAT, Lane.READING) as protocol:
                async for chunk in protocol.fetch(RemoteId(""), (RemoteId(address.removeprefix(_SMALL)),), want):
                    if chunk.data is None:
                        raise Gone("not_found")
                    await asyncio.to_thread(file.write, chunk.data)

            def keep(connection: Connection) -> BlobName:
                name, _ = store.adopt_file(connection, file)
                write_talk.keep_file(connection, account, address, name, now)
                return name

            await asyncio.to_thread(file.finish)
            return await store.write(keep)
        except OSError as error:
            raise (StoreFault("disk_full") if is_full(error) else StoreFault("not_writable")) from error
        finally:
            file.abandon()
