"""One window for a profile: a later start hands its arguments over."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import paths, single


@pytest.fixture
def profile() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="ecr-") as name:
        yield Path(name)


async def test_a_second_start_hands_its_arguments_to_the_first(profile: Path) -> None:
    first = single.claim(profile)
    assert first is not None
    heard: asyncio.Queue[list[str]] = asyncio.Queue()
    await first.listen(heard.put_nowait)
    assert single.claim(profile) is None
    assert await single.hand_over(profile, ["mailto:alice@mairie.example?subject=été"])
    async with asyncio.timeout(5):
        assert await heard.get() == ["mailto:alice@mairie.example?subject=été"]
    first.release()
    again = single.claim(profile)
    assert again is not None
    again.release()


async def test_nobody_to_hand_over_to(profile: Path) -> None:
    assert not await single.hand_over(profile, ["x"])


async def test_arguments_without_the_key_or_too_long_are_not_taken(profile: Path) -> None:
    first = single.claim(profile)
    assert first is not None
    heard: list[list[str]] = []
    await first.listen(heard.append)
    assert not await single.hand_over(profile, ["x" * single.ARGUMENTS_LIMIT])
    paths.write_key(paths.desktop_socket(profile), b"w" * 32)
    assert not await single.hand_over(profile, ["x"])
    assert not heard
    first.release()
