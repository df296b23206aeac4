"""What an administrator wants to know of an engine: versions, sizes, states and codes; never an address or a subject."""

from __future__ import annotations

import json
import platform
import sys
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import sqlcipher3

from sync.engine.opened import OpenStore
from sync.model.accounts import Account
from sync.store.files import BLOBS
from sync.store.read import accounts as read_accounts
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import outbox as read_outbox
from sync.transport.gate import Gate

_PACKAGES = ("ecritoire", "pyside6-essentials", "sqlcipher3", "cryptography", "aiohttp", "fast-mail-parser", "keyring")


def report(profile: Path, store: OpenStore | None, gate: Gate, *, keyring_usable: bool, waiting_for_index: int) -> bytes:
    """Return the report as a JSON object. `store` None: locked, or none there."""
    found: dict[str, Any] = {
        "system": {"platform": platform.platform(), "python": sys.version.split()[0], "sqlite": sqlcipher3.sqlite_version},
        "packages": {name: _version(name) for name in _PACKAGES},
        "profile": {"files": _sizes(profile), "unlocked": store is not None},
        "keyring_usable": keyring_usable,
        "traffic": {
            host: {"received": counted.received, "sent": counted.sent, "refused": counted.refused}
            for host, counted in gate.traffic_by_host().items()
        },
    }
    if store is not None:
        found["accounts"] = _accounts(store)
        found["outbox"] = store.read(read_outbox.waiting)
        found["conflicts"] = len(store.read(read_outbox.conflicts))
        found["index"] = {"waiting": waiting_for_index}
    return json.dumps(found).encode()


def _accounts(store: OpenStore) -> list[dict[str, Any]]:
    endpoints: dict[int, Account] = {account.id: account for account in store.read(read_accounts.all_accounts)}
    found = []
    for row in store.read(read_accounts.accounts):
        boxes = store.read(read_mailboxes.mailboxes, row.id)
        found.append(
            {
                "id": row.id,
                "backend": row.backend,
                "enabled": row.enabled,
                "condition": row.condition,
                "fault": f"{row.fault_kind}:{row.fault_code}" if row.fault_kind else "",
                "endpoints": [
                    {name: getattr(one, name) for name in ("service", "protocol", "host", "port", "security")}
                    for one in endpoints[row.id].endpoints
                ],
                "mailboxes": len(boxes),
                "messages": sum(max(box.total, 0) for box in boxes),
            }
        )
    return found


def _sizes(profile: Path) -> dict[str, int]:
    """Return octets per file, the blobs together."""
    sizes: dict[str, int] = {}
    with suppress(OSError):
        for path in profile.iterdir():
            if path.is_file():
                sizes[path.name] = path.stat().st_size
        sizes[BLOBS] = sum(path.stat().st_size for path in (profile / BLOBS).iterdir())
    return sizes


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
