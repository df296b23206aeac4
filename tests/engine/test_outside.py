"""Files of this computer through the engine: read by the parser in its fence, shown as what they are, nothing kept of them."""

from __future__ import annotations

import contextlib
import os
import random

import pytest

from editors.document import sheets
from editors.document.sheets import Sheet
from sync.engine.engine import Engine
from sync.model.faults import Unreadable
from sync.model.invitations import Method
from sync.model.mail import Content
from sync.rpc import messages as m
from sync.serial import from_json
from tests.engine.outside_files import CALENDAR, CARDS, LETTER, open_document_sheet, workbook
from tests.engine.test_documents import engine, kept, made

__all__ = ["engine"]


async def opened(running: Engine, kind: str, raw: bytes) -> Content:
    answer = await running.answer(m.OpenOutside(kind, await kept(running, raw)))
    assert isinstance(answer, m.ContentAnswer)
    return from_json(answer.content, Content)


async def test_a_letter_is_read_cleaned_and_gives_its_attachment(engine: Engine) -> None:
    content = await opened(engine, "message", LETTER)
    assert content.envelope.subject == "Réunion"
    assert "Alice" in content.html
    assert "script" not in content.html
    [part] = content.attachments
    taken = await made(engine, m.TakeOutside(await kept(engine, LETTER), part.path))
    assert (part.name, taken.strip()) == ("noms.csv", b"nom;ville")


async def test_events_and_cards_are_shown_as_such(engine: Engine) -> None:
    content = await opened(engine, "calendar", CALENDAR)
    assert [(one.method, one.entry.summary) for one in content.invitations] == [
        (Method.PUBLISH, "Commission"), (Method.PUBLISH, "Inspection"),
    ]  # fmt: skip
    content = await opened(engine, "contacts", CARDS)
    assert [one.name for one in content.cards] == ["Claire Morvan", "Paul Morvan"]


@pytest.mark.parametrize("kind", ["calendar", "contacts"])
async def test_what_is_neither_is_refused(engine: Engine, kind: str) -> None:
    for raw in (b"", b"hello", os.urandom(500), b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"):
        with pytest.raises(Unreadable):
            await opened(engine, kind, raw)


async def test_the_visible_sheets_of_a_workbook_are_read(engine: Engine) -> None:
    book = sheets.decode(await made(engine, m.OpenSheets(await kept(engine, workbook()))))
    assert book.sheets == (
        Sheet("Budget", (("Poste", "Montant", None, None), ("Été", 1234.5, "2026-11-23", None), (True, 2026, None, None))),
        Sheet("Vide", ()),
    )


async def test_an_open_document_sheet_is_read(engine: Engine) -> None:
    book = sheets.decode(await made(engine, m.OpenSheets(await kept(engine, open_document_sheet()))))
    assert book.sheets == (Sheet("Agents", (("Nom", "Âge"), ("Claire", 41))),)


async def test_damaged_workbooks_end_in_a_fault(engine: Engine) -> None:
    chance = random.Random(7)
    for whole in (workbook(), open_document_sheet()):
        spoiled = [whole[: len(whole) // 2], b"PK\x03\x04", b"", b"\xff" * 3000]
        for _ in range(40):
            copy = bytearray(whole)
            for _ in range(8):
                copy[chance.randrange(len(copy))] = chance.randrange(256)
            spoiled.append(bytes(copy))
        for one in spoiled:
            with contextlib.suppress(Unreadable):  # a few octets changed may well be a workbook still
                await made(engine, m.OpenSheets(await kept(engine, one)))
    assert sheets.decode(await made(engine, m.OpenSheets(await kept(engine, workbook())))).sheets, "the parser goes on"
