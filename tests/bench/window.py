"""The program that `watch` runs in. Engine and parser that the window starts come through here too, and load no Qt."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app import __main__ as entry
from app import launch


def main() -> int:
    """Measure one window; returns the exit status."""
    if any(one.startswith("--role=") for one in sys.argv[1:]):
        return entry.main(sys.argv[1:])
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("profile", type=Path)
    parser.add_argument("code")
    parser.add_argument("--sign-in", nargs=4, metavar=("USER", "PASSWORD", "PORT", "TRUST"), help="add an account by IMAP")
    parser.add_argument("--least", type=int, default=1, help="wait for so many rows of the list")
    parser.add_argument("--read", action="store_true", help="open the newest letter")
    parser.add_argument("--scroll", type=float, default=0, help="seconds of scrolling")
    parser.add_argument("--hold", action="store_true", help="stay until standard input ends")
    asked = parser.parse_args()
    engine = launch.begin_engine(asked.profile)
    launch.load_desktop()
    from tests.bench import watch

    watch.run(asked, engine)
    return 0


if __name__ == "__main__":
    sys.exit(main())
