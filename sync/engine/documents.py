"""Documents: read, made and written by the parser, their bytes and trees kept as blobs; what is edited is kept while it is."""

from __future__ import annotations

from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.engine.parsing import Parsing
from sync.model.ids import BlobName, ItemId
from sync.rpc.messages import (
    DocumentPicture,
    KeepDocument,
    Kept,
    MakeDocument,
    NewDocument,
    OpenDocument,
    Parse,
    PatchDocument,
    PictureOfDocument,
    ReadDocument,
    ReadSheets,
    WriteDocument,
)
from sync.store.rows import DocumentRow
from sync.store.write import documents as write_documents


class Documents:
    """What the engine does for the editor."""

    def __init__(self, store: OpenStore, parsing: Parsing, notices: Notices) -> None:
        self._store = store
        self._parsing = parsing
        self._notices = notices

    async def open(self, asked: OpenDocument) -> Kept:
        """Read a document; its tree is kept as a blob. Raises `Unreadable`."""
        return await self._kept(ReadDocument(await self._store.blob(BlobName(asked.blob)), asked.kind))

    async def sheets(self, blob: bytes) -> Kept:
        """Read a spreadsheet. Raises `Unreadable`."""
        return await self._kept(ReadSheets(await self._store.blob(BlobName(blob))))

    async def new(self, asked: NewDocument) -> Kept:
        """Make an empty document."""
        return await self._kept(MakeDocument(asked.kind, asked.language))

    async def write(self, asked: WriteDocument) -> Kept:
        """Write a delta into a copy of a document. Raises `Unreadable`, `Unsupported`."""
        document, delta = await self._store.blobs((BlobName(asked.blob), BlobName(asked.delta)))
        return await self._kept(PatchDocument(document, delta, asked.kind))

    async def picture(self, asked: DocumentPicture) -> Kept:
        """Take a picture out of a document. Raises `Unreadable`."""
        return await self._kept(PictureOfDocument(await self._store.blob(BlobName(asked.blob)), asked.name))

    async def keep(self, asked: KeepDocument) -> None:
        """Keep where an open document stands: on disk before this returns."""
        row = DocumentRow(
            asked.key, asked.name, asked.kind, asked.place, BlobName(asked.base), BlobName(asked.delta), asked.opened, 0,
            ItemId(asked.item), asked.revision,
        )  # fmt: skip
        await self._store.write_durably(write_documents.keep, row)
        self._notices.rows("document")

    async def forget(self, key: str) -> None:
        """Forget a document."""
        if await self._store.write_durably(write_documents.forget, key):
            self._notices.rows("document")

    async def _kept(self, body: Parse) -> Kept:
        made = await self._parsing.document(body)
        return Kept(await self._store.write_durably(self._store.put_blob, made), len(made))
