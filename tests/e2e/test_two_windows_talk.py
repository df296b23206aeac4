"""Two real windows with engines of their own on a real homeserver: they talk, lose the network, go on talking, and agree."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.cable import Cable
from tests.e2e.program import ROOT, Program
from tests.e2e.test_chat_command_line import synced
from tests.servers.ports import HOST
from tests.servers.synapse import PASSWORD, Synapse

pytestmark = [pytest.mark.e2e, pytest.mark.server]

ROOM = "Équipe ICPE"
WITHIN = 60.0


class Window:
    """A window that talks (`tests.e2e.talking_window`)."""

    def __init__(self, program: Program, display: dict[str, str]) -> None:
        command = [sys.executable, "-m", "tests.e2e.talking_window", str(program.profile), ROOM]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env={**program.environment, **display}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def ask(self, *words: str) -> Any:
        """Tell it something and return its answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()
        return self.hear()

    def hear(self) -> Any:
        """Return what it says next."""
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        line = self._process.stdout.readline()
        assert line, self._process.stderr.read()[-3000:]
        return json.loads(line)

    def said(self) -> list[list[str]]:
        """What its timeline shows of what people said: id, sender, kind, words, whether it waits."""
        return [row for row in self.ask("show") if row[2] == "text"]

    def until(self, true: Callable[[list[list[str]]], bool]) -> list[list[str]]:
        """Wait until what is shown is as wanted, and return it."""
        deadline = time.monotonic() + WITHIN
        while True:
            rows = self.said()
            if true(rows):
                return rows
            assert time.monotonic() < deadline, rows
            time.sleep(0.05)

    def end(self) -> None:
        """Close the window; its engine ends with it."""
        assert self._process.stdin is not None
        self._process.stdin.write('["quit"]\n')
        self._process.stdin.close()
        self._process.wait(30)
        for stream in (self._process.stdout, self._process.stderr):
            assert stream is not None
            stream.close()


@contextmanager
def person(synapse: Synapse, folder: Path, name: str) -> Iterator[tuple[Program, Cable]]:
    """A program with the account of a new person, and the cable that leads it to the server."""
    synapse.register(name)
    program, password = Program(folder / name), folder / f"{name}.password"
    password.write_text(PASSWORD)
    with Cable(synapse.port) as cable:
        program.run("store", "create")
        program.run(
            "account", "add", f"{name}@exemple.fr", "--user", name, "--matrix", f"{HOST}:{cable.port}",
            "--trust", str(synapse.authority.trust), "--password-file", str(password),
        )  # fmt: skip
        program.run("sync", "--once")
        try:
            yield program, cable
        finally:
            program.kill()


def test_what_is_said_without_a_network_arrives_once_and_both_windows_show_the_same(
    synapse: Synapse, tmp_path: Path, display: dict[str, str]
) -> None:
    with (
        person(synapse, tmp_path, "fenetre.alice") as (alice, her_cable),
        person(synapse, tmp_path, "fenetre.bob") as (bob, his_cable),
    ):
        alice.run("chat", "new", ROOM, "--invite", "@fenetre.bob:exemple.fr")
        synced(alice, lambda: len(alice.run("chat", "rooms")) == 1)
        synced(bob, lambda: [row["membership"] for row in bob.run("chat", "rooms")] == ["invited"])
        bob.run("chat", "join", ROOM)
        synced(bob, lambda: [row["membership"] for row in bob.run("chat", "rooms")] == ["joined"])
        alice.run("sync", "--once")
        alice.kill()
        bob.kill()
        hers, his = Window(alice, display), Window(bob, display)
        try:
            assert (hers.hear(), his.hear()) == ("ready", "ready")
            hers.ask("say", "Bonjour Bob")
            his.until(lambda rows: [row[3] for row in rows] == ["Bonjour Bob"])
            his.ask("say", "Bonjour Alice")
            hers.until(lambda rows: [row[3] for row in rows] == ["Bonjour Bob", "Bonjour Alice"])

            her_cable.unplug()
            his_cable.unplug()
            for number in range(3):
                hers.ask("say", f"Dans le train {number}")
                his.ask("say", f"Sur le site {number}")
            hers.until(lambda rows: [row[3] for row in rows if not row[0]] == [f"Dans le train {n}" for n in range(3)])
            his.until(lambda rows: [row[3] for row in rows if not row[0]] == [f"Sur le site {n}" for n in range(3)])

            her_cable.plug()
            his_cable.plug()
            shown = hers.until(lambda rows: len(rows) == 8 and all(row[0] for row in rows))
            also = his.until(lambda rows: len(rows) == 8 and all(row[0] for row in rows))
            deadline = time.monotonic() + WITHIN
            while [row[:4] for row in shown] != [row[:4] for row in also]:
                assert time.monotonic() < deadline, (shown, also)
                shown, also = hers.said(), his.said()
            mine = [row[3] for row in shown if row[1] == "@fenetre.alice:exemple.fr"]
            assert mine == ["Bonjour Bob", *(f"Dans le train {number}" for number in range(3))]
            assert len({row[0] for row in shown}) == 8
            hers.ask("picture", str(tmp_path / "hers.png"))
            assert (tmp_path / "hers.png").stat().st_size > 10_000
        finally:
            hers.end()
            his.end()
