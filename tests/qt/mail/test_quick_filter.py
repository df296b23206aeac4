"""Stories of the quick filter: one press, several together, in conversations and in searches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sync.model.mail import Address, Attachment, Flag
from sync.store.read.messages import Only
from tests.qt.mail.stage import CLAIRE, Stage, until

Play = Callable[[Any], Any]


def listed(area: Any) -> list[str]:
    return [area.list.model.message(row).subject for row in range(area.list.model.rowCount())]


def test_what_alone_is_listed(stage: Stage, play: Play) -> None:
    stage.add_letter("Lettre lue", flags=Flag.SEEN)
    stage.add_letter("Lettre nouvelle", attachments=(Attachment("2", "plan.pdf", "application/pdf", 1),))
    stage.add_letter("Lettre de la veille", sender=Address("Veille", "veille@listes.example"))
    stage.know("Claire", CLAIRE.address.upper())

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        chips = area.list.bar.filter._chips
        await until(lambda: len(listed(area)) == 3)
        chips[Only.UNREAD].click()
        await until(lambda: listed(area) == ["Lettre nouvelle", "Lettre de la veille"])
        chips[Only.KNOWN].click()
        await until(lambda: area.list.model.complete and listed(area) == ["Lettre nouvelle"])
        chips[Only.UNREAD].click()
        await until(lambda: listed(area) == ["Lettre lue", "Lettre nouvelle"])
        area.list.bar.searching.field.setText("lettr")
        await until(lambda: area.list.model.complete and listed(area) == ["Lettre lue", "Lettre nouvelle"])
        chips[Only.ATTACHMENT].click()
        await until(lambda: listed(area) == ["Lettre nouvelle"])
        area.list.bar.searching.field.clear()
        await until(lambda: area.list.model.complete and listed(area) == ["Lettre nouvelle"])
        chips[Only.FLAGGED].click()
        await until(lambda: "filter" in area.list.empty.accessibleName())
        area.list.empty.action_triggered.emit()
        await until(lambda: len(listed(area)) == 3)
        assert not any(chip.isChecked() for chip in chips.values())
        await stage.end()

    play(story())


def test_the_words_make_room_where_there_is_none(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        quick = area.list.bar.filter
        quick.resize(500, 30)
        wide = quick._chips[Only.UNREAD].toolButtonStyle()
        quick.resize(200, 30)
        assert quick._chips[Only.UNREAD].toolButtonStyle() != wide
        await stage.end()

    play(story())
