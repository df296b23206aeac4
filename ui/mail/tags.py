"""Tags: keywords of messages with a name and a colour each; the keywords are on the server, names and colours in the settings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.preferences import Preferences

SETTING = "mail.tags"
COLOURS = ("#d92d20", "#dc6803", "#ca8a04", "#079455", "#0e7490", "#1d4ed8", "#7c3aed", "#c11574", "#475467")
_LABEL = re.compile(r"#[0-9a-f]{6}\Z")
_OTHER = re.compile(r"[^a-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Tag:
    """A keyword as people see it."""

    keyword: str
    name: str
    colour: str


class Tags(QObject):
    """The tags in the order of the menu. Until somebody changes them, the five that other programs know by number."""

    tags_changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._known: dict[str, Tag] = {}
        preferences.preference_changed.connect(self._follow)
        self._read()

    def _defaults(self) -> list[Tag]:
        names = (self.tr("Important"), self.tr("Work"), self.tr("Personal"), self.tr("To do"), self.tr("Later"))
        colours = (COLOURS[0], COLOURS[1], COLOURS[3], COLOURS[5], COLOURS[6])
        return [
            Tag(f"$label{number}", name, colour)
            for number, (name, colour) in enumerate(zip(names, colours, strict=True), start=1)
        ]

    def _read(self) -> None:
        kept = self._preferences.value(SETTING, [])
        found = [tag for entry in kept if (tag := _tag_of(entry)) is not None] if isinstance(kept, list) else []
        self._known = {tag.keyword.casefold(): tag for tag in found or self._defaults()}

    def all(self) -> list[Tag]:
        """Return all tags."""
        return list(self._known.values())

    def of(self, keywords: Iterable[str]) -> list[Tag]:
        """Return the tags among the keywords of a message, in the order of the menu; others are not shown."""
        borne = {keyword.casefold() for keyword in keywords}
        return [tag for keyword, tag in self._known.items() if keyword in borne] if borne else []

    def add(self, name: str) -> Tag:
        """Make a tag of this name, in a colour that is free; the one of that name where there is one."""
        same = next((tag for tag in self.all() if tag.name.casefold() == name.casefold()), None)
        if same is not None:
            return same
        used = {tag.colour for tag in self.all()}
        colour = next((one for one in COLOURS if one not in used), COLOURS[len(self._known) % len(COLOURS)])
        made = Tag(self._keyword(name), name, colour)
        self._keep([*self.all(), made])
        return made

    def change(self, tag: Tag, *, name: str = "", colour: str = "") -> None:
        """Give a tag another name or colour."""
        self._keep([
            replace(one, name=name or one.name, colour=colour or one.colour) if one.keyword == tag.keyword else one
            for one in self.all()
        ])  # fmt: skip

    def forget(self, tag: Tag) -> None:
        """Show a tag no more; messages keep their keyword on the server."""
        self._keep([one for one in self.all() if one.keyword != tag.keyword])

    def _keyword(self, name: str) -> str:
        """Return a keyword that every server takes (RFC 9051 §2.3.2) and that is not taken."""
        plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
        stem = _OTHER.sub("_", plain).strip("_")[:40] or "tag"
        number, keyword = 1, stem
        while keyword in self._known:
            number += 1
            keyword = f"{stem}_{number}"
        return keyword

    def _keep(self, tags: list[Tag]) -> None:
        entries = [{"keyword": tag.keyword, "name": tag.name, "colour": tag.colour} for tag in tags]
        self._preferences.set_value(SETTING, entries)

    def _follow(self, name: str) -> None:
        if name in ("", SETTING):
            self._read()
            self.tags_changed.emit()


def _tag_of(entry: Any) -> Tag | None:
    if not isinstance(entry, dict):
        return None
    keyword, name, colour = (entry.get(part) for part in ("keyword", "name", "colour"))
    if not (isinstance(keyword, str) and isinstance(name, str) and isinstance(colour, str)):
        return None
    return Tag(keyword, name, colour) if keyword and name and _LABEL.match(colour) else None
