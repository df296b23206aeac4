"""Forty deaths of the window at random moments, some with its engine: no word and no mark that was kept is lost."""

from __future__ import annotations

import json
import os
import random
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Office, driven_window
from tests.e2e.program import ROOT, Program, eventually

pytestmark = [pytest.mark.e2e, pytest.mark.server, pytest.mark.slow, pytest.mark.timeout(900)]

ALICE = "alice@exemple.fr"
ROUNDS = int(os.environ.get("ECRITOIRE_WINDOW_CRASH_ROUNDS", "40"))
COUNT = 12
LIFE_SECONDS = 1.5


@dataclass
class Said:
    """What the windows have said so far: how many words are kept, how each message is marked or may be."""

    words: int = 0
    marked: dict[int, set[bool]] = field(default_factory=dict)
    lives: int = 0
    """Windows that lived long enough to write."""

    def take(self, line: dict[str, Any]) -> None:
        """Take what one line says. A wish that was not answered may have been heard all the same."""
        match line:
            case {"found": list(found)}:
                assert found == [f"mot{number}" for number in range(len(found))]
                assert len(found) >= self.words, "words that were kept are gone"
                self.lives += 1
            case {"kept": int(words)}:
                self.words = words
            case {"wish": int(item), "flagged": bool(flagged)}:
                self.marked.setdefault(item, {False}).add(flagged)
            case {"marked": int(item), "flagged": bool(flagged)}:
                self.marked[item] = {flagged}


def test_what_was_kept_outlives_every_death_of_the_window(
    office: Office, program: Program, display: dict[str, str], tmp_path: Path
) -> None:
    office.dovecot.seed(ALICE, COUNT)
    program.run("store", "create")
    office.sign_in(program, ALICE)
    program.run("sync", "--once")
    places = {row["id"]: place for place, row in enumerate(reversed(program.run("list", "messages", "--limit", str(COUNT))))}
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance, said = random.Random(seed), Said()
    for life in range(ROUNDS):
        heard = tmp_path / f"life-{life}"
        with heard.open("wb") as output:
            window = subprocess.Popen(
                driven_window("scribble", office, program, tmp_path, COUNT),
                cwd=ROOT, env={**program.environment, **display}, stdout=output, start_new_session=True,
            )  # fmt: skip
        if chance.random() < 0.8:
            eventually(lambda: heard.stat().st_size or window.poll() is not None, "the window writes")  # noqa: B023
        assert window.poll() is None, "the window ended by itself"
        with pytest.raises(subprocess.TimeoutExpired):
            window.wait(chance.uniform(0, LIFE_SECONDS))
        if chance.random() < 0.3:
            program.kill()
        window.kill()
        window.wait(10)
        for line in heard.read_text().splitlines():
            said.take(json.loads(line))
    assert said.lives >= ROUNDS // 2
    assert said.words > 0

    program.kill()
    program.run("sync", "--once")
    assert eventually(lambda: program.run("outbox") == [], "the outbox is empty")
    flagged = {seen.message_id: r"\Flagged" in seen.flags for seen in office.mailboxes(ALICE).messages()}
    for item, wanted in said.marked.items():
        assert flagged[f"<{places[item]}@exemple.fr>"] in wanted, f"message {item}"
    assert program.run("store", "check") == {"problems": []}
