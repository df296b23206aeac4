"""Edits at random places, as a property test draws them: every editing command, one function each."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from editors.document import changes, comments, margins, objects, tables, text
from editors.document.places import Place, paragraph_at, paragraphs, size
from editors.document.tree import Change, Document, Mark, Table, replaced

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
ADDED = Change("insertion", "Ana Morvan", "2026-01-01T10:00:00Z")
GONE = replaced(ADDED, kind="deletion")
Edit = Callable[[Random, Document, Place, Place], Document]


def place(rng: Random, document: Document) -> Place:
    """Return a place of the body."""
    path, paragraph = rng.choice(list(paragraphs(document.body)))
    return Place("body", path, rng.randint(0, size(paragraph)))


def apply(rng: Random, document: Document, names: tuple[str, ...] = ()) -> Document:
    """Return the document after one edit drawn from `names`, or from all."""
    if not list(paragraphs(document.body)):
        return document
    start, end = place(rng, document), place(rng, document)
    if rng.random() < 0.6:
        end = replaced_offset(start, rng.randint(0, size(paragraph_at(document, start))))
    start, end = sorted((start, end))
    return EDITS[rng.choice(names or tuple(EDITS))](rng, document, start, end)


def replaced_offset(one: Place, offset: int) -> Place:
    """Return a place elsewhere in the same paragraph."""
    return Place(one.story, one.path, offset)


def _in_table(change: Callable[[Random, Table, int, int], Table | None]) -> Edit:
    def edit(rng: Random, document: Document, start: Place, end: Place) -> Document:
        try:
            table, _, row, cell = tables.table_at(document, start)
        except IndexError:
            return document
        column = tables.column_of(table.rows[row], cell)
        return tables.change_table(document, start, lambda one: change(rng, one, row, column))

    return edit


def _merge(rng: Random, table: Table, row: int, column: int) -> Table:
    try:
        return tables.merge(table, (row, column), (min(row + 1, len(table.rows) - 1), column + rng.randint(0, 1)))
    except ValueError:
        return table


def _split(rng: Random, table: Table, row: int, column: int) -> Table:
    return tables.split_cell(table, row, tables.cell_over(table.rows[row], column))


def _style(rng: Random, document: Document, start: Place, end: Place) -> Document:
    styles = [style.id for style in document.styles.values() if style.kind == "paragraph"]
    if not styles:
        return document
    chosen = rng.choice(styles)
    return text.reshape(document, start, end, lambda shape: text.with_style(document, shape, chosen))


def _comment(rng: Random, document: Document, start: Place, end: Place) -> Document:
    if start.path != end.path:
        return document
    return comments.add_comment(document, start, end, "À revoir", ADDED.author, ADDED.date)[0]


def _answer(rng: Random, document: Document, start: Place, end: Place) -> Document:
    marked = [piece.name for _, one in paragraphs(document.body) for piece in one.content
              if isinstance(piece, Mark) and piece.kind == "comment"]  # fmt: skip
    known = [one.id for one in document.comments if one.id in marked]
    if not known:
        return _comment(rng, document, start, end)
    return comments.reply(document, rng.choice(known), "D’accord", ADDED.author, ADDED.date)[0]


def _reword(rng: Random, document: Document, start: Place, end: Place) -> Document:
    if not document.comments:
        return document
    identity = rng.choice(document.comments).id
    return comments.with_words(document, identity, comments.words(document, identity) + " — vu\net revu")


def _margin(rng: Random, document: Document, start: Place, end: Place) -> Document:
    kind = rng.choice(["header", "footer"])
    if document.kind == "odt" and not document.pages[-1].name:
        return document  # nothing in the file says how pages are
    made, name = margins.with_margin(document, len(document.pages) - 1, kind)
    if not list(paragraphs(made.stories[name].blocks)):
        return document
    path, _ = next(paragraphs(made.stories[name].blocks))
    return text.insert(made, Place(name, path, 0), "Préfecture d’Ille-et-Vilaine ")[0]


def _in_note(rng: Random, document: Document, start: Place, end: Place) -> Document:
    notes = [name for name, story in document.stories.items()
             if name.startswith(("footnote:", "endnote:")) and list(paragraphs(story.blocks))]  # fmt: skip
    if not notes:
        return document
    name = rng.choice(notes)
    path, paragraph = rng.choice(list(paragraphs(document.stories[name].blocks)))
    return text.insert_lines(document, Place(name, path, rng.randint(0, size(paragraph))), "suite\nde la note")[0]


EDITS: dict[str, Edit] = {
    "type": lambda rng, d, a, b: text.insert(d, a, rng.choice(["mot", " deux  mots ", "é\tà", "x\ny", "<&>\"'"]))[0],
    "type_lines": lambda rng, d, a, b: text.insert_lines(d, a, "un\ndeux\n")[0],
    "split": lambda rng, d, a, b: text.split(d, a)[0],
    "delete": lambda rng, d, a, b: text.delete(d, a, b)[0],
    "join": lambda rng, d, a, b: text.join_next(d, a)[0],
    "bold": lambda rng, d, a, b: text.restyle(d, a, b, lambda look: replaced(look, bold=True)),
    "not_bold": lambda rng, d, a, b: text.restyle(d, a, b, lambda look: replaced(look, bold=False)),
    "font": lambda rng, d, a, b: text.restyle(
        d, a, b, lambda look: replaced(look, size=14.0, colour="#ff0000", font="Arial", underline=True)
    ),
    "raise": lambda rng, d, a, b: text.restyle(
        d, a, b, lambda look: replaced(look, vertical="super", background="#ffff00", italic=True)
    ),
    "space": lambda rng, d, a, b: text.reshape(
        d, a, b, lambda shape: replaced(shape, before=6.0, left=20.0, first=-10.0, line=1.5, line_exact=None)
    ),
    "align": lambda rng, d, a, b: text.reshape(d, a, b, lambda shape: replaced(shape, align="justify")),
    "style": _style,
    "bullets": lambda rng, d, a, b: objects.toggle_list(d, a, b, numbered=False),
    "numbers": lambda rng, d, a, b: objects.toggle_list(d, a, b, numbered=True),
    "deeper": lambda rng, d, a, b: objects.change_level(d, a, b, 1),
    "back": lambda rng, d, a, b: objects.change_level(d, a, b, -1),
    "link": lambda rng, d, a, b: text.link(d, a, b, "https://exemple.fr/"),
    "table": lambda rng, d, a, b: tables.insert_table(d, a, tables.new_table(2, 3, 450, header=True))[0],
    "row": _in_table(lambda rng, table, row, column: tables.insert_row(table, row + rng.randint(0, 1))),
    "column": _in_table(lambda rng, table, row, column: tables.insert_column(table, column)),
    "row_away": _in_table(lambda rng, table, row, column: tables.delete_row(table, row)),
    "column_away": _in_table(lambda rng, table, row, column: tables.delete_column(table, column)),
    "merge": _in_table(_merge),
    "split_cell": _in_table(_split),
    "fill": _in_table(
        lambda rng, table, row, column: tables.fill(table, row, tables.cell_over(table.rows[row], column), "#00ff00")
    ),
    "header_row": _in_table(lambda rng, table, row, column: tables.toggle_header(table, 1)),
    "picture": lambda rng, d, a, b: objects.insert_picture(d, a, PNG, 50, 40, "Un point")[0],
    "page_break": lambda rng, d, a, b: objects.insert_page_break(d, a)[0],
    "footnote": lambda rng, d, a, b: objects.insert_note(d, a, "footnote", "Note")[0],
    "field": lambda rng, d, a, b: objects.insert_field(d, a, "page", "1")[0],
    "comment": _comment,
    "answer": _answer,
    "reword_comment": _reword,
    "margin": _margin,
    "in_note": _in_note,
    "track_typing": lambda rng, d, a, b: text.insert(d, a, "ajout", change=ADDED)[0],
    "track_deletion": lambda rng, d, a, b: text.delete(d, a, b, GONE)[0],
    "track_split": lambda rng, d, a, b: text.split(d, a, ADDED)[0],
    "track_accept": lambda rng, d, a, b: changes.settle(d, a, b, accept=True),
    "track_reject": lambda rng, d, a, b: changes.settle(d, a, b, accept=False),
}
