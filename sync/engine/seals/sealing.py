"""Sealing letters of one's own: signed by the sender's key, encrypted for the recipients and for the sender."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from sync.engine.clock import Clock
from sync.engine.opened import OpenStore
from sync.engine.seals import entity
from sync.engine.seals.keyring import Keyring
from sync.model.faults import Rejected
from sync.model.mail import Draft
from sync.model.seals import Scheme
from sync.store.read import seal_keys as read_keys
from sync.store.read.seal_keys import KeptKey


class Sealing:
    """Seals what leaves one profile."""

    def __init__(self, store: OpenStore, keyring: Keyring, clock: Clock) -> None:
        self._gnupg = keyring.gnupg
        self._store = store
        self._clock = clock

    async def sealed(self, message: bytes, draft: Draft, recipients: Sequence[str]) -> bytes:
        """Return a message that was built of a draft, signed and encrypted as the draft wishes.

        Raises `Rejected`: `no_own_key`, `no_recipient_key` (with the addresses), `blind_copies_sealed`.
        """
        if not draft.sign and not draft.encrypt:
            return message
        if draft.encrypt and draft.bcc:
            raise Rejected("blind_copies_sealed")
        sender = draft.sender.address
        own = self._valid(self._store.read(read_keys.keys_of, draft.scheme, sender, own=True))
        if not own:
            raise Rejected("no_own_key", address=sender)
        others: list[KeptKey] = []
        if draft.encrypt:
            found = {one: self._key_of(draft, one) for one in recipients}
            missing = [one for one, key in found.items() if key is None]
            if missing:
                raise Rejected("no_recipient_key", addresses=", ".join(missing), count=len(missing))
            others = [key for key in found.values() if key is not None]
        if draft.scheme is Scheme.PGP:
            return await self._by_gnupg(message, draft, own[0], others)
        return await asyncio.to_thread(_by_smime, message, draft, own[0], others)

    async def _by_gnupg(
        self, message: bytes, draft: Draft, own: KeptKey, others: Sequence[KeptKey], *, sign: bool = True
    ) -> bytes:
        outer, inner, body = entity.split(message)
        payload = entity.payload(outer, inner, body, "cipher" if draft.encrypt else "clear")
        by = own.row.fingerprint
        if not draft.encrypt:
            signature = await self._gnupg.signed(payload, by)
            return entity.signed(
                outer, payload, signature, protocol="application/pgp-signature", name="signature.asc", micalg="pgp-sha256"
            )
        recipients = [by, *(one.row.fingerprint for one in others)]
        secret = await self._gnupg.encrypted(payload, recipients, by if draft.sign and sign else "")
        return entity.pgp_encrypted(entity.hidden(outer), secret)

    async def kept_draft(self, message: bytes, draft: Draft) -> bytes:
        """Return a draft for the server: one that is to be encrypted is so already there, for its writer alone."""
        own = self._valid(self._store.read(read_keys.keys_of, draft.scheme, draft.sender.address, own=True))
        if not draft.encrypt or not own:
            return message
        if draft.scheme is Scheme.PGP:
            return await self._by_gnupg(message, draft, own[0], [], sign=False)
        return await asyncio.to_thread(_by_smime, message, draft, own[0], [], sign=False)

    def missing(self, draft: Draft, recipients: Sequence[str]) -> list[str]:
        """Return the recipients for whom nothing can be encrypted."""
        return [one for one in recipients if self._key_of(draft, one) is None]

    def _key_of(self, draft: Draft, address: str) -> KeptKey | None:
        own = self._store.read(read_keys.keys_of, draft.scheme, address, own=True)
        others = self._store.read(read_keys.keys_of, draft.scheme, address, own=False)
        return next(iter(self._valid([*own, *others])), None)

    def _valid(self, keys: list[KeptKey]) -> list[KeptKey]:
        now = self._clock.now_ms() // 1000
        return [one for one in keys if one.row.not_before <= now and (not one.row.not_after or now <= one.row.not_after)]


def _by_smime(message: bytes, draft: Draft, own: KeptKey, others: Sequence[KeptKey], *, sign: bool = True) -> bytes:
    from sync.engine.seals import smime

    outer, inner, body = entity.split(message)
    payload = entity.payload(outer, inner, body, "cipher" if draft.encrypt else "clear")
    if draft.sign and sign:
        signature = smime.signature(payload, own.public, own.chain, smime.private_key(own.secret))
        signed = entity.signed(
            [] if draft.encrypt else outer, payload, signature,
            protocol=smime.SIGNATURE, name="smime.p7s", micalg=smime.MICALG,
        )  # fmt: skip
        if not draft.encrypt:
            return signed
        payload = signed
    certificates = list(dict.fromkeys([own.public, *(one.public for one in others)]))
    return entity.enveloped(entity.hidden(outer), smime.encrypted(payload, certificates))
