"""Stories of templates: written in the settings, kept from a letter, taken with their fields filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sync.rpc import messages as m
from sync.serial import from_json
from tests.qt.mail.stage import Stage, until
from ui.mail.setup.view import MailSetup
from ui.mail.templates import Template, filled, left_open, values
from ui.preferences import Preferences

Play = Callable[[Any], Any]


def test_fields_are_filled_in_and_cannot_smuggle_anything_into_the_letter() -> None:
    template = Template("k", "Réponse", "Re: {objet} – {Nom}", "<p>Bonjour {prénom},</p><p>{inconnu} {me} {date}</p>")
    from sync.model.mail import Address

    known = values(Address("Claire <b>MORVAN", "c@x.example"), "Avis", "Alice")
    made = filled(template, known)
    assert made.subject == "Re: Avis – Claire <b>MORVAN"
    assert "<p>Bonjour Claire,</p>" in made.html
    assert "{inconnu} Alice" in made.html
    assert "&lt;b&gt;" in filled(Template("k", "n", "", "{name}"), known).html
    assert left_open("<p>{prénom} {autre}</p>") == ["{prénom}"]


def test_a_template_is_written_and_taken_for_a_letter(stage: Stage, play: Play) -> None:
    async def story() -> None:
        link, live = await stage.open_link()
        preferences = Preferences(link, live)
        setup = MailSetup(link, live, preferences)
        setup.show()
        page: Any = setup.show_tab("templates")
        page.add.click()
        page.form.keep.click()
        assert page.form is not None, "a template without a name is not kept"
        page.form.name.setText("Accusé de réception")
        page.form.subject.setText("Votre demande")
        page.form.text.setPlainText("Bonjour {prénom},\n\nnous avons bien reçu votre demande.\n\n{moi}")
        page.form.keep.click()
        await until(lambda: any(one.name == "mail.templates" for one in stage.engine.of(m.ChangeSetting)))
        (kept,) = from_json(stage.engine.of(m.ChangeSetting)[-1].value, list[dict[str, str]])
        assert (kept["name"], kept["subject"]) == ("Accusé de réception", "Votre demande")
        setup.close()
        setup.deleteLater()

        from ui.mail.area import MailArea

        area = MailArea(link, live, preferences=preferences, web_allowed=False)
        area.show()
        stage._windows.append(area)
        await until(lambda: area.list.model.complete)
        area.compose("mailto:Claire%20Morvan%20%3Cclaire@dreal.example%3E")
        composer = area.desk.composers[0]
        composer.template_button.fill()
        composer.template_button.choices.actions()[0].trigger()
        assert composer.subject.text() == "Votre demande"
        assert "Bonjour Claire," in composer.editor.text()
        assert "Alice Martin\n" in composer.editor.text()
        composer.subject.setText("Gardé")
        composer.keep_template("À garder")
        await until(lambda: len(area.desk._templates.all()) == 2)
        composer.template_button.fill()
        names = [one.text() for one in composer.template_button.choices.actions()]
        assert names[:2] == ["Accusé de réception", "À garder"]
        composer.discard()
        await stage.end()

    play(story())


def test_a_field_that_nothing_was_filled_into_is_noticed_before_sending(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.desk._templates.keep("Brouillon", "", "<p>Bonjour {prénom},</p>")
        area.compose("mailto:claire@dreal.example?subject=x")
        composer = area.desk.composers[0]
        composer.template_button.fill()
        composer.template_button.choices.actions()[0].trigger()
        composer.send()
        assert "{prénom}" in composer.hint.text()
        assert stage.engine.of(m.Send) == []
        composer.send()
        await until(lambda: stage.engine.of(m.Send))
        await stage.end()

    play(story())
