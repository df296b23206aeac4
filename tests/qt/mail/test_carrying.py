"""Stories of moving in and out, in the settings: begun, followed, stopped, and said what was left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sync.rpc import messages as m
from tests.qt.mail.stage import Stage, until
from ui.mail.setup.view import MailSetup
from ui.preferences import Preferences

Play = Callable[[Any], Any]


def test_mail_is_taken_in_and_written_out(stage: Stage, play: Play, tmp_path: Path) -> None:
    states = [
        m.TakingIn(False, 0, 0, 0, 0, 0, [], ("", "")),
        m.TakingIn(True, 2, 500, 1000, 40, 0, [], ("", "")),
        m.TakingIn(False, 2, 1000, 1000, 80, 2, [("Archives", 12, "too_large")], ("", "")),
    ]  # fmt: skip
    stage.engine.replies[m.LookAtTakingIn] = lambda: states[0]
    stage.engine.replies[m.WriteOut] = lambda: m.WrittenOut(7, ["Perdu"])

    async def story() -> None:
        link, live = await stage.open_link()
        setup = MailSetup(link, live, Preferences(link, live))
        setup.resize(900, 700)
        setup.show()
        page: Any = setup.show_tab("carrying")
        await until(lambda: stage.engine.of(m.LookAtTakingIn))
        assert not page.bar.isVisible()
        states.pop(0)
        page.take_in(tmp_path / "Archives")
        await until(page.bar.isVisible)
        assert stage.engine.of(m.TakeIn) == [m.TakeIn(str(tmp_path / "Archives"), stage.account)]
        assert not page.folder_button.isEnabled()
        page.stop_button.click()
        await until(lambda: stage.engine.of(m.StopTakingIn))
        states.pop(0)
        await until(lambda: not page.bar.isVisible())
        assert "80 messages taken in" in page.report.text()
        assert "Archives, message 12: too large" in page.report.text()
        page.form.setCurrentIndex(1)
        page.write_out(tmp_path / "sortie")
        await until(lambda: "7 messages written" in page.written.text())
        (asked,) = stage.engine.of(m.WriteOut)
        assert (asked.path, asked.form) == (str(tmp_path / "sortie"), "maildir")
        assert set(asked.collections) == set(stage.boxes.values())
        assert "1 message could not be had" in page.written.text()
        setup.close()
        setup.deleteLater()
        await stage.end()

    play(story())
