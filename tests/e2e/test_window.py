"""The same day in real windows: signed in, away with the train, started again, back; with a picture of every step."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import Office, driven_window
from tests.e2e.program import ROOT, Program, eventually

pytestmark = [pytest.mark.e2e, pytest.mark.server]

ALICE, BOB = "alice@exemple.fr", "bob@exemple.fr"
COUNT = 30


@pytest.fixture
def pictures() -> Path:
    folder = ROOT / "build" / "e2e"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def test_what_is_written_in_the_train_leaves_once_at_the_station(
    office: Office, program: Program, display: dict[str, str], pictures: Path
) -> None:
    office.dovecot.seed(ALICE, COUNT)
    there, bob = office.mailboxes(ALICE), office.mailboxes(BOB)
    by_age = sorted(there.messages(), key=lambda seen: seen.uid, reverse=True)
    marked = by_age[1].uid
    read = next(seen.uid for seen in by_age if r"\Seen" not in seen.flags)

    def play(act: str) -> None:
        ended = subprocess.run(
            driven_window(act, office, program, pictures, COUNT),
            cwd=ROOT, env={**program.environment, **display}, capture_output=True, text=True, timeout=180, check=False,
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr
        assert eventually(lambda: not program.processes(), "the engine has ended after its window")

    play("sign_in")
    office.unplug()
    play("away")
    assert bob.messages() == []
    office.plug()
    play("back")
    assert len(bob.messages()) == 1
    sent = bob.messages()[0].message_id
    assert there.with_message_id(sent, "Sent") == 1
    assert len(office.submission.accepted) == 1
    flags = {seen.uid: seen.flags for seen in there.messages()}
    assert r"\Flagged" in flags[marked]
    assert r"\Seen" in flags[read]
    steps = {path.stem.partition("-")[2].partition("-")[2] for path in pictures.glob("*.png")}
    assert steps == {
        "protect", "recovery-code", "inbox", "locked", "read-offline", "composer", "outbox", "everything-sent"
    }  # fmt: skip
