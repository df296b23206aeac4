"""Megolm, receiving: keys of rooms, and posts decrypted with them (specification, "m.megolm.v1.aes-sha2")."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from vodozemac import ExportedSessionKey, InboundGroupSession, MegolmMessage, SessionKey

from sync.model.faults import Unreadable
from sync.protocols.matrix.crypto.devices import MEGOLM
from sync.protocols.matrix.crypto.encoding import Json, section, text
from sync.protocols.matrix.crypto.records import Records

LARGEST = 128 * 1024
"""Characters of an encrypted event that are looked at: an event has at most 64 KiB."""
_CACHED = 256


class Origin(StrEnum):
    """How a room key came here."""

    DIRECT = "direct"
    """From the very device that made it."""
    FORWARDED = "forwarded"
    """From another device of the user, on request."""
    IMPORTED = "imported"
    """From a file or from the key backup."""


@dataclass(frozen=True, slots=True)
class RoomKey:
    """A key of a room, as kept. What is said of its sender is proven only where `origin` is direct."""

    room: str
    session: str
    pickle: str
    curve25519: str
    """Identity key of the device that made it."""
    ed25519: str
    """Signing key of that device."""
    user: str = ""
    """Who made it; empty where that is not proven."""
    origin: Origin = Origin.DIRECT
    first: int = 0
    """The first index that can be decrypted."""
    backed_up: str = ""
    """The version of the key backup that holds it."""
    shared_history: bool = False
    """The room's history may be shared with people invited later."""
    vouched: str = ""
    """Master key of the identity that had signed the device while it was known: devices go, their posts stay."""


@dataclass(frozen=True, slots=True)
class ExportedKey:
    """A room key on its way: in a file, in the backup, or forwarded to another device."""

    room: str
    session: str
    key: str
    curve25519: str
    ed25519: str
    shared_history: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A decrypted event: its kind and content, and the key that opened it."""

    kind: str
    content: Json
    key: RoomKey
    index: int


@dataclass(frozen=True, slots=True)
class _Seen:
    event: str
    timestamp: int


class GroupKeys:
    """All room keys that came here. Sessions are loaded when a post needs them and kept for a while."""

    def __init__(self, records: Records, pickle_key: bytes) -> None:
        self._records = records
        self._pickle_key = pickle_key
        self._loaded: OrderedDict[str, InboundGroupSession] = OrderedDict()

    def get(self, room: str, session: str) -> RoomKey | None:
        """Return a room key."""
        key = self._records.get("room_key", _place(room, session), RoomKey)
        return key if key is not None and (key.room, key.session) == (room, session) else None

    def all(self) -> Iterator[RoomKey]:
        """Yield every room key."""
        for _, key in self._records.all("room_key", RoomKey):
            yield key

    def take_direct(
        self, room: str, session_key: str, curve25519: str, ed25519: str, user: str, *, shared: bool
    ) -> RoomKey | None:
        """Keep a key as its maker sent it; return it if it brings something new. Raises `Unreadable("room_key")`."""
        try:
            session = InboundGroupSession(SessionKey(session_key))
        except ValueError as error:
            raise Unreadable("room_key") from error
        return self._take(
            session,
            RoomKey(room, session.session_id, "", curve25519, ed25519, user, Origin.DIRECT, shared_history=shared),
        )

    def take_exported(self, exported: ExportedKey, origin: Origin, backed_up: str = "") -> RoomKey | None:
        """Keep a key that came by a detour; return it if it brings something new. Raises `Unreadable("room_key")`."""
        try:
            session = InboundGroupSession.import_session(ExportedSessionKey(exported.key))
        except ValueError as error:
            raise Unreadable("room_key") from error
        if session.session_id != exported.session:
            raise Unreadable("room_key")
        return self._take(
            session,
            RoomKey(
                exported.room, exported.session, "", exported.curve25519, exported.ed25519, "", origin,
                backed_up=backed_up, shared_history=exported.shared_history,
            ),
        )  # fmt: skip

    def _take(self, session: InboundGroupSession, key: RoomKey) -> RoomKey | None:
        """A known key is replaced only by one that is the same further back, and never loses its proof of origin."""
        known = self.get(key.room, key.session)
        first = session.first_known_index
        if known is not None:
            mine = self._session(known)
            if not _same(mine, session):
                raise Unreadable("room_key")
            if known.first <= first:
                proven = known.origin is Origin.DIRECT or key.origin is not Origin.DIRECT
                if not proven:
                    # The maker itself vouches now for a key that had come by a detour.
                    self._put(
                        replace(known, curve25519=key.curve25519, ed25519=key.ed25519, user=key.user, origin=key.origin)
                    )
                elif key.backed_up and known.first == first and known.backed_up != key.backed_up:
                    self._put(replace(known, backed_up=key.backed_up))
                return None
            if known.origin is Origin.DIRECT:
                key = replace(known, backed_up=key.backed_up)
        key = replace(key, first=first, pickle=session.pickle(self._pickle_key))
        self._put(key)
        self._loaded.pop(_place(key.room, key.session), None)
        return key

    def _put(self, key: RoomKey) -> None:
        self._records.put("room_key", _place(key.room, key.session), key)
        if not key.backed_up:
            self._records.put("room_key_unsaved", _place(key.room, key.session), True)

    def not_backed_up(self, limit: int) -> list[RoomKey]:
        """Return up to `limit` keys that the backup does not hold yet."""
        places = self._records.keys("room_key_unsaved")[:limit]
        found = (self._records.get("room_key", place, RoomKey) for place in places)
        return [key for key in found if key is not None]

    def mark_backed_up(self, key: RoomKey, version: str) -> None:
        """Note that the backup holds a key (unless a better one came meanwhile)."""
        now = self.get(key.room, key.session)
        if now is not None and now.first == key.first:
            self._records.put("room_key", _place(key.room, key.session), replace(now, backed_up=version))
            self._records.drop("room_key_unsaved", _place(key.room, key.session))

    def forget_backup(self) -> None:
        """No backup holds any key: a new one begins empty."""
        for key in self.all():
            self._put(replace(key, backed_up=""))

    def vouch(self, key: RoomKey, master: str) -> None:
        """Note which identity stands for the device that made a key."""
        self._records.put("room_key", _place(key.room, key.session), replace(key, vouched=master))

    def export(self, key: RoomKey, index: int | None = None) -> ExportedKey | None:
        """Return a key as it travels, from `index` on (None: from the first one known)."""
        exported = self._session(key).export_at(key.first if index is None else max(index, key.first))
        if exported is None:
            return None
        return ExportedKey(key.room, key.session, exported.to_base64(), key.curve25519, key.ed25519, key.shared_history)

    def decrypt(self, room: str, sender: str, event: str, timestamp: int, content: Json) -> Post:
        """Decrypt an event of `room` that the server says `sender` sent.

        Raises `Unreadable`: "megolm_algorithm", "too_large", "no_key" (may come later), "key_too_late" (the key begins
        after this post), "forged_sender", "wrong_room", "replayed", "undecryptable".
        """
        if content.get("algorithm") != MEGOLM:
            raise Unreadable("megolm_algorithm")
        ciphertext, session_id = text(content, "ciphertext"), text(content, "session_id")
        if len(ciphertext) > LARGEST:
            raise Unreadable("too_large")
        key = self.get(room, session_id)
        if key is None:
            raise Unreadable("no_key", session=session_id)
        if key.user and key.user != sender:
            raise Unreadable("forged_sender")
        try:
            message = MegolmMessage.from_base64(ciphertext)
        except ValueError as error:
            raise Unreadable("undecryptable") from error
        try:
            opened = self._session(key).decrypt(message)
        except ValueError as error:
            if message.message_index() < key.first:
                raise Unreadable("key_too_late", session=session_id) from error
            raise Unreadable("undecryptable") from error
        self._refuse_replay(key, opened.message_index, event, timestamp)
        try:
            payload = json.loads(bytes(opened.plaintext))
        except (ValueError, RecursionError) as error:
            raise Unreadable("undecryptable") from error
        if text(payload, "room_id") != room:
            raise Unreadable("wrong_room")
        kind = text(payload, "type")
        if not kind or not isinstance(payload.get("content"), dict):
            raise Unreadable("undecryptable")
        relation = section(content, "m.relates_to")
        inner = payload["content"]
        if relation and "m.relates_to" not in inner:
            inner = {**inner, "m.relates_to": relation}
        return Post(kind, inner, key, opened.message_index)

    def _refuse_replay(self, key: RoomKey, index: int, event: str, timestamp: int) -> None:
        """One index of a key is one event: the server cannot show a post twice, or at another time."""
        place = f"{_place(key.room, key.session)}|{index}"
        seen = self._records.get("megolm_index", place, _Seen)
        if seen is None:
            self._records.put("megolm_index", place, _Seen(event, timestamp))
        elif seen != _Seen(event, timestamp):
            raise Unreadable("replayed")

    def _session(self, key: RoomKey) -> InboundGroupSession:
        place = _place(key.room, key.session)
        session = self._loaded.pop(place, None)
        if session is None:
            session = InboundGroupSession.from_pickle(key.pickle, self._pickle_key)
        self._loaded[place] = session
        while len(self._loaded) > _CACHED:
            self._loaded.popitem(last=False)
        return session


def _same(one: InboundGroupSession, other: InboundGroupSession) -> bool:
    """Whether two sessions of the same id have the same ratchet, compared where both know it."""
    index = max(one.first_known_index, other.first_known_index)
    mine, theirs = one.export_at(index), other.export_at(index)
    return mine is not None and theirs is not None and mine.to_base64() == theirs.to_base64()


def _place(room: str, session: str) -> str:
    return f"{room}|{session}"
