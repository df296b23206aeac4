"""Stories of a mail merge: a letter for each line of a table, looked at first, sent to each alone, all taken back at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sync.model.mail import Address, Draft
from sync.model.records import from_csv
from sync.rpc import messages as m
from sync.serial import from_json
from tests.qt.mail.stage import ALICE, Stage, until
from ui.mail.mail_merge import Letters, MailMerge, letters

Play = Callable[[Any], Any]

TABLE = (
    "Nom;Prénom;Courriel;Ville\nMorvan;Ana;ana@mairie.example;Rennes\nPetit;Léa;;Vezin\n<b>Roux;Ian;ian@mairie.example;Bruz\n"
)


def test_each_line_with_an_address_gets_a_letter_of_its_own() -> None:
    draft = Draft(
        ALICE, (Address("", "personne@x.example"),), bcc=(ALICE,), subject="{Ville}",
        html="<p>Bonjour {prénom} {NOM}, {inconnu}</p>",
        text="Bonjour {prénom} {NOM}, de {me}", answers=None, in_reply_to="<1@x>",
    )  # fmt: skip
    first, second = letters(draft, from_csv(TABLE), "Courriel")
    assert first.to == (Address("Ana Morvan", "ana@mairie.example"),)
    assert (first.bcc, first.cc, first.in_reply_to) == ((), (), "")
    assert (first.subject, first.text) == ("Rennes", "Bonjour Ana Morvan, de Alice Martin")
    assert first.html == "<p>Bonjour Ana Morvan, {inconnu}</p>"
    assert "&lt;b&gt;Roux" in second.html
    assert first.message_id != second.message_id


def test_letters_are_looked_at_sent_and_taken_back(stage: Stage, play: Play, tmp_path: Path) -> None:
    table = tmp_path / "destinataires.csv"
    table.write_bytes(TABLE.encode("cp1252"))

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose("mailto:?subject=Visite%20%C3%A0%20{Ville}")
        composer = area.desk.composers[0]
        composer.editor.setPlainText("Bonjour {prénom}, {rien}")
        composer.options.many_action.trigger()
        window = composer.findChild(MailMerge)
        window.read_table(table)
        await until(lambda: window.column.count() == 4)
        assert window.column.currentText() == "Courriel"
        assert not window.go.isEnabled(), "a field has no column"
        window.reject()
        composer.editor.setPlainText("Bonjour {prénom}")
        area.desk.send_to_many(composer)
        window = next(one for one in composer.findChildren(MailMerge) if one.isVisible())
        window.read_table(table)
        await until(window.go.isEnabled)
        assert window.subject.whole_text == "Visite à Rennes"
        assert window.text.toPlainText().startswith("Bonjour Ana")
        window.after.click()
        assert window.text.toPlainText().startswith("Bonjour Ian")
        window.go.click()
        await until(lambda: len(stage.engine.of(m.Send)) == 2)
        drafts = [from_json(one.draft, Draft) for one in stage.engine.of(m.Send)]
        assert [[str(person) for person in one.to] for one in drafts] == [
            ["Ana Morvan <ana@mairie.example>"], ["Ian <b>Roux <ian@mairie.example>"],
        ]  # fmt: skip
        await until(lambda: area.desk.findChild(Letters) is not None)
        area.desk.findChild(Letters).take_back()
        await until(lambda: len(stage.engine.of(m.DiscardOperation)) == 2)
        await stage.end()

    play(story())
