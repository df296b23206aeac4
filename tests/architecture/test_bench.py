"""What `./run bench` prints can be read: peers of the same run stand beside ours, and what belongs together stays together."""

from __future__ import annotations

from tests.bench.measures import Measure
from tests.bench.table import table


def test_peers_stand_beside_ours() -> None:
    measures = [
        Measure("search", 8.0, "ms", goal="under 50"), Measure("  CPU time of it", 7.0, "ms"),
        Measure("search", 19.5, "ms", "notmuch"), Measure("  CPU time of it", 18.0, "ms", "notmuch"),
        Measure("start", 1788.0, "ms"), Measure("  CPU time of it", 531.0, "ms"),
    ]  # fmt: skip
    assert table({"Search": measures}).splitlines() == [
        "Search",
        "                       Écritoire  notmuch  goal",
        "search (ms)                 8.00    19.50  under 50",
        "  CPU time of it (ms)       7.00    18.00",
        "start (ms)              1,788.00",
        "  CPU time of it (ms)     531.00",
    ]
