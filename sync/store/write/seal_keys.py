"""Keys for signing and encrypting letters: kept, trusted, forgotten."""

from __future__ import annotations

from collections.abc import Iterable

from sync.model.faults import Gone
from sync.model.seals import Scheme
from sync.serial import to_json
from sync.store.connection import Connection


def keep(
    connection: Connection,
    scheme: Scheme,
    fingerprint: str,
    *,
    name: str,
    addresses: Iterable[str],
    issuer: str,
    not_before: int,
    not_after: int,
    public: bytes,
    chain: Iterable[bytes] = (),
    secret: bytes = b"",
    token: str = "",
    trusted: bool = False,
) -> int:
    """Keep a key, or what is new of one that is known: a secret is never lost, trust never taken away. Return its id."""
    own = bool(secret or token)
    connection.execute(
        "INSERT INTO seal_key "
        "(scheme, fingerprint, name, issuer, not_before, not_after, own, trusted, public, chain, secret, token) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (scheme, fingerprint) DO UPDATE SET public = excluded.public, "
        "not_before = excluded.not_before, not_after = excluded.not_after, own = max(own, excluded.own), "
        "trusted = max(trusted, excluded.trusted), "
        "chain = CASE WHEN excluded.chain <> '[]' THEN excluded.chain ELSE chain END, "
        "secret = CASE WHEN length(excluded.secret) THEN excluded.secret ELSE secret END, "
        "token = CASE WHEN excluded.token <> '' THEN excluded.token ELSE token END",
        (
            scheme.value, fingerprint, name, issuer, not_before, not_after, int(own), int(own or trusted), public,
            to_json(list(chain)), secret, token,
        ),
    )  # fmt: skip
    number = int(
        connection.execute(
            "SELECT id FROM seal_key WHERE scheme = ? AND fingerprint = ?", (scheme.value, fingerprint)
        ).fetchone()[0]
    )
    connection.executemany(
        "INSERT OR IGNORE INTO seal_key_address (key_id, address) VALUES (?, ?)",
        [(number, address.casefold()) for address in addresses],
    )
    return number


def forget(connection: Connection, key_id: int) -> None:
    """Forget a key. Raises `Gone("seal_key")`."""
    if not connection.execute("DELETE FROM seal_key WHERE id = ?", (key_id,)).rowcount:
        raise Gone("seal_key", key=key_id)


def trust(connection: Connection, key_id: int, trusted: bool) -> None:
    """Trust somebody's key, or no longer. Raises `Gone("seal_key")`."""
    done = connection.execute(
        "UPDATE seal_key SET trusted = ? WHERE id = ? AND own = 0", (int(trusted), key_id)
    ).rowcount
    if not done:
        raise Gone("seal_key", key=key_id)
