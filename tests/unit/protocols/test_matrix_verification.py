"""Verification by emoji among honest and dishonest company: it ends well only where both saw the same keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sync.model.faults import Gone, Rejected
from sync.model.trust import Trust
from sync.protocols.matrix.crypto import qr, sas
from sync.protocols.matrix.crypto.encoding import from_base64, to_base64
from sync.protocols.matrix.crypto.verification import PREFIX, Stage, Verification
from tests.unit.protocols.keyhouse import KeyHouse, Sitter, no_proof, sitter

ALICE, BOB, EVE = "@alice:exemple.fr", "@bob:exemple.fr", "@eve:exemple.fr"

Tamper = Callable[[dict[str, Any]], None]


class Table:
    """Alice and Bob with identities of their own, and a server between them that may change what it carries."""

    def __init__(self, house: KeyHouse, alice: Sitter, bob: Sitter) -> None:
        self.house, self.alice, self.bob = house, alice, bob
        self.tamper: dict[str, Tamper] = {}

    async def carry(self) -> None:
        """Deliver what waits until nobody says anything more."""
        for _ in range(12):
            moved = False
            for one in (self.alice, self.bob):
                events = self.house.drain(one.crypto)
                for event in events:
                    self.tamper.get(event["type"].removeprefix(PREFIX), lambda _: None)(event["content"])
                moved = moved or bool(events)
                await one.crypto.receive(events)
            if not moved:
                return

    async def begin(self) -> tuple[Verification, Verification]:
        """Bring both to where they compare, or to where it ended."""
        mine = await self.alice.crypto.verifications.request(BOB)
        await self.carry()
        theirs = self.bob.crypto.verifications.known[mine.flow]
        await self.bob.crypto.verifications.accept(theirs)
        await self.carry()
        await self.alice.crypto.verifications.begin(mine)
        await self.carry()
        return mine, theirs


@pytest.fixture
async def table() -> Table:
    house = KeyHouse()
    alice, bob = await sitter(house, ALICE, "ALICE"), await sitter(house, BOB, "BOB")
    for one, other in ((alice, BOB), (bob, ALICE)):
        await one.crypto.set_up(no_proof)
        await one.crypto.devices.refresh([other])
    for one, other in ((alice, BOB), (bob, ALICE)):
        one.crypto.devices.changed([other])
        await one.crypto.devices.refresh([other])
    house.to_device.clear()
    return Table(house, alice, bob)


async def test_both_see_the_same_and_trust_each_other(table: Table) -> None:
    mine, theirs = await table.begin()
    assert mine.comparison == theirs.comparison
    assert mine.comparison is not None
    assert len(mine.comparison.emoji) == 7
    await table.alice.crypto.verifications.confirm(mine)
    await table.carry()
    assert table.alice.crypto.devices.identity_trust(BOB) is Trust.UNVERIFIED
    await table.bob.crypto.verifications.confirm(theirs)
    await table.carry()
    assert (mine.stage, theirs.stage) == (Stage.DONE, Stage.DONE)
    assert mine.trusted
    assert theirs.trusted
    assert table.alice.crypto.devices.identity_trust(BOB) is Trust.VERIFIED
    assert table.bob.crypto.devices.identity_trust(ALICE) is Trust.VERIFIED


async def test_when_both_start_one_of_them_prevails(table: Table) -> None:
    mine = await table.alice.crypto.verifications.request(BOB)
    await table.carry()
    theirs = table.bob.crypto.verifications.known[mine.flow]
    await table.bob.crypto.verifications.accept(theirs)
    await table.carry()
    await table.bob.crypto.verifications.begin(theirs)
    await table.alice.crypto.verifications.begin(mine)
    await table.carry()
    assert mine.comparison == theirs.comparison
    assert mine.comparison is not None


async def test_who_says_that_they_differ_ends_it_without_trust(table: Table) -> None:
    mine, theirs = await table.begin()
    await table.alice.crypto.verifications.confirm(mine)
    await table.bob.crypto.verifications.cancel(theirs, "m.mismatched_sas")
    await table.carry()
    assert (mine.stage, mine.code) == (Stage.CANCELLED, "m.mismatched_sas")
    assert table.alice.crypto.devices.identity_trust(BOB) is Trust.UNVERIFIED


async def test_a_server_that_swaps_a_key_is_found_out_by_the_promise(table: Table) -> None:
    eve = sas.Exchange(sas.Party(EVE, "EVE"), sas.Party(BOB, "BOB"), "x", {}, started_by_us=True)
    swapped: list[str] = []

    def swap(content: dict[str, Any]) -> None:
        if swapped:  # the key of the side that made a promise
            content["key"] = eve.key
        swapped.append(content["key"])

    table.tamper["key"] = swap
    mine, _ = await table.begin()
    assert (mine.stage, mine.code) == (Stage.CANCELLED, "m.mismatched_commitment")


async def test_a_server_in_the_middle_makes_them_see_different_things(table: Table) -> None:
    eve = sas.Exchange(sas.Party(EVE, "EVE"), sas.Party(BOB, "BOB"), "x", {}, started_by_us=True)
    swapped: list[str] = []

    def swap(content: dict[str, Any]) -> None:
        if not swapped:  # the key of the side that started, which nothing binds
            content["key"] = eve.key
        swapped.append(content["key"])

    table.tamper["key"] = swap
    mine, theirs = await table.begin()
    assert mine.comparison != theirs.comparison


def _zero(content: dict[str, Any]) -> None:
    content["mac"] = dict.fromkeys(content["mac"], "A" * 43)


def _drop_device(content: dict[str, Any]) -> None:
    content["mac"].pop("ed25519:BOB")


def _empty(content: dict[str, Any]) -> None:
    content["mac"] = {}


def _strip(content: dict[str, Any]) -> None:
    content.clear()


@pytest.mark.parametrize("tamper", [_zero, _drop_device, _empty, _strip])
async def test_codes_that_are_wrong_or_missing_prove_nothing(table: Table, tamper: Tamper) -> None:
    mine, theirs = await table.begin()

    def only_bobs(content: dict[str, Any]) -> None:
        if "ed25519:BOB" in content.get("mac", {}):
            flow = content.get("transaction_id")
            tamper(content)
            content["transaction_id"] = flow

    table.tamper["mac"] = only_bobs
    await table.bob.crypto.verifications.confirm(theirs)
    await table.carry()
    await table.alice.crypto.verifications.confirm(mine)
    await table.carry()
    assert (mine.stage, mine.code) == (Stage.CANCELLED, "m.key_mismatch")
    assert table.alice.crypto.devices.identity_trust(BOB) is Trust.UNVERIFIED


async def test_an_identity_changed_in_the_middle_is_not_the_one_that_was_verified(table: Table) -> None:
    mine, theirs = await table.begin()
    thief = await sitter(table.house, BOB, "VOLEUR")
    await thief.crypto.set_up(no_proof)
    table.alice.crypto.devices.changed([BOB])
    await table.alice.crypto.devices.refresh([BOB])
    await table.bob.crypto.verifications.confirm(theirs)
    await table.alice.crypto.verifications.confirm(mine)
    await table.carry()
    assert not mine.trusted
    assert table.alice.crypto.devices.identity_trust(BOB) is Trust.CHANGED


@pytest.mark.parametrize(
    ("kind", "change", "code"),
    [
        ("start", {"method": "m.other"}, "m.unknown_method"),
        ("start", {"hashes": ["md5"]}, "m.unknown_method"),
        ("accept", {"hash": "md5"}, "m.unknown_method"),
        ("accept", {"commitment": ""}, "m.unknown_method"),
        ("key", {"key": ""}, None),
        ("key", {"key": 3}, None),
    ],
)
async def test_what_does_not_fit_ends_it(table: Table, kind: str, change: dict[str, Any], code: str | None) -> None:
    table.tamper[kind] = lambda content: content.update(change)
    mine, theirs = await table.begin()
    assert (mine.stage, theirs.stage) == (Stage.CANCELLED, Stage.CANCELLED)
    assert code is None or code in (mine.code, theirs.code)


@pytest.mark.parametrize("kind", ["accept", "key", "mac", "done"])
async def test_a_step_out_of_turn_ends_it(table: Table, kind: str) -> None:
    mine = await table.alice.crypto.verifications.request(BOB)
    event = {"type": PREFIX + kind, "sender": BOB, "content": {"transaction_id": mine.flow, "key": "A" * 43, "mac": {}}}
    await table.alice.crypto.receive([event])
    assert (mine.stage, mine.code) == (Stage.CANCELLED, "m.unexpected_message")


async def test_somebody_else_cannot_step_in(table: Table) -> None:
    mine, _ = await table.begin()
    stage = mine.stage
    for kind in ("cancel", "mac", "done", "start"):
        event = {"type": PREFIX + kind, "sender": EVE, "content": {"transaction_id": mine.flow, "from_device": "EVE"}}
        await table.alice.crypto.receive([event])
    assert mine.stage is stage


async def test_old_requests_and_floods_of_them_are_passed_over(table: Table) -> None:
    def request(number: int, timestamp: int) -> dict[str, Any]:
        content = {
            "from_device": "EVE",
            "methods": [sas.METHOD],
            "timestamp": timestamp,
            "transaction_id": f"flow{number}",
        }
        return {"type": f"{PREFIX}request", "sender": EVE, "content": content}

    known = table.alice.crypto.verifications.known
    await table.alice.crypto.receive([request(0, 1_600_000_000_000), request(1, 1_800_000_000_000), request(2, 0)])
    assert known == {}
    await table.alice.crypto.receive([request(number, 1_700_000_000_000) for number in range(500)])
    assert len(known) == 20


async def test_verification_with_nobody_is_refused(table: Table) -> None:
    with pytest.raises(Gone):
        await table.alice.crypto.verifications.request("@personne:exemple.fr")
    mine = await table.alice.crypto.verifications.request(BOB)
    for step in (table.alice.crypto.verifications.confirm, table.alice.crypto.verifications.begin):
        with pytest.raises(Rejected, match="wrong_stage"):
            await step(mine)


# --- by scanning ---


async def scannable(table: Table) -> Verification:
    """Bob's phone can scan: bring it to where Alice shows the code."""
    mine = await table.alice.crypto.verifications.request(BOB, ["BOB"])
    ready = {"from_device": "BOB", "methods": [sas.METHOD, qr.SCAN, qr.RECIPROCATE], "transaction_id": mine.flow}
    await table.alice.crypto.verifications.receive(BOB, f"{PREFIX}ready", ready)
    assert mine.shown is not None
    return mine


async def scans(table: Table, mine: Verification, secret: object, **more: object) -> None:
    start = {
        "from_device": "BOB", "method": qr.RECIPROCATE, "secret": secret, "transaction_id": mine.flow, **more,
    }  # fmt: skip
    await table.alice.crypto.verifications.receive(BOB, f"{PREFIX}start", start)


async def test_the_code_says_what_the_specification_wants_it_to_say(table: Table) -> None:
    mine = await scannable(table)
    code = mine.shown
    assert code is not None
    flow, octets = mine.flow.encode(), code.octets
    alice, bob = (table.alice.crypto.devices.identity(one) for one in (ALICE, BOB))
    assert alice is not None
    assert bob is not None
    assert octets[:8] == b"MATRIX\x02\x00"
    assert octets[8:10] == len(flow).to_bytes(2, "big")
    rest = octets[10 + len(flow) :]
    assert octets[10 : 10 + len(flow)] == flow
    assert (rest[:32], rest[32:64]) == (from_base64(alice.master_key), from_base64(bob.master_key))
    assert (rest[64:], len(rest[64:])) == (code.secret, 16)
    assert "secret" not in repr(code)


async def test_whoever_scanned_is_trusted_once_the_person_says_so(table: Table) -> None:
    mine = await scannable(table)
    assert mine.shown is not None
    await scans(table, mine, to_base64(mine.shown.secret))
    assert mine.stage is Stage.SCANNED
    assert table.alice.crypto.devices.identity_trust(BOB) is Trust.UNVERIFIED
    await table.alice.crypto.verifications.confirm(mine)
    assert (mine.stage, mine.trusted) == (Stage.DONE, True)
    assert table.alice.crypto.devices.identity_trust(BOB) is Trust.VERIFIED


@pytest.mark.parametrize("secret", ["", "AAAAAAAAAAAAAAAAAAAAAA", None, 7, "pas de la base64 !", ["x"]])
async def test_who_did_not_see_the_code_ends_it(table: Table, secret: object) -> None:
    mine = await scannable(table)
    await scans(table, mine, secret)
    assert (mine.stage, mine.code, mine.trusted) == (Stage.CANCELLED, "m.key_mismatch", False)
    with pytest.raises(Rejected):
        await table.alice.crypto.verifications.confirm(mine)


async def test_a_scan_where_no_code_was_shown_ends_it(table: Table) -> None:
    mine = await table.alice.crypto.verifications.request(BOB, ["BOB"])
    ready = {"from_device": "BOB", "methods": [sas.METHOD], "transaction_id": mine.flow}
    await table.alice.crypto.verifications.receive(BOB, f"{PREFIX}ready", ready)
    assert mine.shown is None
    await scans(table, mine, "AAAA")
    assert (mine.stage, mine.code) == (Stage.CANCELLED, "m.unknown_method")


async def test_a_scan_by_another_device_than_the_one_that_agreed_ends_it(table: Table) -> None:
    mine = await scannable(table)
    assert mine.shown is not None
    await scans(table, mine, to_base64(mine.shown.secret), from_device="EVE")
    assert (mine.stage, mine.trusted) == (Stage.CANCELLED, False)


async def test_an_identity_that_is_exchanged_after_the_scan_is_not_trusted(table: Table) -> None:
    mine = await scannable(table)
    assert mine.shown is not None
    await scans(table, mine, to_base64(mine.shown.secret))
    impostor = await sitter(table.house, BOB, "AUTRE")
    await impostor.crypto.identity.create(no_proof)
    table.alice.crypto.devices.changed([BOB])
    await table.alice.crypto.devices.refresh([BOB])
    await table.alice.crypto.verifications.confirm(mine)
    assert (mine.stage, mine.code, mine.trusted) == (Stage.CANCELLED, "m.key_mismatch", False)
    assert table.alice.crypto.devices.identity_trust(BOB) is Trust.CHANGED
