"""Chat from the command line: real processes, a real homeserver, two people with programs of their own."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.program import Program
from tests.servers.ports import HOST
from tests.servers.synapse import PASSWORD, Synapse

pytestmark = [pytest.mark.e2e, pytest.mark.server]


def person(synapse: Synapse, folder: Path, name: str) -> Program:
    """A program with the account of a new person."""
    synapse.register(name)
    program = Program(folder / name)
    password = folder / f"{name}.password"
    password.write_text(PASSWORD)
    program.run("store", "create")
    program.run(
        "account", "add", f"{name}@exemple.fr", "--user", name, "--matrix", f"{HOST}:{synapse.port}",
        "--trust", str(synapse.authority.trust), "--password-file", str(password),
    )  # fmt: skip
    program.run("sync", "--once")
    return program


def posts(program: Program, room: str) -> list[tuple[str, str, str]]:
    return [(row["who"], row["text"], row["trust"]) for row in program.run("chat", "show", room) if row["kind"] == "text"]


def polls(program: Program, room: str) -> list[tuple[tuple[str, int, bool], ...]]:
    """The answers of each poll, with what they got and whether they are one's own."""
    return [
        tuple((one["text"], one["votes"], one["mine"]) for one in row["poll"]["answers"])
        for row in program.run("chat", "show", room)
        if row["poll"]
    ]


def synced(program: Program, wanted: Any) -> None:
    """Synchronise until `wanted()` holds."""
    deadline = time.monotonic() + 60
    while not wanted():
        assert time.monotonic() < deadline, "it never came"
        program.run("sync", "--once")


def test_two_people_talk_encrypted_and_one_recovers_on_another_machine(synapse: Synapse, tmp_path: Path) -> None:
    alice, bob = person(synapse, tmp_path, "cli.alice"), person(synapse, tmp_path, "cli.bob")
    try:
        code = tmp_path / "code"
        code.write_text(alice.run("chat", "set-up", "--password-file", str(tmp_path / "cli.alice.password"))["code"])
        alice.run("chat", "new", "Équipe ICPE", "--invite", "@cli.bob:exemple.fr")
        synced(alice, lambda: len(alice.run("chat", "rooms")) == 1)
        synced(bob, lambda: [row["membership"] for row in bob.run("chat", "rooms")] == ["invited"])
        bob.run("chat", "join", "Équipe ICPE")
        synced(bob, lambda: [row["membership"] for row in bob.run("chat", "rooms")] == ["joined"])
        alice.run("sync", "--once")

        said = alice.run("chat", "say", "Équipe ICPE", "Rendez-vous à", "Vézin")["operation"]
        alice.run("chat", "say", "Équipe ICPE", "Rendez-vous à", "Vézin", "--id", said)
        synced(alice, lambda: not alice.run("outbox"))
        synced(bob, lambda: bool(posts(bob, "Équipe ICPE")))
        assert posts(bob, "Équipe ICPE") == [("Cli.Alice", "Rendez-vous à Vézin", "unverified")]
        assert [row["text"] for row in bob.run("chat", "search", "vezin")] == ["Rendez-vous à Vézin"]
        bob.run("chat", "say", "Équipe ICPE", "J'y serai")
        synced(bob, lambda: not bob.run("outbox"))
        synced(alice, lambda: len(posts(alice, "Équipe ICPE")) == 2)
        alice.run("chat", "say", "Nulle part", "Rien", expect=3)

        alice.run("chat", "poll", "Équipe ICPE", "Quel jour ?", "--answer", "Mardi", "--answer", "Jeudi")
        synced(alice, lambda: not alice.run("outbox"))
        synced(bob, lambda: bool(polls(bob, "Équipe ICPE")))
        bob.run("chat", "vote", "Équipe ICPE", "Jeudi")
        synced(bob, lambda: polls(bob, "Équipe ICPE") == [(("Mardi", 0, False), ("Jeudi", 1, True))])
        synced(bob, lambda: not bob.run("outbox"))
        synced(alice, lambda: polls(alice, "Équipe ICPE") == [(("Mardi", 0, False), ("Jeudi", 1, False))])

        again = Program(tmp_path / "portable")
        try:
            again.run("store", "create")
            again.run(
                "account", "add", "cli.alice@exemple.fr", "--user", "cli.alice", "--matrix", f"{HOST}:{synapse.port}",
                "--trust", str(synapse.authority.trust), "--password-file", str(tmp_path / "cli.alice.password"),
            )  # fmt: skip
            again.run("sync", "--once")
            assert {row["kind"] for row in again.run("chat", "show", "Équipe ICPE")} >= {"sealed"}
            assert again.run("chat", "security")["trusted"] is False
            assert again.run("chat", "recover", "--code-file", str(code))["keys"] >= 1
            assert [text for _, text, _ in posts(again, "Équipe ICPE")][:1] == ["Rendez-vous à Vézin"]
            assert again.run("chat", "security")["trusted"] is True
        finally:
            again.kill()
    finally:
        alice.kill()
        bob.kill()
