"""The locked Python packages of one target system, unpacked by uv from `uv.lock`, whatever system builds."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from builder.recipe import ROOT, Recipe

PLATFORMS = {"linux": "x86_64-manylinux_2_34", "windows": "x86_64-pc-windows-msvc"}
"""glibc 2.34 is the oldest that PySide6 takes: Debian 12, Ubuntu 22.04."""
UV = ROOT / "build" / "uv" / "bin" / "uv"


def unpack(recipe: Recipe, system: str, python: str, folder: Path) -> Path:
    """Unpack every locked runtime package for `system` and `python` (3.11) into `folder`, hashes checked; return it.

    A package that exists only as source is built; what is native in it would be native to this machine, and is refused.
    """
    folder.mkdir(parents=True)
    wanted = folder.with_name(f"{folder.name}.txt")
    chosen = [part for name in (*recipe.extras, recipe.reader_extra) for part in ("--extra", name)]
    _uv("export", "--quiet", "--frozen", "--no-dev", "--no-emit-project", "--no-annotate", "--no-header", *chosen,
        "--output-file", str(wanted))  # fmt: skip
    _uv("pip", "install", "--quiet", "--no-config", "--require-hashes", "--no-deps", "--target", str(folder),
        "--python-platform", PLATFORMS[system], "--python-version", python, "--requirements", str(wanted))  # fmt: skip
    strangers = ("*.so", "*.so.*") if system == "windows" else ("*.pyd", "*.dll")
    found = sorted(path.name for pattern in strangers for path in folder.rglob(pattern))
    if found:
        raise SystemExit(f"these files are not for {system}: {' '.join(found[:5])}")
    return folder


def _uv(*arguments: str) -> None:
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    subprocess.run([UV, *arguments], check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
