"""Files in words: where an entry stands between this machine and its server, and who else sees it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from sync.model.file_names import Trouble
from sync.model.files import Kept, Permission, Shared
from sync.model.pending import Pending
from sync.store.item_rows import FileRow

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class State:
    """Where an entry stands: an icon, the colour of both, and words."""

    icon: str
    role: str
    words: str


def state(row: FileRow) -> State:
    """Return where an entry stands; what waits or went wrong comes before what is kept."""
    match row.pending:
        case Pending.CONFLICT:
            return State("triangle-alert", "danger", translate("FileStates", "Changed on both sides"))
        case Pending.REFUSED:
            return State("circle-x", "danger", translate("FileStates", "Refused by the server"))
        case Pending.UNCERTAIN:
            return State("circle-help", "warning", translate("FileStates", "Perhaps done"))
        case Pending.SENDING:
            return State("upload", "accent_ink", translate("FileStates", "On its way"))
        case Pending.MOVING:
            return State("folder-input", "accent_ink", translate("FileStates", "Moves to another drive"))
        case Pending.QUEUED:
            return State("clock", "warning", translate("FileStates", "Waiting to be sent"))
    if row.is_folder:
        if row.pinned:
            return State("pin", "success", translate("FileStates", "Available offline"))
        return State("cloud", "text_faint", translate("FileStates", "Synchronised"))
    match row.kept:
        case Kept.CURRENT if row.pinned:
            return State("pin", "success", translate("FileStates", "Available offline"))
        case Kept.CURRENT:
            return State("circle-check", "success", translate("FileStates", "Here and synchronised"))
        case Kept.OLDER:
            return State("history", "warning", translate("FileStates", "An older version is here"))
    if row.pinned:
        return State("download", "accent_ink", translate("FileStates", "Is being brought here"))
    return State("cloud", "text_faint", translate("FileStates", "On the server"))


def shared(row: FileRow) -> str:
    """Return who else sees an entry, in words; empty where nobody does."""
    return {
        Shared.BY_ME: translate("FileStates", "Shared by you"),
        Shared.WITH_ME: translate("FileStates", "Shared with you"),
        Shared.BY_LINK: translate("FileStates", "Shared by a link"),
    }.get(row.shared, "")


def permitted(row: FileRow) -> str:
    """Return what may not be done with an entry, in words; empty where everything may be."""
    if not row.permissions & Permission.WRITE:
        return translate("FileStates", "You may read this, not change it.")
    return ""


def rule(trouble: Trouble) -> str:
    """Return why a name cannot be used, and what would do."""
    match trouble:
        case Trouble.EMPTY:
            return translate("FileStates", "A name needs at least one letter or figure.")
        case Trouble.END:
            return translate("FileStates", "Windows drops a point or a blank at the end of a name: take it away.")
        case Trouble.CHARACTERS:
            return translate("FileStates", 'These characters cannot be used on every computer: < > : " / \\ | ? *')
        case Trouble.RESERVED:
            return translate("FileStates", "Windows keeps this name for itself (CON, NUL, COM1…): add a word to it.")
        case Trouble.LONG:
            return translate("FileStates", "This name is too long: many computers allow 255 bytes.")
    return ""
