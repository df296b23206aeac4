"""Asking the server, within a search of folders, for messages whose words are not kept here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from sync.model.ids import CollectionId, ItemId
from sync.rpc import messages as m
from sync.store.read.query import plain_words
from ui.common.slots import slot_async
from ui.link import Link
from ui.mail.search_bar import SearchBar

ANSWER_SECONDS = 120
"""Servers without an index read every message."""


class ServerSearch(QObject):
    """Offers it where a search is made of words alone and its folders' servers are reached; keeps what they found."""

    found = Signal()
    """`served` has grown."""

    def __init__(self, link: Link, bar: SearchBar, parent: QObject) -> None:
        super().__init__(parent)
        self._link, self._bar = link, bar
        self._query = ""
        self._collections: tuple[CollectionId, ...] = ()
        self._reached: frozenset[CollectionId] = frozenset()
        self._asking = self._answered = False
        self._listed: frozenset[int] = frozenset()
        self.served: frozenset[ItemId] = frozenset()
        """What the servers found for the search that is shown."""
        bar.server_wanted.connect(self.ask)

    def reach(self, reached: frozenset[CollectionId]) -> None:
        """Take which mailboxes are on servers that are reached now."""
        self._reached = reached
        self._offer()

    def follow(self, query: str, collections: Sequence[CollectionId]) -> None:
        """Take what is searched for and where (no query: nothing; no mailbox: everywhere, which is not offered)."""
        if (query, tuple(collections)) == (self._query, self._collections):
            return
        self._query, self._collections = query, tuple(collections)
        self._asking = self._answered = False
        self.served, self._listed = frozenset(), frozenset()
        self._offer()

    def count(self, listed: Sequence[int]) -> None:
        """Take what is listed; once the server has answered, say how much of that came from it."""
        if not self._answered:
            self._listed = frozenset(listed)
        else:
            self._bar.say_served(len(self.served.intersection(listed) - self._listed))

    def _places(self) -> list[CollectionId]:
        return [box for box in self._collections if box in self._reached] if plain_words(self._query) else []

    def _offer(self) -> None:
        if not self._asking and not self._answered:
            self._bar.offer_server(offered=bool(self._places()))

    @Slot()
    def ask(self) -> None:
        """Ask, where that is offered."""
        if self._places() and not self._asking and not self._answered:
            self._asking = True
            self._bar.say_asking()
            self._ask(self._query, self._collections)

    @slot_async
    async def _ask(self, query: str, collections: tuple[CollectionId, ...]) -> None:
        found: set[ItemId] = set()
        try:
            for box in self._places():
                command = m.SearchServer(box, plain_words(query))
                answer = await self._link.ask_for(command, m.Found, ANSWER_SECONDS)
                found |= {ItemId(item) for item in answer.messages}
                if (query, collections) != (self._query, self._collections):
                    return
            self._answered = True
        finally:
            if (query, collections) == (self._query, self._collections):
                self._asking = False
                self.served = frozenset(found)
                self._offer()
                self.found.emit()
