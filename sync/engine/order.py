"""Which operations keep their order: those that share what they are about; and which service carries each out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from sync.model.accounts import Service
from sync.model.chat import CreateRoom, JoinRoom
from sync.model.ids import ItemId
from sync.model.onward import RedirectMessage, SendReceipt
from sync.model.operations import (
    AddMessage,
    ChangeFlags,
    CopyItems,
    CreateCollection,
    CreateFolder,
    DeleteCollection,
    DeleteItems,
    EmptyCollection,
    Intention,
    MoveAway,
    MoveFile,
    MoveItems,
    RenameCollection,
    SaveContact,
    SaveDraft,
    SaveEntry,
    SaveScript,
    SendMessage,
    UploadFile,
)
from sync.model.profile import ChangeProfile

Key: TypeAlias = tuple[str, int | str]


def service_of(intention: Intention) -> Service:
    """Return the service in which an intention is settled: what is submitted ends as mail."""
    return Service.MAIL if intention.service is Service.SUBMISSION else intention.service


def keys_of(intention: Intention) -> set[Key]:
    """Return what an intention is about: two that share a key keep their order."""
    match intention:
        case ChangeFlags(items=items) | DeleteItems(items=items) | MoveAway(items=items):
            return _of_items(items)
        case MoveItems(items=items, target=target) | CopyItems(items=items, target=target):
            return {*_of_items(items), ("collection", target)}
        case EmptyCollection(items=items, collection=collection):
            return {*_of_items(items), ("collection", collection)}
        case SaveDraft(draft_key=key, replaces=replaces) | SendMessage(draft_key=key, replaces=replaces):
            return {("draft", key), *_of_items([replaces] if replaces else [])}
        case AddMessage(collection=collection):
            return {("collection", collection)}
        case CreateCollection(placeholder=placeholder, parent=parent):
            return {("collection", one) for one in (placeholder, parent) if one is not None}
        case RenameCollection(collection=collection) | DeleteCollection(collection=collection):
            return {("collection", collection)}
        case RedirectMessage() | SendReceipt():
            return {("letter", intention.message_id)}
        case SaveEntry(item=item) | SaveContact(item=item):
            return _of_items([item] if item else [])
        case UploadFile(item=item, folder=folder):
            return _of_items([one for one in (item, folder) if one])
        case CreateFolder(folder=folder):
            return _of_items([folder] if folder else [])
        case MoveFile(items=items, folder=folder):
            return _of_items([*items, *([folder] if folder else [])])
        case SaveScript():
            return {("rules", 0)}
        case CreateRoom() | JoinRoom(room=None):
            return set()
        case ChangeProfile():
            return {("profile", 0)}
        case _:
            # What is said and done in a room keeps its order; other rooms go on.
            return {("room", intention.room)} if intention.room is not None else set()


def _of_items(items: Sequence[ItemId]) -> set[Key]:
    return {("item", item) for item in items}
