"""Opens the demo: its servers in a process of their own, a profile of its own with the account set up, then the window."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

from app import launch, paths, spawn
from app.demo import role
from app.demo.role import DemoAccount
from app.supervisor import Supervisor
from sync.engine.accounts import spec_of
from sync.model.faults import Bug, Offline
from sync.rpc.client import Client
from sync.rpc.messages import (
    AddAccount,
    ChangeSetting,
    CreateStore,
    RemoveAccount,
    StoreKey,
    StoreState,
    StoreStateAnswer,
    Unlock,
)
from sync.store.connection import open_reader
from sync.store.keys import Keys
from sync.store.read import accounts as read_accounts

PASSPHRASE = "démonstration"
"""Nothing of the demo is secret: its people and letters are invented."""
DECLARED = """\
# What the demonstration declares of its own invented hosts, so that its demand for a European law has something to judge.
[[declared]]
hosts = ["127.0.0.1", ".lettre-de-leau.example", ".achats-responsables.example"]
law = "FR"
source = "Démonstration : serveurs de cette machine et lettres inventées"
date = 2026-11-25

[[declared]]
hosts = [".us-cloud-letter.example"]
law = "US"
source = "Démonstration : éditeur américain inventé"
date = 2026-11-25
"""
"""The person's own declarations in the demo's profile (`app.policy.personal`)."""
SECONDS = 60.0
_STEP_SECONDS = 0.05


def run(chosen: Path | None, arguments: Sequence[str]) -> int:
    """Open the demo and stay until its window is closed; return the exit status. Its profile is kept for the next time."""
    profile = paths.demo_profile(chosen)
    folder = profile / "servers"
    role.forget(folder)
    servers = spawn.start([*spawn.own_command(), "--role=demo", f"--profile={folder}"])
    try:
        known = _await_servers(folder)
        asyncio.run(prepare(profile, known))
        print(f"ecritoire: {PASSPHRASE}", flush=True)
        return launch.run(profile, arguments)
    finally:
        servers.terminate()
        servers.wait(SECONDS)


async def prepare(profile: Path, known: DemoAccount, supervisor: Supervisor | None = None) -> None:
    """Make sure that the profile has a store, open, with the demo's account as its servers are reached now."""
    await asyncio.to_thread(_declare, profile)
    supervisor = supervisor or Supervisor(profile)
    supervisor.start()
    client = await supervisor.connect("cli")
    try:
        key = await _open(client)
        await client.ask(ChangeSetting("demanded_law", '"EU"'), SECONDS)
        reader = open_reader(profile, Keys(key))
        try:
            accounts = [read_accounts.account(reader, row.id) for row in read_accounts.accounts(reader)]
        finally:
            reader.close()
        fitting = [one for one in accounts if one.address == known.address and one.endpoints == known.endpoints]
        for account in accounts:
            if account not in fitting:
                await client.ask(RemoveAccount(account.id, force=True), SECONDS)
        if not fitting:
            endpoints = [spec_of(endpoint) for endpoint in known.endpoints]
            # They are our own servers: signing in to each first would only make the window wait for the slowest.
            add = AddAccount(known.address, known.name, "Démonstration", "demo", endpoints, known.password, check=False)
            await client.ask(add, SECONDS)
    finally:
        await client.close()
        await supervisor.stop()


def _declare(profile: Path) -> None:
    profile.mkdir(mode=0o700, parents=True, exist_ok=True)
    (profile / "declared.toml").write_text(DECLARED, "utf-8")


async def _open(client: Client) -> bytes:
    state = await client.ask(StoreState())
    exists = isinstance(state, StoreStateAnswer) and state.exists
    opened = await client.ask(Unlock(PASSPHRASE) if exists else CreateStore(PASSPHRASE, use_keyring=False), SECONDS)
    if not isinstance(opened, StoreKey):
        raise Bug("unexpected_reply", reply=type(opened).__name__)
    return opened.key


def _await_servers(folder: Path) -> DemoAccount:
    deadline = time.monotonic() + SECONDS
    while (known := role.account(folder)) is None:
        if time.monotonic() > deadline:
            raise Offline("demo_not_startable")
        time.sleep(_STEP_SECONDS)
    return known
