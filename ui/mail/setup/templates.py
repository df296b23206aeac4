"""Templates of letters in the settings: listed, written, changed, removed."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from sync.store.rows import AccountRow
from ui import theme
from ui.common.forms import Card, Field, Page, button, buttons_row
from ui.common.labels import ElidedLabel, label
from ui.mail.editor import LetterEditor
from ui.mail.format_bar import FormatBar
from ui.mail.templates import Template, Templates


class TemplateForm(Card):
    """One template being written."""

    kept = Signal(str, str, str)
    """Its name, subject and HTML."""
    left = Signal()

    def __init__(self, template: Template, parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self.subject = QLineEdit(template.name, self), QLineEdit(template.subject, self)
        self.text = LetterEditor(self)
        self.text.setMinimumHeight(theme.px(180))
        self.text.set_letter(template.html)
        self._name_field = Field(self.tr("Name of the template"), self.name, "", self)
        self.box.addWidget(self._name_field)
        self.box.addWidget(Field(self.tr("Subject"), self.subject, "", self))
        fields = self.tr("Fields: {name} {first name} {address} {subject} {date} {me}. They are filled in when it is taken.")
        self.box.addWidget(label(fields, "faint", self, wrap=True))
        frame = QWidget(self)
        frame.setProperty("card", "true")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(FormatBar(self.text, frame))
        inside.addWidget(self.text)
        self.box.addWidget(frame)
        self.keep = button(self.tr("Keep this template"), self._keep, kind="primary", parent=self)
        self.box.addLayout(buttons_row(None, button(self.tr("Cancel"), self.left, parent=self), self.keep))

    @Slot()
    def _keep(self) -> None:
        name = self.name.text().strip()
        self._name_field.say("" if name else self.tr("Give it a name."), "danger")
        if name:
            self.kept.emit(name, self.subject.text().strip(), self.text.html())


class TemplatesPage(Page):
    """The templates, the same for all accounts."""

    def __init__(self, templates: Templates, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680, centred=False)
        self._templates = templates
        self._parts: list[QWidget] = []
        self.form: TemplateForm | None = None
        self.setAccessibleName(self.tr("Templates"))
        words = self.tr("Letters to begin with. They are taken from the button beside Send.")
        self.column.addWidget(label(words, "soft", self, wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(8))
        self.column.addLayout(self._list)
        self.add = button(self.tr("Write a template…"), self.begin_new, kind="primary", icon="plus", parent=self)
        self.column.addLayout(buttons_row(self.add, None))
        self.column.addStretch(1)
        templates.templates_changed.connect(self._show)
        self._show()

    def show_account(self, account: AccountRow) -> None:
        """Show the templates, which are the same for all accounts."""

    @Slot()
    def _show(self) -> None:
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = [self._card(one) for one in self._templates.all()]
        if not self._parts:
            self._parts = [label(self.tr("No templates yet"), "faint", self)]
        for part in self._parts:
            self._list.addWidget(part)

    def _card(self, template: Template) -> Card:
        card = Card(self, row=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(template.name, "strong", card))
        words.addWidget(ElidedLabel(template.subject, card, role="soft"))
        card.box.addLayout(words, 1)
        for text, chosen in (
            (self.tr("Remove"), lambda: self._templates.forget(template.key)),
            (self.tr("Edit…"), lambda: self.edit(template)),
        ):
            made = button(text, chosen, parent=card)
            made.setAccessibleName(f"{text} {template.name}")
            card.box.addWidget(made)
        return card

    @Slot()
    def begin_new(self) -> None:
        """Begin a template."""
        self.edit(Template("", ""))

    def edit(self, template: Template) -> None:
        """Write a template, a new one where it has no key."""
        self._close()
        self.form = TemplateForm(template, self)
        self.form.left.connect(self._close)
        self.form.kept.connect(lambda name, subject, html: self._keep(template.key, name, subject, html))
        self._list.addWidget(self.form)
        self.add.setEnabled(False)
        self.form.name.setFocus()

    def _keep(self, key: str, name: str, subject: str, html: str) -> None:
        self._close()
        self._templates.keep(name, subject, html, key)

    @Slot()
    def _close(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.add.setEnabled(True)
