"""Who takes part in a conversation, in few words: `Claire, moi, Yann`."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def participants(people: Sequence[tuple[str, str]], own: Collection[str], me: str) -> str:
    """Return the people (name and address, in the order in which they first wrote), oneself as `me`, once.

    One person alone is named in full; of several the first name each, so that more of them fit.
    """
    named: dict[str, str] = {}
    for name, address in people:
        mine = address.casefold() in own
        key = me if mine else address.casefold() or name
        named.setdefault(key, me if mine else name or address)
    if len(named) == 1:
        return next(iter(named.values()))
    return ", ".join(name if "@" in name else name.split()[0] if name.split() else name for name in named.values())
