"""First run, step 2: the address, what is found for it, and the proof that one may sign in."""

from __future__ import annotations

import re

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from sync.model.faults import Fault
from sync.rpc import messages as m
from ui import theme
from ui.accounts.backend import BackendCard
from ui.accounts.endpoints import service_words, where_words
from ui.accounts.servers import ManualForm, by_address
from ui.common.forms import Card, Field, Note, Page, SecretEdit, button, buttons_row
from ui.common.labels import ElidedLabel, label
from ui.common.sentences import sentence, sentence_of
from ui.common.slots import slot_async
from ui.link import Link

CHECK_SECONDS = 60
NEEDED = ("mail", "submission")
"""Services that cannot be left out of a mail account."""
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|@[^@:\s]+:[^@:\s]+\.[^@:\s]+")
"""A mail address, or a Matrix identifier."""


class FoundCard(Card):
    """What was found: each backend, each of its services with a tick."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(2))
        self.box.addLayout(self._lines)
        self._ticks: list[tuple[m.Discovered, list[tuple[QCheckBox, m.EndpointSpec]]]] = []
        self.hide()

    def show_found(self, found: m.Discovered) -> None:
        """Show the backends and their services."""
        while item := self._lines.takeAt(0):
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._ticks = [(one, self._show_one(one, first=one is found)) for one in (found, *found.beside) if one.endpoints]
        self.setVisible(bool(self._ticks))

    def _show_one(self, found: m.Discovered, *, first: bool) -> list[tuple[QCheckBox, m.EndpointSpec]]:
        title = label("", "strong", self)
        if not first:
            title.setText(self.tr("Also: {backend}").format(backend=found.label))
            title.setContentsMargins(0, theme.px(8), 0, 0)
        else:
            title.setText(self.tr("Found: {backend}").format(backend=found.label) if found.label else self.tr("Servers found"))
        self._lines.addWidget(title)
        ticks = []
        for endpoint in found.endpoints:
            line = QWidget(self)
            column = QVBoxLayout(line)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            tick = QCheckBox(service_words(endpoint.service), line)
            tick.setChecked(True)
            tick.setAccessibleDescription(where_words(endpoint))
            if first and endpoint.service in NEEDED:
                tick.clicked.connect(lambda _checked, tick=tick: tick.setChecked(True))
            where = ElidedLabel(where_words(endpoint), line, role="faint")
            where.setContentsMargins(theme.px(30), 0, 0, 0)
            column.addWidget(tick)
            column.addWidget(where)
            self._lines.addWidget(line)
            ticks.append((tick, endpoint))
        return ticks

    def chosen(self) -> list[tuple[m.Discovered, list[m.EndpointSpec]]]:
        """Return the backends of which anything is ticked, each with what is."""
        ticked = [(found, [spec for tick, spec in ticks if tick.isChecked()]) for found, ticks in self._ticks]
        return [(found, specs) for found, specs in ticked if specs]


class AddressPage(QWidget):
    """`proved` tells that address, servers and password fit; `command()` then is the account to add."""

    proved = Signal()
    demo_requested = Signal()
    cancelled = Signal()

    def __init__(
        self, link: Link, parent: QWidget | None = None, *, offer_demo: bool = False, offer_cancel: bool = False
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._backend = "generic"
        self._label = ""
        self._found: list[m.EndpointSpec] = []
        self._directory = ""
        """The backend that was chosen and tells by itself where an address is."""
        self.setAccessibleName(self.tr("Your address"))
        page = Page(self, width=560)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        page.column.addWidget(label(self.tr("Your address"), "headline", self))
        page.column.addWidget(
            label(
                self.tr("Type your work address: Écritoire finds the servers that belong to it."),
                "soft",
                self,
                wrap=True,
            )
        )
        self.address = QLineEdit(self)
        self.address.setPlaceholderText("prenom.nom@exemple.gouv.fr")
        self.person = QLineEdit(self)
        self._address_field = Field(self.tr("Mail address"), self.address, parent=self)
        page.column.addWidget(self._address_field)
        page.column.addWidget(
            Field(self.tr("Your name"), self.person, self.tr("As the people you write to will read it."), self)
        )
        self.found = FoundCard(self)
        page.column.addWidget(self.found)
        self._elsewhere = Note("", "warning", self)
        page.column.addWidget(self._elsewhere)
        self.product = QComboBox(self)
        self._product_field = Field(
            self.tr("Product"), self.product, self.tr("Its sheet fills in what is known of its servers."), self
        )
        self._product_field.hide()
        page.column.addWidget(self._product_field)
        self.sheet = BackendCard(self)
        page.column.addWidget(self.sheet)
        self.manual = ManualForm(self)
        self.manual.hide()
        page.column.addWidget(self.manual)
        self.password = SecretEdit(self)
        self._password_field = Field(
            self.tr("Password"),
            self.password,
            self.tr("It is kept encrypted on this computer and sent to these servers only."),
            self,
        )
        self._password_field.hide()
        page.column.addWidget(self._password_field)
        self._browser = Note("", "accent", self)
        page.column.addWidget(self._browser)
        self._fault = Note("", "danger", self)
        page.column.addWidget(self._fault)
        page.column.addSpacing(theme.px(8))
        self.by_hand = button(self.tr("Type the servers by hand"), self.show_manual, kind="link", parent=self)
        self.go_on = button(self.tr("Continue"), self.proceed, kind="primary", parent=self)
        self.go_on.setDefault(True)
        cancel = button(self.tr("Cancel"), self.cancelled, parent=self) if offer_cancel else None
        row = buttons_row(self.by_hand, None)
        if cancel is not None:
            row.addWidget(cancel)
        row.addWidget(self.go_on)
        page.column.addLayout(row)
        if offer_demo:
            page.column.addSpacing(theme.px(16))
            page.column.addWidget(label(self.tr("No address at hand?"), "section", self))
            page.column.addLayout(
                buttons_row(
                    button(self.tr("Try without an account"), self.demo_requested, icon="sparkles", parent=self), None
                )
            )
        page.column.addStretch(1)
        self.product.activated.connect(self._choose_product)
        self.address.textEdited.connect(self._forget_found)
        for field in (self.address, self.person, self.password):
            field.returnPressed.connect(self.go_on.click)

    def suggest(self, address: str, person: str) -> None:
        """Begin with an address and a name, where nothing was typed yet."""
        for field, text in ((self.address, address), (self.person, person)):
            if text and not field.text():
                field.setText(text)

    @Slot()
    def _forget_found(self) -> None:
        self._found = []
        self.found.hide()
        self._elsewhere.say("")
        self._browser.say("")
        self._fault.say("")
        if self.manual.isHidden():
            self._password_field.hide()

    @Slot()
    def show_manual(self) -> None:
        """Let the servers be typed or corrected by hand."""
        if self._found:
            self.manual.fill(self._found)
        else:
            self.manual.suggest(self.address.text().partition("@")[2].strip())
        self.found.hide()
        self.manual.show()
        self._password_field.show()
        self._browser.say("")
        self.by_hand.hide()
        self._list_products()

    @slot_async
    async def _list_products(self) -> None:
        """Offer the backends that are known, the one that was found chosen."""
        reply = await self._link.ask(m.ListBackends(), CHECK_SECONDS)
        if not isinstance(reply, m.Backends):
            return
        self.product.clear()
        for one in reply.sheets:
            self.product.addItem(one.label, one)
        chosen = next((place for place, one in enumerate(reply.sheets) if one.id == self._backend), -1)
        self.product.setCurrentIndex(chosen)
        self._product_field.show()

    @Slot()
    def _choose_product(self) -> None:
        sheet: m.BackendSheet = self.product.currentData()
        self._backend, self._label = sheet.id, sheet.label if sheet.publisher else ""
        self.sheet.show_sheet(sheet, claims=False)
        self._directory, self._found = sheet.id if sheet.by_address else "", []
        self.found.hide()
        self.manual.setVisible(not sheet.by_address)
        if sheet.by_address:
            self._password_field.hide()
            self._browser.say("")
            return
        local, _, domain = self.address.text().strip().rpartition("@")
        self.manual.fill([_filled(one, local, domain) if one.host else one for one in sheet.endpoints])
        self._password_field.setVisible("password" in sheet.fields)
        by_page = any(one.sign_in != "password" for one in sheet.endpoints)
        self._browser.say(self.tr("You will sign in on your organisation’s page, in your browser.") if by_page else "", "accent")

    def endpoints(self) -> list[m.EndpointSpec]:
        """Return the servers as found and ticked, or as typed by hand."""
        if self.manual.isHidden():
            return [endpoint for _, endpoints in self.found.chosen() for endpoint in endpoints]
        local, _, domain = self.address.text().strip().rpartition("@")
        return [_filled(endpoint, local, domain) for endpoint in self.manual.endpoints()]

    @property
    def by_browser(self) -> bool:
        """Whether one signs in on a page of the organisation."""
        return any(endpoint.sign_in != "password" for endpoint in self.endpoints())

    @property
    def by_password(self) -> bool:
        """Whether a password is needed, for some services at least."""
        return any(endpoint.sign_in == "password" and not by_address(endpoint) for endpoint in self.endpoints())

    @slot_async
    async def proceed(self) -> None:
        """Find the servers; then, with a password, prove them."""
        address = self.address.text().strip()
        if not _ADDRESS.fullmatch(address):
            self._address_field.say(self.tr("An address looks like prenom.nom@exemple.gouv.fr."), "danger")
            self.address.setFocus()
            return
        self._address_field.say("")
        self._fault.say("")
        self.go_on.setEnabled(False)
        try:
            if (self.manual.isHidden() or self._directory) and not self._found:
                await self._discover(address)
            else:
                await self._prove(address)
        except Fault as fault:
            self._fault.say(str(sentence(fault)), "danger")
        finally:
            self.go_on.setEnabled(True)

    async def _discover(self, address: str) -> None:
        self.go_on.setText(self.tr("Searching…"))
        try:
            found = await self._link.ask_for(m.Discover(address, self._directory), m.Discovered, CHECK_SECONDS)
        finally:
            self.go_on.setText(self.tr("Continue"))
        self._backend, self._label, self._found = found.backend, found.label, found.endpoints
        if not found.endpoints:
            self._fault.say(self.tr("No server was found for this address: type the servers by hand."), "warning")
            self.show_manual()
            return
        self.found.show_found(found)
        said = [str(told) for told in (sentence_of(*fault) for fault in found.refused) if told]
        elsewhere = [host for one in (found, *found.beside) for host in one.elsewhere]
        if elsewhere:
            hosts = ", ".join(elsewhere)
            said.append(
                self.tr("Not below the domain of your address: {hosts}. Go on only if your organisation uses them.").format(
                    hosts=hosts
                )
            )
        self._elsewhere.say(" ".join(said), "warning")
        if self.by_browser:
            self._browser.say(self.tr("You will sign in on your organisation’s page, in your browser."), "accent")
        self._password_field.setVisible(self.by_password)
        (self.password if self.by_password else self.go_on).setFocus()

    async def _prove(self, address: str) -> None:
        endpoints = self.endpoints()
        if not endpoints:
            self._fault.say(self.tr("A server is needed."), "danger")
            return
        if self.by_password and not self.password.text() and not self._password_field.isHidden():
            self._password_field.say(self.tr("The password is needed."), "danger")
            self.password.setFocus()
            return
        if any(one.sign_in == "password" for one in endpoints):
            self.go_on.setText(self.tr("Signing in…"))
            try:
                for endpoint in (one for one in endpoints if one.sign_in == "password"):
                    await self._link.ask(m.CheckEndpoint(address, endpoint, self.password.text()), CHECK_SECONDS)
            finally:
                self.go_on.setText(self.tr("Continue"))
        self.proved.emit()

    def commands(self, keep_days: int, keep_attachments: bool) -> list[m.AddAccount]:
        """Return the accounts to add: one for each backend that was found and ticked, or the one that was typed."""
        address = self.address.text().strip()
        if self.manual.isHidden():
            chosen = [(found.backend, found.label, endpoints) for found, endpoints in self.found.chosen()]
        else:
            chosen = [(self._backend, self._label, self.endpoints())]
        return [
            m.AddAccount(
                address=address,
                name=self.person.text().strip(),
                label=name or address.partition("@")[2],
                backend=backend,
                endpoints=endpoints,
                password=self.password.text() if any(one.sign_in == "password" for one in endpoints) else "",
                keep_days=keep_days,
                keep_attachments=keep_attachments,
                check=False,
            )
            for backend, name, endpoints in chosen
        ]


def _filled(endpoint: m.EndpointSpec, local: str, domain: str) -> m.EndpointSpec:
    """Return an endpoint of a sheet with the address, and the user name that was typed, put into its places."""
    address = f"{local}@{domain}"
    login = endpoint.user if endpoint.user and "{" not in endpoint.user else ""

    def put(text: str) -> str:
        for name, value in (("address", address), ("local", local), ("domain", domain), ("login", login or address)):
            text = text.replace(f"{{{name}}}", value)
        return text

    user = put(endpoint.user)
    parameters = {name: put(value) for name, value in endpoint.parameters.items()}
    return msgspec.structs.replace(endpoint, host=put(endpoint.host), user="" if user == address else user, parameters=parameters)
