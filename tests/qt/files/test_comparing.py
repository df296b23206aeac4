"""Two contents of one file side by side in the window: a kept pair made one paragraph by paragraph, an earlier version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from app import documents as parser
from editors.compare import documents
from editors.document import delta, tree
from editors.document.tree import Document, Paragraph, Run, replaced
from sync.model.files import Version
from sync.rpc import messages as m
from tests.qt.files.stage import Machine, names
from tests.servers.dav import DavServer
from ui.files.area import FilesArea
from ui.files.compare_dialog import CompareDialog

pytestmark = pytest.mark.server

SHARED = [
    "Compte rendu du conseil municipal", "Présents : Mme Morvan, M. Le Goff, M. Tanguy.",
    "Le conseil se réunit lundi 7 décembre à 9 heures.", "Ordre du jour", "Budget de la voirie", "Fin de séance à 11 heures.",
]  # fmt: skip


def letter(*paragraphs: str) -> bytes:
    """A text document with these paragraphs."""
    raw = parser.made(m.MakeDocument("odt", "fr-FR"))
    document: Document = tree.decode(parser.made(m.ReadDocument(raw)))
    body = tuple(Paragraph((Run(one),)) for one in paragraphs)
    whole = replaced(document, stories={**document.stories, "body": replaced(document.stories["body"], blocks=body)})
    return parser.made(m.PatchDocument(raw, delta.encode(delta.difference(document, whole))))


def texts(raw: bytes) -> list[str]:
    return documents.texts(tree.decode(parser.made(m.ReadDocument(raw))))


def dialog_of(area: FilesArea, qtbot: QtBot, opened: Callable[[], object]) -> CompareDialog:
    """Open a comparison and wait until both sides are there."""
    qtbot.waitUntil(lambda: bool(names(area)), timeout=20_000)
    area.list.choose(0)
    opened()
    qtbot.waitUntil(lambda: area.findChild(CompareDialog) is not None, timeout=20_000)
    dialog = area.findChild(CompareDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.comparison is not None or "…" not in dialog.said, timeout=20_000)
    return dialog


@pytest.mark.slow
def test_a_kept_pair_of_documents_is_made_one_paragraph_by_paragraph(
    machines: tuple[Machine, Machine, DavServer], window: FilesArea, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, laptop, server = machines
    path = tmp_path / "Compte rendu.odt"
    path.write_bytes(letter(*SHARED))
    desk.put(path)
    desk.sync()
    laptop.sync()
    qtbot.waitUntil(lambda: names(window) == ["Compte rendu.odt"], timeout=20_000)
    theirs = [SHARED[0], SHARED[1], "Le conseil se réunit mardi 8 décembre à 9 heures.", *SHARED[3:], "Post-scriptum du bureau"]
    path.write_bytes(letter(*theirs))
    desk.put(path)
    mine = [*SHARED[:4], "Budget de la voirie et des écoles", SHARED[5]]
    path.write_bytes(letter(*mine))
    laptop.put(path)
    desk.sync()
    laptop.sync()
    qtbot.waitUntil(lambda: "Compte rendu.odt" in window.conflicts.text, timeout=20_000)
    dialog = dialog_of(window, qtbot, window.preview.trouble._compare.click)
    found = dialog.comparison
    assert found is not None
    assert found.differences == 3
    lines = dialog.view.lines
    spoken = lines.index(lines.differences[0]).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("La vôtre: Le conseil se réunit lundi")
    assert spoken.endswith("Choisi\u00a0: La vôtre")
    qtbot.keyClick(dialog.view, Qt.Key.Key_Right)  # their date
    for _ in range(2):
        qtbot.keyClick(dialog.view, Qt.Key.Key_F8)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Right)  # and their last paragraph
    assert "3 différences · 2" in dialog._counted.text()
    dialog.grab().save(str(tmp_path / "comparing.png"))
    dialog.take.click()
    qtbot.waitUntil(lambda: not window.conflicts.text, timeout=20_000)
    laptop.sync()
    made = texts((server.folder / "files" / "Compte rendu.odt").read_bytes())
    assert made == [*SHARED[:2], theirs[2], SHARED[3], mine[4], SHARED[5], "Post-scriptum du bureau"]
    assert [one.name for one in (server.folder / "files").iterdir()] == ["Compte rendu.odt"]


@pytest.mark.slow
def test_an_earlier_version_is_shown_beside_the_one_of_now_and_taken_over_in_part(
    machines: tuple[Machine, Machine, DavServer], window: FilesArea, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    _, laptop, server = machines
    path = tmp_path / "Note.txt"
    path.write_text("un\r\ndeux\r\ntrois\r\n", newline="")
    laptop.put(path)
    laptop.sync()
    qtbot.waitUntil(lambda: names(window) == ["Note.txt"], timeout=20_000)
    window.list.choose(0)
    (row,) = window.list.chosen()

    async def earlier(row: object, version: object) -> m.Kept:  # WsgiDAV keeps no versions
        answer = await window._link.ask(m.KeepFile("v", b"un\nDEUX\ntrois\nquatre\n", True))
        assert isinstance(answer, m.Kept)
        return answer

    monkeypatch.setattr(window.comparing, "_version", earlier)
    version = Version("v1", 1_790_000_000, 22, "Camille")
    dialog = dialog_of(window, qtbot, lambda: window.comparing.compare_version(row, version))
    assert dialog.comparison is not None
    assert dialog.comparison.differences == 2
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    dialog._open(1)
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    assert Path(opened[0]).read_text() == "un\nDEUX\ntrois\nquatre\n"
    dialog.view.lines.choose_all(right=True)
    dialog.view.lines.choose(dialog.view.lines.differences[1], right=False)
    dialog.take.click()
    qtbot.waitUntil(lambda: window.findChild(CompareDialog) is None, timeout=20_000)
    laptop.sync()
    assert (server.folder / "files" / "Note.txt").read_bytes() == b"un\r\nDEUX\r\ntrois\r\n"


@pytest.mark.slow
def test_what_is_no_text_is_opened_instead(
    machines: tuple[Machine, Machine, DavServer], window: FilesArea, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, laptop, _ = machines
    path = tmp_path / "Plan.bin"
    for machine, content in ((desk, b"\0\1base"), (None, b""), (desk, b"\0\1bureau"), (laptop, b"\0\1train")):
        if machine is None:
            desk.sync()
            laptop.sync()
            continue
        path.write_bytes(content)
        machine.put(path)
    desk.sync()
    laptop.sync()
    qtbot.waitUntil(lambda: "Plan.bin" in window.conflicts.text, timeout=20_000)
    dialog = dialog_of(window, qtbot, window.preview.trouble._compare.click)
    qtbot.waitUntil(lambda: "ne peut pas être comparé" in dialog.said, timeout=20_000)
    assert not dialog.take.isEnabled()
    dialog.reject()
