"""Two profiles change the same file while apart, then meet: both are kept, compared line by line, and made one in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.meeting import play
from tests.e2e.program import Program
from tests.servers.dav import ALICE, PASSWORD, DavServer, wsgidav

pytestmark = [pytest.mark.e2e, pytest.mark.server]


@pytest.fixture
def server() -> Iterator[DavServer]:
    with wsgidav() as running:
        (running.folder / "files" / "Note.txt").write_text("un\ndeux\ntrois\n", newline="")
        yield running


@pytest.fixture
def profiles(server: DavServer, tmp_path: Path) -> Iterator[tuple[Program, Program]]:
    """Two machines of Alice's that have seen the file."""
    password = tmp_path / "password"
    password.write_text(PASSWORD)
    made = Program(tmp_path / "one"), Program(tmp_path / "two")
    try:
        for program in made:
            program.run("store", "create")
            program.run(
                "account", "add", ALICE, "--webdav", f"localhost:{server.port}{server.path}",
                "--trust", str(server.authority.trust), "--password-file", str(password),
            )  # fmt: skip
            program.run("sync", "--once")
            program.kill()
        yield made
    finally:
        for program in made:
            program.kill()


def test_both_versions_of_a_file_survive_and_the_window_makes_them_one(
    server: DavServer, profiles: tuple[Program, Program], display: dict[str, str], tmp_path: Path
) -> None:
    one, two = profiles
    there = server.folder / "files" / "Note.txt"
    pictures = tmp_path / "pictures"
    pictures.mkdir()

    def act(program: Program, name: str, text: str = "") -> None:
        play("tests.e2e.driven_files", program, name, pictures, display, text)

    act(one, "away", "un dans le train|deux|trois|")
    assert there.read_text() == "un\ndeux\ntrois\n"
    act(two, "there", "un|deux|trois|quatre au bureau|")
    assert there.read_text() == "un\ndeux\ntrois\nquatre au bureau\n"
    act(one, "settle")
    assert there.read_text() == "un dans le train\ndeux\ntrois\nquatre au bureau\n"
    assert [path.name for path in there.parent.iterdir()] == ["Note.txt"]
    two.run("sync", "--once")
    assert [row["name"] for row in two.run("list", "files")] == ["Note.txt"]
    assert not list((one.profile / "open").glob("*")), "no private copy is left"
    assert {path.stem for path in pictures.glob("*.png")} == {"away-waiting", "settle-pair", "settle-compared"}
