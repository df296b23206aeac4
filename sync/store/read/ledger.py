"""The ledger of hosts contacted, as the settings show it and as it is exported."""

from __future__ import annotations

from sync.model.sovereignty import Contact
from sync.store.connection import Connection


def contacts(connection: Connection, *, since: str = "") -> list[Contact]:
    """Return the lines from the day `since` on (ISO date; empty: all), the latest contact first."""
    rows = connection.execute(
        "SELECT day, account, address, host, why, first_ms, last_ms, connections, refused, sent, received, law, source "
        "FROM ledger WHERE day >= ? ORDER BY last_ms DESC, host, why",
        (since,),
    ).fetchall()
    return [Contact(*row) for row in rows]
