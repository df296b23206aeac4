"""Files: the places beside the folder that is listed, what its chosen file looks like, and what travels."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sync.model.accounts import Service
from sync.model.conflicts import Resolution
from sync.model.faults import StoreFault
from sync.model.files import Permission
from sync.model.ids import CollectionId, ItemId
from sync.rpc import messages as m
from sync.store.item_rows import CollectionRow, FileRow
from sync.store.read import accounts as read_accounts
from sync.store.read import collections as read_collections
from sync.store.read import files as read_files
from sync.store.read.files import Sorted
from ui import theme
from ui.common import toasts
from ui.common.empty import EmptyState
from ui.common.filenames import danger, editable
from ui.common.forms import Note
from ui.common.private_folders import forget_copies
from ui.common.slots import slot_async
from ui.files import emptiness
from ui.files.actions import FileActions
from ui.files.asking import Asking
from ui.files.bar import FileBar, QuotaBar
from ui.files.besides import Besides
from ui.files.carrying import Carrying
from ui.files.comparing import Comparing
from ui.files.dragging import FilesMime
from ui.files.intents import FileIntents, Target, Undo
from ui.files.list_view import FileView
from ui.files.model import FileModel, Listing
from ui.files.opening import ask_before_opening
from ui.files.places import Place, PlaceModel, PlaceView
from ui.files.preview import PreviewPane
from ui.files.transfers import TransfersPane
from ui.link import Link, Session
from ui.live import Live

_READ_SOON = 40
"""Milliseconds in which several changes are read again once."""


class FilesArea(QWidget):
    """The files area."""

    account_wanted = Signal()
    document_wanted = Signal(object)
    """A text document of a drive is to be opened in the editor (`ItemId`)."""

    def __init__(self, link: Link, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._drives: dict[CollectionId, CollectionRow] = {}
        self._path: list[FileRow] = []
        self._left: tuple[CollectionId | None, ItemId | None] = (None, None)
        """The folder from which one searched."""
        self._wanted: ItemId | None = None
        """What is to be chosen as soon as it is listed."""
        self.setAccessibleName(self.tr("Files"))
        self.intents = FileIntents(link, self)
        self.carrying = Carrying(link, self.intents, self)
        self.asking = Asking(link, self.intents, self)
        self.comparing = Comparing(link, self.intents, self)
        self.besides = Besides(link, self.comparing, self)
        self.places = PlaceModel(link.reader, self)
        self.tree = PlaceView(self.places, self)
        self.model = FileModel(link.reader, self)
        self.model.placed = self._place_of
        self.model.dragged = lambda rows: FilesMime(link, rows)
        self.list = FileView(self.model, self)
        self.commands = FileActions(self)
        self.bar = FileBar(
            [self.commands.folder, self.commands.document_odt, self.commands.document_docx, self.commands.upload_folder],
            self.commands.up, self.commands.upload, self.commands.trash, self,
        )  # fmt: skip
        self.quota = QuotaBar(self)
        self.preview = PreviewPane(link, self)
        self.transfers = TransfersPane(link, live, self)
        self.conflicts = Note("", "warning", self)
        self._soon = QTimer(self, singleShot=True, interval=_READ_SOON)
        self._soon.timeout.connect(self._read_list)
        self._filter_soon = QTimer(self, singleShot=True, interval=120)
        self._filter_soon.timeout.connect(self._relist)
        self._lay_out()
        self._connect(live)
        self.read_places()
        forget_copies(link.profile, "drag")

    def _lay_out(self) -> None:
        column = QWidget(self)
        column.setProperty("ground", "window")
        shelf = QVBoxLayout(column)
        shelf.setContentsMargins(theme.px(8), theme.px(8), 0, 0)
        shelf.addWidget(self.tree, 1)
        shelf.addWidget(self.quota)
        column.setMinimumWidth(theme.px(160))
        self._nothing = EmptyState("folder-open", "", "", "", self)
        self._nothing.action_triggered.connect(self._fill)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        middle = QWidget(self)
        lines = QVBoxLayout(middle)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.bar)
        lines.addWidget(self.conflicts)
        lines.addWidget(self._stack, 1)
        lines.addWidget(self.transfers)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for number, pane in enumerate((column, middle, self.preview)):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(number, 1 if pane is middle else 0)
        self._splitter.setSizes([theme.px(220), theme.px(760), theme.px(320)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)
        self.setFocusProxy(self.list)
        self.setAcceptDrops(True)

    def _connect(self, live: Live) -> None:
        for signal in (live.mailboxes_changed, live.accounts_changed):
            signal.connect(self.read_places)
        live.items_changed.connect(self._items_changed)
        live.conflicts_changed.connect(self._soon.start)
        self.tree.place_chosen.connect(lambda place: self.show_folder(place.drive, place.folder))
        self.bar.path.step_chosen.connect(lambda row: self.show_folder(self._drive_id, row.id if row is not None else None))
        self.bar.filter.textChanged.connect(self._filter_soon.start)
        self.bar.filter.returnPressed.connect(self.search_everywhere)
        self.bar.everywhere.clicked.connect(self.search_everywhere)
        self.bar.pane.clicked.connect(lambda: self.preview.setVisible(not self.preview.isVisible()))
        view = self.list
        view.opened.connect(self.open_row)
        view.up_wanted.connect(self.go_up)
        view.chosen_changed.connect(self._show_chosen)
        view.sort_wanted.connect(self._sort)
        view.customContextMenuRequested.connect(self._offer_menu)
        self.model.ids_applied.connect(self._listed)
        self.model.dropped.connect(self._dropped_on_list)
        self.places.dropped.connect(self._dropped_on_place)
        self.preview.open_wanted.connect(self.open_row)
        trouble = self.preview.trouble
        trouble.resolved.connect(lambda conflict, how: self.intents.resolve(conflict, Resolution(how)))
        trouble.compare_wanted.connect(self.comparing.compare_pair)
        trouble.retried.connect(self.intents.retry)
        trouble.given_up.connect(self.intents.give_up)
        trouble.renamed.connect(self.asking.rename)
        self.besides.learned.connect(lambda: self.commands.offer(self))
        self.intents.done.connect(self._done)
        self.intents.made.connect(self._made)
        self.commands.connect_to(self)

    # --- where one is

    @property
    def _drive_id(self) -> CollectionId | None:
        return self.model.listing.drive if self.model.listing is not None else None

    @property
    def drive(self) -> CollectionRow | None:
        """The drive that is listed."""
        drive = self._drive_id
        return self._drives.get(drive) if drive is not None else None

    @property
    def target(self) -> Target | None:
        """The folder that is listed, None where nothing may be put there."""
        drive, listing = self.drive, self.model.listing
        if drive is None or listing is None or not drive.writable:
            return None
        if self._path and not self._path[-1].permissions & Permission.CREATE:
            return None
        return Target(drive.id, listing.folder)

    @Slot()
    def read_places(self) -> None:
        """Read the drives again."""
        if self._link.session is not Session.OPEN:
            return
        with suppress(StoreFault):
            reader = self._link.reader()
            accounts = [account for account in read_accounts.accounts(reader) if account.enabled]
            drives = read_collections.collections(reader, Service.FILES)
            self._drives = {drive.id: drive for drive in drives}
            first = self.places.rowCount() == 0
            self.places.show(accounts, drives)
            if first:
                self.tree.unfold_heads()
            listing = self.model.listing
            gone = listing is not None and listing.drive is not None and listing.drive not in self._drives
            if listing is None or gone:
                self.show_folder(drives[0].id if drives else None, None)
            self.quota.show_drive(self.drive)

    def show_folder(self, drive: CollectionId | None, folder: ItemId | None) -> None:
        """List a folder of a drive; without a drive, what is available offline."""
        if self._link.session is not Session.OPEN:
            return
        before = self.model.listing
        self.bar.filter.blockSignals(True)
        self.bar.filter.clear()
        self.bar.filter.blockSignals(False)
        self._path = read_files.path(self._link.reader(), folder) if folder is not None else []
        by, descending = (before.by, before.descending) if before is not None else (Sorted.NAME, False)
        self._list(Listing(drive, folder, by, descending))
        self.tree.choose(self.places.index_of(drive, self._path))
        if self.model.rowCount():
            self.list.selectionModel().setCurrentIndex(
                self.model.index(0, 0), self.list.selectionModel().SelectionFlag.NoUpdate
            )

    def _list(self, listing: Listing) -> None:
        self.model.writable = False
        self.model.show(listing)
        self.model.writable = self.target is not None
        drive = self.drive
        name = drive.name if drive is not None else self.tr("Available offline")
        if listing.everywhere:
            name = self.tr("“{text}” in all drives").format(text=listing.text)
        self.bar.path.show_path(name, self._path)
        self.bar.everywhere.setVisible(bool(listing.text) and not listing.everywhere)
        self.quota.show_drive(drive)
        self.commands.offer(self)
        self.besides.ask(listing.drive)
        self._show_conflicts()
        self._show_chosen()
        if not self.model.complete:
            self._read_ids(listing)

    @slot_async
    async def _read_ids(self, listing: Listing) -> None:
        ids = await self._link.read_in_background(listing.ids)
        self.model.apply_ids(listing, ids)

    @Slot()
    def _relist(self) -> None:
        listing = self.model.listing
        if listing is None:
            return
        text = self.bar.filter.text().strip()
        if listing.everywhere and not text:
            self.show_folder(*self._left)
        else:
            self._list(replace(listing, text=text))

    @Slot()
    def search_everywhere(self) -> None:
        """List what the words of the filter find in all drives; without words, the folder from which one searched."""
        listing, text = self.model.listing, self.bar.filter.text().strip()
        if listing is None or not text or self._link.session is not Session.OPEN:
            return
        if not listing.everywhere:
            self._left = listing.drive, listing.folder
        self._filter_soon.stop()
        self._path = []
        self._list(Listing(None, text=text, everywhere=True))

    @Slot(object)
    def reveal(self, row: FileRow) -> None:
        """List the folder that an entry is in, with the entry chosen."""
        self._wanted = row.id
        self.show_folder(row.collection, row.folder)

    @Slot(object, bool)
    def _sort(self, by: Sorted, descending: bool) -> None:
        listing = self.model.listing
        if listing is not None:
            self._list(replace(listing, by=by, descending=descending))

    @Slot(object, object)
    def _items_changed(self, collections: frozenset[int], ids: frozenset[int]) -> None:
        listing = self.model.listing
        if collections and listing is not None and listing.drive is not None and listing.drive not in collections:
            return
        self.model.reread(ids if len(ids) < 50 else ())
        self._soon.start()

    @Slot()
    def _read_list(self) -> None:
        """Something changed: read the folder again, and say how things stand."""
        if self._link.session is not Session.OPEN or self.model.listing is None:
            return
        with suppress(StoreFault):
            self.read_places()
            self._read_ids(self.model.listing)
            self._show_conflicts()
            self._show_chosen()

    @Slot()
    def _listed(self) -> None:
        empty = self.model.complete and self.model.rowCount() == 0
        self._stack.setCurrentWidget(self._nothing if empty else self.list)
        if empty:
            self._say_why_empty()
        if self._wanted is not None and self.model.row_of(self._wanted) >= 0:
            self.list.choose_item(self._wanted)
            self._wanted = None

    def _say_why_empty(self) -> None:
        drive = self.drive
        self._nothing.show_state(
            *emptiness.why(
                self.model.listing,
                drives=bool(self._drives),
                reading=drive is not None and not drive.complete and not self._path,
                writable=self.target is not None,
            )
        )

    @Slot()
    def _fill(self) -> None:
        if not self._drives:
            self.account_wanted.emit()
        elif self.model.listing is not None and self.model.listing.text:
            self.bar.filter.clear()
        elif self.target is not None:
            self.carrying.ask_files(self.target)

    @Slot()
    def go_up(self) -> None:
        """List the folder above."""
        if self._path and self.model.listing is not None:
            below = self._path[-1].id
            self._wanted = below
            self.show_folder(self.model.listing.drive, self._path[-1].folder)

    # --- what is chosen

    @Slot()
    def _show_chosen(self) -> None:
        chosen = self.list.chosen()
        self.commands.offer(self)
        if len(chosen) != 1:
            self.preview.show_row(None, count=len(chosen))
            return
        with suppress(StoreFault):
            row = read_files.file(self._link.reader(), chosen[0].id)
            if row is not None:
                self.preview.show_row(row, self._place_of(row))

    def _place_of(self, row: FileRow) -> str:
        above = read_files.path(self._link.reader(), row.folder) if row.folder is not None else []
        drive = self._drives.get(row.collection)
        return " / ".join([drive.name if drive is not None else "", *(one.name for one in above)])

    def _show_conflicts(self) -> None:
        listing = self.model.listing
        drive = listing.drive if listing is not None else None
        found = read_files.in_conflict(self._link.reader(), drive) if drive is not None else []
        self.conflicts.say(
            self.tr("%n file(s) were changed here and elsewhere. Choose one to settle it: {names}", "", len(found)).format(
                names=", ".join(row.name for row in found[:3])
            )
            if found
            else "",
            "warning",
        )

    # --- opening

    @Slot(object)
    def open_row(self, row: FileRow) -> None:
        """Open a folder here, a text document in the editor, anything else in its program."""
        if row.is_folder:
            self.show_folder(row.collection, row.id)
        elif editable(row.name):
            self.document_wanted.emit(row.id)
        elif kind := danger(row.name):
            ask_before_opening(self, row.name, kind, partial(self.open_elsewhere, row))
        else:
            self.open_elsewhere(row)

    @slot_async
    async def open_elsewhere(self, row: FileRow) -> None:
        """Open a private copy in another program; what that saves comes back."""
        out = await self._link.ask_for(m.CheckOut(row.id), m.CheckedOut, 3600)
        QDesktopServices.openUrl(QUrl.fromLocalFile(out.path))
        toasts.say(self, self.tr("“{name}” is open in another program. What you save there comes back.").format(name=row.name))

    @Slot(int)
    def _made(self, item: int) -> None:
        self._wanted = ItemId(item)
        self.document_wanted.emit(ItemId(item))

    @Slot(object, object, bool)
    def _dropped_on_list(self, data: QMimeData, row: FileRow | None, copied: bool) -> None:
        target = Target(row.collection, row.id) if row is not None else self.target
        self.carrying.drop(data, target, copied=copied)

    @Slot(object, object, bool)
    def _dropped_on_place(self, data: QMimeData, place: Place, copied: bool) -> None:
        if place.drive is not None:
            self.carrying.drop(data, Target(place.drive, place.folder), copied=copied)

    # --- the rest

    @property
    def can_go_up(self) -> bool:
        """Whether there is a folder above the one that is listed."""
        return bool(self._path)

    @slot_async
    async def refresh(self) -> None:
        """Compare the drive with its server now."""
        drive = self.drive
        if drive is not None:
            await self._link.ask(m.SyncNow(drive.account, drive.id), 300)

    @Slot(QPoint)
    def _offer_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        self.commands.fill(menu, anything=bool(self.list.chosen()))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(at))

    @Slot(str, object)
    def _done(self, words: str, undo: Undo | None) -> None:
        if undo is None:
            toasts.say(self, words)
        else:
            toasts.say(self, words, action=self.tr("Undo"), on_action=undo, seconds=8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(820)
        self.list.narrow(wanted=narrow)
        self.preview.setVisible(not narrow)
