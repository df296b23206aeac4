"""Accounts, their secrets and conditions, and settings."""

from __future__ import annotations

from sync.model.accounts import Account, AccountCondition
from sync.model.faults import Fault, Gone, Rejected
from sync.model.ids import AccountId, ItemId, is_message
from sync.serial import fault_to_json, to_json
from sync.store.connection import Connection
from sync.store.write.laying import refold_items
from sync.store.write.sign_ins import forget_unused

_COLUMNS = (
    "address", "label", "backend", "endpoints", "identities", "keep_days", "keep_attachments", "keep_largest", "enabled",
)  # fmt: skip


def add_account(connection: Connection, account: Account) -> AccountId:
    """Keep a new account and return its id; the id in `account` is not looked at."""
    new = connection.execute(
        f"INSERT INTO account ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})",  # noqa: S608
        _values(account),
    ).lastrowid
    return AccountId(new)


def update_account(connection: Connection, account: Account) -> None:
    """Write all that `account` says over what was kept. Raises `Gone("account")`."""
    done = connection.execute(
        f"UPDATE account SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE id = ?",  # noqa: S608
        (*_values(account), account.id),
    ).rowcount
    if not done:
        raise Gone("account", account=account.id)


def remove_account(connection: Connection, account: AccountId, *, force: bool = False) -> list[ItemId]:
    """Forget an account and everything kept of it; return its messages, to be taken out of the search index.

    Raises `Rejected("operations_waiting")` where the outbox still holds operations of it, unless `force`.
    """
    waiting = connection.execute("SELECT count(*) FROM operation WHERE account_id = ?", (account,)).fetchone()[0]
    if waiting and not force:
        raise Rejected("operations_waiting", count=waiting)
    rows = connection.execute(
        "SELECT id FROM message WHERE collection_id IN (SELECT id FROM collection WHERE account_id = ?)", (account,)
    ).fetchall()
    connection.execute(
        "DELETE FROM message_pending WHERE operation_id IN (SELECT id FROM operation WHERE account_id = ?)", (account,)
    )
    made = connection.execute(
        "SELECT creates FROM operation_item JOIN operation USING (position) WHERE account_id = ? AND creates <> 0", (account,)
    ).fetchall()
    connection.execute("DELETE FROM account WHERE id = ?", (account,))
    forget_unused(connection)
    refold_items(connection, [ItemId(row[0]) for row in made if not is_message(row[0])])
    return [ItemId(row[0]) for row in rows]


def set_condition(
    connection: Connection, account: AccountId, condition: AccountCondition, fault: Fault | None = None
) -> bool:
    """Say how an account is doing; return whether that is news."""
    kind, code, parameters = fault_to_json(fault) if fault is not None else ("", "", "{}")
    values = (condition, kind, code, parameters)
    done = connection.execute(
        "UPDATE account SET condition = ?, fault_kind = ?, fault_code = ?, fault_parameters = ? "
        "WHERE id = ? AND (condition, fault_kind, fault_code, fault_parameters) <> (?, ?, ?, ?)",
        (*values, account, *values),
    ).rowcount
    return bool(done)


def set_setting(connection: Connection, name: str, value: str) -> None:
    """Keep one setting (JSON value)."""
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def set_secret(connection: Connection, account: AccountId, name: str, value: str | None) -> None:
    """Keep or (None) forget a secret of an account that is too large for the system's keyring."""
    if value is None:
        connection.execute("DELETE FROM secret WHERE account_id = ? AND name = ?", (account, name))
    else:
        connection.execute(
            "INSERT INTO secret (account_id, name, value) VALUES (?, ?, ?) "
            "ON CONFLICT (account_id, name) DO UPDATE SET value = excluded.value",
            (account, name, value),
        )


def _values(account: Account) -> tuple[str | int, ...]:
    return (
        account.address,
        account.label,
        account.backend,
        to_json(account.endpoints),
        to_json(account.identities),
        account.keep.days,
        int(account.keep.attachments),
        account.keep.largest,
        int(account.enabled),
    )
