"""Recovery, trust and verification of a Matrix account, for the engine."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence

from sync.model.changes import Change
from sync.model.faults import AuthNeeded, Gone, Rejected, Unreadable
from sync.model.trust import Trust
from sync.protocols.matrix.client import Homeserver, path
from sync.protocols.matrix.crypto.encoding import Json, text
from sync.protocols.matrix.crypto.group_in import Origin
from sync.protocols.matrix.crypto.machine import Crypto
from sync.protocols.matrix.crypto.sealed import read_key_file, write_key_file
from sync.protocols.matrix.crypto.verifying import Stage, Verification
from sync.protocols.matrix.keys import password_proof
from sync.protocols.matrix.news import events, number
from sync.protocols.matrix.telling import Telling
from sync.protocols.security import OwnDeviceState, Security, SecurityState, VerificationState


class MatrixSecurity(Security):
    """Encryption of one account on this device."""

    def __init__(self, crypto: Crypto, telling: Telling, server: Homeserver) -> None:
        self._crypto = crypto
        self._telling = telling
        self._server = server

    async def state(self) -> SecurityState:
        """Return how things stand, freshly asked for."""
        crypto = self._crypto
        crypto.devices.changed([crypto.user])
        await crypto.devices.refresh([crypto.user])
        await crypto.backup.join()
        listed = {text(one, "device_id"): one for one in await self._listed()}
        sealed = {one.id: one for one in crypto.devices.of(crypto.user)}
        devices = tuple(
            OwnDeviceState(
                name,
                text(listed.get(name, {}), "display_name")[:200] or (sealed[name].name if name in sealed else ""),
                crypto.devices.device_trust(sealed[name]) if name in sealed else Trust.UNSIGNED,
                name == crypto.device,
                number(listed.get(name, {}), "last_seen_ts") or 0,
            )
            for name in sorted({*listed, *sealed}, key=lambda name: (name != crypto.device, name))
        )
        return SecurityState(
            crypto.user,
            crypto.devices.identity(crypto.user) is not None,
            crypto.devices.own_identity_trusted(),
            crypto.backup.version is not None,
            devices,
        )

    async def _listed(self) -> list[Json]:
        """Return the user's devices as the server lists them, those without encryption included ("GET /devices")."""
        return events((await self._server.ask("GET", path("devices"))).get("devices"))

    async def sign_out(self, device: str, password: str) -> None:
        """Make the server forget a device ("POST /delete_devices")."""
        where, body = path("delete_devices"), {"devices": [device]}
        demand = await self._server.demand("POST", where, body)
        if demand is not None:

            async def given() -> str:
                return password

            proof = await password_proof(self._crypto.user, given)(demand)
            if await self._server.demand("POST", where, {**body, "auth": proof}) is not None:
                raise AuthNeeded("wrong_password")
        self._crypto.devices.changed([self._crypto.user])
        await self._crypto.devices.refresh([self._crypto.user])

    async def trust_in(self, people: Sequence[str]) -> Mapping[str, Trust]:
        """Return what is known of people."""
        await self._crypto.devices.refresh(people)
        return {person: self._crypto.devices.identity_trust(person) for person in people}

    async def set_up(self, password: str, passphrase: str) -> str:
        """Make identity, recovery and backup. An identity that is there already is never replaced."""
        if (await self.state()).identity:
            raise Rejected("identity_exists")

        async def given() -> str:
            return password

        return await self._crypto.set_up(password_proof(self._crypto.user, given), passphrase)

    async def recover(self, code: str) -> tuple[int, Sequence[Change]]:
        """Bring everything back."""
        new = await self._crypto.recover(code)
        return new, await self._reopened()

    async def export_keys(self, passphrase: str) -> str:
        """Return a file with all room keys."""
        keys = self._crypto.keys
        exported = [one for key in keys.all() if (one := keys.export(key)) is not None]
        return await asyncio.to_thread(write_key_file, exported, passphrase)

    async def import_keys(self, written: str, passphrase: str) -> tuple[int, Sequence[Change]]:
        """Take the room keys of a file; one that contradicts what is here is passed over."""
        new = 0
        for key in await asyncio.to_thread(read_key_file, written, passphrase):
            try:
                new += self._crypto.keys.take_exported(key, Origin.IMPORTED) is not None
            except Unreadable:
                continue
        await self._crypto.records.save()
        return new, await self._reopened()

    async def _reopened(self) -> Sequence[Change]:
        changes = list(self._telling.reopened(self._crypto.keys.all()))
        await self._crypto.records.save()
        return changes

    async def verify(self, person: str, device: str, room: str = "") -> str:
        """Ask a person, or one device of theirs, to verify."""
        await self._crypto.devices.refresh([person])
        made = await self._crypto.verifications.request(person, (device,) if device else (), room)
        return made.flow

    async def step(self, flow: str, action: str) -> None:
        """Go on with a verification."""
        verifications = self._crypto.verifications
        one = verifications.known.get(flow)
        if one is None:
            raise Gone("verification")
        match action:
            case "accept":
                await verifications.accept(one)
            case "begin":
                await verifications.begin(one)
            case "confirm":
                await verifications.confirm(one)
            case "differ":
                await verifications.cancel(one, "m.mismatched_sas")
            case _:
                await verifications.cancel(one)
        if one.trusted and one.user == self._crypto.user:
            await self._crypto.gossip.ask_for_secrets()
        await self._crypto.records.save()

    async def judged(self) -> Sequence[Change]:
        """Judge again what was said by people whose trust changed."""
        changes = self._telling.judged()
        await self._crypto.records.save()
        return changes

    def verifications(self) -> Sequence[VerificationState]:
        """Return the verifications under way."""
        return [_state(one) for one in self._crypto.verifications.known.values()]

    def listen(self, moved: Callable[[VerificationState], None]) -> None:
        """Call `moved` whenever a verification moves."""
        self._crypto.verifications.changed = lambda one: moved(_state(one))

    async def accept_identity(self, person: str) -> None:
        """The user accepts that a person has another identity."""
        self._crypto.devices.acknowledge(person)
        await self._crypto.records.save()


def _state(one: Verification) -> VerificationState:
    shown = one.comparison
    return VerificationState(
        one.flow,
        one.user,
        one.device,
        one.stage,
        one.ours,
        shown.emoji if shown is not None else (),
        shown.numbers if shown is not None else (),
        one.code,
        one.trusted,
        one.shown.octets if one.shown is not None and one.stage is Stage.READY else b"",
    )
