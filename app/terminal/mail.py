"""The command line's mail commands: list, show, search, mark, move, send."""

from __future__ import annotations

import argparse
import mimetypes
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from email.utils import getaddresses
from pathlib import Path

from app.terminal.keys import words_of
from app.terminal.output import harmless
from app.terminal.records import message_record, record_of
from app.terminal.session import Session
from app.terminal.words import word
from sync.model import letter_marks
from sync.model.collections import Role
from sync.model.faults import Gone, Rejected
from sync.model.ids import AccountId, BlobName, CollectionId, ItemId, new_operation_id
from sync.model.mail import Address, Content, Draft, DraftAttachment, Flag
from sync.model.operations import ChangeFlags, Intention, MoveItems
from sync.model.seals import Scheme
from sync.parse.html import to_text
from sync.rpc.messages import ContentAnswer, Done, ExtractPart, Intend, KeepFile, Kept, Open, RawMessage, Send, Sending
from sync.serial import from_json, intention_to_json, to_json
from sync.store import connection
from sync.store.blobs import Blobs
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import messages as read_messages
from sync.store.read import search as read_search
from sync.store.read import standing as read_standing
from sync.store.rows import MailboxRow
from ui.common.filenames import free_path, safe_name, write_whole

FETCH_SECONDS = 300.0
PIECE = 4 * 1024 * 1024
FLAGS = {"seen": Flag.SEEN, "flagged": Flag.FLAGGED, "answered": Flag.ANSWERED, "junk": Flag.JUNK}
LISTED = ("id", "when", "sender", "subject", "flags", "pending")


async def list_mailboxes(session: Session, asked: argparse.Namespace) -> None:
    """List the mailboxes with their counts."""
    account = session.account_id(asked.account) if asked.account else None
    with session.reader() as opened:
        rows = read_mailboxes.mailboxes(opened, account)
    session.output.rows([record_of(row) for row in rows], ("id", "account", "role", "name", "unread", "total"))


async def list_messages(session: Session, asked: argparse.Namespace) -> None:
    """List the newest messages of a mailbox (default: the inboxes of all accounts)."""
    only = read_messages.Only.ALL
    if asked.unread:
        only |= read_messages.Only.UNREAD
    if asked.flagged:
        only |= read_messages.Only.FLAGGED
    with session.reader() as opened:
        rows = read_mailboxes.mailboxes(opened)
        chosen = [_mailbox(rows, asked.mailbox).id] if asked.mailbox else [row.id for row in rows if row.role is Role.INBOX]
        hidden = read_standing.standing(opened, chosen).hidden
        found = read_messages.page(opened, chosen, only=only, limit=asked.limit + len(hidden))
        found = [row for row in found if row.id not in hidden][: asked.limit]
    session.output.rows([message_record(row) for row in found], LISTED)


async def search(session: Session, asked: argparse.Namespace) -> None:
    """Search what is kept on this machine."""
    with session.reader() as opened:
        chosen: Sequence[CollectionId] | None = None
        if asked.mailbox:
            chosen = [_mailbox(read_mailboxes.mailboxes(opened), asked.mailbox).id]
        index = connection.open_search(session.profile, session.keys)
        try:
            found = read_search.search(index, opened, " ".join(asked.query), collections=chosen, limit=asked.limit)
        finally:
            index.close()
    session.output.rows([message_record(row) for row in found], LISTED)


async def show(session: Session, asked: argparse.Namespace) -> None:
    """Show one message as text, its raw bytes, or save its attachments."""
    if asked.raw:
        kept = await session.ask(RawMessage(asked.message), Kept, FETCH_SECONDS)
        session.output.octets(_blob(session, kept))
        return
    answer = await session.ask(Open(asked.message), ContentAnswer, FETCH_SECONDS)
    content = from_json(answer.content, Content)
    if asked.attachments:
        await _save_attachments(session, asked.message, content, asked.attachments)
        return
    envelope = content.envelope
    text = content.text or to_text(content.html)
    shown = [
        f"{word('show.from')} {envelope.sender}",
        f"{word('show.to')} {', '.join(map(str, (*envelope.to, *envelope.cc)))}",
        f"{word('show.subject')} {envelope.subject}",
        *words_of(content.seal),
        *(f"{word('show.attached')} {one.name} ({one.size})" for one in content.attachments if not one.inline),
    ]
    record = {"id": asked.message, "envelope": record_of(envelope), "text": text, "headers": list(content.headers)}
    record["seal"] = record_of(content.seal) if content.seal is not None else None
    record["attachments"] = [record_of(one) for one in content.attachments]
    session.output.record(record, "\n".join(map(harmless, shown)) + "\n\n" + harmless(text, lines=True))


async def mark(session: Session, asked: argparse.Namespace) -> None:
    """Add and remove flags of messages."""
    add, remove = _flags(asked.add), _flags(asked.remove)
    noted, gone = _noted(session, asked)
    add |= Flag.FLAGGED if asked.due else Flag.NONE
    await _intend(session, asked.messages, lambda items: ChangeFlags(items, add, remove, noted, gone - noted))


def _noted(session: Session, asked: argparse.Namespace) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keywords that messages get and lose: pinned, put off until a time, due by a time."""
    with session.reader() as opened:
        known = {word for row in read_messages.by_ids(opened, _ids(asked.messages)) for word in row.keywords}
    noted: set[str] = {letter_marks.PINNED} if asked.pin else set()
    gone: set[str] = {letter_marks.PINNED} if asked.unpin else set()
    if asked.snooze or asked.back:
        noted |= {letter_marks.snoozed(_moment(asked.snooze))} if asked.snooze else set()
        gone |= letter_marks.of_kind(known, letter_marks.SNOOZED)
    if asked.due:
        noted.add(letter_marks.due(_moment(asked.due)))
        gone |= letter_marks.of_kind(known, letter_marks.DUE)
    return frozenset(noted), frozenset(gone)


def _moment(text: str) -> int:
    """Return a time (ISO 8601, of this machine's zone where it names none) in seconds. Raises `Rejected("bad_time")`."""
    try:
        return int(datetime.fromisoformat(text).astimezone().timestamp())
    except ValueError as error:
        raise Rejected("bad_time", time=text) from error


async def move(session: Session, asked: argparse.Namespace) -> None:
    """Move messages to another mailbox of their account."""
    with session.reader() as opened:
        rows = read_mailboxes.mailboxes(opened)
        accounts = {row.account for row in read_messages.by_ids(opened, _ids(asked.messages))}
        target = _mailbox([row for row in rows if row.account in accounts], asked.mailbox)
    await _intend(session, asked.messages, lambda items: MoveItems(items, target.id))


async def send(session: Session, asked: argparse.Namespace) -> None:
    """Put a message into the outbox; it leaves when the account is online."""
    account = session.account(asked.sender)
    text = sys.stdin.read() if str(asked.text_file) == "-" else _read(asked.text_file).decode("utf-8", "replace")
    key = new_operation_id()
    domain = account.address.rpartition("@")[2]
    usual = account.identities[0]
    chosen = next((one for one in account.identities if asked.identity in (one.address, one.label)), usual)
    if asked.identity and asked.identity not in (chosen.address, chosen.label):
        raise Rejected("no_identity", address=asked.identity)
    draft = Draft(
        sender=Address(chosen.name, chosen.address),
        submitter=Address(usual.name, usual.address) if chosen.on_behalf else None,
        reply_to=chosen.reply_to,
        to=addresses(asked.to),
        cc=addresses(asked.cc),
        bcc=addresses(asked.bcc),
        subject=asked.subject,
        text=text,
        attachments=tuple([await _attach(session, path) for path in asked.attach]),
        message_id=f"<{key}@{domain}>",
        sign=asked.sign,
        encrypt=asked.encrypt,
        scheme=Scheme(asked.scheme),
    )
    command = Send(asked.id or new_operation_id(), key, account.id, to_json(draft).encode(), asked.undo_seconds)
    sending = await session.ask(command, Sending)
    record = {"operation": sending.operation, "not_before": sending.not_before, "message_id": draft.message_id}
    session.output.record(record, word("send.queued", id=sending.operation))


async def _intend(
    session: Session, messages: Sequence[int], intention: Callable[[tuple[ItemId, ...]], Intention]
) -> None:
    by_account: dict[AccountId, list[ItemId]] = defaultdict(list)
    with session.reader() as opened:
        for row in read_messages.by_ids(opened, _ids(messages)):
            by_account[row.account].append(row.id)
    if sum(map(len, by_account.values())) < len(set(messages)):
        raise Gone("item")
    queued = []
    for account, items in by_account.items():
        kind, text = intention_to_json(intention(tuple(items)))
        operation = new_operation_id()
        await session.ask(Intend(operation, account, kind, text.encode()), Done)
        queued.append(operation)
    session.output.record({"operations": queued}, word("queued", count=len(messages)))


def _ids(messages: Sequence[int]) -> list[ItemId]:
    return [ItemId(message) for message in messages]


def _flags(names: Sequence[str]) -> Flag:
    flags = Flag.NONE
    for name in names:
        flags |= FLAGS[name]
    return flags


def _mailbox(rows: Sequence[MailboxRow], wanted: str) -> MailboxRow:
    """Return the mailbox that an id, a role or a name means. Raises `Rejected` where there is none or more than one."""
    found = [row for row in rows if wanted in (str(row.id), row.role.value)] or [row for row in rows if row.name == wanted]
    if len(found) != 1:
        raise Rejected("which_mailbox" if found else "no_such_mailbox", mailbox=wanted)
    return found[0]


def addresses(written: Sequence[str]) -> tuple[Address, ...]:
    """Return the addresses of what was typed, each with the name beside it."""
    return tuple(Address(name, address) for name, address in getaddresses(list(written)) if address)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Rejected("file_unreadable", path=str(path)) from error


async def _attach(session: Session, path: Path) -> DraftAttachment:
    content = _read(path)
    ticket = new_operation_id()
    pieces = [content[place : place + PIECE] for place in range(0, len(content), PIECE)] or [b""]
    for piece in pieces[:-1]:
        await session.ask(KeepFile(ticket, piece, False), Kept)
    kept = await session.ask(KeepFile(ticket, pieces[-1], True), Kept)
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return DraftAttachment(path.name, media_type, BlobName(kept.blob), kept.size)


def _blob(session: Session, kept: Kept) -> bytes:
    with session.reader() as opened:
        return Blobs(session.profile, session.keys).read(opened, BlobName(kept.blob))


async def _save_attachments(session: Session, message: int, content: Content, folder: Path) -> None:
    saved = []
    for attachment in content.attachments:
        kept = await session.ask(ExtractPart(message, attachment.path), Kept, FETCH_SECONDS)
        path = _save(folder, attachment.name, _blob(session, kept))
        saved.append({"name": path.name, "size": kept.size})
    session.output.rows(saved, ("name", "size"))


def _save(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = free_path(folder, safe_name(name))
    write_whole(path, content)
    return path
