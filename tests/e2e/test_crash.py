"""The engine killed at random moments: no intention that was acknowledged is lost, no mail goes out twice."""

from __future__ import annotations

import asyncio
import os
import random
from dataclasses import dataclass, field

import pytest

from app import paths
from sync.model.faults import Fault, Forbidden, Gone, Offline, Transient
from sync.model.ids import AccountId, CollectionId, ItemId, OperationId, new_operation_id
from sync.model.mail import Address, Draft, Flag
from sync.model.operations import ChangeFlags, Intention, MoveItems
from sync.rpc.client import Client
from sync.rpc.messages import Command, Intend, Notice, Send, SyncNow, Unlock
from sync.serial import intention_from_json, intention_to_json, to_json
from tests.e2e.conftest import Office
from tests.e2e.program import Program, eventually

pytestmark = [pytest.mark.e2e, pytest.mark.server, pytest.mark.slow, pytest.mark.timeout(1500)]

ALICE, BOB = "alice@exemple.fr", "bob@exemple.fr"
ROUNDS = int(os.environ.get("ECRITOIRE_CRASH_ROUNDS", "160"))
MESSAGES = 40
LIFE_SECONDS = 0.5


@dataclass
class Wishes:
    """What the user asked for and what of it was acknowledged: the state that has to come out in the end."""

    chance: random.Random
    account: AccountId
    items: list[ItemId]
    places: list[CollectionId]
    flagged: dict[ItemId, bool] = field(default_factory=dict)
    place: dict[ItemId, CollectionId] = field(default_factory=dict)
    sent: dict[OperationId, str] = field(default_factory=dict)
    unanswered: list[Command] = field(default_factory=list)

    def next(self) -> Command:
        """Draw a wish: mark, move or send."""
        identifier = new_operation_id()
        item = self.chance.choice(self.items)
        kind = self.chance.random()
        if kind < 0.45:
            wanted = not self.flagged.get(item, False)
            add, remove = (Flag.FLAGGED, Flag.NONE) if wanted else (Flag.NONE, Flag.FLAGGED)
            return self._intend(identifier, ChangeFlags((item,), add, remove))
        if kind < 0.8:
            target = self.chance.choice([one for one in self.places if one != self.place.get(item, self.places[0])])
            return self._intend(identifier, MoveItems((item,), target))
        message_id = f"<{identifier}@exemple.fr>"
        draft = Draft(Address("Alice", ALICE), (Address("", BOB),), subject="Essai", text="Bonjour", message_id=message_id)
        return Send(identifier, identifier, self.account, to_json(draft).encode(), 0)

    def _intend(self, identifier: OperationId, intention: Intention) -> Intend:
        kind, text = intention_to_json(intention)
        return Intend(identifier, self.account, kind, text.encode())

    def note(self, command: Command) -> None:
        """Remember that a wish was acknowledged, in the order of the acknowledgements."""
        match command:
            case Intend(kind=ChangeFlags.kind):
                wish = intention_from_json(command.kind, command.intention)
                assert isinstance(wish, ChangeFlags)
                self.flagged[wish.items[0]] = bool(wish.add)
            case Intend():
                wish = intention_from_json(command.kind, command.intention)
                assert isinstance(wish, MoveItems)
                self.place[wish.items[0]] = wish.target
            case Send():
                self.sent[OperationId(command.id)] = f"<{command.id}@exemple.fr>"


async def called(program: Program, code: str) -> Client:
    """Start an engine, connect to it and unlock its store."""
    program.start("--role=engine")
    socket = paths.engine_socket(program.profile)

    def hear(_notice: Notice) -> None:
        return

    async with asyncio.timeout(30):
        while True:
            try:
                client = await Client.connect(socket, paths.read_key(socket), "desktop", hear)
                break
            except (Offline, Forbidden):
                await asyncio.sleep(0.01)
    await client.ask(Unlock(recovery_code=code))
    return client


async def a_life(program: Program, code: str, wishes: Wishes) -> None:
    """One life of the engine: it is told wishes without pause, until it is killed at a random moment."""
    client = await called(program, code)
    death = asyncio.get_running_loop().call_later(wishes.chance.uniform(0, LIFE_SECONDS), program.kill)
    commands, wishes.unanswered = wishes.unanswered, []
    try:
        while True:
            command = commands.pop(0) if commands else wishes.next()
            try:
                await client.ask(command, 10)
            except (Offline, Transient):
                wishes.unanswered = [command, *commands]
                return
            except Gone:
                continue
            wishes.note(command)
            if wishes.chance.random() < 0.2:
                await client.ask(SyncNow(), 10)
    except Fault:
        return
    finally:
        death.cancel()
        program.kill()
        await client.close()


async def test_no_intention_is_lost_and_nothing_is_sent_twice(office: Office, program: Program) -> None:
    office.dovecot.seed(ALICE, MESSAGES)
    code = program.run("store", "create")["recovery_code"]
    account = AccountId(office.sign_in(program, ALICE))
    program.run("sync", "--once")
    rows = program.run("list", "messages", "--limit", str(MESSAGES))
    assert len(rows) == MESSAGES
    boxes = {row["role"]: CollectionId(row["id"]) for row in program.run("list", "mailboxes")}
    names = {boxes["inbox"]: "INBOX", boxes["archive"]: "Archive", boxes["trash"]: "Trash"}
    program.kill()
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    wishes = Wishes(random.Random(seed), account, [ItemId(row["id"]) for row in rows], list(names))
    for _ in range(ROUNDS):
        await a_life(program, code, wishes)

    # One last life, uninterrupted: what was not acknowledged is asked again, as the window does, and all goes out.
    client = await called(program, code)
    for command in wishes.unanswered:
        await client.ask(command, 30)
        wishes.note(command)
    await client.close()
    program.run("sync", "--once")
    bob, alice = office.mailboxes(BOB), office.mailboxes(ALICE)
    settle_uncertain(program, wishes, {seen.message_id for seen in bob.messages()})
    assert eventually(lambda: program.run("outbox") == [], "the outbox is empty")
    program.run("sync", "--once")

    arrived = [seen.message_id for seen in bob.messages()]
    assert sorted(arrived) == sorted(wishes.sent.values())
    in_sent = [seen.message_id for seen in alice.messages("Sent")]
    assert sorted(in_sent) == sorted(wishes.sent.values())
    by_id = {row["id"]: f"<{place}@exemple.fr>" for place, row in enumerate(reversed(rows))}
    on_server = {
        seen.message_id: (place, r"\Flagged" in seen.flags) for place, name in names.items() for seen in alice.messages(name)
    }
    assert len(on_server) == MESSAGES
    for item, message_id in by_id.items():
        wanted = (wishes.place.get(item, boxes["inbox"]), wishes.flagged.get(item, False))
        assert on_server[message_id] == wanted, f"message {item}"
    assert program.run("store", "check") == {"problems": []}


def settle_uncertain(program: Program, wishes: Wishes, arrived: set[str]) -> None:
    """Say of every uncertain sending what a person would find out by asking: whether it has arrived."""
    for row in program.run("outbox"):
        if row["state"] == "uncertain":
            took_effect = wishes.sent[OperationId(row["id"])] in arrived
            program.run("outbox", "settle" if took_effect else "retry", row["id"])
