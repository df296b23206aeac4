"""Stories of identities: answering as whom a letter was written to, on behalf of others, and the signature that follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QTextCursor

from sync.model.accounts import Identity, Service
from sync.model.collections import Collection, Role
from sync.model.ids import RemoteId
from sync.model.mail import Address, Draft
from sync.rpc import messages as m
from sync.serial import from_json
from sync.store.read import accounts as read_accounts
from sync.store.write import accounts as write_accounts
from sync.store.write import collections as write_collections
from tests.qt.mail.stage import ALICE, CLAIRE, Stage, until
from ui.mail.setup.view import MailSetup
from ui.preferences import Preferences

Play = Callable[[Any], Any]

SERVICE = Identity(
    "urbanisme@prefecture.example", "Service urbanisme", "<p>Le service urbanisme<br>2e étage</p>", "Service",
    reply_to="accueil@prefecture.example",
)  # fmt: skip
BOB = Identity("bob@prefecture.example", "Bob Le Goff", "<p>Pour Bob Le Goff</p>", on_behalf=True)


def give(stage: Stage, *also: Identity) -> None:
    account = read_accounts.account(stage.store, stage.account)
    write_accounts.update_account(stage.store, replace(account, also=also))


def sent(stage: Stage) -> Draft:
    return from_json(stage.engine.of(m.Send)[-1].draft, Draft)


async def answering(stage: Stage) -> Any:
    area = await stage.open_area(web_allowed=False)
    area.list.view.choose(0)
    await until(lambda: area.reader.content is not None)
    area.commands["reply_all"].trigger()
    await until(lambda: area.desk.composers)
    return area.desk.composers[0]


def test_a_letter_is_answered_as_whom_it_was_written_to(stage: Stage, play: Play) -> None:
    give(stage, SERVICE)
    stage.add_letter("Permis de construire", to=(Address("", "Urbanisme+permis@prefecture.example"), ALICE))

    async def story() -> None:
        composer = await answering(stage)
        assert composer.from_field.currentText() == "Service urbanisme <urbanisme@prefecture.example> – Service"
        assert "2e étage" in composer.editor.text()
        assert "Alice Martin" not in composer.editor.text()
        assert composer.to.addresses() == (CLAIRE,)
        composer.send()
        await until(lambda: stage.engine.of(m.Send))
        draft = sent(stage)
        assert draft.sender == Address("Service urbanisme", "urbanisme@prefecture.example")
        assert (draft.reply_to, draft.submitter) == ("accueil@prefecture.example", None)
        await stage.end()

    play(story())


def test_a_letter_that_names_nobody_is_answered_as_whom_it_was_delivered_to(stage: Stage, play: Play) -> None:
    give(stage, SERVICE)
    stage.add_letter(
        "Lettre d’information", to=(Address("", "liste@ailleurs.example"),),
        headers=(("Delivered-To", "urbanisme@prefecture.example"),),
    )  # fmt: skip

    async def story() -> None:
        composer = await answering(stage)
        assert composer.writer.identity == SERVICE
        await stage.end()

    play(story())


def test_a_letter_in_a_shared_mailbox_is_answered_on_behalf_of_its_owner(stage: Stage, play: Play) -> None:
    give(stage, SERVICE, BOB)
    box = Collection(RemoteId("Partages/bob/INBOX"), Service.MAIL, "bob", Role.NONE, shared=True, owner="bob")
    shared = write_collections.put_collection(stage.store, stage.account, box)
    stage.add_letter("Pour Bob", to=(Address("", "liste@ailleurs.example"),), box=shared)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.folder_view.choose(f"mailbox:{shared}")
        await until(lambda: area.list.model.complete and area.list.model.rowCount() > 0)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        area.commands["reply"].trigger()
        await until(lambda: area.desk.composers)
        composer = area.desk.composers[0]
        composer.send()
        await until(lambda: stage.engine.of(m.Send))
        draft = sent(stage)
        assert draft.sender.address == "bob@prefecture.example"
        assert draft.submitter == Address("Alice Martin", "alice@prefecture.example")
        await stage.end()

    play(story())


def test_the_signature_follows_the_identity_unless_it_was_changed(stage: Stage, play: Play) -> None:
    give(stage, SERVICE, replace(SERVICE, label="Sans", signature_html=""))

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose("mailto:claire@dreal.example?subject=x&body=Bonjour")
        composer = area.desk.composers[0]
        assert "Alice Martin" in composer.editor.text()
        composer.from_field.setCurrentIndex(1)
        assert "Alice Martin" not in composer.editor.text()
        assert composer.editor.text().startswith("Bonjour")
        assert composer.editor.text().rstrip().endswith("2e étage")
        composer.from_field.setCurrentIndex(2)
        assert "étage" not in composer.editor.text()
        composer.from_field.setCurrentIndex(0)
        assert composer.editor.text().count("Alice Martin") == 1
        assert "<i>Préfecture" in composer.draft().html, "its emphasis too"
        cursor = composer.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(" – absente le mercredi")
        composer.from_field.setCurrentIndex(1)
        assert "absente le mercredi" in composer.editor.text(), "what the person wrote stays"
        assert "étage" not in composer.editor.text()
        composer.discard()
        await stage.end()

    play(story())


def test_a_draft_comes_back_as_whoever_wrote_it(stage: Stage, play: Play) -> None:
    give(stage, SERVICE, BOB)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose("mailto:claire@dreal.example?subject=x")
        composer = area.desk.composers[0]
        composer.from_field.setCurrentIndex(2)
        kept = composer.draft()
        composer.discard()
        again = area.desk._show(stage.account, kept)
        assert again.writer.identity == BOB
        again.discard()
        await stage.end()

    play(story())


def kept_identities(stage: Stage) -> Sequence[Identity]:
    return read_accounts.account(stage.store, stage.account).identities


def test_identities_are_set_up_with_a_rich_signature_and_for_a_shared_mailbox(stage: Stage, play: Play) -> None:
    box = Collection(RemoteId("Partages/bob/INBOX"), Service.MAIL, "bob", Role.NONE, shared=True, owner="bob")
    write_collections.put_collection(stage.store, stage.account, box)

    async def story() -> None:
        link, live = await stage.open_link()
        setup = MailSetup(link, live, Preferences(link, live))
        setup.resize(900, 900)
        setup.show()
        page: Any = setup.show_tab("identities", int(stage.account))
        page._begin_new()
        page.form.address.setText("urbanisme(à)prefecture.example")
        page.form.keep.click()
        assert page.form is not None, "a wrong address is not kept"
        page.form.address.setText("urbanisme@prefecture.example")
        page.form.person.setText("Service urbanisme")
        page.form.label.setText("Service")
        page.form.signature.selectAll()
        page.form.signature.set_bold(True)
        page.form.keep.click()
        await until(lambda: len(kept_identities(stage)) == 2)
        assert "<b>" in kept_identities(stage)[1].signature_html
        await until(lambda: page.form is None)

        page._begin_shared("bob")
        assert page.form.address.text() == "bob@prefecture.example"
        assert page.form.on_behalf.isChecked()
        page.form.keep.click()
        await until(lambda: len(kept_identities(stage)) == 3)
        assert kept_identities(stage)[2].on_behalf
        await until(lambda: page.form is None and not page._owners(page._account))
        page._put_first(1)
        await until(lambda: kept_identities(stage)[0].label == "Service")
        page._remove(1)
        await until(lambda: [one.address for one in kept_identities(stage)] == [SERVICE.address, BOB.address])
        setup.close()
        setup.deleteLater()
        await stage.end()

    play(story())
