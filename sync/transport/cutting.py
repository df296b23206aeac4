"""Cutting a connection at once, whatever Python's TLS layer has already forgotten of it."""

from __future__ import annotations

import asyncio
import contextlib


def cut(transport: asyncio.BaseTransport | None) -> None:
    """Drop what is still to be written and close at once; a connection that is closed already stays so.

    In Python 3.11.2, which Debian 12 has, a TLS transport that was closed twice has let go of what it would abort, and says
    so by an `AttributeError`; there is nothing left to cut then.
    """
    if isinstance(transport, asyncio.WriteTransport):
        with contextlib.suppress(AttributeError):
            transport.abort()
