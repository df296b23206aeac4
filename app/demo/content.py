"""Alice's mailboxes as the demo finds them: some 250 messages of the last fourteen months, always the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.demo import files, letters
from app.demo.people import ALICE, BRUNO, CHLOE, EMILIE, GAELLE, MAYOR, Person
from app.demo.themes import JUNK, NEWSLETTERS, PLACES, THEMES, Theme

INBOX, DRAFTS, SENT, ARCHIVE, TRASH, JUNK_FOLDER = (
    "INBOX",
    "Brouillons",
    "Envoyés",
    "Archives",
    "Corbeille",
    "Indésirables",
)
FOLDERS = (DRAFTS, SENT, ARCHIVE, TRASH, JUNK_FOLDER, *(theme.folder for theme in THEMES if theme.folder != ARCHIVE))
"""Every mailbox beside the inbox."""

_MONTHS = 14
_THREADS = 70
_RECENT = timedelta(days=100)
_UNREAD = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Kept:
    """A message in a mailbox. `flags` are IMAP flags and keywords as they go over the wire."""

    folder: str
    when: datetime
    flags: frozenset[bytes]
    message: bytes


def content(now: datetime) -> list[Kept]:
    """Return all messages, oldest first; `now` (with a time zone) is when the last ones have just come."""
    writer = _Writer(now)
    kept = [
        *writer.threads(),
        *writer.newsletters(),
        *writer.junk(),
        *writer.bin(),
        *writer.drafts(),
        *writer.latest(),
    ]
    return sorted(kept, key=lambda message: message.when)


class _Writer:
    """Writes everything from one seed, numbering the letters as it goes."""

    def __init__(self, now: datetime) -> None:
        self._now = now.replace(microsecond=0)
        self._chance = random.Random(20261123)  # noqa: S311 (the same letters at every start; nothing secret)
        self._number = 0

    def threads(self) -> Iterator[Kept]:
        """Yield conversations, evenly over the months."""
        span = timedelta(days=30 * _MONTHS)
        for index in range(_THREADS):
            begins = self._now - span + span * index / _THREADS + timedelta(minutes=self._chance.randrange(600))
            yield from self._thread(THEMES[index % len(THEMES)], self._in_office_hours(begins), index)

    def newsletters(self) -> Iterator[Kept]:
        """Yield one newsletter about every twelve days."""
        for index in range(34):
            name, address, subject = NEWSLETTERS[index % len(NEWSLETTERS)]
            when = self._now - timedelta(days=12 * index + 1, hours=2)
            message = letters.newsletter(
                Person(name, address, ""), ALICE, subject.format(n=140 - index), when, self._next()
            )
            yield self._received(message, when, ARCHIVE if index > 8 else INBOX)

    def junk(self) -> Iterator[Kept]:
        """Yield what the server took for junk."""
        for index in range(8):
            name, address, subject = JUNK[index % len(JUNK)]
            when = self._now - timedelta(days=2 * index, hours=5)
            text = "Cliquez ici sans attendre : https://offre.rendement-garanti.example/?id=" + str(index)
            message = letters.letter(Person(name, address, ""), [ALICE], subject, text, when, self._next())
            yield Kept(JUNK_FOLDER, when, frozenset({b"$Junk"}), message)

    def bin(self) -> Iterator[Kept]:
        """Yield what Alice threw away lately."""
        for index in range(9):
            when = self._now - timedelta(days=3 * index + 2)
            sender = (GAELLE, CHLOE, BRUNO)[index % 3]
            subject = ("Menu de la cantine", "Re: stylos", "Test, ne pas lire")[index % 3]
            message = letters.letter(sender, [ALICE], subject, "Voir l’objet.", when, self._next())
            yield Kept(TRASH, when, frozenset({rb"\Seen"}), message)

    def drafts(self) -> Iterator[Kept]:
        """Yield letters that Alice has not finished."""
        unfinished = (
            (EMILIE, "Note sur la vigilance sécheresse", "Madame,\n\nComme convenu, voici les éléments"),
            (MAYOR, "Réponse à votre courrier du 3", "Monsieur le Maire,\n\nVous avez appelé mon attention sur"),
            (BRUNO, "", "Peux-tu me rappeler quand tu as cinq minutes ?"),
        )
        for index, (to, subject, text) in enumerate(unfinished):
            when = self._now - timedelta(days=4 * index + 1, hours=1)
            message = letters.letter(ALICE, [to], subject, text, when, self._next())
            yield Kept(DRAFTS, when, frozenset({rb"\Draft", rb"\Seen"}), message)

    def latest(self) -> Iterator[Kept]:
        """Yield this morning's mail: an invitation, a file, a very long subject, a letter that asks for an answer."""
        begins = (self._now + timedelta(days=4)).replace(hour=9, minute=30, second=0)
        when = self._now - timedelta(hours=3)
        invited = letters.invitation(EMILIE, ALICE, "Comité de suivi de la rivière Lys", begins, when, self._next())
        yield Kept(INBOX, when, frozenset(), invited)
        when = self._now - timedelta(minutes=95)
        report = letters.letter(
            BRUNO, [ALICE, EMILIE],
            "Verrerie du Val : rapport définitif, à lire avant la commission départementale de jeudi matin (version "
            "corrigée, annule et remplace celle de mardi, merci de détruire la précédente)",
            "Bonjour à toutes les deux,\n\nVoici la version corrigée. La page 4 tient compte de vos remarques.\n\nBruno",
            when, self._next(), attached=[self._file("pdf", "Rapport d’inspection – Verrerie du Val")],
        )  # fmt: skip
        yield Kept(INBOX, when, frozenset({rb"\Flagged"}), report)
        when = self._now - timedelta(minutes=20)
        question = letters.letter(
            EMILIE, [ALICE], "Peux-tu me remplacer demain à 14 h ?",
            "Alice,\n\nJe suis retenue à la préfecture de région demain. Peux-tu animer la réunion à ma place ?\nRéponds-moi "
            "d’un mot, je préviens le secrétariat.\n\nMerci !",
            when, self._next(),
        )  # fmt: skip
        yield Kept(INBOX, when, frozenset(), question)

    def _thread(self, theme: Theme, begins: datetime, index: int) -> Iterator[Kept]:
        subject = theme.subjects[index // len(THEMES) % len(theme.subjects)]
        subject = subject.format(n=17 + index, lieu=self._chance.choice(PLACES))
        first = theme.people[index // len(THEMES) % len(theme.people)]
        length = self._chance.choice((1, 2, 2, 3, 4, 5))
        when, above = begins, list[str]()
        for step in range(length):
            if when > self._now:
                return
            sender = first if step % 2 == 0 else ALICE
            to = ALICE if sender is first else first
            text = self._chance.choice(theme.openings if step == 0 else theme.answers)
            attached = [self._file(theme.attachment, subject)] if step == 0 and index % 3 == 0 else []
            number = self._next()
            message = letters.letter(
                sender, [to], subject if step == 0 else f"Re: {subject}", f"Bonjour,\n\n{text}\n\nBien à vous,", when,
                number, answers=above, attached=attached,
                copies=[EMILIE] if index % 4 == 0 and EMILIE not in (sender, to) else [],
            )  # fmt: skip
            above.append(letters.message_id(number))
            if sender is ALICE:
                yield Kept(SENT, when, frozenset({rb"\Seen"}), message)
            else:
                folder = INBOX if self._now - when < _RECENT else theme.folder
                yield self._received(message, when, folder, answered=step + 1 < length, marked=index % 11 == 0)
            when = self._in_office_hours(when + timedelta(hours=self._chance.randrange(1, 40)))

    def _received(
        self, message: bytes, when: datetime, folder: str, *, answered: bool = False, marked: bool = False
    ) -> Kept:
        flags = set()
        if self._now - when > _UNREAD or answered:
            flags.add(rb"\Seen")
        if answered:
            flags.add(rb"\Answered")
        if marked:
            flags.add(rb"\Flagged")
        return Kept(folder, when, frozenset(flags), message)

    def _file(self, kind: str, title: str) -> letters.Attached:
        if kind == "pdf":
            lines = (
                "Rapport de l'inspection des installations classées",
                "",
                "1. Contexte",
                "2. Constats",
                "3. Suites",
            )
            return "Rapport d’inspection.pdf", "application/pdf", files.pdf(title, lines)
        if kind == "odt":
            text = ("Document de travail.", "Critères : prix 50 %, valeur technique 40 %, environnement 10 %.")
            return "Tableau de notation.odt", "application/vnd.oasis.opendocument.text", files.odt(title, text)
        return "Étang.png", "image/png", files.png(320, 200, self._chance.randrange(60, 200))

    def _in_office_hours(self, when: datetime) -> datetime:
        moved = when.replace(hour=8 + when.hour % 10)
        return moved + timedelta(days=max(0, moved.weekday() - 4) and 7 - moved.weekday())

    def _next(self) -> int:
        self._number += 1
        return self._number
