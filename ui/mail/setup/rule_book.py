"""The rules of one account in the window: asked of the engine, changed, and handed back; the tabs show them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from sync.model.ids import CollectionId, new_operation_id
from sync.model.rules import Absence, Rule, RuleSet
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from sync.store.read.mailboxes import mailboxes as read_mailboxes
from sync.store.read.mailboxes import remote_id
from sync.store.rows import AccountRow, MailboxRow
from ui.common.slots import slot_async
from ui.link import Link, Session
from ui.live import Live
from ui.mail.tags import Tag, Tags


class RuleBook(QObject):
    """`looked` once there is an answer, and again whenever it is another one."""

    looked = Signal()
    saved = Signal()

    def __init__(self, link: Link, live: Live, tags: Tags, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._tags = tags
        self.account: AccountRow | None = None
        self.answer: m.RulesAnswer | None = None
        self.rules: RuleSet | None = None
        """None where a script says more than plain rules, or nothing has been asked yet."""
        live.operations_changed.connect(self._follow)

    @property
    def on_server(self) -> bool:
        """Whether a server carries the rules out."""
        return self.answer is not None and self.answer.place == "server"

    @property
    def active_other(self) -> str:
        """The name of the active script where it says more than plain rules, else empty."""
        return self.answer.name if self.answer is not None and self.rules is None else ""

    def show_account(self, account: AccountRow) -> None:
        """Turn to an account."""
        if self.account is None or self.account.id != account.id:
            self.account, self.answer, self.rules = account, None, None
        self.look()

    @slot_async
    async def look(self) -> None:
        """Ask for the rules, from the server where it can be reached."""
        account = self.account
        if account is None:
            return
        answer = await self._link.ask_for(m.LookAtRules(account.id), m.RulesAnswer, 60)
        if self.account is not None and self.account.id == account.id:
            self.answer = answer
            self.rules = from_json(answer.rules, RuleSet) if answer.rules else None
            self.looked.emit()

    @Slot()
    def _follow(self) -> None:
        """What waited is on the server, or was refused."""
        if self.answer is not None and self.answer.waiting and self._link.session is Session.OPEN:
            self.look()

    def keep_rules(self, rules: Sequence[Rule]) -> None:
        """Keep these rules; the absence stays as it is."""
        self._keep(replace(self.rules or RuleSet(), rules=tuple(rules)))

    def keep_absence(self, absence: Absence) -> None:
        """Keep this absence; the rules stay as they are."""
        self._keep(replace(self.rules or RuleSet(), absence=absence))

    @slot_async
    async def _keep(self, rules: RuleSet) -> None:
        if self.account is None:
            return
        written = to_json(rules).encode()
        await self._link.ask(m.SaveRules(new_operation_id(), self.account.id, written, self.active_other), 60)
        self.saved.emit()
        self.look()

    @slot_async
    async def write_script(self, name: str, script: str) -> None:
        """Keep a script as it was typed."""
        if self.account is None:
            return
        content = script.replace("\r\n", "\n").replace("\n", "\r\n").encode()
        await self._link.ask(m.WriteScript(new_operation_id(), self.account.id, name, content), 60)
        self.saved.emit()
        self.look()

    # --- what rules speak of

    def places(self) -> list[tuple[str, str]]:
        """Return the mailboxes that messages can be put into: how people see them, and what the server calls them."""
        if self.account is None:
            return []
        store = self._link.reader()
        boxes = {box.id: box for box in read_mailboxes(store, self.account.id)}
        named = [(self._path(box, boxes), remote_id(store, box.id)) for box in boxes.values() if box.selectable and box.writable]
        return [(path, str(name)) for path, name in named if name]

    def tags(self) -> list[Tag]:
        """Return the tags that messages can get."""
        return self._tags.all()

    @staticmethod
    def _path(box: MailboxRow, boxes: dict[CollectionId, MailboxRow]) -> str:
        names = [box.name]
        above = boxes.get(box.parent) if box.parent is not None else None
        while above is not None:
            names.append(above.name)
            above = boxes.get(above.parent) if above.parent is not None else None
        return " / ".join(reversed(names))
