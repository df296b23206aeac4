"""Letters that were put off come back when their time has come: unread, on top of the list, and told of; offline too."""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict
from collections.abc import Callable

from sync.engine.clock import Clock
from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.model.faults import Fault
from sync.model.ids import AccountId, OperationId
from sync.model.letter_marks import RETURNED, SNOOZED, of_kind
from sync.model.mail import Flag
from sync.model.operations import ChangeFlags, Operation
from sync.rpc.messages import NewMail
from sync.store.read import standing
from sync.store.write import outbox as write_outbox

_log = logging.getLogger(__name__)

LOOK_SECONDS = 15.0
"""How often the clock is looked at; right after the machine slept, too."""


class Waking:
    """Brings letters back while the store is open. `wake_outbox` lets the account's outbox run."""

    def __init__(
        self, store: OpenStore, notices: Notices, clock: Clock, wake_outbox: Callable[[AccountId | None], None]
    ) -> None:
        self._store, self._notices, self._clock, self._wake_outbox = store, notices, clock, wake_outbox

    async def run(self) -> None:
        """Look now and then."""
        while True:
            try:
                await self.look()
            except Fault as fault:
                _log.warning("letters brought back later: %s", fault.code)
            await self._clock.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Bring back what is due. Each time of each letter has one operation, which enters the outbox once."""
        now = self._clock.now_ms()
        back: dict[AccountId, list[int]] = defaultdict(list)
        for one in self._store.read(standing.to_return, now // 1000):
            marks = of_kind(one.keywords, SNOOZED)
            wanted = ChangeFlags((one.id,), remove=Flag.SEEN, add_keywords=frozenset((RETURNED,)), remove_keywords=marks)
            name = hashlib.blake2b(f"{one.id} {sorted(marks)}".encode(), digest_size=16).hexdigest()
            operation = Operation(OperationId(name), one.account, wanted, created=now)
            touched = await self._store.write_durably(write_outbox.add, operation)
            if touched.items:
                self._notices.touched(touched)
                back[one.account].append(int(one.id))
        for account, items in back.items():
            self._notices.rows("operation")
            self._notices.tell(NewMail(account, items))
            self._wake_outbox(account)
