"""A bucket as a tree of folders: keys are paths, a key that ends with a slash marks a folder, and every prefix is one too."""

from __future__ import annotations

from collections.abc import Iterable

from sync.model.changes import Change
from sync.model.files import FileTruth
from sync.model.ids import RemoteId
from sync.protocols.s3.answers import Object

FOLDER = "d"
"""The revision of every folder: a prefix has none."""


def parent(item: str) -> RemoteId:
    """Return the folder of an entry, empty: the top."""
    return RemoteId(item.rpartition("/")[0])


def child(folder: RemoteId, name: str) -> RemoteId:
    """Return the entry of a name in a folder."""
    return RemoteId(f"{folder}/{name}" if folder else name)


def described(objects: Iterable[Object]) -> dict[RemoteId, Change]:
    """Return every entry, folders before what is in them. Keys that are no paths (`//`, `/a`) are left out."""
    folders: dict[str, int] = {}
    files: dict[str, Object] = {}
    for one in objects:
        marks = one.key.endswith("/")
        path = one.key.removesuffix("/")
        if not path or any(part in ("", ".", "..") for part in path.split("/")):
            continue
        above = path if marks else parent(path)
        while above:
            folders.setdefault(above, 0)
            above = parent(above)
        if not marks:
            files[path] = one
    found: dict[RemoteId, Change] = {}
    for path in sorted(folders, key=lambda path: (path.count("/"), path)):
        if path not in files:
            truth = FileTruth(path.rpartition("/")[2], parent(path), is_folder=True)
            found[RemoteId(path)] = Change(RemoteId(path), FOLDER, truth)
    for path in sorted(files):
        one, above = files[path], parent(path)
        if above and (RemoteId(above) not in found or above in files):
            continue  # below something that is a file as well: no tree can hold it
        truth = FileTruth(
            path.rpartition("/")[2], above, size=one.size, modified=one.modified, checksum=_checksum(one.etag)
        )
        found[RemoteId(path)] = Change(RemoteId(path), one.etag, truth)
    return found


def _checksum(etag: str) -> str:
    return f"MD5:{etag}" if len(etag) == 32 and "-" not in etag else ""
