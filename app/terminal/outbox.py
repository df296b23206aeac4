"""The command line's `outbox` commands: what waits, and retry, discard, settle."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.terminal.records import record_of
from app.terminal.session import Session
from app.terminal.words import sentence, word
from sync.rpc.messages import DiscardOperation, Done, RetryOperation, SettleOperation
from sync.serial import fault_from_json
from sync.store.read import outbox as read_outbox

Act: TypeAlias = RetryOperation | DiscardOperation | SettleOperation

ACTIONS: dict[str, type[Act]] = {"retry": RetryOperation, "discard": DiscardOperation, "settle": SettleOperation}


async def show_all(session: Session, asked: argparse.Namespace) -> None:
    """List the operations that are not settled, with what the server said last."""
    with session.reader() as opened:
        rows = read_outbox.operations(opened)
    records = []
    for row in rows:
        record = record_of(row)
        fault = fault_from_json(row.fault_kind, row.fault_code, row.fault_parameters) if row.fault_kind else None
        record["says"] = sentence(fault) if fault else ""
        records.append(record)
    session.output.rows(records, ("id", "kind", "state", "subject", "says"))


async def act(session: Session, asked: argparse.Namespace) -> None:
    """Try an operation again, give it up, or say that it did take effect."""
    await session.ask(ACTIONS[asked.action](asked.operation), Done)
    session.output.record({"operation": asked.operation, "action": asked.action}, word("outbox.done"))
