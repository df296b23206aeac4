"""The desk: the open composers, and everything the engine has to do with drafts: keep, send, take back, open again."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from html import escape
from time import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from sync.model.faults import Fault, Gone, Rejected
from sync.model.ids import AccountId, BlobName, OperationId, new_operation_id
from sync.model.mail import Content, Draft, DraftAttachment
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from sync.store.read import drafts as read_drafts
from sync.store.read.accounts import accounts as read_accounts
from sync.store.read.mailboxes import mailboxes as read_mailboxes
from sync.store.rows import AccountRow, MessageRow
from ui import i18n
from ui.common import dates, toasts
from ui.common.blobs import read_blob
from ui.common.sentences import sentence
from ui.common.slots import slot_async, slot_owed
from ui.common.spelling import Spelling
from ui.link import Link
from ui.live import Live
from ui.mail import identities, quoting, signatures
from ui.mail.kept_files import kept_picture
from ui.mail.mailto import parse_mailto
from ui.mail.templates import Templates
from ui.preferences import Preferences

if TYPE_CHECKING:
    from ui.mail.composer import Composer


class Desk(QWidget):
    """Opens composers and serves them. An invisible part of the area, whose window shows the toasts."""

    def __init__(self, link: Link, live: Live, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._preferences = link, preferences
        self._spelling = Spelling(link, preferences, self)
        self._templates = Templates(preferences, self)
        self.composers: list[Composer] = []
        live.operation_returned.connect(self._say_returned)
        self.hide()

    # --- opening

    def compose(self, mailto: str = "", account: AccountRow | None = None) -> Composer | None:
        """Start a message from `account` (the first one where None). None where there is no account."""
        accounts = self._writing_accounts()
        if not accounts:
            toasts.say(self, self.tr("Add a mail account first."))
            return None
        writer = identities.usual(identities.writers(accounts), account.id if account is not None else None)
        if writer is None:
            return None
        letter = parse_mailto(mailto)
        body = "".join(f"<p>{escape(part) or '<br>'}</p>" for part in letter.body.split("\n")) if letter.body else ""
        draft = Draft(
            writer.sender, letter.to, letter.cc, letter.bcc, letter.subject,
            body + signatures.beginning(writer.identity.signature_html),
            message_id=_message_id(writer.identity.address), in_reply_to=letter.in_reply_to,
        )  # fmt: skip
        return self._show(writer.account.id, draft)

    @slot_async
    async def answer(self, row: MessageRow, content: Content | None, how: str, selected: str) -> None:
        """Reply to a message, to all of it or to its list, or forward it (`reply`, `reply_all`, `reply_list`, `forward`).

        A letter without a list is answered to its sender.
        """
        if content is None:
            answer = await self._link.ask_for(m.Open(row.id), m.ContentAnswer, 60)
            content = from_json(answer.content, Content)
        accounts = self._writing_accounts()
        boxes = {box.id: box.owner for box in read_mailboxes(self._link.reader(), row.account)}
        choice = identities.writers(accounts)
        writer = identities.answering(choice, row.account, content, boxes.get(row.collection, ""))
        if writer is None:
            toasts.say(self, self.tr("Add a mail account first."))
            return
        own = identities.addresses(accounts)
        envelope, words = content.envelope, self._words(content)
        start = signatures.beginning(writer.identity.signature_html)
        common = {"sender": writer.sender, "message_id": _message_id(writer.identity.address), "answers": row.id}
        if content.seal is not None and content.seal.encrypted:  # an answer quotes what was encrypted
            common |= {"sign": True, "encrypt": True, "scheme": content.seal.scheme}
        if how == "forward":
            subject = quoting.forward_subject(envelope.subject, self.tr("Fwd"))
            html, text = quoting.forwarded_html(content, words), quoting.forwarded_text(content, words)
            draft = Draft(**common, subject=subject, html=quoting.join(start, html), forwards=True,  # type: ignore[arg-type]
                          references=quoting.references(envelope))  # fmt: skip
        else:
            to, cc = quoting.reply_recipients(envelope, own, everyone=how == "reply_all")
            if how == "reply_list" and (posts := quoting.list_recipients(content)):
                to, cc = list(posts), []
            if selected.strip():
                content = _only(content, selected)
            html, text = quoting.quoted_html(content, words), quoting.quoted_text(content, words)
            draft = Draft(**common, to=tuple(to), cc=tuple(cc), subject=quoting.reply_subject(envelope.subject),  # type: ignore[arg-type]
                          html=quoting.join(start, html), in_reply_to=envelope.message_id,
                          references=quoting.references(envelope))  # fmt: skip
        composer = self._show(writer.account.id, draft, text)
        await self._bring_parts(composer, row, content, everything=how == "forward")

    async def _bring_parts(self, composer: Composer, row: MessageRow, content: Content, *, everything: bool) -> None:
        """Attach what a forward keeps, and the pictures that the quotation shows."""
        for part in content.attachments:
            shown = part.inline and part.content_id and f"cid:{part.content_id}" in content.html
            if not shown and not everything:
                continue
            kept = await self._link.ask_for(m.ExtractPart(row.id, part.path), m.Kept, 120)
            content_id = part.content_id if shown else ""
            composer.add_part(DraftAttachment(part.name, part.media_type, BlobName(kept.blob), kept.size, content_id))

    @slot_async
    async def edit(self, row: MessageRow) -> None:
        """Open a draft, or a message that waits or was refused, to go on writing."""
        command = m.OpenDraft(message=row.id, operation=row.operation or "")
        self.open_draft(await self._link.ask_for(command, m.DraftAnswer, 60))

    @slot_async
    async def edit_as_new(self, row: MessageRow) -> None:
        """Begin a new message with all that another one holds: recipients, subject, text and attachments."""
        account = next((one for one in self._writing_accounts() if one.id == row.account), None)
        if account is None:
            toasts.say(self, self.tr("Add a mail account first."))
            return
        command = m.OpenDraft(message=row.id, new_message_id=_message_id(account.address))
        self.open_draft(await self._link.ask_for(command, m.DraftAnswer, 60))

    def open_draft(self, answer: m.DraftAnswer) -> None:
        """Show a draft that the engine gave; one that is already open comes to the front."""
        for composer in self.composers:
            if composer.key == answer.key:
                composer.raise_()
                composer.activateWindow()
                return
        self._show(AccountId(answer.account), from_json(answer.draft, Draft), key=answer.key)

    def offer_unfinished(self) -> None:
        """Offer what was being written when the program ended without closing its windows."""
        open_keys = {composer.key for composer in self.composers}
        left = [row.key for row in read_drafts.drafts(self._link.reader()) if row.key not in open_keys]
        if left:
            toasts.say(
                self,
                self.tr("%n message(s) you were writing were kept.", "", len(left)),
                action=self.tr("Go on writing"),
                on_action=lambda: self._reopen(left),
                seconds=20,
            )

    def _reopen(self, keys: Sequence[str]) -> None:
        for key in keys:
            found = read_drafts.draft(self._link.reader(), key)
            if found is not None:
                self._show(found[0], found[1], key=key)

    def _show(self, account: AccountId, draft: Draft, quote_text: str = "", key: str = "") -> Composer:
        from ui.mail.composer import Composer  # with the editor: no start waits for it

        composer = Composer(self._link, self._writing_accounts(), self, spelling=self._spelling, templates=self._templates)
        if key:
            composer.set_key(key)
        composer.show_draft(account, draft, quote_text)
        composer.keep_wanted.connect(lambda: self._keep(composer))
        composer.send_wanted.connect(lambda: self._send(composer))
        composer.options.many_wanted.connect(lambda: self.send_to_many(composer))
        composer.closed.connect(lambda: self._closed(composer))
        self.composers.append(composer)
        composer.show()
        composer.begin()
        if any(file.content_id and f"cid:{file.content_id}" in draft.html for file in draft.attachments):
            self._show_pictures(composer, draft)
        return composer

    @slot_async
    async def _show_pictures(self, composer: Composer, draft: Draft) -> None:
        """Show the pictures of a draft, which are kept with it; one that cannot be read is left out, and still sent."""
        for file in draft.attachments:
            if not file.content_id:
                continue
            try:
                raw = await read_blob(self._link, file.blob)
            except Fault:
                continue
            picture = await asyncio.to_thread(kept_picture, raw)
            if isValid(composer) and not picture.isNull():
                composer.editor.show_pictures({file.content_id: picture})

    def send_to_many(self, composer: Composer) -> None:
        """Open the mail merge of a letter."""
        from ui.mail.mail_merge import merge

        merge(self._link, self, composer, int(self._preferences.value("send_undo_seconds", 10)))

    # --- keeping and sending

    def _keep(self, composer: Composer) -> None:
        composer.dirty = False
        self._keep_written(composer, m.KeepDraft(composer.key, composer.account, _encoded(composer.draft())))

    @slot_owed
    async def _keep_written(self, composer: Composer, command: m.KeepDraft) -> None:
        try:
            await self._link.ask(command)
        except Fault:
            composer.dirty = True
            raise
        if isValid(composer):
            composer.say_kept()

    @slot_owed
    async def _send(self, composer: Composer) -> None:
        key, account, draft = composer.key, composer.account, composer.draft()
        undo = int(self._preferences.value("send_undo_seconds", 10))
        later = composer.send_at - int(time())
        seconds = max(undo, later)
        operation = new_operation_id()
        composer.setEnabled(False)
        try:
            sending = await self._link.ask_for(m.Send(operation, key, account, _encoded(draft), seconds), m.Sending, 60)
        except Fault as fault:
            composer.setEnabled(True)
            composer.send_failed(str(sentence(fault)))
            return
        words = self.tr("Message on its way")
        if later > undo:
            words = self.tr("Leaves on {date}").format(date=dates.full(composer.send_at))
        composer.close()
        toasts.say(
            self,
            words,
            action=self.tr("Undo"),
            on_action=lambda: self._take_back(OperationId(sending.operation), key, account, draft),
            seconds=max(undo, 3),
        )

    @slot_async
    async def _take_back(self, operation: OperationId, key: str, account: AccountId, draft: Draft) -> None:
        try:
            await self._link.ask(m.CancelOperation(operation))
        except (Gone, Rejected):
            toasts.say(self, self.tr("Too late: the message has left."))
            return
        composer = self._show(account, draft, key=key)
        composer.dirty = True
        self._keep(composer)

    def _closed(self, composer: Composer) -> None:
        if composer in self.composers:
            self.composers.remove(composer)
        if composer.sent:
            return
        key, account, draft = composer.key, composer.account, composer.draft()
        if composer.discarded:
            self._discard(key, account, draft)
        elif not composer.is_empty():
            self._store(key, account, draft)

    def _discard(self, key: str, account: AccountId, draft: Draft) -> None:
        self._drop(key)
        toasts.say(self, self.tr("Draft thrown away"), action=self.tr("Undo"),
                   on_action=lambda: self._restore(key, account, draft), seconds=10)  # fmt: skip

    @slot_owed
    async def _drop(self, key: str) -> None:
        await self._link.ask(m.DropDraft(key))

    def _restore(self, key: str, account: AccountId, draft: Draft) -> None:
        composer = self._show(account, draft, key=new_operation_id())
        composer.dirty = True
        self._keep(composer)

    @slot_owed
    async def _store(self, key: str, account: AccountId, draft: Draft) -> None:
        await self._link.ask(m.StoreDraftNow(new_operation_id(), key, account, _encoded(draft)), 60)
        toasts.say(self, self.tr("Draft saved"))

    def keep_all(self) -> None:
        """Keep every open draft now."""
        for composer in self.composers:
            if composer.dirty:
                self._keep(composer)

    @Slot(object)
    def _say_returned(self, notice: m.Undoable) -> None:
        if notice.fault_kind:
            toasts.say(
                self,
                self.tr("A message was not accepted by the server. It is kept in the outbox."),
                action=self.tr("Edit"),
                on_action=lambda: self._edit_operation(notice.operation),
                seconds=12,
            )

    @slot_async
    async def _edit_operation(self, operation: str) -> None:
        self.open_draft(await self._link.ask_for(m.OpenDraft(operation=operation), m.DraftAnswer, 60))

    # --- words

    def _writing_accounts(self) -> Sequence[AccountRow]:
        return [account for account in read_accounts(self._link.reader()) if account.enabled]

    def _words(self, content: Content) -> quoting.Words:
        moment = QDateTime.fromSecsSinceEpoch(content.envelope.date)
        locale = i18n.locale()
        who = content.envelope.sender.name or content.envelope.sender.address
        attribution = self.tr("On {day} at {time}, {who} wrote:").format(
            day=locale.toString(moment.date(), "d MMMM yyyy"), time=locale.toString(moment.time(), "HH:mm"), who=who
        )
        return quoting.Words(
            attribution if content.envelope.date else self.tr("{who} wrote:").format(who=who),
            dates.full(content.envelope.date),
            self.tr("Forwarded message"),
            self.tr("From: "),
            self.tr("Date: "),
            self.tr("To: "),
            self.tr("Cc: "),
            self.tr("Subject: "),
        )


def _only(content: Content, selected: str) -> Content:
    """The letter reduced to the marked text: a reply quotes only that."""
    return Content(content.envelope, "", selected, ())


def _encoded(draft: Draft) -> bytes:
    return to_json(draft).encode()


def _message_id(address: str) -> str:
    domain = address.rpartition("@")[2] or "localhost"
    return f"<{secrets.token_hex(16)}@{domain}>"
