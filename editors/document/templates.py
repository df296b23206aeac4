"""What new documents begin with: nothing, a letter, a note, or minutes, in French or English; for every format."""

from __future__ import annotations

from collections.abc import Callable

from editors.document import objects, tables, text
from editors.document.places import Place, paragraphs, with_container
from editors.document.tree import Block, Document, Look, Paragraph, Run, Shape, Style, Table, replaced, text_of

NAMES = ("blank", "letter", "note", "minutes")

_WORDS = {
    "fr": {
        "sender": "[Service expéditeur]\n[Adresse]\n[Code postal, ville]",
        "recipient": "[Civilité, prénom, nom]\n[Adresse]\n[Code postal, ville]",
        "place": "[Ville], le [date]",
        "subject": "Objet\u00a0: ",
        "about": "[objet du courrier]",
        "reference": "Réf.\u00a0: ",
        "dear": "Madame, Monsieur,",
        "text": "[Texte]",
        "regards": "Je vous prie d’agréer, Madame, Monsieur, l’expression de mes salutations distinguées.",
        "signature": "[Prénom, nom]\n[Fonction]",
        "note": "Note",
        "to": "À l’attention de\u00a0: ",
        "from": "De\u00a0: ",
        "name": "[prénom, nom]",
        "context": "Contexte",
        "analysis": "Analyse",
        "proposal": "Proposition",
        "minutes": "Compte rendu",
        "meeting": "[Réunion du …]",
        "people": "Participants",
        "agenda": "Ordre du jour",
        "point": "[Point]",
        "decisions": "Décisions",
        "decision": "Décision",
        "who": "Responsable",
        "when": "Échéance",
    },
    "en": {
        "sender": "[Sender]\n[Address]\n[Postcode, town]",
        "recipient": "[Title, first name, name]\n[Address]\n[Postcode, town]",
        "place": "[Town], [date]",
        "subject": "Subject: ",
        "about": "[subject of the letter]",
        "reference": "Ref.: ",
        "dear": "Dear Sir or Madam,",
        "text": "[Text]",
        "regards": "Yours faithfully,",
        "signature": "[First name, name]\n[Function]",
        "note": "Note",
        "to": "To: ",
        "from": "From: ",
        "name": "[first name, name]",
        "context": "Context",
        "analysis": "Analysis",
        "proposal": "Proposal",
        "minutes": "Minutes",
        "meeting": "[Meeting of …]",
        "people": "Present",
        "agenda": "Agenda",
        "point": "[Item]",
        "decisions": "Decisions",
        "decision": "Decision",
        "who": "Owner",
        "when": "Due",
    },
}


def begun(document: Document, name: str, language: str) -> Document:
    """Return an empty document with what the template `name` begins with."""
    if name == "blank":
        return document
    words = _WORDS["fr" if language.startswith("fr") else "en"]
    writer: Callable[[_Maker], tuple[Block, ...]] = {"letter": _letter, "note": _note, "minutes": _minutes}[name]
    maker = _Maker(document, words)
    blocks = writer(maker)
    return with_container(maker.document, "body", (), blocks)


class _Maker:
    """Makes paragraphs in the styles that the document has."""

    def __init__(self, document: Document, words: dict[str, str]) -> None:
        self.document = document
        self.words = words
        self._body = next((name for name in ("Text_20_body", "Normal") if name in document.styles), "")

    def style(self, wanted: str) -> str:
        """Return the style of that name, compared as people see it."""
        found: list[Style] = [one for one in self.document.styles.values() if one.name.lower() == wanted.lower()]
        return found[0].id if found else self._body

    def line(
        self, key: str, *, bold: str = "", align: str = "", left: float | None = None, before: float | None = None
    ) -> Block:
        """Return a paragraph of a word, after a bold one where there is such."""
        pieces = (Run(self.words[bold], Look(bold=True)),) if bold else ()
        return Paragraph(
            (*pieces, Run(self.words[key])), Shape(style=self._body, align=align, left=left, before=before)
        )

    def heading(self, key: str, level: int) -> Block:
        """Return a heading; level 0 is the title."""
        style = self.style(f"Heading {level}" if level else "Title")
        shape = text.with_style(self.document, Shape(), style)
        return Paragraph((Run(self.words[key]),), shape)

    def empty(self) -> Block:
        """Return an empty paragraph."""
        return Paragraph((), Shape(style=self._body))

    def bullets(self, *keys: str) -> tuple[Block, ...]:
        """Return a list."""
        self.document, name = objects.list_named(self.document, objects.BULLETS)
        return tuple(Paragraph((Run(self.words[key]),), Shape(style=self._body, list=name)) for key in keys)


def _letter(maker: _Maker) -> tuple[Block, ...]:
    return (
        maker.line("sender"),
        maker.line("recipient", left=250.0, before=24.0),
        maker.line("place", left=250.0, before=12.0),
        maker.line("about", bold="subject", before=24.0),
        maker.line("dear", before=18.0),
        maker.line("text", align="justify"),
        maker.line("regards", align="justify"),
        maker.line("signature", left=250.0, before=30.0),
    )


def _note(maker: _Maker) -> tuple[Block, ...]:
    return (
        maker.heading("note", 0),
        maker.line("name", bold="from"),
        maker.line("name", bold="to"),
        maker.line("about", bold="subject"),
        maker.heading("context", 1),
        maker.line("text", align="justify"),
        maker.heading("analysis", 1),
        maker.line("text", align="justify"),
        maker.heading("proposal", 1),
        maker.line("text", align="justify"),
    )


def _minutes(maker: _Maker) -> tuple[Block, ...]:
    table = tables.new_table(4, 3, 450.0, header=True)
    for column, key in enumerate(("decision", "who", "when")):
        table = _with_block(table, 0, column, Paragraph((Run(maker.words[key], Look(bold=True)),)))
    return (
        maker.heading("minutes", 0),
        maker.line("meeting", align="center"),
        maker.heading("people", 1),
        *maker.bullets("name", "name"),
        maker.heading("agenda", 1),
        *maker.bullets("point", "point"),
        maker.heading("decisions", 1),
        table,
        maker.empty(),
    )


def _with_block(table: Table, row: int, cell: int, paragraph: Paragraph) -> Table:
    rows = list(table.rows)
    cells = list(rows[row].cells)
    cells[cell] = replaced(cells[cell], blocks=(paragraph,))
    rows[row] = replaced(rows[row], cells=tuple(cells))
    return replaced(table, rows=tuple(rows))


def caret(document: Document) -> Place:
    """Return where writing begins in a new document: the first place to fill in, or the beginning."""
    for path, paragraph in paragraphs(document.body):
        at = text_of(paragraph).find("[")
        if at >= 0:
            return Place("body", path, at)
    return Place("body", (0,))
