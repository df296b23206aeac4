"""Why a list of files is empty, and the one button that fills it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.files.model import Listing

translate = QCoreApplication.translate


def why(listing: Listing | None, *, drives: bool, reading: bool, writable: bool) -> tuple[str, str, str, str]:
    """Return icon, title, sentence and button of an empty list; `drives`: whether there is any drive at all."""
    if not drives:
        return (
            "hard-drive",
            translate("Emptiness", "No drive yet"),
            translate("Emptiness", "An account with files (WebDAV, S3…) shows its drives here, offline too."),
            translate("Emptiness", "Add an account…"),
        )
    if listing is not None and listing.everywhere:
        found = translate("Emptiness", "Words are looked for in the names of everything that your drives list.")
        return "search", translate("Emptiness", "Nothing of that name in any drive"), found, translate("Emptiness", "Go back")
    if listing is not None and listing.text:
        return "search", translate("Emptiness", "No name holds these letters"), "", translate("Emptiness", "Show everything")
    if listing is not None and listing.drive is None:
        return (
            "pin",
            translate("Emptiness", "Nothing is pinned"),
            translate("Emptiness", "Pin a folder or a file, and it is always here, also without a network."),
            "",
        )
    if reading:
        found = translate("Emptiness", "What is found appears at once.")
        return "cloud", translate("Emptiness", "This drive is being read"), found, ""
    title = translate("Emptiness", "This folder is empty")
    if not writable:
        return "folder-open", title, translate("Emptiness", "You may read here, not write."), ""
    return (
        "folder-open",
        title,
        translate("Emptiness", "Drop files or folders here from your desktop, or choose them."),
        translate("Emptiness", "Upload files…"),
    )
