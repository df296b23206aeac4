"""The command line's `hosts` command: the ledger of every host contacted."""

from __future__ import annotations

import argparse
import datetime

from app.terminal.records import record_of
from app.terminal.session import Session
from sync.store.read import ledger as read_ledger

COLUMNS = ("day", "host", "address", "why", "connections", "refused", "sent", "received", "law")


async def show(session: Session, asked: argparse.Namespace) -> None:
    """Print the ledger's lines of the last `--days` days, the latest contact first; 0: all that are kept."""
    since = (
        (datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=asked.days - 1)).date().isoformat()
        if asked.days
        else ""
    )
    with session.reader() as opened:
        contacts = read_ledger.contacts(opened, since=since)
    session.output.rows([record_of(one) for one in contacts], COLUMNS)
