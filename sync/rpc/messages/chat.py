"""Rooms and posts."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from sync.rpc.messages.frame import Frame


class BringHistory(Frame):
    """Bring a page of posts before the newest gap of a room (with `before`, at or before that position) → `Done`."""

    room: int
    before: int = 0


class BringMembers(Frame):
    """Bring everybody who is in a room → `Done`."""

    room: int


class SayTyping(Frame):
    """Tell the others in a room that the user is writing, or no longer is → `Done`."""

    room: int
    typing: bool


class KeepRoomDraft(Frame):
    """Keep what was begun in a room and not sent, with whom it calls by which words (empty: nothing) → `Done`."""

    room: int
    body: str
    called: dict[str, str] = msgspec.field(default_factory=dict)


class OpenPostFile(Frame):
    """Bring the file of a post, or the smaller picture of it, here → `Kept`."""

    post: int
    preview: bool = False


class BringFace(Frame):
    """Bring a small picture of a room or a person here, by its address → `Kept`."""

    account: int
    address: str


class PresenceOf(Frame):
    """Ask whether people are there → `PresenceAnswer`."""

    account: int
    people: list[str]


class OwnChatProfile(Frame):
    """Ask how the user shows themselves in an account's chat → `ChatProfileAnswer`."""

    account: int


class AskForRenewal(Frame):
    """Have the mail sent again by which an expired account of chat is renewed → `Done`."""

    account: int


class FindRooms(Frame):
    """Ask an account's chat for rooms that may be joined → `RoomsFound`."""

    account: int
    wanted: str
    server: str = ""


class FindPeople(Frame):
    """Ask an account's chat for people → `PeopleFound`."""

    account: int
    wanted: str


class FoundRoom(Frame):
    """A room that may be joined by its address."""

    address: str
    name: str
    topic: str
    people: int


class RoomsFound(Frame):
    """Rooms that may be joined."""

    rooms: list[FoundRoom]


class PeopleFound(Frame):
    """Person and name."""

    people: list[tuple[str, str]]


class PresenceAnswer(Frame):
    """Person and presence (`here`, `away`, `gone`, `unknown`)."""

    people: dict[str, str]


class ChatProfileAnswer(Frame):
    """Name, and address of the picture."""

    name: str
    picture: str


ChatCommand: TypeAlias = (
    BringHistory | BringMembers | SayTyping | KeepRoomDraft | OpenPostFile | BringFace | PresenceOf
    | OwnChatProfile | AskForRenewal | FindRooms | FindPeople
)  # fmt: skip
ChatReply: TypeAlias = RoomsFound | PeopleFound | PresenceAnswer | ChatProfileAnswer
