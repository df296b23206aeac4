"""Stories of writing: new messages, answers, drafts, undo, mistakes caught before sending."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice, QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument, QTextListFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from shiboken6 import isValid

from sync.model.collections import Role
from sync.model.faults import Transient
from sync.model.ids import BlobName
from sync.model.mail import Address, Attachment, Draft, DraftAttachment
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from sync.store.write import drafts
from tests.qt.mail.stage import ALICE, CLAIRE, Stage, until
from ui.common import slots
from ui.common.toasts import ToastStack
from ui.mail.desk import Desk
from ui.mail.editor import png

Play = Callable[[Any], Any]


def sent(stage: Stage) -> Draft:
    return from_json(stage.engine.of(m.Send)[-1].draft, Draft)


async def answering(stage: Stage, how: str) -> tuple[Any, Any]:
    area = await stage.open_area(web_allowed=False)
    area.list.view.choose(0)
    await until(lambda: area.reader.content is not None)
    area.commands[how].trigger()
    await until(lambda: area.desk.composers)
    return area, area.desk.composers[0]


def test_a_message_is_written_and_sent(stage: Stage, play: Play) -> None:
    stage.know("Claire Morvan", "claire@dreal.example")

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose("mailto:?subject=Bonjour")
        composer = area.desk.composers[0]
        composer.to.entry.setFocus()
        QTest.keyClicks(composer.to.entry, "clai")
        assert [person.address for person in composer.to._people] == ["claire@dreal.example"]
        composer.to._take_suggested("Claire Morvan <claire@dreal.example>")
        composer.editor.textCursor().insertText("Bonjour Claire")
        QTest.keyClick(composer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        composer.send()
        await until(lambda: stage.engine.of(m.Send))
        draft = sent(stage)
        assert draft.to == (Address("Claire Morvan", "claire@dreal.example"),)
        assert draft.subject == "Bonjour"
        assert "Bonjour Claire" in draft.html
        assert "Bonjour Claire" in draft.text
        assert "Alice Martin" in draft.text
        assert draft.message_id.endswith("@prefecture.example>")
        await until(lambda: not area.desk.composers)
        await stage.end()

    play(story())


def test_sending_can_be_taken_back(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose("mailto:claire@dreal.example?subject=x")
        area.desk.composers[0].send()
        await until(lambda: stage.engine.of(m.Send) and not area.desk.composers)
        ToastStack.of(area).toasts[-1]._act()
        await until(lambda: area.desk.composers)
        assert area.desk.composers[0].subject.text() == "x"
        assert stage.engine.of(m.CancelOperation)[0].id == stage.engine.of(m.Send)[0].id
        await stage.end()

    play(story())


def test_mistakes_are_told_before_sending(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose()
        composer = area.desk.composers[0]
        composer.send()
        assert "recipient" in composer.fault.text()
        composer.to.set_addresses([Address("", "claire@")])
        composer.send()
        assert "claire@" in composer.fault.text()
        composer.to.set_addresses([Address("", "claire@dreal.example")])
        composer.subject.setText("Rapport")
        composer.editor.textCursor().insertText("Vous trouverez le rapport en pièce jointe.")
        composer.send()
        assert "attachment" in composer.hint.text()
        assert not stage.engine.of(m.Send)
        composer.send()
        await until(lambda: stage.engine.of(m.Send))
        await stage.end()

    play(story())


def test_a_refused_send_keeps_the_window(stage: Stage, play: Play) -> None:
    stage.engine.faults[m.Send] = Transient()

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose("mailto:claire@dreal.example?subject=x")
        composer = area.desk.composers[0]
        composer.send()
        await until(lambda: not composer.fault.isHidden())
        assert composer.isEnabled()
        assert area.desk.composers == [composer]
        await stage.end()

    play(story())


def test_an_answer_quotes_and_refers(stage: Stage, play: Play) -> None:
    html = '<p>Voici <img src="cid:logo"><img src="remote:0"></p>'
    item = stage.add_letter(
        "Re: Rapport", html=html, text="Voici", cc=[Address("Yann", "yann@bretagne.example")],
        attachments=(Attachment("2", "logo.png", "image/png", 4, "logo", True), Attachment("3", "a.pdf", "application/pdf", 3)),
    )  # fmt: skip
    stage.engine.parts = {(item, "2"): b"logo", (item, "3"): b"pdf"}

    async def story() -> None:
        _, composer = await answering(stage, "reply_all")
        await until(lambda: stage.engine.of(m.ExtractPart))
        await until(lambda: composer._pictures)
        draft = composer.draft()
        assert draft.subject == "Re: Rapport"
        assert [one.address for one in (*draft.to, *draft.cc)] == ["claire.morvan@dreal.example", "yann@bretagne.example"]
        assert draft.in_reply_to == "<1@dreal.example>"
        assert draft.references == ("<1@dreal.example>",)
        assert "remote:" not in draft.html
        assert [file.content_id for file in draft.attachments] == ["logo"]
        assert "> Voici" in draft.text
        assert draft.answers == item
        await stage.end()

    play(story())


def test_a_letter_of_a_list_is_answered_to_the_list(stage: Stage, play: Play) -> None:
    liste = Address("", "budget@listes.example")
    stage.add_letter("Sans liste", list_post="mailto:not%20an%20address")
    item = stage.add_letter("Re: Budget", to=[liste], cc=[ALICE], list_post="mailto:budget@listes.example")

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        command = area.commands["reply_list"]
        button = next(one for one in area.reader.findChildren(QToolButton) if one.defaultAction() is command)
        assert not command.isVisible()
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        assert not command.isVisible()
        area.list.view.choose(1)
        await until(command.isVisible)
        assert button.isVisible()
        assert button.accessibleName() == "Reply to the list"
        area.list.view.setFocus()
        QTest.keyClick(area.list.view, Qt.Key.Key_L)
        await until(lambda: area.desk.composers)
        draft = area.desk.composers[0].draft()
        assert (draft.to, draft.cc, draft.subject, draft.answers) == ((liste,), (), "Re: Budget", item)
        assert draft.in_reply_to == "<2@dreal.example>"
        area.list.view.choose(0)
        assert not command.isVisible()
        assert not button.isVisible()
        await stage.end()

    play(story())


def test_a_letter_is_taken_up_as_a_new_one(stage: Stage, play: Play) -> None:
    logo = QImage(40, 20, QImage.Format.Format_RGB32)
    logo.fill(Qt.GlobalColor.red)
    stage.add_letter(
        "Convocation", text="Vous êtes convoqués.", html='<p>Vous êtes convoqués. <img src="cid:logo"></p>', to=[ALICE, CLAIRE],
        cc=[Address("", "yann@bretagne.example")], inline_images={"logo": ("image/png", png(logo))},
    )  # fmt: skip

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        area.list.view.setFocus()
        QTest.keyClick(area.list.view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: area.desk.composers)
        composer = area.desk.composers[0]
        await until(lambda: shown_width(composer, "logo") == 40)
        shown = composer.editor.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl("cid:logo"))
        assert (shown.size(), shown.pixelColor(3, 3)) == (logo.size(), logo.pixelColor(3, 3))
        composer.send()
        await until(lambda: stage.engine.of(m.Send))
        draft = sent(stage)
        assert draft.sender == ALICE
        assert 'src="cid:logo"' in draft.html
        assert (draft.to, draft.cc) == ((ALICE, CLAIRE), (Address("", "yann@bretagne.example"),))
        assert draft.subject == "Convocation"
        assert "Vous êtes convoqués." in draft.text
        assert draft.message_id.endswith("@prefecture.example>")
        assert (draft.in_reply_to, draft.references, draft.answers) == ("", (), None)
        await stage.end()

    play(story())


def test_a_forward_keeps_attachments(stage: Stage, play: Play) -> None:
    item = stage.add_letter("Rapport", attachments=(Attachment("2", "a.pdf", "application/pdf", 3),))
    stage.engine.parts = {(item, "2"): b"pdf"}

    async def story() -> None:
        _, composer = await answering(stage, "forward")
        await until(lambda: composer.files.files)
        draft = composer.draft()
        assert draft.subject == "Fwd: Rapport"
        assert (draft.to, draft.forwards, draft.answers) == ((), True, item)
        assert [file.name for file in draft.attachments] == ["a.pdf"]
        assert "claire.morvan@dreal.example" in draft.html
        await stage.end()

    play(story())


def test_a_draft_is_kept_while_writing_and_stored_on_closing(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose()
        composer = area.desk.composers[0]
        composer.subject.setText("Inachevé")
        composer._idle.setInterval(0)
        composer._idle.start()
        await until(lambda: stage.engine.of(m.KeepDraft))
        key = composer.key
        composer.close()
        await until(lambda: stage.engine.of(m.StoreDraftNow))
        assert stage.engine.of(m.StoreDraftNow)[0].key == key
        operation = stage.engine.of(m.StoreDraftNow)[0].id
        area.desk._edit_operation(operation)
        await until(lambda: area.desk.composers)
        assert area.desk.composers[0].key == key
        assert area.desk.composers[0].subject.text() == "Inachevé"
        await stage.end()

    play(story())


def test_a_waiting_message_is_opened_to_go_on_writing(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose("mailto:claire@dreal.example?subject=En attente")
        key = area.desk.composers[0].key
        area.desk.composers[0].send()
        await until(lambda: stage.engine.of(m.Send) and not area.desk.composers)
        area.folder_view.choose(f"mailbox:{stage.boxes[Role.SENT]}")
        await until(lambda: area.list.model.complete and area.list.model.rowCount() == 1)
        area.list.view.choose(0)
        await until(lambda: "Waiting" in area.reader.state_banner.text())
        area.reader.state_banner.chosen.emit()
        await until(lambda: area.desk.composers)
        assert area.desk.composers[0].key == key
        assert not stage.engine.of(m.CancelOperation)
        await until(lambda: area.list.model.rowCount() == 0)
        area.desk.composers[0].close()
        await until(lambda: stage.engine.of(m.StoreDraftNow))
        await stage.end()

    play(story())


def test_what_was_being_written_is_offered_again(stage: Stage, play: Play) -> None:
    drafts.keep(stage.store, "k" * 32, stage.account, Draft(Address("", "alice@prefecture.example"), subject="Presque fini"))

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        await until(lambda: ToastStack.of(area).toasts)
        ToastStack.of(area).toasts[-1]._act()
        assert area.desk.composers[0].subject.text() == "Presque fini"
        await stage.end()

    play(story())


def test_an_untouched_message_leaves_nothing(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose()
        area.desk.composers[0].close()
        assert not area.desk.composers
        assert not stage.engine.of(m.StoreDraftNow)
        await stage.end()

    play(story())


def test_files_and_pictures_are_kept_in_pieces(stage: Stage, play: Play, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.mail.kept_files.PIECE", 4)
    path = tmp_path / "notes.txt"
    path.write_bytes(b"dix octets")

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose()
        composer = area.desk.composers[0]
        composer.attach_paths([str(path)])
        await until(lambda: composer.files.files)
        assert composer.files.files[0].size == 10
        assert len(stage.engine.of(m.KeepFile)) == 3
        pasted = QMimeData()
        picture = QImage(20, 10, QImage.Format.Format_RGB32)
        picture.fill(0xFF0000)
        pasted.setImageData(picture)
        composer.editor.insertFromMimeData(pasted)
        await until(lambda: composer._pictures)
        draft = composer.draft()
        content_id = next(file.content_id for file in draft.attachments if file.content_id)
        assert f'<img src="cid:{content_id}"' in draft.html
        await stage.end()

    play(story())


def shown_width(composer: Any, content_id: str) -> int:
    """How wide the editor shows a picture; 1 where it keeps a place for one that is not shown."""
    picture = composer.editor.document().resource(QTextDocument.ResourceType.ImageResource, QUrl(f"cid:{content_id}"))
    return picture.width() if isinstance(picture, QImage) else 0


def picture_of(width: int, form: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture = QImage(width, 10, QImage.Format.Format_RGB32)
    picture.fill(0xFF0000)
    picture.save(buffer, form)
    return bytes(buffer.data().data())


@pytest.mark.parametrize("again", ["after a crash", "out of the outbox", "taken back"])
def test_the_pictures_of_a_draft_are_there_again(stage: Stage, play: Play, again: str) -> None:
    files = []
    for name, raw in (("ok", picture_of(20, "PNG")), ("odd", picture_of(30, "BMP")), ("broken", b"\x89PNG\r\n\x1a\n....")):
        blob, _ = stage.blobs.put(stage.store, raw)
        files.append(DraftAttachment(f"{name}.png", "image/png", blob, len(raw), f"{name}@x"))
    files.append(DraftAttachment("gone.png", "image/png", BlobName(b"g" * 32), 1, "gone@x"))
    html = "<p>Bonjour</p>" + "".join(f'<p><img src="cid:{file.content_id}"></p>' for file in files)
    to = (Address("", "bob@mairie.example"),)
    draft = Draft(ALICE, to, subject="Avec images", html=html, attachments=tuple(files), message_id="<p@x>")
    if again == "after a crash":
        drafts.keep(stage.store, "k" * 32, stage.account, draft)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        if again == "after a crash":
            await until(lambda: ToastStack.of(area).toasts)
            ToastStack.of(area).toasts[-1]._act()
        elif again == "out of the outbox":
            sent = m.Send("s" * 32, "k" * 32, stage.account, to_json(draft).encode(), 60)
            await stage.engine.ask(sent)
            area.desk._edit_operation(sent.id)
        else:
            sent = m.Send("s" * 32, "k" * 32, stage.account, to_json(draft).encode(), 60)
            await stage.engine.ask(sent)
            area.desk._take_back("s" * 32, "k" * 32, stage.account, draft)
        await until(lambda: area.desk.composers and shown_width(area.desk.composers[0], "ok@x") == 20)
        composer = area.desk.composers[0]
        assert [shown_width(composer, name) for name in ("odd@x", "broken@x", "gone@x")] == [1, 1, 1], "a place is kept"
        assert {file.content_id for file in composer.draft().attachments} == {file.content_id for file in files}, "all are sent"
        await stage.end()

    play(story())


def test_formatting_becomes_clean_html(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose()
        editor = area.desk.composers[0].editor
        editor.clear()
        editor.set_bold(True)
        editor.textCursor().insertText("gras")
        editor.clear_format()
        editor.textCursor().insertText("\n")
        editor.toggle_list(QTextListFormat.Style.ListDisc)
        editor.textCursor().insertText("point")
        assert editor.set_link("service-public.fr", "lien")
        assert not editor.set_link("javascript:alert(1)", "lien")
        html = editor.html()
        assert "<b>gras</b>" in html
        assert "<ul><li>point" in html
        assert '<a href="https://service-public.fr">lien</a>' in html
        assert "qt" not in html
        assert "- point" in editor.text()
        await stage.end()

    play(story())


def test_a_pasted_letter_loads_nothing(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose()
        editor = area.desk.composers[0].editor
        pasted = QMimeData()
        pasted.setHtml('<p onclick="x()">Collé <img src="file:///etc/hostname"><script>x</script></p>')
        editor.insertFromMimeData(pasted)
        assert "Collé" in editor.text()
        assert "hostname" not in editor.html()
        await stage.end()

    play(story())


def test_the_desk_says_where_there_is_no_account(stage: Stage, play: Play) -> None:
    stage.store.execute("UPDATE account SET enabled = 0")

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        assert isinstance(area.desk, Desk)
        assert area.desk.compose() is None
        await stage.end()

    play(story())


def test_what_is_on_the_screen_is_kept_although_its_window_goes_at_once(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose("mailto:?subject=Urgent")
        composer = area.desk.composers[0]
        composer.editor.textCursor().insertText("Trois mots seulement")
        area.keep_all()
        area.desk.composers.clear()
        composer.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not isValid(composer)

        await slots.settle()

        (kept,) = stage.engine.of(m.KeepDraft)
        assert "Trois mots seulement" in from_json(kept.draft, Draft).text
        await stage.end()

    play(story())
