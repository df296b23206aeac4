"""Operations on messages that are there: flags, move, copy, delete. Each may be repeated without harm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sync.model.faults import Rejected, Uncertain
from sync.model.ids import OperationId, RemoteId
from sync.model.operations import Applied, ChangeFlags, Landed, MoveItems, RemoteItem, RemoteOperation
from sync.protocols.imap import flags as imap_flags
from sync.protocols.imap import remote_ids
from sync.protocols.imap.letters import header_value, message_ids
from sync.protocols.imap.session import Session
from sync.transport.imap import sets
from sync.transport.imap.client import ImapClient
from sync.transport.imap.commands import Command
from sync.transport.imap.response import Response
from sync.transport.imap.selected import Selected
from sync.transport.imap.syntax import first, items, number, octets

_DELETED = b"\\Deleted"


@dataclass(slots=True)
class Placing:
    """Carries out operations on messages. `_began` remembers, per copy, the UIDNEXT of its target before it was sent."""

    session: Session
    _began: dict[OperationId, tuple[int, int]] = field(default_factory=dict)

    async def change_flags(self, operation: RemoteOperation, intention: ChangeFlags) -> Applied:
        """STORE the flags. What the mailbox cannot keep (keywords) is left out; a read-only one refuses."""
        client, selected, there, landed = await self._locate(operation)
        if there and selected.read_only:
            raise Rejected("read_only")
        modseqs: dict[int, int] = {}
        for sign, changed, keywords in (
            (b"+", intention.add, intention.add_keywords),
            (b"-", intention.remove, intention.remove_keywords),
        ):
            names = [name for name in imap_flags.write(changed, keywords) if selected.allows(name)]
            if names and there:
                modseqs |= await _store(client, there, sign, names)
        landed += [
            Landed(item, RemoteItem(item.collection, item.item, str(modseqs[uid]) if uid in modseqs else ""))
            for uid, item in there.items()
        ]
        return Applied(tuple(landed))

    async def move(self, operation: RemoteOperation) -> Applied:
        """MOVE (RFC 6851), else COPY and expunge just these. Messages already gone from the source count as moved."""
        client, selected, there, landed = await self._locate(operation)
        if landed:
            landed = await self._moved_before(operation, landed)
            client, selected = await self.session.select(operation.items[0].collection)
        if not there:
            return Applied(tuple(landed))
        if selected.read_only:
            raise Rejected("read_only")
        if operation.target == operation.items[0].collection:
            return Applied((*landed, *(Landed(item, item) for item in there.values())))
        if client.has(b"MOVE"):
            described = {} if client.has(b"UIDPLUS") else await message_ids(client, there)
            placed: dict[int, RemoteId] = {}
            for text in sets.to_texts(there):
                command = [b"UID MOVE ", text, b" ", *client.mailbox(operation.target)]
                placed |= _placed(*await _with_copyuid(client, command, once=False))
            placed = placed or await self._find(operation.target, described)
        else:
            placed = await self._copied_before(operation, there)
            missing = [uid for uid in there if uid not in placed]
            placed |= await self._copy(operation, missing) if missing else {}
            client, _ = await self.session.select(operation.items[0].collection)
            await expunge(client, there)
            self._began.pop(operation.id, None)
        return Applied((*landed, *_landed(there, operation.target, placed, stays=False)))

    async def copy(self, operation: RemoteOperation) -> Applied:
        """COPY. A message that the target already holds (same Message-ID and size) is not copied again."""
        _, _, there, landed = await self._locate(operation)
        if not there:
            return Applied(tuple(landed))
        known = await self._already_in(operation, there)
        missing = [uid for uid in there if uid not in known]
        placed = known | (await self._copy(operation, missing) if missing else {})
        self._began.pop(operation.id, None)
        return Applied((*landed, *_landed(there, operation.target, placed, stays=True)))

    async def delete(self, operation: RemoteOperation) -> Applied:
        """Mark and expunge just these messages."""
        client, selected, there, landed = await self._locate(operation)
        if there and selected.read_only:
            raise Rejected("read_only")
        if there:
            await expunge(client, there)
        return Applied((*landed, *(Landed(item, None) for item in there.values())))

    async def settled(self, operation: RemoteOperation) -> Applied | None:
        """Look whether a move or copy of which the answer was lost took place; None: it may be carried out (again)."""
        _, _, there, landed = await self._locate(operation)
        if isinstance(operation.intention, MoveItems):
            return None if there else Applied(tuple(await self._moved_before(operation, landed)))
        known = await self._already_in(operation, there)
        if not known:
            return None
        copied = await self._copied_before(operation, there)
        if len(copied) < len(there):
            raise Uncertain("cannot_tell", operation=operation.id)
        self._began.pop(operation.id, None)
        return Applied((*landed, *_landed(there, operation.target, copied, stays=True)))

    async def _locate(
        self, operation: RemoteOperation
    ) -> tuple[ImapClient, Selected, dict[int, RemoteItem], list[Landed]]:
        """Select the source and return the messages that are there by UID, and what became of the others."""
        source = operation.items[0].collection if operation.items else RemoteId("")
        client, selected = await self.session.select(source)
        named: dict[int, RemoteItem] = {}
        landed: list[Landed] = []
        for item in operation.items:
            uid = remote_ids.uid_of(item.item, selected.uid_validity)
            if uid is None:
                landed.append(Landed(item, None))
            else:
                named[uid] = item
        here: set[int] = set()
        for text in sets.to_texts(named):
            here.update(await client.search([b"UID ", text]))
        landed += [Landed(item, None) for uid, item in named.items() if uid not in here]
        return client, selected, {uid: item for uid, item in named.items() if uid in here}, landed

    async def _copy(self, operation: RemoteOperation, uids: Iterable[int]) -> dict[int, RemoteId]:
        """COPY and return where each message is now, as far as can be told. `Uncertain` where the answer was lost."""
        client = await self.session.client()
        before = self._began.get(operation.id) or await client.next_uid(operation.target)
        client, _ = await self.session.select(operation.items[0].collection)
        described = {} if client.has(b"UIDPLUS") else await message_ids(client, uids)
        self._began[operation.id] = before
        placed: dict[int, RemoteId] = {}
        for text in sets.to_texts(uids):
            command = [b"UID COPY ", text, b" ", *client.mailbox(operation.target)]
            placed |= _placed(*await _with_copyuid(client, command, once=True))
        return placed or await self._find(operation.target, described)

    async def _copied_before(self, operation: RemoteOperation, there: dict[int, RemoteItem]) -> dict[int, RemoteId]:
        """Return what an earlier attempt, of which the answer was lost, has put into the target already."""
        began = self._began.get(operation.id)
        if began is None:
            return {}
        validity, before = began
        known = await self._already_in(operation, there)
        return {
            uid: item
            for uid, item in known.items()
            if (found := remote_ids.parts(item))[0] == validity and found[1] >= before
        }

    async def _moved_before(self, operation: RemoteOperation, gone: Sequence[Landed]) -> list[Landed]:
        """Look in the target for what is gone from the source: an earlier attempt, of which the answer was lost, moved it."""
        described = {
            place: (one.was.message_id, one.was.size) for place, one in enumerate(gone) if one.was and one.was.message_id
        }
        found = await self._find(operation.target, described)
        return [
            Landed(one.was, RemoteItem(operation.target, found[place])) if place in found else one
            for place, one in enumerate(gone)
        ]

    async def _already_in(self, operation: RemoteOperation, there: Iterable[int]) -> dict[int, RemoteId]:
        """Return, by UID in the source, the same messages in the target: same Message-ID and size."""
        client, _ = await self.session.select(operation.items[0].collection)
        return await self._find(operation.target, await message_ids(client, there))

    async def _find(self, mailbox: RemoteId, described: dict[int, tuple[str, int]]) -> dict[int, RemoteId]:
        """Return where the described messages (key: Message-ID and size) are in `mailbox`; the newest of several."""
        if not described:
            return {}
        client, selected = await self.session.select(mailbox)
        known: dict[int, RemoteId] = {}
        for uid, (message_id, size) in described.items():
            if not message_id or not size:
                continue
            same_size = b" LARGER %d SMALLER %d" % (size - 1, size + 1)
            found = await client.search([b"HEADER Message-ID ", *header_value(client, message_id), same_size])
            if found:
                known[uid] = remote_ids.of(selected.uid_validity, found[-1])
        return known


async def _store(client: ImapClient, uids: Iterable[int], sign: bytes, names: Sequence[bytes]) -> dict[int, int]:
    """STORE and return the MODSEQ of each message that the server says one for."""
    modseqs: dict[int, int] = {}

    def take(response: Response) -> bool:
        if response.kind != b"FETCH":
            return False
        fetched = response.fetched
        if b"UID" in fetched and b"MODSEQ" in fetched:
            modseqs[number(fetched[b"UID"])] = number(first(items(fetched[b"MODSEQ"])))
        return True

    for text in sets.to_texts(uids):
        command = [b"UID STORE ", text, b" ", sign, b"FLAGS.SILENT (", b" ".join(names), b")"]
        await client.connection.run(command, take=take)
    return modseqs


async def expunge(client: ImapClient, uids: Iterable[int]) -> None:
    """Remove these messages and no others, also where only a plain EXPUNGE exists."""
    chosen = set(uids)
    await _store(client, chosen, b"+", [_DELETED])
    if client.has(b"UIDPLUS") or client.has(b"IMAP4REV2"):
        for text in sets.to_texts(chosen):
            await client.connection.run([b"UID EXPUNGE ", text])
        return
    others = [uid for uid in await client.search([b"DELETED"]) if uid not in chosen]
    if others:
        await _store(client, others, b"-", [_DELETED])
    await client.connection.run([b"EXPUNGE"])
    if others:
        await _store(client, others, b"+", [_DELETED])


async def _with_copyuid(client: ImapClient, command: Command, *, once: bool) -> tuple[int, list[int], list[int]]:
    """Run COPY or MOVE; return what COPYUID says: the target's UIDVALIDITY, UIDs before, UIDs after."""
    told: tuple[int, list[int], list[int]] = (0, [], [])

    def note(response: Response) -> bool:
        nonlocal told
        if response.code == b"COPYUID" and len(response.arguments) == 3:
            validity, before, after = response.arguments
            told = number(validity), sets.from_text(octets(before)), sets.from_text(octets(after))
        return response.is_status

    try:
        connection = client.connection
        note(await (connection.run_once(command, take=note) if once else connection.run(command, take=note)))
    except Rejected as fault:
        raise client.missing(fault) from fault
    return told


def _placed(validity: int, before: list[int], after: list[int]) -> dict[int, RemoteId]:
    return {was: remote_ids.of(validity, now) for was, now in zip(before, after, strict=False)}


def _landed(
    there: dict[int, RemoteItem], target: RemoteId, placed: dict[int, RemoteId], *, stays: bool
) -> Iterable[Landed]:
    """Yield where each message, or (`stays`) the copy of it, is now; a copy that cannot be told is left out."""
    for uid, item in there.items():
        now = RemoteItem(target, placed[uid]) if uid in placed else None
        if now is not None or not stays:
            yield Landed(item, now)
