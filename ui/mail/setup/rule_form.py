"""The form of one rule: its conditions and deeds as lines to which one adds, and from which one takes away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sync.model.rules import Action, Comparison, Condition, Deed, Rule, Subject
from ui import theme
from ui.common.forms import Card, Field, Note, button, buttons_row, tool
from ui.common.labels import label
from ui.mail.mailto import is_valid
from ui.mail.setup import rule_words
from ui.mail.tags import Tag

_OF_BOX = (Deed.MOVE, Deed.COPY)
_NEEDS = {
    Deed.SEEN: "imap4flags", Deed.FLAG: "imap4flags", Deed.TAG: "imap4flags", Deed.COPY: "copy", Deed.FORWARD: "copy"
}  # fmt: skip
"""Extensions of Sieve without which a server cannot do a deed."""
_HERE = frozenset({Subject.FROM, Subject.RECIPIENTS, Subject.SUBJECT, Subject.LIST, Subject.SIZE})
"""What a rule that is carried out on this machine can look at."""


class ConditionLine(QWidget):
    """One condition."""

    dropped = Signal()

    def __init__(self, condition: Condition, subjects: Iterable[Subject], parent: QWidget) -> None:
        super().__init__(parent)
        self.subject, self.test = QComboBox(self), QComboBox(self)
        words = rule_words.subjects()
        for one in subjects:
            self.subject.addItem(words[one], one.value)
        self.header, self.value = QLineEdit(condition.header, self), QLineEdit(condition.value, self)
        self.header.setPlaceholderText("X-Spam-Flag")
        for widget, name in (
            (self.subject, self.tr("What is looked at")), (self.header, self.tr("Header field")),
            (self.test, self.tr("How it is compared")), (self.value, self.tr("Text to look for")),
        ):  # fmt: skip
            widget.setAccessibleName(name)
        row = _row(self)
        row.addWidget(self.subject)
        row.addWidget(self.header)
        row.addWidget(self.test)
        row.addWidget(self.value, 1)
        row.addWidget(tool("x", self.tr("Take this condition away"), self.dropped, self))
        self.subject.setCurrentIndex(max(0, self.subject.findData(condition.subject.value)))
        self.subject.currentIndexChanged.connect(self._follow)
        self._follow()
        self.test.setCurrentIndex(max(0, self.test.findData(condition.test.value)))

    @Slot()
    def _follow(self) -> None:
        subject = Subject(self.subject.currentData())
        self.header.setVisible(subject is Subject.HEADER)
        before = self.test.currentData()
        self.test.clear()
        for test, words in rule_words.tests(subject).items():
            self.test.addItem(words, test.value)
        self.test.setCurrentIndex(max(0, self.test.findData(before)))

    def condition(self) -> Condition:
        """Return what is chosen and typed."""
        subject = Subject(self.subject.currentData())
        header = self.header.text().strip().rstrip(":") if subject is Subject.HEADER else ""
        return Condition(subject, Comparison(self.test.currentData()), self.value.text().strip(), header)


class ActionLine(QWidget):
    """One deed."""

    dropped = Signal()

    def __init__(
        self, action: Action, deeds: Iterable[Deed], places: Sequence[tuple[str, str]], tags: Sequence[Tag], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.deed, self.box, self.tag = QComboBox(self), QComboBox(self), QComboBox(self)
        self.address = QLineEdit(action.value if action.deed is Deed.FORWARD else "", self)
        words = rule_words.deeds()
        for one in deeds:
            self.deed.addItem(words[one], one.value)
        for path, name in places:
            self.box.addItem(path, name)
        for tag in tags:
            self.tag.addItem(tag.name, tag.keyword)
        for widget, name in (
            (self.deed, self.tr("What is done")), (self.box, self.tr("Folder")), (self.tag, self.tr("Tag")),
            (self.address, self.tr("Address to send on to")),
        ):  # fmt: skip
            widget.setAccessibleName(name)
        _choose(self.box, action.value, wanted=action.deed in _OF_BOX)
        _choose(self.tag, action.value, wanted=action.deed is Deed.TAG)
        row = _row(self)
        row.addWidget(self.deed)
        for widget in (self.box, self.tag, self.address):
            row.addWidget(widget, 1)
        row.addStretch(0)
        row.addWidget(tool("x", self.tr("Take this deed away"), self.dropped, self))
        self.deed.setCurrentIndex(max(0, self.deed.findData(action.deed.value)))
        self.deed.currentIndexChanged.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        deed = Deed(self.deed.currentData())
        self.box.setVisible(deed in _OF_BOX)
        self.tag.setVisible(deed is Deed.TAG)
        self.address.setVisible(deed is Deed.FORWARD)

    def action(self) -> Action:
        """Return what is chosen and typed."""
        deed = Deed(self.deed.currentData())
        if deed in _OF_BOX:
            return Action(deed, str(self.box.currentData() or ""))
        if deed is Deed.TAG:
            return Action(deed, str(self.tag.currentData() or ""))
        return Action(deed, self.address.text().strip() if deed is Deed.FORWARD else "")


class RuleForm(Card):
    """A rule being edited. `extensions` are what the server's scripts may require; None: the rule is carried out here."""

    kept = Signal(object)
    """The `Rule` as it was typed."""
    left = Signal()

    def __init__(
        self,
        rule: Rule,
        extensions: Sequence[str] | None,
        places: Sequence[tuple[str, str]],
        tags: Sequence[Tag],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._places, self._tags = places, tags
        self._rule = rule
        here = extensions is None
        known = frozenset(extensions or ())
        used = {one.subject for one in rule.conditions}
        self._subjects = [
            one for one in Subject if one in used or (one in _HERE if here else one is not Subject.BODY or "body" in known)
        ]
        done = {one.deed for one in rule.actions}
        self._deeds = [
            one for one in Deed if one in done or (one is not Deed.FORWARD if here else _NEEDS.get(one, "") in ("", *known))
        ]
        self.name = QLineEdit(rule.name, self)
        self.box.addWidget(Field(self.tr("Name of the rule"), self.name, "", self))
        self.every = QComboBox(self)
        self.every.setAccessibleName(self.tr("Which conditions have to be met"))
        self.every.addItem(self.tr("all of these conditions are met"), True)
        self.every.addItem(self.tr("any of these conditions is met"), False)
        self.every.setCurrentIndex(0 if rule.every else 1)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("When a message arrives, and"), "strong", self))
        head.addWidget(self.every)
        head.addStretch(1)
        self.box.addLayout(head)
        self.conditions: list[ConditionLine] = []
        self._condition_lines = QVBoxLayout()
        self.box.addLayout(self._condition_lines)
        more = button(self.tr("Another condition"), self._add_condition, kind="link", icon="plus", parent=self)
        self.box.addLayout(buttons_row(more, None))
        self.box.addWidget(label(self.tr("then"), "strong", self))
        self.actions_: list[ActionLine] = []
        self._action_lines = QVBoxLayout()
        self.box.addLayout(self._action_lines)
        also = button(self.tr("Another deed"), self._add_action, kind="link", icon="plus", parent=self)
        self.box.addLayout(buttons_row(also, None))
        self.last = QCheckBox(self.tr("Leave out the rules below for such a message"), self)
        self.last.setChecked(rule.last)
        self.box.addWidget(self.last)
        self.fault = Note("", "danger", self)
        self.box.addWidget(self.fault)
        self.keep = button(self.tr("Keep this rule"), self._keep, kind="primary", parent=self)
        self.box.addLayout(buttons_row(None, button(self.tr("Cancel"), self.left, parent=self), self.keep))
        for condition in rule.conditions:
            self._add_condition_line(condition)
        for action in rule.actions:
            self._add_action_line(action)

    @Slot()
    def _add_condition(self) -> None:
        self._add_condition_line(Condition(Subject.SUBJECT, Comparison.CONTAINS, ""))
        self.conditions[-1].value.setFocus()

    @Slot()
    def _add_action(self) -> None:
        self._add_action_line(Action(Deed.SEEN))
        self.actions_[-1].deed.setFocus()

    def _add_condition_line(self, condition: Condition) -> None:
        line = ConditionLine(condition, self._subjects, self)
        line.dropped.connect(lambda: _drop(self.conditions, line))
        self.conditions.append(line)
        self._condition_lines.addWidget(line)

    def _add_action_line(self, action: Action) -> None:
        line = ActionLine(action, self._deeds, self._places, self._tags, self)
        line.dropped.connect(lambda: _drop(self.actions_, line))
        self.actions_.append(line)
        self._action_lines.addWidget(line)

    @Slot()
    def _keep(self) -> None:
        conditions = tuple(one.condition() for one in self.conditions)
        actions = tuple(one.action() for one in self.actions_)
        wrong = self._wrong(conditions, actions)
        self.fault.say(wrong, "danger")
        if wrong:
            return
        name = " ".join(self.name.text().split()) or conditions[0].value
        every = bool(self.every.currentData())
        self.kept.emit(Rule(name, conditions, actions, every, self._rule.enabled, self.last.isChecked()))

    def _wrong(self, conditions: Sequence[Condition], actions: Sequence[Action]) -> str:
        """Return what is still missing, in words."""
        if not conditions:
            return self.tr("Add a condition: a rule without one would be about every message.")
        if any(not one.value or (one.subject is Subject.HEADER and not one.header) for one in conditions):
            return self.tr("A condition has no text to look for.")
        if any(one.subject is Subject.SIZE and not one.value.isdigit() for one in conditions):
            return self.tr("A size is a number of kilobytes.")
        if not actions:
            return self.tr("Add a deed: what is to be done with such a message?")
        if any(one.deed in (*_OF_BOX, Deed.TAG) and not one.value for one in actions):
            return self.tr("A deed has no folder or tag.")
        if any(one.deed is Deed.FORWARD and not is_valid(one.value) for one in actions):
            return self.tr("The address to send on to is not a mail address.")
        return ""


Line = TypeVar("Line", bound=QWidget)


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(6))
    return row


def _choose(combo: QComboBox, value: str, *, wanted: bool) -> None:
    """Choose a value; one that is no longer in the list is added, so that keeping the rule does not change it."""
    if not wanted or not value:
        return
    if combo.findData(value) < 0:
        combo.addItem(value, value)
    combo.setCurrentIndex(combo.findData(value))


def _drop(lines: list[Line], line: Line) -> None:
    lines.remove(line)
    line.hide()
    line.deleteLater()
