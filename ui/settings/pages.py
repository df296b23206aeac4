"""Settings of appearance, reading, writing, notifications and files."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.common import dates
from ui.common.forms import Page
from ui.common.labels import label
from ui.common.spelling import LANGUAGE_SETTING, OFF
from ui.i18n import LANGUAGES
from ui.preferences import Preferences
from ui.settings.dictionary import DictionaryCard
from ui.settings.rows import ChoiceRow, Group, SwitchRow, heading


class AppearancePage(Page):
    """Theme, density, zoom, language, menu bar."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680, centred=False)
        self.setAccessibleName(self.tr("Appearance"))
        self.column.addWidget(label(self.tr("Appearance"), "headline", self))
        group = Group(self.tr("Appearance"), self)
        group.add(
            ChoiceRow(
                preferences, "theme", self.tr("Theme"), self.tr("The system’s own follows day and night where the system does."),
                [("system", self.tr("Like the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark")),
                 ("contrast", self.tr("High contrast"))],
                self,
            )
        )  # fmt: skip
        group.add(
            ChoiceRow(
                preferences, "density", self.tr("Density of lists"), self.tr("Compact lists show more messages at once."),
                [("comfortable", self.tr("Comfortable")), ("compact", self.tr("Compact"))],
                self,
            )
        )  # fmt: skip
        group.add(
            ChoiceRow(
                preferences, "zoom", self.tr("Size of everything"), "",
                [(100, "100 %"), (110, "110 %"), (125, "125 %"), (150, "150 %"), (175, "175 %"), (200, "200 %")],
                self,
            )
        )  # fmt: skip
        group.add(
            SwitchRow(
                preferences, "start_with_session", self.tr("Start with the session"),
                self.tr("The window is then there, minimised, when you have signed in to the computer."), self,
            )
        )  # fmt: skip
        group.add(
            SwitchRow(
                preferences, "show_menu_bar", self.tr("Show the menu bar"),
                self.tr("Otherwise all menus are behind the ≡ button."), self,
            )
        )  # fmt: skip
        self.column.addWidget(group)
        self.column.addWidget(heading(self.tr("Language"), self))
        language = Group(self.tr("Language"), self)
        language.add(
            ChoiceRow(
                preferences, "language", self.tr("Language of the window"), self.tr("Shown at the next start."),
                [("system", self.tr("Like the system")), *LANGUAGES.items()],
                self,
            )
        )  # fmt: skip
        self.column.addWidget(language)
        self.column.addStretch(1)


class ReadingPage(Page):
    """Reading pane, marking as read, remote pictures, undoing a sending."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680, centred=False)
        self.setAccessibleName(self.tr("Reading and writing"))
        self.column.addWidget(label(self.tr("Reading and writing"), "headline", self))
        reading = Group(self.tr("Reading"), self)
        reading.add(
            ChoiceRow(
                preferences, "reading_pane", self.tr("Reading pane"), "",
                [("right", self.tr("Beside the list")), ("bottom", self.tr("Below the list")), ("off", self.tr("Hidden"))],
                self,
            )
        )  # fmt: skip
        reading.add(
            ChoiceRow(
                preferences, "mark_read_seconds", self.tr("Mark a message as read"), "",
                [(0, self.tr("As soon as it is shown")), (1, self.tr("After one second")), (5, self.tr("After five seconds")),
                 (-1, self.tr("Only by hand"))],
                self,
            )
        )  # fmt: skip
        reading.add(
            ChoiceRow(
                preferences, "read_receipts", self.tr("When a sender asks for a read receipt"),
                self.tr("Letters of lists are never answered by themselves."),
                [("ask", self.tr("Ask me")), ("never", self.tr("Never send one")), ("always", self.tr("Send it"))],
                self,
            )
        )  # fmt: skip
        reading.add(
            SwitchRow(
                preferences, "mail.archive_by_year", self.tr("Archive by year"),
                self.tr("Archived messages go to a folder of their year in Archives."), self,
            )
        )  # fmt: skip
        self.column.addWidget(reading)
        self.column.addWidget(heading(self.tr("Writing"), self))
        writing = Group(self.tr("Writing"), self)
        writing.add(
            ChoiceRow(
                preferences, "send_undo_seconds", self.tr("Time to undo a sending"),
                self.tr("The message waits this long before it leaves."),
                [(0, self.tr("None")), (5, self.tr("5 seconds")), (10, self.tr("10 seconds")), (30, self.tr("30 seconds"))],
                self,
            )
        )  # fmt: skip
        writing.add(
            ChoiceRow(
                preferences, LANGUAGE_SETTING, self.tr("Check the spelling in"),
                self.tr("What new letters begin with; each can be checked in another language."),
                [("", self.tr("The language of the window")), ("fr", "Français"), ("en", "English"),
                 ("fr+en", self.tr("French and English")), (OFF, self.tr("Do not check"))],
                self,
            )
        )  # fmt: skip
        self.column.addWidget(writing)
        self.dictionary = DictionaryCard(preferences, self)
        self.column.addWidget(self.dictionary)
        self.column.addStretch(1)


class NotificationsPage(Page):
    """What the system's notifications say."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680, centred=False)
        self.setAccessibleName(self.tr("Notifications"))
        self.column.addWidget(label(self.tr("Notifications"), "headline", self))
        group = Group(self.tr("Notifications"), self)
        group.add(
            SwitchRow(preferences, "notify_mail", self.tr("Tell of new mail"), self.tr("For inboxes only."), self)
        )
        group.add(
            ChoiceRow(
                preferences, "notify_chat", self.tr("Tell of chat messages"),
                self.tr("Rooms that you muted are never told of."),
                [
                    ("all", self.tr("All")), ("mentions", self.tr("To me: people, and where I am called")),
                    ("none", self.tr("None")),
                ],
                self,
            )
        )  # fmt: skip
        group.add(
            SwitchRow(
                preferences, "notify_details", self.tr("Show sender and subject"),
                self.tr("Off: only the number of messages, for screens that others can see."), self,
            )
        )  # fmt: skip
        group.add(
            SwitchRow(
                preferences, "close_to_tray", self.tr("Keep running when the window is closed"),
                self.tr("Mail goes on arriving; the icon beside the clock opens the window again."), self,
            )
        )  # fmt: skip
        self.column.addWidget(group)
        self.column.addStretch(1)


class FilesPage(Page):
    """How fast files travel."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680, centred=False)
        self.setAccessibleName(self.tr("Files"))
        self.column.addWidget(label(self.tr("Files"), "headline", self))
        group = Group(self.tr("Files"), self)
        per_second = self.tr("{size} per second")
        group.add(
            ChoiceRow(
                preferences, "transfer_limit", self.tr("Speed of transfers at most"),
                self.tr("For uploads and downloads together, so that the line stays free for others."),
                [(0, self.tr("As fast as it goes")),
                 *((kib, per_second.format(size=dates.size(kib * 1024))) for kib in (256, 512, 1024, 2048, 5120, 10240))],
                self,
            )
        )  # fmt: skip
        self.column.addWidget(group)
        self.column.addStretch(1)
