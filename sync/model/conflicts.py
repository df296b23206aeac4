"""Conflicts: a kept pair of mine and theirs with its base, waiting for a resolution."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sync.model.ids import AccountId, ItemId, OperationId


class Resolution(StrEnum):
    """How a conflict ends."""

    KEEP_BOTH = "keep_both"
    KEEP_MINE = "keep_mine"
    KEEP_THEIRS = "keep_theirs"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two versions of one item. Nothing of either is dropped before the user chose."""

    id: int
    account: AccountId
    operation: OperationId
    item: ItemId | None
    base: str
    theirs: str
    created: int
