"""Commands about carrying mail in and out: one table from command to answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sync.model.ids import AccountId, CollectionId
from sync.rpc import messages as m

if TYPE_CHECKING:
    from sync.engine.desk import Desk


async def _take_in(desk: Desk, asked: m.TakeIn) -> m.Reply:
    parent = CollectionId(asked.parent) if asked.parent else None
    await desk.taking_in.begin(Path(asked.path), AccountId(asked.account), parent)
    return m.Done()


async def _look(desk: Desk, _: m.LookAtTakingIn) -> m.Reply:
    state = desk.taking_in.state
    return m.TakingIn(
        state.running, state.folders, state.done, state.total, state.added, state.skipped, list(state.left_out), state.fault
    )


async def _stop(desk: Desk, _: m.StopTakingIn) -> m.Reply:
    await desk.taking_in.stop()
    return m.Done()


async def _write_out(desk: Desk, asked: m.WriteOut) -> m.Reply:
    wanted = [CollectionId(one) for one in asked.collections]
    return m.WrittenOut(*await desk.writing_out.write(wanted, Path(asked.path), asked.form))


CARRYING_ANSWERS: Mapping[type[m.Command], Callable[[Desk, Any], Awaitable[m.Reply]]] = {
    m.TakeIn: _take_in, m.LookAtTakingIn: _look, m.StopTakingIn: _stop, m.WriteOut: _write_out,
}  # fmt: skip
"""Command → answer."""
