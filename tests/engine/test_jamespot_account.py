"""An account at a Jamespot: the wall followed by a whole engine, an article written offline, beside a strict site."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.chat import PostToRoom
from sync.model.ids import AccountId, RoomId
from sync.providers.manifest import manifests
from sync.rpc import messages as m
from sync.store.read import chat as read_chat
from tests.engine.ground import PASSPHRASE, Ground, NoKeyring, until
from tests.servers.authority import Authority
from tests.servers.jamespot import PASSWORDS, Article, Jamespot, running_jamespot

pytestmark = pytest.mark.server

ALICE, _BOB = PASSWORDS


async def test_the_wall_is_read_and_what_is_written_offline_is_published_once(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    async with running_jamespot(authority, Jamespot(page=1)) as site:
        spot = site.make_spot("Marchés publics")
        now = site._now()
        site.articles[7] = Article(7, 2, "Avis", "<p>Le lot 2 est publié.</p>", now, now, [int(spot[5:])], now)
        engine = Engine(
            tmp_path / "profile", parsing=InProcess(), credentials=NoKeyring(), trust=authority.trust, argon_memory_kib=64
        )
        await engine.start()
        try:
            await engine.answer(m.CreateStore(PASSPHRASE, False))
            chat = next(one for one in manifests()["jamespot"].endpoints if one.service == "chat")
            spec = m.EndpointSpec("chat", chat.protocol, "localhost", site.port, user=ALICE)
            added = await engine.answer(m.AddAccount(ALICE, "Alice", "Site", "jamespot", [spec], PASSWORDS[ALICE], check=True))
            assert isinstance(added, m.Added)
            ground = Ground(None, engine, AccountId(added.account), ALICE)  # type: ignore[arg-type]

            def room() -> RoomId | None:
                return ground.read(read_chat.room_named, added.account, spot)

            def bodies() -> list[str]:
                here = room()
                return [row.body for row in ground.read(read_chat.timeline, here)] if here is not None else []

            await until(lambda: bodies() == ["Avis\n\nLe lot 2 est publié."], 30)
            here = room()
            assert here is not None
            site.dead = True
            await ground.intend(PostToRoom(here, "Réunion jeudi\nÀ 14 h, salle 2."))
            site.dead = False
            ground.worker.wake()
            await until(lambda: len(site.articles) == 2, 30)
            await until(lambda: len(bodies()) == 2 and "Réunion jeudi" in bodies()[-1], 30)
            ground.worker.wake()
            await until(lambda: not ground.worker.busy, 30)
            assert [one.title for one in site.articles.values()] == ["Avis", "Réunion jeudi"]
            assert len(bodies()) == 2
        finally:
            await engine.stop()
