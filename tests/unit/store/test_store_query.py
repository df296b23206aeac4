"""What people type into a search, in French and English: inflections, operators, dates, states, places."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime

import pytest

from sync.model.ids import CollectionId, ItemId
from sync.model.mail import Address, Attachment, Envelope, Flag, Summary
from sync.model.operations import ChangeFlags, MoveItems
from sync.store.connection import Connection, open_search_writer
from sync.store.read import search as module
from sync.store.read.query import plain_words, understand
from sync.store.read.search import search
from sync.store.stems import forms, with_stems
from sync.store.write.accounts import set_setting
from sync.store.write.index import Document, index, leave_attachments, with_unread_attachments
from tests.unit.store.desk import Desk

TODAY = date(2026, 11, 25)


@pytest.fixture
def words(desk: Desk) -> Iterator[Connection]:
    with closing(open_search_writer(desk.profile, desk.keys)) as connection:
        yield connection


def put(
    desk: Desk,
    words: Connection,
    subject: str,
    text: str = "",
    *,
    day: date = TODAY,
    flags: Flag = Flag.NONE,
    box: CollectionId | None = None,
    attached: str | None = None,
    file: str = "",
    sender: Address | None = None,
) -> ItemId:
    when = int(datetime(day.year, day.month, day.day, 12).astimezone().timestamp())
    item = desk.arrive(box, subject=subject, flags=flags, received=when, has_attachment=bool(file))
    envelope = Envelope(subject, sender or Address("Émile", "emile@exemple.fr"), (Address("Béatrice", "bea@exemple.fr"),))
    attachments = (Attachment("2", file, "application/octet-stream", 10),) if file else ()
    index(words, [Document(item, envelope, Summary(envelope, "", text, attachments, attached))])
    return item


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("les inspections du site", "inspection"),
        ("une inspection", "inspections"),
        ("réunions préparatoires", "réunion préparatoire"),
        ("la convention signée", "conventions signées"),
        ("les budgets municipaux", "budget municipal"),
        ("la visite préparée", "préparer"),
        ("travaux de voirie", "travail"),
        ("une œuvre du cœur", "oeuvres coeur"),
        ("UNE OEUVRE", "œuvre"),
        ("the meetings of the committee have been cancelled for this week", "meeting cancel"),
        ("the invoice is for you and your colleagues", "invoices colleague"),
        ("Élève inspecteur", "eleve"),
    ],
)
def test_words_find_their_other_forms(desk: Desk, words: Connection, written: str, typed: str) -> None:
    by_text = put(desk, words, "x", written)
    by_subject = put(desk, words, written)
    put(desk, words, "autre chose", "rien à voir")
    assert [row.id for row in search(words, desk.connection, typed)] == [by_subject, by_text]


def test_nothing_vanishes_while_a_word_is_typed(desk: Desk, words: Connection) -> None:
    item = put(desk, words, "x", "Rapport d’inspection des installations classées")
    for word in ("inspection", "installations", "classées", "rapports"):
        for letters in range(3, len(word) + 1):
            found = [row.id for row in search(words, desk.connection, word[:letters])]
            assert found == [item] or word[:letters] == "rapports"[:letters], word[:letters]


def test_phrases_do_not_reach_into_the_stems(desk: Desk, words: Connection) -> None:
    put(desk, words, "inspections", "préparations municipales")
    assert search(words, desk.connection, '"municipales municipal"') == []
    assert with_stems("préparations municipales").startswith("préparations municipales")


def test_a_word_may_be_unwanted_and_one_of_several_may_do(desk: Desk, words: Connection) -> None:
    budget = put(desk, words, "Budget", "voté")
    draft = put(desk, words, "Budget", "brouillon")
    credit = put(desk, words, "Crédits", "voté")

    def found(query: str) -> list[ItemId]:
        return [row.id for row in search(words, desk.connection, query)]

    assert found("budget -brouillon") == [budget]
    assert found("budget OU crédits") == [credit, draft, budget]
    assert found("budget OR crédits voté") == [credit, budget]
    assert found('-brouillon -"crédits"') == [budget]
    assert found("sous-préfet") == []


def test_dates_in_the_ways_people_write_them(desk: Desk, words: Connection) -> None:
    old = put(desk, words, "note", day=date(2024, 5, 3))
    spring = put(desk, words, "note", day=date(2026, 3, 31))
    yesterday = put(desk, words, "note", day=date(2026, 11, 24))
    today = put(desk, words, "note")

    def found(query: str) -> list[ItemId]:
        return [row.id for row in search(words, desk.connection, query, today=TODAY)]

    assert found("note avant:2026") == found("avant:01/01/2026") == found("before:2026-01-01") == [old]
    assert found("après:24/11/2026") == found("note depuis:hier") == found("after:yesterday note") == [today, yesterday]
    assert found("le:mars") == []
    assert found("le:03/2026") == found("on:2026-03-31") == found("date:31.3.2026") == [spring]
    assert found("note avant:hier après:2026") == [spring]
    assert found("après:7j") == found("after:1w note") == [today, yesterday]
    assert found("avant:45/13/2026") == found("avant:demain") == []


def test_states_and_attachments(desk: Desk, words: Connection) -> None:
    read = put(desk, words, "Note", flags=Flag.SEEN | Flag.ANSWERED)
    flagged = put(desk, words, "Note", flags=Flag.FLAGGED, file="plan.pdf")
    plain = put(desk, words, "Autre")

    def found(query: str) -> list[ItemId]:
        return [row.id for row in search(words, desk.connection, query)]

    assert found("est:nonlu") == found("is:unread") == [plain, flagged]
    assert found("note est:lu") == found("is:read note") == found("is:answered") == [read]
    assert found("est:suivi") == found("note is:starred") == [flagged]
    assert found("has:attachment") == found("pj:oui note") == found("a:pj") == [flagged]
    assert found("pj:non") == [plain, read]
    assert found("pj:plan") == found("fichier:plan") == [flagged]
    assert found("est:bizarre") == []
    desk.intend(ChangeFlags((plain,), Flag.SEEN))
    assert found("est:nonlu") == [flagged], "what waits in the outbox counts"


def test_places_by_name_and_by_what_they_are_for(desk: Desk, words: Connection) -> None:
    inbox, sent = put(desk, words, "Note"), put(desk, words, "Note", box=desk.sent)
    moved = put(desk, words, "Note")
    desk.intend(MoveItems((moved,), desk.archive))

    def found(query: str, *boxes: CollectionId) -> list[ItemId]:
        return [row.id for row in search(words, desk.connection, query, collections=boxes or None)]

    assert found("note dans:envoyés") == found("in:sent") == found('dans:"Envoyés"') == [sent]
    assert found("note dans:réception") == found("in:inbox note") == [inbox]
    assert found("dans:archives note") == [moved]
    assert found("note dans:envoyés dans:archive") == [moved, sent]
    assert found("note dans:nulle-part") == []
    assert found("note in:sent", desk.inbox) == [sent], "a named place goes before the one that is listed"
    assert found("note", desk.inbox) == [inbox]


def test_tags_by_name_and_by_keyword(desk: Desk, words: Connection) -> None:
    work, both = put(desk, words, "Note un"), put(desk, words, "Note deux")
    put(desk, words, "Note trois")
    desk.intend(ChangeFlags((work, both), add_keywords=frozenset({"$Label2"})))
    desk.intend(ChangeFlags((both,), add_keywords=frozenset({"vezin"})))
    desk.do(set_setting, "mail.tags", json.dumps([{"keyword": "vezin", "name": "Dossier Vézin", "colour": "#000000"}]))

    def found(query: str) -> list[ItemId]:
        return [row.id for row in search(words, desk.connection, query)]

    assert found("étiquette:travail") == found("tag:work") == found("tag:$label2 note") == [both, work]
    assert found("étiquette:vezin") == found('label:"dossier vezin" note') == [both]
    assert found("tag:travail tag:vezin") == [both]
    assert found("tag:rien") == []
    desk.do(set_setting, "mail.tags", '"broken"')
    assert found("tag:vezin") == [both]


def test_the_words_of_attached_documents_are_found(desk: Desk, words: Connection) -> None:
    item = put(desk, words, "Rapport", "ci-joint", file="rapport.odt", attached="Les seuils de pollution sont dépassés")
    put(desk, words, "Pollution", "autre sujet")
    assert [row.id for row in search(words, desk.connection, "seuil pollution")] == [item]
    assert [row.id for row in search(words, desk.connection, "pj:pollutions")] == [item]


def test_documents_not_read_yet_are_remembered(desk: Desk, words: Connection) -> None:
    closed = put(desk, words, "a", file="a.pdf")
    put(desk, words, "b", file="b.jpg")
    put(desk, words, "c", file="c.pdf", attached="lu")
    damaged = put(desk, words, "d", file="d.pdf")
    assert with_unread_attachments(words, 10) == [damaged, closed]
    leave_attachments(words, [damaged])
    envelope = Envelope("a", Address("", ""))
    index(words, [Document(closed, envelope, Summary(envelope, "", "", (), "texte"))])
    assert with_unread_attachments(words, 10) == []


@pytest.mark.parametrize("few", [0, 30_000])
def test_a_narrow_filter_over_a_common_word_is_exact(
    desk: Desk, words: Connection, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(module, "_FEW", few)
    monkeypatch.setattr(module, "_BATCH", 10)
    items = [put(desk, words, "Bulletin", flags=Flag.SEEN) for _ in range(60)]
    rare = desk.do(lambda connection: connection.execute("UPDATE message SET flags = 0 WHERE id = ?", (items[3],))) and items[3]
    assert [row.id for row in search(words, desk.connection, "bulletin est:nonlu")] == [rare]


def test_what_is_no_operator_is_words() -> None:
    assert understand("réf:2026 12:30").match
    assert understand("").empty
    assert not understand("avant:2026").empty
    assert "inspect" in forms("inspections")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("budget  annexe ", "budget annexe"), ("l'été", "l'été"), ("claire@dreal.example", "claire@dreal.example"),
        ("de:claire budget", ""), ('"note de service"', ""), ("budget -brouillon", ""), ("budget OU crédits", ""),
        ("est:nonlu", ""), ("budget 14:30", "budget 14:30"), ("- !", ""), ("", ""),
    ],
)  # fmt: skip
def test_only_plain_words_mean_the_same_to_a_server(typed: str, words: str) -> None:
    assert plain_words(typed) == words
