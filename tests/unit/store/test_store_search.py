"""Search: what people type finds what they mean, newest first, and nothing they type makes it fail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.model.ids import BlobName, ItemId
from sync.model.mail import Address, Attachment, ContentState, Envelope, Summary
from sync.model.operations import DeleteItems, MoveItems
from sync.store.connection import Connection, open_search_writer
from sync.store.read.search import match_expression, search
from sync.store.write import index as module
from sync.store.write.index import Document, compare, index, tidy
from sync.store.write.mail import store_contents
from tests.unit.store.desk import Desk


@pytest.fixture
def words(desk: Desk) -> Iterator[Connection]:
    with closing(open_search_writer(desk.profile, desk.keys)) as connection:
        yield connection


def put(
    desk: Desk, words: Connection, subject: str, text: str = "", *, sender: str = "Émile Zola", file: str = ""
) -> ItemId:
    item = desk.arrive(subject=subject)
    envelope = Envelope(subject, Address(sender, "emile.zola@exemple.fr"), (Address("Béatrice", "bea@exemple.fr"),))
    attachments = (Attachment("2", file, "application/pdf", 10),) if file else ()
    index(words, [Document(item, envelope, Summary(envelope, "", text, attachments))])
    return item


def test_words_must_all_occur_and_the_last_may_be_a_beginning(desk: Desk, words: Connection) -> None:
    both = put(desk, words, "Budget", "les crédits de paiement")
    put(desk, words, "Budget", "rien")

    def found(query: str) -> list[ItemId]:
        return [row.id for row in search(words, desk.connection, query)]

    assert found("budget crédits") == found("budget cré") == found("paiement bud") == [both]
    assert found("cré budget") == []
    assert found("cré budget ") == []
    assert len(found("budget")) == 2


def test_accents_and_capitals_do_not_matter(desk: Desk, words: Connection) -> None:
    item = put(desk, words, "RÉUNION à Nîmes")
    for query in ("reunion nimes", "Réunion", "RÉUNION NÎMES", "re\u0301union"):
        assert [row.id for row in search(words, desk.connection, query)] == [item], query


def test_phrases_stand_as_they_are(desk: Desk, words: Connection) -> None:
    item = put(desk, words, "x", "la note de service du préfet")
    put(desk, words, "x", "le service de la note")
    for query in ('"note de service"', '"note de service', 'préfet "note de service"'):
        assert [row.id for row in search(words, desk.connection, query)] == [item], query


def test_fields(desk: Desk, words: Connection) -> None:
    one = put(desk, words, "Congés", "objet du litige", sender="Claire Martin", file="planning.pdf")
    other = put(desk, words, "Autre", "congés Claire Béatrice planning")
    cases = {
        "de:claire": [one], "from:mart": [one], "objet:congés": [one], "Objet : cong": [one], "subject:autre": [other],
        "à:béatrice": [other, one], "to:bea": [other, one], "pj:planning": [one], 'de:"claire martin"': [one],
        "de:emile.zola@exemple.fr objet:autre": [other], "inconnu:congés": [], "claire": [other, one],
    }  # fmt: skip
    for query, wanted in cases.items():
        assert [row.id for row in search(words, desk.connection, query)] == wanted, query


def test_newest_first_in_pages_and_only_what_is_shown(desk: Desk, words: Connection) -> None:
    items = [put(desk, words, f"Bulletin {number}") for number in range(10)]
    desk.intend(DeleteItems((items[9],)))
    desk.intend(MoveItems((items[8],), desk.archive))
    first = search(words, desk.connection, "bulletin", limit=4)
    assert [row.id for row in first] == [items[8], items[7], items[6], items[5]]
    second = search(words, desk.connection, "bulletin", limit=4, before=first[-1].id)
    assert [row.id for row in second] == [items[4], items[3], items[2], items[1]]
    there = search(words, desk.connection, "bulletin", collections=[desk.archive])
    assert [row.id for row in there] == [items[8]]


def test_a_document_indexed_again_takes_the_place_of_the_first(desk: Desk, words: Connection) -> None:
    item = put(desk, words, "avant")
    index(words, [Document(item, Envelope("après", Address("", "")))])
    assert search(words, desk.connection, "avant") == []
    assert [row.id for row in search(words, desk.connection, "apres")] == [item]
    module.remove(words, [item, ItemId(5)])
    assert search(words, desk.connection, "apres") == []


def test_after_a_crash_the_index_is_compared_with_the_store(desk: Desk, words: Connection) -> None:
    kept = put(desk, words, "indexé")
    late, shallow, headers = desk.arrive(), desk.arrive(), desk.arrive()
    contents = [(item, BlobName(b"b" * 32), None, ContentState.WHOLE) for item in (kept, late, shallow)]
    desk.do(store_contents, contents)
    index(words, [Document(one, Envelope("s", Address("", ""))) for one in (shallow, headers, ItemId(99))])
    assert compare(words, desk.connection) == ([shallow, late], [99])


def test_documents_may_come_in_any_order_and_are_merged_later(desk: Desk, words: Connection) -> None:
    items = [desk.arrive() for _ in range(50)]
    for start in range(0, 50, 5):
        index(words, [Document(item, Envelope("mot", Address("", ""))) for item in reversed(items[start : start + 5])])
    while tidy(words):
        pass
    assert [row.id for row in search(words, desk.connection, "mot")] == sorted(items, reverse=True)


@pytest.mark.parametrize(
    "query", ["", " ", '"', '""', "de:", "à:", ":", "*", "AND", "NOT", "(", "^a", "-", "a-b", "{x}:y", "de:*", "'"]
)
def test_odd_input_is_words_or_nothing(desk: Desk, words: Connection, query: str) -> None:
    assert search(words, desk.connection, query) == []


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.one_of(st.sampled_from("\"*:^(){}+-,'\\ deàANDORNEAR\0"), st.characters()), max_size=40))
def test_nothing_that_is_typed_raises(desk: Desk, words: Connection, query: str) -> None:
    search(words, desk.connection, query)
    assert match_expression(query).count('"') % 2 == 0
