"""Operations in words: what each one is, where it stands, what the server said."""

from __future__ import annotations

from time import time

from PySide6.QtCore import QCoreApplication

from sync.model.operations import PAUSED, OperationState
from sync.store.rows import OperationRow
from ui.common import dates
from ui.common.sentences import Sentence, sentence_of

translate = QCoreApplication.translate

_LATER_SECONDS = 90
"""What waits for longer than any time for undoing waits because somebody wished so."""

ICONS = {
    "send_message": "send-horizontal",
    "redirect_message": "redo-2",
    "send_receipt": "mail-check",
    "save_draft": "pen-line",
    "move_items": "folder",
    "copy_items": "copy",
    "delete_items": "trash-2",
    "empty_collection": "trash-2",
    "change_flags": "flag",
    "create_collection": "folder-plus",
    "rename_collection": "pencil",
    "delete_collection": "trash-2",
    "save_script": "list-filter",
    "upload_file": "upload",
    "create_folder": "folder-plus",
    "move_file": "folder-input",
    "move_away": "hard-drive",
}


def title(row: OperationRow) -> str:
    """Return what an operation is, as a short phrase."""
    count = max(row.count, 1)
    match row.kind:
        case "send_message":
            return translate("Operations", "Send a message")
        case "redirect_message":
            return translate("Operations", "Redirect a message")
        case "send_receipt":
            return translate("Operations", "Send a read receipt")
        case "save_draft":
            return translate("Operations", "Save a draft on the server")
        case "move_items":
            return translate("Operations", "Move %n message(s)", "", count)
        case "copy_items":
            return translate("Operations", "Copy %n message(s)", "", count)
        case "delete_items":
            return translate("Operations", "Delete %n message(s) for good", "", count)
        case "empty_collection":
            return translate("Operations", "Empty a folder (%n message(s))", "", count)
        case "change_flags":
            return translate("Operations", "Mark %n message(s)", "", count)
        case "create_collection":
            return translate("Operations", "Create a folder")
        case "rename_collection":
            return translate("Operations", "Rename a folder")
        case "delete_collection":
            return translate("Operations", "Delete a folder")
        case "save_script":
            return translate("Operations", "Keep rules on the server")
        case "upload_file":
            return translate("Operations", "Upload a file")
        case "create_folder":
            return translate("Operations", "Create a folder in a drive")
        case "move_file":
            return translate("Operations", "Move or rename a file")
        case "move_away":
            return translate("Operations", "Move to another drive")
    return translate("Operations", "Operation")


def state(row: OperationRow) -> str:
    """Return where an operation stands, as a short phrase."""
    match OperationState(row.state):
        case OperationState.RUNNING:
            return translate("Operations", "In progress")
        case OperationState.UNCERTAIN:
            return translate("Operations", "Perhaps done: the answer was lost")
        case OperationState.REFUSED:
            return translate("Operations", "Refused")
        case OperationState.CONFLICT:
            return translate("Operations", "Conflict to settle")
        case OperationState.QUEUED:
            if row.not_before >= PAUSED:
                return translate("Operations", "Paused")
            if row.not_before > 1000 * (time() + _LATER_SECONDS):
                return translate("Operations", "Leaves on {date}").format(date=dates.full(row.not_before // 1000))
            if row.fault_kind in ("offline", ""):
                return translate("Operations", "Waiting")
            return translate("Operations", "Will be tried again")


def said(row: OperationRow) -> Sentence | None:
    """Return what the server said last, as a sentence."""
    return sentence_of(row.fault_kind, row.fault_code, row.fault_parameters)
