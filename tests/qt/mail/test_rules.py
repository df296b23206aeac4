"""Stories of rules in the window: made, put in order, switched off; the absence; and the scripts of other programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QToolButton

from sync.model.collections import Role
from sync.model.rules import Absence, Action, Comparison, Condition, Deed, Rule, RuleSet, Subject
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from tests.qt.mail.stage import Stage, until
from ui.mail.setup.view import MailSetup
from ui.preferences import Preferences

Play = Callable[[Any], Any]

EXTENSIONS = ["body", "copy", "date", "fileinto", "imap4flags", "relational", "vacation"]
VEZIN = Rule("Vezin", (Condition(Subject.SUBJECT, Comparison.CONTAINS, "Vezin"),), (Action(Deed.MOVE, "Archives"),))
PROMO = Rule("Promotions", (Condition(Subject.FROM, Comparison.ENDS, "@promo.example"),), (Action(Deed.DISCARD),), enabled=False)


def on_server(*rules: Rule, absence: Absence | None = None, **more: Any) -> m.RulesAnswer:
    written = to_json(RuleSet(rules, absence or Absence())).encode()
    return m.RulesAnswer("server", written, "ecritoire", b"# script", extensions=EXTENSIONS, **more)


def kept(stage: Stage) -> RuleSet:
    return from_json(stage.engine.of(m.SaveRules)[-1].rules, RuleSet)


async def open_setup(stage: Stage, tab: str) -> tuple[MailSetup, Any]:
    link, live = await stage.open_link()
    setup = MailSetup(link, live, Preferences(link, live))
    setup.resize(980, 860)
    setup.show()
    page = setup.show_tab(tab, int(stage.account))
    await until(lambda: setup._book.answer is not None)
    return setup, page


async def end(stage: Stage, setup: MailSetup) -> None:
    setup.close()
    setup.deleteLater()
    await stage.end()


def test_a_rule_is_made_from_what_one_chooses(stage: Stage, play: Play) -> None:
    stage.engine.rules = on_server()
    inner = stage.add_box(stage.account, "Archives/Projets", parent="Archives")

    async def story() -> None:
        setup, page = await open_setup(stage, "rules")
        page.add.click()
        form = page.form
        form.keep.click()
        assert form.fault.text == "A condition has no text to look for."
        form.conditions[0].value.setText("bob@mairie.example")
        form.conditions[0].test.setCurrentIndex(form.conditions[0].test.findData("is"))
        form._add_condition()
        form.conditions[1].subject.setCurrentIndex(form.conditions[1].subject.findData("size"))
        assert form.conditions[1].test.currentData() == "larger"
        form.conditions[1].value.setText("2048")
        form.actions_[0].box.setCurrentIndex(form.actions_[0].box.findText("Archives / Projets"))
        form._add_action()
        form.actions_[1].deed.setCurrentIndex(form.actions_[1].deed.findData("tag"))
        form.every.setCurrentIndex(1)
        form.last.setChecked(True)
        form.keep.click()
        await until(lambda: stage.engine.of(m.SaveRules))
        assert kept(stage).rules == (
            Rule(
                "bob@mairie.example",
                (Condition(Subject.FROM, Comparison.IS, "bob@mairie.example"),
                 Condition(Subject.SIZE, Comparison.LARGER, "2048")),
                (Action(Deed.MOVE, "Archives/Projets"), Action(Deed.TAG, "$label1")), every=False, last=True,
            ),
        )  # fmt: skip
        assert page.form is None
        assert inner
        await end(stage, setup)

    play(story())


def test_rules_are_put_in_order_switched_and_removed(stage: Stage, play: Play) -> None:
    stage.engine.rules = on_server(VEZIN, PROMO, absence=Absence(True, "Absente"))

    async def story() -> None:
        setup, page = await open_setup(stage, "rules")
        await until(lambda: len(page._parts) == 2)
        switch = page._parts[1].findChild(QCheckBox)
        assert (switch.accessibleName(), switch.isChecked()) == ("Carry out Promotions", False)
        switch.click()
        await until(lambda: stage.engine.of(m.SaveRules))
        assert [rule.enabled for rule in kept(stage).rules] == [True, True]
        assert kept(stage).absence.text == "Absente", "the absence stays"
        await until(lambda: page._parts[1].findChild(QCheckBox).isChecked())
        named = {one.accessibleName(): one for one in page._parts[1].findChildren(QToolButton)}
        named["Move Promotions up"].click()
        await until(lambda: [rule.name for rule in kept(stage).rules] == ["Promotions", "Vezin"])
        await until(lambda: page._book.rules.rules[0].name == "Promotions")
        page._remove(0)
        await until(lambda: [rule.name for rule in kept(stage).rules] == ["Vezin"])
        await end(stage, setup)

    play(story())


def test_a_rule_whose_folder_is_gone_is_not_changed_by_looking_at_it(stage: Stage, play: Play) -> None:
    gone = Rule("Ancien", VEZIN.conditions, (Action(Deed.MOVE, "Dossier disparu"),))
    stage.engine.rules = on_server(gone)

    async def story() -> None:
        setup, page = await open_setup(stage, "rules")
        await until(lambda: page._parts)
        page.edit(0)
        page.form.keep.click()
        await until(lambda: stage.engine.of(m.SaveRules))
        assert kept(stage).rules == (gone,)
        await end(stage, setup)

    play(story())


def test_the_script_of_another_program_is_shown_and_replaced_only_on_purpose(stage: Stage, play: Play) -> None:
    theirs = b"# de la DSI\r\nkeep;\r\n"
    stage.engine.rules = m.RulesAnswer(
        "server", b"", "dsi", theirs, [m.ScriptSheet("dsi", True, theirs), m.ScriptSheet("vieux", False, b"stop;")], EXTENSIONS
    )

    async def story() -> None:
        setup, page = await open_setup(stage, "rules")
        assert "dsi" in page.state.text
        assert not page.add.isEnabled()
        page.show_script.click()
        assert page.script.text.toPlainText() == "# de la DSI\nkeep;\n"
        page.script.name.setCurrentIndex(page.script.name.findData("vieux"))
        assert page.script.text.toPlainText() == "stop;"
        page.script.name.setCurrentIndex(page.script.name.findData("dsi"))
        page.script.text.appendPlainText("discard;")
        page.script.keep.click()
        await until(lambda: stage.engine.of(m.WriteScript))
        assert (stage.engine.of(m.WriteScript)[-1].name, stage.engine.of(m.WriteScript)[-1].script) == (
            "dsi", b"# de la DSI\r\nkeep;\r\n\r\ndiscard;",
        )  # fmt: skip
        page.replace.click()
        page.form.conditions[0].value.setText("promo")
        page.form.keep.click()
        await until(lambda: stage.engine.of(m.SaveRules))
        assert stage.engine.of(m.SaveRules)[-1].instead_of == "dsi"
        await end(stage, setup)

    play(story())


def test_a_server_without_rules_lets_this_computer_carry_them_out(stage: Stage, play: Play) -> None:
    async def story() -> None:
        setup, page = await open_setup(stage, "rules")
        assert "Écritoire does" in page._where.text()
        page.add.click()
        offered = {page.form.conditions[0].subject.itemData(n) for n in range(page.form.conditions[0].subject.count())}
        assert offered == {"from", "recipients", "subject", "list", "size"}
        deeds = {page.form.actions_[0].deed.itemData(n) for n in range(page.form.actions_[0].deed.count())}
        assert "forward" not in deeds
        absence: Any = setup.show_tab("absence")
        await until(lambda: "cannot answer" in absence.state.text)
        assert not absence.card.isEnabled()
        await end(stage, setup)

    play(story())


def test_an_absence_is_kept_with_its_days(stage: Stage, play: Play) -> None:
    stage.engine.rules = on_server(VEZIN)

    async def story() -> None:
        setup, page = await open_setup(stage, "absence")
        await until(page.card.isEnabled)
        page.enabled.setChecked(True)
        page.keep.click()
        assert page.fault.text == "Write the answer first."
        page.text.setPlainText("Bonjour,\nje suis absente.")
        page.from_.setChecked(True)
        page.until.setChecked(True)
        page.begins.setDate(QDate(2026, 12, 21))
        page.ends.setDate(QDate(2026, 12, 20))
        page.keep.click()
        assert page.fault.text == "The last day is before the first one."
        page.ends.setDate(QDate(2027, 1, 4))
        page.keep.click()
        await until(lambda: stage.engine.of(m.SaveRules))
        days = "2026-12-21", "2027-01-04"
        away = Absence(True, "Bonjour,\nje suis absente.", "", *days, 7, ("alice@prefecture.example",))
        assert kept(stage) == RuleSet((VEZIN,), away)
        await end(stage, setup)

    play(story())


def test_changes_that_wait_or_were_refused_are_said(stage: Stage, play: Play) -> None:
    stage.engine.rules = on_server(VEZIN, waiting=True)

    async def story() -> None:
        setup, page = await open_setup(stage, "rules")
        assert "as soon as it can be reached" in page.state.text
        refused = ("rejected", "script_refused", '{"reason": "line 3: unknown command"}')
        stage.engine.rules = msgspec.structs.replace(stage.engine.rules, waiting=False, fault=refused)
        stage.engine.changed()
        await until(lambda: "line 3" in page.state.text)
        assert stage.boxes[Role.INBOX]
        await end(stage, setup)

    play(story())
