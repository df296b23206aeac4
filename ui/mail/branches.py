"""The open conversations of a message list: which threads are unfolded, and the messages below each."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from ui.mail.sources import Listing

Members = Callable[[int], list[int]]
"""The messages of a thread, newest first."""


class Branches:
    """Threads of a `Listing` that are unfolded; puts their messages below the first one of each."""

    def __init__(self) -> None:
        self.heads: array[int] = array("q")
        self._threads: array[int] = array("q")
        self._below: dict[int, list[int]] = {}
        self._thread_of_child: dict[int, int] = {}

    def take(self, listing: Listing) -> None:
        """Take the rows of a list."""
        self.heads, self._threads = listing.ids, listing.threads

    def clear(self) -> None:
        """Fold everything, forget everything."""
        self.take(Listing(array("q")))
        self._below.clear()
        self._thread_of_child.clear()

    @property
    def any_open(self) -> bool:
        """Whether any conversation is unfolded: the ids on the screen are not sorted then."""
        return bool(self._below)

    def is_open(self, thread: int) -> bool:
        """Return whether a conversation is unfolded."""
        return thread in self._below

    def is_child(self, item: int) -> bool:
        """Return whether a message is shown below the first one of its conversation."""
        return item in self._thread_of_child

    def head_of(self, thread: int) -> int | None:
        """Return the message that stands for a conversation; None where it is not listed."""
        try:
            return self.heads[self._threads.index(thread)]
        except ValueError:
            return None

    def head_of_child(self, item: int) -> int | None:
        """Return the message above one that is shown below it."""
        thread = self._thread_of_child.get(item)
        return None if thread is None else self.head_of(thread)

    def unfold(self, thread: int) -> None:
        """Show the messages of a conversation from the next `shown` on."""
        self._below.setdefault(thread, [])

    def fold(self, thread: int) -> None:
        """Show its first message alone."""
        for item in self._below.pop(thread, ()):
            self._thread_of_child.pop(item, None)

    def shown(self, members: Members) -> array[int]:
        """Return the ids of all rows, the messages of unfolded conversations (by `members`) below the first of each."""
        if not self._below:
            return self.heads
        self._thread_of_child.clear()
        places: list[tuple[int, list[int]]] = []
        for thread in list(self._below):
            head = self.head_of(thread)
            below = [item for item in members(thread) if item != head] if head is not None else []
            if head is None or not below:
                del self._below[thread]
                continue
            self._below[thread] = below
            self._thread_of_child.update((item, thread) for item in below)
            places.append((self._threads.index(thread) + 1, below))
        ids = array("q", self.heads)
        for place, below in sorted(places, reverse=True):
            ids[place:place] = array("q", below)
        return ids
