"""Writing to a bucket: nothing is overwritten unseen, and doing it twice does no harm.

Conditions (If-Match, If-None-Match) are sent with every write; storages that do not know them ignore or refuse them, so what is
there is looked at first all the same. There are no folders to move: everything below is copied, then deleted.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping

from sync.model import file_names
from sync.model.faults import Gone, Rejected, Stale, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import (
    NOTHING,
    CreateFolder,
    Landed,
    MoveFile,
    Payload,
    RemoteItem,
    RemoteOperation,
    UploadFile,
)
from sync.protocols.s3 import tree
from sync.protocols.s3.answers import Object
from sync.protocols.s3.storage import Storage, md5_of


async def upload(storage: Storage, bucket: RemoteId, operation: RemoteOperation, intention: UploadFile) -> Landed:
    """Write a file: a new one where nothing is, or over the revision that the user saw. Raises `Stale`, `Gone("folder")`.

    What is there with the same octets is what an earlier attempt wrote.
    """
    digest = await md5_of(operation.payload)
    sent = {
        "Content-MD5": base64.b64encode(digest.digest()).decode("ascii"),
        "Content-Type": intention.media_type or "application/octet-stream",
    }
    asked = operation.items[0] if operation.items else None
    key = asked.item if asked else tree.child(operation.folder, file_names.checked(intention.name))
    there = await storage.head(bucket, key)
    if asked is None and there is None:
        await _folder(storage, bucket, operation.folder)
        condition = {"If-None-Match": "*"}
    elif there is None:
        raise Stale("changed_there")
    elif asked is not None and there.etag == asked.base:
        condition = {"If-Match": f'"{there.etag}"'}
    elif (there.etag, there.size) == (digest.hexdigest(), operation.payload.size):
        return Landed(asked, RemoteItem(bucket, RemoteId(key), there.etag))
    else:
        raise Stale("changed_there" if asked else "exists_there", theirs=there.etag)
    etag = await _put(storage, bucket, key, operation.payload, {**sent, **condition}, sent)
    return Landed(asked, RemoteItem(bucket, RemoteId(key), etag))


async def make_folder(
    storage: Storage, bucket: RemoteId, operation: RemoteOperation, intention: CreateFolder
) -> Landed:
    """Make a folder; one that is there already will do. Raises `Rejected("name_taken")`, `Gone("folder")`."""
    item = tree.child(operation.folder, file_names.checked(intention.name))
    await _folder(storage, bucket, operation.folder)
    if await storage.head(bucket, item) is not None:
        raise Rejected("name_taken", name=intention.name)
    if not (await storage.page(bucket, f"{item}/", limit="1")).objects:
        await storage.put(bucket, f"{item}/", NOTHING, {})
    return Landed(None, RemoteItem(bucket, item, tree.FOLDER))


async def move(storage: Storage, bucket: RemoteId, operation: RemoteOperation, intention: MoveFile) -> list[Landed]:
    """Move or rename an entry, never onto another one.

    Raises `Rejected("name_taken" | "into_itself")`, `Stale`, `Gone("folder")`.
    """
    (asked,) = operation.items
    name = asked.item.rpartition("/")[2]
    target = tree.child(operation.folder, name if name == intention.name else file_names.checked(intention.name))
    if target == asked.item:
        return [Landed(asked, asked)]
    here, there = await storage.head(bucket, asked.item), await storage.head(bucket, target)
    if here is not None:
        return [await _move_file(storage, bucket, asked, here, there, target, intention.name, operation.folder)]
    below = [one async for one in storage.everything(bucket, f"{asked.item}/")]
    if not below and there is not None and there.etag == asked.base:
        return [Landed(asked, RemoteItem(bucket, target, there.etag))]  # moved before, the answer was lost
    if there is not None:
        raise Rejected("name_taken", name=intention.name)
    if f"{target}/".startswith(f"{asked.item}/"):
        raise Rejected("into_itself")
    return await _move_folder(storage, bucket, operation, below, target, intention.name)


async def delete(storage: Storage, bucket: RemoteId, asked: RemoteItem) -> Landed:
    """Delete an entry, a file only in the revision that the user saw; what is gone already will do. Raises `Stale`."""
    there = await storage.head(bucket, asked.item)
    if there is not None:
        if asked.base and there.etag != asked.base:
            raise Stale("changed_there", theirs=there.etag)
        await storage.delete(bucket, asked.item)
        return Landed(asked, None)
    if asked.base in ("", tree.FOLDER):
        async for one in storage.everything(bucket, f"{asked.item}/"):
            await storage.delete(bucket, one.key)
    return Landed(asked, None)


async def _move_file(
    storage: Storage,
    bucket: RemoteId,
    asked: RemoteItem,
    here: Object,
    there: Object | None,
    target: RemoteId,
    name: str,
    folder: RemoteId,
) -> Landed:
    if asked.base and here.etag != asked.base:
        raise Stale("changed_there", theirs=here.etag)
    taken = there is not None and (there.etag, there.size) != (here.etag, here.size)
    if taken or (await storage.page(bucket, f"{target}/", limit="1")).objects:
        raise Rejected("name_taken", name=name)
    await _folder(storage, bucket, folder)
    etag = await storage.copy(bucket, here, target)
    await storage.delete(bucket, asked.item)
    return Landed(asked, RemoteItem(bucket, target, etag))


async def _move_folder(
    storage: Storage, bucket: RemoteId, operation: RemoteOperation, below: list[Object], target: RemoteId, name: str
) -> list[Landed]:
    """Copy everything, then delete everything: broken off anywhere, it can be done again."""
    (asked,) = operation.items
    source = asked.item
    known = {one.item[len(source) :]: one.base for one in operation.beneath}
    left = {one.key[len(source) :]: one for one in below}
    moved = {one.key[len(target) :]: one async for one in storage.everything(bucket, f"{target}/")}
    for path, one in moved.items():
        expected = left[path].etag if path in left else known.get(path.removesuffix("/"), "")
        if one.etag != expected and not path.endswith("/"):
            raise Rejected("name_taken", name=name)
    if not left and not moved:
        raise Stale("changed_there")
    await _folder(storage, bucket, operation.folder)
    for path, one in left.items():
        if path not in moved:
            await storage.copy(bucket, one, f"{target}{path}")
    for one in left.values():
        await storage.delete(bucket, one.key)
    beneath = [
        Landed(inside, RemoteItem(bucket, RemoteId(f"{target}{inside.item[len(source) :]}"), inside.base))
        for inside in operation.beneath
    ]
    return [Landed(asked, RemoteItem(bucket, target, tree.FOLDER)), *beneath]


async def _folder(storage: Storage, bucket: RemoteId, folder: RemoteId) -> None:
    """Raise `Gone("folder")` where a folder is no more."""
    if folder and not (await storage.page(bucket, f"{folder}/", limit="1")).objects:
        raise Gone("folder")


async def _put(
    storage: Storage, bucket: RemoteId, key: str, payload: Payload, headers: Mapping[str, str], plain: Mapping[str, str]
) -> str:
    try:
        return await storage.put(bucket, key, payload, headers)
    except Unsupported:  # a storage that refuses conditions: what is there was looked at
        return await storage.put(bucket, key, payload, plain)
