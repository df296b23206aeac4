"""The Windows packages: `ecritoire`, and the web reader beside it; built on Linux, the same to the last bit every time."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from builder import bill, cabinet, icons, licences, pe, policies, signing, tree, wheels, wxs
from builder.recipe import ROOT, Recipe, epoch

_PROPERTIES = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
"""What the stream of an MSI's summary begins its one section with (FMTID_SummaryInformation)."""
_FILETIME, _CREATED, _SAVED = 64, 12, 13
_BEFORE_1970 = 11_644_473_600


def build(
    recipe: Recipe,
    target: Path,
    *,
    python: Path | None = None,
    sha256: str = "",
    key: signing.Key | None = None,
    compression: str = "lzx",
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

    def packed(name: str, folder: Path, text: str) -> Path:
        package = target / f"{name}-{recipe.version}-x64.msi"
        _pack(recipe, work, folder, text, package, compression)
        if key:
            signing.sign(package, key)
        return package

    with ThreadPoolExecutor() as side_by_side:
        return list(side_by_side.map(
            packed, ("ecritoire", "ecritoire-webengine"), (laid.base, laid.reader),
            (wxs.base(recipe, laid.base), wxs.reader(recipe, laid.reader)),
        ))  # fmt: skip


def _pack(recipe: Recipe, work: Path, folder: Path, text: str, package: Path, compression: str) -> None:
    """Let wixl put an MSI together, put our cabinet in the place of its own, which is a fifth larger, then write into the
    summary what wixl takes from chance and the clock."""
    (described := work / f"{package.stem}.wxs").write_text(text, "utf-8")
    shutil.copyfile(work / "launcher" / "ecritoire.ico", icon := folder / "ecritoire.ico")
    for path in folder.rglob("*"):
        os.utime(path, (epoch(), epoch()))
    subprocess.run(
        ["/usr/bin/wixl", "--arch", "x64", "--output", package, described], check=True, cwd=folder,
        env={**os.environ, "TZ": "UTC"},
    )  # fmt: skip
    icon.unlink()  # stands in the Icon table, and is no file of the program
    if compression == "lzx":
        (side := work / package.stem).mkdir(exist_ok=True)
        cabinet.write(side / "files.cab", _in_order(package, folder), epoch(), side)
        subprocess.run(["/usr/bin/msibuild", package, "-a", "files.cab", side / "files.cab"], check=True)
    package.write_bytes(
        settled(package.read_bytes(), uuid.uuid5(uuid.UUID(recipe.upgrade_code), f"package {package.stem}"), epoch())
    )


def _in_order(package: Path, folder: Path) -> list[tuple[str, Path]]:
    """Return the files of a package in the order of its `File` table, by the names that it has for them."""
    told = subprocess.run(["/usr/bin/msiinfo", "export", package, "File"], check=True, capture_output=True, text=True)
    rows = [line.split("\t") for line in told.stdout.splitlines()[3:]]
    paths = {wxs.file_key(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return [(row[0], paths[row[0]]) for row in sorted(rows, key=lambda row: int(row[7]))]


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
