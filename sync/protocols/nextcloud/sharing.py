"""Sharing on a Nextcloud: public links, people and groups (OCS Share API and Sharee API, version 1)."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from sync.model.faults import Gone, Rejected, Unreadable
from sync.model.files import LinkWish, PublicLink, Share, SharedWith, Sharee, ShareWish
from sync.transport.dav.client import Dav

HEADERS = {"OCS-APIRequest": "true", "Accept": "application/json"}
_API = "/ocs/v2.php/apps/files_sharing/api/v1"
_SHARES = f"{_API}/shares"
_LINK = 3
"""The share type of a public link."""
_KINDS = {0: SharedWith.PERSON, 1: SharedWith.GROUP, 4: SharedWith.MAIL, 6: SharedWith.ELSEWHERE, 7: SharedWith.TEAM}
_TYPES = {kind: number for number, kind in _KINDS.items()}
_READ, _UPDATE, _CREATE, _DELETE, _SHARE = 1, 2, 4, 8, 16
_FOUND = 20
"""How many people are asked for at once."""


async def links(dav: Dav, base: str, path: str) -> Sequence[PublicLink]:
    """Return the public links of an entry."""
    asked = urlencode({"path": path, "reshares": "false", "format": "json"})
    told = await ocs(dav, "GET", f"{base}{_SHARES}?{asked}")
    if not isinstance(told, list):
        raise Unreadable("bad_answer")
    return [_link(one) for one in told if isinstance(one, dict) and one.get("share_type") == _LINK]


async def make_link(dav: Dav, base: str, path: str, wish: LinkWish) -> PublicLink:
    """Share an entry by a new link."""
    rights = _READ | (_UPDATE | _CREATE | _DELETE if wish.writable else 0)
    fields = {"path": path, "shareType": str(_LINK), "permissions": str(rights)}
    fields |= {name: value for name, value in (("password", wish.password), ("expireDate", wish.expires)) if value}
    told = await ocs(dav, "POST", f"{base}{_SHARES}?format=json", urlencode(fields).encode())
    if not isinstance(told, dict):
        raise Unreadable("bad_answer")
    return _link(told)


async def end_link(dav: Dav, base: str, link: str) -> None:
    """End a link."""
    with contextlib.suppress(Gone):
        await ocs(dav, "DELETE", f"{base}{_SHARES}/{quote(link, safe='')}?format=json")


# --- people and groups


async def shares(dav: Dav, base: str, path: str) -> Sequence[Share]:
    """Return the people and groups that an entry is shared with."""
    asked = urlencode({"path": path, "reshares": "false", "format": "json"})
    told = await ocs(dav, "GET", f"{base}{_SHARES}?{asked}")
    if not isinstance(told, list):
        raise Unreadable("bad_answer")
    return [_share(one) for one in told if isinstance(one, dict) and one.get("share_type") in _KINDS]


async def sharees(dav: Dav, base: str, text: str) -> Sequence[Sharee]:
    """Return whom something can be shared with: those whom the text names exactly come first."""
    fields = {"search": text, "itemType": "file", "perPage": str(_FOUND), "lookup": "false", "format": "json"}
    told = await ocs(dav, "GET", f"{base}{_API}/sharees?{urlencode(fields)}")
    if not isinstance(told, dict):
        raise Unreadable("bad_answer")
    exact = told.get("exact")
    found: list[Sharee] = []
    for group in (*_lists(exact if isinstance(exact, dict) else {}), *_lists(told)):
        for one in group:
            value = one.get("value") if isinstance(one, dict) else None
            if not isinstance(value, dict):
                continue
            kind = _KINDS.get(value.get("shareType", -1))
            if kind is not None and value.get("shareWith"):
                found.append(Sharee(kind, str(value["shareWith"]), str(one.get("label") or value["shareWith"])))
    return list(dict.fromkeys(found))


async def share(dav: Dav, base: str, path: str, sharee: Sharee, wish: ShareWish, *, folder: bool) -> Share:
    """Share an entry with somebody."""
    fields = {
        "path": path, "shareType": str(_TYPES[sharee.kind]), "shareWith": sharee.id,
        "permissions": str(_rights(wish, folder=folder)),
    }  # fmt: skip
    fields |= {name: value for name, value in (("password", wish.password), ("expireDate", wish.expires)) if value}
    return _made(await ocs(dav, "POST", f"{base}{_SHARES}?format=json", urlencode(fields).encode()))


async def change_share(dav: Dav, base: str, number: str, wish: ShareWish, *, folder: bool) -> Share:
    """Let a share be as wished: one request for each thing, as the interface takes one at a time."""
    changes = [("permissions", str(_rights(wish, folder=folder))), ("expireDate", wish.expires)]
    changes += [("password", wish.password)] if wish.password else []
    told: Any = None
    for name, value in changes:
        address = f"{base}{_SHARES}/{quote(number, safe='')}?format=json"
        try:
            told = await ocs(dav, "PUT", address, urlencode({name: value}).encode())
        except Gone as fault:
            raise Gone("share") from fault
    return _made(told)


async def ocs(dav: Dav, method: str, path: str, content: bytes | None = None) -> Any:
    """Return what an OCS call answers. Raises `Rejected` with the server's words, `Unreadable`."""
    headers = {**HEADERS, **({"Content-Type": "application/x-www-form-urlencoded"} if content is not None else {})}
    done = await dav.request(method, path, headers=headers, content=content)
    try:
        answer = json.loads(done.body)["ocs"]
        meta = answer["meta"]
        status = int(meta["statuscode"])
    except (ValueError, LookupError, TypeError) as error:
        raise Unreadable("bad_answer") from error
    if status not in (100, 200):
        raise Rejected("link_refused", reason=str(meta.get("message") or status))
    return answer.get("data")


def _link(told: dict[str, Any]) -> PublicLink:
    address, rights = str(told.get("url") or ""), told.get("permissions")
    if urlsplit(address).scheme not in ("https", "http"):
        raise Unreadable("bad_answer")
    return PublicLink(
        str(told.get("id", "")),
        address,
        isinstance(rights, int) and bool(rights & (_UPDATE | _CREATE)),
        str(told.get("expiration") or "")[:10],
        bool(told.get("password") or told.get("share_with")),
    )


def _rights(wish: ShareWish, *, folder: bool) -> int:
    """Return the rights of a share; those about what is inside are for folders alone."""
    write = (_UPDATE | _CREATE | _DELETE if folder else _UPDATE) if wish.writable else 0
    return _READ | write | (_SHARE if wish.passing_on else 0)


def _made(told: Any) -> Share:
    if not isinstance(told, dict) or told.get("share_type") not in _KINDS:
        raise Unreadable("bad_answer")
    return _share(told)


def _share(told: dict[str, Any]) -> Share:
    rights, who = told.get("permissions"), str(told.get("share_with") or "")
    sharee = Sharee(_KINDS[told["share_type"]], who, str(told.get("share_with_displayname") or who))
    number = rights if isinstance(rights, int) else _READ
    expires = str(told.get("expiration") or "")[:10]
    return Share(
        str(told.get("id", "")), sharee, bool(number & (_UPDATE | _CREATE)), bool(number & _SHARE), expires,
        bool(told.get("password")),
    )  # fmt: skip


def _lists(told: dict[str, Any]) -> list[list[Any]]:
    return [group for name, group in told.items() if name != "exact" and isinstance(group, list)]
