"""Keys for signing and encrypting letters: the list of them, and those of an address."""

from __future__ import annotations

from dataclasses import dataclass

from sync.model.seals import KeyRow, Scheme
from sync.serial import from_json
from sync.store.connection import Connection

_LISTED = "id, scheme, fingerprint, name, issuer, not_before, not_after, own, trusted, token <> ''"


@dataclass(frozen=True, slots=True)
class KeptKey:
    """A key with what it is made of; `secret` is empty where it is somebody else's, or on a card (`token`)."""

    row: KeyRow
    public: bytes
    chain: tuple[bytes, ...]
    secret: bytes
    token: str


def keys(connection: Connection) -> list[KeyRow]:
    """Return all keys, one's own first."""
    rows = connection.execute(f"SELECT {_LISTED} FROM seal_key ORDER BY own DESC, name, id").fetchall()  # noqa: S608
    addresses: dict[int, list[str]] = {}
    for key, address in connection.execute("SELECT key_id, address FROM seal_key_address ORDER BY key_id, address"):
        addresses.setdefault(key, []).append(address)
    return [_row(row, tuple(addresses.get(row[0], ()))) for row in rows]


def key(connection: Connection, key_id: int) -> KeptKey | None:
    """Return one key with what it is made of."""
    found = _kept(connection, "id = ?", (key_id,))
    return found[0] if found else None


def keys_of(connection: Connection, scheme: Scheme, address: str, *, own: bool) -> list[KeptKey]:
    """Return the keys of an address, the one that is valid longest first; of others only those that are trusted."""
    where = "scheme = ? AND id IN (SELECT key_id FROM seal_key_address WHERE address = ?) AND "
    return _kept(connection, where + ("own = 1" if own else "trusted = 1"), (scheme.value, address.casefold()))


def own_keys(connection: Connection, scheme: Scheme) -> list[KeptKey]:
    """Return all of one's own keys of a scheme."""
    return _kept(connection, "scheme = ? AND own = 1", (scheme.value,))


def all_of(connection: Connection, scheme: Scheme) -> list[KeptKey]:
    """Return every key of a scheme."""
    return _kept(connection, "scheme = ?", (scheme.value,))


def _kept(connection: Connection, where: str, values: tuple[object, ...]) -> list[KeptKey]:
    rows = connection.execute(
        f"SELECT {_LISTED}, public, chain, secret, token FROM seal_key WHERE {where} ORDER BY not_after DESC, id",  # noqa: S608
        values,
    ).fetchall()
    return [
        KeptKey(
            _row(row, _addresses(connection, row[0])), bytes(row[10]), tuple(from_json(row[11], list[bytes])), bytes(row[12]),
            row[13],
        )
        for row in rows
    ]  # fmt: skip


def _addresses(connection: Connection, key_id: int) -> tuple[str, ...]:
    rows = connection.execute("SELECT address FROM seal_key_address WHERE key_id = ? ORDER BY address", (key_id,)).fetchall()
    return tuple(row[0] for row in rows)


def _row(row: tuple[object, ...], addresses: tuple[str, ...]) -> KeyRow:
    number, scheme, fingerprint, name, issuer, not_before, not_after, own, trusted, on_card = row[:10]
    return KeyRow(
        int(str(number)), Scheme(str(scheme)), str(fingerprint), str(name), addresses, str(issuer), int(str(not_before)),
        int(str(not_after)), bool(own), bool(trusted), bool(on_card),
    )  # fmt: skip
