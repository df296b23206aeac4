"""A day of work on the command line: signed in, away from the network, and back; with real servers and real processes."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Office
from tests.e2e.program import Program, eventually

pytestmark = [pytest.mark.e2e, pytest.mark.server]

ALICE, BOB = "alice@exemple.fr", "bob@exemple.fr"


def subjects(rows: list[dict[str, str]]) -> list[str]:
    return [row["subject"] for row in rows]


def test_a_day_away_from_the_network_ends_with_everything_where_it_belongs(office: Office, program: Program) -> None:
    office.dovecot.seed(ALICE, 40)
    there = office.mailboxes(ALICE)

    # Sign in, and take everything along.
    code = program.run("store", "create")["recovery_code"]
    assert len(code.split("-")) == 8
    office.sign_in(program, ALICE)
    program.run("sync", "--once")
    kept = program.run("list", "messages", "--limit", "100")
    assert len(kept) == 40
    roles = {row["role"]: row for row in program.run("list", "mailboxes")}
    assert {"inbox", "sent", "drafts", "trash", "archive"} <= roles.keys()
    assert (roles["inbox"]["total"], roles["inbox"]["unread"]) == (40, sum(1 for row in kept if "seen" not in row["flags"]))

    # Away: reading and searching go on.
    office.unplug()
    first, second, third, fourth = (row["id"] for row in kept[:4])
    shown = program.run("show", str(first))
    assert shown["envelope"]["subject"] == kept[0]["subject"]
    assert len(shown["text"]) > 100
    word = max(kept[0]["subject"].split(), key=len)
    assert first in [row["id"] for row in program.run("search", word, "--limit", "100")]

    # Away: writing, marking, moving. It shows at once, and again after the program has ended and started.
    sent = program.run(
        "send", "--to", BOB, "--subject", "Compte rendu de la visite", text="Bonjour Bob,\n\nTout va bien.\n\nAlice\n"
    )
    program.run("mark", str(first), "--add", "flagged")
    program.run("mark", str(first), "--add", "seen")
    program.run("move", str(second), "archive")
    waiting = program.run("outbox")
    assert sorted(row["kind"] for row in waiting) == ["change_flags", "change_flags", "move_items", "send_message"]
    assert "Compte rendu de la visite" in subjects(program.run("list", "messages", "--mailbox", "sent"))
    assert second in [row["id"] for row in program.run("list", "messages", "--mailbox", "archive")]
    inbox = {row["id"]: row for row in program.run("list", "messages", "--limit", "100")}
    assert second not in inbox
    assert {"seen", "flagged"} <= set(inbox[first]["flags"])
    assert there.with_message_id(sent["message_id"]) == 0

    # Meanwhile another client moves one message and flags another.
    by_age = sorted(there.messages(), key=lambda seen: seen.uid, reverse=True)
    moved_there, flagged_there = by_age[2], by_age[3]
    there.move(moved_there.uid, "Trash")
    there.flag(flagged_there.uid, r"\Flagged")

    # Back: everything leaves, everything arrives, nothing twice.
    office.plug()
    program.run("sync", "--once")
    assert eventually(lambda: program.run("outbox") == [], "the outbox is empty")
    assert office.mailboxes(BOB).with_message_id(sent["message_id"]) == 1
    assert there.with_message_id(sent["message_id"], "Sent") == 1
    assert there.with_message_id(sent["message_id"]) == 1
    on_server = {seen.message_id: seen for seen in there.messages()}
    assert {r"\Flagged", r"\Seen"} <= on_server[by_age[0].message_id].flags
    assert by_age[1].message_id not in on_server
    assert there.with_message_id(by_age[1].message_id, "Archive") == 1

    inbox = {row["id"]: row for row in program.run("list", "messages", "--limit", "100")}
    assert third not in inbox
    assert "flagged" in inbox[fourth]["flags"]
    assert len(inbox) == 38
    assert len(program.run("list", "messages", "--mailbox", "trash")) == 1
    assert subjects(program.run("list", "messages", "--mailbox", "sent")) == ["Compte rendu de la visite"]
    assert program.run("store", "check") == {"problems": []}
    assert len(office.submission.accepted) == 1


def test_a_wrong_password_is_said_and_nothing_is_added(office: Office, program: Program) -> None:
    program.run("store", "create")
    wrong = program.profile.parent / "wrong.password"
    wrong.write_text("pas-le-bon")
    where = ("--imap", f"localhost:{office.imap.port}", "--trust", str(office.dovecot.authority.trust))
    answer = program.run("account", "add", ALICE, *where, "--password-file", str(wrong), expect=4)
    assert answer["fault"]["kind"] == "auth_needed"
    assert program.run("account", "list") == []


def test_a_server_that_nobody_trusts_is_refused(office: Office, program: Program) -> None:
    program.run("store", "create")
    password = program.profile.parent / "password"
    password.write_text("alice-Secret-1")
    where = ("--imap", f"localhost:{office.imap.port}")
    answer = program.run("account", "add", ALICE, *where, "--password-file", str(password), expect=3)
    assert answer["fault"]["kind"] == "forbidden"


def test_a_backup_brings_everything_back_on_another_machine(office: Office, program: Program) -> None:
    office.dovecot.seed(BOB, 5)
    program.run("store", "create")
    office.sign_in(program, BOB)
    program.run("sync", "--once")
    before = program.run("list", "messages")
    archive = program.profile.parent / "sauvegarde.ecritoire"
    program.run("store", "backup", str(archive))
    elsewhere = Program(program.profile.parent / "ailleurs")
    elsewhere.run("store", "restore", str(archive))
    after = elsewhere.run("list", "messages", "--offline")
    assert [row["id"] for row in after] == [row["id"] for row in before]
    assert elsewhere.run("show", str(after[0]["id"]), "--offline")["text"]
    assert elsewhere.run("store", "check", "--offline") == {"problems": []}
    elsewhere.kill()
