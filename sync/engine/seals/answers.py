"""Commands about keys for sealing letters: one table from command to answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from sync.rpc import messages as m

if TYPE_CHECKING:
    from sync.engine.desk import Desk


async def _import(desk: Desk, asked: m.TakeKeys) -> m.Reply:
    keys, own = await desk.keyring.take_file(asked.content, asked.passphrase)
    return m.KeysKept(keys, own)


async def _look(desk: Desk, _: m.LookForKeys) -> m.Reply:
    await desk.keyring.look()
    return m.Done()


async def _remove(desk: Desk, asked: m.RemoveKey) -> m.Reply:
    await desk.keyring.forget(asked.key)
    return m.Done()


async def _trust(desk: Desk, asked: m.TrustKey) -> m.Reply:
    await desk.keyring.trust(asked.key, asked.trusted)
    return m.Done()


async def _export(desk: Desk, asked: m.GiveKey) -> m.Reply:
    return m.KeyFile(*await desk.keyring.file_of(asked.key, asked.passphrase))


SEAL_ANSWERS: Mapping[type[m.Command], Callable[[Desk, Any], Awaitable[m.Reply]]] = {
    m.TakeKeys: _import, m.LookForKeys: _look, m.RemoveKey: _remove, m.TrustKey: _trust, m.GiveKey: _export,
}  # fmt: skip
"""Command → answer."""
