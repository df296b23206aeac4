"""Columns, and rows that are higher than a page: everything is on a page, once, and the pointer finds what the caret shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from editors.document import tables, text
from editors.document.places import Place, paragraphs
from editors.document.session import Session
from editors.document.tree import Break, Document, Paragraph, Run, plain, replaced
from editors.formats import new, registry
from editors.widgets.tables import TableLayout
from editors.widgets.writer import Writer


@pytest.fixture
def empty() -> Document:
    return registry.read(new.empty("docx", "fr-FR"))


def shown(qtbot: QtBot, document: Document) -> Writer:
    writer = Writer()
    qtbot.addWidget(writer)
    writer.resize(900, 1000)
    writer.show()
    writer.open_session(Session(document))
    writer.lay_out(1 << 30)
    return writer


def with_body(document: Document, *blocks: Paragraph) -> Document:
    body = replaced(document.stories["body"], blocks=blocks)
    return replaced(document, stories={**document.stories, "body": body})


def in_columns(document: Document, count: int) -> Document:
    return replaced(document, pages=(replaced(document.pages[0], columns=count, gap=20.0),))


def everything(writer: Writer) -> list[tuple[int, int]]:
    """Every line or step of every block, in the order in which the pages show them."""
    found = []
    for page in writer.flow.pages:
        for one in page.fragments:
            index = writer.flow.indexes[id(one.layout)]
            found.extend((index, line) for line in range(one.first, one.last))
    return found


def test_text_flows_through_columns_from_page_to_page(empty: Document, qtbot: QtBot) -> None:
    blocks = [Paragraph((Run(f"Paragraphe {number} " + "mot " * 30),)) for number in range(60)]
    writer = shown(qtbot, in_columns(with_body(empty, *blocks), 2))
    lefts = [sorted({round(one.x) for one in page.fragments}) for page in writer.flow.pages]
    assert len(lefts) > 1
    assert all(len(page) == 2 for page in lefts[:-1])
    assert everything(writer) == sorted(everything(writer))
    for path in ((0,), (15,), (30,), (59,)):
        place = Place("body", path, 4)
        writer.set_caret(place)
        rect = writer.caret_rect(place)
        assert rect is not None
        assert writer.place_at(QPointF(rect.x() + 0.1, rect.center().y())) == place


def test_a_column_break_begins_the_next_column(empty: Document, qtbot: QtBot) -> None:
    blocks = (Paragraph((Run("à gauche"), Break("column"))), Paragraph((Run("à droite"),)))
    writer = shown(qtbot, in_columns(with_body(empty, *blocks), 2))
    (page,) = writer.flow.pages
    assert [round(one.x) > 0 for one in page.fragments] == [False, True, True], "the paragraph's end follows its break"
    assert page.fragments[0].y == page.fragments[1].y == 0.0


def test_a_row_higher_than_a_page_goes_on_over_pages_line_by_line(empty: Document, qtbot: QtBot) -> None:
    table = tables.new_table(2, 2, 450.0)
    document = with_body(empty, Paragraph((Run("avant"),)), table, Paragraph((Run("après"),)))  # type: ignore[arg-type]
    document, _ = text.insert_lines(
        document, Place("body", (1, 0, 0, 0)), "\n".join(f"Ligne {number}" for number in range(150))
    )
    document, _ = text.insert(document, Place("body", (1, 0, 1, 0)), "à côté")
    writer = shown(qtbot, document)
    layout = writer.flow.layouts[1]
    assert isinstance(layout, TableLayout)
    assert len(layout.steps) > 3
    assert len(writer.flow.pages) >= 3
    assert everything(writer) == sorted(everything(writer))
    bottom = [page.page.height - page.page.bottom - page.page.top for page in writer.flow.pages]
    for page, room in zip(writer.flow.pages, bottom, strict=True):
        last = page.fragments[-1]
        if isinstance(last.layout, TableLayout):
            height = sum(step.height for step in last.layout.steps[last.first : last.last])
            assert last.y + height <= room * 10 + 1
    for path, _ in list(paragraphs(document.body))[:150:10]:
        place = Place("body", path, 2)
        writer.set_caret(place)
        rect = writer.caret_rect(place)
        assert rect is not None
        assert writer.place_at(QPointF(rect.x() + 0.1, rect.center().y())) == place
    assert not writer.grab().isNull()
    writer.set_caret(Place("body", (1, 0, 0, 75), 0))
    writer.insert_text("milieu ")
    assert "milieu Ligne 75" in plain(writer.document_shown.body)
