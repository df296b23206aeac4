"""Slots that await: a fault becomes a toast by its code, and the task ends with its widget."""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from sync.model.faults import Bug, Fault
from ui.common.toasts import say_fault

_log = logging.getLogger(__name__)
_running: set[asyncio.Task[None]] = set()

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
    wanted = method.__code__.co_argcount - 1

    @functools.wraps(method)
    def start(self: Owner, *arguments: Any) -> asyncio.Task[None]:
        return start_task(self, method(self, *arguments[:wanted]))  # type: ignore[call-arg]

    del start.__wrapped__  # PySide would count the coroutine function's arguments
    return start


def start_task(owner: QObject, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    """Run `work` for as long as `owner` lives, telling its faults in `owner`'s window."""
    task = asyncio.get_event_loop().create_task(_guard(owner, work))
    _running.add(task)
    task.add_done_callback(_running.discard)
    task.add_done_callback(lambda _: work.close())  # cancelled before its first step, it would stay unawaited
    owner.destroyed.connect(task.cancel)
    return task


async def _guard(owner: QObject, work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Fault as fault:
        _log.info("%s:%s", fault.kind, fault.code)
        if isValid(owner):
            say_fault(owner, fault)
    except Exception as error:  # the outermost boundary of the window: nothing may vanish in silence
        _log.exception("a slot of %s failed", type(owner).__name__)
        if isValid(owner):
            say_fault(owner, Bug("slot", detail=type(error).__name__))
