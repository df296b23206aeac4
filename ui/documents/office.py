"""LibreOffice, where it is installed: a document opened in it, and PDF with tags (PDF/UA), which Qt cannot write."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QProcess

SECONDS = 120
_WINDOWS = ("ProgramFiles", "ProgramFiles(x86)")
_TAGGED = {"UseTaggedPDF": True, "PDFUACompliance": True, "ExportBookmarks": True}


@lru_cache(maxsize=1)
def program() -> str:
    """Return LibreOffice's program, "" where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return found
    for name in _WINDOWS:
        path = Path(os.environ.get(name, "")) / "LibreOffice" / "program" / "soffice.exe"
        if os.environ.get(name) and path.exists():
            return str(path)
    return ""


def start(path: str) -> bool:
    """Open a file in LibreOffice, in a window of its own; return whether it was started."""
    begun: object = QProcess.startDetached(program(), ["--norestore", "--nologo", path])
    return bool(begun[0] if isinstance(begun, tuple) else begun)


def tagged_pdf(content: bytes, kind: str) -> bytes:
    """Return a document as tagged PDF; b"" where LibreOffice could not make it. Takes seconds: not for the window's thread.

    It runs with a profile of its own, so that macros stay off, on a copy that is for its owner alone and goes afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="ecritoire-") as folder:
        source = Path(folder) / f"document.{kind}"
        source.write_bytes(content)
        wanted = {key: {"type": "boolean", "value": str(value).lower()} for key, value in _TAGGED.items()}
        process = QProcess()
        process.start(
            program(),
            [f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless", "--norestore", "--convert-to",
             f"pdf:writer_pdf_Export:{json.dumps(wanted)}", "--outdir", folder, str(source)],
        )  # fmt: skip
        if not process.waitForFinished(SECONDS * 1000):
            process.kill()
            process.waitForFinished()
        made = source.with_suffix(".pdf")
        return made.read_bytes() if made.exists() else b""
