"""Sign-ins by browser: kept for a person at an authorization server, used by accounts, gone with the last of these."""

from __future__ import annotations

from sync.model.ids import AccountId
from sync.store.connection import Connection


def add(connection: Connection, account: AccountId, issuer: str, person: str, value: str) -> int:
    """Keep a new sign-in and let an account use it, instead of any other at that server; return its id."""
    new = connection.execute(
        "INSERT INTO sign_in (issuer, person, value) VALUES (?, ?, ?)", (issuer, person, value)
    ).lastrowid
    use(connection, account, int(new))
    return int(new)


def keep(connection: Connection, sign_in: int, value: str) -> None:
    """Write what a sign-in is now over what it was; one that is gone meanwhile stays gone."""
    connection.execute("UPDATE sign_in SET value = ? WHERE id = ?", (value, sign_in))


def use(connection: Connection, account: AccountId, sign_in: int) -> None:
    """Let an account use a sign-in, instead of any other at the same server."""
    connection.execute(
        "DELETE FROM sign_in_use WHERE account_id = ? AND sign_in_id IN "
        "(SELECT id FROM sign_in WHERE issuer = (SELECT issuer FROM sign_in WHERE id = ?))",
        (account, sign_in),
    )
    connection.execute("INSERT INTO sign_in_use (account_id, sign_in_id) VALUES (?, ?)", (account, sign_in))
    forget_unused(connection)


def forget_unused(connection: Connection) -> None:
    """Forget the sign-ins that no account uses."""
    connection.execute("DELETE FROM sign_in WHERE id NOT IN (SELECT sign_in_id FROM sign_in_use)")
