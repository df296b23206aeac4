"""Which files of PySide6 are shipped: the modules that the sources import, what those are linked to, the chosen plugins."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from builder.recipe import ROOT, Recipe

READER_MODULES = frozenset({"QtWebEngineCore", "QtWebEngineWidgets"})
"""Imported by the web reader alone, which does without them where its package is not installed."""
_ALWAYS = ("PySide6/*.py", "PySide6/support/*.py", "shiboken6/*.py", "shiboken6/Shiboken.*")
_LINKED = re.compile(r"(?:NEEDED\s+|DLL Name: )(\S+)")


def modules(recipe: Recipe) -> set[str]:
    """Return the modules of PySide6 that the sources import (`QtCore`, …)."""
    found: set[str] = set()
    for source in recipe.sources:
        for path in (ROOT / source).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom):
                    names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
                found |= {part for name in names for part in name.split(".")[1:2] if name.startswith("PySide6.")}
    return found


class Shipped:
    """The files of PySide6 and shiboken6 under `site` that go into the base package and into the reader's."""

    def __init__(self, recipe: Recipe, system: str, site: Path) -> None:
        self._site = site
        self._windows = system == "windows"
        self._qt = site / "PySide6" if self._windows else site / "PySide6" / "Qt"
        parts, used = recipe.qt[system], modules(recipe)
        always = {path for pattern in _ALWAYS for path in site.glob(pattern) if path.suffix != ".pyi"}
        plugins = self._named("plugins", parts["plugins"])
        words = self._translations(recipe.languages)
        self.base = self._closed(always | plugins | self._bindings(used - READER_MODULES)) | words
        reader = plugins | self._named("plugins", parts["reader_plugins"]) | self._named("", parts["reader_files"])
        chosen = self._closed(reader | self._bindings(used & READER_MODULES))
        self.reader = chosen - self.base

    def _bindings(self, names: Iterable[str]) -> set[Path]:
        ending = ".pyd" if self._windows else ".abi3.so"
        return {self._site / "PySide6" / f"{name}{ending}" for name in names}

    def _named(self, folder: str, patterns: Iterable[str]) -> set[Path]:
        found: set[Path] = set()
        for pattern in patterns:
            matching = {path for path in (self._qt / folder).glob(pattern) if path.is_file()}
            if not matching:
                raise SystemExit(f"briefcase.toml names a file of Qt that is not there: {folder}/{pattern}")
            found |= matching
        return found

    def _translations(self, languages: Iterable[str]) -> set[Path]:
        return {path for one in languages for path in (self._qt / "translations").glob(f"qtbase_{one}.qm")}

    def _closed(self, seeds: set[Path]) -> set[Path]:
        """Return `seeds` with everything in the wheels that they are linked to."""
        beside = {
            path.name.lower(): path for folder in self._libraries() for path in folder.iterdir() if path.is_file()
        }
        found, waiting = set[Path](), [path.resolve() for path in seeds]
        while waiting:
            path = waiting.pop()
            if path in found:
                continue
            found.add(path)
            waiting += [beside[name.lower()] for name in linked(path) if name.lower() in beside]
        return found

    def _libraries(self) -> list[Path]:
        inner = self._site / "PySide6"
        return [inner, self._site / "shiboken6", *([] if self._windows else [self._qt / "lib"])]


@cache
def linked(path: Path) -> tuple[str, ...]:
    """Return the names of the libraries that a program or library is linked to; none for other files."""
    with path.open("rb") as file:
        if file.read(4)[:2] not in (b"MZ", b"\x7fE"):
            return ()
    read = subprocess.run(["/usr/bin/objdump", "-p", path], check=True, capture_output=True, text=True)
    return tuple(_LINKED.findall(read.stdout))
