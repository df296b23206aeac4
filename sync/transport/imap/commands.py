"""Commands on their way: their pieces, and who takes the answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from sync.transport.imap.response import Response
from sync.transport.imap.splitter import Part, Sink


@dataclass(frozen=True, slots=True)
class Literal:
    """An argument sent as a literal."""

    octets: bytes = field(repr=False)


Command: TypeAlias = Sequence[bytes | Literal]
"""The pieces of a command line, without tag and CRLF."""

Answerer: TypeAlias = Callable[[bytes], bytes | None]
"""Takes the text of a continuation request, returns the line to answer (None: nothing)."""

Taker: TypeAlias = Callable[[Response], bool]
"""Looks at an untagged response; true: it was meant for this command and is dealt with."""


@dataclass(eq=False, slots=True)
class InFlight:
    """A command that was started. `done` brings its tagged response; `sent` says whether the whole of it left."""

    tag: bytes
    done: asyncio.Future[Response]
    take: Taker | None = None
    sink_for: Callable[[list[Part], int], Sink | None] | None = None
    answer: Answerer | None = None
    on_ok: Callable[[], None] | None = None
    patient: bool = False
    sent: bool = False
