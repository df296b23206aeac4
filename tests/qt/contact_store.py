"""An address book for tests of the window, filled as the engine would fill it."""

from __future__ import annotations

from contextlib import closing

from sync.model.accounts import Service
from sync.model.calendar import Window
from sync.model.collections import Collection
from sync.model.ids import CollectionId, ItemId, RemoteId
from sync.parse import resources
from sync.store import connection as store
from sync.store.read import collections as read_collections
from sync.store.write import collections as write_collections
from sync.store.write.items import Arrived, store_items
from tests.qt.stores import FilledStore

PEOPLE = (
    ("c1", "Alice", "Durand", "Préfecture", "alice@exemple.fr", "+33 6 39 98 00 01", "Équipe"),
    ("c2", "Bruno", "Lefèvre", "Préfecture", "bruno@exemple.fr", "+33 6 39 98 00 02", "Équipe,Terrain"),
    ("c3", "Bruno", "Lefevre", "", "bruno@perso.exemple", "06 39 98 00 02", ""),
    ("c4", "Zoé", "Lambert", "ARS", "zoe@exemple.fr", "", ""),
    ("c5", "Émile", "Éluard", "Tribunal", "", "+33 2 61 91 00 09", ""),
)
GROUP = (
    "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:g1\r\nKIND:group\r\nFN:Comité sécheresse\r\nMEMBER:urn:uuid:c1\r\nMEMBER:urn:uuid:c4\r\n"
    "END:VCARD\r\n"
)


def card(person: tuple[str, ...], more: str = "") -> bytes:
    """Return somebody's vCard."""
    uid, given, family, organization, mail, phone, categories = person
    lines = [
        "BEGIN:VCARD", "VERSION:3.0", f"UID:{uid}", f"FN:{given} {family}", f"N:{family};{given};;;",
        f"ORG:{organization}" if organization else "", f"EMAIL;TYPE=WORK:{mail}" if mail else "",
        f"TEL;TYPE=CELL:{phone}" if phone else "", f"CATEGORIES:{categories}" if categories else "", more, "END:VCARD", "",
    ]  # fmt: skip
    return "\r\n".join(line for line in lines if line or line == lines[-1]).encode()


def add_book(filled: FilledStore, *, writable: bool = True, name: str = "Carnet") -> CollectionId:
    """Give the account an empty address book."""
    book = Collection(RemoteId(f"/{name}/"), Service.CONTACTS, name, writable=writable)
    filled.change(write_collections.store_collections, filled.account, Service.CONTACTS, [book])
    with closing(store.open_reader(filled.profile, filled.keys)) as connection:
        return read_collections.collections(connection, Service.CONTACTS)[0].id


def put(filled: FilledStore, book: CollectionId, *raws: bytes, revision: str = "1") -> None:
    """Have the server tell of these vCards."""
    shown = [resources.listed(Service.CONTACTS, raw, Window(0, 0)) for raw in raws]
    arrived = [Arrived(RemoteId(f"/{one.uid}.vcf"), revision, one, raw) for one, raw in zip(shown, raws, strict=True)]
    filled.change(store_items, book, arrived, complete=True)


def fill_contacts(filled: FilledStore) -> CollectionId:
    """Fill an address book with people and a group."""
    book = add_book(filled)
    put(filled, book, *(card(person) for person in PEOPLE), GROUP.encode())
    return book


def named(filled: FilledStore, name: str) -> ItemId:
    """Return the id of a contact."""
    with closing(store.open_reader(filled.profile, filled.keys)) as connection:
        return ItemId(connection.execute("SELECT id FROM contact WHERE name = ?", (name,)).fetchone()[0])
