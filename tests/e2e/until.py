"""Waiting in a driven window until something holds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

STEP_SECONDS = 60


async def until(true: Callable[[], T | None], what: str) -> T:
    """Wait until `true()` holds and return its value; `TimeoutError` says what never came."""
    deadline = time.monotonic() + STEP_SECONDS
    while True:
        value = true()
        if value:
            return value
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        await asyncio.sleep(0.02)
