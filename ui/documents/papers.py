"""Documents between the window, the engine and the disk: opened, made, written, kept while they are edited."""

from __future__ import annotations

import asyncio
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from editors.document import delta, templates, tree
from editors.document.session import Session
from editors.document.tree import Document, Paragraph, Story, replaced
from sync.model.faults import Fault, Gone, StoreFault
from sync.model.ids import CollectionId, ItemId, new_operation_id
from sync.rpc.messages import (
    CheckedOut,
    CheckOut,
    DocumentPicture,
    ForgetDocument,
    KeepDocument,
    Kept,
    NewDocument,
    OpenDocument,
    OpenFile,
    Saved,
    SaveToDrive,
    Upload,
    WriteDocument,
)
from sync.store.read import files as read_files
from sync.store.rows import DocumentRow
from ui.common.blobs import keep_bytes, read_blob
from ui.link import Link

SECONDS = 60.0
BRINGING_SECONDS = 3600.0
SUFFIXES = (".odt", ".docx", ".ott", ".dotx", ".docm", ".dotm", ".md", ".markdown", ".txt")
"""Endings of the files that open here."""
LINES = {".md": "md", ".markdown": "md", ".txt": "txt"}
"""Those of them that hold lines: what they are is said by their names alone."""


@dataclass(slots=True)
class Paper:
    """A document that is open: what it is called, where it is saved to ("" : nowhere yet), its original bytes, its session."""

    key: str
    name: str
    kind: str
    place: str
    base: bytes
    session: Session
    kept: Document | None = None
    """The state that the engine keeps."""
    fresh: Document | None = None
    """What a template made: worth no question when it is closed as it is."""
    digest: bytes = b""
    """Of the file as it was opened or last saved; empty where that is not known."""
    item: ItemId = ItemId(0)
    """The file of a drive that it was opened from; `place` is `drive:<item>` then."""
    revision: str = ""
    """The revision of it that was opened."""

    @property
    def lines(self) -> str:
        """The kind of a file of lines, "" for a package."""
        return self.kind if self.kind in LINES.values() else ""

    @property
    def path(self) -> Path | None:
        """The file of this computer that it is saved to, None where there is none."""
        return Path(self.place) if self.place and not self.item else None


class Papers:
    """What the documents area asks of the engine."""

    def __init__(self, link: Link) -> None:
        self._link = link

    async def open_file(self, path: Path) -> Paper:
        """Open a file of this computer. Raises `StoreFault("cannot_read_file")`, `Unreadable`."""
        return await self.open_bytes(path.name, await _read(path), str(path))

    async def document_of(self, path: Path) -> Document:
        """Return what a file of this computer holds, to look at. Raises `StoreFault("cannot_read_file")`, `Unreadable`."""
        base = await keep_bytes(self._link, await _read(path))
        answer = await self._link.ask_for(OpenDocument(base.blob, LINES.get(path.suffix.lower(), "")), Kept, SECONDS)
        return await asyncio.to_thread(tree.decode, await read_blob(self._link, answer.blob))

    async def open_drive(self, item: ItemId) -> Paper:
        """Open a file of a drive; saving it goes back there. Raises `Unreadable`, and what keeps it from being brought."""
        kept = await self._link.ask_for(OpenFile(item), Kept, BRINGING_SECONDS)
        row = read_files.file(self._link.reader(), item)
        if row is None:
            raise Gone("file", file=item)
        paper = await self._opened(new_operation_id(), row.name, drive_place(item), kept.blob)
        paper.item, paper.revision = item, kept.revision
        await self.keep(paper)
        return paper

    async def open_bytes(self, name: str, content: bytes, place: str = "") -> Paper:
        """Open a document's bytes. Raises `Unreadable`."""
        base = await keep_bytes(self._link, content)
        paper = await self._opened(new_operation_id(), name, place, base.blob)
        paper.digest = hashlib.sha256(content).digest()
        await self.keep(paper)
        return paper

    async def make(self, kind: str, template: str, name: str, language: str) -> Paper:
        """Make a new document from a template."""
        base = await self._link.ask_for(NewDocument(kind, language), Kept, SECONDS)
        paper = await self._opened(new_operation_id(), f"{name}.{kind}", "", base.blob)
        begun = templates.begun(paper.session.document, template, language)
        paper.session = Session(paper.session.original, begun)
        paper.fresh = begun
        await self.keep(paper)
        return paper

    async def recover(self, row: DocumentRow) -> Paper:
        """Open a document again as it was left, with what had not been saved."""
        paper = await self._opened(row.key, row.name, row.place, row.base)
        paper.item, paper.revision = row.item, row.revision
        if row.delta:
            edited = delta.applied(paper.session.original, delta.decode(await read_blob(self._link, row.delta)))
            paper.session = Session(paper.session.original, edited)
            paper.kept = edited
        return paper

    async def _opened(self, key: str, name: str, place: str, base: bytes) -> Paper:
        answer = await self._link.ask_for(OpenDocument(base, LINES.get(Path(name).suffix.lower(), "")), Kept, SECONDS)
        raw = await read_blob(self._link, answer.blob)
        document = await asyncio.to_thread(tree.decode, raw)
        session = Session(document, _with_a_paragraph(document))
        session.saved(session.document)
        return Paper(key, name, document.kind, place, base, session, session.document)

    async def keep(self, paper: Paper, *, opened: bool = True) -> None:
        """Keep where an open document stands: recovered from here after a crash."""
        state = paper.session.document
        blob = b""
        if paper.session.changed:
            blob = (await keep_bytes(self._link, delta.encode(paper.session.delta()))).blob
        await self._link.ask(_keeping(paper, blob, opened=opened))
        paper.kept = state

    async def forget(self, paper: Paper) -> None:
        """Close a document: it is remembered where it has a place, and forgotten otherwise."""
        if not paper.place:
            await self._link.ask(ForgetDocument(paper.key))
            return
        await self._link.ask(_keeping(paper, b"", opened=False))

    async def forget_row(self, row: DocumentRow) -> None:
        """Take a document off the list."""
        await self._link.ask(ForgetDocument(row.key))

    async def save(self, paper: Paper, path: Path) -> None:
        """Write the document to a file, whole or not at all.

        Raises `Unsupported`, `StoreFault` `cannot_write_file`, and `changed_on_disk` where somebody else changed the file since:
        theirs stays, and ours can be saved under another name.
        """
        state = paper.session.document
        answer = await self._written(paper)
        content = await read_blob(self._link, answer.blob)
        try:
            if str(path) == paper.place and paper.digest and await asyncio.to_thread(_changed, path, paper.digest):
                raise StoreFault("changed_on_disk", file=path.name)
            await asyncio.to_thread(_write_whole, path, content)
        except OSError as error:
            raise StoreFault("cannot_write_file", file=path.name, reason=os.strerror(error.errno or 0)) from error
        paper.place, paper.name, paper.digest = str(path), path.name, hashlib.sha256(content).digest()
        paper.item, paper.revision = ItemId(0), ""
        paper.session.saved(state)
        await self.keep(paper)

    async def save_back(self, paper: Paper) -> None:
        """Save a document over the file of a drive that it was opened from: on disk before this returns, sent as soon as the
        server can be reached. Raises `Unsupported`, `Gone`, `Rejected("read_only")`."""
        state = paper.session.document
        answer = await self._written(paper)
        await self._link.ask(SaveToDrive(new_operation_id(), paper.key, answer.blob), SECONDS)
        paper.session.saved(state)
        await self.keep(paper)

    async def save_into(self, paper: Paper, drive: CollectionId, folder: ItemId | None, name: str) -> None:
        """Save a document as a new file of a drive, which it belongs to from then on. Raises as `save_back`."""
        state = paper.session.document
        answer = await self._written(paper)
        asked = Upload(new_operation_id(), drive, "", folder or 0, name, blob=answer.blob)
        saved = await self._link.ask_for(asked, Saved, SECONDS)
        paper.item, paper.revision, paper.name = ItemId(saved.items[0]), "", name
        paper.place, paper.digest = drive_place(paper.item), b""
        paper.session.saved(state)
        await self.keep(paper)

    async def _written(self, paper: Paper) -> Kept:
        change = await keep_bytes(self._link, delta.encode(paper.session.delta()))
        return await self._link.ask_for(WriteDocument(paper.base, change.blob, paper.lines), Kept, SECONDS)

    async def check_out(self, paper: Paper) -> str:
        """Put the file of a drive into a private place for another program, and return its path; its changes are brought back."""
        return (await self._link.ask_for(CheckOut(paper.item), CheckedOut, BRINGING_SECONDS)).path

    async def bytes_of(self, paper: Paper, document: Document) -> bytes:
        """Return the bytes of a document made of an open one. Raises `Unsupported`."""
        change = delta.encode(delta.difference(paper.session.original, document))
        kept = await keep_bytes(self._link, change)
        answer = await self._link.ask_for(WriteDocument(paper.base, kept.blob, paper.lines), Kept, SECONDS)
        return await read_blob(self._link, answer.blob)

    async def picture(self, paper: Paper, name: str) -> QImage | None:
        """Return a picture of the document, None where it may not or cannot be shown."""
        try:
            answer = await self._link.ask_for(DocumentPicture(paper.base, name), Kept, SECONDS)
        except Fault:
            return None
        image = QImage.fromData(await read_blob(self._link, answer.blob))
        return None if image.isNull() else image


def drive_place(item: ItemId) -> str:
    """Return the place of a document that is a file of a drive."""
    return f"drive:{item}"


def _keeping(paper: Paper, change: bytes, *, opened: bool) -> KeepDocument:
    return KeepDocument(
        paper.key, paper.name, paper.kind, paper.place, paper.base, change, opened, paper.item, paper.revision
    )


def _with_a_paragraph(document: Document) -> Document:
    """Return a document with a paragraph to write in, which some files lack."""
    story: Story = document.stories["body"]
    if any(isinstance(block, Paragraph) for block in story.blocks):
        return document
    return replaced(
        document, stories={**document.stories, "body": replaced(story, blocks=(*story.blocks, Paragraph()))}
    )


async def _read(path: Path) -> bytes:
    try:
        return await asyncio.to_thread(path.read_bytes)
    except OSError as error:
        raise StoreFault("cannot_read_file", file=path.name, reason=os.strerror(error.errno or 0)) from error


def _changed(path: Path, digest: bytes) -> bool:
    """Return whether a file holds something else than what was read of it or written to it."""
    return path.exists() and hashlib.sha256(path.read_bytes()).digest() != digest


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there wholly or not at all, with the rights that the one before had."""
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            partial.chmod(path.stat().st_mode & 0o7777)
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
