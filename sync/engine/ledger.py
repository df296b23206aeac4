"""The ledger: takes what the gate counted, now and then, and adds it to the encrypted store in one transaction."""

from __future__ import annotations

import datetime

from sync.engine.clock import Clock
from sync.engine.jurisdiction import Jurisdiction
from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.model.ids import AccountId
from sync.model.sovereignty import Contact
from sync.store.read import accounts as read_accounts
from sync.store.write import ledger as write_ledger
from sync.transport.gate import Gate, Traffic

WRITE_SECONDS = 20.0
"""How often the counters are emptied into the store: the gate itself only adds numbers."""
NOBODY = 0


class Ledger:
    """Writes the ledger of one open store."""

    def __init__(
        self, store: OpenStore, gate: Gate, jurisdiction: Jurisdiction, notices: Notices, clock: Clock
    ) -> None:
        self._store = store
        self._gate = gate
        self._jurisdiction = jurisdiction
        self._notices = notices
        self._clock = clock

    async def run(self) -> None:
        """Write for as long as the store is open."""
        while True:
            await self._clock.sleep(WRITE_SECONDS)
            await self.write()

    async def write(self) -> None:
        """Add what was counted since the last time."""
        taken = self._gate.take_traffic()
        if not taken:
            return
        addresses = {row.id: row.address for row in self._store.read(read_accounts.accounts)}
        await self._store.write(write_ledger.add, [self._line(*one, addresses) for one in taken])
        self._notices.rows("ledger")

    def _line(
        self, account: AccountId, host: str, why: str, counted: Traffic, addresses: dict[AccountId, str]
    ) -> Contact:
        known = self._jurisdiction.declared(host)
        day = datetime.datetime.fromtimestamp(counted.last / 1000, datetime.UTC).date().isoformat()
        return Contact(
            day=day,
            account=max(account, NOBODY),
            address=addresses.get(account, ""),
            host=host,
            why=why,
            first=counted.first,
            last=counted.last,
            connections=counted.connections,
            refused=counted.refused,
            sent=counted.sent,
            received=counted.received,
            law=known.law,
            source=" ".join(filter(None, (known.source, str(known.date or "")))),
        )
