"""A directory over LDAP: it answers searches alone, and nothing of it is synchronised."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import ClassVar

from sync.model.accounts import Service
from sync.model.changes import ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection
from sync.model.contacts import DirectoryPerson
from sync.model.faults import Gone, Offline, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import Applied, RemoteOperation
from sync.protocols.base import Protocol
from sync.protocols.reaching import gate_of
from sync.transport.ldap import messages
from sync.transport.ldap.client import Ldap
from sync.transport.ldap.messages import Entry

_NAMES = ("cn", "displayname", "sn", "givenname", "mail", "uid")
_ASKED = (
    "cn", "displayName", "sn", "givenName", "mail", "o", "company", "ou", "department", "title", "telephoneNumber", "mobile",
)  # fmt: skip
_ROOT = ("defaultNamingContext", "namingContexts")
_MOST_WORDS = 6
_LONGEST = 200


class LdapDirectory(Protocol):
    """One directory. The endpoint's parameters: `base`, below which entry to search (empty: as the server says); `name`, how the
    signed-in name is made (`uid={user},ou=people,dc=exemple,dc=fr`; empty: the user as it is); `anonymous`, "yes": no sign-in."""

    name: ClassVar[str] = "ldap"
    services: ClassVar[frozenset[Service]] = frozenset({Service.DIRECTORY})

    _ldap: Ldap | None = None
    _base: str | None = None

    async def collections(self) -> Sequence[Collection]:
        """Return nothing: there is only something to ask. Signs in, which is how one is checked."""
        await self._connected()
        return ()

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Raise `Gone("collection")`: a directory has none."""
        raise Gone("collection")

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Bring nothing."""
        for item in items:
            yield Chunk(item, None, True)

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Raise `Unsupported("intention")`: nothing is written."""
        raise Unsupported("intention", intention=operation.intention.kind)

    async def watch(self) -> AsyncIterator[Nudge]:
        """End at once."""
        nothing: tuple[Nudge, ...] = ()
        for nudge in nothing:
            yield nudge

    async def close(self) -> None:
        """Say goodbye."""
        ldap, self._ldap = self._ldap, None
        if ldap is not None:
            await ldap.close()

    async def people(self, text: str, limit: int) -> Sequence[DirectoryPerson]:
        """Return people who have every word of `text` in a name or address, at most `limit`; a connection that was lost since the
        last time is opened again."""
        words = _clean(text).split()[:_MOST_WORDS]
        if not words:
            return ()
        filter_ = messages.all_of([_somewhere(word) for word in words])
        reused = self._ldap is not None
        try:
            found = await self._search(filter_, limit)
        except Offline:
            if not reused:
                raise
            found = await self._search(filter_, limit)
        return tuple(person for entry in found if (person := _person(entry)) is not None)

    async def _search(self, filter_: bytes, limit: int) -> list[Entry]:
        ldap = await self._connected()
        try:
            return await ldap.search(await self._where(ldap), filter_, _ASKED, most=limit)
        except BaseException:
            self._ldap = None
            ldap.leave()
            raise

    async def _connected(self) -> Ldap:
        """Return a connection that is signed in."""
        if self._ldap is not None:
            return self._ldap
        surroundings, endpoint = self.surroundings, self.surroundings.endpoint
        ldap = await Ldap.connect(
            gate_of(surroundings), surroundings.account.id, endpoint.host, endpoint.port, endpoint.security,
            trust=surroundings.trust, timeout=surroundings.timeout,
        )  # fmt: skip
        try:
            if endpoint.parameters.get("anonymous") != "yes":
                secret = await surroundings.secret(False)
                if secret.kind != "password":
                    raise Unsupported("sign_in", host=endpoint.host)
                await ldap.sign_in(self._signed_in_name(), secret.value)
        except BaseException:
            ldap.leave()
            raise
        self._ldap = ldap
        return ldap

    def _signed_in_name(self) -> str:
        """Return the name to bind with; what a person types cannot end an attribute of it (RFC 4514 §2.4)."""
        endpoint = self.surroundings.endpoint
        user = endpoint.user or self.surroundings.account.address
        made = endpoint.parameters.get("name", "")
        if "{user}" not in made:
            return user
        escaped = "".join(f"\\{letter}" if letter in ',+"\\<>;=#' else letter for letter in user if letter.isprintable())
        return made.replace("{user}", escaped)

    async def _where(self, ldap: Ldap) -> str:
        """Return below which entry to search: as the endpoint says, or the server's first naming context (RFC 4512 §5.1)."""
        known = self.surroundings.endpoint.parameters.get("base", "") or self._base
        if known is None or known == "":
            found = await ldap.search("", messages.present("objectClass"), _ROOT, most=1, whole=False)
            known = found[0].first(*_ROOT) if found else ""
            self._base = known
        return known


def _somewhere(word: str) -> bytes:
    """A word begins a name or address, or stands inside the whole name."""
    beginnings = [messages.contains(name, word, begins=True) for name in _NAMES]
    return messages.any_of([*beginnings, messages.contains("cn", f" {word}"), messages.contains("cn", f"-{word}")])


def _person(entry: Entry) -> DirectoryPerson | None:
    """Return somebody who can be written to or called; None: nobody."""
    address, phones = _clean(entry.first("mail")), tuple(map(_clean, entry.every("telephonenumber", "mobile")[:4]))
    name = _clean(entry.first("displayname", "cn") or f"{entry.first('givenname')} {entry.first('sn')}")
    if not name or not ("@" in address or phones):
        return None
    return DirectoryPerson(
        name, address if "@" in address else "", _clean(entry.first("o", "company")), _clean(entry.first("department", "ou")),
        _clean(entry.first("title")), phones, _clean(entry.first("givenname")), _clean(entry.first("sn")),
    )  # fmt: skip


def _clean(text: str) -> str:
    """Return one short line that nothing can hide in."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())[:_LONGEST]
