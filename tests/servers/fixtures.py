"""Real servers as fixtures: `pytest_plugins = ["tests.servers.fixtures"]` in a conftest makes them known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.servers import element as element_server
from tests.servers import synapse as synapse_server
from tests.servers.cyrus import Cyrus, running_cyrus
from tests.servers.debian_root import NoRoot
from tests.servers.dovecot import Dovecot, installed, running_dovecot
from tests.servers.radosgw import Gateway, running_gateway
from tests.servers.synapse import Synapse, running_synapse


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


@pytest.fixture(scope="session")
def synapse() -> Iterator[Synapse]:
    """One homeserver for the whole session. Tests share it: each makes accounts of its own."""
    if not synapse_server.installed():
        pytest.skip("Synapse is not installed: ./run test puts it into build/synapse")
    with running_synapse() as server:
        yield server


@pytest.fixture
def synapse_alone() -> Iterator[Synapse]:
    """A homeserver that one test may stop or limit."""
    if not synapse_server.installed():
        pytest.skip("Synapse is not installed: ./run test puts it into build/synapse")
    with running_synapse() as server:
        yield server


@pytest.fixture
def _element() -> None:
    """Skip where the second Matrix client cannot run."""
    if not element_server.installed():
        pytest.skip("the second Matrix client is not installed: ./run test puts it into build/element_peer")


@pytest.fixture(scope="session")
def gateway() -> Iterator[Gateway]:
    """One S3 server for the whole session. Where it cannot run, the reason is said."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running_gateway())
        except NoRoot as reason:
            pytest.skip(f"Ceph's gateway cannot run here: {reason}")
        yield server


@pytest.fixture(scope="session")
def cyrus() -> Iterator[Cyrus]:
    """One Cyrus for the whole session. Where it cannot run, the reason is said."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running_cyrus())
        except NoRoot as reason:
            pytest.skip(f"Cyrus cannot run here: {reason}")
        yield server
