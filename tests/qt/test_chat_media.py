"""Files in the window's timeline: voice messages with their length and loudness, played by the computer's own player."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from sync.model.chat import MediaTruth, PostKind
from sync.model.faults import Rejected
from sync.rpc import messages as m
from tests.qt.chat_store import CLAIRE, YANN, fill_chat, post
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.chat.area import ChatArea
from ui.chat.timeline_model import Shown
from ui.link import Link
from ui.live import Live

LOUD = tuple(abs(40 - place * 7 % 80) + 15 for place in range(60))
VOICE = MediaTruth("mxc://x/voix", "Message vocal", "audio/ogg", 9000, duration=12_400, voice=True, waveform=LOUD)
SILENT = MediaTruth("mxc://x/autre", "Voice message.ogg", "audio/ogg", 900, duration=3000, voice=True)
SONG = MediaTruth("mxc://x/son", "Sonomètre zone nord.mp3", "audio/mpeg", 900_000, duration=64_000)
PICTURE = MediaTruth("mxc://x/image", "vezin.png", "image/png", 2048, 320, 200)
TALK = [
    ("$voice", post(CLAIRE, "Message vocal", 12, kind=PostKind.AUDIO, media=VOICE)),
    ("$silent", post(YANN, "Voice message.ogg", 11, kind=PostKind.AUDIO, media=SILENT)),
    ("$picture", post(CLAIRE, "vezin.png", 10, kind=PostKind.IMAGE, media=PICTURE)),
    ("$song", post(YANN, "Sonomètre zone nord.mp3", 10, kind=PostKind.AUDIO, media=SONG)),
]


@pytest.fixture
def area(store: FilledStore, open_link: Link, live: Live, engine: FakeEngine, qtbot: QtBot) -> ChatArea:
    fill_chat(store, TALK)
    made = ChatArea(open_link, live)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    made.show_room(next(row.id for row in made.rooms.rows if row.name == "Équipe ICPE Bretagne"))
    return made


def shown(area: ChatArea, name: str) -> Shown:
    return next(one for one in area.timeline.rows if one.row.remote_id == name)


def test_a_voice_message_is_said_with_its_length_and_a_sound_with_its_name(area: ChatArea) -> None:
    said = [str(area.timeline.place_of(shown(area, name).row.remote_id).data()) for name in ("$voice", "$silent", "$song")]
    assert "Message vocal, 0:12" in said[0]
    assert "Message vocal, 0:03" in said[1]
    assert "Sonomètre zone nord.mp3" in said[2]
    grabbed = area.conversation.view.grab()
    assert not grabbed.isNull()


def test_it_is_said_that_the_computers_player_plays_and_only_the_person_may_read_what_it_gets(
    area: ChatArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    engine.answers[m.OpenPostFile] = m.Kept(store.put(b"OggS"), 4)
    voice = shown(area, "$voice")
    room = area.shown_room()
    assert room is not None
    menu = area.menu.of(voice.row, room, own=False)
    qtbot.addWidget(menu)
    next(one for one in menu.actions() if one.text() == "Écouter dans le lecteur de l’ordinateur").trigger()
    qtbot.waitUntil(lambda: bool(opened))
    assert (opened[0].suffix, opened[0].read_bytes()) == (".ogg", b"OggS")
    assert stat.S_IMODE(opened[0].parent.stat().st_mode) == 0o700
    assert "lecteur" in area.conversation.view._tip(voice, "media", "")


def test_a_picture_that_the_antivirus_keeps_back_says_so(
    area: ChatArea, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.answers[m.OpenPostFile] = Rejected("media_not_clean")
    picture = shown(area, "$picture")
    qtbot.waitUntil(lambda: area.conversation.pictures.of(picture.row) is None and bool(area.conversation.pictures.blocked))
    area.conversation.view.show_post(picture.row.remote_id)
    assert not area.conversation.view.grab().isNull()
    assert area.conversation.pictures.blocked == {int(picture.row.id)}
