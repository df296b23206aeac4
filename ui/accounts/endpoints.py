"""How the servers of an address are shown and typed by hand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from sync.rpc.messages import EndpointSpec
from ui import theme
from ui.common.labels import label

translate = QCoreApplication.translate

PORTS = {("mail", "tls"): 993, ("mail", "starttls"): 143, ("submission", "tls"): 465, ("submission", "starttls"): 587}
PROTOCOLS = {"mail": "imap", "submission": "smtp"}


def service_words(service: str) -> str:
    """Return a service in words."""
    known = {
        "mail": translate("Services", "Receiving mail"),
        "submission": translate("Services", "Sending mail"),
        "chat": translate("Services", "Chat"),
        "calendar": translate("Services", "Calendar"),
        "contacts": translate("Services", "Contacts"),
        "files": translate("Services", "Files"),
        "documents": translate("Services", "Documents"),
        "meetings": translate("Services", "Meetings"),
        "directory": translate("Services", "Directory"),
    }
    return known.get(service, service)


def where_words(endpoint: EndpointSpec) -> str:
    """Return where and how a service is reached: `imap.exemple.fr, port 993, TLS`."""
    security = "TLS" if endpoint.security == "tls" else "STARTTLS"
    return translate("Services", "{host}, port {port}, {security}").format(
        host=endpoint.host, port=endpoint.port, security=security
    )


class ManualForm(QWidget):
    """Server, port, protection and user name for receiving and for sending."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[QLineEdit, QSpinBox, QComboBox, QLineEdit]] = {}
        self._filled: dict[str, EndpointSpec] = {}
        place = 0
        for service in ("mail", "submission"):
            title = service_words(service)
            grid.addWidget(label(title, "strong", self), place, 0, 1, 4)
            host, port, security, user = QLineEdit(self), QSpinBox(self), QComboBox(self), QLineEdit(self)
            host.setPlaceholderText(self.tr("Server"))
            user.setPlaceholderText(self.tr("User name, if it is not the address"))
            port.setRange(1, 65535)
            security.addItem("TLS", "tls")
            security.addItem("STARTTLS", "starttls")
            port.setValue(PORTS[service, "tls"])
            for field, name in (
                (host, self.tr("{service}: server")),
                (port, self.tr("{service}: port")),
                (security, self.tr("{service}: protection")),
                (user, self.tr("{service}: user name")),
            ):
                field.setAccessibleName(name.format(service=title))
            grid.addWidget(host, place + 1, 0, 1, 2)
            grid.addWidget(port, place + 1, 2)
            grid.addWidget(security, place + 1, 3)
            grid.addWidget(user, place + 2, 0, 1, 4)
            grid.setRowMinimumHeight(place + 3, theme.px(8))
            self._rows[service] = (host, port, security, user)
            host.textChanged.connect(self.changed)
            security.activated.connect(self._suggest_port)
            place += 4

    @Slot()
    def _suggest_port(self) -> None:
        for service, (_host, port, security, _user) in self._rows.items():
            if port.value() in PORTS.values() and service not in self._filled:
                port.setValue(PORTS[service, security.currentData()])

    def fill(self, endpoints: list[EndpointSpec]) -> None:
        """Show what was found, to be corrected."""
        first: dict[str, EndpointSpec] = {}
        for endpoint in endpoints:
            first.setdefault(endpoint.service, endpoint)
        self._filled = {service: endpoint for service, endpoint in first.items() if service in self._rows}
        for endpoint in first.values():
            if endpoint.service in self._rows:
                host, port, security, user = self._rows[endpoint.service]
                security.setCurrentIndex(max(security.findData(endpoint.security), 0))
                host.setText(endpoint.host)
                port.setValue(endpoint.port)
                user.setText(endpoint.user)

    def suggest(self, domain: str) -> None:
        """Propose the usual names of servers of a domain where nothing was typed."""
        for service, prefix in (("mail", "imap"), ("submission", "smtp")):
            host = self._rows[service][0]
            if not host.text() and domain:
                host.setText(f"{prefix}.{domain}")

    def endpoints(self) -> list[EndpointSpec]:
        """Return what was typed; a service without a server is left out."""
        return [
            EndpointSpec(
                service,
                self._filled[service].protocol if service in self._filled else PROTOCOLS[service],
                host.text().strip(),
                port.value(),
                security.currentData(),
                user.text().strip(),
                parameters=self._filled[service].parameters if service in self._filled else {},
            )
            for service, (host, port, security, user) in self._rows.items()
            if host.text().strip()
        ]
