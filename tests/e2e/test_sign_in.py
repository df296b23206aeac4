"""Signing in by browser: a real authorization server, a Dovecot and a submission server that ask it, and real processes."""

from __future__ import annotations

import asyncio
import re
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import trustme

from tests.e2e.program import ROOT, Program
from tests.servers.authority import Authority
from tests.servers.authorization import AuthorizationServer
from tests.servers.dovecot import PASSWORDS, Dovecot, Introspection, running_dovecot
from tests.servers.ports import free_ports, open_folder
from tests.servers.submission import SubmissionServer, lmtp_delivery
from tests.servers.web import web_server

pytestmark = [pytest.mark.e2e, pytest.mark.server]

ALICE, BOB = "alice@exemple.fr", "bob@exemple.fr"
STEP_SECONDS = 60


@dataclass(frozen=True)
class Organisation:
    """Mail servers that believe access tokens, and who gives them out."""

    provider: AuthorizationServer
    dovecot: Dovecot
    submission: SubmissionServer
    trust: Path

    def arguments(self) -> list[str]:
        return [
            "--imap", f"localhost:{self.dovecot.imaps}", "--smtp", f"localhost:{self.submission.tls_port}",
            "--issuer", self.provider.base, "--scope", "mail", "--trust", str(self.trust),
        ]  # fmt: skip


@asynccontextmanager
async def organisation() -> AsyncIterator[Organisation]:
    with open_folder("organisation") as folder:
        async with _serving(folder) as there:
            yield there


@asynccontextmanager
async def _serving(folder: Path) -> AsyncIterator[Organisation]:
    (port,) = free_ports(1)
    authority = Authority(folder)
    provider = AuthorizationServer(base=f"https://localhost:{port}", clients={})
    trust = folder / "both.pem"
    asked = Introspection(f"{provider.base}/introspection", authority.trust)
    with running_dovecot(introspection=asked) as dovecot:
        trust.write_bytes(authority.trust.read_bytes() + dovecot.authority.trust.read_bytes())
        context, delivery = dovecot.authority.good().context(), lmtp_delivery(dovecot.lmtp)
        with SubmissionServer(PASSWORDS, trustme.CA(), delivery, tokens=provider.current, context=context) as submission:
            async with web_server(authority.good().context(), provider.answers(), port):
                yield Organisation(provider, dovecot, submission, trust)


async def signed_in(program: Program, trust: Path, *arguments: str) -> str:
    """Run a command that asks for a sign-in, do what it says in a browser, and return what it printed in the end."""
    command = [sys.executable, "-m", "app", f"--profile={program.profile}", *arguments, "--json"]
    running = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=program.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stderr is not None
    async with asyncio.timeout(STEP_SECONDS):
        page = None
        while page is None:
            page = re.search(r"https://\S+", (await running.stderr.readline()).decode())
        async with aiohttp.ClientSession() as browser:
            # the page of the organisation sends the browser back to the program, which thanks it
            shown = await browser.get(page[0], ssl=ssl.create_default_context(cafile=str(trust)))
            assert "Écritoire" in await shown.text()
        out, err = await running.communicate()
    assert running.returncode == 0, err.decode()
    return out.decode()


async def test_a_sign_in_by_browser_lasts_until_the_organisation_ends_it(program: Program) -> None:
    async with organisation() as there:
        there.dovecot.deliver(ALICE, b"From: bob@exemple.fr\r\nTo: alice@exemple.fr\r\nSubject: Bienvenue\r\n\r\nBonjour\r\n")

        async def run(*arguments: str, text: str = "", expect: int = 0) -> Any:
            return await asyncio.to_thread(program.run, *arguments, text=text, expect=expect)

        await run("store", "create")
        await signed_in(program, there.trust, "account", "add", ALICE, "--name", "Alice", *there.arguments())
        await run("sync", "--once")
        assert [row["subject"] for row in await run("list", "messages")] == ["Bienvenue"]

        # An access token that is no longer good is renewed without a word, and mail goes out with the new one.
        there.provider.access.clear()
        there.provider.current.clear()
        there.dovecot.doveadm("kick", ALICE)
        await run("send", "--to", BOB, "--subject", "Merci", text="Merci Bob\n")
        await run("sync", "--once")
        assert await run("outbox") == []
        assert there.provider.refreshed >= 1
        assert len(there.submission.accepted) == 1

        # The organisation ends the sign-in: said as such; what was written waits, and leaves after signing in again.
        there.provider.ended.update(there.provider.refresh.values())
        there.provider.current.clear()
        there.dovecot.doveadm("kick", ALICE)
        await run("send", "--to", BOB, "--subject", "Encore merci", text="Merci Bob\n")
        await run("account", "check", expect=4)
        assert [row["kind"] for row in await run("outbox")] == ["send_message"]
        await signed_in(program, there.trust, "account", "sign-in")
        await run("sync", "--once")
        assert await run("outbox") == []
        assert len(there.submission.accepted) == 2
