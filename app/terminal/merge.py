"""The command line's `merge`: a letter for each line of a table, one by one through the outbox."""

from __future__ import annotations

import argparse
import sys

from app.terminal.output import harmless
from app.terminal.session import Session
from app.terminal.words import word
from sync.model import records
from sync.model.faults import Rejected
from sync.model.ids import new_operation_id
from sync.model.mail import Address, Draft
from sync.rpc.messages import Send, Sending
from sync.serial import to_json


async def merge(session: Session, asked: argparse.Namespace) -> None:
    """Send a letter to each line of a table (CSV, its first line names the columns); `--preview` shows them and sends none."""
    account = session.account(asked.sender)
    try:
        table = records.from_csv(asked.table.read_text("utf-8-sig"))
        text = sys.stdin.read() if str(asked.text_file) == "-" else asked.text_file.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise Rejected("file_unreadable", path=str(asked.table)) from error
    names = [one[1] for one in records.FIELD.finditer(f"{asked.subject} {text}")]
    if lacking := records.missing(names, table.columns):
        raise Rejected("no_column", names=", ".join(lacking))
    if asked.column not in table.columns:
        raise Rejected("no_column", names=asked.column)
    usual = account.identities[0]
    sender = Address(usual.name, usual.address)
    domain = usual.address.rpartition("@")[2]
    sent = []
    for row in table.rows:
        address = row.get(asked.column, "")
        if "@" not in address:
            continue
        key = new_operation_id()
        draft = Draft(
            sender, (Address("", address),), subject=records.filled(asked.subject, row), text=records.filled(text, row),
            message_id=f"<{key}@{domain}>", reply_to=usual.reply_to,
        )  # fmt: skip
        if not asked.preview:
            command = Send(new_operation_id(), key, account.id, to_json(draft).encode(), asked.undo_seconds)
            await session.ask(command, Sending)
        sent.append({"to": harmless(address), "subject": harmless(draft.subject), "text": draft.text})
    if asked.preview:
        session.output.rows(sent, ("to", "subject", "text"))
        return
    session.output.record({"sent": len(sent), "left_out": len(table.rows) - len(sent)}, word("merge.queued", count=len(sent)))
