"""Writing to a Cozy: nothing is overwritten unseen, and doing it twice does no harm. Deleting means the trash."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from sync.model import file_names
from sync.model.faults import Gone, Offline, Rejected, Stale
from sync.model.ids import RemoteId
from sync.model.operations import CreateFolder, Landed, MoveFile, Payload, RemoteItem, RemoteOperation, UploadFile
from sync.protocols.cozy import entries
from sync.protocols.cozy.entries import ROOT, Entry
from sync.protocols.cozy.stack import Conflict, Stack, path_of


async def look(stack: Stack, item: str) -> Entry | None:
    """Return what an entry is now; None where it is no more, or in the trash."""
    try:
        entry = entries.of_answer(await stack.get(path_of(item)))
    except Gone:
        return None
    return None if entry.trashed else entry


async def upload(stack: Stack, operation: RemoteOperation, intention: UploadFile) -> Landed:
    """Write a file: a new one where nothing is, or over the revision that the user saw. Raises `Stale`, `Gone("folder")`.

    What is there with the same octets is what an earlier attempt wrote.
    """
    md5 = await _md5(operation.payload)
    headers = {"Content-MD5": md5, "Content-Type": intention.media_type or "application/octet-stream"}
    if not operation.items:
        name = file_names.checked(intention.name)
        folder = await _folder(stack, operation.folder)
        try:
            made = await stack.send(
                "POST",
                path_of(folder.id),
                query={"Type": "file", "Name": name},
                content=operation.payload,
                headers=headers,
            )
        except Conflict:
            there = await _named(stack, folder, name)
            if there is None or there.is_folder or (there.md5, there.size) != (md5, operation.payload.size):
                raise Stale("exists_there", theirs=there.revision if there else "") from None
            return Landed(None, _item(there))
        except Gone as fault:
            raise Gone("folder") from fault
        except Stale as fault:  # 412 without If-Match: what arrived was not what was sent
            raise Offline("connection_lost") from fault
        return Landed(None, _item(entries.of_answer(made)))
    (asked,) = operation.items
    there = await look(stack, asked.item)
    if there is None:
        raise Stale("changed_there")
    if there.revision != asked.base:
        return _same_or_stale(asked, there, md5, operation.payload)
    try:
        written = await stack.send(
            "PUT", path_of(asked.item), content=operation.payload, headers={**headers, "If-Match": asked.base}
        )
    except (Stale, Gone):
        there = await look(stack, asked.item)
        if there is None:
            raise Stale("changed_there") from None
        if there.revision == asked.base:
            raise Offline("connection_lost") from None
        return _same_or_stale(asked, there, md5, operation.payload)
    return Landed(asked, _item(entries.of_answer(written)))


async def make_folder(stack: Stack, operation: RemoteOperation, intention: CreateFolder) -> Landed:
    """Make a folder; one that is there already will do. Raises `Rejected("name_taken")`, `Gone("folder")`."""
    name = file_names.checked(intention.name)
    folder = await _folder(stack, operation.folder)
    try:
        made = entries.of_answer(
            await stack.send("POST", path_of(folder.id), query={"Type": "directory", "Name": name})
        )
    except Conflict:
        there = await _named(stack, folder, name)
        if there is None or not there.is_folder:
            raise Rejected("name_taken", name=name) from None
        made = there
    except Gone as fault:
        raise Gone("folder") from fault
    return Landed(None, _item(made))


async def move(stack: Stack, operation: RemoteOperation, intention: MoveFile) -> list[Landed]:
    """Move or rename an entry, never onto another one. What is in a folder keeps its id.

    Raises `Rejected("name_taken" | "into_itself")`, `Stale`, `Gone("folder")`.
    """
    (asked,) = operation.items
    here = await look(stack, asked.item)
    if here is None:
        raise Stale("changed_there")
    name = intention.name if intention.name == here.name else file_names.checked(intention.name)
    now = RemoteItem(ROOT, here.id, here.revision if here.revision == asked.base else "")
    if (here.name, here.folder) != (name, operation.folder):
        if not here.is_folder and asked.base and here.revision != asked.base:
            raise Stale("changed_there", theirs=here.revision)
        folder = await _folder(stack, operation.folder)
        if here.is_folder and f"{folder.path}/".startswith(f"{here.path}/"):
            raise Rejected("into_itself")
        there = await _named(stack, folder, name)
        if there is not None and there.id != here.id:
            raise Rejected("name_taken", name=name)
        wanted: dict[str, Any] = {"name": name, "dir_id": folder.id}
        patch = {"data": {"type": "io.cozy.files", "id": here.id, "attributes": wanted}}
        try:
            answer = await stack.send("PATCH", path_of(here.id), body=patch, headers={"If-Match": here.revision})
        except Conflict:
            raise Rejected("name_taken", name=name) from None
        now = _item(entries.of_answer(answer))
    beneath = [Landed(one, RemoteItem(ROOT, one.item, one.base)) for one in operation.beneath]
    return [Landed(asked, now), *beneath]


async def delete(stack: Stack, asked: RemoteItem) -> Landed:
    """Put an entry into the trash, a file only in the revision that the user saw; what is gone will do. Raises `Stale`."""
    there = await look(stack, asked.item)
    if there is None:
        return Landed(asked, None)
    if not there.is_folder and asked.base and there.revision != asked.base:
        raise Stale("changed_there", theirs=there.revision)
    try:
        await stack.send("DELETE", path_of(asked.item), headers={"If-Match": there.revision})
    except Gone:
        return Landed(asked, None)
    return Landed(asked, None)


async def _folder(stack: Stack, folder: RemoteId) -> Entry:
    """Return the folder to write into. Raises `Gone("folder")`."""
    found = await look(stack, folder or ROOT)
    if found is None or not found.is_folder:
        raise Gone("folder")
    return found


async def _named(stack: Stack, folder: Entry, name: str) -> Entry | None:
    """Return what has a name in a folder."""
    try:
        return entries.of_answer(await stack.get("/files/metadata", Path=f"{folder.path.rstrip('/')}/{name}"))
    except Gone:
        return None


def _same_or_stale(asked: RemoteItem, there: Entry, md5: str, payload: Payload) -> Landed:
    if (there.md5, there.size) == (md5, payload.size):
        return Landed(asked, _item(there))
    raise Stale("changed_there", theirs=there.revision)


def _item(entry: Entry) -> RemoteItem:
    return RemoteItem(ROOT, entry.id, entry.revision)


async def _md5(payload: Payload) -> str:
    digest = hashlib.md5(usedforsecurity=False)
    async for piece in payload.pieces():
        digest.update(piece)
    return base64.b64encode(digest.digest()).decode("ascii")
