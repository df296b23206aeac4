"""Events, contacts and files under a user, other clients, a bad network and a program that is killed, in any order.

In the end the store is what the server is, and nothing that anybody wrote was lost in silence.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
import tempfile
from collections.abc import Awaitable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sync.model.accounts import Service
from sync.model.calendar import EntryDraft, Moment
from sync.model.conflicts import Conflict
from sync.model.contacts import CardDraft
from sync.model.faults import Fault, Gone, Offline
from sync.model.ids import AccountId, CollectionId, ItemId, OperationId, new_operation_id
from sync.model.operations import CreateFolder, DeleteItems, Intention, MoveFile, OperationState
from sync.protocols.memory.faults import Moment as When
from sync.protocols.memory.shelf import MemoryShelf
from sync.rpc import messages as m
from sync.serial import to_json
from sync.store.connection import Connection
from sync.store.read import collections as read_collections
from sync.store.read import files as read_files
from sync.store.read import outbox as read_outbox
from sync.store.write.fold import fresh_fold
from tests.engine.ground import ALICE, ITEMS, PASSPHRASE, PASSWORD, Ground, make_engine, people, specs

T = TypeVar("T")

NOON = 1_795_000_000
WHICH = st.integers(min_value=0, max_value=5)
RESOURCES = st.sampled_from([Service.CALENDAR, Service.CONTACTS])
ANY = st.sampled_from([Service.CALENDAR, Service.CONTACTS, Service.FILES])
VERBS = st.sampled_from(["apply", "changes", "collections", "fetch", "piece"])
ENDINGS = st.sampled_from(["keep_both", "keep_mine", "keep_theirs"])
SHOWN = (
    "SELECT * FROM item_overlay ORDER BY id",
    "SELECT * FROM entry ORDER BY id",
    "SELECT * FROM occurrence ORDER BY entry_id, recurrence",
    "SELECT * FROM contact ORDER BY id",
    "SELECT * FROM item_word ORDER BY item_id, word",
    "SELECT * FROM contact_address ORDER BY contact_id, address",
    "SELECT * FROM file ORDER BY id",
)


def event(uid: str, title: str) -> bytes:
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//FR\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261123T091500Z\r\n"
        f"DTSTART:20261124T090000Z\r\nDTEND:20261124T100000Z\r\nRRULE:FREQ=DAILY;COUNT=3\r\nSUMMARY:{title}\r\n"
        "X-KEPT:yes\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def card(uid: str, title: str) -> bytes:
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{uid}\r\nFN:{title}\r\nN:{title};;;;\r\nX-KEPT:yes\r\nEND:VCARD\r\n".encode()


class Story(RuleBasedStateMachine):
    """Alice at her desk, her telephone on the server, and the world between them."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp(prefix="ecritoire-items-"))
        self.profile = self.folder / "profile"
        self.server = people(page_size=1, history=3)
        self.numbers = itertools.count(1)
        self.intended: set[OperationId] = set()
        self.written: dict[str, OperationId] = {}
        """What Alice wrote: its text, and the operation that carries it."""
        self.given_up: set[str] = set()
        """Texts that Alice replaced, took back or gave up herself."""
        self.seen: set[str] = set()
        """Every text that was ever on the server."""
        self.texts: dict[ItemId, str] = {}
        """What Alice wrote last into each item."""

    def do(self, work: Awaitable[T]) -> T:
        return self.loop.run_until_complete(work)  # type: ignore[arg-type]

    @initialize()
    def begin(self) -> None:
        async def run() -> AccountId:
            await engine.answer(m.CreateStore(PASSPHRASE, False))
            added = await engine.answer(m.AddAccount(ALICE, "Alice", "", "generic", specs(ALICE, ITEMS), PASSWORD))
            assert isinstance(added, m.Added)
            return AccountId(added.account)

        engine = make_engine(self.profile)
        self.account = self.do(run())
        self.ground = Ground(self.server, engine, self.account, ALICE)
        for service in (Service.CALENDAR, Service.CONTACTS, Service.FILES):
            self.others_write(service)
        folder = self.shelf(Service.FILES).add("Dossier", is_folder=True)
        self.shelf(Service.FILES).add("dedans.txt", self.text().encode(), folder=folder)
        self.sync()

    def teardown(self) -> None:
        try:
            if hasattr(self, "ground"):
                self.heal()
                self.do(self.ground.engine.stop())
        finally:
            self.loop.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    # --- words ---

    def shelf(self, service: Service) -> MemoryShelf:
        return self.server.shelf(ALICE, service)

    def text(self) -> str:
        return f"texte-{next(self.numbers)}-"

    def box(self, service: Service) -> CollectionId:
        return self.ground.read(read_collections.collections, service)[0].id

    def chosen(self, service: Service, which: int) -> ItemId | None:
        table = {Service.CALENDAR: "entry", Service.CONTACTS: "contact", Service.FILES: "file"}[service]
        rows = self.ground.query(f"SELECT id FROM {table} ORDER BY id")
        return ItemId(rows[which % len(rows)][0]) if rows else None  # type: ignore[arg-type]

    def file(self, which: int, *, folder: bool) -> ItemId | None:
        rows = self.ground.query(f"SELECT id FROM file WHERE is_folder = {int(folder)} ORDER BY id")
        return ItemId(rows[which % len(rows)][0]) if rows else None  # type: ignore[arg-type]

    def note(self) -> None:
        """Remember what the server has now."""
        for service in (Service.CALENDAR, Service.CONTACTS, Service.FILES):
            for kept in self.shelf(service).items.values():
                self.seen.add(kept.content.decode())

    def answer(self, command: m.Command) -> m.Reply | None:
        """Ask the engine; what is asked of may just have gone, nothing else goes wrong."""
        reply = None
        with suppress(Gone):
            reply = self.do(self.ground.engine.answer(command))
        return reply

    def wrote(self, text: str, item: OperationId, reply: m.Reply | None) -> None:
        if isinstance(reply, m.Saved):
            self.intended.add(item)
            self.written[text] = item
            for local in reply.items:
                if ItemId(local) in self.texts:
                    self.given_up.add(self.texts[ItemId(local)])
                self.texts[ItemId(local)] = text

    def intend(self, intention: Intention) -> None:
        self.intended.add(self.do(self.ground.intend(intention)))

    # --- the user ---

    @rule(service=RESOURCES, which=WHICH, new=st.booleans())
    def save(self, service: Service, which: int, new: bool) -> None:
        item, text, name = None if new else self.chosen(service, which), self.text(), new_operation_id()
        box = self.box(service)
        if service is Service.CALENDAR:
            entry = EntryDraft(summary=text, start=Moment(NOON, "UTC"), end=Moment(NOON + 3600, "UTC"))
            reply = self.answer(m.SaveEntry(name, box, to_json(entry).encode(), item or 0))
        else:
            reply = self.answer(m.SaveContact(name, box, to_json(CardDraft(name=text)).encode(), item or 0))
        self.wrote(text, name, reply)

    @rule(which=WHICH, new=st.booleans(), inside=st.booleans())
    def upload(self, which: int, new: bool, inside: bool) -> None:
        text, name = self.text(), new_operation_id()
        path = self.folder / f"{text}.txt"
        path.write_text(text)
        item = None if new else self.file(which, folder=False)
        folder = self.file(which, folder=True) if inside else None
        reply = self.answer(m.Upload(name, self.box(Service.FILES), str(path), folder or 0, item=item or 0))
        self.wrote(text, name, reply)

    @rule(which=WHICH, inside=st.booleans())
    def make_folder(self, which: int, inside: bool) -> None:
        folder = self.file(which, folder=True) if inside else None
        self.intend(CreateFolder(self.box(Service.FILES), folder, f"Dossier {next(self.numbers)}"))

    @rule(which=WHICH, other=WHICH, inside=st.booleans())
    def move(self, which: int, other: int, inside: bool) -> None:
        item, folder = self.chosen(Service.FILES, which), self.file(other, folder=True) if inside else None
        above = self.ground.read(read_files.path, folder) if folder else []
        if item and item not in {row.id for row in above}:
            self.intend(MoveFile((item,), folder, f"Nom {next(self.numbers)}"))

    @rule(service=ANY, which=WHICH)
    def delete(self, service: Service, which: int) -> None:
        if item := self.chosen(service, which):
            inside = {item, *(row[0] for row in self.ground.query(f"SELECT id FROM file WHERE folder_id = {item}"))}
            self.given_up |= {text for one, text in self.texts.items() if one in inside}
            self.intend(DeleteItems((item,), service))

    @rule(which=WHICH)
    def undo(self, which: int) -> None:
        queued = [row.id for row in self.ground.read(read_outbox.operations) if row.state == OperationState.QUEUED]
        if queued:
            item = queued[which % len(queued)]
            self.given_up |= {text for text, operation in self.written.items() if operation == item}
            self.answer(m.CancelOperation(item))

    @rule(ending=ENDINGS)
    def resolve(self, ending: str) -> None:
        for conflict in self.ground.read(read_outbox.conflicts):
            self.end(conflict, ending)

    def end(self, conflict: Conflict, ending: str) -> None:
        """End a conflict; what Alice wrote is carried by another operation from then on, or by none."""
        before = self.waiting()
        self.do(self.ground.engine.answer(m.Resolve(conflict.id, ending)))
        carried = {text for text, one in self.written.items() if one == conflict.operation}
        if ending == "keep_theirs":
            self.given_up |= carried
        for beside in self.waiting() - before:
            self.written.update(dict.fromkeys(carried, beside))

    def waiting(self) -> set[OperationId]:
        return {row.id for row in self.ground.read(read_outbox.operations)}

    @rule(which=WHICH)
    def pin(self, which: int) -> None:
        if item := self.chosen(Service.FILES, which):
            self.answer(m.Pin(item, True))

    # --- others ---

    @rule(service=ANY)
    def others_write(self, service: Service) -> None:
        text, uid = self.text(), f"uid-{next(self.numbers)}"
        match service:
            case Service.CALENDAR:
                self.shelf(service).put(f"{uid}.ics", event(uid, text))  # type: ignore[arg-type]
            case Service.CONTACTS:
                self.shelf(service).put(f"{uid}.vcf", card(uid, text))  # type: ignore[arg-type]
            case _:
                self.shelf(service).add(f"{uid}.txt", text.encode())

    @rule(service=ANY, which=WHICH)
    def others_change(self, service: Service, which: int) -> None:
        self.note()
        shelf, text = self.shelf(service), self.text()
        found = sorted(item for item, kept in shelf.items.items() if not kept.is_folder)
        if found:
            item = found[which % len(found)]
            uid = item.rpartition(".")[0]
            make = {Service.CALENDAR: event, Service.CONTACTS: card}.get(service)
            shelf.put(item, make(uid, text) if make else text.encode())

    @rule(service=ANY, which=WHICH)
    def others_delete(self, service: Service, which: int) -> None:
        self.note()
        shelf = self.shelf(service)
        if shelf.items:
            shelf.remove(sorted(shelf.items)[which % len(shelf.items)])

    @rule(which=WHICH, other=WHICH)
    def others_move(self, which: int, other: int) -> None:
        shelf = self.shelf(Service.FILES)
        folders = ["", *sorted(item for item, kept in shelf.items.items() if kept.is_folder)]
        if shelf.items:
            item = sorted(shelf.items)[which % len(shelf.items)]
            with suppress(Fault):
                shelf.move(item, folders[other % len(folders)], f"Autre nom {next(self.numbers)}")  # type: ignore[arg-type]

    # --- the world ---

    @rule(verb=VERBS, moment=st.sampled_from(When))
    def lose(self, verb: str, moment: When) -> None:
        self.server.trouble.strike(verb, moment, Offline("connection_lost"))

    @rule(outage=st.booleans())
    def outage(self, outage: bool) -> None:
        self.server.trouble.outage = outage

    @rule(service=ANY)
    def cursors_expire(self, service: Service) -> None:
        self.shelf(service).forget_history()

    @rule()
    def sync(self) -> None:
        with suppress(Offline):
            self.do(self.ground.sync())
        self.note()

    @rule()
    def run_outbox(self) -> None:
        with suppress(Offline):
            self.do(self.ground.worker.outbox.run())
        self.note()

    @rule(steps=st.integers(0, 60))
    def kill(self, steps: int) -> None:
        """Everything in memory is gone, in the middle of whatever ran; the disk stays."""
        task = self.loop.create_task(self.ground.sync())
        for _ in range(steps):
            self.loop.run_until_complete(asyncio.sleep(0))
        self.do(self.abandon(task))
        self.note()

    async def abandon(self, task: asyncio.Task[None]) -> None:
        store = self.ground.desk.store
        store.writer._closed = store.index_writer._closed = True  # whatever comes now no longer reaches the disk
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        store.writer._closed = store.index_writer._closed = False
        store.close()
        engine = make_engine(self.profile)
        await engine.answer(m.Unlock(PASSPHRASE))
        self.ground = Ground(self.server, engine, self.account, ALICE)

    # --- what always holds ---

    @precondition(lambda self: hasattr(self, "ground"))
    @invariant()
    def what_is_shown_is_a_fresh_fold(self) -> None:
        def compare(connection: Connection) -> tuple[object, object]:
            before = [connection.execute(text).fetchall() for text in SHOWN]
            fresh_fold(connection)
            return before, [connection.execute(text).fetchall() for text in SHOWN]

        before, after = self.do(self.ground.desk.store.write(compare))
        assert before == after

    @precondition(lambda self: hasattr(self, "ground"))
    @invariant()
    def every_wish_is_settled_visible_or_undone(self) -> None:
        waiting = {row.id for row in self.ground.read(read_outbox.operations)}
        settled = {str(row[0]) for row in self.ground.query("SELECT id FROM operation_settled")}
        assert self.intended <= waiting | settled

    # --- and in the end ---

    def heal(self) -> None:
        """The network is back, time passes, the user answers what is asked; then both sides agree."""
        self.server.trouble.end()
        for _ in range(8):
            self.sync()
            for conflict in self.ground.read(read_outbox.conflicts):
                self.end(conflict, "keep_both")
            for row in self.ground.read(read_outbox.operations):
                if row.state == OperationState.REFUSED:
                    assert row.fault_code in {"folder", "into_itself", "name_taken", "item"}, row
                    self.given_up |= {text for text, operation in self.written.items() if operation == row.id}
                    self.do(self.ground.engine.answer(m.DiscardOperation(row.id)))
                elif row.state == OperationState.QUEUED and row.not_before > 0:
                    self.do(self.ground.engine.answer(m.RetryOperation(row.id)))
        self.sync()
        assert self.ground.read(read_outbox.operations) == []
        assert self.ground.read(read_outbox.conflicts) == []
        assert self.ground.query("SELECT id FROM item_overlay") == []
        self.both_sides_agree()
        self.nothing_was_lost()

    def both_sides_agree(self) -> None:
        for service in (Service.CALENDAR, Service.CONTACTS):
            shelf = self.shelf(service)
            theirs = {(item, str(kept.changed), kept.content) for item, kept in shelf.items.items()}
            rows = self.ground.query(f"SELECT remote_id, revision, raw FROM item WHERE collection_id = {self.box(service)}")
            assert {(row[0], row[1], bytes(row[2])) for row in rows} == theirs  # type: ignore[arg-type]
        shelf = self.shelf(Service.FILES)

        def path(item: str) -> str:
            kept = shelf.items[item]  # type: ignore[index]
            return f"{path(kept.folder)}/{kept.name}" if kept.folder else kept.name

        ours = {
            "/".join(row.name for row in self.ground.read(read_files.path, ItemId(item)))
            for (item,) in self.ground.query("SELECT id FROM file")  # type: ignore[misc]
        }
        assert ours == {path(item) for item in shelf.items}
        for item, revision, blob in self.ground.query(
            "SELECT i.remote_id, c.revision, c.blob FROM file_content c JOIN item i USING (id)"
        ):
            kept = shelf.items[item]  # type: ignore[index]
            if str(kept.changed) == revision:
                assert self.do(self.ground.desk.store.blob(blob)) == kept.content  # type: ignore[arg-type]

    def nothing_was_lost(self) -> None:
        for text in set(self.written) - self.given_up:
            assert any(text in seen for seen in self.seen), f"{text} never reached the server"




Story.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestStory = Story.TestCase
