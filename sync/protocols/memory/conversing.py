"""Members, typing and directories of the chat server in memory."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from sync.model.changes import Change
from sync.model.chat import Membership
from sync.model.faults import Unsupported
from sync.model.ids import RemoteId
from sync.model.profile import Presence
from sync.protocols.conversing import Conversing, ListedPerson, ListedRoom, OwnProfile
from sync.protocols.memory.chat_server import ChatServer


class MemoryConversing(Conversing):
    """Of one person. `enter` reaches the server, unless trouble strikes first."""

    def __init__(self, enter: Callable[[str], Awaitable[ChatServer]], me: str) -> None:
        self._enter = enter
        self._me = me

    async def members(self, room: RemoteId) -> Sequence[Change]:
        """Return who is in a room or invited."""
        server = await self._enter("members")
        found = server.joined(room, self._me)
        present = (Membership.JOINED, Membership.INVITED)
        return [
            Change(RemoteId(f"{room}|{person}"), membership, server.member(room, person))
            for person, membership in found.members.items()
            if membership in present
        ]

    async def say_typing(self, room: RemoteId, *, typing: bool) -> None:
        """Note who is writing, and tell the others."""
        server = await self._enter("say_typing")
        found = server.joined(room, self._me)
        (found.typing.add if typing else found.typing.discard)(self._me)
        server.changed(room)

    async def find_rooms(self, wanted: str, server: str = "") -> Sequence[ListedRoom]:
        """Return listed rooms."""
        asked = await self._enter("find_rooms")
        return [
            ListedRoom(room, one.name, one.topic, sum(state is Membership.JOINED for state in one.members.values()))
            for room, one in asked.rooms.items()
            if one.listed and wanted.casefold() in f"{one.name} {one.topic}".casefold()
        ]

    async def find_people(self, wanted: str) -> Sequence[ListedPerson]:
        """Return people with an account."""
        asked = await self._enter("find_people")
        return [ListedPerson(person, person) for person in asked.passwords if wanted.casefold() in person.casefold()]

    async def profile(self) -> OwnProfile:
        """Return what was said last."""
        server = await self._enter("profile")
        return server.profiles.get(self._me, OwnProfile(self._me, ""))

    async def presence(self, people: Sequence[str]) -> Mapping[str, Presence]:
        """Return what people said last; those without an account are unknown."""
        server = await self._enter("presence")
        known = {one: server.presences.get(one, Presence.GONE) for one in server.passwords}
        return {one: known.get(one, Presence.UNKNOWN) for one in people}

    async def ask_for_renewal(self) -> None:
        """Accounts do not expire here."""
        await self._enter("ask_for_renewal")
        raise Unsupported("renewal")
