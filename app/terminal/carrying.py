"""The command line's `import` and `export`: mail of other programs taken in, and folders written to files."""

from __future__ import annotations

import argparse
import asyncio

from app.terminal.session import Session
from app.terminal.words import word
from sync.model.faults import Rejected
from sync.rpc.messages import Done, LookAtTakingIn, Rest, TakeIn, TakingIn, WriteOut, WrittenOut
from sync.serial import fault_from_json
from sync.store.read import mailboxes as read_mailboxes

LOOK_SECONDS = 0.3
WRITE_SECONDS = 24 * 3600.0


async def take_in(session: Session, asked: argparse.Namespace) -> None:
    """Take mail in, and wait until all of it is in the outbox; without `--offline` also until the server has it."""
    account = session.account_id(asked.account)
    with session.reader() as opened:
        boxes = read_mailboxes.mailboxes(opened, account)
    parent = next((box.id for box in boxes if asked.into in (str(box.id), box.name)), 0) if asked.into else 0
    if asked.into and not parent:
        raise Rejected("no_such_mailbox", mailbox=asked.into)
    await session.ask(TakeIn(str(asked.path.absolute()), account, parent), Done)
    while (state := await session.ask(LookAtTakingIn(), TakingIn)).running:
        session.output.progress(word("carrying.taking_in"), state.done, state.total)
        await asyncio.sleep(LOOK_SECONDS)
    if not asked.offline:
        await session.ask(Rest(), Done, WRITE_SECONDS)
    session.output.end_progress()
    left_out = [{"folder": folder, "number": number, "reason": reason} for folder, number, reason in state.left_out]
    record = {"folders": state.folders, "added": state.added, "skipped": state.skipped, "left_out": left_out}
    lines = [word("carrying.taken_in", count=state.added, folders=state.folders)]
    lines += [word("carrying.left_out", **one) for one in left_out]
    session.output.record(record, "\n".join(lines))
    if state.fault[0]:
        raise fault_from_json(state.fault[0], state.fault[1], "{}")


async def write_out(session: Session, asked: argparse.Namespace) -> None:
    """Write the folders of an account (or one of them) to files below a new folder."""
    account = session.account_id(asked.account)
    with session.reader() as opened:
        boxes = [box for box in read_mailboxes.mailboxes(opened, account) if box.selectable]
    chosen = [box.id for box in boxes if not asked.mailbox or asked.mailbox in (str(box.id), box.role.value, box.name)]
    if not chosen:
        raise Rejected("no_such_mailbox", mailbox=asked.mailbox)
    done = await session.ask(WriteOut(list(chosen), str(asked.target.absolute()), asked.form), WrittenOut, WRITE_SECONDS)
    words = word("carrying.written", count=done.written, path=asked.target)
    session.output.record({"written": done.written, "left_out": done.left_out}, words)
