"""What is declared of a backend: who publishes it, which services are reached and how sure, and each claim with its source."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from sync.rpc.messages import BackendSheet, ClaimSheet, ServiceSheet
from ui.accounts.endpoints import service_words
from ui.common.forms import Card
from ui.common.labels import label

translate = QCoreApplication.translate


def reason_words(reason: str) -> str:
    """Return why a service is only a link."""
    known = {
        "no_interface": translate("Backends", "the publisher offers no interface for it"),
        "unknown": translate("Backends", "no interface is known for it"),
        "not_built": translate("Backends", "Écritoire does not speak its interface yet"),
        "needs_publisher": translate("Backends", "it takes a key that only the publisher or the administrator gives"),
        "web_session": translate("Backends", "it can be reached only from its web page"),
        "elsewhere": translate("Backends", "it is a product of its own: choose its sheet"),
        "sealed": translate("Backends", "it is sealed with keys that only the publisher’s programs hold"),
    }
    return known.get(reason, reason)


def evidence_words(evidence: str) -> str:
    """Return how sure it is that a service works."""
    known = {
        "real-server": translate("Backends", "tested against the real server"),
        "contract": translate("Backends", "tested against published facts"),
        "standard": translate("Backends", "by an open standard"),
    }
    return known.get(evidence, evidence)


def subject_words(subject: str) -> str:
    """Return what a claim is about."""
    known = {
        "law": translate("Backends", "Law"),
        "qualification": translate("Backends", "Qualification"),
        "hosting": translate("Backends", "Hosting"),
        "licence": translate("Backends", "Licence"),
        "interface": translate("Backends", "Interface"),
        "endpoints": translate("Backends", "Servers"),
        "ports": translate("Backends", "Ports"),
        "limits": translate("Backends", "Limits"),
        "future": translate("Backends", "Future"),
        "mail": translate("Backends", "Mail"),
        "files": translate("Backends", "Files"),
        "sign_in": translate("Backends", "Sign-in"),
        "groupware": translate("Backends", "Calendar and contacts"),
        "activity": translate("Backends", "Activity"),
    }
    return known.get(subject, subject)


class BackendCard(Card):
    """A sheet, read-only. Links are opened by the system's browser."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = label("", "strong", self, wrap=True)
        self._services = label("", "soft", self, wrap=True)
        self._claims = label("", "faint", self, wrap=True)
        for shown in (self._title, self._services, self._claims):
            shown.setTextFormat(Qt.TextFormat.RichText)
            shown.setOpenExternalLinks(True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
            self.box.addWidget(shown)
        self.hide()

    def show_sheet(self, sheet: BackendSheet | None, *, claims: bool = True) -> None:
        """Show a sheet; None hides the card, and so does a sheet with nothing to say."""
        if sheet is None or not (sheet.claims or any(one.page for one in sheet.services)):
            self.hide()
            return
        by = translate("Backends", "{backend}, by {publisher}").format(backend=sheet.label, publisher=sheet.publisher)
        self._title.setText(escape(by if sheet.publisher and sheet.publisher != sheet.label else sheet.label))
        self._services.setText("<br>".join(_service(one) for one in sheet.services))
        said = [_claim(one) for one in sheet.claims]
        self._claims.setText("<br>".join(said))
        self._claims.setVisible(claims and bool(said))
        self.setAccessibleName(self._title.text())
        self.show()


def _claim(one: ClaimSheet) -> str:
    what = escape(one.says) if one.says else escape(translate("Backends", "unknown."))
    source = f"{one.source}, {one.date}" if one.says else one.source
    return f"<b>{escape(subject_words(one.subject))}</b> {what} <i>{escape(source)}</i>"


def _service(one: ServiceSheet) -> str:
    name = escape(service_words(one.service))
    if not one.reason:
        return f"{name} – {escape(evidence_words(one.evidence))}"
    why = escape(reason_words(one.reason))
    words = escape(translate("Backends", "open the page"))
    return f'{name} – {why} (<a href="{escape(one.page, quote=True)}">{words}</a>)' if one.page else f"{name} – {why}"
