"""Offline on purpose: nothing is asked of servers, and everything goes on afterwards, however fast one changes one's mind."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sync.model.accounts import Service
from sync.rpc import messages as m
from sync.store.read import collections as read_collections
from sync.store.read import files as read_files
from tests.engine.ground import ALICE, at_work, people, until


async def test_turning_offline_and_back_at_once_ends_online_and_at_work(tmp_path: Path) -> None:
    async with at_work(tmp_path / "profile", people(), automatic=True, services=("files",)) as ground:
        await until(lambda: ground.worker.session.condition == "online")
        for _ in range(3):
            turns = [ground.engine.answer(m.SetOffline(offline)) for offline in (True, False, True, False)]
            await asyncio.gather(*turns)
            await until(lambda: ground.worker.session.condition == "online")
            assert ground.worker._tasks, "the account is at work"
            assert all(not task.done() for task in ground.worker._tasks)
        ground.server.shelf(ALICE, Service.FILES).add("Note.odt", b"un")
        drive = ground.read(read_collections.collections, Service.FILES)[0].id
        ground.desk.accounts.wake()
        await until(lambda: [row.name for row in ground.read(read_files.listing, drive)] == ["Note.odt"])
