"""Models of lists: a store that is locked in the middle of a reading leaves them as they were."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QApplication

from sync.model.faults import StoreFault
from sync.model.ids import CollectionId, RoomId
from sync.store.connection import Connection
from ui.chat.timeline_model import TimelineModel
from ui.mail.model import MessageModel
from ui.mail.sources import Mailboxes


class LockedStore:
    """A connection to a store whose key has just been forgotten."""

    def __getattr__(self, name: str) -> None:
        raise StoreFault("locked")


def resets(model: QAbstractItemModel) -> list[str]:
    """What views are told of resets, as it happens."""
    told: list[str] = []
    model.modelAboutToBeReset.connect(lambda: told.append("begun"))
    model.modelReset.connect(lambda: told.append("ended"))
    return told


def test_messages(qapp: QApplication) -> None:
    model = MessageModel(LockedStore)
    told = resets(model)
    with pytest.raises(StoreFault):
        model.show(Mailboxes((CollectionId(1),)))
    assert told == []
    model.show(None)
    assert told == ["begun", "ended"]


def test_posts(qapp: QApplication) -> None:
    model = TimelineModel()
    told = resets(model)
    locked: Connection = LockedStore()  # type: ignore[assignment]
    with pytest.raises(StoreFault):
        model.show_room(locked, RoomId(1))
    assert (told, model.room) == ([], None)
    model.show_room(None, None)
    assert told == ["begun", "ended"]
