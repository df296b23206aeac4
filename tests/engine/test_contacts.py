"""Contacts through the engine: several made one, lists of other programs taken in, files written, groups completed."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.model.accounts import Service
from sync.model.contacts import CardDraft, Labelled
from sync.model.faults import Gone, Rejected, Unsupported
from sync.model.ids import CollectionId, ItemId, new_operation_id
from sync.model.operations import DeleteItems
from sync.rpc import messages as m
from sync.serial import intention_to_json, to_json
from sync.store.item_rows import ContactRow
from sync.store.read import collections as read_collections
from sync.store.read import contacts as read_contacts
from sync.store.read import items as read_items
from sync.store.read.duplicates import duplicates
from tests.engine.ground import ITEMS, Ground, at_work, people

OUTLOOK = (
    "Prénom,Nom,Société,Adresse de messagerie,Tél. mobile\r\n"
    "Zoé,Lévy,ARS,zoe@exemple.fr,06 39 98 00 01\r\nBob,Roy,,bob@exemple.fr,\r\n"
).encode("cp1252")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", people(), services=ITEMS) as ground:
        await ground.sync()
        yield ground


def book(desk: Ground) -> CollectionId:
    return desk.read(read_collections.collections, Service.CONTACTS)[0].id


async def save(desk: Ground, draft: CardDraft) -> m.Saved:
    answer = await desk.engine.answer(m.SaveContact(new_operation_id(), book(desk), to_json(draft).encode()))
    assert isinstance(answer, m.Saved)
    return answer


def everybody(desk: Ground) -> dict[str, ContactRow]:
    return {row.name: row for row in desk.read(read_contacts.contacts, [book(desk)])}


async def bring_in(desk: Ground, raw: bytes) -> m.Saved:
    kept = await desk.engine.answer(m.KeepFile(new_operation_id(), raw, True))
    assert isinstance(kept, m.Kept)
    answer = await desk.engine.answer(m.ImportResources(new_operation_id(), book(desk), kept.blob))
    assert isinstance(answer, m.Saved)
    return answer


async def test_a_list_of_outlook_is_taken_in_once(desk: Ground) -> None:
    assert len((await bring_in(desk, OUTLOOK)).items) == 2
    await desk.sync()
    assert (await bring_in(desk, OUTLOOK)).items == []
    assert set(everybody(desk)) == {"Zoé Lévy", "Bob Roy"}
    assert everybody(desk)["Zoé Lévy"].phones == (Labelled("06 39 98 00 01", "cell"),)


async def test_several_become_one_and_nothing_of_them_is_lost(desk: Ground) -> None:
    first = await save(desk, CardDraft(name="Zoé Lévy", family="Lévy", given="Zoé", emails=(Labelled("zoe@exemple.fr", "work"),)))
    second = await save(desk, CardDraft(name="Zoe Levy", note="Au téléphone", phones=(Labelled("+33 6", "cell"),)))
    await desk.sync()
    ((one, other),) = desk.read(duplicates, [book(desk)])
    assert {one.id, other.id} == {*first.items, *second.items}
    asked = m.SaveContact(
        new_operation_id(), 0, to_json(CardDraft(title="Ingénieure")).encode(), first.items[0], absorbed=second.items
    )
    assert isinstance(await desk.engine.answer(asked), m.Saved)
    assert isinstance(await desk.engine.answer(asked), m.Saved)
    for _ in range(2):  # before the server knows of it, and after
        (row,) = everybody(desk).values()
        assert (row.name, row.title) == ("Zoé Lévy", "Ingénieure")
        assert [one.value for one in (*row.emails, *row.phones)] == ["zoe@exemple.fr", "+33 6"]
        await desk.sync()
    there = desk.read(read_items.truth, ItemId(first.items[0]))
    assert there is not None
    assert "Au téléphone" in there[2].decode()


async def test_bringing_together_can_be_taken_back_while_it_waits(desk: Ground) -> None:
    first, second = [await save(desk, CardDraft(name=name)) for name in ("Zoé Lévy", "Zoe Levy")]
    await desk.sync()
    later = int(time.time() * 1000) + 60_000
    asked = m.SaveContact(new_operation_id(), 0, b"{}", first.items[0], absorbed=second.items, not_before=later)
    answer = await desk.engine.answer(asked)
    assert isinstance(answer, m.Saved)
    assert len(everybody(desk)) == 1
    for operation in reversed(answer.operations):
        await desk.engine.answer(m.CancelOperation(operation))
    assert len(everybody(desk)) == 2


@pytest.mark.parametrize("form", ["vcard", "spreadsheet", "outlook", "outlook_en", "google"])
async def test_what_is_written_to_a_file_can_be_taken_in_again(desk: Ground, tmp_path: Path, form: str) -> None:
    made = await save(desk, CardDraft(name="Zoé Lévy", family="Lévy", given="Zoé", emails=(Labelled("zoe@exemple.fr", "work"),)))
    path = tmp_path / "written" / "contacts"
    path.parent.mkdir()
    path.write_bytes(b"x")
    await desk.engine.answer(m.ExportContacts(made.items, form, str(path)))
    assert [one.name for one in path.parent.iterdir()] == ["contacts"]
    await desk.engine.answer(m.Intend(new_operation_id(), desk.account, *deletion(made.items)))
    assert everybody(desk) == {}
    await desk.sync()
    await bring_in(desk, path.read_bytes())
    assert everybody(desk)["Zoé Lévy"].emails[0].value == "zoe@exemple.fr"


async def test_a_file_that_cannot_be_written_is_said_and_a_form_that_nobody_knows(desk: Ground, tmp_path: Path) -> None:
    made = await save(desk, CardDraft(name="Zoé"))
    with pytest.raises(Rejected) as refused:
        await desk.engine.answer(m.ExportContacts(made.items, "vcard", str(tmp_path / "nowhere" / "a.vcf")))
    assert refused.value.code == "not_writable_path"
    with pytest.raises(Unsupported):
        await desk.engine.answer(m.ExportContacts(made.items, "xls", str(tmp_path / "a.xls")))
    with pytest.raises(Gone):
        await desk.engine.answer(m.SaveContact(new_operation_id(), 0, b"{}", made.items[0], absorbed=[2**61]))


async def test_groups_and_categories_are_completed_with_their_people(desk: Ground) -> None:
    zoe = await save(desk, CardDraft(name="Zoé Lévy", emails=(Labelled("zoe@exemple.fr"),), categories=("Élus",)))
    await save(desk, CardDraft(name="Bob", categories=("Élus",)))
    uid = desk.read(read_contacts.contact, ItemId(zoe.items[0]))
    assert uid is not None
    await save(desk, CardDraft(name="Comité sécheresse", is_group=True, members=(uid.uid, "inconnu")))
    for typed in ("secher", "comite", "elu"):
        (group,) = desk.read(read_contacts.complete_groups, typed)
        assert [(one.name, one.address) for one in group.people] == [("Zoé Lévy", "zoe@exemple.fr")]
    assert desk.read(read_contacts.complete_groups, "") == []
    assert desk.read(read_contacts.complete_groups, "zoe") == []


def deletion(items: list[int]) -> tuple[str, bytes]:
    kind, text = intention_to_json(DeleteItems(tuple(map(ItemId, items)), Service.CONTACTS))
    return kind, text.encode()
