"""Where a profile keeps what its roles share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app import paths
from sync.model.faults import StoreFault

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights of Unix folders")


def test_the_chosen_profile_wins_over_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.PROFILE_VARIABLE, str(tmp_path / "named"))
    assert paths.profile() == tmp_path / "named"
    assert paths.profile(tmp_path / "chosen") == tmp_path / "chosen"
    monkeypatch.delenv(paths.PROFILE_VARIABLE)
    assert paths.profile().name == "ecritoire"


def test_a_short_profile_has_its_run_folder_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    short = Path("/tmp") / f"ecr-{os.getpid()}"
    assert paths.run_folder(short) == short / "run"
    assert (short / "run").stat().st_mode & 0o777 == 0o700
    (short / "run").rmdir()
    short.rmdir()


def test_a_long_profile_has_a_short_private_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/tmp")
    long = tmp_path / ("x" * 100)
    folder = paths.run_folder(long)
    try:
        assert folder == paths.run_folder(long)
        assert folder != paths.run_folder(tmp_path / ("y" * 100))
        assert len(os.fsencode(paths.engine_socket(long))) < 100
        assert folder.stat().st_mode & 0o777 == 0o700
    finally:
        folder.rmdir()
        paths.run_folder(tmp_path / ("y" * 100)).rmdir()


def test_a_folder_that_somebody_prepared_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(paths, "SOCKET_LENGTH", 0)
    profile = tmp_path / "p"
    folder = paths.run_folder(profile)
    folder.rmdir()
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreFault, match="not_private"):
        paths.run_folder(profile)


def test_a_key_is_read_back_and_is_nobody_elses(tmp_path: Path) -> None:
    socket = tmp_path / "engine.socket"
    assert paths.read_key(socket) == b""
    paths.write_key(socket, b"one")
    paths.write_key(socket, b"two")
    assert paths.read_key(socket) == b"two"
    assert paths.key_file(socket).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["engine.key"]
