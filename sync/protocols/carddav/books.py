"""The five verbs over CardDAV (RFC 6352, RFC 6578): address books with their rights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sync.model.accounts import Service
from sync.model.collections import Collection
from sync.model.contacts import ContactTruth
from sync.model.ids import RemoteId
from sync.model.operations import CreateCollection
from sync.protocols.dav_collections import NAME, PRIVILEGES, TYPE, DavCollections, shared, writable
from sync.transport.dav import bodies, hrefs
from sync.transport.dav.xml import CARDDAV, D, Response

_XML = 'application/xml; charset="utf-8"'


class CardDav(DavCollections):
    """Address books of one person on a CardDAV server."""

    name: ClassVar[str] = "carddav"
    services: ClassVar[frozenset[Service]] = frozenset({Service.CONTACTS})
    namespace: ClassVar[str] = CARDDAV
    service: ClassVar[Service] = Service.CONTACTS
    kind: ClassVar[str] = f"{CARDDAV}addressbook"
    home_set: ClassVar[str] = f"{CARDDAV}addressbook-home-set"
    well_known: ClassVar[str] = "/.well-known/carddav"
    ending: ClassVar[str] = ".vcf"
    properties: ClassVar[tuple[str, ...]] = (TYPE, NAME, PRIVILEGES, f"{D}owner")

    def truth(self, raw: bytes) -> ContactTruth:
        """Return the vCard as the server gave it."""
        return ContactTruth(raw)

    def describe(self, path: RemoteId, found: Response) -> Collection:
        """Return an address book with its rights."""
        return Collection(
            path,
            Service.CONTACTS,
            found.text(NAME) or hrefs.name_of(path),
            writable=writable(found),
            shared=shared(found, self._homes.addresses if self._homes is not None else (), path),
        )

    def painted(self, name: str, colour: str) -> Mapping[str, str]:
        """Return the property of an address book's name: it has no colour."""
        return {NAME: name}

    async def make(self, path: RemoteId, made: CreateCollection) -> None:
        """Create an address book with an extended MKCOL (RFC 6352 §6.3.1)."""
        body = bodies.make_collection((self.kind,), self.painted(made.name, ""))
        await self._dav.request("MKCOL", path, headers={"Content-Type": _XML}, content=body)
