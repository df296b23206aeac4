"""What differs between two lists of paragraphs: which stand for each other, and which of their words changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 0.35
"""Share of words in common from which two paragraphs are taken for one that was changed."""
_MANY = 40_000
"""Pairs of paragraphs above which a replaced stretch is paired in order instead of by likeness."""
_LONG = 20_000
"""Characters above which the words of a paragraph are not compared: it is marked whole."""

Span = tuple[int, int]


class Kind(Enum):
    """How two states of a paragraph stand to each other."""

    SAME = auto()
    CHANGED = auto()
    LEFT = auto()
    """Only the left side has it."""
    RIGHT = auto()
    """Only the right side has it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison: places in both lists (-1: not there), and the stretches of characters that differ."""

    kind: Kind
    left: int
    right: int
    left_spans: tuple[Span, ...] = ()
    right_spans: tuple[Span, ...] = ()


def compared(left: Sequence[str], right: Sequence[str]) -> list[Line]:
    """Return the lines of both sides in order. Paragraphs that moved count as removed and as new."""
    lines: list[Line] = []
    for tag, start, end, other_start, other_end in SequenceMatcher(None, left, right).get_opcodes():
        if tag == "equal":
            lines += [Line(Kind.SAME, start + step, other_start + step) for step in range(end - start)]
        else:
            lines += _replaced(left, right, range(start, end), range(other_start, other_end))
    return lines


def differences(lines: Sequence[Line]) -> list[int]:
    """Return the places of the lines that differ."""
    return [place for place, line in enumerate(lines) if line.kind is not Kind.SAME]


def _replaced(left: Sequence[str], right: Sequence[str], mine: range, theirs: range) -> Iterator[Line]:
    """Pair what was changed; what has no counterpart stands alone, before the next pair."""
    done, other_done = mine.start, theirs.start
    for one, other in [*_pairs(left, right, mine, theirs), (mine.stop, theirs.stop)]:
        yield from (Line(Kind.LEFT, place, -1) for place in range(done, one))
        yield from (Line(Kind.RIGHT, -1, place) for place in range(other_done, other))
        if one < mine.stop:
            yield Line(Kind.CHANGED, one, other, *_spans(left[one], right[other]))
        done, other_done = one + 1, other + 1


def _pairs(left: Sequence[str], right: Sequence[str], mine: range, theirs: range) -> list[tuple[int, int]]:
    """Return the pairs that are alike, in order, with the most words in common over all of them; one and one are a pair."""
    if not mine or not theirs:
        return []
    if len(mine) == len(theirs) == 1 or len(mine) * len(theirs) > _MANY:
        return list(zip(mine, theirs, strict=False))
    words = [Counter(_WORDS.findall(left[place])) for place in mine]
    others = [Counter(_WORDS.findall(right[place])) for place in theirs]
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(mine) + 1)]
    for one in reversed(range(len(mine))):
        for other in reversed(range(len(theirs))):
            alike = _alike(words[one], others[other])
            paired = alike + best[one + 1][other + 1] if alike >= _ALIKE else 0.0
            best[one][other] = max(paired, best[one + 1][other], best[one][other + 1])
    found: list[tuple[int, int]] = []
    one = other = 0
    while one < len(mine) and other < len(theirs):
        alike = _alike(words[one], others[other])
        if alike >= _ALIKE and best[one][other] == alike + best[one + 1][other + 1]:
            found.append((mine[one], theirs[other]))
            one, other = one + 1, other + 1
        elif best[one][other] == best[one + 1][other]:
            one += 1
        else:
            other += 1
    return found


def _alike(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _spans(one: str, other: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the stretches of characters that differ in each of two paragraphs, cut at words."""
    if len(one) + len(other) > _LONG:
        return ((0, len(one)),), ((0, len(other)),)
    mine, theirs = _WORDS.findall(one), _WORDS.findall(other)
    starts, other_starts = _starts(mine), _starts(theirs)
    steps = [step for step in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes() if step[0] != "equal"]
    return (
        tuple((starts[a], starts[b]) for _, a, b, _, _ in steps if b > a),
        tuple((other_starts[c], other_starts[d]) for _, _, _, c, d in steps if d > c),
    )


def _starts(words: Sequence[str]) -> list[int]:
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts
