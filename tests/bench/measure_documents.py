"""Documents: what a round trip keeps, beside python-docx, odfpy and LibreOffice on the same files; opening, keys and saving."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from editors.document import delta, tables, text
from editors.document.places import Place, paragraphs, with_container
from editors.document.session import Session
from editors.document.tree import Block, Document, Look, Paragraph, Run, Shape
from editors.formats import new, registry
from editors.formats.package import Package
from sync.model.faults import Fault
from tests.bench.measures import Ground, Measure, percentile
from tests.unit.editors.corpora import OPEN, WORDS

PAGES = (10, 200, 1000)
_SENTENCE = "Le conseil municipal délibère sur le projet d’aménagement de la place et de ses abords. "


def measure(ground: Ground) -> Iterator[Measure]:
    """Yield the rates of round trips over the corpora, and the speed of the editor on documents of 10, 200 and 1,000 pages."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if WORDS and OPEN:
        yield from _rates("docx", WORDS, ground.folder)
        yield from _rates("odt", OPEN, ground.folder)
    for pages in PAGES:
        yield from _speed(pages)


# --- round trips


def _rates(kind: str, files: list[Path], folder: Path) -> Iterator[Measure]:
    others: dict[str, Callable[[bytes], bytes]] = {"Écritoire": _ours}
    if kind == "docx":
        others["python-docx"] = _python_docx
    else:
        others["odfpy"] = _odfpy
    for who, trip in others.items():
        yield from _kept(kind, who, [(path.read_bytes(), _tried(trip, path.read_bytes())) for path in files])
    if soffice := shutil.which("soffice"):
        target = folder / f"libreoffice-{kind}"
        profile = (folder / "libreoffice").as_uri()
        command = [
            soffice,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(target),
        ]
        subprocess.run([*command, *map(str, files)], capture_output=True, check=False, timeout=1200)
        pairs = []
        for path in files:
            made = target / f"{path.stem}.{kind}"
            pairs.append((path.read_bytes(), made.read_bytes() if made.exists() else None))
        yield from _kept(kind, "LibreOffice", pairs)


def _kept(kind: str, who: str, pairs: list[tuple[bytes, bytes | None]]) -> Iterator[Measure]:
    """Yield how many files opened, how many came back the same, and how much of their XML elements was lost."""
    opened = same = elements = lost = 0
    for raw, made in pairs:
        if made is None:
            continue
        opened += 1
        before, after = _counted(raw), _counted(made)
        same += int(_canonical(raw) == _canonical(made))
        elements += sum(before.values())
        lost += sum(max(0, count - after.get(key, 0)) for key, count in before.items())
    share = 100 / max(1, len(pairs))
    yield Measure(f"{kind}: files opened", share * opened, "%", who, "100")
    yield Measure(f"{kind}: files the same after a round trip", share * same, "%", who, "100")
    yield Measure(f"{kind}: XML elements lost", 100 * lost / max(1, elements), "%", who, "0")


def _counted(raw: bytes) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for name, root in _roots(raw):
        for element in root.iter():
            key = (name, str(element.tag))
            found[key] = found.get(key, 0) + 1
    return found


def _canonical(raw: bytes) -> dict[str, bytes]:
    found = {}
    for name, root in _roots(raw):
        try:
            found[name] = etree.tostring(root, method="c14n")
        except etree.C14NError:  # namespaces by a relative address, which canonical XML refuses
            found[name] = etree.tostring(root)
    return found


def _roots(raw: bytes) -> Iterator[tuple[str, etree._Element]]:
    package = Package(raw)
    for name in package.names:
        if name.endswith(".xml") and name != "[Content_Types].xml":  # what only lists the parts may be written anew
            try:
                yield (
                    name,
                    etree.fromstring(package.read(name), etree.XMLParser(huge_tree=True, resolve_entities=False)),
                )
            except (etree.XMLSyntaxError, Fault):
                continue


def _tried(trip: Callable[[bytes], bytes], raw: bytes) -> bytes | None:
    try:
        return trip(raw)
    except Exception:  # whatever a library raises: the file did not open in it
        return None


def _ours(raw: bytes) -> bytes:
    document = registry.read(raw)
    return registry.write(raw, delta.difference(document, document))


def _python_docx(raw: bytes) -> bytes:
    from docx import Document

    written = io.BytesIO()
    Document(io.BytesIO(raw)).save(written)
    return written.getvalue()


def _odfpy(raw: bytes) -> bytes:
    from odf.opendocument import load

    written = io.BytesIO()
    load(io.BytesIO(raw)).save(written)
    return written.getvalue()


# --- speed


def _speed(pages: int) -> Iterator[Measure]:
    from PySide6.QtWidgets import QApplication

    from editors.widgets.writer import Writer

    app = QApplication.instance() or QApplication([])
    raw = _long(pages)
    begun = time.perf_counter()
    document = registry.read(raw)
    writer = Writer()
    writer.resize(900, 1000)
    writer.show()
    writer.open_session(Session(document))
    writer.grab()
    goal = "under 500 at 200 pages"
    yield Measure(
        f"document of {pages} pages: to the first page shown", 1000 * (time.perf_counter() - begun), "ms", goal=goal
    )
    writer.flow.extend(1 << 30)
    blocks = len(document.body)
    for where, at in (("start", 0), ("middle", blocks // 2), ("end", blocks - 2)):
        path = next(path for path, _ in paragraphs(document.body[at:], begin=at))
        writer.set_caret(Place("body", path, 5))
        taken = []
        for _ in range(60):
            begun = time.perf_counter()
            writer.type_letter("a")
            writer.viewport().repaint()
            taken.append(1000 * (time.perf_counter() - begun))
        yield Measure(
            f"document of {pages} pages: key to paint at the {where}, p99",
            percentile(taken, 0.99),
            "ms",
            goal="under 16",
        )
    changed, _ = text.insert(document, Place("body", (0,), 3), "mot")
    begun = time.perf_counter()
    registry.write(raw, delta.difference(document, changed))
    yield Measure(f"document of {pages} pages: saved after one word", 1000 * (time.perf_counter() - begun), "ms")
    writer.deleteLater()
    app.processEvents()


def _long(pages: int) -> bytes:
    """Return a DOCX of about so many pages: paragraphs in three lengths, a table every forty."""
    raw = new.empty("docx", "fr-FR")
    empty: Document = registry.read(raw)
    blocks: list[Block] = []
    for number in range(pages * 12):
        if number % 40 == 39:
            blocks.append(tables.new_table(4, 3, 450))
        said = (Run(_SENTENCE * (1 + number % 3)), Run("en gras ", Look(bold=True)), Run(_SENTENCE))
        blocks.append(Paragraph(said, Shape(style="Normal")))
    return registry.write(raw, delta.difference(empty, with_container(empty, "body", (), tuple(blocks))))
