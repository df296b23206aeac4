"""What a page of changes did to the store."""

from __future__ import annotations

from dataclasses import dataclass

from sync.model.ids import ItemId, RemoteId
from sync.store.write.touched import Touched


@dataclass(frozen=True, slots=True)
class StoredPage:
    """What a page of changes did."""

    new: tuple[ItemId, ...] = ()
    changed: tuple[ItemId, ...] = ()
    removed: tuple[ItemId, ...] = ()
    unknown: tuple[RemoteId, ...] = ()
    """Items that cannot be placed: of which only flags were told, or whose folder is not here. To be asked for whole."""
    touched: Touched = Touched()
    """Everything that looks different, overlay included."""
