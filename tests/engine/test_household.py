"""Stories of moving in and out: what other programs kept becomes mail of an account, and mail becomes files again."""

from __future__ import annotations

import asyncio
import mailbox
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.engine.household import shelves
from sync.model.collections import Role
from sync.model.faults import Rejected
from sync.model.ids import CollectionId
from sync.model.mail import Flag
from sync.protocols.memory.server import MemoryServer
from sync.rpc import messages as m
from sync.store.read import mailboxes as read_mailboxes
from tests.engine.ground import ALICE, Ground, at_work, letter, people, until


def entry(subject: str, marks: str = "", body: str = "Bonjour") -> bytes:
    """A message as Thunderbird keeps it in a mailbox file."""
    raw = letter(subject, body=body).replace(b"\r\n", b"\n")
    return b"From - Mon Nov 23 09:15:00 2026\n" + marks.encode() + raw + b"\n"


def profile(root: Path) -> Path:
    """A profile of Thunderbird with a tree of folders."""
    local = root / "Mail" / "Local Folders"
    (local / "Projets.sbd").mkdir(parents=True)
    (root / "prefs.js").write_text("")
    (local / "Inbox").write_bytes(
        entry("Lu", "X-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000\nX-Mozilla-Keys: $label1 urgent\n")
        + entry("Effacé", "X-Mozilla-Status: 0009\n")
        + entry("Suivi", "X-Mozilla-Status: 0007\n", body=">From here\nFromage\n\nFrom-age")
    )
    (local / "Inbox.msf").write_text("// <!-- <mdb:mork")
    (local / "Projets").write_bytes(b"")
    (local / "Projets.sbd" / "Budget").write_bytes(entry("Dans Budget", "X-Mozilla-Status: 0000\n"))
    return root


@pytest.fixture
def server() -> MemoryServer:
    return people()


@pytest.fixture
async def ground(tmp_path: Path, server: MemoryServer) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", server, automatic=True) as made:
        await until(lambda: made.read(read_mailboxes.by_role, made.account, Role.INBOX) is not None)
        yield made


async def taken(ground: Ground, path: Path, parent: int = 0) -> m.TakingIn:
    """Take in, until all of it is on the server."""
    await ground.engine.answer(m.TakeIn(str(path), ground.account, parent))
    while True:
        state = await ground.engine.answer(m.LookAtTakingIn())
        assert isinstance(state, m.TakingIn)
        if not state.running:
            await ground.engine.answer(m.Rest())
            return state
        await asyncio.sleep(0.01)


def on_server(server: MemoryServer, name: str) -> list[tuple[str, Flag, frozenset[str]]]:
    box = server.mailbox(ALICE, name)
    return [
        (one.raw.split(b"Subject: ")[1].split(b"\r\n")[0].split(b"\n")[0].decode(), one.flags, one.keywords)
        for one in box.messages.values()
    ]  # fmt: skip


async def test_a_profile_of_thunderbird_comes_with_folders_flags_and_tags(
    ground: Ground, server: MemoryServer, tmp_path: Path
) -> None:
    state = await taken(ground, profile(tmp_path / "thunderbird"))
    assert (state.folders, state.added, state.skipped, state.left_out, state.fault) == (2, 3, 1, [], ("", ""))
    assert state.done == state.total
    await until(lambda: len(server.mailbox(ALICE, "Budget").messages) == 1)
    await until(lambda: len(server.mailbox(ALICE, "Inbox").messages) == 2)
    assert on_server(server, "Inbox") == [
        ("Lu", Flag.SEEN, frozenset({"$label1", "urgent"})), ("Suivi", Flag.SEEN | Flag.ANSWERED | Flag.FLAGGED, frozenset()),
    ]  # fmt: skip
    (_, kept) = server.mailbox(ALICE, "Inbox").messages.values()
    assert b"\nFrom here" in kept.raw
    assert b"X-Mozilla" not in kept.raw
    assert kept.received == 1_795_425_300
    boxes = {box.name: box for box in ground.read(read_mailboxes.mailboxes)}
    parent = boxes["Budget"].parent
    assert parent == boxes["Projets"].id
    assert boxes["Inbox"].parent == boxes["Local Folders"].id


async def test_begun_again_it_goes_on_behind_what_was_taken_in(ground: Ground, server: MemoryServer, tmp_path: Path) -> None:
    file = tmp_path / "Archives.mbox"
    file.write_bytes(b"".join(entry(f"Lettre {number}") for number in range(250)))
    first = await taken(ground, file)
    assert first.added == 250
    with file.open("ab") as more:
        more.write(entry("Nouvelle"))
    second = await taken(ground, file)
    assert second.added == 1
    await until(lambda: len(server.mailbox(ALICE, "Archives").messages) == 251)
    assert len({subject for subject, *_ in on_server(server, "Archives")}) == 251


async def test_maildir_and_files_are_taken_in_and_what_is_unreadable_is_said(
    ground: Ground, server: MemoryServer, tmp_path: Path
) -> None:
    box = mailbox.Maildir(tmp_path / "courrier", create=True)
    message = mailbox.MaildirMessage(letter("En Maildir"))
    message.set_flags("FRS")
    message.set_subdir("cur")
    box.add(message)
    below = mailbox.MaildirMessage(letter("Dessous"))
    box.add_folder("Marchés").add(below)
    assert (await taken(ground, tmp_path / "courrier")).added == 2
    await until(lambda: on_server(server, "courrier") == [("En Maildir", Flag.SEEN | Flag.ANSWERED | Flag.FLAGGED, frozenset())])
    await until(lambda: on_server(server, "Marchés") == [("Dessous", Flag.NONE, frozenset())])
    files = tmp_path / "Lettres"
    files.mkdir()
    (files / "a.eml").write_bytes(letter("Un fichier"))
    (files / "b.eml").write_bytes(b"")
    state = await taken(ground, files)
    assert (state.added, state.skipped, state.left_out) == (1, 1, [("Lettres", 2, "empty")])
    await until(lambda: [one[0] for one in on_server(server, "Lettres")] == ["Un fichier"])


async def test_nothing_to_take_in_is_said(ground: Ground, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    with pytest.raises(Rejected, match="nothing_to_take_in"):
        await ground.engine.answer(m.TakeIn(str(tmp_path / "vide"), ground.account))
    with pytest.raises(Rejected, match="file_unreadable"):
        await ground.engine.answer(m.TakeIn(str(tmp_path / "absent"), ground.account))


@pytest.mark.parametrize("form", ["mbox", "maildir", "eml"])
async def test_mail_is_written_out_and_can_be_taken_in_again(
    ground: Ground, server: MemoryServer, tmp_path: Path, form: str
) -> None:
    raw = letter("Où ?", body="Voici\r\nFrom ailleurs\r\n>From quoted")
    server.deliver(ALICE, raw, flags=Flag.SEEN | Flag.FLAGGED, received=1_795_425_300)
    server.deliver(ALICE, letter("Deux"), received=1_795_425_301)
    await ground.engine.answer(m.SyncNow())
    await until(lambda: len(ground.rows()) == 2)
    out = tmp_path / "sortie"
    inbox: CollectionId = ground.box(Role.INBOX)
    answer = await ground.engine.answer(m.WriteOut([inbox], str(out), form))
    assert answer == m.WrittenOut(2, [])
    found = [one for shelf in shelves.shelves(out) for one in shelves.messages(shelf)]
    same = {one.raw.replace(b"\r\n", b"\n").rstrip(b"\n") for one in found}
    assert same == {one.raw.replace(b"\r\n", b"\n").rstrip(b"\n") for one in server.mailbox(ALICE, "INBOX").messages.values()}
    if form != "eml":
        assert {one.flags for one in found} == {Flag.SEEN | Flag.FLAGGED, Flag.NONE}
    if form == "mbox":
        (file,) = out.rglob("*.mbox")
        read = mailbox.mbox(file)
        assert sorted(str(one["Subject"]) for one in read) == sorted(["Où ?", "Deux"]) or len(read) == 2
        read.close()
    with pytest.raises(Rejected, match="place_taken"):
        await ground.engine.answer(m.WriteOut([inbox], str(out), form))
