"""The five verbs over ManageSieve: one collection, whose items are the scripts. Those of others are never written over."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import ClassVar

from sync.model.accounts import Service
from sync.model.changes import Change, ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection
from sync.model.faults import AuthNeeded, Gone, Rejected, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import Applied, Landed, RemoteItem, RemoteOperation, SaveScript
from sync.model.rules import ScriptTruth
from sync.protocols.base import Protocol, Secret
from sync.transport.gate import Gate
from sync.transport.managesieve import ManageSieve

SCRIPTS = RemoteId("scripts")


class ManageSieveScripts(Protocol):
    """Scripts over a connection for each call: they are looked at a few times a year, and no server likes idle guests."""

    name: ClassVar[str] = "managesieve"
    services: ClassVar[frozenset[Service]] = frozenset({Service.RULES})

    async def collections(self) -> Sequence[Collection]:
        """Return the one collection, after signing in: its components tell nothing, its name is never shown."""
        async with self._connected():
            return (Collection(SCRIPTS, Service.RULES, "scripts"),)

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return all scripts; the cursor tells the extensions that the server knows, separated by spaces."""
        async with self._connected() as sieve:
            found = {one.name: one.active for one in await sieve.scripts()}
            contents = {name: await sieve.script(name) for name in found}
            known = " ".join(sorted(sieve.extensions)).encode()
        upserts = tuple(
            Change(RemoteId(name), revision_of(content), ScriptTruth(content, found[name]))
            for name, content in contents.items()
        )
        return ChangePage(upserts, (), known, more=False, snapshot=frozenset(map(RemoteId, found)), expected=len(found))

    async def fetch(
        self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range
    ) -> AsyncIterator[Chunk]:
        """Bring scripts."""
        async with self._connected() as sieve:
            for item in items:
                try:
                    yield Chunk(item, await sieve.script(item), last=True)
                except Gone:
                    yield Chunk(item, None, last=True)

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Write a script, unless it or what is active is not what the user saw. Repeating it changes nothing.

        Raises `Rejected` `rules_changed` (somebody else was faster), `script_refused` (with the compiler's words),
        `script_quota`.
        """
        intention = operation.intention
        if not isinstance(intention, SaveScript):
            raise Unsupported("intention", intention=intention.kind)
        async with self._connected() as sieve:
            found = {one.name: one.active for one in await sieve.scripts()}
            wanted = revision_of(intention.content)
            here = revision_of(await sieve.script(intention.name)) if intention.name in found else ""
            active = next((name for name, is_active in found.items() if is_active), "")
            if here not in (intention.base, wanted):
                raise Rejected("rules_changed", name=intention.name)
            if intention.active and active not in (intention.instead_of, intention.name):
                raise Rejected("rules_changed", name=active)
            if here != wanted:
                await sieve.put(intention.name, intention.content)
            if intention.active and active != intention.name:
                await sieve.activate(intention.name)
        return Applied((Landed(None, RemoteItem(SCRIPTS, RemoteId(intention.name), wanted)),))

    async def settled(self, operation: RemoteOperation) -> Applied | None:
        """Look whether the script is there: writing it again would do no harm, so not knowing is as good as no."""
        return None

    async def watch(self) -> AsyncIterator[Nudge]:
        """End at once: servers do not tell of scripts."""
        nothing: tuple[Nudge, ...] = ()
        for nudge in nothing:
            yield nudge

    async def close(self) -> None:
        """Do nothing: no connection is kept."""

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[ManageSieve]:
        surroundings, endpoint = self.surroundings, self.surroundings.endpoint
        gate = surroundings.gate
        if gate is None:
            gate = Gate()
            gate.allow(surroundings.account.id, [endpoint.host])
        secret = await surroundings.secret(False)
        for last in (False, True):
            sieve = await ManageSieve.connect(
                gate, surroundings.account.id, endpoint.host, endpoint.port, endpoint.security,
                trust=surroundings.trust, timeout=surroundings.timeout,
            )  # fmt: skip
            try:
                await _sign_in(sieve, endpoint.user or surroundings.account.address, secret)
            except AuthNeeded:
                await sieve.leave()
                renewed = secret if last else await surroundings.secret(True)
                if renewed == secret:
                    raise
                secret = renewed
                continue
            except BaseException:
                await sieve.leave()
                raise
            break
        try:
            yield sieve
        except BaseException:
            await sieve.leave()
            raise
        await sieve.close()


def revision_of(content: bytes) -> str:
    """Return what tells one version of a script from another: servers have no mark of their own for it."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()[:32]


async def _sign_in(sieve: ManageSieve, user: str, secret: Secret) -> None:
    if secret.kind == "password":
        await sieve.sign_in(user, password=secret.value)
    else:
        await sieve.sign_in(user, token=secret.value)
