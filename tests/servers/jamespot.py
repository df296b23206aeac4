"""A simulator of a Jamespot's front interface, written from npm jamespot-user-api 1.3.135; it refuses whatever is not in it.

Confidence: calls, parameters, envelope, cookies and CSRF are facts of the package. That the wall goes backwards from
`dateLastEvent`, and that a comment is an event of its article, is concluded from names: `inclusive` tells both readings apart.
"""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from tests.servers.authority import Authority
from tests.servers.ports import HOST

PASSWORDS = {"alice@exemple.fr": "clé d’Alice", "bob@exemple.fr": "clé de Bob"}
FORMATS = {"raw-little", "raw-list", "raw-view"}


@dataclass
class Article:
    """An article or a comment."""

    number: int
    author: int
    title: str
    description: str
    created: str
    modified: str
    spots: list[int] = field(default_factory=list)
    event: str = ""
    comments: list[Article] = field(default_factory=list)


class Refused(Exception):
    """What the envelope says: a code and words."""

    def __init__(self, error: int, words: str) -> None:
        self.error, self.words = error, words


@dataclass
class Jamespot:
    """The site. `complaints` lists what a client did that the facts do not contain: it has to stay empty."""

    page: int = 20
    inclusive: bool = True
    unsteady: float = 0.0
    port: int = 0
    people: list[str] = field(default_factory=lambda: list(PASSWORDS))
    spots: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Number → title, and the type that is published there by default."""
    articles: dict[int, Article] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    dead: bool = False
    lose_next: bool = False
    busy: int = 0
    _sessions: dict[str, int] = field(default_factory=dict)
    _csrf: set[str] = field(default_factory=set)
    _tokens: set[str] = field(default_factory=set)
    _number: int = 100
    _clock: datetime = field(default_factory=lambda: datetime(2026, 11, 20, 9, tzinfo=UTC))
    _chance: random.Random = field(default_factory=lambda: random.Random(7))

    # --- what other people do ---

    def make_spot(self, title: str, kind: str = "statut") -> str:
        """Make a spot that everybody is in; return its uri."""
        number = self._next()
        self.spots[number] = title, kind
        return f"spot/{number}"

    def expire(self) -> None:
        """End every session."""
        self._sessions.clear()

    def delete(self, uri: str) -> None:
        """Delete an article or a comment, as somebody does on the site."""
        kind, _, number = uri.partition("/")
        if kind == "article":
            del self.articles[int(number)]
            return
        for article in self.articles.values():
            kept = [one for one in article.comments if one.number != int(number)]
            if len(kept) != len(article.comments):
                article.comments, article.event = kept, self._now()

    # --- the interface ---

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one call."""
        if self.dead:
            return _drop(request)
        call = request.path.removeprefix("/api-front/")
        self.asked.append(call)
        if request.method != "POST" or not request.path.startswith("/api-front/") or request.query_string:
            return self._complain(f"{request.method} {request.path_qs}")
        if request.headers.get("Referer") != f"https://localhost:{self.port}/ng/wall":
            return self._complain("no referer")
        if not request.headers.get("Content-Type", "").startswith("text/plain"):
            return self._complain("a content type that browsers do not send")
        if self.busy or self._chance.random() < self.unsteady:
            self.busy = max(0, self.busy - 1)
            return self._said(call, {"error": 429, "errorMsg": "Trop de requêtes", "messages": []})
        known = self._calls().get(call)
        if known is None:
            return self._complain(f"unknown call {call}")
        needed, allowed, csrf, does = known
        given = json.loads(await request.text())
        if not needed <= given.keys() <= needed | allowed | {"format"} | ({"tokenCSRF"} if csrf else set()):
            return self._complain(f"{call}: {sorted(given)}")
        if given.get("format", "raw-list") not in FORMATS:
            return self._complain(f"{call}: format {given['format']}")
        session = request.cookies.get("PHPSESSID", "")
        person = self._sessions.get(session)
        try:
            if person is None and call != "user/signIn":
                raise Refused(1, "Session inconnue")
            if csrf and given.get("tokenCSRF") not in self._csrf:
                raise Refused(1, "CSRF")
            self._csrf.discard(str(given.get("tokenCSRF")))
            result = does(person or 0, given)
        except Refused as refusal:
            return self._said(call, {"error": refusal.error, "errorMsg": refusal.words, "messages": []})
        if self.lose_next and call in ("article/create", "article/addComment"):
            self.lose_next = False
            return _drop(request)
        response = self._said(call, {"error": 0, "messages": [], "result": result})
        if call == "user/signIn":
            session = f"s{self._next()}"
            self._sessions[session] = self.people.index(given["mail"]) + 1
            response.set_cookie("PHPSESSID", session, httponly=True, secure=True)
            response.set_cookie("lang", "fr")
        elif self._chance.random() < 0.2:  # any answer may renew a cookie
            renewed = f"s{self._next()}"
            self._sessions[renewed] = self._sessions.pop(session)
            response.set_cookie("PHPSESSID", renewed, httponly=True, secure=True)
        return response

    def _calls(self) -> dict[str, tuple[set[str], set[str], bool, Callable[[int, dict[str, Any]], Any]]]:
        """Call → parameters that it needs, that it may have, whether it wants a CSRF token, and what it does."""
        return {
            "user/signIn": ({"mail", "password"}, set(), False, self._sign_in),
            "user/getSpots": (set(), {"idUser", "unread"}, False, self._spots),
            "misc/token": (set(), set(), False, lambda *_: self._token(self._tokens)),
            "misc/tokenCSRF": (set(), set(), False, lambda *_: self._token(self._csrf)),
            "wall/getActivities": (set(), {"dateLastEvent"}, False, self._wall),
            "spot/getProperties": ({"idSpot"}, set(), False, self._properties),
            "article/create": ({"type", "title", "description", "publishTo", "token"}, set(), False, self._create),
            "article/update": ({"uri"}, {"title", "description"}, False, self._update),
            "article/delete": ({"idArticle"}, set(), True, self._delete),
            "article/getComments": ({"idArticle"}, {"attachment", "limits"}, False, self._comments),
            "article/addComment": (
                {"token", "idArticle", "content", "sendAlert", "alertAuthor", "type"}, set(), False, self._comment,
            ),
            "article/updateComment": ({"idComment"}, {"token", "description"}, False, self._update_comment),
            "comment/delete": ({"idComment"}, set(), True, self._delete_comment),
        }  # fmt: skip

    def _sign_in(self, _person: int, given: dict[str, Any]) -> Any:
        if PASSWORDS.get(given["mail"]) != given["password"]:
            raise Refused(1, "Identifiants incorrects")
        return self._user(self.people.index(given["mail"]) + 1)

    def _spots(self, _person: int, _given: dict[str, Any]) -> Any:
        return [
            {**_object("spot", number, title), "category": 1, "privacy": 0} for number, (title, _) in self.spots.items()
        ]

    def _wall(self, _person: int, given: dict[str, Any]) -> Any:
        last = given.get("dateLastEvent", "9999")
        newest = sorted(self.articles.values(), key=lambda one: (one.event, one.number), reverse=True)
        older = [one for one in newest if one.event < last or (self.inclusive and one.event == last)]
        page = older[: self.page + (1 if self.inclusive and "dateLastEvent" in given else 0)]
        listed = [{"dateEvent": one.event, "article": self._article(one)} for one in page]
        return {"dateEvent": page[-1].event if page else last, "list": listed}

    def _properties(self, _person: int, given: dict[str, Any]) -> Any:
        if given["idSpot"] not in self.spots:
            raise Refused(1, "Spot inconnu")
        return {"spotDefaultPublishType": self.spots[given["idSpot"]][1], "rss_access": "0", "rss_key": ""}

    def _create(self, person: int, given: dict[str, Any]) -> Any:
        self._spend(given["token"])
        kind, _, number = given["publishTo"].partition("/")
        if kind != "spot" or int(number) not in self.spots or given["type"] != self.spots[int(number)][1]:
            raise Refused(1, "Publication impossible")
        now = self._now()
        made = Article(self._next(), person, given["title"], given["description"], now, now, [int(number)], now)
        self.articles[made.number] = made
        return [_little(self._article(made))]

    def _update(self, person: int, given: dict[str, Any]) -> Any:
        found = self._mine(person, self.articles.get(int(given["uri"].partition("/")[2])))
        found.title, found.description = given.get("title", found.title), given.get("description", found.description)
        found.modified = found.event = self._now()
        return _little(self._article(found))

    def _delete(self, person: int, given: dict[str, Any]) -> Any:
        del self.articles[self._mine(person, self.articles.get(given["idArticle"])).number]
        return True

    def _comments(self, _person: int, given: dict[str, Any]) -> Any:
        found = self.articles.get(given["idArticle"])
        if found is None:
            raise Refused(1, "Article inconnu")
        limits = given.get("limits", {"start": 0, "max": 10_000})
        if limits.keys() != {"start", "max"}:
            self.complaints.append(f"limits {limits}")
        some = found.comments[limits["start"] : limits["start"] + limits["max"]]
        return [self._comment_of(one) for one in some]

    def _comment(self, person: int, given: dict[str, Any]) -> Any:
        self._spend(given["token"])
        found = self.articles.get(given["idArticle"])
        if found is None:
            raise Refused(1, "Article inconnu")
        if given["type"] not in ("comment", "commentResponse") or {given["sendAlert"], given["alertAuthor"]} - {0, 1}:
            self.complaints.append(f"addComment {given}")
        now = self._now()
        made = Article(self._next(), person, "", given["content"], now, now)
        found.comments.append(made)
        found.event = now
        return self._comment_of(made)

    def _update_comment(self, person: int, given: dict[str, Any]) -> Any:
        article, found = self._comment_named(given["idComment"])
        self._mine(person, found).description = given["description"]
        found.modified = article.event = self._now()
        return self._comment_of(found)

    def _delete_comment(self, person: int, given: dict[str, Any]) -> Any:
        article, found = self._comment_named(given["idComment"])
        article.comments.remove(self._mine(person, found))
        article.event = self._now()
        return None

    def _comment_named(self, number: int) -> tuple[Article, Article]:
        for article in self.articles.values():
            for one in article.comments:
                if one.number == number:
                    return article, one
        raise Refused(1, "Commentaire inconnu")

    def _mine(self, person: int, found: Article | None) -> Article:
        if found is None or found.author != person:
            raise Refused(1, "Droits insuffisants")
        return found

    def _spend(self, token: str) -> None:
        if token not in self._tokens:
            raise Refused(1, "Jeton de contenu inconnu")
        self._tokens.discard(token)

    def _article(self, one: Article) -> dict[str, Any]:
        audience = [{**_object("spot", spot, self.spots[spot][0]), "category": 1, "privacy": 0} for spot in one.spots]
        return {
            **_object("article", one.number, one.title, one.created, one.modified), "description": one.description,
            "_user": self._user(one.author), "_right": {"read": True, "comment": True}, "_audience": audience,
        }  # fmt: skip

    def _comment_of(self, one: Article) -> dict[str, Any]:
        said = _object("comment", one.number, "", one.created, one.modified if one.modified != one.created else None)
        return {
            **{name: value for name, value in said.items() if name not in ("title", "_url")},
            "description": one.description, "_user": self._user(one.author), "_right": {"read": True},
        }  # fmt: skip

    def _user(self, number: int) -> dict[str, Any]:
        return {**_object("user", number, self.people[number - 1].partition("@")[0].title()), "level": 5, "active": 1}

    def _token(self, among: set[str]) -> str:
        among.add(made := f"t{self._next()}")
        return made

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _now(self) -> str:
        self._clock += timedelta(seconds=1)
        return f"{self._clock:%Y-%m-%d %H:%M:%S}"

    def _complain(self, words: str) -> web.Response:
        self.complaints.append(words)
        return web.Response(status=400, text=words)

    def _said(self, call: str, envelope: dict[str, Any]) -> web.Response:
        o, _, f = call.partition("/")
        return web.json_response({"o": o, "f": f, **envelope})


def _object(
    kind: str, number: int, title: str, created: str = "2026-01-01 08:00:00", modified: str | None = ""
) -> dict[str, Any]:
    return {
        "id": number, "mainType": kind, "type": kind, "uri": f"{kind}/{number}", "title": title, "_url": f"/{kind}/{number}",
        "dateCreation": created, "dateModified": created if modified == "" else modified,
    }  # fmt: skip


def _little(said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in ("id", "mainType", "type", "uri", "title", "_url", "dateCreation", "dateModified")}


def _drop(request: web.BaseRequest) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


@asynccontextmanager
async def running_jamespot(authority: Authority, site: Jamespot) -> AsyncIterator[Jamespot]:
    """Run the site; fails where a client did what the facts do not contain."""
    runner = web.ServerRunner(web.Server(site.answer))  # type: ignore[arg-type]
    await runner.setup()
    await web.TCPSite(runner, HOST, 0, ssl_context=authority.good().context()).start()
    site.port = runner.addresses[0][1]
    try:
        yield site
    finally:
        await runner.cleanup()
    assert site.complaints == []
