"""The one entry: a role, a command of the command line, or the window.

ecritoire                      the window
ecritoire mailto:…             the window with a new message
ecritoire webcal:… FILE…       the window with a calendar to follow, with files
ecritoire list …               a command (see `app.cli`)
ecritoire --demo               the window over invented mail, with servers of its own
ecritoire --role=engine        the engine (started by the window and the command line)
ecritoire --role=parser        the parser (started by the engine)
ecritoire --role=all-in-one    the window with the engine in a thread, for debugging
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from app import paths
from sync.model.faults import Fault

ROLES = ("desktop", "engine", "parser", "all-in-one", "demo")
FAILED = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Dispatch to a role or a command; return the exit status. Each role is imported only where it is wanted."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    asked, rest = _parser().parse_known_args(given)
    try:
        if asked.role == "parser":
            return _parse(asked)
        if asked.role == "engine":
            return _engine(asked)
        if asked.role == "demo":
            return _demo_servers(asked)
        if asked.demo:
            return _demo(asked, rest)
        if asked.role is None and _is_command(rest):
            from app import cli

            return cli.main(given)
        return _desktop(asked, rest)
    except Fault as fault:  # before any window or session could tell it
        print(f"ecritoire: {fault.kind}:{fault.code}", file=sys.stderr)
        return FAILED


def _parse(asked: argparse.Namespace) -> int:
    from app import parser

    return parser.run(asked.socket)


def _engine(asked: argparse.Namespace) -> int:
    gc.disable()
    from app import engine, logs, priority, wiring

    gc.freeze()  # what is loaded stays: no collection looks through it
    gc.enable()
    profile = paths.profile(asked.profile)
    logs.set_up(profile, "engine", verbose=asked.verbose)
    return engine.run(profile, wiring.engine, schema=wiring.SCHEMA_VERSION, stay=asked.stay, once_open=priority.step_back)


def _demo_servers(asked: argparse.Namespace) -> int:
    from app.demo import role

    return role.run(paths.profile(asked.profile))


def _demo(asked: argparse.Namespace, rest: Sequence[str]) -> int:
    from app import logs
    from app.demo import opening

    logs.set_up(paths.demo_profile(asked.profile), "desktop", verbose=asked.verbose)
    return opening.run(asked.profile, rest)


def _desktop(asked: argparse.Namespace, rest: Sequence[str]) -> int:
    from app import launch, logs, offered

    profile = paths.profile(asked.profile)
    logs.set_up(profile, "desktop", verbose=asked.verbose)
    apart = asked.role != "all-in-one"
    if not apart:
        from app import engine, wiring

        engine.run_in_thread(profile, wiring.engine_in_process, schema=wiring.SCHEMA_VERSION)
    return launch.run(profile, offered.settled(rest), apart=apart)


def _is_command(rest: Sequence[str]) -> bool:
    """Tell whether the command line is meant: its first word, or a question about the program."""
    first = next((one for one in rest if not one.startswith("-")), "")
    if {"-h", "--help", "--version"} & set(rest):
        return True
    if not first or first.lower().startswith(("mailto:", "webcal:", "webcals:")):
        return False  # as a window starts: without loading the command line
    from app.cli import COMMANDS

    return first in COMMANDS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--role", choices=ROLES)
    parser.add_argument("--profile", type=Path)
    parser.add_argument("--socket", type=Path)
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--stay", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
