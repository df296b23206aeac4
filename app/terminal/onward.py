"""The command line's `redirect` and `receipt`: a message sent on as it was received, and the receipt that one asks for."""

from __future__ import annotations

import argparse

from app.terminal.mail import FETCH_SECONDS, addresses
from app.terminal.session import Session
from app.terminal.words import word
from sync.model.accounts import Identity
from sync.model.faults import Gone, Rejected
from sync.model.ids import ItemId, new_operation_id
from sync.model.mail import Content
from sync.rpc.messages import AnswerReceipt, ContentAnswer, Done, Open, Redirect, Sending
from sync.serial import from_json
from sync.store.read import accounts as read_accounts
from sync.store.read import messages as read_messages


async def redirect(session: Session, asked: argparse.Namespace) -> None:
    """Put a message into the outbox for others, as it was received."""
    who = _identity(session, asked)
    people = [(one.name, one.address) for one in addresses(asked.to)]
    command = Redirect(asked.id or new_operation_id(), asked.message, (who.name, who.address), people, asked.undo_seconds)
    sending = await session.ask(command, Sending, FETCH_SECONDS)
    record = {"operation": sending.operation, "not_before": sending.not_before}
    session.output.record(record, word("send.queued", id=sending.operation))


async def receipt(session: Session, asked: argparse.Namespace) -> None:
    """Give the receipt that a message asks for; once, however often this is asked."""
    who = _identity(session, asked)
    answer = await session.ask(Open(asked.message), ContentAnswer, FETCH_SECONDS)
    subject = from_json(answer.content, Content).envelope.subject
    words = word("receipt.subject", subject=subject), word("receipt.text", subject=subject, me=who.address)
    await session.ask(AnswerReceipt(asked.message, (who.name, who.address), *words), Done, FETCH_SECONDS)
    session.output.record({"message": asked.message}, word("queued", count=1))


def _identity(session: Session, asked: argparse.Namespace) -> Identity:
    """Return who of the message's account acts: the usual one, or the one that is named."""
    with session.reader() as opened:
        row = read_messages.message(opened, ItemId(asked.message))
        if row is None:
            raise Gone("item")
        known = read_accounts.account(opened, row.account).identities
    found = next((one for one in known if asked.identity in (one.address, one.label)), None) if asked.identity else known[0]
    if found is None:
        raise Rejected("no_identity", address=asked.identity)
    return found
