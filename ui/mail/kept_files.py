"""Bytes of attachments and pasted pictures, handed to the engine in pieces and kept as blobs."""

from __future__ import annotations

import mimetypes
import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

from sync.model.faults import Bug, StoreFault
from sync.model.ids import BlobName, new_operation_id
from sync.model.mail import DraftAttachment
from sync.rpc.messages import KeepFile, Kept
from ui.common.blobs import PIECE
from ui.common.filenames import safe_name
from ui.common.pictures import fitted
from ui.link import Link

USUAL_LIMIT = 20 * 1024 * 1024
"""Above this total (bytes) many servers refuse a message: base64 makes it a third larger."""


_KINDS = frozenset((b"png", b"jpeg", b"gif", b"webp"))
_AREA = 40_000_000
_SHOWN = QSize(2000, 2000)


def kept_picture(raw: bytes) -> QImage:
    """Return a picture of a draft to be shown while one writes; a null one for what letters do not show."""
    buffer = QBuffer()
    buffer.setData(QByteArray(raw))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    usual = reader.format().data() in _KINDS and size.isValid() and size.width() * size.height() <= _AREA
    return fitted(raw, _SHOWN) if usual else QImage()


async def keep_file(link: Link, path: Path) -> DraftAttachment:
    """Keep a file of this computer as a blob and return it as an attachment. Raises `StoreFault("cannot_read_file")`."""
    ticket = new_operation_id()
    answer = None
    try:
        with path.open("rb") as stream:
            left = os.fstat(stream.fileno()).st_size
            while True:
                piece = stream.read(PIECE)
                left -= len(piece)
                answer = await link.ask(KeepFile(ticket, piece, left <= 0 or not piece), 60)
                if left <= 0 or not piece:
                    break
    except OSError as error:
        raise StoreFault("cannot_read_file", file=path.name, reason=os.strerror(error.errno or 0)) from error
    if not isinstance(answer, Kept):
        raise Bug("bad_reply", reply=type(answer).__name__)
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return DraftAttachment(safe_name(path.name), media_type, BlobName(answer.blob), answer.size)
