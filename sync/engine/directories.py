"""Directories: asked when somebody looks for a person; what they tell is kept, so that it is known offline."""

from __future__ import annotations

import asyncio

from sync.engine.session import Lane
from sync.engine.workshop import Workshop
from sync.model.accounts import Service
from sync.model.contacts import DirectoryPerson
from sync.model.ids import AccountId
from sync.store.read import accounts as read_accounts
from sync.store.read import directory as read_directory
from sync.store.write import directory as write_directory

MOST = 100


class Directories:
    """The directories of all accounts."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    async def look_up(self, text: str, limit: int) -> list[DirectoryPerson]:
        """Ask every directory for people, side by side, and keep what they say; return whoever is known now.

        Raises the first fault where no directory answered.
        """
        rows = [row for row in self._shop.store.read(read_accounts.accounts) if row.enabled]
        accounts = [self._shop.store.read(read_accounts.account, row.id) for row in rows]
        asked = [one.id for one in accounts if one.endpoint(Service.DIRECTORY) is not None]
        limit = max(1, min(limit, MOST))
        ended = await asyncio.gather(*(self._ask(account, text, limit) for account in asked), return_exceptions=True)
        faults = [one for one in ended if isinstance(one, BaseException)]
        if faults and len(faults) == len(asked):
            raise faults[0]
        return self._shop.store.read(read_directory.people, text, limit)

    async def _ask(self, account: AccountId, text: str, limit: int) -> None:
        worker = self._shop.worker_of(account)
        async with worker.session.alone(Service.DIRECTORY, Lane.READING) as protocol:
            found = await protocol.people(text, limit)
        await self._shop.store.write(write_directory.keep, account, found, self._shop.clock.now_ms())
