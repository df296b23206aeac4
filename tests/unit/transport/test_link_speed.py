"""A link is slow by what comes in, not by how long nobody asks."""

from __future__ import annotations

from sync.transport.imap.link_speed import LEAST, SLOW, LinkSpeed

PIECE = 16 * 1024


def heard(link: LinkSpeed, octets: int, rate: int, begun: float = 0.0) -> float:
    now = begun
    for _ in range(octets // PIECE):
        now += PIECE / rate
        link.heard(PIECE, now)
    return now


def test_much_that_comes_slowly_means_a_slow_link() -> None:
    link = LinkSpeed()
    heard(link, 2 * LEAST, SLOW // 4)
    assert link.slow


def test_much_that_comes_fast_means_a_fast_one() -> None:
    link = LinkSpeed()
    heard(link, 2 * LEAST, SLOW * 20)
    assert not link.slow


def test_little_says_nothing() -> None:
    link = LinkSpeed()
    heard(link, LEAST // 2, SLOW // 4)
    assert not link.slow


def test_silence_between_questions_is_not_counted() -> None:
    link, now = LinkSpeed(), 0.0
    for _ in range(40):
        now = heard(link, LEAST // 4, SLOW * 20, now + 60)
    assert not link.slow


def test_a_link_that_has_become_fast_is_no_longer_slow() -> None:
    link = LinkSpeed()
    now = heard(link, 2 * LEAST, SLOW // 4)
    heard(link, 3 * LEAST, SLOW * 20, now)
    assert not link.slow
