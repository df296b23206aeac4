"""Threads: which conversation a message belongs to, decided once as it enters the store.

References and In-Reply-To come first (RFC 5322 §3.6.4): all Message-IDs that a message bears or names belong to one thread,
and threads that turn out to be one are merged. An answer that names no parent joins a thread of the same topic between the
same people within some weeks. Reading needs no more than the number kept with each message.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sync.model.ids import CollectionId, ItemId, dated_item_id, item_timestamp
from sync.model.mail import Envelope, Flag
from sync.store.columns import ENVELOPE, envelope_of, ids_text
from sync.store.connection import Connection
from sync.store.topics import topic
from sync.store.write.touched import Touched

TOPIC_SECONDS = 45 * 24 * 3600
"""An answer that names no parent is looked for among threads that began at most so long before or after it."""
_CANDIDATES = 8
_READ_OF_EACH = 10
_NO_DATE = 1


@dataclass(frozen=True, slots=True)
class Strand:
    """What the weaving needs of a message. `final` False: being written, its date will still change."""

    item: ItemId
    envelope: Envelope
    final: bool = True


def weave(connection: Connection, strands: Sequence[Strand]) -> tuple[list[int], Touched]:
    """Return the thread of each message that is about to enter the store, and what merging threads changed of others."""
    loom = _Loom(connection, strands)
    for strand in strands:
        loom.take(strand)
    loom.finish()
    return loom.threads, loom.touched


def weave_missing(connection: Connection, limit: int = 200) -> int:
    """Weave messages in that entered before there were threads, newest first, and return how many. For idle times."""
    rows = connection.execute(
        f"SELECT id, flags, {ENVELOPE} FROM message_whole WHERE thread = 0 ORDER BY id DESC LIMIT ?",  # noqa: S608
        (limit,),
    ).fetchall()
    strands = [Strand(ItemId(row[0]), envelope_of(row[2:]), not row[1] & Flag.DRAFT) for row in rows]
    threads, _ = weave(connection, strands)
    connection.executemany(
        "UPDATE message SET thread = ? WHERE id = ?",
        [(thread, strand.item) for thread, strand in zip(threads, strands, strict=True)],
    )
    return len(rows)


def _key(text: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


class _Loom:
    """Weaves one batch: what the store knows of its Message-IDs and topics is read at once, and written at once."""

    def __init__(self, connection: Connection, strands: Sequence[Strand]) -> None:
        self._connection = connection
        self.threads: list[int] = []
        self.touched = Touched()
        self._woven: list[Envelope] = []
        keys = {_key(name) for strand in strands for name in _names(strand.envelope)}
        rows = connection.execute(
            "SELECT l.key, l.thread, l.sent, m.into_thread FROM json_each(?) j CROSS JOIN thread_link l ON l.key = j.value "
            "LEFT JOIN thread_merged m ON m.thread = l.thread",
            (ids_text(keys),),
        ).fetchall()
        self._links: dict[int, tuple[int, int]] = {key: (thread, sent) for key, thread, sent, _ in rows}
        self._merged: dict[int, int] = {thread: into or thread for _, thread, _, into in rows}
        self._new_links: set[int] = set()
        self._topics = [topic(strand.envelope.subject) for strand in strands]
        rows = connection.execute(
            "SELECT t.topic, t.thread FROM json_each(?) j CROSS JOIN thread_topic t ON t.topic = j.value AND t.loose = 1",
            (ids_text({_key(text) for text, _ in self._topics if text}),),
        ).fetchall()
        self._loose: dict[int, set[int]] = defaultdict(set)
        for key, thread in rows:
            self._loose[key].add(thread)
        self._first: dict[int, set[int]] = defaultdict(set)
        self._new_topics: list[tuple[int, int, int]] = []

    def take(self, strand: Strand) -> None:
        item, envelope = strand.item, strand.envelope
        parents = [_key(name) for name in dict.fromkeys((*envelope.references, envelope.in_reply_to)) if name]
        own = _key(envelope.message_id) if envelope.message_id else 0
        sent = (envelope.date or _NO_DATE) if strand.final else 0
        found = [self._links[key][0] for key in parents if key in self._links]
        if own in self._links:
            thread, bearer = self._links[own]
            if not bearer or not sent or bearer == sent:
                found.append(thread)
                sent = sent or bearer
            else:
                own = 0
        if not found:
            found = self._by_topic(item, envelope, named=bool(parents))
        thread = self._one_of(found) if found else self._resolve(int(item))
        for key in parents:
            if key not in self._links:
                self._link(key, thread, 0)
        if own and self._links.get(own) != (thread, sent):
            self._link(own, thread, sent)
        self.threads.append(thread)
        self._woven.append(envelope)

    def finish(self) -> None:
        """Keep what was learnt."""
        self._connection.executemany(
            "INSERT INTO thread_link (key, thread, sent) VALUES (?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET thread = excluded.thread, sent = excluded.sent",
            sorted((key, *self._links[key]) for key in self._new_links),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO thread_topic (topic, loose, thread) VALUES (?, ?, ?)", self._new_topics
        )

    def _link(self, key: int, thread: int, sent: int) -> None:
        self._links[key] = (thread, sent)
        self._new_links.add(key)

    def _by_topic(self, item: ItemId, envelope: Envelope, *, named: bool) -> list[int]:
        """Return the thread that a message without known relations belongs to by topic and people; note its topic."""
        text, answers = self._topics[len(self.threads)]
        if not text:
            return []
        key, loose = _key(text), answers and not named
        if not named:
            for thread in self._candidates(item, key, first=loose):
                if any(_answer_each_other(envelope, other) for other in self._members(thread)):
                    return [thread]
        self._new_topics.append((key, int(loose), item))
        (self._loose if loose else self._first)[key].add(item)
        return []

    def _candidates(self, item: ItemId, key: int, *, first: bool) -> list[int]:
        """Return the nearest threads of a topic that began with an answer, and with a `first` letter."""
        when = item_timestamp(item)
        since, until = dated_item_id(when - TOPIC_SECONDS, 0), dated_item_id(when + TOPIC_SECONDS, 0)
        found = set(self._loose.get(key, ()))
        if first:
            found |= self._first[key]
            rows = self._connection.execute(
                "SELECT thread FROM thread_topic WHERE topic = ? AND loose = 0 AND thread BETWEEN ? AND ? "
                "ORDER BY abs(thread - ?) LIMIT ?",
                (key, since, until, item, _CANDIDATES),
            ).fetchall()
            found.update(row[0] for row in rows)
        near = sorted((one for one in found if since <= one <= until), key=lambda one: abs(one - item))
        return list(dict.fromkeys(self._resolve(one) for one in near[:_CANDIDATES]))

    def _members(self, thread: int) -> list[Envelope]:
        rows = self._connection.execute(
            f"SELECT {ENVELOPE} FROM message_whole WHERE thread = ? ORDER BY id DESC LIMIT ?",  # noqa: S608
            (thread, _READ_OF_EACH),
        ).fetchall()
        here = [one for one, of in zip(self._woven, self.threads, strict=True) if of == thread]
        return [*here[-_READ_OF_EACH:], *(envelope_of(row) for row in rows)]

    def _resolve(self, thread: int) -> int:
        while True:
            further = self._merged.get(thread)
            if further is None:
                row = self._connection.execute(
                    "SELECT into_thread FROM thread_merged WHERE thread = ?", (thread,)
                ).fetchone()
                further = self._merged[thread] = row[0] if row else thread
            if further == thread:
                return thread
            thread = further

    def _one_of(self, threads: Sequence[int]) -> int:
        """Return the one thread that all of these are from now on: the largest, so that few rows change."""
        found = list(dict.fromkeys(self._resolve(thread) for thread in threads))
        if len(found) == 1:
            return found[0]
        kept = max(found, key=self._size)
        for thread in found:
            if thread != kept:
                self._merge(thread, kept)
        return kept

    def _size(self, thread: int) -> int:
        row = self._connection.execute("SELECT count(*) FROM message WHERE thread = ?", (thread,)).fetchone()
        return int(row[0]) + self.threads.count(thread)

    def _merge(self, thread: int, into: int) -> None:
        connection = self._connection
        rows = connection.execute("SELECT id, collection_id FROM message WHERE thread = ?", (thread,)).fetchall()
        rows += connection.execute(
            "SELECT id, collection_id FROM message_pending WHERE thread = ?", (thread,)
        ).fetchall()
        connection.execute("UPDATE message SET thread = ? WHERE thread = ?", (into, thread))
        connection.execute("UPDATE message_pending SET thread = ? WHERE thread = ?", (into, thread))
        connection.execute("INSERT OR REPLACE INTO thread_merged (thread, into_thread) VALUES (?, ?)", (thread, into))
        self._merged[thread] = into
        self.threads = [into if one == thread else one for one in self.threads]
        self.touched |= Touched(
            tuple(ItemId(row[0]) for row in rows), frozenset(CollectionId(row[1]) for row in rows if row[1])
        )


def _names(envelope: Envelope) -> tuple[str, ...]:
    return tuple(name for name in (envelope.message_id, envelope.in_reply_to, *envelope.references) if name)


def _answer_each_other(one: Envelope, other: Envelope) -> bool:
    """Return whether each of two messages is from somebody whom the other one is to or from."""
    first, second = one.sender.address.casefold(), other.sender.address.casefold()
    return bool(first and second) and first in _everybody(other) and second in _everybody(one)


def _everybody(envelope: Envelope) -> set[str]:
    people = (envelope.sender, *envelope.to, *envelope.cc, *envelope.bcc, *envelope.reply_to)
    return {person.address.casefold() for person in people}
