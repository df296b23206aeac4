"""Rows of the editor that repeat: values with their kind, and postal addresses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sync.model.contacts import Labelled, PostalAddress
from ui import theme
from ui.common.forms import button, tool
from ui.common.labels import label
from ui.contacts.words import KINDS, kind_word


class KindBox(QComboBox):
    """The kind of a value; the person's own labels stay, and may be typed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setAccessibleName(self.tr("Kind of {name}").format(name=name))
        self.addItem("—", "")
        for kind in KINDS:
            self.addItem(kind_word(kind), kind)
        self.setFixedWidth(theme.px(130))

    def kind(self) -> str:
        """Return the kind, or the label that was typed."""
        place = self.findText(self.currentText())
        return str(self.itemData(place)) if place >= 0 else self.currentText().strip()

    def set_kind(self, kind: str) -> None:
        """Choose a kind."""
        place = self.findData(kind)
        if place >= 0:
            self.setCurrentIndex(place)
        else:
            self.setEditText(kind_word(kind))
            place = self.findText(kind_word(kind))
            if place < 0:
                self.insertItem(1, kind_word(kind), kind)
                self.setCurrentIndex(1)


class _ValueRow(QWidget):
    removed = Signal()
    edited = Signal()

    def __init__(self, name: str, one: Labelled, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = QLineEdit(one.value, self)
        self.text.setAccessibleName(name)
        self.text.setPlaceholderText(name)
        self.text.textEdited.connect(self.edited)
        self.kind = KindBox(name, self)
        self.kind.set_kind(one.label)
        self.kind.currentTextChanged.connect(self.edited)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.text, 1)
        row.addWidget(self.kind)
        row.addWidget(tool("x", self.tr("Remove {name}").format(name=name), self.removed, self))


class ValueRows(QWidget):
    """Values of one kind of property: mail addresses, numbers, pages."""

    edited = Signal()

    def __init__(self, name: str, added: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._rows: list[_ValueRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(label(name, "strong", self))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(6))
        column.addLayout(self._lines)
        self._add = button(added, self._add_empty, kind="link", icon="plus", parent=self)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        column.addLayout(row)

    def show_values(self, values: Sequence[Labelled]) -> None:
        """Show these."""
        for row in list(self._rows):
            self._drop(row)
        for one in values:
            self._row(one)

    def values(self) -> tuple[Labelled, ...]:
        """Return what is typed; empty rows are left out."""
        found = ((row.text.text().strip(), row.kind.kind()) for row in self._rows)
        return tuple(Labelled(text, kind) for text, kind in found if text)

    @Slot()
    def _add_empty(self) -> None:
        taken = {row.kind.kind() for row in self._rows}
        kind = next((one for one in ("work", "home", "cell") if one not in taken), "")
        self._row(Labelled("", kind)).text.setFocus()

    def _row(self, one: Labelled) -> _ValueRow:
        row = _ValueRow(self._name, one, self)
        row.removed.connect(lambda: self._remove(row))
        row.edited.connect(self.edited)
        self._rows.append(row)
        self._lines.addWidget(row)
        return row

    def _remove(self, row: _ValueRow) -> None:
        self._drop(row)
        self._add.setFocus()
        self.edited.emit()

    def _drop(self, row: _ValueRow) -> None:
        self._rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()


class _AddressRow(QWidget):
    removed = Signal()
    edited = Signal()

    def __init__(self, one: PostalAddress, parent: QWidget) -> None:
        super().__init__(parent)
        self._fields: dict[str, QLineEdit] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(6))
        places = {
            "street": (self.tr("Street"), 0, 0, 3),
            "postal_code": (self.tr("Postal code"), 1, 0, 1), "city": (self.tr("City"), 1, 1, 2),
            "region": (self.tr("Region"), 2, 0, 1), "country": (self.tr("Country"), 2, 1, 2),
        }  # fmt: skip
        for name, (words, row, column, span) in places.items():
            field = QLineEdit(getattr(one, name), self)
            field.setAccessibleName(words)
            field.setPlaceholderText(words)
            field.textEdited.connect(self.edited)
            grid.addWidget(field, row, column, 1, span)
            self._fields[name] = field
        self._kind = KindBox(self.tr("Address"), self)
        self._kind.set_kind(one.label)
        self._kind.currentTextChanged.connect(self.edited)
        grid.addWidget(self._kind, 0, 3)
        grid.addWidget(tool("x", self.tr("Remove the address"), self.removed, self), 0, 4)
        grid.setColumnStretch(1, 1)

    @property
    def first(self) -> QLineEdit:
        """The first field."""
        return self._fields["street"]

    def address(self) -> PostalAddress:
        """Return what is typed."""
        return PostalAddress(**{name: field.text().strip() for name, field in self._fields.items()}, label=self._kind.kind())


class AddressRows(QWidget):
    """Postal addresses."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_AddressRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(label(self.tr("Address"), "strong", self))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(12))
        column.addLayout(self._lines)
        self._add = button(self.tr("Add an address"), self._add_empty, kind="link", icon="plus", parent=self)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        column.addLayout(row)

    def show_addresses(self, addresses: Sequence[PostalAddress]) -> None:
        """Show these."""
        for row in list(self._rows):
            self._drop(row)
        for one in addresses:
            self._row(one)

    def addresses(self) -> tuple[PostalAddress, ...]:
        """Return what is typed; empty ones are left out."""
        found = (row.address() for row in self._rows)
        return tuple(one for one in found if PostalAddress(label=one.label) != one)

    @Slot()
    def _add_empty(self) -> None:
        self._row(PostalAddress(label="work" if not self._rows else "home")).first.setFocus()

    def _row(self, one: PostalAddress) -> _AddressRow:
        row = _AddressRow(one, self)
        row.removed.connect(lambda: self._remove(row))
        row.edited.connect(self.edited)
        self._rows.append(row)
        self._lines.addWidget(row)
        return row

    def _remove(self, row: _AddressRow) -> None:
        self._drop(row)
        self._add.setFocus()
        self.edited.emit()

    def _drop(self, row: _AddressRow) -> None:
        self._rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()
