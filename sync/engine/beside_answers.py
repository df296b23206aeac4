"""Commands about what lies beside the tree of a drive: one table from command to answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sync.engine.desk import Desk
from sync.model.files import LinkWish
from sync.model.ids import CollectionId, ItemId
from sync.rpc import messages as m
from sync.serial import from_json, to_json


async def _abilities(desk: Desk, asked: m.DriveAbilities) -> m.Reply:
    return m.BesideAnswer(to_json(await desk.beside.abilities(CollectionId(asked.collection))).encode())


async def _versions(desk: Desk, asked: m.ListVersions) -> m.Reply:
    return m.BesideAnswer(to_json(list(await desk.beside.versions(ItemId(asked.item)))).encode())


async def _open_version(desk: Desk, asked: m.OpenVersion) -> m.Reply:
    return m.Kept(*await desk.beside.open_version(ItemId(asked.item), asked.version))


async def _restore_version(desk: Desk, asked: m.RestoreVersion) -> m.Reply:
    await desk.beside.restore_version(ItemId(asked.item), asked.version)
    return m.Done()


async def _trash(desk: Desk, asked: m.ListTrash) -> m.Reply:
    return m.BesideAnswer(to_json(list(await desk.beside.trash(CollectionId(asked.collection)))).encode())


async def _restore(desk: Desk, asked: m.RestoreTrashed) -> m.Reply:
    await desk.beside.restore(CollectionId(asked.collection), asked.trashed)
    return m.Done()


async def _purge(desk: Desk, asked: m.PurgeTrashed) -> m.Reply:
    await desk.beside.purge(CollectionId(asked.collection), asked.trashed)
    return m.Done()


async def _links(desk: Desk, asked: m.ListLinks) -> m.Reply:
    return m.BesideAnswer(to_json(list(await desk.beside.links(ItemId(asked.item)))).encode())


async def _make_link(desk: Desk, asked: m.MakeLink) -> m.Reply:
    made = await desk.beside.make_link(ItemId(asked.item), from_json(asked.wish, LinkWish))
    return m.BesideAnswer(to_json([made]).encode())


async def _end_link(desk: Desk, asked: m.EndLink) -> m.Reply:
    await desk.beside.end_link(ItemId(asked.item), asked.link)
    return m.Done()


BESIDE_ANSWERS: Mapping[type[m.Command], Callable[[Desk, Any], Awaitable[m.Reply]]] = {
    m.DriveAbilities: _abilities, m.ListVersions: _versions, m.OpenVersion: _open_version,
    m.RestoreVersion: _restore_version, m.ListTrash: _trash, m.RestoreTrashed: _restore, m.PurgeTrashed: _purge,
    m.ListLinks: _links, m.MakeLink: _make_link, m.EndLink: _end_link,
}  # fmt: skip
"""Command → answer."""
