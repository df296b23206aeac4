"""The Windows packages: `ecritoire`, and the web reader beside it; built on Linux, the same to the last bit every time."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import uuid
from pathlib import Path

from builder import bill, icons, licences, pe, policies, signing, tree, wheels, wxs
from builder.recipe import ROOT, Recipe, epoch

_PROPERTIES = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
"""What the stream of an MSI's summary begins its one section with (FMTID_SummaryInformation)."""
_FILETIME, _CREATED, _SAVED = 64, 12, 13
_BEFORE_1970 = 11_644_473_600


def build(
    recipe: Recipe, target: Path, *, python: Path | None = None, sha256: str = "", key: signing.Key | None = None
) -> list[Path]:
    """Build both packages into `target`; return their paths. `python` is another embeddable zip of Python 3.11 for Windows
    than the public index's, `key` signs our programs, the libraries that come unsigned, and the packages."""
    work = ROOT / "build" / "msi"
    shutil.rmtree(work, ignore_errors=True)
    laid = tree.lay_out(recipe, "windows", wheels.unpack(recipe, "windows", "3.11", work / "wheels"), work / "tree")
    pe.python(work / "python", laid.base, python, sha256)
    pe.launchers(recipe, work / "launcher", laid.base)
    for kind in recipe.file_types:
        (drawn := work / f"{kind.extension}.svg").write_text(icons.sheet(kind), "utf-8")
        (laid.base / "icons").mkdir(exist_ok=True)
        icons.ico(drawn, laid.base / "icons" / f"{kind.extension}.ico", work / "drawn")
    policies.write(recipe, laid.base / "policies")
    licences.lay_out([laid.base / "packages"], laid.base / "licences")
    licences.lay_out([laid.reader / "packages"], laid.reader / "licences-reader")
    bill.write(recipe, "windows", laid.site, laid.base / "sbom.cdx.json")
    for folder in (laid.base, laid.reader):
        tree.compile_all(folder)
        if key:
            signing.sign_unsigned(folder, key)
    target.mkdir(parents=True, exist_ok=True)
    built = []
    for name, folder, text in (
        ("ecritoire", laid.base, wxs.base(recipe, laid.base)),
        ("ecritoire-webengine", laid.reader, wxs.reader(recipe, laid.reader)),
    ):
        package = target / f"{name}-{recipe.version}-x64.msi"
        _pack(recipe, work, folder, text, package)
        if key:
            signing.sign(package, key)
        built.append(package)
    return built


def _pack(recipe: Recipe, work: Path, folder: Path, text: str, package: Path) -> None:
    """Let wixl put an MSI together, then write into its summary what wixl takes from chance and the clock."""
    (described := work / f"{package.stem}.wxs").write_text(text, "utf-8")
    shutil.copyfile(work / "launcher" / "ecritoire.ico", folder / "ecritoire.ico")
    for path in folder.rglob("*"):
        os.utime(path, (epoch(), epoch()))
    subprocess.run(
        ["/usr/bin/wixl", "--arch", "x64", "--output", package, described], check=True, cwd=folder,
        env={**os.environ, "TZ": "UTC"},
    )  # fmt: skip
    package.write_bytes(
        settled(package.read_bytes(), uuid.uuid5(uuid.UUID(recipe.upgrade_code), f"package {package.stem}"), epoch())
    )


def settled(package: bytes, code: uuid.UUID, moment: int) -> bytes:
    """Return an MSI with the given package code, times and language (French) in its summary."""
    start = package.index(_PROPERTIES)
    section = start - 28 + struct.unpack_from("<I", package, start + 16)[0]
    size, count = struct.unpack_from("<II", package, section)
    summary = bytearray(package[section : section + size])
    for index in range(count):
        number, offset = struct.unpack_from("<II", summary, 8 + 8 * index)
        if number in (_CREATED, _SAVED) and struct.unpack_from("<I", summary, offset)[0] == _FILETIME:
            struct.pack_into("<Q", summary, offset + 4, (moment + _BEFORE_1970) * 10_000_000)
    fresh = re.sub(rb"\{[0-9A-F-]{36}\}", f"{{{code}}}".upper().encode(), bytes(summary))
    return package[:section] + fresh.replace(b"x64;1033", b"x64;1036") + package[section + size :]
