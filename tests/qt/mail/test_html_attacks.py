"""Hostile letters: nothing is ever asked of the network, no file is opened, no script runs, nobody is led astray."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QMessageBox

from sync.model.mail import Content, Envelope
from tests.qt.mail.stage import Stage, until
from ui.mail.letter import LetterBody
from ui.mail.text_sheet import TextSheet

Play = Callable[[Any], Any]

ATTACKS = """
<img src="{w}/1.png"><img srcset="{w}/2.png 1x"><link rel="stylesheet" href="{w}/3.css"><link rel="prefetch" href="{w}/4">
<link rel="dns-prefetch" href="{w}/5"><link rel="preconnect" href="{w}"><style>@import "{w}/6.css";
@font-face {{ font-family: x; src: url({w}/7.woff) }} body {{ background: url({w}/8.png); font-family: x }}</style>
<div style="background-image:url('{w}/9.png')">x</div><iframe src="{w}/10"></iframe><object data="{w}/11"></object>
<embed src="{w}/12"><video src="{w}/13" autoplay></video><audio src="{w}/14" autoplay></audio>
<script>fetch("{w}/15"); new Image().src = "{w}/16"; location = "{w}/17"</script><body background="{w}/18">
<meta http-equiv="refresh" content="0;url={w}/19"><form action="{w}/20"><input type="image" src="{w}/21" autofocus></form>
<svg><image href="{w}/22"/><use href="{w}/23#x"/></svg><base href="{w}/"><img src="24.png"><img src="//{h}/25.png">
<img src="file:///etc/hostname"><iframe src="file:///etc/passwd"></iframe><img src=x onerror="location='{w}/26'">
<input onfocus="location='{w}/27'" autofocus><a href="{w}/28" ping="{w}/29">x</a><table background="{w}/30"><tr><td>x</table>
<picture><source srcset="{w}/31"><img></picture><track src="{w}/32"><a href="javascript:location='{w}/33'">x</a>
""".strip()


def hostile(port: int) -> Content:
    host = f"127.0.0.1:{port}"
    html = ATTACKS.format(w=f"http://{host}", h=host)
    return Content(Envelope("x", None), html, "", ())  # type: ignore[arg-type]


@pytest.fixture
def listener() -> Any:
    """A server on loopback that remembers who came."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def visits(server: socket.socket) -> int:
    count = 0
    while True:
        try:
            connection, _ = server.accept()
        except BlockingIOError:
            return count
        connection.close()
        count += 1


def test_the_listener_would_notice(listener: socket.socket) -> None:
    with socket.create_connection(listener.getsockname()):
        assert visits(listener) == 1


def test_the_web_sheet_asks_for_nothing(play: Play, listener: socket.socket) -> None:
    pytest.importorskip("PySide6.QtWebEngineWidgets", exc_type=ImportError)

    async def story() -> None:
        body = LetterBody()
        body.resize(500, 400)
        body.show()
        body.show_content(hostile(listener.getsockname()[1]), {})
        assert body.web is not None
        loaded: list[int] = []
        body.web.shown.connect(lambda: loaded.append(1))
        await until(lambda: loaded)
        await asyncio.sleep(1)
        assert visits(listener) == 0
        assert body.web._page.url().scheme() == "ecritoire"
        body.close()
        body.deleteLater()
        await asyncio.sleep(0.2)

    play(story())


def test_the_paper_sheet_asks_for_nothing(play: Play, listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        body = LetterBody(web_allowed=False)
        body.resize(500, 400)
        body.show()
        body.show_content(hostile(listener.getsockname()[1]), {})
        body.grab()
        await asyncio.sleep(0.3)
        assert visits(listener) == 0
        body.deleteLater()

    play(story())


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "/etc/hostname", "//server/share/a.png", "http://a.example/x.png", "qrc:/x"]
)
def test_resources_from_elsewhere_are_a_dot(qtbot: Any, address: str) -> None:
    sheet = TextSheet(paper=True)
    qtbot.addWidget(sheet)
    picture = sheet.loadResource(int(QTextDocument.ResourceType.ImageResource), QUrl(address))
    assert isinstance(picture, QImage)
    assert (picture.width(), picture.height()) == (1, 1)


def test_a_lying_link_is_asked_about_and_scripts_are_refused(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    followed: list[str] = []
    monkeypatch.setattr("ui.mail.link_opener.QDesktopServices.openUrl", lambda url: followed.append(url.toString()))

    async def story() -> None:
        body = LetterBody(web_allowed=False)
        body.show()
        body.links.html = '<a href="https://evil.example/">www.impots.gouv.fr</a><a href="https://ok.example/">lire</a>'
        refused: list[str] = []
        body.links.refused.connect(refused.append)
        body.links.follow("javascript:alert(1)")
        body.links.follow("file:///etc/passwd")
        assert len(refused) == 2
        body.links.follow("https://evil.example/")
        box = body.findChild(QMessageBox)
        assert box is not None
        assert not followed
        assert "evil.example" in box.text()
        box.reject()
        body.links.follow("https://ok.example/")
        assert followed == ["https://ok.example/"]
        body.deleteLater()

    play(story())


def test_a_mailto_link_opens_a_composer(stage: Stage, play: Play) -> None:
    stage.add_letter("x", html='<p><a href="mailto:claire@dreal.example?subject=Oui">répondre</a></p>')

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        area.reader.body.links.follow("mailto:claire@dreal.example?subject=Oui")
        await until(lambda: area.desk.composers)
        assert area.desk.composers[0].subject.text() == "Oui"
        await stage.end()

    play(story())


def test_pictures_come_only_by_command(stage: Stage, play: Play) -> None:
    from sync.rpc import messages as m

    stage.add_letter("x", html='<img src="remote:0">', remote_pictures=("https://x.example/p.png",))
    stage.engine.pictures = {"https://x.example/p.png": ("image/png", b"x")}

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        await until(lambda: not area.reader.pictures_banner.isHidden())
        assert not stage.engine.of(m.FetchPictures)
        area.reader.pictures_banner.chosen.emit()
        await until(lambda: area.reader.pictures_banner.isHidden())
        assert stage.engine.of(m.FetchPictures)[0].addresses == ["https://x.example/p.png"]
        await stage.end()

    play(story())
