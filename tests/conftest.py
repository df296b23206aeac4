"""What every test starts from: a home folder of its own, no screen, no keyring, and the slow suites last."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.servers import aftermath

pytest_plugins = ["tests.servers.fixtures"]

LAST = ("tests/e2e/", "tests/bench/")
"""Folders whose tests run after all others: they start real processes."""

settings.register_profile("suite", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")

_home = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Keep the tests away from the person's own profile, keyring and screen, and let nothing outlive them."""
    aftermath.watch()
    home = Path(tempfile.mkdtemp(prefix=aftermath.folder_name("tests")))
    config.stash[_home] = home
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ.update(
        HOME=str(home),
        XDG_CONFIG_HOME=str(home / "config"),
        XDG_DATA_HOME=str(home / "data"),
        XDG_STATE_HOME=str(home / "state"),
        XDG_CACHE_HOME=str(home / "cache"),
        XDG_RUNTIME_DIR=str(runtime),
        PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring",
        QT_QPA_PLATFORM="offscreen",
        LANG="C.UTF-8",
    )
    for name in ("ECRITOIRE_PROFILE", "ECRITOIRE_PASSPHRASE_FILE", "DBUS_SESSION_BUS_ADDRESS"):
        os.environ.pop(name, None)
    if os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium's sandbox refuses root


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the home folder of the session."""
    shutil.rmtree(config.stash[_home], ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what is fast first: after the random order has been drawn, slow tests and the e2e suite move to the end."""

    def rank(item: pytest.Item) -> int:
        if item.nodeid.startswith(LAST) or item.get_closest_marker("e2e"):
            return 2
        return int(item.get_closest_marker("slow") is not None)

    items.sort(key=rank)
