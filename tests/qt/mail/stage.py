"""The stage itself: real store and blobs, an engine small enough to read, letters to put on it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from sync.model.accounts import Account, Identity, Service
from sync.model.collections import Collection, Role
from sync.model.faults import Fault, Offline
from sync.model.ids import AccountId, CollectionId, ItemId, OperationId, RemoteId, dated_item_id
from sync.model.mail import Address, Attachment, Content, ContentState, Draft, DraftAttachment, Envelope, Flag, Summary
from sync.model.onward import RedirectMessage, SendReceipt
from sync.model.operations import Operation, OperationState, SaveDraft, SendMessage
from sync.model.rules import RuleSet
from sync.parse import spelling
from sync.rpc import messages as m
from sync.serial import from_json, intention_from_json, to_json
from sync.store.blobs import BlobWriter
from sync.store.connection import create, open_search_writer, open_writer
from sync.store.keys import Keys
from sync.store.read import accounts as read_accounts
from sync.store.read import outbox as read_outbox
from sync.store.vault import Vault
from sync.store.write import accounts, collections, drafts, index, mail, outbox, people
from ui.link import Link, Session
from ui.live import Live

NOON = 1_795_428_000
"""A moment of 2026-11-23."""


CLAIRE = Address("Claire Morvan", "claire.morvan@dreal.example")
ALICE = Address("Alice Martin", "alice@prefecture.example")


async def until(condition: Callable[[], object], seconds: float = 20) -> None:
    """Wait for a condition, at most so long."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("the condition was never met")
        await asyncio.sleep(0.01)


class SmallEngine:
    """Answers the window's commands on the real store; what it was asked is kept in `asked`."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.rules = m.RulesAnswer("here", to_json(RuleSet()).encode())
        """What is answered about rules; keeping some changes it."""
        self.closed: asyncio.Future[None] = asyncio.get_event_loop().create_future()
        self.tell: Callable[[m.Notice], None] = lambda notice: None
        self.asked: list[m.Command] = []
        self.contents: dict[int, Content | Fault] = {}
        self.pictures: dict[str, tuple[str, bytes]] = {}
        self.parts: dict[tuple[int, str], bytes] = {}
        self.faults: dict[type, Fault] = {}
        self.replies: dict[type, Callable[[], m.Reply]] = {}
        """What is answered to commands of a kind."""
        self.found: list[int] = []
        """What the server finds."""
        self._pieces: dict[str, bytes] = {}

    def of(self, kind: type[m.Frame]) -> list[Any]:
        """Return the commands of one kind."""
        return [command for command in self.asked if isinstance(command, kind)]

    async def close(self) -> None:
        if not self.closed.done():
            self.closed.set_result(None)

    async def ask(self, command: m.Command, timeout: float = 30) -> m.Reply:  # noqa: ASYNC109
        await asyncio.sleep(0)
        if type(command) in self.faults:
            raise self.faults[type(command)]
        if not isinstance(command, (m.StoreState, m.GetStoreKey)):
            self.asked.append(command)
        return self._answer(command)

    def _answer(self, command: m.Command) -> m.Reply:
        stage = self._stage
        if type(command) in self.replies:
            return self.replies[type(command)]()
        match command:
            case m.StoreState():
                return m.StoreStateAnswer(True, True, False, True, False)
            case m.GetStoreKey():
                return m.StoreKey(stage.key)
            case m.GetSettings():
                return m.SettingsAnswer({}, [])
            case m.Intend():
                intention = intention_from_json(command.kind, command.intention)
                self.add(Operation(OperationId(command.id), AccountId(command.account), intention, not_before=command.not_before))
            case m.CancelOperation():
                operation, _ = outbox.cancel(stage.store, OperationId(command.id))
                if isinstance(operation.intention, SendMessage | SaveDraft):
                    drafts.keep(stage.store, operation.intention.draft_key, operation.account, operation.intention.draft)
                self.changed()
            case m.KeepDraft():
                drafts.keep(stage.store, command.key, AccountId(command.account), from_json(command.draft, Draft))
            case m.DropDraft():
                drafts.drop(stage.store, command.key)
            case m.Send():
                draft = from_json(command.draft, Draft)
                blob, _ = stage.blobs.put(stage.store, b"built")
                to = tuple(one.address for one in (*draft.to, *draft.cc, *draft.bcc))
                intention = SendMessage(command.key, draft, blob, to, draft.sender.address)
                not_before = int(time.time() * 1000) + command.undo_seconds * 1000
                self.add(Operation(OperationId(command.id), AccountId(command.account), intention, not_before=not_before))
                return m.Sending(command.id, not_before)
            case m.Redirect():
                blob, _ = stage.blobs.put(stage.store, b"redirected")
                content = self.contents[command.message]
                assert isinstance(content, Content)
                name = f"<{command.id}@prefecture.example>"
                to = tuple(address for _, address in command.recipients)
                onward = RedirectMessage((ItemId(command.message),), blob, name, to, command.sender[1], content.envelope)
                not_before = int(time.time() * 1000) + command.undo_seconds * 1000
                self.add(Operation(OperationId(command.id), stage.account, onward, not_before=not_before))
                return m.Sending(command.id, not_before)
            case m.AnswerReceipt():
                blob, _ = stage.blobs.put(stage.store, b"receipt")
                item, asking = ItemId(command.message), ("c@d.example",)
                given = SendReceipt((item,), blob, "<r@prefecture.example>", asking, command.sender[1])
                self.add(Operation(OperationId(f"receipt-{command.message}"), stage.account, given))
            case m.StoreDraftNow():
                blob, _ = stage.blobs.put(stage.store, b"built draft")
                intention = SaveDraft(command.key, from_json(command.draft, Draft), blob)
                drafts.drop(stage.store, command.key)
                self.add(Operation(OperationId(command.id), AccountId(command.account), intention))
            case m.OpenDraft() if command.new_message_id:
                content = self.contents[command.message]
                assert isinstance(content, Content)
                held = content.envelope
                kept = tuple(
                    DraftAttachment(name, kind, stage.blobs.put(stage.store, raw)[0], len(raw), name)
                    for name, (kind, raw) in content.inline_images.items()
                )
                draft = Draft(held.sender, held.to, held.cc, (), held.subject, content.html, content.text, kept,
                              message_id=command.new_message_id)  # fmt: skip
                drafts.keep(stage.store, "copy", stage.account, draft)
                return m.DraftAnswer("copy", stage.account, to_json(draft).encode())
            case m.OpenDraft():
                found = read_outbox.operation(stage.store, OperationId(command.operation))
                if found is None or not isinstance(found.intention, SendMessage | SaveDraft):
                    raise Offline("not_kept")
                kept = found.intention
                outbox.discard(stage.store, found.id)
                drafts.keep(stage.store, kept.draft_key, found.account, kept.draft)
                self.changed()
                return m.DraftAnswer(kept.draft_key, found.account, to_json(kept.draft).encode())
            case m.KeepFile():
                gathered = self._pieces.pop(command.ticket, b"") + command.data
                if not command.last:
                    self._pieces[command.ticket] = gathered
                    return m.Kept(b"", len(gathered))
                blob, size = stage.blobs.put(stage.store, gathered)
                return m.Kept(blob, size)
            case m.Open():
                content = self.contents.get(command.message, Offline("not_kept"))
                if isinstance(content, Fault):
                    raise content
                return m.ContentAnswer(to_json(content).encode(), ContentState.WHOLE)
            case m.AnswerInvitation() | m.NoteInvitation() | m.SettleProposal():
                return m.Saved([command.id], [])
            case m.SearchServer():
                return m.Found(self.found)
            case m.UpdateAccount(account=account, identities=bytes() as written):
                first, *also = from_json(written, tuple[Identity, ...])
                known = read_accounts.account(stage.store, AccountId(account))
                accounts.update_account(stage.store, replace(known, identity=first, also=tuple(also)))
                self.tell(m.RowsChanged("account"))
                return m.Done()
            case m.CheckWords():
                return m.Words(spelling.misspelt(command.languages, command.words))
            case m.SuggestWords():
                return m.Words(spelling.suggested(command.languages, command.word))
            case m.LookAtRules():
                return self.rules
            case m.SaveRules():
                self.rules = msgspec.structs.replace(self.rules, rules=command.rules)
                return m.Done()
            case m.TakeKeys():
                return m.KeysKept([1], 1)
            case m.GiveKey():
                return m.KeyFile("alice.pem", b"public")
            case m.FetchPictures():
                return m.PicturesAnswer(self.pictures)
            case m.ExtractPart():
                blob, size = stage.blobs.put(stage.store, self.parts[command.message, command.path])
                return m.Kept(blob, size)
            case m.RawMessage():
                blob, size = stage.blobs.put(stage.store, b"Subject: raw\r\n\r\nbytes")
                return m.Kept(blob, size)
        return m.Done()

    def add(self, operation: Operation) -> None:
        """Put an operation into the outbox and tell the window."""
        outbox.add(self._stage.store, operation)
        self.changed()

    def changed(self) -> None:
        """Tell the window that anything may have changed."""
        for table in ("message", "collection", "operation"):
            self.tell(m.RowsChanged(table))


class Stage:
    """Everything a story needs before the window opens."""

    def __init__(self, folder: Path) -> None:
        self.profile = folder / "profile"
        self.profile.mkdir()
        _, self.key, _ = Vault.create(self.profile, passphrase="sésame ouvre-toi", keyring=None, argon_memory_kib=8192)
        self.keys = Keys(self.key)
        create(self.profile, self.keys)
        self.store = open_writer(self.profile, self.keys)
        self.store.isolation_level = None
        self.index = open_search_writer(self.profile, self.keys)
        self.index.isolation_level = None
        self.blobs = BlobWriter(self.profile, self.keys)
        self.blobs.open(self.store)
        self.engine = SmallEngine(self)
        self.link: Link | None = None
        self._made = 0
        self.account = self.add_account("alice@prefecture.example", "Alice Martin", "Préfecture 35")
        self.boxes = self.add_boxes(self.account)
        self._windows: list[Any] = []

    def add_account(self, address: str, name: str, label: str) -> AccountId:
        identity = Identity(address, name, "<p>Alice Martin<br><i>Préfecture d’Ille-et-Vilaine</i></p>")
        return accounts.add_account(self.store, Account(AccountId(0), address, label, "generic", (), identity))

    def add_boxes(self, account: AccountId) -> dict[Role, CollectionId]:
        roles = {
            Role.INBOX: "INBOX", Role.DRAFTS: "Drafts", Role.SENT: "Sent", Role.ARCHIVE: "Archives", Role.JUNK: "Junk",
            Role.TRASH: "Trash",
        }  # fmt: skip
        return {role: self.add_box(account, name, role) for role, name in roles.items()}

    def add_box(self, account: AccountId, name: str, role: Role = Role.NONE, parent: str = "") -> CollectionId:
        box = Collection(RemoteId(name), Service.MAIL, name.rsplit("/", 1)[-1], role, RemoteId(parent))
        return collections.put_collection(self.store, account, box)

    def add_letter(
        self,
        subject: str = "Bonjour",
        *,
        sender: Address = CLAIRE,
        text: str = "Bonjour Alice,\n\nVoici le rapport.",
        html: str = "",
        box: CollectionId | None = None,
        when: int | None = None,
        flags: Flag = Flag.NONE,
        attachments: tuple[Attachment, ...] = (),
        to: Iterable[Address] = (ALICE,),
        cc: Iterable[Address] = (),
        answers: ItemId | None = None,
        **content: Any,
    ) -> ItemId:
        """Put a letter into a mailbox, index it, and let the engine know its content."""
        self._made += 1
        moment = when if when is not None else int(time.time()) - 60 * self._made
        item = dated_item_id(moment, self._made)
        parent = self.engine.contents.get(answers) if answers is not None else None
        references = (parent.envelope.message_id,) if isinstance(parent, Content) else ()
        envelope = Envelope(
            subject, sender, tuple(to), tuple(cc), date=moment, message_id=f"<{self._made}@dreal.example>",
            in_reply_to="".join(references), references=references,
        )  # fmt: skip
        seen = any(not one.inline for one in attachments)
        mail.insert(
            self.store,
            [mail.NewMessage(item, box or self.boxes[Role.INBOX], RemoteId(str(self._made)), "", flags, frozenset(), moment,
                             1000, seen, envelope, ContentState.WHOLE, text.replace("\n", " ")[:120])],
        )  # fmt: skip
        self.engine.contents[item] = Content(envelope, html, text, attachments, **content)
        index.index(self.index, [index.Document(item, envelope, Summary(envelope, text[:120], text, attachments))])
        return item

    def add_many(self, count: int, box: CollectionId | None = None) -> None:
        """Put many short letters into a mailbox quickly."""
        envelope = Envelope("Compte rendu", Address("Claire Morvan", "claire@dreal.example"))
        target = box or self.boxes[Role.INBOX]
        now = int(time.time())
        self.store.execute("BEGIN")
        mail.insert(
            self.store,
            [
                mail.NewMessage(dated_item_id(now - 300 * n, n), target, RemoteId(f"m{n}"), "", Flag.SEEN, frozenset(),
                                now - 300 * n, 100, False, envelope, ContentState.HEADERS, f"Ligne {n}")
                for n in range(count)
            ],
        )  # fmt: skip
        self.store.execute("COMMIT")

    def know(self, name: str, address: str) -> None:
        """Let a person be known for completion."""
        people.used(self.store, [Address(name, address)])

    def refuse(self, operation: str) -> None:
        """The server refused an operation."""
        outbox.set_state(self.store, OperationId(operation), OperationState.REFUSED, fault=None)
        self.engine.changed()

    async def open_link(self) -> tuple[Link, Live]:
        """Return a link to the small engine, with its store open."""

        async def connect(tell: Callable[[m.Notice], None]) -> SmallEngine:
            self.engine.tell = tell
            return self.engine

        self.link = Link(self.profile, connect)
        live = Live(self.link, self.link)
        self.link.start()
        await until(lambda: self.link is not None and self.link.session is Session.OPEN)
        return self.link, live

    async def open_area(self, width: int = 1280, height: int = 800, **options: Any) -> Any:
        """Return the mail area, shown in a window."""
        from ui.mail.area import MailArea

        link, live = await self.open_link()
        area = MailArea(link, live, **options)
        area.resize(width, height)
        area.show()
        self._windows.append(area)
        await until(lambda: area.list.model.complete)
        return area

    async def end(self) -> None:
        """Close windows and link."""
        for window in self._windows:
            for composer in list(window.desk.composers):
                composer.discarded = True
                composer.close()
            window.close()
            window.deleteLater()
        await asyncio.sleep(0.05)
        if self.link is not None:
            await self.link.close()

    def close(self) -> None:
        self.store.close()
        self.index.close()
