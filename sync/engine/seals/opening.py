"""Opening sealed letters: layer by layer, the parser taking bytes apart and the keys staying here."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from sync.engine.clock import Clock
from sync.engine.opened import OpenStore
from sync.engine.parsing import Parsing
from sync.engine.seals.keyring import Keyring
from sync.model.faults import Rejected, Unreadable
from sync.model.mail import Content
from sync.model.seals import Layer, Opened, Scheme, Seal, Signature, Standing, Step
from sync.serial import from_json
from sync.store.read import seal_keys as read_keys

LAYERS = 4
"""Signed, encrypted, signed again (RFC 2634 §1.1), and one more; what lies deeper stays a file."""

_HEAD = 256 * 1024


class Opening:
    """Opens the sealed letters of one profile. `trust` names a file of extra certificate authorities."""

    def __init__(self, store: OpenStore, parsing: Parsing, keyring: Keyring, clock: Clock, trust: Path | None) -> None:
        self._gnupg = keyring.gnupg
        self._store = store
        self._parsing = parsing
        self._keyring = keyring
        self._clock = clock
        self._trust = trust

    async def content(self, raw: bytes, seen: Content) -> Content:
        """Return a sealed letter for reading; `seen` is what the parser made of it as it came.

        Where it cannot be opened, that is what is returned, with the reason. What was decrypted loads nothing from outside,
        not even at the reader's wish: any request could carry the text away (EFAIL).
        """
        if seen.seal is None:
            return seen
        message, seal = await self.open(raw, seen.seal.scheme)
        content = await self._parsing.content(message) if message is not raw else seen
        sender = seen.envelope.sender.address.casefold()
        trusted = {row.fingerprint for row in self._store.read(read_keys.keys) if row.scheme is Scheme.PGP and row.trusted}
        seal = replace(seal, signatures=tuple(_for_sender(one, sender, trusted) for one in seal.signatures))
        if seal.encrypted:
            content = replace(content, remote_pictures=(), trackers=0)
        return replace(content, seal=seal, authenticity=seen.authenticity)

    async def plain(self, raw: bytes, scheme: Scheme) -> bytes:
        """Return the message that is under the seals: attachments are taken from it. Raises `Unreadable`."""
        message, seal = await self.open(raw, scheme)
        if seal.encrypted and seal.fault:
            raise Unreadable("not_decrypted", reason=seal.fault)
        return message

    async def open(self, raw: bytes, scheme: Scheme) -> tuple[bytes, Seal]:
        """Return the message under the seals, and what is to be said of them."""
        message, seal = raw, Seal(scheme)
        for _ in range(LAYERS):
            try:
                layer = await self._layer(message)
                if layer is None:
                    break
                seal = replace(seal, scheme=layer.scheme)
                if layer.step is Step.DECRYPT:
                    seal = replace(seal, encrypted=True, cipher=layer.cipher, signatures=())
                    opened = await self._decrypted(message, layer)
                else:
                    opened = await self._verified(message, layer)
            except (Unreadable, Rejected) as fault:
                return message, replace(seal, fault=fault.code)
            message = opened.message
            seal = replace(seal, protected=seal.protected or opened.protected)
            if layer.step is Step.VERIFY or opened.signatures:
                seal = replace(seal, signatures=opened.signatures)
                await self._keyring.take_from_letter(opened.offered, layer.sender)
            if layer.beside:
                break
        return message, seal

    async def _layer(self, message: bytes) -> Layer | None:
        found = await self._parsing.unsealed("look", message)
        return from_json(found, Layer) if found else None

    async def _decrypted(self, message: bytes, layer: Layer) -> Opened:
        if layer.scheme is Scheme.PGP:
            (secret,) = await self._parts(message)
            entity, signatures, _ = await self._gnupg.decrypted(secret)
            under = from_json(await self._parsing.unsealed("under", message, (entity,)), Opened)
            return replace(under, signatures=signatures)
        own = self._store.read(read_keys.own_keys, layer.scheme)
        key = await asyncio.to_thread(_content_key, layer, own)
        if key is None:
            raise Rejected("no_seal_key")
        return from_json(await self._parsing.unsealed("decrypt", message, (key,)), Opened)

    async def _verified(self, message: bytes, layer: Layer) -> Opened:
        from sync.transport.anchors import anchors

        if layer.scheme is Scheme.PGP:
            return await self._verified_by_gnupg(message)
        now = self._clock.now_ms() // 1000
        authorities = await asyncio.to_thread(anchors, self._trust)
        return from_json(await self._parsing.unsealed("verify", message, authorities, now), Opened)

    async def _verified_by_gnupg(self, message: bytes) -> Opened:
        signature, *candidates = await self._parts(message)
        found: tuple[Signature, ...] = ()
        for octets in candidates:
            found = await self._gnupg.verified(octets, signature)
            if all(one.standing is not Standing.BROKEN for one in found):
                break
        beside = from_json(await self._parsing.unsealed("beside", message), Opened)
        return replace(beside, signatures=found or (Signature(Standing.UNREADABLE),))

    async def _parts(self, message: bytes) -> list[bytes]:
        return from_json(await self._parsing.unsealed("parts", message), list[bytes])


def _content_key(layer: Layer, own: list[read_keys.KeptKey]) -> bytes | None:
    """Return the key of a letter, unwrapped by the first of one's own keys that it is for."""
    from sync.engine.seals import smime

    for kept in own:
        for one in layer.recipients:
            if one.wrapped and smime.is_for(one, kept.public):
                found = smime.unwrapped(one, smime.private_key(kept.secret))
                if found is not None:
                    return found
    return None


def _for_sender(signature: Signature, sender: str, trusted: set[str]) -> Signature:
    """A signature that is good counts for the address that its certificate names, and for no other.

    An OpenPGP key is vouched for by GnuPG's own web of trust, or by the user who says so here (`trusted`).
    """
    if signature.standing is Standing.UNTRUSTED and signature.fingerprint in trusted:
        signature = replace(signature, standing=Standing.TRUSTED)
    if signature.standing is Standing.TRUSTED and sender not in signature.addresses:
        return replace(signature, standing=Standing.OTHER_ADDRESS)
    return signature


def may_be_wrapped(raw: bytes) -> bool:
    """Whether a message may have its parts under a seal, told by its first octets: most have not, and are not looked at again."""
    head = raw[:_HEAD].lower()
    return b"pkcs7-mime" in head or b"multipart/encrypted" in head
