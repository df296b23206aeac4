"""The commands of the mail area, and which of them need one letter, or any: the table that buttons, menus and keys share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.mail.commands import Commands

translate = QCoreApplication.translate

if TYPE_CHECKING:
    from ui.mail.area import MailArea

ON_CHOSEN = ("archive", "delete", "junk", "read", "flag", "pin", "snooze", "remind")
"""Commands about everything that is chosen."""
ON_ONE = (
    "reply", "reply_all", "reply_list", "forward", "redirect", "edit_as_new", "source", "plain", "print", "pdf",
)  # fmt: skip
"""Commands about the one letter that is chosen."""
MORE = ("redirect", "edit_as_new", "", "print", "pdf", "", "plain", "white", "source")
"""What stands behind the three dots above a letter; an empty name is a line."""
MENU = (
    "reply", "reply_all", "reply_list", "forward", "redirect", "edit_as_new", "", "archive", "delete", "junk", "", "read", "flag",
    "pin", "", "source",
)  # fmt: skip
"""The menu of the list."""


def build(area: MailArea) -> Commands:
    """Return all commands of an area."""
    made = Commands(area)
    deeds, intents, reader, view = area.deeds, area.intents, area.reader, area.list.view
    made.add("compose", translate("MailArea", "New message"), "square-pen", area.compose, "Ctrl+N")
    made.add("reply", translate("MailArea", "Reply"), "reply", lambda: area.answer("reply"), "R", "Ctrl+R")
    made.add(
        "reply_all",
        translate("MailArea", "Reply to all"),
        "reply-all",
        lambda: area.answer("reply_all"),
        "Shift+R",
        "Ctrl+Shift+R",
    )
    made.add(
        "reply_list", translate("MailArea", "Reply to the list"), "users", lambda: area.answer("reply_list"), "L"
    ).setVisible(False)
    made.add(
        "forward", translate("MailArea", "Forward"), "forward", lambda: area.answer("forward"), "F", "Ctrl+Shift+F"
    )
    made.add("redirect", translate("MailArea", "Redirect…"), "redo-2", area.redirect, "Ctrl+Shift+D")
    made.add("edit_as_new", translate("MailArea", "Edit as new message"), "copy", area.edit_as_new, "Ctrl+E")
    made.add("archive", translate("MailArea", "Archive"), "archive", lambda: deeds.act(intents.archive), "E")
    made.add("delete", translate("MailArea", "Delete"), "trash-2", lambda: deeds.act(intents.delete), "Del")
    made.add("junk", translate("MailArea", "Junk"), "ban", deeds.toggle_junk, "!")
    made.add("read", translate("MailArea", "Mark as read or unread"), "mail", deeds.toggle_read, "U")
    made.add("flag", translate("MailArea", "Flag or unflag"), "flag", deeds.toggle_flag, "S")
    made.add("pin", translate("MailArea", "Pin or unpin"), "pin", deeds.toggle_pin, "P")
    made.add("snooze", translate("MailArea", "Put off until…"), "calendar-clock", lambda: area.open_menu(area.snooze_menu), "B")
    made.add("remind", translate("MailArea", "Remind me…"), "bell", lambda: area.open_menu(area.remind_menu), "Shift+S")
    made.add("next", translate("MailArea", "Next message"), "arrow-down", lambda: view.step(1), "J")
    made.add("previous", translate("MailArea", "Previous message"), "arrow-up", lambda: view.step(-1), "K")
    made.add("search", translate("MailArea", "Search this list"), "search", area.focus_search, "/", "Ctrl+F")
    made.add(
        "search_server", translate("MailArea", "Search on the server"), "cloud", area.list.server.ask, "Ctrl+Shift+E"
    )
    made.add("undo", translate("MailArea", "Undo the last move or deletion"), "undo-2", intents.undo, "Ctrl+Z")
    made.add("select_all", translate("MailArea", "Select all messages"), "list-checks", view.selectAll, "Ctrl+A")
    made.add("synchronise", translate("MailArea", "Check for mail"), "refresh-cw", area.synchronise, "F5")
    made.add("print", translate("MailArea", "Print…"), "printer", reader.print_letter, "Ctrl+P")
    made.add("pdf", translate("MailArea", "Save as PDF…"), "file-text", reader.save_pdf)
    made.add("source", translate("MailArea", "Headers and source"), "code", reader.show_source, "Ctrl+U")
    plain = made.add("plain", translate("MailArea", "Show as plain text"), "type", lambda: None)
    plain.setCheckable(True)
    plain.toggled.connect(reader.show_plain)
    white = made.add("white", translate("MailArea", "Letters on white under a dark theme"), "sun", lambda: None)
    white.setCheckable(True)
    white.toggled.connect(reader.show_white)
    white.triggered.connect(lambda wanted: area.preferences.set_value("mail.white_letters", wanted))
    return made
