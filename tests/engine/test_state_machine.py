"""A user, other clients, a bad network and a program that is killed, in any order: nothing is lost, nothing is sent twice."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import tempfile
from collections import Counter
from collections.abc import Awaitable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sync.model.collections import Role
from sync.model.faults import Offline
from sync.model.ids import AccountId, ItemId, OperationId, RemoteId, new_operation_id
from sync.model.mail import Flag
from sync.model.operations import ChangeFlags, CopyItems, DeleteItems, MoveItems, OperationState
from sync.protocols.memory.faults import Moment
from sync.protocols.memory.mailbox import MemoryMailbox, message_id_of
from sync.rpc import messages as m
from sync.serial import to_json
from sync.store.connection import Connection
from sync.store.read import drafts as read_drafts
from sync.store.read import messages as read_messages
from sync.store.read import outbox as read_outbox
from sync.store.write.fold import fresh_fold
from tests.engine.ground import ALICE, BOB, PASSPHRASE, PASSWORD, Ground, draft, letter, make_engine, people, specs

T = TypeVar("T")

MOVED_BETWEEN = (Role.INBOX, Role.ARCHIVE, Role.TRASH)
ROLES = st.sampled_from(MOVED_BETWEEN)
FLAGS = st.sampled_from([Flag.SEEN, Flag.FLAGGED, Flag.SEEN | Flag.FLAGGED])
WHICH = st.integers(min_value=0, max_value=5)
VERBS = st.sampled_from(["apply", "submit", "changes", "collections", "fetch", "settled"])
OVERLAY = (
    "SELECT id, collection_id, flags, keywords FROM message_overlay ORDER BY id",
    "SELECT id, operation_id, collection_id, pending, flags, keywords, subject FROM message_pending ORDER BY id",
    "SELECT id, operation_id, hidden, name FROM collection_overlay ORDER BY id",
    "SELECT collection_id, total + total_shift, unread + unread_shift FROM collection_count ORDER BY collection_id",
)


THE_DRAFT = "<the-draft@memory.test>"


def subject_of(name: str) -> str:
    """The subject of a message that Alice sends, by its Message-ID."""
    return name[1:].partition("@")[0].replace("-", " ")


def names_in(box: MemoryMailbox, item: RemoteId) -> list[str]:
    """The Message-ID of a message on the server."""
    kept = box.get(item)
    return [message_id_of(kept.raw).decode()] if kept else []


class Story(RuleBasedStateMachine):
    """Alice at her desk, Bob on the server, and the world between them."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp(prefix="ecritoire-story-"))
        self.profile = self.folder / "profile"
        self.server = people(page_size=1, history=3)
        self.numbers = itertools.count(1)
        self.intended: set[OperationId] = set()
        self.undone: set[OperationId] = set()
        self.sent: dict[str, OperationId] = {}
        self.wished: dict[str, tuple[Role, Flag]] = {}
        """Where Alice wants each letter and how marked, by its Message-ID, as long as nobody else touches it."""
        self.about: dict[OperationId, set[str]] = {}

    def do(self, work: Awaitable[T]) -> T:
        return self.loop.run_until_complete(work)  # type: ignore[arg-type]

    @initialize()
    def begin(self) -> None:
        async def run() -> AccountId:
            await engine.answer(m.CreateStore(PASSPHRASE, False))
            added = await engine.answer(m.AddAccount(ALICE, "Alice", "", "generic", specs(ALICE), PASSWORD))
            assert isinstance(added, m.Added)
            return AccountId(added.account)

        engine = make_engine(self.profile)
        self.account = self.do(run())
        self.ground = Ground(self.server, engine, self.account, ALICE)
        for _ in range(3):
            self.arrive()
        self.sync()

    def teardown(self) -> None:
        try:
            if hasattr(self, "ground"):
                self.heal()
                self.do(self.ground.engine.stop())
        finally:
            self.loop.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    # --- the user ---

    def chosen(self, role: Role, which: int) -> ItemId | None:
        rows = [row for row in self.ground.rows(role) if row.operation is None]
        return rows[which % len(rows)].id if rows else None

    def intend(self, intention: ChangeFlags | MoveItems | CopyItems | DeleteItems) -> None:
        names = {envelope.message_id for item in intention.items if (envelope := self.ground.read(read_messages.envelope, item))}
        operation = self.do(self.ground.intend(intention))
        self.intended.add(operation)
        self.about[operation] = names
        for name in names & self.wished.keys():
            place, flags = self.wished[name]
            match intention:
                case ChangeFlags(add=add, remove=remove):
                    self.wished[name] = place, flags & ~remove | add
                case MoveItems(target=target):
                    self.wished[name] = next(role for role in MOVED_BETWEEN if self.ground.box(role) == target), flags
                case _:
                    del self.wished[name]

    def touched_by_others(self, names: Iterable[str]) -> None:
        for name in names:
            self.wished.pop(name, None)

    @rule(role=ROLES, which=WHICH, add=FLAGS, remove=FLAGS)
    def flag(self, role: Role, which: int, add: Flag, remove: Flag) -> None:
        if item := self.chosen(role, which):
            self.intend(ChangeFlags((item,), add, remove & ~add))

    @rule(role=ROLES, which=WHICH, other=WHICH, place=ROLES)
    def move(self, role: Role, which: int, other: int, place: Role) -> None:
        items = {item for one in (which, other) if (item := self.chosen(role, one))}
        if items:
            self.intend(MoveItems(tuple(sorted(items)), self.ground.box(place)))

    @rule(which=WHICH)
    def move_from_everywhere(self, which: int) -> None:
        items = [item for role in (Role.INBOX, Role.ARCHIVE) if (item := self.chosen(role, which))]
        if items:
            self.intend(MoveItems(tuple(items), self.ground.box(Role.TRASH)))

    @rule(which=WHICH)
    def copy(self, which: int) -> None:
        if item := self.chosen(Role.INBOX, which):
            self.intend(CopyItems((item,), self.ground.box(Role.ARCHIVE)))

    @rule(role=ROLES, which=WHICH)
    def delete(self, role: Role, which: int) -> None:
        if item := self.chosen(role, which):
            self.intend(DeleteItems((item,)))

    @rule(which=WHICH, undo=st.sampled_from([0, 3600]), replies=st.booleans())
    def send(self, which: int, undo: int, replies: bool) -> None:
        number = next(self.numbers)
        name = f"<Envoi-{number}@memory.test>"
        answers = self.chosen(Role.INBOX, which) if replies else None
        item = self.do(self.ground.send(draft(subject_of(name), message_id=name, answers=answers), f"key-{number}", undo))
        self.sent[name] = item
        self.intended.add(item)

    @rule()
    def save_draft(self) -> None:
        number = next(self.numbers)
        item = new_operation_id()
        body = to_json(draft(f"Brouillon {number}", message_id=THE_DRAFT)).encode()
        self.do(self.ground.engine.answer(m.StoreDraftNow(item, "the-draft", self.account, body)))

    @rule()
    def send_the_draft(self) -> None:
        if THE_DRAFT in self.sent:
            return
        item = self.do(self.ground.send(draft("Le brouillon", message_id=THE_DRAFT), "the-draft"))
        self.sent[THE_DRAFT] = item
        self.intended.add(item)

    @rule(which=WHICH)
    def undo(self, which: int) -> None:
        queued = [row.id for row in self.ground.read(read_outbox.operations) if row.state == OperationState.QUEUED]
        if queued:
            item = queued[which % len(queued)]
            self.do(self.ground.engine.answer(m.CancelOperation(item)))
            self.undone.add(item)
            self.touched_by_others(self.about.get(OperationId(item), ()))

    # --- others ---

    @rule()
    def arrive(self) -> None:
        raw = letter(f"Lettre {next(self.numbers)}")
        self.server.deliver(ALICE, raw)
        self.wished[message_id_of(raw).decode()] = Role.INBOX, Flag.NONE

    @rule(role=ROLES, which=WHICH, flags=FLAGS)
    def others_flag(self, role: Role, which: int, flags: Flag) -> None:
        box = self.server.mailbox(ALICE, role.value)
        if box.messages:
            item = sorted(box.ids())[which % len(box.messages)]
            self.touched_by_others(names_in(box, item))
            box.change_flags(item, flags, frozenset())

    @rule(role=ROLES, which=WHICH)
    def others_delete(self, role: Role, which: int) -> None:
        box = self.server.mailbox(ALICE, role.value)
        if box.messages:
            item = sorted(box.ids())[which % len(box.messages)]
            self.touched_by_others(names_in(box, item))
            box.remove(item)

    # --- the world ---

    @rule(verb=VERBS, moment=st.sampled_from(Moment))
    def lose(self, verb: str, moment: Moment) -> None:
        self.server.trouble.strike(verb, moment, Offline("connection_lost"))

    @rule(outage=st.booleans())
    def outage(self, outage: bool) -> None:
        self.server.trouble.outage = outage

    @rule(role=ROLES, renumbered=st.booleans())
    def cursors_expire(self, role: Role, renumbered: bool) -> None:
        box = self.server.mailbox(ALICE, role.value)
        if renumbered:
            self.touched_by_others(name for item in box.ids() for name in names_in(box, item))
            box.renumber()
        else:
            box.forget_history()

    @rule()
    def sync(self) -> None:
        with suppress(Offline):
            self.do(self.ground.sync())

    @rule()
    def run_outbox(self) -> None:
        with suppress(Offline):
            self.do(self.ground.worker.outbox.run())

    @rule(steps=st.integers(0, 60))
    def kill(self, steps: int) -> None:
        """Everything in memory is gone, in the middle of whatever ran; the disk stays."""
        task = self.loop.create_task(self.ground.sync())
        for _ in range(steps):
            self.loop.run_until_complete(asyncio.sleep(0))
        self.do(self.abandon(task))

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

    @invariant()
    def no_message_is_submitted_twice(self) -> None:
        counted = Counter(one.message_id for one in self.server.submitted)
        assert all(number == 1 for number in counted.values()), counted

    @precondition(lambda self: hasattr(self, "ground"))
    @invariant()
    def the_overlay_is_a_fresh_fold(self) -> None:
        def compare(connection: Connection) -> tuple[object, object]:
            before = [connection.execute(text).fetchall() for text in OVERLAY]
            fresh_fold(connection)
            return before, [connection.execute(text).fetchall() for text in OVERLAY]

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
        for _ in range(6):
            self.sync()
            for row in self.ground.read(read_outbox.operations):
                if row.state == OperationState.UNCERTAIN:
                    self.user_answers(row.id)
                elif row.state == OperationState.QUEUED and row.not_before > 0:
                    self.do(self.ground.engine.answer(m.RetryOperation(row.id)))
        self.sync()
        assert self.ground.read(read_outbox.operations) == []
        self.both_sides_agree()
        self.every_letter_is_as_wished()
        self.all_that_was_sent_arrived_once()

    def user_answers(self, item: OperationId) -> None:
        """The user knows better than the program: the message is with Bob, or it is not."""
        known = {operation: name for name, operation in self.sent.items()}
        went_out = item not in known or any(one.message_id == known[item] for one in self.server.submitted)
        command = m.SettleOperation(item) if went_out else m.RetryOperation(item)
        self.do(self.ground.engine.answer(command))

    def both_sides_agree(self) -> None:
        for role in (Role.INBOX, Role.ARCHIVE, Role.TRASH, Role.SENT, Role.DRAFTS):
            theirs = Counter(
                (message_id_of(kept.raw).decode(), int(kept.flags & ~Flag.DRAFT))
                for kept in self.server.mailbox(ALICE, role.value).messages.values()
            )
            ours: Counter[tuple[str, int]] = Counter()
            for row in self.ground.rows(role):
                envelope = self.ground.read(read_messages.envelope, row.id)
                assert envelope is not None
                ours[envelope.message_id, int(row.flags & ~Flag.DRAFT)] += 1
            assert ours == theirs, role

    def every_letter_is_as_wished(self) -> None:
        found = {
            name: (role, kept.flags & (Flag.SEEN | Flag.FLAGGED))
            for role in MOVED_BETWEEN
            for kept in self.server.mailbox(ALICE, role.value).messages.values()
            if (name := message_id_of(kept.raw).decode()) in self.wished
        }
        assert found == self.wished

    def all_that_was_sent_arrived_once(self) -> None:
        arrived = Counter(
            message_id_of(kept.raw).decode() for kept in self.server.mailbox(BOB, "inbox").messages.values()
        )
        expected = {name for name, operation in self.sent.items() if operation not in self.undone}
        assert arrived == Counter(expected)
        in_sent = Counter(message_id_of(one.raw).decode() for one in self.server.mailbox(ALICE, "sent").messages.values())
        assert all(in_sent[name] == 1 for name in expected)
        taken_back = {name for name, operation in self.sent.items() if operation in self.undone} - {THE_DRAFT}
        kept = {row.subject for row in self.ground.read(read_drafts.drafts)}
        assert {subject_of(name) for name in taken_back} <= kept, "a message that was taken back is a draft again"


Story.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestStory = Story.TestCase

