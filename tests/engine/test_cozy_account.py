"""An account at a Cozy: signed in by the person's browser, followed by the engine, written to, beside a strict simulator."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.accounts import Service
from sync.model.ids import AccountId
from sync.model.operations import CreateFolder
from sync.providers.manifest import manifests
from sync.rpc import messages as m
from sync.store.read import collections as read_collections
from sync.store.read import files as read_files
from tests.engine.ground import PASSPHRASE, Ground, NoKeyring, until
from tests.servers.authority import Authority
from tests.servers.cozy import ROOT, Node, running_cozy

pytestmark = pytest.mark.server

ALICE = "alice@exemple.fr"


async def test_signed_in_by_browser_files_come_and_go(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    async with running_cozy(authority, page=2) as cozy:
        cozy.nodes["d1"] = Node("d1", "Marchés", ROOT)
        cozy._tell("d1")
        cozy.nodes["f1"] = Node("f1", "avis.txt", "d1", b"Bonjour", "text/plain")
        cozy._tell("f1")
        engine = Engine(
            tmp_path / "profile",
            parsing=InProcess(),
            credentials=NoKeyring(),
            trust=authority.trust,
            argon_memory_kib=64,
        )
        await engine.start()
        try:
            await engine.answer(m.CreateStore(PASSPHRASE, False))
            (one,) = manifests()["cozy"].endpoints_for(ALICE, "localhost") or ()
            spec = m.EndpointSpec(
                "files",
                one.protocol,
                one.host,
                cozy.port,
                user=one.user,
                sign_in=one.sign_in,
                parameters=one.parameters,
            )
            added = await engine.answer(m.AddAccount(ALICE, "Alice", "Drive", "cozy", [spec], "", check=False))
            assert isinstance(added, m.Added)
            ground = Ground(None, engine, AccountId(added.account), ALICE)  # type: ignore[arg-type]
            await until(lambda: ground.worker.session.condition == "auth_needed", 30)
            page = await engine.answer(m.SignInByBrowser(added.account))
            assert isinstance(page, m.BrowserAddress)
            await cozy.accept(page.address)
            await until(lambda: bool(ground.read(read_collections.collections, Service.FILES)), 30)
            drive = ground.read(read_collections.collections, Service.FILES)[0].id

            def names(folder: str = "") -> list[str]:
                above = read_files.named(engine.desk.store._reader, drive, None, folder) if folder else None
                rows = ground.read(read_files.listing, drive, above.id if above else None)
                return [row.name for row in rows]

            await until(lambda: names() == ["Marchés"] and names("Marchés") == ["avis.txt"], 30)
            await ground.intend(CreateFolder(drive, None, "Réunions"))
            await until(lambda: cozy._child(ROOT, "Réunions") is not None, 30)
            (client,) = cozy.clients.values()
            assert client["client_kind"] == "desktop"
        finally:
            await engine.stop()
