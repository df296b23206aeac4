"""Sign-ins by browser: which an account uses, and which of a person's others it may share."""

from __future__ import annotations

from sync.model.ids import AccountId
from sync.store.connection import Connection
from sync.store.rows import SignInRow


def used(connection: Connection, account: AccountId) -> list[SignInRow]:
    """Return the sign-ins that an account uses."""
    rows = connection.execute(
        "SELECT id, issuer, person, value FROM sign_in "
        "WHERE id IN (SELECT sign_in_id FROM sign_in_use WHERE account_id = ?) ORDER BY id",
        (account,),
    ).fetchall()
    return [SignInRow(*row) for row in rows]


def of_person(connection: Connection, issuer: str, person: str) -> list[SignInRow]:
    """Return the sign-ins of a person at an authorization server."""
    rows = connection.execute(
        "SELECT id, issuer, person, value FROM sign_in WHERE issuer = ? AND person = ? ORDER BY id", (issuer, person)
    ).fetchall()
    return [SignInRow(*row) for row in rows]


def users(connection: Connection, sign_in: int) -> list[AccountId]:
    """Return the accounts that use a sign-in."""
    rows = connection.execute(
        "SELECT account_id FROM sign_in_use WHERE sign_in_id = ? ORDER BY account_id", (sign_in,)
    ).fetchall()
    return [AccountId(row[0]) for row in rows]
