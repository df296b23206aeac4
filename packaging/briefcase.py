"""Run Briefcase with briefcase.toml: its own driver reads only pyproject.toml, which belongs to uv and the linters here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "briefcase.toml"


def main() -> int:
    """Hand the arguments to Briefcase, whose parser is given briefcase.toml in place of pyproject.toml."""
    sys.path.remove(str(HERE))  # this file is named like the package that it runs
    from briefcase.__main__ import main as run
    from briefcase.commands.base import BaseCommand

    parse = BaseCommand.parse_config

    def parse_ours(command: BaseCommand, _filename: Path, overrides: dict[str, Any]) -> None:
        parse(command, SOURCE, overrides)

    BaseCommand.parse_config = parse_ours
    return int(run() or 0)


if __name__ == "__main__":
    sys.exit(main())
