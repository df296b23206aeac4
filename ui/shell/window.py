"""The window: first steps, lock, or the workspace; what is remembered of its shape."""

from __future__ import annotations

import base64
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QSystemTrayIcon,
    QVBoxLayout,
    QWidget,
)

from sync.model.faults import Fault
from sync.model.ids import AccountId, RoomId
from sync.rpc import messages as m
from sync.serial import to_json
from sync.store.read import accounts as read_accounts
from sync.store.read.drafts import draft
from sync.store.rows import MessageRow
from ui import i18n, theme
from ui.common import slots
from ui.common.labels import label
from ui.common.sentences import sentence
from ui.common.slots import slot_async
from ui.link import Link, Session
from ui.live import Live
from ui.preferences import Preferences
from ui.shell.areas import Areas
from ui.shell.commands import Commands
from ui.shell.idle import Idle
from ui.shell.topbar import TopBar
from ui.shell.tray import Tray
from ui.shell.workspace import Workspace

if TYPE_CHECKING:
    from ui.accounts.flow import FirstRun
    from ui.search.palette import Palette
    from ui.shell.lock import LockView
    from ui.shell.shortcuts import ShortcutsDialog

KEEP_MILLISECONDS = 800
"""After the last move or resize, before the window's shape is kept."""


class MainWindow(QMainWindow):
    """The one window. `demo_requested` asks the application for the demo; `ended` tells that the person quits."""

    demo_requested = Signal()
    engine_wanted = Signal()
    """The person wants the engine to be started again after it was given up."""
    ended = Signal()

    def __init__(self, link: Link, live: Live, preferences: Preferences) -> None:
        super().__init__()
        self._link = link
        self._live = live
        self.preferences = preferences
        self.workspace: Workspace | None = None
        self.areas: Areas | None = None
        self.first_run: FirstRun | None = None
        self.lock_view: LockView | None = None
        self._commands: Commands | None = None
        self._palette: Palette | None = None
        self._tray: Tray | None = None
        self._trouble: Fault | None = None
        self._quitting = False
        self._mailtos: list[str] = []
        self._files: list[Path] = []
        self._calendars: list[str] = []
        self.setWindowTitle("Écritoire")
        self.setWindowIcon(QIcon(theme.pixmap("ecritoire", "text", 128)))
        self.setMinimumSize(640, 420)
        self.resize(theme.px(1280), theme.px(800))
        self._stack = QStackedWidget(self)
        self.setCentralWidget(self._stack)
        self._waiting_words = label(self.tr("Opening…"), "soft", wrap=True)
        self._waiting = self._waiting_page()
        self._stack.addWidget(self._waiting)
        self.menuBar().hide()
        self._keep_shape = QTimer(self, singleShot=True, interval=KEEP_MILLISECONDS)
        self._keep_shape.timeout.connect(self._remember_shape)
        self._idle = Idle(self)
        self._idle.reached.connect(self.lock)
        link.session_changed.connect(self._follow_session)
        preferences.preference_changed.connect(self._follow_preference)
        self._follow_session(link.session)

    # --- what the application and the tour call

    @Slot(str)
    def show_area(self, key: str) -> None:
        """Show an area: `home`, `mail`, `outbox`, `settings`."""
        if self.workspace is not None:
            self.workspace.show_area(key)

    @Slot(str)
    def open_settings(self, page: str = "accounts") -> None:
        """Show a page of the settings: accounts, appearance, reading, notifications, security, about."""
        if self.areas is not None:
            self.areas.settings.show_page(page)
            self.show_area("settings")

    def open_palette(self, text: str = "") -> None:
        """Open the palette with this text typed."""
        if self._palette is None and self.workspace is not None and self._commands is not None:
            self._palette = self._make_palette(self.workspace, self._commands)
        if self._palette is not None:
            self._palette.open_with(text)

    @Slot()
    def open_shortcuts(self) -> ShortcutsDialog | None:
        """Show the page of shortcuts, and return it."""
        from ui.shell.shortcuts import ShortcutsDialog

        if self._commands is None:
            return None
        dialog = ShortcutsDialog(self._commands.menus.groups, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def compose(self, mailto: str = "") -> None:
        """Start a message; it waits for the store where that is not open yet."""
        if self.areas is None:
            self._mailtos.append(mailto)
        else:
            self.areas.mail.compose(mailto)

    def open_file(self, path: Path) -> None:
        """Open a file of this computer; it waits for the store where that is not open yet."""
        if self.areas is None:
            self._files.append(path)
        else:
            self.areas.open_file(path, self)

    def follow_calendar(self, address: str) -> None:
        """Ask whether to follow the calendar of a `webcal:` address; it waits for the store where that is not open yet."""
        if self.areas is None:
            self._calendars.append(address)
            return
        from ui.accounts.feed import FeedDialog

        FeedDialog(self._link, address, self).open()

    def show_trouble(self, fault: Fault | None) -> None:
        """Say why the engine cannot be started any more; None: it can."""
        self._trouble = fault
        if self.workspace is not None:
            self.workspace.set_trouble(fault)
        self._waiting_words.setText(self.tr("Opening…") if fault is None else str(sentence(fault)))

    @Slot()
    def bring_forward(self) -> None:
        """Show the window before all others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot()
    def quit(self) -> None:
        """Close for good, whatever closing the window does otherwise."""
        self._quitting = True
        self.close()

    # --- the pages of the window

    def _waiting_page(self) -> QWidget:
        page = QWidget(self)
        page.setObjectName("page")
        picture = QLabel(page)
        picture.setPixmap(theme.pixmap("ecritoire", "text", theme.px(72)))
        self._waiting_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._waiting_words.setMinimumWidth(theme.px(420))
        column = QVBoxLayout(page)
        column.setSpacing(theme.px(16))
        column.addStretch(2)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._waiting_words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    @Slot(str)
    def _follow_session(self, session: str) -> None:
        match Session(session):
            case Session.NO_STORE:
                self._show_first_run(protected=False)
            case Session.LOCKED:
                self._close_workspace()
                self._show_lock()
            case Session.OPEN:
                self._enter()
            case Session.LOST:
                pass  # what was read stays on the screen; the banner says so

    @slot_async
    async def _enter(self) -> None:
        await self.preferences.read()
        if self._link.session is not Session.OPEN or self.first_run is not None or self.workspace is not None:
            return
        if read_accounts.accounts(self._link.reader()):
            self._open_workspace()
        else:
            self._show_first_run(protected=True)

    def _show_lock(self) -> None:
        if self.lock_view is None:
            from ui.shell.lock import LockView

            self.lock_view = LockView(self._link, self)
            self._stack.addWidget(self.lock_view)
        self.lock_view.prepare()
        self._stack.setCurrentWidget(self.lock_view)

    def _show_first_run(self, *, protected: bool) -> None:
        if self.first_run is None:
            from ui.accounts.flow import FirstRun

            self.first_run = FirstRun(self._link, self, protected=protected)
            self.first_run.finished.connect(self._open_workspace)
            self.first_run.demo_requested.connect(self.demo_requested)
            self._suggest_address()
            self._stack.addWidget(self.first_run)
        self._stack.setCurrentWidget(self.first_run)

    @Slot()
    def _open_workspace(self) -> None:
        app = QApplication.instance()
        if self.workspace is not None or not isinstance(app, QApplication):
            return
        i18n.install(app, str(self.preferences.value("language")))
        commands = Commands(self, self.preferences)
        topbar = TopBar(commands.menus.menu, commands.offline)
        space = Workspace(self._link, self._live, topbar, self)
        areas = Areas(self._link, self._live, self.preferences, space)
        commands.fill(areas.specs, areas.mail.actions())
        self._connect_commands(commands)
        self._connect_space(space)
        self._connect_areas(areas)
        space.reach_changed.connect(partial(commands.offer_areas, space.can_reach))
        self.workspace, self.areas, self._commands = space, areas, commands
        self._stack.addWidget(space)
        self._stack.setCurrentWidget(space)
        if self.first_run is not None:
            self.first_run.deleteLater()
            self.first_run = None
        self._restore_shape()
        self._follow_preference("")
        self._make_tray()
        space.set_trouble(self._trouble)
        self._turn_offline(commands.offline.isChecked())
        space.refresh()
        space.show_area("mail" if space.can_reach("mail") else "home")
        for mailto in self._mailtos:
            areas.mail.compose(mailto)
        self._mailtos.clear()
        for path in self._files:
            self.open_file(path)
        self._files.clear()
        for address in self._calendars:
            self.follow_calendar(address)
        self._calendars.clear()

    def _connect_commands(self, commands: Commands) -> None:
        commands.palette_wanted.connect(self.open_palette)
        commands.area_wanted.connect(self.show_area)
        commands.page_wanted.connect(self.open_settings)
        commands.account_wanted.connect(self.add_account)
        commands.lock_wanted.connect(self.lock)
        commands.quit_wanted.connect(self.quit)
        commands.shortcuts_wanted.connect(self.open_shortcuts)
        commands.offline_turned.connect(self._turn_offline)

    def _connect_space(self, space: Workspace) -> None:
        space.topbar.palette_requested.connect(self.open_palette)
        space.topbar.outbox_requested.connect(partial(self.show_area, "outbox"))
        space.sign_in_requested.connect(self._sign_in)
        space.engine_wanted.connect(self.engine_wanted)
        space.version_seen.connect(partial(self.preferences.set_value, "shell.version_seen"))

    def _connect_areas(self, areas: Areas) -> None:
        areas.area_wanted.connect(self.show_area)
        areas.account_wanted.connect(self.add_account)
        areas.account_chosen.connect(self._show_account)
        areas.message_chosen.connect(self.show_message)
        areas.draft_chosen.connect(self._edit_draft)
        areas.lock_wanted.connect(self.lock)

    def _make_palette(self, space: Workspace, commands: Commands) -> Palette:
        from ui.search.palette import Palette

        palette = Palette(self._link, lambda: commands.menus.actions, space)
        palette.message_chosen.connect(self.show_message)
        palette.search_requested.connect(self._search)
        return palette

    def _close_workspace(self) -> None:
        """Forget all that was shown: nothing of the store stays in the window's widgets."""
        for dialog in [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog)]:
            dialog.close()
        if self.areas is not None:
            self.areas.keep_all()
        if self._commands is not None:
            self._commands.take_away()
        if self.workspace is not None:
            self._stack.removeWidget(self.workspace)
            self.workspace.deleteLater()
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
        self.menuBar().hide()
        self.workspace = self.areas = self._palette = self._commands = self._tray = None

    # --- commands

    @Slot()
    def add_account(self) -> None:
        """Open the steps that add an account."""
        from ui.accounts.flow import AddAccountDialog

        dialog = AddAccountDialog(self._link, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @slot_async
    async def lock(self) -> None:
        """Lock now."""
        if self._link.session is Session.OPEN:
            if self.areas is not None:
                self.areas.keep_all()
                await slots.settle()
            await self._link.lock()

    @slot_async
    async def _turn_offline(self, offline: bool) -> None:
        if self.workspace is not None:
            self.workspace.set_offline(offline)
        self.preferences.set_value("shell.offline", offline)
        await self._link.ask(m.SetOffline(offline))

    @slot_async
    async def _sign_in(self, account: int) -> None:
        from ui.accounts.page import sign_in_again

        await sign_in_again(self._link, AccountId(account), self)

    @Slot(object)
    def show_message(self, row: MessageRow) -> None:
        """Show a message in its mailbox."""
        self.show_area("mail")
        if self.areas is not None:
            self.areas.mail.show_message(row)

    @Slot(str)
    def _search(self, text: str) -> None:
        self.show_area("mail")
        if self.areas is not None:
            self.areas.mail.search(text)

    @Slot(str)
    def _edit_draft(self, key: str) -> None:
        found = draft(self._link.reader(), key)
        if found is not None and self.areas is not None:
            account, written = found
            self.areas.mail.edit_draft(m.DraftAnswer(key, account, to_json(written).encode()))

    @Slot(int)
    def _show_account(self, account: int) -> None:
        if self.areas is not None:
            self.open_settings("accounts")
            self.areas.accounts.show_account(account)

    @Slot(object)
    def _answer_quickly(self, room: RoomId) -> None:
        if self.areas is not None:
            self.areas.chat.answer_quickly(room)

    def _room_looked_at(self) -> RoomId | None:
        """Return the room before the person's eyes; the area is not made for that."""
        shown = self.workspace is not None and self.workspace.shown == "chat"
        return self.areas.chat.looked_at if self.areas is not None and shown else None

    def _make_tray(self) -> None:
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._tray = Tray(self._link, self._live, self.preferences, self.windowIcon(), self)
            self._tray.window_requested.connect(self.bring_forward)
            self._tray.message_chosen.connect(self.show_message)
            self._tray.room_chosen.connect(self._answer_quickly)
            self._tray.looked_at = self._room_looked_at
            self._tray.compose_requested.connect(self.compose)
            self._tray.quit_requested.connect(self.quit)
            self._tray.show()

    # --- what is remembered

    @Slot(str)
    def _follow_preference(self, name: str) -> None:
        value = self.preferences.value
        app = QApplication.instance()
        if name in ("", "theme", "zoom", "density") and isinstance(app, QApplication):
            theme.apply_if_changed(
                app, str(value("theme")), zoom=int(value("zoom")) / 100, density=str(value("density"))
            )
        if name in ("", "show_menu_bar") and self.workspace is not None and self._commands is not None:
            shown = bool(value("show_menu_bar"))
            self.menuBar().setVisible(shown)
            self.workspace.topbar.menu_button.setVisible(not shown)
            self._commands.menu_bar.setChecked(shown)
        if name in ("", "hidden_areas") and self.workspace is not None:
            self.workspace.hide_areas(str(value("hidden_areas")).split(","))
        if name in ("", "updates.newer", "shell.version_seen") and self.workspace is not None:
            newer = str(value("updates.newer")).partition(" ")[0]
            self.workspace.set_newer("" if newer == value("shell.version_seen") else newer)
        self._suggest_address()
        if name in ("", "lock_after_minutes"):
            self._idle.set_minutes(int(value("lock_after_minutes")))

    def _suggest_address(self) -> None:
        """Begin the first steps with the address that the administrator prepared."""
        if self.first_run is not None:
            value = self.preferences.value
            self.first_run.add.address.suggest(str(value("suggested_address")), str(value("suggested_name")))

    def _restore_shape(self) -> None:
        shape: dict[str, Any] = self.preferences.value("shell.window") or {}
        geometry = base64.b64decode(str(shape.get("geometry", "")))
        if geometry:
            self.restoreGeometry(QByteArray(geometry))

    @Slot()
    def _remember_shape(self) -> None:
        if self.workspace is not None and self._link.session is Session.OPEN:
            geometry = base64.b64encode(self.saveGeometry().data()).decode()
            self.preferences.set_value("shell.window", {"geometry": geometry})

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._keep_shape.start()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._tray is not None and self.preferences.value("close_to_tray") and not self._quitting:
            event.ignore()
            self.hide()
            return
        if self.areas is not None:
            self.areas.keep_all()
        self._remember_shape()
        event.accept()
        self.ended.emit()
