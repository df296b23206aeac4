"""What lies beside the tree of a drive, and transfers, from the command line: what is asked of the engine, what is printed."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from app import cli
from app.terminal.output import Output
from app.terminal.session import Session
from sync.model.files import PublicLink, Share, SharedWith, Sharee, Trashed, Version
from sync.model.ids import CollectionId
from sync.rpc import messages as m
from sync.serial import to_json
from tests.qt import files_store as drives
from tests.qt.stores import FilledStore, make_store


class Engine:
    """An engine over a filled store, which answers what lies beside the tree by the book."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self.asked: list[m.Command] = []
        self.rows: list[Any] = []
        self.kept = b""

    async def ask(self, command: m.Command, timeout: float = 0) -> m.Reply:  # noqa: ASYNC109
        self.asked.append(command)
        match command:
            case m.StoreState():
                return m.StoreStateAnswer(True, False, False, True, False)
            case m.Unlock():
                return m.StoreKey(self._key)
            case m.ListTrash() | m.ListVersions() | m.ListLinks() | m.MakeLink():
                return m.BesideAnswer(to_json(self.rows).encode())
            case m.ListShares() | m.ShareWith() | m.ChangeShare() | m.FindSharees():
                return m.BesideAnswer(to_json(self.rows).encode())
            case m.OpenVersion():
                return m.Kept(self.kept, 0)
        return m.Done()

    @contextlib.asynccontextmanager
    async def attached(self, profile: Path, output: Output, offline: bool) -> AsyncIterator[Session]:
        yield Session(profile, output, self)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> FilledStore:
    made = make_store(tmp_path / "profile")
    made.add_account()
    return made


@pytest.fixture
def drive(store: FilledStore) -> CollectionId:
    return drives.fill_drives(store)


@pytest.fixture
def engine(store: FilledStore) -> Engine:
    return Engine(store.keys.data_key)


@pytest.fixture
def run(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Any]:
    monkeypatch.setenv("LC_ALL", "en")
    (tmp_path / "secret").write_text("ardoise craie\n")
    common = ("--profile", str(tmp_path / "profile"), "--passphrase-file", str(tmp_path / "secret"))

    def run(*arguments: str) -> Any:
        assert cli.main([*common, "file", *arguments, "--json"], engine.attached) == 0
        said = capsys.readouterr().out
        return json.loads(said) if said.strip() else None

    return run


def test_the_trash_is_listed_brought_back_from_and_emptied(run: Callable[..., Any], engine: Engine, drive: CollectionId) -> None:
    engine.rows = [Trashed("t1", "Note.odt", "Inspections/Note.odt", False, 900, drives.NOW)]
    assert "Inspections/Note.odt" in json.dumps(run("trash"))
    run("trash", "--restore", "t1")
    run("trash", "--empty")
    assert engine.asked[-1] == m.PurgeTrashed(drive, [])
    assert m.RestoreTrashed(drive, "t1") in engine.asked


def test_versions_are_listed_and_brought_back(
    run: Callable[..., Any], engine: Engine, store: FilledStore, drive: CollectionId
) -> None:
    item = drives.item(store, drive, "Inspections/Vezin/Rapport.odt")
    engine.rows = [Version("v1", drives.NOW, 52_000, "Yann")]
    assert "Yann" in json.dumps(run("versions", "Inspections/Vezin/Rapport.odt"))
    run("versions", "Inspections/Vezin/Rapport.odt", "--restore", "v1")
    assert m.RestoreVersion(item, "v1") in engine.asked


def test_an_earlier_version_is_written_beside_and_never_over_anything(
    run: Callable[..., Any], engine: Engine, store: FilledStore, drive: CollectionId, tmp_path: Path
) -> None:
    engine.kept = store.put(b"ancien")
    target = tmp_path / "ancien.odt"
    assert run("versions", "Note de service.odt", "--save", "v1", str(target))["path"] == str(target)
    assert target.read_bytes() == b"ancien"
    with pytest.raises(AssertionError):
        run("versions", "Note de service.odt", "--save", "v1", str(target))


def test_a_file_moves_within_its_drive_and_to_another_one(
    run: Callable[..., Any], engine: Engine, store: FilledStore, drive: CollectionId
) -> None:
    run("move", "Note de service.odt", "Inspections")
    (asked,) = [one for one in engine.asked if isinstance(one, m.Intend)]
    assert asked.kind == "move_file"
    item = drives.item(store, drive, "Note de service.odt")
    run("move", "Note de service.odt", "--to", "Modèles de la préfecture", "--id", "m1")
    (moved,) = [one for one in engine.asked if isinstance(one, m.MoveToDrive)]
    assert (moved.id, moved.item) == ("m1", item)


def test_a_link_is_made_and_ended(run: Callable[..., Any], engine: Engine, store: FilledStore, drive: CollectionId) -> None:
    item = drives.item(store, drive, "Note de service.odt")
    engine.rows = [PublicLink("l1", "https://nuage.exemple/s/1")]
    assert "https://nuage.exemple/s/1" in json.dumps(run("link", "Note de service.odt", "--until", "2027-01-31"))
    (made,) = [one for one in engine.asked if isinstance(one, m.MakeLink)]
    assert b"2027-01-31" in made.wish
    run("link", "Note de service.odt", "--end", "l1")
    assert m.EndLink(item, "l1") in engine.asked


def test_a_file_is_shared_with_people(run: Callable[..., Any], engine: Engine, store: FilledStore, drive: CollectionId) -> None:
    item = drives.item(store, drive, "Note de service.odt")
    claire = Sharee(SharedWith.GROUP, "icpe", "Équipe ICPE")
    engine.rows = [Share("s1", claire, writable=True)]
    shown = run("share", "Note de service.odt", "icpe", "--kind", "group", "--write")
    assert "Équipe ICPE" in json.dumps(shown, ensure_ascii=False)
    (made,) = [one for one in engine.asked if isinstance(one, m.ShareWith)]
    assert b"icpe" in made.sharee
    run("share", "Note de service.odt", "--change", "s1", "--until", "2027-01-31")
    assert [one.share for one in engine.asked if isinstance(one, m.ChangeShare)] == ["s1"]
    run("share", "Note de service.odt", "--end", "s1")
    assert m.EndShare(item, "s1") in engine.asked
    engine.rows = [claire]
    assert run("share", "Note de service.odt", "--find", "icpe")[0]["id"] == "icpe"


def test_transfers_are_listed_and_let_wait(
    run: Callable[..., Any], engine: Engine, store: FilledStore, drive: CollectionId
) -> None:
    operation = drives.upload(store, drive, "Compte rendu.odt")
    video = drives.item(store, drive, "Vidéo de l’inspection.mp4")
    drives.begin_download(store, video)
    assert {"Compte rendu.odt", "Vidéo de l’inspection.mp4"} <= {row["name"] for row in run("transfers")}
    run("transfers", operation, "--pause")
    run("transfers", str(video), "--cancel")
    assert m.PauseTransfer(operation, 0) in engine.asked
    assert engine.asked[-1] == m.CancelDownload(video)
