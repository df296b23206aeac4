"""The outbox: every operation in words, with what can be done about it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sync.model.faults import Rejected, Uncertain
from sync.model.operations import OperationState
from sync.rpc import messages as m
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.common.toasts import ToastStack
from ui.link import Link
from ui.live import Live
from ui.outbox.view import OperationCard, OutboxView


def choose(card: OperationCard, words: str) -> None:
    """Press the button that says this."""
    buttons = [button for button in card.findChildren(QPushButton) if button.accessibleName() == words]
    assert len(buttons) == 1, [button.accessibleName() for button in card.findChildren(QPushButton)]
    buttons[0].click()


def shown(link: Link, live: Live, qtbot: QtBot) -> OutboxView:
    view = OutboxView(link, live)
    qtbot.addWidget(view)
    view.show()
    return view


def test_an_empty_outbox_says_so(store: FilledStore, open_link: Link, live: Live, qtbot: QtBot) -> None:
    view = shown(open_link, live, qtbot)
    assert view.cards == []
    assert view._empty.isVisible()


def test_a_refused_message_shows_the_servers_words_and_can_be_edited_tried_again_or_given_up(
    store: FilledStore, engine: FakeEngine, open_link: Link, live: Live, qtbot: QtBot
) -> None:
    fault = Rejected("message_refused", reason="550 5.7.1 pièce jointe interdite")
    refused = store.queue(store.sending("Convocation"), OperationState.REFUSED, fault)
    engine.answers[m.OpenDraft] = m.DraftAnswer("d", store.account, b"{}")
    view = shown(open_link, live, qtbot)
    (card,) = view.cards
    assert "Convocation" in card.accessibleName()
    assert any("550 5.7.1 pièce jointe interdite" in text.text() for text in card.findChildren(type(view._lead)))
    choose(card, "Réessayer")
    qtbot.waitUntil(lambda: engine.asked_for(m.RetryOperation) == [m.RetryOperation(refused)])
    with qtbot.waitSignal(view.draft_opened):
        choose(card, "Modifier")
    assert engine.asked_for(m.OpenDraft) == [m.OpenDraft(operation=refused)]
    choose(card, "Abandonner")
    qtbot.waitUntil(lambda: engine.asked_for(m.DiscardOperation) == [m.DiscardOperation(refused)])


def test_only_the_person_settles_a_sending_that_may_have_happened(
    store: FilledStore, engine: FakeEngine, open_link: Link, live: Live, qtbot: QtBot
) -> None:
    uncertain = store.queue(store.sending("Avis"), OperationState.UNCERTAIN, Uncertain("answer_lost"))
    view = shown(open_link, live, qtbot)
    (card,) = view.cards
    choose(card, "Il est parti")
    qtbot.waitUntil(lambda: engine.asked_for(m.SettleOperation) == [m.SettleOperation(uncertain)])
    choose(card, "Envoyer à nouveau")
    qtbot.waitUntil(lambda: engine.asked_for(m.RetryOperation) == [m.RetryOperation(uncertain)])


def test_cards_that_did_not_change_stay_where_the_focus_is(
    store: FilledStore, engine: FakeEngine, open_link: Link, live: Live, qtbot: QtBot
) -> None:
    store.queue(store.sending("Premier"))
    view = shown(open_link, live, qtbot)
    first = view.cards[0]
    store.queue(store.marking())
    engine.tell(m.RowsChanged("operation"))
    qtbot.waitUntil(lambda: len(view.cards) == 2)
    assert view.cards[0] is first


def test_a_fault_of_a_button_becomes_a_toast(
    store: FilledStore, engine: FakeEngine, open_link: Link, live: Live, qtbot: QtBot
) -> None:
    store.queue(store.marking())
    engine.answers[m.DiscardOperation] = Rejected("already_running")
    view = shown(open_link, live, qtbot)
    choose(view.cards[0], "Abandonner")
    toasts = ToastStack.of(view).toasts
    qtbot.waitUntil(lambda: len(toasts) == 1)
    assert "trop tard" in toasts[0].text
