"""A writer killed at any moment loses nothing that it acknowledged, and leaves a store that opens and is sound."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sync.store.blobs import Blobs
from sync.store.check import check
from sync.store.connection import create, open_reader
from sync.store.keys import Keys
from sync.store.read.accounts import settings
from sync.store.vault import Vault
from sync.store.write.writer import Writer

WRITING = """
import asyncio, os, sys
from pathlib import Path
from sync.store.keys import Keys
from sync.store.write.accounts import set_setting
from sync.store.write.writer import Writer

async def main():
    writer = Writer(Path(sys.argv[1]), Keys(bytes.fromhex(sys.stdin.readline().strip())))
    for number in range(100000):
        def keep(connection, number=number):
            names = writer.blobs.put_many(connection, [os.urandom(3000) for _ in range(5)])
            set_setting(connection, str(number), names[-1].hex())
        await writer.run(keep, durable=number % 2 == 0)
        print(number, flush=True)

asyncio.run(main())
"""


@pytest.mark.parametrize("until", [0, 7, 70, 200])
def test_what_was_acknowledged_survives_a_kill(tmp_path: Path, until: int) -> None:
    profile = tmp_path / "profile"
    _, data_key, _ = Vault.create(profile, passphrase="x", keyring=None, argon_memory_kib=32)
    keys = Keys(data_key)
    create(profile, keys)
    child = subprocess.Popen(
        [sys.executable, "-c", WRITING, str(profile)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(data_key.hex() + "\n")
        child.stdin.flush()
        acknowledged = -1
        for line in child.stdout:
            acknowledged = int(line)
            if acknowledged >= until:
                os.kill(child.pid, signal.SIGKILL)
                break
        acknowledged = max([acknowledged, *(int(line) for line in child.stdout if line.endswith("\n"))])
    Writer(profile, keys).close()
    assert check(profile, keys) == []
    with closing(open_reader(profile, keys)) as reader:
        kept = settings(reader)
        assert set(map(str, range(acknowledged + 1))) <= kept.keys()
        for name in kept.values():
            assert len(Blobs(profile, keys).read(reader, bytes.fromhex(name))) == 3000  # type: ignore[arg-type]
