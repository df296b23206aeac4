"""Accounts and settings."""

from __future__ import annotations

from typing import Any

import msgspec

from sync.model.accounts import Account, AccountCondition, Endpoint, Identity, KeepPolicy
from sync.model.faults import Gone
from sync.model.ids import AccountId
from sync.store.connection import Connection
from sync.store.rows import AccountRow

_identities = msgspec.json.Decoder(tuple[Identity, ...]).decode
_endpoints = msgspec.json.Decoder(tuple[Endpoint, ...]).decode
_MODEL = (
    "SELECT id, address, label, backend, endpoints, identities, keep_days, keep_attachments, keep_largest, enabled FROM account"
)


def accounts(connection: Connection) -> list[AccountRow]:
    """Return all accounts in the order in which they were added."""
    rows = connection.execute(
        "SELECT id, address, identities, label, backend, enabled, condition, fault_kind, fault_code, fault_parameters, "
        "keep_days, keep_attachments, keep_largest FROM account ORDER BY id"
    ).fetchall()
    return [
        AccountRow(
            AccountId(row[0]), row[1], identities[0].name, row[3], row[4], row[5] == 1, AccountCondition(row[6]), row[7],
            row[8], row[9], row[10], row[11] == 1, row[12], identities,
        )
        for row in rows
        if (identities := _identities(row[2]))
    ]  # fmt: skip


def account(connection: Connection, item: AccountId) -> Account:
    """Return one account with its endpoints. Raises `Gone("account")`."""
    row = connection.execute(f"{_MODEL} WHERE id = ?", (item,)).fetchone()
    if row is None:
        raise Gone("account", account=item)
    return _account(row)


def all_accounts(connection: Connection) -> list[Account]:
    """Return all accounts with their endpoints."""
    return [_account(row) for row in connection.execute(f"{_MODEL} ORDER BY id").fetchall()]


def settings(connection: Connection) -> dict[str, str]:
    """Return all settings: name → JSON value."""
    return dict(connection.execute("SELECT name, value FROM setting").fetchall())


def secret(connection: Connection, item: AccountId, name: str) -> str | None:
    """Return a secret of an account that the store keeps, None where there is none."""
    row = connection.execute("SELECT value FROM secret WHERE account_id = ? AND name = ?", (item, name)).fetchone()
    return str(row[0]) if row else None


def _account(row: tuple[Any, ...]) -> Account:
    identities = _identities(row[5])
    return Account(
        id=AccountId(row[0]),
        address=row[1],
        label=row[2],
        backend=row[3],
        endpoints=_endpoints(row[4]),
        identity=identities[0],
        keep=KeepPolicy(row[6], row[7] == 1, row[8]),
        enabled=row[9] == 1,
        also=identities[1:],
    )
