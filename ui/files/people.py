"""Sharing with people and groups: who sees a file or folder, what each may do, somebody added by name."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QDate, QStringListModel, Qt, QTimer, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sync.model.faults import Fault
from sync.model.files import Share, SharedWith, Sharee, ShareWish
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from sync.store.item_rows import FileRow
from ui import theme
from ui.common import dates, toasts
from ui.common.forms import Field, SecretEdit, button
from ui.common.sentences import sentence
from ui.common.slots import slot_async
from ui.files.beside import SECONDS, ListDialog, day_words
from ui.link import Link

translate = QCoreApplication.translate

_SHORTEST = 2
"""Letters from which people are looked for."""
_AFTER = 250
"""Milliseconds of not typing after which they are."""


class PeopleDialog(ListDialog):
    """The people and groups that something is shared with."""

    def __init__(self, link: Link, row: FileRow, parent: QWidget) -> None:
        super().__init__(link, "", parent)
        self.set_title(self.tr("Share “{name}” with people").format(name=row.name))
        self._row = row
        self._found: dict[str, Sharee] = {}
        self._chosen: Sharee | None = None
        self._names = QStringListModel(self)
        self.who = QLineEdit(self)
        self.who.setPlaceholderText(self.tr("Name, group or address"))
        self.who.setClearButtonEnabled(True)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._choose)
        self.who.setCompleter(completer)
        self._soon = QTimer(self, singleShot=True, interval=_AFTER)
        self._soon.timeout.connect(self._look_for)
        self.who.textEdited.connect(self._typed)
        self.rights = _Rights(self)
        self.rights.setAccessibleName(self.tr("What they may do"))
        self.until = QCheckBox(self.tr("Ends after"), self)
        self.day = QDateEdit(dates.today_date().addDays(30), self)
        self.day.setAccessibleName(self.tr("Last day of the sharing"))
        self.day.setCalendarPopup(True)
        self.day.setMinimumDate(dates.today_date().addDays(1))
        self.day.setEnabled(False)
        self.until.toggled.connect(self.day.setEnabled)
        self.password = SecretEdit(self)
        self._secret = Field(self.tr("Password (if one is wanted)"), self.password, "", self)
        self._secret.hide()
        self.add = button(self.tr("Share"), self._share, kind="primary", parent=self)
        self.add.setEnabled(False)
        wish = QVBoxLayout()
        wish.setSpacing(theme.px(8))
        self.whom = Field(self.tr("With whom"), self.who, "", self)
        wish.addWidget(self.whom)
        line = QHBoxLayout()
        line.addWidget(self.rights)
        line.addSpacing(theme.px(12))
        line.addWidget(self.until)
        line.addWidget(self.day)
        line.addStretch(1)
        wish.addLayout(line)
        wish.addWidget(self._secret)
        wish.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.insertLayout(1, wish)
        self.read()

    @slot_async
    async def read(self) -> None:
        """Read again whom it is shared with."""
        found = await self._ask(m.ListShares(self._row.id), list[Share])
        if not found and not self.said:
            self._say(self.tr("It is shared with nobody by name."))
        self._show([self._entry(one) for one in found])

    def _entry(self, one: Share) -> QWidget:
        facts = [
            kind_words(one.sharee.kind),
            self.tr("until {date}").format(date=day_words(one.expires)) if one.expires else "",
            self.tr("with a password") if one.has_password else "",
        ]
        rights = _Rights(self)
        rights.setAccessibleName(self.tr("What {name} may do").format(name=one.sharee.name))
        rights.show_rights(writable=one.writable, passing_on=one.passing_on)
        rights.activated.connect(lambda _: self._change(one, rights))
        end = button(self.tr("End"), partial(self._end, one), kind="danger", parent=self)
        end.setAccessibleName(self.tr("No longer share with {name}").format(name=one.sharee.name))
        return self._line(one.sharee.name, " · ".join(part for part in facts if part), rights, end)

    # --- looking for people

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._take(self._found.get(text))
        if self._chosen is None and len(text.strip()) >= _SHORTEST:
            self._soon.start()

    @slot_async
    async def _look_for(self) -> None:
        text = self.who.text().strip()
        try:
            answer = await self._link.ask_for(m.FindSharees(self._row.collection, text), m.BesideAnswer, SECONDS)
        except Fault as fault:
            self.whom.say(str(sentence(fault)), "danger")
            return
        if text != self.who.text().strip():
            return  # typed on meanwhile
        found = from_json(answer.rows, list[Sharee])
        self._found = {_shown(one): one for one in found}
        self._names.setStringList(list(self._found))
        self.whom.say("" if found else self.tr("Nobody of that name."))
        self._take(self._found.get(self.who.text()))
        completer = self.who.completer()
        if found and self.who.hasFocus() and completer is not None:
            completer.complete()

    @Slot(str)
    def _choose(self, shown: str) -> None:
        self._take(self._found.get(shown))

    def _take(self, sharee: Sharee | None) -> None:
        self._chosen = sharee
        self.add.setEnabled(sharee is not None)
        self._secret.setVisible(sharee is not None and sharee.kind is SharedWith.MAIL)

    # --- what is done

    @slot_async
    async def _share(self) -> None:
        sharee = self._chosen
        if sharee is None:
            return
        day: QDate = self.day.date()
        expires = day.toString(Qt.DateFormat.ISODate) if self.until.isChecked() else ""
        password = self.password.text() if sharee.kind is SharedWith.MAIL else ""
        wish = ShareWish(self.rights.writable, self.rights.passing_on, expires, password)
        self.add.setEnabled(False)
        try:
            await self._link.ask(m.ShareWith(self._row.id, _json(sharee), _json(wish)), SECONDS)
        finally:
            self.add.setEnabled(True)
        self.password.clear()
        self.who.clear()
        self._take(None)
        toasts.say(self, self.tr("Shared with {name}").format(name=sharee.name))
        self.read()

    @slot_async
    async def _change(self, one: Share, rights: _Rights) -> None:
        wish = ShareWish(rights.writable, rights.passing_on, one.expires)
        try:
            await self._link.ask(m.ChangeShare(self._row.id, one.id, _json(wish)), SECONDS)
        finally:
            self.read()

    @slot_async
    async def _end(self, one: Share) -> None:
        await self._link.ask(m.EndShare(self._row.id, one.id), SECONDS)
        toasts.say(self, self.tr("No longer shared with {name}").format(name=one.sharee.name))
        self.read()


class _Rights(QComboBox):
    """What somebody may do with what is shared: four grades in one list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        for words, value in (
            (self.tr("May read"), (False, False)),
            (self.tr("May read and pass on"), (False, True)),
            (self.tr("May change"), (True, False)),
            (self.tr("May change and pass on"), (True, True)),
        ):
            self.addItem(words, value)

    def show_rights(self, *, writable: bool, passing_on: bool) -> None:
        """Show these."""
        self.setCurrentIndex(2 * writable + passing_on)

    @property
    def writable(self) -> bool:
        """Whether it may be changed."""
        return self.currentIndex() >= 2

    @property
    def passing_on(self) -> bool:
        """Whether it may be shared on."""
        return self.currentIndex() % 2 == 1


def kind_words(kind: SharedWith) -> str:
    """Return what kind of sharee it is, in words."""
    return {
        SharedWith.PERSON: translate("Sharees", "Person"),
        SharedWith.GROUP: translate("Sharees", "Group"),
        SharedWith.TEAM: translate("Sharees", "Team"),
        SharedWith.MAIL: translate("Sharees", "By a letter"),
        SharedWith.ELSEWHERE: translate("Sharees", "On another server"),
    }[kind]


def _shown(sharee: Sharee) -> str:
    """Return how somebody stands in the list of those who were found."""
    kind = "" if sharee.kind is SharedWith.PERSON else f" · {kind_words(sharee.kind)}"
    return f"{sharee.name}{kind}"


def _json(value: Sharee | ShareWish) -> bytes:
    return to_json(value).encode()
