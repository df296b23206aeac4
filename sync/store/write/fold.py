"""Folding the overlay again, whatever the items are: messages and everything else, each by its own fold."""

from __future__ import annotations

from collections.abc import Iterable

from sync.model.ids import ItemId, is_message
from sync.store.connection import Connection
from sync.store.write import overlay
from sync.store.write.laying import fresh_fold_items, refold_items
from sync.store.write.touched import Touched


def refold(connection: Connection, items: Iterable[ItemId]) -> Touched:
    """Fold the overlay of these items again, after their truth or operations changed."""
    known = list(items)
    messages = [item for item in known if is_message(item)]
    touched = overlay.refold(connection, messages) if messages else Touched()
    return touched | refold_items(connection, [item for item in known if not is_message(item)])


def fresh_fold(connection: Connection) -> None:
    """Forget the whole overlay and fold it anew."""
    overlay.fresh_fold(connection)
    fresh_fold_items(connection)
