"""Write docs/map.md, the list of every module with the first line of its docstring; `--check` says whether it is fresh."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAP = ROOT / "docs" / "map.md"
PACKAGES = ("app", "ui", "sync", "editors", "resources", "packaging", "tests", "docs")
HEAD = """# Map of the house

Every module and its one subject: the first line of its docstring. Written by `./run lock` (docs/make_map.py).
"""


def modules() -> Iterator[Path]:
    """Yield the source files of every package, sorted, as paths from the root of the checkout."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "__pycache__" not in path.parts:
                yield path.relative_to(ROOT)


def subject(module: Path) -> str:
    """Return the first line of a module's docstring, empty where there is none."""
    docstring = ast.get_docstring(ast.parse((ROOT / module).read_text("utf-8"), str(module)))
    return docstring.splitlines()[0] if docstring else ""


def render() -> str:
    """Return the whole map as Markdown: one section per folder, one line per module."""
    lines = [HEAD]
    folder: Path | None = None
    for module in sorted(modules(), key=lambda path: (PACKAGES.index(path.parts[0]), path.parent, path.name)):
        text = subject(module)
        if module.parent != folder:
            folder = module.parent
            lines.append(f"\n## {folder.as_posix()}/\n")
        if module.name == "__init__.py":
            if text:
                lines.append(f"{text}\n")
        else:
            lines.append(f"- [{module.stem}]({'../' + module.as_posix()}): {text}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the map, or with `--check` only compare; returns the exit status."""
    fresh = render()
    if "--check" in sys.argv[1:]:
        if MAP.read_text("utf-8") == fresh:
            return 0
        print("docs/map.md is not what docs/make_map.py writes: run ./run lock", file=sys.stderr)
        return 1
    MAP.write_text(fresh, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
