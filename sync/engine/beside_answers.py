"""Commands about what lies beside the tree of a drive: one table from command to answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sync.engine.desk import Desk
from sync.model.files import LinkWish, Sharee, ShareWish
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


async def _shares(desk: Desk, asked: m.ListShares) -> m.Reply:
    return m.BesideAnswer(to_json(list(await desk.beside.shares(ItemId(asked.item)))).encode())


async def _sharees(desk: Desk, asked: m.FindSharees) -> m.Reply:
    return m.BesideAnswer(to_json(list(await desk.beside.sharees(CollectionId(asked.collection), asked.text))).encode())


async def _share(desk: Desk, asked: m.ShareWith) -> m.Reply:
    sharee, wish = from_json(asked.sharee, Sharee), from_json(asked.wish, ShareWish)
    return m.BesideAnswer(to_json([await desk.beside.share(ItemId(asked.item), sharee, wish)]).encode())


async def _change_share(desk: Desk, asked: m.ChangeShare) -> m.Reply:
    wish = from_json(asked.wish, ShareWish)
    return m.BesideAnswer(to_json([await desk.beside.change_share(ItemId(asked.item), asked.share, wish)]).encode())


async def _end_share(desk: Desk, asked: m.EndShare) -> m.Reply:
    await desk.beside.end_share(ItemId(asked.item), asked.share)
    return m.Done()


BESIDE_ANSWERS: Mapping[type[m.Command], Callable[[Desk, Any], Awaitable[m.Reply]]] = {
    m.DriveAbilities: _abilities, m.ListVersions: _versions, m.OpenVersion: _open_version,
    m.RestoreVersion: _restore_version, m.ListTrash: _trash, m.RestoreTrashed: _restore, m.PurgeTrashed: _purge,
    m.ListLinks: _links, m.MakeLink: _make_link, m.EndLink: _end_link,
    m.ListShares: _shares, m.FindSharees: _sharees, m.ShareWith: _share, m.ChangeShare: _change_share, m.EndShare: _end_share,
}  # fmt: skip
"""Command → answer."""
