"""A store with drives, folders and files in every state, as the engine would fill it."""

from __future__ import annotations

import time
from contextlib import closing

from sync.model.accounts import Service
from sync.model.collections import Collection
from sync.model.faults import Fault, Stale
from sync.model.files import FileTruth, Permission, Shared
from sync.model.ids import CollectionId, ItemId, OperationId, RemoteId, new_operation_id
from sync.model.operations import Operation, OperationState, UploadFile
from sync.store.connection import Connection, open_reader
from sync.store.read import collections as read_collections
from sync.store.read import files as read_files
from sync.store.write import collections as write_collections
from sync.store.write import conflicts as write_conflicts
from sync.store.write import downloads as write_downloads
from sync.store.write import items as write_items
from sync.store.write import outbox as write_outbox
from sync.store.write.items import Arrived
from tests.qt.stores import FilledStore

NOW = int(time.time())
DAY = 86_400
NAMES = (
    ("Budget 2027.ods", 48_200, 2), ("Convention métropole.docx", 84_000, 30), ("Note de service.odt", 32_000, 1),
    ("Photo du site.png", 1_204, 3), ("Plan d’évacuation.pdf", 412_000, 90), ("Relevés capteurs.csv", 3_100_000, 0),
    ("Vidéo de l’inspection.mp4", 812_000_000, 12),
)  # fmt: skip


def truth(name: str, size: int = 0, days: int = 1, parent: str = "", *, folder: bool = False, **more: object) -> FileTruth:
    """A file or folder as a server lists it."""
    return FileTruth(name, RemoteId(parent), folder, size, NOW - days * DAY - 300, **more)  # type: ignore[arg-type]


def fill_drives(store: FilledStore, many: int = 0) -> CollectionId:
    """Put two drives into the store: one with folders, files (and `many` more in a folder), one that may only be read."""
    drives = [
        Collection(RemoteId("d1"), Service.FILES, "Espace de Camille", quota_used=3_400_000_000, quota_total=10_000_000_000),
        Collection(RemoteId("d2"), Service.FILES, "Modèles de la préfecture", writable=False, shared=True),
    ]
    store.change(write_collections.store_collections, store.account, Service.FILES, drives)
    with closing(open_reader(store.profile, store.keys)) as reader:
        first, second = (row.id for row in read_collections.collections(reader, Service.FILES))
    entries = [
        ("Inspections", truth("Inspections", folder=True)),
        ("Inspections/Vezin", truth("Vezin", parent="Inspections", folder=True)),
        ("Inspections/Vezin/Rapport.odt", truth("Rapport.odt", 52_000, 5, "Inspections/Vezin")),
        ("Partagé", truth("Partagé avec la mairie", folder=True, shared=Shared.BY_ME)),
        ("Marchés publics", truth("Marchés publics", folder=True)),
        *((name, truth(name, size, days)) for name, size, days in NAMES),
    ]
    entries += [(f"Marchés publics/{n}", truth(f"Marché {n}.pdf", 1000 * n, n % 300, "Marchés publics")) for n in range(many)]
    page(store, first, entries)
    reading = Permission.READ
    page(store, second, [("Lettre", truth("Lettre type.odt", 20_000, 200, permissions=reading))])
    return first


def page(store: FilledStore, drive: CollectionId, entries: list[tuple[str, FileTruth]]) -> None:
    """Store what a server lists."""
    arrived = [Arrived(RemoteId(name), "1", one) for name, one in entries]
    store.change(write_items.store_items, drive, arrived, (), cursor=b"1", complete=True)


def item(store: FilledStore, drive: CollectionId, path: str) -> ItemId:
    """Return the local id of an entry by its path."""
    with closing(open_reader(store.profile, store.keys)) as reader:
        found: ItemId | None = None
        for name in path.split("/"):
            row = read_files.named(reader, drive, found, name)
            assert row is not None, path
            found = row.id
    assert found is not None
    return found


def bring(store: FilledStore, file: ItemId, content: bytes = b"x") -> None:
    """Let a file's content be here."""
    blob = store.put(content)
    store.change(write_items.keep_content, file, blob, "1")


def upload(
    store: FilledStore, drive: CollectionId, name: str, over: ItemId | None = None, size: int = 2_000_000
) -> OperationId:
    """Let a file wait to be uploaded: a new one, or over one that is there."""
    blob = store.put(b"mine " + name.encode())
    wish = UploadFile(drive, None, name, blob, size, modified=NOW - 3600, item=over)
    operation = Operation(new_operation_id(), store.account, wish, created=NOW * 1000)
    store.change(write_outbox.add, operation)
    return operation.id


def refuse(store: FilledStore, operation: OperationId, fault: Fault) -> None:
    """Let the server have refused an operation."""
    store.change(write_outbox.set_state, operation, OperationState.REFUSED, fault=fault, attempt=True)


def contradict(store: FilledStore, drive: CollectionId, path: str) -> OperationId:
    """Let a file have been changed here and on the server."""
    file = item(store, drive, path)
    name = upload(store, drive, path.rpartition("/")[2], file, 51_000)

    def write(connection: Connection) -> None:
        operation = write_outbox.due(connection, 2**60)[-1]
        write_conflicts.add(connection, operation, theirs="2")
        write_outbox.set_state(connection, name, OperationState.CONFLICT, fault=Stale("changed"))

    store.change(write)
    return name


def begin_download(store: FilledStore, file: ItemId) -> None:
    """Let a content be on its way here."""
    store.change(write_downloads.begin, file, "1", b"s" * 32, opened=True)
