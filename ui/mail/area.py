"""Courrier: folders, list and reader side by side, with the commands that act on them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from sync.model.accounts import AccountCondition
from sync.model.collections import Role
from sync.model.faults import Fault
from sync.model.ids import CollectionId, ItemId
from sync.model.mail import Content, Pending
from sync.rpc import messages as m
from sync.store.read.accounts import accounts as read_accounts
from sync.store.read.mailboxes import mailboxes as read_mailboxes
from sync.store.read.mailboxes import quota as read_quota
from sync.store.read.standing import put_off as read_put_off
from sync.store.rows import AccountRow, MailboxRow, MessageRow
from ui.common import toasts
from ui.common.empty import EmptyState
from ui.common.private_folders import forget_copies
from ui.common.slots import slot_async
from ui.link import Link, Session
from ui.live import Live
from ui.mail import area_commands
from ui.mail.deeds import Deeds
from ui.mail.desk import Desk
from ui.mail.favourites import Favourites
from ui.mail.folder_model import FolderModel, Place
from ui.mail.folder_view import FolderView
from ui.mail.identities import addresses as own_addresses
from ui.mail.intents import Intents
from ui.mail.later_menu import RemindMenu, SnoozeMenu
from ui.mail.list_pane import ListPane
from ui.mail.move_menu import MoveMenu
from ui.mail.panes import Panes
from ui.mail.quota_strip import QuotaStrip
from ui.mail.quoting import list_recipients
from ui.mail.reader import Reader
from ui.mail.receipts import Receipts
from ui.mail.redirecting import Redirecting
from ui.mail.saved_searches import SavedSearches
from ui.mail.seeing import Seeing
from ui.mail.tag_menu import TagMenu, number_actions
from ui.mail.tags import Tags
from ui.preferences import Preferences

_REACHED = (AccountCondition.ONLINE, AccountCondition.SYNCHRONISING)


class MailArea(QWidget):
    """The mail area. The shell calls `actions`, `compose`, `edit_draft`, `show_message` and `search`."""

    account_wanted = Signal()
    """The person wants to add an account."""
    document_opened = Signal(str, bytes)
    """An attached text document is to be opened in the editor: its name and its bytes."""

    def __init__(
        self,
        link: Link,
        live: Live,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
        web_allowed: bool = True,
    ) -> None:
        super().__init__(parent)
        self._link, self._live = link, live
        self.preferences = preferences or Preferences(link, live, self)
        self._offered = False
        self._accounts: list[AccountRow] = []
        self.setAccessibleName(self.tr("Mail"))
        self.intents = Intents(link, self, by_year=lambda: bool(self.preferences.value("mail.archive_by_year", False)))
        self.intents.done.connect(self._say_done)
        self.folders = FolderModel(self)
        self.tags = Tags(self.preferences, self)
        self.searches = SavedSearches(self.preferences, self)
        self.favourites = Favourites(self.preferences, self)
        self.folder_view = FolderView(self.folders, self.intents, self.searches, self.favourites, self)
        self.list = ListPane(link, live, self)
        self.reader = Reader(link, self, web_allowed=web_allowed)
        self.desk = Desk(link, live, self.preferences, self)
        self._tag_menu = TagMenu(self.tags, self.intents, self.list.chosen, self)
        number_actions(self._tag_menu, self)
        self.seeing = Seeing(self.reader, self.intents, self.preferences, self)
        self.deeds = Deeds(self.list, self.intents, self)
        self.snooze_menu = SnoozeMenu(self.list, self.intents, self)
        self.remind_menu = RemindMenu(self.list, self.intents, self)
        self._move_menu = MoveMenu(self.folders, self.list, self.intents, self)
        self.redirecting = Redirecting(link, self.preferences, self)
        self.receipts = Receipts(link, self.preferences, self.intents, self.reader.receipt_banner, self)
        self.receipts.role_of = self.deeds.role_of
        self.commands = area_commands.build(self)
        self._lay_out()
        self._connect()
        self._follow_preferences("")
        self.read_folders()
        with suppress(OSError):
            forget_copies(link.profile, "open")

    # --- building

    def _lay_out(self) -> None:
        made = self.commands
        self.reader.set_actions(
            [made["archive"], made["delete"], made["junk"], self._move_menu, self._tag_menu, made["read"], made["flag"],
             self.snooze_menu, self.remind_menu],
            [made["reply"], made["reply_all"], made["reply_list"], made["forward"],
             made.menu(self.tr("More"), "ellipsis", *area_commands.MORE)],
        )  # fmt: skip
        self.panes = Panes(self.folder_view, self.list, self.reader, self.preferences, self)
        self.quota = QuotaStrip(self.panes.folders)
        self.panes.shelf.addWidget(self.quota)
        self._no_account = EmptyState(
            "mail-plus",
            self.tr("No mail account yet"),
            self.tr(
                "Add your address: Écritoire finds the server, then your messages can be read here, even without a network."
            ),
            self.tr("Add an account…"),
            self,
        )
        self._no_account.action_triggered.connect(self.account_wanted)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.panes)
        self._pages.addWidget(self._no_account)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.reader.files.document_opened.connect(self.document_opened)
        self.folders.dropped.connect(self.deeds.drop)
        self.folder_view.place_chosen.connect(self._show_place)
        self.list.message_chosen.connect(self._show_chosen)
        self.list.view.opened.connect(self._open)
        self.list.view.quick_chosen.connect(self.deeds.act_quickly)
        self.list.view.customContextMenuRequested.connect(self._offer_menu)
        self.list.bar.compose_wanted.connect(self.compose)
        self.list.bar.folders_wanted.connect(self.panes.toggle_folders)
        self.list.bar.threads_wanted.connect(lambda wanted: self.preferences.set_value("conversations", wanted))
        self.reader.content_changed.connect(self.receipts.follow)
        self.reader.opened.connect(self.receipts.begin)
        self.reader.opened.connect(self.seeing.begin)
        self.receipts.told.connect(lambda words: self._say_done(words, False))
        self.reader.mark_settled.connect(self.deeds.settle_mark)
        self.deeds.read_toggled.connect(self.seeing.stop)
        self.reader.content_changed.connect(self._offer_list)
        self.reader.compose_wanted.connect(self.compose)
        self.reader.edit_wanted.connect(self.desk.edit)
        self.reader.answers.answered.connect(lambda words: self._say_done(words, False))
        for signal in (self._live.mailboxes_changed, self._live.accounts_changed, self._live.messages_changed,
                       self._live.condition_changed):  # fmt: skip
            signal.connect(self._read_folders_soon)
        self.tags.tags_changed.connect(self._follow_tags)
        self._follow_tags()
        self.searches.searches_changed.connect(self._read_folders_soon)
        self.favourites.favourites_changed.connect(self._read_folders_soon)
        self.list.bar.searching.save_wanted.connect(self._save_search)
        self._folders_soon = QTimer(self, singleShot=True, interval=60)
        self._folders_soon.timeout.connect(self.read_folders)
        self.preferences.preference_changed.connect(self._follow_preferences)

    # --- what the shell calls

    def actions(self) -> list[QAction]:
        """Return the area's commands."""
        return list(self.commands.by_name.values())

    @Slot()
    def compose(self, mailto: str = "") -> None:
        """Start a message; `mailto` is the address of a `mailto:` link."""
        self.desk.compose(mailto, self._account_at_hand())

    def edit_draft(self, answer: m.DraftAnswer) -> None:
        """Go on writing a draft."""
        self.desk.open_draft(answer)

    def show_message(self, row: MessageRow) -> None:
        """Show a message in its mailbox."""
        self.folder_view.choose(f"mailbox:{row.collection}")
        self.list.show_when_listed(row)

    def search(self, text: str) -> None:
        """List everything that is found, in all mailboxes."""
        self.list.search_everywhere(text)
        self.list.view.setFocus()

    @Slot()
    def focus_search(self) -> None:
        """Put the cursor into the search field over the list."""
        self.list.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.bar.search.selectAll()

    def keep_all(self) -> None:
        """Keep what is being written."""
        self.desk.keep_all()

    # --- folders

    @Slot()
    def _read_folders_soon(self) -> None:
        if not self._folders_soon.isActive():
            self._folders_soon.start()

    @Slot()
    def read_folders(self) -> None:
        """Read accounts and mailboxes again."""
        try:
            store = self._link.reader()
        except Fault:
            return  # locked: the shell shows that over this
        self._accounts = read_accounts(store)
        boxes = read_mailboxes(store)
        self.deeds.know(boxes)
        self.list.know(
            own_addresses(self._accounts),
            {box.id: self.folders.role_name(box) for box in boxes},
        )
        reached = {one.id for one in self._accounts if one.condition in _REACHED}
        self.list.server.reach(frozenset(box.id for box in boxes if box.account in reached and box.selectable))
        self._pages.setCurrentWidget(self.panes if any(one.enabled for one in self._accounts) else self._no_account)
        waiting = len(read_put_off(store))
        if self.folders.show(self._accounts, boxes, self.searches.all(), self.favourites.all(), waiting):
            self.folder_view.rebuilt()
        if not self.folder_view.key:
            self._choose_first(boxes)
        self._show_quota()
        if not self._offered:
            self._offered = True
            QTimer.singleShot(0, self.desk, self.desk.offer_unfinished)

    def _show_quota(self) -> None:
        """Show how full the account is whose folder is looked at; of all of them the fullest."""
        at_hand = self._account_at_hand()
        accounts = [at_hand] if at_hand is not None else self._accounts
        known = [found for one in accounts if (found := read_quota(self._link.reader(), one.id)) is not None]
        self.quota.show_quota(max(known, key=lambda one: one[0] / one[1], default=None))

    def _choose_first(self, boxes: Sequence[MailboxRow]) -> None:
        wanted = str(self.preferences.value("mail.place", ""))
        inbox = next((box for box in boxes if box.role is Role.INBOX), None)
        if wanted and self.folder_view.choose(wanted):
            return
        if not self.folder_view.choose("inboxes") and inbox is not None:
            self.folder_view.choose(f"mailbox:{inbox.id}")

    @Slot()
    def _follow_tags(self) -> None:
        self.list.view.painter_of_rows().tags = self.tags.of
        self.list.model.tag_names = lambda keywords: [tag.name for tag in self.tags.of(keywords)]
        self.reader.tags_of = self.tags.of
        self.list.view.viewport().update()

    @Slot(str)
    def _save_search(self, query: str) -> None:
        self.folder_view.save_search(query)

    @Slot(object)
    def _show_place(self, place: Place) -> None:
        if place.search is not None:
            self.list.search_everywhere(place.search.query, place.search.name)
            self.preferences.set_value("mail.place", place.key)
            return
        if place.put_off:
            self.list.show_put_off(self.tr("Put off"))
            self.preferences.set_value("mail.place", place.key)
            return
        role = place.mailbox.role if place.mailbox is not None else Role.INBOX
        name = self.folders.role_name(place.mailbox) if place.mailbox is not None else self.tr("All inboxes")
        self.list.show_place(name, role, place.collections)
        self.commands["junk"].setText(self.tr("Not junk") if role is Role.JUNK else self.tr("Junk"))
        self.preferences.set_value("mail.place", place.key)
        self._show_quota()
        self._watch(place.mailbox.id if place.mailbox is not None else CollectionId(0))

    @slot_async
    async def _watch(self, box: CollectionId) -> None:
        if self._link.session is Session.OPEN:
            await self._link.ask(m.Watching(box))

    @slot_async
    async def synchronise(self) -> None:
        """Look for new mail now."""
        await self._link.ask(m.SyncNow())

    # --- messages

    @Slot(object)
    def _show_chosen(self, row: MessageRow | None) -> None:
        count = len(self.list.view.chosen_rows())
        self.commands.enable(count > 0, *area_commands.ON_CHOSEN)
        self.commands.enable(count == 1, *area_commands.ON_ONE)
        if row is None or row.id not in {self.reader.message_id(), *(one.id for one in self.reader.strip.rows)}:
            self.seeing.stop()
            self.commands["plain"].setChecked(False)
        if row is not None:
            members, folded = self.list.conversation_of(row), self.list.is_folded(row)
            self.reader.show_conversation(row, members, self.list.own, self.list.places_elsewhere(), folded=folded)
        elif count > 1:
            self.reader.say_empty(self.tr("%n messages chosen", "", count), self.tr("Commands act on all of them."))
        else:
            self.reader.say_empty(self.tr("Choose a message to read it"))

    @Slot(object)
    def _offer_list(self, content: Content | None) -> None:
        """Offer to answer the list where the letter that is read names one."""
        self.commands["reply_list"].setVisible(content is not None and bool(list_recipients(content)))

    @Slot(object)
    def _open(self, item: ItemId) -> None:
        rows = self.list.rows_of([item])
        if rows and (rows[0].pending is Pending.DRAFT or self.deeds.role_of(rows[0]) is Role.DRAFTS):
            self.desk.edit(rows[0])
        else:
            self.reader.body.focus_sheet()

    def open_menu(self, menu: QMenu) -> None:
        """Open a menu about the chosen letters beside the first of them, by keyboard."""
        rows = self.list.view.chosen_rows()
        if rows:
            place = self.list.view.visualRect(self.list.model.index(rows[0], 0))
            menu.popup(self.list.view.viewport().mapToGlobal(place.bottomLeft()))

    def answer(self, how: str) -> None:
        """Reply to the letter that is read, or forward it; see `Desk.answer`."""
        row = self.reader.row
        if row is not None:
            self.desk.answer(row, self.reader.content, how, self.reader.body.selected_text())

    @Slot()
    def redirect(self) -> None:
        """Send the letter that is read on as it was received."""
        if self.reader.row is not None:
            self.redirecting.begin(self.reader.row, self.reader.content)

    @Slot()
    def edit_as_new(self) -> None:
        """Begin a new message with what the letter that is read holds."""
        if self.reader.row is not None:
            self.desk.edit_as_new(self.reader.row)

    def _offer_menu(self, at: object) -> None:
        if not self.list.view.chosen_rows():
            return
        menu = self.commands.menu("", "", *area_commands.MENU)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.insertMenu(self.commands["read"], self._move_menu)
        menu.insertMenu(self.commands["read"], self._tag_menu)
        menu.insertMenu(self.commands["pin"], self.snooze_menu)
        menu.insertMenu(self.commands["pin"], self.remind_menu)
        menu.popup(self.list.view.viewport().mapToGlobal(at))  # type: ignore[call-overload]

    @Slot(str, bool)
    def _say_done(self, words: str, undoable: bool) -> None:
        if undoable:
            toasts.say(self, words, action=self.tr("Undo"), on_action=self.intents.undo, seconds=10)
        else:
            toasts.say(self, words)

    def _account_at_hand(self) -> AccountRow | None:
        place = self.folders.place(self.folder_view.currentIndex())
        return next((one for one in self._accounts if place is not None and one.id == place.account), None)

    # --- what is remembered

    @Slot(str)
    def _follow_preferences(self, name: str) -> None:
        if name in ("", "conversations"):
            self.list.show_threaded(bool(self.preferences.value("conversations", True)))
        if name in ("", "mail.white_letters"):
            self.commands["white"].setChecked(bool(self.preferences.value("mail.white_letters", False)))
