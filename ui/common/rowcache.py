"""What a long list knows of its rows: ids for all, rows for those lately seen, and what changed between two readings."""

from __future__ import annotations

import itertools
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex

from sync.model.ids import ItemId

MANY_STEPS = 200
"""Steps above which a list is laid out anew instead."""
KEPT_ROWS = 2_000
"""How many rows stay in memory: some forty screens."""


class Row(Protocol):
    """What a list keeps: anything with an id."""

    @property
    def id(self) -> ItemId:
        """Which item it is of."""


Kept = TypeVar("Kept", bound=Row)
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class Removal:
    """Rows `first`…`last` of the list as it is when the step is reached are no longer there."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Insertion:
    """`ids` come in before row `first` of the list as it is when the step is reached."""

    first: int
    ids: array[int]


def difference(old: array[int], new: array[int]) -> list[Removal | Insertion]:
    """Return the steps that turn `old` into `new`: removals from the end upward, then insertions downward.

    Equal heads and tails are skipped at the speed of memory comparison, so the cost follows what changed. An id that
    changed its place is removed and inserted.
    """
    head = _common_head(old, new)
    tail = _common_tail(old, new, head)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    kept = _kept(before, after)
    steps: list[Removal | Insertion] = []
    end = len(before)
    while end > 0:
        if before[end - 1] in kept:
            end -= 1
            continue
        start = end - 1
        while start > 0 and before[start - 1] not in kept:
            start -= 1
        steps.append(Removal(head + start, head + end - 1))
        end = start
    start = 0
    while start < len(after):
        if after[start] in kept:
            start += 1
            continue
        end = start
        while end < len(after) and after[end] not in kept:
            end += 1
        steps.append(Insertion(head + start, after[start:end]))
        start = end
    return steps


def lay_out(model: QAbstractItemModel, ids: array[int], wanted: array[int]) -> None:
    """Let the rows of a model, whose ids are `ids`, be `wanted`: step by step, so that views keep what they show; where that
    were many steps, laid out anew, with what is selected kept. `ids` is changed in place."""
    steps = difference(ids, wanted)
    if len(steps) > MANY_STEPS:
        _lay_out_anew(model, ids, wanted)
        return
    for step in steps:
        if isinstance(step, Removal):
            model.beginRemoveRows(_TOP, step.first, step.last)
            del ids[step.first : step.last + 1]
            model.endRemoveRows()
        else:
            model.beginInsertRows(_TOP, step.first, step.first + len(step.ids) - 1)
            ids[step.first : step.first] = step.ids
            model.endInsertRows()


def _lay_out_anew(model: QAbstractItemModel, ids: array[int], wanted: array[int]) -> None:
    model.layoutAboutToBeChanged.emit()
    kept = model.persistentIndexList()
    items = [(ids[index.row()], index.column()) for index in kept]
    places = {item: row for row, item in enumerate(wanted)} if kept else {}
    ids[:] = wanted
    model.changePersistentIndexList(
        kept, [model.index(places[item], column) if item in places else QModelIndex() for item, column in items]
    )
    model.layoutChanged.emit()


def _common_head(old: array[int], new: array[int]) -> int:
    low, high = 0, min(len(old), len(new))
    one, other = memoryview(old), memoryview(new)
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_tail(old: array[int], new: array[int], head: int) -> int:
    low, high = 0, min(len(old), len(new)) - head
    one, other = memoryview(old), memoryview(new)
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(old) - middle : len(old) - low] == other[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _kept(before: array[int], after: array[int]) -> set[int]:
    """Ids in both whose order among each other is the same: the longest such run (patience method)."""
    place = {item: index for index, item in enumerate(after)}
    common = [item for item in before if item in place]
    if all(place[one] < place[other] for one, other in itertools.pairwise(common)):
        return set(common)
    ends: list[int] = []
    holders: list[int] = []
    previous: dict[int, int] = {}
    for item in common:
        at = bisect_left(ends, place[item])
        if at:
            previous[item] = holders[at - 1]
        if at == len(ends):
            ends.append(place[item])
            holders.append(item)
        else:
            ends[at], holders[at] = place[item], item
    kept: set[int] = set()
    item_at = holders[-1] if holders else None
    while item_at is not None:
        kept.add(item_at)
        item_at = previous.get(item_at)
    return kept


class RowCache(Generic[Kept]):
    """Rows by id, the least lately used dropped first."""

    def __init__(self, capacity: int = KEPT_ROWS) -> None:
        self._rows: OrderedDict[int, Kept] = OrderedDict()
        self._capacity = capacity

    def get(self, item: int) -> Kept | None:
        """Return the row of `item` where it is kept."""
        row = self._rows.get(item)
        if row is not None:
            self._rows.move_to_end(item)
        return row

    def put(self, rows: Iterable[Kept]) -> None:
        """Keep `rows`."""
        for row in rows:
            self._rows[row.id] = row
            self._rows.move_to_end(row.id)
        while len(self._rows) > self._capacity:
            self._rows.popitem(last=False)

    def forget(self, items: Iterable[int]) -> None:
        """Drop the rows of `items`, to be read again."""
        for item in items:
            self._rows.pop(item, None)

    def clear(self) -> None:
        """Drop everything."""
        self._rows.clear()


def place_of(ids: Sequence[int], item: ItemId, *, descending: bool) -> int:
    """Return the row of `item` in `ids`, -1 where it is not there. By bisection where the ids descend."""
    if descending:
        at = bisect_left(ids, -item, key=lambda other: -other)
        return at if at < len(ids) and ids[at] == item else -1
    try:
        return ids.index(item)
    except ValueError:
        return -1
