"""The rules of an account: one card each, in their order; and the script behind them for those who want it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from sync.model.rules import Action, Comparison, Condition, Deed, Rule, Subject
from sync.store.rows import AccountRow
from ui import theme
from ui.common.forms import Card, Note, Page, button, buttons_row, tool
from ui.common.labels import label
from ui.common.sentences import sentence_of
from ui.common.toasts import say
from ui.mail.setup import rule_words
from ui.mail.setup.rule_book import RuleBook
from ui.mail.setup.rule_form import RuleForm


class RulesPage(Page):
    """Rules as cards; a script that says more than plain rules is shown as it is."""

    def __init__(self, book: RuleBook, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=760, centred=False)
        self._book = book
        self._parts: list[QWidget] = []
        self.form: RuleForm | None = None
        self.setAccessibleName(self.tr("Rules"))
        self._where = label("", "soft", self, wrap=True)
        self.column.addWidget(self._where)
        self.state = Note("", "accent", self)
        self.column.addWidget(self.state)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(8))
        self.column.addLayout(self._list)
        self.add = button(self.tr("Add a rule…"), self.begin_new, kind="primary", icon="plus", parent=self)
        self.replace = button(self.tr("Use rules of mine instead…"), self._begin_instead, parent=self)
        self.show_script = button(self.tr("Edit the script…"), self._turn_script, icon="code", parent=self)
        self.column.addLayout(buttons_row(self.add, self.replace, None, self.show_script))
        self.script = ScriptCard(book, self)
        self.column.addWidget(self.script)
        self.column.addStretch(1)
        book.looked.connect(self._show)
        book.saved.connect(lambda: say(self, self.tr("Rules kept.")) if self.isVisible() else None)
        self._show()

    def show_account(self, account: AccountRow) -> None:
        """Show an account's rules."""
        self._close_form()
        self._book.show_account(account)
        self._show()

    @Slot()
    def _show(self) -> None:
        answer, rules = self._book.answer, self._book.rules
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        self.add.setEnabled(rules is not None and self.form is None)
        self.replace.setVisible(answer is not None and rules is None)
        self.show_script.setVisible(self._book.on_server)
        if answer is None:
            self._where.setText(self.tr("Asking the server…"))
            self.state.say("")
            return
        self._where.setText(
            self.tr("The server files your messages as they arrive, even while this computer is off.")
            if self._book.on_server
            else self.tr("This server carries no rules out: Écritoire does, as long as it runs.")
        )
        self._say_state()
        if rules is not None:
            self._parts = [self._card(place, rule) for place, rule in enumerate(rules.rules)]
            if not rules.rules:
                self._parts.append(label(self.tr("No rules yet."), "faint", self))
        for part in self._parts:
            self._list.addWidget(part)
        self.script.show_answer()

    def _say_state(self) -> None:
        answer = self._book.answer
        said = sentence_of(*answer.fault) if answer is not None else None
        if self._book.rules is None and not said:
            words = self.tr("The script “{name}”, of another program, says more than plain rules. It stays as it is.")
            self.state.say(words.format(name=self._book.active_other), "warning")
        elif said:
            self.state.say(str(said), "warning")
        elif answer is not None and answer.waiting:
            self.state.say(self.tr("Your changes leave for the server as soon as it can be reached."))
        else:
            self.state.say("")

    def _names(self) -> dict[str, str]:
        return {name: path for path, name in self._book.places()} | {tag.keyword: tag.name for tag in self._book.tags()}

    def _card(self, place: int, rule: Rule) -> Card:
        card = Card(self, row=True)
        turned = QCheckBox(card)
        turned.setChecked(rule.enabled)
        turned.setAccessibleName(self.tr("Carry out {rule}").format(rule=rule.name))
        turned.clicked.connect(lambda wanted: self._change(place, replace(rule, enabled=wanted)))
        card.box.addWidget(turned)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(rule.name or self.tr("(no name)"), "strong", card))
        words.addWidget(label(rule_words.sentence(rule, self._names()), "soft", card, wrap=True))
        card.box.addLayout(words, 1)
        count = len(self._book.rules.rules) if self._book.rules is not None else 0
        for icon, text, chosen, wanted in (
            ("arrow-up", self.tr("Move {rule} up"), lambda: self._move(place, -1), place > 0),
            ("arrow-down", self.tr("Move {rule} down"), lambda: self._move(place, 1), place + 1 < count),
            ("pencil", self.tr("Edit {rule}"), lambda: self.edit(place), True),
            ("trash-2", self.tr("Remove {rule}"), lambda: self._remove(place), True),
        ):
            made = tool(icon, text.format(rule=rule.name), chosen, card)
            made.setEnabled(wanted)
            card.box.addWidget(made)
        return card

    # --- changing

    @Slot()
    def begin_new(self) -> None:
        """Begin a rule."""
        places = self._book.places()
        target = places[0][1] if places else ""
        action = Action(Deed.MOVE, target) if target else Action(Deed.SEEN)
        self._open_form(Rule("", (Condition(Subject.FROM, Comparison.CONTAINS, ""),), (action,)), None)

    def edit(self, place: int) -> None:
        """Edit a rule."""
        if self._book.rules is not None:
            self._open_form(self._book.rules.rules[place], place)

    @Slot()
    def _begin_instead(self) -> None:
        self.begin_new()

    def _open_form(self, rule: Rule, place: int | None) -> None:
        self._close_form()
        answer = self._book.answer
        extensions = answer.extensions if answer is not None and self._book.on_server else None
        self.form = RuleForm(rule, extensions, self._book.places(), self._book.tags(), self)
        self.form.left.connect(self._close_form)
        self.form.kept.connect(lambda made: self._change(place, made))
        self._list.insertWidget(self._list.count() if place is None else place + 1, self.form)
        self.add.setEnabled(False)
        self.form.name.setFocus()

    @Slot()
    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.add.setEnabled(self._book.rules is not None)

    def _rules(self) -> list[Rule]:
        return list(self._book.rules.rules) if self._book.rules is not None else []

    def _change(self, place: int | None, rule: Rule) -> None:
        rules = self._rules()
        if place is None:
            rules.append(rule)
        else:
            rules[place] = rule
        self._close_form()
        self._book.keep_rules(rules)

    def _move(self, place: int, by: int) -> None:
        rules = self._rules()
        rules.insert(place + by, rules.pop(place))
        self._book.keep_rules(rules)

    def _remove(self, place: int) -> None:
        rules = self._rules()
        del rules[place]
        self._book.keep_rules(rules)

    @Slot()
    def _turn_script(self) -> None:
        self.script.setVisible(self.script.isHidden())


class ScriptCard(Card):
    """The server's scripts as they are written, to be edited by those who know Sieve."""

    def __init__(self, book: RuleBook, parent: QWidget) -> None:
        super().__init__(parent)
        self._book = book
        self.name = QComboBox(self)
        self.name.setAccessibleName(self.tr("Script"))
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(self.tr("Text of the script"))
        self.text.setFont(theme.font("mono"))
        self.text.setMinimumHeight(theme.px(260))
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.keep = button(self.tr("Keep and use this script"), self._keep, kind="primary", parent=self)
        self.box.addWidget(label(self.tr("Sieve script (RFC 5228)"), "strong", self))
        self.box.addWidget(self.name)
        self.box.addWidget(self.text)
        self.box.addLayout(buttons_row(None, self.keep))
        self.name.currentIndexChanged.connect(self._show)
        self.hide()

    def show_answer(self) -> None:
        """Show the scripts of the server; what is being typed stays."""
        answer = self._book.answer
        if answer is None or (self.isVisible() and self.text.document().isModified()):
            return
        self.name.blockSignals(True)
        self.name.clear()
        for one in answer.scripts:
            self.name.addItem(self.tr("{name} (in use)").format(name=one.name) if one.active else one.name, one.name)
        if self.name.findData(answer.name) < 0 and answer.name:
            self.name.addItem(answer.name, answer.name)
        self.name.setCurrentIndex(max(0, self.name.findData(answer.name)))
        self.name.blockSignals(False)
        self._show()

    @Slot()
    def _show(self) -> None:
        answer, name = self._book.answer, self.name.currentData()
        if answer is None:
            return
        kept = next((one.script for one in answer.scripts if one.name == name), b"")
        content = answer.script if name == answer.name else kept
        self.text.setPlainText(content.decode("utf-8", "replace").replace("\r\n", "\n"))

    @Slot()
    def _keep(self) -> None:
        self.text.document().setModified(False)
        self._book.write_script(str(self.name.currentData()), self.text.toPlainText())
