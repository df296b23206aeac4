"""A limit on how fast contents of files travel, so that a large transfer leaves the line to others; and how far it has come."""

from __future__ import annotations

from collections.abc import Callable

from sync.engine.clock import Clock
from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.model.ids import AccountId
from sync.rpc.messages import Progress
from sync.serial import from_json
from sync.store.read import accounts as read_accounts

SETTING = "transfer_limit"
"""KiB per second for all transfers together; 0: as fast as they go."""
_BURST_SECONDS = 0.5
_LEAST_STEP = 256 * 1024


class Throttle:
    """Lets octets through at the rate that the user chose; the setting is looked at with every piece."""

    def __init__(self, store: OpenStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._free_at = 0.0

    async def spend(self, octets: int) -> None:
        """Wait until so many octets may travel."""
        limit = from_json(self._store.read(read_accounts.settings).get(SETTING, "0"), int) * 1024
        now = self._clock.monotonic()
        if limit <= 0:
            self._free_at = now
            return
        self._free_at = max(self._free_at, now - _BURST_SECONDS) + octets / limit
        if self._free_at > now:
            await self._clock.sleep(self._free_at - now)


def teller(notices: Notices, account: AccountId, what: str, size: int) -> Callable[[int], None]:
    """Return what tells the windows how far a transfer of `size` octets has come, a hundred times at most."""
    step, following = max(size // 100, _LEAST_STEP), 0

    def tell(done: int) -> None:
        nonlocal following
        if done >= following or done == size:
            following = done + step
            notices.tell(Progress(account, what, done, size))

    return tell
