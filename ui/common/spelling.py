"""Spelling as the window knows it: verdicts of the engine kept by word, one's own words, and where words are in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sync.model.faults import Fault
from sync.rpc import messages as m
from ui import i18n
from ui.common.slots import slot_async
from ui.link import Link, Session
from ui.preferences import Preferences

WORDS_SETTING, LANGUAGE_SETTING = "writing.words", "writing.language"
OFF = "off"
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_LEFT_OUT = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+|\S+@\S+", re.IGNORECASE)
"""Addresses, whose parts are no words."""
_GATHER_MILLISECONDS = 60
_TEXTS = 5000


def words(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words of a text that can be right or wrong, with where each begins: no addresses, figures or abbreviations."""
    left_out = [match.span() for match in _LEFT_OUT.finditer(text)] if "@" in text or "/" in text or "www." in text else []
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        if len(word) < 2 or word.isupper() or any(begin <= start < end for begin, end in left_out):
            continue
        if text[match.end() : match.end() + 1].isdigit() or (start and text[start - 1].isdigit()):
            continue
        yield start, word


class Spelling(QObject):
    """What is known of words. `checked` tells that verdicts have come, or that the person's own words are others."""

    checked = Signal()

    def __init__(self, link: Link, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._preferences = preferences
        self._wrong: dict[tuple[str, str], bool] = {}
        self._asked: dict[str, dict[str, None]] = {}
        self._texts: dict[tuple[str, str], list[tuple[int, str]]] = {}
        """What is known of whole paragraphs: pages are painted again and again."""
        self._own: frozenset[str] = frozenset()
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MILLISECONDS)
        self._soon.timeout.connect(self._ask)
        preferences.preference_changed.connect(self._follow)
        self._follow("")

    @property
    def usual(self) -> str:
        """The language that texts are begun in: `fr`, `en`, `fr+en`, or `off`."""
        return str(self._preferences.value(LANGUAGE_SETTING, "") or i18n.language())

    def set_usual(self, language: str) -> None:
        """Begin texts in another language from now on."""
        self._preferences.set_value(LANGUAGE_SETTING, language)

    def wrong(self, language: str, text: str) -> list[tuple[int, str]]:
        """Return the words of a text that are known to be wrong, with where each begins; those not known yet are asked about."""
        if language == OFF or not text:
            return []
        known = self._texts.get((language, text))
        if known is not None:
            return known
        found: list[tuple[int, str]] = []
        complete = True
        for start, word in words(text):
            verdict = self._wrong.get((language, word))
            if verdict is None:
                complete = False
                self._asked.setdefault(language, {})[word] = None
            elif verdict and word.casefold() not in self._own:
                found.append((start, word))
        if complete:
            if len(self._texts) > _TEXTS:
                self._texts.clear()
            self._texts[language, text] = found
        if self._asked and not self._soon.isActive():
            self._soon.start()
        return found

    def is_wrong(self, language: str, word: str) -> bool:
        """Whether a word is known to be wrong."""
        return bool(self._wrong.get((language, word))) and word.casefold() not in self._own

    def add(self, word: str) -> None:
        """Take a word into one's own dictionary, which is kept in the encrypted store."""
        self._preferences.set_value(WORDS_SETTING, sorted(self._own | {word.casefold()}))

    def forget(self, word: str) -> None:
        """Take a word out of one's own dictionary."""
        self._preferences.set_value(WORDS_SETTING, sorted(self._own - {word.casefold()}))

    async def suggestions(self, language: str, word: str) -> Sequence[str]:
        """Return what was probably meant; nothing where the engine cannot tell now."""
        try:
            return (await self._link.ask_for(m.SuggestWords(language.split("+"), word), m.Words, 20)).words
        except Fault:
            return ()

    @slot_async
    async def _ask(self) -> None:
        asked, self._asked = self._asked, {}
        if self._link.session is not Session.OPEN:
            return
        for language, gathered in asked.items():
            try:
                answer = await self._link.ask_for(m.CheckWords(language.split("+"), list(gathered)), m.Words, 20)
            except Fault:
                continue  # no underlining is no harm: the next change of the text asks again
            bad = set(answer.words)
            self._wrong.update({(language, word): word in bad for word in gathered})
        self.checked.emit()

    @Slot(str)
    def _follow(self, name: str) -> None:
        if name in ("", WORDS_SETTING):
            kept = self._preferences.value(WORDS_SETTING, [])
            self._own = frozenset(str(word) for word in kept) if isinstance(kept, list) else frozenset()
            self._texts.clear()
            self.checked.emit()
