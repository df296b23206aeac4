"""The middle column: bar, list and empty states; keeps the list true to the store without disturbing the reader."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sync.model.collections import Role
from sync.model.ids import CollectionId, ItemId
from sync.store.read import messages, threads
from sync.store.read.messages import Only, Order
from sync.store.rows import MessageRow
from ui.common.empty import EmptyState
from ui.common.slots import slot_async
from ui.link import Link
from ui.live import Live
from ui.mail.list_bar import ListBar
from ui.mail.list_view import MessageView
from ui.mail.model import MessageModel
from ui.mail.server_search import ServerSearch
from ui.mail.sources import FOUND_AT_MOST, Hits, Mailboxes, PutOff, Source

RESTS = 4
"""While messages pour in, a long list is read again and again: for so many times as long as that takes, it is not."""
LONGEST_REST = 2.0

ELSEWHERE_MILLISECONDS = 400
"""Changes in other folders are looked at this often, for the conversations that are listed."""
_OUTGOING = (Role.SENT, Role.DRAFTS)


class ListPane(QWidget):
    """Lists one place, or what a search in it finds."""

    message_chosen = Signal(object)
    """The one chosen `MessageRow`; None where none or several are."""

    def __init__(self, link: Link, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._collections: tuple[CollectionId, ...] = ()
        self._role = Role.NONE
        self._query = ""
        self._everywhere = self._put_off = False
        self._reading = False
        self._again = False
        self._stale = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read_ids)
        self._wanted: MessageRow | None = None
        self._threaded = True
        self._places: dict[int, str] = {}
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = MessageModel(link.reader, self)
        self.view = MessageView(self.model, self)
        self.bar = ListBar(self)
        self.empty = EmptyState("inbox", "", parent=self)
        self.empty.action_triggered.connect(self._clear_wishes)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)
        self.bar.view_wanted.connect(self._list_anew)
        self.bar.search_wanted.connect(self.search)
        self.bar.searching.scope_wanted.connect(self._search_in)
        self.view.chosen_changed.connect(self._tell_chosen)
        live.messages_changed.connect(self._follow)
        self._elsewhere = QTimer(self, singleShot=True, interval=ELSEWHERE_MILLISECONDS)
        self._elsewhere.timeout.connect(self._reread_conversations)
        live.contents_changed.connect(self._refresh)
        self.server = ServerSearch(link, self.bar.searching, self)
        self.server.found.connect(self._join_served)
        self.setFocusProxy(self.view)

    @property
    def collections(self) -> tuple[CollectionId, ...]:
        """The mailboxes that are listed."""
        return self._collections

    def show_place(self, name: str, role: Role, collections: Sequence[CollectionId]) -> None:
        """List other mailboxes."""
        self.bar.show_place(name)
        self._query, self._everywhere = "", False
        self._role, self._put_off = role, False
        self._collections = tuple(collections)
        self.bar.searching.show_search("", everywhere=False)
        self.bar.searching.show_places(choice=True)
        self._list_anew()

    @Slot(str)
    def search(self, text: str) -> None:
        """List what is found for `text`; empty ends the search."""
        if text != self._query:
            self._query = text
            self._list_anew()

    def search_everywhere(self, text: str, name: str = "") -> None:
        """List what is found in all mailboxes, under a name where it has one."""
        self._collections, self._role, self._put_off = (), Role.NONE, False
        self._query, self._everywhere = text, True
        self.bar.show_place(name or self.tr("All mail"))
        self.bar.searching.show_search(text, everywhere=True)
        self.bar.searching.show_places(choice=False)
        self._list_anew()

    def show_put_off(self, name: str) -> None:
        """List what is put off in all mailboxes."""
        self._collections, self._role, self._put_off = (), Role.NONE, True
        self._query, self._everywhere = "", True
        self.bar.show_place(name)
        self.bar.searching.show_search("", everywhere=True)
        self.bar.searching.show_places(choice=False)
        self._list_anew()

    @Slot(bool)
    def _search_in(self, everywhere: bool) -> None:
        self._everywhere = everywhere
        if self._query:
            self._list_anew()

    @property
    def own(self) -> frozenset[str]:
        """One's own addresses, in small letters."""
        return self.view.painter_of_rows().own

    def know(self, own: frozenset[str], places: Mapping[CollectionId, str]) -> None:
        """Take one's own addresses, and the names of all mailboxes."""
        self._places = {int(box): name for box, name in places.items()}
        painter = self.view.painter_of_rows()
        painter.own, painter.places = own, self.places_elsewhere()
        self.view.viewport().update()

    def places_elsewhere(self) -> dict[int, str]:
        """Return the names of the mailboxes that are not listed."""
        if not self._collections:
            return self._places
        return {box: name for box, name in self._places.items() if box not in self._collections}

    def show_threaded(self, threaded: bool) -> None:
        """List conversations, or every message by itself."""
        self.bar.show_threaded(threaded)
        if threaded != self._threaded:
            self._threaded = threaded
            if self.model.source is not None:
                self._list_anew()

    def show_when_listed(self, row: MessageRow) -> None:
        """Choose a message as soon as it is listed."""
        self._wanted = row
        self._choose_wanted()

    def _source(self) -> Source:
        if self._query:
            places = () if self._everywhere else self._collections
            return Hits(self._query, places, only=self.bar.only, served=self.server.served)
        if self._put_off:
            return PutOff()
        threaded = self._threaded and self._role is not Role.DRAFTS
        return Mailboxes(self._collections, self.bar.order, self.bar.only, threaded)

    @Slot()
    def _join_served(self) -> None:
        """List what the server found among the hits; the letter that is read stays chosen."""
        chosen = self.view.chosen_rows()
        self._wanted = self.model.message(chosen[0]) if len(chosen) == 1 else None
        self.model.show(self._source())
        self._read_ids()

    @Slot()
    def _list_anew(self) -> None:
        self.server.follow(self._query, () if self._everywhere else self._collections)
        source = self._source()
        painter = self.view.painter_of_rows()
        painter.outgoing = self._role in _OUTGOING and not self._query
        painter.places, painter.places_shown = self.places_elsewhere(), bool(self._query) or self._put_off
        self.model.show(source)
        self.view.scrollToTop()
        self._show_page()
        self._tell_chosen()
        self._read_ids()

    @slot_async
    async def _read_ids(self) -> None:
        """Read all ids in the background; one reading at a time, another one after it where something changed meanwhile."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._soon.stop()
        source: Source | None = None
        try:
            while source is not self.model.source:
                source, self._again = self.model.source, False
                if source is None:
                    return
                if self._stale:
                    self._reread()
                begun = time.monotonic()
                listing = await source.listing(self._link)
                self._soon.setInterval(int(1000 * min(RESTS * (time.monotonic() - begun), LONGEST_REST)))
                chosen = self.view.chosen_rows()
                thread = self._thread_of(chosen)
                with self.view.place_kept():
                    self.model.apply_ids(source, listing)
                if source is self.model.source:
                    self.server.count(listing.ids)
                    self._after_change(chosen[0] if chosen else -1, thread)
        finally:
            self._reading = False
        if self._again:
            self._read_ids_soon()

    def _read_ids_soon(self) -> None:
        """Read the ids again, after a rest where the list is long."""
        if self._reading:
            self._again = True
        elif not self._soon.isActive():
            self._soon.start()

    def _thread_of(self, chosen: Sequence[int]) -> int:
        """The conversation that is chosen, alone; 0 where none is."""
        row = self.model.message(chosen[0]) if len(chosen) == 1 and self.model.threaded else None
        return row.thread if row is not None else 0

    def _after_change(self, row: int, thread: int) -> None:
        """After the chosen messages went away, choose the row of the same conversation, or the one that took the place of
        the first of them (list row `row`)."""
        self._show_page()
        if self._choose_wanted():
            return
        if row >= 0 and not self.view.selectionModel().hasSelection() and self.model.rowCount():
            same = self.model.row_of_thread(thread)
            self.view.choose(same if same >= 0 else min(row, self.model.rowCount() - 1))
        self._tell_chosen()

    def _choose_wanted(self) -> bool:
        if self._wanted is None:
            return False
        row = self.model.row_of(self._wanted.id)
        if row < 0 and (above := self.model.row_of_thread(self._wanted.thread)) >= 0:
            self.view.unfold(above, True)
            row = self.model.row_of(self._wanted.id)
        if row < 0:
            return False
        self._wanted = None
        self.view.choose(row)
        return True

    @Slot(object, object)
    def _follow(self, collections: frozenset[int], ids: frozenset[int]) -> None:
        source = self.model.source
        if source is None or not source.concerns(collections):
            if self.model.threaded and not self._elsewhere.isActive():
                self._elsewhere.start()
            return
        if ids or not (self._reading or self._soon.isActive()):
            self._reread(ids)
        else:
            self._stale = True  # messages pour in: rows are read again when the ids are, not at every burst
        self._read_ids_soon()

    def _reread(self, ids: frozenset[int] = frozenset()) -> None:
        self._stale = False
        self.model.reread(ids)
        self._tell_chosen()

    @Slot(object, object)
    def _refresh(self, collections: frozenset[int], ids: frozenset[int]) -> None:
        """Show what has come of listed messages; only what is sorted or found by it is listed anew."""
        source = self.model.source
        if source is None or not source.concerns(collections):
            return
        self.model.refresh(ids)
        if self._query or Only.ATTACHMENT in self.bar.only or self.bar.order is Order.ATTACHMENT:
            self._read_ids_soon()

    @Slot()
    def _reread_conversations(self) -> None:
        """Something changed in another folder: it may be part of a conversation that is listed."""
        self._reread()

    @Slot()
    def _tell_chosen(self) -> None:
        rows = self.view.chosen_rows()
        row = self.model.message(rows[0]) if len(rows) == 1 else None
        self.message_chosen.emit(row)

    def chosen(self) -> list[MessageRow]:
        """Return the selected messages: of a folded conversation all that are in the listed mailboxes."""
        return self._whole(self.model.messages(self.view.chosen_rows()))

    def acted_on(self, items: Sequence[ItemId]) -> list[MessageRow]:
        """Return what an action on these list rows is about, in the same way."""
        return self._whole(messages.by_ids(self._link.reader(), items))

    def _whole(self, rows: list[MessageRow]) -> list[MessageRow]:
        folded = [row for row in rows if self.is_folded(row)]
        if not folded:
            return rows
        inside = threads.in_places(self._link.reader(), [row.thread for row in folded], frozenset(self._collections))
        return list({row.id: row for row in (*rows, *inside)}.values())

    def is_folded(self, row: MessageRow) -> bool:
        """Return whether a row stands for several messages."""
        place = self.model.row_of(row.id)
        return self.model.conversation(place) is not None and not self.model.is_open(place)

    def conversation_of(self, row: MessageRow) -> list[MessageRow]:
        """Return the messages of a row's conversation, newest first; the row alone in a flat list."""
        if not self.model.threaded:
            return [row]
        return threads.members(self._link.reader(), row.thread, frozenset(self._collections)) or [row]

    def rows_of(self, items: Sequence[ItemId]) -> list[MessageRow]:
        """Return these messages, as far as they are there."""
        return messages.by_ids(self._link.reader(), items)

    def _show_page(self) -> None:
        count = self.model.rowCount()
        self.bar.show_count(count, more=bool(self._query) and count >= FOUND_AT_MOST)
        if count or not self.model.complete:
            self._pages.setCurrentWidget(self.view)
            return
        self._say_why_empty()
        self._pages.setCurrentWidget(self.empty)

    def _say_why_empty(self) -> None:
        if self._query:
            self.empty.show_state(
                "search", self.tr("Nothing found"), self.tr("Try fewer or shorter words."), self.tr("Clear the search")
            )
        elif self.bar.only is not Only.ALL:
            self.empty.show_state("list-filter", self.tr("No message matches the filter"), "", self.tr("Show all messages"))
        elif self._put_off:
            self.empty.show_state("calendar-clock", self.tr("Nothing is put off"))
        elif self._role is Role.INBOX:
            self.empty.show_state("inbox", self.tr("Your inbox is empty"), self.tr("New messages appear here by themselves."))
        elif self._role is Role.DRAFTS:
            self.empty.show_state("file-text", self.tr("No drafts"), self.tr("What you begin to write is kept here."))
        else:
            self.empty.show_state("folder-open", self.tr("This folder is empty"))

    @Slot()
    def _clear_wishes(self) -> None:
        if self._query:
            self.bar.search.clear()
        else:
            self.bar.clear_filters()

    def say_no_account(self) -> None:
        """Say that there is nothing to list because there is no account."""
        self.empty.show_state("mail", self.tr("No mail account yet"), self.tr("Add one to read and write messages here."))
        self._pages.setCurrentWidget(self.empty)
