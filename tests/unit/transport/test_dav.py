"""DAV on the wire: answers in any pieces, hostile ones refused, and one fault for each refusal."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.model.faults import (
    AuthNeeded,
    CursorExpired,
    Fault,
    Forbidden,
    Gone,
    Offline,
    Rejected,
    Stale,
    Transient,
    Unreadable,
    Unsupported,
)
from sync.model.ids import AccountId
from sync.transport.dav import bodies, hrefs
from sync.transport.dav.client import Dav
from sync.transport.dav.xml import CALDAV, D, Multistatus, Response, errors, read
from sync.transport.gate import Gate
from sync.transport.http import Http
from tests.servers.authority import Authority

HREF, ETAG = f"{D}href", f"{D}getetag"
ANSWER = """<?xml version="1.0" encoding="utf-8"?>
<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
 <d:response><d:href>/a/%C3%A9t%C3%A9.ics</d:href><d:propstat><d:prop><d:getetag>"1"</d:getetag>
  <c:calendar-data>BEGIN:VCALENDAR&#13;
SUMMARY:A &amp; B é
<![CDATA[<x>]]></c:calendar-data></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>
  <d:propstat><d:prop><d:displayname/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response>
 <d:response><d:href>/a/gone.ics</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>
 <d:sync-token>urn:token:2</d:sync-token>
</d:multistatus>""".encode()


def read_all(document: bytes, cuts: list[int]) -> tuple[list[Response], str]:
    reader, found, start = Multistatus(), [], 0
    for cut in [*sorted(set(cuts)), len(document)]:
        found += reader.feed(document[start:cut])
        start = max(start, cut)
    reader.close()
    return found, reader.sync_token


@given(st.lists(st.integers(0, len(ANSWER)), max_size=20))
def test_an_answer_is_the_same_in_whatever_pieces_it_comes(cuts: list[int]) -> None:
    found, token = read_all(ANSWER, cuts)
    assert token == "urn:token:2"
    assert [(one.href, one.status) for one in found] == [("/a/%C3%A9t%C3%A9.ics", 0), ("/a/gone.ics", 404)]
    assert found[0].text(ETAG) == '"1"'
    assert f"{D}displayname" not in found[0].properties
    assert found[0].properties[f"{CALDAV}calendar-data"].text == "BEGIN:VCALENDAR\r\nSUMMARY:A & B é\n<x>"


BOMB = b"""<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<d:multistatus xmlns:d="DAV:"><d:response><d:href>&b;</d:href></d:response></d:multistatus>"""
DEEP = b'<d:multistatus xmlns:d="DAV:"><d:response>' + b"<d:a>" * 1000
OUTSIDE = b"""<!DOCTYPE m SYSTEM "file:///etc/passwd"><d:multistatus xmlns:d="DAV:"/>"""


@pytest.mark.parametrize(
    "document",
    [b"", b"<", b"no xml", BOMB, DEEP, OUTSIDE, ANSWER[:-20], ANSWER + b"<x/>", b"<html><body/></html>", b"\xff\xfe\x00", b"\0"],
)
def test_what_is_no_multistatus_is_unreadable(document: bytes) -> None:
    with pytest.raises(Unreadable):
        read_all(document, [])


def test_a_response_that_never_ends_is_refused() -> None:
    reader = Multistatus(largest=10_000)
    reader.feed(b'<d:multistatus xmlns:d="DAV:"><d:response><d:href>')
    reader.feed(b"a" * 9000)
    with pytest.raises(Unreadable):
        reader.feed(b"a" * 1000)


@settings(max_examples=100)
@given(st.integers(0, len(ANSWER)), st.binary(max_size=12))
def test_mutations_are_read_or_unreadable(place: int, junk: bytes) -> None:
    try:
        read_all(ANSWER[:place] + junk + ANSWER[place + len(junk) :], [place])
    except Unreadable:
        return


def test_bodies_are_well_formed_whatever_is_in_them() -> None:
    strange = "<&\"'> été"
    for body in (
        bodies.propfind([ETAG]),
        bodies.sync_collection(strange, [ETAG], 5),
        bodies.multiget(CALDAV, [strange], [ETAG]),
        bodies.proppatch({f"{D}displayname": strange}),
        bodies.make_calendar({f"{D}displayname": strange}, ["VEVENT"]),
        bodies.make_collection([f"{CALDAV}calendar"], {f"{D}displayname": strange}),
        bodies.lock(strange),
        bodies.free_busy("20260101T000000Z", "20260201T000000Z"),
    ):
        assert read(body).tag
    assert read(bodies.proppatch({f"{D}displayname": strange})).value(f"{D}set", f"{D}prop", f"{D}displayname") == strange


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/a/b%20c.ics", "/a/b%20c.ics"),
        ("/a/b c.ics", "/a/b%20c.ics"),
        ("/a/%c3%a9", "/a/%C3%A9"),
        ("b.ics", "/a/b.ics"),
        ("https://x.fr/a//b", "/a/b"),
        ("http://x.fr:8080/a/b", "/a/b"),
        ("https://ailleurs.fr/a/b", None),
        ("/a/%2e%2e/etc/passwd", None),
        ("/a/..%2fetc", None),
        ("/a/b%00", None),
        ("https://[", None),
    ],
)
def test_addresses_are_written_one_way_and_never_climb(href: str, expected: str | None) -> None:
    assert hrefs.path_of(href, "https://x.fr/a/") == expected


def test_what_is_inside_a_collection() -> None:
    assert hrefs.inside("/a/b/c.ics", "/a/b/") == "c.ics"
    assert hrefs.inside("/a/b/", "/a/b/") is None
    assert hrefs.inside("/a/bc", "/a/b/") is None


def test_conditions_of_an_error_body() -> None:
    assert errors(b'<d:error xmlns:d="DAV:"><d:valid-sync-token/></d:error>') == {f"{D}valid-sync-token"}
    assert errors(b"<html>") == errors(BOMB) == errors(b"") == frozenset()


# --- the client ---

Answer = web.Response


class Scripted:
    """A server that gives what is next in its list; the last one again and again."""

    def __init__(self, *answers: web.Response) -> None:
        self.answers = list(answers)
        self.asked: list[web.BaseRequest] = []

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asked.append(request)
        await request.read()
        given = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        return web.Response(status=given.status, body=given.body, headers=given.headers)


@asynccontextmanager
async def serving(tmp_path: Path, script: Scripted) -> AsyncIterator[Dav]:
    authority = Authority(tmp_path)
    runner = web.ServerRunner(web.Server(script))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=authority.good().context()).start()
    port = runner.addresses[0][1]
    gate = Gate()
    gate.allow(AccountId(1), ["localhost"])

    async def authorization(renew: bool) -> str:
        return "Basic " + base64.b64encode(b"new" if renew else b"old").decode()

    try:
        async with Http(gate, AccountId(1), trust=authority.trust, within=5.0) as http:
            yield Dav(http, f"https://localhost:{port}", authorization)
    finally:
        await runner.cleanup()


CONDITION = '<e:error xmlns:e="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><{}/></e:error>'


@pytest.mark.server
@pytest.mark.parametrize(
    ("status", "body", "kind", "code"),
    [
        (401, "", AuthNeeded, "wrong_password"),
        (403, "", Rejected, "not_permitted"),
        (403, CONDITION.format("e:valid-sync-token"), CursorExpired, "unknown_cursor"),
        (403, CONDITION.format("c:no-uid-conflict"), Rejected, "uid_taken"),
        (404, "", Gone, "item"),
        (410, "", Gone, "item"),
        (405, "", Unsupported, "method"),
        (409, "", Gone, "folder"),
        (412, "", Stale, "changed_there"),
        (413, "", Rejected, "file_too_large"),
        (423, "", Transient, "locked"),
        (429, "", Transient, "server_busy"),
        (500, "<html>", Transient, "server_busy"),
        (503, "", Transient, "server_busy"),
        (507, "", Rejected, "quota"),
        (418, "", Rejected, "refused"),
    ],
)
async def test_each_refusal_is_one_fault(tmp_path: Path, status: int, body: str, kind: type[Fault], code: str) -> None:
    script = Scripted(Answer(status=status, text=body, headers={"Retry-After": "7"}))
    async with serving(tmp_path, script) as dav:
        with pytest.raises(kind) as caught:
            await dav.request("PUT", "/a", content=b"x")
    assert caught.value.code == code
    if isinstance(caught.value, Transient) and code == "server_busy":
        assert caught.value.retry_after == 7


@pytest.mark.server
async def test_it_signs_in_again_once(tmp_path: Path) -> None:
    script = Scripted(Answer(status=401), Answer(status=200, body=b"ok"))
    async with serving(tmp_path, script) as dav:
        assert (await dav.request("GET", "/a")).body == b"ok"
    sent = [request.headers["Authorization"].removeprefix("Basic ") for request in script.asked]
    assert [base64.b64decode(one) for one in sent] == [b"old", b"new"]


@pytest.mark.server
async def test_redirects_are_followed_here_and_nowhere_else(tmp_path: Path) -> None:
    script = Scripted(
        Answer(status=301, headers={"Location": "/dav/"}), Answer(status=207, body=ANSWER),
        Answer(status=302, headers={"Location": "https://ailleurs.fr/"}),
    )  # fmt: skip
    async with serving(tmp_path, script) as dav:
        path, _ = await dav.properties("/.well-known/caldav", [ETAG])
        assert path == "/dav/"
        assert [request.method for request in script.asked] == ["PROPFIND", "PROPFIND"]
        with pytest.raises(Forbidden, match="host_not_allowed"):
            await dav.properties("/", [ETAG])
    assert len(script.asked) == 3


@pytest.mark.server
async def test_going_round_in_circles_ends(tmp_path: Path) -> None:
    async with serving(tmp_path, Scripted(Answer(status=302, headers={"Location": "/b"}))) as dav:
        with pytest.raises(Rejected, match="too_many_redirects"):
            await dav.request("GET", "/a")


@pytest.mark.server
async def test_a_body_that_stops_in_the_middle_is_being_offline(tmp_path: Path) -> None:
    class Cut(Scripted):
        async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
            response = web.StreamResponse(status=207, headers={"Content-Length": str(len(ANSWER))})
            await response.prepare(request)
            await response.write(ANSWER[:400])
            assert request.transport is not None
            request.transport.abort()
            return response

    async with serving(tmp_path, Cut()) as dav:
        with pytest.raises(Offline):
            await dav.responses("PROPFIND", "/a/", bodies.propfind([ETAG]), depth="1")


@pytest.mark.server
async def test_content_in_pieces_goes_out_with_its_length(tmp_path: Path) -> None:
    script = Scripted(Answer(status=201, headers={"ETag": '"1"'}))

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield b"0123456789" * 1000

    async with serving(tmp_path, script) as dav:
        done = await dav.request("PUT", "/a", content=pieces(), length=100_000)
        assert done.headers["etag"] == '"1"'
    assert script.asked[0].headers["Content-Length"] == "100000"
