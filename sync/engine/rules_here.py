"""Rules on this machine, for servers that have none: each message that arrives is looked at once, its deeds go by the outbox."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sync.engine.workplace import Workplace
from sync.model.accounts import Service
from sync.model.faults import Rejected
from sync.model.ids import CollectionId, ItemId, RemoteId, new_operation_id
from sync.model.mail import Address, Envelope, Flag
from sync.model.operations import ChangeFlags, CopyItems, DeleteItems, Intention, MoveItems, Operation
from sync.model.rules import Comparison, Condition, Deed, Rule, RuleSet, Subject
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import messages as read_messages
from sync.store.read import rules as read_rules
from sync.store.rows import MessageRow
from sync.store.write import rules as write_rules

SUBJECTS = frozenset({Subject.FROM, Subject.RECIPIENTS, Subject.SUBJECT, Subject.LIST, Subject.SIZE})
"""What can be looked at when a message arrives: its header and its size."""
DEEDS = frozenset({Deed.MOVE, Deed.COPY, Deed.SEEN, Deed.FLAG, Deed.TAG, Deed.DISCARD})


def check(rules: RuleSet) -> None:
    """Raise `Rejected("rule_not_here")` for a rule that only a server could carry out."""
    for rule in rules.rules:
        possible = {one.subject for one in rule.conditions} <= SUBJECTS and {one.deed for one in rule.actions} <= DEEDS
        if not (possible and rule.conditions and rule.actions):
            raise Rejected("rule_not_here", name=rule.name)
    if rules.absence.enabled:
        raise Rejected("absence_not_here")


def wanted(place: Workplace) -> bool:
    """Whether messages of this account are looked at here when they arrive."""
    if place.session.offers(Service.RULES):
        return False
    return any(rule.enabled for rule in place.store.read(read_rules.here, place.session.account.id).rules)


async def run(place: Workplace) -> None:
    """Look at what has arrived, and put what the rules want into the outbox."""
    account, store = place.session.account.id, place.store
    due = store.read(read_rules.due, account)
    if not due:
        return
    rules = store.read(read_rules.here, account).rules
    boxes = {
        RemoteId(action.value): store.read(read_mailboxes.local_id, account, Service.MAIL, RemoteId(action.value))
        for rule in rules
        for action in rule.actions
        if action.deed in (Deed.MOVE, Deed.COPY)
    }
    now = place.clock.now_ms()
    operations: list[Operation] = []
    keys: list[int] = []
    for row in store.read(read_messages.by_ids, due):
        envelope = store.read(read_messages.envelope, row.id)
        if envelope is None:
            continue
        key = key_of(envelope)
        if key in keys or store.read(read_rules.done, key):
            continue
        keys.append(key)
        operations += [
            Operation(new_operation_id(), account, one, created=now) for one in intentions(rules, row, envelope, boxes)
        ]
    place.notices.touched(await store.write_durably(write_rules.carry_out, due, keys, operations))
    if operations:
        place.notices.rows("operation")


def intentions(
    rules: Sequence[Rule], row: MessageRow, envelope: Envelope, boxes: dict[RemoteId, CollectionId | None]
) -> list[Intention]:
    """Return what rules want of a message: its flags first, then copies, then the first place that it is moved to."""
    items: tuple[ItemId, ...] = (row.id,)
    flags, keywords = Flag.NONE, frozenset[str]()
    copies: dict[CollectionId, None] = {}
    target: CollectionId | None = None
    discarded = False
    for rule in rules:
        if not rule.enabled or not meets(rule, row.size, envelope):
            continue
        for action in rule.actions:
            box = boxes.get(RemoteId(action.value))
            match action.deed:
                case Deed.SEEN:
                    flags |= Flag.SEEN
                case Deed.FLAG:
                    flags |= Flag.FLAGGED
                case Deed.TAG:
                    keywords |= {action.value}
                case Deed.COPY if box is not None:
                    copies[box] = None
                case Deed.MOVE if target is None:
                    target = box
                case Deed.DISCARD:
                    discarded = True
        if rule.last:
            break
    found: list[Intention] = []
    if (flags or keywords) and not (discarded and target is None):
        found.append(ChangeFlags(items, flags, add_keywords=keywords))
    found += [CopyItems(items, box) for box in copies]
    if target is not None and target != row.collection:
        found.append(MoveItems(items, target))
    elif discarded and target is None:
        found.append(DeleteItems(items))
    return found


def meets(rule: Rule, size: int, envelope: Envelope) -> bool:
    """Whether a message meets the conditions of a rule."""
    met = (_meets(condition, size, envelope) for condition in rule.conditions)
    return all(met) if rule.every else any(met)


def key_of(envelope: Envelope) -> int:
    """Return what a message is known by: its Message-ID, or what else tells it from others."""
    known = envelope.message_id or f"{envelope.sender.address} {envelope.date} {envelope.subject}"
    return int.from_bytes(hashlib.blake2b(known.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def _meets(condition: Condition, size: int, envelope: Envelope) -> bool:
    wanted = condition.value.strip().casefold()
    if condition.subject is Subject.SIZE:
        if not wanted.isdecimal():
            return False
        limit = int(wanted) * 1024
        return size > limit if condition.test is Comparison.LARGER else size < limit
    exactly = condition.test is Comparison.IS
    texts = [one.casefold() for one in _texts(condition.subject, envelope, addresses_alone=exactly)]
    match condition.test:
        case Comparison.CONTAINS:
            return any(wanted in text for text in texts)
        case Comparison.CONTAINS_NOT:
            return not any(wanted in text for text in texts)
        case Comparison.IS:
            return wanted in texts
        case Comparison.BEGINS:
            return any(text.startswith(wanted) for text in texts)
        case Comparison.ENDS:
            return any(text.endswith(wanted) for text in texts)
        case _:
            return False


def _texts(subject: Subject, envelope: Envelope, *, addresses_alone: bool) -> list[str]:
    def people(found: Sequence[Address]) -> list[str]:
        return [one.address if addresses_alone else str(one) for one in found]

    match subject:
        case Subject.FROM:
            return people([envelope.sender])
        case Subject.RECIPIENTS:
            return people([*envelope.to, *envelope.cc])
        case Subject.SUBJECT:
            return [envelope.subject]
        case Subject.LIST:
            return [envelope.list_id]
        case _:
            return []
