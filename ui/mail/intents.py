"""What the person wants done with messages and folders, as operations; and how to take the last ones back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from time import time

from PySide6.QtCore import QObject, Signal

from sync.model.collections import Role
from sync.model.faults import Gone, Rejected, Unsupported
from sync.model.ids import AccountId, CollectionId, ItemId, OperationId, new_operation_id
from sync.model.letter_marks import DUE, PINNED, RETURNED, SNOOZED, due, of_kind, snoozed
from sync.model.mail import Flag
from sync.model.operations import (
    ChangeFlags,
    CopyItems,
    CreateCollection,
    DeleteCollection,
    DeleteItems,
    EmptyCollection,
    Intention,
    MoveItems,
    RenameCollection,
)
from sync.rpc import messages as m
from sync.serial import intention_to_json
from sync.store.read.mailboxes import by_role
from sync.store.read.mailboxes import mailboxes as read_mailboxes
from sync.store.read.message_ids import ids as ids_in
from sync.store.read.messages import Only
from sync.store.rows import MailboxRow, MessageRow
from ui.common import dates
from ui.common.slots import slot_owed
from ui.link import Link

UNDO_SECONDS = 10
"""How long a deletion for good waits in the outbox, so that it can be taken back."""
KEPT_UNDOS = 20


@dataclass(frozen=True, slots=True)
class _Step:
    """One sent operation, and the intention that reverses it where it has already run."""

    operation: OperationId
    account: AccountId
    reverse: Intention | None


@dataclass(frozen=True, slots=True)
class _Deed:
    """Everything that one action of the person sent."""

    steps: list[_Step] = field(default_factory=list)


class Intents(QObject):
    """Turns actions into `Intend` commands."""

    done = Signal(str, bool)
    """What was done, in words, and whether it can be undone."""

    def __init__(
        self, link: Link, parent: QObject | None = None, *, by_year: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._by_year = by_year
        """Whether Archives has a folder for each year."""
        self._deeds: list[_Deed] = []

    # --- flags

    @slot_owed
    async def change_flags(self, rows: Sequence[MessageRow], add: Flag, remove: Flag) -> None:
        """Add and remove flags. A letter without its flag is due no more; one that was read needs no place on top."""
        gone: set[str] = {RETURNED} if add & Flag.SEEN and any(RETURNED in row.keywords for row in rows) else set()
        if remove & Flag.FLAGGED:
            gone |= _marks(rows, DUE)
        for account, items in _by_account(rows).items():
            await self._intend(account, ChangeFlags(items, add, remove, remove_keywords=frozenset(gone)))

    @slot_owed
    async def change_keywords(
        self, rows: Sequence[MessageRow], add: frozenset[str], remove: frozenset[str]
    ) -> None:
        """Add and remove keywords."""
        for account, items in _by_account(rows).items():
            await self._intend(account, ChangeFlags(items, add_keywords=add, remove_keywords=remove))

    @slot_owed
    async def pin(self, rows: Sequence[MessageRow], wanted: bool) -> None:
        """Let letters stand on top of their list, or where their date puts them."""
        mark = frozenset((PINNED,))
        for account, items in _by_account(rows).items():
            add, remove = (mark, frozenset[str]()) if wanted else (frozenset[str](), mark)
            await self._intend(account, ChangeFlags(items, add_keywords=add, remove_keywords=remove))

    @slot_owed
    async def snooze(self, rows: Sequence[MessageRow], until: int) -> None:
        """Let letters leave the list until a time (seconds since 1970)."""
        deed, mark = _Deed(), snoozed(until)
        gone = frozenset((_marks(rows, SNOOZED) | {RETURNED}) - {mark})
        for account, items in _by_account(rows).items():
            operation = await self._intend(account, ChangeFlags(items, add_keywords=frozenset((mark,)), remove_keywords=gone))
            deed.steps.append(_Step(operation, account, ChangeFlags(items, remove_keywords=frozenset((mark,)))))
        self._remember(deed)
        self._tell(self.tr("Back on {date}").format(date=dates.full(until)))

    @slot_owed
    async def bring_back(self, rows: Sequence[MessageRow]) -> None:
        """Let letters that were put off be in the list again."""
        gone = frozenset(_marks(rows, SNOOZED))
        for account, items in _by_account(rows).items():
            await self._intend(account, ChangeFlags(items, remove_keywords=gone))

    @slot_owed
    async def remind(self, rows: Sequence[MessageRow], at: int) -> None:
        """Flag letters, and let the person be reminded of them at a time (seconds since 1970)."""
        mark = due(at)
        gone = frozenset(_marks(rows, DUE) - {mark})
        for account, items in _by_account(rows).items():
            wanted = ChangeFlags(items, Flag.FLAGGED, add_keywords=frozenset((mark,)), remove_keywords=gone)
            await self._intend(account, wanted)
        self.done.emit(self.tr("You will be reminded on {date}").format(date=dates.full(at)), False)

    @slot_owed
    async def forget_due(self, rows: Sequence[MessageRow]) -> None:
        """Be done with letters that were due: the flag goes with it."""
        for account, items in _by_account(rows).items():
            gone = frozenset(_marks(rows, DUE))
            await self._intend(account, ChangeFlags(items, remove=Flag.FLAGGED, remove_keywords=gone))

    # --- moving

    @slot_owed
    async def move(self, rows: Sequence[MessageRow], target: MailboxRow) -> None:
        """Move messages to a folder of their account; those of other accounts stay."""
        taken = [row for row in rows if row.account == target.account and row.collection != target.id]
        if len(taken) < len([row for row in rows if row.collection != target.id]):
            raise Unsupported("move_between_accounts")
        if taken:
            await self._move(taken, {target.account: target.id})
            self._tell(self.tr("%n message(s) moved", "", len(taken)))

    @slot_owed
    async def copy(self, rows: Sequence[MessageRow], target: MailboxRow) -> None:
        """Copy messages to a folder of their account."""
        taken = [row for row in rows if row.account == target.account]
        if len(taken) < len(rows):
            raise Unsupported("move_between_accounts")
        await self._intend(target.account, CopyItems(tuple(row.id for row in taken), target.id))
        self.done.emit(self.tr("%n message(s) copied", "", len(taken)), False)

    @slot_owed
    async def archive(self, rows: Sequence[MessageRow]) -> None:
        """Move messages to Archives, or to the folder of their year in it."""
        if self._by_year():
            await self._archive_by_year(rows)
        else:
            await self._move_to(rows, Role.ARCHIVE)
        self._tell(self.tr("%n message(s) archived", "", len(rows)))

    @slot_owed
    async def junk(self, rows: Sequence[MessageRow], is_junk: bool) -> None:
        """Mark messages as junk and move them there, or back to the inbox."""
        add, remove = (Flag.JUNK, Flag.NOT_JUNK) if is_junk else (Flag.NOT_JUNK, Flag.JUNK)
        for account, items in _by_account(rows).items():
            await self._intend(account, ChangeFlags(items, add, remove))
        await self._move_to(rows, Role.JUNK if is_junk else Role.INBOX)
        words = self.tr("%n message(s) moved to junk", "", len(rows))
        self._tell(words if is_junk else self.tr("%n message(s) moved to the inbox", "", len(rows)))

    @slot_owed
    async def delete(self, rows: Sequence[MessageRow]) -> None:
        """Move messages to the bin; those in the bin (or without one) are deleted for good after the time for undoing."""
        bins = {account: by_role(self._link.reader(), account, Role.TRASH) for account in _by_account(rows)}
        to_bin = [row for row in rows if bins[row.account] not in (None, row.collection)]
        for_good = [row for row in rows if bins[row.account] in (None, row.collection)]
        deed = _Deed()
        if to_bin:
            await self._move(to_bin, {account: box for account, box in bins.items() if box is not None}, deed)
        for account, items in _by_account(for_good).items():
            operation = await self._intend(account, DeleteItems(items), delay=UNDO_SECONDS)
            deed.steps.append(_Step(operation, account, None))
            if not to_bin:
                self._remember(deed)
        if for_good:
            self._tell(self.tr("%n message(s) deleted for good", "", len(for_good)))
        else:
            self._tell(self.tr("%n message(s) moved to the bin", "", len(to_bin)))

    async def _archive_by_year(self, rows: Sequence[MessageRow]) -> None:
        deed = _Deed()
        groups: dict[tuple[AccountId, int], list[MessageRow]] = {}
        for row in rows:
            groups.setdefault((row.account, datetime.fromtimestamp(row.date).astimezone().year), []).append(row)
        for (account, year), group in groups.items():
            target = await self._year(account, str(year))
            await self._move([row for row in group if row.collection != target], {account: target}, deed)

    async def _year(self, account: AccountId, name: str) -> CollectionId:
        """Return the folder of a year in Archives, made where there is none yet."""
        archive = by_role(self._link.reader(), account, Role.ARCHIVE)
        if archive is None:
            raise Unsupported("no_mailbox_for_role", role=Role.ARCHIVE.value)
        for again in (False, True):
            boxes = read_mailboxes(self._link.reader(), account)
            found = next((box.id for box in boxes if box.parent == archive and box.name == name), None)
            if found is not None:
                return found
            if not again:
                await self._intend(account, CreateCollection(name, archive))
        raise Gone("collection")

    async def _move_to(self, rows: Sequence[MessageRow], role: Role) -> None:
        targets: dict[AccountId, CollectionId] = {}
        for account in _by_account(rows):
            box = by_role(self._link.reader(), account, role)
            if box is None:
                raise Unsupported("no_mailbox_for_role", role=role.value)
            targets[account] = box
        await self._move([row for row in rows if row.collection != targets[row.account]], targets)

    async def _move(
        self, rows: Sequence[MessageRow], targets: dict[AccountId, CollectionId], deed: _Deed | None = None
    ) -> None:
        deed = deed or _Deed()
        groups: dict[tuple[AccountId, CollectionId], list[ItemId]] = {}
        for row in rows:
            groups.setdefault((row.account, row.collection), []).append(row.id)
        for (account, origin), items in groups.items():
            operation = await self._intend(account, MoveItems(tuple(items), targets[account]))
            deed.steps.append(_Step(operation, account, MoveItems(tuple(items), origin)))
        if deed not in self._deeds:
            self._remember(deed)

    # --- folders

    @slot_owed
    async def create_folder(self, account: AccountId, name: str, parent: CollectionId | None) -> None:
        """Create a folder."""
        await self._intend(account, CreateCollection(name, parent))

    @slot_owed
    async def rename_folder(self, box: MailboxRow, name: str) -> None:
        """Give a folder another name."""
        await self._intend(box.account, RenameCollection(box.id, name))

    @slot_owed
    async def delete_folder(self, box: MailboxRow) -> None:
        """Delete a folder with what is in it, after the time for undoing."""
        operation = await self._intend(box.account, DeleteCollection(box.id), delay=UNDO_SECONDS)
        self._remember(_Deed([_Step(operation, box.account, None)]))
        self._tell(self.tr("Folder {name} deleted").format(name=box.name))

    @slot_owed
    async def empty_folder(self, box: MailboxRow) -> None:
        """Delete for good all that a folder holds now, after the time for undoing."""
        items = await self._link.read_in_background(ids_in, (box.id,))
        if not items:
            return
        intention = EmptyCollection(box.id, tuple(ItemId(item) for item in items))
        operation = await self._intend(box.account, intention, delay=UNDO_SECONDS)
        self._remember(_Deed([_Step(operation, box.account, None)]))
        self._tell(self.tr("%n message(s) deleted for good", "", len(items)))

    @slot_owed
    async def mark_folder_read(self, box: MailboxRow) -> None:
        """Mark all messages of a folder as read."""
        unread = await self._link.read_in_background(partial(ids_in, only=Only.UNREAD), (box.id,))
        if unread:
            await self._intend(box.account, ChangeFlags(tuple(ItemId(item) for item in unread), Flag.SEEN))

    # --- undo

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._deeds)

    @slot_owed
    async def undo(self) -> None:
        """Take the last move or deletion back: cancelled where it waits, reversed where it has already run."""
        if not self._deeds:
            return
        deed = self._deeds.pop()
        late = False
        for step in reversed(deed.steps):
            try:
                await self._link.ask(m.CancelOperation(step.operation))
            except (Gone, Rejected):
                late = late or step.reverse is None
                if step.reverse is not None:
                    await self._intend(step.account, step.reverse)
        self.done.emit(self.tr("Too late to undo") if late else self.tr("Undone"), False)

    def _remember(self, deed: _Deed) -> None:
        self._deeds = [*self._deeds[1 - KEPT_UNDOS :], deed]

    def _tell(self, words: str) -> None:
        self.done.emit(words, True)

    async def _intend(self, account: AccountId, intention: Intention, *, delay: int = 0) -> OperationId:
        operation = new_operation_id()
        kind, text = intention_to_json(intention)
        not_before = int((time() + delay) * 1000) if delay else 0
        await self._link.ask(m.Intend(operation, account, kind, text.encode(), not_before))
        return operation


def _marks(rows: Iterable[MessageRow], beginning: str) -> set[str]:
    """Return the keywords of the letters that begin so."""
    return {mark for row in rows for mark in of_kind(row.keywords, beginning)}


def _by_account(rows: Iterable[MessageRow]) -> dict[AccountId, tuple[ItemId, ...]]:
    groups: dict[AccountId, list[ItemId]] = {}
    for row in rows:
        groups.setdefault(row.account, []).append(row.id)
    return {account: tuple(items) for account, items in groups.items()}
