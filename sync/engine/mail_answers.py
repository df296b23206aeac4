"""Commands about letters that go on: one table from command to answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sync.engine.desk import Desk
from sync.model.ids import ItemId, OperationId
from sync.model.mail import Address
from sync.rpc import messages as m


async def _redirect(desk: Desk, asked: m.Redirect) -> m.Reply:
    people = [Address(*one) for one in asked.recipients]
    not_before = await desk.onward.redirect(
        OperationId(asked.id), ItemId(asked.message), Address(*asked.sender), people, asked.undo_seconds
    )
    return m.Sending(asked.id, not_before)


async def _answer_receipt(desk: Desk, asked: m.AnswerReceipt) -> m.Reply:
    sender = Address(*asked.sender)
    await desk.onward.answer_receipt(ItemId(asked.message), sender, asked.subject, asked.text, automatic=asked.automatic)
    return m.Done()


MAIL_ANSWERS: Mapping[type[m.Command], Callable[[Desk, Any], Awaitable[m.Reply]]] = {
    m.Redirect: _redirect, m.AnswerReceipt: _answer_receipt,
}  # fmt: skip
"""Command → answer."""
