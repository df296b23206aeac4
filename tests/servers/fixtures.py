"""Real servers as fixtures: `pytest_plugins = ["tests.servers.fixtures"]` in a conftest makes them known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.dovecot import Dovecot, installed, running_dovecot


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """One Dovecot for the whole session. Tests share it: each works in mailboxes of its own."""
    if not installed():
        pytest.skip("Dovecot is not installed")
    with running_dovecot() as server:
        yield server


@pytest.fixture
def dovecot_alone() -> Iterator[Dovecot]:
    """A Dovecot that one test may stop, fill or break."""
    if not installed():
        pytest.skip("Dovecot is not installed")
    with running_dovecot() as server:
        yield server


@pytest.fixture
def dovecot_nearly_full() -> Iterator[Dovecot]:
    """A Dovecot whose mailboxes hold 64 KB."""
    if not installed():
        pytest.skip("Dovecot is not installed")
    with running_dovecot(quota="64K") as server:
        yield server
