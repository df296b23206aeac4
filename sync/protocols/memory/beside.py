"""What a memory server keeps beside the tree of a drive: trash, versions, links, shares with people."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from sync.model.accounts import Capability
from sync.model.faults import Gone
from sync.model.files import LinkWish, PublicLink, Share, SharedWith, Sharee, ShareWish, Trashed, Version
from sync.model.ids import RemoteId
from sync.model.operations import RemoteItem
from sync.protocols.base import Protocol
from sync.protocols.memory.calls import Calls
from sync.protocols.memory.shelf import MemoryShelf

BESIDE = (Capability.TRASH, Capability.VERSIONS, Capability.LINKS, Capability.PEOPLE)


class MemoryBeside(Protocol):
    """The part of `MemoryItems` that looks beside the tree."""

    _calls: Calls

    async def versions(self, item: RemoteItem) -> Sequence[Version]:
        """Return the earlier contents of a file, the newest first."""
        shelf = await self._shelf("versions", item.collection)
        past = shelf.past.get(item.item, ())
        return [Version(str(one.changed), one.changed, len(one.content)) for one in reversed(past)]

    async def version(self, item: RemoteItem, version: str) -> AsyncIterator[bytes]:
        """Yield an earlier content."""
        shelf = await self._shelf("version", item.collection)
        found = [one for one in shelf.past.get(item.item, ()) if str(one.changed) == version]
        if not found:
            raise Gone("version")
        yield found[0].content

    async def restore_version(self, item: RemoteItem, version: str) -> None:
        """Make an earlier content the file's content."""
        content = b"".join([piece async for piece in self.version(item, version)])
        shelf = await self._shelf("restore_version", item.collection)
        shelf.put(item.item, content)

    async def trash(self, collection: RemoteId) -> Sequence[Trashed]:
        """Return what was deleted by itself, the latest first."""
        shelf = await self._shelf("trash", collection)
        tops = [(item, kept) for item, kept in shelf.bin.items() if kept.folder not in shelf.bin]
        found = [Trashed(item, kept.name, kept.name, kept.is_folder, len(kept.content)) for item, kept in tops]
        return found[::-1]

    async def restore(self, collection: RemoteId, trashed: str) -> None:
        """Bring something back."""
        (await self._shelf("restore", collection)).bring_back(RemoteId(trashed))

    async def purge(self, collection: RemoteId, trashed: str) -> None:
        """Delete something for good."""
        (await self._shelf("purge", collection)).bin.pop(RemoteId(trashed), None)

    async def links(self, item: RemoteItem) -> Sequence[PublicLink]:
        """Return the links of an entry."""
        shelf = await self._shelf("links", item.collection)
        return [_link(name, wish) for name, (shared, wish) in shelf.shared.items() if shared == item.item]

    async def make_link(self, item: RemoteItem, wish: LinkWish) -> PublicLink:
        """Share an entry."""
        shelf = await self._shelf("make_link", item.collection)
        shelf.get(item.item)
        name = f"l{len(shelf.shared) + 1}"
        shelf.shared[name] = item.item, wish
        return _link(name, wish)

    async def end_link(self, item: RemoteItem, link: str) -> None:
        """End a link."""
        (await self._shelf("end_link", item.collection)).shared.pop(link, None)

    async def shares(self, item: RemoteItem) -> Sequence[Share]:
        """Return whom an entry is shared with."""
        shelf = await self._shelf("shares", item.collection)
        return [_share(name, who, wish) for name, (shared, who, wish) in shelf.people.items() if shared == item.item]

    async def sharees(self, text: str) -> Sequence[Sharee]:
        """Return the people of the server whose address holds a text."""
        async with self._calls.call("sharees"):
            found = [address for address in self._calls.server.addresses if text.casefold() in address.casefold()]
        return [Sharee(SharedWith.PERSON, address, address.partition("@")[0].title()) for address in found]

    async def share(self, item: RemoteItem, sharee: Sharee, wish: ShareWish) -> Share:
        """Share an entry with somebody."""
        shelf = await self._shelf("share", item.collection)
        shelf.get(item.item)
        name = next((name for name, one in shelf.people.items() if one[:2] == (item.item, sharee)), f"p{len(shelf.people) + 1}")
        shelf.people[name] = item.item, sharee, wish
        return _share(name, sharee, wish)

    async def change_share(self, item: RemoteItem, share: str, wish: ShareWish) -> Share:
        """Let a share be as wished."""
        shelf = await self._shelf("change_share", item.collection)
        if share not in shelf.people:
            raise Gone("share")
        shared, who, _ = shelf.people[share]
        shelf.people[share] = shared, who, wish
        return _share(share, who, wish)

    async def end_share(self, item: RemoteItem, share: str) -> None:
        """End a share."""
        (await self._shelf("end_share", item.collection)).people.pop(share, None)

    async def _shelf(self, verb: str, collection: RemoteId) -> MemoryShelf:
        async with self._calls.call(verb) as user:
            if collection not in user.shelves:
                raise Gone("collection")
            return user.shelves[collection]


def _link(name: str, wish: LinkWish) -> PublicLink:
    return PublicLink(name, f"https://memory.test/s/{name}", wish.writable, wish.expires, bool(wish.password))


def _share(name: str, sharee: Sharee, wish: ShareWish) -> Share:
    return Share(name, sharee, wish.writable, wish.passing_on, wish.expires, bool(wish.password))
