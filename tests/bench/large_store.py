"""A store of very many letters, filled by what the engine writes with and no server: rows and words of all, bodies of none."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from sync.model.accounts import Service
from sync.model.changes import Change
from sync.model.collections import Collection, Role
from sync.model.ids import AccountId, CollectionId, RemoteId
from sync.model.mail import Address, Envelope, Flag, MessageTruth, Summary
from sync.store import connection
from sync.store.connection import Connection
from sync.store.keys import Keys
from sync.store.read import mailboxes
from sync.store.write import collections, index, mail
from tests.servers.letters import paragraphs, people, subject_of

Result = TypeVar("Result")

SLICE = 500
CHECKPOINT = 20 * SLICE
"""After so many letters the journals are emptied, as the engine does between its own batches."""
TEXTS = 1_000
"""So many different texts there are; more would be made longer than they are written."""
_BEGUN = 1_200_000_000


def fill(profile: Path, keys: Keys, account: AccountId, count: int) -> None:
    """Put `count` letters into the inbox of an account, a quarter unread, every third an answer to the one before."""
    with (
        closing(connection.open_writer(profile, keys)) as store,
        closing(connection.open_search_writer(profile, keys)) as words,
    ):
        inbox = Collection(RemoteId("INBOX"), Service.MAIL, "INBOX", Role.INBOX)
        _at_once(store, lambda: collections.store_collections(store, account, Service.MAIL, [inbox]))
        box = mailboxes.by_role(store, account, Role.INBOX)
        if box is None:
            raise ValueError("no inbox")
        texts = [paragraphs(random.Random(number), 1_500) for number in range(TEXTS)]
        for first in range(0, count, SLICE):
            _put(store, words, box, list(_letters(first, min(first + SLICE, count))), texts)
            if first % CHECKPOINT == 0:
                for one in (store, words):
                    one.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        while _at_once(words, lambda: index.tidy(words, 5_000)):
            pass


def _put(
    store: Connection, words: Connection, box: CollectionId, letters: list[tuple[Change, Envelope]], texts: list[str]
) -> None:
    page = _at_once(store, lambda: mail.store_page(store, box, letters))
    documents = []
    for item, (_, envelope) in zip(page.new, letters, strict=True):
        text = texts[item % TEXTS]
        documents.append(index.Document(item, envelope, Summary(envelope, text[:120], text, ())))
    _at_once(words, lambda: index.index(words, documents))


def _letters(first: int, end: int) -> Iterator[tuple[Change, Envelope]]:
    for number in range(first, end):
        chance, when = random.Random(number), _BEGUN + number * 300
        name, address = people(chance)
        before = f"<{number - 1}@exemple.fr>" if number % 3 == 2 else ""
        envelope = Envelope(
            subject_of(chance), Address(name, address), (Address("Alice", "alice@exemple.fr"),), date=when,
            message_id=f"<{number}@exemple.fr>", in_reply_to=before, references=(before,) if before else (),
        )  # fmt: skip
        flags = Flag.SEEN if number % 4 else Flag.NONE
        yield Change(RemoteId(f"1:{number + 1}"), "1", MessageTruth(flags, frozenset(), when, 22_000, b"")), envelope


def _at_once(store: Connection, work: Callable[[], Result]) -> Result:
    """Do it in one transaction."""
    store.execute("BEGIN IMMEDIATE")
    done = work()
    store.execute("COMMIT")
    return done
