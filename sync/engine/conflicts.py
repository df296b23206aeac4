"""Ending a conflict as the user chose: nothing of either version is dropped before."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath

from sync.engine.drive import Drive
from sync.engine.workshop import Workshop
from sync.model.accounts import Service
from sync.model.calendar import Entry, Window
from sync.model.conflicts import Conflict, Resolution
from sync.model.contacts import Card
from sync.model.faults import Gone, Rejected, Unreadable, Unsupported
from sync.model.ids import BlobName, new_operation_id
from sync.model.operations import Intention, Operation, OperationState, SaveContact, SaveEntry, UploadFile
from sync.store.connection import Connection
from sync.store.read import accounts as read_accounts
from sync.store.read import items as read_items
from sync.store.read import outbox as read_outbox
from sync.store.write import conflicts as write_conflicts
from sync.store.write import outbox as write_outbox
from sync.store.write.touched import Touched

_NO_TIME = Window(0, 0)


@dataclass(frozen=True, slots=True)
class Made:
    """What the person made of both sides of a file, and the revision of theirs that they saw."""

    content: BlobName
    over: str


async def resolve(shop: Workshop, item: int, wanted: str, made: Made | None = None) -> Conflict:
    """Carry a resolution out; return the conflict that ended.

    Merging, what both sides changed is written over theirs: of a file, what the person made of both (`made`). Keeping both, mine
    becomes an item of its own beside theirs.
    Keeping mine, it is written over what theirs is now; were that to change once more, there is a conflict again. Raises
    `Gone("conflict")`, `Rejected("bad_resolution")`, `Rejected("contradiction")` where both changed the same thing,
    `Unsupported` for what cannot be merged.
    """
    conflict = find(shop, item)
    try:
        resolution = Resolution(wanted)
    except ValueError as error:
        raise Rejected("bad_resolution") from error
    operation = shop.store.read(read_outbox.operation, conflict.operation)
    beside = None
    if operation is not None and resolution is Resolution.KEEP_BOTH:
        beside = await _beside(shop, operation)
    elif operation is not None and resolution is Resolution.MERGE:
        beside = await _merged(shop, conflict, operation, made)

    def write(connection: Connection) -> Touched:
        write_conflicts.remove(connection, item)
        known = read_outbox.operation(connection, conflict.operation)
        if known is None:
            return Touched()
        if known.state is OperationState.CONFLICT and resolution is Resolution.KEEP_MINE:
            return write_conflicts.over_theirs(connection, known) | write_outbox.retry(connection, known.id)
        touched = write_outbox.discard(connection, known.id)[1]
        if beside is not None:
            touched |= write_outbox.add(
                connection, Operation(new_operation_id(), known.account, beside, created=shop.clock.now_ms())
            )
        return touched

    shop.notices.touched(await shop.store.write_durably(write))
    for table in ("conflict", "operation"):
        shop.notices.rows(table)
    return conflict


def find(shop: Workshop, item: int) -> Conflict:
    """Return a conflict that waits. Raises `Gone("conflict")`."""
    conflict = next((one for one in shop.store.read(read_outbox.conflicts) if one.id == item), None)
    if conflict is None:
        raise Gone("conflict", conflict=item)
    return conflict


async def side(shop: Workshop, drive: Drive, item: int, *, mine: bool) -> tuple[BlobName, int, str]:
    """Bring one side of a kept pair of files here; return its blob, size and, of theirs, its revision.

    Raises `Gone` (`conflict`, `file` where they deleted it), `Unsupported` for what is no file, and as `Drive.open`.
    """
    conflict = find(shop, item)
    operation = shop.store.read(read_outbox.operation, conflict.operation)
    intention = operation.intention if operation is not None else None
    if not isinstance(intention, UploadFile):
        raise Unsupported("no_file")
    if mine:
        return intention.content, intention.size, ""
    there = shop.store.read(write_conflicts.counterpart, intention)
    if there is None:
        raise Gone("file", file=conflict.item or 0)
    return await drive.as_served(there)


async def _merged(shop: Workshop, conflict: Conflict, operation: Operation, made: Made | None) -> Intention:
    """Return what writes both sides' changes over theirs. Raises `Rejected("contradiction")`, `Unsupported`."""
    mine = operation.intention
    if isinstance(mine, UploadFile) and made is not None:
        there = shop.store.read(write_conflicts.counterpart, mine)
        size = shop.store.read(shop.store.blob_size, made.content)
        now = shop.clock.now_ms() // 1000
        base = made.over if there is not None else ""
        return replace(mine, content=made.content, size=size, modified=now, item=there, base=base)
    known = shop.store.read(read_items.truth, conflict.item) if conflict.item is not None else None
    if not isinstance(mine, SaveEntry | SaveContact) or not mine.before or known is None:
        raise Unsupported("resolution", resolution=Resolution.MERGE)
    theirs = known[2]
    raw = await shop.parsing.merged(mine.before, mine.raw, theirs)
    if raw is None:
        raise Rejected("contradiction")
    service = Service.CALENDAR if isinstance(mine, SaveEntry) else Service.CONTACTS
    shown = (await shop.parsing.resources(service, [raw], await shop.window()))[0]
    if isinstance(mine, SaveEntry) and isinstance(shown, Entry):
        return SaveEntry(mine.collection, raw, shown, conflict.item, before=theirs)
    if isinstance(mine, SaveContact) and isinstance(shown, Card):
        return SaveContact(mine.collection, raw, shown, conflict.item, before=theirs)
    raise Unreadable("unreadable")


async def _beside(shop: Workshop, operation: Operation) -> Intention | None:
    """Return what makes mine an item of its own, None where there is nothing of mine to keep."""
    identity = shop.store.read(read_accounts.account, operation.account).identity
    moment = datetime.fromtimestamp(shop.clock.now_ms() / 1000).astimezone()
    note = f"(conflit, {identity.name or identity.address}, {moment:%Y-%m-%d %H.%M})"
    match operation.intention:
        case SaveEntry(raw=raw) as mine:
            copy = await shop.parsing.copied(raw, str(uuid.uuid4()), note)
            entry = (await shop.parsing.resources(Service.CALENDAR, [copy], await shop.window()))[0]
            if not isinstance(entry, Entry):
                raise Unreadable("unreadable")
            return SaveEntry(mine.collection, copy, entry)
        case SaveContact(raw=raw) as mine:
            copy = await shop.parsing.copied(raw, str(uuid.uuid4()), note)
            card = (await shop.parsing.resources(Service.CONTACTS, [copy], _NO_TIME))[0]
            if not isinstance(card, Card):
                raise Unreadable("unreadable")
            return SaveContact(mine.collection, copy, card)
        case UploadFile(name=name) as mine:
            return replace(mine, item=None, base="", name=beside_name(name, note))
        case _:
            return None


def beside_name(name: str, note: str) -> str:
    """Return the name of a file with `note` before its ending: « Budget (conflit, Alice, 2026-11-23 10.15).docx »."""
    path = PurePosixPath(name)
    stem, ending = (path.stem, path.suffix) if path.suffix and path.stem else (name, "")
    room = 255 - len(f" {note}{ending}".encode())
    return f"{stem.encode()[:room].decode(errors='ignore').rstrip()} {note}{ending}"
