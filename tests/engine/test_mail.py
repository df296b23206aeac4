"""Stories of mail: it arrives, is read, flagged, moved, written, sent once and only once, and taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from sync.engine.session import MakeProtocol
from sync.model.accounts import Service
from sync.model.changes import ChangePage
from sync.model.collections import Collection, Role
from sync.model.faults import Gone, Offline, Rejected
from sync.model.ids import RemoteId
from sync.model.mail import Content, ContentState, Draft, Flag, Pending
from sync.model.operations import (
    ChangeFlags,
    CopyItems,
    CreateCollection,
    DeleteCollection,
    DeleteItems,
    MoveItems,
    OperationState,
    RenameCollection,
)
from sync.protocols.memory.faults import Moment
from sync.protocols.memory.mail import MemoryMail
from sync.protocols.memory.server import MemoryServer
from sync.protocols.memory.submission import MemorySubmission
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from sync.store.read import drafts as read_drafts
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import outbox as read_outbox
from sync.store.read.search import search
from tests.engine.ground import ALICE, BOB, Ground, at_work, draft, letter, people


@pytest.fixture
def server() -> MemoryServer:
    return people()


@pytest.fixture
async def ground(tmp_path: Path, server: MemoryServer) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", server) as made:
        yield made


async def test_mail_arrives_with_its_content_and_can_be_found(ground: Ground, server: MemoryServer) -> None:
    for number in range(3):
        server.deliver(ALICE, letter(f"Lettre {number}", body="le budget annexe"), received=1_700_000_000 + number)
    await ground.sync()
    assert ground.subjects() == ["Lettre 2", "Lettre 1", "Lettre 0"]
    assert {row.content for row in ground.rows()} == {ContentState.WHOLE}
    answer = await ground.engine.answer(m.Open(ground.rows()[0].id))
    assert isinstance(answer, m.ContentAnswer)
    assert "budget" in from_json(answer.content, Content).text
    found = await ground.engine.answer(m.SearchServer(ground.box(Role.INBOX), "budget"))
    assert isinstance(found, m.Found)
    assert len(found.messages) == 3


async def test_the_first_rows_do_not_wait_until_everything_is_counted(tmp_path: Path, server: MemoryServer) -> None:
    asked: list[str] = []

    class Noting(MemoryMail):
        async def collections(self) -> Sequence[Collection]:
            asked.append("counts" if self.counting else "names")
            return await super().collections()

        async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
            asked.append("rows")
            return await super().changes(collection, cursor)

    server.deliver(ALICE, letter("Lettre"))
    server.deliver(ALICE, letter("Ancienne"), mailbox="Archive")
    kinds = {Service.MAIL: Noting, Service.SUBMISSION: MemorySubmission}
    make: MakeProtocol = lambda _: lambda around: kinds[around.endpoint.service](around)  # noqa: E731
    async with at_work(tmp_path / "profile", server, make=make) as ground:
        asked.clear()
        await ground.sync()
        assert asked[:3] == ["names", "rows", "counts"]
        assert "counts" not in asked[3:]
        await ground.sync()
        assert asked.count("names") == 1, "from then on they are counted at once"


async def test_flags_are_shown_at_once_and_reach_the_server_later(ground: Ground, server: MemoryServer) -> None:
    item = server.deliver(ALICE, letter("Urgent"))
    await ground.sync()
    server.trouble.outage = True
    await ground.intend(ChangeFlags((ground.rows()[0].id,), add=Flag.SEEN | Flag.FLAGGED))
    assert ground.rows()[0].flags == Flag.SEEN | Flag.FLAGGED
    with pytest.raises(Offline):
        await ground.worker.outbox.run()
    server.trouble.end()
    await ground.sync()
    kept = server.mailbox(ALICE, "INBOX").get(item)
    assert kept is not None
    assert kept.flags == Flag.SEEN | Flag.FLAGGED
    assert ground.read(read_outbox.operations) == []
    assert ground.query("SELECT * FROM message_overlay") == []


async def test_a_message_moved_twice_offline_ends_where_it_was_moved_last(ground: Ground, server: MemoryServer) -> None:
    server.deliver(ALICE, letter("Voyage"))
    await ground.sync()
    item = ground.rows()[0].id
    await ground.intend(MoveItems((item,), ground.box(Role.ARCHIVE)))
    await ground.intend(MoveItems((item,), ground.box(Role.TRASH)))
    await ground.sync()
    assert len(server.mailbox(ALICE, "Trash").messages) == 1
    assert not server.mailbox(ALICE, "Archive").messages
    assert [row.id for row in ground.rows(Role.TRASH)] == [item], "the row keeps its local id"


async def test_an_operation_over_two_mailboxes_is_carried_out_in_both(ground: Ground, server: MemoryServer) -> None:
    server.deliver(ALICE, letter("Ici"))
    server.deliver(ALICE, letter("Là"), mailbox="Archive")
    await ground.sync()
    items = (ground.rows()[0].id, ground.rows(Role.ARCHIVE)[0].id)
    await ground.intend(MoveItems(items, ground.box(Role.TRASH)))
    await ground.sync()
    assert sorted(ground.subjects(Role.TRASH)) == ["Ici", "Là"]
    assert len(server.mailbox(ALICE, "Trash").messages) == 2


async def test_a_copy_whose_answer_is_lost_is_left_to_the_user(ground: Ground, server: MemoryServer) -> None:
    server.deliver(ALICE, letter("Double"))
    await ground.sync()
    server.trouble.strike("apply", Moment.AFTER, Offline("connection_lost"))
    operation = await ground.intend(CopyItems((ground.rows()[0].id,), ground.box(Role.ARCHIVE)))
    await ground.sync()
    (waiting,) = ground.read(read_outbox.operations)
    assert waiting.state == OperationState.UNCERTAIN
    await ground.engine.answer(m.SettleOperation(operation))
    await ground.sync()
    assert len(server.mailbox(ALICE, "Archive").messages) == 1
    assert ground.subjects(Role.ARCHIVE) == ["Double"]


async def test_sending_delivers_once_keeps_a_copy_and_marks_the_answered_message(ground: Ground, server: MemoryServer) -> None:
    server.deliver(ALICE, letter("Question"))
    await ground.sync()
    item = ground.rows()[0].id
    written = draft("Réponse", answers=item, in_reply_to="<Question@memory.test>")
    await ground.engine.answer(m.KeepDraft("draft", ground.account, to_json(written).encode()))
    await ground.send(written)
    assert ground.read(read_drafts.drafts) == []
    await ground.sync()
    assert len(server.mailbox(BOB, "INBOX").messages) == 1
    assert len(server.mailbox(ALICE, "Sent").messages) == 1
    assert ground.subjects(Role.SENT) == ["Réponse"]
    assert ground.rows()[0].flags & Flag.ANSWERED
    assert ground.read(read_outbox.operations) == []


async def test_sending_can_be_taken_back_and_becomes_a_draft_again(ground: Ground, server: MemoryServer) -> None:
    operation = await ground.send(draft("Trop vite"), undo_seconds=60)
    await ground.sync()
    assert ground.rows(Role.SENT)[0].pending is Pending.QUEUED
    await ground.engine.answer(m.CancelOperation(operation))
    await ground.sync()
    assert [row.subject for row in ground.read(read_drafts.drafts)] == ["Trop vite"]
    assert server.submitted == []
    with pytest.raises(Gone):
        await ground.engine.answer(m.CancelOperation(operation))


async def test_a_submission_whose_answer_is_lost_is_never_repeated_in_silence(ground: Ground, server: MemoryServer) -> None:
    await ground.sync()
    server.trouble.strike("submit", Moment.AFTER, Offline("connection_lost"))
    operation = await ground.send(draft("Une fois"))
    for _ in range(3):
        await ground.sync()
    (waiting,) = ground.read(read_outbox.operations)
    assert (waiting.state, waiting.fault_code) == (OperationState.UNCERTAIN, "sending_unknown")
    assert len(server.submitted) == 1
    await ground.engine.answer(m.SettleOperation(operation))
    await ground.sync()
    assert len(server.submitted) == 1
    assert ground.subjects(Role.SENT) == ["Une fois"]


async def test_a_submission_that_the_server_filed_itself_is_recognised_in_sent(ground: Ground, server: MemoryServer) -> None:
    await ground.sync()
    server.trouble.strike("submit", Moment.AFTER, Offline("connection_lost"))
    server.deliver(ALICE, letter("Classée", message_id="<known@memory.test>"), mailbox="Sent")
    await ground.send(draft("Classée", message_id="<known@memory.test>"))
    await ground.sync()
    assert ground.read(read_outbox.operations) == []
    assert len(server.mailbox(ALICE, "Sent").messages) == 1


async def test_a_refused_recipient_leaves_the_message_to_edit_and_blocks_nobody(ground: Ground, server: MemoryServer) -> None:
    await ground.sync()
    refused = await ground.send(draft("Perdue", to="nobody@memory.test"), key="one")
    await ground.send(draft("Bien partie"), key="two")
    await ground.sync()
    (waiting,) = ground.read(read_outbox.operations)
    assert (waiting.id, waiting.state) == (refused, OperationState.REFUSED)
    assert [one.recipients for one in server.submitted] == [(BOB,)]
    answer = await ground.engine.answer(m.OpenDraft(operation=refused))
    assert isinstance(answer, m.DraftAnswer)
    assert answer.key == "one"
    assert ground.read(read_outbox.operations) == []


async def test_a_draft_saved_twice_is_one_message_and_sending_it_removes_it(ground: Ground, server: MemoryServer) -> None:
    await ground.sync()
    for number, text in enumerate(("Premier jet", "Second jet")):
        body = to_json(draft(text, message_id="<draft@memory.test>")).encode()
        await ground.engine.answer(m.StoreDraftNow(f"{number:032x}", "draft", ground.account, body))
        await ground.sync()
    assert len(server.mailbox(ALICE, "Drafts").messages) == 1
    assert ground.subjects(Role.DRAFTS) == ["Second jet"]
    opened = await ground.engine.answer(m.OpenDraft(message=ground.rows(Role.DRAFTS)[0].id))
    assert isinstance(opened, m.DraftAnswer)
    await ground.engine.answer(m.Send("f" * 32, opened.key, ground.account, opened.draft, 0))
    await ground.sync()
    assert not server.mailbox(ALICE, "Drafts").messages
    assert len(server.mailbox(BOB, "INBOX").messages) == 1


async def test_any_message_can_be_the_beginning_of_a_new_one(ground: Ground, server: MemoryServer) -> None:
    raw = letter("Re: Convocation", message_id="<first@memory.test>").replace(b"\r\n\r\nBonjour", b"""\r
In-Reply-To: <older@memory.test>\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary=b\r
\r
--b\r
Content-Type: text/html\r
\r
<p>Bonjour</p><script>alert(1)</script><img src="https://far.test/pixel">\r
--b\r
Content-Type: application/pdf\r
Content-Disposition: attachment; filename=ordre.pdf\r
\r
pdf\r
--b--""")
    server.deliver(ALICE, raw)
    await ground.sync()
    item = ground.rows()[0].id
    first, second = [
        await ground.engine.answer(m.OpenDraft(message=item, new_message_id=f"<{name}@memory.test>")) for name in ("one", "two")
    ]
    assert isinstance(first, m.DraftAnswer)
    assert isinstance(second, m.DraftAnswer)
    assert first.key != second.key
    made = from_json(first.draft, Draft)
    assert (made.message_id, made.in_reply_to, made.references, made.answers) == ("<one@memory.test>", "", (), None)
    assert (made.subject, [one.address for one in made.to]) == ("Re: Convocation", [ALICE])
    assert "Bonjour" in made.html
    assert "script" not in made.html
    assert "far.test" not in made.html
    assert [one.name for one in made.attachments] == ["ordre.pdf"]
    await ground.engine.answer(m.StoreDraftNow("a" * 32, first.key, ground.account, first.draft))
    await ground.engine.answer(m.DropDraft(second.key))
    await ground.sync()
    assert ground.subjects() == ["Re: Convocation"]
    assert ground.subjects(Role.DRAFTS) == ["Re: Convocation"]
    (kept,) = server.mailbox(ALICE, "Drafts").messages.values()
    assert b"ordre.pdf" in kept.raw


async def test_a_mailbox_is_created_filled_renamed_and_deleted_offline(ground: Ground, server: MemoryServer) -> None:
    server.deliver(ALICE, letter("À ranger"))
    await ground.sync()
    await ground.intend(CreateCollection("Projet", None))
    made = next(box for box in ground.read(read_mailboxes.mailboxes) if box.name == "Projet")
    await ground.intend(MoveItems((ground.rows()[0].id,), made.id))
    await ground.intend(RenameCollection(made.id, "Projet 2027"))
    await ground.sync()
    assert len(server.mailbox(ALICE, "Projet 2027").messages) == 1
    assert [box.id for box in ground.read(read_mailboxes.mailboxes) if box.name == "Projet 2027"] == [made.id]
    await ground.intend(DeleteCollection(made.id))
    await ground.sync()
    with pytest.raises(Gone):
        server.mailbox(ALICE, "Projet 2027")


async def test_a_mailbox_emptied_elsewhere_is_empty_here_after_a_second_look(ground: Ground, server: MemoryServer) -> None:
    items = [server.deliver(ALICE, letter(f"Lettre {number}")) for number in range(3)]
    await ground.sync()
    for item in items:
        server.mailbox(ALICE, "INBOX").remove(item)
    server.mailbox(ALICE, "INBOX").forget_history()
    await ground.sync()
    assert ground.rows() == []


async def test_a_message_deleted_elsewhere_settles_what_was_wanted_of_it(ground: Ground, server: MemoryServer) -> None:
    item = server.deliver(ALICE, letter("Disparue"))
    await ground.sync()
    server.mailbox(ALICE, "INBOX").remove(item)
    await ground.intend(ChangeFlags((ground.rows()[0].id,), add=Flag.FLAGGED))
    await ground.intend(DeleteItems((ground.rows()[0].id,)))
    await ground.sync()
    assert ground.rows() == []
    assert ground.read(read_outbox.operations) == []


async def test_sending_to_nobody_is_refused_at_once(ground: Ground) -> None:
    with pytest.raises(Rejected, match="no_recipients"):
        await ground.send(draft("À personne", to=""))


async def test_rest_is_told_once_everything_is_here_and_can_be_found(tmp_path: Path) -> None:
    server = people(page_size=1)
    for number in range(7):
        server.deliver(ALICE, letter(f"Lettre {number}", body="le budget annexe"), received=1_700_000_000 + number)
    async with at_work(tmp_path / "profile", server, automatic=True) as ground:
        await ground.engine.answer(m.SyncNow())
        await ground.engine.answer(m.Rest())
        assert {row.content for row in ground.rows()} == {ContentState.WHOLE}
        assert len(await ground.desk.store.read_long(lambda index, store: search(index, store, "budget"))) == 7


async def test_a_message_that_leaves_later_holds_nothing_else_back(ground: Ground, server: MemoryServer) -> None:
    server.deliver(ALICE, letter("Lettre"))
    await ground.sync()
    await ground.send(draft("Plus tard"), undo_seconds=7200)
    await ground.intend(ChangeFlags((ground.rows()[0].id,), Flag.SEEN))
    await ground.send(draft("Maintenant"), key="other")
    await ground.sync()
    assert [one.subject for one in ground.read(read_outbox.operations)] == ["Plus tard"]
    assert ground.rows()[0].flags & Flag.SEEN
    assert ground.subjects(Role.SENT)[0] in ("Maintenant", "Plus tard")
