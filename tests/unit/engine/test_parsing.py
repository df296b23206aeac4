"""Asking a parser: made ready ahead of the first bytes, or started by them."""

from __future__ import annotations

import msgspec

from sync.engine.parsing import ParserProcess
from sync.model.faults import Bug
from sync.model.mail import Address, Envelope
from sync.rpc.messages import Parse, Parsed

SAID = Envelope("Essai", Address("", "a@b.fr"))


class OneAnswer:
    """A parser that answers everything with the same envelope."""

    async def ask(self, body: Parse, timeout: float) -> Parsed:  # noqa: ASYNC109
        return Parsed([msgspec.json.encode(SAID)])

    async def end(self) -> None:
        """End."""


async def test_a_parser_that_was_made_ready_is_the_one_that_is_asked() -> None:
    started: list[OneAnswer] = []

    async def start() -> OneAnswer:
        started.append(OneAnswer())
        return started[-1]

    parsing = ParserProcess(start)
    await parsing.prepare()
    await parsing.prepare()
    assert len(started) == 1
    assert await parsing.headers([b"Subject: Essai\r\n\r\n"]) == [SAID]
    assert len(started) == 1


async def test_a_parser_that_cannot_be_made_ready_is_met_by_who_asks_in_earnest() -> None:
    tries: list[bool] = []

    async def start() -> OneAnswer:
        tries.append(True)
        if len(tries) == 1:
            raise Bug("parser_not_startable", status=1)
        return OneAnswer()

    parsing = ParserProcess(start)
    await parsing.prepare()
    assert await parsing.headers([b"Subject: Essai\r\n\r\n"]) == [SAID]
