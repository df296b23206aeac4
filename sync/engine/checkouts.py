"""Files open in another program: copied to a private place, watched, their changes brought back, the copy wiped in the end.

The copy is in clear, for its owner alone; so it lives only while it is open: checking in, locking and ending bring its changes
back and wipe it, and what a crash left behind is brought back and wiped at the next unlocking.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import shutil
from collections.abc import Callable, Set
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sync.engine.drive import Drive
from sync.engine.workshop import Workshop
from sync.model.accounts import Service
from sync.model.faults import Fault, Gone
from sync.model.file_names import held_here
from sync.model.files import FileTruth
from sync.model.ids import BlobName, ItemId, new_operation_id
from sync.store.read import items as read_items
from sync.store.write import checkouts as write_checkouts
from sync.store.write.checkouts import Checkout

_log = logging.getLogger(__name__)

FOLDER = "open"
LOOK_SECONDS = 2.0
"""How often the copies are looked at: one that is the same at two looks in a row is whole, and is taken in."""


class Checkouts:
    """The private copies of one profile."""

    def __init__(self, profile: Path, shop: Workshop, drive: Drive) -> None:
        self._folder = profile / FOLDER
        self._shop = shop
        self._drive = drive
        self._seen: dict[ItemId, tuple[int, int]] = {}
        self._turn = asyncio.Lock()

    async def check_out(self, item: ItemId) -> Path:
        """Put a file's content into a private place and return the path; one that is there already is given again.

        Raises `Gone("file")` and what `Drive.export` raises.
        """
        async with self._turn:
            known = next((one for one in self._all() if one.item == item), None)
            if known is not None and _state(known.path) is not None:
                return Path(known.path)
            opened = self._shop.store.read(read_items.opened, item)
            if opened is None or opened.service is not Service.FILES or not isinstance(opened.shown, FileTruth):
                raise Gone("file", file=item)
            path = self._private(opened.shown.name)
            try:
                await self._drive.export(item, path)
                state = _state(str(path))
                if state is None:
                    raise Gone("file", file=item)
                here = self._shop.store.read(read_items.content, item)
                checkout = Checkout(item, str(path), here[1] if here else opened.revision, *state)
                await self._shop.store.write_durably(write_checkouts.keep, checkout)
            except BaseException:
                _wipe(str(path))
                raise
            return path

    async def show(self, blob: BlobName, name: str) -> Path:
        """Put a blob (an earlier version, one side of a kept pair) into a private place, to be read alone; return the path.

        What another program makes of it does not come back; it is wiped with the copies. Raises what `Drive.write_out` raises.
        """
        path = self._private(name)
        try:
            await self._drive.write_out(blob, path)
            path.chmod(0o400)
        except BaseException:
            _wipe(str(path))
            raise
        return path

    def _private(self, name: str) -> Path:
        """Return a path in a folder of its own that nobody else may look into."""
        path = self._folder / secrets.token_hex(8) / held_here(name)
        path.parent.mkdir(mode=0o700, parents=True)
        self._folder.chmod(0o700)
        return path

    async def check_in(self, item: ItemId) -> None:
        """Bring the last changes back and wipe the copy; nothing where there is none."""
        async with self._turn:
            for checkout in self._all():
                if checkout.item == item:
                    await self._end(checkout)

    async def check_all_in(self) -> None:
        """Bring everything back and wipe it: the store is being locked, or was left by a crash."""
        async with self._turn:
            for checkout in self._all():
                try:
                    await self._end(checkout)
                except Fault as fault:
                    _log.warning("a copy stays in its private place: %s", fault.code)
            await asyncio.to_thread(self._wipe_all_but, {Path(one.path).parent for one in self._all()})

    def _wipe_all_but(self, kept: Set[Path]) -> None:
        for folder in self._folder.glob("*"):
            if folder not in kept:
                shutil.rmtree(folder, onerror=_allow)

    async def run(self) -> None:
        """Watch the copies until cancelled."""
        while True:
            await self._shop.clock.sleep(LOOK_SECONDS)
            try:
                await self.look()
            except Fault as fault:
                _log.warning("changes of a copy taken in later: %s", fault.code)

    async def look(self) -> None:
        """Take in what changed and is whole."""
        async with self._turn:
            for checkout in self._all():
                state = _state(checkout.path)
                if state is not None and state != (checkout.modified_ns, checkout.size):
                    if self._seen.get(checkout.item) == state:
                        await self._take_in(checkout, state)
                    else:
                        self._seen[checkout.item] = state

    async def _end(self, checkout: Checkout) -> None:
        state = _state(checkout.path)
        if state is not None and state != (checkout.modified_ns, checkout.size):
            await self._take_in(checkout, state)
        _wipe(checkout.path)
        await self._shop.store.write_durably(write_checkouts.forget, checkout.item)

    async def _take_in(self, checkout: Checkout, state: tuple[int, int]) -> None:
        opened = self._shop.store.read(read_items.opened, checkout.item)
        if opened is None:
            raise Gone("file", file=checkout.item)
        await self._drive.take_in(
            new_operation_id(), opened.collection, Path(checkout.path), None, "", checkout.item, checkout.revision
        )
        self._seen.pop(checkout.item, None)
        await self._shop.store.write_durably(
            write_checkouts.keep, replace(checkout, modified_ns=state[0], size=state[1])
        )
        self._shop.notices.rows("operation")
        self._shop.worker_of(opened.account).wake_outbox()

    def _all(self) -> list[Checkout]:
        return self._shop.store.read(write_checkouts.checkouts)


def _state(path: str) -> tuple[int, int] | None:
    """Return when a copy was changed and its size, None where it is no more."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _wipe(path: str) -> None:
    """Remove a copy with what another program may have put beside it."""
    shutil.rmtree(Path(path).parent, ignore_errors=True)


def _allow(remove: Callable[[str], object], path: str, _: object) -> None:
    """Windows removes nothing that may only be read: let it be written, and try once more."""
    with suppress(OSError):
        os.chmod(path, 0o600)
        remove(path)
