"""The areas of the window: the one place where they meet."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ui.accounts.view import AccountsView
from ui.chat.area import ChatArea
from ui.documents.area import DocumentsArea
from ui.home.view import HomeView
from ui.link import Link
from ui.live import Live
from ui.mail.area import MailArea
from ui.outbox.view import OutboxView
from ui.preferences import Preferences
from ui.settings.view import SettingsView
from ui.shell.workspace import Workspace

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Areas:
    """Every area that exists now; of the mail area the shell calls `actions`, `compose`, `edit_draft`, `show_message`,
    `search` and `may_close`.
    """

    home: HomeView
    mail: MailArea
    chat: ChatArea
    documents: DocumentsArea
    outbox: OutboxView
    accounts: AccountsView
    settings: SettingsView


def build(link: Link, live: Live, preferences: Preferences, space: Workspace) -> Areas:
    """Make the areas and put them into the workspace."""
    accounts = AccountsView(link, live, space)
    areas = Areas(
        home=HomeView(link, live, space),
        mail=MailArea(link, live, space, preferences=preferences),
        chat=ChatArea(link, live, space),
        documents=DocumentsArea(link, live, space),
        outbox=OutboxView(link, live, space),
        accounts=accounts,
        settings=SettingsView(link, live, preferences, accounts, space),
    )
    space.add_area("home", "house", translate("Areas", "Home"), areas.home)
    space.add_area("mail", "mail", translate("Areas", "Mail"), areas.mail)
    space.add_area("chat", "message-square", translate("Areas", "Chat"), areas.chat)
    space.offer_area("chat", offered=areas.chat.offered)
    areas.chat.offered_changed.connect(lambda offered: space.offer_area("chat", offered=offered))
    areas.chat.unread_changed.connect(lambda count: space.rail.set_count("chat", count))
    space.add_area("documents", "file-text", translate("Areas", "Documents"), areas.documents)
    space.add_area("outbox", "", "", areas.outbox)
    space.add_area("settings", "", "", areas.settings)
    return areas
