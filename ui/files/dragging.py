"""Files that leave the window: what a drag carries, and copies written to places that the person chose."""

from __future__ import annotations

import asyncio
import os
import secrets
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QEventLoop, QMimeData, QUrl

from sync.model.faults import Fault, StoreFault
from sync.rpc import messages as m
from sync.store.item_rows import FileRow
from ui.common.filenames import free_path, safe_name
from ui.common.private_folders import private_folder
from ui.files.model import FILES_MIME
from ui.link import Link

SECONDS = 3600.0
_URLS = "text/uri-list"


class FilesMime(QMimeData):
    """Ids for our own folders; for everybody else copies, which are written only once somebody takes them."""

    def __init__(self, link: Link, rows: Sequence[FileRow]) -> None:
        super().__init__()
        self._link = link
        self._rows = list(rows)
        self._paths: list[Path] | None = None
        self.setData(FILES_MIME, packed(rows))

    def formats(self) -> list[str]:
        return [FILES_MIME, _URLS]

    def hasFormat(self, kind: str) -> bool:
        return kind in self.formats()

    def retrieveData(self, kind: str, wanted: Any) -> Any:
        if kind != _URLS:
            return super().retrieveData(kind, wanted)
        if self._paths is None:
            self._paths = self._write()
        return [QUrl.fromLocalFile(str(path)) for path in self._paths]

    def _write(self) -> list[Path]:
        """Write the copies while the window goes on; nothing where that fails."""
        loop, folder = QEventLoop(), private_folder(self._link.profile, "drag") / secrets.token_hex(6)
        folder.mkdir(mode=0o700)
        task = asyncio.get_event_loop().create_task(_export_all(self._link, self._rows, folder))
        task.add_done_callback(lambda _: loop.quit())
        loop.exec()
        try:
            return task.result()
        except (Fault, asyncio.CancelledError):
            return []


def packed(rows: Sequence[FileRow]) -> QByteArray:
    """Return what `FILES_MIME` holds of these entries (`ui.files.model.dragged_ids` reads it)."""
    return QByteArray(array("q", (row.id for row in rows)).tobytes())


async def _export_all(link: Link, rows: Sequence[FileRow], folder: Path) -> list[Path]:
    return [await export(link, row, free_path(folder, row.name)) for row in rows]


async def export(link: Link, row: FileRow, path: Path) -> Path:
    """Write a file, or a folder with everything in it, to a path that is not taken. Raises the engine's fault."""
    await link.ask(m.ExportFile(row.id, str(path)), SECONDS)
    return path


async def export_over(link: Link, row: FileRow, path: Path) -> None:
    """Write a file to a path that the person chose, wholly or not at all, over what is there. Raises `StoreFault`."""
    partial = path.with_name(f".{safe_name(path.name)}.{secrets.token_hex(4)}.part")
    try:
        await export(link, row, partial)
        await asyncio.to_thread(partial.replace, path)
    except OSError as error:
        raise StoreFault("cannot_write_file", file=path.name, reason=os.strerror(error.errno or 0)) from error
    finally:
        partial.unlink(missing_ok=True)
