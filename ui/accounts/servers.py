"""The servers of an account typed by hand: rows as the chosen backend's sheet asks for them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from urllib.parse import urlsplit

import msgspec
from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from sync.rpc.messages import EndpointSpec
from ui import theme
from ui.accounts.endpoints import PORTS, service_words
from ui.common.labels import label

translate = QCoreApplication.translate

USUAL = (
    EndpointSpec("mail", "imap", "", 993),
    EndpointSpec("submission", "smtp", "", 465),
)
"""What is asked where no backend was chosen."""
_PREFIXES = {"imap": "imap", "smtp": "smtp"}
_FEED = "ical_feed"
_DIRECTORY = "ldap"


def by_address(endpoint: EndpointSpec) -> bool:
    """Whether a service is reached by a secret address that is pasted, and by nothing else."""
    return endpoint.protocol == _FEED or endpoint.parameters.get("asked") == "address"


class _Row(QWidget):
    """One server to type."""

    @abstractmethod
    def endpoints(self) -> list[EndpointSpec]:
        """Return what was typed; nothing where it was left empty."""

    def suggest(self, domain: str) -> None:
        """Propose a usual name where nothing was typed."""


class _MailRow(_Row):
    """Server, port, protection and user name of IMAP or submission."""

    def __init__(self, endpoint: EndpointSpec, parent: QWidget) -> None:
        super().__init__(parent)
        self._endpoint = endpoint
        title = service_words(endpoint.service)
        grid = _grid(self, title)
        self._host, self._port, self._user = _host(endpoint, self), _port(endpoint, self), _user(endpoint, self)
        self._security = QComboBox(self)
        self._security.addItem("TLS", "tls")
        self._security.addItem("STARTTLS", "starttls")
        self._security.setCurrentIndex(max(self._security.findData(endpoint.security), 0))
        for field, name in (
            (self._host, self.tr("{service}: server")),
            (self._port, self.tr("{service}: port")),
            (self._security, self.tr("{service}: protection")),
            (self._user, self.tr("{service}: user name")),
        ):
            field.setAccessibleName(name.format(service=title))
        grid.addWidget(self._host, 1, 0)
        grid.addWidget(self._port, 1, 1)
        grid.addWidget(self._security, 1, 2)
        grid.addWidget(self._user, 2, 0, 1, 3)
        self._security.activated.connect(self._suggest_port)

    @Slot()
    def _suggest_port(self) -> None:
        if self._port.value() in PORTS.values():
            self._port.setValue(PORTS[self._endpoint.service, self._security.currentData()])

    def suggest(self, domain: str) -> None:
        """Propose `imap.` and `smtp.` of the domain."""
        if not self._host.text() and domain:
            self._host.setText(f"{_PREFIXES[self._endpoint.protocol]}.{domain}")

    def endpoints(self) -> list[EndpointSpec]:
        """Return the one endpoint."""
        host = self._host.text().strip()
        if not host:
            return []
        user, security = self._user.text().strip(), self._security.currentData()
        return [msgspec.structs.replace(self._endpoint, host=host, port=self._port.value(), security=security, user=user)]


class _ServerRow(_Row):
    """One server for several services, each with a tick."""

    def __init__(self, endpoints: Sequence[EndpointSpec], parent: QWidget) -> None:
        super().__init__(parent)
        grid = _grid(self, self.tr("Server"))
        first = endpoints[0]
        self._host, self._port, self._user = _host(first, self), _port(first, self), _user(first, self)
        for field, name in (
            (self._host, self.tr("Name of the server")),
            (self._port, self.tr("Port of the server")),
            (self._user, self.tr("User name on the server")),
        ):
            field.setAccessibleName(name)
        grid.addWidget(self._host, 1, 0, 1, 2)
        grid.addWidget(self._port, 1, 2)
        grid.addWidget(self._user, 2, 0, 1, 3)
        self._ticks: list[tuple[QCheckBox, EndpointSpec]] = []
        for place, endpoint in enumerate(endpoints):
            tick = QCheckBox(service_words(endpoint.service), self)
            tick.setChecked(True)
            grid.addWidget(tick, 3 + place, 0, 1, 3)
            self._ticks.append((tick, endpoint))

    def endpoints(self) -> list[EndpointSpec]:
        """Return the endpoints of the ticked services, all on this server."""
        host, user = self._host.text().strip().removeprefix("https://").strip("/"), self._user.text().strip()
        if not host:
            return []
        return [
            msgspec.structs.replace(endpoint, host=host, port=self._port.value(), user=user)
            for tick, endpoint in self._ticks
            if tick.isChecked()
        ]


class _DirectoryRow(_MailRow):
    """A directory: as a mail server, with where it is searched and how the signed-in name is made."""

    def __init__(self, endpoint: EndpointSpec, parent: QWidget) -> None:
        super().__init__(endpoint, parent)
        self._base, self._name = QLineEdit(self), QLineEdit(self)
        for field, name, example in (
            (self._base, self.tr("Searched below, if the server does not say it"), "ou=people,dc=exemple,dc=fr"),
            (self._name, self.tr("Name to sign in with, if it is not the user name"), "uid={user},ou=people,dc=exemple,dc=fr"),
        ):
            field.setAccessibleName(name)
            field.setPlaceholderText(f"{name} ({example})")
        self._base.setText(endpoint.parameters.get("base", ""))
        self._name.setText(endpoint.parameters.get("name", ""))
        grid = self.layout()
        if isinstance(grid, QGridLayout):
            grid.addWidget(self._base, 3, 0, 1, 3)
            grid.addWidget(self._name, 4, 0, 1, 3)

    def suggest(self, domain: str) -> None:
        """Propose `ldap.` of the domain."""
        if not self._host.text() and domain:
            self._host.setText(f"ldap.{domain}")

    def endpoints(self) -> list[EndpointSpec]:
        """Return the one endpoint, with what was typed beside."""
        typed = {"base": self._base.text().strip(), "name": self._name.text().strip()}
        return [
            msgspec.structs.replace(
                one, parameters={**one.parameters, **{name: text for name, text in typed.items() if text}}
            )
            for one in super().endpoints()
        ]


class _AddressRow(_Row):
    """A secret address that is pasted from a page: of a published calendar, or to post to."""

    def __init__(self, endpoint: EndpointSpec, parent: QWidget) -> None:
        super().__init__(parent)
        self._endpoint = endpoint
        title, name, hint = self._words(endpoint.service == "calendar")
        grid = _grid(self, title)
        self.address = QLineEdit(self)
        self.address.setPlaceholderText("https://…/calendrier.ics" if endpoint.service == "calendar" else "https://…")
        self.address.setAccessibleName(name)
        grid.addWidget(self.address, 1, 0, 1, 3)
        grid.addWidget(label(hint, "faint", self, wrap=True), 2, 0, 1, 3)

    def _words(self, calendar: bool) -> tuple[str, str, str]:
        if calendar:
            hint = self.tr("Copy it from your calendar’s page; it is a secret.")
            return self.tr("Calendar, to read"), self.tr("Address of the published calendar"), hint
        hint = self.tr("Copy the webhook’s address from its group’s page; it is a secret. One can post there, not read.")
        return self.tr("Group, to post to"), self.tr("Address of the incoming webhook"), hint

    def endpoints(self) -> list[EndpointSpec]:
        """Return the feed; nothing for what is no https address."""
        written = self.address.text().strip().replace("webcal://", "https://", 1)
        try:
            parts = urlsplit(written)
            port = parts.port or 443
        except ValueError:
            return []
        if parts.scheme != "https" or not parts.hostname or parts.username:
            return []
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        parameters = {**self._endpoint.parameters, "path": path}
        return [msgspec.structs.replace(self._endpoint, host=parts.hostname, port=port, parameters=parameters)]


class ManualForm(QWidget):
    """Rows for endpoints: mail servers one by one, everything else that shares a server together, feeds by address."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._rows: list[_Row] = []
        self.fill(USUAL)

    def fill(self, endpoints: Sequence[EndpointSpec]) -> None:
        """Show these endpoints, to be completed or corrected; of a service the first way only."""
        first: dict[str, EndpointSpec] = {}
        for endpoint in endpoints:
            first.setdefault(endpoint.service, endpoint)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        mail = [one for one in first.values() if one.protocol in _PREFIXES]
        feeds = [one for one in first.values() if by_address(one)]
        directories = [one for one in first.values() if one.protocol == _DIRECTORY]
        together: dict[str, list[EndpointSpec]] = {}
        for one in first.values():
            if one not in mail and one not in feeds and one not in directories:
                together.setdefault(one.host, []).append(one)
        self._rows = [
            *(_MailRow(one, self) for one in mail),
            *(_ServerRow(some, self) for some in together.values()),
            *(_DirectoryRow(one, self) for one in directories),
            *(_AddressRow(one, self) for one in feeds),
        ]
        for row in self._rows:
            self._column.addWidget(row)

    def suggest(self, domain: str) -> None:
        """Propose the usual names of servers of a domain where nothing was typed."""
        for row in self._rows:
            row.suggest(domain)

    def endpoints(self) -> list[EndpointSpec]:
        """Return what was typed; a service without a server is left out."""
        return [endpoint for row in self._rows for endpoint in row.endpoints()]


def _grid(row: QWidget, title: str) -> QGridLayout:
    grid = QGridLayout(row)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(8))
    grid.setVerticalSpacing(theme.px(6))
    grid.setColumnStretch(0, 1)
    grid.addWidget(label(title, "strong", row), 0, 0, 1, 3)
    return grid


def _host(endpoint: EndpointSpec, row: QWidget) -> QLineEdit:
    field = QLineEdit(endpoint.host, row)
    field.setPlaceholderText(translate("Services", "Server") if not endpoint.host else "")
    return field


def _port(endpoint: EndpointSpec, row: QWidget) -> QSpinBox:
    field = QSpinBox(row)
    field.setRange(1, 65535)
    field.setValue(endpoint.port)
    return field


def _user(endpoint: EndpointSpec, row: QWidget) -> QLineEdit:
    field = QLineEdit(endpoint.user, row)
    field.setPlaceholderText(translate("Services", "User name, if it is not the address"))
    return field
