"""Looking people up in directories while somebody types: asked after a pause, one question at a time."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sync.model.faults import Fault, StoreFault
from sync.rpc import messages as m
from sync.store.read import directory as read_directory
from ui.common.slots import slot_async
from ui.link import Link

_PAUSE = 350
"""Milliseconds without a key before a directory is asked."""
_LEAST = 3
"""Letters with which it is worth asking."""
_LIMIT = 20


class DirectoryLookup(QObject):
    """Asks for what is typed. `found` tells the text whose people are in the store now."""

    found = Signal(str)

    def __init__(self, link: Link, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self._text = ""
        self._asked: set[str] = set()
        self._later = QTimer(self, interval=_PAUSE, singleShot=True)
        self._later.timeout.connect(self._ask)

    @Slot(str)
    def look_for(self, text: str) -> None:
        """Ask for a text, if nothing else is typed meanwhile."""
        self._text = text.strip()
        if len(self._text) >= _LEAST and self._text.casefold() not in self._asked:
            self._later.start()
        else:
            self._later.stop()

    @slot_async
    async def _ask(self) -> None:
        """Ask; a directory that does not answer keeps nobody from typing on."""
        text = self._text
        with suppress(StoreFault, Fault):
            if not read_directory.is_there(self._link.reader()):
                return
            await self._link.ask(m.LookUpPeople(text, _LIMIT))
            self._asked.add(text.casefold())
            self.found.emit(text)
