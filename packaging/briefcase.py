"""Run Briefcase with briefcase.toml and what pyproject.toml requires: its own driver reads only that file, which is uv's."""

from __future__ import annotations

import json
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "briefcase.toml"
PROJECT = HERE.parent / "pyproject.toml"
HEAD = "[tool.briefcase.app.ecritoire]\n"


def whole() -> str:
    """Return briefcase.toml with what the application requires, the web reader and the demonstration included."""
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    packages = tomllib.loads(SOURCE.read_text("utf-8"))["tool"]["ecritoire"]["packages"]
    optional = project["optional-dependencies"]
    wanted = list(project["dependencies"])
    for extra in (*packages["extras"], packages["reader_extra"]):
        wanted += optional[extra]
    return SOURCE.read_text("utf-8").replace(HEAD, f"{HEAD}requires = {json.dumps(wanted)}\n", 1)


def main() -> int:
    """Hand the arguments to Briefcase, whose parser is given briefcase.toml in place of pyproject.toml."""
    sys.path[:] = [one for one in sys.path if Path(one).resolve() != HERE]  # this file is named like the package that it runs
    from briefcase.__main__ import main as run
    from briefcase.commands.base import BaseCommand

    parse = BaseCommand.parse_config

    def parse_ours(command: BaseCommand, _filename: Path, overrides: dict[str, Any]) -> None:
        # beside the original: Briefcase looks for the licence from there
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=SOURCE.parent, prefix=".briefcase-", suffix=".toml") as made:
            made.write(whole())
            made.flush()
            parse(command, Path(made.name), overrides)

    BaseCommand.parse_config = parse_ours
    return int(run() or 0)


if __name__ == "__main__":
    sys.exit(main())
