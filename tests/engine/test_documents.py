"""Documents through the engine: made, opened, edited, kept while they are edited, and written, by a parser in its fence."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app import paths, spawn
from app.parsers import Parsers
from editors.document import delta, templates, text, tree
from editors.document.places import Place
from sync.engine.engine import Engine
from sync.engine.parsing import ParserProcess
from sync.model.faults import Unreadable
from sync.model.ids import BlobName
from sync.rpc import messages as m
from sync.store.read.documents import documents
from sync.store.write.documents import used_blobs
from tests.engine.ground import make_engine

ROOT = Path(__file__).resolve().parents[2]


def started(socket: Path, key: bytes) -> subprocess.Popen[bytes]:
    """Start a parser as a checkout does; this process is pytest's and cannot be started again."""
    paths.write_key(socket, key)
    return spawn.start(
        [sys.executable, "-m", "app", "--role=parser", f"--socket={socket}"], {**os.environ, "PYTHONPATH": str(ROOT)}
    )


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    parsers = Parsers(tmp_path, started)
    engine = make_engine(tmp_path, parsing=ParserProcess(parsers.begin))
    await engine.start()
    await engine.answer(m.CreateStore("une phrase de passe", False))
    yield engine
    await engine.stop()
    await parsers.close()


async def kept(engine: Engine, content: bytes) -> bytes:
    """Keep bytes as a blob and return its name."""
    answer = await engine.answer(m.KeepFile("ticket", content, True))
    assert isinstance(answer, m.Kept)
    return answer.blob


async def made(engine: Engine, command: m.Command) -> bytes:
    """Return the bytes of the blob that answers a command."""
    answer = await engine.answer(command)
    assert isinstance(answer, m.Kept)
    return await engine.desk.store.blob(BlobName(answer.blob))


@pytest.mark.parametrize("kind", ["docx", "odt"])
async def test_a_letter_is_made_edited_and_written_by_the_parser(engine: Engine, kind: str) -> None:
    base = await kept(engine, await made(engine, m.NewDocument(kind, "fr-FR")))
    original = tree.decode(await made(engine, m.OpenDocument(base)))
    letter = templates.begun(original, "letter", "fr")
    letter, _ = text.insert(letter, Place("body", (0,), 0), "Préfecture ")
    change = await kept(engine, delta.encode(delta.difference(original, letter)))
    result = await kept(engine, await made(engine, m.WriteDocument(base, change)))
    found = tree.decode(await made(engine, m.OpenDocument(result)))
    assert tree.plain(found.body) == tree.plain(letter.body)


async def test_what_is_no_document_is_refused_with_its_reason(engine: Engine) -> None:
    blob = await kept(engine, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(Unreadable) as refused:
        await engine.answer(m.OpenDocument(blob))
    assert refused.value.code == "document_encrypted"


async def test_an_open_document_is_kept_with_its_edits_until_it_is_forgotten(engine: Engine) -> None:
    base, change = await kept(engine, b"base"), await kept(engine, b"delta")
    await engine.answer(m.KeepDocument("k", "note.odt", "odt", "/tmp/note.odt", base, b"", True))
    await engine.answer(m.KeepDocument("k", "note.odt", "odt", "/tmp/note.odt", base, change, True))
    (row,) = engine.desk.store.read(documents)
    assert (row.name, row.base, row.delta, row.opened) == ("note.odt", base, change, True)
    assert {base, change} <= engine.desk.store.read(used_blobs)
    await engine.answer(m.ForgetDocument("k"))
    assert engine.desk.store.read(documents) == []
