"""A conflict settled: what both sides made of the same event, and the four ways to end it."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from sync.model.calendar import Component, Entry
from sync.model.conflicts import Conflict, Resolution
from sync.model.faults import Rejected, Unsupported
from sync.model.ids import ItemId
from sync.rpc import messages as m
from sync.serial import from_json
from sync.store.read import outbox as read_outbox
from ui import theme
from ui.calendar import words
from ui.calendar.days import DAY, clock_of
from ui.calendar.reminder_field import before_words
from ui.calendar.repetition import sentence
from ui.common.forms import Card, Note, Page, button
from ui.common.labels import label
from ui.common.slots import slot_async
from ui.link import Link

translate = QCoreApplication.translate


def conflict_of(link: Link, item: ItemId) -> Conflict | None:
    """Return the conflict about an entry, None where there is none."""
    return next((one for one in read_outbox.conflicts(link.reader()) if one.item == item), None)


def facts(entry: Entry | None, zone: tzinfo) -> dict[str, str]:
    """Return what an entry says, by the name of the fact, in words; nothing for one that is deleted."""
    if entry is None:
        return {}
    whole = entry.start is not None and entry.start.whole_day
    said = {
        translate("Conflict", "Title"): entry.summary,
        translate("Conflict", "When"): "",
        translate("Conflict", "Repetition"): "",
        translate("Conflict", "Place"): entry.location,
        translate("Conflict", "Meeting link"): entry.url,
        translate("Conflict", "People"): ", ".join(one.name or one.address for one in entry.attendees),
        translate("Conflict", "Reminders"): ", ".join(before_words(one.before, whole_day=whole) for one in entry.alarms),
        translate("Conflict", "State"): words.status(entry.status),
        translate("Conflict", "Description"): entry.description,
    }
    if entry.start is not None:
        start = clock_of(entry.start, zone)
        end = clock_of(entry.end, zone) if entry.end is not None else start + DAY * whole
        said[translate("Conflict", "When")] = words.when(start, end, whole_day=whole)
        if entry.recurring:
            said[translate("Conflict", "Repetition")] = sentence(entry.rule, start.date())
    elif entry.end is not None:
        end = clock_of(entry.end, zone)
        said[translate("Conflict", "When")] = words.when(end, end + DAY * entry.end.whole_day, whole_day=entry.end.whole_day)
    return said


class ConflictDialog(QDialog):
    """Shows both versions side by side, what differs marked; nothing of either goes before the person has chosen."""

    settled = Signal(str)
    """How it ended, in words."""

    def __init__(self, link: Link, conflict: Conflict, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Conflict"))
        self._link, self._conflict, self._zone = link, conflict, zone
        self._page = Page(self, width=760)
        self._page.column.addWidget(label(self.tr("Two versions of the same event"), "title", self))
        self._page.column.addWidget(
            label(
                self.tr("It was changed here and elsewhere before the two could meet. Both versions are kept: choose."),
                "soft", self, wrap=True,
            )
        )  # fmt: skip
        self._fault = Note("", "danger", self)
        self._page.column.addWidget(self._fault)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._page.column.addLayout(self._grid)
        self.buttons = {
            Resolution.MERGE: button(self.tr("Join both"), lambda: self.settle(Resolution.MERGE), kind="primary", parent=self),
            Resolution.KEEP_BOTH: button(self.tr("Keep both"), lambda: self.settle(Resolution.KEEP_BOTH), parent=self),
            Resolution.KEEP_MINE: button(self.tr("Keep mine"), lambda: self.settle(Resolution.KEEP_MINE), parent=self),
            Resolution.KEEP_THEIRS: button(self.tr("Keep the other"), lambda: self.settle(Resolution.KEEP_THEIRS), parent=self),
        }
        hints = {
            Resolution.MERGE: self.tr("What only one side changed is taken from that side."),
            Resolution.KEEP_BOTH: self.tr("Mine becomes an event of its own beside the other."),
            Resolution.KEEP_MINE: self.tr("Mine takes the place of the other."),
            Resolution.KEEP_THEIRS: self.tr("What I changed is given up."),
        }
        foot = QGridLayout()
        foot.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(16))
        foot.setHorizontalSpacing(theme.px(12))
        foot.setColumnStretch(1, 1)
        for number, (resolution, made) in enumerate(self.buttons.items()):
            made.setAccessibleDescription(hints[resolution])
            foot.addWidget(made, number, 0)
            foot.addWidget(label(hints[resolution], "soft", self), number, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page, 1)
        column.addLayout(foot)
        self.resize(theme.px(820), theme.px(620))
        self.versions: tuple[Entry | None, Entry | None, Entry | None] = (None, None, None)
        self._read()

    @slot_async
    async def _read(self) -> None:
        """Ask what both sides made, and show it."""
        answer = await self._link.ask_for(m.OpenConflict(self._conflict.id), m.ConflictAnswer)
        base, mine, theirs = (from_json(one, Entry) if one else None for one in (answer.base, answer.mine, answer.theirs))
        self.versions = base, mine, theirs
        before = facts(base, self._zone)
        sides = facts(mine, self._zone), facts(theirs, self._zone)
        for side, (title, entry) in enumerate(((self.tr("Mine"), mine), (self.tr("The other"), theirs))):
            card = Card(self)
            card.box.addWidget(label(title, "section", card))
            if entry is None:
                card.box.addWidget(label(self.tr("Deleted"), "strong", card))
            for name, text in sides[side].items():
                changed = bool(before) and before.get(name, "") != text
                if not text and not changed:
                    continue
                said = text or self.tr("(nothing)")
                card.box.addWidget(label(name, "faint", card))
                shown = label(self.tr("{text} (changed)").format(text=said) if changed else said, "", card, wrap=True)
                if changed:
                    shown.setProperty("role", "strong")
                card.box.addWidget(shown)
            card.box.addStretch(1)
            card.setAccessibleName(title)
            self._grid.addWidget(card, 0, side)
        whole = base is not None and mine is not None and theirs is not None
        self.buttons[Resolution.MERGE].setEnabled(whole)
        self.buttons[Resolution.KEEP_BOTH].setEnabled(mine is not None)
        entry = mine or theirs
        if entry is not None and entry.component is Component.TASK:
            self.setWindowTitle(self.tr("Conflict: a task"))

    @slot_async
    async def settle(self, resolution: Resolution) -> None:
        """End the conflict in this way; one that cannot be joined says so and stays."""
        try:
            await self._link.ask(m.Resolve(self._conflict.id, resolution.value))
        except (Rejected, Unsupported) as fault:
            if fault.code not in ("contradiction", "resolution"):
                raise
            self._fault.say(self.tr("Both sides changed the same thing: choose one of the other ways."), "danger")
            self.buttons[Resolution.MERGE].setEnabled(False)
            return
        self.settled.emit(self.tr("Conflict settled"))
        self.accept()
