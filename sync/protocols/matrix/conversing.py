"""Members, typing, the directory of rooms and that of people on a homeserver (client-server API, the modules of those names)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from sync.model.changes import Change
from sync.model.faults import Gone, Rejected, Unsupported
from sync.model.ids import RemoteId
from sync.model.profile import Presence
from sync.protocols.conversing import Conversing, ListedPerson, ListedRoom, OwnProfile
from sync.protocols.matrix.client import Homeserver, path
from sync.protocols.matrix.crypto.encoding import text
from sync.protocols.matrix.news import events, number
from sync.protocols.matrix.telling import member

_TYPING_MILLISECONDS = 20_000
_MOST = 50
_PRESENCES = {"online": Presence.HERE, "unavailable": Presence.AWAY, "offline": Presence.GONE}
_ASKED_AT_ONCE = 8
_RENEWAL = (
    "/_synapse/client/email_account_validity/send_mail", "/_matrix/client/unstable/account_validity/send_mail",
)  # fmt: skip


class MatrixConversing(Conversing):
    """Of one account on its homeserver."""

    def __init__(self, server: Homeserver) -> None:
        self._server = server

    async def members(self, room: RemoteId) -> Sequence[Change]:
        """Return the member events of a room."""
        listed = await self._server.ask("GET", path("rooms", room, "members"), query={"not_membership": "leave"})
        found = (member(room, event) for event in events(listed.get("chunk")))
        return [change for change in found if change is not None]

    async def say_typing(self, room: RemoteId, *, typing: bool) -> None:
        """PUT typing."""
        me = (await self._server.access()).user
        body = {"typing": True, "timeout": _TYPING_MILLISECONDS} if typing else {"typing": False}
        await self._server.ask("PUT", path("rooms", room, "typing", me), body)

    async def find_rooms(self, wanted: str, server: str = "") -> Sequence[ListedRoom]:
        """POST publicRooms."""
        body = {"limit": _MOST, "filter": {"generic_search_term": wanted}}
        query: dict[str, str | list[str]] = {"server": server} if server else {}
        answer = await self._server.ask("POST", path("publicRooms"), body, query=query)
        return [
            ListedRoom(
                text(one, "canonical_alias") or text(one, "room_id"),
                (text(one, "name") or text(one, "canonical_alias"))[:500],
                text(one, "topic")[:1000],
                number(one, "num_joined_members") or 0,
            )
            for one in events(answer.get("chunk"))
        ]

    async def find_people(self, wanted: str) -> Sequence[ListedPerson]:
        """POST user_directory/search."""
        body = {"search_term": wanted, "limit": _MOST}
        answer = await self._server.ask("POST", path("user_directory", "search"), body)
        return [
            ListedPerson(text(one, "user_id"), text(one, "display_name")[:200]) for one in events(answer.get("results"))
        ]

    async def profile(self) -> OwnProfile:
        """GET profile."""
        me = (await self._server.access()).user
        try:
            found = await self._server.ask("GET", path("profile", me))
        except Gone:
            found = {}
        return OwnProfile(text(found, "displayname")[:200], text(found, "avatar_url"))

    async def presence(self, people: Sequence[str]) -> Mapping[str, Presence]:
        """GET presence of each: the stream does not tell it (client-server API, "Presence")."""
        turns = asyncio.Semaphore(_ASKED_AT_ONCE)

        async def one(person: str) -> Presence:
            async with turns:
                try:
                    found = await self._server.ask("GET", path("presence", person, "status"))
                except (Gone, Rejected, Unsupported):
                    return Presence.UNKNOWN
            return _PRESENCES.get(text(found, "presence"), Presence.UNKNOWN)

        return dict(zip(people, await asyncio.gather(*map(one, people)), strict=True))

    async def ask_for_renewal(self) -> None:
        """POST send_mail of the account-validity module of Synapse, where it is now and where it was."""
        for where in _RENEWAL:
            try:
                await self._server.ask("POST", where, {})
            except (Unsupported, Gone):
                continue
            return
        raise Unsupported("renewal")
