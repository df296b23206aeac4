"""Tables of contents, bookmarks, references and fields: made, brought up to date, saved and read back in both formats."""

from __future__ import annotations

from editors.document import contents, delta, objects, references, text
from editors.document.places import Place, paragraphs
from editors.document.tree import Document, Field, Properties, plain, replaced
from editors.formats import registry
from editors.formats.package import Package
from tests.unit.editors import said
from tests.unit.editors.corpora import OPEN, needed
from tests.unit.editors.test_editing import BOTH, after, place_of, started

NOW = references.Now(lambda place: 3, 12, "26 novembre 2026", "10:00")


def saved(raw: bytes, before: Document, document: Document) -> tuple[bytes, Document]:
    """Save and open again; the document has to say the same."""
    made = registry.write(raw, delta.difference(before, document))
    found = registry.read(made)
    assert said.document(found) == said.document(document)
    return made, found


def lines(document: Document) -> list[str]:
    """The lines of the table of contents."""
    found = contents.stretch(document)
    assert found is not None
    return plain(document.body[found[0] : found[1] + 1])


@BOTH
def test_a_table_of_contents_is_made_and_follows_the_headings(kind: str) -> None:
    raw, before, document = started(kind, "note")
    document = contents.update(contents.insert(document, Place("body", (0,), 0), 450.0), NOW.page_of)
    assert [line.partition("\t")[0] for line in lines(document)] == ["Contexte", "Analyse", "Proposition"]
    raw, document = saved(raw, before, document)
    before = document
    assert contents.update(document, lambda place: NOW.page_of(place)) == document, (
        "nothing changed, nothing is written"
    )
    heading = place_of(document, "Analyse")
    heading = next(
        Place("body", path, 0)
        for path, one in paragraphs(document.body)
        if plain((one,)) == ["Analyse"] and not one.index
    )
    document, _ = text.insert(document, heading, "Longue ")
    document, place = text.split(document, after(place_of(document, "[Texte]"), 7))
    style = next(one.id for one in document.styles.values() if one.name.lower() == "heading 2")
    document, _ = text.insert(document, place, "Détails")
    document = text.reshape(document, place, place, lambda shape: text.with_style(document, shape, style))
    document = contents.update(document, NOW.page_of)
    raw, found = saved(raw, before, document)
    assert [line.partition("\t")[0] for line in lines(found)] == [
        "Contexte",
        "Détails",
        "Longue Analyse",
        "Proposition",
    ]
    first, _ = contents.stretch(found) or (0, 0)
    assert found.body[first].shape.style != found.body[first + 1].shape.style  # type: ignore[union-attr]


@BOTH
def test_a_bookmark_and_references_to_its_words_and_page(kind: str) -> None:
    raw, before, document = started(kind)
    start = place_of(document, "Monsieur")
    document = references.add_bookmark(document, start, after(start, 8), "Destinataire")
    end = after(place_of(document, "[Texte]"), 7)
    document, end = references.insert_reference(document, end, "Destinataire", "text", NOW)
    document, _ = references.insert_reference(document, end, "Destinataire", "page", NOW)
    raw, document = saved(raw, before, document)
    assert list(references.bookmarks(document)) == ["Destinataire"]
    before = document
    document, _ = text.insert(document, after(place_of(document, "Monsieur"), 3), "XX")
    document = references.updated(document, references.Now(lambda place: 7, 9))
    _, found = saved(raw, before, document)
    shown = [piece.shown for _, one in paragraphs(found.body) for piece in one.content if isinstance(piece, Field)]
    assert shown == ["MonXXsieur", "7"]
    assert references.bookmarks(references.remove_bookmark(found, "Destinataire")) == {}


@BOTH
def test_fields_show_the_title_the_date_and_how_many_pages(kind: str) -> None:
    raw, before, document = started(kind)
    document = objects.with_properties(document, replaced(Properties(), title="Réponse"))
    place = after(place_of(document, "[Texte]"), 7)
    for name in ("title", "date", "pages"):
        document, place = objects.insert_field(document, place, name, "?")
    _, found = saved(raw, before, references.updated(document, NOW))
    shown = [piece.shown for _, one in paragraphs(found.body) for piece in one.content if isinstance(piece, Field)]
    assert shown == ["Réponse", "26 novembre 2026", "12"]


@needed
def test_tables_of_contents_of_others_are_brought_up_to_date() -> None:
    count = 0
    for path in OPEN:
        raw = path.read_bytes()
        before = registry.read(raw)
        if contents.stretch(before) is None:
            continue
        count += 1
        document = contents.update(before, NOW.page_of)
        found = registry.read(registry.write(raw, delta.difference(before, document)))
        assert said.document(found)["body"] == said.document(document)["body"], path.name
        assert lines(found) == lines(document), path.name
    assert count


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
WORD = (
    '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>'
    + FIELD.format("begin")
    + '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    + FIELD.format("separate")
    + '<w:hyperlink w:anchor="_Toc1"><w:r><w:t>Ancien</w:t></w:r><w:r><w:tab/></w:r>'
    + FIELD.format("begin")
    + "<w:r><w:instrText> PAGEREF _Toc1 \\h </w:instrText></w:r>"
    + FIELD.format("separate")
    + "<w:r><w:t>1</w:t></w:r>"
    + FIELD.format("end")
    + "</w:hyperlink></w:p><w:p>"
    + FIELD.format("end")
    + "</w:p>"
)


def test_a_table_of_contents_by_word_keeps_its_field() -> None:
    raw, before, document = started("docx", "note")
    raw = registry.write(raw, delta.difference(before, document))
    main = Package(raw).read("word/document.xml").decode()
    raw = Package(raw).rewritten({"word/document.xml": main.replace("<w:body>", f"<w:body>{WORD}", 1).encode()})
    before = registry.read(raw)
    made, found = saved(raw, before, contents.update(before, NOW.page_of))
    assert lines(found) == ["Contexte\t3", "Analyse\t3", "Proposition\t3"]
    written = Package(made).read("word/document.xml").decode()
    order = [written.index(one) for one in ("TOC ", "separate", ">Contexte<", ">Analyse<", 'fldCharType="end"')]
    assert order == sorted(order)
    assert contents.update(found, NOW.page_of) == found
