"""Entries of a Nextcloud: file ids, rights, sizes of folders, sharing and checksums on top of WebDAV."""

from __future__ import annotations

from dataclasses import replace

from sync.model.changes import Change
from sync.model.files import FileTruth, Permission, Shared
from sync.model.ids import RemoteId
from sync.protocols.webdav import entries
from sync.transport.dav.xml import OWNCLOUD, Response

_ID, _RIGHTS, _SIZE = f"{OWNCLOUD}fileid", f"{OWNCLOUD}permissions", f"{OWNCLOUD}size"
_CHECKSUMS, _SHARES = f"{OWNCLOUD}checksums", f"{OWNCLOUD}share-types"
PROPERTIES = (*entries.PROPERTIES, _ID, _RIGHTS, _SIZE, _CHECKSUMS, _SHARES)
_LINK = "3"
"""The share type of a public link."""


def described(item: RemoteId, found: Response) -> Change:
    """Return an entry as an item of a change page."""
    change = entries.described(item, found)
    assert isinstance(change.truth, FileTruth)  # noqa: S101 (what `entries.described` makes)
    size = found.text(_SIZE)
    truth = replace(
        change.truth,
        file_id=found.text(_ID),
        permissions=permissions(found.text(_RIGHTS), folder=change.truth.is_folder),
        shared=_shared(found),
        size=int(size) if size.isdecimal() and len(size) < 19 else change.truth.size,
        checksum=_checksum(found),
    )
    return replace(change, truth=truth)


def permissions(letters: str, *, folder: bool) -> Permission:
    """Return what `oc:permissions` allows; all where the server does not tell.

    G: readable, W: writable, C and K: files and folders may be made in it, D: deletable, N and V: renamable and movable,
    R: shareable.
    """
    if not letters:
        return Permission.ALL
    found = Permission.READ
    if "W" in letters or (folder and "C" in letters):
        found |= Permission.WRITE
    if "C" in letters or "K" in letters:
        found |= Permission.CREATE
    if "D" in letters:
        found |= Permission.DELETE
    if "N" in letters or "V" in letters:
        found |= Permission.MOVE
    if "R" in letters:
        found |= Permission.SHARE
    return found


def _shared(found: Response) -> Shared:
    if "S" in found.text(_RIGHTS):
        return Shared.WITH_ME
    shares = found.properties.get(_SHARES)
    kinds = {child.text.strip() for child in shares.children} if shares is not None else set()
    if _LINK in kinds:
        return Shared.BY_LINK
    return Shared.BY_ME if kinds else Shared.NO


def _checksum(found: Response) -> str:
    """Return the strongest checksum that the server tells, as `SHA1:…`."""
    sums = found.properties.get(_CHECKSUMS)
    told = " ".join(child.text for child in sums.children).split() if sums is not None else []
    for kind in ("SHA3-256", "SHA256", "SHA1", "MD5"):
        for one in told:
            if one.upper().startswith(f"{kind}:"):
                return one
    return ""
