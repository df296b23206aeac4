"""Templates of letters: kept in the settings, with fields that are filled in as one is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from html import escape
from typing import Any

from PySide6.QtCore import QDate, QObject, Signal

from sync.model.ids import new_operation_id
from sync.model.mail import Address
from ui import i18n
from ui.preferences import Preferences

SETTING = "mail.templates"
_FIELD = re.compile(r"\{([^{}<>\n]{1,40})\}")
_NAMES = {
    "nom": "name", "name": "name", "prénom": "first_name", "prenom": "first_name", "first name": "first_name",
    "adresse": "address", "address": "address", "date": "date", "objet": "subject", "subject": "subject", "moi": "me", "me": "me",
}  # fmt: skip
"""Fields as people write them, in both languages."""


@dataclass(frozen=True, slots=True)
class Template:
    """A letter to begin with."""

    key: str
    name: str
    subject: str = ""
    html: str = ""


class Templates(QObject):
    """The templates in the order of their names."""

    templates_changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        preferences.preference_changed.connect(self._follow)

    def all(self) -> list[Template]:
        """Return all templates."""
        kept = self._preferences.value(SETTING, [])
        found = [one for entry in kept if (one := _template(entry)) is not None] if isinstance(kept, list) else []
        return sorted(found, key=lambda one: (one.name.casefold(), one.key))

    def keep(self, name: str, subject: str, html: str, key: str = "") -> Template:
        """Keep a template: a new one, or in place of the one of this key."""
        made = Template(key or new_operation_id(), name, subject, html)
        self._write([*(one for one in self.all() if one.key != made.key), made])
        return made

    def forget(self, key: str) -> None:
        """Forget a template."""
        self._write([one for one in self.all() if one.key != key])

    def _write(self, templates: list[Template]) -> None:
        self._preferences.set_value(SETTING, [asdict(one) for one in templates])

    def _follow(self, name: str) -> None:
        if name in ("", SETTING):
            self.templates_changed.emit()


def values(recipient: Address | None, subject: str, me: str) -> dict[str, str]:
    """Return what the fields stand for, as far as it is known now."""
    name = recipient.name if recipient is not None else ""
    given = [word for word in name.split() if not word.isupper()]
    found = {
        "name": name, "first_name": given[0] if given else "", "address": recipient.address if recipient is not None else "",
        "date": i18n.locale().toString(QDate.currentDate(), "d MMMM yyyy"), "subject": subject, "me": me,
    }  # fmt: skip
    return {field: value for field, value in found.items() if value}


def filled(template: Template, known: Mapping[str, str]) -> Template:
    """Return a template with its fields filled in. Those that are not known stay, so that one sees them."""

    def put(text: str, write: Callable[[str], str]) -> str:
        return _FIELD.sub(lambda found: write(known.get(_NAMES.get(found[1].strip().casefold(), ""), "")) or found[0], text)

    return replace(template, subject=put(template.subject, str), html=put(template.html, escape))


def left_open(text: str) -> list[str]:
    """Return the fields of a text that nothing was filled into."""
    return [found[0] for found in _FIELD.finditer(text) if found[1].strip().casefold() in _NAMES]


def _template(entry: Any) -> Template | None:
    if not isinstance(entry, dict):
        return None
    found = [entry.get(part, "") for part in ("key", "name", "subject", "html")]
    return Template(*found) if all(isinstance(one, str) for one in found) and found[0] and found[1] else None
