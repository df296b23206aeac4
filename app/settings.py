"""The settings: every name with its type, its default and its meaning. The engine keeps them, policy may fix them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TypeAlias

from sync.model.faults import Rejected
from sync.transport.proxies import MAIL, WEB

Value: TypeAlias = str | int | bool


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `choices` lists allowed texts, `pattern` describes them, `lowest` and `highest` bound numbers."""

    default: Value
    meaning: str
    choices: tuple[str, ...] = ()
    lowest: int = 0
    highest: int = 1_000_000
    pattern: str = ""

    def allows(self, value: object) -> bool:
        """Tell whether `value` may stand here."""
        if type(value) is not type(self.default):
            return False
        if isinstance(value, bool):
            return True
        if isinstance(value, int):
            return self.lowest <= value <= self.highest
        if self.pattern:
            return re.fullmatch(self.pattern, str(value)) is not None
        return not self.choices or value in self.choices


SETTINGS: dict[str, Setting] = {
    "theme": Setting("system", "Colours of the window", ("system", "light", "dark", "contrast")),
    "language": Setting("system", "Language of the window", ("system", "fr", "en")),
    "density": Setting("comfortable", "Height of the rows of lists", ("comfortable", "compact")),
    "zoom": Setting(100, "Size of text, in per cent", lowest=50, highest=300),
    "reading_pane": Setting("right", "Where a message is read", ("right", "bottom", "off")),
    "mark_read_seconds": Setting(
        1, "How long a message is looked at before it counts as read; -1: never", lowest=-1, highest=60
    ),
    "read_receipts": Setting(
        "ask", "Whether senders who ask for it are told that a message was shown", ("ask", "never", "always")
    ),
    "remote_pictures": Setting(False, "Fetch pictures that messages refer to without being asked"),
    "conversations": Setting(True, "Show messages of one thread together"),
    "send_undo_seconds": Setting(10, "How long sending can be undone, in seconds", highest=60),
    "notify_mail": Setting(True, "Tell of new messages"),
    "notify_chat": Setting("all", "Tell of new chat messages", ("all", "mentions", "none")),
    "notify_details": Setting(True, "Show sender and subject when telling of new messages"),
    "notify_sound": Setting(False, "Make a sound when telling of new messages"),
    "lock_after_minutes": Setting(0, "Lock after so many minutes without use; 0: never", highest=24 * 60),
    "transfer_limit": Setting(0, "How fast contents of files travel at most, in KiB per second; 0: as fast as they go"),
    "demanded_law": Setting("", "Law that must be declared of a host before it is contacted", ("", "FR", "EU")),
    "demanded_qualification": Setting(
        "", "Qualification that must be declared of a host before it is contacted", ("", "secnumcloud", "hds")
    ),
    "web_proxy": Setting("", "Proxy for web addresses (http://…); empty: the system’s", pattern=WEB),
    "mail_proxy": Setting("", "Proxy for mail servers (http://… or socks5://…, with a port); empty: none", pattern=MAIL),
    "tell_of_updates": Setting(True, "Tell of newer versions, where the organisation names an update source"),
    "update_source": Setting(
        "", "Folder (https://…) of the signed file version.json that tells of newer versions", pattern=r"^(https://\S+)?$"
    ),
    "update_key": Setting("", "Public key (Ed25519, in Base64) of that file", pattern=r"^([A-Za-z0-9+/]{43}=)?$"),
    "close_to_tray": Setting(False, "Go on in the background when the window is closed"),
    "start_with_session": Setting(False, "Start with the session"),
    "hidden_areas": Setting("", "Areas taken out of the window, by their keys, separated by commas"),
    "suggested_address": Setting("", "The address that the first steps begin with"),
    "suggested_name": Setting("", "The name that the first steps begin with"),
    "show_menu_bar": Setting(False, "Show the menu bar"),
}


def check(name: str, text: str) -> None:
    """Make sure that a setting may have this JSON value. Raises `Rejected("bad_setting")`.

    Names with a point belong to one area of the window, which keeps there what it likes.
    """
    try:
        value = json.loads(text)
    except ValueError as error:
        raise Rejected("bad_setting", name=name) from error
    setting = SETTINGS.get(name)
    if setting is None and "." not in name:
        raise Rejected("bad_setting", name=name)
    if setting is not None and not setting.allows(value):
        raise Rejected("bad_setting", name=name)
