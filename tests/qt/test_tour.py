"""Pictures of every screen, in `build/tour/`, for the eye; each must show what it is named after."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sync.model.faults import Rejected, Uncertain
from sync.model.operations import OperationState
from sync.rpc import messages as m
from tests.qt.engine import FakeEngine
from tests.qt.stores import ME, FilledStore
from ui import theme
from ui.accounts.flow import FirstRun
from ui.link import Link
from ui.live import Live
from ui.shell.lock import LockView
from ui.shell.window import MainWindow

TOUR = Path(__file__).resolve().parents[2] / "build" / "tour"


def keep_picture(widget: QWidget, name: str) -> None:
    """Keep a picture of a widget and make sure that it is not empty."""
    QApplication.processEvents()
    picture = widget.grab()
    image = picture.toImage().scaled(64, 64).convertToFormat(QImage.Format.Format_RGB32)
    colours = {image.pixel(x, y) for x in range(64) for y in range(64)}
    assert len(colours) > 8, f"{name} shows nothing"
    TOUR.mkdir(parents=True, exist_ok=True)
    assert picture.save(str(TOUR / f"{name}-{theme.scheme()}.png"))


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_the_workspace(
    scheme: str, store: FilledStore, engine: FakeEngine, main_window: MainWindow, live: Live, qtbot: QtBot
) -> None:
    store.keep_draft()
    store.queue(store.sending("Compte rendu de visite"))
    store.queue(store.marking())
    store.queue(
        store.sending("Convocation au comité"),
        OperationState.REFUSED,
        Rejected("message_refused", reason="550 5.7.1 Message trop volumineux"),
    )
    store.queue(store.sending("Avis sur le permis"), OperationState.UNCERTAIN, Uncertain("answer_lost"))
    main_window.preferences.set_value("theme", scheme)
    main_window.resize(1280, 800)
    live.reread()
    assert main_window.workspace is not None
    pill = main_window.workspace.topbar.pill
    qtbot.waitUntil(lambda: pill.status is not None and pill.status.tone == "danger")
    for area in ("home", "mail", "outbox"):
        main_window.show_area(area)
        qtbot.wait(400)
        keep_picture(main_window, area)
    for page in ("accounts", "appearance", "security", "sovereignty", "about"):
        main_window.open_settings(page)
        qtbot.wait(50)
        keep_picture(main_window, f"settings-{page}")
    assert main_window.areas is not None
    main_window.open_settings("accounts")
    main_window.areas.accounts.show_account(store.account)
    qtbot.wait(50)
    keep_picture(main_window, "account")
    main_window.show_area("mail")
    main_window.open_palette("rap")
    qtbot.wait(300)
    keep_picture(main_window, "palette")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_steps(scheme: str, engine: FakeEngine, open_link: Link, qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, scheme)
    engine.answers[m.CreateStore] = m.StoreKey(engine.key, "7KQ2M-4XTRD-9WZ1B-HV3NC-8JYPE-5FG6A-0SQRT-2MNXK")
    engine.answers[m.Discover] = m.Discovered(
        "generic", "Messagerie de l’État", [
            m.EndpointSpec("mail", "imap", "imap.exemple.gouv.fr", 993),
            m.EndpointSpec("submission", "smtp", "smtp.exemple.gouv.fr", 465),
        ], "autoconfig",
    )  # fmt: skip
    shown = FirstRun(open_link)
    qtbot.addWidget(shown)
    shown.resize(1000, 760)
    shown.show()
    shown.protect.add_passphrase.setChecked(True)
    shown.protect.passphrase.setText("cheval agrafe pile correct")
    shown.protect.again.setText("cheval agrafe pile correct")
    keep_picture(shown, "first-1-protect")
    shown.protect.create_store()
    qtbot.waitUntil(lambda: bool(shown.protect.code_card.code))
    keep_picture(shown, "first-2-code")
    shown.show_address()
    shown.add.address.address.setText(ME.address)
    shown.add.address.person.setText(ME.name)
    shown.add.address.proceed()
    qtbot.waitUntil(lambda: bool(shown.add.address.found.chosen()))
    keep_picture(shown, "first-3-address")
    shown.add.address.show_manual()
    keep_picture(shown, "first-4-manual")
    shown.add.address.password.setText("secret")
    shown.add.address.proceed()
    qtbot.waitUntil(lambda: shown.add._stack.currentIndex() == 1)
    keep_picture(shown, "first-5-offline")


def test_the_lock(engine: FakeEngine, open_link: Link, qtbot: QtBot) -> None:
    view = LockView(open_link)
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    keep_picture(view, "lock")
