"""Stories of the search index: what arrives is found, words of attached documents a little later, and a lost index comes back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest

from app.demo import files
from sync.protocols.memory.server import MemoryServer
from sync.store.connection import Connection
from sync.store.read.search import search
from tests.engine.ground import ALICE, Ground, at_work, letter, people


@pytest.fixture
def server() -> MemoryServer:
    return people()


@pytest.fixture
async def ground(tmp_path: Path, server: MemoryServer) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", server) as made:
        yield made


async def found(ground: Ground, query: str) -> list[str]:
    def run(index: Connection, store: Connection) -> list[str]:
        return [row.subject for row in search(index, store, query)]

    return await ground.desk.store.read_long(run)


async def until_found(ground: Ground, query: str, wanted: list[str]) -> None:
    """Let the index work until it has what is wanted."""
    working = asyncio.create_task(ground.desk.indexer.run())
    try:
        for _ in range(1_000):
            if await found(ground, query) == wanted:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"never found: {query}")
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working


def with_documents() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Rapport", "bob@memory.test", ALICE
    message.set_content("Ci-joint.")
    pdf = files.pdf("Qualité de l'eau", ("Les seuils sont dépassés",))
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename="analyse.pdf")
    odt = files.odt("Compte rendu", ("La préfecture convoque une réunion",))
    message.add_attachment(odt, maintype="application", subtype="octet-stream", filename="note.odt")
    return message.as_bytes()


async def test_the_words_of_attached_documents_are_found(ground: Ground, server: MemoryServer) -> None:
    server.deliver(ALICE, with_documents())
    server.deliver(ALICE, letter("Autre"))
    await ground.sync()
    await until_found(ground, "seuil dépassé", ["Rapport"])
    assert await found(ground, "pj:réunions") == ["Rapport"]
    assert await found(ground, "pj:analyse") == ["Rapport"]
    assert await found(ground, "ci-joint seuil réunion") == ["Rapport"], "words of text and documents together"


async def test_a_damaged_document_is_left_and_the_rest_is_found(ground: Ground, server: MemoryServer) -> None:
    damaged = EmailMessage()
    damaged["Subject"], damaged["From"], damaged["To"] = "Abîmé", "bob@memory.test", ALICE
    damaged.set_content("Ci-joint.")
    damaged.add_attachment(b"%PDF-1.4 nothing", maintype="application", subtype="pdf", filename="vide.pdf")
    server.deliver(ALICE, damaged.as_bytes())
    server.deliver(ALICE, with_documents())
    await ground.sync()
    await until_found(ground, "seuil", ["Rapport"])
    assert await found(ground, "pj:vide") == ["Abîmé"]


async def test_an_index_that_was_lost_is_made_again(ground: Ground, server: MemoryServer) -> None:
    server.deliver(ALICE, with_documents())
    server.deliver(ALICE, letter("Budget"))
    await ground.sync()

    def forget(connection: Connection) -> None:
        connection.execute("INSERT INTO message_text (message_text) VALUES ('delete-all')")
        connection.execute("DELETE FROM shallow")

    await ground.desk.indexer.finish()
    await ground.desk.store.index_writer.run(forget, durable=False)
    assert await found(ground, "budget") == []
    await until_found(ground, "budget", ["Budget"])
    await until_found(ground, "seuils", ["Rapport"])
