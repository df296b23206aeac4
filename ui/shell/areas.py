"""The areas of the window: the one place where they meet. Each is made when it is first asked for.

A new area is one more attribute, which makes it, and one more line in `_specs`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from sync.model.calendar import Attendee
from sync.model.faults import StoreFault
from sync.store.connection import Connection
from sync.store.read import chat as read_chat
from sync.store.read import files as read_files
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import reminders as read_reminders
from sync.store.read.standing import overdue
from ui.link import Link, Session
from ui.live import Live
from ui.preferences import Preferences
from ui.shell.area import AreaCommand, AreaSpec, Keeping, Standing
from ui.shell.workspace import Workspace

if TYPE_CHECKING:
    from ui.accounts.view import AccountsView
    from ui.calendar.area import CalendarArea
    from ui.calendar.reminder_window import ReminderWindow
    from ui.chat.area import ChatArea
    from ui.contacts.area import ContactsArea
    from ui.documents.area import DocumentsArea
    from ui.files.area import FilesArea
    from ui.home.view import HomeView
    from ui.mail.area import MailArea
    from ui.mail.setup.view import MailSetup
    from ui.outbox.view import OutboxView
    from ui.settings.view import SettingsView

translate = QCoreApplication.translate
Made = TypeVar("Made", bound=QWidget)


class Areas(QObject):
    """Every area as an attribute. What an area wants of the window, or of another area that the window shows, is a signal."""

    area_wanted = Signal(str)
    account_wanted = Signal()
    """The person wants to add an account."""
    account_chosen = Signal(int)
    message_chosen = Signal(object)
    """`MessageRow`."""
    draft_chosen = Signal(str)
    """The draft's key."""
    lock_wanted = Signal()

    def __init__(self, link: Link, live: Live, preferences: Preferences, space: Workspace) -> None:
        super().__init__(space)
        self._link, self._live, self._preferences, self._space = link, live, preferences, space
        self.specs = self._specs()
        for spec in self.specs:
            space.add_area(spec)
        live.reminders_changed.connect(self._look_at_reminders)

    def _specs(self) -> list[AreaSpec]:
        """Return what there is, in the rail's order. The imports of an area stand where it is made."""
        return [
            AreaSpec("home", translate("Areas", "Home"), "house", "Ctrl+1", lambda: self.home),
            AreaSpec("mail", translate("Areas", "Mail"), "mail", "Ctrl+2", lambda: self.mail, _mail_standing),
            AreaSpec("chat", translate("Areas", "Chat"), "message-square", "Ctrl+3", lambda: self.chat, _chat_standing),
            AreaSpec(
                "calendar", translate("Areas", "Calendar"), "calendar-days", "Ctrl+4", lambda: self.calendar,
                commands=[
                    AreaCommand(translate("Areas", "New event"), "calendar-plus", self._new_event),
                ],
            ),
            AreaSpec(
                "contacts", translate("Areas", "Contacts"), "contact", "Ctrl+5", lambda: self.contacts,
                commands=[
                    AreaCommand(translate("Areas", "New contact"), "user-plus", self._new_contact),
                    AreaCommand(translate("Areas", "New group of contacts"), "users", self._new_group),
                    AreaCommand(translate("Areas", "Import contacts…"), "upload", self._import_contacts),
                    AreaCommand(translate("Areas", "Find duplicate contacts"), "merge", self._find_duplicates),
                ],
            ),
            AreaSpec(
                "files", translate("Areas", "Files"), "folder", "Ctrl+6", lambda: self.files, _files_standing,
                commands=[
                    AreaCommand(translate("Areas", "Upload files…"), "upload", self._upload_files),
                    AreaCommand(translate("Areas", "New folder…"), "folder-plus", self._new_folder),
                ],
            ),
            AreaSpec(
                "documents", translate("Areas", "Documents"), "file-text", "Ctrl+7", lambda: self.documents,
                commands=[
                    AreaCommand(translate("Areas", "New document"), "file-text", self._new_document),
                    AreaCommand(translate("Areas", "Open a document…"), "folder-open", self._choose_document),
                ],
            ),
            AreaSpec(
                "outbox", translate("Areas", "Outbox"), "send-horizontal", "Ctrl+9", lambda: self.outbox,
                short=translate("Rail", "Outbox"), foot=True,
            ),
            AreaSpec("settings", translate("Areas", "Settings"), "settings", "Ctrl+,", lambda: self.settings, foot=True),
        ]  # fmt: skip

    def keep_all(self) -> None:
        """Have everything that is being written kept, in all areas that were made."""
        for area in self._space.made():
            if isinstance(area, Keeping):
                area.keep_all()

    def _placed(self, key: str, area: Made) -> Made:
        self._space.place(key, area)
        return area

    # --- the areas

    @cached_property
    def home(self) -> HomeView:
        """Accueil."""
        from ui.home.view import HomeView

        made = HomeView(self._link, self._live, self._space)
        made.message_chosen.connect(self.message_chosen)
        made.draft_chosen.connect(self.draft_chosen)
        made.mail_requested.connect(partial(self.area_wanted.emit, "mail"))
        made.outbox_requested.connect(partial(self.area_wanted.emit, "outbox"))
        made.compose_requested.connect(lambda: self.mail.compose())
        made.account_chosen.connect(self.account_chosen)
        made.account_wanted.connect(self.account_wanted)
        return self._placed("home", made)

    @cached_property
    def mail(self) -> MailArea:
        """Courrier. The shell calls its `actions`, `compose`, `edit_draft`, `show_message` and `search`."""
        from ui.mail.area import MailArea

        made = MailArea(self._link, self._live, self._space, preferences=self._preferences)
        made.account_wanted.connect(self.account_wanted)
        made.document_opened.connect(lambda name, content: self.documents.open_bytes(name, content))
        return self._placed("mail", made)

    @cached_property
    def chat(self) -> ChatArea:
        """Discussions."""
        from ui.chat.area import ChatArea

        made = ChatArea(self._link, self._live, self._space)
        made.letter_wanted.connect(lambda mailto: self.mail.compose(mailto))
        made.event_wanted.connect(self._plan)
        made.shown_wanted.connect(partial(self.area_wanted.emit, "chat"))
        return self._placed("chat", made)

    @cached_property
    def calendar(self) -> CalendarArea:
        """Agenda."""
        from ui.calendar.area import CalendarArea

        made = CalendarArea(self._link, self._live, self._space, preferences=self._preferences)
        made.account_wanted.connect(self.account_wanted)
        return self._placed("calendar", made)

    def _new_event(self) -> None:
        self.area_wanted.emit("calendar")
        self.calendar.new_event()

    @cached_property
    def files(self) -> FilesArea:
        """Fichiers."""
        from ui.files.area import FilesArea

        made = FilesArea(self._link, self._live, self._space)
        made.account_wanted.connect(self.account_wanted)
        made.document_wanted.connect(lambda item: self.documents.open_drive(item))
        return self._placed("files", made)

    def _upload_files(self) -> None:
        self.area_wanted.emit("files")
        self.files.carrying.ask_files(self.files.target)

    def _new_folder(self) -> None:
        self.area_wanted.emit("files")
        self.files.asking.new_folder(self.files.target)

    @cached_property
    def reminders(self) -> ReminderWindow:
        """The reminders that are due, in a window of their own."""
        from ui.calendar.reminder_window import ReminderWindow

        made = ReminderWindow(self._link, self._space)
        made.event_wanted.connect(self._show_moment)
        made.letter_wanted.connect(self.message_chosen)
        return made

    @Slot()
    def _look_at_reminders(self) -> None:
        """Show the reminders where any is due; nothing of the agenda is made for those that are not."""
        if self._link.session is not Session.OPEN:
            return
        with suppress(StoreFault):
            if "reminders" in self.__dict__ or self._reminders_due():
                self.reminders.read()

    def _reminders_due(self) -> bool:
        store, now = self._link.reader(), int(time.time())
        return bool(read_reminders.due(store, now) or overdue(store, now))

    def _show_moment(self, moment: datetime) -> None:
        self.area_wanted.emit("calendar")
        self.calendar.go_to(moment.date())

    @cached_property
    def contacts(self) -> ContactsArea:
        """Contacts."""
        from ui.contacts.area import ContactsArea

        made = ContactsArea(self._link, self._live, self._space)
        made.account_wanted.connect(self.account_wanted)
        made.outbox_wanted.connect(partial(self.area_wanted.emit, "outbox"))
        made.write_wanted.connect(self._write_to)
        made.chat_wanted.connect(self._chat_with)
        made.event_wanted.connect(self._plan_with)
        return self._placed("contacts", made)

    def _write_to(self, people: Iterable[tuple[str, str]]) -> None:
        written = ",".join(quote(f'"{name}" <{address}>' if name else address) for name, address in people)
        self.mail.compose(f"mailto:{written}")

    def _plan_with(self, people: Iterable[tuple[str, str]]) -> None:
        self.area_wanted.emit("calendar")
        self.calendar.new_event([Attendee(address, name) for name, address in people])

    def _plan(self, summary: str, text: str) -> None:
        self.area_wanted.emit("calendar")
        self.calendar.new_event(summary=summary, text=text)

    def _chat_with(self, person: str) -> None:
        self.area_wanted.emit("chat")
        self.chat.deeds.talk_to(person)

    def _new_contact(self) -> None:
        self.area_wanted.emit("contacts")
        self.contacts.new_contact()

    def _new_group(self) -> None:
        self.area_wanted.emit("contacts")
        self.contacts.new_group()

    def _import_contacts(self) -> None:
        self.area_wanted.emit("contacts")
        self.contacts.choose_import()

    def _find_duplicates(self) -> None:
        self.area_wanted.emit("contacts")
        self.contacts.find_duplicates()

    @cached_property
    def documents(self) -> DocumentsArea:
        """Documents."""
        from ui.documents.area import DocumentsArea

        made = DocumentsArea(self._link, self._live, self._space, preferences=self._preferences)
        made.shown_wanted.connect(partial(self.area_wanted.emit, "documents"))
        return self._placed("documents", made)

    def _new_document(self) -> None:
        self.area_wanted.emit("documents")
        self.documents.new_document("odt", "blank")

    def _choose_document(self) -> None:
        self.area_wanted.emit("documents")
        self.documents.choose_file()

    def open_file(self, path: Path, window: QWidget) -> None:
        """Open a file of this computer: a text in the documents, everything else in a window of its own beside `window`."""
        ending = path.suffix.lower()
        if ending in (".eml", ".msg", ".ics", ".vcf"):
            from ui.mail.outside_window import OutsideWindow

            outside = OutsideWindow(self._link, path, window)
            outside.compose_wanted.connect(lambda mailto: self.mail.compose(mailto))
            outside.document_opened.connect(lambda name, content: self.documents.open_bytes(name, content))
            outside.show()
            outside.load()
        elif ending in (".xlsx", ".ods"):
            from ui.documents.sheets_window import SheetsWindow

            sheets = SheetsWindow(self._link, path, window)
            sheets.show()
            sheets.load()
        else:
            self.area_wanted.emit("documents")
            self.documents.open_path(path)

    @cached_property
    def outbox(self) -> OutboxView:
        """Boîte d’envoi."""
        from ui.outbox.view import OutboxView

        made = OutboxView(self._link, self._live, self._space)
        made.draft_opened.connect(lambda answer: self.mail.edit_draft(answer))
        return self._placed("outbox", made)

    @cached_property
    def accounts(self) -> AccountsView:
        """The accounts, a page of the settings."""
        from ui.accounts.view import AccountsView

        made = AccountsView(self._link, self._live, self._space)
        made.hide()  # until the settings take it in
        made.account_wanted.connect(self.account_wanted)
        made.identities_wanted.connect(partial(self.show_mail_setup, "identities"))
        return made

    @cached_property
    def mail_setup(self) -> MailSetup:
        """What is set up for mail, a page of the settings."""
        from ui.mail.setup.view import MailSetup

        return MailSetup(self._link, self._live, self._preferences)

    def show_mail_setup(self, tab: str, account: int = 0) -> None:
        """Show a tab of what is set up for mail, of an account."""
        self.area_wanted.emit("settings")
        self.settings.show_page("mail")
        self.mail_setup.show_tab(tab, account)

    @cached_property
    def settings(self) -> SettingsView:
        """Réglages."""
        from ui.settings.view import SettingsView

        made = SettingsView(self._link, self._live, self._preferences, self.accounts, lambda: self.mail_setup, self._space)
        made.lock_requested.connect(self.lock_wanted)
        return self._placed("settings", made)


def load_first() -> None:
    """Load what the first area is made of, while the engine still starts."""
    from ui.mail import area

    del area


def _mail_standing(store: Connection) -> Standing:
    return Standing(count=read_mailboxes.unread_total(store))


def _files_standing(store: Connection) -> Standing:
    return Standing(read_files.offered(store))


def _chat_standing(store: Connection) -> Standing:
    offered = read_chat.offered(store)
    return Standing(offered, read_chat.unread_total(store) if offered else 0)
