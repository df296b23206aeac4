"""Weaving conversations: messages that a store had before it knew threads get theirs, in small steps beside everything else."""

from __future__ import annotations

from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.store.write.threads import weave_missing

STEP = 200
"""Messages of one transaction: a user's intention never waits for longer than that."""
_TOLD_EVERY = 5_000


async def weave_what_is_missing(store: OpenStore, notices: Notices) -> None:
    """Weave until nothing is missing; the windows are told from time to time, and at the end."""
    untold = 0
    while woven := await store.write(weave_missing, STEP):
        untold += woven
        if untold >= _TOLD_EVERY:
            untold = 0
            notices.rows("message")
    if untold:
        notices.rows("message")
