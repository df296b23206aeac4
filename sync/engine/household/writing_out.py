"""Mail written to files of one's own: mbox, Maildir or one EML each, folder by folder, as it came, with its flags."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from pathlib import Path

from sync.engine.opened import OpenStore
from sync.engine.reading import Reading
from sync.model.faults import Fault, Rejected
from sync.model.file_names import held_here
from sync.model.ids import CollectionId
from sync.model.mail import Flag
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import messages as read_messages
from sync.store.rows import MailboxRow, MessageRow

FORMS = ("mbox", "maildir", "eml")
TOLD_MOST = 200
_FROM = re.compile(rb"^(>*From )", re.MULTILINE)
_MAILDIR = ((Flag.DRAFT, "D"), (Flag.FLAGGED, "F"), (Flag.FORWARDED, "P"), (Flag.ANSWERED, "R"), (Flag.SEEN, "S"))
_MOZILLA = {Flag.SEEN: 0x0001, Flag.ANSWERED: 0x0002, Flag.FLAGGED: 0x0004, Flag.FORWARDED: 0x1000}


class WritingOut:
    """Writes mailboxes of all accounts to files."""

    def __init__(self, store: OpenStore, reading: Reading) -> None:
        self._store = store
        self._reading = reading

    async def write(self, collections: Sequence[CollectionId], path: Path, form: str) -> tuple[int, list[str]]:
        """Write mailboxes below a new folder; return how many messages, and the subjects of those that could not be had.

        Raises `Rejected`: `bad_form`, `place_taken`, `place_unwritable`.
        """
        if form not in FORMS:
            raise Rejected("bad_form", form=form)
        rows = {row.id: row for row in self._store.read(read_mailboxes.mailboxes)}
        wanted = [rows[one] for one in collections if one in rows and rows[one].selectable]
        written, left_out = 0, list[str]()
        try:
            await asyncio.to_thread(path.mkdir, parents=True, exist_ok=False)
            for row in wanted:
                place = path.joinpath(*_names(row, rows, set(collections)))
                target = _Target(place, form)
                await asyncio.to_thread(target.begin)
                written += await self._folder(row, target, left_out)
        except FileExistsError as error:
            raise Rejected("place_taken", path=path.name) from error
        except OSError as error:
            raise Rejected("place_unwritable", path=path.name) from error
        return written, left_out

    async def _folder(self, row: MailboxRow, target: _Target, left_out: list[str]) -> int:
        written = 0
        after = None
        while page := self._store.read(read_messages.page, [row.id], after=after, limit=100):
            after = read_messages.key_of(page[-1])
            for message in page:
                try:
                    _, raw = await self._reading.whole(message.id)
                except Fault:
                    if len(left_out) < TOLD_MOST:
                        left_out.append(message.subject)
                    continue
                await asyncio.to_thread(target.put, raw, message)
                written += 1
        return written


class _Target:
    """One folder of files in a form."""

    def __init__(self, place: Path, form: str) -> None:
        self._form = form
        self._place = place.with_name(f"{place.name}.mbox") if form == "mbox" else place
        self._count = 0

    def begin(self) -> None:
        self._place.parent.mkdir(parents=True, exist_ok=True)
        if self._form == "mbox":
            self._place.touch(exist_ok=False)
        elif self._form == "maildir":
            for name in ("cur", "new", "tmp"):
                (self._place / name).mkdir(parents=True)
        else:
            self._place.mkdir(parents=True, exist_ok=True)

    def put(self, raw: bytes, row: MessageRow) -> None:
        self._count += 1
        if self._form == "mbox":
            with self._place.open("ab") as file:
                file.write(_entry(raw, row))
            return
        if self._form == "maildir":
            letters = "".join(letter for flag, letter in _MAILDIR if flag in row.flags)
            name = f"cur/{row.date}.{self._count:08}_{row.id}.ecritoire:2,{letters}"
            if not _colons():
                name = name.replace(":2,", ";2,")
        else:
            name = f"{self._count:06} {held_here(row.subject[:80]) or 'message'}.eml"
        (self._place / name).write_bytes(raw)


def _entry(raw: bytes, row: MessageRow) -> bytes:
    """Return a message as mbox keeps it (mboxrd: `From ` lines quoted), its flags as Thunderbird writes and mutt reads them."""
    sender = re.sub(r"[^\x21-\x7e]", "", row.sender_address) or "-"
    when = time.strftime("%a %b %d %H:%M:%S %Y", time.gmtime(max(row.date, 0)))
    number = sum(value for flag, value in _MOZILLA.items() if flag in row.flags)
    status = "RO" if Flag.SEEN in row.flags else "O"
    more = ("A" if Flag.ANSWERED in row.flags else "") + ("F" if Flag.FLAGGED in row.flags else "")
    marks = f"X-Mozilla-Status: {number:04x}\nStatus: {status}\n" + (f"X-Status: {more}\n" if more else "")
    body = _FROM.sub(rb">\1", raw.replace(b"\r\n", b"\n"))
    return f"From {sender} {when}\n{marks}".encode("ascii") + body + (b"\n" if body.endswith(b"\n") else b"\n\n")


def _names(row: MailboxRow, rows: dict[CollectionId, MailboxRow], wanted: set[CollectionId]) -> list[str]:
    """Return the names from the first folder that is written down to this one."""
    names = [held_here(row.name)]
    parent = row.parent
    while parent is not None and parent in wanted and parent in rows:
        names.append(held_here(rows[parent].name))
        parent = rows[parent].parent
    return names[::-1]


def _colons() -> bool:
    """Whether names of files may hold a colon here."""
    import sys

    return sys.platform != "win32"
