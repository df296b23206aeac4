"""Beside the tree, in the window: the trash of a drive, the versions of a file, and the links by which it is shared."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sync.model.faults import Fault
from sync.model.files import LinkWish, PublicLink, Trashed, Version
from sync.model.ids import CollectionId
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from sync.store.item_rows import FileRow
from ui import i18n, theme
from ui.common import dates, toasts
from ui.common.forms import Field, SecretEdit, button, buttons_row
from ui.common.labels import ElidedLabel, label
from ui.common.sentences import sentence
from ui.common.slots import slot_async
from ui.files.comparing import Comparing
from ui.link import Link

translate = QCoreApplication.translate

SECONDS = 120.0
Row = TypeVar("Row")


class ListDialog(QDialog):
    """A title, lines that are read from the server, and what is said where there are none."""

    def __init__(self, link: Link, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._link = link
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(theme.px(640), theme.px(440))
        self._said = label(self.tr("Asking the server…"), "soft", self, wrap=True)
        self._inside = QWidget(self)
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(2))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inside)
        close = button(self.tr("Close"), self.reject, parent=self)
        self.buttons = buttons_row(None, close)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        self.column.setSpacing(theme.px(12))
        self._title = label(title, "title", self)
        self.column.addWidget(self._title)
        self.column.addWidget(self._said)
        self.column.addWidget(area, 1)
        self.column.addLayout(self.buttons)

    def set_title(self, title: str) -> None:
        """Show this title."""
        self.setWindowTitle(title)
        self._title.setText(title)

    @property
    def said(self) -> str:
        """What is said instead of lines."""
        return self._said.text() if not self._said.isHidden() else ""

    @property
    def lines(self) -> list[QWidget]:
        """The lines that are shown."""
        found = (self._lines.itemAt(place) for place in range(self._lines.count()))
        return [line for item in found if item is not None and (line := item.widget()) is not None]

    async def _ask(self, command: m.Command, kind: type[list[Row]]) -> list[Row]:
        """Return what the server has, nothing (and why, said) where it cannot be asked."""
        try:
            answer = await self._link.ask_for(command, m.BesideAnswer, SECONDS)
        except Fault as fault:
            self._say(str(sentence(fault)))
            return []
        self._say("")
        return from_json(answer.rows, kind)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _show(self, lines: Sequence[QWidget]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._lines.addWidget(line)
        self._lines.addStretch(1)

    def _line(self, name: str, more: str, *controls: QWidget) -> QWidget:
        line = QWidget(self._inside)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(name, line, mode=Qt.TextElideMode.ElideMiddle))
        words.addWidget(ElidedLabel(more, line, role="faint"))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, theme.px(6), 0, theme.px(6))
        row.addLayout(words, 1)
        for control in controls:
            row.addWidget(control)
        line.setAccessibleName(f"{name}, {more}")
        return line


class TrashDialog(ListDialog):
    """What was deleted from a drive."""

    def __init__(self, link: Link, drive: CollectionId, name: str, parent: QWidget) -> None:
        super().__init__(link, translate("Beside", "Trash of “{name}”").format(name=name), parent)
        self._drive = drive
        self._empty = button(self.tr("Empty the trash"), self._purge_all, kind="danger", parent=self)
        self.buttons.insertWidget(0, self._empty)
        self._empty.hide()
        self.read()

    @slot_async
    async def read(self) -> None:
        """Read the trash again."""
        found = await self._ask(m.ListTrash(self._drive), list[Trashed])
        self._empty.setVisible(bool(found))
        if not found and not self.said:
            self._say(self.tr("The trash is empty."))
        self._show([self._entry(one) for one in found])

    def _entry(self, one: Trashed) -> QWidget:
        more = [one.place if one.place != one.name else "", dates.full(one.deleted), dates.size(one.size) if one.size else ""]
        back = button(self.tr("Restore"), partial(self._restore, one), parent=self)
        back.setAccessibleName(self.tr("Restore {name}").format(name=one.name))
        gone = button(self.tr("Delete for good"), partial(self._purge, one), kind="danger", parent=self)
        gone.setAccessibleName(self.tr("Delete {name} for good").format(name=one.name))
        return self._line(one.name, " · ".join(part for part in more if part), back, gone)

    @slot_async
    async def _restore(self, one: Trashed) -> None:
        await self._link.ask(m.RestoreTrashed(self._drive, one.id), SECONDS)
        toasts.say(self, self.tr("Restored: {name}").format(name=one.name))
        self.read()

    @slot_async
    async def _purge(self, one: Trashed) -> None:
        await self._link.ask(m.PurgeTrashed(self._drive, [one.id]), SECONDS)
        self.read()

    @slot_async
    async def _purge_all(self) -> None:
        await self._link.ask(m.PurgeTrashed(self._drive, []), SECONDS)
        self.read()


class VersionsDialog(ListDialog):
    """The earlier contents of a file."""

    def __init__(self, link: Link, comparing: Comparing, row: FileRow, parent: QWidget) -> None:
        super().__init__(link, translate("Beside", "Versions of “{name}”").format(name=row.name), parent)
        self._comparing = comparing
        self._row = row
        self.read()

    @slot_async
    async def read(self) -> None:
        """Read the versions again."""
        found = await self._ask(m.ListVersions(self._row.id), list[Version])
        if not found and not self.said:
            self._say(self.tr("The server keeps no earlier version of this file."))
        self._show([self._entry(one) for one in found])

    def _entry(self, one: Version) -> QWidget:
        back = button(self.tr("Restore"), partial(self._restore, one), parent=self)
        back.setAccessibleName(self.tr("Restore the version of {date}").format(date=dates.full(one.modified)))
        look = button(self.tr("Compare"), partial(self._compare, one), parent=self)
        look.setAccessibleName(self.tr("Compare the version of {date} with the one of now").format(date=dates.full(one.modified)))
        opener = button(self.tr("Open"), partial(self._comparing.open_version, self._row, one, self), parent=self)
        opener.setAccessibleName(self.tr("Open the version of {date}").format(date=dates.full(one.modified)))
        more = " · ".join(part for part in (dates.size(one.size), one.author) if part)
        return self._line(dates.full(one.modified), more, look, opener, back)

    def _compare(self, one: Version) -> None:
        self._comparing.compare_version(self._row, one, self).accepted.connect(self.read)

    @slot_async
    async def _restore(self, one: Version) -> None:
        await self._link.ask(m.RestoreVersion(self._row.id, one.id), SECONDS)
        toasts.say(self, self.tr("Restored. What was there before is a version now."))
        self.read()


class LinksDialog(ListDialog):
    """The links by which a file or folder is shared, and a new one."""

    def __init__(self, link: Link, row: FileRow, parent: QWidget) -> None:
        super().__init__(link, translate("Beside", "Share “{name}” by a link").format(name=row.name), parent)
        self._row = row
        self.writable = QCheckBox(self.tr("Whoever has the link may change it"), self)
        self.until = QCheckBox(self.tr("Ends after"), self)
        self.day = QDateEdit(dates.today_date().addDays(30), self)
        self.day.setAccessibleName(self.tr("Last day of the link"))
        self.day.setCalendarPopup(True)
        self.day.setMinimumDate(dates.today_date().addDays(1))
        self.day.setEnabled(False)
        self.until.toggled.connect(self.day.setEnabled)
        self.password = SecretEdit(self)
        make = button(self.tr("Make a link"), self._make, kind="primary", parent=self)
        wish = QVBoxLayout()
        wish.setSpacing(theme.px(8))
        wish.addWidget(self.writable)
        ends = QHBoxLayout()
        ends.addWidget(self.until)
        ends.addWidget(self.day)
        ends.addStretch(1)
        wish.addLayout(ends)
        wish.addWidget(Field(self.tr("Password (if one is wanted)"), self.password, "", self))
        wish.addWidget(make, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.insertLayout(1, wish)
        self.read()

    @slot_async
    async def read(self) -> None:
        """Read the links again."""
        found = await self._ask(m.ListLinks(self._row.id), list[PublicLink])
        if not found and not self.said:
            self._say(self.tr("Nobody outside sees it: there is no link."))
        self._show([self._entry(one) for one in found])

    def _entry(self, one: PublicLink) -> QWidget:
        facts = [
            self.tr("may be changed") if one.writable else self.tr("for reading"),
            self.tr("until {date}").format(date=day_words(one.expires)) if one.expires else "",
            self.tr("with a password") if one.has_password else "",
        ]
        copy = button(self.tr("Copy"), partial(self._copy, one), parent=self)
        copy.setAccessibleName(self.tr("Copy the link"))
        end = button(self.tr("End"), partial(self._end, one), kind="danger", parent=self)
        end.setAccessibleName(self.tr("End the link"))
        return self._line(one.address, ", ".join(part for part in facts if part), copy, end)

    @slot_async
    async def _make(self) -> None:
        day: QDate = self.day.date()
        expires = day.toString(Qt.DateFormat.ISODate) if self.until.isChecked() else ""
        wish = LinkWish(self.writable.isChecked(), expires, self.password.text())
        asked = m.MakeLink(self._row.id, to_json(wish).encode())
        answer = await self._link.ask_for(asked, m.BesideAnswer, SECONDS)
        (made,) = from_json(answer.rows, list[PublicLink])
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.clear()
        self._copy(made)
        self.read()

    def _copy(self, one: PublicLink) -> None:
        QGuiApplication.clipboard().setText(one.address)
        toasts.say(self, self.tr("The link is in the clipboard."))

    @slot_async
    async def _end(self, one: PublicLink) -> None:
        await self._link.ask(m.EndLink(self._row.id, one.id), SECONDS)
        self.read()


def day_words(iso: str) -> str:
    """Return an ISO date as people of the locale write it."""
    return i18n.locale().toString(QDate.fromString(iso, Qt.DateFormat.ISODate), "d MMMM yyyy")
