"""The command line beside the tree of a drive: trash, versions, links, shares, and transfers that wait."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from app.terminal.items import chosen_drive, entry_of
from app.terminal.records import record_of
from app.terminal.session import Session, read_secret
from sync.model.faults import Gone, Rejected
from sync.model.files import LinkWish, PublicLink, Share, SharedWith, Sharee, ShareWish, Trashed, Version
from sync.model.ids import BlobName, ItemId
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from sync.store.blobs import Blobs
from sync.store.read import transfers as read_transfers

SECONDS = 120.0
BRINGING_SECONDS = 3600.0


async def trash(session: Session, asked: argparse.Namespace) -> None:
    """List what was deleted from a drive, bring something back, or empty the trash."""
    with session.reader() as opened:
        drive = chosen_drive(opened, asked.drive)
    if asked.restore:
        await session.ask(m.RestoreTrashed(drive, asked.restore), m.Done, SECONDS)
        session.output.record({"restored": asked.restore}, "")
    elif asked.empty:
        await session.ask(m.PurgeTrashed(drive, []), m.Done, SECONDS)
        session.output.record({"emptied": drive}, "")
    else:
        answer = await session.ask(m.ListTrash(drive), m.BesideAnswer, SECONDS)
        rows = [{**record_of(one), "when": _when(one.deleted)} for one in from_json(answer.rows, list[Trashed])]
        session.output.rows(rows, ("id", "when", "size", "place"))


async def versions(session: Session, asked: argparse.Namespace) -> None:
    """List the earlier contents of a file, write one to a place on this machine, or bring one back."""
    item = _item(session, asked)
    if asked.save:
        version, target = asked.save
        kept = await session.ask(m.OpenVersion(item, version), m.Kept, BRINGING_SECONDS)
        _write(session, kept, Path(target))
        session.output.record({"file": item, "version": version, "path": target}, target)
        return
    if asked.restore:
        await session.ask(m.RestoreVersion(item, asked.restore), m.Done, SECONDS)
        session.output.record({"file": item, "restored": asked.restore}, "")
        return
    answer = await session.ask(m.ListVersions(item), m.BesideAnswer, SECONDS)
    rows = [{**record_of(one), "when": _when(one.modified)} for one in from_json(answer.rows, list[Version])]
    session.output.rows(rows, ("id", "when", "size", "author"))


async def link(session: Session, asked: argparse.Namespace) -> None:
    """Share a file or folder by a link; list its links, or end one."""
    item = _item(session, asked)
    if asked.end:
        await session.ask(m.EndLink(item, asked.end), m.Done, SECONDS)
        session.output.record({"file": item, "ended": asked.end}, "")
    elif asked.list:
        answer = await session.ask(m.ListLinks(item), m.BesideAnswer, SECONDS)
        rows = [record_of(one) for one in from_json(answer.rows, list[PublicLink])]
        session.output.rows(rows, ("id", "address", "writable", "expires"))
    else:
        secret = read_secret(asked.password_file, "account.password") if asked.password_file else ""
        wish = LinkWish(asked.write, asked.until, secret)
        answer = await session.ask(m.MakeLink(item, to_json(wish).encode()), m.BesideAnswer, SECONDS)
        (made,) = from_json(answer.rows, list[PublicLink])
        session.output.record(record_of(made), made.address)


async def share(session: Session, asked: argparse.Namespace) -> None:
    """Share a file or folder with people and groups; list those, find some, change or end what is shared."""
    item = _item(session, asked)
    if asked.find:
        with session.reader() as opened:
            drive = chosen_drive(opened, asked.drive)
        answer = await session.ask(m.FindSharees(drive, asked.find), m.BesideAnswer, SECONDS)
        session.output.rows([record_of(one) for one in from_json(answer.rows, list[Sharee])], ("kind", "id", "name"))
    elif asked.end:
        await session.ask(m.EndShare(item, asked.end), m.Done, SECONDS)
        session.output.record({"file": item, "ended": asked.end}, "")
    elif asked.people or asked.change:
        secret = read_secret(asked.password_file, "account.password") if asked.password_file else ""
        wish = to_json(ShareWish(asked.write, asked.pass_on, asked.until, secret)).encode()
        made: list[Share] = []
        for person in asked.people:
            sharee = to_json(Sharee(SharedWith(asked.kind), person, person)).encode()
            made += await _shares(session, m.ShareWith(item, sharee, wish))
        if asked.change:
            made += await _shares(session, m.ChangeShare(item, asked.change, wish))
        _print_shares(session, made)
    else:
        _print_shares(session, await _shares(session, m.ListShares(item)))


async def _shares(session: Session, command: m.ListShares | m.ShareWith | m.ChangeShare) -> list[Share]:
    answer = await session.ask(command, m.BesideAnswer, SECONDS)
    return from_json(answer.rows, list[Share])


def _print_shares(session: Session, shares: list[Share]) -> None:
    rows = [{**record_of(one), "kind": one.sharee.kind, "name": one.sharee.name} for one in shares]
    session.output.rows(rows, ("id", "kind", "name", "writable", "expires"))


async def transfers(session: Session, asked: argparse.Namespace) -> None:
    """List what travels; let an upload or a download wait, go on, or give it up."""
    if asked.id:
        upload, item = ("", int(asked.id)) if asked.id.isdigit() else (asked.id, 0)
        command: Any = m.PauseTransfer(upload, item) if asked.pause else m.ResumeTransfer(upload, item)
        if asked.cancel:
            command = m.CancelOperation(upload) if upload else m.CancelDownload(item)
        await session.ask(command, m.Done, SECONDS)
        session.output.record({"transfer": asked.id}, "")
        return
    with session.reader() as opened:
        rows = [{"id": one.operation, "way": "up", **_row(one)} for one in read_transfers.uploads(opened, 1000)]
        rows += [{"id": str(one.item), "way": "down", **_row(one)} for one in read_transfers.downloads(opened, 1000)]
    session.output.rows(rows, ("id", "way", "size", "paused", "name"))


def _write(session: Session, kept: m.Kept, target: Path) -> None:
    """Write a blob piece by piece. Raises `Rejected("path_exists")`, `Rejected("not_writable_path")`."""
    try:
        with session.reader() as opened, target.open("xb") as file:
            for piece in Blobs(session.profile, session.keys).stream(opened, BlobName(kept.blob)):
                file.write(piece)
    except FileExistsError as error:
        raise Rejected("path_exists", path=str(target)) from error
    except OSError as error:
        raise Rejected("not_writable_path", path=str(target)) from error


def _row(one: Any) -> dict[str, Any]:
    return {"name": one.name, "size": one.size, "paused": one.paused}


def _item(session: Session, asked: argparse.Namespace) -> ItemId:
    with session.reader() as opened:
        item = entry_of(opened, chosen_drive(opened, asked.drive), asked.file)
    if item is None:
        raise Gone("file")
    return item


def _when(moment: int) -> str:
    return datetime.fromtimestamp(moment).astimezone().strftime("%Y-%m-%d %H:%M") if moment else ""
