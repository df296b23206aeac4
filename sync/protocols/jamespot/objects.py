"""Spots, articles and comments as a Jamespot writes them, and as the model knows them: rooms, posts, and answers in a thread."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import Any

import nh3

from sync.model.chat import EditTruth, Membership, Permission, PostKind, PostTruth, RoomKind, RoomTruth
from sync.model.faults import Unreadable
from sync.model.ids import RemoteId
from sync.protocols.matrix.formatting import clean

WALL = RemoteId("wall")
"""The room of what was published to no spot."""
COMMENT = "/comment/"
"""What of a comment's name comes after that of its article."""
_TITLE = 120


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where articles are published."""

    uri: RemoteId
    number: int
    title: str

    def room(self, unread: int, read_up_to: RemoteId) -> RoomTruth:
        """Return the spot as a room."""
        return RoomTruth(
            self.title, RoomKind.ROOM, Membership.JOINED, unread=unread, permitted=frozenset({Permission.POST}),
            read_up_to=read_up_to,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """An article or a comment."""

    uri: RemoteId
    number: int
    sender: str
    name: str
    created: str
    modified: str
    title: str
    html: str
    spots: tuple[RemoteId, ...] = ()

    @property
    def body(self) -> str:
        """The text, title first."""
        return "\n\n".join(part for part in (self.title, text_of(self.html)) if part)

    @property
    def mark(self) -> str:
        """What is different once it was written anew."""
        return hashlib.sha256(f"{self.title}\0{self.html}".encode()).hexdigest()[:16]

    def post(self, room: RemoteId, thread: RemoteId, operation: str) -> PostTruth:
        """Return it as a post."""
        return PostTruth(
            room, self.sender, moment(self.created), PostKind.TEXT, self.body, self._formatted(), thread=thread,
            edited=0, operation=operation,
        )  # fmt: skip

    def edit(self, room: RemoteId) -> EditTruth:
        """Return it as the new text of a post."""
        return EditTruth(room, self.uri, self.sender, moment(self.modified), self.body, self._formatted())

    def _formatted(self) -> str:
        cleaned = clean(self.html)
        if cleaned == text_of(self.html) and not self.title:
            return ""
        heading = f"<h3>{escape(self.title)}</h3>" if self.title and cleaned else ""
        return f"{heading}{cleaned}"


def spots(said: Any) -> list[Spot]:
    """Return the spots of an answer. Raises `Unreadable`."""
    try:
        return [Spot(RemoteId(one["uri"]), int(one["id"]), str(one["title"])) for one in said]
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable("bad_answer") from error


def article(said: Mapping[str, Any]) -> Said:
    """Return an article. Raises `Unreadable`."""
    try:
        audience = [RemoteId(one["uri"]) for one in said["_audience"] if str(one["uri"]).startswith("spot/")]
        return _said(said, str(said["title"]), tuple(audience))
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable("bad_answer") from error


def comments(article: RemoteId, said: Any) -> list[Said]:
    """Return the comments of an article, the oldest first. Raises `Unreadable`."""
    try:
        found = [_said(one, "") for one in said]
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable("bad_answer") from error
    named = [replace(one, uri=below(article, one.uri)) for one in found]
    return sorted(named, key=lambda one: (one.created, one.number))


def below(article: RemoteId, comment: RemoteId) -> RemoteId:
    """Return the name of a comment, which tells its article too."""
    return RemoteId(f"{article}/{comment}")


def _said(said: Mapping[str, Any], title: str, audience: tuple[RemoteId, ...] = ()) -> Said:
    user = said["_user"]
    created = str(said["dateCreation"])
    return Said(
        RemoteId(said["uri"]), int(said["id"]), str(user["uri"]), str(user["title"]), created,
        str(said.get("dateModified") or created), title, str(said.get("description") or ""), audience,
    )  # fmt: skip


def moment(date: str) -> int:
    """Return milliseconds since 1970 of a date. Its zone is not published: it is read as this machine's own."""
    try:
        return int(datetime.datetime.fromisoformat(date).timestamp() * 1000)
    except (ValueError, OverflowError, OSError):
        return 0


def text_of(html: str) -> str:
    """Return HTML as plain text."""
    spaced = (
        html.replace("</p>", "</p>\n").replace("<br>", "<br>\n").replace("<br/>", "<br/>\n").replace("</li>", "</li>\n")
    )
    return unescape(nh3.clean(spaced, tags=set())).strip()


def written(body: str, html: str) -> tuple[str, str]:
    """Return title and description of what a person wrote: the first line is the title."""
    first, _, rest = body.strip().partition("\n")
    if len(first) > _TITLE:
        return f"{first[: _TITLE - 1]}…", html or paragraphs(body)
    return first, (html if rest.strip() and html else paragraphs(rest))


def paragraphs(text: str) -> str:
    """Return plain text as HTML."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def packed(record: Mapping[str, Any]) -> bytes:
    """Return a record as it is kept."""
    return json.dumps(record, sort_keys=True).encode()


def unpacked(raw: bytes | None) -> dict[str, Any]:
    """Return a kept record, empty where there is none."""
    found = json.loads(raw) if raw else {}
    return found if isinstance(found, dict) else {}
