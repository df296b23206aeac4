"""Two profiles change the same contact while apart, then meet: nothing is lost, and the window settles it."""

from __future__ import annotations

import base64
import ssl
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.meeting import play
from tests.e2e.program import Program
from tests.servers.dav import ALICE, PASSWORD, DavServer, radicale

pytestmark = [pytest.mark.e2e, pytest.mark.server]

CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:zoe@exemple.fr\r\nFN:Zoé Lambert\r\nN:Lambert;Zoé;;;\r\nEMAIL:zoe@exemple.fr\r\n"
    "X-OTHER-PROGRAM:gardé\r\nEND:VCARD\r\n"
)


@pytest.fixture
def server() -> Iterator[DavServer]:
    with radicale() as running:
        body = (
            '<mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype><collection/>'
            "<C:addressbook/></resourcetype><displayname>Carnet</displayname></prop></set></mkcol>"
        )
        ask(running, "MKCOL", "carnet/", body)
        ask(running, "PUT", "carnet/zoe.vcf", CARD)
        yield running


@pytest.fixture
def profiles(server: DavServer, tmp_path: Path) -> Iterator[tuple[Program, Program]]:
    """Two machines of Alice's that have seen the contact."""
    password = tmp_path / "password"
    password.write_text(PASSWORD)
    made = Program(tmp_path / "one"), Program(tmp_path / "two")
    try:
        for program in made:
            program.run("store", "create")
            program.run(
                "account", "add", ALICE, "--carddav", f"localhost:{server.port}", "--trust", str(server.authority.trust),
                "--password-file", str(password),
            )  # fmt: skip
            program.run("sync", "--once")
            program.kill()
        yield made
    finally:
        for program in made:
            program.kill()


def ask(server: DavServer, method: str, path: str, body: str) -> None:
    """Put something on the server, as another client would."""
    context = ssl.create_default_context(cafile=str(server.authority.trust))
    url = f"https://localhost:{server.port}/{ALICE}/{path}"
    request = urllib.request.Request(url, body.encode(), method=method)
    request.add_header("Authorization", f"Basic {base64.b64encode(f'{ALICE}:{PASSWORD}'.encode()).decode()}")
    with urllib.request.urlopen(request, context=context, timeout=30) as answer:
        assert answer.status < 300


def cards(server: DavServer) -> list[str]:
    """What the server keeps, one text for each card."""
    return [path.read_text() for path in (server.folder / "data").rglob("*.vcf") if ".Radicale.cache" not in path.parts]


def test_both_versions_of_a_contact_survive_and_the_window_settles_them(
    server: DavServer, profiles: tuple[Program, Program], display: dict[str, str], tmp_path: Path
) -> None:
    one, two = profiles
    pictures = tmp_path / "pictures"
    pictures.mkdir()

    def act(program: Program, name: str, text: str = "") -> None:
        play("tests.e2e.driven_contacts", program, name, pictures, display, text)

    act(one, "away", "Ingénieure en chef")
    assert "Ingénieure" not in "".join(cards(server))
    act(two, "there", "Directrice de projet")
    act(one, "settle")
    kept = cards(server)
    assert len(kept) == 2
    assert sorted(title for text in kept for title in ("Directrice de projet", "Ingénieure en chef") if title in text) == [
        "Directrice de projet", "Ingénieure en chef",
    ]  # fmt: skip
    assert all("X-OTHER-PROGRAM:gardé" in text and "zoe@exemple.fr" in text for text in kept)
    two.run("sync", "--once")
    names = sorted(row["name"] for row in two.run("list", "contacts"))
    assert names[0] == "Zoé Lambert"
    assert names[1].startswith("Zoé Lambert (conflit")
    assert {path.stem for path in pictures.glob("*.png")} == {"away-waiting", "settle-conflict", "settle-both"}
