"""The parser role: turns bytes from outside into plain structures for the engine; may be killed at any moment."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import msgspec

from app import confine, documents, paths
from sync.model.accounts import Service
from sync.model.calendar import EntryDraft, Participation, Span, Window
from sync.model.contacts import CardDraft
from sync.model.faults import Bug, Fault, Unreadable
from sync.model.invitations import Method
from sync.model.mail import Address, Draft
from sync.model.rules import RuleSet
from sync.parse import answering, build, free_busy, mail, onward, picture, preview, resources
from sync.rpc.client import Client
from sync.rpc.codec import PARSER_LIMIT
from sync.rpc.messages import (
    AnswerEnclosed,
    BuildMessage,
    CleanPicture,
    Command,
    CopyResource,
    CutResources,
    DraftOfMessage,
    EditResource,
    FindMisspelt,
    JoinCards,
    JoinResources,
    MakeDocument,
    MergeResources,
    NoteEnclosed,
    Parse,
    ParseContent,
    Parsed,
    ParseHeaders,
    ParsePart,
    ParseResources,
    ParseSummaries,
    PatchDocument,
    PhotoOfCard,
    PictureOfDocument,
    PreviewBytes,
    ReadBusy,
    ReadDocument,
    ReadSheets,
    ReceiptOf,
    RedirectedMessage,
    RestoreResource,
    RulesOfScript,
    ScriptOfRules,
    SettleEnclosed,
    SuggestSpelling,
    TellOfEntry,
    Unseal,
    WriteCards,
)
from sync.serial import from_json

log = logging.getLogger(__name__)

NOBODY_THERE = 69


def run(socket: Path) -> int:
    """Serve the engine that listens at `socket` until it goes; return the exit status."""
    confine.hide_memory()
    confine.bound_memory()
    key = paths.read_key(socket)
    return asyncio.run(_serve(socket, key))


async def _serve(socket: Path, key: bytes) -> int:
    try:
        client = await Client.connect(socket, key, "parser", answer=answer, limit=PARSER_LIMIT)
    except Fault as fault:
        log.warning("no engine to serve: %s", fault.code)
        return NOBODY_THERE
    confine.give_up_rights()
    gc.freeze()  # what is loaded stays: the collector need not look at it again with every batch
    await client.closed
    return 0


async def answer(body: Command | Parse) -> Parsed:
    """Do one piece of parsing. One item of a batch that is unreadable is an empty entry; alone it raises `Unreadable`."""
    match body:
        case ParseHeaders():
            return Parsed(_each(body.blocks, mail.headers))
        case ParseSummaries():
            return Parsed(_each(body.messages, partial(mail.summary, attached=body.attached)))
        case ParseContent():
            return Parsed([_json(mail.content(body.message))])
        case ParsePart():
            return Parsed([mail.part(body.message, body.path)])
        case BuildMessage():
            return Parsed([build.message(from_json(body.draft, Draft), body.files, body.date, body.keep_bcc)])
        case RedirectedMessage():
            people = [Address(*one) for one in body.recipients]
            return Parsed([onward.redirected(body.message, Address(*body.sender), people, body.message_id, body.date)])
        case ReceiptOf():
            written, recipients = onward.receipt(
                body.message, Address(*body.sender), body.subject, body.text, body.message_id,
                date=body.date, automatic=body.automatic,
            )  # fmt: skip
            return Parsed([written, *(one.encode() for one in recipients)])
        case DraftOfMessage():
            found, files = build.draft_of(body.message)
            return Parsed([_json(found), *files])
        case CleanPicture():
            media_type = picture.kind(body.data)
            return Parsed([media_type.encode(), body.data] if media_type else [b""])
        case PreviewBytes():
            sort, content = preview.preview(body.content, body.name)
            return Parsed([sort.encode(), content])
        case ReadSheets() | ReadDocument() | MakeDocument() | PatchDocument() | PictureOfDocument():
            return Parsed([documents.made(body)])
        case FindMisspelt() | SuggestSpelling() | RulesOfScript() | ScriptOfRules() | Unseal():
            return Parsed([_on_demand(body)])
        case ParseResources():
            window = Window(body.start, body.end)
            return Parsed(_each(body.raws, partial(resources.listed, Service(body.service), window=window)))
        case EditResource(draft=b""):
            span = Span(body.span)
            return Parsed([resources.without(body.raw, now=body.now, span=span, recurrence=body.recurrence) or b""])
        case EditResource():
            service = Service(body.service)
            wish = (
                from_json(body.draft, EntryDraft) if service is Service.CALENDAR else from_json(body.draft, CardDraft)
            )
            span, uid = Span(body.span), body.uid
            return Parsed(
                resources.edited(service, body.raw, wish, uid=uid, now=body.now, span=span, recurrence=body.recurrence)
            )
        case CopyResource():
            return Parsed([resources.copied(body.raw, uid=body.uid, note=body.note)])
        case JoinResources():
            return Parsed([resources.together(body.raws)])
        case RestoreResource():
            return Parsed([resources.restored(body.raw, body.over, now=body.now)])
        case MergeResources():
            return Parsed([resources.merged(body.base, body.mine, body.theirs) or b""])
        case AnswerEnclosed():
            return Parsed(list(answering.answered(
                body.message, body.uid, body.addresses, Participation(body.participation), now=body.now, comment=body.comment,
                copy=body.copy,
            )))  # fmt: skip
        case TellOfEntry():
            draft = from_json(body.draft, EntryDraft) if body.draft else None
            return Parsed(list(answering.told(
                body.copy, Method(body.method), body.addresses, now=body.now, participation=Participation(body.participation),
                draft=draft, comment=body.comment, recurrence=body.recurrence, off=body.off,
            )))  # fmt: skip
        case SettleEnclosed():
            return Parsed(list(answering.settled(
                body.message, body.uid, body.sender, body.addresses, copy=body.copy, now=body.now, accepted=body.accepted,
                comment=body.comment,
            )))  # fmt: skip
        case NoteEnclosed():
            return Parsed([answering.noted(body.message, body.uid, body.sender, body.copy, body.now) or b""])
        case ReadBusy():
            return Parsed([_json(free_busy.busy(body.raws, body.start, body.end))])
        case CutResources():
            return Parsed(resources.cut(Service(body.service), body.raw))
        case JoinCards():
            return Parsed([resources.joined(body.cards)])
        case WriteCards():
            return Parsed([resources.written(body.cards, body.form)])
        case PhotoOfCard():
            shown = resources.photo(body.card)
            return Parsed([shown[0].encode(), shown[1]] if shown else [b""])
        case _:
            raise Bug("takes_no_commands", ask=type(body).__name__)


def _on_demand(body: FindMisspelt | SuggestSpelling | RulesOfScript | ScriptOfRules | Unseal) -> bytes:
    """Answer what few ask for: its libraries are loaded then, and no first message waits for them."""
    from sync.parse import seals, sieve, spelling

    match body:
        case FindMisspelt():
            return _json(spelling.misspelt(body.languages, body.words))
        case SuggestSpelling():
            return _json(spelling.suggested(body.languages, body.word))
        case RulesOfScript():
            rules = sieve.read(body.script)
            return _json(rules) if rules is not None else b""
        case Unseal():
            made = seals.unsealed(body.step, body.message, body.keys, body.now)
            return _json(made) if made is not None else b""
        case ScriptOfRules():
            return sieve.write(from_json(body.rules, RuleSet))


def _each(raws: Sequence[bytes], function: Callable[[bytes], object]) -> list[bytes]:
    entries: list[bytes] = []
    for raw in raws:
        try:
            entries.append(_json(function(raw)))
        except Unreadable:
            entries.append(b"")
    return entries


_json = msgspec.json.encode
