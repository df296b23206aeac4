"""A published calendar to follow, from a `webcal:` address that the person opened."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from sync.rpc import messages as m
from ui import theme
from ui.common.forms import Field, Note, button, buttons_row
from ui.common.labels import label
from ui.common.slots import slot_async
from ui.link import Link

SCHEMES = ("webcal://", "webcals://")
_SECONDS = 60.0


def endpoint(address: str) -> m.EndpointSpec | None:
    """Return where a `webcal:` address leads; always over TLS. None where it leads nowhere."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port or 443
    except ValueError:
        return None
    if parts.scheme.lower() not in ("webcal", "webcals", "https") or not parts.hostname or parts.username:
        return None
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return m.EndpointSpec("calendar", "ical_feed", parts.hostname, 443 if port == 80 else port, parameters={"path": path})


class FeedDialog(QDialog):
    """Asks for a name, then adds the calendar; it is read only, and nobody is contacted before."""

    followed = Signal(int)
    """The account that was made."""

    def __init__(self, link: Link, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._endpoint = endpoint(address)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Follow a calendar"))
        self.setMinimumWidth(theme.px(440))
        host = self._endpoint.host if self._endpoint is not None else ""
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.setSpacing(theme.px(12))
        column.addWidget(label(self.tr("Follow a calendar"), "headline", self))
        words = self.tr("It is published at {host}. It is brought from there now and then, and can be read only.")
        column.addWidget(label(words.format(host=host), "", self, wrap=True))
        path = self._endpoint.parameters["path"] if self._endpoint is not None else ""
        name = unquote(path.partition("?")[0].rsplit("/", 1)[-1]).removesuffix(".ics")
        self.name = QLineEdit(name if 0 < len(name) <= 40 and name.isprintable() else host, self)
        column.addWidget(Field(self.tr("Name of the calendar"), self.name, parent=self))
        self.note = Note(self.tr("This address leads to no calendar."), "warning", self)
        self.note.setVisible(self._endpoint is None)
        column.addWidget(self.note)
        self.add_button = button(self.tr("Follow"), self._follow, kind="primary", parent=self)
        self.add_button.setEnabled(self._endpoint is not None)
        column.addLayout(buttons_row(None, button(self.tr("Cancel"), self.reject, parent=self), self.add_button))

    @slot_async
    async def _follow(self) -> None:
        if self._endpoint is None:
            return
        name = self.name.text().strip() or self._endpoint.host
        self.add_button.setEnabled(False)
        try:
            asked = m.AddAccount(name, "", name, "open_feed", [self._endpoint], "")
            added = await self._link.ask_for(asked, m.Added, _SECONDS)
        finally:
            self.add_button.setEnabled(True)
        self.followed.emit(added.account)
        self.accept()
