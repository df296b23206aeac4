"""The command line's lists of calendars, events, tasks, contacts and files, and files taken out of and into a drive."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from app.terminal.records import record_of
from app.terminal.session import Session
from sync.model.accounts import Service
from sync.model.calendar import Window
from sync.model.faults import Fault, Gone, Rejected
from sync.model.ids import CollectionId, ItemId, OperationId, new_operation_id
from sync.model.operations import MoveFile
from sync.rpc.messages import (
    AskAvailability,
    CheckedOut,
    CheckIn,
    CheckOut,
    DirectoryFound,
    Done,
    ExportFile,
    Intend,
    LookUpPeople,
    MoveToDrive,
    Saved,
    ShowDays,
    Upload,
)
from sync.serial import intention_to_json
from sync.store.connection import Connection
from sync.store.item_rows import CollectionRow
from sync.store.read import availability as read_availability
from sync.store.read import calendar as read_calendar
from sync.store.read import collections as read_collections
from sync.store.read import contacts as read_contacts
from sync.store.read import directory as read_directory
from sync.store.read import files as read_files

LIMIT = 1000
SECONDS = 3600.0
_MIDNIGHT = datetime.min.time()
_EPOCH = date(1970, 1, 1)


async def list_collections(session: Session, asked: argparse.Namespace) -> None:
    """List the calendars, address books and drives."""
    with session.reader() as opened:
        rows = [row for service in _SERVICES for row in read_collections.collections(opened, service)]
    session.output.rows([record_of(row) for row in rows], ("id", "account", "service", "name", "writable"))


async def list_events(session: Session, asked: argparse.Namespace) -> None:
    """List what happens in the days asked for, over all calendars or one."""
    first = _day(asked.day) if asked.day else date.today()  # noqa: DTZ011 # the days of whoever asks
    instants, wall = windows(first, first + timedelta(days=max(asked.days, 1)))
    await session.ask(ShowDays(min(instants.start, wall.start), max(instants.end, wall.end)), Done, 60.0)
    with session.reader() as opened:
        chosen = _chosen(opened, Service.CALENDAR, asked.calendar)
        rows = read_calendar.occurrences(opened, chosen, instants, wall)
    records = [{**record_of(row), "when": _when(row.start, floating=row.floating, whole_day=row.whole_day)} for row in rows]
    session.output.rows(records, ("entry", "when", "summary", "location", "pending"))


async def list_busy(session: Session, asked: argparse.Namespace) -> None:
    """List when people are busy in the days asked for; without the server, what it last said."""
    first = _day(asked.day) if asked.day else date.today()  # noqa: DTZ011 # the days of whoever asks
    stretch, _ = windows(first, first + timedelta(days=max(asked.days, 1)))
    with session.reader() as opened:
        calendars = _chosen(opened, Service.CALENDAR, asked.calendar)
    if not calendars:
        raise Gone("collection")
    fault: Fault | None = None
    try:
        await session.ask(AskAvailability(calendars[0], asked.people, stretch.start, stretch.end), Done, 60.0)
    except Fault as refusal:
        fault = refusal
    with session.reader() as opened:
        known = read_availability.of_people(opened, asked.people, stretch.start, stretch.end)
    if fault is not None and not any(one.asked for one in known):
        raise fault
    records = [
        {"address": one.address, "from": _moment(busy.start), "to": _moment(busy.end), "kind": busy.kind, "asked": one.asked}
        for one in known
        for busy in one.busy
    ]
    unknown = [
        {"address": one.address, "from": "", "to": "", "kind": "unknown", "asked": one.asked} for one in known if not one.known
    ]
    session.output.rows(records + unknown, ("address", "from", "to", "kind"))


async def list_tasks(session: Session, asked: argparse.Namespace) -> None:
    """List the tasks that are open, those due first; or those that are done."""
    with session.reader() as opened:
        rows = read_calendar.tasks(opened, _chosen(opened, Service.CALENDAR, asked.calendar), done=asked.done, limit=LIMIT)
    records = [
        {**record_of(row), "when": "" if row.due is None else _when(row.due, floating=row.floating, whole_day=row.whole_day)}
        for row in rows
    ]
    session.output.rows(records, ("id", "when", "summary", "status", "pending"))


async def list_contacts(session: Session, asked: argparse.Namespace) -> None:
    """List the contacts by name: all, or those that the words find."""
    with session.reader() as opened:
        chosen = _chosen(opened, Service.CONTACTS, asked.book)
        rows = read_contacts.contacts(opened, chosen, text=" ".join(asked.text), limit=asked.limit)
    records = [{**record_of(row), "address": next((one.value for one in row.emails), "")} for row in rows]
    session.output.rows(records, ("id", "name", "organization", "address", "pending"))


async def list_directory(session: Session, asked: argparse.Namespace) -> None:
    """List people of the directories; without a network those that were found before."""
    text = " ".join(asked.text)
    fault: Fault | None = None
    try:
        await session.ask(LookUpPeople(text, asked.limit), DirectoryFound, 60.0)
    except Fault as refusal:
        fault = refusal
    with session.reader() as opened:
        rows = read_directory.people(opened, text, asked.limit)
    if fault is not None and not rows:
        raise fault
    session.output.rows([record_of(row) for row in rows], ("name", "address", "title", "department"))


async def list_files(session: Session, asked: argparse.Namespace) -> None:
    """List a folder of a drive (default: the top of the first one)."""
    with session.reader() as opened:
        drive = chosen_drive(opened, asked.drive)
        folder = entry_of(opened, drive, asked.folder)
        rows = read_files.listing(opened, drive, folder, limit=asked.limit)
    records = [{**record_of(row), "shown": f"{row.name}/" if row.is_folder else row.name} for row in rows]
    session.output.rows(records, ("id", "size", "kept", "pending", "shown"))


async def export(session: Session, asked: argparse.Namespace) -> None:
    """Write a file of a drive to a place on this machine."""
    with session.reader() as opened:
        drive = chosen_drive(opened, asked.drive)
        item = entry_of(opened, drive, asked.file)
    if item is None:
        raise Gone("file")
    await session.ask(ExportFile(item, str(asked.target.absolute())), Done, SECONDS)
    session.output.record({"file": item, "path": str(asked.target)}, str(asked.target))


async def upload(session: Session, asked: argparse.Namespace) -> None:
    """Let a file of this machine be uploaded into a folder of a drive."""
    with session.reader() as opened:
        drive = chosen_drive(opened, asked.drive)
        folder = entry_of(opened, drive, asked.folder)
    name = asked.id or new_operation_id()
    saved = await session.ask(Upload(name, drive, str(asked.file.absolute()), folder or 0), Saved, SECONDS)
    session.output.record({"operation": name, "items": saved.items}, name)


async def move(session: Session, asked: argparse.Namespace) -> None:
    """Move a file or folder into another folder, of its own drive or of another one."""
    with session.reader() as opened:
        drive = chosen_drive(opened, asked.drive)
        target = chosen_drive(opened, asked.to or asked.drive)
        item, folder = entry_of(opened, drive, asked.file), entry_of(opened, target, asked.folder)
        row = read_files.file(opened, item) if item is not None else None
        account = next(one.account for one in read_collections.collections(opened, Service.FILES) if one.id == drive)
    if row is None:
        raise Gone("file")
    name = asked.id or new_operation_id()
    if target == drive:
        kind, text = intention_to_json(MoveFile((row.id,), folder, row.name))
        await session.ask(Intend(OperationId(name), account, kind, text.encode(), 0), Done)
    else:
        await session.ask(MoveToDrive(name, row.id, target, folder or 0), Done)
    session.output.record({"operation": name}, name)


async def edit(session: Session, asked: argparse.Namespace) -> None:
    """Open a file of a drive in another program, wait until that ends, and bring its changes back."""
    with session.reader() as opened:
        item = entry_of(opened, chosen_drive(opened, asked.drive), asked.file)
    if item is None:
        raise Gone("file")
    out = await session.ask(CheckOut(item), CheckedOut, SECONDS)
    try:
        program = await asyncio.create_subprocess_exec(*asked.program, out.path)
        await program.wait()
    except OSError as error:
        raise Rejected("no_program", program=asked.program[0]) from error
    finally:
        await session.ask(CheckIn(item), Done, SECONDS)
    session.output.record({"file": item}, "")


def windows(first: date, end: date) -> tuple[Window, Window]:
    """Return a stretch of days here in real time, and as wall clock counted as if it were UTC."""
    instants = Window(*(int(datetime.combine(day, _MIDNIGHT).astimezone().timestamp()) for day in (first, end)))
    return instants, Window(*((day - _EPOCH).days * 86400 for day in (first, end)))


_SERVICES = (Service.CALENDAR, Service.CONTACTS, Service.FILES)


def _chosen(opened: Connection, service: Service, wanted: str) -> list[CollectionId]:
    """Return all collections of a service, or the one of that number or name. Raises `Gone("collection")`."""
    rows: Sequence[CollectionRow] = read_collections.collections(opened, service)
    found = [row.id for row in rows if wanted in ("", str(row.id), row.name)]
    if not found:
        raise Gone("collection", name=wanted)
    return found


def chosen_drive(opened: Connection, wanted: str) -> CollectionId:
    """Return the drive of that number or name, the first one where none is wanted. Raises `Gone("collection")`."""
    return _chosen(opened, Service.FILES, wanted)[0]


def entry_of(opened: Connection, drive: CollectionId, written: str) -> ItemId | None:
    """Return the entry that a number or a path ("Dossier/note.txt") names, None for the top. Raises `Gone("file")`."""
    if written.isdigit():
        return ItemId(int(written))
    item: ItemId | None = None
    for name in (part for part in written.split("/") if part):
        row = read_files.named(opened, drive, item, name)
        if row is None:
            raise Gone("file", name=written)
        item = row.id
    return item


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Rejected("bad_day", day=text) from error


def _moment(at: int) -> str:
    return _when(at, floating=False, whole_day=False)


def _when(at: int, *, floating: bool, whole_day: bool) -> str:
    moment: Any = _EPOCH + timedelta(seconds=at)
    if whole_day:
        return str(moment)
    if floating:
        return (datetime.combine(_EPOCH, _MIDNIGHT) + timedelta(seconds=at)).strftime("%Y-%m-%d %H:%M")
    return datetime.fromtimestamp(at).astimezone().strftime("%Y-%m-%d %H:%M")
