"""Giving back what servers gave for an account that is taken away: the password of a page, the device of a chat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from sync.model.accounts import Account, Endpoint, SignIn
from sync.model.faults import Fault, Unsupported
from sync.protocols.base import Protocol
from sync.protocols.keeping import Keeper, MemoryKeeper

_log = logging.getLogger(__name__)

_SECONDS = 10.0
"""How long a server is waited for that is to forget."""
SIGN_IN = "sign_in"
"""The kind of record in which protocols keep how they are signed in."""


async def kept_sign_ins(keeper: Keeper) -> MemoryKeeper:
    """Return what protocols keep of being signed in, to outlive the account."""
    kept = MemoryKeeper()
    await kept.write({(SIGN_IN, key): keeper.read(SIGN_IN, key) for key in keeper.keys(SIGN_IN, "")})
    return kept


async def give_back(
    account: Account, protocol_of: Callable[[Endpoint], Protocol], *, password: bool, signed: MemoryKeeper
) -> None:
    """Sign out wherever there is something to give back, as far as servers can be reached; a page's password once."""
    by_page = password
    for endpoint in account.endpoints:
        paged = endpoint.sign_in is SignIn.PAGE
        if not (by_page if paged else signed.records):
            continue
        protocol = protocol_of(endpoint)
        try:
            async with asyncio.timeout(_SECONDS):
                await protocol.sign_out()
        except Unsupported:
            continue
        except (Fault, TimeoutError) as fault:
            _log.info("sign-in of account %d not given back: %s", account.id, getattr(fault, "code", "timeout"))
        finally:
            await protocol.close()
        by_page = by_page and not paged
