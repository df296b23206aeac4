"""Rules as the window asks for them: those of the server by its scripts, or those of this machine where it has none."""

from __future__ import annotations

from dataclasses import replace

from sync.engine import rules_here
from sync.engine.accounts import Accounts
from sync.engine.workshop import Workshop
from sync.model.accounts import Endpoint, Security, Service
from sync.model.faults import Fault, Rejected
from sync.model.ids import AccountId, OperationId, RemoteId
from sync.model.operations import Operation, OperationState, SaveScript
from sync.model.rules import OUR_SCRIPT, RuleSet, ScriptTruth
from sync.rpc import messages as m
from sync.serial import fault_to_json, to_json
from sync.store.read import accounts as read_accounts
from sync.store.read import rules as read_rules
from sync.store.read.rules import ScriptRow
from sync.store.write import outbox as write_outbox
from sync.store.write import rules as write_rules

_PORT = 4190
"""ManageSieve's own (RFC 5804 §1.8)."""
_COLLECTION = RemoteId("scripts")


class Ruling:
    """Rules of all accounts. Looked at when somebody wants to see them, never in the background."""

    def __init__(self, shop: Workshop, accounts: Accounts) -> None:
        self._shop = shop
        self._accounts = accounts

    async def look(self, account: AccountId, *, offline: bool) -> m.RulesAnswer:
        """Return an account's rules: from the server where it can be asked, else as they were last seen."""
        fault: Fault | None = None
        if not offline:
            try:
                await self._refresh(account)
            except Fault as met:
                fault = met
        return await self._answer(account, fault)

    async def save(self, item: OperationId, account: AccountId, rules: RuleSet, instead_of: str) -> None:
        """Keep rules: a script for the server, by the outbox, or those of this machine.

        `instead_of` names the active script of somebody else that ours is to take the place of; it stays on the server.
        Raises `Unreadable("bad_rule")`, `Rejected("rule_not_here")`, `Rejected("another_script")`.
        """
        if not self._has_server(account):
            rules_here.check(rules)
            await self._shop.store.write_durably(write_rules.keep_here, account, rules)
            self._shop.notices.rows("rules")
            return
        scripts, current = self._scripts(account)
        content = await self._shop.parsing.script_of(rules)
        if current is not None and await self._shop.parsing.rules_of(current.content) is None:
            if instead_of != current.name or current.name == OUR_SCRIPT:
                raise Rejected("another_script", name=current.name)
            current = next((one for one in scripts if one.name == OUR_SCRIPT), None)
        await self.save_script(item, account, current.name if current else OUR_SCRIPT, content)

    async def save_script(self, item: OperationId, account: AccountId, name: str, content: bytes) -> None:
        """Put a script, which becomes the active one, into the outbox; one that still waits gives way to it."""
        store = self._shop.store
        scripts, _ = self._scripts(account)
        known = next((one for one in scripts if one.name == name), None)
        active = next((one.name for one in scripts if one.active), "")
        intention = SaveScript(name, content, base=known.revision if known else "", instead_of=active)
        before = store.read(read_rules.waiting, account)
        if before is not None and before.id != item and before.state is not OperationState.RUNNING:
            await store.write_durably(write_outbox.discard, before.id)
        await store.write_durably(
            write_outbox.add, Operation(item, account, intention, created=self._shop.clock.now_ms())
        )
        self._shop.notices.rows("rules")

    async def _answer(self, account: AccountId, fault: Fault | None) -> m.RulesAnswer:
        store, parsing = self._shop.store, self._shop.parsing
        if not self._has_server(account):
            kept = store.read(read_rules.here, account)
            return m.RulesAnswer(place="here", rules=to_json(kept).encode(), fault=_told(fault))
        scripts, current = self._scripts(account)
        waiting = store.read(read_rules.waiting, account)
        content = current.content if current else b""
        name = current.name if current else OUR_SCRIPT
        if waiting is not None and isinstance(waiting.intention, SaveScript):
            name, content = waiting.intention.name, waiting.intention.content
        rules = await parsing.rules_of(content)
        refused = waiting is not None and waiting.state is OperationState.REFUSED
        told = (waiting.fault_kind, waiting.fault_code, waiting.fault_parameters) if waiting and refused else _told(fault)
        return m.RulesAnswer(
            place="server",
            rules=to_json(rules).encode() if rules is not None else b"",
            name=name,
            script=content,
            scripts=[m.ScriptSheet(one.name, one.active, one.content) for one in scripts],
            extensions=sorted(store.read(read_rules.extensions, account)),
            waiting=waiting is not None and not refused,
            fault=told,
        )

    def _scripts(self, account: AccountId) -> tuple[list[ScriptRow], ScriptRow | None]:
        """Return the scripts that were last seen, and the one that counts: the active one, else ours."""
        found = self._shop.store.read(read_rules.scripts, account)
        active = next((one for one in found if one.active), None)
        return found, active or next((one for one in found if one.name == OUR_SCRIPT), None)

    def _has_server(self, account: AccountId) -> bool:
        return self._shop.store.read(read_accounts.account, account).endpoint(Service.RULES) is not None

    async def _refresh(self, account: AccountId) -> None:
        """Read all scripts of the server; look for the server first where none is known."""
        if not self._has_server(account) and not await self._find(account):
            return
        session = self._accounts.session(account)
        async with session.turn(Service.RULES).taken():
            page = await session.protocol(Service.RULES).changes(_COLLECTION, None)
        rows = [
            ScriptRow(str(change.item), change.truth.active, change.truth.content, change.revision)
            for change in page.upserts
            if isinstance(change.truth, ScriptTruth)
        ]
        await self._shop.store.write_durably(write_rules.store_scripts, account, rows, page.cursor.decode())

    async def _find(self, account: AccountId) -> bool:
        """Look whether the mail server manages scripts at the usual port, and keep that where it does.

        Only with the sign-in that the person has for that server, and only at the host that they named for their mail.
        """
        known = self._shop.store.read(read_accounts.account, account)
        mail = known.endpoint(Service.MAIL)
        if mail is None or mail.protocol != "imap":
            return False
        endpoint = Endpoint(
            Service.RULES, "managesieve", mail.host, _PORT, Security.STARTTLS, mail.user, mail.sign_in, dict(mail.parameters)
        )
        try:
            await self._accounts.try_out(replace(known, endpoints=(*known.endpoints, endpoint)), Service.RULES)
        except Fault:
            return False
        await self._accounts.change(replace(known, endpoints=(*known.endpoints, endpoint)))
        return True


def _told(fault: Fault | None) -> tuple[str, str, str]:
    return fault_to_json(fault) if fault is not None else ("", "", "{}")
