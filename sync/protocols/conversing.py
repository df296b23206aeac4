"""What a chat protocol offers besides the five verbs: who is in a room, who is writing, which rooms and people can be found."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sync.model.changes import Change
from sync.model.ids import RemoteId
from sync.model.profile import Presence


@dataclass(frozen=True, slots=True)
class ListedRoom:
    """A room that anybody on the server may find. `address` is what joins it."""

    address: str
    name: str
    topic: str
    people: int


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody whom the server's directory knows."""

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """How the user shows themselves. `picture` is an address for `fetch`."""

    name: str
    picture: str


class Talks(ABC):
    """A protocol that has `Conversing`."""

    @abstractmethod
    def conversing(self) -> Conversing:
        """Return it for this account."""


class Conversing(ABC):
    """For people who talk. Raises the faults of the protocol."""

    @abstractmethod
    async def members(self, room: RemoteId) -> Sequence[Change]:
        """Return everybody in a room or invited to it, as truths."""

    @abstractmethod
    async def say_typing(self, room: RemoteId, *, typing: bool) -> None:
        """Tell the others in a room that the user is writing, or no longer is."""

    @abstractmethod
    async def find_rooms(self, wanted: str, server: str = "") -> Sequence[ListedRoom]:
        """Return rooms that may be joined and have `wanted` in their name or topic; on another `server` where it is named."""

    @abstractmethod
    async def find_people(self, wanted: str) -> Sequence[ListedPerson]:
        """Return people whose name or id has `wanted` in it."""

    @abstractmethod
    async def profile(self) -> OwnProfile:
        """Return how the user shows themselves."""

    @abstractmethod
    async def presence(self, people: Sequence[str]) -> Mapping[str, Presence]:
        """Return whether people are there; `UNKNOWN` where the server does not say."""

    @abstractmethod
    async def ask_for_renewal(self) -> None:
        """Have the server send the mail again by which an expired account is renewed. Raises `Unsupported("renewal")`."""
