"""What other programs keep on a disk: mbox, Maildir, folders of EML, profiles of Thunderbird; message by message.

Bytes are cut and the marks of flags taken off here; what they mean is the parser's business.
"""

from __future__ import annotations

import calendar
import mmap
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sync.model.mail import Flag

LARGEST = 150 * 1024 * 1024
_LINE = b"\nFrom "
_BLANK = 3
"""Octets of the blank line before a message: where the last one ends, a later one may begin."""
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_MARKS = re.compile(
    rb"^(X-Mozilla-Status2?|X-Mozilla-Keys|X-Status|Status|Content-Length|X-UID|X-Account-Key|X-UIDL)"
    rb"[ \t]*:[ \t]*(.*?)[ \t]*\r?\n",
    re.MULTILINE | re.IGNORECASE,
)
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_MOZILLA = {0x0001: Flag.SEEN, 0x0002: Flag.ANSWERED, 0x0004: Flag.FLAGGED, 0x1000: Flag.FORWARDED}
_EXPUNGED = 0x0008
_LETTERS = {"R": Flag.SEEN, "A": Flag.ANSWERED, "F": Flag.FLAGGED, "T": Flag.DRAFT}
_MAILDIR = {"S": Flag.SEEN, "R": Flag.ANSWERED, "F": Flag.FLAGGED, "D": Flag.DRAFT, "P": Flag.FORWARDED}
_NO_MAILBOX = frozenset({".msf", ".dat", ".json", ".sqlite", ".html", ".log", ".mozmsgs", ".wdseml", ".txt", ".js", ".ini"})
_NOT_ENTERED = frozenset({"cur", "new", "tmp"})
DEPTH_LIMIT = 30


@dataclass(frozen=True, slots=True)
class Shelf:
    """One folder of mail: its names from the top, how it is kept (`mbox`, `maildir`, `files`), where, and how many octets."""

    names: tuple[str, ...]
    kind: str
    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Kept:
    """One message: its bytes, its marks, when it came (0: not told), and the place after it. Without bytes: why not."""

    place: int
    raw: bytes = b""
    flags: Flag = Flag.NONE
    keywords: tuple[str, ...] = ()
    received: int = 0
    reason: str = ""


def shelves(path: Path) -> list[Shelf]:
    """Return the folders of mail at a path: a file, a folder, or a profile of Thunderbird. Raises `OSError`."""
    if path.is_file():
        kind = "mbox" if _is_mbox(path) else "files" if path.suffix.lower() == ".eml" else ""
        return [Shelf((path.stem,), kind, path, path.stat().st_size)] if kind else []
    if (path / "prefs.js").exists():
        found = [one for base in ("Mail", "ImapMail") for one in _under(path / base, (), 0)]
        return [one for one in found if one.size]
    name = path.name.removesuffix(".sbd") or "Import"
    return list(_under(path, (name,) if _is_maildir(path) or _letters(path) else (), 0))


def _under(path: Path, names: tuple[str, ...], depth: int) -> Iterator[Shelf]:
    if depth > DEPTH_LIMIT or not path.is_dir() or path.is_symlink():
        return
    if _is_maildir(path):
        yield Shelf(names or (path.name,), "maildir", path, sum(one.stat().st_size for one in _maildir_files(path)))
    if letters := _letters(path):
        yield Shelf(names or (path.name,), "files", path, sum(one.stat().st_size for one in letters))
    for one in sorted(path.iterdir()):
        if one.is_symlink() or one.name in _NOT_ENTERED:
            continue
        if one.is_dir():
            plain = one.name.removesuffix(".sbd")
            below = tuple(part for part in plain.split(".") if part) if plain.startswith(".") else (plain,)
            yield from _under(one, (*names, *below), depth + 1)
        elif one.suffix.lower() not in _NO_MAILBOX and _is_mbox(one):
            name = one.stem if one.suffix.lower() in (".mbox", ".mbx") else one.name
            yield Shelf((*names, name), "mbox", one, one.stat().st_size)


def messages(shelf: Shelf, start: int = 0) -> Iterator[Kept]:
    """Yield the messages of a shelf from a place on."""
    if shelf.kind == "mbox":
        yield from _of_mbox(shelf.path, start)
        return
    if shelf.path.is_file():
        files = [shelf.path]
    else:
        files = _maildir_files(shelf.path) if shelf.kind == "maildir" else _letters(shelf.path)
    for number, file in enumerate(files[start:], start + 1):
        try:
            status = file.stat()
            if status.st_size > LARGEST:
                yield Kept(number, reason="too_large")
                continue
            raw = file.read_bytes()
        except OSError:
            yield Kept(number, reason="file_unreadable")
            continue
        if not raw:
            yield Kept(number, reason="empty")
            continue
        flags = Flag.NONE
        if shelf.kind == "maildir":
            letters = file.name.replace(";2,", ":2,").partition(":2,")[2]
            if "T" in letters:
                yield Kept(number)
                continue
            flags = _flags(letters, _MAILDIR)
        yield Kept(number, raw, flags, (), int(status.st_mtime))


def _of_mbox(path: Path, start: int) -> Iterator[Kept]:
    if not path.stat().st_size:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as octets:
        here = _next(octets, start)
        while here is not None:
            _, line, begin = here
            after = _next(octets, begin - 1)
            end = after[0] if after is not None else len(octets)
            place = end - 1 if after is not None else max(begin - 1, end - _BLANK)
            if end - begin > LARGEST:
                yield Kept(place, reason="too_large")
            else:
                yield _unmarked(octets[begin:end], place, _asctime(octets[line:begin]))
            here = after


def _next(octets: mmap.mmap, start: int) -> tuple[int, int, int] | None:
    """Return where the message before ends, and where the next `From ` line begins and ends: it stands behind a blank line."""
    line = 0 if start == 0 and octets[:5] == b"From " else octets.find(_LINE, start) + 1
    while line > 0 or (start == 0 and octets[:5] == b"From "):
        before = octets[max(line - 3, 0) : line]
        end = octets.find(b"\n", line, line + 400) + 1
        if end and (line == 0 or before.endswith((b"\n\n", b"\n\r\n"))):
            return max(line - (2 if before.endswith(b"\r\n") else 1), 0), line, end
        start = max(line, 1)
        line = octets.find(_LINE, start) + 1
    return None


def _unmarked(raw: bytes, place: int, received: int) -> Kept:
    """Return a message without the marks that a mailbox file adds; one that was deleted has no bytes."""
    found = _END_OF_HEAD.search(raw)
    end = found.start() + 1 if found is not None else len(raw)
    head, body = raw[:end], raw[end:]
    flags, keywords = Flag.NONE, tuple[str, ...]()
    for name, value in _MARKS.findall(head):
        words = value.decode("ascii", "replace")
        match name.lower():
            case b"x-mozilla-status":
                number = int(words, 16) if re.fullmatch(r"[0-9a-fA-F]{1,8}", words) else 0
                if number & _EXPUNGED:
                    return Kept(place)
                for bit, flag in _MOZILLA.items():
                    flags |= flag if number & bit else Flag.NONE
            case b"x-mozilla-keys":
                keywords = tuple(words.split())[:20]
            case b"status" | b"x-status":
                flags |= _flags(words, _LETTERS)
    if _MARKS.search(head):
        head = _MARKS.sub(b"", head)
    if b"From " in body:
        body = _QUOTED.sub(rb"\1", body)
    if not raw.strip():
        return Kept(place, reason="empty")
    return Kept(place, head + body, flags, keywords, received)


def _flags(letters: str, table: dict[str, Flag]) -> Flag:
    flags = Flag.NONE
    for letter in letters:
        flags |= table.get(letter, Flag.NONE)
    return flags


def _asctime(line: bytes) -> int:
    """Return the moment of a `From ` line, 0 where it has none."""
    words = line.decode("ascii", "replace").split()
    for start in range(2, len(words) - 4):
        try:
            return calendar.timegm(time.strptime(" ".join(words[start : start + 5]), "%a %b %d %H:%M:%S %Y"))
        except ValueError:
            continue
    return 0


def _is_mbox(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(5) == b"From "
    except OSError:
        return False


def _is_maildir(path: Path) -> bool:
    return (path / "cur").is_dir() and (path / "new").is_dir()


def _maildir_files(path: Path) -> list[Path]:
    return [one for name in ("cur", "new") for one in sorted((path / name).iterdir()) if not one.name.startswith(".")]


def _letters(path: Path) -> list[Path]:
    with os.scandir(path) as entries:
        return sorted(Path(one.path) for one in entries if one.name.lower().endswith(".eml") and one.is_file())
