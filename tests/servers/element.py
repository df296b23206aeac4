"""A second Matrix client for tests, with the crypto that Element ships: a Node program driven line by line."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.servers.synapse import PASSWORD, Synapse

PROGRAM = Path(__file__).parent / "element_peer" / "peer.mjs"
PACKAGES = Path(__file__).resolve().parents[2] / "build" / "element_peer"


def installed() -> bool:
    """Whether Node is here and `./run test` has put the packages into build/element_peer."""
    return shutil.which("node") is not None and (PACKAGES / "node_modules").is_dir()


class Element:
    """The other client. `do` gives it a command and returns its answer."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.user = ""
        self.device = ""

    async def do(self, command: str, **parameters: Any) -> Any:
        """Carry a command of peer.mjs out. Fails as the peer fails."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": command, **parameters}).encode() + b"\n")
        await self._process.stdin.drain()
        return await self.answer()

    async def answer(self) -> Any:
        assert self._process.stdout is not None
        async with asyncio.timeout(60):
            line = await self._process.stdout.readline()
        assert line, "the peer ended"
        said = json.loads(line)
        assert "fault" not in said, said["fault"]
        return said["ok"]


@asynccontextmanager
async def element(server: Synapse, name: str) -> AsyncIterator[Element]:
    """Sign the other client in as `name`."""
    PACKAGES.mkdir(parents=True, exist_ok=True)
    program = PACKAGES / PROGRAM.name
    shutil.copyfile(PROGRAM, program)  # Node looks for packages beside the program
    process = await asyncio.create_subprocess_exec(
        "node", str(program), server.base, name, PASSWORD,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=16 * 1024 * 1024,
        env={**os.environ, "NODE_EXTRA_CA_CERTS": str(server.authority.trust), "NODE_NO_WARNINGS": "1"},
    )  # fmt: skip
    try:
        peer = Element(process)
        assert await peer.answer() == "ready"
        me = await peer.do("whoami")
        peer.user, peer.device = me["user"], me["device"]
        yield peer
    finally:
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(5):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
