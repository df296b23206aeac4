"""Parsing as the engine asks for it: by the parser role behind a link, or in this process (tests, all-in-one)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, Protocol, TypeAlias, TypeVar

import msgspec

from sync.model.accounts import Service
from sync.model.availability import Busy
from sync.model.calendar import Entry, EntryDraft, Participation, Span, Window
from sync.model.contacts import Card, CardDraft
from sync.model.faults import Fault, Offline, Transient, Unreadable, Unsupported
from sync.model.invitations import Method
from sync.model.mail import Address, Content, Draft, Envelope, Summary
from sync.model.rules import RuleSet
from sync.rpc.messages import (
    AnswerEnclosed,
    BuildMessage,
    CleanPicture,
    CopyResource,
    CutResources,
    DraftOfMessage,
    EditResource,
    FindMisspelt,
    JoinCards,
    JoinResources,
    MergeResources,
    NoteEnclosed,
    Parse,
    ParseContent,
    Parsed,
    ParseHeaders,
    ParsePart,
    ParseResources,
    ParseSummaries,
    PhotoOfCard,
    PreviewBytes,
    ReadBusy,
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
from sync.serial import from_json, to_json

T = TypeVar("T")

_log = logging.getLogger(__name__)

ITEM_SECONDS = 10.0
"""How long one item may take before it counts as unreadable."""

Resource: TypeAlias = Entry | Card
Wish: TypeAlias = EntryDraft | CardDraft

_entry = msgspec.json.Decoder(Entry).decode
_card = msgspec.json.Decoder(Card).decode
_stretches = msgspec.json.Decoder(list[Busy]).decode
_envelope = msgspec.json.Decoder(Envelope).decode
_summary = msgspec.json.Decoder(Summary).decode


class Parsing(Protocol):
    """What the engine needs made of outside bytes. None stands for an item that is unreadable."""

    async def prepare(self) -> None:
        """Be ready before the first bytes are here. Never raises: whoever asks in earnest meets what is wrong."""

    async def headers(self, blocks: Sequence[bytes]) -> list[Envelope | None]:
        """Return what each raw header block says."""

    async def summaries(self, messages: Sequence[bytes], *, attached: bool = False) -> list[Summary | None]:
        """Return what list and search need of each raw message; `attached`: with the text of attached documents."""

    async def content(self, message: bytes) -> Content:
        """Return a raw message for reading. Raises `Unreadable`."""

    async def part(self, message: bytes, path: str) -> bytes:
        """Return the bytes of one attachment. Raises `Unreadable`."""

    async def build(self, draft: Draft, files: Sequence[bytes], date: int, *, keep_bcc: bool) -> bytes:
        """Return the message of a draft (`date` in seconds since 1970). Raises `Unreadable("bad_address")`."""

    async def redirected(
        self, message: bytes, sender: Address, recipients: Sequence[Address], message_id: str, date: int
    ) -> bytes:
        """Return a raw message under Resent- fields (`date` in seconds since 1970). Raises `Unreadable("bad_address")`."""

    async def receipt(
        self, message: bytes, sender: Address, subject: str, text: str, message_id: str, *, date: int, automatic: bool
    ) -> tuple[bytes, tuple[str, ...]]:
        """Return the receipt for a raw message and whom it goes to. Raises `Unreadable("no_receipt_wanted")`."""

    async def draft_of(self, message: bytes) -> tuple[Draft, list[bytes]]:
        """Return the draft that a message holds and its attachments' bytes. Raises `Unreadable`."""

    async def misspelt(self, languages: Sequence[str], words: Sequence[str]) -> list[str]:
        """Return the words that no dictionary of the languages has."""

    async def suggested(self, languages: Sequence[str], word: str) -> list[str]:
        """Return what was probably meant by a word."""

    async def rules_of(self, script: bytes) -> RuleSet | None:
        """Return the rules of a Sieve script, None where it says more than plain rules. Raises `Unreadable`."""

    async def script_of(self, rules: RuleSet) -> bytes:
        """Return the Sieve script of rules; a little more than nothing where there are none. Raises `Unreadable("bad_rule")`."""

    async def picture(self, raw: bytes) -> tuple[str, bytes] | None:
        """Return a picture's media type and bytes, None where it is not one that may be shown."""

    async def preview(self, content: bytes, name: str) -> tuple[str, bytes]:
        """Return the kind and the bytes of a file's preview, empty where there is none (`sync.parse.preview`)."""

    async def document(self, body: Parse) -> bytes:
        """Return a document's tree, a new one, a changed copy, or a picture. Raises `Unreadable`, `Unsupported`."""

    async def unsealed(self, step: str, message: bytes, keys: Sequence[bytes] = (), now: int = 0) -> bytes:
        """Return the JSON of one step of opening a sealed message (`sync.parse.seals.unsealed`). Raises `Unreadable`."""

    async def resources(self, service: Service, raws: Sequence[bytes], window: Window) -> list[Resource | None]:
        """Return what each calendar resource or vCard says, with the occurrences inside the window."""

    async def edited(
        self, service: Service, raw: bytes, draft: Wish, *, uid: str, now: int, span: Span = Span.ALL, recurrence: str = ""
    ) -> list[bytes]:
        """Return a resource (or a new one where `raw` is empty) as the draft wants it; two where a series is cut. `now` is in
        seconds since 1970. Raises `Unreadable`."""

    async def without(self, raw: bytes, *, now: int, span: Span, recurrence: str) -> bytes | None:
        """Return a calendar resource without an occurrence (and those that follow), None where nothing is left of it."""

    async def copied(self, raw: bytes, uid: str, note: str) -> bytes:
        """Return the same resource under another UID, `note` added to its title. Raises `Unreadable`."""

    async def restored(self, raw: bytes, over: bytes, now: int) -> bytes:
        """Return a calendar resource as it was, as a newer version than `over`. Raises `Unreadable`."""

    async def together(self, raws: Sequence[bytes]) -> bytes:
        """Return calendar resources as one calendar. Raises `Unreadable`."""

    async def merged(self, base: bytes, mine: bytes, theirs: bytes) -> bytes | None:
        """Return what both sides made of a resource, None where they contradict each other. Raises `Unreadable`."""

    async def answered(
        self, message: bytes, uid: str, addresses: list[str], participation: Participation, *, now: int, comment: str, copy: bytes
    ) -> tuple[bytes, bytes]:
        """Return my copy of an invitation that a message encloses, and the reply to it. Raises `Unreadable`."""

    async def told(
        self, copy: bytes, method: Method, addresses: list[str], *, now: int, participation: Participation,
        draft: EntryDraft | None, comment: str, recurrence: str, off: tuple[str, ...],
    ) -> tuple[bytes, bytes]:  # fmt: skip
        """Return the message that tells others of an entry, and the calendar's copy after it (empty: as it was). Raises
        `Unreadable`."""

    async def settled(
        self, message: bytes, uid: str, sender: str, addresses: list[str], *, copy: bytes, now: int, accepted: bool, comment: str
    ) -> tuple[bytes, bytes]:
        """Return the calendar's copy after a settled proposal (empty: as it was), and the message to send. Raises `Unreadable`,
        `Rejected("not_organizer")`."""

    async def noted(self, message: bytes, uid: str, sender: str, *, copy: bytes, now: int) -> bytes | None:
        """Return the calendar's copy after what a message says of it, None where nothing changes. Raises `Unreadable`."""

    async def busy(self, raws: Sequence[bytes], start: int, end: int) -> list[Busy]:
        """Return when somebody is busy, by the VFREEBUSY calendars of an answer. Raises `Unreadable`."""

    async def cut(self, service: Service, raw: bytes) -> list[bytes]:
        """Return the resources that an imported file holds, one per UID. Raises `Unreadable`."""

    async def joined(self, cards: Sequence[bytes]) -> bytes:
        """Return the first vCard with what the others have beside. Raises `Unreadable`."""

    async def written(self, cards: Sequence[bytes], form: str) -> bytes:
        """Return a file of vCards, in a form of `ExportContacts`. Raises `Unsupported`."""

    async def photo(self, card: bytes) -> tuple[str, bytes] | None:
        """Return the media type and bytes of a vCard's photo, None where it has none that may be shown."""

    async def close(self) -> None:
        """End the parser."""


class InProcess:
    """Parses in this process. Not for outside bytes in earnest: there is no fence around it.

    `documents` does what is asked of documents: the formats are no business of the engine's, so the application hands it over.
    """

    def __init__(self, documents: Callable[[Parse], bytes] | None = None) -> None:
        self._documents = documents
        from sync.parse import answering, build, mail, onward, picture, preview, resources

        self._mail, self._build, self._picture, self._resources = mail, build, picture, resources
        self._onward = onward
        self._answering, self._preview = answering, preview

    async def prepare(self) -> None:
        """Do nothing."""

    async def headers(self, blocks: Sequence[bytes]) -> list[Envelope | None]:
        """Return what each raw header block says."""
        return [_tried(self._mail.headers, block) for block in blocks]

    async def summaries(self, messages: Sequence[bytes], *, attached: bool = False) -> list[Summary | None]:
        """Return what list and search need of each raw message."""
        return [_tried(partial(self._mail.summary, attached=attached), message) for message in messages]

    async def content(self, message: bytes) -> Content:
        """Return a raw message for reading."""
        return self._mail.content(message)

    async def part(self, message: bytes, path: str) -> bytes:
        """Return the bytes of one attachment."""
        return self._mail.part(message, path)

    async def build(self, draft: Draft, files: Sequence[bytes], date: int, *, keep_bcc: bool) -> bytes:
        """Return the message of a draft."""
        return self._build.message(draft, files, date, keep_bcc)

    async def redirected(
        self, message: bytes, sender: Address, recipients: Sequence[Address], message_id: str, date: int
    ) -> bytes:
        """Return a raw message under Resent- fields."""
        return self._onward.redirected(message, sender, recipients, message_id, date)

    async def receipt(
        self, message: bytes, sender: Address, subject: str, text: str, message_id: str, *, date: int, automatic: bool
    ) -> tuple[bytes, tuple[str, ...]]:
        """Return the receipt for a raw message and whom it goes to."""
        return self._onward.receipt(message, sender, subject, text, message_id, date=date, automatic=automatic)

    async def draft_of(self, message: bytes) -> tuple[Draft, list[bytes]]:
        """Return the draft that a message holds and its attachments' bytes."""
        return self._build.draft_of(message)

    async def unsealed(self, step: str, message: bytes, keys: Sequence[bytes] = (), now: int = 0) -> bytes:
        """Return the JSON of one step of opening a sealed message, nothing where it is not sealed."""
        from sync.parse import seals

        made = seals.unsealed(step, message, keys, now)
        return b"" if made is None else to_json(made).encode()

    async def misspelt(self, languages: Sequence[str], words: Sequence[str]) -> list[str]:
        """Return the words that no dictionary of the languages has."""
        from sync.parse import spelling

        return spelling.misspelt(languages, words)

    async def suggested(self, languages: Sequence[str], word: str) -> list[str]:
        """Return what was probably meant by a word."""
        from sync.parse import spelling

        return spelling.suggested(languages, word)

    async def rules_of(self, script: bytes) -> RuleSet | None:
        """Return the rules of a Sieve script."""
        from sync.parse import sieve

        return sieve.read(script)

    async def script_of(self, rules: RuleSet) -> bytes:
        """Return the Sieve script of rules."""
        from sync.parse import sieve

        return sieve.write(rules)

    async def picture(self, raw: bytes) -> tuple[str, bytes] | None:
        """Return a picture's media type and bytes."""
        media_type = self._picture.kind(raw)
        return (media_type, raw) if media_type else None

    async def preview(self, content: bytes, name: str) -> tuple[str, bytes]:
        """Return a file's preview."""
        return self._preview.preview(content, name)

    async def document(self, body: Parse) -> bytes:
        """Return what is made of a document."""
        if self._documents is None:
            raise Unsupported("documents")
        return self._documents(body)

    async def resources(self, service: Service, raws: Sequence[bytes], window: Window) -> list[Resource | None]:
        """Return what each resource says."""
        return [_tried(partial(self._resources.listed, service, window=window), raw) for raw in raws]

    async def edited(
        self, service: Service, raw: bytes, draft: Wish, *, uid: str, now: int, span: Span = Span.ALL, recurrence: str = ""
    ) -> list[bytes]:
        """Return a resource as the draft wants it."""
        return self._resources.edited(service, raw, draft, uid=uid, now=now, span=span, recurrence=recurrence)

    async def without(self, raw: bytes, *, now: int, span: Span, recurrence: str) -> bytes | None:
        """Return a calendar resource without an occurrence."""
        return self._resources.without(raw, now=now, span=span, recurrence=recurrence)

    async def copied(self, raw: bytes, uid: str, note: str) -> bytes:
        """Return the same resource under another UID."""
        return self._resources.copied(raw, uid=uid, note=note)

    async def restored(self, raw: bytes, over: bytes, now: int) -> bytes:
        """Return a calendar resource as it was."""
        return self._resources.restored(raw, over, now=now)

    async def together(self, raws: Sequence[bytes]) -> bytes:
        """Return calendar resources as one calendar."""
        return self._resources.together(raws)

    async def merged(self, base: bytes, mine: bytes, theirs: bytes) -> bytes | None:
        """Return what both sides made of a resource."""
        return self._resources.merged(base, mine, theirs)

    async def answered(
        self, message: bytes, uid: str, addresses: list[str], participation: Participation, *, now: int, comment: str, copy: bytes
    ) -> tuple[bytes, bytes]:
        """Return my copy of an invitation, and the reply to it."""
        return self._answering.answered(message, uid, addresses, participation, now=now, comment=comment, copy=copy)

    async def told(
        self, copy: bytes, method: Method, addresses: list[str], *, now: int, participation: Participation,
        draft: EntryDraft | None, comment: str, recurrence: str, off: tuple[str, ...],
    ) -> tuple[bytes, bytes]:  # fmt: skip
        """Return the message that tells others of an entry, and the calendar's copy after it."""
        return self._answering.told(
            copy, method, addresses, now=now, participation=participation, draft=draft, comment=comment,
            recurrence=recurrence, off=off,
        )  # fmt: skip

    async def settled(
        self, message: bytes, uid: str, sender: str, addresses: list[str], *, copy: bytes, now: int, accepted: bool, comment: str
    ) -> tuple[bytes, bytes]:
        """Return the calendar's copy after a settled proposal, and the message to send."""
        return self._answering.settled(
            message, uid, sender, addresses, copy=copy, now=now, accepted=accepted, comment=comment
        )

    async def noted(self, message: bytes, uid: str, sender: str, *, copy: bytes, now: int) -> bytes | None:
        """Return the calendar's copy after what a message says of it, None where nothing changes. Raises `Unreadable`."""
        return self._answering.noted(message, uid, sender, copy, now)

    async def busy(self, raws: Sequence[bytes], start: int, end: int) -> list[Busy]:
        """Return when somebody is busy, by the VFREEBUSY calendars of an answer."""
        from sync.parse import free_busy

        return free_busy.busy(raws, start, end)

    async def cut(self, service: Service, raw: bytes) -> list[bytes]:
        """Return the resources that an imported file holds."""
        return self._resources.cut(service, raw)

    async def joined(self, cards: Sequence[bytes]) -> bytes:
        """Return the first vCard with what the others have beside."""
        return self._resources.joined(cards)

    async def written(self, cards: Sequence[bytes], form: str) -> bytes:
        """Return a file of vCards."""
        return self._resources.written(cards, form)

    async def photo(self, card: bytes) -> tuple[str, bytes] | None:
        """Return a vCard's photo."""
        return self._resources.photo(card)

    async def close(self) -> None:
        """Do nothing."""


class Worker(Protocol):
    """A running parser role, as the application hands it over."""

    async def ask(self, body: Parse, timeout: float) -> Any:  # noqa: ASYNC109
        """Return `Parsed`. Raises `Offline` where the parser is gone, `Transient` where it takes too long."""

    async def end(self) -> None:
        """End the process at once and wait until it is gone."""


class ParserProcess:
    """Asks a parser process, one thing at a time, so that whatever kills it is known by name.

    `spawn` starts a parser (limited to 512 MB by its starter) and returns it once it answers. A batch that ends it is halved
    until the culprit is found; everything else of the batch is parsed all the same.
    """

    def __init__(self, spawn: Callable[[], Awaitable[Worker]], *, item_seconds: float = ITEM_SECONDS) -> None:
        self._spawn = spawn
        self._item_seconds = item_seconds
        self._worker: Worker | None = None
        self._turn = asyncio.Lock()

    async def prepare(self) -> None:
        """Start the parser, which takes longer than a server that is near takes to answer."""
        try:
            async with self._turn:
                self._worker = self._worker or await self._spawn()
        except Fault as fault:
            _log.warning("parser not started ahead: %s", fault.code)

    async def headers(self, blocks: Sequence[bytes]) -> list[Envelope | None]:
        """Return what each raw header block says."""
        return await self._batch(blocks, lambda some: ParseHeaders(list(some)), _envelope)

    async def summaries(self, messages: Sequence[bytes], *, attached: bool = False) -> list[Summary | None]:
        """Return what list and search need of each raw message."""
        return await self._batch(messages, lambda some: ParseSummaries(list(some), attached), _summary)

    async def content(self, message: bytes) -> Content:
        """Return a raw message for reading. Raises `Unreadable`."""
        return from_json(await self._one(ParseContent(message)), Content)

    async def part(self, message: bytes, path: str) -> bytes:
        """Return the bytes of one attachment. Raises `Unreadable`."""
        entries = await self._entries(ParsePart(message, path))
        return entries[0]

    async def build(self, draft: Draft, files: Sequence[bytes], date: int, *, keep_bcc: bool) -> bytes:
        """Return the message of a draft. Raises `Unreadable`."""
        return await self._one(BuildMessage(to_json(draft).encode(), list(files), date, keep_bcc))

    async def redirected(
        self, message: bytes, sender: Address, recipients: Sequence[Address], message_id: str, date: int
    ) -> bytes:
        """Return a raw message under Resent- fields. Raises `Unreadable("bad_address")`."""
        people = [(one.name, one.address) for one in recipients]
        return await self._one(RedirectedMessage(message, (sender.name, sender.address), people, message_id, date))

    async def receipt(
        self, message: bytes, sender: Address, subject: str, text: str, message_id: str, *, date: int, automatic: bool
    ) -> tuple[bytes, tuple[str, ...]]:
        """Return the receipt for a raw message and whom it goes to. Raises `Unreadable("no_receipt_wanted")`."""
        who = sender.name, sender.address
        made, *people = await self._entries(ReceiptOf(message, who, subject, text, message_id, date, automatic))
        return made, tuple(one.decode() for one in people)

    async def draft_of(self, message: bytes) -> tuple[Draft, list[bytes]]:
        """Return the draft that a message holds and its attachments' bytes. Raises `Unreadable`."""
        entries = await self._entries(DraftOfMessage(message))
        return from_json(entries[0], Draft), entries[1:]

    async def unsealed(self, step: str, message: bytes, keys: Sequence[bytes] = (), now: int = 0) -> bytes:
        """Return the JSON of one step of opening a sealed message, nothing where it is not sealed. Raises `Unreadable`."""
        return (await self._entries(Unseal(step, message, list(keys), now)))[0]

    async def picture(self, raw: bytes) -> tuple[str, bytes] | None:
        """Return a picture's media type and bytes, None where it is not one that may be shown."""
        try:
            entries = await self._entries(CleanPicture(raw))
        except Unreadable:
            return None
        return (entries[0].decode("ascii"), entries[1]) if len(entries) == 2 and entries[0] else None

    async def preview(self, content: bytes, name: str) -> tuple[str, bytes]:
        """Return a file's preview, nothing where it cannot be read."""
        try:
            kind, shown = await self._entries(PreviewBytes(content, name))
        except Unreadable:
            return "", b""
        return kind.decode("ascii"), shown

    async def document(self, body: Parse) -> bytes:
        """Return what is made of a document. Raises `Unreadable`, `Unsupported`."""
        return (await self._entries(body))[0]

    async def resources(self, service: Service, raws: Sequence[bytes], window: Window) -> list[Resource | None]:
        """Return what each resource says, with the occurrences inside the window."""
        decode: Callable[[bytes], Resource] = _entry if service is Service.CALENDAR else _card
        return await self._batch(
            raws, lambda some: ParseResources(service, list(some), window.start, window.end), decode
        )

    async def edited(
        self, service: Service, raw: bytes, draft: Wish, *, uid: str, now: int, span: Span = Span.ALL, recurrence: str = ""
    ) -> list[bytes]:
        """Return a resource as the draft wants it. Raises `Unreadable`."""
        return await self._entries(EditResource(service, raw, to_json(draft).encode(), uid, now, span, recurrence))

    async def without(self, raw: bytes, *, now: int, span: Span, recurrence: str) -> bytes | None:
        """Return a calendar resource without an occurrence, None where nothing is left of it. Raises `Unreadable`."""
        return (await self._entries(EditResource(Service.CALENDAR, raw, b"", "", now, span, recurrence)))[0] or None

    async def misspelt(self, languages: Sequence[str], words: Sequence[str]) -> list[str]:
        """Return the words that no dictionary of the languages has; none where the parser could not tell."""
        return await self._words(FindMisspelt(list(languages), list(words)))

    async def suggested(self, languages: Sequence[str], word: str) -> list[str]:
        """Return what was probably meant by a word."""
        return await self._words(SuggestSpelling(list(languages), word))

    async def _words(self, body: Parse) -> list[str]:
        found = (await self._entries(body))[0]
        return from_json(found, list[str]) if found else []

    async def rules_of(self, script: bytes) -> RuleSet | None:
        """Return the rules of a Sieve script, None where it says more than plain rules. Raises `Unreadable`."""
        found = (await self._entries(RulesOfScript(script)))[0]
        return from_json(found, RuleSet) if found else None

    async def script_of(self, rules: RuleSet) -> bytes:
        """Return the Sieve script of rules. Raises `Unreadable("bad_rule")`."""
        return (await self._entries(ScriptOfRules(to_json(rules).encode())))[0]

    async def copied(self, raw: bytes, uid: str, note: str) -> bytes:
        """Return the same resource under another UID. Raises `Unreadable`."""
        return await self._one(CopyResource(raw, uid, note))

    async def restored(self, raw: bytes, over: bytes, now: int) -> bytes:
        """Return a calendar resource as it was, as a newer version. Raises `Unreadable`."""
        return await self._one(RestoreResource(raw, over, now))

    async def together(self, raws: Sequence[bytes]) -> bytes:
        """Return calendar resources as one calendar. Raises `Unreadable`."""
        return await self._one(JoinResources(list(raws)))

    async def merged(self, base: bytes, mine: bytes, theirs: bytes) -> bytes | None:
        """Return what both sides made of a resource, None where they contradict each other. Raises `Unreadable`."""
        return (await self._entries(MergeResources(base, mine, theirs)))[0] or None

    async def answered(
        self, message: bytes, uid: str, addresses: list[str], participation: Participation, *, now: int, comment: str, copy: bytes
    ) -> tuple[bytes, bytes]:
        """Return my copy of an invitation, and the reply to it. Raises `Unreadable`."""
        made = await self._entries(AnswerEnclosed(message, uid, addresses, participation, now, comment, copy))
        return made[0], made[1]

    async def told(
        self, copy: bytes, method: Method, addresses: list[str], *, now: int, participation: Participation,
        draft: EntryDraft | None, comment: str, recurrence: str, off: tuple[str, ...],
    ) -> tuple[bytes, bytes]:  # fmt: skip
        """Return the message that tells others of an entry, and the calendar's copy after it. Raises `Unreadable`."""
        wish = to_json(draft).encode() if draft is not None else b""
        made = await self._entries(
            TellOfEntry(copy, method, addresses, participation, wish, now, comment, recurrence, off)
        )
        return made[0], made[1]

    async def settled(
        self, message: bytes, uid: str, sender: str, addresses: list[str], *, copy: bytes, now: int, accepted: bool, comment: str
    ) -> tuple[bytes, bytes]:
        """Return the calendar's copy after a settled proposal, and the message to send. Raises `Unreadable`."""
        made = await self._entries(SettleEnclosed(message, uid, sender, addresses, copy, now, accepted, comment))
        return made[0], made[1]

    async def noted(self, message: bytes, uid: str, sender: str, *, copy: bytes, now: int) -> bytes | None:
        """Return the calendar's copy after what a message says of it, None where nothing changes. Raises `Unreadable`."""
        return (await self._entries(NoteEnclosed(message, uid, sender, copy, now)))[0] or None

    async def busy(self, raws: Sequence[bytes], start: int, end: int) -> list[Busy]:
        """Return when somebody is busy, by the VFREEBUSY calendars of an answer. Raises `Unreadable`."""
        return _stretches((await self._entries(ReadBusy(list(raws), start, end)))[0])

    async def cut(self, service: Service, raw: bytes) -> list[bytes]:
        """Return the resources that an imported file holds. Raises `Unreadable`."""
        return await self._entries(CutResources(service, raw))

    async def joined(self, cards: Sequence[bytes]) -> bytes:
        """Return the first vCard with what the others have beside. Raises `Unreadable`."""
        return (await self._entries(JoinCards(list(cards))))[0]

    async def written(self, cards: Sequence[bytes], form: str) -> bytes:
        """Return a file of vCards. Raises `Unsupported`."""
        return (await self._entries(WriteCards(list(cards), form)))[0]

    async def photo(self, card: bytes) -> tuple[str, bytes] | None:
        """Return a vCard's photo, None where it has none that may be shown."""
        try:
            entries = await self._entries(PhotoOfCard(card))
        except Unreadable:
            return None
        return (entries[0].decode("ascii"), entries[1]) if len(entries) == 2 and entries[0] else None

    async def close(self) -> None:
        """End the parser."""
        worker, self._worker = self._worker, None
        if worker is not None:
            await worker.end()

    async def _one(self, body: Parse) -> bytes:
        entries = await self._entries(body)
        if not entries[0]:
            raise Unreadable("unreadable")
        return entries[0]

    async def _entries(self, body: Parse) -> list[bytes]:
        async with self._turn:
            found = await self._ask(body, 1)
        if not found:
            raise Unreadable("parser_failed")
        return found

    async def _batch(
        self, items: Sequence[bytes], body: Callable[[Sequence[bytes]], Parse], decode: Callable[[bytes], T]
    ) -> list[T | None]:
        if not items:
            return []
        async with self._turn:
            entries = await self._halving(items, body)
        return [decode(entry) if entry else None for entry in entries]

    async def _halving(self, items: Sequence[bytes], body: Callable[[Sequence[bytes]], Parse]) -> list[bytes]:
        found = await self._ask(body(items), len(items))
        if found is not None:
            return found
        if len(items) == 1:
            return [b""]
        middle = len(items) // 2
        return [*await self._halving(items[:middle], body), *await self._halving(items[middle:], body)]

    async def _ask(self, body: Parse, items: int) -> list[bytes] | None:
        """Return what the parser made, None where it went over its limits or died."""
        if self._worker is None:
            self._worker = await self._spawn()
        try:
            parsed = await self._worker.ask(body, self._item_seconds + 0.1 * items)
        except (Offline, Transient) as fault:
            _log.warning("parser ended on a %s: %s", type(body).__name__, fault.code)
            await self.close()
            return None
        if not isinstance(parsed, Parsed) or len(parsed.entries) < 1:
            await self.close()
            return None
        return parsed.entries


def _tried(parse: Callable[[bytes], T], raw: bytes) -> T | None:
    try:
        return parse(raw)
    except Unreadable:
        return None
