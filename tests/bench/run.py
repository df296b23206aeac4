"""Run the measurements (`./run bench [names] [--count N]`): a table on the terminal, build/bench.json for keeping.

Every `measure_<name>.py` beside this file has `measure(ground)`, which yields `Measure`s.
"""

from __future__ import annotations

import argparse
import compileall
import importlib
import json
import os
import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.measures import Measure, ground
from tests.bench.table import table

HERE = Path(__file__).resolve().parent
RESULT = HERE.parent.parent / "build" / "bench.json"
NAMES = sorted(path.stem.removeprefix("measure_") for path in HERE.glob("measure_*.py"))


def main() -> int:
    """Measure what was named, or everything; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(NAMES))
    parser.add_argument("--count", type=int, default=100_000, help="messages in the large inbox")
    parser.add_argument("--usual", type=int, default=20_000, help="messages in the inbox that is compared with mbsync")
    parser.add_argument("--rounds", type=int, default=3, help="how often comparisons are repeated")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    compile_everything()
    results: dict[str, list[Measure]] = {}
    with ground(asked.count, asked.usual, asked.rounds) as stage:
        for name in asked.names or NAMES:
            part = importlib.import_module(f"tests.bench.measure_{name}")
            measured = results.setdefault((part.__doc__ or name).partition("\n")[0], [])
            for one in part.measure(stage):
                print(f"{one.what:<66} {one.who:<18} {one.value:>10,.2f} {one.unit}", flush=True)  # some take long
                measured.append(one)
    print(f"\n{table(results)}", flush=True)
    machine = {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()}
    asked_for = {"count": asked.count, "usual": asked.usual, "rounds": asked.rounds}
    written = {"when": datetime.now(UTC).isoformat(timespec="seconds"), **asked_for, "machine": machine}
    RESULT.parent.mkdir(exist_ok=True)
    every = [asdict(one) for some in results.values() for one in some]
    RESULT.write_text(json.dumps({**written, "measures": every}, indent=2, ensure_ascii=False))
    return 0


def compile_everything() -> None:
    """Compile the modules, as packages install them: no start that is measured compiles anything."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for package in ("app", "ui", "editors", "sync", "resources"):
        compileall.compile_dir(HERE.parent.parent / package, quiet=1)


if __name__ == "__main__":
    sys.exit(main())
