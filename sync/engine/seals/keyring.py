"""Keys for sealing letters: taken from files and letters, kept in the encrypted store, given out as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.engine.parsing import Parsing
from sync.engine.seals.gnupg import GnuPG
from sync.model.faults import Gone, Rejected, Unreadable
from sync.model.seals import Scheme, Signature
from sync.serial import from_json
from sync.store.connection import Connection
from sync.store.read import seal_keys as read_keys
from sync.store.write import seal_keys as write_keys

T = TypeVar("T")

BY_GNUPG = "gnupg"
_PGP_BINARY = (b"\x98", b"\x99", b"\x95", b"\x94", b"\xc6", b"\xc5")
"""How keys in OpenPGP's binary form begin: a packet of a public or secret key."""
LARGEST = 1024 * 1024
"""Octets of a file of keys."""


class Keyring:
    """The keys of one profile."""

    def __init__(self, store: OpenStore, parsing: Parsing, notices: Notices) -> None:
        self.gnupg = GnuPG()
        self._store = store
        self._parsing = parsing
        self._notices = notices

    async def take_file(self, content: bytes, passphrase: str) -> tuple[list[int], int]:
        """Keep the keys of a file; return their ids, and how many are one's own. Raises `Rejected`."""
        if len(content) > LARGEST:
            raise Rejected("file_too_large", limit=LARGEST)
        if b"-----BEGIN PGP" in content[:2000] or content[:1] in _PGP_BINARY:
            return await self._take_pgp(content)
        try:
            certificates = await self.described(content)
        except Unreadable:
            return [await self._take_pkcs12(content, passphrase)], 1
        if not certificates:
            raise Rejected("not_a_key_file")
        kept = [one for one in certificates if one.addresses]
        if not kept:
            raise Rejected("key_without_address")

        def write(connection: Connection) -> list[int]:
            return [keep_certificate(connection, one, trusted=True) for one in kept]

        return await self._changed(write), 0

    async def _take_pgp(self, content: bytes) -> tuple[list[int], int]:
        taken = set(await self.gnupg.take(content))
        await self.look()
        rows = [row for row in self._store.read(read_keys.keys) if row.fingerprint in taken]
        for row in rows:
            if not row.own:
                await self._store.write_durably(write_keys.trust, row.id, True)
        self._notices.rows("seal_key")
        return [row.id for row in rows], sum(row.own for row in rows)

    async def look(self) -> None:
        """Read which OpenPGP keys GnuPG knows: they stay with it, and are listed here. Without GnuPG there are none."""
        found = await self.gnupg.keys() if self.gnupg.there else []
        before = [row for row in self._store.read(read_keys.keys) if row.scheme is Scheme.PGP]

        def write(connection: Connection) -> None:
            for row in before:
                if row.fingerprint not in {one.fingerprint for one in found}:
                    write_keys.forget(connection, row.id)
            for one in found:
                write_keys.keep(
                    connection, Scheme.PGP, one.fingerprint, name=one.name, addresses=one.addresses, issuer="",
                    not_before=one.created, not_after=one.expires, public=b"", token=BY_GNUPG if one.own else "",
                    trusted=one.valid,
                )  # fmt: skip

        await self._changed(write)

    async def _take_pkcs12(self, content: bytes, passphrase: str) -> int:
        from sync.engine.seals import smime

        key, certificate, chain = smime.from_pkcs12(content, passphrase)
        if key is None:
            raise Rejected("bad_key_kind")
        secret = smime.to_der(key)
        said = (await self.described(certificate))[0]

        def write(connection: Connection) -> int:
            return keep_certificate(connection, said, trusted=True, secret=secret, chain=tuple(chain))

        return await self._changed(write)

    async def described(self, content: bytes) -> list[Signature]:
        """Return whose certificates a file holds. Raises `Unreadable`."""
        return from_json(await self._parsing.unsealed("certificates", content), list[Signature])

    async def take_from_letter(self, offered: tuple[Signature, ...], sender: str) -> None:
        """Keep the certificates that a trusted letter brought for its sender, so that one can write encrypted to them."""
        wanted = [one for one in offered if sender.casefold() in one.addresses]
        known = {row.fingerprint for row in self._store.read(read_keys.keys)}
        new = [one for one in wanted if one.fingerprint not in known]
        if new:
            def write(connection: Connection) -> None:
                for one in new:
                    keep_certificate(connection, one, trusted=True)

            await self._changed(write)

    async def forget(self, key: int) -> None:
        """Forget a key."""
        kept = self._store.read(read_keys.key, key)
        if kept is not None and kept.row.scheme is Scheme.PGP:
            raise Rejected("kept_by_gnupg")
        await self._store.write_durably(write_keys.forget, key)
        self._notices.rows("seal_key")

    async def trust(self, key: int, trusted: bool) -> None:
        """Trust somebody's key, or no longer."""
        await self._store.write_durably(write_keys.trust, key, trusted)
        self._notices.rows("seal_key")

    async def file_of(self, key: int, passphrase: str) -> tuple[str, bytes]:
        """Return a key's file name and content: with its secret where a passphrase protects it. Raises `Gone`, `Rejected`."""
        from sync.engine.seals import smime

        kept = self._store.read(read_keys.key, key)
        if kept is None:
            raise Gone("seal_key", key=key)
        name = next(iter(kept.row.addresses), kept.row.fingerprint[:16])
        if kept.row.scheme is Scheme.PGP:
            if passphrase:
                raise Rejected("kept_by_gnupg")
            return f"{name}.asc", await self.gnupg.give(kept.row.fingerprint)
        if not passphrase:
            return f"{name}.pem", smime.pem(kept.public)
        if not kept.secret:
            raise Rejected("no_secret_here")
        return f"{name}.p12", smime.to_pkcs12(kept.row.name, kept.secret, kept.public, kept.chain, passphrase)

    async def _changed(self, write: Callable[[Connection], T]) -> T:
        found = await self._store.write_durably(write)
        self._notices.rows("seal_key")
        return found


def keep_certificate(
    connection: Connection, said: Signature, *, trusted: bool, secret: bytes = b"", chain: tuple[bytes, ...] = (), token: str = ""
) -> int:
    """Keep a certificate, as the parser described it; return its id."""
    return write_keys.keep(
        connection, Scheme.SMIME, said.fingerprint, name=said.name, addresses=said.addresses, issuer=said.issuer,
        not_before=said.not_before, not_after=said.not_after, public=said.certificate, chain=chain, secret=secret, token=token,
        trusted=trusted,
    )  # fmt: skip
