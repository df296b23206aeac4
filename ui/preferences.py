"""Preferences: settings of the person and of the administrator, kept by the engine, at hand without waiting."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QObject, Signal

from sync.model.faults import Rejected
from sync.rpc import messages as m
from ui.common.slots import slot_async, slot_owed
from ui.link import Link, Session
from ui.live import Live

DEFAULTS: dict[str, Any] = {
    "theme": "system",
    "language": "system",
    "density": "comfortable",
    "zoom": 100,
    "reading_pane": "right",
    "mark_read_seconds": 1,
    "read_receipts": "ask",
    "remote_pictures": False,
    "conversations": True,
    "send_undo_seconds": 10,
    "notify_mail": True,
    "notify_chat": "all",
    "notify_details": True,
    "notify_sound": False,
    "lock_after_minutes": 0,
    "transfer_limit": 0,
    "demanded_law": "",
    "demanded_qualification": "",
    "web_proxy": "",
    "mail_proxy": "",
    "tell_of_updates": True,
    "update_source": "",
    "update_key": "",
    "updates.newer": "",
    "close_to_tray": False,
    "start_with_session": False,
    "hidden_areas": "",
    "suggested_address": "",
    "suggested_name": "",
    "show_menu_bar": False,
    "shell.window": {},
    "shell.offline": False,
    "shell.version_seen": "",
}
"""Every setting that the window knows, with its value where nobody chose one; areas may keep others under their own prefix."""


class Preferences(QObject):
    """Values by name. A name fixed by policy cannot be changed."""

    preference_changed = Signal(str)
    """The name; empty: any."""

    def __init__(self, link: Link, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._values: dict[str, Any] = {}
        self._fixed: frozenset[str] = frozenset()
        live.settings_changed.connect(self.read)

    def value(self, name: str, default: Any = None) -> Any:
        """Return a setting, its default where nobody chose one."""
        if name in self._values:
            return self._values[name]
        return DEFAULTS.get(name) if default is None else default

    def is_fixed(self, name: str) -> bool:
        """Return whether the administrator fixed this setting."""
        return name in self._fixed

    def set_value(self, name: str, value: Any) -> None:
        """Keep a setting: shown at once, sent to the engine; nothing where it is the same or fixed."""
        if self.is_fixed(name) or self.value(name) == value:
            return
        self._values[name] = value
        self.preference_changed.emit(name)
        if self._link.session in (Session.OPEN, Session.LOST):
            self._keep(name, value)

    @slot_owed
    async def _keep(self, name: str, value: Any) -> None:
        try:
            await self._link.ask(m.ChangeSetting(name, json.dumps(value)))
        except Rejected:
            self.read()
            raise

    @slot_async
    async def read(self) -> None:
        """Read all settings again."""
        if self._link.session is not Session.OPEN:
            return
        answer = await self._link.ask_for(m.GetSettings(), m.SettingsAnswer)
        values = {name: json.loads(value) for name, value in answer.values.items()}
        fixed = frozenset(answer.fixed)
        if values != self._values or fixed != self._fixed:
            self._values, self._fixed = values, fixed
            self.preference_changed.emit("")
