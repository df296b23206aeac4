"""Parsing letters of 22 KB in the mean, as the parser role does: how many a second of one core, links not counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from sync.parse import mail
from tests.bench.measures import Ground, Measure
from tests.servers.letters import letters

LETTERS = 2000


def measure(_ground: Ground) -> Iterator[Measure]:
    """Yield the rates of header blocks, summaries for list and search, and contents for reading."""
    raw = list(letters(LETTERS))
    blocks = [one[: one.index(b"\r\n\r\n") + 4] for one in raw]
    for name, parse, given in (
        ("header blocks", mail.headers, blocks), ("summaries", mail.summary, raw), ("contents", mail.content, raw),
    ):  # fmt: skip
        yield Measure(f"parsing {name}", _rate(parse, given), "a second of one core")


def _rate(parse: Callable[[bytes], object], given: Sequence[bytes]) -> float:
    begun = time.process_time()
    for one in given:
        parse(one)
    return len(given) / (time.process_time() - begun)
