"""Commands about events, tasks, contacts, files and rules: one table from command to answer, over the open store."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from sync.engine import conflicts, expansion
from sync.engine.answering import Answer, Proposal
from sync.engine.beside_answers import BESIDE_ANSWERS
from sync.engine.desk import Desk
from sync.engine.inviting import Telling
from sync.engine.mail_answers import MAIL_ANSWERS
from sync.engine.worker import Worker
from sync.model.accounts import Service
from sync.model.calendar import EntryDraft, Participation, Span, Window
from sync.model.contacts import CardDraft
from sync.model.faults import Gone, Rejected
from sync.model.ids import AccountId, BlobName, CollectionId, ItemId, OperationId
from sync.model.invitations import Method
from sync.model.operations import SaveContact, SaveEntry
from sync.model.rules import RuleSet
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from sync.store.read import documents as read_documents
from sync.store.read import files as read_files
from sync.store.read import items as read_items
from sync.store.read import outbox as read_outbox
from sync.store.shown import Shown, shown_text
from sync.store.write import outbox as write_outbox

IMPORT_LIMIT = 64 * 1024 * 1024


async def _show_days(desk: Desk, asked: m.ShowDays) -> m.Reply:
    shop = desk.shop
    await expansion.widen(shop.store, shop.parsing, shop.notices, shop.clock, Window(asked.start, asked.end))
    return m.Done()


async def _ask_availability(desk: Desk, asked: m.AskAvailability) -> m.Reply:
    await desk.availabilities.ask(CollectionId(asked.collection), asked.people, asked.start, asked.end)
    return m.Done()


async def _save_entry(desk: Desk, asked: m.SaveEntry) -> m.Reply:
    draft, span = from_json(asked.draft, EntryDraft), _span(asked.span)
    item = ItemId(asked.item) if asked.item else None
    names, items = await desk.saving.save(
        OperationId(asked.id), CollectionId(asked.collection), draft, item, asked.base, span, asked.recurrence
    )
    return m.Saved(list(names), list(items))


async def _carry_item(desk: Desk, asked: m.CarryItem) -> m.Reply:
    copy = await desk.moving.carrying.begin(OperationId(asked.id), ItemId(asked.item), CollectionId(asked.collection))
    return m.Saved([asked.id], [copy])


async def _restore_entry(desk: Desk, asked: m.RestoreEntry) -> m.Reply:
    names, items = await desk.saving.restore(
        OperationId(asked.id), CollectionId(asked.collection), asked.raw, ItemId(asked.item) if asked.item else None
    )
    return m.Saved(list(names), list(items))


async def _delete_occurrences(desk: Desk, asked: m.DeleteOccurrences) -> m.Reply:
    names, items = await desk.saving.delete_occurrences(
        OperationId(asked.id), ItemId(asked.item), _span(asked.span), asked.recurrence, asked.base
    )
    return m.Saved(list(names), list(items))


async def _save_contact(desk: Desk, asked: m.SaveContact) -> m.Reply:
    draft, item = from_json(asked.draft, CardDraft), ItemId(asked.item) if asked.item else None
    if asked.absorbed and item is not None:
        names, items = await desk.saving.join(
            OperationId(asked.id), draft, item, asked.base, [ItemId(one) for one in asked.absorbed], asked.not_before
        )
    else:
        names, items = await desk.saving.save(
            OperationId(asked.id), CollectionId(asked.collection), draft, item, asked.base, not_before=asked.not_before
        )
    return m.Saved(list(names), list(items))


async def _answer_invitation(desk: Desk, asked: m.AnswerInvitation) -> m.Reply:
    try:
        participation = Participation(asked.participation)
    except ValueError as error:
        raise Rejected("bad_answer") from error
    wanted = Answer(ItemId(asked.item), asked.uid, participation, asked.subject, asked.text, asked.comment)
    names, items = await desk.answering.answer(OperationId(asked.id), wanted)
    return m.Saved(list(names), list(items))


async def _tell_people(desk: Desk, asked: m.TellPeople) -> m.Reply:
    try:
        method, participation = Method(asked.method), Participation(asked.participation)
    except ValueError as error:
        raise Rejected("bad_answer") from error
    draft = from_json(asked.draft, EntryDraft) if asked.draft else None
    wanted = Telling(
        ItemId(asked.item), method, asked.subject, asked.text, participation, draft, asked.comment, asked.recurrence,
        asked.off, asked.before, asked.undo_seconds,
    )  # fmt: skip
    names, items = await desk.inviting.tell(OperationId(asked.id), wanted)
    return m.Saved(list(names), list(items))


async def _settle_proposal(desk: Desk, asked: m.SettleProposal) -> m.Reply:
    wanted = Proposal(ItemId(asked.item), asked.uid, asked.accepted, asked.subject, asked.text, asked.comment)
    names, items = await desk.answering.settle(OperationId(asked.id), wanted)
    return m.Saved(list(names), list(items))


async def _note_invitation(desk: Desk, asked: m.NoteInvitation) -> m.Reply:
    names, items = await desk.answering.note(OperationId(asked.id), ItemId(asked.item), asked.uid)
    return m.Saved(list(names), list(items))


async def _put_off_reminders(desk: Desk, asked: m.PutOffReminders) -> m.Reply:
    await desk.reminding.put_off(asked.reminders, asked.until)
    return m.Done()


async def _dismiss_reminders(desk: Desk, asked: m.DismissReminders) -> m.Reply:
    await desk.reminding.dismiss(asked.reminders)
    return m.Done()


async def _import(desk: Desk, asked: m.ImportResources) -> m.Reply:
    name = BlobName(asked.blob)
    if desk.store.read(desk.store.blob_size, name) > IMPORT_LIMIT:
        raise Rejected("file_too_large", limit=IMPORT_LIMIT)
    raw = await desk.store.blob(name)
    names, items = await desk.saving.bring_in(OperationId(asked.id), CollectionId(asked.collection), raw)
    return m.Saved(list(names), list(items))


async def _export(desk: Desk, asked: m.ExportContacts) -> m.Reply:
    await desk.saving.export([ItemId(one) for one in asked.items], asked.form, Path(asked.path))
    return m.Done()


async def _export_calendar(desk: Desk, asked: m.ExportCalendar) -> m.Reply:
    await desk.saving.write_out(CollectionId(asked.collection), Path(asked.path))
    return m.Done()


async def _contact_photo(desk: Desk, asked: m.ContactPhoto) -> m.Reply:
    known = desk.store.read(read_items.opened, ItemId(asked.item))
    if known is None:
        raise Gone("item", item=asked.item)
    photo = await desk.shop.parsing.photo(known.raw)
    return m.PicturesAnswer({"photo": photo} if photo is not None else {})


async def _look_up_people(desk: Desk, asked: m.LookUpPeople) -> m.Reply:
    return m.DirectoryFound(to_json(await desk.directories.look_up(asked.text, asked.limit)).encode())


async def _open_conflict(desk: Desk, asked: m.OpenConflict) -> m.Reply:
    """Show what each side is; the base is parsed for it, where its bytes are known."""
    conflict = conflicts.find(desk.shop, asked.conflict)
    operation = desk.store.read(read_outbox.operation, conflict.operation)
    if operation is None:
        raise Gone("operation", operation=conflict.operation)
    intention = operation.intention
    mine, base = desk.store.read(read_items.wanted, operation.id), None
    if isinstance(intention, SaveEntry | SaveContact) and intention.before:
        service = Service.CALENDAR if isinstance(intention, SaveEntry) else Service.CONTACTS
        base = (await desk.shop.parsing.resources(service, [intention.before], await desk.shop.window()))[0]
    known = desk.store.read(read_items.truth, conflict.item) if conflict.item is not None else None
    return m.ConflictAnswer(_text(base), _text(mine), _text(known[1] if known else None))


async def _open_side(desk: Desk, asked: m.OpenSide) -> m.Reply:
    return m.Kept(*await conflicts.side(desk.shop, desk.drive, asked.conflict, mine=asked.mine))


async def _show_copy(desk: Desk, asked: m.ShowCopy) -> m.Reply:
    return m.CheckedOut(str(await desk.checkouts.show(BlobName(asked.blob), asked.name)))


async def _upload(desk: Desk, asked: m.Upload) -> m.Reply:
    name, drive, path = OperationId(asked.id), CollectionId(asked.collection), Path(asked.path)
    folder = ItemId(asked.folder) if asked.folder else None
    item = ItemId(asked.item) if asked.item else None
    if asked.blob:
        blob = BlobName(asked.blob)
        items = await desk.drive.take_blob(name, drive, blob, folder, asked.name, item, asked.base)
    elif item is None and await asyncio.to_thread(path.is_dir):
        items = await desk.folders.take_in(name, drive, path, folder, asked.name)
    else:
        items = await desk.drive.take_in(name, drive, path, folder, asked.name, item, asked.base)
    return m.Saved([asked.id], list(items))


async def _pause_transfer(desk: Desk, asked: m.PauseTransfer) -> m.Reply:
    if asked.operation:
        operation = desk.composing.existing(OperationId(asked.operation))
        await desk.accounts.worker(operation.account).outbox.pause(operation.id)
    else:
        await _worker_of(desk, ItemId(asked.item)).downloads.stop(ItemId(asked.item), for_good=False)
    return m.Done()


async def _resume_transfer(desk: Desk, asked: m.ResumeTransfer) -> m.Reply:
    if asked.operation:
        desk.shop.notices.touched(await desk.store.write_durably(write_outbox.retry, OperationId(asked.operation)))
        return m.Done()
    worker = _worker_of(desk, ItemId(asked.item))
    await worker.downloads.go_on(ItemId(asked.item))
    worker.wake_contents()
    return m.Done()


async def _cancel_download(desk: Desk, asked: m.CancelDownload) -> m.Reply:
    await _worker_of(desk, ItemId(asked.item)).downloads.stop(ItemId(asked.item), for_good=True)
    return m.Done()


def _worker_of(desk: Desk, item: ItemId) -> Worker:
    """Return what keeps the account of a file going. Raises `Gone("file")`."""
    known = desk.store.read(read_items.opened, item)
    if known is None:
        raise Gone("file", file=item)
    return desk.shop.worker_of(known.account)


async def _copy_file(desk: Desk, asked: m.CopyFile) -> m.Reply:
    folder = ItemId(asked.folder) if asked.folder else None
    items = await desk.folders.copy(
        OperationId(asked.id), ItemId(asked.item), CollectionId(asked.collection), folder, asked.name
    )
    return m.Saved([asked.id], list(items))


async def _move_to_drive(desk: Desk, asked: m.MoveToDrive) -> m.Reply:
    folder = ItemId(asked.folder) if asked.folder else None
    await desk.moving.begin(
        OperationId(asked.id), ItemId(asked.item), CollectionId(asked.collection), folder, asked.not_before
    )
    return m.Done()


async def _preview_file(desk: Desk, asked: m.PreviewFile) -> m.Reply:
    return m.PreviewAnswer(*await desk.drive.preview(ItemId(asked.item)))


async def _pin(desk: Desk, asked: m.Pin) -> m.Reply:
    await desk.drive.pin(ItemId(asked.item), wanted=asked.wanted)
    return m.Done()


async def _open_file(desk: Desk, asked: m.OpenFile) -> m.Reply:
    item = ItemId(asked.item)
    blob, size = await desk.drive.open(item)
    here = desk.store.read(read_items.content, item)
    return m.Kept(blob, size, here[1] if here is not None and here[0] == blob else "")


async def _save_to_drive(desk: Desk, asked: m.SaveToDrive) -> m.Reply:
    row = desk.store.read(read_documents.document, asked.key)
    known = desk.store.read(read_items.opened, row.item) if row is not None and row.item else None
    if row is None or known is None:
        raise Gone("file", file=row.item if row is not None else 0)
    items = await desk.drive.take_blob(
        OperationId(asked.id), known.collection, BlobName(asked.blob), None, row.name, row.item, row.revision
    )
    return m.Saved([asked.id], list(items))


async def _export_file(desk: Desk, asked: m.ExportFile) -> m.Reply:
    item = ItemId(asked.item)
    row = desk.store.read(read_files.file, item)
    exported = desk.folders if row is not None and row.is_folder else desk.drive
    await exported.export(item, Path(asked.path))
    return m.Done()


async def _check_out(desk: Desk, asked: m.CheckOut) -> m.Reply:
    return m.CheckedOut(str(await desk.checkouts.check_out(ItemId(asked.item))))


async def _check_in(desk: Desk, asked: m.CheckIn) -> m.Reply:
    await desk.checkouts.check_in(ItemId(asked.item))
    return m.Done()


async def _save_rules(desk: Desk, asked: m.SaveRules) -> m.Reply:
    rules = from_json(asked.rules, RuleSet)
    await desk.ruling.save(OperationId(asked.id), AccountId(asked.account), rules, asked.instead_of)
    return m.Done()


async def _write_script(desk: Desk, asked: m.WriteScript) -> m.Reply:
    await desk.ruling.save_script(OperationId(asked.id), AccountId(asked.account), asked.name, asked.script)
    return m.Done()


def _span(text: str) -> Span:
    try:
        return Span(text)
    except ValueError as error:
        raise Rejected("bad_span") from error


def _text(shown: Shown | None) -> bytes:
    return shown_text(shown).encode() if shown is not None else b""


ITEM_ANSWERS: Mapping[type[m.Command], Callable[[Desk, Any], Awaitable[m.Reply]]] = {
    **BESIDE_ANSWERS, **MAIL_ANSWERS,
    m.ShowDays: _show_days, m.AskAvailability: _ask_availability,
    m.CarryItem: _carry_item, m.SaveEntry: _save_entry, m.RestoreEntry: _restore_entry, m.DeleteOccurrences: _delete_occurrences,
    m.SaveContact: _save_contact, m.AnswerInvitation: _answer_invitation,
    m.NoteInvitation: _note_invitation, m.TellPeople: _tell_people,
    m.SettleProposal: _settle_proposal,
    m.PutOffReminders: _put_off_reminders, m.DismissReminders: _dismiss_reminders,
    m.ImportResources: _import, m.ExportContacts: _export, m.ExportCalendar: _export_calendar,
    m.ContactPhoto: _contact_photo, m.LookUpPeople: _look_up_people,
    m.OpenConflict: _open_conflict, m.OpenSide: _open_side, m.ShowCopy: _show_copy,
    m.Upload: _upload, m.Pin: _pin, m.OpenFile: _open_file, m.ExportFile: _export_file,
    m.CheckOut: _check_out, m.CheckIn: _check_in, m.CopyFile: _copy_file, m.MoveToDrive: _move_to_drive,
    m.PauseTransfer: _pause_transfer, m.ResumeTransfer: _resume_transfer, m.CancelDownload: _cancel_download,
    m.PreviewFile: _preview_file, m.SaveToDrive: _save_to_drive,
    m.SaveRules: _save_rules, m.WriteScript: _write_script,
}  # fmt: skip
"""Command → answer."""
