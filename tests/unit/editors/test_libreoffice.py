"""Every editing command at a random place, saved, and read by LibreOffice: no error, and the same text as ours."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest

from editors.document import delta
from editors.document.places import paragraphs
from editors.document.tree import Document, Field, NoteMark, Run
from editors.formats import registry
from tests.unit.editors import random_edits
from tests.unit.editors.test_editing import started

SOFFICE = shutil.which("soffice")


def texts(document: Document) -> list[str]:
    """The lines of the body as they read, without what is deleted; those that count (notes, pages) are left to LibreOffice."""
    found = []
    for _, paragraph in paragraphs(document.body):
        pieces = [
            piece.text if isinstance(piece, Run) else ""
            for piece in paragraph.content
            if not getattr(piece, "change", None) or piece.change.kind != "deletion"  # type: ignore[union-attr]
        ]
        if not any(isinstance(piece, NoteMark | Field) for piece in paragraph.content):
            found.append("".join(pieces))
    return found


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed: it reads what we write")
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_libreoffice_reads_the_text_of_every_edit_as_we_do(tmp_path: Path, kind: str) -> None:
    written: dict[str, Document] = {}
    for number, name in enumerate(random_edits.EDITS):
        rng = Random(number)
        raw, before, document = started(kind, "minutes")
        for _ in range(3):
            document = random_edits.apply(rng, document, (name,))
        (tmp_path / f"{name}.{kind}").write_bytes(registry.write(raw, delta.difference(before, document)))
        written[name] = document
    subprocess.run(
        [SOFFICE or "", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to",
         "txt:Text (encoded):UTF8", "--outdir", str(tmp_path / "out"), *map(str, sorted(tmp_path.glob(f"*.{kind}")))],
        check=True, capture_output=True, timeout=280,
    )  # fmt: skip
    missing = {}
    for name, document in written.items():
        read = "".join((tmp_path / "out" / f"{name}.txt").read_text("utf-8-sig").split())
        gone = [line for line in texts(document) if "".join(line.split()) not in read]
        if gone:
            missing[name] = gone
    assert missing == {}
