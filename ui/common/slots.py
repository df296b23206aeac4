"""Slots that await: a fault becomes a toast by its code, and the task ends with its widget."""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from PySide6.QtCore import QObject
from shiboken6 import isValid

from sync.model.faults import Bug, Fault
from ui.common.toasts import say_fault

_log = logging.getLogger(__name__)
_running: set[asyncio.Task[None]] = set()
_owed: set[asyncio.Task[None]] = set()

SETTLE_SECONDS = 5.0
"""How long a window that locks or ends waits for what the engine is still to be told."""

Owner = TypeVar("Owner", bound=QObject)
Parameters = ParamSpec("Parameters")


def slot_async(
    method: Callable[Concatenate[Owner, Parameters], Coroutine[Any, Any, None]],
) -> Callable[..., asyncio.Task[None]]:
    """Turn an `async def` method of a QObject into a slot that starts it.

    Arguments that the signal sends beyond those that the method takes are dropped (`clicked(bool)`). The task is
    cancelled when the object is destroyed. A `Fault` is told by a toast in the object's window; anything else is logged
    and told as `Bug`.
    """
    return _slot(method, owed=False)


def slot_owed(
    method: Callable[Concatenate[Owner, Parameters], Coroutine[Any, Any, None]],
) -> Callable[..., asyncio.Task[None]]:
    """Like `slot_async`, for what the person has made and the engine has to be told whatever becomes of the object:
    the task outlives it, and `settle` waits for it. After its first `await` the object may be gone."""
    return _slot(method, owed=True)


def slot_latest(
    method: Callable[Concatenate[Owner, Parameters], Coroutine[Any, Any, None]],
) -> Callable[..., asyncio.Task[None]]:
    """Like `slot_async`, for what reads and then shows: starting it again ends the one before, whose answer may come later
    and would be shown over the newer one."""
    start, running = _slot(method, owed=False), f"_{method.__name__}_running"

    @functools.wraps(start)
    def start_over(self: Owner, *arguments: Any) -> asyncio.Task[None]:
        before: asyncio.Task[None] | None = self.__dict__.get(running)
        if before is not None:
            before.cancel()
        task = self.__dict__[running] = start(self, *arguments)
        return task

    return start_over


def _slot(
    method: Callable[Concatenate[Owner, Parameters], Coroutine[Any, Any, None]], *, owed: bool
) -> Callable[..., asyncio.Task[None]]:
    wanted = method.__code__.co_argcount - 1

    @functools.wraps(method)
    def start(self: Owner, *arguments: Any) -> asyncio.Task[None]:
        return start_task(self, method(self, *arguments[:wanted]), owed=owed)  # type: ignore[call-arg]

    del start.__wrapped__  # PySide would count the coroutine function's arguments
    return start


def start_task(owner: QObject, work: Coroutine[Any, Any, None], *, owed: bool = False) -> asyncio.Task[None]:
    """Run `work` for as long as `owner` lives (`owed`: to its end), telling its faults in `owner`'s window.

    In the last moments of the program a timer may still come when the loop has gone: nothing is started then.
    """
    try:
        loop = asyncio.get_event_loop()
    except RuntimeError:
        work.close()
        return cast("asyncio.Task[None]", None)  # without a loop nobody can wait for it
    task = loop.create_task(_guard(owner, work))
    tasks = _owed if owed else _running
    ending = None if owed else owner.destroyed.connect(task.cancel)
    tasks.add(task)

    def leave(_: asyncio.Task[None]) -> None:
        tasks.discard(task)
        work.close()  # cancelled before its first step, it would stay unawaited
        if ending is not None and isValid(owner):
            QObject.disconnect(ending)  # else the owner would keep every task it ever started

    task.add_done_callback(leave)
    return task


async def settle(seconds: float = SETTLE_SECONDS) -> None:
    """Wait until the engine knows all that it is owed, at most so long."""
    if _owed:
        await asyncio.wait(set(_owed), timeout=seconds)


async def _guard(owner: QObject, work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Fault as fault:
        _log.info("%s:%s", fault.kind, fault.code)
        if isValid(owner):
            say_fault(owner, fault)
    except Exception as error:  # the outermost boundary of the window: nothing may vanish in silence
        if isinstance(error, RuntimeError) and not isValid(owner):
            return  # what it still had to show has nowhere to be shown
        _log.exception("a slot of %s failed", type(owner).__name__)
        if isValid(owner):
            say_fault(owner, Bug("slot", detail=type(error).__name__))
