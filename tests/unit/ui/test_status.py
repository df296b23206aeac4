"""The state pill says the one thing that matters most."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from sync.rpc.messages import Progress
from ui import i18n
from ui.shell.status import Status, status


@pytest.fixture(autouse=True)
def french(qapp: QApplication) -> Iterator[None]:
    i18n.install(qapp, "fr")
    yield
    QLocale.setDefault(QLocale.c())


def shown(
    *conditions: str,
    engine: bool = True,
    offline: bool = False,
    waiting: dict[str, int] | None = None,
    conflicts: int = 0,
    works: tuple[Progress, ...] = (),
) -> Status:
    return status(
        engine=engine, offline=offline, conditions=conditions, waiting=waiting or {}, conflicts=conflicts, works=works
    )


def test_calm_states() -> None:
    assert shown("online").text == "En ligne"
    assert shown("offline").text == "Hors ligne"
    assert shown("offline", "online").text == "En ligne"
    assert shown().text == "Aucun compte"


def test_what_waits_is_counted_in_the_right_number() -> None:
    assert shown("online", waiting={"queued": 1}).text == "1 opération en attente"
    assert shown("online", waiting={"queued": 2, "running": 1}).text == "3 opérations en attente"
    assert shown("offline", waiting={"queued": 3}).text == "Hors ligne · 3 en attente"


def test_progress_has_figures_and_a_bar() -> None:
    progress = shown("synchronising", works=(Progress(1, "headers", 1240, 20000),))
    assert progress.text.replace(i18n.NARROW, " ") == "Synchronisation… 1 240 / 20 000"
    assert (progress.done, progress.total) == (1240, 20000)


def test_a_conflict_comes_before_all_but_the_engine() -> None:
    everything = {"queued": 2, "refused": 1}
    assert shown("offline", waiting=everything, conflicts=1, offline=True).text == "1 conflit"
    assert shown("offline", waiting=everything).text == "1 opération à regarder"
    assert shown("online", engine=False, conflicts=2).text == "Redémarrage…"


def test_signing_in_again_is_asked_for() -> None:
    assert shown("online", "auth_needed").text == "Se reconnecter"
