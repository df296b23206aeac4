"""Calendars, contacts and files from the command line: real processes, the parser in its fence, real servers."""

from __future__ import annotations

import base64
import ssl
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.program import Program
from tests.servers.dav import ALICE, PASSWORD, DavServer, radicale, wsgidav

pytestmark = [pytest.mark.e2e, pytest.mark.server]

EVENT = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//x//FR\r
BEGIN:VEVENT\r
UID:1@exemple.fr\r
DTSTAMP:20261101T000000Z\r
DTSTART;TZID=Europe/Paris:20261123T100000\r
DTEND;TZID=Europe/Paris:20261123T110000\r
RRULE:FREQ=WEEKLY;COUNT=3\r
SUMMARY:Point d’équipe\r
END:VEVENT\r
END:VCALENDAR\r
"""
CARD = """BEGIN:VCARD\r
VERSION:3.0\r
UID:2@exemple.fr\r
FN:Élodie Martin\r
N:Martin;Élodie;;;\r
EMAIL:elodie@exemple.fr\r
END:VCARD\r
"""


@pytest.fixture
def calendars() -> Iterator[DavServer]:
    with radicale() as server:
        for name, kind, item, content in (
            ("agenda", "calendar", "1.ics", EVENT),
            ("carnet", "addressbook", "2.vcf", CARD),
        ):
            namespace = "urn:ietf:params:xml:ns:caldav" if kind == "calendar" else "urn:ietf:params:xml:ns:carddav"
            body = (
                f'<mkcol xmlns="DAV:" xmlns:C="{namespace}"><set><prop><resourcetype><collection/><C:{kind}/></resourcetype>'
                f"<displayname>{name}</displayname></prop></set></mkcol>"
            )
            ask(server, "MKCOL", f"{name}/", body)
            ask(server, "PUT", f"{name}/{item}", content)
        yield server


@pytest.fixture
def files() -> Iterator[DavServer]:
    with wsgidav() as server:
        folder = server.folder / "files" / "Marchés publics"
        folder.mkdir()
        (folder / "Été.txt").write_text("bonjour")
        yield server


def ask(server: DavServer, method: str, path: str, body: str) -> None:
    """Put something on the server, as another client would."""
    context = ssl.create_default_context(cafile=str(server.authority.trust))
    url = f"https://localhost:{server.port}/{ALICE}/{path}"
    request = urllib.request.Request(url, body.encode(), method=method)
    token = base64.b64encode(f"{ALICE}:{PASSWORD}".encode()).decode()
    request.add_header("Authorization", f"Basic {token}")
    with urllib.request.urlopen(request, context=context, timeout=30) as answer:
        assert answer.status < 300


def test_calendars_contacts_and_files_are_synchronised_listed_and_taken(
    calendars: DavServer, files: DavServer, tmp_path: Path
) -> None:
    program = Program(tmp_path / "profile")
    password, trust = tmp_path / "password", tmp_path / "trust.pem"
    password.write_text(PASSWORD)
    trust.write_text(calendars.authority.trust.read_text() + files.authority.trust.read_text())
    try:
        program.run("store", "create")
        program.run(
            "account", "add", ALICE, "--caldav", f"localhost:{calendars.port}", "--carddav", f"localhost:{calendars.port}",
            "--webdav", f"localhost:{files.port}{files.path}", "--trust", str(trust), "--password-file", str(password),
        )  # fmt: skip
        program.run("sync", "--once")
        names = {(row["service"], row["name"]) for row in program.run("list", "calendars")}
        assert {("calendar", "agenda"), ("contacts", "carnet")} <= names
        events = program.run("list", "events", "--day", "2026-11-23", "--days", "30")
        assert [row["summary"] for row in events] == ["Point d’équipe"] * 3
        assert [row["start"] for row in events] == [1795424400 + week * 604800 for week in range(3)]
        (busy,) = program.run("list", "busy", ALICE, "--day", "2026-11-23", "--calendar", "agenda")
        assert busy["kind"] == "busy"
        assert (busy["from"], busy["to"]) != ("", "")
        (unknown,) = program.run("list", "busy", "personne@exemple.fr", "--day", "2026-11-23", "--calendar", "agenda")
        assert unknown["kind"] == "unknown"
        (contact,) = program.run("list", "contacts", "elod")
        assert (contact["name"], contact["emails"][0]["value"]) == ("Élodie Martin", "elodie@exemple.fr")
        assert [row["name"] for row in program.run("list", "files")] == ["Marchés publics"]
        target = tmp_path / "Été.txt"
        program.run("file", "export", "Marchés publics/Été.txt", str(target))
        assert target.read_text() == "bonjour"
        (tmp_path / "Compte rendu.txt").write_text("fait")
        program.run("file", "upload", str(tmp_path / "Compte rendu.txt"), "Marchés publics")
        program.run("sync", "--once")
        assert (files.folder / "files" / "Marchés publics" / "Compte rendu.txt").read_text() == "fait"
        script = tmp_path / "editor.py"
        script.write_text("import pathlib, sys; pathlib.Path(sys.argv[1]).write_text('refait')")
        program.run("file", "edit", "Marchés publics/Compte rendu.txt", sys.executable, str(script))
        program.run("sync", "--once")
        assert (files.folder / "files" / "Marchés publics" / "Compte rendu.txt").read_text() == "refait"
    finally:
        program.kill()
