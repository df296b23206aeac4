"""Entries of a Cozy as it writes them, in JSON:API and in the feed of changes, and as the model knows them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sync.model.changes import Change
from sync.model.faults import Unreadable
from sync.model.files import FileTruth
from sync.model.ids import RemoteId

ROOT = RemoteId("io.cozy.files.root-dir")
TRASH = RemoteId("io.cozy.files.trash-dir")
_TRASH_PATH = "/.cozy_trash"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder as it is there now."""

    id: RemoteId
    revision: str
    name: str
    folder: RemoteId
    """The folder that holds it; empty: the top."""
    is_folder: bool
    trashed: bool
    path: str
    """Of folders only."""
    size: int
    modified: int
    media_type: str
    md5: str
    """Base64, of files only."""

    def change(self) -> Change:
        """Return the entry as an item of a change page."""
        truth = FileTruth(
            name=self.name,
            parent=self.folder,
            is_folder=self.is_folder,
            size=self.size,
            modified=self.modified,
            media_type=self.media_type,
            file_id=self.id,
            checksum=f"MD5:{self.md5}" if self.md5 else "",
        )
        return Change(self.id, self.revision, truth)


def of_answer(found: Mapping[str, Any]) -> Entry:
    """Return the entry of a JSON:API document. Raises `Unreadable("not_cozy")`."""
    try:
        said = found["data"]
        above = ((said.get("relationships") or {}).get("parent") or {}).get("data") or {}
        return _entry(said["id"], said["meta"]["rev"], said["attributes"], str(above.get("id") or ""))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable("not_cozy") from error


def of_feed(doc: Mapping[str, Any]) -> Entry:
    """Return the entry of a document of the feed. Raises `Unreadable("not_cozy")`."""
    try:
        return _entry(doc["_id"], doc["_rev"], doc, str(doc.get("dir_id") or ""))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable("not_cozy") from error


def _entry(item: object, revision: object, said: Mapping[str, Any], folder: str) -> Entry:
    path = str(said.get("path") or "")
    gone = bool(said.get("trashed")) or folder == TRASH or path.startswith(f"{_TRASH_PATH}/")
    is_folder = said["type"] == "directory"
    return Entry(
        id=RemoteId(str(item)),
        revision=str(revision),
        name=str(said["name"]),
        folder=RemoteId("" if folder == ROOT else folder),
        is_folder=is_folder,
        trashed=gone,
        path=path,
        size=0 if is_folder else int(said.get("size") or 0),
        modified=seconds(str(said.get("updated_at") or "")),
        media_type="" if is_folder else str(said.get("mime") or "").partition(";")[0].strip().lower(),
        md5="" if is_folder else str(said.get("md5sum") or ""),
    )


def seconds(moment: str) -> int:
    """Return the seconds since 1970 of an RFC 3339 date, 0 where it is none. Nanoseconds are cut."""
    head, point, tail = moment.partition(".")
    if point:
        digits = len(tail) - len(tail.lstrip("0123456789"))
        moment = f"{head}{tail[digits:]}"
    try:
        return max(0, int(datetime.datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp()))
    except (ValueError, OverflowError):
        return 0


def parents_first(found: Mapping[RemoteId, Entry]) -> list[Entry]:
    """Return entries with folders before what is in them."""
    ordered: dict[RemoteId, Entry] = {}
    for entry in found.values():
        line = []
        above: Entry | None = entry
        while above is not None and above.id not in ordered and above not in line:
            line.append(above)
            above = found.get(above.folder)
        ordered.update((one.id, one) for one in reversed(line))
    return list(ordered.values())
