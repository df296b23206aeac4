"""About: version, licence, and the licences of what it is built with."""

from __future__ import annotations

from importlib import metadata, resources

from PySide6.QtCore import QUrl, Slot, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ui import theme
from ui.common.forms import Page
from ui.common.labels import label
from ui.preferences import Preferences
from ui.settings.rows import Group, action_row

BUILT_WITH = (
    ("PySide6 / Qt", "LGPL-3.0-only"),
    ("qasync", "BSD-2-Clause"),
    ("SQLCipher, sqlcipher3", "BSD-3-Clause, Zlib"),
    ("cryptography", "Apache-2.0 OR BSD-3-Clause"),
    ("aiohttp", "Apache-2.0"),
    ("aiosmtplib", "MIT"),
    ("dnspython", "ISC"),
    ("fast-mail-parser", "Apache-2.0"),
    ("keyring", "MIT"),
    ("msgspec", "BSD-3-Clause"),
    ("nh3", "MIT"),
    ("platformdirs", "MIT"),
    ("psutil", "BSD-3-Clause"),
    ("Lucide", "ISC, MIT"),
)
"""Names and licences (SPDX) of the parts that are shipped."""


def version() -> str:
    """Return the version that is installed."""
    try:
        return metadata.version("ecritoire")
    except metadata.PackageNotFoundError:
        return "0"


class AboutPage(Page):
    """Who made it, under which licence, with what."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680, centred=False)
        self.setAccessibleName(self.tr("About"))
        head = QHBoxLayout()
        head.setSpacing(theme.px(16))
        picture = QLabel(self)
        picture.setPixmap(theme.pixmap("ecritoire", "text", theme.px(64)))
        head.addWidget(picture)
        words = QVBoxLayout()
        words.addWidget(label("Écritoire", "headline", self))
        words.addWidget(
            label(self.tr("Version {version} · Qt {qt}").format(version=version(), qt=qVersion()), "soft", self)
        )
        head.addLayout(words, 1)
        self.column.addLayout(head)
        self._preferences = preferences
        self._newer = action_row("", "", self.tr("What is new"), self._open_page, self)
        self._newer_card = Group(self.tr("Newer version"), self)
        self._newer_card.add(self._newer)
        self.column.addWidget(self._newer_card)
        preferences.preference_changed.connect(self._follow)
        self._follow()
        self.column.addWidget(
            label(
                self.tr(
                    "Free software under the European Union Public Licence 1.2. "
                    "It sends nothing about you to anyone: "
                    "it speaks only to the servers of your accounts and of your administration."
                ),
                "",
                self,
                wrap=True,
            )
        )
        self.column.addWidget(label(self.tr("Built with"), "section", self))
        built = label("\n".join(f"{name} — {licence}" for name, licence in BUILT_WITH), "soft", self, wrap=True)
        self.column.addWidget(built)
        self.column.addWidget(label(self.tr("Licence of the icons"), "section", self))
        licence = QPlainTextEdit(self)
        licence.setReadOnly(True)
        licence.setTabChangesFocus(True)
        licence.setAccessibleName(self.tr("Licence of the icons"))
        licence.setPlainText((resources.files("resources") / "icons" / "lucide" / "LICENSE").read_text("utf-8"))
        licence.setFixedHeight(theme.px(160))
        self.column.addWidget(licence)
        self.column.addStretch(1)

    @Slot(str)
    def _follow(self, name: str = "") -> None:
        if name in ("", "updates.newer"):
            number, _, page = str(self._preferences.value("updates.newer")).partition(" ")
            self._newer.title.setText(self.tr("Version {version} is there").format(version=number))
            self._newer.say(self.tr("It is installed by your administration; nothing is fetched or installed by itself."))
            self._newer_card.setVisible(bool(number))
            if self._newer.control is not None:
                self._newer.control.setVisible(bool(page))

    @Slot()
    def _open_page(self) -> None:
        QDesktopServices.openUrl(QUrl(str(self._preferences.value("updates.newer")).partition(" ")[2]))
