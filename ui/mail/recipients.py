"""A field of recipients: each address a chip, completion from contacts, groups and people written to, paste of whole lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sync.model.mail import Address
from sync.store.item_rows import GroupOfPeople
from sync.store.rows import PersonRow
from ui import theme
from ui.mail.flow import FlowLayout
from ui.mail.mailto import is_valid, parse_addresses

_ENDS = ",;\n"


class _Chip(QFrame):
    removed = Signal()
    edited = Signal()

    def __init__(self, address: Address, parent: QWidget) -> None:
        super().__init__(parent)
        self.address = address
        valid = is_valid(address.address)
        self.setProperty("chip", "good" if valid else "bad")
        self.setProperty("card", "accent" if valid else "danger")
        self.setAccessibleName(str(address) if valid else self.tr("{address}, not a valid address").format(address=address))
        self.setToolTip(str(address) if valid else self.tr("This is not a valid address. Double-click to correct it."))
        text = QLabel(address.name or address.address, self)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setMaximumWidth(theme.px(240))
        remove = QToolButton(self)
        remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        remove.setToolTip(self.tr("Remove {address}").format(address=address))
        remove.setAccessibleName(self.tr("Remove {address}").format(address=address))
        theme.set_icon(remove, "x", "text_faint")
        remove.setFixedSize(theme.px(18), theme.px(18))
        remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), theme.px(1), theme.px(2), theme.px(1))
        row.setSpacing(theme.px(2))
        row.addWidget(text)
        row.addWidget(remove)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the address."""
        self.edited.emit()


class _Entry(QLineEdit):
    """The place to type in; tells keys that belong to the whole field."""

    ended = Signal()
    backed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (event.text() and event.text() in _ENDS) or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ended.emit()
            return
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.backed.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.ended.emit()


class RecipientField(QFrame):
    """Addresses of one kind (To, Cc or Bcc). `complete(prefix)` finds people, `groups(prefix)` groups of them, in a few
    milliseconds."""

    addresses_changed = Signal()
    typed = Signal(str)
    """What is typed, to be looked for elsewhere too."""

    def __init__(
        self,
        name: str,
        complete: Callable[[str], Sequence[PersonRow]],
        parent: QWidget | None = None,
        *,
        groups: Callable[[str], Sequence[GroupOfPeople]] = lambda _: (),
    ) -> None:
        super().__init__(parent)
        self._complete = complete
        self._find_groups = groups
        self._groups: list[GroupOfPeople] = []
        self._chips: list[_Chip] = []
        self._people: list[PersonRow] = []
        self.entry = _Entry(self)
        self.entry.setProperty("frameless", "true")
        self.entry.setAccessibleName(name)
        self.entry.setMinimumWidth(theme.px(120))
        self.entry.ended.connect(self._take_typed)
        self.entry.backed.connect(self._edit_last)
        self.entry.textEdited.connect(self._suggest)
        self.setFocusProxy(self.entry)
        self._flow = FlowLayout(gap=theme.px(4), last_grows=True)
        self._flow.addWidget(self.entry)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        column.addLayout(self._flow)
        self._suggestions = QStringListModel(self)
        self._completer = QCompleter(self._suggestions, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self.entry)
        self._popup = QListView()
        self._popup.setUniformItemSizes(True)
        self._completer.setPopup(self._popup)
        self._completer.activated.connect(self._take_suggested)

    def addresses(self) -> tuple[Address, ...]:
        """Return the addresses, with what is being typed."""
        return (*(chip.address for chip in self._chips), *parse_addresses(self.entry.text()))

    def set_addresses(self, addresses: Sequence[Address]) -> None:
        """Show these instead."""
        for chip in list(self._chips):
            self._drop(chip)
        self._add(addresses)

    def invalid(self) -> list[str]:
        """Return what is not a valid address."""
        return [address.address or address.name for address in self.addresses() if not is_valid(address.address)]

    def _add(self, addresses: Sequence[Address]) -> None:
        known = {chip.address.address.lower() for chip in self._chips}
        for address in addresses:
            if address.address.lower() in known:
                continue
            known.add(address.address.lower())
            chip = _Chip(address, self)
            chip.removed.connect(lambda chip=chip: self._remove(chip))
            chip.edited.connect(lambda chip=chip: self._edit(chip))
            self._flow.insert_widget(len(self._chips), chip)
            self._chips.append(chip)
            chip.show()
        self.updateGeometry()
        self.addresses_changed.emit()

    @Slot()
    def _take_typed(self) -> None:
        typed = parse_addresses(self.entry.text())
        if typed:
            self.entry.clear()
            self._popup.hide()
            self._add(typed)

    @Slot(str)
    def _take_suggested(self, text: str) -> None:
        """Take the person, or everybody of the group, whose line `text` is."""
        group = next((one for one in self._groups if self._group_line(one) == text), None)
        if group is not None:
            self.entry.clear()
            self._add([Address(person.name, person.address) for person in group.people])
            return
        person = next((one for one in self._people if str(Address(one.name, one.address)) == text), None)
        if person is not None:
            self.entry.clear()
            self._add([Address(person.name, person.address)])

    @Slot(str)
    def suggest_again(self, text: str) -> None:
        """Offer whoever is known now, where `text` is still what is typed."""
        if text == self.entry.text().strip():
            self._offer(text)

    @Slot(str)
    def _suggest(self, text: str) -> None:
        if any(end in text for end in _ENDS):
            self._take_typed()
            return
        self._offer(text)
        self.typed.emit(text.strip())

    def _offer(self, text: str) -> None:
        self._people = list(self._complete(text.strip())) if text.strip() else []
        self._groups = list(self._find_groups(text.strip())) if text.strip() else []
        lines = [str(Address(person.name, person.address)) for person in self._people]
        self._suggestions.setStringList([*lines, *map(self._group_line, self._groups)])
        if (self._people or self._groups) and self.entry.hasFocus():
            self._completer.complete()
        else:
            self._popup.hide()
        self.addresses_changed.emit()

    def _group_line(self, group: GroupOfPeople) -> str:
        return self.tr("{group}: %n person(s)", "", len(group.people)).format(group=group.name)

    @Slot()
    def _edit_last(self) -> None:
        if self._chips:
            self._edit(self._chips[-1])

    def _edit(self, chip: _Chip) -> None:
        address = chip.address
        self._take_typed()
        self._drop(chip)
        self.entry.setText(str(address))
        self.entry.setFocus()
        self.addresses_changed.emit()

    def _remove(self, chip: _Chip) -> None:
        self._drop(chip)
        self.addresses_changed.emit()

    def _drop(self, chip: _Chip) -> None:
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the chips goes on typing."""
        self.entry.setFocus()
