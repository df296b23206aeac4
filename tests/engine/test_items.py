"""Events, contacts and files in the engine: written offline, met by others, kept twice where needed, streamed where large."""

from __future__ import annotations

import asyncio
import os
import resource
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from sync.model.accounts import Capability, Service
from sync.model.calendar import Attendee, Component, EntryDraft, Moment, Span, Window
from sync.model.contacts import CardDraft, Labelled
from sync.model.faults import Offline, Rejected, Transient, Unreadable
from sync.model.files import Kept
from sync.model.ids import BlobName, CollectionId, ItemId, RemoteId, new_operation_id
from sync.model.mail import Flag
from sync.model.operations import CreateFolder, DeleteItems, MoveFile
from sync.model.pending import Pending
from sync.protocols.memory.faults import Moment as When
from sync.protocols.memory.server import MemoryServer
from sync.protocols.memory.shelf import MemoryShelf
from sync.rpc import messages as m
from sync.serial import to_json
from sync.store.item_rows import FileRow, OccurrenceRow
from sync.store.read import calendar as read_calendar
from sync.store.read import collections as read_collections
from sync.store.read import contacts as read_contacts
from sync.store.read import files as read_files
from sync.store.read import items as read_items
from sync.store.read import outbox as read_outbox
from sync.store.read.item_search import search
from tests.engine.ground import ALICE, BOB, ITEMS, MAIL, PASSPHRASE, Ground, at_work, letter, people, until

DAY = 24 * 3600
NINE = 1_795_424_400
"""Monday 23 November 2026, 09:00 UTC."""


@pytest.fixture
def server() -> MemoryServer:
    return people()


@pytest.fixture
async def desk(server: MemoryServer, tmp_path: Path) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", server, services=ITEMS) as ground:
        await ground.sync()
        yield ground


def box(desk: Ground, service: Service) -> CollectionId:
    return desk.read(read_collections.collections, service)[0].id


def agenda(desk: Ground, days: int = 1) -> list[OccurrenceRow]:
    """What Monday and the days after it show."""
    window = Window(NINE - 9 * 3600, NINE - 9 * 3600 + days * DAY)
    return desk.read(read_calendar.occurrences, [box(desk, Service.CALENDAR)], window, window)


def drive(desk: Ground, folder: ItemId | None = None) -> list[FileRow]:
    return desk.read(read_files.listing, box(desk, Service.FILES), folder)


async def save(desk: Ground, draft: EntryDraft | CardDraft, item: ItemId | None = None, **more: str) -> m.Saved:
    service = Service.CALENDAR if isinstance(draft, EntryDraft) else Service.CONTACTS
    make = m.SaveEntry if isinstance(draft, EntryDraft) else m.SaveContact
    body = to_json(draft).encode()
    reply = await desk.engine.answer(make(new_operation_id(), box(desk, service), body, item or 0, **more))
    assert isinstance(reply, m.Saved)
    return reply


async def upload(desk: Ground, path: Path, *, folder: ItemId | None = None, item: ItemId | None = None) -> ItemId:
    command = m.Upload(new_operation_id(), box(desk, Service.FILES), str(path), folder or 0, item=item or 0)
    reply = await desk.engine.answer(command)
    assert isinstance(reply, m.Saved)
    return ItemId(reply.items[0])


def meeting(summary: str, start: int = NINE, **more: object) -> EntryDraft:
    return EntryDraft(summary=summary, start=Moment(start, "UTC"), end=Moment(start + 3600, "UTC"), **more)  # type: ignore[arg-type]


def shelf(desk: Ground, service: Service) -> MemoryShelf:
    return desk.server.shelf(ALICE, service)


def change_there(desk: Ground, service: Service, old: str, new: str) -> None:
    """Somebody else changes the only item."""
    there = shelf(desk, service)
    ((item, kept),) = [one for one in there.items.items() if not one[1].is_folder]
    there.put(item, kept.content.replace(old.encode(), new.encode()))


def texts(desk: Ground, service: Service) -> list[str]:
    return sorted(kept.content.decode() for kept in shelf(desk, service).items.values())


# --- the agenda ---


async def test_an_event_made_offline_shows_at_once_and_reaches_the_server(desk: Ground) -> None:
    desk.server.trouble.outage = True
    await save(desk, meeting("Réunion de rentrée"))
    (row,) = agenda(desk)
    assert (row.summary, row.start, row.pending) == ("Réunion de rentrée", NINE, Pending.QUEUED)
    with pytest.raises(Offline):
        await desk.sync()
    desk.server.trouble.end()
    await desk.sync()
    (row,) = agenda(desk)
    assert row.pending is Pending.NONE
    assert "SUMMARY:Réunion de rentrée" in texts(desk, Service.CALENDAR)[0]


async def test_saving_again_before_it_leaves_is_one_request(desk: Ground) -> None:
    saved = await save(desk, meeting("Un"))
    await save(desk, EntryDraft(summary="Deux"), ItemId(saved.items[0]))
    await save(desk, EntryDraft(location="Salle B"), ItemId(saved.items[0]))
    assert len(desk.read(read_outbox.operations)) == 1
    await desk.sync()
    (row,) = agenda(desk)
    assert (row.summary, row.location) == ("Deux", "Salle B")


async def test_a_series_is_read_from_kept_occurrences(desk: Ground) -> None:
    await save(desk, meeting("Quotidien", rule="FREQ=DAILY;COUNT=5"))
    await save(desk, EntryDraft(summary="Congé", start=Moment(NINE - 9 * 3600, "", True), end=Moment(NINE + 39 * 3600, "", True)))
    await desk.sync()
    assert [row.summary for row in agenda(desk, 7)] == ["Congé", *["Quotidien"] * 5]
    assert [row.start for row in agenda(desk, 2) if row.recurring] == [NINE, NINE + DAY]


async def test_one_occurrence_moves_and_another_goes(desk: Ground) -> None:
    saved = await save(desk, meeting("Point", rule="FREQ=DAILY;COUNT=4"))
    item = ItemId(saved.items[0])
    second, third = [row.recurrence for row in agenda(desk, 7)][1:3]
    later = EntryDraft(start=Moment(NINE + DAY + 7200, "UTC"), end=Moment(NINE + DAY + 10800, "UTC"))
    await save(desk, later, item, span=Span.THIS, recurrence=second)
    await desk.engine.answer(m.DeleteOccurrences(new_operation_id(), item, Span.THIS, third))
    await desk.sync()
    assert [row.start - NINE for row in agenda(desk, 7)] == [0, DAY + 7200, 3 * DAY]


async def test_this_and_the_following_become_a_series_of_their_own(desk: Ground) -> None:
    saved = await save(desk, meeting("Cours", rule="FREQ=DAILY;COUNT=4"))
    await desk.sync()
    third = agenda(desk, 7)[2].recurrence
    cut = await save(desk, EntryDraft(summary="Cours en ligne"), ItemId(saved.items[0]), span=Span.FOLLOWING, recurrence=third)
    assert len(cut.operations) == 2
    await desk.sync()
    assert [row.summary for row in agenda(desk, 7)] == ["Cours", "Cours", "Cours en ligne", "Cours en ligne"]
    assert len(shelf(desk, Service.CALENDAR).items) == 2


async def test_turning_far_ahead_makes_the_occurrences_there(desk: Ground) -> None:
    await save(desk, meeting("Anniversaire", rule="FREQ=YEARLY"))
    await desk.sync()
    far = Window(NINE + 9 * 365 * DAY, NINE + 11 * 365 * DAY)
    calendars = [box(desk, Service.CALENDAR)]
    assert desk.read(read_calendar.occurrences, calendars, far, far) == []
    await desk.engine.answer(m.ShowDays(far.start, far.end))
    assert len(desk.read(read_calendar.occurrences, calendars, far, far)) == 2
    assert len(agenda(desk)) == 1


async def test_importing_twice_puts_everything_in_once(desk: Ground) -> None:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"]
    for number in range(3):
        start = f"2026112{3 + number}T090000Z"
        lines += ["BEGIN:VEVENT", f"SUMMARY:N° {number}", f"UID:{number}@x", f"DTSTART:{start}", "DTSTAMP:20261101T000000Z"]
        lines += ["END:VEVENT"]
    raw = "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()
    kept = await desk.engine.answer(m.KeepFile("t", raw, True))
    assert isinstance(kept, m.Kept)
    for _ in range(2):
        await desk.engine.answer(m.ImportResources(new_operation_id(), box(desk, Service.CALENDAR), kept.blob))
        await desk.sync()
    assert [row.summary for row in agenda(desk, 7)] == ["N° 0", "N° 1", "N° 2"]


async def test_tasks_are_listed_by_when_they_are_due(desk: Ground) -> None:
    for summary, due in (("Plus tard", NINE + DAY), ("Un jour", None), ("D’abord", NINE)):
        end = Moment(due, "UTC") if due else None
        await save(desk, EntryDraft(Component.TASK, summary=summary, end=end))
    await desk.sync()
    rows = desk.read(read_calendar.tasks, [box(desk, Service.CALENDAR)])
    assert [row.summary for row in rows] == ["D’abord", "Plus tard", "Un jour"]
    after = desk.read(read_calendar.tasks, [box(desk, Service.CALENDAR)], after=read_calendar.task_key(rows[0]), limit=1)
    assert [row.summary for row in after] == ["Plus tard"]
    await save(desk, EntryDraft(Component.TASK, status="completed", percent=100, completed=NINE), rows[0].id)
    assert [row.summary for row in desk.read(read_calendar.tasks, [box(desk, Service.CALENDAR)], done=True)] == ["D’abord"]


async def test_a_read_only_calendar_takes_nothing(desk: Ground) -> None:
    shelf(desk, Service.CALENDAR).writable = False
    await desk.sync()
    with pytest.raises(Rejected) as refused:
        await save(desk, meeting("Impossible"))
    assert refused.value.code == "read_only"


# --- conflicts ---


async def in_conflict(desk: Ground) -> int:
    """An event that Alice and somebody else changed; return the conflict."""
    saved = await save(desk, meeting("Commun"))
    await desk.sync()
    change_there(desk, Service.CALENDAR, "Commun", "À eux")
    await save(desk, EntryDraft(summary="À moi"), ItemId(saved.items[0]))
    await desk.worker.outbox.run()
    await desk.sync()
    (conflict,) = desk.read(read_outbox.conflicts)
    (row,) = agenda(desk)
    assert (row.summary, row.pending) == ("À eux", Pending.CONFLICT)
    return conflict.id


async def test_both_versions_of_a_conflict_are_shown(desk: Ground) -> None:
    reply = await desk.engine.answer(m.OpenConflict(await in_conflict(desk)))
    assert isinstance(reply, m.ConflictAnswer)
    assert ["Commun" in reply.base.decode(), "À moi" in reply.mine.decode(), "À eux" in reply.theirs.decode()] == [True] * 3


@pytest.mark.parametrize(
    ("ending", "left"),
    [("keep_mine", ["À moi"]), ("keep_theirs", ["À eux"]), ("keep_both", ["À eux", "À moi (conflit, Alice, "])],
)
async def test_a_conflict_ends_as_the_user_chooses(desk: Ground, ending: str, left: list[str]) -> None:
    await desk.engine.answer(m.Resolve(await in_conflict(desk), ending))
    await desk.sync()
    shown = sorted(row.summary for row in agenda(desk))
    assert [one[: len(two)] for one, two in zip(shown, left, strict=True)] == left
    assert all(row.pending is Pending.NONE for row in agenda(desk))
    assert desk.read(read_outbox.conflicts) == []
    assert len(texts(desk, Service.CALENDAR)) == len(left)


async def test_changes_of_different_things_are_merged(desk: Ground) -> None:
    saved = await save(desk, meeting("Commun"))
    await desk.sync()
    change_there(desk, Service.CALENDAR, "Commun", "À eux")
    await save(desk, EntryDraft(location="Salle B"), ItemId(saved.items[0]))
    await desk.worker.outbox.run()
    await desk.sync()
    await desk.engine.answer(m.Resolve(desk.read(read_outbox.conflicts)[0].id, "merge"))
    await desk.sync()
    (row,) = agenda(desk)
    assert (row.summary, row.location, row.pending) == ("À eux", "Salle B", Pending.NONE)
    assert desk.read(read_outbox.conflicts) == []
    (text,) = texts(desk, Service.CALENDAR)
    assert "SUMMARY:À eux" in text
    assert "LOCATION:Salle B" in text


async def test_what_contradicts_is_not_merged_and_waits_for_another_choice(desk: Ground) -> None:
    conflict = await in_conflict(desk)
    with pytest.raises(Rejected, match="contradiction"):
        await desk.engine.answer(m.Resolve(conflict, "merge"))
    assert [one.id for one in desk.read(read_outbox.conflicts)] == [conflict]


async def test_keeping_mine_of_what_was_deleted_makes_it_anew(desk: Ground) -> None:
    saved = await save(desk, meeting("Commun"))
    await desk.sync()
    there = shelf(desk, Service.CALENDAR)
    there.remove(next(iter(there.items)))
    await save(desk, EntryDraft(summary="Encore là"), ItemId(saved.items[0]))
    await desk.worker.outbox.run()
    await desk.sync()
    (row,) = agenda(desk)
    assert (row.summary, row.pending) == ("Encore là", Pending.CONFLICT)
    await desk.engine.answer(m.Resolve(desk.read(read_outbox.conflicts)[0].id, "keep_mine"))
    await desk.sync()
    assert [row.summary for row in agenda(desk)] == ["Encore là"]
    assert len(texts(desk, Service.CALENDAR)) == 1


async def test_deleting_what_somebody_changed_asks_first(desk: Ground) -> None:
    saved = await save(desk, meeting("Commun"))
    await desk.sync()
    change_there(desk, Service.CALENDAR, "Commun", "Rajout important")
    await desk.intend(DeleteItems((ItemId(saved.items[0]),), Service.CALENDAR))
    assert agenda(desk) == []
    await desk.worker.outbox.run()
    await desk.sync()
    assert [(row.summary, row.pending) for row in agenda(desk)] == [("Rajout important", Pending.CONFLICT)]
    await desk.engine.answer(m.Resolve(desk.read(read_outbox.conflicts)[0].id, "keep_mine"))
    await desk.sync()
    assert texts(desk, Service.CALENDAR) == []


async def test_a_file_in_conflict_keeps_the_servers_name_and_mine_beside_it(desk: Ground, tmp_path: Path) -> None:
    path = tmp_path / "Budget.ods"
    path.write_text("base")
    item = await upload(desk, path)
    await desk.sync()
    change_there(desk, Service.FILES, "base", "à eux")
    path.write_text("à moi")
    await upload(desk, path, item=item)
    await desk.worker.outbox.run()
    await desk.sync()
    (conflict,) = desk.read(read_outbox.conflicts)
    assert [(row.name, row.pending) for row in drive(desk)] == [("Budget.ods", Pending.CONFLICT)]
    await desk.engine.answer(m.Resolve(conflict.id, "keep_both"))
    await desk.sync()
    theirs, mine = sorted((kept.name, kept.content.decode()) for kept in shelf(desk, Service.FILES).items.values())[::-1]
    assert theirs == ("Budget.ods", "à eux")
    assert mine[0].startswith("Budget (conflit, Alice, 20")
    assert mine[0].endswith(").ods")
    assert mine[1] == "à moi"


# --- contacts ---


async def test_contacts_are_paged_searched_and_completed(desk: Ground) -> None:
    for name, address in (("Élodie Martin", "elodie@x.fr"), ("Zoé Petit", "zoe@x.fr"), ("Amélie Zola", "amelie@x.fr")):
        await save(desk, CardDraft(name=name, emails=(Labelled(address, "work"),)))
    await desk.sync()
    books = [box(desk, Service.CONTACTS)]
    rows = desk.read(read_contacts.contacts, books, limit=2)
    rows += desk.read(read_contacts.contacts, books, after=read_contacts.key_of(rows[-1]))
    assert [row.name for row in rows] == ["Amélie Zola", "Élodie Martin", "Zoé Petit"]
    assert [row.name for row in desk.read(read_contacts.contacts, books, text="elod mart")] == ["Élodie Martin"]
    assert [row.address for row in desk.read(read_contacts.complete, "zo")] == ["amelie@x.fr", "zoe@x.fr"]
    assert [row.name for row in desk.read(read_contacts.with_address, "ZOE@x.fr")] == ["Zoé Petit"]


async def test_a_changed_contact_keeps_what_this_program_does_not_know(desk: Ground) -> None:
    raw = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1\r\nFN:Anna\r\nN:;Anna;;;\r\nX-SPOUSE:Paul\r\nEND:VCARD\r\n"
    shelf(desk, Service.CONTACTS).put(RemoteId("1.vcf"), raw.encode())
    await desk.sync()
    (row,) = desk.read(read_contacts.contacts, [box(desk, Service.CONTACTS)])
    await save(desk, CardDraft(phones=(Labelled("+33 1 23 45 67 89", "work"),)), row.id)
    await desk.sync()
    (text,) = texts(desk, Service.CONTACTS)
    assert "X-SPOUSE:Paul" in text
    assert "+33 1 23 45 67 89" in text


async def test_an_unreadable_resource_is_kept_and_not_shown(desk: Ground) -> None:
    shelf(desk, Service.CONTACTS).put(RemoteId("x.vcf"), b"\x00 not a card")
    await desk.sync()
    assert desk.read(read_contacts.contacts, [box(desk, Service.CONTACTS)]) == []
    assert desk.query("SELECT kind, raw FROM item") == [("unreadable", b"\x00 not a card")]


# --- files ---


async def test_what_is_made_in_a_new_folder_follows_it(desk: Ground, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("bonjour")
    desk.server.trouble.outage = True
    await desk.intend(CreateFolder(box(desk, Service.FILES), None, "Dossier"))
    (folder,) = drive(desk)
    item = await upload(desk, path, folder=folder.id)
    await desk.intend(MoveFile((item,), folder.id, "renommé.txt"))
    assert [row.name for row in drive(desk, folder.id)] == ["renommé.txt"]
    desk.server.trouble.end()
    await desk.sync()
    names = {kept.name: kept.content for kept in shelf(desk, Service.FILES).items.values()}
    assert names == {"Dossier": b"", "renommé.txt": b"bonjour"}
    assert drive(desk, folder.id)[0].id == item
    assert drive(desk, folder.id)[0].kept is Kept.CURRENT


async def test_folders_come_first_and_names_as_people_sort_them(desk: Ground) -> None:
    for name in ("note 10.txt", "note 2.txt", "Été.txt", "eta.txt"):
        shelf(desk, Service.FILES).add(name)
    shelf(desk, Service.FILES).add("Zones", is_folder=True)
    await desk.sync()
    rows = drive(desk)
    assert [row.name for row in rows] == ["Zones", "eta.txt", "Été.txt", "note 2.txt", "note 10.txt"]
    found: list[str] = []
    after = None
    while page := desk.read(read_files.listing, box(desk, Service.FILES), after=after, limit=2):
        found += [row.name for row in page]
        after = read_files.key_of(page[-1])
    assert found == [row.name for row in rows]


async def test_a_pinned_folder_is_here_and_follows_the_server(desk: Ground, tmp_path: Path) -> None:
    there = shelf(desk, Service.FILES)
    folder = there.add("Dossier", is_folder=True)
    inside = there.add("a.txt", b"un", folder=folder)
    await desk.sync()
    (row,) = drive(desk)
    await desk.engine.answer(m.Pin(row.id, True))
    await desk.sync()
    (file,) = drive(desk, row.id)
    assert (file.kept, file.pinned) == (Kept.CURRENT, True)
    there.put(inside, b"deux")
    await desk.worker.cycle.run(desk.worker.outbox.run)
    assert drive(desk, row.id)[0].kept is Kept.OLDER
    await desk.sync()
    desk.server.trouble.outage = True
    await desk.engine.answer(m.ExportFile(file.id, str(tmp_path / "a.txt")))
    assert (tmp_path / "a.txt").read_bytes() == b"deux"
    with pytest.raises(Rejected):
        await desk.engine.answer(m.ExportFile(file.id, str(tmp_path / "a.txt")))


async def pinned(desk: Ground) -> tuple[FileRow, RemoteId, FileRow]:
    """A folder with a file in it whose content is here: the folder, the file's name on the server, and the file."""
    there = shelf(desk, Service.FILES)
    inside = there.add("note.txt", b"hier", folder=there.add("Dossier", is_folder=True))
    await desk.sync()
    (folder,) = drive(desk)
    await desk.engine.answer(m.Pin(folder.id, True))
    await desk.sync()
    (file,) = drive(desk, folder.id)
    assert file.kept is Kept.CURRENT
    return folder, inside, file


async def content_of(desk: Ground, file: FileRow) -> bytes:
    kept = await desk.engine.answer(m.OpenFile(file.id))
    assert isinstance(kept, m.Kept)
    return await desk.desk.store.blob(BlobName(kept.blob))


async def test_what_somebody_changed_in_a_folder_that_moves_is_not_taken_for_what_is_here(desk: Ground) -> None:
    folder, inside, file = await pinned(desk)
    shelf(desk, Service.FILES).put(inside, b"aujourd'hui")
    await desk.intend(MoveFile((folder.id,), None, "Archives"))
    await desk.sync()
    assert await content_of(desk, file) == b"aujourd'hui"


async def test_what_somebody_changed_in_a_folder_that_moves_is_not_written_over(desk: Ground, tmp_path: Path) -> None:
    folder, inside, file = await pinned(desk)
    shelf(desk, Service.FILES).put(inside, b"aujourd'hui")
    await desk.intend(MoveFile((folder.id,), None, "Archives"))
    (tmp_path / "note.txt").write_bytes(b"a moi")
    await upload(desk, tmp_path / "note.txt", item=file.id)
    await desk.sync()
    assert shelf(desk, Service.FILES).items[inside].content == b"aujourd'hui"
    assert [conflict.item for conflict in desk.read(read_outbox.conflicts)] == [file.id]


async def test_what_somebody_changed_after_a_move_whose_answer_was_lost_comes(desk: Ground) -> None:
    _, inside, file = await pinned(desk)
    await desk.intend(MoveFile((file.id,), None, "déplacée.txt"))
    desk.server.trouble.strike("apply", When.AFTER, Offline("connection_lost"))
    with pytest.raises(Offline):
        await desk.worker.outbox.run()
    shelf(desk, Service.FILES).put(inside, b"aujourd'hui")
    await desk.sync()
    assert await content_of(desk, file) == b"aujourd'hui"


async def test_a_download_that_is_cut_off_goes_on(desk: Ground) -> None:
    content = os.urandom(300_000)
    shelf(desk, Service.FILES).add("grand.bin", content)
    await desk.sync()
    desk.server.trouble.strike("piece", When.BEFORE, Offline("connection_lost"))
    kept = await desk.engine.answer(m.OpenFile(drive(desk)[0].id))
    assert isinstance(kept, m.Kept)
    assert await desk.desk.store.blob(BlobName(kept.blob)) == content


async def test_a_file_passes_through_without_filling_the_memory(desk: Ground, tmp_path: Path) -> None:
    """200 MB of a sparse file go into the store and out again; the process grows by a fraction of it."""
    path, size = tmp_path / "grand.bin", 200 * 1024 * 1024
    with path.open("wb") as file:
        file.truncate(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    item = await upload(desk, path)
    await desk.engine.answer(m.ExportFile(item, str(tmp_path / "copie.bin")))
    assert (tmp_path / "copie.bin").stat().st_size == size
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


async def test_deleting_what_never_left_asks_nobody(desk: Ground, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a")
    item = await upload(desk, path)
    await desk.intend(DeleteItems((item,), Service.FILES))
    assert desk.read(read_outbox.operations) == []
    assert drive(desk) == []


async def test_a_full_drive_refuses_and_the_file_waits_here(desk: Ground, tmp_path: Path) -> None:
    shelf(desk, Service.FILES).limit = 10
    path = tmp_path / "a.txt"
    path.write_text("beaucoup trop")
    item = await upload(desk, path)
    await desk.sync()
    assert [(row.name, row.pending) for row in drive(desk)] == [("a.txt", Pending.REFUSED)]
    shelf(desk, Service.FILES).limit = None
    await desk.engine.answer(m.RetryOperation(desk.read(read_outbox.operations)[0].id))
    await desk.sync()
    assert drive(desk)[0].pending is Pending.NONE
    assert desk.read(read_items.content, item) is not None


async def test_a_large_upload_holds_nothing_up_and_can_be_stopped(desk: Ground, tmp_path: Path) -> None:
    path = tmp_path / "grand.bin"
    path.write_bytes(os.urandom(3 * 1024 * 1024))
    await desk.engine.answer(m.ChangeSetting("transfer_limit", "1"))
    item = await upload(desk, path)
    sending = asyncio.create_task(desk.worker.outbox.run())
    (row,) = desk.read(read_outbox.operations)
    await until(lambda: drive(desk)[0].pending is Pending.SENDING)
    shelf(desk, Service.FILES).add("des autres.txt")
    await save(desk, meeting("Entre-temps"))
    await desk.worker.outbox.run(Service.CALENDAR)
    await desk.worker.cycle.collection(Service.FILES, box(desk, Service.FILES))
    assert "SUMMARY:Entre-temps" in texts(desk, Service.CALENDAR)[0]
    assert {one.name for one in drive(desk)} == {"grand.bin", "des autres.txt"}
    await desk.engine.answer(m.CancelOperation(row.id))
    assert desk.read(read_outbox.operations) == []
    assert [one.name for one in drive(desk)] == ["des autres.txt"]
    assert item not in {one.id for one in drive(desk)}
    await sending


async def test_a_large_upload_tells_how_far_it_has_come(desk: Ground, tmp_path: Path) -> None:
    path = tmp_path / "grand.bin"
    path.write_bytes(os.urandom(3 * 1024 * 1024))
    await upload(desk, path)
    (row,) = desk.read(read_outbox.operations)
    await desk.sync()
    told = [one.done for one in desk.told if isinstance(one, m.Progress) and one.what == f"operation:{row.id}"]
    assert told == sorted(told)
    assert told[-1] == 3 * 1024 * 1024
    assert shelf(desk, Service.FILES).items[RemoteId("n1")].content == path.read_bytes()


async def checked_out(desk: Ground, content: bytes) -> tuple[ItemId, Path]:
    """A file of the server, open in another program."""
    shelf(desk, Service.FILES).add("Compte rendu.odt", content)
    await desk.sync()
    item = drive(desk)[0].id
    reply = await desk.engine.answer(m.CheckOut(item))
    assert isinstance(reply, m.CheckedOut)
    return item, private_copy(reply.path, content)


def private_copy(written: str, content: bytes) -> Path:
    """Where the copy is, for its owner alone, under its own name."""
    path = Path(written)
    assert (path.name, path.read_bytes()) == ("Compte rendu.odt", content)
    assert path.parent.stat().st_mode & 0o077 == 0
    return path


def content_there(desk: Ground) -> bytes:
    ((_, kept),) = shelf(desk, Service.FILES).items.items()
    return kept.content


async def test_what_another_program_saves_is_brought_back_and_the_copy_wiped(desk: Ground) -> None:
    item, path = await checked_out(desk, b"avant")
    path.write_bytes(b"apr\xc3\xa8s")
    await desk.desk.checkouts.look()
    assert desk.read(read_outbox.operations) == [], "it may still be being written"
    await desk.desk.checkouts.look()
    await desk.sync()
    assert content_there(desk) == "après".encode()
    path.write_bytes(b"et encore")
    await desk.engine.answer(m.CheckIn(item))
    await desk.sync()
    assert content_there(desk) == b"et encore"
    assert not path.parent.exists()
    assert desk.read(read_outbox.conflicts) == []


async def test_what_somebody_else_changed_meanwhile_is_not_written_over(desk: Ground) -> None:
    item, path = await checked_out(desk, b"avant")
    change_there(desk, Service.FILES, "avant", "à eux")
    await desk.sync()
    path.write_bytes("à moi".encode())
    await desk.engine.answer(m.CheckIn(item))
    await desk.sync()
    assert content_there(desk) == "à eux".encode()
    assert len(desk.read(read_outbox.conflicts)) == 1


async def test_locking_brings_back_and_wipes(desk: Ground) -> None:
    _, path = await checked_out(desk, b"avant")
    path.write_bytes(b"juste avant de verrouiller")
    await desk.engine.answer(m.Lock())
    assert not path.parent.exists()
    await desk.engine.answer(m.Unlock(PASSPHRASE))
    await desk.sync()
    assert content_there(desk) == b"juste avant de verrouiller"


# --- several services of one account ---


async def test_a_service_that_cannot_work_holds_no_other_up(server: MemoryServer, tmp_path: Path) -> None:
    async with at_work(tmp_path / "profile", server, services=(*MAIL, *ITEMS)) as desk:
        server.deliver(ALICE, letter("Bonjour"))
        server.trouble.strike("collections", When.BEFORE, Offline("refused"))
        with pytest.raises(Offline):
            await desk.sync()
        assert len(desk.read(read_collections.collections, Service.CALENDAR)) == 1


async def test_nudges_of_every_service_are_followed(server: MemoryServer, tmp_path: Path) -> None:
    async with at_work(tmp_path / "profile", server, automatic=True, services=(*MAIL, *ITEMS)) as desk:
        await until(lambda: bool(desk.read(read_collections.collections, Service.FILES)))
        await until(lambda: len(server.user(ALICE).watchers) == 4, 30)
        there = server.shelf(ALICE, Service.FILES)
        there.add("nouveau.txt")
        server.nudge(server.user(ALICE), there.remote_id)
        await until(lambda: [row.name for row in drive(desk)] == ["nouveau.txt"])


# --- searching ---


async def test_events_tasks_contacts_and_files_are_found_by_their_words(desk: Ground) -> None:
    organizer = Attendee("marc@x.fr", "Marc Été")
    await save(desk, meeting("Réunion budget", description="Avec la préfecture", organizer=organizer))
    await save(desk, EntryDraft(Component.TASK, summary="Relire le budget"))
    await save(desk, CardDraft(name="Bruno Budgetier"))
    shelf(desk, Service.FILES).add("Budget 2026.ods")
    await desk.sync()
    found = desk.read(search, "budg")
    assert [(one.kind, one.title) for one in found] == [
        ("event", "Réunion budget"),
        ("task", "Relire le budget"),
        ("contact", "Bruno Budgetier"),
        ("file", "Budget 2026.ods"),
    ]
    assert [one.title for one in desk.read(search, "prefecture ete")] == ["Réunion budget"]
    assert [one.title for one in desk.read(search, "budg", kinds={"file"})] == ["Budget 2026.ods"]
    await desk.intend(DeleteItems((found[0].id,), Service.CALENDAR))
    assert desk.read(search, "prefecture") == []


# --- invitations ---

INVITATION = "\r\n".join(
    ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:REQUEST", "BEGIN:VEVENT", "UID:comite", "DTSTAMP:20261101T000000Z",
     "DTSTART:20261123T090000Z", "DTEND:20261123T100000Z", "SUMMARY:Comité", f"ORGANIZER;CN=Bob:mailto:{BOB}",
     f"ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{ALICE}", "X-GARDE:oui", "END:VEVENT", "END:VCALENDAR", "")
)  # fmt: skip


async def invited(desk: Ground) -> ItemId:
    """Bob invites Alice; return the letter."""
    head = f"From: {BOB}\r\nTo: {ALICE}\r\nSubject: Invitation\r\nMessage-ID: <i@x>\r\nMIME-Version: 1.0\r\n"
    raw = f"{head}Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n{INVITATION}".encode()
    desk.server.mailbox(ALICE, "INBOX").add(raw, Flag.NONE, frozenset(), NINE)
    await desk.sync()
    (row,) = desk.rows()
    return row.id


def answering(item: ItemId, answer: str = "accepted") -> m.AnswerInvitation:
    return m.AnswerInvitation(new_operation_id(), item, "comite", answer, "Accepté : Comité", "Alice accepte.")


@pytest.fixture
async def office(server: MemoryServer, tmp_path: Path) -> AsyncIterator[Ground]:
    """Alice with mail and calendars."""
    async with at_work(tmp_path / "office", server, services=(*MAIL, *ITEMS)) as ground:
        await ground.sync()
        yield ground


async def test_an_answer_goes_into_the_calendar_and_to_the_organizer(office: Ground) -> None:
    await office.engine.answer(answering(await invited(office)))
    await office.sync()
    (row,) = agenda(office)
    assert row.summary == "Comité"
    (text,) = texts(office, Service.CALENDAR)
    assert "PARTSTAT=ACCEPTED" in text
    assert "X-GARDE:oui" in text
    assert "METHOD" not in text
    (reply,) = (kept.raw.decode() for kept in office.server.mailbox(BOB, "INBOX").messages.values())
    assert "text/calendar; charset=utf-8; method=REPLY" in reply


async def test_answering_again_changes_the_one_entry(office: Ground) -> None:
    item = await invited(office)
    for answer in ("tentative", "declined"):
        await office.engine.answer(answering(item, answer))
        await office.sync()
    (text,) = texts(office, Service.CALENDAR)
    assert "PARTSTAT=DECLINED" in text
    assert len(office.server.mailbox(BOB, "INBOX").messages) == 2


async def test_where_the_server_schedules_nobody_is_told_twice(office: Ground) -> None:
    calendar = office.worker.session.protocol(Service.CALENDAR)
    calendar.capabilities |= {Capability.SCHEDULING}
    await office.engine.answer(answering(await invited(office)))
    await office.sync()
    assert "PARTSTAT=ACCEPTED" in texts(office, Service.CALENDAR)[0]
    assert len(office.server.mailbox(BOB, "INBOX").messages) == 0


async def test_a_calendar_that_was_never_reached_is_waited_for(office: Ground) -> None:
    item = await invited(office)
    office.worker.session.protocol(Service.CALENDAR).capabilities = frozenset()
    with pytest.raises(Transient, match="calendar_not_reached"):
        await office.engine.answer(answering(item))
    assert texts(office, Service.CALENDAR) == []


async def test_without_a_calendar_the_organizer_is_told_all_the_same(server: MemoryServer, tmp_path: Path) -> None:
    async with at_work(tmp_path / "mail", server) as ground:
        await ground.engine.answer(answering(await invited(ground)))
        await ground.sync()
        assert len(server.mailbox(BOB, "INBOX").messages) == 1


async def test_a_letter_without_that_invitation_is_not_answered(office: Ground) -> None:
    item = await invited(office)
    asked = m.AnswerInvitation(new_operation_id(), item, "autre", "accepted", "", "")
    with pytest.raises(Unreadable):
        await office.engine.answer(asked)


async def told(desk: Ground, method: str, sender: str, *lines: str) -> ItemId:
    """A letter that says something of the entry; return it."""
    body = INVITATION.replace("METHOD:REQUEST", f"METHOD:{method}")
    for line in lines:
        old, _, new = line.partition(" → ")
        body = body.replace(old, new)
    head = f"From: {sender}\r\nTo: {ALICE}\r\nSubject: {method}\r\nMessage-ID: <{method}@x>\r\nMIME-Version: 1.0\r\n"
    raw = f"{head}Content-Type: text/calendar; method={method}; charset=utf-8\r\n\r\n{body}".encode()
    desk.server.mailbox(ALICE, "INBOX").add(raw, Flag.NONE, frozenset(), NINE + 60)
    await desk.sync()
    return next(row.id for row in desk.rows() if row.subject == method)


def noting(item: ItemId) -> m.NoteInvitation:
    return m.NoteInvitation(new_operation_id(), item, "comite")


async def test_called_off_by_its_organizer_it_is_noted(office: Ground) -> None:
    await office.engine.answer(answering(await invited(office)))
    await office.sync()
    await office.engine.answer(noting(await told(office, "CANCEL", BOB)))
    await office.sync()
    assert "STATUS:CANCELLED" in texts(office, Service.CALENDAR)[0]


async def test_nobody_calls_off_what_is_not_theirs(office: Ground) -> None:
    await office.engine.answer(answering(await invited(office)))
    await office.sync()
    with pytest.raises(Unreadable, match="other_sender"):
        await office.engine.answer(noting(await told(office, "CANCEL", "eve@ailleurs.test")))
    assert "CANCELLED" not in texts(office, Service.CALENDAR)[0]


async def test_an_answer_is_noted_once_and_for_its_sender_alone(office: Ground) -> None:
    draft = meeting("Comité")
    people_ = (Attendee(BOB),)
    saved = await save(office, replace(draft, organizer=Attendee(ALICE), attendees=people_))
    await office.sync()
    uid = next(line for line in texts(office, Service.CALENDAR)[0].split("\r\n") if line.startswith("UID:"))
    lines = (f"UID:comite → {uid}", f"ORGANIZER;CN=Bob:mailto:{BOB} → ORGANIZER:mailto:{ALICE}",
             f"ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{ALICE} → ATTENDEE;PARTSTAT=DECLINED:mailto:{BOB}")  # fmt: skip
    letter_ = await told(office, "REPLY", BOB, *lines)
    asked = m.NoteInvitation(new_operation_id(), letter_, uid.removeprefix("UID:"))
    answer = await office.engine.answer(asked)
    await office.sync()
    assert isinstance(answer, m.Saved)
    assert answer.items == list(saved.items)
    assert "PARTSTAT=DECLINED" in texts(office, Service.CALENDAR)[0]
    again = await office.engine.answer(m.NoteInvitation(new_operation_id(), letter_, asked.uid))
    assert isinstance(again, m.Saved)
    assert list(again.items) == []


async def test_what_is_not_in_the_calendar_is_not_noted(office: Ground) -> None:
    with pytest.raises(Rejected, match="not_in_calendar"):
        await office.engine.answer(noting(await told(office, "CANCEL", BOB)))
