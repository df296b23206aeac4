"""What the engine tells the windows: changed rows, gathered so that a burst of them is one notice."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sync.model.ids import is_message, is_post
from sync.rpc.messages import Notice, RowsChanged
from sync.store.write.touched import Touched

_log = logging.getLogger(__name__)

GATHER_SECONDS = 0.05
"""Changes of rows are told at most this often; the first one after a pause at once."""
IDS_LIMIT = 500
"""Above so many ids a notice names none: everything visible is read again."""


@dataclass(slots=True)
class _Gathered:
    ids: dict[int, None] = field(default_factory=dict)
    collections: set[int] = field(default_factory=set)
    everything: bool = False


class Notices:
    """Passes notices on to subscribers. Used on the engine's loop only."""

    def __init__(self) -> None:
        self._callbacks: list[Callable[[Notice], None]] = []
        self._gathered: dict[str, _Gathered] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._told = -GATHER_SECONDS

    def subscribe(self, callback: Callable[[Notice], None]) -> Callable[[], None]:
        """Call `callback` with every notice; return what ends that."""
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback)

    def tell(self, notice: Notice) -> None:
        """Pass a notice on at once, after what was gathered before it."""
        self.flush()
        self._pass_on(notice)

    def rows(self, table: str, ids: Iterable[int] = (), collections: Iterable[int] = ()) -> None:
        """Say soon that rows of `table` changed; without ids: read everything visible again."""
        gathered = self._gathered.setdefault(table, _Gathered())
        before = len(gathered.ids)
        gathered.ids.update(dict.fromkeys(ids))
        gathered.everything = gathered.everything or len(gathered.ids) == before == 0 or len(gathered.ids) > IDS_LIMIT
        gathered.collections.update(collections)
        if self._timer is None:
            rest = max(0.0, self._told + GATHER_SECONDS - time.monotonic())
            self._timer = asyncio.get_running_loop().call_later(rest, self.flush)

    def touched(self, touched: Touched) -> None:
        """Say soon which messages and mailboxes look different."""
        messages = [item for item in touched.items if is_message(item)]
        if messages:
            self.rows("message", messages, touched.collections)
        posts = [item for item in touched.items if is_post(item)]
        if posts:
            self.rows("post", posts)
        if len(messages) + len(posts) < len(touched.items):
            others = (item for item in touched.items if not is_message(item) and not is_post(item))
            self.rows("item", others, touched.collections)
        if touched.collections:
            self.rows("collection", touched.collections, touched.collections)

    def flush(self) -> None:
        """Tell at once what was gathered."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        gathered, self._gathered = self._gathered, {}
        if gathered:
            self._told = time.monotonic()
        for table, one in gathered.items():
            ids = [] if one.everything else list(one.ids)
            self._pass_on(RowsChanged(table, ids, sorted(one.collections)))

    def _pass_on(self, notice: Notice) -> None:
        for callback in tuple(self._callbacks):
            callback(notice)


def place_of(error: BaseException) -> str:
    """Return the kind of an error and the line it came from: never its words, which may quote a message."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else "nowhere"
    return f"{type(error).__name__} at {place}"
