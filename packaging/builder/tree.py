"""The files of a package: our sources, the wheels without what only developers need, Qt without what nothing is linked to."""

from __future__ import annotations

import compileall
import os
import re
import shutil
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from py_compile import PycInvalidationMode

from builder.qt import Shipped
from builder.recipe import ROOT, Recipe

_DROPPED_FOLDERS = frozenset(
    {"__pycache__", "bin", "tests", "test", "testing", "docs", "include", "typesystems", "glue", "sboms"}
)
_DROPPED_ENDINGS = (".pyi", ".pyx", ".pxd", ".pxi", ".c", ".h", ".cpp", ".hpp", ".lib", ".a", ".typed", ".hash", ".whl")
_DROPPED_NAMES = frozenset(
    {
        "RECORD",
        "INSTALLER",
        "REQUESTED",
        "WHEEL",
        "direct_url.json",
        ".gitignore",
        ".lock",
        "uv_cache.json",
        "uv_build.json",
    }
)
_QT = ("PySide6", "shiboken6")
_MARK = """Metadata-Version: 2.4
Name: {name}
Version: {version}
Summary: {summary}
License-Expression: EUPL-1.2
"""


@dataclass(frozen=True, slots=True)
class Tree:
    """Two folders that are laid over each other: the base package and what the web reader adds."""

    base: Path
    reader: Path
    site: Path
    """The wheels as they came, with their metadata."""


def lay_out(recipe: Recipe, system: str, site: Path, folder: Path) -> Tree:
    """Copy what is shipped from `site` and the sources into `folder`: `packages/` for others' code, our own beside it."""
    tree = Tree(folder / "base", folder / "reader", site)
    shipped = Shipped(recipe, system, site)
    for path in sorted(site.rglob("*")):
        if not path.is_file() or path.is_symlink() or _is_dropped(recipe, path.relative_to(site)):
            continue
        inside = path.relative_to(site)
        if inside.parts[0] in _QT:
            if path in shipped.base or path in shipped.reader:
                _copy(path, (tree.reader if path in shipped.reader else tree.base) / "packages" / inside)
        else:
            _copy(path, _home(recipe, tree, inside) / "packages" / inside)
    for source in recipe.sources:
        if not source.startswith("packaging/"):
            _copy_source(recipe, ROOT / source, tree.base)
    own = tree.base / "packages" / f"{recipe.name}-{recipe.version}.dist-info" / "METADATA"
    own.parent.mkdir()
    own.write_text(_MARK.format(name=recipe.name, version=recipe.version, summary=recipe.summary), "utf-8")
    shutil.copyfile(ROOT / "LICENCE", own.with_name("LICENCE"))
    return tree


def compile_all(folder: Path) -> None:
    """Compile every module, checked by a hash and not by a time. Ours stay beside what is compiled, for readable traces;
    others' are replaced by it: half as many files, and megabytes less."""
    others = folder / "packages"
    for place, is_beside in ((folder, True), (others, False)):
        skipped = None if place == others else re.compile(re.escape(f"{others}{os.sep}"))
        if not compileall.compile_dir(
            place, quiet=1, legacy=not is_beside, rx=skipped, stripdir=str(folder),
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH, workers=0,
        ):  # fmt: skip
            raise SystemExit(f"a module in {place} cannot be compiled")
    for path in others.rglob("*.py"):
        if path.with_suffix(".pyc").exists():
            path.unlink()


def _home(recipe: Recipe, tree: Tree, inside: Path) -> Path:
    """Return where the metadata of wheels belong: those of the reader's own wheel go with it."""
    return tree.reader if re.match(r"pyside6_addons-", inside.parts[0], re.IGNORECASE) else tree.base


def _is_dropped(recipe: Recipe, inside: Path) -> bool:
    return (
        bool(_DROPPED_FOLDERS.intersection(inside.parts[:-1]))
        or inside.name in _DROPPED_NAMES
        or inside.name.endswith(_DROPPED_ENDINGS)
        or any(fnmatchcase(inside.as_posix(), pattern) for pattern in recipe.wheels_left_out)
    )


def _copy_source(recipe: Recipe, source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")):
        inside = path.relative_to(ROOT)
        if path.is_file() and "__pycache__" not in inside.parts and not any(map(inside.match, recipe.left_out)):
            _copy(path, target / inside)


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
    runs = target.suffix in (".exe", "") and target.name == "QtWebEngineProcess"
    target.chmod(0o755 if runs else 0o644)
