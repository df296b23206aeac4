"""Settings of the network: the organisation's proxies, and whether newer versions are told of."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.common.forms import Page
from ui.common.labels import label
from ui.preferences import Preferences
from ui.settings.rows import Group, SwitchRow, TextRow, heading


class NetworkPage(Page):
    """Proxies for web addresses and for mail, and newer versions."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680, centred=False)
        self.setAccessibleName(self.tr("Network"))
        self.column.addWidget(label(self.tr("Network"), "headline", self))
        proxies = Group(self.tr("Proxies"), self)
        proxies.add(
            TextRow(
                preferences, "web_proxy", self.tr("Proxy for web addresses"),
                self.tr("For sign-in, calendars, contacts, files and chat. An address such as http://proxy.example.org:3128"),
                self.tr("Like the system"), self,
            )
        )  # fmt: skip
        proxies.add(
            TextRow(
                preferences, "mail_proxy", self.tr("Proxy for mail servers"),
                self.tr("For IMAP and SMTP. An address that begins with http:// or socks5:// and ends with a port"),
                self.tr("None"), self,
            )
        )  # fmt: skip
        self.column.addWidget(proxies)
        self.column.addWidget(heading(self.tr("Newer versions"), self))
        versions = Group(self.tr("Newer versions"), self)
        versions.add(
            SwitchRow(
                preferences, "tell_of_updates", self.tr("Tell of newer versions"),
                self.tr("Asked once a day of your administration, where it names a place. Nothing is ever installed by itself."),
                self,
            )
        )  # fmt: skip
        self.column.addWidget(versions)
        self.column.addStretch(1)
