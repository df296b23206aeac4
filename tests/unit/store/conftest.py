"""A profile made once and copied for each test, a desk at it, and a reader beside."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sync.store.connection import Connection, create, open_reader
from sync.store.keys import Keys
from sync.store.vault import Vault
from tests.unit.store.desk import Desk

CHEAP = 32
"""KiB of memory for Argon2id in tests."""


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A profile made once: every test gets a copy."""
    profile = tmp_path_factory.mktemp("template") / "profile"
    _, data_key, _ = Vault.create(profile, passphrase="sésame", keyring=None, argon_memory_kib=CHEAP)
    create(profile, Keys(data_key))
    (profile / "ballast").unlink()
    return profile, data_key


@pytest.fixture
def profile(template: tuple[Path, bytes], tmp_path: Path) -> Path:
    copy = tmp_path / "profile"
    shutil.copytree(template[0], copy)
    return copy


@pytest.fixture
def keys(template: tuple[Path, bytes]) -> Keys:
    return Keys(template[1])


@pytest.fixture
def desk(profile: Path, keys: Keys) -> Iterator[Desk]:
    made = Desk(profile, keys)
    with closing(made.connection):
        yield made


@pytest.fixture
def reader(desk: Desk) -> Iterator[Connection]:
    with closing(open_reader(desk.profile, desk.keys)) as connection:
        yield connection
