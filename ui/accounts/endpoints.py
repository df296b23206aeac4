"""How the servers of an address are shown in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sync.rpc.messages import EndpointSpec

translate = QCoreApplication.translate

PORTS = {
    ("mail", "tls"): 993, ("mail", "starttls"): 143, ("submission", "tls"): 465, ("submission", "starttls"): 587,
    ("directory", "tls"): 636, ("directory", "starttls"): 389,
}  # fmt: skip


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
