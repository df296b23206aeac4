"""Every screen of the window, for tests that look at all of them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from sync.model.faults import Rejected
from sync.model.operations import OperationState
from sync.rpc import messages as m
from tests.qt.chat_store import fill_chat
from tests.qt.contact_store import fill_contacts, named
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.accounts.flow import AddAccountDialog, FirstRun
from ui.accounts.password import PasswordDialog
from ui.common.toasts import ToastStack
from ui.link import Link
from ui.settings.security import PassphraseDialog, RecoveryDialog
from ui.shell.lock import LockView
from ui.shell.window import MainWindow

CODE = "7KQ2M-4XTRD-9WZ1B-HV3NC-8JYPE-5FG6A-0SQRT-2MNXK"
FOUND = m.Discovered(
    "generic", "Messagerie", [
        m.EndpointSpec("mail", "imap", "imap.exemple", 993), m.EndpointSpec("submission", "smtp", "smtp.exemple", 465),
    ], "autoconfig",
)  # fmt: skip


def fill_outbox(store: FilledStore) -> None:
    """Put one operation of each kind of trouble into the outbox."""
    store.keep_draft()
    store.queue(store.sending("Compte rendu de visite"))
    store.queue(
        store.sending("Convocation"), OperationState.REFUSED, Rejected("message_refused", reason="550 5.7.1 non")
    )


def screens(window: MainWindow, link: Link, store: FilledStore, engine: FakeEngine) -> Iterator[tuple[str, QWidget]]:
    """Yield each screen with its name, shown."""
    assert window.areas is not None
    assert window.workspace is not None
    for key in ("home", "mail", "documents", "outbox"):
        window.show_area(key)
        yield key, window
    fill_chat(store)
    window.workspace.refresh()
    window.show_area("chat")
    window.areas.chat.show_room(window.areas.chat.rooms.rows[1].id)
    yield "chat", window
    window.show_area("calendar")
    yield "calendar", window
    fill_contacts(store)
    window.show_area("contacts")
    window.areas.contacts.read()
    yield "contacts", window
    window.areas.contacts.show_contact(named(store, "Alice Durand"))
    yield "contact", window
    window.areas.contacts.edit()
    yield "contact edited", window
    window.areas.contacts.editor.leave()
    window.areas.contacts.new_group()
    yield "group edited", window
    window.areas.contacts.find_duplicates()
    yield "duplicates", window
    for page in window.areas.settings.keys:
        window.open_settings(page)
        yield f"settings {page}", window
    window.areas.accounts.show_account(store.account)
    yield "account", window
    window.open_palette("in")
    yield "palette", window
    toast = ToastStack.of(window).say("Message déplacé.", "Annuler")
    yield "toast", toast
    engine.answers[m.Discover] = FOUND
    first = FirstRun(link, window)
    first.protect.add_passphrase.setChecked(True)
    first.protect.code_card.show_code(CODE)
    first.add.address.found.show_found(FOUND)
    first.add.address.show_manual()
    for made, name in (
        (first, "first steps"),
        (LockView(link, window), "lock"),
        (AddAccountDialog(link, window), "add account"),
        (PasswordDialog(link, store.account, "a@b.fr", window), "password"),
        (PassphraseDialog(link, window), "passphrase"),
        (RecoveryDialog(CODE, window), "recovery"),
    ):
        made.show()
        yield name, made
        made.hide()
        made.deleteLater()
