"""The source files of the product and of its tests, for the tests that read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCT = ("app", "ui", "sync", "editors", "resources")
EVERYTHING = (*PRODUCT, "packaging", "tests", "docs")


def python_files(*packages: str) -> Iterator[Path]:
    """Yield the Python files of `packages`, as paths from the root of the checkout."""
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "__pycache__" not in path.parts:
                yield path.relative_to(ROOT)


@cache
def text_of(path: Path) -> str:
    """Return the text of a file named from the root of the checkout."""
    return (ROOT / path).read_text("utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(text_of(path), str(path))
