"""The Debian packages: `ecritoire`, and `ecritoire-webengine` that it recommends for letters in HTML."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from builder import bill, freedesktop, licences, tree, wheels
from builder.freedesktop import TEMPLATES, compress, filled
from builder.recipe import ROOT, Recipe, epoch

INSIDE = Path("usr/lib/ecritoire")
PACKAGES = ROOT / "packaging" / "debian-packages.txt"
_SYNOPSIS = "offline-first, encrypted desktop office"
_COPYRIGHT = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: {title}
Source: {url}
Comment: The licences of the libraries in /usr/lib/ecritoire/packages are listed in licences/licences.txt beside this file, with
 their texts.

Files: *
Copyright: {year} {author}
License: EUPL-1.2
 The text is in licences/EUPL-1.2.txt beside this file.
"""


def build(recipe: Recipe, target: Path, *, python: str = "3.11", compression: str = "xz") -> list[Path]:
    """Build both packages for Debian's Python `python` into `target`; return their paths.

    Two builds of one commit are the same to the last bit: times come from `SOURCE_DATE_EPOCH` (by default the commit's).
    """
    work = ROOT / "build" / "deb"
    shutil.rmtree(work, ignore_errors=True)
    laid = tree.lay_out(recipe, "linux", wheels.unpack(recipe, "linux", python, work / "wheels"), work / "tree")
    _strip(laid.base, laid.reader)
    base, reader = work / "ecritoire", work / "ecritoire-webengine"
    shutil.copytree(laid.base, base / INSIDE)
    shutil.copytree(laid.reader, reader / INSIDE)
    values = {"PYTHON": python, "VERSION": full_version(recipe)}
    _base(recipe, base, laid, values)
    _documents(recipe, reader, "ecritoire-webengine")
    licences.lay_out([reader / INSIDE / "packages"], reader / "usr/share/doc/ecritoire-webengine/licences")
    _control(recipe, base, "ecritoire", _fields(recipe, python), scripts=values)
    _control(recipe, reader, "ecritoire-webengine", _reader_fields(recipe))
    with ThreadPoolExecutor() as side_by_side:
        return list(side_by_side.map(lambda root: _pack(recipe, root, target, compression), (base, reader)))


def full_version(recipe: Recipe) -> str:
    """Return the package's version: the program's with the packaging's revision."""
    return f"{recipe.version}-1"


def needed(group: str) -> list[str]:
    """Return the Debian packages of a group, as `./run` installs them from source."""
    lines = (line.split() for line in PACKAGES.read_text("utf-8").splitlines() if not line.startswith("#"))
    return [words[1] for words in lines if words and words[0] == group]


def _base(recipe: Recipe, root: Path, laid: tree.Tree, values: dict[str, str]) -> None:
    program = root / INSIDE / recipe.name
    program.write_text(filled((TEMPLATES / "ecritoire.in").read_text("utf-8"), **values), "utf-8")
    program.chmod(0o755)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / recipe.name).symlink_to(f"../lib/{recipe.name}/{recipe.name}")
    freedesktop.lay_out(recipe, root)
    for source, place in (("apparmor", "etc/apparmor.d/ecritoire"), ("policy.toml", "etc/ecritoire/policy.toml")):
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(TEMPLATES / source, root / place)
    documents = root / "usr" / "share" / "doc" / recipe.name
    _documents(recipe, root, recipe.name)
    compress((ROOT / "docs" / "administering.md").read_bytes(), documents / "administering.md.gz")
    licences.lay_out([root / INSIDE / "packages"], documents / "licences")
    bill.write(recipe, "linux", laid.site, documents / "sbom.cdx.json")
    _overrides(root, recipe.name)


def _documents(recipe: Recipe, root: Path, name: str) -> None:
    folder = root / "usr" / "share" / "doc" / name
    moment = datetime.fromtimestamp(epoch(), UTC)
    compress((ROOT / "CHANGELOG.md").read_bytes(), folder / "changelog.gz")
    entry = f"""{recipe.name} ({full_version(recipe)}) stable; urgency=medium

  * See changelog.gz.

 -- {recipe.author} <{recipe.email}>  {format_datetime(moment)}
"""
    compress(entry.encode(), folder / "changelog.Debian.gz")
    stated = _COPYRIGHT.format(title=recipe.title, url=recipe.url, author=recipe.author, year=moment.year)
    (folder / "copyright").write_text(stated, "utf-8")
    _overrides(root, name)


def _overrides(root: Path, name: str) -> None:
    place = root / "usr" / "share" / "lintian" / "overrides" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(TEMPLATES / f"{name}.lintian-overrides", place)


def _fields(recipe: Recipe, python: str) -> dict[str, str]:
    return {
        "Depends": ", ".join([f"python{python}", "libc6 (>= 2.34)", *needed("base"), *needed("window")]),
        "Recommends": (
            f"ecritoire-webengine (= {full_version(recipe)}), gnome-keyring | libpam-kwallet5 | keepassxc, xdg-utils, gnupg"
        ),
        "Suggests": "apparmor, libcups2",
        "Section": "mail",
        "Description": f"""{_SYNOPSIS}
 {recipe.title} brings the mail of an administration to the desktop: everything
 works offline, is kept encrypted on the machine, and is synchronised with the
 server that is already there.
 .
 {recipe.summary_french}.""",
    }


def _reader_fields(recipe: Recipe) -> dict[str, str]:
    return {
        "Depends": ", ".join([f"ecritoire (= {full_version(recipe)})", "libc6 (>= 2.34)", *needed("reader")]),
        "Section": "mail",
        "Description": f"""{_SYNOPSIS} (HTML letters)
 Shows letters in HTML with Qt WebEngine, without script and without network.
 Where this package is not installed, {recipe.title} shows them as simple rich
 text.""",
    }


def _control(
    recipe: Recipe, root: Path, name: str, fields: dict[str, str], scripts: dict[str, str] | None = None
) -> None:
    folder = root / "DEBIAN"
    folder.mkdir()
    size = sum(-(-path.lstat().st_size // 1024) for path in root.rglob("*") if path.is_file()) + 1
    stated = {
        "Package": name, "Source": recipe.name, "Version": full_version(recipe), "Architecture": "amd64",
        "Maintainer": f"{recipe.author} <{recipe.email}>", "Installed-Size": str(size), "Priority": "optional",
        "Homepage": recipe.url, **fields,
    }  # fmt: skip
    if name == recipe.name:
        del stated["Source"]
    (folder / "control").write_text("".join(f"{key}: {value}\n" for key, value in stated.items()), "utf-8")
    conffiles = sorted(path for path in (root / "etc").rglob("*") if path.is_file())
    if conffiles:
        (folder / "conffiles").write_text("".join(f"/{path.relative_to(root)}\n" for path in conffiles), "utf-8")
    for script in ("preinst", "postinst", "prerm", "postrm") if scripts else ():
        source = next(path for path in (TEMPLATES / script, TEMPLATES / f"{script}.in") if path.exists())
        (folder / script).write_text(filled(source.read_text("utf-8"), **(scripts or {})), "utf-8")
        (folder / script).chmod(0o755)
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink() and folder not in path.parents)
    sums = "".join(f"{_md5(path)}  {path.relative_to(root)}\n" for path in files)
    (folder / "md5sums").write_text(sums, "utf-8")


def _md5(path: Path) -> str:
    """Return what dpkg compares with the installed file; it is against accidents, not against attackers."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _strip(*folders: Path) -> None:
    libraries = [path for folder in folders for path in folder.rglob("*") if path.is_file() and _is_elf(path)]
    subprocess.run(["/usr/bin/strip", "--strip-unneeded", *libraries], check=True)


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _pack(recipe: Recipe, root: Path, target: Path, compression: str) -> Path:
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    target.mkdir(parents=True, exist_ok=True)
    package = target / f"{root.name}_{full_version(recipe)}_amd64.deb"
    level = {"xz": "-z6" if root.name == recipe.name else "-z2", "zstd": "-z3"}[compression]
    subprocess.run(
        ["/usr/bin/dpkg-deb", "--root-owner-group", "--threads-max=1", f"-Z{compression}", level, "--build", root, package],
        check=True, env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch()), "LC_ALL": "C"}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return package
