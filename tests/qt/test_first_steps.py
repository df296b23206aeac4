"""The first steps and the lock: how a store comes to be, and how it is opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from sync.model.faults import AuthNeeded, StoreFault
from sync.rpc import messages as m
from tests.qt.engine import SHEET, FakeEngine
from tests.qt.screens import CODE, FOUND
from tests.qt.stores import ME, FilledStore
from ui.accounts.endpoints import service_words
from ui.accounts.flow import AddAccountFlow
from ui.accounts.protect import ProtectPage
from ui.accounts.servers import _AddressRow
from ui.link import Link, Session
from ui.shell.lock import LockView
from ui.shell.window import MainWindow

WORDS = "cheval agrafe pile correct"


@pytest.fixture
def flow(open_link: Link, qtbot: QtBot) -> AddAccountFlow:
    made = AddAccountFlow(open_link)
    qtbot.addWidget(made)
    made.show()
    made.address.address.setText(ME.address)
    made.address.person.setText(ME.name)
    return made


def protect(link: Link, qtbot: QtBot) -> ProtectPage:
    page = ProtectPage(link)
    qtbot.addWidget(page)
    page.show()
    return page


def test_without_a_keyring_a_good_passphrase_is_needed(open_link: Link, engine: FakeEngine, qtbot: QtBot) -> None:
    open_link.state = m.StoreStateAnswer(False, False, False, False, keyring_usable=False)
    page = protect(open_link, qtbot)
    assert not page.go_on.isEnabled()
    page.passphrase.setText("court")
    page.again.setText("court")
    assert not page.go_on.isEnabled()
    page.passphrase.setText(WORDS)
    assert not page.go_on.isEnabled()
    page.again.setText(WORDS)
    assert page.go_on.isEnabled()


def test_the_recovery_code_is_kept_before_going_on(open_link: Link, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.answers[m.CreateStore] = m.StoreKey(engine.key, CODE)
    page = protect(open_link, qtbot)
    page.go_on.click()
    qtbot.waitUntil(lambda: page.code_card.code == CODE)
    assert engine.asked_for(m.CreateStore) == [m.CreateStore("", True)]
    assert not page.done.isEnabled()
    page.kept.setChecked(True)
    with qtbot.waitSignal(page.finished):
        page.done.click()


def test_an_address_is_found_proved_and_added(flow: AddAccountFlow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.answers[m.Discover] = FOUND
    engine.answers[m.AddAccount] = m.Added(7)
    flow.address.go_on.click()
    qtbot.waitUntil(lambda: flow.address.endpoints() == FOUND.endpoints and flow.address.go_on.isEnabled())
    assert not flow.address.password.isHidden()
    flow.address.password.setText("secret")
    with qtbot.waitSignal(flow.address.proved):
        flow.address.go_on.click()
    assert [asked.endpoint.service for asked in engine.asked_for(m.CheckEndpoint)] == ["mail", "submission"]
    flow.keep.choose(90, attachments=False)
    with qtbot.waitSignal(flow.finished) as finished:
        flow.start.click()
    assert finished.args == [7]
    (added,) = engine.asked_for(m.AddAccount)
    assert (added.address, added.password, added.keep_days, added.keep_attachments) == (ME.address, "secret", 90, False)
    assert flow.address.password.text() == ""


def test_a_wrong_password_is_explained_and_stays_on_the_page(
    flow: AddAccountFlow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.answers[m.Discover] = FOUND
    engine.answers[m.CheckEndpoint] = AuthNeeded("wrong_password")
    flow.address.go_on.click()
    qtbot.waitUntil(lambda: flow.address.go_on.isEnabled() and bool(flow.address.endpoints()))
    flow.address.password.setText("faux")
    flow.address.go_on.click()
    qtbot.waitUntil(lambda: "mot de passe" in flow.address._fault.text)
    assert engine.asked_for(m.AddAccount) == []


def test_an_organisation_with_a_page_of_its_own_asks_for_no_password(
    flow: AddAccountFlow, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    by_page = m.EndpointSpec("mail", "imap", "imap.exemple", 993, sign_in="oauth2", parameters={"issuer": "https://id.exemple"})
    engine.answers[m.Discover] = m.Discovered("generic", "Mairie", [by_page], "autoconfig")
    engine.answers[m.AddAccount] = m.Added(7)
    engine.answers[m.SignInByBrowser] = m.BrowserAddress("https://id.exemple/entrer?state=x")
    flow.address.go_on.click()
    qtbot.waitUntil(lambda: flow.address.go_on.isEnabled() and flow.address.by_browser)
    assert not flow.address.password.isVisible()
    flow.address.go_on.click()
    qtbot.waitUntil(lambda: flow.start.isVisible())
    with qtbot.waitSignal(flow.finished):
        flow.start.click()
    (added,) = engine.asked_for(m.AddAccount)
    assert isinstance(added, m.AddAccount)
    assert (added.password, added.endpoints) == ("", [by_page])
    assert engine.asked_for(m.SignInByBrowser) == [m.SignInByBrowser(7)]
    assert [url.toString() for url in opened] == ["https://id.exemple/entrer?state=x"]


def test_nothing_found_opens_the_form(flow: AddAccountFlow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.answers[m.Discover] = m.Discovered("generic", "", [], "none")
    flow.address.go_on.click()
    qtbot.waitUntil(flow.address.manual.isVisible)
    assert [spec.host for spec in flow.address.endpoints()] == [
        "imap.ille-et-vilaine.exemple",
        "smtp.ille-et-vilaine.exemple",
    ]


def test_what_is_no_address_is_not_searched(flow: AddAccountFlow, engine: FakeEngine, qtbot: QtBot) -> None:
    flow.address.address.setText("camille")
    flow.address.go_on.click()
    qtbot.wait(20)
    assert engine.asked_for(m.Discover) == []
    assert flow.address._address_field.hint.isVisible()


def test_a_store_without_account_shows_the_second_step(
    empty_store: FilledStore, link: Link, live: object, preferences: object, qtbot: QtBot
) -> None:
    window = MainWindow(link, live, preferences)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    window.show()
    link.start()
    qtbot.waitUntil(lambda: window.first_run is not None)
    assert window.first_run is not None
    assert window.first_run.add.isVisible()


def test_the_first_steps_begin_with_the_address_that_was_prepared(flow: AddAccountFlow) -> None:
    flow.address.address.clear()
    flow.address.suggest("amartin@exemple.gouv.fr", "Alice Martin")
    assert flow.address.address.text() == "amartin@exemple.gouv.fr"
    assert flow.address.person.text() == ME.name, "what was typed stays"


def test_locking_takes_everything_off_the_screen_and_unlocking_brings_it_back(
    main_window: MainWindow, engine: FakeEngine, link: Link, qtbot: QtBot
) -> None:
    main_window.lock()
    qtbot.waitUntil(lambda: main_window.workspace is None and link.session is Session.LOCKED)
    view = main_window.lock_view
    assert isinstance(view, LockView)
    assert view.isVisible()
    assert main_window.actions() == []
    engine.answers[m.Unlock] = StoreFault("wrong_passphrase")
    view.passphrase.setText("faux")
    unlock = next(button for button in view.findChildren(QPushButton) if button.accessibleName() == "Déverrouiller")
    unlock.click()
    qtbot.waitUntil(lambda: "phrase secrète" in view._note.text)
    engine.answers[m.Unlock] = m.StoreKey(engine.key)
    view.passphrase.setText("ardoise craie")
    unlock.click()
    qtbot.waitUntil(lambda: main_window.workspace is not None)
    assert view.passphrase.text() == ""


def choose(flow: AddAccountFlow, sheet: m.BackendSheet, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.answers[m.ListBackends] = m.Backends([sheet])
    flow.address.show_manual()
    qtbot.waitUntil(lambda: flow.address.product.count() == 1)
    flow.address.product.setCurrentIndex(0)
    flow.address._choose_product()


def sheet_of(fields: list[str], *endpoints: m.EndpointSpec) -> m.BackendSheet:
    return m.BackendSheet("produit", "Produit", "Éditeur", "https://produit.exemple/", fields, list(endpoints), [], [])


def test_services_on_one_server_are_asked_for_once(flow: AddAccountFlow, engine: FakeEngine, qtbot: QtBot) -> None:
    sheet = sheet_of(
        ["address", "login", "password", "server"],
        m.EndpointSpec("files", "webdav", "", 443, parameters={"path": "/remote.php/dav/files/{login}/"}),
        m.EndpointSpec("calendar", "caldav", "", 443),
    )
    choose(flow, sheet, engine, qtbot)
    (row,) = flow.address.manual._rows
    row._host.setText("nuage.exemple")
    row._user.setText("camille")
    files, calendar = flow.address.endpoints()
    assert (files.host, files.user, files.parameters) == ("nuage.exemple", "camille", {"path": "/remote.php/dav/files/camille/"})
    assert (calendar.protocol, calendar.host) == ("caldav", "nuage.exemple")
    row._ticks[0][0].setChecked(False)
    assert [one.service for one in flow.address.endpoints()] == ["calendar"]
    flow.address.password.setText("secret")
    with qtbot.waitSignal(flow.address.proved):
        flow.address.go_on.click()
    assert [asked.endpoint.service for asked in engine.asked_for(m.CheckEndpoint)] == ["calendar"]


def test_a_published_calendar_is_an_address_without_a_password(
    flow: AddAccountFlow, engine: FakeEngine, qtbot: QtBot
) -> None:
    choose(flow, sheet_of(["address", "feed"], m.EndpointSpec("calendar", "ical_feed", "", 443)), engine, qtbot)
    (row,) = flow.address.manual._rows
    assert flow.address.password.parentWidget().isHidden()
    row.address.setText("http://en-clair.exemple/a.ics")
    assert flow.address.endpoints() == []
    row.address.setText("webcal://agenda.exemple/u/12.ics?cle=abc")
    (feed,) = flow.address.endpoints()
    assert (feed.host, feed.port, feed.parameters) == ("agenda.exemple", 443, {"path": "/u/12.ics?cle=abc"})
    with qtbot.waitSignal(flow.address.proved):
        flow.address.go_on.click()


def test_a_mail_account_typed_by_hand_is_asked_for_as_before(flow: AddAccountFlow, engine: FakeEngine, qtbot: QtBot) -> None:
    flow.address.show_manual()
    domain = ME.address.partition("@")[2]
    assert [(one.protocol, one.host, one.port) for one in flow.address.endpoints()] == [
        ("imap", f"imap.{domain}", 993), ("smtp", f"smtp.{domain}", 465),
    ]  # fmt: skip


def test_a_backend_that_knows_its_people_is_asked_where_an_address_is(
    flow: AddAccountFlow, engine: FakeEngine, qtbot: QtBot
) -> None:
    sheet = m.BackendSheet("listed", "Messagerie", "Éditeur", "", ["address", "password"], [], [], [], by_address=True)
    engine.answers[m.ListBackends] = m.Backends([SHEET, sheet])
    engine.answers[m.Discover] = m.Discovered(
        "listed", "Messagerie", [m.EndpointSpec("chat", "matrix", "matrix.un.exemple", 443, user="a@b.fr")], "directory"
    )
    page = flow.address
    page.address.setText("camille@exemple.fr")
    page.show_manual()
    qtbot.waitUntil(lambda: page.product.count() == 2)
    page.product.setCurrentIndex(1)
    page._choose_product()
    assert page.manual.isHidden()
    page.go_on.click()
    qtbot.waitUntil(lambda: not page.found.isHidden())
    assert engine.asked_for(m.Discover)[-1] == m.Discover("camille@exemple.fr", "listed")
    page.password.setText("secret")
    page.go_on.click()
    qtbot.waitUntil(lambda: bool(engine.asked_for(m.CheckEndpoint)))
    assert [one.service for one in page.commands(0, True)[0].endpoints] == ["chat"]


def test_mail_by_password_and_chat_on_a_page_are_both_asked_for(
    flow: AddAccountFlow, engine: FakeEngine, qtbot: QtBot
) -> None:
    by_page = m.EndpointSpec("chat", "matrix", "chat.exemple", 443, sign_in="oauth2", parameters={"issuer": "https://a.b"})
    engine.answers[m.Discover] = m.Discovered("generic", "", [*FOUND.endpoints, by_page], "srv+well_known")
    page = flow.address
    page.address.setText("camille@exemple.fr")
    page.go_on.click()
    qtbot.waitUntil(lambda: not page.found.isHidden())
    assert not page._password_field.isHidden()
    assert page._browser.text
    page.password.setText("secret")
    with qtbot.waitSignal(page.proved):
        page.go_on.click()
    checked = [one.endpoint.service for one in engine.asked if isinstance(one, m.CheckEndpoint)]
    assert checked == ["mail", "submission"]
    assert page.commands(0, True)[0].password == "secret"


def test_several_backends_are_ticked_in_one_step_and_signed_in_to_by_one_page(
    flow: AddAccountFlow, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)

    def by_page(service: str, protocol: str, host: str) -> m.EndpointSpec:
        return m.EndpointSpec(service, protocol, host, 443, sign_in="oauth2", parameters={"issuer": "https://id.exemple"})

    mail, agenda, drive = (
        by_page(*one.split()) for one in ("mail jmap un.exemple", "calendar caldav deux.exemple", "files webdav trois.exemple")
    )
    beside = [m.Discovered("b", "Agendas", [agenda], "srv"), m.Discovered("c", "Drive", [drive], "well_known", ["trois.exemple"])]
    engine.answers[m.Discover] = m.Discovered("a", "Messagerie", [mail], "srv", beside=beside)
    engine.answers[m.AddAccount] = m.Added(7)
    engine.answers[m.SignInByBrowser] = m.BrowserAddress("https://id.exemple/entrer")
    page = flow.address
    page.go_on.click()
    qtbot.waitUntil(lambda: not page.found.isHidden() and page.go_on.isEnabled())
    assert "trois.exemple" in page._elsewhere.text
    (tick,) = [box for box in page.found.findChildren(QCheckBox) if box.text() == service_words("calendar")]
    tick.click()
    page.go_on.click()
    qtbot.waitUntil(lambda: flow.start.isVisible())
    with qtbot.waitSignal(flow.finished):
        flow.start.click()
    added = [(one.backend, one.label, one.endpoints) for one in engine.asked if isinstance(one, m.AddAccount)]
    assert added == [("a", "Messagerie", [mail]), ("c", "Drive", [drive])]
    assert len(engine.asked_for(m.SignInByBrowser)) == 2
    assert len(opened) == 1


def test_a_webhook_is_pasted_as_a_whole_and_wants_no_password(flow: AddAccountFlow, engine: FakeEngine, qtbot: QtBot) -> None:
    posting = m.EndpointSpec("chat", "messages", "", 443, parameters={"asked": "address"})
    people = m.EndpointSpec("contacts", "people", "", 443)
    sheet = m.BackendSheet("groups", "Groupes", "Éditeur", "", ["address", "password", "server"], [posting, people], [], [])
    engine.answers[m.ListBackends] = m.Backends([SHEET, sheet])
    page = flow.address
    page.address.setText("camille@exemple.fr")
    page.show_manual()
    qtbot.waitUntil(lambda: page.product.count() == 2)
    page.product.setCurrentIndex(1)
    page._choose_product()
    (row,) = page.manual.findChildren(_AddressRow)
    row.address.setText("https://webhook.exemple/v1/incoming/abc?d=1")
    page.go_on.click()
    qtbot.waitUntil(lambda: flow.start.isVisible())
    (command,) = page.commands(0, True)
    (made,) = command.endpoints
    assert (made.service, made.host, made.parameters["path"]) == ("chat", "webhook.exemple", "/v1/incoming/abc?d=1")
    assert command.password == ""
