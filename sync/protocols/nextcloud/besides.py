"""What a Nextcloud keeps beside the tree: trash and versions; and what of it, and of sharing, an instance offers.

Trash and versions are DAV folders of their own (developer manual, "Trashbin", "Versions"); OCS capabilities tell the rest.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote, unquote, urlsplit

from sync.model.accounts import Capability
from sync.model.faults import Fault, Gone, Rejected, Stale
from sync.model.files import Trashed, Version
from sync.protocols.nextcloud.sharing import HEADERS
from sync.transport.dav import bodies, hrefs
from sync.transport.dav.client import Dav
from sync.transport.dav.xml import OWNCLOUD, D, Response

_NEXTCLOUD = "http://nextcloud.org/ns "
ID = f"{OWNCLOUD}fileid"
_LENGTH, _MODIFIED, _TYPE = f"{D}getcontentlength", f"{D}getlastmodified", f"{D}resourcetype"
_NAME, _PLACE = f"{_NEXTCLOUD}trashbin-filename", f"{_NEXTCLOUD}trashbin-original-location"
_WHEN, _SIZE, _AUTHOR = f"{_NEXTCLOUD}trashbin-deletion-time", f"{OWNCLOUD}size", f"{_NEXTCLOUD}version-author"


@dataclass(frozen=True, slots=True)
class Offers:
    """What an instance offers beyond files: where it pushes (empty: it does not), and what it keeps beside the tree."""

    push: str = ""
    capabilities: frozenset[Capability] = frozenset()


async def offers(dav: Dav, base: str) -> Offers:
    """Ask an instance what it offers; nothing where it does not say."""
    with contextlib.suppress(Fault, ValueError, LookupError, AttributeError, TypeError):
        done = await dav.request("GET", f"{base}/ocs/v2.php/cloud/capabilities?format=json", headers=HEADERS)
        told = json.loads(done.body)["ocs"]["data"]["capabilities"]
        push = told.get("notify_push") or {}
        address = str(push.get("endpoints", {}).get("websocket", ""))
        if urlsplit(address).scheme != "wss" or "files" not in push.get("type", ["files"]):
            address = ""
        files, sharing = told.get("files") or {}, told.get("files_sharing") or {}
        found = {
            Capability.PUSH: bool(address),
            Capability.TRASH: files.get("undelete") is True,
            Capability.VERSIONS: files.get("versioning") is True,
            Capability.PEOPLE: sharing.get("api_enabled") is True,
            Capability.LINKS: sharing.get("api_enabled") is True and (sharing.get("public") or {}).get("enabled") is True,
        }
        return Offers(address, frozenset(one for one, there in found.items() if there))
    return Offers()


# --- versions


async def versions(dav: Dav, folder: str) -> Sequence[Version]:
    """Return what is in the folder of a file's versions, the newest first."""
    found = await _inside(dav, folder, (_LENGTH, _MODIFIED, _AUTHOR))
    made = [
        Version(name, int(name) if name.isdecimal() else _moment(one), _number(one, _LENGTH), one.text(_AUTHOR))
        for name, one in found
    ]
    return sorted(made, key=lambda one: one.modified, reverse=True)


async def restore_version(dav: Dav, folder: str, version: str, target: str) -> None:
    """Move a version onto the one of now, which becomes a version itself."""
    await dav.request("MOVE", child(folder, version), headers={"Destination": dav.url(target)})


# --- the trash


async def trash(dav: Dav, folder: str) -> Sequence[Trashed]:
    """Return what is in the trash, the latest first."""
    found = await _inside(dav, folder, (_TYPE, _NAME, _PLACE, _WHEN, _SIZE, _LENGTH))
    made = [
        Trashed(
            name,
            one.text(_NAME) or name,
            one.text(_PLACE),
            bool(one.properties.get(_TYPE) is not None and one.properties[_TYPE].children),
            _number(one, _SIZE) or _number(one, _LENGTH),
            _number(one, _WHEN),
        )
        for name, one in found
    ]
    return sorted(made, key=lambda one: one.deleted, reverse=True)


async def restore(dav: Dav, trashbin: str, trashed: str) -> None:
    """Move something out of the trash: the server puts it where it was."""
    target = child(f"{trashbin}/restore/", trashed)
    try:
        await dav.request("MOVE", child(f"{trashbin}/trash/", trashed), headers={"Destination": dav.url(target)})
    except Stale as fault:
        raise Rejected("name_taken", name=trashed) from fault


async def purge(dav: Dav, trashbin: str, trashed: str) -> None:
    """Delete something in the trash."""
    with contextlib.suppress(Gone):
        await dav.request("DELETE", child(f"{trashbin}/trash/", trashed))


def child(folder: str, name: str) -> str:
    """Return the path of something in a folder."""
    return f"{folder.rstrip('/')}/{quote(name, safe='')}"


async def _inside(dav: Dav, folder: str, tags: Sequence[str]) -> list[tuple[str, Response]]:
    """Return what is directly in a folder, by name."""
    url, found, _ = await dav.responses("PROPFIND", folder, bodies.propfind(tags), depth="1")
    here = hrefs.canonical(urlsplit(url).path).rstrip("/")
    inside = []
    for one in found:
        path = hrefs.canonical(urlsplit(one.href).path).rstrip("/")
        above, _, name = path.rpartition("/")
        if above == here and name:
            inside.append((unquote(name), one))
    return inside


def _number(found: Response, tag: str) -> int:
    text = found.text(tag)
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _moment(found: Response) -> int:
    try:
        return int(parsedate_to_datetime(found.text(_MODIFIED)).astimezone(UTC).timestamp())
    except (ValueError, TypeError):
        return int(datetime(1970, 1, 1, tzinfo=UTC).timestamp())
