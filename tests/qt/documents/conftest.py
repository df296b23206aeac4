"""The documents area over a real store, with an engine that makes of documents what the parser role makes of them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest
from pytestqt.qtbot import QtBot

from app import documents
from sync.model.ids import BlobName
from sync.parse import spelling
from sync.rpc import messages as m
from sync.store.blobs import Blobs
from sync.store.connection import open_reader
from sync.store.rows import DocumentRow
from sync.store.write import documents as write_documents
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.documents.area import DocumentsArea
from ui.documents.tab import DocumentTab
from ui.link import Link
from ui.live import Live


class PaperEngine:
    """Answers what the area asks of documents, from the store."""

    def __init__(self, engine: FakeEngine, store: FilledStore) -> None:
        self._store = store
        self._pieces: dict[str, list[bytes]] = {}
        table: dict[type[m.Frame], Callable[[m.Command], m.Reply]] = {
            m.KeepFile: self._keep_file,
            m.OpenDocument: lambda asked: self._kept(m.ReadDocument(self.blob(asked.blob), asked.kind)),
            m.NewDocument: lambda asked: self._kept(m.MakeDocument(asked.kind, asked.language)),
            m.WriteDocument: lambda asked: self._kept(m.PatchDocument(self.blob(asked.blob), self.blob(asked.delta), asked.kind)),
            m.DocumentPicture: lambda asked: self._kept(m.PictureOfDocument(self.blob(asked.blob), asked.name)),
            m.KeepDocument: self._keep_document,
            m.ForgetDocument: self._forget,
            m.CheckWords: lambda asked: m.Words(spelling.misspelt(asked.languages, asked.words)),
            m.SuggestWords: lambda asked: m.Words(spelling.suggested(asked.languages, asked.word)),
        }  # type: ignore[dict-item]
        engine.answers.update(table)

    def blob(self, name: bytes) -> bytes:
        """Return a blob's bytes."""
        with closing(open_reader(self._store.profile, self._store.keys)) as reader:
            return Blobs(self._store.profile, self._store.keys).read(reader, BlobName(name))

    def _put(self, content: bytes) -> m.Kept:
        return m.Kept(self._store.put(content), len(content))

    def _keep_file(self, asked: m.KeepFile) -> m.Reply:
        pieces = self._pieces.setdefault(asked.ticket, [])
        pieces.append(asked.data)
        return self._put(b"".join(pieces)) if asked.last else m.Kept(b"", 0)

    def _kept(self, body: m.Parse) -> m.Reply:
        return self._put(documents.made(body))

    def _keep_document(self, asked: m.KeepDocument) -> m.Reply:
        row = DocumentRow(
            asked.key, asked.name, asked.kind, asked.place, BlobName(asked.base), BlobName(asked.delta), asked.opened, 0
        )
        self._store.change(write_documents.keep, row)
        return m.Done()

    def _forget(self, asked: m.ForgetDocument) -> m.Reply:
        self._store.change(write_documents.forget, asked.key)
        return m.Done()


@pytest.fixture
def papers(engine: FakeEngine, store: FilledStore) -> PaperEngine:
    """An engine that knows documents."""
    return PaperEngine(engine, store)


@pytest.fixture
def area(papers: PaperEngine, open_link: Link, live: Live, qtbot: QtBot) -> DocumentsArea:
    """The documents area, shown."""
    made = DocumentsArea(open_link, live)
    qtbot.addWidget(made)
    made.resize(1280, 860)
    made.show()
    return made


def open_tab(area: DocumentsArea, qtbot: QtBot, number: int = 1) -> DocumentTab:
    """Wait until there are so many open documents and return the last one."""
    qtbot.waitUntil(lambda: area.tabs.count() > number)
    tab = area.tabs.widget(number)
    assert isinstance(tab, DocumentTab)
    return tab
