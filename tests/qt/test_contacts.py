"""The contacts area over a real store: who is listed, what is shown, what one does and how it is taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from sync.model.accounts import Service
from sync.model.collections import Collection
from sync.model.contacts import CardDraft, Labelled
from sync.model.faults import Gone
from sync.model.ids import CollectionId, RemoteId
from sync.rpc import messages as m
from sync.serial import from_json, intention_from_json
from sync.store.read import contacts as read_contacts
from sync.store.write import collections as write_collections
from tests.qt.contact_store import add_book, fill_contacts, named
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.calendar.editor import EntryEditor
from ui.contacts.area import ContactsArea
from ui.contacts.membership import membership_menu
from ui.contacts.sources import Source
from ui.link import Link
from ui.live import Live
from ui.shell.window import MainWindow

ORDER = ["Alice Durand", "Émile Éluard", "Zoé Lambert", "Bruno Lefevre", "Bruno Lefèvre"]


@pytest.fixture
def book(store: FilledStore) -> CollectionId:
    return fill_contacts(store)


@pytest.fixture
def area(book: CollectionId, open_link: Link, live: Live, engine: FakeEngine, qtbot: QtBot) -> ContactsArea:
    engine.answers[m.SaveContact] = lambda asked: m.Saved([asked.id], [asked.item or 99])
    made = ContactsArea(open_link, live)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == 5 and made.sources.topLevelItemCount() == 6)
    return made


def names(area: ContactsArea) -> list[str]:
    return [str(area.model.index(place).data()) for place in range(area.model.rowCount())]


def saved(engine: FakeEngine) -> list[tuple[m.SaveContact, CardDraft]]:
    return [(one, from_json(one.draft, CardDraft)) for one in engine.asked if isinstance(one, m.SaveContact)]


def choose(area: ContactsArea, store: FilledStore, name: str) -> None:
    area.list.setCurrentIndex(area.model.place(named(store, name)))


def test_people_stand_by_name_under_their_letters_and_groups_apart(area: ContactsArea) -> None:
    QAbstractItemModelTester(area.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert names(area)[:3] == ORDER[:3]
    assert sorted(names(area)[3:]) == sorted(ORDER[3:])
    assert [area.model.letter(place) for place in range(5)] == ["D", "E", "L", "", ""]
    shown = [area.sources.topLevelItem(place) for place in range(area.sources.topLevelItemCount())]
    assert [item.text(0) for item in shown if item] == [
        "Tous les contacts", "Groupes", "Comité sécheresse", "Catégories", "Équipe", "Terrain",
    ]  # fmt: skip


def test_what_is_typed_filters_and_a_letter_leads_to_its_people(area: ContactsArea, qtbot: QtBot) -> None:
    area.filter.setText("lef bru")
    qtbot.waitUntil(lambda: area.model.rowCount() == 2)
    area.filter.setText("secher")
    qtbot.waitUntil(lambda: names(area) == ["Comité sécheresse"])
    area.filter.clear()
    qtbot.waitUntil(lambda: area.model.rowCount() == 5)
    area.list.keyboardSearch("l")
    assert area.list.currentIndex().data() == "Zoé Lambert"


def test_a_group_and_a_category_list_their_people(area: ContactsArea, store: FilledStore, qtbot: QtBot) -> None:
    area.sources.choose(Source("group", group=named(store, "Comité sécheresse")))
    qtbot.waitUntil(lambda: names(area) == ["Alice Durand", "Zoé Lambert"])
    qtbot.waitUntil(lambda: area.card.accessibleName() == "Comité sécheresse")
    area.sources.choose(Source("category", category="Terrain"))
    qtbot.waitUntil(lambda: names(area) == ["Bruno Lefèvre"])


def test_a_card_says_how_to_reach_somebody_and_begins_a_letter(area: ContactsArea, store: FilledStore, qtbot: QtBot) -> None:
    choose(area, store, "Bruno Lefèvre")
    assert area.card.accessibleName() == "Bruno Lefèvre"
    with qtbot.waitSignal(area.write_wanted) as told:
        area.card.write.click()
    assert told.args == [(("Bruno Lefèvre", "bruno@exemple.fr"),)]
    assert not area.card.talk.isVisible()


def test_only_what_was_changed_is_saved_over_what_was_looked_at(
    area: ContactsArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    choose(area, store, "Zoé Lambert")
    area.edit()
    area.editor._texts["family"].setText("Lambert-Roy")
    area.editor._texts["birthday"].setText("2/12")
    area.editor._touch()
    area.editor.save()
    qtbot.waitUntil(lambda: bool(saved(engine)))
    ((asked, draft),) = saved(engine)
    assert draft == CardDraft(family="Lambert-Roy", birthday="--1202")
    assert (asked.item, asked.base) == (named(store, "Zoé Lambert"), "1")


def test_a_date_that_is_none_is_said_and_nothing_is_saved(area: ContactsArea, store: FilledStore, engine: FakeEngine) -> None:
    choose(area, store, "Zoé Lambert")
    area.edit()
    area.editor._texts["birthday"].setText("31/02/1980")
    area.editor.save()
    assert "date" in area.editor._birthday.hint.text()
    assert saved(engine) == []
    assert area.pane.currentWidget() is area.editor


def test_a_new_contact_goes_into_the_category_that_is_shown(
    area: ContactsArea, book: CollectionId, engine: FakeEngine, qtbot: QtBot
) -> None:
    area.sources.choose(Source("category", category="Terrain"))
    area.new_contact()
    qtbot.keyClicks(area.editor._texts["given"], "Nadia")
    qtbot.keyClicks(area.editor._texts["family"], "Roux")
    area.editor.emails.show_values([Labelled("nadia@exemple.fr", "work")])
    area.editor.save()
    qtbot.waitUntil(lambda: bool(saved(engine)))
    ((asked, draft),) = saved(engine)
    assert (asked.collection, asked.item) == (book, 0)
    assert (draft.name, draft.given, draft.family) == ("Nadia Roux", "Nadia", "Roux")
    assert draft.categories == ("Terrain",)
    assert draft.emails == (Labelled("nadia@exemple.fr", "work"),)


def test_a_contact_without_anything_is_not_saved(area: ContactsArea, engine: FakeEngine) -> None:
    area.new_contact()
    area.editor.save()
    assert saved(engine) == []
    assert area.pane.currentWidget() is area.editor


def test_a_deletion_waits_and_is_taken_back(
    area: ContactsArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    choose(area, store, "Zoé Lambert")
    qtbot.keyClick(area.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: any(isinstance(one, m.Intend) for one in engine.asked))
    asked = next(one for one in engine.asked if isinstance(one, m.Intend))
    assert asked.not_before > 0
    assert intention_from_json(asked.kind, asked.intention).items == (named(store, "Zoé Lambert"),)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: area.deeds.can_undo)
    area.deeds.undo()
    qtbot.waitUntil(lambda: m.CancelOperation(asked.id) in engine.asked)


def test_a_change_is_taken_back_as_it_was_where_it_has_gone_out(
    area: ContactsArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.answers[m.CancelOperation] = Gone("operation")
    item = named(store, "Alice Durand")
    area.deeds.save(CardDraft(title="Cheffe"), CollectionId(0), item, "1")
    qtbot.waitUntil(lambda: area.deeds.can_undo)
    area.deeds.undo()
    qtbot.waitUntil(lambda: len(saved(engine)) == 2)
    draft = saved(engine)[1][1]
    assert (draft.title, draft.name, draft.categories) == ("", "Alice Durand", ("Équipe",))
    assert draft.photo is None


def test_somebody_is_put_into_a_group_by_its_menu(
    area: ContactsArea, store: FilledStore, engine: FakeEngine, open_link: Link, qtbot: QtBot
) -> None:
    row = read_contacts.contact(open_link.reader(), named(store, "Bruno Lefèvre"))
    assert row is not None
    menu = membership_menu(open_link, area.deeds, [row], area)
    ticks = {action.text(): action.isChecked() for action in menu.actions() if action.isCheckable()}
    assert ticks == {"Comité sécheresse": False, "Équipe": True, "Terrain": True}
    next(action for action in menu.actions() if action.text() == "Comité sécheresse").trigger()
    qtbot.waitUntil(lambda: bool(saved(engine)))
    assert saved(engine)[0][1] == CardDraft(members=("c1", "c4", "c2"))


def test_duplicates_are_found_and_brought_together_by_hand(
    area: ContactsArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    area.find_duplicates()
    qtbot.waitUntil(lambda: len(area.duplicates.cards) == 1)
    (card,) = area.duplicates.cards
    assert "Bruno Lefevre" in card.accessibleName()
    assert set(card._choices) == {"name", "family"}
    card._join()
    qtbot.waitUntil(lambda: bool(saved(engine)))
    ((asked, draft),) = saved(engine)
    assert asked.item == named(store, "Bruno Lefèvre")
    assert asked.absorbed == [named(store, "Bruno Lefevre")]
    assert asked.not_before > 0
    assert draft.emails is None


def test_two_who_are_not_the_same_are_not_offered_again(area: ContactsArea, qtbot: QtBot) -> None:
    area.find_duplicates()
    qtbot.waitUntil(lambda: len(area.duplicates.cards) == 1)
    area.duplicates.cards[0].dismissed.emit()
    qtbot.waitUntil(lambda: not area.duplicates.cards)


def test_an_address_book_that_cannot_be_written_offers_nothing_to_write(
    store: FilledStore, open_link: Link, live: Live, qtbot: QtBot
) -> None:
    add_book(store, writable=False)
    made = ContactsArea(open_link, live)
    qtbot.addWidget(made)
    assert not made._new.isEnabled()
    qtbot.waitUntil(lambda: made._empty.accessibleName() == "Pas encore de contact")
    assert made._whole.currentIndex() == 1


def test_without_an_address_book_the_place_says_what_it_is_for(
    store: FilledStore, open_link: Link, live: Live, qtbot: QtBot
) -> None:
    made = ContactsArea(open_link, live)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: made._empty.accessibleName() == "Vos contacts seront ici")
    with qtbot.waitSignal(made.account_wanted):
        made._empty.action_triggered.emit()


def test_writing_from_a_card_opens_a_message_to_everybody(main_window: MainWindow, store: FilledStore, qtbot: QtBot) -> None:
    fill_contacts(store)
    main_window.show_area("contacts")
    areas = main_window.areas
    assert areas is not None
    areas.contacts.write_wanted.emit((("Durand, Alice", "alice@exemple.fr"), ("", "zoe@exemple.fr")))
    composer = areas.mail.desk.composers[-1]
    assert [str(one) for one in composer.to.addresses()] == ["Durand, Alice <alice@exemple.fr>", "zoe@exemple.fr"]
    composer.dirty = False
    composer.close()


def test_a_letter_is_addressed_to_a_contact_or_to_a_whole_group(
    main_window: MainWindow, store: FilledStore, qtbot: QtBot
) -> None:
    fill_contacts(store)
    assert main_window.areas is not None
    main_window.compose()
    composer = main_window.areas.mail.desk.composers[-1]
    to = composer.to
    qtbot.keyClicks(to.entry, "zoe")
    assert to._suggestions.stringList() == ["Zoé Lambert <zoe@exemple.fr>"]
    to.entry.clear()
    qtbot.keyClicks(to.entry, "secher")
    (line,) = to._suggestions.stringList()
    assert line == "Comité sécheresse\u00a0: 2 personnes"
    to._take_suggested(line)
    assert [str(one) for one in to.addresses()] == ["Alice Durand <alice@exemple.fr>", "Zoé Lambert <zoe@exemple.fr>"]
    composer.dirty = False
    composer.close()


def test_an_event_is_planned_with_the_people_of_a_card(main_window: MainWindow, store: FilledStore, qtbot: QtBot) -> None:
    fill_contacts(store)
    agenda = Collection(RemoteId("/agenda/"), Service.CALENDAR, "Agenda")
    store.change(write_collections.store_collections, store.account, Service.CALENDAR, [agenda])
    assert main_window.areas is not None
    main_window.areas.contacts.event_wanted.emit((("Zoé Lambert", "zoe@exemple.fr"),))
    editor = main_window.findChild(EntryEditor)
    assert editor is not None
    assert [(one.name, one.address) for one in editor.people.people()][-1] == ("Zoé Lambert", "zoe@exemple.fr")
    editor.close()
