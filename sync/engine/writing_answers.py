"""Commands about drafts and about what waits in the outbox: one table from command to answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sync.engine import conflicts
from sync.engine.desk import Desk
from sync.model.faults import Bug
from sync.model.ids import AccountId, BlobName, ItemId, OperationId
from sync.model.mail import Draft
from sync.model.operations import Operation, SaveDraft, Submission
from sync.rpc import messages as m
from sync.serial import from_json, intention_from_json, to_json
from sync.store.write import outbox as write_outbox


async def _intend(desk: Desk, asked: m.Intend) -> m.Reply:
    intention = intention_from_json(asked.kind, asked.intention)
    if isinstance(intention, Submission | SaveDraft):
        raise Bug("not_by_intend", intention=asked.kind)
    operation = Operation(
        OperationId(asked.id), AccountId(asked.account), intention, created=desk.shop.clock.now_ms(), not_before=asked.not_before
    )
    desk.shop.notices.touched(await desk.store.write_durably(write_outbox.add, operation))
    return m.Done()


async def _keep_draft(desk: Desk, asked: m.KeepDraft) -> m.Reply:
    await desk.composing.keep(asked.key, AccountId(asked.account), from_json(asked.draft, Draft))
    return m.Done()


async def _drop_draft(desk: Desk, asked: m.DropDraft) -> m.Reply:
    await desk.composing.drop(asked.key)
    return m.Done()


async def _open_draft(desk: Desk, asked: m.OpenDraft) -> m.Reply:
    composing = desk.composing
    if asked.new_message_id:
        key, account, draft = await composing.open_as_new(ItemId(asked.message), asked.new_message_id)
    elif asked.operation:
        key, account, draft = await composing.open_operation(OperationId(asked.operation))
    else:
        key, account, draft = await composing.open_message(ItemId(asked.message))
    return m.DraftAnswer(key, account, to_json(draft).encode())


async def _send(desk: Desk, asked: m.Send) -> m.Reply:
    account, draft = AccountId(asked.account), from_json(asked.draft, Draft)
    not_before = await desk.composing.send(OperationId(asked.id), asked.key, account, draft, asked.undo_seconds)
    return m.Sending(asked.id, not_before)


async def _store_draft_now(desk: Desk, asked: m.StoreDraftNow) -> m.Reply:
    account, draft = AccountId(asked.account), from_json(asked.draft, Draft)
    await desk.composing.store_draft(OperationId(asked.id), asked.key, account, draft)
    return m.Done()


async def _keep_file(desk: Desk, asked: m.KeepFile) -> m.Reply:
    return m.Kept(*await desk.composing.keep_file(asked.ticket, asked.data, asked.last))


async def _cancel_operation(desk: Desk, asked: m.CancelOperation) -> m.Reply:
    operation = desk.composing.existing(OperationId(asked.id))
    worker = desk.accounts.find(operation.account)
    if worker is None or not await worker.outbox.give_up(operation.id):
        await desk.composing.take_back(operation.id)
    return m.Done()


async def _retry_operation(desk: Desk, asked: m.RetryOperation) -> m.Reply:
    desk.shop.notices.touched(await desk.store.write_durably(write_outbox.retry, OperationId(asked.id)))
    return m.Done()


async def _settle_operation(desk: Desk, asked: m.SettleOperation) -> m.Reply:
    operation = desk.composing.existing(OperationId(asked.id))
    await desk.accounts.worker(operation.account).outbox.settle_by_user(operation.id)
    return m.Done()


async def _discard_operation(desk: Desk, asked: m.DiscardOperation) -> m.Reply:
    _, touched = await desk.store.write_durably(write_outbox.discard, OperationId(asked.id))
    desk.shop.notices.touched(touched)
    return m.Done()


async def _resolve(desk: Desk, asked: m.Resolve) -> m.Reply:
    made = conflicts.Made(BlobName(asked.made), asked.over) if asked.made else None
    await conflicts.resolve(desk.shop, asked.conflict, asked.resolution, made)
    return m.Done()


DRAFT_ANSWERS: Mapping[type[m.Command], Callable[[Desk, Any], Awaitable[m.Reply]]] = {
    m.KeepDraft: _keep_draft, m.OpenDraft: _open_draft, m.KeepFile: _keep_file,
}  # fmt: skip
"""What is not in the outbox yet: command → answer."""

WRITING_ANSWERS: Mapping[type[m.Command], Callable[[Desk, Any], Awaitable[m.Reply]]] = {
    m.Intend: _intend, m.DropDraft: _drop_draft, m.Send: _send, m.StoreDraftNow: _store_draft_now,
    m.CancelOperation: _cancel_operation, m.RetryOperation: _retry_operation, m.SettleOperation: _settle_operation,
    m.DiscardOperation: _discard_operation, m.Resolve: _resolve,
}  # fmt: skip
"""What changes the outbox: command → answer."""
