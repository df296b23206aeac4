"""The demo role: the demo's servers in a process of their own, so that neither the window nor the engine carries them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from app.demo.backend import DemoBackend
from sync.model.accounts import Endpoint
from sync.model.faults import Fault
from sync.serial import from_json, to_json

_LOOK_AROUND = 1.0


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """What is needed to add the demo's account: it is written down while the servers run."""

    address: str
    name: str
    password: str
    endpoints: tuple[Endpoint, ...]


def run(folder: Path) -> int:
    """Run the demo's servers until told to end (SIGTERM, SIGINT) or until whoever started this process is gone."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(folder))
    return 0


def account(folder: Path) -> DemoAccount | None:
    """Return the account of the demo that runs in `folder`, or None while its servers are not up."""
    try:
        return from_json(_written(folder).read_bytes(), DemoAccount)
    except (FileNotFoundError, Fault):
        return None


def forget(folder: Path) -> None:
    """Remove what servers that were killed left written down."""
    _written(folder).unlink(missing_ok=True)


async def _serve(folder: Path) -> None:
    parent = os.getppid()
    ended = asyncio.Event()
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, ended.set)
    forget(folder)
    backend = DemoBackend(folder)
    await backend.start()
    try:
        _write(folder, DemoAccount(backend.address, backend.name, backend.password, tuple(backend.endpoints)))
        while os.getppid() == parent:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), _LOOK_AROUND)
                break
    finally:
        _written(folder).unlink(missing_ok=True)
        await backend.stop()


def _written(folder: Path) -> Path:
    return folder / "running.json"


def _write(folder: Path, known: DemoAccount) -> None:
    fresh = _written(folder).with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(to_json(known), "utf-8")
    fresh.replace(_written(folder))
