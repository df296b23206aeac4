"""A folder moves from one real server to another: everything is there before anything goes, byte by byte."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from sync.model.accounts import Service
from sync.model.ids import AccountId, CollectionId, new_operation_id
from sync.providers.registry import protocol_class
from sync.rpc import messages as m
from sync.store.read import collections as read_collections
from sync.store.read import files as read_files
from sync.store.read import outbox as read_outbox
from tests.engine.ground import PASSPHRASE, Ground, make_engine
from tests.servers.dav import ALICE, PASSWORD, RUNNING, DavServer, installed

pytestmark = pytest.mark.server


def tree(folder: Path) -> dict[str, bytes]:
    """What a server's folder holds."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def drive_of(ground: Ground, server: DavServer, address: str) -> Ground:
    parameters = {"trust": str(server.authority.trust), **({"path": server.path} if server.path else {})}
    spec = m.EndpointSpec("files", "webdav", "localhost", server.port, user=ALICE, parameters=parameters)
    added = await ground.engine.answer(m.AddAccount(address, "Alice", "", "generic", [spec], PASSWORD))
    assert isinstance(added, m.Added)
    return Ground(None, ground.engine, AccountId(added.account), ALICE)  # type: ignore[arg-type]


def box(ground: Ground) -> CollectionId:
    rows = ground.read(read_collections.collections, Service.FILES)
    return next(row.id for row in rows if row.account == ground.account)


@pytest.mark.parametrize(("source", "target"), [("wsgidav", "apache"), ("apache", "rclone"), ("rclone", "wsgidav")])
async def test_a_folder_moves_between_servers_of_different_makes(source: str, target: str, tmp_path: Path) -> None:
    if not (installed(source) and installed(target)):
        pytest.skip(f"{source} or {target} is not installed")
    with ExitStack() as stack:
        servers = [stack.enter_context(RUNNING[name]()) for name in (source, target)]
        engine = make_engine(tmp_path / "profile", make=protocol_class)
        await engine.answer(m.CreateStore(PASSPHRASE, False))
        ground = Ground(None, engine, AccountId(0), ALICE)  # type: ignore[arg-type]
        here, there = [await drive_of(ground, one, f"alice@{number}.fr") for number, one in enumerate(servers)]
        try:
            content = tmp_path / "Dossier été"
            (content / "Plans").mkdir(parents=True)
            (content / "Plans" / "Site n° 1.bin").write_bytes(os.urandom(3 * 1024 * 1024))
            (content / "Rapport.txt").write_text("réussi")
            (content / "vide.txt").write_bytes(b"")
            wanted = {f"{content.name}/{name}": kept for name, kept in tree(content).items()}
            for one in (here, there):
                await one.sync()
            await engine.answer(m.Upload(new_operation_id(), box(here), str(content)))
            await here.sync()
            assert tree(servers[0].folder / "files") == wanted
            row = here.read(read_files.named, box(here), None, content.name)
            assert row is not None
            await engine.answer(m.MoveToDrive(new_operation_id(), row.id, box(there)))
            for _ in range(6):
                await engine.desk.moving.look()
                for one in (there, here):
                    await one.sync()
            assert here.read(read_outbox.waiting) == {}
            assert tree(servers[1].folder / "files") == wanted
            assert list((servers[0].folder / "files").iterdir()) == []
        finally:
            await engine.stop()
