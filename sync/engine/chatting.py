"""What chat asks of the engine beyond operations: history before what is here, recovery, trust and verification."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from sync.engine import chat_history, intake_chat
from sync.engine.slices import sliced
from sync.engine.workshop import Workshop
from sync.model.accounts import Service
from sync.model.changes import Change
from sync.model.faults import Gone, Rejected, Unsupported
from sync.model.ids import AccountId, RoomId
from sync.protocols.security import Secured, Security, VerificationState
from sync.rpc import messages as m
from sync.store.read import chat as read_chat
from sync.store.write import chat as write_chat

_AT_ONCE = 500
_OVER = ("done", "cancelled")

ChatCommand = (
    m.BringHistory
    | m.ChatSecurity
    | m.SetUpRecovery
    | m.Recover
    | m.ExportKeys
    | m.ImportKeys
    | m.Verify
    | m.StepVerification
    | m.SignOutDevice
    | m.TrustIn
    | m.AcceptIdentity
)
"""What this module answers."""


class Chatting:
    """Chat of all accounts, for the windows."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    async def answer(self, asked: ChatCommand) -> m.Reply:
        """Do what a window or the command line asks."""
        match asked:
            case m.BringHistory(room=room, before=before):
                await self.bring_history(RoomId(room), before)
            case m.ChatSecurity(account=account):
                security = await self.security(AccountId(account))
                state = await security.state()
                devices = [m.OwnDevice(one.id, one.name, one.trust, one.here, one.seen) for one in state.devices]
                for one in (one for one in security.verifications() if one.stage not in _OVER):
                    self._shop.notices.tell(moved(AccountId(account), one))
                return m.ChatSecurityAnswer(state.user, state.identity, state.trusted, state.backup, devices)
            case m.SetUpRecovery(account=account, password=password, passphrase=passphrase):
                return m.RecoveryCode(await (await self.security(AccountId(account))).set_up(password, passphrase))
            case m.Recover(account=account, code=code):
                return m.Recovered(await self.recover(AccountId(account), code))
            case m.ImportKeys(account=account, path=path, passphrase=passphrase):
                return m.Recovered(await self.import_keys(AccountId(account), Path(path), passphrase))
            case m.ExportKeys(account=account, path=path, passphrase=passphrase):
                await self.export_keys(AccountId(account), Path(path), passphrase)
            case m.Verify(account=account, person=person, device=device, room=room):
                known = self._shop.store.read(read_chat.room, RoomId(room)) if room else None
                security = await self.security(AccountId(account))
                return m.Verifying(await security.verify(person, device, str(known.remote_id) if known else ""))
            case m.StepVerification(account=account, flow=flow, action=action):
                security = await self.security(AccountId(account))
                await security.step(flow, action)
                await self._keep(AccountId(account), await security.judged())
            case m.SignOutDevice(account=account, device=device, password=password):
                await (await self.security(AccountId(account))).sign_out(device, password)
            case m.TrustIn(account=account, people=people):
                found = await (await self.security(AccountId(account))).trust_in(people)
                return m.TrustAnswer({person: trust.value for person, trust in found.items()})
            case m.AcceptIdentity(account=account, person=person):
                security = await self.security(AccountId(account))
                await security.accept_identity(person)
                await self._keep(AccountId(account), await security.judged())
        return m.Done()

    async def bring_history(self, room: RoomId, before: int = 0) -> None:
        """Bring a page of what came before the newest gap of a room (at or before a position); nothing where there is none.

        Raises `Gone("room")`.
        """
        known = self._shop.store.read(read_chat.room, room)
        if known is None:
            raise Gone("room", room=room)
        await chat_history.bring_page(self._shop.worker_of(known.account).place, room, before)

    async def security(self, account: AccountId) -> Security:
        """Return the encryption of an account. Raises `Unsupported("encryption")`."""
        protocol = self._shop.worker_of(account).session.protocol(Service.CHAT)
        if not isinstance(protocol, Secured):
            raise Unsupported("encryption")
        security = await protocol.security()
        security.listen(lambda one: self._shop.notices.tell(moved(account, one)))
        return security

    async def recover(self, account: AccountId, code: str) -> int:
        """Bring identity and history back; return how many keys came."""
        security = await self.security(account)
        new, changes = await security.recover(code)
        await self._keep(account, [*changes, *await security.judged()])
        return new

    async def import_keys(self, account: AccountId, path: Path, passphrase: str) -> int:
        """Take the room keys of a file; return how many were new. Raises `Rejected("no_such_file")`."""
        try:
            written = await asyncio.to_thread(path.read_text, "utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Rejected("no_such_file", path=str(path)) from error
        new, changes = await (await self.security(account)).import_keys(written, passphrase)
        await self._keep(account, changes)
        return new

    async def export_keys(self, account: AccountId, path: Path, passphrase: str) -> None:
        """Write all room keys to a file that must not exist yet. Raises `Rejected("file_exists" | "file_not_written")`."""
        written = await (await self.security(account)).export_keys(passphrase)

        def write() -> None:
            with path.open("x", encoding="utf-8") as file:
                file.write(written)

        try:
            await asyncio.to_thread(write)
        except FileExistsError as error:
            raise Rejected("file_exists", path=str(path)) from error
        except OSError as error:
            raise Rejected("file_not_written", path=str(path)) from error

    async def _keep(self, account: AccountId, changes: Sequence[Change]) -> None:
        worker = self._shop.worker_of(account)
        for part in sliced(changes, _AT_ONCE):
            await intake_chat.told(worker.place, await self._shop.store.write(write_chat.store_stream, account, part))


def moved(account: AccountId, one: VerificationState) -> m.VerificationMoved:
    """Return what the windows are told of a verification."""
    return m.VerificationMoved(
        account,
        one.flow,
        one.person,
        one.device,
        one.stage,
        one.ours,
        list(one.emoji),
        list(one.numbers),
        one.code,
        one.trusted,
        one.qr,
    )
