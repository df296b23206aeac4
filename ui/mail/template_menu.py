"""The composer's button for templates: take one, or keep what is written as one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from ui import theme
from ui.mail.templates import Template, Templates


class TemplateButton(QToolButton):
    """Filled when it is opened: templates come and go elsewhere."""

    chosen = Signal(object)
    """The `Template` to take."""
    keep_wanted = Signal(str)
    """Keep what is written under this name."""

    def __init__(self, templates: Templates, parent: QWidget) -> None:
        super().__init__(parent)
        self._templates = templates
        self.setToolTip(self.tr("Templates"))
        self.setAccessibleName(self.tr("Templates"))
        self.setIconSize(QSize(theme.px(18), theme.px(18)))
        theme.set_icon(self, "notebook-pen")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choices = QMenu(self)
        self.choices.aboutToShow.connect(self.fill)
        self.setMenu(self.choices)

    @Slot()
    def fill(self) -> None:
        """Show what there is."""
        self.choices.clear()
        known = self._templates.all()
        for template in known:
            self.choices.addAction(template.name, partial(self._choose, template))
        if not known:
            self.choices.addAction(self.tr("No templates yet")).setEnabled(False)
        self.choices.addSeparator()
        self.choices.addAction(self.tr("Keep this letter as a template…"), self._ask)

    def _choose(self, template: Template) -> None:
        self.chosen.emit(template)

    def _ask(self) -> None:
        name, accepted = QInputDialog.getText(self.window(), self.tr("Keep as a template"), self.tr("Name of the template"))
        if accepted and name.strip():
            self.keep_wanted.emit(name.strip())
