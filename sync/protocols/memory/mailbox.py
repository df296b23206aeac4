"""One mailbox of a memory server: messages under rising numbers, and a history of changes that forgets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sync.model.changes import Change, ChangePage
from sync.model.collections import Role
from sync.model.faults import CursorExpired
from sync.model.ids import RemoteId
from sync.model.mail import Flag, FlagsTruth, MessageTruth
from sync.model.operations import RemoteItem


@dataclass(frozen=True, slots=True)
class Kept:
    """A message on the server. `born` and `changed` are moments of the mailbox's history."""

    raw: bytes
    flags: Flag
    keywords: frozenset[str]
    received: int
    born: int
    changed: int


@dataclass(slots=True)
class MemoryMailbox:
    """A mailbox. `history` is how many expunges it remembers before cursors expire."""

    remote_id: RemoteId
    name: str
    role: Role = Role.NONE
    parent: RemoteId = RemoteId("")
    history: int = 1000
    validity: int = 1
    moment: int = 1
    messages: dict[int, Kept] = field(default_factory=dict)
    _next: int = 1
    _expunged: list[tuple[int, int]] = field(default_factory=list)
    _forgotten: int = 0

    def add(self, raw: bytes, flags: Flag, keywords: frozenset[str], received: int) -> RemoteId:
        """Put a message in; return its remote id."""
        number = self._next
        self._next += 1
        moment = self._tick()
        self.messages[number] = Kept(raw, flags, keywords, received, moment, moment)
        return self._id(number)

    def change_flags(self, item: RemoteId, flags: Flag, keywords: frozenset[str]) -> bool:
        """Set a message's flags; return whether it was there."""
        number = self.number(item)
        if number is None:
            return False
        kept = self.messages[number]
        if (kept.flags, kept.keywords) != (flags, keywords):
            self.messages[number] = replace(kept, flags=flags, keywords=keywords, changed=self._tick())
        return True

    def remove(self, item: RemoteId) -> Kept | None:
        """Expunge a message and return it, None where it was not there."""
        number = self.number(item)
        if number is None:
            return None
        kept = self.messages.pop(number)
        self._expunged.append((self._tick(), number))
        if len(self._expunged) > self.history:
            self._forgotten = self._expunged.pop(0)[0]
        return kept

    def forget_history(self) -> None:
        """Let every cursor expire."""
        self._expunged.clear()
        self._forgotten = self._tick()

    def renumber(self) -> None:
        """Give every message another id, as a server does that was restored from a backup."""
        self.validity += 1
        self._expunged.clear()

    def number(self, item: RemoteId) -> int | None:
        """Return the number that a remote id stands for, None where no message has it."""
        validity, _, number = item.partition(".")
        found = int(number) if number.isdigit() and validity == str(self.validity) else 0
        return found if found in self.messages else None

    def find(self, message_id: str, field: str = "Message-ID") -> RemoteId | None:
        """Return the newest message whose header carries this Message-ID (or other `field`)."""
        wanted = message_id.strip().encode()
        for number in sorted(self.messages, reverse=True):
            if wanted and message_id_of(self.messages[number].raw, field) == wanted:
                return self._id(number)
        return None

    def get(self, item: RemoteId) -> Kept | None:
        """Return a message, None where it is not there."""
        number = self.number(item)
        return None if number is None else self.messages[number]

    def ids(self) -> frozenset[RemoteId]:
        """Return the ids of all messages."""
        return frozenset(self._id(number) for number in self.messages)

    def now(self, item: RemoteId) -> RemoteItem:
        """Return how the server names a message at this moment."""
        kept = self.get(item)
        return RemoteItem(self.remote_id, item, str(kept.changed) if kept else "")

    def page(self, cursor: bytes | None, size: int) -> ChangePage:
        """Return the next page of at most `size` items. Raises `CursorExpired`."""
        if cursor is None:
            return self._listing(self.moment, self._next, size)
        try:
            validity, since, low = json.loads(cursor)
        except (ValueError, TypeError) as error:
            raise CursorExpired("unknown_cursor") from error
        if validity != self.validity:
            raise CursorExpired("renumbered")
        if low:
            return self._listing(since, low, size)
        if since < self._forgotten:
            raise CursorExpired("history_forgotten")
        return self._differences(since, size)

    def _listing(self, since: int, low: int, size: int) -> ChangePage:
        """List messages below `low`, newest first. What changes meanwhile is told afterwards, as changes after `since`."""
        numbers = sorted((number for number in self.messages if number < low), reverse=True)
        page, left = numbers[:size], numbers[size:]
        if since < self._forgotten:
            since = self.moment if not left else since
        cursor = self._cursor(since, page[-1] if left else 0)
        upserts = tuple(self._whole(number) for number in page)
        return ChangePage(upserts, (), cursor, bool(left), None if left else self.ids(), len(self.messages))

    def _differences(self, since: int, size: int) -> ChangePage:
        told = sorted(self._since(since))
        page = told[:size]
        upserts, removed = [], []
        for _, number in page:
            kept = self.messages.get(number)
            if kept is None:
                removed.append(self._id(number))
            elif kept.born > since:
                upserts.append(self._whole(number))
            else:
                upserts.append(Change(self._id(number), str(kept.changed), FlagsTruth(kept.flags, kept.keywords)))
        more = len(told) > len(page)
        cursor = self._cursor(page[-1][0] if page else since, 0)
        return ChangePage(tuple(reversed(upserts)), tuple(removed), cursor, more, None, len(self.messages))

    def _since(self, since: int) -> Iterator[tuple[int, int]]:
        yield from ((kept.changed, number) for number, kept in self.messages.items() if kept.changed > since)
        yield from ((moment, number) for moment, number in self._expunged if moment > since)

    def _whole(self, number: int) -> Change:
        kept = self.messages[number]
        header = kept.raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        truth = MessageTruth(kept.flags, kept.keywords, kept.received, len(kept.raw), header)
        return Change(self._id(number), str(kept.changed), truth)

    def _cursor(self, since: int, low: int) -> bytes:
        return json.dumps([self.validity, since, low]).encode()

    def _id(self, number: int) -> RemoteId:
        return RemoteId(f"{self.validity}.{number}")

    def _tick(self) -> int:
        self.moment += 1
        return self.moment


def message_id_of(raw: bytes, field: str = "Message-ID") -> bytes:
    """Return the Message-ID of a message, empty where it has none."""
    for line in raw.partition(b"\r\n\r\n")[0].split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == field.lower().encode():
            return value.strip()
    return b""
