"""Stories of trust: who is outside, who looks like somebody else, what the server found, how to leave a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from sync.model.mail import Address, Authenticity
from tests.qt.mail.stage import Stage, until

Play = Callable[[Any], Any]


def read(stage: Stage, play: Play, look: Callable[[Any], None], **letter: Any) -> None:
    stage.add_letter("Lettre", **letter)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        look(area.reader)
        await stage.end()

    play(story())


def test_a_colleague_is_not_marked(stage: Stage, play: Play) -> None:
    def look(reader: Any) -> None:
        assert not reader.header._outside.isVisible()
        assert not reader.trust_banner.isVisible()
        assert not reader.header._leave.isVisible()

    read(stage, play, look, sender=Address("Bob", "bob@prefecture.example"))


def test_a_sender_from_outside_is_marked_quietly(stage: Stage, play: Play) -> None:
    def look(reader: Any) -> None:
        assert reader.header._outside.text() == "External"
        assert not reader.trust_banner.isVisible()

    read(stage, play, look)


def test_a_domain_like_ones_own_is_a_warning(stage: Stage, play: Play) -> None:
    def look(reader: Any) -> None:
        assert "prefecture.example" in reader.trust_banner.text()
        assert "prefectrue.example" in reader.trust_banner.text()

    read(stage, play, look, sender=Address("Le préfet", "cabinet@prefectrue.example"))


def test_a_domain_like_one_that_was_written_to_is_a_warning(stage: Stage, play: Play) -> None:
    stage.know("Yann", "yann@mairie-vezin.example")

    def look(reader: Any) -> None:
        assert "mairie-vezin.example" in reader.trust_banner.text()

    read(stage, play, look, sender=Address("Yann", "yann@mairie-vez1n.example"))


def test_what_the_server_could_not_confirm_is_said_above_the_letter(stage: Stage, play: Play) -> None:
    def look(reader: Any) -> None:
        assert reader.trust_banner.text() == "mx.prefecture.example could not confirm that this message comes from dreal.example."

    read(stage, play, look, authenticity=Authenticity("mx.prefecture.example", "fail", "", "fail"))


def test_what_it_confirmed_is_among_the_details(stage: Stage, play: Play) -> None:
    def look(reader: Any) -> None:
        assert not reader.trust_banner.isVisible()
        reader.header._more.setChecked(True)
        words = [one.text() for one in reader.header._fields.findChildren(QLabel)]
        assert "mx.prefecture.example confirms that this message comes from dreal.example." in words

    read(stage, play, look, authenticity=Authenticity("mx.prefecture.example", "pass", "pass", "pass", ("dreal.example",)))


def test_a_list_is_left_from_the_head_of_the_letter(stage: Stage, play: Play) -> None:
    def look(reader: Any) -> None:
        asked: list[str] = []
        reader.compose_wanted.disconnect()
        reader.compose_wanted.connect(asked.append)
        QTest.mouseClick(reader.header._leave, Qt.MouseButton.LeftButton)
        assert asked == ["mailto:leave@liste.example"]

    read(stage, play, look, unsubscribe=("mailto:leave@liste.example",))


def test_unseen_pictures_are_said(stage: Stage, play: Play) -> None:
    def look(reader: Any) -> None:
        assert "1 of them cannot be seen" in reader.pictures_banner.text()

    pictures = ("https://t.example/1.gif", "https://t.example/2.png")
    read(stage, play, look, html='<img src="remote:0"><img src="remote:1">', remote_pictures=pictures, trackers=1)
