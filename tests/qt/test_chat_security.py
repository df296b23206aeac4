"""Encryption in the window: how a device stands, recovery, verification by emoji, sessions, files of keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sync.model.emoji import EMOJI
from sync.model.faults import Rejected
from sync.rpc import messages as m
from tests.qt.chat_store import CLAIRE, ME, fill_chat
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.chat.area import ChatArea
from ui.chat.security import SecurityDialog
from ui.common.toasts import ToastStack
from ui.link import Link
from ui.live import Live

HERE = m.OwnDevice("ICI", "Écritoire", "verified", True, 1_795_000_000_000)
PHONE = m.OwnDevice("TEL", "Téléphone", "unsigned", False, 1_794_900_000_000)


def standing(*devices: m.OwnDevice, identity: bool = True, trusted: bool = True, backup: bool = True) -> Any:
    return m.ChatSecurityAnswer(ME, identity, trusted, backup, list(devices or (HERE, PHONE)))


def moved(stage: str, **more: Any) -> m.VerificationMoved:
    values: dict[str, Any] = {
        "account": 1, "flow": "f1", "person": CLAIRE, "device": "TEL", "stage": stage, "ours": False, "emoji": [],
        "numbers": [], "code": "", "trusted": False, **more,
    }  # fmt: skip
    return m.VerificationMoved(**values)


def steps(engine: FakeEngine) -> list[str]:
    return [one.action for one in engine.asked if isinstance(one, m.StepVerification)]


@pytest.fixture
def area(store: FilledStore, open_link: Link, live: Live, engine: FakeEngine, qtbot: QtBot) -> ChatArea:
    fill_chat(store)
    engine.answers[m.ChatSecurity] = standing()
    made = ChatArea(open_link, live)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def opened(area: ChatArea, store: FilledStore, qtbot: QtBot) -> SecurityDialog:
    dialog = area.safety.open_dialog(store.account)
    qtbot.waitUntil(lambda: dialog.state is not None)
    return dialog


def test_how_this_device_stands_is_said_where_discussions_are_looked_at(
    store: FilledStore, open_link: Link, live: Live, engine: FakeEngine, qtbot: QtBot
) -> None:
    fill_chat(store)
    engine.answers[m.ChatSecurity] = standing(trusted=False)
    area = ChatArea(open_link, live)
    qtbot.addWidget(area)
    assert not engine.asked_for(m.ChatSecurity)
    area.show()
    qtbot.waitUntil(lambda: "n’est pas vérifié" in area._strip.text)
    assert area._strip.isVisible()


def test_the_history_is_recovered_with_the_key(
    area: ChatArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.answers[m.ChatSecurity] = standing(trusted=False)
    dialog = opened(area, store, qtbot)
    assert not dialog.recover.isHidden()
    assert dialog.set_up.isHidden()
    engine.answers[m.Recover] = Rejected("wrong_recovery_key")
    dialog.recover.code.setText("EsTc fausse")
    dialog.recover.go.click()
    qtbot.waitUntil(lambda: any("n’ouvre pas" in toast.text for toast in ToastStack.of(dialog).toasts))
    assert dialog.recover.code.text() == "EsTc fausse"
    engine.answers[m.Recover] = m.Recovered(42)
    engine.answers[m.ChatSecurity] = standing()
    dialog.recover.go.click()
    qtbot.waitUntil(lambda: dialog.recover.isHidden())
    assert any("42" in toast.text for toast in ToastStack.of(dialog).toasts)
    assert dialog.recover.code.text() == ""


def test_recovery_is_set_up_once_and_its_key_shown(
    area: ChatArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.answers[m.ChatSecurity] = standing(HERE, identity=False, trusted=False, backup=False)
    dialog = opened(area, store, qtbot)
    assert not dialog.set_up.isHidden()
    assert dialog.recover.isHidden()
    engine.answers[m.SetUpRecovery] = m.RecoveryCode("EsTc 1234 5678")
    engine.answers[m.ChatSecurity] = standing(HERE)
    dialog.set_up.password.setText("secret")
    dialog.set_up.go.click()
    qtbot.waitUntil(lambda: dialog.set_up.isHidden())
    assert dialog.key.key == "EsTc 1234 5678"
    assert dialog.key.isVisible()
    [asked] = engine.asked_for(m.SetUpRecovery)
    assert asked == m.SetUpRecovery(store.account, "secret", "")


def test_sessions_are_listed_verified_and_signed_out(
    area: ChatArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    dialog = opened(area, store, qtbot)
    here, phone = dialog.cards
    assert "Vérifié" in " ".join(label.text() for label in here.findChildren(QLabel))
    names = {made.accessibleName() for made in phone.findChildren(QPushButton)}
    assert {"Vérifier Téléphone", "Déconnecter Téléphone"} <= names
    phone._ask()
    phone.password.setText("secret")
    engine.answers[m.ChatSecurity] = standing(HERE)
    phone._sign_out()
    qtbot.waitUntil(lambda: len(dialog.cards) == 1)
    assert engine.asked_for(m.SignOutDevice) == [m.SignOutDevice(store.account, "TEL", "secret")]


def test_keys_go_to_a_file_and_come_from_one(
    area: ChatArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(area, store, qtbot)
    path = str(tmp_path / "cles.txt")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    dialog.files._choose_target()
    assert not engine.asked_for(m.ExportKeys)
    dialog.files.phrase.setText("phrase")
    dialog.files._choose_target()
    qtbot.waitUntil(lambda: engine.asked_for(m.ExportKeys) == [m.ExportKeys(store.account, path, "phrase")])
    engine.answers[m.ImportKeys] = m.Recovered(3)
    dialog.files.phrase.setText("phrase")
    dialog.files._choose_source()
    qtbot.waitUntil(lambda: any("3 nouvelles clés" in toast.text for toast in ToastStack.of(dialog).toasts))


def test_a_request_from_the_other_side_is_compared_and_agreed_to(
    area: ChatArea, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.tell(moved("requested"))
    qtbot.waitUntil(lambda: CLAIRE in area._strip.text)
    area._strip._act.click()
    dialog = area.safety.verifications._dialogs[-1]
    assert dialog.isVisible()
    dialog._yes.click()
    qtbot.waitUntil(lambda: steps(engine) == ["accept"])
    engine.tell(moved("ready"))
    engine.tell(moved("comparing", emoji=[0, 1, 2, 3, 4, 5, 6]))
    qtbot.waitUntil(lambda: dialog.stage == "comparing")
    shown = [label.accessibleName() for label in dialog._signs.findChildren(QLabel) if label.accessibleName()]
    assert shown == [EMOJI[place].french for place in range(7)]
    dialog._yes.click()
    qtbot.waitUntil(lambda: steps(engine) == ["accept", "confirm"])
    engine.tell(moved("confirmed"))
    engine.tell(moved("done", trusted=True))
    qtbot.waitUntil(lambda: dialog.stage == "done")
    assert "est vérifié" in dialog._title.text()


def test_what_this_side_asks_begins_by_itself_and_different_pictures_end_it(
    area: ChatArea, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.answers[m.Verify] = m.Verifying("f2")
    dialog = area.safety.verifications.ask(1, CLAIRE)
    qtbot.waitUntil(lambda: dialog.flow == "f2")
    engine.tell(moved("ready", flow="f2", ours=True))
    qtbot.waitUntil(lambda: steps(engine) == ["begin"])
    engine.tell(moved("comparing", flow="f2", ours=True, emoji=[9, 8, 7, 6, 5, 4, 3]))
    qtbot.waitUntil(lambda: dialog.stage == "comparing")
    dialog._no.click()
    qtbot.waitUntil(lambda: steps(engine) == ["begin", "differ"])
    engine.tell(moved("cancelled", flow="f2", ours=True, code="m.mismatched_sas"))
    qtbot.waitUntil(lambda: dialog.stage == "cancelled")
    assert "quelqu’un" in dialog._text.text()


def test_a_request_that_ends_before_anybody_answers_goes_away(area: ChatArea, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.tell(moved("requested"))
    qtbot.waitUntil(lambda: CLAIRE in area._strip.text)
    engine.tell(moved("cancelled", code="m.timeout"))
    qtbot.waitUntil(lambda: area._strip.isHidden())


def test_a_code_is_shown_for_the_other_device_to_scan(area: ChatArea, engine: FakeEngine, qtbot: QtBot) -> None:
    dialog = area.safety.verifications.answer(moved("requested"))
    dialog._agree()
    dialog.show_moved(moved("ready", ours=True, qr=b"MATRIX\x02\x00" + bytes(range(100))))
    assert dialog.code.isVisible()
    side = len(dialog.code.modules)
    assert side % 4 == 1
    assert [row[:7] for row in dialog.code.modules[:2]] == [b"\1" * 7, b"\1\0\0\0\0\0\1"]  # a corner that scanners look for
    assert not dialog.code.grab().isNull()
    qtbot.waitUntil(lambda: steps(engine) == ["accept"])  # emoji begin only where the person wants that
    dialog.show_moved(moved("scanned", ours=True))
    assert not dialog.code.isVisible()
    dialog._agree()
    qtbot.waitUntil(lambda: steps(engine) == ["accept", "confirm"])
    dialog.show_moved(moved("done", trusted=True))
    dialog.close()


def test_pictures_are_compared_where_nothing_can_scan_the_code(area: ChatArea, engine: FakeEngine, qtbot: QtBot) -> None:
    dialog = area.safety.verifications.answer(moved("requested"))
    dialog.show_moved(moved("ready", ours=True, qr=b"MATRIX"))
    dialog._instead.click()
    qtbot.waitUntil(lambda: steps(engine) == ["begin"])
    dialog.show_moved(moved("done", trusted=True))
    dialog.close()


def test_an_expired_account_is_said_and_renewed_by_mail(area: ChatArea, engine: FakeEngine, qtbot: QtBot) -> None:
    expired = m.AccountChanged(1, "fault", "rejected", "account_expired", "{}")
    engine.tell(expired)
    qtbot.waitUntil(lambda: "a expiré" in area._strip.text)
    area._strip._act.click()
    qtbot.waitUntil(lambda: engine.asked_for(m.AskForRenewal) == [m.AskForRenewal(1)])
    qtbot.waitUntil(lambda: "a expiré" in area._strip.text)
    area._strip._leave.click()
    qtbot.waitUntil(lambda: m.SyncNow(1) in engine.asked_for(m.SyncNow))
    engine.tell(m.AccountChanged(1, "online", "", "", "{}"))
    qtbot.waitUntil(lambda: not area._strip.text)
