"""Language: which one is shown, its translations, and what French typography asks for."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

LANGUAGES = {"fr": "Français", "en": "English"}
NARROW = "\N{NARROW NO-BREAK SPACE}"
WIDE = "\N{NO-BREAK SPACE}"

_shown = "fr"
_installed: list[QTranslator] = []


def language() -> str:
    """Return the language that is shown: `fr` or `en`."""
    return _shown


def locale() -> QLocale:
    """Return the locale for dates and figures: the system's own where it speaks the shown language."""
    system = QLocale.system()
    wanted = QLocale.Language.French if _shown == "fr" else QLocale.Language.English
    if system.language() == wanted:
        return system
    return QLocale(wanted, QLocale.Country.France if _shown == "fr" else QLocale.Country.UnitedKingdom)


def system_language() -> str:
    """Return the language that the system asks for; French where it asks for one that there is not."""
    for name in QLocale.system().uiLanguages():
        if name.split("-")[0].split("_")[0] in LANGUAGES:
            return name[:2]
    return "fr"


def folder() -> Path:
    """Return the folder of the compiled translations."""
    return Path(str(resources.files("resources") / "i18n"))


def install(app: QApplication, wanted: str = "system") -> str:
    """Show the application in `fr`, `en` or the `system`'s language; windows built later speak it. Returns the language."""
    global _shown
    _shown = wanted if wanted in LANGUAGES else system_language()
    for translator in _installed:
        app.removeTranslator(translator)
        translator.deleteLater()
    _installed.clear()
    QLocale.setDefault(locale())
    for path in sorted(folder().glob(f"*_{_shown}.qm")):
        _load(app, str(path))
    _load(app, str(Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{_shown}.qm"))
    return _shown


def _load(app: QApplication, path: str) -> None:
    translator = QTranslator(app)
    if translator.load(path):
        app.installTranslator(translator)
        _installed.append(translator)
    else:
        translator.deleteLater()


def typeset(text: str) -> str:
    """Return French text with its no-break spaces: narrow before `; ! ?`, wide before `:` and inside guillemets."""
    if _shown != "fr":
        return text
    text = re.sub(r"(?<=\S) ([;!?])", NARROW + r"\1", text)
    text = re.sub(r"(?<=\S) (:)(?=\s|$)", WIDE + r"\1", text)
    return text.replace("« ", "«" + WIDE).replace(" »", WIDE + "»")
